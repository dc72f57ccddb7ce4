"""The keys and fixed values of test scripts, in the words in which an editor explains them.

A test holds the tables against the reader of scripts.
"""

from __future__ import annotations

from collections.abc import Mapping

from callwright.language_server.schema_words import Word
from callwright.platform.wire import STRATEGIES
from callwright.rehearsal.reader import OUTCOMES

_FILE = {
    "flow": "The flow that is tested, by its name.",
    "services": "What services answer in every test of the file.",
    "tests": "The conversations that must go well.",
}
_TEST = {
    "name": "What the test is about.",
    "call": "Who calls, which number, when.",
    "services": "What services answer in this test.",
    "steps": "What happens, one thing after the other.",
}
_CALL = {
    "from": 'The caller\'s number; `""` for one who hides it.',
    "to": "The dialled number.",
    "at": "When it is: `2026-11-20 10:00`.",
    "direction": "`inbound` or `outbound`.",
    "sms": "`fails`: text messages cannot be delivered.",
}
_STEPS = {
    "assistant": "What is said next contains these words.",
    "caller": "The caller says this, when the assistant has finished.",
    "keys": 'The caller presses these keys; `"*"` and `"#"` with quotes.',
    "silence": "The caller says nothing until the flow's time is up; `silence: 2s` for so long.",
    "noise": "It is loud on the caller's side, but nobody speaks: `noise: 300ms`.",
    "event": "This happens outside the call; with what comes with it under `body`.",
    "button": "Somebody presses the button that stops the prompt; `force`: even a protected one.",
    "transfer": "The call is put through, and somebody answers; or with `to` and `outcome`.",
    "sms": "A text message with these words is sent; or with `to` and `contains`.",
    "hangup": "The assistant ends the call.",
    "hand_over": "The flow hands the call over.",
    "caller_hangs_up": "The caller ends the call.",
}
_WHEN = {
    "interrupts_after": "So long into what is being said: `1.2s`.",
    "over": "While the prompt with these words is being said.",
    "cuts": "`yes`: it has to stop the prompt; `no`: it must not.",
}
_BESIDE: Mapping[str, Mapping[str, str]] = {
    "caller": _WHEN,
    "keys": _WHEN,
    "noise": _WHEN,
    "caller_hangs_up": {key: _WHEN[key] for key in ("interrupts_after", "over")},
    "event": {
        "body": "What comes with the event; in the flow it is `event`.",
        **_WHEN,
        "refused": "`yes`: it must not be taken.",
    },
    "button": {**_WHEN, "refused": "`yes`: it must not be taken."},
}
_BELOW: Mapping[str, Mapping[str, str]] = {
    "assistant": {
        "contains": "A part of what is said.",
        "is": "All that is said.",
        "lacks": "What must not be said.",
        "audio": "`yes`: a recording is played.",
        "barge_in": "The policy of the prompt.",
    },
    "barge_in": {
        "strategy": "How the caller may cut the prompt.",
        "minimum_characters": "After how many characters of speech.",
        "allow_after_ms": "From when on, in thousandths of a second.",
    },
    "transfer": {"to": "The number.", "outcome": "What becomes of it."},
    "sms": {"to": "The number.", "contains": "Words of the message."},
}
_OUTCOMES = {
    "answered": "Somebody answers.",
    "busy": "The line is busy.",
    "no_answer": "Nobody answers.",
    "hangs_up": "The caller hangs up while it rings.",
}
_VALUES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("call", "direction"): {"inbound": "The caller calls us.", "outbound": "We call."},
    ("call", "sms"): {"arrives": "Text messages are delivered.", "fails": "They are not."},
    ("transfer", "outcome"): {name: _OUTCOMES[name] for name in OUTCOMES},
    ("steps", "button"): {"force": "Stops even a protected prompt."},
    ("assistant", "barge_in"): dict.fromkeys(STRATEGIES, ""),
    ("barge_in", "strategy"): dict.fromkeys(STRATEGIES, ""),
    **{("steps", step): {"yes": "", "no": ""} for step in ("cuts", "refused")},
}
ALONE = ("silence", "noise", "button", "transfer", "hangup", "hand_over", "caller_hangs_up")
"""Steps that may be a word without a value."""


def keys_at(route: tuple[str, ...]) -> tuple[Word, ...]:
    """The keys that can stand in a map of a script; ``route`` without list positions."""
    if route[-1:] == ("steps",):
        beside = {key: text for some in _BESIDE.values() for key, text in some.items()}
        return _words({**_STEPS, **beside})
    if route in ((), ("tests",)):
        opens = _words(_TEST if route else _FILE)
        return tuple(one._replace(opens="list" if one.name in ("tests", "steps") else "value") for one in opens)
    if route == ("tests", "call"):
        return _words(_CALL)
    return _words(_BELOW.get(route[-1], {})) if "steps" in route else ()


def values_at(route: tuple[str, ...]) -> tuple[Word, ...]:
    """The fixed values that can stand behind a key of a script."""
    if route[-1:] == ("steps",):
        return _words({name: _STEPS[name] for name in ALONE})
    return _words(_VALUES.get((route[-2], route[-1]), {})) if len(route) > 1 else ()


def _words(texts: Mapping[str, str]) -> tuple[Word, ...]:
    return tuple(Word(name, text, text) for name, text in texts.items())
