"""A caller at a keyboard: what they typed, done in a call, and what is new to read.

Theory of operation: ``listen`` lets the call go on until the assistant waits and gives the new lines of its
transcript; ``act`` does what was typed. In virtual time the assistant has always finished before anybody can
type. To be interrupted all the same, the call is kept as it was when the first sentence of its reply began that a
caller can interrupt, and an interruption goes on from there: what was said after it has then never been said. Where
all of a reply is protected, that is its first sentence. In real time (``rewinds`` false) an interruption happens when
it is typed.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from callwright.platform import behaviour, transcript
from callwright.platform.behaviour import WAITING, During, MissedMomentError
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.timeline import Playback

INTERRUPTS_AFTER_MS = 1200
NOISE_MS = 400
MOMENT_MS = 200

HELP = "words · enter alone: silence · #12*: keys · !words: interrupt · !: a noise · /hang up"


@dataclass(frozen=True, slots=True)
class Typed:
    """What one typed line means. ``text`` is the words or keys; ``interrupts``: while the assistant talks."""

    kind: Literal["words", "keys", "silence", "noise", "hang up", "unclear"]
    text: str = ""
    interrupts: bool = False


def read_typed(line: str) -> Typed:
    """What somebody means who types this."""
    text = line.strip()
    if text.startswith("/"):
        return Typed("hang up" if text[1:].replace(" ", "").lower() in ("hangup", "quit", "q") else "unclear")
    interrupts = text.startswith("!")
    text = text.removeprefix("!").strip()
    if text.startswith("#"):
        keys = text[1:].replace(" ", "")
        good = keys and set(keys) <= set("0123456789*#")
        return Typed("keys", keys, interrupts) if good else Typed("unclear")
    if text:
        return Typed("words", text, interrupts)
    return Typed("noise", interrupts=True) if interrupts else Typed("silence")


class Conversation:
    """A call that somebody leads by typing. Its methods give lines to print."""

    def __init__(self, call: Call, caller: Caller, *, rewinds: bool) -> None:
        self.call = call
        self._caller = caller
        self._rewinds = rewinds
        self._kept: Call | None = None
        self._shown = 0
        self._aside = ""

    @property
    def over(self) -> bool:
        """Whether the call has ended and everything has been told."""
        return self.call.line.over and not self.call.line.outbox

    @property
    def has_news(self) -> bool:
        """Whether something took place that has not been printed."""
        return len(self.call.line.timeline) > self._shown

    async def begin(self) -> None:
        """Start the call. Raises ``OSError`` where nobody answers."""
        await self.call.begin()

    async def listen(self, unless: Callable[[], bool] = lambda: False) -> list[str]:
        """Let the call go on until the assistant waits or ``unless`` is true."""
        try:
            if not self._rewinds:
                await behaviour.settle(self.call, unless)
            else:
                await self._settle_and_keep()
        except MissedMomentError as problem:
            return [*self._news(), f"({problem}; the call is ended)", *await self.end()]
        return self._news()

    async def act(self, line: str) -> list[str]:
        """Do what was typed."""
        typed = read_typed(line)
        try:
            if typed.kind == "unclear":
                return [f"({HELP})"]
            if typed.kind == "hang up":
                self._kept = None
                await behaviour.hang_up(self.call)
            elif typed.kind == "silence":
                await behaviour.settle(self.call)
                self._kept = None
                await behaviour.stay_silent(self.call)
            else:
                await self._take_moment(typed.interrupts)
                await self._speak_or_press(typed)
        except MissedMomentError as problem:
            return [*self._news(), f"({problem})"]
        return self._news()

    async def wait_a_moment(self) -> None:
        """Let a short time go by, in which nobody does anything."""
        await self.call.pass_time(MOMENT_MS)

    async def end(self) -> list[str]:
        """The caller hangs up if the call is not over yet."""
        self.call.line.hangs_up()
        await self.call.close()
        return self._news()

    async def _speak_or_press(self, typed: Typed) -> None:
        if typed.kind == "keys":
            await behaviour.press(self.call, typed.text)
        elif typed.kind == "noise":
            await behaviour.speak(self.call, self._caller.noise(NOISE_MS))
        else:
            await behaviour.speak(self.call, self._caller.says(typed.text))

    async def _take_moment(self, interrupts: bool) -> None:
        if not interrupts:
            await behaviour.reach(self.call, WAITING)
            self._kept = None
        elif not self._rewinds:
            await behaviour.reach(self.call, During(INTERRUPTS_AFTER_MS))
        elif self._kept is None:
            raise MissedMomentError("the assistant has said nothing since that could be interrupted")
        else:
            await self._go_back(self._kept)

    async def _go_back(self, kept: Call) -> None:
        unsaid = any(_audible(playback) for playback in self.call.line.playbacks[len(kept.line.playbacks) :])
        self.call, self._kept = kept, None
        self._shown = len(kept.line.timeline)
        playback = kept.line.playing
        if playback is None:
            return
        if unsaid:
            self._aside = f"(back in “{playback.words or '♪ a recording'}”; the call goes on from there)"
        await kept.pass_time(max(0, playback.at + _where_to_interrupt(playback) - kept.now))

    async def _settle_and_keep(self) -> None:
        """Go on until the assistant waits, keeping the call as it was when what can be interrupted began."""
        call = self.call
        # A reply begins at once, in the step that it answers.
        self._keep()
        for _ in range(behaviour.PLAYBACKS_AT_MOST):
            before = len(call.line.playbacks)
            if await behaviour.settle(call, lambda before=before: len(call.line.playbacks) > before):  # type: ignore[misc]
                return
            self._keep()
        raise MissedMomentError("the assistant talks on and on and never waits for the caller")

    def _keep(self) -> None:
        playing = self.call.line.playing
        if playing is None or not _audible(playing):
            return
        kept = self._kept.line.playing if self._kept is not None else None
        if kept is None or (kept.strategy == "none" != playing.strategy):
            self._kept = copy.deepcopy(self.call)

    def _news(self) -> list[str]:
        timeline = self.call.line.timeline
        lines = [self._aside] if self._aside else []
        self._aside = ""
        lines += transcript.render(timeline, self._shown)
        self._shown = len(timeline)
        return lines


def _audible(playback: Playback) -> bool:
    return bool(playback.words) or playback.type == "audio"


def _where_to_interrupt(playback: Playback) -> int:
    """Some way into the sentence, and where it can be, behind its protected beginning."""
    usual = min(INTERRUPTS_AFTER_MS, playback.length_ms * 2 // 5)
    allowed = playback.allow_after_ms + 100 if playback.allow_after_ms else 0
    return allowed if usual < allowed < playback.length_ms else usual
