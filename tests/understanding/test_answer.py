"""Yes or no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import LANGUAGES, Language, get
from callwright.understanding.answer import hear_yes_no
from callwright.understanding.matcher import Lexicon
from callwright.understanding.normalise import normalise
from callwright.understanding.phrases import Phrase, parse

YES = """
en: yes | yeah | yes please | yeah that's right | uh yes | well, yes | yes yes yes | mhm | uh huh | okay
en: sure | correct
en: that is correct thank you | it's okay | please do | I think so | no problem | why not | I'd say yes
en: that's it | of course | why not
en: yes, I want to pay my bill | yes it is | of course | absolutely | right | go ahead | yep that's fine
de: ja | ja genau | ja bitte | ähm ja | jawohl | genau | ja stimmt | das ist richtig | richtig | stimmt
de: gerne | bitte
de: ja das ist meine Nummer | kein Problem | ich glaube schon | mhm | okay | passt | natürlich
de: auf jeden Fall | so ist es | warum nicht | klar | sicher doch
"""
NO = """
en: no | nope | no thanks | no thank you | no that's wrong | no, not really | I don't think so
en: that's not right | not correct
en: that isn't correct | okay no | right, no that's wrong | no it's James | not yes | uh uh | never | wrong
en: not today | no, no | not exactly right | not quite correct
de: nein | nee | nö danke | nein danke | stimmt nicht | das stimmt so nicht | das ist nicht richtig
de: nicht ganz richtig
de: ich glaube nicht | okay nein | auf keinen Fall | nein das ist falsch | das ist es nicht
en: I'd rather not | of course not | not at all | I'm good | that's all | no that's it
en: nothing else thank you bye
de: lieber nicht | nein das war alles | das war's
de: nein, die letzten zwei sind 4 7
"""
NEITHER = """
en: yes and no | no idea | I don't know | maybe | billing | I want billing | there is no way to know
en: I have no bill
en: yes but not the last one | not sure | uh | yes no | please | twelve | what do you mean
de: jein | ja nein | vielleicht | keine Ahnung | ich weiß nicht | ich habe ja schon angerufen | Rechnung
de: weder noch | äh
de: das ist ja Wahnsinn | ja aber nicht die letzte
"""


def table(text: str) -> list[tuple[str, str]]:
    """Lines of "tag: utterance | utterance" as pairs."""
    lines = (line.partition(": ") for line in text.strip().splitlines())
    return [(tag, said.strip()) for tag, _, utterances in lines for said in utterances.split("|")]


@pytest.mark.parametrize(("tag", "said"), table(YES))
def test_yes(tag: str, said: str) -> None:
    """These mean yes."""
    assert hear_yes_no(normalise(said, get(tag)), get(tag)) is True


@pytest.mark.parametrize(("tag", "said"), table(NO))
def test_no(tag: str, said: str) -> None:
    """These mean no."""
    assert hear_yes_no(normalise(said, get(tag)), get(tag)) is False


@pytest.mark.parametrize(("tag", "said"), table(NEITHER))
def test_neither(tag: str, said: str) -> None:
    """These are no answer, or both, so nobody can tell."""
    assert hear_yes_no(normalise(said, get(tag)), get(tag)) is None


def test_an_authors_own_yes() -> None:
    """What an author adds to yes and no counts where the lexicon is given."""
    english = get("en")
    phrases = [one for one in (parse("connect me"), parse("rather later")) if isinstance(one, Phrase)]
    lexicon = Lexicon.build({"yes": phrases[:1], "no": phrases[1:]}, english)
    assert hear_yes_no(normalise("connect me please", english), english) is None
    assert hear_yes_no(normalise("connect me please", english), english, lexicon) is True
    assert hear_yes_no(normalise("rather later", english), english, lexicon) is False


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_every_built_in_answer_is_heard(language: Language) -> None:
    """Each sentence that the language ships for yes is a yes, and for no a no."""
    for templates, answer in ((language.yes, True), (language.no, False)):
        for template in templates:
            phrase = parse(template)
            assert isinstance(phrase, Phrase)
            for pieces in phrase.expansions:
                said = "".join(map(str, pieces))
                assert hear_yes_no(normalise(said, language), language) is answer, said


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
@given(
    said=st.lists(
        st.sampled_from("yes no not ja nein nicht that is right okay maybe bill stimmt doch".split()), max_size=10
    )
)
def test_hearing_is_total(language: Language, said: list[str]) -> None:
    """Any words are a yes, a no or neither."""
    assert hear_yes_no(normalise(" ".join(said), language), language) in (True, False, None)
