"""Reading test scripts, and every mistake in them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from callwright.diagnostics.codes_tests import TEST_CODES
from callwright.platform.behaviour import WAITING, During
from callwright.platform.services import Reply
from callwright.rehearsal.reader import load_script, read_script
from callwright.rehearsal.script import (
    Assistant,
    CallerHangsUp,
    CallFacts,
    HangsUp,
    Happens,
    Noise,
    Presses,
    PushesButton,
    Says,
    Script,
    SendsSms,
    Silence,
    Transfers,
)
from callwright.rehearsal.values import BODY_DEPTH, BODY_LIMIT
from callwright.runtime import settings

FULL = """\
flow: acme-hotline
tests:
  - name: A caller asks for the bill right away
    call:
      from: +49 151 20304050
      to: 0049 (211) 5566-770
      at: 2026-11-20 10:00
      sms: fails
    services:
      orders:
        /orders/123456:
          json:
            status: shipped
    steps:
      - assistant: This call may be recorded for quality assurance.
      - assistant:
          contains: billing
          lacks: weather
          barge_in:
            strategy: immediate
            allow_after_ms: 500
      - assistant:
          is: Hello.
          barge_in: none
      - assistant:
          audio: yes
      - caller: yes
        interrupts_after: 1.2s
        cuts: no
      - caller: no
        over: six digits
      - silence
      - silence: 3s
      - keys: 0123
      - keys: "*1#"
      - keys: star 1 hash
      - noise
      - noise: 500ms
        interrupts_after: 2s
      - transfer: +49 211 5566770
      - transfer:
          to: 0049 211 5566770
          outcome: busy
      - sms: Your order
      - sms:
          to: +49 151 20304050
          contains: Your order
      - caller_hangs_up
      - hangup
"""


def script(text: str) -> Script:
    return read_script(text.encode(), "acme.test.yaml")


def test_everything() -> None:
    """Each thing that a script can say is read as it is meant, text staying what was typed."""
    read = script(FULL)
    assert read.diagnostics == ()
    assert read.flow == "acme-hotline"
    (test,) = read.rehearsals
    at = datetime.fromisoformat("2026-11-20 10:00")
    assert test.call == CallFacts("4915120304050", "492115566770", at, sms_fails=True)
    assert test.services == {"orders": {"/orders/123456": (Reply(data={"status": "shipped"}),)}}
    spans = [step.span for step in test.steps]
    assert list(test.steps) == [
        Assistant(spans[0], "This call may be recorded for quality assurance."),
        Assistant(spans[1], "billing", lacks="weather", strategy="immediate", allow_after_ms=500),
        Assistant(spans[2], exactly="Hello.", strategy="none"),
        Assistant(spans[3], audio=True),
        Says(spans[4], "yes", During(1200), cuts=False),
        Says(spans[5], "no", During(sentence="six digits")),
        Silence(spans[6]),
        Silence(spans[7], 3000),
        Presses(spans[8], "0123"),
        Presses(spans[9], "*1#"),
        Presses(spans[10], "*1#"),
        Noise(spans[11], 300),
        Noise(spans[12], 500, During(2000)),
        Transfers(spans[13], "492115566770"),
        Transfers(spans[14], "492115566770", "busy"),
        SendsSms(spans[15], contains="Your order"),
        SendsSms(spans[16], "4915120304050", "Your order"),
        CallerHangsUp(spans[17], WAITING),
        HangsUp(spans[18]),
    ]
    assert (spans[0].line, spans[0].column) == (15, 20)


STEP = "tests:\n  - name: a\n    steps:\n"


@pytest.mark.parametrize(
    ("text", "code", "place", "says"),
    [
        ("flow: a\n", "test-missing", (1, 1), "tests"),
        ("tests: a\n", "test-shape", (1, 8), "dash"),
        ("tests:\n  - name: a\n", "test-missing", (2, 5), "steps"),
        ("test:\n  - name: a\n", "test-unknown-key", (1, 1), "Did you mean `tests`?"),
        (STEP + "      - asistant: Hello\n", "test-unknown-key", (4, 9), "Did you mean `assistant`?"),
        (STEP + "      - silense\n", "test-unknown-key", (4, 9), "Did you mean `silence`?"),
        (STEP + "      - caller: a\n        assistant: b\n", "test-shape", (4, 9), "a line of its own"),
        (STEP + "      - - a\n", "test-shape", (4, 9), "A step is"),
        (STEP + "      - caller:\n", "test-shape", (4, 9), "caller:"),
        (STEP + "      - assistant:\n", "test-missing", (4, 9), "part of the sentence"),
        (STEP + "      - assistant:\n          contain: a\n", "test-unknown-key", (5, 11), "`contains`"),
        (STEP + "      - assistant:\n          barge_in: imediate\n", "test-value", (5, 21), "Did you mean immediate?"),
        (STEP + "      - caller: a\n        interupts_after: 1s\n", "test-unknown-key", (5, 9), "`interrupts_after`"),
        (STEP + "      - caller: a\n        interrupts_after: 1200\n", "test-value", (5, 27), "1200ms or 1200s"),
        (STEP + "      - caller: a\n        cuts: maybe\n", "test-value", (5, 15), "yes or no"),
        (STEP + "      - keys: 12a\n", "test-value", (4, 15), "quotes"),
        (STEP + "      - noise: loud\n", "test-value", (4, 16), "500ms"),
        (STEP + "      - transfer: the boss\n", "test-value", (4, 19), "country first"),
        (STEP + "      - transfer:\n          outcome: bussy\n", "test-value", (5, 20), "Did you mean busy?"),
        (STEP + "      - assistant:\n          contains:\n", "test-missing", (5, 20), "`contains` has no text"),
        (STEP + "      - assistant:\n          contains: [a]\n", "test-shape", (5, 21), "not a list"),
        (STEP + "      - transfer:\n          to: [1]\n", "test-value", (5, 15), "country first"),
        ("tests:\n  - name:\n    steps: [silence]\n", "test-missing", (2, 10), "what the test shows"),
        ("tests:\n  - call:\n      at: tomorrow\n    steps: []\n", "test-value", (3, 11), "2026-11-20 10:00"),
    ],
)
def test_mistakes(text: str, code: str, place: tuple[int, int], says: str) -> None:
    """Each mistake is one diagnostic at its place, with the mend."""
    found = script(text).diagnostics
    assert [(d.code, (d.span.line, d.span.column)) for d in found] == [(code, place)]
    assert says in f"{found[0].message} {found[0].help}"
    assert code in {entry.code for entry in TEST_CODES}


def test_all_at_once() -> None:
    """Mistakes in several steps are all reported, and good steps are kept."""
    read = script(STEP + "      - silense\n      - keys: x\n      - silence\n")
    assert [d.code for d in read.diagnostics] == ["test-unknown-key", "test-value"]
    assert len(read.rehearsals[0].steps) == 1


def test_no_yaml_at_all() -> None:
    """A file that is no YAML is a diagnostic of the document's own."""
    read = script("tests: [")
    assert read.diagnostics
    assert read.rehearsals == ()


def test_load(tmp_path: Path) -> None:
    """A script is loaded from its file, whose name stands in its places."""
    (tmp_path / "a.test.yaml").write_text(FULL)
    assert load_script(tmp_path / "a.test.yaml").rehearsals[0].span.file == str(tmp_path / "a.test.yaml")
    with pytest.raises(OSError, match="absent"):
        load_script(tmp_path / "absent.yaml")


def test_a_flow_is_no_script() -> None:
    """A flow in the place of a script is told once, not key by key."""
    script = read_script(b"flow: a\nlanguage: en-US\nstates:\n  b:\n    hangup: true\n", "a.yaml")
    assert [d.message for d in script.diagnostics] == ["This is a flow, not a script."]


def test_two_tests_of_one_name() -> None:
    """A name that is there twice is told at the second, with the line of the first."""
    script = read_script(
        b"tests:\n  - name: a\n    steps: [silence]\n  - name: a\n    steps: [silence]\n", "a.test.yaml"
    )
    assert [(d.span.line, d.message) for d in script.diagnostics] == [
        (4, "Two tests are called “a”; the first is in line 2.")
    ]


def test_the_possible_steps_are_listed_once() -> None:
    """No step is offered twice."""
    (found,) = read_script(b"tests:\n  - name: a\n    steps: [dance]\n", "a.test.yaml").diagnostics
    assert found.help.count("silence") == 1
    assert "hand_over" in found.help


def test_what_happens_outside() -> None:
    """An event has a name and perhaps a body; the button stops a prompt, perhaps by force; both have a moment."""
    steps = """\
      - event: order_shipped
        body:
          order: 412335
          fast: yes
        over: six digits
      - event: rain
        refused: yes
      - button
      - button:
        interrupts_after: 800ms
        cuts: yes
      - button: force
"""
    script = read_script(f"tests:\n  - name: a\n    steps:\n{steps}".encode(), "a.test.yaml")
    assert script.diagnostics == ()
    shipped, rain, plain, timed, forced = script.rehearsals[0].steps
    assert isinstance(shipped, Happens)
    assert (shipped.name, shipped.body["order"], shipped.moment) == (
        "order_shipped",
        412335,
        During(sentence="six digits"),
    )
    assert isinstance(rain, Happens)
    assert (rain.body, rain.refused, rain.moment) == ({}, True, WAITING)
    buttons = [step for step in (plain, timed, forced) if isinstance(step, PushesButton)]
    assert [(b.force, b.moment, b.cuts) for b in buttons] == [
        (False, WAITING, None),
        (False, During(800), True),
        (True, WAITING, None),
    ]


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("event:", "An event from outside has a name."),
        ("{event: x, body: five}", "The `body` of an event has keys; this is “five”."),
        ("{event: x, body: [5]}", "The `body` of an event has keys; this is a list."),
        ("event", "`event` stands here without a value."),
        ("{event: x, bdy: {a: 1}}", "`event` has no `bdy`."),
        ("button: hard", "“hard” is not possible here."),
        ("buton", "A step has no “buton”."),
    ],
)
def test_mistakes_in_what_happens_outside(step: str, message: str) -> None:
    """Each mistake has its sentence."""
    script = read_script(f"tests:\n  - name: a\n    steps:\n      - {step}\n".encode(), "a.test.yaml")
    assert [diagnostic.message for diagnostic in script.diagnostics] == [message]


@pytest.mark.parametrize(
    ("step", "help"),
    [
        ("event", "Write its name behind `event:`."),
        ("event doctor_free", "Write a colon: `event: doctor_free`."),
        ("caller", "Write what the caller says behind `caller:`."),
        ("keys", "Write the keys behind `keys:`, such as `keys: 123`."),
    ],
)
def test_a_step_without_its_value(step: str, help: str) -> None:
    """A step that says too little is told what belongs behind it, never to be itself."""
    (found,) = script(f"{STEP}      - {step}\n").diagnostics
    assert found.help == help


def test_a_body_is_bounded() -> None:
    """What comes with an event is as large and as deep as a service takes it, and no more."""
    assert (BODY_LIMIT, BODY_DEPTH) == (settings.OUTSIDE_LIMIT, settings.OUTSIDE_DEPTH)

    def mistakes(body: str) -> list[str]:
        return [d.message for d in script(f"{STEP}      - event: x\n        body: {body}\n").diagnostics]

    room = BODY_LIMIT - len('{"a":""}')
    assert mistakes(f"{{a: {'x' * room}}}") == []
    assert mistakes(f"{{a: {'x' * (room + 1)}}}") == [
        "This `body` has 8193 bytes as JSON; at most 8192 (8 KiB) are possible."
    ]
    assert mistakes("{a: " * BODY_DEPTH + "1" + "}" * BODY_DEPTH) == []
    assert mistakes("{a: " * (BODY_DEPTH + 1) + "1" + "}" * (BODY_DEPTH + 1)) == [
        "This `body` is 17 levels deep; at most 16 are possible."
    ]
