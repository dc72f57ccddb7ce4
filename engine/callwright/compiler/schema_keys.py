"""Words about keys: one that is not known where it stands, and one that is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from callwright.compiler import repair, synonyms
from callwright.compiler.document import Document
from callwright.compiler.fixing import write
from callwright.compiler.layout_faults import moved
from callwright.compiler.schema_finding import Finding, Route, node_at, short
from callwright.compiler.shape import KEYS, along, branch, language_keys
from callwright.compiler.source import Source
from callwright.diagnostics.model import Diagnostic
from callwright.diagnostics.nearest import nearest, only_near


def meant_by(document: Document, path: Route) -> str:
    """The key that a key which is not allowed most likely stands for; empty for none."""
    name, here = str(path[-1]), along(document.data, path[:-1])[-1]
    title = str(here.get("title", ""))
    if title == "Keys":
        return synonyms.KEYS[title].get(name.lower(), "")
    if len(path) == 1 and _looks_like_state(document, name):
        return ""
    keys = _keys(here)
    here_called = synonyms.KEYS.get(title, {}).get(name)
    if here_called in keys:
        return str(here_called)
    if name in _SPEAKING:
        return next((key for key in ("prompts", "text") if key in keys), "")
    for near in (synonyms.ANYWHERE.get(name), nearest(name, keys)):
        if near in keys:
            return near
    return _only_missing(document, path, here)


def _only_missing(document: Document, path: Route, here: Mapping[str, Any]) -> str:
    """The one key that is needed here, where the only one that is not known stands in its place."""
    written = node_at(document, path[:-1]).entries
    missing = [key for key in here.get("required", ()) if key not in written]
    strangers = [key for key in written if key not in here.get(KEYS, {})]
    alone = len(missing) == 1 and strangers == [path[-1]] and written[strangers[0]].value.kind == "scalar"
    return missing[0] if alone and strangers[0] not in language_keys() else ""


def _keys(here: Mapping[str, Any]) -> list[str]:
    return [key for key, sub in here.get(KEYS, {}).items() if not sub.get("doNotSuggest")]


def unknown_key(finding: Finding) -> None:
    """Say what was probably meant, where the key belongs, or what is allowed."""
    document, path = finding.document, finding.path
    name, parent = str(path[-1]), path[:-1]
    chain = along(document.data, parent)
    here = chain[-1]
    keys = _keys(here)
    title = str(here.get("title", "this place"))
    near = meant_by(document, path)
    allowed = [*_MORE_KEYS.get(title, ()), *keys]
    span = finding.key_node().span
    if not parent and name not in keys and isinstance(finding.value, dict) and _looks_like_state(document, name):
        state_at_the_margin(finding, name)
        return
    place = "" if near else _BELONGS_FROM.get((title, name)) or BELONGS.get(name) or _elsewhere(name, here, chain[:-1])
    outside = place.endswith(_TO_THE_LEFT)
    if name.startswith("-") and len(name) > 1:
        line = finding.node.source.line_text(span.line).strip()
        glued = (write(f"- {name[1:]}", span, safe=True),)
        message = f'There is no blank after the dash of "{short(line)}", so it is no item of a list.'
        finding.report.add("missing-blank", message, span, f"Write: - {line[1:]}", fixes=glued)
        return
    if not near and title != "Keys" and (outside or not place) and (found := in_another_column(finding)) is not None:
        if found.span.line == span.line:
            message = f'There is no key "{name}" in {_a(title)}: it stands {_too_far(found)}.'
            help = f"{place.removesuffix(_TO_THE_LEFT)}. {found.help}" if outside else found.help
            found = replace(found, code="unknown-key", message=message, span=span, help=help)
        finding.report.extend((found,))
        return
    if title == "Prompt" and _TAG.fullmatch(name):
        elsewhere = (
            f'The languages of a text stand below "text:":\ntext:\n  {name}: …\nMove these lines there, two blanks to '
            "the right."
        )
        finding.report.add("unknown-key", f'There is no key "{name}" in a prompt; it is a language.', span, elsewhere)
        return
    elsewhere = place
    if near and near in node_at(document, parent).entries:
        elsewhere = f'"{near}" stands here already: put both together, or delete one.'
    known = near and near not in node_at(document, parent).entries
    fixes = (write(near, span, safe=nearest(name, keys) == near and only_near(name, keys)),) if known else ()
    hint = f' Did you mean "{near}"?' if near else ""
    finding.report.add(
        "unknown-key",
        f'There is no key "{name}" in {_a(title)}.{hint}',
        span,
        f"{elsewhere} Allowed here: {', '.join(allowed)}.".strip(),
        fixes=fixes,
    )


_TO_THE_LEFT = ": move it to the left."


def _too_far(found: Diagnostic) -> str:
    return found.message.removeprefix("This line begins ").rstrip(".")


def in_another_column(finding: Finding) -> Diagnostic | None:
    """The finding about a line that would be right in another column: the key's, or that of the one it stands below."""
    document, path = finding.document, finding.path
    source = Source(document.file, "\n".join(document.lines))
    above = document.key_at(path[:-1])
    numbers = [finding.key_node().span.line, *([above.span.line] if above is not None else [])]
    # An invisible character in front of a line is told by itself.
    numbers = [one for one in numbers if source.line_text(one).lstrip() == source.line_text(one).lstrip(" ")]
    found = repair.moved(source, numbers)
    return moved(source, found) if found is not None else None


def state_at_the_margin(finding: Finding, name: str) -> None:
    """Say that what stands at the left margin is a state."""
    found = finding.document.key_at((name,))
    finding.report.add(
        "unknown-key",
        f'"{name}" looks like a state, and stands at the left margin.',
        finding.key_span() if found is None else found.span,
        'Indent it, with all its lines, by two blanks so that it stands under "states:".',
    )


def _looks_like_state(document: Document, name: str) -> bool:
    """Whether what stands under a key at the left margin has keys of a state."""
    entries = node_at(document, (name,)).entries
    states = nearest(name, ("states", "defaults", "anytime", "prompts"))
    return not states and bool(OF_A_STATE & entries.keys())


OF_A_STATE = frozenset("prompts transitions otherwise go_to hangup collect choose transfer hand_over keys".split())

BELONGS = {
    "interrupt": (
        '"interrupt" belongs to the target of an event, below "events:": yes stops what is being said when something'
        ' comes from outside. How the caller may interrupt a prompt stands in its "barge_in".'
    )
}
"""Keys with a place of their own that an author may look for elsewhere."""

_BELONGS_FROM = {
    ("Defaults", "events"): (
        'Events that may come in every state belong below "anytime", which stands at the left margin: "events:" two'
        " blanks to the right below it, and their names two blanks more."
    ),
    **{
        (title, key): f'"{key}" belongs to a state: write it in the state that "go_to" leads to, beside its prompts.'
        for title in ("Target", "Event's target", "Rung")
        for key in ("set_language", "background", "send_sms", "transcription")
    },
    **{
        (
            title,
            "save",
        ): '"save" belongs to a state with "request:" or "call:". To give a name a value here, write "set:".'
        for title in ("Target", "Event's target", "Rung")
    },
    **{
        ("Request", key): f'"{key}" belongs to the service, which stands under "services:" at the top of the file.'
        for key in ("url", "headers", "timeout", "allow_private")
    },
    **{
        (title, key): f'"{key}" belongs beside "request:", in the state{_TO_THE_LEFT}'
        for title in ("Request", "Service")
        for key in ("if_fails", "go_to")
    },
}
"""The same for one place alone, by its title and the key."""

_TAG = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
"""A language as it stands above a text."""

_SPEAKING = frozenset({"say", "says", "speak", "speech", "tell"})
"""What an author may call the key of what is spoken."""

_MORE_KEYS = {"Keys": ("0 to 9",)}
"""Keys that the schema has as a pattern."""


def _elsewhere(name: str, here: Mapping[str, Any], above: list[dict[str, Any]]) -> str:
    """Where a key that is not allowed here would be: one level deeper, or further left."""
    for outer in reversed(above):
        if name in outer.get("properties", {}):
            return f'"{name}" belongs to {_a(outer.get("title", "what is around it"))}: move it to the left.'
    for key, sub in here.get("properties", {}).items():
        if name in branch(sub, {}).get("properties", {}):
            return f'"{name}" belongs inside "{key}": move it two blanks to the right, below "{key}:".'
    return ""


def missing_key(finding: Finding) -> None:
    """Say what is missing, with an example of it."""
    have, needed = finding.value, finding.expected
    missing = [key for key in needed if key not in have]
    first = next((key for key in missing if repr(key) in finding.error.message), missing[0])
    title = finding.schema.get("title", "this")
    example = _example(finding.schema, first)
    finding.report.add(
        "missing-key",
        f'{_capital(_a(title))} needs "{first}", which is missing here.',
        finding.key_span(),
        f"Add for example: {example}" if example else f'Add "{first}:" with its value.',
    )


def _example(schema: Mapping[str, Any], key: str) -> str:
    markdown = str(schema.get(KEYS, {}).get(key, {}).get("markdownDescription", ""))
    found = re.search(r"```yaml\n(.*?)\n```", markdown, re.DOTALL)
    return found.group(1) if found and "\n" not in found.group(1) else ""


def _a(title: str) -> str:
    """``a state``, ``an intent``, ``keys``."""
    noun = title[:1].lower() + title[1:]
    if noun.partition(" of ")[0].endswith("s"):
        return noun
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
