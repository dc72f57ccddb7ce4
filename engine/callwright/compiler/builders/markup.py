"""Markup (``ssml:``): whether it is well-formed, and the ``<speak>`` around it.

Theory of operation. The platform takes one well-formed ``<speak>…</speak>`` and drops the whole sentence otherwise,
so each text is parsed here before it is ever sent. Templates are replaced by a letter for each of their characters:
what they insert is escaped when it is spoken and so can break nothing, and every place keeps its number. Names with a
prefix (``mstts:express-as``) need no declaration; document types and entities are refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

from callwright.compiler.builders import reading
from callwright.compiler.mend import short
from callwright.compiler.nodes import Node
from callwright.compiler.report import Report
from callwright.diagnostics.model import Span

_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ROOT = re.compile(r"\s*(?:<\?xml\b[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<speak[\s/>]", re.DOTALL)
_SPEAK = re.compile(r"<speak[\s/>]")
_BEFORE, _AFTER = "<speak>", "</speak>"
_TAG = re.compile(r"</?[^\s<>/]*[^<>]*>?")
_ENTITY = re.compile(r"&[\w#]*;?")
_CONTEXT = 24


class _Fault(NamedTuple):
    at: int
    message: str
    help: str


def in_speak(written: str) -> str:
    """The markup with ``<speak>`` around it, where it has none."""
    return written if _ROOT.match(written) else f"{_BEFORE}{written}{_AFTER}"


def check_markup(node: Node, report: Report) -> None:
    """Report the first thing that is not well-formed, where it stands."""
    written = reading.text(node)
    if not written:
        return
    fault = _fault(_TEMPLATE.sub(_harmless, written))
    if fault is not None:
        report.add("bad-markup", fault.message, _place(node, written, fault.at), fault.help)


def _harmless(found: re.Match[str]) -> str:
    filler = "x" if found.group().startswith("{{") else " "
    return re.sub(r"[^\n]", filler, found.group())


def _fault(text: str) -> _Fault | None:
    declared = text.find("<!DOCTYPE")
    if declared >= 0:
        return _Fault(declared, "Markup has no document type.", "Remove what begins with <!DOCTYPE.")
    whole = in_speak(text)
    before = 0 if whole == text else len(_BEFORE)
    second = _SPEAK.search(whole, (_SPEAK.search(whole) or re.compile("").search(whole)).end())  # type: ignore[union-attr]
    if second is not None:
        return _Fault(second.start() - before, '"<speak>" stands once, around the whole text.', "Remove this one.")
    data = whole.encode("utf-8", "replace")
    parser = expat.ParserCreate("utf-8")
    open_tags: list[tuple[str, int]] = []

    def position() -> int:
        return len(data[: parser.CurrentByteIndex].decode("utf-8", "ignore")) - before

    parser.StartElementHandler = lambda name, _: open_tags.append((name, position()))
    parser.EndElementHandler = lambda _: open_tags.pop()
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        at = len(data[: parser.ErrorByteIndex].decode("utf-8", "ignore")) - before
        return _explained(text, max(at, 0), error.code, open_tags)
    return None


_ERRORS = expat.errors


def _explained(text: str, at: int, code: int, open_tags: list[tuple[str, int]]) -> _Fault:
    """What an author did, from where the parser stood and what was open there."""
    said = expat.ErrorString(code)
    if said == _ERRORS.XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
        return _Fault(at, "There is text behind </speak>.", "Move </speak> to the end of the text.")
    if said in (_ERRORS.XML_ERROR_TAG_MISMATCH, _ERRORS.XML_ERROR_NO_ELEMENTS, _ERRORS.XML_ERROR_UNCLOSED_TOKEN):
        mismatch = _mismatch(text, at, open_tags)
        if mismatch is not None:
            return mismatch
    entity = _ENTITY.match(text, at) or _ENTITY.match(text, text.rfind("&", 0, at + 1)) if "&" in text else None
    if said == _ERRORS.XML_ERROR_UNDEFINED_ENTITY and entity is not None:
        help = "Write the letter itself; & is written &amp; and < is written &lt;"
        return _Fault(entity.start(), f'"{entity.group()}" is not known in markup.', help)
    if entity is not None and not entity.group().endswith(";") and at - entity.start() <= len(entity.group()) + 1:
        return _Fault(entity.start(), 'A single "&" cannot stand in markup.', "Write &amp; for &.")
    tag = text.rfind("<", 0, at + 1)
    if tag >= 0 and ">" not in text[tag:at]:
        found = short(_TAG.match(text, tag)[0])  # type: ignore[index]  # it begins with <
        if re.match(r"<\s|<[^\w/!?]|<\Z", text[tag:]):
            return _Fault(tag, 'A single "<" cannot stand in markup.', "Write &lt; for <.")
        help = 'Write each option once, as name="value" with the quotes, and end the tag with >.'
        return _Fault(tag, f'"{found}" cannot be read.', help)
    help = "Every tag is closed by its own: <emphasis>now</emphasis>, or <break/> where nothing is in it."
    return _Fault(at, f'This markup cannot be read from "{short(text[at:]) or "its end"}" on.', help)


def _mismatch(text: str, at: int, open_tags: list[tuple[str, int]]) -> _Fault | None:
    closing = re.compile(r"(?:</)?\s*([^\s<>/]+)").match(text, at)
    name = closing.group(1) if closing is not None else "speak"
    inner = open_tags[-1] if open_tags else ("", 0)
    if inner[0] not in ("", "speak") and (at >= len(text) or any(name == one for one, _ in open_tags)):
        help = f"Write </{inner[0]}> where it ends, or <{inner[0]} …/> if nothing is in it."
        return _Fault(inner[1], f'"<{inner[0]}>" is never closed.', help)
    if inner[0] == "speak" and at >= len(text):
        return _Fault(max(inner[1], 0), '"<speak>" is never closed.', "Write </speak> at the end.")
    if closing is not None:
        at = max(text.rfind("</", 0, at + 2), 0)
        opened = f'; "<{inner[0]}>" is open' if inner[0] not in ("", "speak") else ""
        help = f"Write </{inner[0]}> here." if opened else "Remove it."
        return _Fault(at, f'"</{name}>" closes nothing{opened}.', help)
    return None


def _place(node: Node, written: str, at: int) -> Span:
    """Where a character of the text stands in the file: found by the words that follow it, since YAML joins lines."""
    source = node.source
    wanted = written[at : at + _CONTEXT].split("\n")[0].strip() or written[max(at - _CONTEXT, 0) : at].split("\n")[-1]
    while wanted:
        nth = written.count(wanted, 0, at)
        start = node.start - 1
        for _ in range(nth + 1):
            start = source.text.find(wanted, start + 1, node.end)
            if start < 0:
                break
        if start >= 0:
            tag = _TAG.match(source.text, start) or _ENTITY.match(source.text, start)
            end = tag.end() if tag is not None and "\n" not in tag.group() else start + len(wanted)
            return source.span(start, min(end, node.end))
        wanted = wanted[: len(wanted) // 2]
    return node.span
