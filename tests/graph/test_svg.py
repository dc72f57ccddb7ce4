"""Elements as text."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from callwright.graph.svg import Raw, element, text_of

ANY = st.text(st.characters(), max_size=40)


@given(ANY, ANY)
def test_any_words_are_well_formed(inside: str, value: str) -> None:
    """Whatever stands in a text or an attribute, it comes back as it was, but for what cannot be shown."""
    tree = ElementTree.fromstring(str(element("text", inside, fill=value)))
    assert (tree.text or "") == text_of(inside)
    assert tree.get("fill") == text_of(value)


def test_what_cannot_be_shown_is_left_out() -> None:
    """Control characters, half characters and what turns letters round are no part of a picture."""
    assert text_of("a\x00b\x1bc\ud800d\u202ee\ufffff\u2028g") == "abcdefg"


def test_numbers_are_short() -> None:
    """A number has one decimal at most, and nought has no sign."""
    assert str(element("rect", x=1.25, y=2.0, width=3, height=-0.01)) == '<rect x="1.2" y="2" width="3" height="0"/>'


def test_names_of_attributes() -> None:
    """``class_`` is ``class``, and ``_`` within a name is a hyphen."""
    assert str(element("text", class_="a", text_anchor="end")) == '<text class="a" text-anchor="end"/>'


def test_our_own_text_stands_as_it_is() -> None:
    """A style sheet is not escaped."""
    assert str(element("style", Raw("a>b{}"))) == "<style>a>b{}</style>"
