"""Two known words that were written as one: "Terminabsage" is "Termin" and "Absage"."""

from __future__ import annotations

from collections.abc import Callable

_SHORTEST_PART, _LONGEST_WORD = 4, 40
"""Letters of the shortest word that is found within another, and of the longest that is looked into."""


def parted(tokens: tuple[str, ...], joints: tuple[str, ...], is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The words, each unknown one that is made of two known ones as those two. ``joints`` may stand between."""
    found: list[str] = []
    for token in tokens:
        if 2 * _SHORTEST_PART <= len(token) <= _LONGEST_WORD and not is_known(token):
            found += _parts(token, joints, is_known) or (token,)
        else:
            found.append(token)
    return tuple(found)


def _parts(token: str, joints: tuple[str, ...], is_known: Callable[[str], bool]) -> tuple[str, ...]:
    for at in range(_SHORTEST_PART, len(token) - _SHORTEST_PART + 1):
        head, tail = token[:at], token[at:]
        if not is_known(tail):
            continue
        for joint in joints:
            first = head.removesuffix(joint)
            if head.endswith(joint) and len(first) >= _SHORTEST_PART and is_known(first):
                return first, tail
    return ()
