"""A whole flow in full, the files that it includes put into one."""

from __future__ import annotations

from callwright.compiler.builders import reading
from callwright.compiler.builders.flow import Built
from callwright.compiler.builders.intents import ALWAYS_ON, WITH_TARGET
from callwright.compiler.full.prompts import Scene, named, settings
from callwright.compiler.full.states import state
from callwright.compiler.full.tree import Leaf, Map, Tree, copy, in_order, key_text, leaf, ours, place, remark, write
from callwright.compiler.full.ways import ladders, targets, targets_below
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.origins import defaults_of
from callwright.compiler.subflows import is_gone_through
from callwright.core.model import Flow


def show_flow(built: Built, flow: Flow) -> str:
    """The full form of a flow as YAML, behind each value the file and the line that it comes from.

    It is a flow that means the same, to be kept beside the flow's own file. ``flow`` is the one of the project, which
    knows its time zone.
    """
    scene, sections = _scene(built, flow), built.context.sections
    policy = defaults_of(scene.context)
    made = _head(scene)
    defaults = sections.head("defaults")
    made["defaults"] = _defaults(scene, defaults)
    for name, told in (("variables", _variable), ("intents", _intent)):
        entries: dict[str, Entry] = getattr(sections, name)
        if entries:
            made[name] = {key_text(one.key): told(one.value) for one in entries.values()}
    made["anytime"] = _anytime(scene)
    if sections.prompts:
        made["prompts"] = {key_text(one.key): named(scene, one.value) for one in sections.prompts.values()}
    if sections.hours:
        made["hours"] = {key_text(one.key): _hours(name, one.value, flow) for name, one in sections.hours.items()}
    if sections.services:
        made["services"] = {
            key_text(one.key): _service(name, one.value, flow) for name, one in sections.services.items()
        }
    made["states"] = {key_text(one.key): state(scene, name, one, policy) for name, one in sections.states.items()}
    return write(in_order(made))


def show_state(built: Built, flow: Flow, name: str) -> str:
    """The full form of one state."""
    scene, entry = _scene(built, flow), built.context.sections.states[name]
    return write({"states": {key_text(entry.key): state(scene, name, entry, defaults_of(scene.context))}})


def _scene(built: Built, flow: Flow) -> Scene:
    return Scene(flow, built.context.aside(), built.context.sections.root.span.file)


def _head(scene: Scene) -> Map:
    sections, flow = scene.context.sections, scene.flow
    made: Map = {}
    for key in ("flow", "title", "description", "timezone", "start"):
        node = sections.head(key)
        if node is not None:
            made[key] = leaf(node)
    made.setdefault("flow", ours(flow.name))
    made.setdefault("title", ours(flow.name))
    made.setdefault("timezone", ours(flow.timezone))
    made.setdefault("start", Leaf(flow.start, place(sections.states[flow.start].key.span)))
    tags = [leaf(node) for key in ("language", "languages") for node in reading.several(sections.head(key))]
    if len(tags) > 1:
        made["languages"] = list[Tree](tags)
    else:
        made["language"] = tags[0] if tags else ours(flow.language)
    numbers, answers = sections.head("numbers"), sections.head("answers")
    if numbers is not None:
        made["numbers"] = [leaf(node) for node in reading.several(numbers)]
    if answers is not None:
        made["answers"] = leaf(answers)
    elif flow.answers_everything and not is_gone_through(flow):
        made["answers"] = ours("everything")
    return made


def _defaults(scene: Scene, node: Node | None) -> Tree:
    policy = defaults_of(scene.context)
    made = settings(policy, waits=True)
    transcription = reading.child(node, "transcription")
    if transcription is not None:
        made["transcription"] = copy(transcription)
    ladders(scene, made, node, policy)
    return in_order(made)


def _variable(node: Node) -> Tree:
    value = {key: copy(one.value) for key, one in node.entries.items()} if node.kind == "map" else {"value": copy(node)}
    return in_order({"secret": ours("no"), **value})


def _intent(node: Node) -> Tree:
    if node.kind != "map":
        return {"phrases": [leaf(item) for item in reading.several(node)]}
    made: Map = {}
    for key, one in node.entries.items():
        made[key] = leaf(one.value) if key == "description" else [leaf(item) for item in reading.several(one.value)]
    return in_order(made)


def _anytime(scene: Scene) -> Tree:
    policy, made = defaults_of(scene.context), Map()
    for name, one in scene.context.sections.anytime.items():
        if name == "events":
            made[name] = targets_below(scene, one.value, policy, event=True)
        elif reading.is_switch(one.value):
            made[key_text(one.key)] = leaf(one.value)
        else:
            made[key_text(one.key)] = targets(scene, one.value, policy)
    for name in sorted(ALWAYS_ON - made.keys()):
        made[name] = ours("on")
    for name in sorted(WITH_TARGET - made.keys()):
        remark(made, f"{name}: off, since it has no target")
    return made


def _hours(name: str, node: Node, flow: Flow) -> Tree:
    made: Map = {key: copy(one.value) for key, one in node.entries.items()}
    made.setdefault("timezone", ours(flow.hours[name].timezone))
    return in_order(made)


def _service(name: str, node: Node, flow: Flow) -> Tree:
    made: Map = {key: copy(one.value) for key, one in node.entries.items()}
    ms = flow.services[name].timeout
    made.setdefault("timeout", ours(f"{ms // 1000}s" if ms % 1000 == 0 else f"{ms}ms"))
    made.setdefault("allow_private", ours("no"))
    return in_order(made)
