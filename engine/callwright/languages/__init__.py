"""What each language brings: its words, its sentences, and how it hears and says values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from callwright.languages.base import Language
from callwright.languages.de import GERMAN
from callwright.languages.en import ENGLISH
from callwright.languages.es import SPANISH
from callwright.languages.fr import FRENCH
from callwright.languages.it import ITALIAN
from callwright.languages.nl import DUTCH
from callwright.languages.pl import POLISH

__all__ = ["LANGUAGES", "Language", "get", "known"]

LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {one.tag: one for one in (ENGLISH, GERMAN, FRENCH, ITALIAN, DUTCH, SPANISH, POLISH)}
)
"""Every language that is complete, by its tag without a region."""


@lru_cache(maxsize=256)
def get(tag: str) -> Language:
    """The language of a BCP-47 tag, region and case ignored; English for one that we do not have."""
    return LANGUAGES.get(_primary(tag), ENGLISH)


def known(tag: str) -> bool:
    """Do we have this language?"""
    return _primary(tag) in LANGUAGES


def _primary(tag: str) -> str:
    return tag.strip().replace("_", "-").partition("-")[0].casefold()
