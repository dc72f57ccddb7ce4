"""What the builders of one flow share: the names there are, what was built so far, and where findings go.

A name may be used before the line that declares it, so templates only note which names they use; ``settle`` compares
them with what was declared once the whole flow has been read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from callwright.compiler.builders import reading
from callwright.compiler.builders.markup import check_markup, in_speak
from callwright.compiler.files import Files
from callwright.compiler.later import not_in_this_version
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.report import Report, did_you_mean, listed
from callwright.compiler.sections import Sections
from callwright.core.model import Question
from callwright.core.prompt import Prompt
from callwright.core.templates import (
    Condition,
    Template,
    TemplateProblem,
    Value,
    compile_condition,
    compile_text,
    compile_value,
)
from callwright.diagnostics.model import Related, Span
from callwright.understanding.phrases import Phrase

IN_SCOPE = frozenset({"caller", "called", "call", "heard", "event", "now", "today", "was_heard"})
"""Names that every template can use."""

LATER_NAMES = frozenset({"response", "result", "env", "open", "opens_next"})

RESERVED = (
    IN_SCOPE
    | LATER_NAMES
    | frozenset("types_ and or not in is if else true false none True False None for loop self".split())
)
"""Names that no variable and no slot can have."""

_PARTS: Mapping[str, frozenset[str]] = {
    "caller": frozenset({"number"}),
    "called": frozenset({"number"}),
    "call": frozenset({"direction", "language"}),
    "heard": frozenset({"text", "intent", "barged_in"}),
}
_PART = re.compile(r"(?<![\w.'\"])(caller|called|call|heard)\s*\.\s*(\w+)")

_WHOLE_EVENT = re.compile(r"\{\{[-+]?\s*event\s*[-+]?\}\}")

_DOES_SOMETHING = re.compile(r"[-+|~]|[=!]=|[<>]|\w\.\w|\b(?:and|or|not)\b")


class Declared(NamedTuple):
    """Where a name was first given a value, and its type if it has one."""

    span: Span
    type: str


class _Use(NamedTuple):
    names: frozenset[str]
    heard: frozenset[str]
    source: str
    node: Node


def _as_expression(written: str) -> Condition | None:
    """A text that could be an expression: names with something that is done to them. A single word is a text."""
    if not _DOES_SOMETHING.search(written):
        return None
    try:
        found = compile_condition(written)
    except TemplateProblem:
        return None
    return found if found.names else None


@dataclass(slots=True)
class Context:
    """See the module. ``flows`` holds the state names of every flow of the project by the flow's name."""

    flow: str
    sections: Sections
    flows: Mapping[str, frozenset[str]]
    files: Files
    report: Report
    languages: tuple[str, ...] = ("en-US",)
    intents: frozenset[str] = frozenset()
    title: Template | None = None
    """What a colleague sees by default; ``None`` for the flow's name."""
    prompts: dict[str, Prompt] = field(default_factory=dict)
    prompt_names: set[str] = field(default_factory=set)
    questions: dict[str, Question] = field(default_factory=dict)
    declared: dict[str, Declared] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    entered: set[tuple[str, str]] = field(default_factory=set)
    """Flow and state of every target that leads into another flow."""
    listens: bool = False
    """Whether something may come from outside."""
    uses: list[_Use] = field(default_factory=list)
    untyped: list[tuple[str, Node]] = field(default_factory=list)
    """Values in phrases whose type a ``collect`` or a variable has to tell."""
    forgotten: list[tuple[str, Node]] = field(default_factory=list)
    braced: list[tuple[str, Span]] = field(default_factory=list)
    """What stands in single braces in a spoken text, and where."""
    expressions: list[tuple[str, Condition, Node]] = field(default_factory=list)
    """Plain text in ``set`` that could be worked out, with the name that it is given to."""
    phrases: list[tuple[str, Phrase, Node]] = field(default_factory=list)
    """Every phrase with its intent and its place."""

    # templates

    def template(self, node: Node, *, markup: bool = False) -> Template:
        """A text with ``{{ }}``; a mistake in it is reported and stands for an empty text."""
        written = reading.text(node)
        try:
            made = compile_text(in_speak(written) if markup else written, markup=markup)
        except TemplateProblem as problem:
            self.report.add("bad-template", problem.message, node, problem.help)
            return compile_text("")
        if markup:
            check_markup(node, self.report)
        if not made.constant:
            self.uses.append(_Use(made.names, made.heard, made.source, node))
        if (whole := _WHOLE_EVENT.search(written)) is not None:
            self.report.add(
                "whole-event",
                '"event" is everything that came with the event, and would be read out with braces.',
                node.place_of(whole.group()),
                "Say one part of it, by the name that its sender gives it: {{ event.order }}",
            )
        return made

    def condition(self, node: Node | None) -> Condition | None:
        """What stands after ``when``; a mistake in it is reported and stands for none."""
        if node is None:
            return None
        raw = reading.text(node)
        if not raw:
            self.report.add("empty-text", 'This "when" has no condition.', node, "Write for example: when: tries > 2")
            return None
        try:
            made = compile_condition(raw)
        except TemplateProblem as problem:
            self.report.add("bad-condition", problem.message, node, problem.help)
            return None
        self.uses.append(_Use(made.names, made.heard, made.source, node))
        return made

    def value(self, node: Node) -> Value:
        """What stands behind a name in ``set``."""
        plain = reading.plain_value(node)
        try:
            made = compile_value(plain)
        except TemplateProblem as problem:
            self.report.add("bad-template", problem.message, node, problem.help)
            return Value(constant=None)
        if made.names or made.heard:
            self.uses.append(_Use(made.names, made.heard, reading.text(node), node))
        elif isinstance(plain, str) and node.kind == "scalar" and (found := _as_expression(plain)) is not None:
            self.expressions.append((plain, found, node))
        return made

    # names

    def declare(self, name: str, node: Node, type: str = "") -> None:
        """Something gives ``name`` a value here."""
        if name in RESERVED:
            self.report.add(
                "reserved-name",
                f'"{name}" is a name that callwright uses itself.',
                node,
                f"Choose another one, for example my_{name.strip('_').lower()}.",
            )
            return
        before = self.declared.get(name)
        if before is None or (type and not before.type):
            self.declared[name] = Declared(node.span, type)
        elif type and before.type != type:
            self.report.add(
                "two-types",
                f'"{name}" is {type} here and {before.type} in another place.',
                node,
                "Give both the same type, or one of them another name.",
                (Related(before.span, f"here it is {before.type}"),),
            )

    def register(self, prompt: Prompt) -> Prompt:
        """Keep a prompt by its id."""
        self.prompts[prompt.id] = prompt
        if prompt.name:
            self.prompt_names.add(prompt.name)
        return prompt

    def settle(self) -> None:
        """Report every name that is used and that nothing declares."""
        known = IN_SCOPE | self.declared.keys()
        for use in self.uses:
            for name in sorted(use.names - known):
                self._undeclared(name, use.node.place_of(name))
            if "event" in use.names and not self._may_be_told():
                self.report.add(
                    "unknown-name",
                    '"event" would always be empty: this flow listens for nothing from outside.',
                    use.node.place_of("event"),
                    'Write below "events:" what may come and where it leads, for example order_ready: ready',
                )
            for name in sorted(use.heard - self.prompt_names):
                self.report.add(
                    "unknown-prompt",
                    f'No prompt has the name "{name}".{did_you_mean(str(name), self.prompt_names)}',
                    use.node.place_of(str(name)),
                    f"Prompts with a name: {listed(self.prompt_names)}. Give the prompt a name: name: {name}",
                )
            for root, part in _PART.findall(use.source):
                if part not in _PARTS[root]:
                    self.report.add(
                        "unknown-name",
                        f'"{root}" has no "{part}".{did_you_mean(part, _PARTS[root])}',
                        use.node.place_of(f"{root}.{part}"),
                        f"There is {listed(f'{root}.{p}' for p in _PARTS[root])}.",
                    )

        for name, span in self.braced:
            self._single_braces(name, span, name in known)
        for written, expression, node in self.expressions:
            if expression.names <= known:
                self.report.add(
                    "expression-as-text",
                    f'"{written}" is kept as these letters; it is not worked out.',
                    node,
                    f'To work it out, write: "{{{{ {written} }}}}"',
                )
        for name, node in self.forgotten:
            if name not in self.declared:
                self._undeclared(name, node)
        for name, node in self.untyped:
            if name not in self.declared or not self.declared[name].type:
                self.report.add(
                    "untyped-value",
                    f"Nothing says what kind of value <{name}> is.{did_you_mean(name, self._typed())}",
                    node,
                    f'Write its type, <{name}:digits>, or collect "{name}" in a state.',
                )

    def _may_be_told(self) -> bool:
        """Whether ``event`` can have a value; another flow may come here with one, and a refused part may fill it."""
        return self.listens or len(self.flows) > 1 or bool(self.sections.refused.parts)

    def _single_braces(self, name: str, span: Span, known: bool) -> None:
        if known:
            help = f"To say its value, write two braces on each side: {{{{ {name} }}}}"
        else:
            help = f"Leave the braces out. A value would be written with two on each side, but none is named {name}."
        self.report.add(
            "single-braces", f'"{{{name}}}" with one brace on each side is spoken as it is written.', span, help
        )

    def _typed(self) -> list[str]:
        return [name for name, declared in self.declared.items() if declared.type]

    def _undeclared(self, name: str, node: Node | Span) -> None:
        if name in LATER_NAMES:
            self.report.add("unknown-name", not_in_this_version(name), node)
            return
        self.report.add(
            "unknown-name",
            f'Nothing here has the name "{name}".{did_you_mean(name, self.declared)}',
            node,
            f"Names that have a value: {listed(self.declared)}. "
            f'Collect "{name}", set it, or write it under "variables:". Text in a condition stands in quotes.',
        )

    def names_in(self, node: Node) -> None:
        """Declare what a part that was taken out would declare, so that its names are not unknown elsewhere."""
        pending = [node]
        while pending:
            part = pending.pop()
            pending.extend(part.items)
            for key, entry in part.entries.items():
                pending.append(entry.value)
                self._name_under(key, entry)

    def _name_under(self, key: str, entry: Entry) -> None:
        if key == "slot" and entry.value.raw:
            self.declared.setdefault(entry.value.raw, Declared(entry.value.span, ""))
        elif key == "name" and entry.value.raw:
            self.prompt_names.add(entry.value.raw)
        elif key == "set":
            for name, inner in entry.value.entries.items():
                self.declared.setdefault(name, Declared(inner.key.span, ""))
