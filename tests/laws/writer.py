"""Whoever writes a random flow: the sentences, the prompts with their policies and voices, and where things lead.

``here`` are the states among which targets lead as a rule: those of the flow, or of the sub-flow that is being written.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.laws.files import RECORDINGS

OUTSIDE = ("order_ready", "agent_free", "weather")
"""The names of what may come from outside."""

_WORDS = {
    "en-US": "the garden opens again after a long and rather rainy winter so everybody may bring friends along",
    "de-DE": "der Garten ist nach einem langen und eher verregneten Winter wieder offen und alle bringen Freunde mit",
}
_VOICES: Sequence[dict[str, str]] = (
    {"provider": "azure", "voice": "en-US-GuyNeural", "language": "en-US"},
    {"provider": "azure", "voice": "de-DE-KatjaNeural", "language": "de-DE"},
    {"provider": "eleven_labs", "voice": "21m00Tcm4TlvDq8ikWAM"},
)
TRIED = {"tries": "{{ tries + 1 }}"}
"""What an author counts; every flow has this variable."""


class Writer:
    """Writes as ``chance`` has it, in the first of ``languages``."""

    def __init__(self, chance: Random, languages: Sequence[str]) -> None:
        self.chance = chance
        self.languages = list(languages)
        self.language = languages[0]
        self.names: list[str] = []
        """Of prompts, for ``was_heard``."""
        self.states: list[str] = []
        self.here: list[str] = []
        self.inside = False
        """Whether a sub-flow is being written, which may return."""
        self.small_tasks: list[str] = []
        """What may be called in between, as an author names it."""
        self.called: set[str] = set()
        """What of it is called anywhere."""
        self.sentences = 0

    def luck(self, share: float) -> bool:
        return self.chance.random() < share

    def some(self, made: dict[str, Any], share: float, key: str, value: Any) -> None:
        """Put in ``key`` with this likelihood; ``value`` is made only then."""
        if self.luck(share):
            made[key] = value()

    # ways

    def anywhere(self) -> str:
        if self.inside and self.luck(0.9):
            return self.chance.choice(self.here)
        return self.chance.choice((*self.states, "asks_number"))

    def later(self, place: int) -> str:
        """A state behind the one at ``place``: where nobody was asked, nothing may lead back."""
        return self.chance.choice(self.here[place + 1 :] or self.here[-1:])

    def target(self, place: int, *, later: bool = False) -> Any:
        """Where something leads; ``later``: nobody was asked."""
        where = self.later(place) if later else self.anywhere()
        if self.luck(0.7):
            return where
        target: dict[str, Any] = {}
        if self.inside and not later and self.luck(0.2):
            target["return"] = self.result()
        elif self.small_tasks and not later and self.luck(0.3):
            target |= self.small_task()
        elif later or self.luck(0.8):
            target["go_to"] = where
        if not target or self.luck(0.5):
            target["prompts"] = self.prompts(0)
        self.some(target, 0.2, "set", lambda: dict(TRIED))
        if not later and self.luck(0.15):
            return [{"when": self.condition(), "go_to": self.anywhere()}, target]
        return target

    def leading(self) -> Any:
        """Where something leads that has to lead somewhere."""
        target: dict[str, Any] = {"go_to": self.anywhere()}
        self.some(target, 0.3, "prompts", lambda: self.prompts(0))
        self.some(target, 0.2, "set", lambda: dict(TRIED))
        return target if len(target) > 1 else target["go_to"]

    def small_task(self) -> dict[str, Any]:
        """A digression: something is called, and then the open question is asked again."""
        task = self.chance.choice(self.small_tasks)
        self.called.add(task)
        made: dict[str, Any] = {"call": task}
        self.some(made, 0.5, "with", lambda: {"purpose": "{{ tries }}"})
        return made

    def result(self) -> Any:
        """What a sub-flow gives back."""
        return self.chance.choice((True, {"given": "{{ tries }}"}, {"failed": "lost"}, {"failed": "locked"}))

    def events(self, place: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name in self.chance.sample(OUTSIDE, self.chance.randint(1, 2)):
            target = self.target(place)
            if isinstance(target, str):
                target = {"go_to": target}
            if isinstance(target, dict) and self.luck(0.6):
                target["interrupt"] = True
            made[name] = target
        return made

    def keys(self, place: int) -> dict[str, Any]:
        return {key: self.target(place) for key in self.chance.sample(("1", "2", "0", "star", "hash"), 2)}

    def asking(self) -> dict[str, Any]:
        """What every state that asks may have."""
        made: dict[str, Any] = {}
        self.some(made, 0.4, "no_match", self.ladder)
        self.some(made, 0.4, "no_input", self.ladder)
        self.some(made, 0.5, "help", self._help)
        self.some(made, 0.2, "no_input_after", lambda: self.chance.choice(("2s", "4500ms", "10s")))
        self.some(made, 0.2, "end_of_turn_silence", lambda: self.chance.choice(("400ms", "1200ms")))
        self.some(made, 0.15, "voice", self.voice)
        return made

    def ladder(self) -> Any:
        rungs = [self._rung() for _ in range(self.chance.randint(1, 3))]
        if self.inside and self.luck(0.4):
            rungs.append({"return": self.result()})
        elif self.luck(0.4):
            rungs.append({"go_to": self.anywhere()})
        return rungs

    def _rung(self) -> Any:
        if self.luck(0.4):
            return self.sentence(self.language)
        made: dict[str, Any] = {"prompts": self.prompts(0)} if self.luck(0.7) else {"set": dict(TRIED)}
        self.some(made, 0.6, "reprompt", lambda: self.chance.choice(("question", "help", "none")))
        return made

    def _help(self) -> Any:
        return {"prompts": self.prompts(0), "reprompt": "question"} if self.luck(0.4) else self.sentence(self.language)

    # prompts

    def prompts(self, least: int) -> Any:
        several = self.chance.choice((least, 1, 2, 3, 4)) or 1
        made = [self.prompt() for _ in range(several)]
        return made[0] if several == 1 and not isinstance(made[0], list) else made

    def prompt(self, *, by_name: bool = True) -> Any:
        if self.luck(0.3):
            return self.sentence(self.language)
        if by_name and self.luck(0.08):
            return {"use": "shared"}
        made = self._content()
        self.some(made, 0.75, "barge_in", self.policy)
        if by_name and self.luck(0.4):
            if self.names and self.luck(0.3):
                made["when"] = self.condition()
            made["name"] = f"prompt_{len(self.names)}"
            self.names.append(made["name"])
        self.some(made, 0.2, "once", lambda: True)
        self.some(made, 0.2, "voice", self.voice)
        self.some(made, 0.12, "no_input_after", lambda: self.chance.choice(("2s", "3500ms", "15s")))
        self.some(made, 0.12, "end_of_turn_silence", lambda: self.chance.choice(("250ms", "1s")))
        return made

    def _content(self) -> dict[str, Any]:
        kind = self.chance.choices(("text", "ssml", "audio"), (7, 2, 1))[0]
        if kind == "audio":
            return {"audio": self.chance.choice(sorted(RECORDINGS))}
        if kind == "ssml":
            pause = self.chance.choice(("200ms", "1s"))
            return {"ssml": f'<speak>{self.sentence(self.language)} <break time="{pause}"/> Ok.</speak>'}
        if len(self.languages) > 1 and self.luck(0.5):
            return {"text": {tag: self.sentence(tag) for tag in self.languages}}
        if self.luck(0.1):
            return {"text": {"one_of": [self.sentence(self.language), self.sentence(self.language)]}}
        if self.luck(0.03):
            # A slot that may not be filled yet: what fails is rescued, never silence.
            return {"text": "{{ number | say }}."}
        return {"text": self.sentence(self.language)}

    def sentence(self, language: str) -> str:
        """One to three sentences that no other prompt has, of one word or of twenty."""
        self.sentences += 1
        words = _WORDS[language].split()
        said = []
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            begin = self.chance.randrange(len(words))
            length = self.chance.choice((1, 4, 9, 14))
            said.append(" ".join((words + words)[begin : begin + length]).capitalize() + ".")
        return f"{' '.join(said[:-1])} {said[-1][:-1]} {_numbered(self.sentences)}.".strip()

    def policy(self) -> Any:
        strategy = self.chance.choice(("none", "manual", "minimum_characters", "immediate"))
        made: dict[str, Any] = {"strategy": strategy}
        if strategy == "minimum_characters":
            self.some(made, 0.5, "minimum_characters", lambda: self.chance.choice((1, 5, 20)))
        if strategy in ("minimum_characters", "immediate"):
            self.some(made, 0.4, "allow_after_ms", lambda: self.chance.choice((300, 1200, 5000)))
        return strategy if len(made) == 1 else made

    def voice(self) -> dict[str, str]:
        return dict(self.chance.choice(_VOICES))

    def condition(self) -> str:
        heard = [f"was_heard('{self.chance.choice(self.names)}')"] if self.names else []
        others = ("tries < 2", "number", "not number", "open('office')", "counted > 1", "now > '2026-01-05T12:00'")
        return self.chance.choice([*heard, *(f"not {name}" for name in heard), *others])


def _numbered(number: int) -> str:
    """A number as a word, so that no digits make a sentence longer to say than it looks."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number)) + "x"
