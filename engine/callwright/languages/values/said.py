"""An utterance as tokens in which figures keep their marks.

Laws
1. Words stand in normal form, as ``understanding.normalise`` writes them.
2. Every token knows where in the text it stands.

Theory of operation: "$5.50" is "$" and "5.50", "24.06.1923" and "3:30" are one token each, "3pm" and "5th" are
two. Other punctuation is forgotten: recognisers set it as they please.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_PIECES = (
    r"\d+(?:[.,:/'’\-]\d+)*"  # figures with the marks between them
    r"|[^\W\d_]+(?:[{joins}\u0300-\u036f]+[^\W\d_]+)*[\u0300-\u036f]*"  # words; an apostrophe may join
    r"|(?<![\w)])[+\-−](?=\s?\(?\d)"  # a sign before figures
    r"|[$€£¥%@&#*]"
)
_TOKEN = re.compile(_PIECES.replace("{joins}", "'’‘ʼ`´"))
_TOKEN_PARTED = re.compile(_PIECES.replace("{joins}", ""))
_FIGURES = re.compile(r"\d+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´\u00ad")


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance."""

    text: str
    """As the recogniser wrote it."""
    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Where in the text each token stands."""

    def part(self, start: int, end: int) -> Said:
        """The tokens from ``start`` up to ``end`` by themselves."""
        return Said(self.text, self.tokens[start:end], self.spans[start:end])

    def without(self, places: frozenset[int]) -> Said:
        """What is left when the tokens at these places are put away."""
        kept = [at for at in range(len(self.tokens)) if at not in places]
        return Said(self.text, tuple(self.tokens[at] for at in kept), tuple(self.spans[at] for at in kept))

    def where(self, start: int, end: int) -> tuple[int, int]:
        """The place of those tokens in the text."""
        return self.spans[start][0], self.spans[end - 1][1]

    def plain(self) -> Said:
        """With the marks within figures put away: "123-456" is two tokens."""
        if all(token.isalnum() for token in self.tokens):
            return self
        tokens: list[str] = []
        spans: list[tuple[int, int]] = []
        for token, (start, end) in zip(self.tokens, self.spans, strict=True):
            if not token[0].isdigit():
                tokens.append(token)
                spans.append((start, end))
                continue
            for figures in _FIGURES.finditer(token):
                tokens.append(figures.group())
                spans.append((start + figures.start(), start + figures.end()))
        return Said(self.text, tuple(tokens), tuple(spans))

    def written(self, start: int, end: int) -> str:
        """The text of those tokens, as it was written."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]] if start < end else ""


def read(text: str, letters: Mapping[str, str]) -> Said:
    """The tokens of a text; ``letters`` are those that a language spells out ("ä" is "ae").

    An apostrophe among them parts words: "l'heure" is two.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    tokens: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in (_TOKEN_PARTED if "'" in letters else _TOKEN).finditer(text):
        token = _folded(found.group(), letters)
        if token:
            tokens.append(token)
            spans.append(found.span())
    return Said(text, tuple(tokens), tuple(spans))


def _folded(token: str, letters: Mapping[str, str]) -> str:
    if token.isascii():
        return token.lower().replace("'", "").replace("`", "") if not token[0].isdigit() else token
    if token[0].isdigit():
        return "".join(str(unicodedata.digit(one, one)) for one in token)
    if token == "−":
        return "-"
    folded = token.casefold().translate(_APOSTROPHES)
    for letter, spelled in letters.items():
        folded = folded.replace(letter, spelled)
    return "".join(
        one for one in unicodedata.normalize("NFKD", folded).casefold() if unicodedata.category(one)[0] != "M"
    )
