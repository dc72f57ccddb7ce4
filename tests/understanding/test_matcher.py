"""Which intent an utterance means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import LANGUAGES, Language, en, get
from callwright.understanding import matcher
from callwright.understanding.alignment import LONGEST
from callwright.understanding.matcher import Lexicon, Match, Verdict
from callwright.understanding.normalise import normalise
from tests.understanding.lexicons import ENGLISH_INTENTS, GERMAN_INTENTS, LEXICONS, LISTENING, lexicon, understood

CLEAR = """
en billing: billing | Billing. | billing please | uh, billing | my bill | It's about my bill
en billing: I'd like to talk to billing, please
en billing: can you put me through to billing | biling | billling | my bills | I did not get my bill
en billing: no, billing
en billing: I have a question regarding the last invoice | a question about my invoice
en billing: hello, yes, it's my bill that I'm calling about
en billing: can you help me with my bill | well my bill came yesterday and I think it is wrong
en billing: not sales but billing | billing instead of sales
en sales: sales | sales department please | I'd like to place an order | not billing but sales | no, sales
en opening_hours: opening hours | what are your opening hours | when are you open | uh, when do you open?
en opening_hours: openning hours
en book: I need an appointment | book an appointment
en book: I want to make an appointment for tomorrow because my tooth hurts
en cancel_appointment: cancel my appointment | I want to cancel my appointment
en cancel_appointment: I have to cancel the appointment on Friday
en order_status: my number is one two three double four | order 12 34 56 please | my order number is 123456
en fault: it does not work | it doesn't work | my internet is down | the internet is down again
en fault: technical suport
en moved: I've moved | I have moved | I moved | I want to change my address | I have a new email address
en moved: new e-mail address
en operator: operator | give me an operator | I want to speak to a human being | can I talk to somebody please
en operator: representative
en repeat: repeat | could you say that again | pardon? | what was that | sorry I didn't catch that
en repeat: can you repeat that please
en help: help | help me please | I need help | what can I say
en wait: one moment please | hold on | just a second | one moment I have to look for it
en back: back | go back | go back please
en cancel: cancel | never mind | stop
en main_menu: main menu | back to the main menu | start over
en goodbye: goodbye | bye bye | that's all thanks
de rechnung: Rechnung | die Rechnung bitte | Es geht um meine Rechnung | Rechung
de rechnung: ich habe eine Frage zu meiner letzten Rechnung
de rechnung: Rechnungen | nicht kündigen sondern Rechnung | die Rechnung verstehe ich nicht
de rechnung: nein, die Rechnung
de kuendigen: kündigen | ich möchte bitte kündigen | Kündigung | gekündigt | kundigen
de kuendigen: meine Verträge kündigen | ich will kündigen
de kuendigen: ich möchte meinen Vertrag kündigen | äh kündigen
de oeffnung: Öffnungszeiten | Öffnungs Zeiten | offnungszeiten | wann haben Sie geöffnet
de oeffnung: wann haben Sie denn offen
de termin: einen Termin | ich hätte gern einen Termin | Termin vereinbaren
de termin: nicht die Rechnung sondern einen Termin | die Rechnung nicht, einen Termin
de absagen: ich möchte einen Termin absagen | Termin absagen | ich muss meinen Termin leider absagen
de nummer: meine Kundennummer ist zwo drei doppel null | Kundennummer 123456
de stoerung: mein Internet geht nicht | Störung | bei mir geht das Internet nicht
de ja_nummer: Januar | im Januar
de rechnung: verbinden Sie mich mit der Rechnung
en operator: put me through | connect me please
de operator: Mitarbeiter | ich möchte mit einem Mitarbeiter sprechen | verbinden Sie mich bitte
de repeat: wie bitte | können Sie das bitte wiederholen | noch mal bitte | das habe ich nicht verstanden
de wait: Moment bitte | einen Moment ich muss kurz suchen | warten Sie mal
de back: zurück
de help: Hilfe | können Sie mir helfen
de goodbye: auf Wiederhören | tschüss | das war's
"""
CLOSE = """
en billing sales: billing or sales | sales and billing | billing, no, sales
en billing opening_hours: my bill and your opening hours
de rechnung termin: Rechnung oder Termin | es geht um die Rechnung und um einen Termin
de kuendigen rechnung: kündigen und Rechnung
"""
NONE = """
en: not billing | I don't want to talk to billing | sails | hello | please | uh | I want my money back
en: it works
en: without sales | the weather is nice today | change my dentist | my | cancel culture is a topic | a
en: I hate waiting times
de: nicht kündigen | ich möchte nicht kündigen | kündigen will ich nicht | ja | ich will keinen Termin
de: mein Internet geht
de: das Wetter ist schön | keine Rechnung | guten Tag | Frage | ohne Termin
"""


def match(tag: str, said: str) -> Match:
    """What is understood of this where everything is listened for."""
    return LEXICONS[tag].match(normalise(said, get(tag)), LISTENING[tag])


def lines(text: str) -> list[tuple[str, list[str], str]]:
    """Lines of "tag names: utterance | utterance", one triple for each utterance."""
    found = []
    for line in text.strip().splitlines():
        head, _, utterances = line.partition(": ")
        tag, *names = head.split()
        found += [(tag.rstrip(":"), names, said.strip()) for said in utterances.split(" | ")]
    return found


@pytest.mark.parametrize(("tag", "names", "said"), lines(CLEAR))
def test_clear(tag: str, names: list[str], said: str) -> None:
    """These mean one intent."""
    found = match(tag, said)
    assert (found.verdict, found.candidates[0].intent) == (Verdict.CLEAR, names[0]), found


@pytest.mark.parametrize(("tag", "names", "said"), lines(CLOSE))
def test_close(tag: str, names: list[str], said: str) -> None:
    """These name two intents, so the caller is asked which."""
    found = match(tag, said)
    assert (found.verdict, sorted(one.intent for one in found.candidates)) == (Verdict.CLOSE, sorted(names)), found


@pytest.mark.parametrize(("tag", "said"), [(tag, said) for tag, _, said in lines(NONE)])
def test_none(tag: str, said: str) -> None:
    """These mean none of the intents; what came near is below the bar."""
    found = match(tag, said)
    assert found.verdict is Verdict.NONE, found
    assert all(one.score < matcher.WINS for one in found.candidates)


@pytest.mark.parametrize(
    ("tag", "said", "values"),
    [
        ("en", "my number is one two three double four", (("order_number", "12344"),)),
        ("en", "uh yes, order 12 34 56 please", (("order_number", "123456"),)),
        ("de", "meine Kundennummer ist äh zwo drei doppel null", (("kundennummer", "2300"),)),
    ],
)
def test_values(tag: str, said: str, values: tuple[tuple[str, str], ...]) -> None:
    """A phrase with a value gives the value that was heard at its place."""
    assert match(tag, said).candidates[0].values == values


def test_two_values() -> None:
    """Values are told apart by the words between them, and named in the order of the phrase."""
    lexicon = Lexicon.build({"move": understood(["from <a:digits> to line <b:digits>"])}, get("en"))
    found = lexicon.match(normalise("from 12 to line 40", get("en")), {"move"})
    assert found.candidates[0].values == (("a", "12"), ("b", "40"))


def test_values_without_a_known_type() -> None:
    """A value whose type is not told, or cannot be heard, matches nothing."""
    phrases = {"order": understood(["order <n>", "number <n:colour>"])}
    lexicon = Lexicon.build(phrases, get("en"))
    assert lexicon.match(normalise("order 123", get("en")), {"order"}).verdict is Verdict.NONE
    assert lexicon.match(normalise("number 123", get("en")), {"order"}).verdict is Verdict.NONE


def test_a_bare_value() -> None:
    """A phrase that is nothing but a value takes short digits only where they are all that is said."""
    lexicon = Lexicon.build({"number": understood(["<n:digits>"])}, get("en"))
    heard = {said: lexicon.match(normalise(said, get("en")), {"number"}).verdict for said in
             ("12", "it is 12", "one moment", "take 123456 off my list")}  # fmt: skip
    assert list(heard.values()) == [Verdict.CLEAR, Verdict.CLEAR, Verdict.NONE, Verdict.CLEAR]


@pytest.mark.parametrize(
    ("said", "names"),
    [("billing", {"sales"}), ("my bill please", {"sales", "help"}), ("yes", {"no"}), ("billing", set())],
)
def test_only_what_is_listened_for(said: str, names: set[str]) -> None:
    """An intent that nothing listens for cannot win, however well it fits."""
    assert LEXICONS["en"].match(normalise(said, get("en")), names).candidates == ()


def test_unknown_names_are_listened_for_in_vain() -> None:
    """A name that the lexicon does not hold is no error."""
    assert LEXICONS["en"].match(normalise("my billl", get("en")), {"nowhere"}).verdict is Verdict.NONE


@pytest.mark.parametrize("said", ["account", "it is about my account again", "my accounts"])
def test_prefer(said: str) -> None:
    """At equal score the preferred intent wins, and without preference the caller is asked."""
    lexicon = Lexicon.build({"a": understood(["account"]), "b": understood(["account"])}, get("en"))
    words = normalise(said, get("en"))
    assert lexicon.match(words, {"a", "b"}).verdict is Verdict.CLOSE
    won = lexicon.match(words, {"a", "b"}, prefer={"b"})
    assert (won.verdict, won.candidates[0].intent) == (Verdict.CLEAR, "b")


def test_preference_does_not_beat_a_better_match() -> None:
    """A preferred intent that fits worse does not win."""
    lexicon = Lexicon.build({"a": understood(["close my account"]), "b": understood(["account"])}, get("en"))
    words = normalise("I want to close my account today", get("en"))
    assert lexicon.match(words, {"a", "b"}, prefer={"b"}).candidates[0].intent == "a"


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("yes", "yes"), ("yeah I'd like that", "yes"), ("okay", "yes"), ("no that's wrong", "no"),
        ("no not really", "no"), ("no, billing", "billing"), ("yes my bill", "billing"), ("yes, go back", "back"),
    ],
)  # fmt: skip
def test_yes_and_no(said: str, intent: str) -> None:
    """Yes and no are heard where they are listened for, and open a sentence that means something else."""
    found = LEXICONS["en"].match(normalise(said, get("en")), {"yes", "no", "billing", "help", "back"})
    assert (found.verdict, found.candidates[0].intent) == (Verdict.CLEAR, intent)


def test_yes_and_no_together() -> None:
    """Who says both has chosen neither."""
    found = LEXICONS["en"].match(normalise("yes and no", get("en")), {"yes", "no"})
    assert found.verdict is Verdict.NONE


def test_the_candidate_names_the_authors_phrase() -> None:
    """A candidate carries the phrase as the author wrote it, brackets and all."""
    assert match("en", "a question about the invoice").candidates[0].phrase == ENGLISH_INTENTS["billing"][2]


def test_at_most_three_candidates() -> None:
    """Of many that are equally good three are reported."""
    lexicon = Lexicon.build({name: understood(["account"]) for name in "abcdef"}, get("en"))
    for said in ("account", "my new account"):
        found = lexicon.match(normalise(said, get("en")), set("abcdef"))
        assert [one.intent for one in found.candidates] == ["a", "b", "c"]


@pytest.mark.parametrize(("tag", "intents"), [("en", ENGLISH_INTENTS), ("de", GERMAN_INTENTS)])
def test_every_sentence_of_a_phrase_matches(tag: str, intents: dict[str, list[str]]) -> None:
    """Each plain sentence that a phrase stands for means its intent, clearly and with full score."""
    language = get(tag)
    everything = {**language.universals, "yes": language.yes, "no": language.no, **intents}
    for name, templates in everything.items():
        # Where "no" is listened for, "that's all" answers the question before it ends the call.
        listening = everything.keys() - ({"no"} if name in ("yes", "goodbye") else set())
        for phrase in understood(templates):
            if phrase.slots:
                continue
            for pieces in phrase.expansions:
                said = "".join(map(str, pieces))
                found = LEXICONS[tag].match(normalise(said, language), listening)
                assert (found.verdict, found.candidates[0].intent, found.candidates[0].score) == ("clear", name, 1.0), (
                    said
                )


WORDS = st.sampled_from(
    "billing bill my not but sales or order number one 12 is the opening hours cancel appointment back help yes no "
    "rechnung nicht kündigen sondern termin mein geht internet bitte moment öffnungs zeiten billng instead".split()
)


@pytest.mark.parametrize("tag", LEXICONS)
@given(said=st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=20).map(" ".join)))
def test_matching_is_total_and_lawful(tag: str, said: str) -> None:
    """Whatever is said, the answer has the shape its verdict promises, and comes twice the same."""
    found = match(tag, said)
    scores = [one.score for one in found.candidates]
    assert found == match(tag, said)
    assert scores == sorted(scores, reverse=True) or found.verdict is Verdict.CLEAR
    assert all(0 <= score <= 1 for score in scores)
    assert {one.intent for one in found.candidates} <= LISTENING[tag]
    if found.verdict is Verdict.CLEAR:
        assert found.candidates
        assert scores[0] >= matcher.WINS
    if found.verdict is Verdict.CLOSE:
        assert 2 <= len(scores) <= matcher.MOST
        assert min(scores) >= matcher.WINS


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
@given(data=st.data())
def test_not_before_a_phrase(language: Language, data: st.DataObject) -> None:
    """An intent whose word is said after "not" is never the winner."""
    word = data.draw(st.sampled_from(["billing", "sales", "kündigen", "Rechnung", "Störung"]))
    negation = data.draw(st.sampled_from(sorted(language.negations)))
    between = data.draw(st.lists(st.sampled_from(sorted(language.light)), max_size=3))
    lexicon = Lexicon.build({"it": understood([word])}, language)
    said = " ".join([negation, *between, word])
    assert lexicon.match(normalise(said, language), {"it"}).verdict is Verdict.NONE


def test_long_speech_is_cut() -> None:
    """Beyond a bounded number of words nothing is compared, so a long speech costs no more than that."""
    near = "blah " * (LONGEST - 1) + "billing"
    far = "blah " * LONGEST + "billing"
    assert match("en", near).candidates[0].intent == "billing"
    assert match("en", far).verdict is Verdict.NONE


def test_very_long_words_are_not_remembered() -> None:
    """A word that no language has is not put into the memory of stems."""
    before = en.stem.cache_info().misses
    assert match("en", "a" * 5000 + " " + "b" * 5000).verdict is Verdict.NONE
    assert en.stem.cache_info().misses == before


def test_the_order_of_intents_decides_nothing() -> None:
    """Built in another order, the lexicon gives the same verdict and the same scores."""
    forward = {name: understood(phrases) for name, phrases in ENGLISH_INTENTS.items()}
    backward = dict(reversed(forward.items()))
    for said in ("billing or sales", "I want to cancel my appointment", "my bill", "order 12 34"):
        words = normalise(said, get("en"))
        one, other = (Lexicon.build(intents, get("en")).match(words, set(forward)) for intents in (forward, backward))
        assert one == other


OFFICE = {
    "en": {
        "message": ["leave a message", "message"],
        "track": ["track my (order|parcel)", "parcel"],
        "billing": ["billing", "a question about (my|the) bill"],
        "late": ["my parcel has not arrived"],
    },
    "de": {
        "appointment": ["einen Termin", "Termin"],
        "cancel_appointment": ["absagen", "einen Termin absagen", "(meinen|den) Termin absagen"],
        "close": ["kündigen", "Vertrag kündigen"],
        "message": ["eine Nachricht hinterlassen", "Nachricht"],
        "billing": ["Rechnung"],
    },
}
OFFICES = {tag: lexicon(get(tag), intents) for tag, intents in OFFICE.items()}

WON = """
en -: I don't want to leave a message | no message | no message please | I want no message
en -: I don't want to track a parcel | I do not want to ask about a bill | no billing please
en -: I don't have a question about a bill | I'm not interested in billing | not a message
en billing: no, billing | not now, billing | I don't want to wait, billing please | I did not get my bill
en billing: I don't want to leave a message but billing
en billing: I don't want to leave a message I have a question about my bill
en message: no, a message | no, message | no leave a message | I do not need to track it, I want to leave a message
en late: my parcel has not arrived | my parcel still has not arrived
en track: I have not received my parcel | my parcel has not come
de -: ich möchte keinen Termin | ich will nicht kündigen | ich möchte keine Nachricht hinterlassen
de -: ich will meinen Termin nicht absagen | ich will meinen Vertrag nicht kündigen
de -: ich habe keine Frage zur Rechnung
de cancel_appointment: Termin absagen | Termin bitte absagen | den Termin absagen | Terminabsage
de cancel_appointment: ich möchte meinen Termin absagen | ich muss einen Termin leider absagen
de appointment: Termin | ich brauche einen Termin
de billing: ich will nicht kündigen, ich habe eine Frage zur Rechnung | keinen Termin sondern eine Rechnung
de billing: ich will nicht warten ich will eine Rechnung | was ist mit der Rechnung
en wait: one second | a second please | just a second
en -: the second one | the first one | second one please | the second
de wait: eine Sekunde
de -: das zweite | das erste
en repeat: what | what? | sorry | sorry? | sorry what | excuse me? | come again
de repeat: was | was? | hä | wie | wie bitte
en billing: sorry, billing | excuse me, billing
en no: I'm good | all good | that's all | that was all | no that's it | cheers | nope
en goodbye: nothing else thank you bye | thank you, bye | bye | no thanks bye
de no: nein das war alles | das war's | passt so | nein danke
de goodbye: danke, tschüss | nein danke, das war alles, auf Wiederhören
"""


@pytest.mark.parametrize(("tag", "names", "said"), lines(WON))
def test_negation_and_the_more_specific(tag: str, names: list[str], said: str) -> None:
    """What is refused does not win, the phrase that covers more does, and "anything else?" hears its answers."""
    listening = {*OFFICE[tag], *get(tag).universals, "yes", "no"} - ({"yes", "no"} if names == ["-"] else set())
    found = OFFICES[tag].match(normalise(said, get(tag)), listening)
    won = found.candidates[0].intent if found.verdict is Verdict.CLEAR else "-"
    assert (found.verdict is Verdict.CLOSE, won) == (False, names[0]), found


@pytest.mark.parametrize(
    ("tag", "said"),
    [("en", "thank you, bye"), ("en", "nothing else thank you bye"), ("en", "that's all"), ("de", "danke, tschüss")],
)
def test_farewell_is_a_no_where_no_goodbye_is_listened_for(tag: str, said: str) -> None:
    """Whoever says goodbye to "anything else?" wants nothing else."""
    assert OFFICES[tag].match(normalise(said, get(tag)), {"yes", "no"}).candidates[0].intent == "no"
