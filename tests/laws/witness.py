"""One rehearsed call with everything written down that a law may ask about.

Theory of operation. The flow answers the emulated platform in the same process and in virtual time. ``Witness`` stands
between the two: for every event it keeps what the line looked like from outside, what was answered, and what the
session was before and after. What the laws say of a call is judged by ``line``, which is the emulator's own account,
wherever the emulator can know it.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from callwright.core import codec, interpreter
from callwright.core.actions import Action
from callwright.core.events import Event, UserSpeak
from callwright.core.interpreter import undone
from callwright.core.model import Asks, Flow
from callwright.core.playback import Playback as Sounding
from callwright.core.playback import Spoken
from callwright.core.session import After, Session
from callwright.languages import get as language_of
from callwright.platform.application import FlowApplication
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import NOTHING, Answer, InProcess, Taken
from callwright.platform.line import Line
from callwright.platform.timeline import Playback, TransferBegun, Understood
from callwright.platform.timeline import Spoken as Breath
from tests.laws.callers import UNTIL_ASKED, Case, Deed
from tests.laws.writer import OUTSIDE

FOR_EVER_MS = 3_600_000
MANY_EVENTS = 400
KEPT_EVERY = 7
"""Of every so many steps the stored form of the session is kept, for the law of determinism."""
API_FAILS_EVERY = 4
"""In every so many calls the external API cannot be reached."""

BESIDE_THE_POINT = {"en": "purple elephants dance on the moon", "de": "lila Elefanten tanzen auf dem Mond"}
HESITATIONS = {"en": "uh", "de": "äh"}
BACKCHANNELS = {"en": "mhm", "de": "mhm"}
DIGITS = ("4", "44", "412", "41 23 7", "0000", "412345")


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
    rules: tuple[str, ...]
    playing: Playback | None
    """What sounded on the line when the event was delivered."""
    unsettled: bool
    """Whether an earlier answer was still on its way to the platform."""
    began: int
    """When the words began that this event brings."""
    kept: bytes
    """What was stored of the session before the event; empty where it was not kept."""
    sent: Sent | None


class Witness(FlowApplication):
    """``moments`` is the whole call, ``sent`` every playback that was answered, ``line`` what the platform saw."""

    def __init__(self, flow: Flow, case: Case) -> None:
        super().__init__(flow)
        self.case = case
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
                    self._say(self._sentence("says", deed.which // 7))
                elif deed.what == "yes and a key":
                    await self._pass(750)
                    self._press(deed.which)
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
            self._say(self._sentence(deed.what, deed.which))

    def _press(self, which: int) -> None:
        """A key, more often than not one that the question listens for."""
        question = self.flow.questions.get(self.session.question) if self.session is not None else None
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

    def _sentence(self, what: str, which: int) -> str:
        """What is said; an answer is one to the question that waits, as far as there is one."""
        session, flow = self.session, self.flow
        language = language_of(session.language if session is not None else flow.language)
        if what == "beside the point":
            return BESIDE_THE_POINT[language.tag]
        if what == "hesitates":
            return HESITATIONS[language.tag]
        if what == "backchannel":
            return BACKCHANNELS[language.tag]
        question = flow.questions.get(session.question) if session is not None else None
        intents = sorted(flow.intents) if question is None or what != "answers" else sorted(question.listening)
        said = [phrase.example() for name in intents if name in flow.intents for phrase in flow.intents[name].phrases]
        yes_no = ["yes", "no"] if language.tag == "en" else ["ja", "nein"]
        if what == "yes and a key":
            return (*yes_no, DIGITS[0])[which % 3]
        if question is None or question.yes_no or what != "answers":
            said += yes_no
        if question is None or question.asks is not Asks.INTENT or what != "answers":
            said += DIGITS
        if what != "answers" or which % 5 == 0:
            said += [sentences[0] for sentences in language.universals.values()]
        return said[which % len(said)] if said else yes_no[0]

    # the application

    def take(self, event: Event) -> list[dict[str, Any]]:
        """One step, and everything about it that a law may ask."""
        before, line = self.session, self.line
        kept = codec.dump(before) if before is not None and len(self.moments) % KEPT_EVERY == 3 else b""
        unsettled = line.now < self._arrives_at
        step = interpreter.start(self.flow, event) if before is None else interpreter.step(self.flow, before, event)
        session = self.session = step.session
        self._last_at = event.at
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
                rules=tuple(trace.rule for trace in step.trace),
                playing=line.playing,
                unsettled=unsettled,
                began=self._began() if isinstance(event, UserSpeak) else line.now,
                kept=kept,
                sent=sent,
            )
        )
        return list(step.actions)

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


class Way(InProcess):
    """The way to the flow. An external API that fails says so, and nothing of what was to go out by it arrives."""

    def __init__(self, witness: Witness) -> None:
        reach = witness.case.reach
        super().__init__(witness, websocket=reach == "websocket", external_api=reach == "api")
        self.witness = witness
        self.fails = reach == "api" and not witness.speaks_first
        self.gave_up = False

    def acts_at(self) -> int | None:
        """As the service does it: a tick that nobody took is the last, until the next event."""
        return None if self.gave_up else super().acts_at()

    async def deliver(self, event: dict[str, Any], at: int) -> Answer:
        self.gave_up = False
        return await super().deliver(event, at)

    async def act(self, at: int) -> Answer:
        answer = await super().act(at)
        return self._unless_it_fails(answer)

    def outside(self, name: str, body: Mapping[str, Any], at: int) -> Taken:
        return self._taken(super().outside(name, body, at))

    def button(self, at: int, *, force: bool = False) -> Taken:
        return self._taken(super().button(at, force=force))

    def _taken(self, taken: Taken) -> Taken:
        if not taken.actions or not self.fails:
            return taken
        self._undone()
        return Taken(None, False)

    def _unless_it_fails(self, answer: Answer) -> Answer:
        if answer.value is NOTHING or not self.fails:
            return answer
        self.gave_up = True
        self._undone()
        return Answer()

    def _undone(self) -> None:
        """As the service does it: what was our own and never arrived has not happened yet."""
        witness, last = self.witness, self.witness.moments[-1]
        assert last.before is not None
        witness.sent = [sent for sent in witness.sent if sent is not last.sent]
        witness.session = undone(witness.flow, last.before, last.event)
        witness.moments[-1] = replace(last, after=witness.session, answer=(), sent=None, kept=b"")
