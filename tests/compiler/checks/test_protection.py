"""More that is protected than has to be."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, told

CODE = "needless-protection"
_LONG = (
    "A day ticket is four euros, a week is twenty, a month is sixty, and a whole year is five hundred euros. Children"
    " pay half of that, and on Sundays nobody pays at all."
)
_SHORT = "A day ticket is four euros, and a week is twenty euros."


def test_a_long_one_is_told() -> None:
    """Ten seconds that nobody can cut are told where the strategy is written."""
    assert told(CODE, flow(f"prompts:\n  text: {_LONG}\n  barge_in: none\ngo_to: bye\n")) == ["none"]


@pytest.mark.parametrize(
    "welcome",
    [
        f"prompts:\n  text: {_LONG}\n  barge_in: none\n  name: prices\ngo_to: bye\n",
        f"prompts:\n  text: This call is recorded. {_LONG}\n  barge_in: none\ngo_to: bye\n",
        f"prompts:\n  text: {_LONG}\n  barge_in: none\nhangup: yes\n",
        f"prompts:\n  text: {_LONG}\n  barge_in: none\ntransfer: +49 211 5566770\nif_fails: bye\n",
        f"prompts:\n  text: {_SHORT}\n  barge_in: none\ngo_to: bye\n",
        f"prompts:\n  text: {_LONG}\ngo_to: bye\n",
    ],
    ids=["with a name", "a notice", "farewell", "transfer", "short", "not protected"],
)
def test_what_needs_it(welcome: str) -> None:
    """Notices, prompts with a name, the last words, and short ones may be protected."""
    assert told(CODE, flow(welcome)) == []


def _many(protected: int, others: int) -> str:
    policies = ["none"] * protected + ["minimum_characters"] * others
    count = len(policies)
    states = "".join(
        f"  s{n}:\n    prompts: {{text: '{n}. {_SHORT}', barge_in: {policy}}}\n"
        f"    go_to: {f's{n + 1}' if n + 1 < count else 'bye'}\n"
        for n, policy in enumerate(policies)
    )
    return flow("go_to: s0\n", more=states)


def test_a_third_of_all_prompts_is_too_many() -> None:
    """Four or more that are a third of all are told, once, at the first."""
    assert told(CODE, _many(4, 6)) == ["none"]
    assert told(CODE, _many(4, 9)) == []
    assert told(CODE, _many(3, 0)) == []


def test_a_policy_of_the_flow_is_told_there() -> None:
    """Where the defaults protect everything, they are the place."""
    text = _many(0, 5).replace(", barge_in: minimum_characters", "")
    assert told(CODE, text.replace("states:", "defaults: {barge_in: none}\nstates:", 1)) == ["none"]
