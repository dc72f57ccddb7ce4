"""Common words of each language, which are no names: "too late", "without milk", "the blue one".

Laws
1. A word that is a usual first name or surname stands in ``COMMON`` of no language; one that is both is in ``BOTH``.
2. Words stand in normal form, as ``Language`` says.

Theory of operation: whoever is asked for a name and says something else ("it's wrong") says nearly always one of
these: small words, words of size, colour and quality, of complaint and business, and everyday verbs.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from callwright.languages.base import words


def inflected(stems: str, endings: str) -> frozenset[str]:
    """Each word of a list, bare and with each of the endings: "blau", "blauen"."""
    return frozenset(stem + ending for stem in stems.split() for ending in ("", *endings.split()))


COMMON: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "en": words("""
            about above across after against along already also always almost among around away back because been before
            behind being below beside besides between beyond both but by cannot done down during each either else enough
            even ever every except far few first from further here how however inside instead into just kind last late
            later least left less like lot lots many mine more most much must near nearly neither never next none nor
            of off often once one ones only onto open other others otherwise ours out outside over own past per quite
            rather right same several since some soon still such than their theirs them then these those through till
            together too top toward towards twice under unless until up upon usually very via well went were which while
            whole with within without yet yours actually again ago apart certainly currently definitely directly exactly
            finally forever hardly indeed mostly normally obviously perhaps possibly probably really recently
            absolutely simply sometimes somewhere anywhere anything anyone anybody something slightly totally truly
            sure correct incorrect wrong false true fault mistake error problem problems trouble issue complaint bad
            worse worst terrible awful better bigger smaller larger cheaper faster slower earlier sooner longer
            shorter louder higher lower older newer different differently similar unknown private secret important
            possible impossible ready difficult easy hard soft loud quiet quick quickly slow slowly fast busy broken
            damaged missing lost empty full free expensive cheap costly big large huge tiny medium tall wide narrow
            heavy old new hot cold warm cool fresh dirty clean nice great lovely perfect pretty ugly beautiful happy
            unhappy sad angry sorry sick ill tired hungry afraid interested available unavailable red blue yellow
            orange purple pink golden beige dark single double twin extra plus minus half quarter
            add added answer answered arrive ask asked bring brought buy bought call called came cancel cancelled
            canceled change changed check choose chose close closed come coming cost costs deliver delivered delivery
            did does doing drop eat ended expect explain feel fill find finish fix forget forgot found gave get gets
            getting gives giving goes going gone got had happen happened hear hope how keep kept knew knows leave
            leaving listen look looking lose made makes making mean means meant meet move moved need needed needs
            open order ordered paid paying pick pickup put read receive received remember remove reschedule return
            returned said saw says sell send sending sent shut sit skip sleep slept sold spell spelled start started
            stay stop stopped take taken takes taking talked tell think thinking thought told took transferred tried try
            trying turn understand understood use used using wait waiting wanted wants wish wishing worked working
            works write wrote written
            bread milk sugar coffee tea water beer wine pizza cheese meat food meal breakfast table room rooms seat
            seats ticket tickets car train bus flight plane taxi hotel restaurant shop office company person people
            child children adult adults man men woman women family friend brother sister mother father husband wife son
            daughter doctor customer address city town country road door window phone telephone mobile computer internet
            money bill bills payment price euro euros dollar dollars cents card cards account number numbers code
            password question questions message messages information thing things way time times hour hours minutes
            second seconds days week weeks weekend month months year years today yesterday morning noon afternoon
            evening midnight night name language reason end middle side colour color size test try version
            ridiculous unacceptable annoying boring funny weird useless waste liar christmas easter
            everyone whatever whoever whenever idea clue matter nonsense rubbish shit fuck damn hell bloody
            stupid crazy idiot machine robot human supervisor manager representative colleague department sales support
            service refund orders parcel package letter contract insurance invoices booking meeting balance credit debit
        """),
        "de": words("""
            ab aber allein alleine allerdings als also anders andernfalls anfang anstatt auch auf aus ausser ausserdem
            bald beide beiden beides beim bereits besonders besser beste bestens bestimmt bin bis bisher bislang da dabei
            dafuer dagegen daher dahin damals damit danach daneben dann daran darauf daraus darin darueber darum darunter
            davon davor dazu denn deshalb deswegen doch dort dorthin draussen drin drinnen drueben durch eben ebenfalls
            ebenso eher ehrlich eigentlich einfach einige einiges einmal endlich entweder erst etwa etwas fast fern
            fertig frueher gar gegen gegenueber genauso genug gerade gern gerne gestern gleich gleichfalls gott hier
            hierher hin hinten hinter hinterher hoechstens immer immerhin innen innerhalb inzwischen irgendwann
            irgendwas irgendwer irgendwie irgendwo jede jeder jedes jederzeit jedoch jemals jetzt kaum kein keine keinen
            keinem keiner leider lieber links rechts mal manche manchmal mehr mehrere meist meistens mindestens minus
            mittags morgens abends nachts vormittags nachmittags nachher nachmittag vormittag mittag mitternacht nacht
            nahe naja natuerlich neben nichts nie niemals nirgends noch nochmal nochmals nun nur oben oder oft ohne
            paar plus schon sehr seit selber sicher sicherlich so sofort sogar solche sonst sowieso statt stets
            trotzdem ueber ueberall ueberhaupt uebermorgen uebrigens um umsonst und unbedingt unbekannt unten unter
            viel viele vielen vielleicht voellig voll vom von vor vorbei vorher vorhin vorn vorne waehrend wann weg
            wegen weil weiter weitere weiterhin wenig weniger wenigstens wenn wieder wirklich wo woanders wohin wohl
            zu zuerst zuletzt zum zur zurueck zusammen zuviel zwar zwischen
            bekomme bekommen bestellen bestellt bezahlen brauche brauchen braucht bringen buchen dachte darf denke
            duerfen erklaeren essen fahren fehlt finde finden frage fragen fuehle funktioniert gebe geben gedacht
            gefaellt geht gehe gehen gehoert gekauft gekommen gemacht gemeint gesagt geschrieben gewesen gewollt gibt
            glaube glauben habe haben hat hatte haette heissen helfen hoeren ist kaufen kennen klappt kommen kommt
            koennen kosten kostet lassen lassen leben lege legen lesen loeschen machen mach mache macht meine meinen
            meint melden moechte moechten muss muessen nehmen nehme nimm reden reservieren rufen sage sagt schauen
            schicken schreiben schreibt sehen sein sind soll sollen sollte spreche sprechen stehen steht stimmt storniere
            stornieren storniert suche suchen tun tut ueberweisen verbinden vergessen verlegen verschieben verstanden
            verstehe verstehen wechseln warte warten waere waren weiss werden will wird wissen wohnen wollen wollte
            worden wuenschen wuerde zahlen aendern geaendert buchstabieren buchstabiert
            bier brot kaffee milch tee wasser wein zucker kaese fleisch pizza tisch zimmer platz plaetze karte karten
            auto zug bus flug taxi hotel restaurant laden buero firma person personen leute kind kinder erwachsene
            frauen maenner familie freund freundin bruder schwester mutter vater mann frau sohn tochter kunde kundin
            kundennummer adresse stadt land strasse tuer telefon handy computer internet geld preis euro cent konto
            nummer nummern code passwort fragen nachricht information sache sachen zeit zeiten uhr uhrzeit stunde
            stunden minute minuten sekunde sekunden tage woche wochen wochenende monat monate jahr jahre ende mitte
            seite farbe groesse sprache grund fehler problem probleme ahnung unsinn quatsch mist scheisse verdammt
            idiot weihnachten ostern pfingsten silvester maschine roboter mensch chef kollege kollegin abteilung service paket brief versicherung rechnungen
            termine reservierung buchung betrag auskunft lieferung ueberweisung
        """)
        | inflected(
            """
            blau rot gelb orange rosa lila violett bunt dunkel hell teuer billig guenstig kaputt krank muede hungrig leer
            voll falsch richtig wichtig moeglich unmoeglich schlecht schlimm besser schlechter groesser kleiner
            laenger kuerzer frueher spaeter schneller langsamer hoeher niedriger billiger teurer guenstiger laut
            leiser lauter langsam schwer leicht einfach hoch niedrig tief breit schmal eng weit nett toll super prima
            perfekt verkehrt anonym privat bestimmt komisch seltsam traurig verfuegbar besetzt geschlossen offen
            zweit einzeln doppelt halb ganz eigen ander naechst letzt erst gleich verschieden kostenlos schoener
            """,
            "e en er es em",
        ),
        "es": words("""
            abajo acaso acuerdo adelante ademas afuera ahora alla alli algo alguien algun alguna alguno algunos alto
            alta anoche antes anterior apenas aparte arriba asi atras aun aunque ayer bajo bajos bastante bien mal cada
            casi cerca cierto ciertamente conmigo contigo contra correcto correctamente cualquier cualquiera cuanto
            debajo delante demas demasiado demasiada demasiados dentro depende deprisa desde despacio despues detras
            diferente diferentes distinto distinta durante enfrente encima enseguida entonces entre error equivocado
            equivocada exactamente exacto excepto falso falsa facil dificil finalmente fuera gratis hacia hasta igual
            igualmente imposible posible incluso incorrecto incorrecta jamas juntos lejos lento luego mas mayor mayores
            media medio mediodia mejor mejores menor menos mientras mismo mucho mucha muchos muchas muy necesario nadie
            ningun ninguna ninguno nunca otra otras otro otros peor peores pero poco poca pocos porque primero pronto
            proximo proxima pues quizas quiza rapido rapidamente realmente recto seguro segura seguramente segundo siempre
            siguiente sin sino sobre solo solamente supuesto suficiente tal tampoco tan tanto tarde tardes temprano
            tercero todavia todas todos total tras ultimo ultima unico vez veces verdad verdadero ya
            azul azules rojo roja rojos amarillo amarilla verdes naranja morado morada gris negra blanca oscuro oscura
            claro caro cara caros caras barato barata baratos grande grandes pequeno pequena pequenos chico chica
            largo larga corto corta ancho gordo gorda nuevo nueva nuevos viejo vieja frio fria caliente lleno llena
            vacio vacia roto rota malo mala malos malas buena buenas buenos mejorado enfermo enferma cansado cansada
            listo lista libre ocupado cerrado abierto disponible importante privado privada desconocido tranquilo
            abrir ayudar buscar busco cambiar cambio cambia cancelar cancela cobrar comer comprar compro conozco creo
            cree dame dar deber debe debo deja dejar dice dicho digo dije encontrar entiendo entender entregar esperar
            espero estaba estan estar estoy explicar falta funciona gustaria gusta gusto haber hace hacer hago haz hecho
            ir voy vamos importa llamada llamando llegar llevar mandado olvide olvidado pagado pago parece pedir pedido
            pido pienso pon poner preferir prefiere preguntar pregunta puse quedar quiere quieren quitar recibido
            reservar reserva reservo saco sabe sacar ser sido somos suena tengo tiene tienen toma tomar trabaja
            traer usar vale venir ver viene vivo volver escribe escribir entendido dejalo
            pan leche azucar cafe te agua cerveza vino pizza queso carne comida mesa habitacion asiento billete
            billetes entrada entradas coche tren autobus vuelo taxi hotel restaurante tienda oficina empresa persona
            personas gente nino nina ninos adulto adultos hombre mujer familia amigo amiga cuenta dinero precio
            euros dolar dolares tarjeta numero numeros codigo clave pregunta preguntas mensaje informacion
            cosa cosas tiempo hora horas minutos segundos dia dias semana semanas mes meses ano anos noche
            fin final medianoche idioma razon problema problemas queja tonteria mierda joder maquina robot humano
            facturas citas pedidos paquete carta contrato seguro
        """),
        "fr": words("""
            abord ainsi ailleurs alors apres arriere assez attention aucun aucune aupres aussi aussitot autant autour
            autre autres autrement avant bas beaucoup bientot bien chaque cela celle celles celui cependant certain
            certainement ceux chacun combien completement contre correct davantage debout dedans dehors deja
            depuis derriere dernier derniere desole desolee dessous dessus deuxieme devant different differente
            difficile doucement droite gauche durant egal egalement encore enfin ensemble ensuite entre environ erreur
            exact exactement expres facile faut faux fausse gratuit haut hier ici impossible jamais jusque juste
            lentement loin longtemps lors lorsque maintenant mal malheureusement malgre meilleur meilleure meilleurs
            meme memes mieux moins mort nouveau nouvelle nulle nulles oui ou parce parfait parfois parmi partout pareil
            pas peu pire plus plusieurs plutot point possible pourtant premier premiere pres presque prochain
            prochaine puis quelque quelques quoi rapidement rarement rien sauf second selon seul seule seulement sinon
            souvent suffit surtout tant tard tel tellement tot toujours tous tout toute toutes tres troisieme trop
            vers vite voici voila vraiment vrai vraie
            bleu bleue bleus rouge rouges jaune verte vertes orange violet rose grise gris noire blanche foncee fonce
            claire clair chere cheres pas grande grandes petite petites grosse longue longues courte large etroit neuf
            neuve vieux vieille chaud chaude froid froide plein pleine vide casse cassee mauvais mauvaise bonne bons
            belle malade fatigue fatiguee pret prete libre occupe ferme ouvert ouverte disponible important importante
            inconnu privee anonyme tranquille
            acheter aider aimerais aller ajouter annuler annule appeler arrive attendre avez avoir avons changer
            change chercher cherche choisir commander commande comprendre comprends compris connais couter coute
            crois demander demande devoir dois doit donner dit ecoutez ecrire ecrit envoyer entendre entendu
            entends etais etait ete etes etre expliquer faire fais fait fallait fonctionne garder gagner laisse laisser
            lire manger marche mettre mets oublie oublier parler parle partir passer paye payer pense penser perdu peux
            peut pouvez pouvoir prefere prendre prends pris rappeler recevoir recu refaire regarder rendre reserver
            reste savez savoir sommes sont supprimer tenir tiens trouve trouver utiliser vais venir viens voir voudrait
            voulais veut vouloir
            pain lait sucre cafe eau biere vin pizza fromage viande repas table chambre place places billet billets
            voiture train bus vol avion taxi hotel restaurant magasin bureau entreprise personnes gens enfant enfants
            adulte adultes homme femme famille ami amie compte argent prix euro euros dollar dollars carte numeros code
            question questions message information chose choses temps heure heures minute minutes seconde secondes jour
            jours semaine semaines mois an ans annee soir soiree matin matinee midi minuit nuit fin langue
            raison probleme problemes reclamation betise merde putain machine robot rendez rdv factures commandes
            colis lettre contrat assurance virement montant taille couleur
        """),
        "it": words("""
            abbastanza accordo adesso affatto allora almeno altra altre altri altro altrimenti ancora anche anzi appena
            assolutamente attraverso avanti basta bene certo certamente chiaro chiunque ciascuno circa comunque contro
            corretto cosi davanti davvero dentro dietro differente difficile diverso diversa domattina dopo dopodomani
            dove dunque durante ecco eppure errato errore esattamente esatto facile falso finalmente fino forse fra fuori
            gia giu giusto gratis ieri impossibile infatti insieme intanto intorno invece lontano magari mai male meglio
            meno mentre mezzo mezzogiorno mezzanotte migliore moltissimo molto molta molti molte nemmeno neanche
            nessuna niente nulla nuovamente oltre oppure ormai ovunque ovviamente peggio peggiore per pero pertanto piu
            poco poca pochi poi possibile presto prima primo prossimo prossima proprio purtroppo qualche qualcosa
            qualcuno qualsiasi quasi quello quindi raramente sbagliato sbagliata secondo sempre sicuro sicuramente
            solito soltanto sopra soprattutto sotto spesso stasera stamattina stesso stessa subito tanto tanta tanti
            tardi terzo troppo troppa troppi tuttavia ultimo ultima uguale unico vero veramente verso via vicino volta
            volte
            blu azzurro azzurra rossa rosse giallo gialla verdi arancione viola rosa grigio grigia nera bianca scuro
            scura caro cara cari care costoso costosa economico economica grande grandi piccola piccoli piccole lunga
            lunghi corto corta largo larga stretto nuovo nuova nuovi vecchia caldo calda freddo fredda pieno piena vuoto
            vuota rotto rotta cattivo brutto brutta buona buono malato malata stanco stanca pronta libero libera
            occupato chiuso aperto disponibile importante sconosciuto privato anonima tranquillo
            aggiungere aiutare andare annullare annulla arrivare aspettare avere avete bisogna cambiare cambia cambio
            cancellare capire capisco capito cercare cerco chiamare chiedere comprare conosco costa costare credo
            dare detto devo dice dico dimenticato dite domandare domanda entrare era essere fare fatto finire finito
            funziona ha hanno ho inviare lasci lasciare leggere mandato mangiare mettere metti ordinare ordinato
            pagato parlare parlo passare penso perso piace posso potere potrei preferirei prendere prendo prenotare
            pronto provare puo ricevuto ripetere sa sapere scegliere scrivere scritto sembra sentire sento siamo sono
            spiegare spostare stare sta sto telefonare tenere tengo togliere tornare trovare usare va vado vedere venire
            viene volere vogliamo vuole vuoi
            pane latte zucchero caffe birra vino pizza formaggio carne cibo pranzo cena tavolo camera posto posti
            biglietto biglietti macchina treno autobus volo taxi albergo ristorante negozio ufficio azienda persone
            gente bambino bambina bambini adulto adulti uomo donna famiglia amico amica conto soldi prezzo euro
            dollaro dollari carta numeri codice domande messaggio informazione informazioni cosa cose tempo ora ore
            minuto minuti secondi giorno giorni settimana settimane mese mesi anno anni sera notte mattina mattino
            pomeriggio fine lingua motivo problema problemi reclamo sciocchezza merda cazzo macchina robot umana
            fatture appuntamento prenotazione pacco lettera contratto assicurazione bonifico importo
        """),
        "nl": words("""
            achter af al alleen allemaal allen allerlei alles als altijd ander andere anderen anders bedoel beide beiden
            beneden best beter betere bijna binnen boven buiten daar daarna daarom dadelijk dan desnoods dichtbij doch
            door eens eerder eerst eerste eigenlijk eindelijk elk elke elkaar ergens eventueel extra gauw geen
            gelijk genoeg gewoon gisteren haast hier hierna hoeveel hooguit ieder iedere immers ineens inmiddels jammer
            juiste komend komende laatst laatste langs later liefst links rechts maar mee meerdere meest meestal
            meteen midden min minder minstens misschien moeilijk makkelijk na naast natuurlijk nergens net niemand
            nieuw nieuwe nog nogmaals nooit ofwel om omdat omhoog onder ongeveer onmogelijk mogelijk onbekend onjuist
            ook opnieuw overal overmorgen per plots precies prima rond samen sinds slechts snel soms steeds straks
            tegen telkens terug terwijl tevens tijdens toch toen totaal tussen uiteraard uiterlijk vaak vanaf vandaar
            vanavond vanmiddag vanmorgen vannacht vanochtend vast veel vele verder vlakbij volgend volgende voordat
            vooral voorbij vooruit vorig vorige vroeg vroeger wanneer want weer weg weinig wel wellicht welkom zeer
            zeker zelden zelf zelfde zelfs zo zoals zodat zoveel zowel
            blauw blauwe rood rode geel gele groene oranje paars roze grijs grijze zwarte witte bruine donker donkere
            licht lichte duur dure goedkoop goedkope grote grotere kleine kleiner kleinere lange langer korter korte
            dik dikke dun breed brede smal smalle oud oude ouder jonge warm warme koude vol volle leeg lege kapot
            kapotte slecht slechte slechter goed goeie goedkoper duurder mooie lelijk ziek zieke moe klaar bezet
            gesloten open beschikbaar belangrijk prive rustig stil luid traag langzaam zwaar
            begrijp begrijpen bellen bestellen besteld betaald boeken brengen denk denken doe doen eten fout geloof
            geef gegeven gehad gehoord gekocht gemaakt geweest gezegd ging haal halen had heb hebben heeft helpen
            hoor hoort houd houden kijk kijken klopte komen komt kon kopen kost kosten krijg krijgen kunnen laat laten
            leg leggen lezen maak maakt maken meld moet moeten mogen neem nemen noem praat probeer reserveren schrijf
            schrijven snap spel spellen sta staan staat stop stoppen stuur sturen vergeet vergeten verplaatsen
            verstaan versta veranderen verander verandert vertel vind vinden vraag vragen wacht wachten was waren werk
            werkt wijzigen wilde willen wist wissel wonen worden wordt zeg zeggen zet zetten zie zien zit zoek zoeken
            zou zouden zullen annuleren annuleer afzeggen
            brood melk suiker koffie thee water bier wijn pizza kaas vlees eten tafel kamer plaats plaatsen kaartje
            kaartjes auto trein bus vlucht taxi hotel restaurant winkel persoon personen mensen kind kinderen
            volwassene volwassenen vrouw gezin vriend vriendin rekening geld prijs euro cent kaart nummer nummers code
            wachtwoord vragen bericht informatie ding dingen tijd uur uren minuut minuten seconde seconden dagen
            week weken weekend maand maanden jaar jaren avond middag ochtend nacht einde begin taal reden probleem
            problemen klacht onzin shit verdomme machine robot mens baas afspraak afspraken bestelling pakket brief
            contract verzekering factuur facturen bedrag
        """),
        "pl": words("""
            albo ale ani az bardziej bez blisko bo byc byl byla bylo caly cala calkowicie chyba ciagle coraz czasami czasem
            czesto czyli dalej daleko dawno dlaczego dlatego dlugo dobrze dokad dookola dopiero dosc dotad duzo faktycznie
            gdy gdzies gorzej gorszy inaczej inna inne innego innej inny innym jakos jednak jeszcze jesli juz kazda kazde
            kazdy kiedys kilka koniec konczy kto ktokolwiek lecz ledwo lepiej lepszy lepsza maksymalnie malo mniej
            mniejszy mniejsza moze mozliwe najlepiej najpierw naprawde natychmiast nawet nic nigdy nigdzie niemozliwe
            niewazne niech nieco niedaleko niektore niepoprawnie nieprawda niz obecnie obok od oczywiscie ogolnie oprocz
            oraz ostatni ostatnia ostatnio ot pewnie pewny pierwszy pierwsza pod podobnie poniewaz pomiedzy ponownie
            poprawnie potem powoli powyzej pozniej prawda prawie prawdopodobnie predko prosto przeciez przed przedtem
            przeciwko przy przynajmniej raczej rano razem raz rowniez rzadko sam sama samo skad stad szybciej szybko
            swietnie srednio tak takze tam tamta teraz tez tutaj tyle tylko tym wcale wczesnie wczesniej wczoraj
            wiecej wiekszy wieksza wkrotce wlasnie wolno wolniej wprost wszedzie wszyscy wszystko wszystkie wtedy
            zamiast zapewne zaraz zawsze zbyt znowu znow zwykle jutro pojutrze dzisiaj dzis
            tanio drogo taniej drozej wolne wolny zajete zajety nieznany nieznane
            anulowac brac byc chcemy chcialem chodzi czekac czekaj czytac daj dac dajcie dostac dostalem dzwonie
            dzwonic idzie isc kosztuje kupic kupuje lubie mam mamy ma miec mial moga moglbym mowie musze musi mysle nalezy
            napisac odwolac odwoluje placic placilem platnosc pisze podac pojechac pomoz potrzebuje powiedziec
            powiedzialem przelac przelozyc przyjsc pytac pytam robic robi rozmawiac sadze skonczyc slychac sprawdzic
            sprzedac szukac szukam trzeba umowic uwazam wez widze wiedziec wole wolalbym wyslac wziac zadzwonic zamowic
            zapisac zapomnialem zaplacic zarezerwowac zmienic zmieniam zostawic zrobic zgoda
            chleb mleko cukier kawa kawe herbata woda wode piwo wino pizza ser mieso stolik stol pokoj miejsce miejsca
            bilet bilety samochod pociag autobus lot taksowka hotel restauracja sklep osoba osoby osob ludzie dziecko
            dzieci dorosly mezczyzna kobieta rodzina przyjaciel konto pieniadze cena zloty zlote zlotych euro grosz karta
            numer numery kod haslo pytanie pytania wiadomosc informacja rzecz czas godzina godziny godzin minuta
            minuty minut sekunda dni tydzien tygodnie miesiac miesiace rok lata lat ranek poludnie polnoc noc popoludnie
            jezyk powod problem problemy reklamacja blad bzdura cholera kurwa maszyna robot czlowiek
            faktura faktury wizyta rezerwacja zamowienie paczka list umowa ubezpieczenie przelew kwota rozmiar kolor
        """)
        | frozenset(
            stem + ending
            for stem in """
            niebiesk zolt czerwon pomaranczow rozow fioletow szar brazow ciemn jasn drog tan duz now star zimn
            goracy ciepl zl dobr peln pust zepsut chor zmeczon zamkniet otwart dostepn wazn prywatn anonimow
            poprawn niepoprawn bledn zly nastepn drug trzec podobn szybk trudn latw glosn
            """.split()
            for ending in (
                "",
                "y",
                "i",
                "a",
                "e",
                "ie",
                "ego",
                "iego",
                "ej",
                "iej",
                "ych",
                "ich",
                "ym",
                "im",
                "o",
                "ia",
            )
        ),
    }
)
"""By the tag of a language."""

BOTH: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "en": words("""
            april august best bill black bright brown day early fine good gray green grey hope june light little long love low
            march may noble rich sharp short small smart strange strong summer sweet swift weeks white wild winter wise young
        """),
        "de": inflected(
            "alt braun ernst froh gross grau gruen gut jung kalt klein kurz lang neu reich sauer scharf schnell schoen "
            "schwarz spaet stark suess warm weiss wild",
            "e en er es em",
        )
        | words("fruehling sommer herbst winter tag mann rosa lila august mai juli"),
        "es": words(
            "abril agosto alegre bello blanca blanco bravo bueno calvo cano delgado domingo dulce fuerte julio moreno negro "
            "prieto rico rubio verde"
        ),
        "fr": words(
            "avril beau blanc blanche bon brun cher claire court doux fort grand gros jeune joli long noir petit rose roux vert"
        ),
        "it": words(
            "agosto alto basso bello bianca bianco bruno buono costa dolce domenica forte lungo magro nero piccolo rosa rosso sabato vecchio verde viola"
        ),
        "nl": words("bruin groen groot jong klein kort koud lang mooi sterk vroom wit zomer winter zwart dag"),
        "pl": words("bialy biala cichy czarny czarna dlugi gruby krotki maly mala wesoly wesola zielony zima"),
    }
)
"""Common words that are surnames or first names as well: Brown, Klein, Julio."""

BESIDE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "en": words(
            "august best bright day early fine good hope little long low march small short smart strange strong"
        ),
        "de": inflected("alt gut kalt neu schnell schoen spaet warm", "e en er es em") | words("tag morgen abend"),
        "es": words("abril agosto bueno"),
        "fr": words("avril beau bon mai cher court fort long"),
        "it": words("agosto alto basso buono forte lungo sabato domenica"),
        "nl": words("dag kort koud mei mooi"),
        "pl": words("dlugi krotki maj zima"),
    }
)
"""Those of them that are often a whole answer: they are a name only where one is introduced, or beside another part."""
