"""Going to a definition, finding uses, renaming; and what cannot be renamed."""

from __future__ import annotations

import pytest

from callwright.compiler.names import Index, Kind, Occurrence, Refusal, Role
from tests.compiler.names.projects import index

MAIN = """\
flow: main
include: [shared.yaml]
intents:
  billing: [my bill]
  sales: [sales]
states:
  welcome:
    prompts: Hello {{ topic }}.
    set: {topic: x}
    transitions:
      billing: hours
      yes: welcome
      sales: flow:other/hours
    keys: {1: hours}
"""
SHARED = "states:\n  hours:\n    prompts: Open.\n    go_to: welcome\n"
OTHER = "flow: other\ninclude: [shared.yaml]\nstates:\n  welcome: {hangup: yes}\n"
ALONE = "states:\n  welcome: {go_to: hours}\n  hours: {hangup: yes}\n"
FILES = {"main.yaml": MAIN, "shared.yaml": SHARED, "other.yaml": OTHER, "alone.yaml": ALONE}


def _at(names: Index, file: str, line: int, column: int) -> Occurrence:
    found = names.at(file, line, column)
    assert found is not None
    return found


def _places(found: tuple[Occurrence, ...]) -> list[str]:
    return [f"{one.span.file}:{one.span.line}" for one in found]


def test_a_cursor_in_a_name_or_behind_it_is_at_the_name() -> None:
    """The name under the cursor is found from its first letter to behind its last."""
    names = index(FILES)
    assert [one and one.name for column in range(15, 23) for one in [names.at("main.yaml", 11, column)]] == [
        None, "hours", "hours", "hours", "hours", "hours", "hours", None,
    ]  # fmt: skip


def test_what_an_included_file_names_ties_its_flows_together() -> None:
    """A state that a shared file leads to is meant in every flow that includes it, and renamed in all of them."""
    names = index(FILES)
    welcome = _at(names, "shared.yaml", 4, 13)
    assert _places(names.definition(welcome)) == ["main.yaml:7", "other.yaml:4"]
    assert _places(names.references(welcome)) == ["main.yaml:7", "main.yaml:12", "other.yaml:4", "shared.yaml:4"]


def test_a_flow_of_its_own_is_left_alone() -> None:
    """States of the same name in another flow are other states."""
    names = index(FILES)
    assert _places(names.references(_at(names, "alone.yaml", 2, 20))) == ["alone.yaml:2", "alone.yaml:3"]


def test_a_state_of_another_flow_is_found_in_it() -> None:
    """``flow:other/hours`` names the flow and its state, each by itself."""
    names = index(FILES)
    state, flow = _at(names, "main.yaml", 13, 28), _at(names, "main.yaml", 13, 20)
    assert (state.kind, _places(names.definition(state))) == (Kind.STATE, ["shared.yaml:2"])
    assert (flow.kind, _places(names.definition(flow))) == (Kind.FLOW, ["other.yaml:1"])


def test_a_variable_is_defined_where_it_is_filled() -> None:
    """Where nothing declares a variable, it is the place that sets it."""
    names = index(FILES)
    (found,) = names.definition(_at(names, "main.yaml", 8, 24))
    assert (found.role, found.span.line) == (Role.FILLS, 9)


def test_the_names_that_count_in_a_flow() -> None:
    """What can be written in a flow: its own names and those of the files that it includes."""
    names = index(FILES)
    assert sorted(names.names(Kind.STATE, "main")) == ["hours", "welcome"]
    assert sorted(names.names(Kind.INTENT, "other")) == []
    assert sorted(names.names(Kind.FLOW, "main")) == ["alone", "main", "other"]
    assert names.scope_of("shared.yaml") == "main"
    assert names.scope_of("nowhere.yaml") == ""


def test_the_names_that_are_yet_to_be_written() -> None:
    """What a flow uses and nothing of it defines, built-in names left out, each where it is used first."""
    wanting = MAIN.replace("billing: hours", "billing: later").replace("{1: hours}", "{1: later, 2: soon}")
    names = index({**FILES, "main.yaml": wanting})
    wanted = names.wanted(Kind.STATE, "main")
    assert {name: one.span.line for name, one in wanted.items()} == {"later": 11, "soon": 14}
    assert names.wanted(Kind.STATE, "alone") == {}
    assert names.wanted(Kind.INTENT, "main") == {}


def test_a_rename_changes_every_place() -> None:
    """The edits hold the new name, at every place where the name is meant."""
    names = index(FILES)
    edits = names.renamed(_at(names, "main.yaml", 4, 3), "invoice")
    assert not isinstance(edits, Refusal)
    assert [(edit.span.line, edit.text) for edit in edits] == [(4, "invoice"), (11, "invoice")]


@pytest.mark.parametrize(
    ("line", "column", "new", "message"),
    [
        (7, 4, "hours", 'There is "hours" already.'),
        (7, 4, "two words", '"two words" cannot be a name here.'),
        (7, 4, "a:b", '"a:b" cannot be a name here.'),
        (8, 24, "null", '"null" has a meaning of its own in callwright.'),
        (7, 4, "off", '"off" has a meaning of its own in callwright.'),
        (4, 4, "goodbye", '"goodbye" has a meaning of its own in callwright.'),
        (4, 4, "otherwise", '"otherwise" has a meaning of its own in callwright.'),
        (8, 24, "caller", '"caller" has a meaning of its own in callwright.'),
        (8, 24, "my-topic", '"my-topic" cannot be a name here.'),
        (12, 8, "yeah", '"yes" is built into callwright, so it keeps its name.'),
        (1, 8, "my flow", '"my flow" cannot be a name here.'),
    ],
)
def test_a_rename_that_would_break_something_is_refused(line: int, column: int, new: str, message: str) -> None:
    """A name that is taken, or none, or callwright's own, is refused in words, and so is renaming what is built in."""
    names = index(FILES)
    refused = names.renamed(_at(names, "main.yaml", line, column), new)
    assert isinstance(refused, Refusal)
    assert refused.message == message


def test_a_flow_that_is_named_by_its_file_keeps_its_name() -> None:
    """Nothing in the file could be changed, which is said with the mend."""
    names = index(
        {"alone.yaml": ALONE, "main.yaml": "flow: main\nstart: flow:alone\nstates: {a: {go_to: flow:alone}}\n"}
    )
    refused = names.can_rename(_at(names, "main.yaml", 3, 27))
    assert refused is not None
    assert refused.help == 'Write "flow: alone" at the top of alone.yaml.'


def test_an_escaped_name_is_not_renamed() -> None:
    """A use whose letters are not written as themselves would be lost, so the rename is refused."""
    names = index(
        {"x.yaml": 'states:\n  a:\n    set: {topic: 1}\n    prompts: "Hi {{ t\\u006fpic }}"\n    hangup: yes\n'}
    )
    refused = names.can_rename(_at(names, "x.yaml", 3, 11))
    assert refused is not None
    assert "line 4 of x.yaml" in refused.message


def test_an_unknown_name_is_not_renamed() -> None:
    """What nothing defines is a mistake, not a name."""
    names = index({"x.yaml": "states:\n  a:\n    go_to: nowhere\n"})
    refused = names.can_rename(_at(names, "x.yaml", 3, 14))
    assert refused is not None
    assert refused.message == 'Nothing defines "nowhere", so it cannot be renamed.'


def test_a_stub_in_a_test_is_for_the_flows_that_are_reached() -> None:
    """What a test script says of a service is meant for the flow and for the flows that it leads to."""
    names = index(
        {
            "a.yaml": "flow: a\nstates:\n  x: {call: flow:b, go_to: x}\n",
            "b.yaml": "flow: b\nservices:\n  orders: {url: https://x.example}\nstates:\n  y: {return: yes}\n",
            "a.test.yaml": "flow: a\nservices:\n  orders:\n    /x: {json: {}}\ntests: []\n",
        }
    )
    assert _places(names.definition(_at(names, "a.test.yaml", 3, 5))) == ["b.yaml:3"]
    assert _places(names.references(_at(names, "b.yaml", 3, 5))) == ["a.test.yaml:3", "b.yaml:3"]
