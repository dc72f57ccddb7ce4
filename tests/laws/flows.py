"""Random flows that an author could have written: YAML text with everything that the language has.

Laws: the same chance writes the same flow; every flow compiles without an error; no flow can talk for ever without
the caller, since states that do not wait lead only to later ones, and the last state hangs up.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.laws.collector import NAMES
from tests.laws.errands import INNER, Errands
from tests.laws.files import yaml_of
from tests.laws.writer import TRIED

TOPICS = {
    "en-US": {
        "billing": ("billing", "my last invoice"),
        "delivery": ("delivery", "where is my parcel"),
        "repair": ("repair", "something is broken"),
        "parking": ("parking space", "where can I park"),
        "newsletter": ("newsletter",),
        "insurance": ("insurance", "my policy number is <number:digits>"),
        "table": ("book a table", "a table for <people:number> (people)? on <day:date>"),
        "payment": ("make a payment", "pay <amount:money>"),
    },
    "de-DE": {
        "billing": ("Rechnung", "meine letzte Abrechnung"),
        "delivery": ("Lieferung", "wo ist mein Paket"),
        "repair": ("Reparatur", "etwas ist kaputt"),
        "parking": ("Parkplatz", "wo kann ich parken"),
        "newsletter": ("Rundbrief",),
        "insurance": ("Versicherung", "meine Nummer ist <number:digits>"),
        "table": ("einen Tisch", "ein Tisch für <personen:number> (Personen)? am <tag:date>"),
        "payment": ("etwas bezahlen", "ich bezahle <betrag:money>"),
    },
}
FORGOTTEN = ("money", "date", "time")
"""Types of what a state may forget, beside the number."""
HELPER = "helper"
"""The name of the other flow of the folder, which is only called."""


class Author(Errands):
    """Somebody who writes one flow. ``flow`` is the file as data, ``called`` what it calls."""

    def __init__(self, chance: Random, languages: Sequence[str], *, helper: bool = False) -> None:
        every = sorted(TOPICS[languages[0]])
        super().__init__(chance, languages, chance.sample(every, chance.randint(1, 4)))
        self.states = ["bye"] if helper else [f"state_{n}" for n in range(1, chance.randint(2, 8))] + ["bye"]
        self.here = self.states
        if not helper:
            self.small_tasks = [task for task in (INNER[0], INNER[1], f"flow:{HELPER}") if self.luck(0.4)]
        self.flow = self._flow(helper)

    # the file

    def _flow(self, helper: bool) -> dict[str, Any]:
        phrases = TOPICS[self.language]
        flow: dict[str, Any] = {"flow": HELPER if helper else "random", "title": "A random flow"}
        flow["languages" if len(self.languages) > 1 else "language"] = (
            self.languages if len(self.languages) > 1 else self.language
        )
        flow["timezone"] = "Europe/Berlin"
        self.some(flow, 0.7, "defaults", self._defaults)
        flow["variables"] = {"tries": 0, "counted": 0, "purpose": "", "given": "", "number": {"type": "digits"}}
        flow["variables"] |= {NAMES[self.language][type]: {"type": type} for type in FORGOTTEN}
        flow["variables"] |= {"answered": 0, "lost": "", "limit": {"type": "money", "value": "20.50 EUR"}}
        flow["services"], flow["hours"] = self.services(), self.hours()
        flow["intents"] = {topic: list(phrases[topic]) for topic in self.topics}
        flow["prompts"] = {"shared": self.prompt(by_name=False)}
        self.some(flow, 0.8, "anytime", self._anytime)
        flow["start"] = INNER[0] if helper else self.states[0]
        flow["states"] = {name: self._state(place, name) for place, name in enumerate(self.states)}
        flow["states"]["asks_number"] = self.form(len(self.states) - 1)
        if helper or self.called & set(INNER):
            flow["states"] |= self.inner_states()
        return flow

    def _defaults(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self.some(made, 0.5, "barge_in", self.policy)
        self.some(made, 0.3, "no_input_after", lambda: self.chance.choice(("3s", "5s", "12s")))
        self.some(made, 0.3, "end_of_turn_silence", lambda: self.chance.choice(("300ms", "900ms", "1500ms")))
        self.some(made, 0.2, "voice", self.voice)
        self.some(made, 0.15, "transcription", lambda: {"provider": self.chance.choice(("eleven_labs", "azure"))})
        self.some(made, 0.2, "no_match", self.ladder)
        self.some(made, 0.2, "no_input", self.ladder)
        return made or {"no_input_after": "6s"}

    def _anytime(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self.some(made, 0.6, "operator", self.anywhere)
        self.some(made, 0.6, "goodbye", lambda: "bye")
        self.some(made, 0.3, self.chance.choice(self.topics), lambda: self.target(0))
        others = [topic for topic in self.topics if topic not in made]
        if self.small_tasks and others:
            self.some(made, 0.4, self.chance.choice(others), self.small_task)
        self.some(made, 0.1, self.chance.choice(("wait", "repeat", "back")), lambda: False)
        self.some(made, 0.5, "events", lambda: self.events(0))
        return made or {"goodbye": "bye"}

    # states

    def _state(self, place: int, name: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self.some(made, 0.08, "set", self._set)
        self.some(made, 0.08, "forget", lambda: ["number", NAMES[self.language][self.chance.choice(FORGOTTEN)]])
        if len(self.languages) > 1:
            self.some(made, 0.15, "set_language", lambda: self.chance.choice(self.languages))
        self.some(made, 0.08, "background", lambda: self.chance.choice(("stop", {"audio": "music.wav", "volume": 0.2})))
        self.some(made, 0.05, "send_sms", lambda: {"to": "+49 151 20304050", "message": "Thank you for calling."})
        self.some(made, 0.2, "barge_in", self.policy)
        self.some(made, 0.5, "events", lambda: self.events(place))
        self.some(made, 0.1, "on_error", lambda: "bye")
        if name == "bye":
            made |= {"prompts": self.prompts(1), "hangup": True}
            return made
        kinds = {"asks": 8, "form": 5, "passes": 2, "chooses": 1, "transfers": 1, "ends": 1, "requests": 3}
        if self.small_tasks:
            kinds["calls"] = 3
        kind = self.chance.choices(list(kinds), list(kinds.values()))[0]
        if kind == "asks":
            return made | self.question(place)
        if kind == "form":
            return self.form(place) | made
        self.some(made, 0.8 if kind in ("requests", "calls") else 0.9, "prompts", lambda: self.prompts(1))
        if kind == "passes":
            made["go_to"] = self.later(place)
        elif kind == "requests":
            made |= self.asks_service(place)
        elif kind == "calls":
            made |= self.calls(place)
        elif kind == "chooses":
            made["choose"] = [
                {"when": self.condition(), "go_to": self.later(place)},
                self.target(place, later=True),
            ]
        elif kind == "transfers":
            made["transfer"] = {"to": "+49 211 5566770", "timeout": self.chance.choice(("5s", "20s"))}
            self.some(made, 0.7, "if_fails", lambda: self.target(place, later=True))
        elif self.luck(0.5):
            made["hangup"] = True
        else:
            made["hand_over"] = {"system_prompt": "Be kind.", "greeting": "Hello."}
        return made

    def _set(self) -> dict[str, str]:
        day, hour = NAMES[self.language]["date"], NAMES[self.language]["time"]
        others = (
            {"number": "{{ '44' }}"},
            {day: "{{ today | plus(3, 'days') }}"},
            {hour: "{{ '12:00' }}"},
            {"limit": "7 EUR"},
        )
        return dict(self.chance.choice((TRIED, *others)))

    def question(self, place: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        self.some(made, 0.95, "prompts", lambda: self.prompts(1))
        heard = self.chance.sample(self.topics, self.chance.randint(1, len(self.topics)))
        made["transitions"] = {topic: self.target(place) for topic in heard}
        if self.luck(0.3):
            made["transitions"] |= {"yes": self.target(place), "no": self.target(place)}
        self.some(made, 0.1, "otherwise", lambda: self.target(place))
        self.some(made, 0.5, "keys", lambda: self.keys(place))
        return made | self.asking()


def texts_of(chance: Random) -> dict[str, str]:
    """A random flow, and the one that it calls if it calls one, as their author's files by name."""
    first = chance.choice(("en-US", "en-US", "de-DE"))
    other = "de-DE" if first == "en-US" else "en-US"
    languages = [first, other] if chance.random() < 0.2 else [first]
    author = Author(chance, languages)
    texts = {"random.yaml": yaml_of(author.flow)}
    if f"flow:{HELPER}" in author.called:
        spoken = chance.choice(([first], [first], [other], [first, other]))
        texts[f"{HELPER}.yaml"] = yaml_of(Author(chance, spoken, helper=True).flow)
    return texts
