"""Texts in one language of several."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import told

CODE = "untranslated-text"


def _flow(bye: str, *, head: str = "languages: [de-DE, en-GB]\n", more: str = "") -> str:
    return (
        f"flow: test\n{head}intents: {{english: [English, Englisch]}}\n"
        "states:\n  welcome:\n    prompts:\n      text: {de: Geht es um ein Buch?, en: Is it about a book?}\n"
        "    transitions: {yes: bye, no: bye, english: in_english}\n"
        "  in_english:\n    set_language: en-GB\n    go_to: welcome\n"
        f"{more}  bye:\n    prompts:\n      - {bye}\n    hangup: yes\n"
    )


def test_one_text_for_two_languages() -> None:
    """A sentence that callers of both languages hear is told."""
    assert told(CODE, _flow("Auf Wiederhören und alles Gute.")) == ["Auf Wiederhören und alles Gute."]


def test_named_prompts_too() -> None:
    """A named prompt is told where its text stands."""
    head = "languages: [de-DE, en-GB]\nprompts: {tschau: Auf Wiederhören und alles Gute.}\n"
    assert told(CODE, _flow("use: tschau", head=head)) == ["Auf Wiederhören und alles Gute."]


@pytest.mark.parametrize(
    "bye",
    [
        "text: {de: Auf Wiederhören., en: Goodbye.}",
        "Museum am Hafen.".replace("am", "Am"),
        '"{{ caller.number | say }}"',
        "{text: For English say English., voice: {provider: azure, voice: en-GB-SoniaNeural, language: en-GB}}",
    ],
    ids=["both", "a name", "a value", "a voice of its own"],
)
def test_what_needs_no_translation(bye: str) -> None:
    """A text for each, names, values, and what is said in another voice whatever the call's language is."""
    assert told(CODE, _flow(bye)) == []


def test_a_state_that_only_one_language_comes_to() -> None:
    """Behind set_language a flow may go on in that language alone."""
    text = (
        "languages: [de-DE, en-GB]\nstates:\n  welcome:\n"
        "    prompts: Möchten Sie auf Deutsch weitermachen?\n    transitions: {yes: deutsch, no: english}\n"
        "  deutsch:\n    prompts: Gut, dann auf Deutsch.\n    hangup: yes\n"
        "  english:\n    set_language: en-GB\n    prompts: All right, in English.\n    go_to: more\n"
        "  more:\n    prompts: We are open from nine to six.\n    hangup: yes\n"
    )
    assert told(CODE, text) == []


def test_a_sub_flow_may_change_the_language() -> None:
    """After a digression that sets the language every question is asked in either."""
    text = (
        "languages: [de-DE, en-GB]\nintents: {english: [English]}\nanytime: {english: {call: to_english}}\nstates:\n"
        "  welcome:\n    prompts: Möchten Sie etwas wissen?\n    transitions: {yes: bye, no: bye}\n"
        "  to_english:\n    set_language: en-GB\n    return: true\n"
        "  bye:\n    prompts: {text: {de: Tschüss., en: Bye.}}\n    hangup: yes\n"
    )
    assert told(CODE, text) == ["Möchten Sie etwas wissen?"]


def test_a_language_that_nothing_sets() -> None:
    """A second language without ``set_language`` is told by its tag; then one text is enough."""
    states = "states:\n  bye:\n    prompts: Auf Wiederhören und alles Gute.\n    hangup: yes\n"
    text = f"languages: [de-DE, en-GB]\nnumbers: [+49 211 5566770]\n{states}"
    assert told("language-never-spoken", text) == ["en-GB"]
    assert told(CODE, text) == []


def test_a_flow_that_others_may_call() -> None:
    """Whoever calls a flow without a number brings their language along."""
    states = "states:\n  bye:\n    prompts: Auf Wiederhören und alles Gute.\n    hangup: yes\n"
    text = f"languages: [de-DE, en-GB]\n{states}"
    assert told("language-never-spoken", text) == []
    assert told(CODE, text) == ["Auf Wiederhören und alles Gute."]
