"""How an unquoted value of a file is read: the YAML 1.2 core schema, exactly as the editor reads it.

The whole of the law:

- nothing, ``~``, ``null``, ``Null``, ``NULL``  are nothing;
- ``true``, ``True``, ``TRUE``, and ``false`` likewise, are true and false;
- digits with or without a sign are a whole number (``0151`` is 151), and so are ``0x1F`` and ``0o17``;
- digits with a point or an exponent are a number, and so are ``.inf`` and ``.nan``;
- everything else is text: ``yes``, ``off``, ``12:30``, ``2026-11-20``, ``1_000``, ``0b1``.

Where the language expects text it takes the raw text of the node instead, so ``0151`` keeps its zero.
"""

from __future__ import annotations

import re

Scalar = None | bool | int | float | str

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
# Python refuses to read longer runs of digits as whole numbers; nobody writes one, and as a float it is infinite.
_LONGEST_INTEGER = 4000


def read(raw: str) -> Scalar:
    """The value an unquoted piece of text stands for. Never raises."""
    if raw in _WORDS:
        return _WORDS[raw]
    if raw[0] in _NUMBER_STARTS:
        return _number(raw)
    return raw


def _number(raw: str) -> int | float | str:
    if _INTEGER.fullmatch(raw):
        return int(raw) if len(raw) <= _LONGEST_INTEGER else float(raw)
    if _BASED.fullmatch(raw):
        return int(raw[2:], 8 if raw[1] == "o" else 16)
    if _FLOAT.fullmatch(raw):
        return float(raw.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return raw
