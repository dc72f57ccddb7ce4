"""Variables that say "no" as a text, asked as a condition: a text that is not empty is true."""

from __future__ import annotations

from callwright.compiler.checks.subject import Subject
from callwright.compiler.nodes import Node
from callwright.core.template_outcomes import asked_as_they_are
from callwright.diagnostics.model import Edit, Fix, Related

_MEANT = {"no": "false", "off": "false", "yes": "true", "on": "true"}


def check(subject: Subject) -> None:
    """Look at each variable that begins with, or is set to, a bare "no"."""
    context = subject.context
    texts: dict[str, list[Node]] = {}
    for name, entry in context.sections.variables.items():
        if entry.value.kind == "scalar":
            _note(texts, name, entry.value)
    for name, node in context.assigned:
        if node.kind == "scalar" and not subject.flow.types.get(name):
            _note(texts, name, node)
    if not any(node.raw.strip() in ("no", "off") for nodes_ in texts.values() for node in nodes_):
        return
    told: set[str] = set()
    for use in context.uses:
        for name in sorted(use.names & texts.keys() - told):
            off = [node for node in texts[name] if node.raw.strip() in ("no", "off")]
            if off and name in asked_as_they_are(use.source):
                told.add(name)
                _tell(subject, name, texts[name], off[0], use.node)


def _note(texts: dict[str, list[Node]], name: str, node: Node) -> None:
    if node.raw.strip() in _MEANT:
        texts.setdefault(name, []).append(node)


def _tell(subject: Subject, name: str, every: list[Node], off: Node, where: Node) -> None:
    raw = off.raw.strip()
    # Whoever compares it elsewhere with the text means the text.
    compared = any(f"{name} ==" in use.source or f"{name} !=" in use.source for use in subject.context.uses)
    edits = tuple(Edit(node.span, _MEANT[node.raw.strip()]) for node in every if node.plain)
    whole = len(edits) == len(every) and not compared
    subject.report.add(
        "text-as-condition",
        f'"{name}" is here the text "{raw}", and a text is true: "{where.raw.strip()}" asks whether there is any.',
        off,
        f"Write {_MEANT[raw]} in the place of {raw}, or give the variable a type: yes_no.",
        related=(Related(where.span, "here it is asked"),),
        fixes=(Fix(f"Write {_MEANT[raw]}", edits),) if whole else (),
    )
