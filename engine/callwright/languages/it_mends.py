"""How callers mend values and say them in pieces, in Italian: the tables."""

from __future__ import annotations

from callwright.languages.base import phrases, sequences, words
from callwright.languages.values.tables import MendWords

_DIGIT = "(cifra|numero|lettera|carattere)"
_DIGITS = "(cifre|numeri|lettere|caratteri)"
_A = "(un|una|uno|il|la|lo|l)"
_IS = "(e|era|deve essere|dovrebbe essere|sarebbe)"
_ARE = "(sono|erano|devono essere|dovrebbero essere|e)"
_END = "(alla fine|in fondo|per ultimo|per ultima)"
_FRONT = "(all inizio|davanti|per primo|per prima)"
_IN_PLACE = "(invece di|invece del|invece della|al posto di|al posto del|al posto della|anziche|e non|non)"

MENDS = MendWords(
    openers=tuple(
        sorted(
            sequences("""
        non proprio; non esattamente; non e cosi; non e giusto; non e corretto; non e esatto; e sbagliato; no e sbagliato;
        e errato; no non e giusto; no non e corretto; no non e cosi; ah no; ma no; oh scusi; ho detto; no ho detto; dicevo;
        volevo dire; intendevo; mi sono sbagliato; mi sono sbagliata; ho sbagliato; c e un errore; quasi; piuttosto; anzi;
        in realta; corregga; cambi in; metta; metta invece; ops; scusi; mi scusi; aspetti; aspetti no; cioe; sbagliato
    """)
        )
    ),
    pauses=words("aspetti aspetta scusi scusa pardon stop"),
    again=frozenset(
        phrases("""
        (ancora)? una volta; un altra volta; di nuovo; da capo; dall inizio; (ricomincio|riprendo|ripeto) (tutto)? (da
        capo|dall inizio)?; tutto il numero; il numero (intero|completo); per intero
    """)
    ),
    fillers=frozenset(
        phrases("""
        poi; e poi; dopo; e dopo; quindi; seguito da; segue; (il|la)? (prossimo|prossima) (e)?; continua; continua con; il
        resto e; e il resto e; infine; e infine; per finire; e l ultimo e; e l ultima e
    """)
    ),
    other=frozenset(phrases("(l)? (altro|altra); (un)? (altro|altra)")),
    first_name=frozenset(phrases("(il|mio|il mio)? nome (di battesimo)? (e)?")),
    last_name=frozenset(phrases("(il|mio|il mio)? cognome (e)?")),
    sayings=f"""
        (l)? (ultimo|ultima) ({_DIGIT})? {_IS} ({_A})? <told> = last many=1
        (gli|le)? (ultimi|ultime) (<many>)? ({_DIGITS})? {_ARE} <told> = last
        (finisce|termina) (con|per|in) ({_A})? <told> = last
        {_END} ({_IS}|c e)? ({_A})? <told> = last
        <told> {_END} = last
        (il|la)? (primo|prima) ({_DIGIT})? {_IS} ({_A})? <told> = first many=1
        (i|le)? (primi|prime) (<many>)? ({_DIGITS})? {_ARE} <told> = first
        (comincia|inizia) (con|per) ({_A})? <told> = first
        {_FRONT} ({_IS}|c e)? ({_A})? <told> = first
        <told> {_FRONT} = first
        (il|la)? <place> ({_DIGIT})? {_IS} ({_A})? <told> = at
        (il|la)? (penultimo|penultima) ({_DIGIT})? {_IS} ({_A})? <told> = at place=-2
        non ({_A})? <old> (ma|bensi|e)? ({_A})? <new> = swap
        <new> {_IN_PLACE} ({_A})? <old> = swap
        (invece di|invece del|invece della|al posto di|al posto del|al posto della) ({_A})? <old> (e|metta)? ({_A})? <new> = swap
        (sostituisca|cambi) ({_A})? <old> (con|in) ({_A})? <new> = swap
    """,
)
