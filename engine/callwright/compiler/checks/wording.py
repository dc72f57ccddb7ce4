"""What the words of a prompt are: how long they last, sentence by sentence, and what they do.

The signal words are those of all complete languages at once; a flow may speak several of them. They are chosen to be
sure rather than many: what no pattern knows is not complained about.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from callwright.core.prompt import Kind, Prompt
from callwright.core.speech import markup_ms, text_ms, words_of

_TAGS = re.compile(r"<[^>]*>")
_ELSE = re.compile(r"\{%-?\s*(?:else|elif)\b.*?\{%-?\s*endif\s*-?%\}", re.DOTALL)
_STATEMENT = re.compile(r"\{[%#].*?[%#]\}", re.DOTALL)
_INSERTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_STANDS_FOR = "a value"
"""What an insertion is taken to be: not long, and no word that means anything."""
_END = re.compile(r"(?<=[.!?…])[\"'”’)»]*\s+")


class Wording(NamedTuple):
    """A text as it is heard, about: without markup, with a word for every insertion.

    The last four say whether a pattern below is worth a look, because nearly always it is not.
    """

    text: str
    sentences: tuple[str, ...]
    ms: int
    inserts: bool
    may_announce: bool
    may_offer_keys: bool
    may_name_words: bool
    may_end: bool

    @property
    def asks(self) -> bool:
        """Whether there is a question in it."""
        return "?" in self.text


_ANNOUNCING = (
    "record", "monitor", "your data", "personal", "aufgez", "aufgen", "mitgesch", "mitgeh", "nehmen", "zeichnen",
    "daten", "enregistr", "données", "grabad", "datos", "registrat", "dati ", "opgenomen", "gegevens", "nagryw",
    "dane ",
)  # fmt: skip
_PRESSING = (
    "press", "push", "hit ", "drücken", "wählen sie", "appuyez", "tapez", "pulse", "presione", "marque", "prem",
    "digiti", "toets", "druk", "naciś", "wciśnij", "nacisnąć",
)  # fmt: skip
_TELLING = ("say", "sagen sie", "dites", "diga", "dica", "zeg", "powied")
_ENDING = (
    "bye", "wieder", "tschüs", "revoir", "adiós", "luego", "arrivederc", "tot ziens", "do widzenia", "usłyszenia",
)  # fmt: skip


@lru_cache(maxsize=8192)
def wording(source: str, *, markup: bool = False) -> Wording:
    """The wording of one text of a flow; ``markup``: it is ``ssml``."""
    plain = source
    inserts = "{" in source and _INSERTION.search(source) is not None
    if "{" in source:
        plain = _INSERTION.sub(_STANDS_FOR, _STATEMENT.sub("", _ELSE.sub("", source)))
    ms = markup_ms(plain, 0) if markup else text_ms(" ".join(plain.split()), 0)
    text = words_of(plain) if markup else " ".join(plain.split())
    sentences = tuple(sentence.strip() for sentence in _END.split(text) if sentence.strip())
    folded = text.casefold()
    return Wording(
        text,
        sentences,
        ms,
        inserts,
        may_announce=_has(folded, _ANNOUNCING),
        may_offer_keys=_has(folded, _PRESSING),
        may_name_words=_has(folded, _TELLING),
        may_end=_has(folded[-24:], _ENDING),
    )


def _has(text: str, any_of: tuple[str, ...]) -> bool:
    for part in any_of:  # noqa: SIM110 - half as long as any()
        if part in text:
            return True
    return False


def wordings(prompt: Prompt) -> tuple[Wording, ...]:
    """Every text of a prompt, in all languages and turns; none for audio."""
    markup = prompt.kind is Kind.SSML
    return tuple([wording(text.source, markup=markup) for texts in prompt.texts.values() for text in texts])


def longest_ms(prompt: Prompt) -> int:
    """How long a prompt lasts, about, in the language and turn in which it lasts longest."""
    if prompt.audio is not None:
        return prompt.audio.duration_ms
    return max((made.ms for made in wordings(prompt)), default=0)


def seconds(ms: int) -> str:
    """A length in an author's words."""
    return f"{ms / 1000:.1f}".removesuffix(".0") + (" second" if ms == 1000 else " seconds")


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


NOTICE = _any(
    r"\b(?:calls?|conversations?|lines?)\b[^.?!]{0,30}\b(?:recorded|monitored)\b",
    r"\b(?:recorded|monitored)\b[^.?!]{0,30}\b(?:quality|training|legal|security)\b",
    r"\b(?:we|to) record (?:this|the|your|all|every) (?:calls?|conversations?)\b",
    r"\b(?:are|be) recording (?:this|your|all|every) (?:calls?|conversations?)\b",
    r"\bpersonal (?:data|information)\b[^.?!]{0,40}\b(?:processed|stored|kept|saved|recorded)\b",
    r"\b(?:process|store|keep|record) your (?:personal )?data\b",
    r"\b(?:gespräche?|anrufe?|telefonate?)\b[^.?!]{0,40}\b(?:aufgezeichnet|mitgeschnitten|aufgenommen)\b",
    r"\b(?:aufgezeichnet|mitgeschnitten)\b[^.?!]{0,40}\b(?:qualität|schulung|ausbildung|beweis)",
    r"\bzeichnen\b[^.?!]{0,30}\b(?:gespräche?|anrufe?)\b[^.?!]{0,30}\bauf\b",
    r"\bnehmen\b[^.?!]{0,30}\b(?:gespräche?|anrufe?)\b[^.?!]{0,30}\bauf(?=[.!,]|$)",
    r"\b(?:gespräche?|anrufe?|telefonate?)\b[^.?!]{0,40}\bmitgehört\b",
    r"\b(?:personenbezogenen?|ihre|persönlichen?) daten werden\b[^.?!]{0,40}"
    r"\b(?:verarbeitet|gespeichert|aufgezeichnet)\b",
    r"\bwir (?:verarbeiten|speichern) ihre (?:\w+ )?daten\b",
    r"\b(?:appels?|conversations?|communications?)\b[^.?!]{0,40}\benregistr(?:é|és|ée|ées)\b",
    r"\bdonnées personnelles\b[^.?!]{0,40}\b(?:traitées|conservées|enregistrées)\b",
    r"\b(?:llamadas?|conversación|conversaciones)\b[^.?!]{0,40}\bgrabadas?\b",
    r"\bdatos personales\b[^.?!]{0,40}\b(?:tratados|tratarán|guardados|almacenados)\b",
    r"\b(?:chiamat[ae]|conversazion[ei]|telefonat[ae])\b[^.?!]{0,40}\bregistrat[ae]\b",
    r"\bdati personali\b[^.?!]{0,40}\b(?:trattati|conservati|registrati)\b",
    r"\bgesprek(?:ken)?\b[^.?!]{0,40}\bopgenomen\b",
    r"\bpersoonsgegevens\b[^.?!]{0,40}\b(?:verwerkt|bewaard|opgeslagen)\b",
    r"\brozmow[aęy]\b[^.?!]{0,40}\bnagrywan[aey]\b",
    r"\bdane osobowe\b[^.?!]{0,40}\b(?:przetwarzane|przechowywane)\b",
)
"""A sentence that the law wants heard: that the call is recorded, or what becomes of the caller's data."""

NOT_A_NOTICE = _any(
    r"\b(?:not|never|nicht|kein\w*|no|ne|non|niet|nie)\b[^.?!]{0,30}\b(?:recorded|monitored|aufge\w+|mitge\w+|enregistr\w+"
    r"|grabad\w+|registrat\w+|opgenomen|nagrywan\w+)",
)

GREETING = re.compile(
    r"\b(?:welcome|hello|good (?:morning|afternoon|evening|day)|this is|you have reached|thank you for calling"
    r"|willkommen|herzlich willkommen|guten (?:tag|morgen|abend)|grüß gott|hallo|hier ist|sie sind verbunden"
    r"|bonjour|bonsoir|bienvenue|soyez l[ae] bienvenue?|vous êtes bien"
    r"|hola|buenos días|buenas (?:tardes|noches)|bienvenid[oa]s?|ha llamado"
    r"|buongiorno|buonasera|benvenut[oaei]|welkom|goedemorgen|goedemiddag|goedenavond|goedendag|u bent verbonden"
    r"|dzień dobry|dobry wieczór|witamy)\b",
    re.IGNORECASE,
)
"""What is said in a greeting, most often at its beginning."""

FAREWELL = re.compile(
    r"(?<![\w'])(?:good ?bye|bye bye|bye|auf wieder(?:hören|sehen|schauen)|tschüss|tschüß|au revoir|adiós|hasta luego"
    r"|arrivederci|arrivederla|tot ziens|do widzenia|do usłyszenia)(?: (?:now|then))?[.!]*$",
    re.IGNORECASE,
)
"""How a farewell ends."""

NAMES_A_WORD = re.compile(
    r"\b(?:say|saying|says|word|sagen|sagst|dites|dire|diga|decir|dica|dire|zeg|zegt|powiedz|powiedzieć)\b[^.?!]{0,12}$",
    re.IGNORECASE,
)
"""What stands before words that are named, not said: "or just say goodbye"."""

PRESS = re.compile(
    r"\b(?:press(?:ing)?|push|hit|drücken sie(?: bitte)?(?: die| auf die)?(?: taste)?|wählen sie(?: bitte)? die"
    r"|appuyez sur(?: la touche)?(?: le)?|tapez(?: le)?|pulse(?: el)?|presione(?: el)?|marque(?: el)?|prema(?: il)?"
    r"|premere(?: il)?|digiti(?: il)?|toets|druk(?: op)?(?: de)?|naciśnij|wciśnij|proszę nacisnąć)"
    r" (?P<key>\d|\*|#)(?![\d*#]|[.,]\d)",
    re.IGNORECASE,
)
"""A key that is offered."""

INSTRUCTS = _any(
    r"^(?:or|if|oder|wenn|falls|ou|si|o|oppure|se|of|als|lub|jeśli)\b",
    r"\b(?:say|tell|press|speak|choose|type|enter|key|name|spell|leave|answer|please|stay|wait|hold|use|take)\b",
    r"\b(?:sagen|sprechen|drücken|wählen|nennen|tippen|geben|buchstabieren|bitte|antworten|taste)\b",
    r"\b(?:dites|parlez|appuyez|tapez|choisissez|donnez|indiquez|répondez|touche|plaît)\b",
    r"\b(?:diga|pulse|marque|elija|indique|responda|favor|tecla|puede)\b",
    r"\b(?:dica|prema|scelga|indichi|risponda|tasto|favore|può)\b",
    r"\b(?:zeg|druk|toets|kies|noem|spreek|alstublieft|kunt)\b",
    r"\b(?:powiedz|naciśnij|wybierz|podaj|proszę|klawisz)\b",
)
"""A sentence that tells the caller what to do belongs to the question."""

OR = re.compile(r",?\s+(?:or|oder|ou|o|oppure|of|lub|albo|czy)\s+", re.IGNORECASE)
COMMA = re.compile(r"[,;]\s+")
