"""Dutch, as spoken in the Netherlands and in Flanders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from callwright.languages.base import Language, Ordinals, joiner, phrases, sequences, words
from callwright.languages.digits import Numerals, say
from callwright.languages.nl_numbers import BELOW_100, TENS, UNITS, compound

if TYPE_CHECKING:
    from callwright.languages.values.tables import Spoken

_UNITS = {word: str(value) for word, value in UNITS.items()}
_LINKED_UNITS = {word: digit for word, digit in _UNITS.items() if digit != "0"}
_BELOW_100 = {word: str(value) for word, value in BELOW_100.items() if value > 9}
_TENS = {word: str(value) for word, value in TENS.items()}
_HUNDREDS = {f"{unit}honderd": f"{digit}00" for unit, digit in _LINKED_UNITS.items()}
# Written as one word, "tweehonderdvijf" is a number and nothing else; in two words it might be 200 and 5.
_COMPOUNDS = {
    f"{many}honderd{link}{rest}": f"{digit}{value:02}"
    for many, digit in {"": "1", **_LINKED_UNITS}.items()
    for link in ("", "en")
    for rest, value in BELOW_100.items()
    if value
}


def _whole(word: str) -> str | None:
    """ "twaalfduizenddriehonderdvijfenveertig": in one word it has one meaning."""
    value = compound(word) if word.count("duizend") + word.count("honderd") and word not in _NUMERALS.rounds else None
    return None if value is None else str(value)


_NUMERALS = Numerals(
    units=_UNITS,
    wholes={word: digits for word, digits in _BELOW_100.items() if word not in _TENS}
    | _COMPOUNDS
    | {f"dubbel{unit}": digit * 2 for unit, digit in _UNITS.items()},
    tens=_TENS,
    rounds={"honderd": "00", "duizend": "000"},
    repeaters={
        "dubbel": 2,
        "dubbele": 2,
        "tweemaal": 2,
        "driemaal": 3,
        "viermaal": 4,
        "tweekeer": 2,
        "driekeer": 3,
    },
    glue=words("en dan de streepje koppelteken"),
    units_after_tens=False,
    ends=_HUNDREDS | {f"{unit}duizend": f"{digit}000" for unit, digit in _LINKED_UNITS.items()},
    link="en",
    link_units=_LINKED_UNITS,
    times="keer",
    article="de",
    hundred="honderd",
    thousand="duizend",
    conjunction="en",
    whole=_whole,
)


_TIMES = ("keer", "maal")


def hear_digits(words: Sequence[str]) -> str | None:
    """The digits that all these words together say.

    "een" is 1 and "a": before figures ("een 06") and behind "keer" ("twee keer een zeven") nobody knows which.
    """
    for at in range(len(words) - 1):
        after_times = at > 0 and (words[at - 1] in _TIMES or words[at - 1] in _NUMERALS.repeaters)
        if words[at] == "een" and (
            (at == 0 and words[1][0].isdigit()) or (after_times and is_digit_word(words[at + 1]))
        ):
            return None
    return _NUMERALS.hear(["keer" if word in _TIMES else word for word in words])


def is_digit_word(word: str) -> bool:
    """Can this word stand inside spoken digits?"""
    return word in _TIMES or _NUMERALS.is_word(word) or _whole(word) is not None


_PREFIXES = ("terug", "door", "over", "aan", "af", "bij", "in", "mee", "na", "om", "op", "toe", "uit", "weg")
# Only behind these is an "s" the plural: "huis" and "prijs" end in one of their own.
_PLURALS = ("els", "ers", "ens", "ems", "ars", "as", "os")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Doubled letters, ge-…-d, -ing and the endings: afspraak, afspraken; opzeggen, opgezegd, opzegging."""
    if len(word) < 4 or not word.isalpha():
        return word
    word = _infinitive(word)
    for ending in ("ingen", "ing"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _plain(word[: -len(ending)])
    for ending in ("tjes", "jes", "tje", "je", "en", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ee", "ie")):
            return _plain(word[: -len(ending)])
    return _plain(word[:-1] if word.endswith(_PLURALS) and len(word) > 4 else word)


def _infinitive(word: str) -> str:
    """Without what makes a participle: "opgezegd" is "opzeg", "betaald" is "betaal"."""
    prefix = next((one for one in _PREFIXES if word.startswith(f"{one}ge") and len(word) - len(one) >= 6), "")
    base = word[len(prefix) :]
    if base.startswith("ge") and base.endswith(("d", "t", "en")) and len(base) >= 6:
        return prefix + (base[2:-1] if base[-1] in "dt" and base[-2] not in "dt" else base[2:])
    weak = word.startswith(("be", "ver", "ont", "her")) and word.endswith("d") and word[-2] != "n"
    return word[:-1] if weak and len(word) >= 6 else word


def _plain(word: str) -> str:
    """Without doubled letters, and with the end that the plural softens: "huiz" is "huis", "briev" is "brief"."""
    single = "".join(letter for at, letter in enumerate(word) if not at or letter != word[at - 1])
    return single[:-1] + {"z": "s", "v": "f"}.get(single[-1], single[-1]) if len(single) > 2 else word


def _values() -> Spoken:
    from callwright.languages.nl_values import SPOKEN

    return SPOKEN


DUTCH = Language(
    tag="nl",
    name="Dutch",
    hesitations=words("eh ehm euh euhm uh uhm um hm hmm mm mmm tja nou nouja goh ah eens"),
    politeness=sequences("""
        alstublieft; alsjeblieft; graag; bedankt; dank u; dank u wel; dank je; dank je wel; dankjewel; dankuwel;
        hartelijk dank; hartelijk bedankt; ik wil; ik wil graag; ik zou; ik zou graag; ik zou graag willen; ik wou
        graag; ik wilde graag; ik wilde; ik had graag; ik moet; ik heb nodig; ik bel; ik bel voor; ik bel over; ik bel
        om; kunt u; kunt u mij; kan ik; kan u; zou u; mag ik; kon ik; zou ik; even; gewoon; hallo; hoi; dag; goedemorgen;
        goedemiddag; goedenavond; goeiemorgen; goeiemiddag; goedendag; goede morgen; goede middag; goede avond;
        excuseer; pardon; sorry; neem me niet kwalijk; als het kan; indien mogelijk
    """),
    backchannels=frozenset(
        phrases("""
        mhm; hmhm; uhuh; mm hm; aha; ja; jaja; ja ja; jep; yep; oke; ok; juist; goed; precies; inderdaad; klopt; begrepen; ik
        begrijp het; ik snap het; ah zo; ah ja; oh ja; prima; mooi; fijn; top; is goed; in orde; zeker; dat is goed
    """)
    ),
    light=words("""
        ik mij me mijn mn u uw jij je jouw jullie hij zij ze we wij ons onze hun hen het t er dit dat die deze de een
        ene der des den te tot van voor om over met bij aan in op uit naar door via wegens omtrent betreffende is ben
        bent zijn was waren wordt worden heb hebt heeft hebben had hadden kan kunt kunnen kon zou zouden wil wilt willen
        wilde wou mag mogen moet moeten zal zullen ga gaat gaan doe doen laat laten geef geven neem nodig praten spreken
        zeggen bellen bel verbinden doorverbinden graag toch eens eventjes even alleen ook nog al ja oke ok hoor
        alstublieft alsjeblieft bedankt dank hallo sorry dus dan nu en of als iets wat eigenlijk misschien echt gewoon
        ergens heel erg zeer helemaal volledig helaas wie hoe waar wanneer welke welk waarom waarvoor daar hier daarover
    """),
    openers=words("nee neen ja jawel oke ok dus en maar ach oh nou goed sorry"),
    yes=phrases("""
        ja; jep; yep; jawel; jazeker; jaja; ja hoor; ja zeker; ja graag; ja alstublieft; ja precies; ja inderdaad;
        ja (dat)? klopt; ja (dat)? is (goed|juist|correct); zeker; zeker weten; zeker wel; natuurlijk; uiteraard;
        vanzelfsprekend; absoluut; inderdaad; precies; exact; graag; heel graag; (dat)? klopt; (dat)? klopt helemaal;
        klopt inderdaad; (dat is)? (juist|correct|waar); helemaal (juist|goed|correct); akkoord; in orde; dat is in
        orde; oké; ok; okay; goed; is goed; dat is goed; prima; dat is prima; mhm; best; dat mag; doe maar; doet u maar;
        ik denk het wel; ik denk van wel; ik geloof het wel; waarom niet; geen probleem; met plezier; perfect; top;
        uitstekend; dat is het; dat is hem; zo is het
    """),
    no=phrases("""
        nee; neen; neeneen; nee nee; nee hoor; nee dank u; nee dank u wel; nee bedankt; nee dankjewel; nee dank je;
        liever niet; nee liever niet; absoluut niet; zeker niet; helemaal niet; natuurlijk niet; uiteraard niet; in geen geval;
        niet echt; nog niet; nu niet; vandaag niet; niet nu; toch niet; echt niet; (dat)? klopt (helaas)? niet;
        (dat)? klopt niet helemaal; (dat is)? niet (juist|correct|goed|waar); (dat is)? (fout|verkeerd|onjuist); dat is het
        niet; (dat)? mag niet; ik denk het niet; ik denk van niet; ik geloof het niet; nooit; ik wil niet; dat wil ik niet;
        geen interesse; geen sprake van; nee dat was het; dat was het; dat was alles; dat is alles; nee dat is alles; nee
        dat was alles; verder niets; verder niks; niets meer; niks meer; nee verder niets; meer niet; doe maar niet;
        negatief; (dat)? hoeft niet; nee hoeft niet; (dat)? is niet nodig; fout; verkeerd; nee fout; nee verkeerd; nee dat klopt niet; nee klopt niet; nee dat is niet goed; nee toch niet
    """),
    done=frozenset(
        phrases("""
        dag; doei; doeg; tot ziens; tot horens; tot kijk; salut; ik ben klaar; dat was het dan; alles goed; fijne dag;
        fijne dag nog
    """)
    ),
    weak_yes=frozenset(
        phrases("""
        oke; ok; okay; goed; is goed; mhm; best; prima; top; perfect; zeker; graag; in orde; uitstekend; exact
    """)
    ),
    unsure=phrases("""
        geen idee; (ik)? (ben)? niet zeker; (ik)? (ben er)? niet zeker van; dat weet ik niet; (ik)? weet (het|dat)? niet;
        weet ik niet; misschien; mogelijk; wellicht; eventueel; ja en nee; ja of nee; geen van beide; dat kan ik niet
        zeggen; zou kunnen; dat hangt ervan af; dat ligt eraan; maakt (me)? niet uit; even kijken; ik
        (versta|hoor|begrijp) u niet goed; niet goed (verstaan|gehoord|begrepen);
        (bent u|ben je) (er|daar|het)? zeker; weet (u|je) (het|dat)? zeker; klopt (dat|het); is dat (wel)? (juist|correct|goed|waar|zo)
    """),
    negations=words("niet geen nooit nimmer"),
    exclusions=words("zonder behalve noch"),
    bare_negations=frozenset(),
    contrasts=words("maar doch"),
    subjects=words("ik wij"),
    wishes=words("wil wilde wou willen hoef nodig wens zou had"),
    asking=words("vraag vragen interesse vraagje"),
    ordinals=Ordinals(
        places={"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": -1},
        of_two={"eerstgenoemde": 1, "laatstgenoemde": 2},
        numbers={"een": 1, "1": 1, "twee": 2, "2": 2, "drie": 3, "3": 3, "vier": 4, "4": 4},
        counted=words("nummer optie mogelijkheid keuze"),
    ),
    universals={
        "repeat": phrases("""
            herhalen; herhaal; (kunt|kan|wilt|zou) u (dat|het) (nog eens|nog een keer)? (alstublieft)? herhalen (alstublieft)?; herhaal
            (dat|het) (eens|nog eens|alstublieft)?; nog eens; nog een keer; nog één keer; opnieuw; wat zegt u; wat zei
            u; wat zegt u precies; wat zei je; wat; wablieft; wat blieft u; pardon; hoe zegt u; hoe; (ik)? (heb|had)
            (u|dat|het) niet (verstaan|begrepen|gehoord|goed verstaan); dat heb ik niet (verstaan|begrepen|gehoord|goed
            verstaan); ik begrijp (u|het) niet; ik versta u niet; ik hoor u (niet|slecht); (zeg|zegt u) (dat|het) nog (eens|een keer);
            (kunt|kan) u dat nog (eens|een keer) zeggen; wat was dat; wat waren de (opties|mogelijkheden|keuzes)
        """),
        "help": phrases("""
            hulp; help; help me; help mij; ik heb hulp nodig; (kunt|kan) u mij helpen; (kunt|kan) u me helpen; wat kan ik
            (zeggen|doen|vragen|kiezen); wat moet ik zeggen; wat moet ik doen; wat zijn de (opties|mogelijkheden|keuzes);
            welke (opties|mogelijkheden|keuzes) (heb ik|zijn er); hoe werkt (dit|dat|het); ik weet niet wat ik zeggen moet
        """),
        "main_menu": phrases("""
            hoofdmenu; (terug)? naar het (hoofdmenu|begin|startmenu); menu; startmenu; opnieuw beginnen; begin opnieuw;
            van voren af aan; vanaf het begin; helemaal opnieuw
        """),
        "cancel": phrases("""
            annuleren; annuleer; annuleer (dit|dat|het); afbreken; stop; stoppen; stop maar; laat maar; laat maar zitten; vergeet het;
            vergeet het maar; breek af
        """),
        "wait": phrases("""
            wachten; wacht; wacht even; wacht eens; wacht eens even; (een)? moment; (een)? momentje; (een)? ogenblik; (een)?
            ogenblikje; een seconde; een minuut; een minuutje; eventjes; moment alstublieft; even wachten; (wilt|kunt) u even wachten;
            even geduld; blijf even hangen; ik (moet)? even (kijken|zoeken|nadenken); laat me even (kijken|zoeken|nadenken); ik kijk even;
            ik zoek het even op
        """),
        "back": phrases("""
            terug; ga terug; (een)? stap terug; (ga)? (één)? stap terug; vorige; (terug)? naar de vorige (vraag|keuze|stap);
            vorige (vraag|stap|menu); terug naar het vorige menu
        """),
        "operator": phrases("""
            medewerker; medewerkster; (een|met een)? (echte)? (mens|persoon|medewerker|medewerkster|collega); telefoniste; operator;
            receptie; de receptie; met iemand (spreken|praten); iemand spreken; (een)? (echt|echte) (persoon|mens); (ik wil)? (een|met een)
            (medewerker|mens|persoon|collega) (spreken|praten); klantenservice; klantendienst; verbind me door; (kunt|kan|wilt) u mij
            doorverbinden; doorverbinden; verbind mij door
        """),
        "goodbye": phrases("""
            tot ziens; tot horens; dag; doei; doeg; salut; tot kijk; dat was alles; dat was het; dat is alles; verder niets;
            verder niks; niets meer; niks meer; meer niet; nee dat was het; nee dat was alles; nee dat is alles; nee verder niets; ophangen; ik ben klaar; fijne
            dag (nog)?; (een)? fijne dag verder; nog een fijne dag; nog een prettige dag; prettige dag
        """),
    },
    sentences={
        "yes": "ja",
        "no": "nee",
        "not_understood": "Sorry, dat heb ik niet goed verstaan.",
        "not_heard": "Sorry, ik heb niets gehoord.",
        "did_you_mean": "Bedoelt u {choices}?",
        "you_can_say": "U kunt zeggen: {choices}.",
        "still_there": "Bent u er nog?",
        "take_your_time": "Neemt u rustig de tijd.",
        "confirm": "Ik heb {value} verstaan. Klopt dat?",
        "wrong_length": "Ik heb {length} cijfers nodig.",
        "too_little": "Dat is te weinig. Het minimum is {value}.",
        "too_much": "Dat is te veel. Het maximum is {value}.",
        "too_early": "Dat is te vroeg. Het kan vanaf {value}.",
        "too_late": "Dat is te laat. Het kan tot uiterlijk {value}.",
        "nothing_to_repeat": "Er is nog niets om te herhalen.",
        "putting_through": "Een ogenblik, ik verbind u door.",
        "nobody_free": "Helaas is er op dit moment niemand vrij.",
        "interrupted": "Excuses, we werden onderbroken.",
        "technical": "Excuses, er is bij ons iets misgegaan.",
        "one_moment": "Een ogenblik alstublieft.",
        "give_up": "Helaas heb ik u niet kunnen verstaan.",
        "no_flow": "Dit nummer is helaas niet in gebruik.",
        "farewell": "Bedankt voor uw telefoontje. Tot ziens.",
    },
    hear_digits=hear_digits,
    is_digit_word=is_digit_word,
    say_digits=say,
    join=joiner({"and": "en", "or": "of"}),
    stem=stem,
    joints=("", "s", "e", "en", "n"),
    values=_values,
)
