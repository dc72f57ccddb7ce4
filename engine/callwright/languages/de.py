"""German, as spoken in Germany, Austria and Switzerland."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from callwright.languages.base import Language, Ordinals, joiner, phrases, sequences, words
from callwright.languages.de_numbers import BELOW_100, PLAIN, TENS, UNITS
from callwright.languages.digits import Numerals, say

if TYPE_CHECKING:
    from callwright.languages.values.tables import Spoken

_UNITS = {word: str(value) for word, value in UNITS.items()}
# "ein" by itself is an article, so it is a digit only inside "einundzwanzig" and "ein und zwanzig".
_LINKED_UNITS = {**_UNITS, "ein": "1"}
del _LINKED_UNITS["null"], _LINKED_UNITS["eins"]
_TENS = {word: str(value) for word, value in TENS.items()}
_BELOW_100 = {word: str(value) for word, value in BELOW_100.items() if value > 9}
# The usual forms, for what is longer than two digits.
_PLAIN = {word: digits for word, digits in (_BELOW_100 | _UNITS).items() if word in PLAIN and digits != "0"}
_HUNDREDS = {f"{unit}hundert": digit for unit, digit in _LINKED_UNITS.items()}
# Written as one word, "zweihundertfuenf" is a number and nothing else; in two words it might be 200 and 5.
# "hundertfünf" by itself is 105, while "hundert" is a word that might end a longer number.
_COMPOUNDS = {
    f"{many}hundert{link}{rest}": digits + value.rjust(2, "0")
    for many, digits in (
        {"": "1", "ein": "1"} | {one: value for one, value in _PLAIN.items() if int(value) < 20}
    ).items()
    for link in ("", "und")
    for rest, value in _PLAIN.items()
    if many not in ("eins", "zehn")
}
_BELOW_1000 = (
    _LINKED_UNITS
    | {"eins": "1", "hundert": "100"}
    | _BELOW_100
    | _COMPOUNDS
    | {word: f"{digit}00" for word, digit in _HUNDREDS.items()}
)
_DOUBLED = {f"doppel{unit}": digit * 2 for unit, digit in _UNITS.items()}


def _whole(word: str) -> str | None:
    """ "zwölftausenddreihundertfünfundvierzig": in one word it has one meaning."""
    head, thousand, tail = word.partition("tausend")
    if not thousand or not tail:
        digits = _BELOW_1000.get(head) if thousand and head else None
        return f"{digits}000" if digits else None
    thousands = _BELOW_1000.get(head) if head else "1"
    rest = _BELOW_1000.get(tail) or _BELOW_1000.get(tail.removeprefix("und"))
    return thousands + rest.rjust(3, "0") if thousands and rest else None


_NUMERALS = Numerals(
    units=_UNITS,
    wholes={word: digits for word, digits in _BELOW_100.items() if word not in _TENS} | _COMPOUNDS | _DOUBLED,
    tens=_TENS,
    rounds={"hundert": "00", "tausend": "000"},
    repeaters={"doppel": 2, "doppelt": 2, "doppelte": 2, "zweimal": 2, "dreimal": 3, "viermal": 4},
    glue=words("und dann eine strich bindestrich minus"),
    units_after_tens=False,
    ends={f"{word}": f"{digit}00" for word, digit in _HUNDREDS.items()}
    | {f"{unit}tausend": f"{digit}000" for unit, digit in _LINKED_UNITS.items()},
    link="und",
    link_units=_LINKED_UNITS,
    times="mal",
    article="die",
    hundred="hundert",
    thousand="tausend",
    conjunction="und",
    whole=_whole,
)

_ENDINGS = ("ern", "eln", "ert", "est", "en", "em", "er", "es", "et", "e", "s")
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Umlaut, ge-…-t, -ung and the endings: Vertrag, Verträge; kündigen, kündige, gekündigt, Kündigung."""
    if len(word) < 4 or not word.isalpha():
        return word
    word = word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    if word.startswith("ge") and word.endswith(("t", "en")) and len(word) >= 8:
        word = word[2:]
    for noun in ("ungen", "ung"):
        if word.endswith(noun) and len(word) - len(noun) >= 4:
            word = word[: -len(noun)]
            return word[:-2] if word.endswith("er") and len(word) >= 6 else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word[:-1] if word[-1] == "t" and word[-2] not in _VOWELS and len(word) >= 5 else word


def _values() -> Spoken:
    from callwright.languages.de_values import SPOKEN

    return SPOKEN


GERMAN = Language(
    tag="de",
    name="German",
    hesitations=words("aeh aehm aehh oeh oehm eh ehm ae hm hmm mm mmm tja nun also naja ahm uh uhm em"),
    politeness=sequences("""
        bitte; bitte schoen; bitte sehr; danke; danke schoen; dankeschoen; vielen dank; danke sehr; besten
        dank; ich moechte; ich moechte gern; ich moechte gerne; moechte ich; ich wuerde gern; ich wuerde
        gerne; ich haette gern; ich haette gerne; ich will; ich wollte; ich wollte gern; ich wollte gerne;
        ich brauche; ich benoetige; ich muss; ich rufe an; ich rufe an wegen; koennten sie; koennten sie
        bitte; koennen sie; wuerden sie; kann ich; koennte ich; darf ich; gern; gerne; einfach; bitte mal;
        bitte einmal; hallo; guten tag; guten morgen; guten abend; gruess gott; servus; moin;
        entschuldigung; entschuldigen sie; wenn es geht
    """),
    backchannels=frozenset(
        phrases("""
        mhm; mh; aha; ja; jo; jaja; jep; jawohl; okay; ok; oke; genau; gut; alles klar; in ordnung;
        verstehe; ich verstehe; verstanden; ach so; achso; richtig; stimmt; klar; schoen; super; prima; na
        gut; gut gut; ist gut; so so
    """)
    ),
    light=words("""
        ich mir mich mein meine meinen meinem meiner meines du dir dich dein deine sie ihr ihre ihren ihrem
        ihnen wir uns unser unsere er es ihn ihm man der die das den dem des dies diese dieser dieses diesen
        ein eine einen einem einer eines zu zur zum von vom fuer wegen ueber mit bei beim an am in im ins
        auf aus nach um bezueglich betreffend ist sind bin war waren sein habe hab haben hat hatte haette
        haetten kann koennen koennte koennten moechte moechten will wollen wollte wuerde wuerden soll sollen
        sollte darf muss brauche brauchen sprechen reden sagen gern gerne doch mal einmal nur auch noch
        schon ja bitte danke hallo so da dann jetzt und oder ob dass geht gehts etwas denn eigentlich
        vielleicht wirklich halt eben irgendwie verbinden durchstellen stellen durch ganz sehr leider
        komplett wie wer wann wo welche welcher welches woher wohin warum wieso was
    """),
    openers=words("nein nee ne noe ja jo doch ok okay also und aber ach oh so entschuldigung"),
    yes=phrases("""
        ja; jo; joa; jep; jup; jawohl; jawoll; jaja; freilich; ja freilich; aber ja; glaube schon; denke schon; ja bitte; ja gern; ja gerne; ja genau; ja richtig; ja (das)? stimmt; ja
        natürlich; gern; gerne; sehr gern; sehr gerne; bitte; natürlich; klar; na klar; sicher; aber sicher;
        selbstverständlich; auf jeden Fall; unbedingt; definitiv; genau; (das ist)? (richtig|korrekt);
        (das)? stimmt; stimmt so; stimmt genau; so ist es; das ist es; passt; das passt; passt so;
        einverstanden; in Ordnung; das ist in Ordnung; geht klar; alles klar; okay; ok; gut; ist gut; mhm;
        ich denke schon; ich denke ja; ich glaub schon; von mir aus; ich glaube schon; ich glaube ja; doch; machen Sie das; warum nicht;
        wieso nicht; kein Problem; mit Vergnügen; perfekt; super; prima
    """),
    no=phrases("""
        nein; nee; ne; nö; nein danke; nein nein; lieber nicht; eher nicht; auf keinen Fall; keinesfalls;
        keineswegs; nicht wirklich; überhaupt nicht; gar nicht; natürlich nicht; ich glaub nicht; auf gar keinen Fall; sicher nicht; bestimmt
        nicht; noch nicht; jetzt nicht; heute nicht; (das ist)? falsch; (das ist)? verkehrt; (das ist)?
        nicht (richtig|korrekt); (das)? stimmt (so)? nicht; (das)? stimmt (leider)? nicht; (das)? passt
        (so)? nicht; das ist es nicht; nicht richtig; ich (glaube|denke) nicht; ich (glaube|denke) nein;
        niemals; nie; negativ; danke nein; ich möchte nicht; ich will nicht; kein Interesse; das war alles;
        das wäre alles; das war's; das wär's; nein das war's; nein das war alles; sonst nichts; nichts mehr;
        nein nichts mehr; mehr nicht; glaube nicht; denke nicht;
        falsch; quatsch; ach quatsch; nein quatsch; ach nein; ach ne; ach nee; doch nicht; nein doch nicht
    """),
    done=frozenset(
        phrases("""
        passt so; das passt so; alles gut; tschuess; tschues; tschau; ciao; auf wiederhoeren; auf wiedersehen;
        wiederhoeren; bis bald; ich bin fertig; das wars dann; das war dann alles
    """)
    ),
    weak_yes=frozenset(
        phrases("""
        okay; ok; gut; ist gut; mhm; bitte; klar; alles klar; super; prima; perfekt; sicher; doch; gern;
        gerne; in ordnung
    """)
    ),
    unsure=phrases("""
        keine Ahnung; (bin)? (ich)? (mir)? nicht sicher; (das)? (weiß|weiss) (ich)? (das)? nicht; ich
        (weiß|weiss) (es)? nicht; vielleicht; eventuell; möglicherweise; ja und nein; ja oder nein; jein;
        weder noch; kann ich nicht sagen; mal sehen; kommt (darauf|drauf) an;
        wie bitte; wie war das (bitte)?; (bitte)? noch (mal|einmal) (bitte)?;
        (sind Sie|bist du) (sich|dir|da)? sicher; stimmt das; ist das (so|auch|wirklich)? (richtig|korrekt|sicher|wahr|okay)
    """),
    negations=words("nicht nich kein keine keinen keinem keiner keines keins nie niemals"),
    exclusions=words("ohne statt anstatt anstelle ausser weder"),
    bare_negations=frozenset(),
    contrasts=words("sondern aber stattdessen"),
    subjects=words("ich wir"),
    wishes=words("will wollen wollte moechte moechten brauche brauchen benoetige wuensche haette"),
    asking=words("frage fragen anliegen interesse interessiert interessiere"),
    ordinals=Ordinals(
        places={
            f"{word}{ending}": place
            for word, place in {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "letzt": -1}.items()
            for ending in ("e", "en", "er", "es", "em")
        },
        of_two={"ersteres": 1, "erstere": 1, "ersterer": 1, "letzteres": 2, "letztere": 2, "letzterer": 2},
        numbers={"eins": 1, "1": 1, "zwei": 2, "zwo": 2, "2": 2, "drei": 3, "3": 3, "vier": 4, "4": 4},
        counted=words("nummer option moeglichkeit auswahl"),
    ),
    universals={
        "repeat": phrases("""
            wiederholen; (bitte)? wiederholen (Sie)? (das)? (bitte)?; (können|könnten) Sie das (bitte)?
            (noch mal|nochmal|noch einmal)? wiederholen; noch mal; nochmal; noch einmal; nochmals; wie
            bitte; was haben Sie gesagt; (das)? (habe ich|hab ich) nicht verstanden; ich (habe|hab)
            (das|Sie|es) (leider)? nicht (verstanden|gehört); ich (habe|hab) nicht verstanden; ich verstehe
            Sie nicht; ich (höre|verstehe) Sie schlecht; (sagen Sie|sag) das (noch mal|nochmal|noch einmal);
            wie war das; was war das; (können|könnten) Sie das (bitte)?
            (noch mal|nochmal|noch einmal) sagen; was; hä; wie; bitte was; was bitte; wie meinen
        """),
        "help": phrases("""
            Hilfe; hilf mir; helfen Sie mir; ich brauche Hilfe; (können|könnten) Sie mir helfen; was kann
            ich sagen; was kann ich (tun|machen|fragen); was soll ich sagen; was gibt es für Möglichkeiten;
            welche (Möglichkeiten|Optionen) (habe ich|gibt es); wie funktioniert das; ich weiß nicht was ich
            sagen soll
        """),
        "main_menu": phrases("""
            Hauptmenü; (zum|ins) Hauptmenü; (zurück)? (zum|ins) Hauptmenü; Menü; von vorn; von vorne; von
            Anfang an; noch mal von (vorn|vorne); nochmal von (vorn|vorne); (zurück)? zum Anfang; neu
            anfangen; alles auf Anfang
        """),
        "cancel": phrases("""
            abbrechen; abbruch; stopp; stop; brechen Sie (das)? ab; das abbrechen; vergessen Sie es;
            vergiss es; hat sich erledigt
        """),
        "wait": phrases("""
            warten; warten Sie; warte; Moment; (einen|ein) Moment; Momentchen; Moment mal; einen Augenblick;
            Augenblick; eine Sekunde; eine Minute; Sekunde; warten Sie (einen|ein)? (Moment|Augenblick);
            warte mal; einen kleinen Moment; kleinen Moment; ich muss (kurz)?
            (nachsehen|nachschauen|suchen|überlegen); ich (schaue|sehe|suche) (kurz|mal|gerade); bleiben Sie
            dran
        """),
        "back": phrases("""
            zurück; (gehen Sie|geh)? (einen|ein)? Schritt zurück; vorherige Frage; (zurück)? zur
            (letzten|vorherigen|vorigen) Frage; ein Menü zurück
        """),
        "operator": phrases("""
            Zentrale; Mitarbeiter; Mitarbeiterin; (einen|ein|mit einem)? (Mensch|Menschen); Berater;
            Beraterin; Kundenberater; Sachbearbeiter; Sachbearbeiterin; Vermittlung; Operator; mit
            (jemandem|jemand|einem Menschen|einem Mitarbeiter|einer Mitarbeiterin|einem Berater|einem
            Kollegen|einer Person) (sprechen|reden)?; jemanden sprechen; (einen|mit einem)?
            (echten|richtigen) Menschen; verbinden Sie mich; (bitte)? durchstellen; stellen Sie mich durch;
            einen Kollegen; echte Person; Kundenservice; Kundendienst
        """),
        "goodbye": phrases("""
            auf Wiederhören; auf Wiedersehen; Wiederhören; tschüss; tschüs; tschau; ciao; servus; bis bald;
            das war alles; das war's; das wärs; das wäre alles; mehr nicht; sonst nichts; nein das war
            alles; nichts mehr; auflegen; schönen Tag noch; einen schönen Tag (noch)?; ich bin fertig
        """),
    },
    sentences={
        "yes": "ja",
        "no": "nein",
        "not_understood": "Das habe ich leider nicht verstanden.",
        "not_heard": "Ich habe leider nichts gehört.",
        "did_you_mean": "Meinten Sie {choices}?",
        "you_can_say": "Sie können sagen: {choices}.",
        "still_there": "Sind Sie noch da?",
        "take_your_time": "Lassen Sie sich Zeit.",
        "confirm": "Ich habe {value} verstanden. Ist das richtig?",
        "wrong_length": "Ich brauche {length} Ziffern.",
        "too_little": "Das ist zu wenig. Das Minimum ist {value}.",
        "too_much": "Das ist zu viel. Das Maximum ist {value}.",
        "too_early": "Das ist zu früh. Möglich ist es ab {value}.",
        "too_late": "Das ist zu spät. Möglich ist es bis {value}.",
        "nothing_to_repeat": "Es gibt noch nichts zu wiederholen.",
        "putting_through": "Einen Moment, ich verbinde Sie.",
        "nobody_free": "Es ist leider gerade niemand frei.",
        "interrupted": "Entschuldigung, wir wurden unterbrochen.",
        "technical": "Entschuldigung, bei uns ist etwas schiefgegangen.",
        "one_moment": "Einen Moment bitte.",
        "give_up": "Ich konnte Sie leider nicht verstehen.",
        "no_flow": "Diese Nummer ist leider nicht vergeben.",
        "farewell": "Vielen Dank für Ihren Anruf. Auf Wiederhören.",
    },
    hear_digits=_NUMERALS.hear,
    is_digit_word=_NUMERALS.is_word,
    say_digits=say,
    join=joiner({"and": "und", "or": "oder"}),
    stem=stem,
    letters={"ä": "ae", "ö": "oe", "ü": "ue"},
    joints=("", "s", "n", "en"),
    values=_values,
)
