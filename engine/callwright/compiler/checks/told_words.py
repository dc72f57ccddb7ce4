"""Words that callers are told to say, and that nothing there understands.

Told is only what is sure: words in quotes behind "say", or a single word up to the end of its part of the sentence.
"Please say your name" tells nobody which words to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callwright.compiler.checks.groups import Group, Role
from callwright.compiler.checks.places import place
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.wording import wording
from callwright.compiler.report import listed
from callwright.core.model import Asks, Question, State
from callwright.core.prompt import Kind, Prompt
from callwright.languages import get
from callwright.understanding.matcher import Verdict
from callwright.understanding.normalise import normalise

_SAY = re.compile(
    r"(?:^|[.!?,;:] |\b(?:please|just|simply|can|could|also|or|and|bitte|dann|oder|und|ou|et|o|y|of|lub) )"
    r"(?:say(?: just| simply)?|sagen sie(?: einfach| zum beispiel| bitte)?|dites(?: simplement)?|diga|dica|zeg"
    r"|zegt u|powiedz|proszę powiedzieć)\b[,:]? (?=(?P<rest>[^.!?]*))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«‘]\s?(?P<words>[^\"“”„«»‘’]{2,40}?)\s?[\"”“»’]")
_SINGLE = re.compile(
    r"(?P<words>[^\W\d_]{2,20})"
    r"(?=$|[.,;:!?]|(?: (?:to|or|and|if|for|when|oder|und|um|wenn|für|ou|et|pour|si|o|y|para)) )",
    re.IGNORECASE,
)
_NO_WORDS = frozenset(
    "it this that them so which what who when where why how me us him her something anything nothing one all both again"
    " here there now so hier jetzt nun dazu dann gern ici maintenant aquí ahora qui ora nu tu teraz"
    " please hello mir uns es das dies etwas was wer wann wo wie warum alles bitte le la les ça moi quel lo esto eso me"
    " ce che quale mi ons het dit dat wat to co jak"
    " slowly clearly loudly aloud bescheid langsam deutlich laut leise lentement clairement fort despacio claro"
    " lentamente pure langzaam duidelijk powoli wyraźnie głośno".split()
)
"""What stands behind "say" and is said otherwise."""
_ANSWERS = (Role.ASKED, Role.RUNG, Role.HELP)


def look(subject: Subject, state: State, group: Group) -> None:
    """Look at questions about intents, and at what is said while one is open."""
    question = group.question
    if question is None or group.role not in _ANSWERS or question.asks is not Asks.INTENT or question.otherwise:
        return
    for prompt in group.prompts:
        for tag, texts in prompt.texts.items():
            language = tag or subject.flow.language
            for text in texts:
                made = wording(text.source, markup=prompt.kind is Kind.SSML)
                if made.may_name_words:
                    _text(subject, state, question, prompt, (text.source, made.text, language))


def _text(subject: Subject, state: State, question: Question, prompt: Prompt, said: tuple[str, str, str]) -> None:
    source, heard, language = said
    lexicon = subject.flow.lexicons.get(language)
    if lexicon is None:
        return
    for words in told_in(heard):
        if lexicon.match(normalise(words, get(language)), question.listening).verdict is Verdict.NONE:
            subject.report.add(
                "words-not-understood",
                f'Callers are told to say "{words}", but are not understood here when they do.',
                place(subject, state, prompt, source, words),
                f"Listen for it, or name something that is listened for: {listed(question.transitions)}.",
            )


def told_in(text: str) -> Iterator[str]:
    """The words that a text tells callers to say."""
    for found in _SAY.finditer(text):
        rest = found["rest"]
        quoted = [one["words"] for one in _QUOTED.finditer(rest)]
        if quoted:
            yield from quoted
        elif (single := _SINGLE.match(rest)) is not None and single["words"].casefold() not in _NO_WORDS:
            yield single["words"]
