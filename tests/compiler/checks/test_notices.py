"""Announcements that the law wants heard, and what is lost before a protected prompt."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, found, mended, told

_YES = "transitions: {yes: bye, no: bye}\n"


@pytest.mark.parametrize(
    "notice",
    [
        "This call may be recorded for quality assurance.",
        "Calls are recorded and monitored.",
        "Your conversation with us will be recorded.",
        "For your security, we record all calls.",
        "Your personal data will be stored for thirty days.",
        "Dieses Gespräch wird zu Schulungszwecken aufgezeichnet.",
        "Wir zeichnen dieses Gespräch auf.",
        "Ihre Daten werden gespeichert.",
        "Wir nehmen dieses Gespräch auf.",
        "Das Gespräch kann mitgehört werden.",
        "Please note that we are recording this call.",
        "Cet appel peut être enregistré.",
        "Esta llamada puede ser grabada.",
        "La chiamata potrebbe essere registrata.",
        "Dit gesprek kan worden opgenomen.",
        "Ta rozmowa jest nagrywana.",
    ],
)
def test_a_notice_that_can_be_talked_over(notice: str) -> None:
    """A notice is known by its words in every complete language, and told at its sentence."""
    assert told("unprotected-notice", flow(f"prompts:\n  - Hello. {notice}\n  - Is it you?\n{_YES}")) == [notice]


@pytest.mark.parametrize(
    "sentence",
    [
        "May we record this call?",
        "Your message has been recorded.",
        "This call is not recorded.",
        "Please record your message after the tone.",
        "You have reached quality assurance.",
        "Ich habe Ihre Daten.",
        "Ihre Daten haben wir gespeichert.",
        "Wir nehmen Ihren Wunsch auf.",
        "Wir nehmen Ihre Anrufe gern auf dem Handy entgegen.",
        "Darf dieses Gespräch aufgezeichnet werden?",
        "Dieses Gespräch wird nicht aufgezeichnet.",
        "I have noted your call.",
    ],
)
def test_what_is_no_notice(sentence: str) -> None:
    """A question about it is answered, not protected; other things are recorded too."""
    assert told("unprotected-notice", flow(f"prompts:\n  - {sentence}\n  - Is it you?\n{_YES}")) == []


def test_a_protected_notice_is_fine() -> None:
    """It may be said in a prompt of its own, or before other words that are protected too."""
    notice = "{text: Welcome. This call may be recorded., barge_in: none}"
    assert found("unprotected-notice", flow(f"prompts:\n  - {notice}\n  - Is it you?\n{_YES}")) == []


@pytest.mark.parametrize(
    "prompts",
    [
        "prompts:\n  - This call may be recorded.\n  - Is it you?\n",
        "prompts:\n  - text: This call may be recorded.\n    once: yes\n  - Is it you?\n",
        "prompts:\n  - text: This call may be recorded.\n    barge_in: immediate\n  - Is it you?\n",
    ],
)
def test_the_mend_protects_it(prompts: str) -> None:
    """The mend is not safe, since it changes what callers may do, and it leaves a flow that is right."""
    text = flow(prompts + _YES)
    assert "barge_in: none" in mended("unprotected-notice", text)
    assert not found("unprotected-notice", text)[0].fixes[0].safe


def test_a_sentence_beside_its_key_is_mended() -> None:
    """A state that says nothing else has its only prompt written out."""
    text = flow("prompts: This call may be recorded.\ngo_to: bye\n")
    assert "    prompts:\n      text: This call may be recorded.\n      barge_in: none\n" in mended(
        "unprotected-notice", text
    )


def test_a_notice_among_other_words_is_not_mended() -> None:
    """Which of its words have to be heard is for the author to say."""
    text = flow(f"prompts: This call may be recorded. Is it you?\n{_YES}")
    assert found("unprotected-notice", text)[0].fixes == ()


def _before(first: str) -> list[str]:
    notice = "{text: Calls are recorded., barge_in: none}"
    return told("cut-before-protected", flow(f"prompts:\n  - {first}\n  - {notice}\n  - Is it you?\n{_YES}"))


def test_what_is_cut_before_a_protected_prompt() -> None:
    """Information before a protected prompt is lost where it is cut."""
    assert _before("Our prices have changed since May.") == ["Our prices have changed since May."]
    assert _before("Welcome to ACME. Our prices have changed.") == ["Welcome to ACME. Our prices have changed."]


@pytest.mark.parametrize(
    "first",
    [
        "Welcome to ACME, the people who care about your bicycle.",
        "The ACME bicycle shop in town, good morning.",
        "Did you know that our prices have changed?",
        "{text: Our prices have changed since May., barge_in: none}",
        "Just so.",
    ],
)
def test_what_loses_nothing(first: str) -> None:
    """A greeting, a question, a protected sentence and a word or two lose nothing."""
    assert _before(first) == []


def test_who_is_there_is_a_greeting() -> None:
    """A sentence that is little more than the title of the flow loses nothing either."""
    prompts = "prompts:\n  - The line of the Fernway order desk.\n  - {text: Calls are recorded., barge_in: none}\n"
    text = flow(f"{prompts}  - Is it you?\n{_YES}", head="title: Fernway order line\n")
    assert told("cut-before-protected", text) == []


def test_the_last_words_come_last() -> None:
    """Before a transfer or a hang-up the protected words have to be the last ones."""
    text = flow(
        "prompts:\n  - Our prices have changed since May.\n  - {text: Thank you for calling., barge_in: none}\n"
        "hangup: yes\n"
    )
    assert told("cut-before-protected", text) == []
