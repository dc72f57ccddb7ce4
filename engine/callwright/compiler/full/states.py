"""States in full: what each does, with every default."""

from __future__ import annotations

from callwright.compiler.builders import reading
from callwright.compiler.builders.policy import Policy, fold
from callwright.compiler.full.prompts import Scene, prompts, settings
from callwright.compiler.full.tree import Leaf, Map, Tree, copy, in_order, key_text, leaf, ours, path_leaf, place
from callwright.compiler.full.ways import corrections, failures, help_of, ladders, request, targets, targets_below
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.origins import duration
from callwright.core.keys import TYPED
from callwright.core.model import Background, Form, Question, Request, Slot, State, Transfer

_KEYPAD = {"*": "star", "#": "hash"}
_TARGETS = ("otherwise", "on_no", "on_cancel", "on_error", "choose")


def state(scene: Scene, name: str, entry: Entry, above: Policy) -> Tree:
    """One state; ``above`` is what holds for the flow."""
    node, made_of = entry.value, scene.flow.states[name]
    policy = fold(scene.context, above, node)
    waits = isinstance(made_of.act, Question | Form)
    made: Map = {key: copy(one.value) for key, one in node.entries.items()}
    made |= settings(policy, waits=waits)
    for key, one in node.entries.items():
        if key in _TARGETS:
            made[key] = targets(scene, one.value, policy)
        elif key == "keys":
            made[key] = _keys(scene, one.value, policy)
        elif key == "events":
            made[key] = targets_below(scene, one.value, policy, event=True)
        elif key == "if_fails":
            made[key] = failures(scene, one.value, policy)
        elif key in ("prompts", "confirm"):
            made[key] = prompts(scene, one.value, policy)
        elif key == "help":
            made[key] = help_of(scene, one.value, policy)
        elif key in ("forget", "keep"):
            made[key] = [leaf(item) for item in reading.several(one.value)]
    if "transitions" in node.entries:
        _transitions(scene, made, node.entries["transitions"].value, policy)
    _act(scene, made, node, made_of, policy)
    if waits:
        ladders(scene, made, node, policy, (scene.context.sections.head("defaults"),))
    return in_order(made) or Leaf("{}", place(node.span))


def _transitions(scene: Scene, made: Map, node: Node, policy: Policy) -> None:
    led = targets_below(scene, node, policy)
    if "otherwise" not in scene.context.intents and "otherwise" in led:
        made["otherwise"] = led.pop("otherwise")
    if led:
        made["transitions"] = led
    else:
        made.pop("transitions", None)


def _keys(scene: Scene, node: Node, policy: Policy) -> Tree:
    return {
        _KEYPAD.get(name, key_text(one.key)): targets(scene, one.value, policy) for name, one in node.entries.items()
    }


def _act(scene: Scene, made: Map, node: Node, state: State, policy: Policy) -> None:
    act = state.act
    if isinstance(act, Form):
        collect = node.entries["collect"].value
        slots = zip(reading.several(collect), act.slots, strict=True)
        made["collect"] = [_slot(scene, one, slot, policy, node) for one, slot in slots]
        made["corrections"] = corrections(reading.child(node, "corrections"))
    elif isinstance(act, Request):
        made["request"] = request(scene, node.entries["request"].value, act, policy)
    elif isinstance(act, Transfer):
        made["transfer"] = _transfer(scene, node.entries["transfer"].value, act)
    background = reading.child(node, "background")
    if background is not None and isinstance(state.background, Background) and state.background.audio is not None:
        volume = reading.child(background, "volume")
        made["background"] = {
            "audio": path_leaf(background.entries["audio"].value, scene.file),
            "volume": leaf(volume) if volume is not None else ours(f"{state.background.volume:g}"),
        }
    hand_over = reading.child(node, "hand_over")
    if hand_over is not None and hand_over.kind == "scalar":
        made["hand_over"] = {"system_prompt": leaf(hand_over)}


def _transfer(scene: Scene, node: Node, act: Transfer) -> Tree:
    made: Map = {"to": leaf(node)} if node.kind == "scalar" else {key: copy(e.value) for key, e in node.entries.items()}
    title = scene.context.sections.head("title")
    if "caller_id_name" not in made:
        titled = title is not None and reading.text(title)
        made["caller_id_name"] = leaf(title) if title is not None and titled else ours(scene.flow.name)
    made.setdefault("timeout", ours(f"{act.timeout}s"))
    return in_order(made)


def _slot(scene: Scene, node: Node, slot: Slot, above: Policy, around: Node) -> Tree:
    policy = fold(scene.context, above, node)
    made: Map = {key: copy(one.value) for key, one in node.entries.items()}
    made |= settings(policy, waits=True)
    for key, one in node.entries.items():
        if key in ("prompts", "confirm"):
            made[key] = prompts(scene, one.value, policy)
        elif key == "help":
            made[key] = help_of(scene, one.value, policy)
        elif key == "keys":
            made[key] = _keys(scene, one.value, policy)
        elif key == "options":
            made[key] = _options(one.value)
        elif key == "check":
            asked = zip(reading.several(one.value), slot.checks, strict=True)
            made[key] = [_check(scene, item, check.request, policy) for item, check in asked]
    if "length" in slot.options and not {"length", "min", "max"} & made.keys():
        made["length"] = ours(f"{slot.min_length}-{slot.max_length}")
    if slot.type in TYPED:
        made.setdefault("key_pause", ours(duration(slot.key_pause)))
    made.setdefault("sensitive", ours("no"))
    made["corrections"] = corrections(reading.child(node, "corrections"), reading.child(around, "corrections"))
    ladders(scene, made, node, policy, (around, scene.context.sections.head("defaults")))
    return in_order(made)


def _options(node: Node) -> Tree:
    if node.kind == "list":
        return {key_text(item): [leaf(item)] for item in node.items}
    return {key_text(one.key): [leaf(item) for item in reading.several(one.value)] for one in node.entries.values()}


def _check(scene: Scene, node: Node, asked: Request | None, policy: Policy) -> Tree:
    made: Map = {key: copy(one.value) for key, one in node.entries.items()}
    made["prompts"] = prompts(scene, node.entries["prompts"].value, policy)
    if asked is not None:
        made["request"] = request(scene, node.entries["request"].value, asked, policy)
    made.setdefault("reprompt", ours("question"))
    return in_order(made)
