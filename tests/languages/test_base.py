"""Laws that every language keeps."""

from __future__ import annotations

from itertools import combinations

import pytest

from callwright.languages import LANGUAGES, Language, get, known
from callwright.languages.base import phrases, sequences, words
from callwright.understanding.normalise import normalise
from callwright.understanding.phrases import Phrase, parse

UNIVERSALS = {"repeat", "help", "main_menu", "cancel", "wait", "back", "operator", "goodbye"}

each_language = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)


def expanded(templates: tuple[str, ...], language: Language) -> set[tuple[str, ...]]:
    """The words of every plain sentence that these templates stand for."""
    found = set()
    for template in templates:
        phrase = parse(template)
        assert isinstance(phrase, Phrase), f"{template!r}: {phrase}"
        found |= {normalise("".join(map(str, one)), language).tokens for one in phrase.expansions}
    return found


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("EN-us", "English"),
        ("de_AT", "German"),
        (" de-CH ", "German"),
        ("xx", "English"),
        ("", "English"),
    ],
)
def test_get(tag: str, name: str) -> None:
    """A language is found by its tag whatever the region and case, and English stands in for an unknown one."""
    assert get(tag).name == name


def test_known() -> None:
    """A tag is known if its language is, whatever the region."""
    assert known("de-DE")
    assert not known("tlh")


@each_language
def test_word_lists_are_in_normal_form(language: Language) -> None:
    """Every word of every list is written as normalising writes it, so that it can be met by equality."""
    listed = {
        *language.wishes, *language.subjects, *language.asking, *language.bare_negations, *language.done,
        *language.ordinals.places, *language.ordinals.of_two, *language.ordinals.numbers, *language.ordinals.counted,
        *language.hesitations, *language.light, *language.negations, *language.exclusions, *language.contrasts,
        *language.openers, *language.backchannels, *language.weak_yes, *(" ".join(one) for one in language.politeness),
    }  # fmt: skip
    assert {one for one in listed if " ".join(normalise(one, language).tokens) != one} == set()


@each_language
def test_lists_do_not_quarrel(language: Language) -> None:
    """A "not" is never a small word, and a word that says digits is never hesitation."""
    assert not language.negations & (language.light | language.hesitations | language.openers)
    assert not {one for one in language.hesitations if language.hear_digits((one,))}
    assert not language.contrasts & language.light


@each_language
def test_universals_are_told_apart(language: Language) -> None:
    """No built-in sentence belongs to two universals, nor to yes or no besides; "that's all" alone ends both ways."""
    intents = {**language.universals, "yes": language.yes, "no": language.no}
    sets = {name: expanded(templates, language) for name, templates in intents.items()}
    assert set(language.universals) == UNIVERSALS
    shared = {(a, b): sets[a] & sets[b] for a, b in combinations(sets, 2) if sets[a] & sets[b]}
    shared.pop(("goodbye", "no"), None)
    assert shared == {}


@each_language
def test_weak_yes_is_a_yes(language: Language) -> None:
    """What is called a weak yes is one of the yes phrases."""
    yes = {" ".join(one) for one in expanded(language.yes, language)}
    assert language.weak_yes <= yes


@each_language
def test_sentences(language: Language) -> None:
    """Every language has the same built-in sentences with the same gaps, and each is a whole sentence."""
    english = get("en").sentences
    assert language.sentences.keys() == english.keys()
    for key, sentence in language.sentences.items():
        for gap in ("{choices}", "{value}", "{length}"):
            assert (gap in sentence) == (gap in english[key]), key
        assert sentence[-1] in ".?" or key in ("yes", "no"), key


@each_language
def test_first_templates_are_names(language: Language) -> None:
    """The first template of a built-in intent is plain, so that it can name the intent in a question."""
    for templates in (*language.universals.values(), language.yes, language.no):
        phrase = parse(templates[0])
        assert isinstance(phrase, Phrase)
        assert phrase.expansions == ((templates[0],),)


@pytest.mark.parametrize(
    ("tag", "items", "kind", "joined"),
    [
        ("en", [], "or", ""),
        ("en", ["billing"], "or", "billing"),
        ("en", ["billing", "sales"], "and", "billing and sales"),
        ("en", ["billing", "sales", "the operator"], "or", "billing, sales or the operator"),
        ("de", ["Rechnung", "Verkauf", "Zentrale"], "or", "Rechnung, Verkauf oder Zentrale"),
        ("de", ["Rechnung", "Verkauf"], "and", "Rechnung und Verkauf"),
    ],
)
def test_join(tag: str, items: list[str], kind: str, joined: str) -> None:
    """Items are listed as people list them."""
    assert get(tag).join(items, kind) == joined


def test_list_notation() -> None:
    """Lists are written as one text: words between blanks, phrases between semicolons."""
    assert words("a b\n c") == {"a", "b", "c"}
    assert phrases("one  two;\n three ; ") == ("one two", "three")
    assert sequences("i would like; please") == {("i", "would", "like"), ("please",)}
