"""What a random caller says: intents and values in the language's own way, halves of values, mends, other things."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

from callwright.core.limits import fits
from callwright.core.model import Asks, Flow, Form, Question, Slot
from callwright.core.moment import wall
from callwright.core.session import Session
from callwright.languages import get as language_of
from callwright.understanding.hearing import say

BESIDE_THE_POINT = {"en": "purple elephants dance on the moon", "de": "lila Elefanten tanzen auf dem Mond"}
BACKCHANNEL = "mhm"
DIGITS = ("4", "44", "412", "41 23 7", "0000", "412345")


class _Ways(NamedTuple):
    """How somebody who speaks a language says what a form wants to know; ``{0}`` is the value, ``{1}`` its name."""

    joins: str
    hesitates: str
    mends: tuple[str, ...]
    wrong: tuple[str, ...]
    around: tuple[str, ...]


_WAYS = {
    "en": _Ways(
        " and ",
        "uh",
        ("no, {0}", "no {0}", "no, I mean {0}", "sorry, {0}", "no, not that, {0}"),
        ("the {1} is wrong", "no, the {1} is wrong"),
        ("{0}", "{0}", "{0} please", "it is {0}", "uh {0}", "my {1} is {0}"),
    ),
    "de": _Ways(
        " und ",
        "äh",
        ("nein, {0}", "nein {0}", "nein, ich meine {0}", "Entschuldigung, {0}"),
        ("{1} stimmt nicht", "nein, {1} ist falsch"),
        ("{0}", "{0}", "{0} bitte", "es ist {0}", "äh {0}", "{1}: {0}"),
    ),
    "fr": _Ways(" et ", "euh", ("non, {0}", "non {0}"), ("non, {1}",), ("{0}", "{0} s'il vous plaît")),
    "es": _Ways(" y ", "eh", ("no, {0}", "no {0}"), ("no, {1}",), ("{0}", "{0} por favor")),
    "it": _Ways(" e ", "ehm", ("no, {0}", "no {0}"), ("no, {1}",), ("{0}", "{0} per favore")),
    "nl": _Ways(" en ", "eh", ("nee, {0}", "nee {0}"), ("nee, {1}",), ("{0}", "{0} graag")),
    "pl": _Ways(" i ", "yyy", ("nie, {0}", "nie {0}"), ("nie, {1}",), ("{0}", "{0} proszę")),
}
STRAY = (*BESIDE_THE_POINT.values(), *(ways.hesitates for ways in _WAYS.values()), BACKCHANNEL)
"""What answers nothing, whatever is asked."""
_PEOPLE = ("Anna Schmidt", "James Miller", "Joe", "Maria Fernandez", "Ute Klein")
_TRIES = 12


class Mouth:
    """The words of one caller of one flow."""

    def __init__(self, flow: Flow, seed: int) -> None:
        self.flow = flow
        self.seed = seed

    def sentence(self, session: Session | None, what: str, which: int, at: int) -> str:
        """What is said now (``at``, Unix ms); an answer is one to the question that waits, if there is one."""
        flow = self._flow(session)
        tag = session.language if session is not None else flow.language
        language = language_of(tag)
        if what == "agrees":
            return say("yes_no", True, language=tag)
        if what == "beside the point":
            return BESIDE_THE_POINT.get(language.tag, BESIDE_THE_POINT["en"])
        if what == "hesitates":
            return _WAYS[language.tag].hesitates
        if what == "backchannel":
            return BACKCHANNEL
        if what == "universal":
            every = [phrases[which % 2] for phrases in language.universals.values()]
            return _plain(every[which // 2 % len(every)])
        question = flow.questions.get(session.question) if session is not None else None
        if session is not None and question is not None and question.asks is not Asks.INTENT:
            said = self._to_a_form(flow, session, question, what, which, at)
            if said:
                return said
        said_of = self._phrases(flow, question, what)
        yes_no = [say("yes_no", answer, language=tag) for answer in (True, False)]
        if what == "yes and a key":
            return (*yes_no, DIGITS[0])[which % 3]
        if question is None or question.yes_no or what != "answers":
            said_of += yes_no
        if question is None or question.asks is not Asks.INTENT or what != "answers":
            said_of += DIGITS
        if what != "answers" or which % 5 == 0:
            said_of += [_plain(sentences[0]) for sentences in language.universals.values()]
        return said_of[which % len(said_of)] if said_of else yes_no[0]

    def _flow(self, session: Session | None) -> Flow:
        return self.flow if session is None else self.flow.family.get(session.flow, self.flow)

    def _phrases(self, flow: Flow, question: Question | None, what: str) -> list[str]:
        names = sorted(flow.intents) if question is None or what != "answers" else sorted(question.listening)
        return [phrase.example() for name in names if name in flow.intents for phrase in flow.intents[name].phrases]

    # values

    def _to_a_form(self, flow: Flow, session: Session, question: Question, what: str, which: int, at: int) -> str:
        """A value, half of one, several, or a mend; empty where something else is to be said."""
        form = flow.states[question.state].act
        assert isinstance(form, Form)
        chance = Random(f"{self.seed} {which} {len(session.values)}")
        slot = flow.slot_of(question)
        asked = slot if question.asks is Asks.VALUE else None
        today = wall(at, flow.timezone).strftime("%Y-%m-%d")
        tag = session.language
        ways = _WAYS[language_of(tag).tag]
        if what == "answers":
            what = "value" if asked is not None and which % 10 < 8 else ""
        if what == "value" and asked is not None:
            words = words_of(asked, value_of(asked, chance, today), tag, chance)
            return chance.choice(ways.around).format(words, _named(asked))
        if what == "piece" and asked is not None:
            whole = words_of(asked, value_of(asked, Random(f"{self.seed} {question.id}"), today), tag, chance).split()
            middle = max(1, len(whole) // 2)
            return " ".join(whole[middle:] if session.pieces or session.keys else whole[:middle])
        if what == "several":
            open_slots = [one for one in form.slots if one.name not in session.values] or list(form.slots)
            said = [words_of(one, value_of(one, chance, today), tag, chance) for one in open_slots[:3]]
            return ways.joins.join(said)
        if what == "mends":
            known = [one for one in form.slots if one.name in session.values] or list(form.slots)
            mended = chance.choice(known)
            if chance.random() < 0.25:
                return chance.choice(ways.wrong).format("", _named(mended))
            words = words_of(mended, value_of(mended, chance, today), tag, chance)
            return chance.choice(ways.mends).format(words)
        return ""

    def typed(self, session: Session | None, which: int, at: int) -> str:
        """The keys of a value that is asked for, one character each; none where nothing is."""
        flow = self._flow(session)
        question = flow.questions.get(session.question) if session is not None else None
        slot = flow.slot_of(question) if question is not None and question.asks is Asks.VALUE else None
        if slot is None or slot.type not in ("digits", "phone", "number", "date", "time"):
            return "4471"[: which % 4]
        value = value_of(slot, Random(which), wall(at, flow.timezone).strftime("%Y-%m-%d"))
        figures = "".join(c for c in str(value) if c.isdigit())
        if slot.type == "date":
            figures = figures[6:8] + figures[4:6] + figures[:4]
        return figures + ({"hash": "#", "star": "*"}.get(slot.end_key or "", "#") if which % 4 else "")


def _plain(phrase: str) -> str:
    """A phrase without its marks."""
    return phrase.replace("(", "").replace(")?", "").replace(")", "").replace("|", " ")


def _named(slot: Slot) -> str:
    return slot.name.replace("_", " ")


def value_of(slot: Slot, chance: Random, today: str) -> Any:
    """A value that a caller may have; three times in four one that the slot may hold."""
    value = _any_value(slot, chance, today)
    if chance.random() < 0.25:
        return value
    for _ in range(_TRIES):
        if fits(slot, value, today):
            break
        value = _any_value(slot, chance, today)
    return value


def _any_value(slot: Slot, chance: Random, today: str) -> Any:
    options = slot.options
    if slot.type in ("digits", "spelling"):
        least, most = slot.min_length, min(slot.max_length, 12)
        count = max(1, chance.choice((least, least, most, least - 1, most + 1)))
        if slot.type == "digits":
            return "".join(chance.choice("0123456789") for _ in range(count))
        letters = "".join(chance.choice("ABDEFHKMRSTX") for _ in range(count))
        return letters[:2] + "".join(chance.choice("0123456789") for _ in letters[2:])
    match slot.type:
        case "yes_no":
            return chance.random() < 0.5
        case "number":
            return chance.randint(int(options.get("min", 1)) - 1, int(options.get("max", 40)) + 1)
        case "money":
            most = int(options.get("max", 1000))
            amount = chance.choice((1, 5, 20, 20.5, most - 1, most + 1))
            return {"amount": amount, "currency": options.get("currency") or "EUR"}
        case "date":
            year = int(today[:4]) + chance.choice((0, 0, 1, -1, -30))
            return f"{year:04}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        case "time":
            return f"{chance.randrange(24):02}:{chance.choice((0, 15, 30, 45, 50)):02}"
        case "duration":
            return chance.choice(("PT2H", "PT45M", "P3D", "P2W", "PT1H30M"))
        case "phone":
            return chance.choice(("+492115566770", "+4915120304050", "+12125550123"))
        case "choice":
            return chance.choice(sorted(options["options"]))
        case "name":
            return chance.choice(_PEOPLE)
    return chance.choice(("it rains a lot", "ok then", "bitte leise sein", "a"))


def words_of(slot: Slot, value: Any, language: str, chance: Random) -> str:
    """How somebody says a value of this slot."""
    if slot.type == "choice":
        return _plain(chance.choice(slot.options["options"][value]))
    if slot.type in ("name", "text"):
        return str(value)
    return say(slot.type, value, language=language)
