"""How callers mend values and say them in pieces, in German: the tables."""

from __future__ import annotations

from callwright.languages.base import phrases, sequences, words
from callwright.languages.values.tables import MendWords

_DIGIT = "(ziffer|stelle|zahl|nummer|buchstabe|buchstaben|zeichen)"
_DIGITS = "(ziffern|stellen|zahlen|nummern|buchstaben|zeichen)"
_A = "(ein|eine|einen|ne|n|der|die|das)"
_IS = "(ist|lautet|heisst|waere|muss|soll|sollte|muesste)"
_ARE = "(sind|lauten|heissen|waeren|muessen|sollen|sollten|muessten|ist|lautet|muss|soll)"
_BACK = "(hinten|ganz hinten|am ende|ganz am ende|am schluss|zum schluss|zuletzt)"
_FRONT = "(vorne|vorn|ganz vorne|am anfang|ganz am anfang|zu beginn|zuerst)"
_IN_PLACE = "(statt|anstatt|anstelle|anstelle von|an stelle von|und nicht|nicht)"

MENDS = MendWords(
    openers=tuple(
        sorted(
            sequences("""
        doch nicht; nicht ganz; nicht so ganz; stimmt nicht; das stimmt nicht; stimmt so nicht; das stimmt so nicht; stimmt nicht ganz; das stimmt nicht ganz; das ist falsch;
        ist falsch; das war falsch; das ist nicht richtig; das ist nicht korrekt; nicht richtig; nicht korrekt; leider nein; leider nicht; leider falsch; fast; beinahe;
        ich habe gesagt; ich hab gesagt; ich sagte; nein ich habe gesagt; ich meinte; ich meine; ich habe mich versprochen; ich hab mich versprochen; mein fehler;
        verzeihung; entschuldigung; moment; moment nein; halt; stopp; quatsch; ach quatsch; bloedsinn; ups; oh nein; ach nein; eher; sondern; korrektur; falsch; verkehrt;
        aendern sie das auf; machen sie daraus; das muss heissen; es muss heissen; muss heissen; richtig ist; richtig waere; vielmehr; tschuldigung; nicht doch; noe; nee; ne;
        da ist ein fehler; da habe ich mich vertan; da hab ich mich vertan; ich habe mich vertan; ich hab mich vertan; ich habe mich geirrt
    """)
        )
    ),
    pauses=words("moment entschuldigung verzeihung halt stopp sorry pardon stop"),
    again=frozenset(
        phrases("""
        (also)? noch (einmal|mal); nochmal; nochmals; von vorne; von vorn; von anfang an; (noch einmal|nochmal|noch mal) von (vorne|vorn|anfang an);
        (noch einmal|nochmal|noch mal) alles; ich wiederhole; ich fange (noch einmal|nochmal|noch mal)? (von vorne|von vorn)? an; ich beginne (noch einmal|nochmal)? von (vorne|vorn);
        alles (noch einmal|nochmal|noch mal|von vorne|von vorn); die ganze nummer (noch einmal|nochmal|ist)?; das ganze (noch einmal|nochmal|noch mal)
    """)
    ),
    fillers=frozenset(
        phrases("""
        dann; und dann; dann kommt; und dann kommt; dann kommen; dann noch; und noch; danach; danach kommt; weiter; weiter mit; und weiter; weiter geht es mit; weiter gehts mit;
        gefolgt von; als naechstes; naechste; die naechste (ziffer|zahl)? ist; die naechsten sind; der rest ist; und der rest ist; zum schluss; und zum schluss; und zuletzt;
        und die letzte ist; kommt; kommen; es folgt; es folgen
    """)
    ),
    other=frozenset(phrases("(der|die|das|den) (andere|anderen|anderes)")),
    first_name=frozenset(phrases("(der|mein)? (vorname|rufname) (ist|lautet)?")),
    last_name=frozenset(phrases("(der|mein)? (nachname|familienname|zuname) (ist|lautet)?")),
    sayings=f"""
        (die|der|das)? letzte ({_DIGIT})? {_IS} ({_A})? <told> (sein)? = last many=1
        (die)? (letzten|letzte) beiden ({_DIGITS})? {_ARE} <told> (sein)? = last many=2
        (die)? (letzten|letzte) (<many>)? ({_DIGITS})? {_ARE} <told> (sein)? = last
        (es|sie|die|das)? (endet|ended|enden) (auf|mit) ({_A})? <told> = last
        (es|sie|die|das)? hoert (auf|mit) ({_A})? <told> auf = last
        {_BACK} (ist|kommt|kommen|steht|stehen|sind|muss|soll)? ({_A})? <told> (sein|stehen|hin)? = last
        <told> {_BACK} = last
        (die|der|das)? erste ({_DIGIT})? {_IS} ({_A})? <told> (sein)? = first many=1
        (die)? (ersten|erste) beiden ({_DIGITS})? {_ARE} <told> (sein)? = first many=2
        (die)? (ersten|erste) (<many>)? ({_DIGITS})? {_ARE} <told> (sein)? = first
        (es|sie|die|das)? (beginnt|startet) mit ({_A})? <told> = first
        (es|sie|die|das)? (faengt|faengts) (an)? mit ({_A})? <told> (an)? = first
        {_FRONT} (ist|kommt|kommen|steht|stehen|sind|muss|soll)? ({_A})? <told> (sein|stehen|hin)? = first
        <told> {_FRONT} = first
        (die|der|das)? <place> ({_DIGIT})? {_IS} ({_A})? <told> (sein)? = at
        an (der)? <place> stelle (ist|kommt|steht|muss|soll)? ({_A})? <told> (sein|stehen|hin)? = at
        (die|der|das)? vorletzte ({_DIGIT})? {_IS} ({_A})? <told> (sein)? = at place=-2
        (die|der|das)? drittletzte ({_DIGIT})? {_IS} ({_A})? <told> (sein)? = at place=-3
        nicht ({_A})? <old> (sondern)? ({_A})? <new> = swap
        <new> {_IN_PLACE} (der|die|das|den|eine|einer|ein)? <old> = swap
        (statt|anstatt|anstelle|anstelle von|an stelle von) (der|die|das|den|eine|einer|ein)? <old> ({_A})? <new> = swap
        (die|der|das) <old> (ist|waere|muss|soll|sollte|wird) (ein|eine|ne|zu|zur)? <new> (sein|werden)? = swap
        aus (der|einer|dem|einem) <old> (wird|mach|machen sie|muss) (ein|eine|ne)? <new> (werden)? = swap
    """,
)
