"""Why each turn of a recorded call went as it did, in plain words, with the author's lines behind it.

Theory of operation. Each turn is stepped once more (``replay``), and the step's trace is the reason: one rule after the
other, with the line that made the choice, or none where callwright's own default did. What was said in a turn are the
playbacks that it sent; what the caller heard of them is in the ledger at the end of the call, in the same order. Words
that matched nothing are matched once more, to say what was near.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callwright.core.events import AssistantSpeak, SpeechEnded, SpeechStarted, Unknown, UserSpeak
from callwright.core.model import Flow
from callwright.core.playback import Fate, Heard, Playback, Spoken
from callwright.core.prompt import BargeIn, Kind, Strategy
from callwright.core.session import Phase, Session
from callwright.core.speech import words_of
from callwright.diagnostics.model import Span
from callwright.languages import get as language_of
from callwright.rehearsal.came import came
from callwright.rehearsal.decisions import Decision, decisions
from callwright.rehearsal.recording import Recording
from callwright.rehearsal.replay import FlowOf, Replayed, replay
from callwright.understanding.normalise import normalise

DEFAULT = "callwright's default"

KEY = "dtmf_received"
"""The event of a key; of one that is hidden nothing else is known."""


@dataclass(frozen=True, slots=True)
class Prompted:
    """One prompt that was said: its words, who may interrupt it, where it stands, and what was heard of it."""

    words: str
    policy: str
    place: str
    heard: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One turn. ``at`` is ms since the call began; ``came`` what happened, in words.

    ``did`` is what else went out. ``note`` says what is unusual about the turn as a whole. ``quiet``: nothing was
    decided in it.
    """

    number: int
    at: int
    came: str
    state: str
    decisions: tuple[Decision, ...]
    said: tuple[Prompted, ...]
    did: tuple[str, ...]
    note: str = ""
    quiet: bool = False


def reasons(recording: Recording, flow_of: FlowOf) -> list[Reason]:
    """All turns of a call. Raises ``LostVersionError``."""
    turns = list(replay(recording, flow_of))
    heard = _heard(turns)
    began = recording.head.at
    return [_reason(turn, began, heard) for turn in turns]


def _reason(turn: Replayed, began: int, heard: dict[int, list[Heard | None]]) -> Reason:
    found = tuple(_nearly(turn)) + tuple(decisions(turn))
    said = tuple(
        _prompted(turn.flow, spoken, line, turn.after)
        for playback in _sent(turn)
        for spoken, line in zip(playback.spoken, heard.get(playback.sent_at, ()), strict=False)
    )
    before = "" if turn.before is None else turn.before.state
    state = turn.after.state if turn.after.state != before else ""
    return Reason(
        turn.number,
        turn.turn.at - began,
        came(turn.turn, turn.before),
        state,
        found,
        said,
        tuple(_did(turn)),
        _note(turn),
        _is_quiet(turn),
    )


def _is_quiet(turn: Replayed) -> bool:
    """Whether the platform only told how long something lasts, or that a silence of ours is over."""
    event = turn.turn.event
    if turn.turn.answer or not turn.same or turn.gone:
        return False
    if isinstance(event, AssistantSpeak | SpeechStarted) or (isinstance(event, Unknown) and event.type != KEY):
        return True
    if turn.step is None:
        return False
    silent = [trace for trace in turn.step.trace if (trace.rule, trace.detail) == ("ended", "a silent speak")]
    return isinstance(event, SpeechEnded) and len(silent) == len(turn.step.trace)


def _note(turn: Replayed) -> str:
    if turn.gone:
        return "nobody took what this made, so it was put back and waited for the next answer"
    if turn.turn.hidden:
        return "a secret was asked for or said here, so the words are not recorded"
    if not turn.same:
        return "this turn comes out otherwise now; callwright replay shows how"
    return ""


# what was said, and what of it was heard


def _sent(turn: Replayed) -> list[Playback]:
    """The playbacks with words or sound that a turn sent."""
    before = set() if turn.before is None else {playback.sent_at for playback in turn.before.open}
    return [p for p in turn.after.open if p.spoken and p.sent_at == turn.turn.at and p.sent_at not in before]


def _heard(turns: Sequence[Replayed]) -> dict[int, list[Heard | None]]:
    """By when a playback was sent, what became of its prompts; ``None``: nobody can say yet."""
    lines = [] if not turns else list(turns[-1].after.ledger)
    lines = [line for line in lines if line.fate is not Fate.NEVER or line.about]
    found: dict[int, list[Heard | None]] = {}
    place = 0
    for turn in turns:
        if turn.gone:
            continue
        for playback in _sent(turn):
            fates: list[Heard | None] = []
            for spoken in playback.spoken:
                ahead = next((n for n in range(place, len(lines)) if lines[n].prompt == spoken.prompt), None)
                fates.append(None if ahead is None else lines[ahead])
                place = place if ahead is None else ahead + 1
            found[playback.sent_at] = fates
    return found


def _prompted(flow: Flow, spoken: Spoken, line: Heard | None, after: Session) -> Prompted:
    words = words_of(spoken.content) if spoken.kind is Kind.SSML else spoken.content
    return Prompted(
        "♪ a recording" if spoken.kind is Kind.AUDIO else f"“{words}”",
        policy(spoken.barge_in),
        place_of(flow, spoken.prompt),
        _fate(line, after),
    )


def place_of(flow: Flow, prompt: str) -> str:
    """File and line of a prompt, or that nobody wrote it."""
    name, _, place = prompt.partition(":")
    known = flow.family[name].prompts.get(place) if name in flow.family else None
    return DEFAULT if known is None else shown(known.span)


def shown(span: Span) -> str:
    """A place as people look it up."""
    return f"{span.file}:{span.line}"


def policy(barge_in: BargeIn) -> str:
    """Who may interrupt a prompt, in plain words."""
    after = f" after {barge_in.allow_after_ms} ms" if barge_in.allow_after_ms else ""
    if barge_in.strategy is Strategy.NONE:
        return "protected"
    if barge_in.strategy is Strategy.MANUAL:
        return "only we can stop it"
    if barge_in.strategy is Strategy.IMMEDIATE:
        return f"any sound cuts it{after}"
    return f"{barge_in.minimum_characters or 3} letters cut it{after}"


def _fate(line: Heard | None, after: Session) -> str:
    if line is None:
        return "was still playing when the record ends" if after.phase is not Phase.OVER else "nobody knows how much"
    about = "about " if line.about else ""
    if line.fate is Fate.HEARD:
        return "heard to its end"
    if line.fate is Fate.ENDED:
        return "most likely heard to its end, but nobody said so"
    if line.fate is Fate.CUT:
        return f"cut after {about}{line.ms / 1000:.1f} s"
    return "never heard"


# what else was done


def _did(turn: Replayed) -> Iterator[str]:
    for action in turn.turn.answer:
        match action["type"]:
            case "barge_in":
                yield "stopped what was playing"
            case "hangup":
                yield "hung up"
            case "transfer":
                yield f"put the caller through to {action.get('target_phone_number', '')}"
            case "send_sms":
                yield f"sent a text message to {action.get('phone_number', '')}: “{action.get('message', '')}”"
            case "configure_voice_to_voice":
                yield "handed the call over to the platform's talking model"
            case "mix_audio":
                yield "stopped the background sound" if action.get("stop") else "started a background sound"
            case "configure_transcription":
                yield "told the recogniser how to listen"


# what was nearly meant


def _nearly(turn: Replayed) -> Iterator[Decision]:
    """Where words were not understood: what they are most like among what was listened for."""
    event, before = turn.turn.event, turn.before
    if turn.step is None or before is None or not isinstance(event, UserSpeak) or not event.text.strip():
        return
    if any(trace.rule in ("heard", "value", "confirmed", "denied") for trace in turn.step.trace):
        return
    flow = turn.flow.family.get(before.flow, turn.flow)
    question = flow.questions.get(before.question)
    lexicon = flow.lexicons.get(before.language) or next(iter(flow.lexicons.values()), None)
    if question is None or lexicon is None or not question.listening:
        return
    words = normalise(event.text, language_of(before.language or flow.language))
    match = lexicon.match(words, question.listening, question.own)
    if match.candidates:
        near = ", ".join(f"{one.intent} ({one.score:.2f}, “{one.phrase}”)" for one in match.candidates)
        yield Decision(f"nothing fits well enough; nearest: {near}", "")
    else:
        names = ", ".join(sorted(question.listening))
        yield Decision(f"nothing fits; listened for: {names}", shown(question.span))
