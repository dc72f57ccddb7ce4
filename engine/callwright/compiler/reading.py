"""Bytes to ``Source``, and every fault that bytes and characters can have.

Read as they are meant: UTF-8 with or without a mark, UTF-16 with one, and every kind of line end. Bytes that are
not UTF-8 are still turned into some text, so that a report can show the author the line.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from callwright.compiler import guard
from callwright.compiler.mend import short
from callwright.compiler.source import Source
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Diagnostic, Edit, Fix

_MOST_PLACES = 20
_SAVE = "Save the file as UTF-8: most editors offer it under 'Save with encoding'."
_PLAIN = "Copy the words into a new file whose name ends in .yaml, with an editor for plain text."
_NO_TEXTS = {
    b"PK\x03\x04": "a document of a word processor, or a ZIP file",
    b"\xd0\xcf\x11\xe0": "a document of a word processor",
    b"{\\rtf": "a document of a word processor",
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"RIFF": "a sound",
}
"""What such files begin with, and how people call them."""
# A byte order mark anywhere but at the start comes from files that were joined; the readers disagree about it.
CONTROL = re.compile("[\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
INVISIBLE = "\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff\u2028\u2029\x85"
"""Characters that cannot be told from a blank or from nothing, for use inside ``[ ]`` of a pattern."""

_INVISIBLE_INDENT = re.compile(f"^[ \t]*([{INVISIBLE}])[ \t{INVISIBLE}]*", re.MULTILINE)
_NAMES = {
    "\x00": "NUL",
    "\x07": "BEL",
    "\x08": "BACKSPACE",
    "\x0c": "FORM FEED",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    "\ufeff": "BYTE ORDER MARK",
}


def read_bytes(data: bytes, file: str) -> tuple[Source, list[Diagnostic]]:
    """The text of a file and what is wrong with its bytes; with any finding the text is only for showing."""
    if len(data) > guard.LARGEST_FILE:
        source = Source(file, "")
        message = "The file has more than 1 MB; at most that is read."
        help = "Split the flow into several files and join them with `include`."
        return source, [finding("file-too-large", message, source.span(0, 0), help)]
    if what := next((what for start, what in _NO_TEXTS.items() if data.startswith(start)), ""):
        source = Source(file, "")
        message = f"This is {what}, and no plain text, although a flow is expected here."
        return source, [finding("not-utf8", message, source.span(0, 0), _PLAIN)]
    text, fault = _decode(data)
    before = text if fault is None else text[:fault]
    source = Source(file, text.replace("\r\n", "\n").replace("\r", "\n"))
    if fault is not None:
        index = len(before.replace("\r\n", "\n").replace("\r", "\n"))
        return source, [_not_utf8(source, index)]
    return source, _control_characters(source)


def name_of(character: str) -> str:
    """What Unicode calls a character, with its number."""
    name = _NAMES[character] if character in _NAMES else unicodedata.name(character, "control character")
    return f"{name.lower()}, U+{ord(character):04X}"


def invisible_indents(source: Source) -> list[Diagnostic]:
    """Every line that is indented with something that only looks like a blank."""
    found = []
    for match in _INVISIBLE_INDENT.finditer(source.text):
        found.append(invisible(source, match.start(1), "in the indentation of this line"))
        if len(found) == _MOST_PLACES:
            break
    return found


def invisible(source: Source, index: int, where: str) -> Diagnostic:
    """The finding about one invisible character."""
    message = f"There is an invisible character {where} ({name_of(source.text[index])})."
    help = "Delete it and type an ordinary blank if one is needed. It came from a web page, a chat or a word processor."
    fixes = (Fix("Put an ordinary blank there", (Edit(source.span(index, index + 1), " "),)),)
    return finding("invisible-character", message, source.span(index, index + 1), help, fixes=fixes)


def _decode(data: bytes) -> tuple[str, int | None]:
    """The text, and where in it the first byte stands that is not of its encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), None
        except UnicodeDecodeError as error:
            return data.decode("utf-16", "replace"), len(data[: error.start].decode("utf-16", "replace"))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _as_western(data), len(data[: error.start].decode("utf-8"))


def _as_western(data: bytes) -> str:
    """UTF-8 where it is, and Windows-1252, which it most often is, where it is not."""
    pieces = []
    while True:
        try:
            pieces.append(data.decode("utf-8"))
            return "".join(pieces)
        except UnicodeDecodeError as error:
            pieces.append(data[: error.start].decode("utf-8"))
            # The rest is not tried byte by byte again and again: a whole file of such bytes would take minutes.
            tail = data[error.start :]
            if len(pieces) > _MOST_PLACES:
                return "".join(pieces) + tail.decode("cp1252", "replace")
            wrong = error.end - error.start
            pieces.append(tail[:wrong].decode("cp1252", "replace"))
            data = tail[wrong:]


def _not_utf8(source: Source, index: int) -> Diagnostic:
    text = source.text
    start, end = index, index + 1
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    message = f"The file is not saved as UTF-8: '{short(text[start:end])}' in this line is stored in another way."
    return finding("not-utf8", message, source.span(index, index + 1), _SAVE)


def _control_characters(source: Source) -> list[Diagnostic]:
    found = []
    last_line = 0
    for match in CONTROL.finditer(source.text):
        line = source.line_of(match.start())
        if line == last_line:
            continue
        last_line = line
        if match.group() == "\ufeff":
            found.append(invisible(source, match.start(), "in this line"))
        elif match.group() == "\0":
            message = "This line holds a NUL character, so the file is not saved as UTF-8."
            found.append(finding("not-utf8", message, source.span(match.start(), match.end()), _SAVE))
            break  # every other character of such a file is one
        else:
            message = f"This line holds a control character ({name_of(match.group())}), which cannot be spoken."
            help = "Delete it; it came into the text from another program."
            found.append(finding("control-character", message, source.span(match.start(), match.end()), help))
        if len(found) == _MOST_PLACES:
            break
    return found
