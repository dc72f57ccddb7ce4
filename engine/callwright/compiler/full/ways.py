"""Targets, ladders, help and what a state asks for, in full."""

from __future__ import annotations

from callwright.compiler.builders import reading
from callwright.compiler.builders.policy import Policy
from callwright.compiler.full.prompts import Scene, prompts
from callwright.compiler.full.tree import Map, Tree, copy, in_order, key_text, leaf, ours, place, remark
from callwright.compiler.names.grammar import OF_A_TARGET
from callwright.compiler.nodes import Node
from callwright.compiler.origins import LADDERS
from callwright.core.model import Request

_BUILT_IN_LADDER = "built in: a short apology with the question again, twice, then the built-in ending"


def targets(scene: Scene, node: Node, policy: Policy, *, event: bool = False) -> Tree:
    """A target, or a list of them, each as a map."""
    if node.kind == "list":
        return [_target(scene, item, policy, event) for item in node.items]
    return _target(scene, node, policy, event)


def _target(scene: Scene, node: Node, policy: Policy, event: bool) -> Tree:
    if node.kind == "scalar":
        made: Map = {"go_to": leaf(node)}
    else:
        made = {key: copy(entry.value) for key, entry in node.entries.items()}
        if "prompts" in node.entries:
            made["prompts"] = prompts(scene, node.entries["prompts"].value, policy)
    if event:
        made.setdefault("interrupt", ours("no"))
    return in_order(made)


def targets_below(scene: Scene, node: Node, policy: Policy, *, event: bool = False) -> Map:
    """Names with their targets."""
    return {key_text(one.key): targets(scene, one.value, policy, event=event) for one in node.entries.values()}


def failures(scene: Scene, node: Node, policy: Policy) -> Tree:
    """``if_fails``; the short form is for whatever went wrong."""
    if node.kind != "map" or node.entries.keys() <= OF_A_TARGET:
        return {"any": targets(scene, node, policy)}
    return targets_below(scene, node, policy)


def ladder(scene: Scene, node: Node, policy: Policy) -> Tree:
    """The rungs of a ladder, each as a map."""
    return [_rung(scene, item, policy) for item in reading.several(node)]


def _rung(scene: Scene, node: Node, policy: Policy) -> Tree:
    if node.kind == "scalar":
        return in_order({"prompts": prompts(scene, node, policy), "reprompt": ours("none")})
    made: Map = {key: copy(entry.value) for key, entry in node.entries.items()}
    if "prompts" in node.entries:
        made["prompts"] = prompts(scene, node.entries["prompts"].value, policy)
    made.setdefault("reprompt", ours("none"))
    return in_order(made)


def ladders(scene: Scene, made: Map, node: Node | None, policy: Policy, above: tuple[Node | None, ...] = ()) -> None:
    """Put the ladders of a place into ``made``; of those that it inherits, say where they are.

    A ladder of the defaults is one for all states: sentences that it says in turn go on from one to the next. So it is
    not written anew at each of them.
    """
    for key in LADDERS:
        own = reading.child(node, key)
        if own is not None:
            made[key] = ladder(scene, own, policy)
            continue
        home = next((one for one in above if one is not None and key in one.entries), None)
        if home is not None:
            remark(made, f"{key}: as in {place(home.entries[key].key.span)}")
        else:
            remark(made, f"{key}: {_BUILT_IN_LADDER}")


def help_of(scene: Scene, node: Node, policy: Policy) -> Tree:
    """``help`` with its prompts and whether the question follows."""
    if node.kind == "map" and "prompts" in node.entries:
        reprompt = reading.child(node, "reprompt")
        said = prompts(scene, node.entries["prompts"].value, policy)
        return {"prompts": said, "reprompt": leaf(reprompt) if reprompt is not None else ours("none")}
    return {"prompts": prompts(scene, node, policy), "reprompt": ours("none")}


def request(scene: Scene, node: Node, asked: Request, policy: Policy) -> Tree:
    """``request`` with its method."""
    made: Map = {key: copy(entry.value) for key, entry in node.entries.items()}
    if "filler" in node.entries:
        made["filler"] = prompts(scene, node.entries["filler"].value, policy)
    made.setdefault("method", ours(asked.method))
    return in_order(made)


def corrections(node: Node | None, above: Node | None = None) -> Tree:
    """``corrections`` as a map; ``above``: what a slot inherits from its form, each key by itself."""
    made: Map = {"mode": ours("ask")}
    for one in (above, node):
        if one is None:
            continue
        mode = one if one.kind == "scalar" else reading.child(one, "mode")
        if mode is not None:
            made["mode"] = leaf(mode)
        if intents := reading.several(reading.child(one, "on")):
            made["on"] = [leaf(item) for item in intents]
    return made
