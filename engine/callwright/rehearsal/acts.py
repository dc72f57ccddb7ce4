"""A recorded call as the steps of a test: who said and did what, each at its moment.

Theory of operation. The record says what reached us and when; a test says what a caller does and when. So the
beginning of what was said is worked out: from when somebody was heard to begin to speak, else back from when the
words came, by how long they take to say. What began while a prompt was playing is an interruption of that prompt, so
many ms into it, and stands behind the line of that prompt; everything else happens when the assistant has finished.
Keys that were pressed one after the other are one step. What services answered becomes what they answer in the test.

Whether the steps come out as they were recorded is not known here: ``retelling`` tries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from callwright.core.actions import Action
from callwright.core.events import (
    Button,
    InputTimeout,
    Key,
    Outside,
    Response,
    SessionEnd,
    SessionStart,
    SmsFailed,
    SpeechEnded,
    SpeechStarted,
    UserSpeak,
)
from callwright.core.hiding import HIDDEN
from callwright.core.inquiry import Inquiry
from callwright.core.speech import words_of
from callwright.diagnostics.model import Span
from callwright.platform.behaviour import WAITING, During, Moment
from callwright.platform.caller import MS_A_CHARACTER, SHORTEST_MS
from callwright.platform.services import Reply, ways
from callwright.rehearsal.replay import Replayed
from callwright.rehearsal.script import (
    Assistant,
    CallerHangsUp,
    HandsOver,
    HangsUp,
    Happens,
    Presses,
    PushesButton,
    Says,
    SendsSms,
    Silence,
    Step,
    Transfers,
)

NOWHERE = Span("", 1, 1, 1, 1)
END_OF_TURN_MS = 700
ONSET_MS = 70
"""How long after somebody began to speak we hear of it."""
KEYS_APART_MS = 3_000
_ACTS = (SessionStart, UserSpeak, InputTimeout, Outside, Button)
"""What comes between two keys ends a row of them."""

FIRST_MS = 50
"""Nobody interrupts a prompt before they heard anything of it."""


@dataclass(frozen=True, slots=True)
class Retold:
    """A call as a test, not tried yet. ``secrets`` are steps that the author has to fill in, by their place."""

    steps: tuple[Step, ...]
    services: dict[str, dict[str, list[Reply]]]
    secrets: frozenset[int]
    sms_fails: bool
    outside: bool
    """Whether something from outside reached the call at once."""
    hidden_services: frozenset[str]
    """Services that were asked with a secret, so that what they answered is not in the test."""


@dataclass(slots=True)
class _Prompt:
    """A prompt that was said. ``step`` is its line among the steps."""

    at: int
    step: Step
    ended: int | None = None
    silent: bool = False


@dataclass(slots=True)
class _Teller:
    steps: list[Step] = field(default_factory=list)
    prompts: list[_Prompt] = field(default_factory=list)
    services: dict[str, dict[str, list[Reply]]] = field(default_factory=dict)
    secrets: list[Step] = field(default_factory=list)
    began_to_speak: int = 0
    keys: tuple[int, Presses] | None = None
    left: Transfers | None = None
    gone: bool = False
    sms_fails: bool = False
    outside: bool = False
    hidden_services: set[str] = field(default_factory=set)
    inquiry: Inquiry | None = None

    def turn(self, turn: Replayed) -> None:
        self._event(turn)
        if isinstance(turn.turn.event, _ACTS) or _audible(turn.turn.answer):
            self.keys = None
        for action in turn.turn.answer:
            self._action(turn.turn.at, action)
        asked = turn.after.inquiry if turn.step is None else turn.step.session.inquiry
        if asked is not None and (self.inquiry is None or asked.key != self.inquiry.key):
            self.inquiry = asked

    # what came

    def _event(self, turn: Replayed) -> None:
        event, hidden = turn.turn.event, turn.turn.hidden
        match event:
            case SessionStart() if turn.before is not None and self.left is not None:
                self._comes_back()
            case SpeechStarted():
                self.began_to_speak = event.at
            case UserSpeak() if event.text.strip():
                self._says(event, hidden=hidden)
            case Key():
                self._presses(event.at, {"star": "*", "hash": "#"}.get(event.key, event.key))
            case InputTimeout():
                self.steps.append(Silence(NOWHERE))
            case SpeechEnded():
                self._ended(event.at)
            case SmsFailed():
                self.sms_fails = True
            case Outside():
                self.outside = self.outside or event.reachable
                self._at(event.at, Happens(NOWHERE, event.name, event.body))
            case Button():
                self.outside = self.outside or event.reachable
                self._at(event.at, PushesButton(NOWHERE, event.force))
            case Response():
                self._answered(event)
            case SessionEnd() if not self.gone:
                self._at(event.at, CallerHangsUp(NOWHERE))
            case _ if hidden and getattr(event, "type", "") == "dtmf_received":
                self._presses(event.at, "0", secret=True)

    def _comes_back(self) -> None:
        assert self.left is not None
        back = replace(self.left, outcome="no_answer")
        self.steps = [back if step is self.left else step for step in self.steps]
        self.left, self.gone = None, False

    def _says(self, event: UserSpeak, *, hidden: bool) -> None:
        words = event.text.strip()
        lasts = max(SHORTEST_MS, len(words) * MS_A_CHARACTER)
        began = self.began_to_speak - ONSET_MS if self.began_to_speak else event.at - END_OF_TURN_MS - lasts
        self.began_to_speak = 0
        step = Says(NOWHERE, words, cuts=True if event.barged_in else None)
        placed = self._at(began, step)
        if hidden:
            self.secrets.append(placed)

    def _presses(self, at: int, key: str, *, secret: bool = False) -> None:
        if self.keys is not None and at - self.keys[0] <= KEYS_APART_MS and (self.keys[1] in self.secrets) == secret:
            known = self.keys[1]
            more = replace(known, keys=known.keys + key)
            self.steps = [more if step is known else step for step in self.steps]
            self.secrets = [more if step is known else step for step in self.secrets]
            self.keys = (at, more)
            return
        step = self._at(at, Presses(NOWHERE, key))
        assert isinstance(step, Presses)
        self.keys = (at, step)
        if secret:
            self.secrets.append(step)

    def _at(self, at: int, step: Any) -> Step:
        """Put what somebody did at its moment: into a prompt that was playing, behind its line, or at the end."""
        prompt = self._playing(at)
        if prompt is None:
            made: Step = step
            self.steps.append(made)
            return made
        moment: Moment = During(max(FIRST_MS, at - prompt.at))
        made = replace(step, moment=moment)
        place = next(n for n, one in enumerate(self.steps) if one is prompt.step) + 1
        while place < len(self.steps) and isinstance(getattr(self.steps[place], "moment", WAITING), During):
            place += 1
        self.steps.insert(place, made)
        return made

    def _playing(self, at: int) -> _Prompt | None:
        for prompt in reversed(self.prompts):
            if prompt.at <= at and not prompt.silent:
                return prompt if prompt.ended is None or at < prompt.ended else None
        return None

    def _ended(self, at: int) -> None:
        for prompt in self.prompts:
            if prompt.ended is None:
                prompt.ended = at
                return

    def _answered(self, event: Response) -> None:
        inquiry = self.inquiry
        if inquiry is None or inquiry.key != event.key:
            return
        takes = max(0, event.at - inquiry.at)
        if event.kind:
            reply = Reply(0, kind=event.kind, takes_ms=takes)
        else:
            reply = Reply(event.status, event.json, "" if event.json is not None else event.text, takes_ms=takes)
        if not inquiry.path or quote(HIDDEN) in inquiry.path:
            self.hidden_services.add(inquiry.service)
            return
        way = next((way for way in ways(inquiry) if " " in way and " " not in way.partition(" ")[2]), ways(inquiry)[0])
        self.services.setdefault(inquiry.service, {}).setdefault(way, []).append(reply)

    # what was answered

    def _action(self, at: int, action: Action) -> None:
        match action["type"]:
            case "speak" | "audio":
                self._prompt(at, action)
            case "transfer":
                self.left = Transfers(NOWHERE, str(action.get("target_phone_number", "")))
                self.gone = True
                self.steps.append(self.left)
            case "hangup" if not self.gone:
                self.gone = True
                self.steps.append(HangsUp(NOWHERE))
            case "send_sms":
                self.steps.append(SendsSms(NOWHERE, contains=_known(str(action.get("message", "")))))
            case "configure_voice_to_voice":
                self.gone = True
                self.steps.append(HandsOver(NOWHERE))

    def _prompt(self, at: int, action: Action) -> None:
        words = spoken(action)
        audio = action["type"] == "audio"
        step = Assistant(NOWHERE, contains=words, audio=audio)
        prompt = _Prompt(at, step, silent=not words and not audio)
        self.prompts.append(prompt)
        if not prompt.silent:
            self.steps.append(step)


def _audible(answer: Sequence[Action]) -> bool:
    return any(action["type"] == "audio" or spoken(action) for action in answer)


def spoken(action: Action) -> str:
    """What an action says, without markup; empty for a silence."""
    if action["type"] != "speak":
        return ""
    return " ".join((action["text"] if "text" in action else words_of(str(action.get("ssml", "")))).split())


def _known(words: str) -> str:
    return "" if HIDDEN in words else words


def retell(turns: Sequence[Replayed]) -> Retold:
    """The steps of a recorded call."""
    teller = _Teller()
    for turn in turns:
        if not turn.gone:
            teller.turn(turn)
    kept = [step for step in teller.steps if not (isinstance(step, Assistant) and step.contains == HIDDEN)]
    secrets = frozenset(n for n, step in enumerate(kept) if any(step is one for one in teller.secrets))
    return Retold(
        tuple(kept), teller.services, secrets, teller.sms_fails, teller.outside, frozenset(teller.hidden_services)
    )
