"""Where what is said stands in the author's file. Looked for only when there is something to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callwright.compiler.builders import reading
from callwright.compiler.checks.subject import Subject
from callwright.compiler.nodes import Node
from callwright.core.model import State
from callwright.core.prompt import Prompt
from callwright.diagnostics.model import Edit, Fix, Span


def written(subject: Subject, state: State, prompt: Prompt) -> Node | None:
    """A prompt as its author wrote it: a sentence or a map."""
    for root in _roots(subject, state):
        stretch = root.source.stretch_of(prompt.span)
        if stretch is None:
            continue
        pending = [root]
        while pending:
            node = pending.pop()
            if (node.start, node.end) == stretch and node.kind != "list":
                return node
            pending.extend(node.items)
            pending.extend(entry.value for entry in node.entries.values())
    return None


def _roots(subject: Subject, state: State) -> Iterator[Node]:
    sections = subject.context.sections
    yield subject.written(state.name).value
    yield from (entry.value for entry in sections.prompts.values())
    for key in ("anytime", "defaults"):
        if (node := sections.head(key)) is not None:
            yield node


def text_of(subject: Subject, state: State, prompt: Prompt, said: str) -> Node | None:
    """Where a text of a prompt stands; ``said`` is its source."""
    node = written(subject, state, prompt)
    pending = [node] if node is not None else []
    while pending:
        part = pending.pop()
        if part.kind == "scalar" and said.strip() in part.raw:
            return part
        pending.extend(part.items)
        pending.extend(entry.value for entry in part.entries.values())
    return node


def place(subject: Subject, state: State, prompt: Prompt, said: str, words: str = "") -> Span:
    """The place of ``words`` in a text of a prompt; of the whole text where they do not stand there so."""
    node = text_of(subject, state, prompt, said)
    if node is None:
        return prompt.span
    return words_in(node, words) if words else node.span


def words_in(node: Node, words: str) -> Span:
    """Where words stand in a scalar as it is written, over the ends of lines too; else the whole of it."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.compile(pattern).search(node.source.text, node.start, node.end)
    return node.source.span(*found.span()) if found else node.span


def strategy_of(subject: Subject, state: State, prompt: Prompt) -> Node | None:
    """Where the strategy of a prompt is written: at itself, at its slot, its state or in ``defaults``."""
    every = (_strategy(node, prompt) for node in _bearers(subject, state, prompt))
    return next((found for found in every if found is not None), None)


def inherited_option(subject: Subject, state: State, prompt: Prompt, option: str) -> Node | None:
    """Where an option of ``barge_in`` is written that a prompt does not have itself."""
    every = (option_of(node, option) for node in _bearers(subject, state, prompt))
    return next((found for found in every if found is not None), None)


def _bearers(subject: Subject, state: State, prompt: Prompt) -> Iterator[Node | None]:
    """The maps that may have the policy of a prompt, the nearest first."""
    own = written(subject, state, prompt)
    yield own
    yield _use_of(subject, state, prompt)
    whole = subject.written(state.name).value
    for slot in reading.several(reading.child(whole, "collect")):
        if own is not None and inside(own, slot):
            yield slot
    yield whole
    yield subject.context.sections.head("defaults")


def inside(node: Node, around: Node) -> bool:
    """Whether a node stands inside another one, or is it."""
    return node.source is around.source and around.start <= node.start and node.end <= around.end


def _use_of(subject: Subject, state: State, prompt: Prompt) -> Node | None:
    """The map with ``use`` beside which a named prompt has a policy of its own."""
    pending = [subject.written(state.name).value]
    while pending:
        node = pending.pop()
        if "use" in node.entries and "barge_in" in node.entries and _names(subject, node, prompt):
            return node
        pending.extend(node.items)
        pending.extend(entry.value for entry in node.entries.values())
    return None


def _names(subject: Subject, node: Node, prompt: Prompt) -> bool:
    entry = subject.context.sections.prompts.get(reading.text(node.entries["use"].value))
    return entry is not None and any(item.span == prompt.span for item in reading.several(entry.value))


def _strategy(node: Node | None, prompt: Prompt) -> Node | None:
    policy = reading.child(node, "barge_in")
    if policy is None:
        return None
    value = reading.child(policy, "strategy") if policy.kind == "map" else policy
    return value if value is not None and reading.text(value) == prompt.barge_in.strategy else None


def option_of(node: Node | None, option: str) -> Node | None:
    """The value of an option of ``barge_in`` that is written at this map itself."""
    return reading.child(reading.child(node, "barge_in"), option)


def instead(node: Node, text: str, title: str, *, safe: bool = False) -> tuple[Fix, ...]:
    """The mend that writes ``text`` in the place of a value."""
    return (Fix(title, (Edit(node.span, text),), safe),)


def beside(node: Node, line: str, title: str) -> tuple[Fix, ...]:
    """The mend that adds a key to a prompt that has a line of its own; none inside ``{ }``."""
    text, source = node.source.text, node.source
    if node.kind not in ("map", "scalar") or text[node.start : node.start + 1] in ("{", "[", "&", "*", "|", ">"):
        return ()
    before = text[source.start_of(source.line_of(node.start)) : node.start]
    indent = " " * len(before)
    here = source.span(node.start, node.start)
    if node.kind == "map":
        return (Fix(title, (Edit(here, f"{line}\n{indent}"),)),) if not before.strip(" -") else ()
    if not before.strip(" -"):
        end = source.span(node.end, node.end)
        return (Fix(title, (Edit(here, "text: "), Edit(end, f"\n{indent}{line}"))),)
    if re.fullmatch(r"[ -]*\w+: +", before) is None or "\n" in text[node.start : node.end]:
        return ()
    indent = " " * (len(before) - len(before.lstrip(" -")) + 2)
    gap = source.span(node.start - 1, node.start)
    end = source.span(node.end, node.end)
    return (Fix(title, (Edit(gap, f"\n{indent}text: "), Edit(end, f"\n{indent}{line}"))),)
