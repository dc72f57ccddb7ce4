"""What must hold of every interruption, whatever the table says; each law is one function that says what broke it.

1. Voice cuts a prompt at its trigger and nowhere else: a protected one never, no other one within its window.
2. Only a key, or words that are listened for and did not stop it, make us stop a prompt, and never a protected one.
3. Every prompt goes out with its own policy, whatever was said before it.
4. Protected prompts that waited are heard to their end, in their order.
5. The record never says heard of what was cut, nor cut of a protected prompt; where it claims to know, it is right.
6. Words that are listened for lead where they lead in their turn, at every moment of every prompt but a protected one;
   a bare yes or no may count for nothing as long as nobody has asked.
7. The line is never silent with nothing pending, and the platform finds no fault with anything that we send.
"""

from __future__ import annotations

from collections.abc import Iterator

from callwright.core.playback import Fate, Heard, Spoken
from callwright.core.prompt import PROTECTED, BargeIn, Strategy
from callwright.core.session import Phase
from callwright.platform.caller import Utterance
from callwright.platform.timeline import Playback
from tests.interruption.moves import Move
from tests.interruption.scene import Outcome, Scene

NOTHING_MISSED_MS = 50
"""Who is cut so late was heard to the end."""
NO_EVIDENCE_MS = 150
"""An end sooner than this after its ``speak`` proves nothing."""
VOICE = ("caller", "noise")
_WINDOW = "allow_after_ms"


def broken(scene: Scene, at: int, deed: str, move: Move, outcome: Outcome) -> list[str]:
    """What is wrong with this outcome; nothing if all laws hold."""
    found = list(outcome.problems)
    for law in (_cut_by_voice, _cut_by_us):
        found += law(scene, at, move, outcome)
    found += [*_policies(scene, outcome), *_protected(scene, outcome), *_record(scene, outcome)]
    if deed == "words":
        found += _place(scene, at, move, outcome)
    return [f"{scene.flow.name} {scene.prompt} {_policy(scene)} at {at} ms, {move}: {one}" for one in found]


def trigger(policy: BargeIn, sound: Utterance, at: int) -> int | None:
    """When a sound that begins at ``at`` ms of a prompt cuts it, in ms of the prompt, if that lasts for ever."""
    window = policy.allow_after_ms or 0
    if policy.strategy is Strategy.IMMEDIATE:
        moments = [sound.voice]
    elif policy.strategy is Strategy.MINIMUM_CHARACTERS:
        moments = [ms for ms, text in sound.partials if len(text.strip()) >= (policy.minimum_characters or 3)]
    else:
        moments = []
    if not moments:
        return None
    if at + moments[0] >= window:
        return at + moments[0]
    if at + sound.lasts > window:
        return window
    return next((at + ms for ms in moments[1:] if at + ms >= window), None)


def _policy(scene: Scene) -> BargeIn:
    return scene.spoken[0].barge_in


def _cut_by_voice(scene: Scene, at: int, move: Move, outcome: Outcome) -> Iterator[str]:
    expected = None if move.kind == "presses" else trigger(_policy(scene), move.utterance, at)
    if expected is not None and expected >= scene.length_ms:
        expected = None
    real = outcome.cut_ms if outcome.target.cut_by in VOICE else None
    if real != expected:
        yield f"cut by voice at {real}, and its trigger is at {expected}"


def _cut_by_us(scene: Scene, at: int, move: Move, outcome: Outcome) -> Iterator[str]:
    by, ms = outcome.target.cut_by, outcome.cut_ms
    if by in ("replaced", "hangup", "transfer"):
        yield f"cut by {by}"
    if by == "action" and _policy(scene).protected:
        yield "a protected prompt was stopped"
    if (
        move.kind == "presses"
        and scene.question is not None
        and not _policy(scene).protected
        and (by, ms) != ("action", at)
    ):
        yield f"a key did not stop it: {by} at {ms}"
    if by == "action" and move.kind == "makes a noise":
        yield "a noise made us stop it"


def _policies(scene: Scene, outcome: Outcome) -> Iterator[str]:
    for spoken, playback in [(scene.spoken, outcome.target), *((one.spoken, one.playback) for one in outcome.followed)]:
        for place, one in enumerate(spoken):
            own = _own(scene, one)
            sent = playback.action["barge_in"]
            # Only the first of several in one speak has a window; the speak's is its own.
            compared = sent if not place else {name: value for name, value in sent.items() if name != _WINDOW}
            if compared not in [_wire(policy, first=not place) for policy in own]:
                yield f"{one.prompt or one.content} went out with {sent}, its own is {own[0]}"


def _own(scene: Scene, spoken: Spoken) -> tuple[BargeIn, ...]:
    """The policy that its author gave it; a sentence of ours has the flow's, or is protected."""
    if spoken.prompt:
        return (scene.flow.prompts[spoken.prompt.partition(":")[2]].barge_in,)
    return scene.flow.barge_in, PROTECTED


def _wire(policy: BargeIn, *, first: bool) -> dict[str, object]:
    options: dict[str, object] = {"strategy": policy.strategy.value}
    if policy.minimum_characters is not None:
        options["minimum_characters"] = policy.minimum_characters
    if policy.allow_after_ms is not None and first:
        options[_WINDOW] = policy.allow_after_ms
    return options


def _protected(scene: Scene, outcome: Outcome) -> Iterator[str]:
    waited = [s.prompt for one in scene.natural_followed for s in one.spoken if s.barge_in.protected]
    waited = waited[: _waiting_then(scene)]
    heard = [s.prompt for one in outcome.followed if one.playback.cut_by is None for s in one.spoken]
    if waited and [prompt for prompt in heard if prompt in waited][: len(waited)] != waited:
        yield f"protected prompts waited and were not heard: {waited}, only {heard}"


def _waiting_then(scene: Scene) -> int:
    """How many protected prompts waited behind the scene's when it began."""
    return sum(spoken.barge_in.protected for spoken in scene.waiting)


def _record(scene: Scene, outcome: Outcome) -> Iterator[str]:
    played: list[tuple[tuple[Spoken, ...], Playback]] = [(scene.spoken, outcome.target)]
    played += [(one.spoken, one.playback) for one in outcome.followed]
    for heard, playback, alone in _matched(played, outcome.heard):
        whole = playback.cut_by is None or playback.length_ms - (playback.played_ms or 0) <= NOTHING_MISSED_MS
        if heard.fate is Fate.HEARD and not whole:
            yield f"the record says heard of {heard.prompt}, which was cut after {playback.played_ms} ms"
        if playback.strategy == "none" and heard.fate is not Fate.HEARD:
            yield f"the record says {heard.fate.value} of {heard.prompt}, which is protected"
        if heard.about:
            continue
        if heard.fate is Fate.CUT and playback.cut_by is None:
            yield f"the record is sure that {heard.prompt} was cut, and it was not"
        if heard.fate is Fate.CUT and alone and abs(heard.ms - (playback.played_ms or 0)) > NOTHING_MISSED_MS:
            yield f"the record is sure of {heard.ms} ms of {heard.prompt}; it was {playback.played_ms} ms"
        if heard.fate is Fate.NEVER:
            yield f"the record is sure that {heard.prompt} was never spoken"


def _matched(
    played: list[tuple[tuple[Spoken, ...], Playback]], lines: tuple[Heard, ...]
) -> Iterator[tuple[Heard, Playback, bool]]:
    """Each line of the record with the playback it tells of, in the order of both."""
    left = [line for line in lines if not (line.fate is Fate.NEVER and not line.about)]
    for spoken, playback in played:
        for one in spoken:
            found = next((line for line in left if line.prompt == one.prompt), None)
            if found is not None:
                left.remove(found)
                yield found, playback, len(spoken) == 1


def _place(scene: Scene, at: int, move: Move, outcome: Outcome) -> Iterator[str]:
    policy = _policy(scene)
    arrive = at + move.utterance.lasts + scene.end_of_turn_ms
    if policy.protected:
        # Words that are told of after its end may answer it, or cut what follows.
        if arrive < scene.length_ms and outcome.place != scene.natural_place:
            yield f"words over a protected prompt led to {outcome.place}"
    elif scene.question is None and outcome.cut_ms is None:
        # The call ended, or was put through, before anybody could hear them.
        if outcome.place not in (scene.natural_place, scene.answered_place):
            yield f"the call ended in {outcome.place}"
    elif scene.question is None and not _shown(scene, outcome):
        # A stop that looks like an end lets the call move on to its transfer or hang-up.
        if outcome.place not in (scene.natural_place, scene.answered_place):
            yield f"the call went to {outcome.place}"
    elif not scene.asked and move in scene.bare:
        if outcome.place not in (scene.natural_place, scene.answered_place):
            yield f"a bare {move.text} before its question led to {outcome.place}"
    elif outcome.place != scene.answered_place and outcome.session.phase is not Phase.OVER:
        yield f"the words lead to {scene.answered_place}, and the call is at {outcome.place}"


def _shown(scene: Scene, outcome: Outcome) -> bool:
    """Whether time shows that the prompt was cut: neither at its very beginning nor in its last fifth."""
    cut_ms = outcome.cut_ms or 0
    return cut_ms >= NO_EVIDENCE_MS and 10 * cut_ms < 8 * scene.length_ms
