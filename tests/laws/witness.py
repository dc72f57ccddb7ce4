"""One rehearsed call with everything written down that a law may ask about.

Theory of operation. The flow answers the emulated platform in the same process and in virtual time. ``Witness`` stands
between the two: for every event it keeps what the line looked like from outside, what was answered, and what the
session was before and after. What the laws say of a call is judged by ``line``, which is the emulator's own account,
wherever the emulator can know it.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import Any

from callwright.core import codec, interpreter
from callwright.core.actions import Action
from callwright.core.events import Button, Event, Outside, UserSpeak
from callwright.core.model import Flow
from callwright.core.playback import Playback as Sounding
from callwright.core.playback import Spoken
from callwright.core.session import After, Session
from callwright.core.trace import Trace
from callwright.platform.application import PATIENCE_MS, FlowApplication
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.line import Line
from callwright.platform.timeline import Playback, TransferBegun, Understood
from callwright.platform.timeline import Spoken as Breath
from tests.laws.callers import UNTIL_ASKED, Case, Deed
from tests.laws.sentences import Mouth
from tests.laws.services import RandomServices
from tests.laws.way import Way
from tests.laws.writer import OUTSIDE

FOR_EVER_MS = 3_600_000
MANY_EVENTS = 400
KEPT_EVERY = 7
"""Of every so many steps the stored form of the session is kept, for the law of determinism."""
API_FAILS_EVERY = 4
"""In every so many calls the external API cannot be reached."""


@dataclass(slots=True)
class Sent:
    """One ``speak`` or ``audio`` that was answered; ``more`` when something waited behind it."""

    action: Action
    sounding: Sounding
    session: Session
    more: bool

    @property
    def spoken(self) -> tuple[Spoken, ...]:
        """The prompts in it; none is a silent speak."""
        return self.sounding.spoken


@dataclass(slots=True)
class Moment:
    """One event and what came of it. Times in ms of the call."""

    event: Event
    now: int
    before: Session | None
    after: Session
    answer: tuple[Action, ...]
    awaits: bool
    """Whether the answer was held back for a service."""
    trace: tuple[Trace, ...]
    playing: Playback | None
    """What sounded on the line when the event was delivered."""
    unsettled: bool
    """Whether an earlier answer was still on its way to the platform."""
    began: int
    """When the words began that this event brings."""
    kept: bytes
    """What was stored of the session before the event; empty where it was not kept."""
    sent: Sent | None

    @property
    def rules(self) -> tuple[str, ...]:
        """Which rules the step named."""
        return tuple(trace.rule for trace in self.trace)

    def noted(self, rule: str) -> list[str]:
        """What the step noted under a rule."""
        return [trace.detail for trace in self.trace if trace.rule == rule]


class Witness(FlowApplication):
    """``moments`` is the whole call, ``sent`` every playback that was answered, ``line`` what the platform saw."""

    def __init__(self, flow: Flow, case: Case) -> None:
        super().__init__(flow, RandomServices(case.seed))
        self.case = case
        self.mouth = Mouth(flow, case.seed)
        self.speaks_first = case.reach == "websocket" or (case.reach == "api" and case.seed % API_FAILS_EVERY != 0)
        """Whether what the flow says of its own accord arrives."""
        websocket = case.reach == "websocket"
        self.line = Line(case.setup, switches=case.switches, seed=case.seed, websocket=websocket)
        self.call = Call(self.line, Way(self), VirtualClock())
        self.moments: list[Moment] = []
        self.sent: list[Sent] = []
        self.overlaps: list[int] = []
        """When a playback was on the line behind another one."""
        self.silent_at: list[int] = []
        """When nothing played and nothing was pending."""
        self.crashed = ""
        self.gave_up = ""
        """Why the call was not led to its end."""
        self.sounds = 0
        """How often the caller made a sound or pressed a key."""
        self.noises = 0
        self.forced = 0
        """How often the button was forced."""
        self._caller = Caller(case.seed)
        self._arrives_at = 0
        self._held_before: int | None = None

    # the call

    def lead(self) -> Witness:
        """The caller does their deeds, and then stays silent until the call is over."""
        run_now(self._lead())
        return self

    async def _lead(self) -> None:
        try:
            await self.call.begin()
            for deed in self.case.deeds:
                await self._pass(deed.wait)
                self._do(deed)
                if deed.what == "two at once":
                    await self._pass(300)
                    self._say(self._words("says", deed.which // 7))
                elif deed.what == "yes and a key":
                    await self._pass(750)
                    self._press(deed.which)
                elif deed.what == "types":
                    await self._type(deed.which)
            before = len(self.moments)
            await self._pass(FOR_EVER_MS)
            if not self.line.over:
                self.gave_up = "an hour of silence did not end the call"
            elif len(self.moments) - before > MANY_EVENTS:
                self.gave_up = f"{len(self.moments) - before} events of silence until the call ended"
            await self.call.close()
        except Exception:
            self.crashed = traceback.format_exc()

    async def _pass(self, ms: int) -> None:
        line, most = self.line, len(self.moments) + 2 * MANY_EVENTS
        limit = line.now + (60_000 if ms == UNTIL_ASKED else ms)
        while not (line.over and not line.outbox) and len(self.moments) < most and await self.call.advance(limit):
            if line.waiting:
                self.overlaps.append(line.now)
            if self.call.quiet and not line.over and not line.voice_to_voice:
                if line.timeout_at is None:
                    self.silent_at.append(line.now)
                if ms == UNTIL_ASKED:
                    return

    # the caller, and the world outside

    def _do(self, deed: Deed) -> None:
        line = self.line
        if line.over:
            return
        if deed.what == "types":
            return
        if deed.what == "key":
            self._press(deed.which)
        elif deed.what == "hangs up":
            line.hangs_up()
        elif deed.what in ("outside", "button", "forced button"):
            self._beside_the_call(deed)
        elif deed.what == "noise":
            if not line.talking:
                self.sounds += 1
                self.noises += 1
                line.says(self._caller.noise(100 + deed.which % 900))
        else:
            self._say(self._words(deed.what, deed.which))

    async def _type(self, which: int) -> None:
        for key in self.mouth.typed(self.session, which, self._unix):
            if not self.line.over:
                self.sounds += 1
                self.line.presses(key)
                await self._pass(250)

    def _words(self, what: str, which: int) -> str:
        return self.mouth.sentence(self.session, what, which, self._unix)

    @property
    def _unix(self) -> int:
        return self.line.setup.epoch_ms + self.line.now

    def _press(self, which: int) -> None:
        """A key, more often than not one that the question listens for."""
        session = self.session
        question = self.flow_of(session).questions.get(session.question) if session is not None else None
        here = [{"star": "*", "hash": "#"}.get(key, key) for key in question.keys] if question is not None else []
        keys = here if here and which % 3 else "0123456789*#"
        self.sounds += 1
        self.line.presses(keys[which // 3 % len(keys)])

    def _say(self, words: str) -> None:
        if not self.line.talking and not self.line.over:
            self.sounds += 1
            self.line.says(self._caller.says(words))

    def _beside_the_call(self, deed: Deed) -> None:
        if not self.moments or self.moments[-1].now == self.line.now:
            return
        if deed.what == "outside":
            self.call.happens(OUTSIDE[deed.which % len(OUTSIDE)], {"order": str(deed.which)})
        else:
            force = deed.what == "forced button"
            self.forced += force
            self.call.button(force=force)

    # the application

    def flow_of(self, session: Session) -> Flow:
        """The flow that a session stands in."""
        return self.flow.family.get(session.flow, self.flow)

    def take(self, event: Event) -> list[dict[str, Any]]:
        """One step, and everything about it that a law may ask."""
        before, line = self.session, self.line
        self._held_before = self._word_at
        kept = codec.dump(before) if before is not None and len(self.moments) % KEPT_EVERY == 3 else b""
        unsettled = line.now < self._arrives_at
        step = interpreter.start(self.flow, event) if before is None else interpreter.step(self.flow, before, event)
        session = step.session
        self.stands(session, event.at)
        quiet = isinstance(event, Outside | Button) and not step.actions
        if not step.awaits and not quiet:
            self._word_at = None
        elif step.awaits and self._word_at is None:
            self._word_at = event.at + PATIENCE_MS
        sent = None
        for action in step.actions:
            if action["type"] in ("speak", "audio"):
                more = bool(session.waiting) or session.after is not After.LISTEN
                sent = Sent(action, session.open[-1], session, more)
                self.sent.append(sent)
        if step.actions:
            self._arrives_at = line.now + self.case.switches.answer_takes_ms
        self.moments.append(
            Moment(
                event=event,
                now=line.now,
                before=before,
                after=session,
                answer=step.actions,
                awaits=step.awaits,
                trace=step.trace,
                playing=line.playing,
                unsettled=unsettled,
                began=self._began() if isinstance(event, UserSpeak) else line.now,
                kept=kept,
                sent=sent,
            )
        )
        return list(step.actions)

    def stands(self, session: Session, at: int) -> None:
        """The call stands there now, and what it wants to know is asked."""
        self.session = session
        self._last_at = at
        self._ask(session.inquiry, at)

    def undone(self, session: Session, at: int) -> None:
        """What the last step made never arrived: the call stands as if it had only been told."""
        self._word_at = self._held_before
        self.stands(session, at)

    @property
    def holds_back(self) -> bool:
        """Whether an answer is held back for a service."""
        return self._word_at is not None

    def _began(self) -> int:
        """When the words began that were understood last."""
        began, understood = self.line.now, 0
        for entry in reversed(self.line.timeline):
            understood += isinstance(entry, Understood)
            if understood > 1 or isinstance(entry, TransferBegun):
                break
            if isinstance(entry, Breath) and entry.words:
                began = entry.at
        return began
