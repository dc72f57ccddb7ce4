"""Text to words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import LANGUAGES, Language, get
from callwright.understanding.normalise import located, normalise

each_language = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)


@pytest.mark.parametrize(
    ("tag", "text", "tokens"),
    [
        ("en", "It's about my BILL!", "its about my bill"),
        ("en", "It’s about my bill", "its about my bill"),
        ("en", "opening-hours", "opening hours"),
        ("en", "  one,two ;three.  ", "one two three"),
        ("en", "café crème", "cafe creme"),
        ("en", "cafe\u0301", "cafe"),
        ("en", "order 12-34", "order 12 34"),
        ("en", "１２３", "123"),
        ("en", "soft\u00adware", "software"),
        ("en", "😀", ""),
        ("en", "Müller", "muller"),
        ("de", "Müller", "mueller"),
        ("de", "Mu\u0308ller", "mueller"),
        ("de", "MÜLLER", "mueller"),
        ("de", "Größe", "groesse"),
        ("de", "GROẞE", "grosse"),
        ("de", "Öffnungszeiten?", "oeffnungszeiten"),
        ("de", "Geht's?", "gehts"),
        ("de", "à la carte", "a la carte"),
    ],
)
def test_tokens(tag: str, text: str, tokens: str) -> None:
    """Case, accents and punctuation are forgiven, and a language's own letters are spelled out."""
    assert " ".join(normalise(text, get(tag)).tokens) == tokens


@pytest.mark.parametrize(
    ("tag", "text", "core"),
    [
        ("en", "uh, I'd like to talk to billing, please", "talk to billing"),
        ("en", "um could you repeat that", "repeat that"),
        ("en", "please", ""),
        ("en", "I like billing", "i like billing"),
        ("de", "äh ich möchte bitte kündigen", "kuendigen"),
        ("de", "Guten Tag, ich rufe an wegen meiner Rechnung", "meiner rechnung"),
        ("de", "ich hätte gern einen Termin", "einen termin"),
    ],
)
def test_core(tag: str, text: str, core: str) -> None:
    """Hesitation and politeness carry no meaning."""
    assert " ".join(normalise(text, get(tag)).core) == core


@pytest.mark.parametrize(
    ("tag", "text", "kind"),
    [
        ("en", "", "blank"),
        ("en", " \t\n", "blank"),
        ("en", "...", "blank"),
        ("en", "uh", "hesitation"),
        ("en", "um, er", "hesitation"),
        ("en", "mhm", "backchannel"),
        ("en", "uh huh", "backchannel"),
        ("en", "Okay.", "backchannel"),
        ("en", "okay okay", "backchannel"),
        ("en", "um yes", "backchannel"),
        ("en", "all right", "backchannel"),
        ("en", "right, I see", ""),
        ("en", "no", ""),
        ("en", "yes billing", ""),
        ("en", "please", ""),
        ("de", "äh", "hesitation"),
        ("de", "ähm, tja", "hesitation"),
        ("de", "ja", "backchannel"),
        ("de", "ja genau", "backchannel"),
        ("de", "alles klar", "backchannel"),
        ("de", "äh ja", "backchannel"),
        ("de", "nein", ""),
        ("de", "januar", ""),
    ],
)
def test_kinds(tag: str, text: str, kind: str) -> None:
    """An utterance is blank, hesitation, a backchannel or none of them, never two."""
    words = normalise(text, get(tag))
    kinds = {"blank": words.is_blank, "hesitation": words.is_hesitation, "backchannel": words.is_backchannel}
    assert [name for name, is_so in kinds.items() if is_so] == ([kind] if kind else [])


@each_language
@given(text=st.text(max_size=80))
def test_idempotent(language: Language, text: str) -> None:
    """Normalising the words again changes nothing, whatever the text."""
    tokens = normalise(text, language).tokens
    assert normalise(" ".join(tokens), language).tokens == tokens


@each_language
@given(text=st.text(max_size=80))
def test_core_is_part_of_the_tokens(language: Language, text: str) -> None:
    """The core keeps the order of the words and adds none, and the text stays as it came."""
    words = normalise(text, language)
    rest = iter(words.tokens)
    assert all(word in rest for word in words.core)
    assert words.text == text


def test_surrogates_and_controls() -> None:
    """What is no text at all is a blank, not an error."""
    assert normalise("bill\ud800ing \x00\x1b", get("en")).tokens == ("bill", "ing")


@given(st.text(st.sampled_from("aäÄßé' -.,€19İ\u0301\u00ad"), max_size=20), st.sampled_from(["en", "de"]))
def test_located_words_say_themselves(text: str, tag: str) -> None:
    """Where a word is located, the text there is that word and no other."""
    language = get(tag)
    words = normalise(text, language)
    found = located(words, language)
    if found is not None:
        whole, places = found
        assert len(places) == len(words.tokens)
        for (start, end), token in zip(places, words.tokens, strict=True):
            assert normalise(whole[start:end], language).tokens == (token,)
