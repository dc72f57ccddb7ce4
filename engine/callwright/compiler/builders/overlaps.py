"""The same phrase in two intents that are listened for together: the caller would be asked which one is meant."""

from __future__ import annotations

from callwright.compiler.builders.context import Context
from callwright.compiler.nodes import Node
from callwright.diagnostics.model import Related
from callwright.languages import get as language_of
from callwright.understanding.phrases import Expansion, Phrase, SlotRef


def check_same_phrases(context: Context) -> None:
    """Report each sentence that stands for two intents of one question, once for each pair of intents."""
    first: dict[str, list[tuple[str, Phrase, Node]]] = {}
    told: set[tuple[str, str]] = set()
    for intent, phrase, node in context.phrases:
        for sentence in dict.fromkeys(_sentence(expansion) for expansion in phrase.expansions):
            known = first.setdefault(sentence, [])
            if any(other == intent for other, _, _ in known):
                continue
            for other, before, place in known:
                if (other, intent) not in told and _together(context, other, intent):
                    told.add((other, intent))
                    _tell(context, sentence, (other, before, place), (intent, phrase, node))
            known.append((intent, phrase, node))


def _tell(context: Context, sentence: str, one: tuple[str, Phrase, Node], two: tuple[str, Phrase, Node]) -> None:
    language = language_of(context.languages[0])
    names = [_example(context, intent) for intent in (one[0], two[0])]
    choices = language.join(names, "or")
    heard = language.sentences["did_you_mean"].replace("{choices}", choices)
    context.report.add(
        "same-phrase",
        f'"{sentence}" is a phrase of "{one[0]}" and of "{two[0]}", so a caller who says it hears: "{heard}"',
        two[2],
        "Leave it in one of them, or put both into one intent.",
        (Related(one[2].span, f'here it is a phrase of "{one[0]}"'),),
    )


def _example(context: Context, intent: str) -> str:
    return next(phrase.example() for name, phrase, _ in context.phrases if name == intent)


def _together(context: Context, one: str, two: str) -> bool:
    """Whether a question listens for both; what the question itself leads on from goes before ``anytime``."""
    return any(
        {one, two} <= question.listening and (one in question.own) == (two in question.own)
        for question in context.questions.values()
    )


def _sentence(expansion: Expansion) -> str:
    """A plain sentence as it is compared: capital letters, signs and blanks do not count."""
    pieces = [f"<{piece.name}>" if isinstance(piece, SlotRef) else piece for piece in expansion]
    return " ".join("".join(pieces).casefold().translate(_SIGNS).split())


_SIGNS = str.maketrans(dict.fromkeys("?!.,;:", " "))
