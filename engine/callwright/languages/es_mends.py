"""How callers mend values and say them in pieces, in Spanish: the tables."""

from __future__ import annotations

from callwright.languages.base import phrases, sequences, words
from callwright.languages.values.tables import MendWords

_DIGIT = "(cifra|numero|digito|letra)"
_DIGITS = "(cifras|numeros|digitos|letras)"
_IS = "(es|era|seria|debe ser|tiene que ser)"
_ARE = "(son|eran|serian|deben ser|tienen que ser)"
_ONE = "(el|la|un|una)?"

MENDS = MendWords(
    openers=tuple(
        sorted(
            sequences("""
        eso no es; no es correcto; eso no es correcto; no es asi; esta mal; eso esta mal; no esta bien; no exactamente;
        casi; no del todo; perdon no; ay no; he dicho; dije; no he dicho; no dije; yo dije; yo he dicho; queria decir;
        no queria decir; quise decir; me he equivocado; me equivoque; es un error; corrijo; cambielo a; cambialo a;
        cambielo por; cambialo por; pongame; mejor ponga
    """)
        )
    ),
    pauses=words("espere espera perdon perdone disculpe"),
    again=frozenset(
        phrases("""
        otra vez; de nuevo; desde el (principio|inicio|comienzo); empiezo (otra vez|de nuevo); empezamos de nuevo;
        vuelvo a empezar; repito; lo repito; se lo repito; se lo digo otra vez; una vez mas; el numero completo (es)?
    """)
    ),
    fillers=frozenset(
        phrases("""
        luego; y luego; despues; y despues; sigue; y sigue; luego viene; seguido de; a continuacion; el resto es;
        y el resto es; por ultimo; y por ultimo; finalmente; y al final; y termina en
    """)
    ),
    other=frozenset(phrases("el otro; la otra; otro; otra")),
    first_name=frozenset(phrases("(mi|el)? nombre (es)?; (mi|el)? nombre de pila (es)?")),
    last_name=frozenset(phrases("(mi|el)? (primer)? apellido (es)?; (mis|los)? apellidos (son)?")),
    sayings=f"""
        (el|la)? (ultimo|ultima) ({_DIGIT})? {_IS} {_ONE} <told> = last many=1
        (los|las)? (ultimos|ultimas) (<many>)? ({_DIGITS})? {_ARE} <told> = last
        (los|las)? <many> (ultimos|ultimas) ({_DIGITS})? {_ARE} <told> = last
        (termina|acaba|terminado|acabado) (en|con) {_ONE} <told> = last
        al final (es|va|hay)? {_ONE} <told> = last
        <told> al final = last
        (el|la)? (primer|primero|primera) ({_DIGIT})? {_IS} {_ONE} <told> = first many=1
        (los|las)? (primeros|primeras) (<many>)? ({_DIGITS})? {_ARE} <told> = first
        (empieza|comienza) (por|con|en) {_ONE} <told> = first
        al (principio|inicio|comienzo) (es|va|hay)? {_ONE} <told> = first
        <told> al (principio|inicio|comienzo) = first
        (el|la)? (segundo|segunda) ({_DIGIT})? {_IS} {_ONE} <told> = at place=2
        (el|la)? (tercer|tercero|tercera) ({_DIGIT})? {_IS} {_ONE} <told> = at place=3
        (el|la)? (cuarto|cuarta) ({_DIGIT})? {_IS} {_ONE} <told> = at place=4
        (el|la)? (quinto|quinta) ({_DIGIT})? {_IS} {_ONE} <told> = at place=5
        (el|la)? (penultimo|penultima) ({_DIGIT})? {_IS} {_ONE} <told> = at place=-2
        (el|la)? (antepenultimo|antepenultima) ({_DIGIT})? {_IS} {_ONE} <told> = at place=-3
        no (es)? {_ONE} <old> (sino|es) {_ONE} <new> = swap
        <new> (en vez de|en lugar de|y no) {_ONE} <old> = swap
        (en vez de|en lugar de) {_ONE} <old> (es|ponga|pon)? {_ONE} <new> = swap
        (cambie|cambia|cambiar|sustituya) {_ONE} <old> (por|a) {_ONE} <new> = swap
        (el|la) <old> {_IS} {_ONE} <new> = swap
    """,
)
