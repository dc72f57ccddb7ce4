"""What is shown on a terminal of what came over the wire.

Law: an id, a number or words that somebody else chose move no cursor, colour nothing, turn no text around and forge no
line. What cannot be seen is written as JSON writes it: ``\\u001b``.
"""

from __future__ import annotations

import json

_JOINERS = "\u200c\u200d"
"""They cannot be seen, but words of some languages, and some pictures, are written with them."""


def plain(text: str) -> str:
    """The text in one line, every character to be seen."""
    return text if text.isprintable() else "".join(map(_visible, text))


def shown(text: str) -> str:
    """The same of each line of a text."""
    return "\n".join(map(plain, text.split("\n")))


def _visible(c: str) -> str:
    return c if c.isprintable() or c in _JOINERS else json.dumps(c)[1:-1]
