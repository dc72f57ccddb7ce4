"""Parts of the language that this version does not have, so that their use is told as that and not as a misspelling."""

from __future__ import annotations

LATER_KEYS = frozenset(
    "request call return with save corrections hours services currency options pattern past future filler".split()
)
"""Keys of the language that this version does not have."""

LATER_TYPES = frozenset("number money date time duration phone name spelling choice text".split())
"""Types of values that this version does not have."""

LATER_CHECKSUMS = frozenset({"iban"})


def not_in_this_version(what: str) -> str:
    """The sentence for a part of the language that comes later."""
    return f"`{what}` is not part of this version of the language."
