"""Prompts in full: each a map, with its whole policy."""

from __future__ import annotations

from typing import NamedTuple

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.policy import Policy, fold
from callwright.compiler.builders.prompts import KINDS
from callwright.compiler.builders.questions import NO_INPUT_AFTER_MS
from callwright.compiler.full.tree import Leaf, Map, Tree, copy, in_order, leaf, ours, path_leaf, place, remark
from callwright.compiler.nodes import Node
from callwright.compiler.origins import Setting, duration, of_named, settings_of
from callwright.core.model import Flow


class Scene(NamedTuple):
    """What a part of a flow is shown in: its flow, and the surroundings in which its policies are folded."""

    flow: Flow
    context: Context
    file: str
    """The flow's own file."""


def prompts(scene: Scene, node: Node | None, policy: Policy) -> Tree:
    """The prompts under a key, as a list of maps."""
    return [_prompt(scene, item, policy) for item in reading.several(node)]


def _prompt(scene: Scene, node: Node, policy: Policy) -> Tree:
    if node.kind == "scalar":
        made: Map = {"text": leaf(node), "once": ours("no")}
        return in_order(made | _effective(policy, own_voice=False))
    if "use" in node.entries:
        return _use(scene, node, policy)
    made = _own(scene, node) | {"once": _once(node)}
    return in_order(made | _effective(fold(scene.context, policy, node), own_voice="voice" in node.entries))


def _once(node: Node) -> Leaf:
    written = reading.child(node, "once")
    return leaf(written) if written is not None else ours("no")


def _own(scene: Scene, node: Node) -> Map:
    """What a prompt says itself but for its policy, of which only the silence after it belongs to it alone."""
    made: Map = {}
    for key, entry in node.entries.items():
        if key == "audio":
            made[key] = path_leaf(entry.value, scene.file)
        elif key in (*KINDS, "name", "when", "once", "no_input_after"):
            made[key] = copy(entry.value)
    return made


def _use(scene: Scene, node: Node, policy: Policy) -> Tree:
    made = _own(scene, node)
    if "voice" in node.entries:
        made["voice"] = copy(node.entries["voice"].value)
    several = [settings_of(one) for one in of_named(scene.context, policy, node)]
    alike = [{(one.key, one.value) for one in settings} for settings in several]
    if several and all(one == alike[0] for one in alike):
        made |= _effective(list(of_named(scene.context, policy, node))[-1], own_voice=False)
    else:
        made |= _written(node)
        for number, settings in enumerate(several, 1):
            told = ", ".join(_told(one) for one in settings if one.key not in ("no_input_after", "voice"))
            remark(made, f"prompt {number}: {told}")
    return in_order(made)


def _told(setting: Setting) -> str:
    where = place(setting.origin) if setting.origin is not None else "callwright"
    return f"{setting.key} {setting.value} ({where})"


def _written(node: Node) -> Map:
    return {
        key: policy_tree(node.entries[key].value) for key in ("barge_in", "end_of_turn_silence") if key in node.entries
    }


def named(scene: Scene, node: Node) -> Tree:
    """A named prompt: what it does not say itself is the matter of the place that uses it."""
    made: list[Tree] = []
    for item in reading.several(node):
        own: Map = {"text": leaf(item)} if item.kind == "scalar" else _own(scene, item)
        for key in ("barge_in", "voice", "end_of_turn_silence"):
            written = reading.child(item, key)
            if written is not None:
                own[key] = policy_tree(written)
        made.append(in_order(own | {"once": _once(item)}))
    return made


def policy_tree(node: Node) -> Tree:
    """An option of a policy as it is written; a strategy alone as a map."""
    words = ("none", "manual", "minimum_characters", "immediate")
    return {"strategy": leaf(node)} if reading.text(node) in words and node.kind == "scalar" else copy(node)


def barge_in(policy: Policy) -> Tree:
    """The whole of a barge-in policy."""
    options = [one for one in settings_of(policy) if one.key in ("strategy", "minimum_characters", "allow_after_ms")]
    return {one.key: _leaf_of(one) for one in options}


def _leaf_of(setting: Setting) -> Leaf:
    return Leaf(setting.value, place(setting.origin)) if setting.origin is not None else ours(setting.value)


def _effective(policy: Policy, *, own_voice: bool) -> Map:
    made: Map = {"barge_in": barge_in(policy)}
    if own_voice:
        made["voice"] = copy(policy.said["voice"])
    if policy.end_of_turn_silence is not None:
        made["end_of_turn_silence"] = leaf(policy.said["end_of_turn_silence"])
    if policy.voice is not None and not own_voice:
        # Written here it would be meant whatever language the call is in.
        voice = next(one for one in settings_of(policy) if one.key == "voice")
        remark(made, f"voice: {voice.value}  {place(policy.said['voice'].span)}")
    return made


def settings(policy: Policy, *, waits: bool) -> Map:
    """The policy of a state, a slot or a flow; ``waits``: the caller may speak there."""
    made: Map = {"barge_in": barge_in(policy)}
    if waits:
        said = policy.said.get("no_input_after")
        made["no_input_after"] = leaf(said) if said is not None else ours(duration(NO_INPUT_AFTER_MS))
    if policy.end_of_turn_silence is not None:
        made["end_of_turn_silence"] = leaf(policy.said["end_of_turn_silence"])
    if policy.voice is not None:
        made["voice"] = copy(policy.said["voice"])
    return made
