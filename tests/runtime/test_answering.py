"""Which flow answers a new call."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler import Project, compile_path
from callwright.core.events import Parties, SessionStart
from callwright.runtime.answering import Answering, Offer, plain, point

HELLO = "language: en-US\n{head}\nstates:\n  hello:\n    prompts: Hello.\n    hangup: true\n"


def project(folder: Path, **flows: str) -> Project:
    """Flows with these heads, by their names."""
    folder.mkdir()
    for name, head in flows.items():
        (folder / f"{name}.yaml").write_text(HELLO.format(head=f"flow: {name}\n{head}"))
    made = compile_path(folder).project
    assert made is not None
    return made


def dialled(number: str, call: str = "c1", caller: str = "", direction: str = "inbound") -> SessionStart:
    return SessionStart(call, 1_700_000_000_000, Parties(caller, number, direction))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project]:
    """Two versions of one flow that answers everything."""
    folder = tmp_path_factory.mktemp("both")
    return (
        project(folder / "one", line="answers: everything\ntitle: One"),
        project(folder / "two", line="answers: everything\ntitle: Two"),
    )


CALLS = st.lists(st.uuids(version=4).map(str), min_size=1, max_size=50, unique=True)


@given(call=st.text(min_size=1))
def test_a_call_always_stands_at_the_same_point(call: str) -> None:
    """By its id alone, which may hold anything."""
    assert point(call) == point(call)
    assert 0 <= point(call) < 100


@given(percent=st.integers(1, 99), calls=CALLS)
def test_a_call_is_answered_by_one_version_whoever_is_asked(
    both: tuple[Project, Project], percent: int, calls: list[str]
) -> None:
    """Two workers that know the same shares answer each call alike, at its beginning and when it is repeated."""
    offer = Offer(((percent, both[0]), (100 - percent, both[1])), alias="production")
    first, second = Answering([offer]), Answering([offer])
    for call in calls:
        one, other = first.choice(dialled("49211", call)), second.choice(dialled("49211", call))
        assert one is not None
        assert other is not None
        assert one.flow(call) is other.flow(call) is one.flow(call)
        assert one.alias == "production"


@given(percent=st.integers(1, 98), more=st.integers(1, 98), calls=CALLS)
def test_a_larger_share_takes_calls_and_gives_none_away(
    both: tuple[Project, Project], percent: int, more: int, calls: list[str]
) -> None:
    """Who was answered by the version whose share grows still is."""
    small, large = sorted((percent, min(99, percent + more)))

    def flows(share: int) -> dict[str, str]:
        choice = Answering([Offer(((share, both[0]), (100 - share, both[1])))]).choice(dialled("1"))
        assert choice is not None
        return {call: choice.flow(call).title for call in calls}

    before, after = flows(small), flows(large)
    assert all(after[call] == "One" for call in calls if before[call] == "One")


@pytest.mark.parametrize("percent", [1, 10, 50, 90])
def test_shares_are_near_what_was_said(both: tuple[Project, Project], percent: int) -> None:
    """Of 20,000 calls, within one percent of all."""
    choice = Answering([Offer(((percent, both[0]), (100 - percent, both[1])))]).choice(dialled("1"))
    assert choice is not None
    found = Counter(choice.flow(f"call-{n}").title for n in range(20_000))
    assert abs(found["One"] / 200 - percent) < 1


def test_plain_files_answer_by_their_numbers(tmp_path: Path) -> None:
    """However a number is written; what names it is preferred to what answers everything, in whichever folder."""
    rest = project(tmp_path / "rest", rest="answers: everything")
    named = project(tmp_path / "named", sales='numbers: ["+49 211 1"]', support='numbers: ["0049 211 2"]')
    answering = Answering(plain([rest, named]))

    def flow(number: str, **more: str) -> str:
        choice = answering.choice(dialled(number, **more))
        assert choice is not None
        assert choice.alias == ""
        return choice.flow("c1").name

    assert flow("492111") == "sales"
    assert flow("+49 211-2") == "support"
    assert flow("499") == flow("") == "rest"
    assert flow("499", caller="492112") == "rest"
    assert flow("499", caller="492112", direction="outbound") == "support"
    assert Answering(plain([named])).choice(dialled("499")) is None


def test_an_alias_with_numbers_has_these_calls(tmp_path: Path) -> None:
    """Before any flow that names the number; in it, the flow that names it, else the one that calls begin in."""
    main = project(tmp_path / "main", line='numbers: ["+492111", "+492112"]')
    trial = project(tmp_path / "trial", trial='numbers: ["+492119"]', other='numbers: ["+492118"]')
    answering = Answering(
        [Offer(((100, main),), alias="production"), Offer(((100, trial),), ("+49 211 2", "+492118"), "trial")]
    )
    found = {}
    for number in ("492111", "492112", "492118", "492119"):
        choice = answering.choice(dialled(number))
        found[number] = None if choice is None else (choice.alias, choice.flow("c1").name)
    assert found == {
        "492111": ("production", "line"),
        "492112": ("trial", "other"),
        "492118": ("trial", "other"),
        "492119": None,
    }


def test_a_version_without_a_flow_for_a_number_leaves_its_share(tmp_path: Path) -> None:
    """A number that only the new version knows is answered by it, whatever the shares."""
    old = project(tmp_path / "old", line='numbers: ["+492111"]')
    new = project(tmp_path / "new", line='numbers: ["+492111", "+492112"]')
    choice = Answering([Offer(((99, old), (1, new)))]).choice(dialled("492112"))
    assert choice is not None
    assert {choice.flow(f"call-{n}").version for n in range(100)} == {new.version}


def test_a_call_that_we_dial_has_its_flow_by_name(both: tuple[Project, Project]) -> None:
    """In the version that is its own; a name that there is not has none."""
    answering = Answering([Offer(((50, both[0]), (50, both[1])))])
    dialled_one, answered = answering.named("line"), answering.choice(dialled("1"))
    assert dialled_one is not None
    assert answered is not None
    calls = [f"call-{n}" for n in range(50)]
    assert [dialled_one.flow(call) for call in calls] == [answered.flow(call) for call in calls]
    assert answering.named("nobody") is None
