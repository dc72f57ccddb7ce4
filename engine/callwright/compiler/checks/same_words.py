"""The same words in two intents that are listened for together.

Theory of operation. Sentences meet where they are the same words, or where what weighs in them is the same ("cancel my
order", "cancel the order"). Only those that meet are put to the matcher, as a caller would say them, once for each set
of intents that is listened for together; and only what the matcher then says is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from callwright.compiler.checks.hearing_phrases import Ear, Listening, Outcome, Said
from callwright.compiler.checks.subject import Subject
from callwright.core.model import Question
from callwright.diagnostics.model import Related
from callwright.understanding.normalise import normalise

_NOW = {"en": "now", "de": "jetzt", "fr": "maintenant", "es": "ahora", "it": "adesso", "nl": "nu", "pl": "teraz"}
"""A small word that leaves the meaning of a sentence as it is."""
_POLAR = frozenset({"yes", "no"})


def check(subject: Subject, ear: Ear) -> None:
    """Tell each pair of intents once, with the first sentence of theirs that stands for both."""
    places = ear.questions
    told: set[frozenset[str]] = set()
    for one, other in _meetings(ear):
        pair = frozenset({one.intent, other.intent})
        if pair in told:
            continue
        for listening, questions in places.items():
            if pair <= listening.every and _tell(subject, ear, (one, other), listening, questions[0]):
                told.add(pair)
                break


def _meetings(ear: Ear) -> Iterator[tuple[Said, Said]]:
    """Sentences of two intents that are the same words, then those that weigh the same."""
    met: dict[tuple[str, ...], list[Said]] = {}
    weighed: dict[tuple[str, ...], list[Said]] = {}
    for said in ear.sentences:
        for key in {said.words.tokens, said.words.core} - {()}:
            met.setdefault(key, []).append(said)
        if not ear.language.negations.issuperset(key := ear.key(said)):
            weighed.setdefault(key, []).append(said)
    for group in (*met.values(), *weighed.values()):
        if len({said.intent for said in group}) > 1:
            for one, other in combinations(group, 2):
                if one.intent != other.intent:
                    yield one, other


def _tell(subject: Subject, ear: Ear, pair: tuple[Said, Said], listening: Listening, question: Question) -> bool:
    one, other = pair
    for text in _ways_to_say(ear, one, other):
        outcome = ear.outcome(normalise(text, ear.language), listening)
        if not {one.intent, other.intent} <= set(outcome.asked) or _lead_alike(question, outcome):
            continue
        same = ear.key(one) == () or text in (one.text, other.text)
        what = f'is a phrase of "{one.intent}" and of "{other.intent}"' if same else _fits(one, other)
        assert one.node is not None
        assert other.node is not None
        subject.report.add(
            "same-phrase",
            f'"{_plain(text)}" {what}, so a caller who says it {_hears(subject, ear, outcome)}',
            other.node,
            "Leave it in one of them, or put both into one intent.",
            (Related(one.node.span, f'here it is a phrase of "{one.intent}"'),),
        )
        return True
    return False


def _fits(one: Said, other: Said) -> str:
    return f'fits "{one.intent}" ({_plain(one.text)}) as well as "{other.intent}" ({_plain(other.text)})'


def _ways_to_say(ear: Ear, one: Said, other: Said) -> Iterator[str]:
    """The sentences as they are, then such as callers say who are a little more talkative."""
    yield one.text
    yield other.text
    for said in (one, other):
        weighty = [token for token in said.words.tokens if token not in ear.language.light]
        if len(weighty) > 1 and not said.has_values:
            yield " ".join(weighty)
    small = _NOW.get(ear.language.tag.split("-")[0])
    if small:
        yield f"{_plain(one.text)} {small}"
        yield f"{_plain(other.text)} {small}"


def _lead_alike(question: Question, outcome: Outcome) -> bool:
    """Whether it makes no difference which of them is meant: both lead to the same place, and say the same."""
    ways = [question.transitions.get(intent) for intent in outcome.asked]
    first = ways[0]
    return first is not None and all(way == first for way in ways)


def _hears(subject: Subject, ear: Ear, outcome: Outcome) -> str:
    if not _POLAR.isdisjoint(outcome.asked):
        return "is not understood: it may mean yes or no as well."
    names = [_example(subject, ear, intent) for intent in outcome.asked]
    choices = ear.language.join(names, "or")
    return f'hears: "{ear.language.sentences["did_you_mean"].replace("{choices}", choices)}"'


def _example(subject: Subject, ear: Ear, intent: str) -> str:
    written = subject.flow.intents.get(intent)
    if written is not None and written.phrases:
        return written.phrases[0].example()
    return ear.language.universals.get(intent, (intent,))[0]


def _plain(text: str) -> str:
    return text.strip().rstrip("?!.,;:")
