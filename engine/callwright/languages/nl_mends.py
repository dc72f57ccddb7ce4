"""How callers mend values and say them in pieces, in Dutch: the tables."""

from __future__ import annotations

from callwright.languages.base import phrases, sequences, words
from callwright.languages.values.tables import MendWords

_DIGIT = "(cijfer|getal|nummer|letter|teken)"
_DIGITS = "(cijfers|getallen|nummers|letters|tekens)"
_A = "(een|de|het)?"
_IS = "(is|was|moet|zou moeten zijn|hoort)"
_ARE = "(zijn|is|waren|moeten|moet|horen)"
_BE = "(zijn|worden|te zijn)?"

MENDS = MendWords(
    openers=tuple(
        sorted(
            sequences("""
        niet helemaal; niet precies; klopt niet; dat klopt niet; klopt niet helemaal; dat klopt niet helemaal; dat is
        fout; dat is verkeerd; dat was fout; dat is niet juist; dat is niet goed; niet juist; niet goed; helaas niet;
        bijna; ik zei; nee ik zei; ik heb gezegd; ik bedoelde; ik bedoel; ik heb me vergist; ik vergis me; mijn fout;
        foutje; oeps; oh nee; ach nee; sorry nee; nee wacht; maak daar van; verander dat in; het moet zijn; dat moet
        zijn; correctie; ik versprak me; ik heb me versproken; er zit een fout in; eerder
    """)
        )
    ),
    pauses=words("wacht sorry pardon moment"),
    again=frozenset(
        phrases("""
        nog (eens|een keer); opnieuw; (helemaal)? van voren af aan; (weer|nog eens)? vanaf het begin; ik herhaal (het)?;
        ik begin opnieuw; ik zeg het nog (eens|een keer); alles nog (eens|een keer); het hele nummer (is|nog eens)?
    """)
    ),
    fillers=frozenset(
        phrases("""
        dan; en dan; dan komt; en dan komt; dan nog; en nog; daarna; daarna komt; en daarna; verder; en verder; gevolgd
        door; vervolgens; het volgende is; de volgende is; de volgende zijn; de rest is; en de rest is; tot slot; ten
        slotte; en tot slot; en als laatste; komt
    """)
    ),
    other=frozenset(phrases("de andere; het andere; die andere")),
    first_name=frozenset(phrases("(de|mijn)? (voornaam|roepnaam) (is)?")),
    last_name=frozenset(phrases("(de|mijn)? (achternaam|familienaam) (is)?")),
    sayings=f"""
        (het|de)? laatste ({_DIGIT})? {_IS} {_A} <told> {_BE} = last many=1
        (de)? laatste (<many>)? ({_DIGITS})? {_ARE} {_A} <told> {_BE} = last
        (het|die|dat)? eindigt (op|met) {_A} <told> = last
        (aan|op) het (eind|einde) (is|komt|staat|moet)? {_A} <told> (zijn|staan|komen)? = last
        <told> (aan|op) het (eind|einde) = last
        (het|de)? eerste ({_DIGIT})? {_IS} {_A} <told> {_BE} = first many=1
        (de)? eerste (<many>)? ({_DIGITS})? {_ARE} {_A} <told> {_BE} = first
        (het|die|dat)? begint met {_A} <told> = first
        (aan|in) het begin (is|komt|staat|moet)? {_A} <told> (zijn|staan|komen)? = first
        <told> (aan|in) het begin = first
        (het|de)? <place> ({_DIGIT})? {_IS} {_A} <told> {_BE} = at
        (het|de)? (voorlaatste|een na laatste|op een na laatste) ({_DIGIT})? {_IS} {_A} <told> {_BE} = at place=-2
        niet {_A} <old> maar {_A} <new> = swap
        <new> (in plaats van|en niet) {_A} <old> = swap
        in plaats van {_A} <old> (moet het)? {_A} <new> {_BE} = swap
        (de|het|die) <old> (is|was|moet|wordt) {_A} <new> {_BE} = swap
        (verander|vervang) {_A} <old> (in|door) {_A} <new> = swap
    """,
)
