"""Values that would be said before anything has given them one."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from tests.compiler.checks.telling import BYE, places, told
from tests.core.calls import Call

ASK = "collect: {slot: x, type: digits, prompts: X?}"
THEN_ASK = f"b: {{{ASK}, go_to: bye}}"
SAY = "{prompts: '{{ x }}', go_to: bye}"
"""Says the value and ends."""
SAVE = "save: {x: '{{ response.json.x }}'}"
MAYBE = "sub: {choose: [{when: heard.text, return: {x: 1}}, {return: {failed: never}}]}"


def _text(*states: str, top: str = "") -> str:
    return f"{top}services: {{s: {{url: 'http://x'}}}}\nstates:\n" + "".join(f"  {one}\n" for one in states) + BYE


def _names(*states: str, top: str = "") -> list[str]:
    return [found.message.split('"')[1] for found in told("used-before-set", _text(*states, top=top))]


def test_the_way_is_told_and_what_the_caller_hears() -> None:
    """The states on the way stand in the message, and what a call says in its place."""
    text = _text("a: {go_to: b}", 'b: {prompts: "Hello {{ x }}.", go_to: c}', f"c: {{{ASK}, go_to: bye}}")
    (found,) = told("used-before-set", text)
    assert found.message == (
        '"x" has no value yet where the call comes this way: a → b. In place of this the caller hears: "I am sorry,'
        ' something went wrong on our side."'
    )
    assert places("used-before-set", text) == ["x"]
    (action, *_) = Call(text).answer
    assert action["text"].startswith("I am sorry, something went wrong on our side.")


@pytest.mark.parametrize(
    "states",
    [
        ('a: {prompts: "{{ x }}", go_to: b}', THEN_ASK),
        ('a: {prompts: "{{ x | say }}", go_to: b}', THEN_ASK),
        ("a: {set: {n: '{{ n + 1 }}'}, go_to: bye}",),
        ("a: {choose: [{when: heard.text, go_to: c}, {go_to: b}]}", "c: {set: {x: 1}, go_to: b}", f"b: {SAY}"),
        (f"a: {{{ASK}, transitions: {{yes: b}}, go_to: b}}", f"b: {SAY}"),
        (f"a: {{{ASK}, on_cancel: b, go_to: b}}", f"b: {SAY}"),
        (f"a: {{{ASK}, go_to: b}}", "b: {forget: x, go_to: c}", f"c: {SAY}"),
        (f"a: {{request: {{service: s, {SAVE}}}, if_fails: b, go_to: b}}", f"b: {SAY}"),
        ("a: {request: {service: s, path: '/{{ x }}', save: {x: '{{ response.json.x }}'}}, go_to: bye}",),
        ('a: {send_sms: {to: "+44 1", message: "{{ x }}"}, go_to: b}', "b: {set: {x: 1}, go_to: bye}"),
        ('a: {transitions: {yes: {prompts: "{{ x }}", go_to: b}}}', THEN_ASK),
        ('a: {transitions: {yes: b}, no_match: ["{{ x }}", {go_to: b}]}', THEN_ASK),
        ("a: {set: {y: '{{ x }}'}, go_to: b}", "b: {prompts: '{{ y }}', go_to: c}", f"c: {{{ASK}, go_to: bye}}"),
        ("a: {call: sub, go_to: bye}", 'sub: {prompts: "{{ x }}", return: yes}', f"c: {{{ASK}, go_to: bye}}"),
        ("a: {call: sub, if_fails: b, save: {x: '{{ result.x }}'}, go_to: bye}", f"b: {SAY}", MAYBE),
        ('a: {prompts: {text: "{{ x }}", when: not x}, go_to: b}', THEN_ASK),
        ('a: {prompts: {text: "{{ x }}", when: "x != \'1\'"}, go_to: b}', THEN_ASK),
    ],
)  # fmt: skip
def test_ways_on_which_nothing_gives_a_value(states: tuple[str, ...]) -> None:
    """Every way counts: past a decision, out of a form, where a service fails, after a forget."""
    assert len(_names(*states)) == 1


@pytest.mark.parametrize(
    "states",
    [
        (f"a: {{{ASK}, go_to: b}}", f"b: {SAY}"),
        ('a: {prompts: {text: "{{ x }}", when: x}, go_to: b}', THEN_ASK),
        ('a: {prompts: {text: "{{ x }}", when: "x == \'1\'"}, go_to: b}', THEN_ASK),
        ("a: {prompts: \"{{ x | default('-') }} {{ x or '-' }} {{ x if x else '-' }}\", go_to: b}", THEN_ASK),
        ("a: {choose: [{when: x, go_to: c}, {go_to: b}]}", THEN_ASK, f"c: {SAY}"),
        ("a: {choose: [{when: not x, go_to: b}, {go_to: c}]}", THEN_ASK, f"c: {SAY}"),
        (f"a: {{{ASK[:-1]}, confirm: '{{{{ x }}}}?'}}, go_to: bye}}",),
        (f"a: {{{ASK[:-1]}, check: {{when: x == '1', prompts: 'Not {{{{ x }}}}.'}}}}, go_to: bye}}",),
        ("a: {request: {service: s, save: {x: '{{ response.json.x }}'}}, if_fails: bye, go_to: b}", f"b: {SAY}"),
        ("a: {set: {x: 1}, prompts: '{{ x }}', go_to: bye}",),
        ("a: {transitions: {yes: {set: {x: 1}, prompts: '{{ x }}', go_to: b}}}", "b: {prompts: '{{ x }}', go_to: bye}"),
        ("a: {call: sub, with: {x: 1}, go_to: bye}", "sub: {prompts: '{{ x }}', return: yes}"),
        ("a: {call: sub, save: {x: '{{ result.x }}'}, go_to: b}", f"b: {SAY}", "sub: {return: {x: 1}}"),
        (
            f"a: {{request: {{service: s, {SAVE[:-1]}, y: '{{{{ response.json.y }}}}'}}}}, if_fails: b, go_to: b}}",
            "b: {prompts: {text: '{{ y }}', when: x}, go_to: bye}",
        ),
        ("a: {prompts: '{{ x }}', on_error: b, go_to: b}", THEN_ASK),
        ("a: {choose: [{when: x == '3', go_to: bye}, {go_to: b}]}", THEN_ASK),
    ],
)  # fmt: skip
def test_guards_and_values_on_the_way(states: tuple[str, ...]) -> None:
    """Whatever guards a name, or gives it a value before, keeps the rule silent."""
    assert _names(*states) == []


@pytest.mark.parametrize(("value", "names"), [("1", []), ("", ["x"])])
def test_a_variable_with_a_value(value: str, names: list[str]) -> None:
    """What begins with a value has one; what is only declared has none."""
    assert _names("a: {prompts: '{{ x }}', go_to: bye}", top=f"variables:\n  x: {value}\n") == names


def test_words_that_fill_a_value() -> None:
    """A value that every phrase of an intent holds is there where the intent leads; one that some hold is not."""
    states = ("a: {transitions: {one: b}}", "b: {prompts: '{{ n }} {{ m }}', go_to: bye}")
    top = 'intents:\n  one: ["order <n:digits>", "<n> for <m:digits>"]\n'
    assert _names(*states, top=top) == ["m"]


def test_what_may_be_said_anywhere_comes_from_everywhere() -> None:
    """A name is lacking in the operator's state where somebody may ask for the operator before it is known."""
    states = (f"a: {{{ASK}, go_to: bye}}", "o: {transfer: {to: +44 1, caller_id_name: 'Order {{ x }}'}, if_fails: bye}")
    (found,) = told("used-before-set", _text(*states, top="anytime: {operator: o}\n"))
    assert 'a → the caller says "operator" → o' in found.message


def test_a_sub_flow_is_given_its_values(tmp_path: Path) -> None:
    """What a flow of its own declares without a value is for those who call it to give."""
    (tmp_path / "one.yaml").write_text(
        f"answers: everything\nstates:\n  a: {{call: 'flow:two', with: {{x: 1}}, go_to: bye}}\n{BYE}"
    )
    (tmp_path / "two.yaml").write_text(
        "variables:\n  x:\nstates:\n  b: {prompts: '{{ x }} {{ y }}', go_to: c}\n  c: {set: {y: 1}, return: yes}\n"
    )
    found = [one.message for one in compile_path(tmp_path).diagnostics if one.code == "used-before-set"]
    assert [message.split('"')[1] for message in found] == ["y"]


def test_values_go_along_to_another_flow(tmp_path: Path) -> None:
    """What the flow that leads here may have set counts as set."""
    (tmp_path / "one.yaml").write_text("answers: everything\nstates:\n  a: {set: {x: 1}, go_to: 'flow:two'}\n")
    (tmp_path / "two.yaml").write_text(f"variables:\n  x:\nstates:\n  b: {{prompts: '{{{{ x }}}}', go_to: bye}}\n{BYE}")
    assert not [one for one in compile_path(tmp_path).diagnostics if one.code == "used-before-set"]


def test_a_value_that_is_forgotten_on_the_way_in() -> None:
    """A state forgets before it speaks, and that is what its author is told."""
    text = (
        "states:\n  a: {collect: {slot: x, type: digits, prompts: X?}, go_to: b}\n"
        '  b: {forget: x, prompts: "You said {{ x | say }}.", go_to: bye}\n' + BYE
    )
    (found,) = told("used-before-set", text)
    assert found.message.startswith('"x" is forgotten as the call comes to "b", so it has no value here any more.')
