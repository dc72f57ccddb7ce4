"""Spanish, of Spain and of America."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from callwright.languages.base import Language, Ordinals, joiner, phrases, sequences, words
from callwright.languages.digits import say
from callwright.languages.es_numbers import hear_digits, is_digit_word

if TYPE_CHECKING:
    from callwright.languages.values.tables import Spoken

_CLITICS = ("melo", "mela", "selo", "sela", "los", "las", "les", "nos", "lo", "la", "le", "me", "se", "te")
_INFINITIVES = ("ar", "er", "ir")
_ENDINGS = (
    "aciones", "iciones", "acion", "icion", "amiento", "imiento", "amente", "ando", "iendo", "ados", "adas", "idos",
    "idas", "ado", "ada", "ido", "ida", "amos", "emos", "imos", "aron", "ieron", "ar", "er", "ir", "an", "en", "es",
    "os", "as", "a", "e", "o", "s",
)  # fmt: skip


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Number, gender and the forms of verbs: factura, facturas, facturación; cancelar, cancelarla, cancelado."""
    if len(word) < 4 or not word.isalpha():
        return word
    for clitic in _CLITICS:
        base = word.removesuffix(clitic)
        if base != word and len(base) >= 5 and base.endswith(_INFINITIVES):
            word = base
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("s") and word[-2] in "aeo" and len(word) > 4 else word


def _values() -> Spoken:
    from callwright.languages.es_values import SPOKEN

    return SPOKEN


SPANISH = Language(
    tag="es",
    name="Spanish",
    hesitations=words("eh ehh ehm em mm mmm hm hmm ah ahm uh um umm er pues ay"),
    politeness=sequences("""
        por favor; porfavor; gracias; muchas gracias; mil gracias; quisiera; querria; me gustaria; quiero; necesito;
        deseo; deseaba; queria; desearia; podria; podria usted; puede; puede usted; podrian; pueden; puedo;
        podria yo; me puede; me podria; me pueden; llamo por; llamo para; llamaba por; llamaba para; le llamo por;
        le llamo para; hola; buenos dias; buenas tardes; buenas noches; buenas; buen dia; disculpe; perdone; oiga;
        mire; si es posible; si es tan amable; si no le importa; quisiera saber si; tengo que; si puede ser
    """),
    backchannels=frozenset(
        phrases("""
        aja; mhm; ya; ya ya; si; si si; vale; vale vale; de acuerdo; ok; okay; claro; entiendo; ya entiendo; entendido;
        bien; muy bien; perfecto; bueno; ah bueno; correcto; exacto; ya veo; comprendo; ah si; ah vale; ah ya; listo;
        orale; dale; esta bien
    """)
    ),
    light=words("""
        yo me mi mis mio mia tu te ti tus usted ustedes su sus el la los las le les lo nos nosotros nuestro nuestra se
        un una unos unas uno al del de a ante con contra en entre hacia para por segun sobre tras y e o u que como
        cuando donde quien cual cuales cuanto si es son era fue ser sea seria esta estan estoy estaba estar hay he ha
        has han haber tengo tiene tienen tener tenia puedo puede pueden podria podrian poder quiero quiere queria
        quisiera querria gustaria necesito necesita deseo hablar habla hablo decir digo llamar llamo llamaba saber
        hacer hago hace haga dar dame deme da doy ir voy va vamos este esta estos estas ese esa esos esas eso esto
        aquel aquella aqui ahi alli ya tambien muy mas solo solamente algo alguna algun alguno todo ahora luego
        entonces pues bueno vale ok okay hola gracias favor disculpe perdone oiga mire pase paseme ponga pongame
        comunicar comunicarme comuniqueme acerca respecto relacion tema cosa poco tan completamente realmente
        mismo misma quizas porque
    """),
    openers=words("si vale bueno ok okay pues y ah oh ay mire oiga perdon claro ya"),
    yes=phrases("""
        sí; si; sí sí; sí por favor; sí claro; claro; claro que sí; por supuesto; por supuesto que sí; desde luego;
        sí señor; sí señora; sí señorita; sí gracias; sí correcto; (sí)? es correcto; (eso es|está) correcto; correcto;
        correctamente; exacto; exactamente; exacto sí; así es; sí así es; eso es; sí eso es; eso; eso mismo; es verdad;
        es cierto; cierto; efectivamente; en efecto; vale; vale sí; sí vale; de acuerdo; está bien; me parece bien;
        muy bien; bien; perfecto; ok; okay; bueno; bueno sí; bueno vale; claro sí; pues sí; pues claro; creo que sí;
        yo creo que sí; supongo que sí; me parece que sí; seguro; seguro que sí; sin duda; sin problema; no hay problema;
        ningún problema; cómo no; por qué no; con mucho gusto; encantado; encantada; afirmativo; positivo; adelante;
        hágalo; quiero; sí quiero; sí lo es; sí lo soy; sí soy yo; ajá; mhm; ándale; órale; dale; listo; ya; ya sí;
        simón; conforme; me sirve; me va bien; me viene bien; genial; estupendo; fenomenal; vamos
    """),
    no=phrases("""
        no; no no; no no no; no gracias; no muchas gracias; no señor; no señora; qué va; no qué va; claro que no;
        por supuesto que no; desde luego que no; para nada; no para nada; en absoluto; no en absoluto; de ninguna manera;
        de ningún modo; ni hablar; ni loco; ni de broma; (yo)? creo que no; supongo que no; me parece que no; no creo;
        no lo creo; pues no; bueno no; ahora no; hoy no; todavía no; aún no; de momento no; por ahora no; no por ahora;
        mejor no; mejor que no; prefiero que no; preferiría que no; no es (correcto|verdad|cierto|así|eso|ese|esa);
        no (eso)? no es; eso no es; eso no; eso no es (correcto|verdad|cierto|así); no está (bien|correcto); está mal;
        no exactamente; no realmente; la verdad es que no; incorrecto; falso; es falso; mal; negativo; nunca;
        jamás; nada; nada de eso; no me interesa; no es necesario; no hace falta;
        no me (va|viene) bien; no me sirve; nada más; no nada más; no eso es todo; eso es todo; eso era todo;
        no eso era todo; es todo; sería todo; no es todo gracias; así está bien; no así está bien; no lo es; no lo soy;
        no soy yo; no de momento; equivocado; te equivocas; se equivoca
    """),
    weak_yes=frozenset(
        phrases("""
        vale; de acuerdo; esta bien; muy bien; bien; perfecto; ok; okay; bueno; seguro; claro; mhm; aja; ya; listo; dale;
        genial; estupendo; vamos; eso; quiero
    """)
    ),
    done=frozenset(
        phrases("""
        todo bien; todo perfecto; adios; hasta luego; hasta pronto; chao; chau; ya esta; ya estaria; he terminado;
        ya termine; eso es todo gracias; nada mas gracias
    """)
    ),
    unsure=phrases("""
        ni idea; no (lo)? sé; yo no (lo)? sé; no sabría (decir)?; no sabría decirle; no tengo (ni)? idea; no estoy
        (seguro|segura); no estoy muy (seguro|segura); no recuerdo; no me acuerdo; quizás; quizá; tal vez; a lo mejor;
        igual; depende; puede ser; puede que sí; podría ser; es posible; posiblemente; probablemente; sí y no; sí o no;
        ni sí ni no; no sé si; ni lo uno ni lo otro; da igual; me da igual; no quiero decir; no me digas; no entiendo; no le entiendo;
        (está|estás|están) (usted)? (seguro|segura)
    """),
    negations=words("no ni nunca jamas tampoco ningun ninguna ninguno"),
    exclusions=words("sin salvo excepto menos"),
    bare_negations=frozenset(),
    contrasts=words("sino pero"),
    subjects=words("yo"),
    wishes=words("quiero queremos quisiera quiere necesito deseo queria gustaria"),
    asking=words("pregunta preguntas preguntar consulta consultar duda dudas interesa interesado interesada"),
    ordinals=Ordinals(
        places={
            "primero": 1,
            "primera": 1,
            "primer": 1,
            "segundo": 2,
            "segunda": 2,
            "tercero": 3,
            "tercera": 3,
            "tercer": 3,
            "cuarto": 4,
            "cuarta": 4,
            "ultimo": -1,
            "ultima": -1,
        },
        of_two={},
        numbers={
            "uno": 1,
            "una": 1,
            "1": 1,
            "dos": 2,
            "2": 2,
            "tres": 3,
            "3": 3,
            "cuatro": 4,
            "4": 4,
        },
        counted=words("numero opcion posibilidad alternativa"),
        not_after=words("un cada por medio"),
    ),
    universals={
        "repeat": phrases("""
            repetir; repita; repite; (puede|podría|puedes|podrías) repetir (eso|lo|la pregunta)?;
            (puede|podría|puedes|podrías|me lo puede|me lo podría) (repetirlo|repetírmelo|repetir); repítalo; repítamelo;
            (lo puede|me lo puede|lo podría|me lo podría) repetir; otra vez; de nuevo; una vez más; dígalo otra vez;
            dígamelo otra vez; cómo; cómo dice; cómo dijo; cómo ha dicho; cómo has dicho; qué; qué dice; qué ha dicho;
            qué dijo; qué has dicho; perdón; perdone; disculpe; mande; perdón qué; perdón cómo; perdón no le he oído;
            no (le|lo|la|te)? (he)? (oído|entendido|escuchado); no (le|lo|la|te)? (entiendo|oigo|escucho|entendí|oí|escuché);
            no se (le)? (oye|escucha|entiende); qué opciones (hay|tengo) otra vez; repetir las opciones
        """),
        "help": phrases("""
            ayuda; ayúdame; ayúdeme; necesito ayuda; (puede|podría|puedes) ayudarme; me (puede|podría) ayudar; qué puedo
            (decir|hacer|pedir|preguntar); qué opciones (hay|tengo); cuáles son (las|mis)? opciones; qué digo; qué tengo
            que decir; qué debo decir; no sé qué decir; cómo funciona (esto)?
        """),
        "main_menu": phrases("""
            menú principal; (al)? menú principal; (volver|regresar|ir) al menú (principal)?; menú; el menú;
            (volver|regresar|ir)? al (inicio|principio|comienzo); desde el (inicio|principio|comienzo); empezar de
            (nuevo|cero); volver a empezar; empezar otra vez; comenzar de nuevo
        """),
        "cancel": phrases("""
            cancelar; cancela; cancele; cancélalo; cancélelo; cancelarlo; cancelar (eso|esto); anular; anúlelo; stop;
            parar; pare; para; déjelo; déjalo; olvídelo; olvídalo; olvídese; detener; alto
        """),
        "wait": phrases("""
            espere; espera; esperar; un momento; un momentito; momento; momentito; un segundo; un segundito; un minuto;
            un minutito; un instante; espere (un)? (momento|momentito|segundo|segundito|minuto|minutito|instante);
            espera (un)? (momento|momentito|segundo|segundito|minuto|minutito|instante);
            (deme|déme|dame) (un)? (momento|segundo|minuto|segundito|momentito); (permítame|permita) (un)? (momento|segundo)?;
            no cuelgue; déjeme (ver|pensar|mirar|buscar|comprobar); a ver; aguarde; aguarde un momento; un ratito; ahorita
        """),
        "back": phrases("""
            atrás; volver; volver atrás; regresar; ir atrás; (un)? paso atrás; (volver|regresar|ir)? a la pregunta anterior;
            la anterior; pregunta anterior; anterior; paso anterior; vuelva atrás
        """),
        "operator": phrases("""
            operador; operadora; agente; (un|una)? (agente|persona|humano|operador|operadora|asesor|asesora|empleado|
            representante|ejecutivo|teleoperador|teleoperadora); recepcionista; recepción; centralita; un ser humano;
            (hablar|comunicarme)? con (un|una|el|la|algún)? (agente|persona|humano|operador|operadora|asesor|asesora|
            empleado|representante|ejecutivo|compañero|compañera|persona real|ser humano|persona de verdad);
            (una)? persona (real|de verdad); hablar con alguien; con alguien; atención al cliente; servicio al cliente;
            pásame con alguien; páseme con (alguien|un agente|una persona|un operador|un compañero|una operadora);
            comuníqueme con (alguien|un agente|una persona|un asesor); póngame con (alguien|un agente|una persona)
        """),
        "goodbye": phrases("""
            adiós; hasta luego; hasta pronto; hasta otra; hasta la vista; hasta mañana; chao; chau; bye; nos vemos;
            eso es todo; eso era todo; es todo; sería todo; nada más; no nada más; no eso es todo; no eso era todo;
            ya está; ya estaría; he terminado; ya terminé; colgar; cuelgue; que tenga (un)? buen día;
            que tenga buenas (tardes|noches); (no|nada más|eso es todo|no nada más|eso era todo)
            (gracias)? (adiós|hasta luego|chao)
        """),
    },
    sentences={
        "yes": "sí",
        "no": "no",
        "not_understood": "Disculpe, no le he entendido.",
        "not_heard": "Disculpe, no he oído nada.",
        "did_you_mean": "¿Quiere decir {choices}?",
        "you_can_say": "Puede decir: {choices}.",
        "still_there": "¿Sigue usted ahí?",
        "take_your_time": "Tómese su tiempo.",
        "confirm": "He entendido {value}. ¿Es correcto?",
        "wrong_length": "Necesito {length} cifras.",
        "too_little": "Es demasiado poco. Lo mínimo es {value}.",
        "too_much": "Es demasiado. Lo máximo es {value}.",
        "too_early": "Es demasiado pronto. Lo más temprano posible es {value}.",
        "too_late": "Es demasiado tarde. Lo más tarde posible es {value}.",
        "nothing_to_repeat": "Todavía no hay nada que repetir.",
        "putting_through": "Un momento, por favor, le paso la llamada.",
        "nobody_free": "Lo siento, en este momento no hay nadie disponible.",
        "interrupted": "Disculpe, se ha interrumpido la comunicación.",
        "technical": "Lo siento, ha habido un problema por nuestra parte.",
        "one_moment": "Un momento, por favor.",
        "give_up": "Lo siento, no he podido entenderle.",
        "no_flow": "Lo siento, este número no está en servicio.",
        "farewell": "Gracias por su llamada. Adiós.",
    },
    hear_digits=hear_digits,
    is_digit_word=is_digit_word,
    say_digits=say,
    join=joiner({"and": "y", "or": "o"}),
    stem=stem,
    values=_values,
)
