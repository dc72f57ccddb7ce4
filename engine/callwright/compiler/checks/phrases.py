"""Phrases that can never win, that are only hesitation, or that take the words of a built-in.

Each sentence of a phrase is put to the matcher, wherever its intent is listened for. Where a value is asked for, it
goes the whole way of a caller's words, since a value that is said alone goes before an intent.
"""

from __future__ import annotations

from collections.abc import Mapping

from callwright.compiler.builders.questions import BUILT_IN_INTENTS
from callwright.compiler.checks.hearing_phrases import NOW, Ear, Listening, Said
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.whereabouts import line_removed
from callwright.core.meaning import understand
from callwright.core.model import Asks, Form, Question, Targets
from callwright.core.sense import Sense
from callwright.core.session import Session
from callwright.core.turn import Turn
from callwright.understanding.normalise import Words

Places = Mapping[Listening, list[Question]]


def check(subject: Subject, ear: Ear) -> None:
    """Look at every phrase of the author."""
    places = ear.questions
    by_phrase: dict[int, list[Said]] = {}
    shared = _shared(ear)
    for said in ear.sentences:
        assert said.node is not None
        by_phrase.setdefault(id(said.node), []).append(said)
    for sentences in by_phrase.values():
        if any(said.words.is_hesitation for said in sentences):
            _hesitates(subject, next(said for said in sentences if said.words.is_hesitation))
        elif all(said.words.tokens in shared or _is_value(said) for said in sentences):
            _beaten(subject, ear, sentences, places)
    _built_in(subject, ear, places)


def _shared(ear: Ear) -> set[tuple[str, ...]]:
    """Words that are a sentence of two intents, so that one of them may lose."""
    owners: dict[tuple[str, ...], set[str]] = {}
    for said in (*ear.sentences, *ear.built_in(sorted(BUILT_IN_INTENTS))):
        for key in (said.words.tokens, said.words.core):
            owners.setdefault(key, set()).add(said.intent)
    return {said.words.tokens for said in ear.sentences if _owners(owners, said) > 1}


def _owners(owners: Mapping[tuple[str, ...], set[str]], said: Said) -> int:
    return max(len(owners[said.words.tokens]), len(owners[said.words.core]))


def _is_value(said: Said) -> bool:
    """Whether a sentence may be taken for the value that a form asks for: it is short."""
    return len(said.words.core) <= _SHORT and not said.has_values


_SHORT = 2


def _hesitates(subject: Subject, said: Said) -> None:
    assert said.node is not None
    subject.report.add(
        "hesitation-as-phrase",
        f'"{said.text}" is what callers say while they think; as a phrase it means "{said.intent}" each time.',
        said.node,
        "Remove it. Hesitation around the words of a phrase is forgiven anyway.",
        fixes=line_removed(said.node),
    )


# beaten by others


def _beaten(subject: Subject, ear: Ear, sentences: list[Said], places: Places) -> None:
    """Told where every sentence of a phrase is won by something else at every question that listens for it."""
    intent = sentences[0].intent
    winners: dict[str, Said] = {}
    heard = False
    for listening, questions in places.items():
        if intent not in listening.every:
            continue
        for question in questions if _asks_value(listening, questions, intent) else questions[:1]:
            heard = True
            for said in sentences:
                winner = _winner(ear, said.words, listening, question, intent)
                if winner == intent:
                    return
                winners.setdefault(winner, said)
    if not heard or not winners:
        return
    winner, said = next(iter(winners.items()))
    assert said.node is not None
    subject.report.add(
        "phrase-never-wins",
        f'A caller who says "{said.text}" never gets "{intent}": {_instead(winner)}',
        said.node,
        "Remove it, or write a sentence that only this intent has.",
        fixes=line_removed(said.node),
    )


def _asks_value(listening: Listening, questions: list[Question], intent: str) -> bool:
    return intent in listening.own and any(question.asks is not Asks.INTENT for question in questions)


def _instead(winner: str) -> str:
    if winner.startswith("="):
        return f'it is taken for the value of "{winner[1:]}".'
    return f'"{winner}" wins.' if winner else "it means nothing there."


def _winner(ear: Ear, words: Words, listening: Listening, question: Question, intent: str) -> str:
    """The intent that wins, the slot that is filled with ``=`` before it, or nothing. A tie is no loss."""
    if question.asks is Asks.INTENT or not words.tokens:
        outcome = ear.outcome(words, listening)
        return intent if intent in outcome.asked else outcome.winner
    flow = ear.flow
    session = Session(
        id="",
        flow=flow.name,
        version="",
        started_at=0,
        language=flow.language,
        state=question.state,
        question=question.id,
    )
    turn = Turn(flow, session, int(NOW.timestamp() * 1000))
    meaning = understand(turn, words)
    if meaning.sense in (Sense.INTENT, Sense.CORRECTION):
        return meaning.intent or intent
    if meaning.sense in (Sense.VALUE, Sense.PIECE):
        return f"={question.slot}"
    return intent if meaning.sense is Sense.CLOSE else ""


# the words of built-ins


def _built_in(subject: Subject, ear: Ear, places: Places) -> None:
    """Words of a built-in that the author's phrase takes away at a question that promises it."""
    owners: dict[tuple[str, ...], str] = {}
    for said in ear.built_in(sorted(BUILT_IN_INTENTS)):
        owners.setdefault(said.words.tokens, said.intent)
    told: set[tuple[str, str]] = set()
    for said in ear.sentences:
        built_in = owners.get(said.words.tokens)
        if built_in is None or built_in == said.intent or (said.intent, built_in) in told:
            continue
        if len(said.words.tokens) > 1 and built_in not in _ASKED_FOR:
            continue
        for listening, questions in places.items():
            if not {said.intent, built_in} <= listening.every:
                continue
            lost = _lost(subject, questions, said.intent, built_in)
            if lost and ear.outcome(said.words, listening).winner == said.intent:
                told.add((said.intent, built_in))
                _take(subject, said, built_in, lost)
                break


_ASKED_FOR = frozenset({"operator", "help"})
"""Whoever asks for these needs them; of the others a sentence of several words ("not now", "that is all") is taken
away on purpose."""


def _lost(subject: Subject, questions: list[Question], intent: str, built_in: str) -> str:
    """What the caller does not get any more at the first question that promises it; empty where nothing is lost."""
    for question in questions:
        way = _way(subject, question, intent)
        if built_in in question.transitions or built_in in subject.flow.anytime:
            other = _way(subject, question, built_in)
            if _where(way) != _where(other):
                return f'"{built_in}" leads elsewhere in "{question.state}"'
        elif built_in == "help" and question.help is not None:
            return f'they do not hear the help of "{question.state}"'
        elif built_in == "cancel" and _has_on_cancel(subject, question):
            return f'"on_cancel" of "{question.state}" is not taken'
    return ""


def _way(subject: Subject, question: Question, intent: str) -> Targets:
    return question.transitions.get(intent) or subject.flow.anytime.get(intent) or ()


def _where(targets: Targets) -> list[tuple[object, ...]]:
    return [(target.go_to, target.returns is None, target.call) for target in targets]


def _has_on_cancel(subject: Subject, question: Question) -> bool:
    act = subject.flow.states[question.state].act
    return isinstance(act, Form) and act.on_cancel is not None


def _take(subject: Subject, said: Said, built_in: str, lost: str) -> None:
    assert said.node is not None
    subject.report.add(
        "built-in-words",
        f'A caller who says "{said.text}" gets "{said.intent}", not "{built_in}", whose word it is: {lost}.',
        said.node,
        f'Remove it, or lead on with "{built_in}:" itself.',
        fixes=line_removed(said.node),
    )
