"""How callers mend values and say them in pieces, in Polish: the tables.

"piec nie cztery" is no mend: it may be "five, not four" or "five, no, four".
"""

from __future__ import annotations

from callwright.languages.base import phrases, sequences, words
from callwright.languages.values.tables import MendWords

_DIGIT = "(cyfra|cyfre|liczba|litera|litere|znak)"
_DIGITS = "(cyfry|cyfr|liczby|liczb|litery|liter|znaki)"
_IS = "(to|jest|to jest|powinna byc|ma byc|powinno byc)"
_ARE = "(to|sa|to sa|powinny byc|maja byc|ma byc)"

MENDS = MendWords(
    openers=tuple(
        sorted(
            sequences("""
        nie calkiem; niezupelnie; nie do konca; nie zgadza sie; to sie nie zgadza; nie to sie nie zgadza; to nie tak; nie
        tak; to jest zle; to zle; zle; blad; to blad; jest blad; jest pomylka; prawie; niestety nie; mowilem; mowilam;
        nie mowilem; nie mowilam; powiedzialem; powiedzialam; nie powiedzialem; nie powiedzialam; chodzilo mi o; nie
        chodzilo mi o; mialem na mysli; mialam na mysli; pomylilem sie; pomylilam sie; moja pomylka; moj blad; oj; ups; prosze
        zmienic na; ma byc; powinno byc; nie powinno byc; nie ma byc; poprawnie to; raczej; o nie
    """)
        )
    ),
    pauses=words("przepraszam stop czekaj"),
    again=frozenset(
        phrases("""
        jeszcze raz; od nowa; od poczatku; (jeszcze raz)? od (nowa|poczatku); powtarzam; powtorze; powtorze jeszcze raz;
        zaczynam (od nowa|jeszcze raz); wszystko (jeszcze raz|od nowa); caly numer (to|jeszcze raz)?
    """)
    ),
    fillers=frozenset(
        phrases("""
        potem; i potem; a potem; nastepnie; dalej; i dalej; dalej jest; i jeszcze; po tym; kolejne to; nastepne to; reszta
        to; a reszta to; na koniec; i na koniec; i na koncu; ostatnie to; potem jest; potem idzie
    """)
    ),
    other=frozenset(phrases("ten drugi; ta druga; to drugie; ten inny; drugi; druga")),
    first_name=frozenset(phrases("(moje)? imie (to|jest)?; na imie")),
    last_name=frozenset(phrases("(moje)? nazwisko (to|jest)?")),
    sayings=f"""
        (ta)? (ostatnia|ostatni|ostatnie) ({_DIGIT})? {_IS} <told> = last many=1
        (te)? ostatnie (<many>)? ({_DIGITS})? {_ARE} <told> = last
        (te)? <many> ostatnie ({_DIGITS})? {_ARE} <told> = last
        (konczy sie) (na|sie na) <told> = last
        na (koncu|koniec) (jest|sa|ma byc|powinno byc)? <told> = last
        <told> na (koncu|koniec) = last
        (ta)? (pierwsza|pierwszy|pierwsze) ({_DIGIT})? {_IS} <told> = first many=1
        (te)? pierwsze (<many>)? ({_DIGITS})? {_ARE} <told> = first
        zaczyna sie (od|na) <told> = first
        na poczatku (jest|sa|ma byc|powinno byc)? <told> = first
        <told> na poczatku = first
        (ta)? druga ({_DIGIT})? {_IS} <told> = at place=2
        (ta)? trzecia ({_DIGIT})? {_IS} <told> = at place=3
        (ta)? czwarta ({_DIGIT})? {_IS} <told> = at place=4
        (ta)? piata ({_DIGIT})? {_IS} <told> = at place=5
        (ta)? szosta ({_DIGIT})? {_IS} <told> = at place=6
        (ta)? (przedostatnia|przedostatni) ({_DIGIT})? {_IS} <told> = at place=-2
        nie <old> (tylko|ale|lecz) <new> = swap
        <new> (zamiast|a nie) <old> = swap
        zamiast <old> (ma byc|powinno byc|jest)? <new> = swap
        (prosze)? (zmienic|zamienic) <old> na <new> = swap
    """,
)
