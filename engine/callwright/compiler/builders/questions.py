"""What belongs to every place where the caller may speak: transitions, keys, ladders and help."""

from __future__ import annotations

from dataclasses import dataclass

from callwright.compiler.builders import reading
from callwright.compiler.builders.colons import note_bare_state
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.destinations import assignments, destination, returned
from callwright.compiler.builders.policy import Policy
from callwright.compiler.builders.prompts import KINDS, build_prompts
from callwright.compiler.builders.targets import targets
from callwright.compiler.fixing import bare, near_name, write
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean, listed
from callwright.core.model import Help, Ladder, Reprompt, Rung, Targets

BUILT_IN_INTENTS = frozenset(
    {"yes", "no", "repeat", "help", "main_menu", "cancel", "wait", "back", "operator", "goodbye"}
)
"""Intents that are there without being declared; every language ships their phrases."""

NO_INPUT_AFTER_MS = 8000

_IN_OTHER_LANGUAGES = {
    **dict.fromkeys(("ja", "oui", "sí", "si", "sì", "sim", "yeah"), "yes"),
    **dict.fromkeys(("nein", "non", "não", "nee", "nope"), "no"),
    **dict.fromkeys(("hilfe", "aide", "ayuda"), "help"),
    **dict.fromkeys(("abbrechen", "abbruch"), "cancel"),
    **dict.fromkeys(("zurück", "zurueck"), "back"),
    **dict.fromkeys(("wiederholen", "wiederholung"), "repeat"),
    **dict.fromkeys(("auf_wiederhören", "tschüss", "bye"), "goodbye"),
    **dict.fromkeys(("hauptmenü", "hauptmenue", "menu"), "main_menu"),
}
"""What authors of other languages call the built-in intents."""

_SYNONYMS = {"*": "star", "#": "hash"}


@dataclass(frozen=True, slots=True)
class Ladders:
    """The ladders of one place, inherited from the state and the flow where it has none itself."""

    no_match: Ladder = None
    no_input: Ladder = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the caller may say or press in a state, and where it leads."""

    transitions: dict[str, Targets]
    otherwise: Targets | None
    keys: dict[str, Targets]

    @property
    def own(self) -> frozenset[str]:
        """The intents that the state itself listens for."""
        return frozenset(self.transitions)


def answers(context: Context, node: Node, policy: Policy, route: str) -> Answers:
    """The ``transitions``, ``otherwise`` and ``keys`` of a state."""
    written = reading.child(node, "transitions")
    by_intent: dict[str, Targets] = {}
    otherwise = reading.child(node, "otherwise")
    for name, entry in written.entries.items() if written is not None else ():
        if name == "otherwise" and name not in context.intents:
            if otherwise is not None:
                context.report.add(
                    "otherwise-twice", '"otherwise" is here twice.', entry.key, 'Keep the one beside "transitions".'
                )
            otherwise = entry.value
            continue
        if name not in context.intents and name not in BUILT_IN_INTENTS:
            unknown_intent(context, entry.key, name)
        by_intent[name] = targets(context, entry.value, policy, f"{route}/transitions/{name}")
    return Answers(
        by_intent,
        targets(context, otherwise, policy, f"{route}/otherwise") if otherwise is not None else None,
        keys(context, reading.child(node, "keys"), policy, route),
    )


_BESIDE = frozenset({"otherwise"})
"""What stands beside intents and is none."""


def unknown_intent(context: Context, node: Node, name: str) -> None:
    """Report a name that is no intent."""
    meant = _IN_OTHER_LANGUAGES.get(name.casefold())
    if meant is not None:
        context.report.add(
            "unknown-intent",
            f'There is no intent "{name}". Did you mean "{meant}"?',
            node,
            f"Built-in intents have English names, whatever language the caller speaks. Write: {meant}:",
            fixes=(write(meant, bare(node)),),
        )
        return
    known = context.intents | BUILT_IN_INTENTS
    context.report.add(
        "unknown-intent",
        f'There is no intent "{name}".{did_you_mean(name, known | _BESIDE)}',
        node,
        f"Intents of this flow: {listed(context.intents)}. Built in: {listed(BUILT_IN_INTENTS)}. "
        f'Or add "{name}:" with its phrases under "intents:".',
        fixes=near_name(name, known | _BESIDE, node),
    )


def keys(context: Context, node: Node | None, policy: Policy, route: str) -> dict[str, Targets]:
    """``keys``: the keys of the telephone, ``0`` to ``9``, ``star`` and ``hash``, to targets."""
    made: dict[str, Targets] = {}
    for written, entry in node.entries.items() if node is not None else ():
        name = _SYNONYMS.get(written, written)
        if name in made:
            context.report.add(
                "key-twice", f'"{written}" and "{name}" are the same key.', entry.key, "Remove one of the two lines."
            )
        made[name] = targets(context, entry.value, policy, f"{route}/keys/{name}")
    return made


def ladders(context: Context, node: Node, policy: Policy, route: str, inherited: Ladders) -> Ladders:
    """``no_match`` and ``no_input`` of a place; what it does not say itself is inherited."""
    no_match, no_input = reading.child(node, "no_match"), reading.child(node, "no_input")
    if no_match is None and no_input is None:
        return inherited
    return Ladders(
        _ladder(context, no_match, policy, f"{route}/no_match") if no_match is not None else inherited.no_match,
        _ladder(context, no_input, policy, f"{route}/no_input") if no_input is not None else inherited.no_input,
    )


def _ladder(context: Context, node: Node, policy: Policy, route: str) -> tuple[Rung, ...]:
    return tuple(_rung(context, item, policy, f"{route}/{index}") for index, item in enumerate(reading.several(node)))


def _rung(context: Context, node: Node, policy: Policy, route: str) -> Rung:
    if node.kind == "scalar":
        note_bare_state(context, node)
        return Rung(node.span, build_prompts(context, node, policy, f"{route}/prompts"))
    if not node.entries:
        context.report.add("empty-rung", "This answer is empty.", node, 'Write what the caller hears, or "go_to:".')
    goes, gives = reading.child(node, "go_to"), reading.child(node, "return")
    if goes is not None and gives is not None:
        context.report.add(
            "two-acts",
            'This answer has both "go_to" and "return"; it can lead one way.',
            reading.key_of(node, "return"),
            "Remove one of them.",
        )
    reprompt = reading.child(node, "reprompt")
    return Rung(
        span=node.span,
        prompts=build_prompts(context, reading.child(node, "prompts"), policy, f"{route}/prompts"),
        reprompt=Reprompt(reading.text(reprompt)) if reprompt is not None else Reprompt.NONE,
        go_to=destination(context, goes) if goes is not None else None,
        returns=returned(context, gives) if gives is not None else None,
        sets=assignments(context, reading.child(node, "set")),
    )


def help_of(context: Context, node: Node, policy: Policy, route: str) -> Help | None:
    """``help`` of a state or a slot: prompts, or ``{prompts, reprompt}``."""
    written = reading.child(node, "help")
    if written is None:
        return None
    if written.kind != "map" or "prompts" not in written.entries:
        if written.kind == "map" and "reprompt" in written.entries:
            context.report.add(
                "prompt-without-text",
                'Beside "reprompt" the help stands under "prompts:".',
                reading.key_of(written, "reprompt"),
                'Write "prompts:" with the sentence, and "reprompt: question" below it.',
            )
        return Help(build_prompts(context, written, policy, f"{route}/help"))
    for key in (*KINDS, "name", "when", "once"):
        if key in written.entries:
            context.report.add(
                "prompt-with-two-texts",
                f'"{key}" cannot stand beside "prompts" here.',
                reading.key_of(written, key),
                'Move it into "prompts:".',
            )
            return None
    said = build_prompts(context, written.entries["prompts"].value, policy, f"{route}/help")
    return Help(said, reading.text(reading.child(written, "reprompt")) == "question")
