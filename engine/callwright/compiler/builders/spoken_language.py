"""A flow that says in no line which language it speaks, and evidently does not speak the default one."""

from __future__ import annotations

import re

from callwright.compiler.builders.context import Context

_WORD = re.compile(r"[^\W\d_]+")

_EVIDENT = {
    "de-DE": frozenset(
        "sie und nicht möchten bitte ist der die das ihre ihr für mit einen eine wir ich auf wiederhören guten tag"
        " willkommen können haben oder leider noch".split()
    ),
    "fr-FR": frozenset("vous votre vos pour avec est les des une nous bonjour merci veuillez bien avez quel".split()),
    "es-ES": frozenset("usted su para con los las una por favor gracias hola qué puede desea número cuál".split()),
    "it-IT": frozenset("lei suo sua per con gli una grazie prego può vuole numero quale buongiorno della".split()),
    "nl-NL": frozenset("u uw het een voor met wij bedankt graag kunt wilt goedendag welk nummer onze tot".split()),
    "pl-PL": frozenset("proszę pan pani dla czy dziękuję jest się numer dzień dobry jak nie na podać".split()),
}
"""Frequent words of a language that are none, or hardly any, of English; by the tag to write."""

_ENGLISH = frozenset("the you your please is are and not for with we to of what would".split())
"""A text with any of these is at least partly English."""

_LEAST_WORDS = 3
"""Different words that make it evident: a German name in an English sentence has fewer."""


def check_language(context: Context) -> None:
    """Report a flow without ``language:`` whose texts are of another language that we know."""
    sections = context.sections
    if sections.head("language") is not None or sections.head("languages") is not None:
        return
    words: set[str] = set()
    for prompt in context.prompts.values():
        for template in (text for texts in prompt.texts.values() for text in texts):
            words.update(word.casefold() for word in _WORD.findall(template.source))
    for tag, evident in _EVIDENT.items():
        seen = words & evident
        if len(seen) >= _LEAST_WORDS and not words & _ENGLISH:
            context.report.add(
                "language-not-said",
                f"This flow does not say which language it speaks, so it is spoken and heard as"
                f" {context.languages[0]}; its texts look like {tag}.",
                sections.span,
                f"Add at the top of the file: language: {tag}",
            )
