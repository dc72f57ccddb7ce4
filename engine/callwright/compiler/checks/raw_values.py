"""Values that are put into speech as they are kept, not as people say them: "2026-11-24", "14:30:00", "opening_hours".

Told is only what is known: a slot or a variable with a type, and the names of a call. A sum of money is always said
properly; what a service answered is of no known type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from callwright.compiler.checks.groups import Group
from callwright.compiler.checks.places import place, text_of, words_in
from callwright.compiler.checks.subject import Subject
from callwright.core.model import Flow, State
from callwright.core.prompt import Kind, Prompt
from callwright.core.template_outcomes import Outcome, outcomes
from callwright.core.templates import Template
from callwright.diagnostics.model import Edit, Fix

_SPOKEN: Mapping[str, str] = {
    "digits": "digits are read as one large number",
    "number": "a number is read as it is written, with a point before its decimals in every language",
    "date": 'a day is read as it is kept, like "2026-11-24"',
    "time": 'a time is read as it is kept, like "14:30"',
    "duration": 'a length of time is read as it is kept, like "PT30M"',
    "phone": "a telephone number is read as one large number",
    "spelling": "letters and digits are read as a word",
    "choice": "a choice is read by its name in the file, not as it is said",
    "yes_no": 'yes and no are read as "True" and "False"',
    "moment": 'a moment is read as it is kept, like "2026-11-24T09:00"',
    "list": "a list is read with its brackets and quotes",
    "amount": "an amount is read as it is written, with a point before its decimals in every language",
}
"""What the caller hears of a value of each type."""

_SURE = frozenset({"date", "time", "duration", "moment", "list"})
"""Types of which ``say`` is the only way to say them."""

_CALLS = frozenset({"caller", "called", "heard", "now", "today", "open", "opens_next", "was_heard"})
_INSERTED = re.compile(r"\{\{[-+]?\s*(?P<inner>(?:[^{}\"']|'[^']*'|\"[^\"]*\")*?)\s*[-+]?\}\}", re.DOTALL)
_SAYS = re.compile(r"\|\s*(?:say|digits|money|date|time|spell|length|count)\b[^|]*$")
_SAY_AS = re.compile(r"<say-as\b(?:(?!</say-as>).)*$", re.DOTALL)


class _Raw(NamedTuple):
    """What is inserted raw, as it is written, and what type it has."""

    written: str
    type: str


def look(subject: Subject, state: State, group: Group) -> None:
    """Look at every text with a value in it."""
    for prompt in group.prompts:
        for texts in prompt.texts.values():
            for text in texts:
                if text.names:
                    _text(subject, state, prompt, text)


def _text(subject: Subject, state: State, prompt: Prompt, text: Template) -> None:
    flow = subject.flow
    if not any(name in _CALLS or name in flow.types or name in flow.variables for name in text.names):
        return
    for found in _INSERTED.finditer(text.source):
        inner = found["inner"]
        if _SAYS.search(inner):
            continue
        if prompt.kind is Kind.SSML and _SAY_AS.search(text.source, 0, found.start()):
            continue
        for raw in _raw_in(flow, inner):
            _tell(subject, state, prompt, text.source, found.group(), inner, raw)


def _raw_in(flow: Flow, inner: str) -> Iterator[_Raw]:
    """What an expression can come to, where that is known to be raw."""
    for outcome in outcomes(inner):
        type = _kind(flow, outcome)
        if type in _SPOKEN:
            yield _Raw(outcome.written, type)


def _kind(flow: Flow, outcome: Outcome) -> str:
    """The type of what comes out; empty where it is not known, or is said as it should be."""
    name, part = outcome.name, outcome.part
    if outcome.asked is not None:
        return {"opens_next": "moment", "open": "yes_no", "was_heard": "yes_no"}.get(name, "")
    if part:
        if (name, part) in (("caller", "number"), ("called", "number")):
            return "phone"
        return "amount" if flow.types.get(name) == "money" and part == "amount" else ""
    return {"now": "moment", "today": "date"}.get(name) or _type_of(flow, name)


def _type_of(flow: Flow, name: str) -> str:
    type = flow.types.get(name, "")
    if type == "choice":
        labels = flow.labels.get(name, {})
        return type if any(_plain(option) != _plain(label) for option, label in labels.items()) else ""
    variable = flow.variables.get(name)
    if type or variable is None:
        return type
    return {list: "list", tuple: "list", bool: "yes_no"}.get(variable.value.__class__, "")


def _plain(words: str) -> str:
    return words.casefold().replace("_", " ").removeprefix("a ").removeprefix("an ").strip()


def _tell(subject: Subject, state: State, prompt: Prompt, source: str, whole: str, inner: str, raw: _Raw) -> None:
    money = raw.type == "amount"
    better = raw.written.partition(".")[0] if money else inner
    mended = f"{{{{ {better} | say }}}}" if money or _is_one_thing(inner) else ""
    subject.report.add(
        "raw-value",
        f'"{raw.written}" is not put into words: {_SPOKEN[raw.type]}.',
        place(subject, state, prompt, source, whole),
        f"Write: {mended}" if mended else f"Write ({raw.written} | say) in the place of {raw.written}.",
        fixes=_fix(subject, state, prompt, source, whole, mended, raw) if mended else (),
    )


def _is_one_thing(inner: str) -> bool:
    return re.search(r"\b(?:if|or|and)\b|[-+~]", re.sub(r"'[^']*'|\"[^\"]*\"", "", inner)) is None


def _fix(
    subject: Subject, state: State, prompt: Prompt, source: str, whole: str, mended: str, raw: _Raw
) -> tuple[Fix, ...]:
    node = text_of(subject, state, prompt, source)
    if node is None or (at := words_in(node, whole)) == node.span != place(subject, state, prompt, source, source):
        return ()
    if node.source.text[slice(*(node.source.stretch_of(at) or (0, 0)))] != whole:
        return ()
    return (Fix(f"Write {mended}", (Edit(at, mended),), safe=raw.type in _SURE),)
