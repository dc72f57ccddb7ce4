"""What is written once and looked at by nothing: intents, named prompts, variables, services, hours.

Only what stands in the flow's own file is told: an included file may be shared by flows that need other parts of it.
What another flow of the project looks at is not unused, so where one of them could not be read nothing is told that it
might look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from callwright.compiler.builders.context import Context
from callwright.compiler.builders.flow import Built
from callwright.compiler.builders.questions import BUILT_IN_INTENTS
from callwright.compiler.checks.around import fact
from callwright.compiler.checks.subject import Subject
from callwright.compiler.nodes import Entry, Node
from callwright.core.model import Form
from callwright.diagnostics.model import Edit, Fix, Span


def check(subject: Subject) -> None:
    """Look at every section of the flow's own file."""
    sections = subject.context.sections
    for name, entry in _unused(subject, sections.intents, _listened_for(subject)):
        _tell(subject, "unused-intent", f'Nothing listens for the intent "{name}".', entry, _LISTEN.format(name=name))
    for name, entry in _unused(subject, sections.prompts, _used_prompts(subject) if sections.prompts else ()):
        _tell(
            subject,
            "unused-prompt",
            f'The prompt "{name}" is never said.',
            entry,
            f'have it said: "use: {name}" among the prompts of a state.',
        )
    for name, entry in _unused(subject, sections.services, _asked_services(subject)):
        _tell(
            subject,
            "unused-service",
            f'No request asks the service "{name}".',
            entry,
            f'ask it: "service: {name}" in a request.',
        )
    asked = {name for use in subject.context.uses for name in use.asks}
    for name, entry in _unused(subject, sections.hours, asked):
        _tell(
            subject,
            "unused-hours",
            f'Nothing asks about the hours "{name}".',
            entry,
            f"ask about them: open('{name}') in a condition.",
        )
    if subject.whole:
        _variables(subject)


_LISTEN = 'put "{name}:" under the transitions of a state, or under "anytime:".'


def _unused(subject: Subject, section: Mapping[str, Entry], used: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    own, known = subject.context.sections.span.file, frozenset(used)
    for name, entry in section.items():
        if name not in known and entry.key.source.file == own:
            yield name, entry


def _tell(subject: Subject, code: str, message: str, entry: Entry, mend: str) -> None:
    section = getattr(subject.context.sections, _SECTIONS[code])
    subject.report.add(code, message, entry.key, f"Remove it, or {mend}", fixes=_removed(entry, section))


_SECTIONS = {
    "unused-intent": "intents",
    "unused-prompt": "prompts",
    "unused-service": "services",
    "unused-hours": "hours",
}


def _removed(entry: Entry, section: Mapping[str, Entry]) -> tuple[Fix, ...]:
    """Its lines taken out, where it has lines of its own and others stay."""
    if len(section) < 2:
        return ()
    begin, end = entry.key.span, entry.value.span
    source = entry.key.source
    before = source.line_text(begin.line)[: begin.column - 1]
    after = source.line_text(end.end_line)[end.end_column - 1 :].split("#")[0]
    if before.strip() or after.strip():
        return ()
    lines = Span(begin.file, begin.line, 1, end.end_line, len(source.line_text(end.end_line)) + 1)
    return (Fix(f'Remove "{entry.key.raw}"', (Edit(lines, ""),)),)


# what is looked at


def _listened_for(subject: Subject) -> set[str]:
    flow = subject.flow
    names = {*BUILT_IN_INTENTS, *flow.anytime}
    for question in flow.questions.values():
        names |= question.own
    for state in flow.states.values():
        if isinstance(state.act, Form):
            names |= state.act.corrections.on.union(*(slot.corrections.on for slot in state.act.slots))
    return names


def _used_prompts(subject: Subject) -> set[str]:
    """Whatever stands after ``use`` anywhere; a prompt that is only asked about was never heard."""
    sections = subject.context.sections
    pending = [sections.root, *(entry.value for entry in (*sections.states.values(), *sections.prompts.values()))]
    names: set[str] = set()
    while pending:
        node = pending.pop()
        pending.extend(node.items)
        for key, entry in node.entries.items():
            if key == "use":
                names.add(entry.value.raw.strip())
            elif entry.value.kind != "scalar":
                pending.append(entry.value)
    return names


def _asked_services(subject: Subject) -> set[str]:
    names: set[str] = set()
    for state in subject.flow.states.values():
        service = getattr(state.act, "service", None)
        if service is not None:
            names.add(service)
        if isinstance(state.act, Form):
            checks = (one for slot in state.act.slots for one in slot.checks)
            names |= {one.request.service for one in checks if one.request is not None}
    return names


# variables


def _variables(subject: Subject) -> None:
    context = subject.context
    read = _read(subject)
    given = _given(context)
    for name, entry in _unused(subject, context.sections.variables, read):
        if name in context.collected:
            continue
        if name in given:
            message = f'"{name}" is set, but nothing ever reads it.'
        else:
            message = f'"{name}" is declared, but nothing ever reads it.'
        mend = f"Use it in a sentence or a condition, for example: {{{{ {name} }}}}."
        subject.report.add(
            "unused-variable",
            message,
            entry.key,
            f"{mend} Or remove it.",
            fixes=() if name in given else _removed(entry, context.sections.variables),
        )
    told: set[str] = set()
    for name, node in context.assigned:
        key = _key_of(node)
        if name in read or name in told or name in context.sections.variables or name in context.collected:
            continue
        told.add(name)
        subject.report.add(
            "unused-variable",
            f'"{name}" is set here, but nothing ever reads it.',
            key,
            f"Use it in a sentence or a condition, for example: {{{{ {name} }}}}. Or remove this line.",
        )


def _read(subject: Subject) -> set[str]:
    """Every name that a template or a condition looks up, in this flow and in those that take its values along."""
    found = fact(subject.built, _read_anywhere)
    return found or {name for use in subject.context.uses for name in use.names}


def _read_anywhere(built: Mapping[str, Built]) -> set[str]:
    names: set[str] = set()
    for made in built.values():
        for use in made.context.uses:
            names |= use.names
        for state in made.flow.states.values():
            if isinstance(state.act, Form):
                names |= {slot.name for slot in state.act.slots}  # a form passes over what is known already
    return names


def _given(context: Context) -> dict[str, Node]:
    return dict(context.assigned)


def _key_of(node: Node) -> Span:
    """The name in front of a value on the same line."""
    span = node.span
    line = node.source.line_text(span.line)
    before = line[: span.column - 1].rstrip()
    if not before.endswith(":"):
        return span
    name = before[:-1].rstrip()
    start = len(name) - len(name.split()[-1].lstrip("{[,")) if name.split() else 0
    return Span(span.file, span.line, start + 1, span.line, len(name) + 1)
