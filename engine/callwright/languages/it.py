"""Italian, as spoken in Italy and in Switzerland."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from callwright.languages.base import Language, Ordinals, joiner, phrases, sequences, words
from callwright.languages.digits import say
from callwright.languages.it_digits import hear_digits, is_digit_word

if TYPE_CHECKING:
    from callwright.languages.values.tables import Spoken

_LONG = ("azion", "izion", "iment", "ament")
_ENDINGS = ("and", "end", "at", "it", "ut", "ar", "er", "ir")
_WHOLE = words("appuntament moment document element abbonament")
"""What looks like a noun made of a verb and is none."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The vowels at the end, -are, -ato, -azione, -amento: fattura, fatture, fatturazione; annullare, annullamento."""
    if len(word) < 4 or not word.isalpha():
        return word
    base = word[:-1] if word[-1] in "aeio" else word
    base = base[:-1] if base[-1] in "ih" and len(base) > 3 else base
    if base in _WHOLE:
        return base
    for ending in _LONG:
        if base.endswith(ending) and len(base) - len(ending) >= 4:
            return base[: -len(ending)]
    for ending in _ENDINGS:
        if word != base and base.endswith(ending) and len(base) - len(ending) >= 4:
            return base[: -len(ending)]
    return base


def _values() -> Spoken:
    from callwright.languages.it_values import SPOKEN

    return SPOKEN


ITALIAN = Language(
    tag="it",
    name="Italian",
    hesitations=words("ehm eh ah uhm um hm hmm mm mmm mah beh be allora dunque cioe insomma uh oh eeh"),
    politeness=sequences("""
        per favore; per piacere; per cortesia; prego; grazie; grazie mille; tante grazie; la ringrazio; mi scusi; scusi;
        buongiorno; buonasera; buon giorno; buona sera; salve; pronto; ciao; vorrei; io vorrei; volevo; volevo sapere;
        mi piacerebbe; desidero; desidererei; ho bisogno di; avrei bisogno di; mi serve; mi servirebbe; chiamo per; la
        chiamo per; chiamavo per; telefono per; potrebbe; puo; potrei; posso; e possibile; sarebbe possibile; mi puo; mi
        potrebbe; gentilmente; cortesemente; se possibile; devo; dovrei; senta; guardi
    """),
    backchannels=frozenset(
        phrases("""
        mhm; mm; aha; ah si; ah ecco; ah ok; si; si si; ok; okay; va bene; bene; benissimo; perfetto; capito; ho capito;
        capisco; certo; esatto; giusto; d accordo; ottimo; ecco; ah capito; chiaro; come no
    """)
    ),
    light=words("""
        io mi me mio mia miei mie tu ti te tuo tua lei la le lo li gli suo sua suoi sue noi ci ce nostro nostra voi vi ve
        vostro vostra loro ne si se che chi cui cosa come dove quando quanto quanta quale quali perche un uno una il l i
        e ed o od a ad al allo alla all ai agli alle di d del dello della dell dei degli delle da dal dallo dalla dall
        dai dalle in nel nello nella nell nei nelle con col su sul sullo sulla sull sui sulle per tra fra questo questa
        questi queste quello quella quelli quelle quest sono sei siamo siete era ero essere stato stata ho hai ha abbiamo
        avete hanno avevo aveva avrei avere fare faccio fa fate fatto vado va vai andare posso puo possiamo potete
        potrebbe potrei potere voglio vuole volevo vorrei volere desidero devo deve dovrei serve bisogno parlare dire
        dica parlo passare passi passarmi dare dia mettere anche pure molto bene proprio poco po ancora gia adesso ora
        allora quindi poi qui li solo soltanto grazie prego per favore buongiorno salve si ok certo riguardo circa
        proposito sapere avanti tutto tutti tutta
    """),
    openers=words("no si ok okay allora quindi e ma ah oh beh be ecco dunque scusi scusa guardi senta"),
    yes=phrases("""
        sì; sì sì; sì grazie; sì prego; sì per favore; sì certo; sì esatto; sì (è)? (giusto|corretto|così); sì sì è così; eh sì;
        ah sì; ma sì; certo; certo che sì; ma certo; certamente; sicuro; sicuramente; di sicuro; esatto; esattamente;
        (è)? (giusto|corretto|esatto|vero); è così; è proprio così; proprio così; va bene; mi va bene; va benissimo; per me
        va bene; d'accordo; sono d'accordo; ok; okay; okay va bene; perfetto; benissimo; ottimo; volentieri; molto
        volentieri; con piacere; assolutamente; assolutamente sì; senz'altro; senza dubbio; ovviamente; naturalmente;
        infatti; appunto; come no; perché no; nessun problema; non c'è problema; (penso|credo|direi|spero) (proprio)? di sì;
        confermo; sì confermo; lo confermo; affermativo; faccia pure; proceda; mhm; già; preciso; eccome; altroché
    """),
    no=phrases("""
        no; no no; no grazie; grazie no; eh no; ah no; ma no; oh no; no affatto; niente affatto; per niente; per nulla;
        assolutamente no; certo che no; certamente no; ovviamente no; sicuramente no; (penso|credo|direi|temo)
        (proprio)? di no; non (credo|penso); non (proprio|esattamente|tanto|molto); non (è)? (giusto|corretto|esatto|vero|così); no
        non è (giusto|corretto|esatto|vero|così); sbagliato; è sbagliato; no è sbagliato; errato; è errato; scorretto; falso; è falso;
        non va bene; non mi va bene; non sono d'accordo; non voglio; non vorrei; non mi interessa; preferisco di no; preferirei
        di no; meglio di no; non ora; non adesso; non ancora; non oggi; mai; mai più; giammai; negativo; macché; neanche per
        sogno; nemmeno per sogno; per carità; nient'altro; niente altro; no nient'altro; no niente altro; niente; no niente;
        basta così; no basta così; è tutto; no è tutto; questo è tutto; no questo è tutto; tutto qui; per ora basta; sto bene
        così; nessuno; nessuna; non è quello; non è questo; non confermo
    """),
    done=frozenset(
        phrases("""
        a posto cosi; sono a posto; sono a posto cosi; va bene cosi; arrivederci; arrivederla; buona giornata; buona serata;
        ciao; ciao ciao; ho finito; tutto a posto; a presto
    """)
    ),
    weak_yes=frozenset(
        phrases("""
        ok; okay; va bene; certo; sicuro; perfetto; benissimo; ottimo; mhm; gia; volentieri; assolutamente; infatti;
        d accordo; certamente; naturalmente; ovviamente; preciso; appunto
    """)
    ),
    unsure=phrases("""
        non (lo)? so; non saprei; non lo so proprio; non ne ho idea; nessuna idea; boh; forse; può darsi; può essere; magari;
        chissà; dipende; vediamo; sì e no; sì o no; né sì né no; non sono (tanto|molto|proprio)? (sicuro|sicura|certo|certa);
        non (mi)? ricordo; non (le)? so dire; eventualmente; probabilmente; come si; dove si; quando si; cosa si; che si; non
        si; ci si; se si; mi si; quanto si; chi si; così così; (lei)? (è|sei) (proprio)? (sicuro|sicura)
    """),
    negations=words("non mai nessun nessuno nessuna niente nulla"),
    exclusions=words("senza tranne eccetto invece anziche"),
    bare_negations=frozenset(),
    contrasts=words("ma bensi pero"),
    subjects=words("io noi"),
    wishes=words("voglio vorrei volevo desidero desidererei bisogno preferisco interessa"),
    asking=words("domanda domande chiedere informazione informazioni questione interessato interessata"),
    ordinals=Ordinals(
        places={
            "primo": 1,
            "prima": 1,
            "secondo": 2,
            "seconda": 2,
            "terzo": 3,
            "terza": 3,
            "quarto": 4,
            "quarta": 4,
            "ultimo": -1,
            "ultima": -1,
        },
        of_two={},
        numbers={"uno": 1, "1": 1, "due": 2, "2": 2, "tre": 3, "3": 3, "quattro": 4, "4": 4},
        counted=words("numero opzione scelta possibilita"),
        not_after=words("un ogni al"),
    ),
    universals={
        "repeat": phrases("""
            ripetere; ripeta; ripeti; ripeta per favore; (può|potrebbe|puoi) ripetere; (me)? lo (può|potrebbe) ripetere;
            (può|potrebbe) ripeterlo; ancora una volta; un'altra volta; di nuovo; come; come scusi; scusi come; come ha detto;
            cosa ha detto; che cosa ha detto; che ha detto; cosa; scusi cosa; prego; non ho (capito|sentito|afferrato); non ho
            capito bene; (scusi|mi scusi) non ho (capito|sentito); non (la|ti) sento; non la capisco; non capisco; non si sente;
            ripeta la domanda; ripeta le opzioni; quali erano le opzioni
        """),
        "help": phrases("""
            aiuto; mi aiuti; aiutami; mi (può|potrebbe) aiutare; (può|potrebbe) aiutarmi; ho bisogno (di)? aiuto; ho bisogno di
            un aiuto; (che)? cosa posso (dire|fare|chiedere); che posso (dire|fare); cosa devo dire; che devo dire; quali sono le
            (opzioni|possibilità|scelte); come funziona; non so (che)? cosa dire; non so che dire
        """),
        "main_menu": phrases("""
            menu principale; (torna|tornare|torni|ritorna)? al menu (principale)?; il menu (principale)?; menu; dall'inizio;
            da capo; (torna|tornare|torni|ricominciare|ricominciamo|ripartire)? (dall'inizio|da capo|all'inizio); ricominciare;
            ricominciamo; ricominci
        """),
        "cancel": phrases("""
            annullare; annulla; annulli; annulli tutto; annulla tutto; annullare tutto; stop; fermi; si fermi; fermati; lasci
            perdere; lascia perdere; lasci stare; lascia stare; lasciamo perdere; non importa; fa niente; interrompa; interrompi;
            interrompere; basta
        """),
        "wait": phrases("""
            aspettare; aspetti; aspetta; attenda; un (momento|momentino|attimo|attimino|istante|secondo|minuto); solo un
            (momento|attimo|secondo|minuto); (aspetti|attenda|aspetta|mi dia) un (momento|momentino|attimo|attimino|secondo|minuto);
            resti in linea; rimanga in linea; non riattacchi; sto (cercando|controllando|guardando|pensando); (vado|devo) (a)?
            (cercare|controllare|guardare|vedere|prendere); mi faccia (pensare|vedere|controllare|guardare); fammi
            (pensare|vedere); due minuti; cinque minuti
        """),
        "back": phrases("""
            indietro; torna indietro; torni indietro; tornare indietro; vai indietro; vada indietro; (torni|tornare|torna)? alla
            domanda precedente; domanda precedente; passo precedente; precedente; menu precedente; (al)? menu precedente
        """),
        "operator": phrases("""
            operatore; operatrice; (un|una|l'|all'|con l'|con un|con una|a un|a una)? (operatore|operatrice|consulente|addetto|
            addetta|impiegato|impiegata|centralinista|collega); (un|una)? (essere umano|persona reale|persona vera|persona in
            carne e ossa); (parlare|parlo|parli) con (qualcuno|una persona|un umano|un essere umano|un operatore|una persona
            (vera|reale)); qualcuno di reale; servizio clienti; (il|al)? servizio clienti; assistenza clienti; centralino; mi passi
            (qualcuno|un operatore|una persona|un collega|il centralino); passami (qualcuno|un operatore); mi metta in contatto
            (con (qualcuno|un operatore))?; mi trasferisca
        """),
        "goodbye": phrases("""
            arrivederci; arrivederla; addio; a presto; alla prossima; grazie arrivederci; arrivederci grazie; ciao grazie; grazie
            ciao; buona giornata; buona serata; buona giornata arrivederci; è tutto; no è tutto; questo è tutto; no questo è
            tutto; è tutto grazie; nient'altro; no nient'altro; niente altro; no niente altro; basta così; no basta così; tutto
            qui; ho (finito|terminato); riattacco; riagganciare; ci sentiamo; le auguro una buona giornata
        """),
    },
    sentences={
        "yes": "sì",
        "no": "no",
        "not_understood": "Mi scusi, non ho capito.",
        "not_heard": "Mi scusi, non ho sentito nulla.",
        "did_you_mean": "Intendeva {choices}?",
        "you_can_say": "Può dire: {choices}.",
        "still_there": "È ancora in linea?",
        "take_your_time": "Faccia pure con calma.",
        "confirm": "Ho capito {value}. È corretto?",
        "wrong_length": "Mi servono {length} cifre.",
        "too_little": "È troppo poco. Il minimo è {value}.",
        "too_much": "È troppo. Il massimo è {value}.",
        "too_early": "È troppo presto. La prima possibilità è {value}.",
        "too_late": "È troppo tardi. L'ultima possibilità è {value}.",
        "nothing_to_repeat": "Non c'è ancora nulla da ripetere.",
        "putting_through": "Resti in linea, La metto in comunicazione.",
        "nobody_free": "Purtroppo al momento non c'è nessuno disponibile.",
        "interrupted": "Mi scusi, la comunicazione si è interrotta.",
        "technical": "Mi scusi, si è verificato un problema da parte nostra.",
        "one_moment": "Un momento, per favore.",
        "give_up": "Purtroppo non sono in grado di capirLa.",
        "no_flow": "Questo numero purtroppo non è attivo.",
        "farewell": "Grazie per la chiamata. Arrivederci.",
    },
    hear_digits=hear_digits,
    is_digit_word=is_digit_word,
    say_digits=say,
    join=joiner({"and": "e", "or": "o"}),
    stem=stem,
    letters={"'": " ", "’": " ", "‘": " ", "ʼ": " ", "´": " ", "`": " "},
    values=_values,
)
