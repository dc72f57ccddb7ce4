"""Random forms: slots of every type with their limits, checks, confirmations and corrections.

A flow has one slot of each type, always of the same name, but the limits are drawn once for each flow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.laws.writer import Writer

NAMES = {
    "en-US": {
        "yes_no": "agreed",
        "number": "people",
        "money": "amount",
        "date": "day",
        "time": "hour",
        "duration": "stay",
        "phone": "telephone",
        "name": "surname",
        "spelling": "code",
        "choice": "colour",
        "text": "remark",
    },
    "de-DE": {
        "yes_no": "zugesagt",
        "number": "personen",
        "money": "betrag",
        "date": "tag",
        "time": "uhrzeit",
        "duration": "aufenthalt",
        "phone": "telefon",
        "name": "nachname",
        "spelling": "kennung",
        "choice": "farbe",
        "text": "bemerkung",
    },
}
"""How a slot is called, by its type. That of digits is ``number`` in both."""

_COLOURS = {
    "en-US": {"red": ["red", "dark red"], "blue": ["blue", "navy"], "green": ["green"]},
    "de-DE": {"red": ["rot", "dunkelrot"], "blue": ["blau", "marine"], "green": ["grün"]},
}
_REFUSES = {
    "number": "number == '0000' or number == '44'",
    "number_": "{0} > 6",
    "date": "{0} < today",
    "time": "{0} == '20:00'",
    "name": "{0} == 'Anna Schmidt'",
    "choice": "{0} == 'blue'",
    "yes_no": "not {0}",
}


class Collector(Writer):
    """``slots`` are all that the flow may collect: the name of each, its type and its limits."""

    def __init__(self, chance: Random, languages: Sequence[str], topics: Sequence[str]) -> None:
        super().__init__(chance, languages)
        self.topics = list(topics)
        names = NAMES[self.language]
        self.slots: dict[str, dict[str, Any]] = {"number": self._digits()}
        for type, name in names.items():
            self.slots[name] = {"slot": name, "type": type, **self._limits(type)}

    def _digits(self) -> dict[str, Any]:
        made: dict[str, Any] = {"slot": "number", "type": "digits"}
        if self.luck(0.6):
            made["length"] = self.chance.randint(1, 6)
        else:
            made |= {"min": 2, "max": self.chance.randint(3, 6), "end_key": self.chance.choice(("hash", "star"))}
        return made

    def _limits(self, type: str) -> dict[str, Any]:
        """Limits as an author writes them."""
        every: dict[str, Callable[[], dict[str, Any]]] = {
            "number": lambda: {"min": 1, "max": self.chance.choice((4, 12, 300))},
            "money": lambda: {"currency": "EUR", "max": self.chance.choice((50, 5000))},
            "date": lambda: self.chance.choice(({"future": True}, {"past": True}, {"min": "1950-01-01"})),
            "time": lambda: {"min": "09:00", "max": self.chance.choice(("17:30", "23:00"))},
            "duration": lambda: {"max": "P3D"},
            "spelling": lambda: self.chance.choice(
                ({"length": 4}, {"min": 2, "max": 6}, {"pattern": "[A-Z]{2}[0-9]+"})
            ),
            "text": lambda: {"pattern": ".{3,60}"},
        }
        if type == "choice":
            return {"options": _COLOURS[self.language]}
        if type == "money" and not self.luck(0.6):
            return {"currency": "EUR"}
        return every[type]() if type in every and self.luck(0.6) else {}

    def form(self, place: int) -> dict[str, Any]:
        """A state that collects one to four values."""
        names = self.chance.sample(sorted(self.slots), self.chance.choice((1, 2, 2, 3, 4)))
        if self.luck(0.4) and "number" not in names:
            names[0] = "number"
        collected = [self._slot(self.slots[name]) for name in names]
        made: dict[str, Any] = {"collect": collected}
        self.some(made, 0.3, "prompts", lambda: self.prompts(1))
        if self.luck(0.4):
            made["confirm"] = self._confirmation(*names)
            self.some(made, 0.5, "on_no", lambda: self.target(place))
            self.some(made, 0.4, "corrections", self._corrections)
        self.some(made, 0.3, "on_cancel", self.leading)
        self.some(made, 0.3, "keep", lambda: names[:1])
        if self.topics:
            self.some(made, 0.2, "transitions", lambda: {self.chance.choice(self.topics): self.target(place)})
        if any("request" in check for slot in collected for check in slot.get("check", ())):
            self.some(made, 0.7, "if_fails", lambda: self.if_fails(place))
        made["go_to"] = self.later(place)
        return made | self.asking()

    def _slot(self, known: dict[str, Any]) -> dict[str, Any]:
        made = known | {"prompts": self.prompts(1)}
        name, type = known["slot"], known["type"]
        if type in ("digits", "phone", "number", "date", "time"):
            self.some(made, 0.3, "key_pause", lambda: self.chance.choice(("1s", "2500ms")))
        self.some(made, 0.3, "confirm", lambda: self._confirmation(name))
        self.some(made, 0.2, "corrections", lambda: self.chance.choice(("accept", "ask")))
        checks = []
        if name == "number" or type in _REFUSES:
            refuses = _REFUSES["number_" if type == "number" else "number" if name == "number" else type].format(name)
            checks += [{"when": refuses, **self._refusal(name)}] if self.luck(0.4) else []
        if self.luck(0.2):
            checks.append({"request": self.request(name, save=False), **self._refusal(name)})
        if checks:
            made["check"] = checks
        self.some(made, 0.3, "no_match", self.ladder)
        self.some(made, 0.2, "barge_in", self.policy)
        self.some(made, 0.2, "keys", lambda: {"9": self.here[-1]})
        return made

    def _refusal(self, name: str) -> dict[str, Any]:
        return {
            "prompts": f"{self.sentence(self.language)} {{{{ {name} | say }}}}.",
            "reprompt": self.chance.choice(("question", "question", "none")),
        }

    def _confirmation(self, *names: str) -> Any:
        text = " ".join(f"{{{{ {name} | say }}}}?" for name in names)
        return {"text": text, "barge_in": self.policy()} if self.luck(0.5) else text

    def _corrections(self) -> Any:
        mode = self.chance.choice(("accept", "ask"))
        if not self.topics or self.luck(0.6):
            return mode
        return {"mode": mode, "on": [self.chance.choice(self.topics)]}

    def request(self, name: str, *, save: bool = True) -> dict[str, Any]:
        """A service is asked; ``name`` is what may stand in its path."""
        raise NotImplementedError

    def if_fails(self, place: int) -> Any:
        """Where it leads when a service does not answer as it should."""
        raise NotImplementedError
