"""A number or a spelling that is said in several turns.

Laws
1. What is told fits length, pattern and checksum, and no other reading of the words does.
2. While the words may be only the beginning, nothing is told; when the caller is through (``over``), what is whole is.
3. The order of the pieces counts, and where a piece was cut does not: "twenty" and "three" are 20 3 or 23.

Theory of operation: the pieces become lines, a line being one way to understand which pieces count. A "no" mends what
was said before it; "again", or a piece that begins as the number did, starts a new line. Each line is read in every way
in which its pieces may hang together. The readings that are whole and those that are too short decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from callwright.languages import get
from callwright.languages.values.grammar import phrase_slot
from callwright.languages.values.heard import Heard
from callwright.languages.values.said import Said, read
from callwright.languages.values.voice import voice_of
from callwright.understanding.correction import opens_correction
from callwright.understanding.mends import Mend, mended, mends_in
from callwright.understanding.readings import glued, goes_on, hangs, is_glue
from callwright.understanding.rows import ROWS, Row, Words
from callwright.understanding.waiting import parted, without_wait

__all__ = ["Joined", "join", "without_wait"]

_IN_ONE = 4
"""So many pieces may belong to one number: "vier" "hundert" "ein" "undzwanzig"."""
_MOST = 256
_PROVING = 2
"""So many characters said again are a new start."""
_SAYS_NONE = "There are no digits in these words."
_UNCLEAR = "A word among them may be a part of it, and cannot be told."

_Line = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """What several utterances say together."""

    value: Any
    """As ``hear`` tells it; None where it is not complete or has to be asked back."""
    partial: bool
    """What was said so far can only be the beginning."""
    why: str
    """One plain sentence."""
    so_far: str
    """The digits or letters that were said so far, as they are understood best. Behind a value that was asked back it
    is what was understood and does not fit; empty where it may be one value or another."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one utterance adds."""

    said: Said
    taken_back: bool = False
    """It opens with a "no"."""
    doubtful: bool = False
    """It opens with a "wait" or "sorry", which takes back or only interrupts."""
    again: bool = False
    """It opens with "again"."""


def join(
    type: str,
    pieces: tuple[str, ...],
    *,
    language: str = "en-US",
    now: datetime | None = None,
    over: bool = False,
    **options: Any,
) -> Joined:
    """The value that the pieces say together: utterances as the recogniser wrote them, keys as figures.

    ``over``: the caller waits for us, so that what is whole is meant as it is, and nothing is ``partial``. Options as
    ``hear`` has them. Neither a value nor ``partial``: it has to be asked back. Raises ``ValueError`` for a type that
    is not said in pieces.
    """
    if type not in ROWS:
        raise ValueError(f"“{type}” is not said in pieces; these are: {', '.join(sorted(ROWS))}.")
    if voice_of(get(language)) is None:
        return Joined(None, False, f"Values are not heard in {get(language).name}.", "")
    row = Row(type, language, now, options)
    lines = _lines(pieces, row, language)
    if isinstance(lines, str):
        return Joined(None, False, lines, "")
    return _decided(lines, row, over)


def _decided(lines: list[_Line], row: Row, over: bool) -> Joined:
    usual = {reading for line in lines for reading in _usual(line, row)}
    so_far = _so_far(lines[0], row)
    told = _told(usual, row)
    short = {reading for reading in usual if row.is_short(reading)}
    is_open = any(_is_open(line, row) for line in lines)
    if not over and (short or (is_open and (not usual or any(map(row.has_length, usual))))):
        return Joined(None, True, f"{so_far or 'That'} is only the beginning.", so_far)
    if row.wanted.checksum and row.is_exact and len(told) == 1:
        told |= _told({reading for line in lines for reading in row.every(_flat(line))}, row)
    if not told:
        told = _told({reading for line in lines for reading in row.every(_flat(line))}, row)
    if not told and row.is_exact:
        told = _said_again(lines, row)
    if len(told) == 1:
        heard = next(iter(told.values()))
        return Joined(heard.value, False, heard.why, str(heard.value))
    if told:
        return Joined(None, False, f"It may be {' or '.join(sorted(told)[:4])}.", "")
    if not usual:
        return Joined(None, False, f"What was said behind “{so_far}” cannot be told." if so_far else _SAYS_NONE, "")
    refused = row.told(so_far)
    return Joined(None, False, refused.why, so_far if refused.value is None else "")


def _told(readings: set[str], row: Row) -> dict[str, Heard]:
    """The values among the readings, each with how it was heard."""
    heard = [row.told(reading) for reading in readings]
    return {str(one.value): one for one in heard if one.value is not None}


def _said_again(lines: list[_Line], row: Row) -> dict[str, Heard]:
    """The whole value, where the last pieces say all of it by themselves."""
    for line in lines:
        for start in range(len(line) - 1, 0, -1):
            if told := _told(_usual(line[start:], row), row):
                return told
    return {}


def _lines(pieces: tuple[str, ...], row: Row, language: str) -> list[_Line] | str:
    """Every way to understand which pieces count, or why nobody can tell."""
    lines: list[_Line] = [()]
    carried = False
    for piece in pieces:
        for part in _parts(piece, row, language):
            mends = [mend for mend in mends_in(part.said, row.voice) if _is_about(mend, row)]
            words = (
                ()
                if mends
                else row.words(part.said, before=next((line[-1][-1] for line in lines if line and line[-1]), ""))
            )
            if words is None:
                return _UNCLEAR
            if not words and not mends and (tokens := row.glue(part.said)) and lines != [()]:
                lines = [(*line[:-1], (*line[-1], *tokens)) for line in lines]
            if not words and not mends:
                carried = carried or (part.taken_back and not part.doubtful)
                continue
            taken_back, carried = part.taken_back or carried, False
            followed: dict[_Line, None] = {}
            for line in lines:
                for one in _followed(line, words, mends, part, taken_back, row):
                    followed[one] = None
            if not followed:
                return "Nothing says what these words replace."
            lines = list(followed)[:_MOST]
    return lines if lines != [()] else _SAYS_NONE


def _followed(line: _Line, words: Words, mends: list[Mend], part: _Part, taken_back: bool, row: Row) -> Iterator[_Line]:
    """The lines that a further piece makes of one."""
    if mends:
        if not line:
            yield from ((words,) for mend in mends if mend.kind == "first" and (words := row.words(mend.told) or ()))
            return
        ends = [] if taken_back and not part.doubtful else [mend.told for mend in mends if mend.kind == "last"]
        whole = [(*line, end) for told in ends if (end := row.words(told)) and _told(_usual((*line, end), row), row)]
        mended_rows = {one for before in _usual(line, row) for one in mended(before, mends, row.read)}
        yield from whole or [(row.literal(one),) for one in sorted(mended_rows)]
        return
    if not line or part.again:
        yield (words,)
        return
    if taken_back:
        yield from _replaced(line, words, row)
    if not taken_back or part.doubtful:
        yield (*line, words)
        if _begins_anew(line, words, row):
            yield (words,)


def _is_about(mend: Mend, row: Row) -> bool:
    """It names digits or letters: "the number is 4 7" does not."""
    return bool(row.read(mend.told)) and (mend.old is None or bool(row.read(mend.old)))


def _replaced(line: _Line, words: Words, row: Row) -> Iterator[_Line]:
    """What a "no" and digits behind it mean: all anew, or the last piece."""
    new = row.usual(words)
    if _told(set(new), row) and (row.is_exact or row.type == "phone" or row.wanted.checksum):
        yield (words,)
        return
    whole, last = _usual(line, row), row.usual(line[-1])
    if any(len(one) == len(other) for one in new for other in whole) or _begins(whole, new):
        yield (words,)
        return
    for one in new:
        for other in last:
            alike = len(one) == 1 or any(a == b for a, b in zip(one, other, strict=False))
            if len(one) == len(other) and alike:
                yield (*line[:-1], words)
                return


def _begins_anew(line: _Line, words: Words, row: Row) -> bool:
    """The piece begins with all that was said before it."""
    anew = [one for one in row.usual(words) if len(one) >= _PROVING]
    return bool(anew) and any(len(one) >= _PROVING and new.startswith(one) for one in _usual(line, row) for new in anew)


def _begins(whole: set[str], new: frozenset[str]) -> bool:
    return any(len(one) >= _PROVING and old.startswith(one) for old in whole for one in new)


def _parts(piece: str, row: Row, language: str) -> Iterator[_Part]:
    """What one utterance adds, parted where the caller takes something back."""
    voice = row.voice
    waited, words, _ = parted(piece, language)
    behind = opens_correction(words, language)
    said = read(words if behind is None else behind, voice.language.letters)
    opening = words if behind is None else words[: len(words) - len(behind)]
    for at, (part, restart) in enumerate(voice.parts(said)):
        opener = restart if at else read(opening, voice.language.letters).tokens if behind is not None else ()
        doubtful = all(word in voice.spoken.mends.pauses for word in opener)
        taken_back = bool(opener or (waited and not at))
        start = _behind_again(part, row)
        if part.tokens or taken_back:
            yield _Part(part.part(start, len(part.tokens)), taken_back, taken_back and doubtful, start > 0)


def _behind_again(said: Said, row: Row) -> int:
    """The place behind "again" or "from the start" at the beginning; 0 where there is none."""
    slot = row.voice.slot("again", lambda: phrase_slot(dict.fromkeys(row.voice.spoken.mends.again)))
    at = 0
    while at < len(said.tokens):
        if ends := [end for end, _ in slot(said.tokens, at)]:
            return max(ends)
        if said.tokens[at] not in row.voice.language.light | row.voice.language.hesitations:
            break
        at += 1
    return 0


def _usual(line: _Line, row: Row) -> set[str]:
    """Every row that the pieces are, each cut being a breath within a number or the end of one."""
    known = row.lines.get(line)
    if known is None:
        known = row.lines[line] = _readings(_uncut(line, row), row)
    return known


def _readings(line: _Line, row: Row) -> set[str]:
    until: list[set[str]] = [{""}, *(set[str]() for _ in line)]
    for end in range(1, len(line) + 1):
        for start in range(max(0, end - _IN_ONE), end):
            if end - start == 1 or _may_hang_together(line[start:end]):
                until[end] |= {before + one for before in until[start] for one in row.usual(_flat(line[start:end]))}
        if len(until[end]) > _MOST:
            return set()
    found = until[-1] - {""}
    return {min(found)} if row.is_spelling and len({one.replace("O", "0") for one in found}) == 1 else found


def _uncut(line: _Line, row: Row) -> _Line:
    """Words that were cut in two are one again."""
    if row.is_spelling:
        return line
    whole: list[Words] = []
    for words in line:
        if whole and whole[-1] and words and (word := glued(whole[-1][-1], words[0], row.voice)):
            whole[-1] = (*whole[-1][:-1], word)
            words = words[1:]
        if words:
            whole.append(words)
    return tuple(whole)


def _may_hang_together(pieces: _Line) -> bool:
    """Figures behind figures are read the same, together or apart."""
    return any(not (before[-1].isdigit() and after[0].isdigit()) for before, after in pairwise(pieces))


def _flat(line: _Line) -> Words:
    return tuple(word for words in line for word in words)


def _is_open(line: _Line, row: Row) -> bool:
    """Another word may belong to the last one: "double", "and", "twenty"."""
    last = _uncut(line, row)[-1]
    if row.is_spelling:
        return row.hangs(last)
    return is_glue(last[-1], row.voice) or goes_on(last[-1], row.voice) or hangs(last, row.voice) > 0


def _so_far(line: _Line, row: Row) -> str:
    """The row as it is understood best: each piece by itself, without what hangs at the end."""
    line = _uncut(line, row)
    *before, last = line
    if not row.is_spelling and (count := hangs(last, row.voice)):
        line = (*before, last[:-count])
    apart = "".join(min(row.usual(words), key=len, default="") for words in line)
    found = _usual(line, row)
    return apart if apart in found or not found else min(found, key=len)
