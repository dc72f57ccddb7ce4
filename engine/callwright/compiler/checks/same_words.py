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
from callwright.compiler.checks.whereabouts import line_removed
from callwright.core.model import Question
from callwright.core.target import lead_alike
from callwright.diagnostics.model import Related
from callwright.understanding.normalise import normalise

_NOW = {"en": "now", "de": "jetzt", "fr": "maintenant", "es": "ahora", "it": "adesso", "nl": "nu", "pl": "teraz"}
"""A small word that leaves the meaning of a sentence as it is."""
_POLAR = frozenset({"yes", "no"})


def check(subject: Subject, ear: Ear, told: set[frozenset[str]]) -> None:
    """Tell each pair of intents once, with the first sentence of theirs that stands for both.

    ``told`` are the pairs that were told in another language of the flow.
    """
    places = ear.questions
    for one, other in _meetings(ear):
        pair = frozenset({one.intent, other.intent})
        if pair in told:
            continue
        alike = ""
        for listening, questions in places.items():
            if pair <= listening.every:
                found = _asked(ear, (one, other), listening)
                if found is not None and not _lead_alike(questions[0], found[1]):
                    _tell(subject, ear, (one, other), *found)
                    told.add(pair)
                    break
                if found is not None and _is_a_phrase_of_both(ear, one, other, found[0]):
                    alike = alike or found[0]
        else:
            if alike:
                told.add(pair)
                _tell_alike(subject, one, other, alike)


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


def _asked(ear: Ear, pair: tuple[Said, Said], listening: Listening) -> tuple[str, Outcome] | None:
    """The first sentence of which the matcher cannot tell which of the two is meant, and what it says of it."""
    one, other = pair
    for text in _ways_to_say(ear, one, other):
        outcome = ear.outcome(normalise(text, ear.language), listening)
        if {one.intent, other.intent} <= set(outcome.asked):
            return text, outcome
    return None


def _tell(subject: Subject, ear: Ear, pair: tuple[Said, Said], text: str, outcome: Outcome) -> None:
    one, other = pair
    same = _is_a_phrase_of_both(ear, one, other, text)
    what = f'is a phrase of "{one.intent}" and of "{other.intent}"' if same else _fits(one, other)
    _report(subject, pair, f'"{_plain(text)}" {what}, so a caller who says it {_hears(subject, ear, outcome)}')


def _tell_alike(subject: Subject, one: Said, other: Said, text: str) -> None:
    both = f'"{one.intent}" and of "{other.intent}"'
    _report(
        subject,
        (one, other),
        f'"{_plain(text)}" is a phrase of {both}; "{one.intent}" wins, and both lead to the same.',
    )


def _report(subject: Subject, pair: tuple[Said, Said], message: str) -> None:
    one, other = pair
    assert one.node is not None
    assert other.node is not None
    whole = other.phrase is not None and len(other.phrase.expansions) == 1
    subject.report.add(
        "same-phrase",
        message,
        other.node,
        "Leave it in one of them, or put both into one intent.",
        (Related(one.node.span, f'here it is a phrase of "{one.intent}"'),),
        line_removed(other.node) if whole else (),
    )


def _is_a_phrase_of_both(ear: Ear, one: Said, other: Said, text: str) -> bool:
    return ear.key(one) == () or text in (one.text, other.text)


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
    first, *others = (question.transitions.get(intent) for intent in outcome.asked)
    return first is not None and all(other is not None and lead_alike(first, other) for other in others)


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
