"""The record of what the caller really heard, prompt by prompt.

Law: nothing is written as heard that may have been cut. A protected prompt whose playback ended was heard, since the
caller cannot cut it; so was one that only we can stop. For the others the platform's own length decides where it
came; without it, an end is only an end (``ended``), until what comes next shows that nobody had cut it.
"""

from __future__ import annotations

from callwright.core.playback import Fate, Heard, Playback, Spoken, Stop
from callwright.core.prompt import Kind, Strategy
from callwright.core.speech import sentences_left, weight, words_of

MAX_LINES = 200
"""Lines of the ledger that a session keeps, so that a call of hours is no heavier than one of minutes."""
NO_EVIDENCE_MS = 150
"""An ended sooner than this after its speak proves nothing (rule 11)."""
SLACK_MS = 50


def latest(lines: tuple[Heard, ...]) -> tuple[Heard, ...]:
    """What is kept of the ledger: its latest lines, and what was heard by name."""
    if len(lines) <= MAX_LINES:
        return lines
    old, lines = lines[: -MAX_LINES // 2], lines[-MAX_LINES // 2 :]
    return (*{h.name: h for h in old if h.name and h.fate is Fate.HEARD}.values(), *lines)


def entries(playback: Playback, elapsed: int, *, cut: bool, certain: bool = False) -> tuple[Heard, ...]:
    """What became of each prompt of a playback that ended after ``elapsed`` ms.

    ``cut`` says that it seems to have been cut, ``certain`` that nobody doubts it.
    """
    if not playback.spoken:
        return ()
    if not cut or (certain and surely_whole(playback, elapsed)):
        fate = _whole(playback, elapsed)
        about = fate is Fate.ENDED
        length = playback.played(elapsed) if playback.duration_ms is None else playback.duration_ms
        if len(playback.spoken) == 1:
            alone = playback.spoken[0]
            return (Heard(alone.prompt, alone.name, fate, length, about),)
        return tuple(Heard(s.prompt, s.name, fate, _share(playback, s, length), about) for s in playback.spoken)
    return _until(playback, elapsed, about=not certain or playback.duration_ms is None)


def presumed(playback: Playback) -> tuple[Heard, ...]:
    """What became of each prompt of a playback that must have ended although nobody said so: always a guess."""
    return _guessed(playback, Fate.ENDED if playback.by_voice else Fate.HEARD)


def stopped(playback: Playback, elapsed: int) -> tuple[Heard, ...]:
    """What became of each prompt of a playback that we stopped, and whose ended came after ``elapsed`` ms."""
    assert playback.cut_ms is not None
    if surely_whole(playback, elapsed) and (playback.by_voice or not surely_whole(playback, playback.cut_ms)):
        # Our stop came too late, a voice was faster and nobody told us, or this is the ended of something else.
        return _guessed(playback, Fate.ENDED)
    return entries(playback, elapsed, cut=True, certain=playback.stop is Stop.OURS)


def _guessed(playback: Playback, fate: Fate) -> tuple[Heard, ...]:
    length = playback.length_ms
    return tuple(Heard(s.prompt, s.name, fate, _share(playback, s, length), True) for s in playback.spoken)


def said(playback: Playback, elapsed: int) -> bool:
    """Whether all of it was said by the time at which it ended, as far as anybody knows."""
    if playback.duration_ms is None:
        return elapsed * 10 >= playback.estimate_ms * 8
    return playback.played(elapsed) >= playback.duration_ms - SLACK_MS


def never(spoken: tuple[Spoken, ...]) -> tuple[Heard, ...]:
    """Prompts that were dropped before they were spoken."""
    return tuple(Heard(s.prompt, s.name, Fate.NEVER, 0, False) for s in spoken)


def cut_after_all(ledger: tuple[Heard, ...], playback: Playback, elapsed: int) -> tuple[Heard, ...]:
    """The ledger, put right: the words that came show that the last playback had been cut."""
    before, last, dropped = _lines(ledger, playback)
    if not last or playback.protected or any(h.fate not in _ENDS for h in last):
        return ledger
    return before + _until(playback, elapsed, about=not playback.told) + dropped


def whole_after_all(ledger: tuple[Heard, ...], playback: Playback, elapsed: int) -> tuple[Heard, ...]:
    """The ledger, put right: no words came, so a prompt that only words can cut was heard to its end."""
    before, last, dropped = _lines(ledger, playback)
    if (
        not last
        or playback.cut_ms is not None
        or playback.presumed
        or elapsed < NO_EVIDENCE_MS
        or not said(playback, elapsed)
        or playback.spoken[0].barge_in.strategy is not Strategy.MINIMUM_CHARACTERS
        or any(h.fate is not Fate.ENDED for h in last)
    ):
        return ledger
    return before + tuple(Heard(h.prompt, h.name, Fate.HEARD, h.ms, False) for h in last) + dropped


def doubted(ledger: tuple[Heard, ...], playback: Playback, elapsed: int) -> tuple[Heard, ...]:
    """The ledger, put right: the call ended together with the last playback, so that may have been cut."""
    if not playback.by_voice and surely_whole(playback, elapsed):
        return ledger
    return _in_doubt(ledger, playback)


def too_short(ledger: tuple[Heard, ...], playback: Playback, elapsed: int) -> tuple[Heard, ...]:
    """The ledger, put right: a length that was told too late shows that the last playback ended before its end."""
    return ledger if said(playback, elapsed) else _in_doubt(ledger, playback)


def _in_doubt(ledger: tuple[Heard, ...], playback: Playback) -> tuple[Heard, ...]:
    if not any([h.fate is Fate.HEARD for h in ledger]):  # noqa: C419  a generator costs more than it all
        return ledger
    before, last, dropped = _lines(ledger, playback)
    doubt = (Heard(h.prompt, h.name, Fate.ENDED, h.ms, True) if h.fate is Fate.HEARD else h for h in last)
    return (*before, *doubt, *dropped) if last else ledger


_Lines = tuple[Heard, ...]


def _lines(ledger: _Lines, playback: Playback) -> tuple[_Lines, _Lines, _Lines]:
    """What stands before the lines of this playback, those, and what was dropped since.

    The second is empty unless its lines are the last of what was sent.
    """
    end = len(ledger)
    while end and ledger[end - 1].fate is Fate.NEVER and not ledger[end - 1].about:
        end -= 1
    start = max(0, end - len(playback.spoken))
    last = ledger[start:end]
    its_own = len(last) == len(playback.spoken)
    for line, spoken in zip(last, playback.spoken, strict=False):
        its_own = its_own and line.prompt == spoken.prompt
    return ledger[:start], last if its_own else (), ledger[end:]


_ENDS = (Fate.HEARD, Fate.ENDED)


def _whole(playback: Playback, elapsed: int) -> Fate:
    """Whether an end that shows no cut is certainly the prompt's own."""
    told = playback.duration_ms
    if elapsed < NO_EVIDENCE_MS:
        return Fate.ENDED
    if not playback.by_voice:
        # The caller cannot cut it, but can hang up; the ended of that comes before anything says so.
        early = 2 * elapsed < playback.estimate_ms if told is None else playback.played(elapsed) < told - SLACK_MS
        return Fate.ENDED if early else Fate.HEARD
    return Fate.HEARD if surely_whole(playback, elapsed) else Fate.ENDED


def surely_whole(playback: Playback, elapsed: int) -> bool:
    """Whether the platform's own figures leave no doubt: the length, and when it began."""
    return playback.told and playback.played(elapsed) >= playback.length_ms - SLACK_MS


def _words(spoken: Spoken) -> str:
    """What is said of it; of audio nobody knows."""
    if spoken.kind is Kind.AUDIO:
        return ""
    return words_of(spoken.content) if spoken.kind is Kind.SSML else spoken.content


def _share(playback: Playback, spoken: Spoken, length: int) -> int:
    """How much of a playback of this length is this prompt's."""
    if len(playback.spoken) == 1:
        return length
    total = sum(weight(_words(s)) for s in playback.spoken) or 1
    return round(length * weight(_words(spoken)) / total)


def _until(playback: Playback, elapsed: int, *, about: bool) -> tuple[Heard, ...]:
    played, length = playback.played(elapsed), playback.length_ms
    if len(playback.spoken) == 1 and played > 0:
        alone = playback.spoken[0]
        left = sentences_left(_words(alone), played / length) if length else 1
        return (Heard(alone.prompt, alone.name, Fate.CUT, min(played, length), about, left),)
    result: list[Heard] = []
    for spoken in playback.spoken:
        share = _share(playback, spoken, length)
        if played >= share and spoken is not playback.spoken[-1]:
            result.append(Heard(spoken.prompt, spoken.name, Fate.ENDED, share, True))
        elif played > 0:
            left = sentences_left(_words(spoken), played / share) if share else 1
            result.append(Heard(spoken.prompt, spoken.name, Fate.CUT, min(played, share), about, left))
        else:
            result.append(Heard(spoken.prompt, spoken.name, Fate.NEVER, 0, True))
        played -= share
    return tuple(result)
