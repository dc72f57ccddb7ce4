"""The stage: a call under way, on which one step after the other is done or looked for.

Theory of operation: the caller's steps are done at their moment; the assistant's are looked for in what was played
since the caller last did something, in order, several of them in one breath if need be, the call going on as far as
it must. What happens in the world outside is done at its moment too, in process only.
"""

from __future__ import annotations

from collections.abc import Callable

from callwright.platform import behaviour, transcript
from callwright.platform.behaviour import said
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.dial import InProcess
from callwright.platform.timeline import (
    HungUp,
    Playback,
    Setting,
    TextMessage,
    TransferBegun,
    TransferOver,
)
from callwright.rehearsal.difference import DifferentError, compare_policy, refusal, too_late, uncut
from callwright.rehearsal.script import (
    Assistant,
    CallerHangsUp,
    HandsOver,
    HangsUp,
    Happens,
    Noise,
    Presses,
    PushesButton,
    Says,
    SendsSms,
    Silence,
    Step,
    Transfers,
)


class Stage:
    """One rehearsal under way: the call, and how far what was said has been compared."""

    def __init__(self, call: Call, caller: Caller) -> None:
        self.call = call
        self.line = call.line
        self._caller = caller
        # What was played before ``_from`` belongs to an earlier turn; ``_read`` characters of the playback at
        # ``_place`` have been compared already.
        self._from = 0
        self._place = 0
        self._read = 0
        self._last: Playback | None = None
        self._transfers = 0
        self._messages = 0

    async def play(self, step: Step) -> None:
        """Do or expect this. Raises ``DifferentError`` or ``MissedMomentError``."""
        match step:
            case Assistant():
                await self._expect_words(step)
            case Transfers():
                await self._expect_transfer(step)
            case SendsSms():
                await self._expect_sms(step)
            case HangsUp():
                await self._expect_hangup()
            case HandsOver():
                await self._expect_hand_over(step)
            case Silence(ms=None):
                await behaviour.settle(self.call)
                self._new_turn()
                await behaviour.stay_silent(self.call)
            case Silence():
                await behaviour.settle(self.call)
                self._new_turn()
                await behaviour.stay_silent(self.call, step.ms)
            case CallerHangsUp():
                await behaviour.reach(self.call, step.moment, self._last)
                await behaviour.hang_up(self.call)
            case Says() | Presses() | Noise() | Happens() | PushesButton():
                await self._act(step)

    async def _act(self, step: Says | Presses | Noise | Happens | PushesButton) -> None:
        await behaviour.reach(self.call, step.moment, self._last)
        playing = self.line.playing
        self._new_turn()
        match step:
            case Says():
                await behaviour.speak(self.call, self._caller.says(step.words))
            case Noise():
                await behaviour.speak(self.call, self._caller.noise(step.lasts_ms))
            case Presses():
                await behaviour.press(self.call, step.keys)
            case Happens() | PushesButton():
                self._from_outside(step, playing)
        if step.cuts is None:
            return
        cut = playing is not None and playing.cut_by in ("caller", "noise", "action")
        if step.cuts and not cut and isinstance(step, Happens | PushesButton) and not self._reachable:
            raise DifferentError(too_late(step, playing))
        if step.cuts and not cut:
            raise DifferentError(uncut(playing))
        if cut and not step.cuts and playing is not None:
            ms = transcript.seconds(playing.played_ms or 0)
            raise DifferentError(
                f"it should not, but “{playing.words}” [{transcript.policy(playing)}] was cut after {ms}"
            )

    @property
    def _reachable(self) -> bool:
        connection = self.call.connection
        return isinstance(connection, InProcess) and connection.reachable

    def _from_outside(self, step: Happens | PushesButton, playing: Playback | None) -> None:
        try:
            if isinstance(step, Happens):
                taken = self.call.happens(step.name, step.body)
            else:
                taken = self.call.button(force=step.force)
        except TypeError:
            raise DifferentError(
                "what happens outside the call can only be tried with a flow file; of a running service it is asked "
                "at its own address: POST /calls/ID/events/NAME or /calls/ID/barge_in"
            ) from None
        why = refusal(step, taken.refusal, playing) if taken.refusal is not None else ""
        # A name that the flow does not know proves nothing: it is most likely misspelt.
        unknown = taken.refusal is not None and taken.refusal.reason == "unknown"
        if why and (unknown or not step.refused):
            raise DifferentError(why)
        if step.refused and not why:
            raise DifferentError("it should be refused, but it was taken")

    def _new_turn(self) -> None:
        self._from = self._place = len(self.line.playbacks)
        self._read = 0
        self._last = None

    # What the assistant should do.

    async def _expect_words(self, step: Assistant) -> None:
        seen = -1
        while True:
            playbacks = self.line.playbacks
            if len(playbacks) > seen:
                seen = len(playbacks)
                found = self._find(step, playbacks)
                if found is not None:
                    self._last = found
                    compare_policy(step, found)
                    return
            if not await self._something_new():
                raise DifferentError(self._said_instead(step))

    def _find(self, step: Assistant, playbacks: list[Playback]) -> Playback | None:
        wanted = said(step.exactly or step.contains)
        for place in range(self._place, len(playbacks)):
            playback = playbacks[place]
            begin = self._read if place == self._place else 0
            words = said(playback.words)
            if step.audio:
                if playback.type == "audio" and not begin:
                    self._place, self._read = place, 1
                    return playback
                continue
            at = (0 if words == wanted else -1) if step.exactly else words.find(wanted, begin)
            if playback.words and at >= begin:
                if step.lacks and said(step.lacks) in words:
                    raise DifferentError(f"the assistant said “{playback.words}”, with “{step.lacks}” in it")
                self._place, self._read = place, at + len(wanted)
                return playback
        return None

    async def _something_new(self) -> bool:
        """Let the call go on until something more is played; False when the assistant has finished."""
        line, before = self.line, len(self.line.playbacks)
        limit = self.call.now + behaviour.PATIENCE_MS

        def more() -> bool:
            return len(line.playbacks) > before

        while not line.over and before < self._from + behaviour.PLAYBACKS_AT_MOST:
            if not await self.call.until(lambda: more() or self.call.quiet or line.over, limit):
                return False
            if more():
                return True
            if line.over:
                break
            # Quiet: give whoever is at the other end a moment to think of more.
            if not await self.call.until(lambda: not self.call.quiet, self.call.now + behaviour.REACTION_MS):
                return False
        return more()

    def _said_instead(self, step: Assistant) -> str:
        wanted = "a recording" if step.audio else f"“{step.exactly or step.contains}”"
        spoken = [p for p in self.line.playbacks[self._from :] if p.words or p.type == "audio"]
        told = " and ".join(f"“{p.words}”" if p.words else "♪ a recording" for p in spoken[-4:]) or "nothing"
        return f"{wanted} was expected, but the assistant said {told}{self._and_now()}"

    async def _expect_transfer(self, step: Transfers) -> None:
        def begun() -> list[TransferBegun]:
            return [entry for entry in self.line.timeline if isinstance(entry, TransferBegun)]

        await self._until_or_waiting(lambda: len(begun()) > self._transfers)
        if len(begun()) <= self._transfers:
            raise DifferentError(f"a transfer was expected, but there is none{self._and_now()}")
        transfer = begun()[self._transfers]
        self._transfers += 1
        if step.to and transfer.to.lstrip("+") != step.to:
            raise DifferentError(f"the transfer goes to {transfer.to} instead of {step.to}")
        done = self._transfers
        await self.call.until(
            lambda: sum(isinstance(entry, TransferOver) for entry in self.line.timeline) >= done or self.line.over
        )
        self._new_turn()

    async def _expect_sms(self, step: SendsSms) -> None:
        def sent() -> list[TextMessage]:
            return [entry for entry in self.line.timeline if isinstance(entry, TextMessage)]

        await self._until_or_waiting(lambda: len(sent()) > self._messages)
        if len(sent()) <= self._messages:
            raise DifferentError(f"a text message was expected, but none was sent{self._and_now()}")
        message = sent()[self._messages]
        self._messages += 1
        if step.to and message.to.lstrip("+") != step.to:
            raise DifferentError(f"the text message went to {message.to} instead of {step.to}")
        if said(step.contains) not in said(message.message):
            raise DifferentError(f"the text message says “{message.message}”")

    async def _expect_hangup(self) -> None:
        await self._until_or_waiting(lambda: self.line.over)
        if not any(isinstance(entry, HungUp) and entry.by == "assistant" for entry in self.line.timeline):
            raise DifferentError(f"the assistant should hang up{self._and_now()}")

    async def _expect_hand_over(self, step: HandsOver) -> None:
        await self._until_or_waiting(lambda: self.line.voice_to_voice)
        settings = [entry for entry in self.line.timeline if isinstance(entry, Setting)]
        told = [entry.says for entry in settings if entry.type == "configure_voice_to_voice"]
        if not told:
            raise DifferentError(f"the call should be handed over{self._and_now()}")
        if said(step.contains) not in said(told[-1]):
            raise DifferentError(f"the assistant {told[-1]}")

    async def _until_or_waiting(self, reached: Callable[[], bool]) -> None:
        while not reached() and await self._anything():
            pass

    async def _anything(self) -> bool:
        """Let one thing happen, as long as it is not the caller's turn."""
        if self.call.quiet:
            return await self.call.until(lambda: not self.call.quiet, self.call.now + behaviour.REACTION_MS)
        return await self.call.advance()

    def _and_now(self) -> str:
        line = self.line
        if line.transferring:
            return "; the caller is being put through"
        if any(isinstance(entry, HungUp) for entry in line.timeline):
            by = next(entry.by for entry in line.timeline if isinstance(entry, HungUp))
            return f"; the {by} has hung up"
        if line.over:
            return "; the caller has been put through"
        if line.timeout_at is not None:
            return "; now it waits for the caller (write `- silence` to let the caller say nothing)"
        return "; now nothing happens any more"
