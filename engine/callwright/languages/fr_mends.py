"""How callers mend values and say them in pieces, in French: the tables."""

from __future__ import annotations

from callwright.languages.base import phrases, sequences, words
from callwright.languages.values.tables import MendWords

_DIGIT = "(chiffre|numero|lettre|caractere)"
_DIGITS = "(chiffres|numeros|lettres|caracteres)"
_A = "(un|une|le|la|l)"
_IS = "(est|c est|c etait|etait|doit etre|devrait etre|serait)"
_ARE = "(sont|c est|ce sont|etaient|doivent etre|devraient etre|est)"
_END = "(a la fin|tout a la fin|en dernier|pour finir)"
_FRONT = "(au debut|tout au debut|en premier|devant)"
_IN_PLACE = "(au lieu de|au lieu d|a la place de|a la place d|plutot que|et pas|et non|et non pas|pas)"

MENDS = MendWords(
    openers=tuple(
        sorted(
            sequences("""
        pas tout a fait; pas exactement; pas vraiment; ce n est pas ca; c est pas ca; ce n est pas exact; c est pas exact;
        ce n est pas juste; ce n est pas correct; ce n est pas bon; c est pas bon; c est faux; c est incorrect; non c est
        faux; non c est pas ca; non ce n est pas ca; ah non; mais non; oh pardon; j ai dit; non j ai dit; je disais; je
        voulais dire; je veux dire; je me suis trompe; je me suis trompee; j ai fait une erreur; il y a une erreur; c est
        une erreur; presque; plutot; en fait; corrigez; changez en; mettez; mettez plutot; il faut mettre; oups; mince;
        excusez moi; desole; desolee; attendez; attendez non; c est plutot; enfin; nan; faux
    """)
        )
    ),
    pauses=words("attendez attends pardon desole desolee stop"),
    again=frozenset(
        phrases("""
        (encore)? une fois; depuis le debut; du debut; (je)? (recommence|reprends|repete) (tout)? (depuis le debut|du debut)?;
        tout le numero; le numero (entier|complet); en entier; (on)? recommence
    """)
    ),
    fillers=frozenset(
        phrases("""
        puis; et puis; ensuite; et ensuite; apres; et apres; suivi de; suivi d; (le)? suivant (est)?; la suite; la suite
        (est|c est); ca continue; le reste (est|c est); et (pour)? finir; enfin; et enfin; et le dernier (est|c est)
    """)
    ),
    other=frozenset(phrases("l autre; (le|la|les|un|une) autre")),
    first_name=frozenset(phrases("(le|mon|son)? prenom (est|c est)?")),
    last_name=frozenset(phrases("(le|mon|son)? nom de famille (est|c est)?; (le|mon) nom (est|c est)?")),
    sayings=f"""
        (le|la)? (dernier|derniere) ({_DIGIT})? {_IS} ({_A})? <told> = last many=1
        (les)? (<many>)? (derniers|dernieres) ({_DIGITS})? {_ARE} <told> = last
        (ca)? (finit|termine|se termine|fini) (par|avec) ({_A})? <told> = last
        {_END} ({_IS})? (il y a)? ({_A})? <told> = last
        <told> {_END} = last
        (le|la)? (premier|premiere) ({_DIGIT})? {_IS} ({_A})? <told> = first many=1
        (les)? (<many>)? (premiers|premieres) ({_DIGITS})? {_ARE} <told> = first
        (ca)? (commence|debute) (par|avec) ({_A})? <told> = first
        {_FRONT} ({_IS})? (il y a)? ({_A})? <told> = first
        <told> {_FRONT} = first
        (le|la)? <place> ({_DIGIT})? {_IS} ({_A})? <told> = at
        (l)? (avant dernier|avant derniere) ({_DIGIT})? {_IS} ({_A})? <told> = at place=-2
        pas ({_A})? <old> (mais|c est|mais plutot)? ({_A})? <new> = swap
        <new> {_IN_PLACE} ({_A})? <old> = swap
        (au lieu de|au lieu d|a la place de|a la place d) ({_A})? <old> (c est|mettez|il faut)? ({_A})? <new> = swap
        (remplacez|changez) ({_A})? <old> (par|en) ({_A})? <new> = swap
    """,
)
