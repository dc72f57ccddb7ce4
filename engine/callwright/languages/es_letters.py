"""How Spanish callers spell: names of letters in Spain and in America, and the words that explain them."""

from __future__ import annotations

from callwright.languages.base import words
from callwright.languages.values.tables import LetterWords, table

# "b" and "v" sound alike, so recognisers write "be" for both; the word behind it says which one is meant.
_NAMES = """
    a; ah; ha = A
    be; be larga; be alta; be grande = B
    (be|ve) de (barcelona|burro|bueno|beatriz|bilbao|bogota|bolivia|barco|benito|bravo) = B
    ce; se = C
    che = CH
    de = D
    e; eh; he = E
    efe = F
    ge; je = G
    hache; ache = H
    i; i latina = I
    jota = J
    ka; ca = K
    ele = L
    elle = LL
    eme = M
    ene = N
    ene de (espana|nandu|nino|nono) = Ñ
    o; oh = O
    pe = P
    cu; ku; qu = Q
    erre; ere = R
    ese = S
    te = T
    u = U
    uve; ve; ve corta; ve baja; ve chica; be corta; be chica; be baja = V
    (be|ve) de (vaca|valencia|victor|victoria|venezuela|vicente|valladolid|verde|vino) = V
    uve doble; doble (uve|ve|u|be); dobleve; ve doble = W
    equis = X
    i griega; y griega; ye = Y
    zeta; ceta; seta = Z
"""

_ALPHABET = """
    antonio; ana; alicante; alfa; alpha; america; andres; amor; arbol; avila; almeria = A
    barcelona; burro; beatriz; bilbao; bravo; bogota; bolivia; barco; benito; badajoz; burgos = B
    carmen; casa; caceres; charlie; carlos; cadiz; cordoba; coruna; castellon; cuenca; colombia = C
    dolores; dedo; domingo; delta; daniel; david; dinamarca; dado = D
    enrique; espana; elefante; eco; echo; eduardo; elena; ecuador = E
    francia; francisco; foxtrot; federico; fernando; felipe; foca = F
    gerona; girona; gato; golf; guadalajara; granada; gijon; gustavo; guatemala = G
    historia; huelva; huesca; hotel; hugo; hijo; honduras = H
    inglaterra; ignacio; india; italia; isabel; iglesia; irlanda = I
    jose; jaen; jamon; juliett; juliet; julieta; juan; javier; jirafa; japon = J
    kilo; kiosko; kenia = K
    lorenzo; lugo; luis; lima; leon; lerida; lleida; laura; luna; londres = L
    madrid; mama; mike; maria; malaga; murcia; mexico; manuel; mesa = M
    navarra; nicolas; november; nieve; norte; noviembre; nicaragua = N
    oviedo; oscar; oso; ourense; orense; oro = O
    paris; papa; pedro; palencia; pamplona; pablo; peru; perro; panama = P
    queso; quebec; quito; querido; quijote = Q
    ramon; roma; romeo; raton; roberto; ricardo; rosa; rodrigo = R
    sabado; sevilla; sierra; sol; salamanca; segovia; soria; sara; santiago = S
    tarragona; toledo; tango; tomas; teresa; teruel; toro; tarifa = T
    ulises; uniforme; uniform; uva; uruguay; ubeda; urgente = U
    valencia; vaca; victor; victoria; valladolid; venezuela; vicente; vigo; vino = V
    washington; whisky; whiskey; walter; wagner; william = W
    xilofono; xavier; xilofon; xochimilco = X
    yegua; yankee; yate; yolanda; yogur; yema = Y
    zaragoza; zulu; zamora; zapato; zorro = Z
"""

LETTERS = LetterWords(
    letters=table(_NAMES),
    alphabet=table(_ALPHABET),
    bridges=(("de",), ("como",), ("como", "en"), ("como", "de"), ("por",)),
    shift=words(
        "mayuscula mayusculas minuscula minusculas letra letras numero numeros luego despues la con acento tilde"
    ),
    repeaters={"doble": 2, "dos veces": 2, "triple": 3},
    marks=words("guion espacio barra punto menos coma"),
    never=words("sin"),
    accented={"eñe": "Ñ"},
)
