"""What is kept from one compilation to the next."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Mapping, Set
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callwright.compiler import Compiled, compile_path
from callwright.compiler.memory import SPARE, Memory
from tests.docs.pages import ROOT

SHARED = """
intents:
  billing: [billing, my bill]
  hours: [opening hours]
"""
MENU = """
flow: {name}
language: en-GB
numbers: ["{number}"]
include: shared.yaml
variables:
  topic: none
states:
  welcome:
    prompts:
      - audio: tone.wav
      - {text}
    transitions:
      billing: {target}
      hours: told
  told:
    set: {{topic: hours}}
    prompts: We are open {{{{ topic }}}}.
    hangup: yes
  goodbye:
    prompts: Goodbye.
    hangup: yes
"""
SUB = """
flow: sub
language: en-GB
states:
  {first}:
    collect: {{slot: order, type: digits, prompts: Which order?}}
    go_to: {last}
  {last}:
    prompts: Order {{{{ order }}}} it is.
    hangup: yes
"""

EDITS = st.one_of(
    st.tuples(
        st.sampled_from(["one.yaml", "two.yaml"]),
        st.builds(
            lambda name, number, text, target: MENU.format(name=name, number=number, text=text, target=target),
            st.sampled_from(["one", "two", "three"]),
            st.sampled_from(["+492111", "+492112"]),
            st.sampled_from(["Hello.", "Billing or hours?", '"Hello {{ caller.number }}"', "{text: [}", "Say {x}"]),
            st.sampled_from(["goodbye", "goodby", "flow:sub", "flow:sub/last", "flow:none", "flow:one"]),
        ),
    ),
    st.tuples(
        st.just("sub.yaml"),
        st.one_of(
            st.none(),
            st.builds(lambda first, last: SUB.format(first=first, last=last), *[st.sampled_from(["a", "last"])] * 2),
        ),
    ),
    st.tuples(
        st.just("shared.yaml"),
        st.sampled_from([SHARED, SHARED.replace("hours:", "ours:"), "# more\n" + SHARED, "intents: [", None]),
    ),
    st.tuples(st.just("tone.wav"), st.sampled_from(["tone", "no sound", None])),
)


def plain(value: Any) -> Any:
    """A value as what can be compared, whatever it is made of; flows do not lead to their families."""
    if dataclasses.is_dataclass(value):
        names = [field.name for field in dataclasses.fields(value) if field.name != "family"]
        return type(value).__name__, {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, Set):
        return sorted(map(repr, map(plain, value)))
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if hasattr(value, "source"):
        return value.source
    return str(type(value))


def told(compiled: Compiled) -> Any:
    """All that is to be the same."""
    project = compiled.project
    flows = None if project is None else (project.version, plain(project.flows))
    return compiled.diagnostics, flows, compiled.sources.keys(), compiled.archive


def write(folder: Path, name: str, text: str | None) -> None:
    file = folder / name
    if text is None:
        file.unlink(missing_ok=True)
    elif text == "tone":
        shutil.copy(ROOT / "flows" / "sounds" / "tone.wav", file)
    else:
        file.write_text(text)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, min_size=1, max_size=6))
def test_what_is_kept_changes_nothing(tmp_path: Path, edits: list[tuple[str, str | None]]) -> None:
    """Whatever is saved, a compilation with a memory makes and tells what one without makes and tells."""
    for file in tmp_path.iterdir():
        file.unlink()
    write(tmp_path, "tone.wav", "tone")
    write(tmp_path, "shared.yaml", SHARED)
    for begun, number in (("one", "+492111"), ("two", "+492112")):
        write(tmp_path, f"{begun}.yaml", MENU.format(name=begun, number=number, text="Hello.", target="goodbye"))
    memory = Memory()
    assert compile_path(tmp_path, memory=memory).project is not None
    for name, text in edits:
        write(tmp_path, name, text)
        assert told(compile_path(tmp_path, memory=memory)) == told(compile_path(tmp_path))


def test_a_flow_belongs_to_the_family_it_was_compiled_with(tmp_path: Path) -> None:
    """A flow that did not change knows the flows beside it as they are now, and has their version."""
    for name in ("one", "sub"):
        (tmp_path / f"{name}.yaml").write_text(
            MENU.format(name="one", number="+492111", text="Hello.", target="flow:sub")
            if name == "one"
            else SUB.format(first="a", last="b")
        )
    write(tmp_path, "tone.wav", "tone")
    write(tmp_path, "shared.yaml", SHARED)
    memory = Memory()
    first = compile_path(tmp_path, memory=memory).project
    (tmp_path / "sub.yaml").write_text(SUB.format(first="a", last="c"))
    second = compile_path(tmp_path, memory=memory).project
    assert first is not None
    assert second is not None
    assert second.flows["one"].states is first.flows["one"].states
    assert second.flows["one"].family["sub"] is second.flows["sub"]
    assert first.flows["one"].family["sub"] is first.flows["sub"]
    assert {flow.version for flow in second.flows.values()} == {second.version}
    assert second.version != first.version


def test_files_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    """A folder whose files get ever new names does not fill the memory."""
    memory = Memory()
    last: Path | None = None
    for n in range(3 * SPARE):
        if last is not None:
            last.unlink()
        last = tmp_path / f"flow-{n}.yaml"
        last.write_text("language: en-GB\nstates:\n  hello:\n    prompts: Hello.\n    hangup: yes\n")
        assert compile_path(tmp_path, memory=memory).project is not None
    assert memory.size <= SPARE + 3


@pytest.mark.parametrize("named", ["one.yaml", "."])
def test_a_recording_counts_for_the_version_though_nothing_else_changed(tmp_path: Path, named: str) -> None:
    """A flow that is kept plays the recording that lies there now."""
    (tmp_path / "one.yaml").write_text(MENU.format(name="one", number="+492111", text="Hello.", target="goodbye"))
    write(tmp_path, "tone.wav", "tone")
    write(tmp_path, "shared.yaml", SHARED)
    memory = Memory()
    first = compile_path(tmp_path / named, memory=memory).project
    data = bytearray((tmp_path / "tone.wav").read_bytes())
    data[-2:] = b"\x11\x11"
    (tmp_path / "tone.wav").write_bytes(data)
    second = compile_path(tmp_path / named, memory=memory).project
    assert first is not None
    assert second is not None
    assert second.version != first.version
    assert plain(second.flows["one"].prompts) != plain(first.flows["one"].prompts)
