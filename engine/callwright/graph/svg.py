"""SVG as text: elements with their attributes and children, everything in them escaped.

Laws: what is written is well-formed XML whatever the words in it are; the same elements always give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Attribute = str | int | float

_UNSAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and what would turn the letters around it the other way."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element. A child that is a string is text; an attribute's ``_`` is written as ``-``."""

    name: str
    children: tuple[Element | str, ...]
    attributes: Mapping[str, Attribute]

    def __str__(self) -> str:
        opening = "".join(
            f' {name.rstrip("_").replace("_", "-")}="{_attribute(value)}"' for name, value in self.attributes.items()
        )
        if not self.children:
            return f"<{self.name}{opening}/>"
        inner = "".join(child if isinstance(child, Raw) else _inner(child) for child in self.children)
        return f"<{self.name}{opening}>{inner}</{self.name}>"


class Raw(str):
    """Text that is our own and stands as it is, such as a style sheet."""

    __slots__ = ()


def element(name: str, *children: Element | str, **attributes: Attribute) -> Element:
    """An element; numbers are written with one decimal at most, and ``class_`` is the attribute ``class``."""
    return Element(name, children, attributes)


def text_of(words: str) -> str:
    """Words that may stand in a picture: what cannot be shown is left out."""
    return _UNSAID.sub("", words)


def _inner(child: Element | str) -> str:
    if isinstance(child, Element):
        # A line for each group, so that a difference between two pictures can be read.
        return f"\n{child}" if child.name == "g" else str(child)
    return _escaped(child)


def _escaped(words: str) -> str:
    # A reader takes a carriage return for a line's end, unless it is written as a number.
    return text_of(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _attribute(value: Attribute) -> str:
    if isinstance(value, str):
        return _escaped(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
