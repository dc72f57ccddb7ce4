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
