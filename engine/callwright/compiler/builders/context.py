"""What the builders of one flow share: the names there are, what was built so far, and where findings go.

A name may be used before the line that declares it, so templates only note which names they use; ``scope``
compares them with what was declared once the whole flow has been read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from callwright.compiler.builders import faulty, reading
from callwright.compiler.builders.markup import check_markup, in_speak
from callwright.compiler.builders.notes import Declared, Notes, Use
from callwright.compiler.files import Files
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.report import Report
from callwright.compiler.sections import Sections
from callwright.core.prompt import Audio, Prompt
from callwright.core.templates import (
    Condition,
    Template,
    TemplateProblem,
    Value,
    compile_condition,
    compile_path,
    compile_text,
    compile_value,
)

IN_SCOPE = frozenset("caller called call heard event now today was_heard open opens_next response result env".split())
"""Names that are callwright's own; ``response`` and ``env`` only where ``Context.seeing`` says so."""

RESERVED = IN_SCOPE | frozenset(
    "types_ labels_ and or not in is if else true false none True False None for loop self".split()
)
"""Names that no variable and no slot can have."""

_WHOLE_EVENT = re.compile(r"\{\{[-+]?\s*event\s*[-+]?\}\}")

_ONE_BRACE = re.compile(r"\$?\{\s*([A-Za-z]\w*)\s*\}")
_DOES_SOMETHING = re.compile(r"[-+|~]|[=!]=|[<>]|\w\.\w|\b(?:and|or|not)\b")


def _as_expression(written: str) -> Condition | None:
    """A text that could be an expression: names with something that is done to them. A single word is a text."""
    if (braced := _ONE_BRACE.fullmatch(written)) is not None:
        return compile_condition(braced[1])
    if not _DOES_SOMETHING.search(written):
        return None
    try:
        found = compile_condition(written)
    except TemplateProblem:
        return None
    return found if found.names else None


@dataclass(slots=True, kw_only=True)
class Context(Notes):
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
    named: dict[str, Prompt] = field(default_factory=dict)
    """The named prompts as they are spoken where nothing else is said, by their ids."""
    _seen: frozenset[str] = frozenset()
    _only: bool = False

    def aside(self) -> Context:
        """The same surroundings with notes and findings of their own, for one part of the flow."""
        return Context(
            flow=self.flow,
            sections=self.sections,
            flows=self.flows,
            files=self.files,
            report=Report(),
            languages=self.languages,
            intents=self.intents,
            title=self.title,
            named=self.named,
        )

    # templates

    @contextmanager
    def seeing(self, *names: str, only: bool = False) -> Iterator[None]:
        """Inside, ``response`` or ``env`` can be used as well; ``only``: and no other name."""
        before = self._seen, self._only
        self._seen, self._only = self._seen | frozenset(names), only
        yield
        self._seen, self._only = before

    def _use(self, made: Template | Condition | Value, source: str, node: Node) -> None:
        self.uses.append(Use(made.names, made.heard, made.asks, source, node, self._seen, self._only))

    def template(self, node: Node, *, markup: bool = False) -> Template:
        """A text with ``{{ }}``; a mistake in it is reported and stands for an empty text."""
        written = reading.text(node)
        try:
            made = compile_text(in_speak(written) if markup else written, markup=markup)
        except TemplateProblem as problem:
            faulty.tell(self.report, "bad-template", node, problem, self.sections)
            return compile_text("")
        if markup:
            check_markup(node, self.report)
        if not made.constant:
            self._use(made, made.source, node)
        if (whole := _WHOLE_EVENT.search(written)) is not None:
            self.report.add(
                "whole-event",
                '"event" is everything that came with the event, and would be read out with braces.',
                node.place_of(whole.group()),
                "Say one part of it, by the name that its sender gives it: {{ event.order }}",
            )
        return made

    def path(self, node: Node | None) -> Template:
        """What a request asks for; a mistake in it is reported and stands for nothing."""
        try:
            made = compile_path(reading.text(node))
        except TemplateProblem as problem:
            assert node is not None
            faulty.tell(self.report, "bad-template", node, problem, self.sections)
            return compile_path("")
        if node is not None and not made.constant:
            self._use(made, made.source, node)
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
            faulty.tell(self.report, "bad-condition", node, problem, self.sections)
            return None
        self._use(made, made.source, node)
        return made

    def value(self, node: Node) -> Value:
        """What stands behind a name in ``set``."""
        plain = reading.plain_value(node)
        try:
            made = compile_value(plain)
        except TemplateProblem as problem:
            faulty.tell(self.report, "bad-template", node, problem, self.sections)
            return Value(constant=None)
        if made.names or made.heard:
            self._use(made, reading.text(node), node)
        elif isinstance(plain, str) and node.kind == "scalar" and (found := _as_expression(plain)) is not None:
            self.expressions.append((plain, found, node))
        return made

    def recording(self, node: Node) -> Audio | None:
        """The recording that is named; ``None`` where it cannot be played."""
        return self.files.audio(node, self.report, self.recordings)

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
        self.note(name, Declared(node.span, type), self.report)

    def register(self, prompt: Prompt) -> Prompt:
        """Keep a prompt by its id."""
        self.prompts[prompt.id] = prompt
        if prompt.name:
            self.prompt_names.add(prompt.name)
        return prompt

    def names_in(self, node: Node) -> None:
        """Declare what a part that was taken out would declare, so that its names are not unknown elsewhere."""
        pending = [node]
        while pending:
            part = pending.pop()
            pending.extend(part.items)
            slot, type = part.entries.get("slot"), part.entries.get("type")
            if slot is not None and type is not None and slot.value.raw:
                self.declared.setdefault(slot.value.raw, Declared(slot.value.span, type.value.raw))
            for key, entry in part.entries.items():
                pending.append(entry.value)
                self._name_under(key, entry)

    def _name_under(self, key: str, entry: Entry) -> None:
        if key == "slot" and entry.value.raw:
            self.declared.setdefault(entry.value.raw, Declared(entry.value.span, ""))
        elif key == "name" and entry.value.raw:
            self.prompt_names.add(entry.value.raw)
        elif key in ("set", "save", "with"):
            for name, inner in entry.value.entries.items():
                self.declared.setdefault(name, Declared(inner.key.span, ""))
