"""Two flows' worth of intents, as an author would write them, with the built-in ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from callwright.languages import Language, get
from callwright.understanding.matcher import Lexicon
from callwright.understanding.phrases import Phrase, parse

ENGLISH_INTENTS = {
    "billing": ["billing", "my bill", "a question about (my|the) (last)? invoice"],
    "sales": ["sales", "I want to buy something", "place an order"],
    "opening_hours": ["opening hours", "when are you open"],
    "book": ["(book|make) an appointment", "I need an appointment"],
    "cancel_appointment": ["cancel my appointment"],
    "order_status": ["my (order)? number is <order_number:digits>", "order <order_number:digits>"],
    "fault": ["technical support", "it does not work", "my internet is down"],
    "moved": ["change my address", "I have moved", "new e-mail address"],
}
GERMAN_INTENTS = {
    "rechnung": ["Rechnung", "meine Rechnung", "Frage zur (letzten)? Rechnung"],
    "kuendigen": ["kündigen", "Vertrag kündigen", "meinen Vertrag beenden"],
    "oeffnung": ["Öffnungszeiten", "wann haben Sie (offen|geöffnet)"],
    "termin": ["Termin vereinbaren", "einen Termin"],
    "absagen": ["Termin absagen"],
    "nummer": ["meine Kundennummer ist <kundennummer:digits>", "Kundennummer <kundennummer:digits>"],
    "stoerung": ["Störung", "mein Internet geht nicht"],
    "ja_nummer": ["Januar"],
}


def understood(templates: Sequence[str]) -> list[Phrase]:
    """Templates as phrases; each one must be well written."""
    parsed = [parse(template) for template in templates]
    phrases = [one for one in parsed if isinstance(one, Phrase)]
    assert len(phrases) == len(parsed), parsed
    return phrases


def lexicon(language: Language, intents: Mapping[str, Sequence[str]]) -> Lexicon:
    """A lexicon of these intents and the built-in ones."""
    built_in = {**language.universals, "yes": language.yes, "no": language.no}
    names = [*intents, *(name for name in built_in if name not in intents)]
    return Lexicon.build(
        {name: understood([*intents.get(name, ()), *built_in.get(name, ())]) for name in names}, language
    )


LEXICONS = {"en": lexicon(get("en"), ENGLISH_INTENTS), "de": lexicon(get("de"), GERMAN_INTENTS)}
LISTENING = {
    "en": frozenset({*ENGLISH_INTENTS, *get("en").universals}),
    "de": frozenset({*GERMAN_INTENTS, *get("de").universals}),
}
