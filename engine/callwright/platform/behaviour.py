"""What a caller does in a call, and when: the moments of the conversation that behaviour hangs on.

Theory of operation: a caller acts at a ``Moment``: once the assistant has finished and waits (``WAITING``), or
``During`` something that is being said. ``reach`` lets the call go on until that moment; each behaviour then
does its part and comes back when the application has been told. A moment that cannot come is ``MissedMomentError``,
whose text says why in plain words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from callwright.platform.call import Call
from callwright.platform.caller import Utterance
from callwright.platform.timeline import Playback, TimedOut

REACTION_MS = 400
"""How long a line has to be quiet before anybody takes it for their turn."""

KEY_EVERY_MS = 350
PATIENCE_MS = 600_000
PLAYBACKS_AT_MOST = 100
"""Nobody listens to more than that without a pause; an application that says more never waits."""


@dataclass(frozen=True, slots=True)
class During:
    """While the assistant talks: ``after_ms`` into a playback that says ``sentence`` (empty: whichever plays)."""

    after_ms: int = 500
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Once the assistant has finished and waits."""


Moment = During | Waiting
WAITING = Waiting()


class MissedMomentError(Exception):
    """The moment to act never came; the text says why."""


def said(words: str) -> str:
    """Words as they are compared: white space and letter case do not matter, nor which quotes are used."""
    return " ".join(words.translate(_QUOTES).split()).casefold()


_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "\xa0": " "})


async def settle(call: Call, unless: Callable[[], bool] = lambda: False) -> bool:
    """Let the call go on until the line has been quiet for ``REACTION_MS``, or is over, or ``unless`` is true.

    Gives whether it has settled, rather than been stopped by ``unless``.
    """
    line, limit, most = call.line, call.now + PATIENCE_MS, len(call.line.playbacks) + PLAYBACKS_AT_MOST

    def stops() -> bool:
        return call.quiet or line.over or len(line.playbacks) > most or unless()

    while not line.over:
        if not await call.until(stops, limit) or len(line.playbacks) > most:
            raise MissedMomentError("the assistant talks on and on and never waits for the caller")
        if unless():
            return False
        goes_on = await call.until(lambda: not call.quiet or line.over or unless(), call.now + REACTION_MS)
        if not goes_on:
            break
    await call.until(lambda: not line.outbox)
    return not unless()


async def reach(call: Call, moment: Moment, target: Playback | None = None) -> None:
    """Let the call go on until the moment; ``target`` is the playback meant where ``During`` names no sentence."""
    if isinstance(moment, Waiting):
        await settle(call)
        if call.line.over:
            raise MissedMomentError("the call is over by then")
        return
    playback = await _playing(call, moment, target)
    at = playback.at + moment.after_ms
    if playback.stopped_at is None and not await call.until(lambda: playback.stopped_at is not None, at):
        return
    raise MissedMomentError(
        f"“{playback.words}” lasts only {(playback.played_ms or 0) / 1000:.1f} s, "
        f"so nobody can interrupt it after {moment.after_ms / 1000:.1f} s"
    )


async def speak(call: Call, utterance: Utterance) -> None:
    """Say this now and wait until the application has been told (noise: until it is over)."""
    line = call.line
    await call.until(lambda: not line.talking)
    line.says(utterance)
    turn = line.turn
    if turn is None:
        # The recogniser was deaf for as long as that lasted.
        await call.pass_time(utterance.lasts)
    else:
        await call.until(lambda: line.turn is not turn or line.over)
    await call.until(lambda: not line.outbox)


async def press(call: Call, keys: str) -> None:
    """Press these keys, one after the other."""
    for place, key in enumerate(keys):
        if place:
            await call.pass_time(KEY_EVERY_MS)
        call.line.presses(key)
        await call.until(lambda: not call.line.outbox)


async def stay_silent(call: Call, ms: int | None = None) -> None:
    """Say nothing for ``ms``, or until the application is told that nobody speaks."""
    if ms is not None:
        await call.pass_time(ms)
        return
    line = call.line
    before = _timeouts(call)
    if not await call.until(lambda: line.over or _timeouts(call) > before, call.now + PATIENCE_MS):
        raise MissedMomentError("nothing ever tells the assistant about the silence: its last speak carried no timeout")
    if _timeouts(call) == before:
        raise MissedMomentError("the call is over before anybody could be silent")
    await call.until(lambda: not line.outbox)


async def hang_up(call: Call) -> None:
    """End the call from the caller's side."""
    call.line.hangs_up()
    await call.until(lambda: not call.line.outbox)


def _timeouts(call: Call) -> int:
    return sum(isinstance(entry, TimedOut) for entry in call.line.timeline)


async def _playing(call: Call, moment: During, target: Playback | None) -> Playback:
    """The playback that is meant, once it has begun."""
    line = call.line
    if not moment.sentence and target is not None:
        return target
    wanted, first = said(moment.sentence), len(line.playbacks)
    if line.playing is not None:
        first -= 1

    def found() -> Playback | None:
        return _first(line.playbacks[first:], wanted)

    def waits() -> bool:
        return call.quiet or line.over

    while found() is None:
        if not await call.until(lambda: found() is not None or waits(), call.now + PATIENCE_MS):
            break
        if found() is None and not await call.until(lambda: not waits() or line.over, call.now + REACTION_MS):
            break
        if line.over:
            break
    playback = found()
    if playback is None:
        what = f"anything with “{moment.sentence}”" if moment.sentence else "anything"
        raise MissedMomentError(f"the assistant did not say {what} that could be interrupted")
    return playback


def _first(playbacks: Sequence[Playback], wanted: str) -> Playback | None:
    for playback in playbacks:
        if (playback.words or playback.type == "audio") and wanted in said(playback.words):
            return playback
    return None
