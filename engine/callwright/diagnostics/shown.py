"""Authors' text as it may be shown: on one line, with nothing in it that a terminal or a log would obey."""

from __future__ import annotations

import unicodedata

# Beside the control characters: line ends of old, marks that turn the direction of text, and the invisible.
_UNSHOWN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"


def shown(text: str) -> str:
    """``text`` with control and invisible characters written out (``\\x07``, ``\\u200b``); joiners of emoji stay."""
    if text.isprintable():
        return text
    return "".join(_escape(c) if _unshown(c) else c for c in text)


def excerpt(text: str) -> str:
    """A source line for printing above carets: each character keeps its one column, and a tab can be seen."""
    if text.isprintable():
        return text
    return "".join("→" if c == "\t" else "\ufffd" if _unshown(c) else c for c in text)


def _unshown(character: str) -> bool:
    return unicodedata.category(character) in _UNSHOWN_CATEGORIES and character not in _JOINERS


def _escape(character: str) -> str:
    number = ord(character)
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
