"""A test as its file."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.diagnostics.model import Span
from callwright.platform.behaviour import WAITING, During
from callwright.platform.services import Reply
from callwright.rehearsal.reader import load_script, read_script
from callwright.rehearsal.script import CallFacts, HangsUp, Happens, Presses, Rehearsal, Says, Silence, Step, Transfers
from callwright.rehearsal.written import script

ROOT = Path(__file__).parents[2]
NOWHERE = Span("", 1, 1, 1, 1)
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=30).filter(
    lambda words: words == words.strip()
)
MOMENT = st.just(WAITING) | st.integers(0, 90_000).map(During)
CUTS = st.sampled_from([None, True, False])
BODY = st.dictionaries(
    WORDS, st.integers(-5, 5) | WORDS | st.booleans() | st.none() | st.lists(WORDS, max_size=2), max_size=3
)
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda words, moment, cuts: Says(NOWHERE, words, moment, cuts), WORDS, MOMENT, CUTS),
    st.builds(
        lambda keys, moment, cuts: Presses(NOWHERE, keys, moment, cuts),
        st.text("0123456789*#", min_size=1),
        MOMENT,
        CUTS,
    ),
    st.builds(lambda name, body, moment: Happens(NOWHERE, name, body, moment), WORDS, BODY, MOMENT),
    st.builds(lambda ms: Silence(NOWHERE, ms), st.none() | st.integers(1, 9999)),
    st.just(HangsUp(NOWHERE)),
    st.just(Transfers(NOWHERE, "49211", "busy")),
)


def bare(step: Step) -> dict[str, Any]:
    """A step without its place."""
    return {"kind": type(step).__name__} | {f.name: getattr(step, f.name) for f in fields(step) if f.name != "span"}


def back(rehearsal: Rehearsal) -> Rehearsal:
    """Written and read again."""
    text = script("desk", rehearsal, {0: "a remark: with # signs"}, ("about",))
    read = read_script(text.encode(), "made.test.yaml")
    assert not read.diagnostics, (read.diagnostics, text)
    return read.rehearsals[0]


@given(st.lists(STEPS, min_size=1, max_size=5), WORDS)
def test_what_is_written_is_read_as_it_was(steps: list[Step], name: str) -> None:
    """Whatever a caller said, pressed, or what came from outside."""
    made = back(Rehearsal(name, NOWHERE, tuple(steps)))
    assert [bare(step) for step in made.steps] == [bare(step) for step in steps]
    assert made.name == name


@pytest.mark.parametrize("path", sorted([*ROOT.glob("flows/*.test.yaml"), *ROOT.glob("examples/*.test.yaml")]), ids=str)
def test_the_shipped_tests_can_be_written(path: Path) -> None:
    """With their calls and what services answer, as far as a record can say it."""
    for rehearsal in load_script(path).rehearsals:
        made = back(rehearsal)
        assert made.services == rehearsal.services
        assert made.call == rehearsal.call
        assert len(made.steps) == len(rehearsal.steps)


def test_what_services_answered_comes_back() -> None:
    """JSON, text, a failure, and how long it took."""
    replies = (Reply(200, {"a": [1, "x: y"]}, takes_ms=80), Reply(503, text="no: not now"), Reply(0, kind="timeout"))
    made = back(Rehearsal("a", NOWHERE, (HangsUp(NOWHERE),), services={"shop": {"POST /a?b=c": replies}}))
    assert made.services == {"shop": {"POST /a?b=c": replies}}


def test_who_calls_whom_comes_back() -> None:
    """A hidden number too."""
    facts = CallFacts(from_number="", to_number="4921112345", outbound=True, sms_fails=True)
    assert back(replace(Rehearsal("a", NOWHERE, (HangsUp(NOWHERE),)), call=facts)).call == facts
