"""The decisions of a step in plain words, each with the line of the author behind it.

Theory of operation. A trace names a rule and a detail, made for those who know the rules. ``_WORDS`` says for each rule
how one tells it to somebody who does not. A rule that is not in the table is told as it is: nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from callwright.core.trace import Trace
from callwright.rehearsal.replay import Replayed


@dataclass(frozen=True, slots=True)
class Decision:
    """One sentence, and ``FILE:LINE`` behind it; empty where callwright's own rules decided."""

    words: str
    place: str


def decisions(turn: Replayed) -> Iterator[Decision]:
    """What a turn decided, in order."""
    if turn.step is None:
        for rule, file, line in turn.turn.trace:
            yield Decision(_hidden(rule), f"{file}:{line}" if file else "")
        return
    for trace in turn.step.trace:
        place = "" if trace.span is None else f"{trace.span.file}:{trace.span.line}"
        yield Decision(_told(trace), place)


def _told(trace: Trace) -> str:
    words = _WORDS.get(trace.rule)
    if words is None:
        return f"{trace.rule}: {trace.detail}" if trace.detail else trace.rule
    return words(trace.detail) if callable(words) else f"{words}: {trace.detail}" if trace.detail else words


def _hidden(rule: str) -> str:
    """A rule of which nothing but its name is in the record."""
    words = _WORDS.get(rule)
    return words if isinstance(words, str) else _IN_SHORT.get(rule, rule.replace("_", " "))


_IN_SHORT: Mapping[str, str] = {
    "heard": "understood",
    "value": "fills a slot",
    "value dropped": "drops a value",
    "confirmed": "the caller confirmed it",
    "denied": "the caller said that it is wrong",
    "corrected": "the caller corrected it",
    "refused": "the check refuses it",
    "take": "so the call goes on",
    "enter": "enters the state",
    "key": "takes the key",
    "choose": "chooses",
    "no_match": "not understood",
    "no_input": "nothing was said",
    "ended": "the end of a prompt",
    "length": "the prompt's length",
    "ask": "asks a service",
    "response": "takes the service's answer",
    "ignored": "left alone",
    "silent speak": "sends a short silence, so that time goes on being counted",
}


def _failure(what: str) -> Callable[[str], str]:
    def told(detail: str) -> str:
        number, _, how = detail.partition(", ")
        if detail.startswith("rung"):
            return f"{what}: {detail} of the ladder"
        which = number.removeprefix("number ")
        ways = {
            "the built-in ending": "the ladder is used up, so the built-in ending follows",
            "asked back": "it may have been one of several things, so the caller is asked which",
            "built-in": "nobody wrote a ladder here, so callwright's own sentence",
        }
        return f"{what} (the {_th(which)} time in a row): {ways.get(how, how)}"

    return told


def _th(number: str) -> str:
    return {"1": "1st", "2": "2nd", "3": "3rd"}.get(number, f"{number}th")


def _heard(detail: str) -> str:
    if detail.startswith("either "):
        return f"understood as {detail}: about as good, so the caller is asked"
    return f"understood as {detail}"


def _taken(detail: str) -> str:
    return "goes nowhere: the same question waits again" if detail == "stay" else f"so the call goes to {detail}"


_WORDS: Mapping[str, str | Callable[[str], str]] = {
    "start": "the call begins",
    "enter": lambda detail: f"enters {detail}",
    "heard": _heard,
    "value": lambda detail: f"fills {detail}",
    "value dropped": lambda detail: f"drops a value: {detail}",
    "hearing": lambda detail: f"not sure of the value: {detail}",
    "confirmed": lambda detail: f"the caller confirmed {detail}",
    "denied": lambda detail: f"the caller said that {detail} is wrong",
    "corrected": lambda detail: f"the caller corrected {detail}",
    "refused": lambda detail: f"the check refuses {detail}",
    "take": _taken,
    "key": lambda detail: f"key {detail}",
    "guards": "of the targets there no condition (when) holds",
    "choose": lambda detail: f"chooses by: when {detail}" if detail else "chooses the line without a condition",
    "no_match": _failure("not understood"),
    "no_input": _failure("nothing was said"),
    "taken back": lambda detail: f"the last failure is not counted: {detail}",
    "ending": lambda detail: f"ends the call: {detail}",
    "call": lambda detail: f"calls the sub-flow {detail}",
    "return": lambda detail: f"comes back from the sub-flow{f', failed with {detail}' if detail else ''}",
    "if_fails": lambda detail: f"that did not work ({detail}), so if_fails",
    "on_error": "something could not be done as written, so on_error",
    "on_no": "so on_no",
    "on_cancel": "the caller cancelled, so on_cancel",
    "failed": lambda detail: f"could not go on as written: {detail}",
    "ask": lambda detail: f"asks the service {detail}",
    "response": lambda detail: f"takes the service's answer {detail}",
    "still asking": lambda detail: f"still waits for the service ({detail})",
    "outside": lambda detail: f"from outside: {detail}",
    "button": lambda detail: f"the button {detail}".rstrip(),
    "ignored": lambda detail: f"left alone: {detail}",
    "dropped": lambda detail: f"dropped: {detail}",
    "late": lambda detail: f"came too late to be an answer: {detail}",
    "interruption": lambda detail: f"an interruption: {detail}",
    "ended": lambda detail: f"the end of a prompt: {detail}",
    "presumed ended": lambda detail: f"a prompt must have ended by now: {detail}",
    "put right": lambda detail: f"so it is clear now: {detail}",
    "length": lambda detail: f"the prompt's length: {detail}",
    "timeout": lambda detail: f"silence: {detail}",
    "tick": lambda detail: f"went on without being asked: {detail}",
    "silent speak": lambda detail: f"sends a short silence, so that time goes on being counted ({detail})",
    "hung_up": "hangs up",
    "hung up": lambda detail: f"hangs up again: {detail}",
    "transferred": "puts the caller through",
    "handed_over": "hands the call over",
    "transfer": lambda detail: f"the transfer: {detail}",
    "not sent": lambda detail: f"not sent: {detail}",
    "undelivered": lambda detail: f"what was not delivered goes out {detail}",
}
