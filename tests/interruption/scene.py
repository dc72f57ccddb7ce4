"""One prompt as it plays, to be interrupted at any moment in any way; and what came of it.

Theory of operation: a ``Scene`` is made once for a prompt, a policy and a transport. It knows what follows when
nobody says anything (``natural``) and when the words that are listened for are said in their turn (``answered``).
``interrupted`` then gives for one deed at one moment an ``Outcome``: what was cut, what was said next, where the call
stands, and what the record says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from callwright.core.model import Flow
from callwright.core.playback import Heard, Spoken
from callwright.core.session import After, Phase, Session
from callwright.platform.behaviour import settle
from callwright.platform.call import Call
from callwright.platform.clock import run_now
from callwright.platform.timeline import Flaw, Playback
from tests.interruption.keep import Kept, session_of
from tests.interruption.moves import MHM, NOISE, Move, at_a_question, nonsense, said, said_universal
from tests.interruption.tour import Stop, ids

DEEDS = ("words", "nonsense", "mhm", "noise", "key")
ENDLESS_MS = 60_000


@dataclass(frozen=True, slots=True)
class Said:
    """A playback that followed: its prompts, what the wire carried, and how it went."""

    spoken: tuple[Spoken, ...]
    playback: Playback


@dataclass(slots=True)
class Outcome:
    """What came of one deed at ``at`` ms of the scene's prompt."""

    target: Playback
    session: Session
    followed: list[Said]
    heard: tuple[Heard, ...]
    """The lines of the record since the prompt began."""
    steps: tuple[str, ...] = ()
    place: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def cut_ms(self) -> int | None:
        """After how many ms the prompt was cut, if it was."""
        return self.target.played_ms if self.target.cut_by else None


class Scene:
    """A prompt that begins to play. ``words`` are those that are listened for, ``key`` one that is, if any."""

    def __init__(self, stop: Stop, prompt: str, flow: Flow, elsewhere: Kept, *, websocket: bool) -> None:
        call = stop.reach(prompt, flow, websocket=websocket)
        assert call is not None, f"{flow.name} does not say {prompt}"
        self.flow = flow
        self.prompt = prompt
        self.websocket = websocket
        session = session_of(call)
        assert call.line.playing is not None
        self.spoken = session.open[-1].spoken
        self.waiting = session.waiting
        self.written = len(session.ledger)
        # While a prompt plays, the question that will wait listens already.
        self.question = flow.questions.get(session.question)
        self.length_ms = call.line.playing.length_ms
        self.end_of_turn_ms = call.line.end_of_turn_ms
        run_now(call.until(lambda: not call.line.outbox))
        self.start = Kept(call)
        plain = self._follow(call, call.line.playing)
        self.natural, self.natural_place = plain.steps, plain.place
        self.natural_followed = plain.followed
        self.key = self._key()
        self.bare = (said_universal(flow, "yes"), said_universal(flow, "no"))
        self.asked = self.question is not None and self._asked()
        if self.question is not None:
            # Before the question is asked a bare yes or no answers nothing.
            moves = sorted(at_a_question(flow, self.question), key=lambda move: not self.asked and move in self.bare)
            self.words, self.answered, self.answered_place = self._first_answer(Kept(call), moves, self.question.id)
        else:
            elsewhere_said = (said(flow, name) for name, to in flow.anytime.items() if _leads(to) != session.state)
            away = elsewhere.again(flow, websocket=websocket)
            self.words, self.answered, self.answered_place = self._first_answer(
                Kept(away), elsewhere_said, session_of(away).question
            )

    def moves(self) -> dict[str, Move]:
        """What may be done, by the name of the deed."""
        return {
            "words": self.words,
            "nonsense": nonsense(self.flow),
            "mhm": MHM,
            "noise": NOISE,
            "key": Move("presses", self.key),
        }

    def interrupted(self, at: int, move: Move) -> Outcome:
        """Do this ``at`` ms after the prompt began, and see what comes of it."""
        call = self.start.again()
        run_now(call.pass_time(at))
        target = call.line.playing
        assert target is not None
        move.begin(call)
        return self._follow(call, target)

    def _asked(self) -> bool:
        """Whether the question itself, its last prompt, is what the caller hears, rather than something before it."""
        question = self.question
        assert question is not None
        prompts = question.prompts or self.flow.states[question.state].prompts
        own = {f"{self.flow.name}:{prompt.id}" for prompt in prompts}
        return not any(s.prompt in own for s in self.spoken[1:] + self.waiting)

    def _key(self) -> str:
        question = self.question
        if question is not None and question.keys:
            first = next(iter(question.keys))
            return {"star": "*", "hash": "#"}.get(first, first)
        return "4"

    def _first_answer(self, waiting: Kept, moves: Iterable[Move], here: str) -> tuple[Move, tuple[str, ...], str]:
        """The first thing that can be said and leads away, and what follows it where it is said in its turn."""
        for move in moves:
            if move.kind != "says":
                continue
            call = waiting.again()
            run_now(move.perform(call))
            outcome = self._follow(call)
            if outcome.place != here:
                return move, outcome.steps, outcome.place
        raise AssertionError(f"no words lead on from {self.prompt}")

    def _follow(self, call: Call, target: Playback | None = None) -> Outcome:
        """Let the call go on until it waits for the caller and nothing is left to be said."""
        line = call.line
        followed: list[Said] = []
        problems: list[str] = []
        seen = target

        def begun() -> bool:
            session = session_of(call)
            if line.waiting:
                problems.append("a second playback was sent over the first")
            if (
                not line.over
                and call.quiet
                and session.phase is Phase.TALK
                and not line.voice_to_voice
                and line.timeout_at is None
            ):
                problems.append("a silent line on which nothing is pending")
            return line.playing is not None and line.playing is not seen

        limit = call.now + ENDLESS_MS * 3
        while call.now < limit:
            if begun():
                seen = line.playing
                open_ = session_of(call).open[-1]
                if open_.audible and seen is not None:
                    followed.append(Said(open_.spoken, seen))
            if not run_now(settle(call, begun)):
                continue
            if line.over or not _more_to_come(session_of(call)):
                break
            # There was a sound: only silence shows that no words follow.
            run_now(call.until(lambda: begun() or line.over, call.now + ENDLESS_MS))
        session = session_of(call)
        problems += [str(entry.fault) for entry in line.timeline if isinstance(entry, Flaw)]
        outcome = Outcome(
            target or followed[0].playback, session, followed, session.ledger[self.written :], problems=problems
        )
        outcome.steps = tuple(self._step(one) for one in followed)
        outcome.place = _place(session)
        return outcome

    def _step(self, one: Said) -> str:
        whole = {spoken.prompt: spoken.content for spoken in getattr(self, "spoken", ())}
        names: list[str] = []
        for spoken, name in zip(one.spoken, ids(one.spoken), strict=True):
            if spoken.prompt and spoken.prompt in whole:
                first = " ".join(spoken.content.split()[:2])
                name = "again" if whole[spoken.prompt] == spoken.content else f"again from “{first}”"
            names.append(name)
        cut = " ✂" if one.playback.cut_by in ("caller", "noise", "action") else ""
        return " + ".join(dict.fromkeys(names)) + cut


def _leads(targets: object) -> str:
    first = targets[0] if isinstance(targets, tuple) and targets else None
    to = getattr(first, "go_to", None)
    return to.state if to is not None else ""


def _more_to_come(session: Session) -> bool:
    """Whether something is still to be said or done without the caller."""
    left = bool(session.cut or session.waiting) or session.after is not After.LISTEN
    return left and session.phase is Phase.TALK


def _place(session: Session) -> str:
    if session.phase is not Phase.TALK:
        return session.phase.value
    keys = f" with {session.keys} typed" if session.keys else ""
    return session.question + keys
