"""Some hundred inputs of each target, always the same ones: what ``make fuzz`` looks for in ten minutes, in small."""

from __future__ import annotations

import pytest

from tests.fuzz.process import run_apart
from tests.fuzz.runner import attempt
from tests.fuzz.targets import TARGETS, Target

TRIES = {"flow": 160, "template": 60, "condition": 60, "phrase": 60, "hours": 60, "script": 40}
QUICK = 3_000
NAMED = {target.name: target for target in TARGETS}


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_nothing_is_found(target: Target) -> None:
    """No exception, nothing slow, nothing big, every finding at a place, the same twice."""
    found, tried = run_apart(target, seed=6, tries=TRIES.get(target.name, QUICK))
    assert not found, "\n".join(f"{one.problem}\n{one.data!r}" for one in found)
    assert tried == TRIES.get(target.name, QUICK)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_the_seeds_are_well_formed(target: Target) -> None:
    """What everything begins with breaks no law itself, and there is some of it."""
    seeds = target.seeds()
    assert seeds
    assert [problem for seed in seeds[:10] if (problem := attempt(target, seed))] == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("condition", b"[" * 200),
        ("condition", b"not " * 900),
        ("condition", b"(" * 500 + b"n" + b")" * 500),
        ("condition", b"n" + b" + n" * 900),
        ("template", b"{{ " + b"(" * 300 + b"n" + b")" * 300 + b" }}"),
        ("template", b"{% if n %}" * 150 + b"{% endif %}" * 150),
        ("template", b"{{ n" + b"|upper" * 600 + b" }}"),
        ("flow", b"\xe2\x80\xa8\xe2\x80\xa8\xe2"),
        ("flow", b": \xe2\x80\xa8: %"),
        ("flow", b"\xff\xfeelcom#}e:\nationhangup: \xf2ue\n"),
        ("flow", b"\x0c: \x85: %"),
        ("session", b'{"a":' * 2_000),
        ("record", b'{"record":' * 2_000),
    ],
)
def test_what_was_found_once_is_found_no_more(name: str, data: bytes) -> None:
    """Inputs that broke a law, or are like one that did."""
    assert attempt(NAMED[name], data) == ""


def test_a_broken_law_is_found() -> None:
    """The watch itself: an exception, an endless loop and too much memory are told, each in its words."""

    def raises(_: bytes) -> None:
        raise ValueError("no")

    def loops(_: bytes) -> None:
        while True:
            pass

    def eats(_: bytes) -> None:
        raise MemoryError

    seeds = NAMED["wire"].seeds
    assert attempt(Target("x", seeds, raises), b"").startswith("ValueError in ")
    assert attempt(Target("x", seeds, loops), b"") == "too slow"
    assert attempt(Target("x", seeds, eats), b"") == "too much memory"
