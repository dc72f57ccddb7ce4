"""States: what each does on entering, what it says, and the one thing that it does then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from callwright.compiler.builders import acts, reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.destinations import assignments, called, destination, returned
from callwright.compiler.builders.events import events
from callwright.compiler.builders.failures import failures
from callwright.compiler.builders.forms import Around, form
from callwright.compiler.builders.policy import Policy, fold
from callwright.compiler.builders.prompts import build_prompts
from callwright.compiler.builders.questions import NO_INPUT_AFTER_MS, Answers, Ladders, answers, help_of, ladders
from callwright.compiler.builders.requests import request
from callwright.compiler.builders.targets import targets
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.report import did_you_mean, listed
from callwright.core.model import Act, Call, Choose, Corrections, HangUp, Help, Question, State, Targets

_WAITS = ("transitions", "otherwise", "keys")
_ACTS = ("collect", "choose", "request", "call", "transfer", "hangup", "hand_over", "return")
_GOES_ON = ("collect", "request", "call")
"""Acts after which ``go_to`` says where to go."""
_PARTNERS: Mapping[str, tuple[str, ...]] = {
    "confirm": ("collect",),
    "on_no": ("collect",),
    "corrections": ("collect",),
    "on_cancel": ("collect", "call"),
    "keep": ("collect", "call"),
    "with": ("call",),
    "save": ("call",),
    "if_fails": ("request", "call", "transfer"),
}
"""Keys that belong beside an act."""
_WAITING_ONLY = ("no_match", "no_input", "help")


@dataclass(frozen=True, slots=True)
class Anywhere:
    """What holds in every state of a flow."""

    policy: Policy
    ladders: Ladders
    listening: frozenset[str]
    """Intents of ``anytime`` and the universals that are on."""


def build_state(context: Context, name: str, entry: Entry, anywhere: Anywhere) -> State:
    """One state. A state that does too much, or nothing, is reported."""
    node = entry.value
    act_key = _the_act(context, name, entry)
    policy = fold(context, anywhere.policy, node)
    act, go_to = _act(context, name, node, act_key, policy, anywhere)
    entries = node.entries
    language = entries.get("set_language")
    transcription, background, sms = (entries.get(k) for k in ("transcription", "background", "send_sms"))
    return State(
        name=name,
        span=entry.key.span,
        prompts=build_prompts(context, reading.child(node, "prompts"), policy, f"{name}/prompts"),
        act=act,
        go_to=destination(context, go_to) if go_to is not None else None,
        sets=assignments(context, reading.child(node, "set")),
        forget=_forget(context, node),
        set_language=_language(context, language.value) if language else None,
        transcription=acts.transcription(context, transcription.value) if transcription else None,
        background=acts.background(context, background.value) if background else None,
        send_sms=acts.send_sms(context, sms.value) if sms else None,
        if_fails=failures(context, node, policy, name, act_key),
        on_error=_targets(context, node, "on_error", policy, name),
        events=events(context, reading.child(node, "events"), policy, name),
    )


def _targets(context: Context, node: Node, key: str, policy: Policy, name: str) -> Targets | None:
    written = reading.child(node, key)
    return targets(context, written, policy, f"{name}/{key}", leads_on=key) if written is not None else None


# which one thing it does


def _the_act(context: Context, name: str, entry: Entry) -> str:
    """The key of what the state does: one of ``_ACTS``, of ``_WAITS``, ``go_to``, or empty for nothing."""
    node = entry.value
    present = [key for key in node.entries if key in _ACTS and _is_on(node, key)]
    waits = [key for key in node.entries if key in _WAITS and (node.entries[key].value.entries or key == "otherwise")]
    if waits and "collect" not in present:
        present.append(waits[0])
    present.sort(key=list(node.entries).index)
    if len(present) > 1:
        context.report.add(
            "two-acts",
            f'The state "{name}" has both "{present[0]}" and "{present[1]}"; it can do one of them.',
            reading.key_of(node, present[1]),
            "Move one of them to a state of its own, and lead there with go_to.",
        )
        context.names_in(node)  # what the other one would give a value has one
    act = present[0] if present else ""
    _fits_together(context, name, entry, act, several=len(present) > 1)
    return act


def _is_on(node: Node, key: str) -> bool:
    return key != "hangup" or reading.switch(node.entries[key].value)


def _fits_together(context: Context, name: str, entry: Entry, act: str, *, several: bool) -> None:
    node, entries = entry.value, entry.value.entries
    if not act and "go_to" not in entries:
        _does_nothing(context, name, entry)
    elif act in _GOES_ON and "go_to" not in entries:
        context.report.add(
            "silent-end",
            f"{_AFTERWARDS[act].format(name=name)}, the caller hears nothing more.",
            reading.key_of(node, act),
            'Add "go_to:" with the state that comes next.',
        )
    elif act and act not in _GOES_ON and "go_to" in entries and not several:
        other = "if_fails" if act == "transfer" else ""
        context.report.add(
            "two-acts",
            f'The state "{name}" has both "{act}" and "go_to"; go_to would never be done.',
            reading.key_of(node, "go_to"),
            f'Write "{other}:" instead, for when nobody answers.' if other else "Remove one of them.",
        )
    for key, partners in _PARTNERS.items():
        if key in entries and not several and not _beside(node, key, act):
            _misplaced(context, node, key, partners, act)
    waits = (not act and "go_to" not in entries) or act in ("collect", *_WAITS)
    if not waits and not several:
        for key in _WAITING_ONLY:
            if key in entries:
                context.report.add(
                    "unused-key",
                    f'"{key}" does nothing here: the state "{name}" does not wait for the caller.',
                    reading.key_of(node, key),
                    "Remove it, or move it to the state that asks.",
                )
    if "events" in entries and (act in ("choose", "return") or (not act and "go_to" in entries)):
        context.report.add(
            "unused-key",
            f'"events" does nothing here: a call only passes through the state "{name}", it never stays in it.',
            reading.key_of(node, "events"),
            'Move it to the state where the call waits, or below "anytime:" for all states.',
        )


_AFTERWARDS = {
    "collect": 'When "{name}" has its value',
    "request": 'When "{name}" has its answer',
    "call": 'When "{name}" comes back',
}


def _beside(node: Node, key: str, act: str) -> bool:
    if key == "if_fails" and act == "collect":
        slots = reading.several(node.entries["collect"].value)
        checks = (item for slot in slots for item in reading.several(reading.child(slot, "check")))
        return any("request" in item.entries for item in checks)
    return act in _PARTNERS[key]


def _misplaced(context: Context, node: Node, key: str, partners: tuple[str, ...], act: str) -> None:
    names = [f'"{partner}"' for partner in partners]
    beside = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    if key == "save" and act == "request":
        help = 'Move it into "request:", two blanks to the right.'
    elif key == "if_fails" and act == "collect":
        help = 'Remove it; only a "check" with a request can fail.'
    else:
        help = f'Remove it, or add "{partners[0]}:".' if len(partners) == 1 else "Remove it, or add one of them."
    context.report.add(
        "misplaced-key",
        f'"{key}" belongs beside {beside}, which this state does not have.',
        reading.key_of(node, key),
        help,
    )


def _does_nothing(context: Context, name: str, entry: Entry) -> None:
    if any(key in entry.value.entries for key in _WAITING_ONLY):
        message = f'The state "{name}" waits for the caller, but nothing that they say leads on.'
        help = 'Add "transitions:" with what the caller may say, or "keys:".'
    elif "prompts" in entry.value.entries:
        message = f'After the prompts of "{name}" the caller hears nothing more.'
        help = 'Add "go_to:" with the next state, "transitions:" with what the caller may say, or "hangup: yes".'
    else:
        message = f'The state "{name}" does nothing: the caller hears silence.'
        help = 'Add prompts, and "go_to:", "transitions:" or "hangup: yes".'
    context.report.add("silent-end", message, entry.key, help)


# doing it


def _act(
    context: Context, name: str, node: Node, act: str, policy: Policy, anywhere: Anywhere
) -> tuple[Act, Node | None]:
    go_to = reading.child(node, "go_to")
    if act in _WAITS or act == "collect":
        said = answers(context, node, policy, name)
        own_ladders = ladders(context, node, policy, name, anywhere.ladders)
        help = help_of(context, node, policy, name)
        if act == "collect":
            listening = said.own | anywhere.listening
            around = Around(name, policy, own_ladders, anywhere.ladders, said, help, listening, Corrections())
            return form(context, node, around), go_to
        return _question(context, name, node, policy, (said, own_ladders, help), anywhere), None
    if act == "choose":
        return _choose(context, name, node, policy), None
    if act == "request":
        return request(context, node.entries["request"].value, policy, name, f"{name}/request"), go_to
    if act == "call":
        return _call(context, name, node, policy), go_to
    if act == "return":
        return returned(context, node.entries["return"].value), None
    if act == "transfer":
        return acts.transfer(context, node.entries["transfer"].value), None
    if act == "hand_over":
        return acts.hand_over(context, node.entries["hand_over"].value), None
    return (HangUp() if act == "hangup" else None), go_to


def _question(
    context: Context,
    name: str,
    node: Node,
    policy: Policy,
    parts: tuple[Answers, Ladders, Help | None],
    anywhere: Anywhere,
) -> Question:
    said, own_ladders, help = parts
    question = Question(
        id=name,
        state=name,
        span=node.span,
        prompts=(),
        transitions=said.transitions,
        otherwise=said.otherwise,
        keys=said.keys,
        no_match=own_ladders.no_match,
        no_input=own_ladders.no_input,
        help=help,
        no_input_after=policy.no_input_after or NO_INPUT_AFTER_MS,
        end_of_turn_silence=policy.end_of_turn_silence,
        yes_no="yes" in said.own,
        own=said.own,
        listening=said.own | anywhere.listening,
    )
    context.questions[name] = question
    return question


def _call(context: Context, name: str, node: Node, policy: Policy) -> Call | None:
    made = called(context, node, name)
    on_cancel = _targets(context, node, "on_cancel", policy, name)
    return replace(made, on_cancel=on_cancel) if made is not None else None


def _choose(context: Context, name: str, node: Node, policy: Policy) -> Choose:
    written = node.entries["choose"].value
    items = reading.several(written)
    if items and all(item.kind == "map" and "when" in item.entries for item in items):
        context.report.add(
            "choose-without-rest",
            f'If none of these conditions holds, the call cannot go on from "{name}".',
            reading.key_of(node, "choose"),
            'Add a last line without "when": - go_to: and a state.',
        )
    return Choose(targets(context, written, policy, f"{name}/choose", leads_on="choose"))


def _forget(context: Context, node: Node) -> tuple[str, ...]:
    names = []
    for item in reading.several(reading.child(node, "forget")):
        names.append(reading.text(item))
        context.kept.append((names[-1], item))
    return tuple(names)


def _language(context: Context, node: Node) -> str:
    tag = reading.text(node)
    for language in context.languages:
        if language.casefold() == tag.casefold():
            return language
    context.report.add(
        "unknown-language",
        f'"{tag}" is not a language of this flow.{did_you_mean(tag, context.languages)}',
        node,
        f'Its languages: {listed(context.languages)}. More are named under "languages:" at the top of the file.',
    )
    return tag
