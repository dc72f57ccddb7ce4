"""Random flows that an author could have written: YAML text with everything that the language has.

Laws: the same chance writes the same flow; every flow compiles without an error; no flow can talk for ever without
the caller, since states that do not wait lead only to later ones, and the last state hangs up.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.laws.files import RECORDINGS, yaml_of

TOPICS = {
    "en-US": {
        "billing": ("billing", "my last invoice"),
        "delivery": ("delivery", "where is my parcel"),
        "repair": ("repair", "something is broken"),
        "parking": ("parking space", "where can I park"),
        "newsletter": ("newsletter",),
        "insurance": ("insurance", "my policy number is <number>"),
    },
    "de-DE": {
        "billing": ("Rechnung", "meine letzte Abrechnung"),
        "delivery": ("Lieferung", "wo ist mein Paket"),
        "repair": ("Reparatur", "etwas ist kaputt"),
        "parking": ("Parkplatz", "wo kann ich parken"),
        "newsletter": ("Rundbrief",),
        "insurance": ("Versicherung", "meine Nummer ist <number>"),
    },
}


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


class Author:
    """Somebody who writes one flow, as ``chance`` has it. ``flow`` is the file as data."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.language = chance.choice(("en-US", "en-US", "de-DE"))
        other = "de-DE" if self.language == "en-US" else "en-US"
        self.languages = [self.language, other] if self._luck(0.2) else [self.language]
        self.topics = chance.sample(sorted(TOPICS[self.language]), chance.randint(1, 4))
        self.names: list[str] = []
        self.states = [f"state_{n}" for n in range(1, chance.randint(2, 8))] + ["bye"]
        self.sentences = 0
        self.flow = self._flow()

    def _luck(self, share: float) -> bool:
        return self.chance.random() < share

    def _some(self, made: dict[str, Any], share: float, key: str, value: Any) -> None:
        """Put in ``key`` with this likelihood; ``value`` is made only then."""
        if self._luck(share):
            made[key] = value()

    # the file

    def _flow(self) -> dict[str, Any]:
        phrases = TOPICS[self.language]
        flow: dict[str, Any] = {"flow": "random", "title": "A random flow"}
        flow["languages" if len(self.languages) > 1 else "language"] = (
            self.languages if len(self.languages) > 1 else self.language
        )
        self._some(flow, 0.7, "defaults", self._defaults)
        flow["variables"] = {"tries": 0}
        flow["intents"] = {topic: list(phrases[topic]) for topic in self.topics}
        flow["prompts"] = {"shared": self._prompt(by_name=False)}
        self._some(flow, 0.8, "anytime", self._anytime)
        flow["states"] = {name: self._state(place, name) for place, name in enumerate(self.states)}
        flow["states"]["asks_number"] = self._form(len(self.states) - 1)
        return flow

    def _defaults(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self._some(made, 0.5, "barge_in", self._policy)
        self._some(made, 0.3, "no_input_after", lambda: self.chance.choice(("3s", "5s", "12s")))
        self._some(made, 0.3, "end_of_turn_silence", lambda: self.chance.choice(("300ms", "900ms", "1500ms")))
        self._some(made, 0.2, "voice", self._voice)
        self._some(made, 0.15, "transcription", lambda: {"provider": self.chance.choice(("eleven_labs", "azure"))})
        self._some(made, 0.2, "no_match", self._ladder)
        self._some(made, 0.2, "no_input", self._ladder)
        return made or {"no_input_after": "6s"}

    def _anytime(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self._some(made, 0.6, "operator", self._anywhere)
        self._some(made, 0.6, "goodbye", lambda: "bye")
        self._some(made, 0.3, self.chance.choice(self.topics), lambda: self._target(0))
        self._some(made, 0.1, self.chance.choice(("wait", "repeat", "back")), lambda: False)
        self._some(made, 0.5, "events", lambda: self._events(0))
        return made or {"goodbye": "bye"}

    # states

    def _state(self, place: int, name: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self._some(made, 0.08, "set", lambda: {"tries": "{{ tries + 1 }}"})
        self._some(made, 0.08, "forget", lambda: ["number"])
        if len(self.languages) > 1:
            self._some(made, 0.15, "set_language", lambda: self.chance.choice(self.languages))
        self._some(
            made, 0.08, "background", lambda: self.chance.choice(("stop", {"audio": "music.wav", "volume": 0.2}))
        )
        self._some(made, 0.05, "send_sms", lambda: {"to": "+49 151 20304050", "message": "Thank you for calling."})
        self._some(made, 0.2, "barge_in", self._policy)
        self._some(made, 0.5, "events", lambda: self._events(place))
        self._some(made, 0.1, "on_error", lambda: "bye")
        if name == "bye":
            made |= {"prompts": self._prompts(1), "hangup": True}
            return made
        kind = self.chance.choices(("asks", "form", "passes", "chooses", "transfers", "ends"), (9, 3, 3, 1, 1, 1))[0]
        if kind == "asks":
            return made | self._question(place)
        if kind == "form":
            return self._form(place) | made
        self._some(made, 0.9, "prompts", lambda: self._prompts(1))
        later = self.chance.choice(self.states[place + 1 :])
        if kind == "passes":
            made["go_to"] = later
        elif kind == "chooses":
            made["choose"] = [
                {"when": self._condition(), "go_to": self.chance.choice(self.states[place + 1 :])},
                self._target(place, later=True),
            ]
        elif kind == "transfers":
            made["transfer"] = {"to": "+49 211 5566770", "timeout": self.chance.choice(("5s", "20s"))}
            self._some(made, 0.7, "if_fails", lambda: self._target(place, later=True))
        elif self._luck(0.5):
            made["hangup"] = True
        else:
            made["hand_over"] = {"system_prompt": "Be kind.", "greeting": "Hello."}
        return made

    def _question(self, place: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self._some(made, 0.95, "prompts", lambda: self._prompts(1))
        heard = self.chance.sample(self.topics, self.chance.randint(1, len(self.topics)))
        made["transitions"] = {topic: self._target(place) for topic in heard}
        if self._luck(0.3):
            made["transitions"] |= {"yes": self._target(place), "no": self._target(place)}
        self._some(made, 0.1, "otherwise", lambda: self._target(place))
        self._some(made, 0.5, "keys", lambda: self._keys(place))
        return made | self._asking()

    def _asking(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self._some(made, 0.4, "no_match", self._ladder)
        self._some(made, 0.4, "no_input", self._ladder)
        self._some(made, 0.5, "help", self._help)
        self._some(made, 0.2, "no_input_after", lambda: self.chance.choice(("2s", "4500ms", "10s")))
        self._some(made, 0.2, "end_of_turn_silence", lambda: self.chance.choice(("400ms", "1200ms")))
        self._some(made, 0.15, "voice", self._voice)
        return made

    def _form(self, place: int) -> dict[str, Any]:
        made: dict[str, Any] = {"collect": [self._digits()]}
        self._some(made, 0.3, "prompts", lambda: self._prompts(1))
        if self._luck(0.5):
            agreed: dict[str, Any] = {"slot": "agreed", "type": "yes_no", "prompts": self._prompts(1)}
            self._some(agreed, 0.3, "no_match", self._ladder)
            made["collect"].append(agreed)
        if self._luck(0.4):
            made["confirm"] = self._confirmation()
            self._some(made, 0.5, "on_no", lambda: self._target(place))
        self._some(made, 0.3, "on_cancel", lambda: self._target(place))
        self._some(made, 0.3, "keep", lambda: ["number"])
        self._some(made, 0.2, "transitions", lambda: {self.chance.choice(self.topics): self._target(place)})
        made["go_to"] = self.chance.choice(self.states[place + 1 :] or ["bye"])
        return made | self._asking()

    def _digits(self) -> dict[str, Any]:
        made: dict[str, Any] = {"slot": "number", "type": "digits", "prompts": self._prompts(1)}
        if self._luck(0.5):
            made["length"] = self.chance.randint(1, 5)
        else:
            made |= {"min": 2, "max": self.chance.randint(3, 6), "end_key": self.chance.choice(("hash", "star"))}
        self._some(made, 0.3, "key_pause", lambda: self.chance.choice(("1s", "2500ms")))
        self._some(made, 0.4, "confirm", self._confirmation)
        self._some(
            made,
            0.3,
            "check",
            lambda: {
                "when": "number == '0000' or number == '44'",
                "prompts": f"{self._sentence(self.language)} {{{{ number | say }}}}.",
                "reprompt": self.chance.choice(("question", "none")),
            },
        )
        self._some(made, 0.2, "barge_in", self._policy)
        self._some(made, 0.2, "keys", lambda: {"9": "bye"})
        return made

    def _confirmation(self) -> Any:
        text = "{{ number | say }}?"
        return {"text": text, "barge_in": self._policy()} if self._luck(0.5) else text

    def _keys(self, place: int) -> dict[str, Any]:
        return {key: self._target(place) for key in self.chance.sample(("1", "2", "0", "star", "hash"), 2)}

    # ways

    def _anywhere(self) -> str:
        return self.chance.choice((*self.states, "asks_number"))

    def _target(self, place: int, *, later: bool = False) -> Any:
        """Where something leads; ``later``: nobody was asked, so it may not lead back."""
        where = self.chance.choice(self.states[place + 1 :] or ["bye"]) if later else self._anywhere()
        if self._luck(0.7):
            return where
        target: dict[str, Any] = {}
        if later or self._luck(0.8):
            target["go_to"] = where
        if "go_to" not in target or self._luck(0.5):
            target["prompts"] = self._prompts(0)
        self._some(target, 0.2, "set", lambda: {"tries": "{{ tries + 1 }}"})
        if not later and self._luck(0.15):
            return [{"when": self._condition(), "go_to": self._anywhere()}, target]
        return target

    def _events(self, place: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name in self.chance.sample(OUTSIDE, self.chance.randint(1, 2)):
            target = self._target(place)
            if isinstance(target, str):
                target = {"go_to": target}
            if isinstance(target, dict) and self._luck(0.6):
                target["interrupt"] = True
            made[name] = target
        return made

    def _ladder(self) -> Any:
        rungs = [self._rung() for _ in range(self.chance.randint(1, 3))]
        if self._luck(0.4):
            rungs.append({"go_to": self._anywhere()})
        return rungs

    def _rung(self) -> Any:
        if self._luck(0.4):
            return self._sentence(self.language)
        made: dict[str, Any] = (
            {"prompts": self._prompts(0)} if self._luck(0.7) else {"set": {"tries": "{{ tries + 1 }}"}}
        )
        self._some(made, 0.6, "reprompt", lambda: self.chance.choice(("question", "help", "none")))
        return made

    def _help(self) -> Any:
        return (
            {"prompts": self._prompts(0), "reprompt": "question"} if self._luck(0.4) else self._sentence(self.language)
        )

    # prompts

    def _prompts(self, least: int) -> Any:
        several = self.chance.choice((least, 1, 2, 3, 4)) or 1
        made = [self._prompt() for _ in range(several)]
        return made[0] if several == 1 and not isinstance(made[0], list) else made

    def _prompt(self, *, by_name: bool = True) -> Any:
        if self._luck(0.3):
            return self._sentence(self.language)
        if by_name and self._luck(0.08):
            return {"use": "shared"}
        made = self._content()
        self._some(made, 0.75, "barge_in", self._policy)
        if by_name and self._luck(0.4):
            if self.names and self._luck(0.3):
                made["when"] = self._condition()
            made["name"] = f"prompt_{len(self.names)}"
            self.names.append(made["name"])
        self._some(made, 0.2, "once", lambda: True)
        self._some(made, 0.2, "voice", self._voice)
        self._some(made, 0.12, "no_input_after", lambda: self.chance.choice(("2s", "3500ms", "15s")))
        self._some(made, 0.12, "end_of_turn_silence", lambda: self.chance.choice(("250ms", "1s")))
        return made

    def _content(self) -> dict[str, Any]:
        kind = self.chance.choices(("text", "ssml", "audio"), (7, 2, 1))[0]
        if kind == "audio":
            return {"audio": self.chance.choice(sorted(RECORDINGS))}
        if kind == "ssml":
            pause = self.chance.choice(("200ms", "1s"))
            return {"ssml": f'<speak>{self._sentence(self.language)} <break time="{pause}"/> Ok.</speak>'}
        if len(self.languages) > 1 and self._luck(0.5):
            return {"text": {tag: self._sentence(tag) for tag in self.languages}}
        if self._luck(0.1):
            return {"text": {"one_of": [self._sentence(self.language), self._sentence(self.language)]}}
        if self._luck(0.03):
            # A slot that may not be filled yet: what fails is rescued, never silence.
            return {"text": "{{ number | say }}."}
        return {"text": self._sentence(self.language)}

    def _sentence(self, language: str) -> str:
        """One to three sentences that no other prompt has, of one word or of twenty."""
        self.sentences += 1
        words = _WORDS[language].split()
        said = []
        for _ in range(self.chance.choice((1, 1, 2, 3))):
            begin = self.chance.randrange(len(words))
            length = self.chance.choice((1, 4, 9, 14))
            said.append(" ".join((words + words)[begin : begin + length]).capitalize() + ".")
        return f"{' '.join(said[:-1])} {said[-1][:-1]} {_numbered(self.sentences)}.".strip()

    def _policy(self) -> Any:
        strategy = self.chance.choice(("none", "manual", "minimum_characters", "immediate"))
        made: dict[str, Any] = {"strategy": strategy}
        if strategy == "minimum_characters":
            self._some(made, 0.5, "minimum_characters", lambda: self.chance.choice((1, 5, 20)))
        if strategy in ("minimum_characters", "immediate"):
            self._some(made, 0.4, "allow_after_ms", lambda: self.chance.choice((300, 1200, 5000)))
        return strategy if len(made) == 1 else made

    def _voice(self) -> dict[str, str]:
        return dict(self.chance.choice(_VOICES))

    def _condition(self) -> str:
        heard = [f"was_heard('{self.chance.choice(self.names)}')"] if self.names else []
        return self.chance.choice([*heard, *(f"not {name}" for name in heard), "tries < 2", "number", "not number"])


def _numbered(number: int) -> str:
    """A number as a word, so that no digits make a sentence longer to say than it looks."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number)) + "x"


def text_of(chance: Random) -> str:
    """A random flow as the author's file."""
    return yaml_of(Author(chance).flow)
