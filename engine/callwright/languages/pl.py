"""Polish."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from callwright.languages.base import Language, Ordinals, joiner, phrases, sequences, words
from callwright.languages.digits import Numerals, say
from callwright.languages.pl_numbers import HUNDREDS, NOUNS, PLURALS, TEENS, TENS, THOUSANDS, UNITS, merged

if TYPE_CHECKING:
    from callwright.languages.values.tables import Spoken

_NUMERALS = Numerals(
    units={word: str(value) for word, value in (UNITS | NOUNS).items()},
    wholes={},
    tens={},
    rounds={},
    repeaters={"podwojne": 2, "podwojna": 2, "podwojny": 2, "dwukrotnie": 2, "potrojne": 3, "trzykrotnie": 3},
    glue=words("i potem kreska myslnik oraz"),
    units_after_tens=False,
    times="razy",
)
_WORDS = frozenset({*TEENS, *TENS, *HUNDREDS, *THOUSANDS, *PLURALS})


def hear_digits(words: Sequence[str]) -> str | None:
    """The digits that all these words together say: one by one, in pairs, or in threes as telephone numbers are."""
    figures = merged(words)
    return None if figures is None else _NUMERALS.hear(figures)


def is_digit_word(word: str) -> bool:
    """Can this word stand inside spoken digits?"""
    return word in _WORDS or _NUMERALS.is_word(word)


# The longest first; what is left keeps four letters.
_ENDINGS = tuple(
    sorted(
        """
        owanie owania owaniu owalem owalam owac uje uj ujemy ujesz owany owana anie ania aniem eniem
        iemu iego iej imi ich iach iami iom iem owi ami ach ego emu ymi ych om ow em im ym ej
        ac ec ic alem alam ilem ilam al am asz esz isz ie
        """.split(),
        key=len,
        reverse=True,
    )
)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Cases, numbers and the commonest verbs: rachunek, rachunku, rachunki; anulować, anuluj, anulowanie."""
    if len(word) < 4 or not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _short(word[: -len(ending)])
    return _short(word[:-1] if word[-1] in "aeiouy" else word)


def _short(word: str) -> str:
    """Without the "i" that softens, and without the "e" that comes and goes: "rachunek" is "rachunk"."""
    if word.endswith("ek") and len(word) > 4:
        return f"{word[:-2]}k"
    return word[:-1] if word.endswith("i") and len(word) > 4 else word


def _values() -> Spoken:
    from callwright.languages.pl_values import SPOKEN

    return SPOKEN


POLISH = Language(
    tag="pl",
    name="Polish",
    hesitations=words("y yy yyy yyyy e ee eee em emm hm hmm mm mmm no wiec aa ee eh uh um"),
    politeness=sequences("""
        prosze; poprosze; bardzo prosze; dziekuje; dziekuje bardzo; dzieki; bardzo dziekuje; chce; chcialbym; chcialabym;
        chcialem; chcialam; ja bym chcial; ja bym chciala; chcialbym prosic; potrzebuje; musze; dzwonie; dzwonie w
        sprawie; w sprawie; czy moge; czy mozna; czy moglbym; czy moglabym; czy moze pan; czy moze pani; czy mozecie; moglby pan;
        moglaby pani; prosilbym; prosilabym; prosze o; poprosze o; dzien dobry; dobry wieczor; witam; halo; czesc;
        przepraszam; jesli mozna; jezeli mozna; uprzejmie prosze
    """),
    backchannels=frozenset(
        phrases("""
        mhm; yhm; aha; tak; no; no tak; okej; ok; dobrze; dobra; rozumiem; jasne; w porzadku; zgadza sie; dokladnie;
        swietnie; super; fajnie; tak tak; no dobrze; no dobra; acha; ehe
    """)
    ),
    light=words("""
        ja mnie mi moj moja moje mojego mojej moim moich mam ma masz pan pani panu pana pania panstwo wy my nas nam nasz
        on ona ono oni one jego jej ich to ten ta te tego tej tym tych tam tu tutaj i a o u w we z ze na do od po za
        dla przy przez pod nad oraz albo lub czy ze zeby jest sa byl byla bylo byc bedzie bym by sie siebie juz jeszcze
        tez takze chce chcialbym chcialabym chcialem chcialam moge mozna moze prosze poprosze dziekuje dobry dzien
        tak okej ok halo rozmawiac porozmawiac mowic powiedziec polaczyc dzwonie sprawie sprawa kwestii dotyczaca chodzi
        o jakis jakas jakies cos ktos kto co jak gdzie kiedy jaki jaka jakie ktory ktora ktore dlaczego bardzo calkiem
        wlasnie naprawde potrzebuje musze trzeba teraz wtedy potem tamten taki taka takie swoj swoja swoje swojego dzial
        mojemu moimi
    """),
    openers=words("tak no dobrze dobra okej ok wiec a ale oj aha przepraszam"),
    yes=phrases("""
        tak; tak tak; no tak; tak jest; tak proszę; tak poproszę; tak oczywiście; tak (to)? (się)? zgadza się; (to się)? zgadza;
        (wszystko)? (się)? zgadza się; (wszystko)? się zgadza; oczywiście; oczywiście że tak; jasne; jasne że tak; pewnie; pewnie że
        tak; no pewnie; no jasne; dokładnie; dokładnie tak; właśnie; właśnie tak; poproszę; chętnie; bardzo chętnie; z przyjemnością; (to)?
        prawda; (to jest)? (poprawne|prawidłowe|prawidłowo|poprawnie|dobrze); to prawda; owszem; jak najbardziej;
        naturalnie; zdecydowanie; na pewno; dobrze; dobra; no dobrze; no dobra; okej; ok; okay; w porządku; może być; niech
        będzie; mhm; yhm; zgoda; zgadzam się; myślę że tak; chyba tak; raczej tak; sądzę że tak; czemu nie; nie ma sprawy; nie ma problemu;
        super; świetnie; idealnie; potwierdzam; absolutnie tak
    """),
    no=phrases("""
        nie; nie nie; nie dziękuję; nie nie dziękuję; nie trzeba; raczej nie; chyba nie; na pewno nie; absolutnie nie; oczywiście że
        nie; zdecydowanie nie; w żadnym wypadku; bynajmniej; skąd; skądże; jeszcze nie; nie teraz; teraz nie; nie dzisiaj; dzisiaj nie;
        (to)? (się)? nie zgadza się; (to)? się nie zgadza; nie (to)? się nie zgadza; nie zgadzam się; nie to nie tak; to nie tak; nie tak; (to jest)? (źle|błędne|błędnie|nieprawda|niepoprawne|nieprawidłowe);
        (to)? nie jest (dobrze|poprawne|prawidłowe|prawda|to|tak); (to)? nie (poprawne|prawidłowe|prawda); nieprawda; to nieprawda; to nie to; nie
        chcę; nie chciałbym; nie chciałabym; wolałbym nie; wolałabym nie; lepiej nie; nigdy; myślę że nie; sądzę że nie; nie sądzę; nie wydaje mi
        się; to wszystko; nie to wszystko; to już wszystko; nie to już wszystko; nic więcej; nie nic więcej; nic; nie nic; pomyłka; nie pomyłka;
        nie przepraszam; nie źle; nie jednak nie; jednak nie; nie ma mowy; pomylka; zle; nie zle
    """),
    done=frozenset(
        phrases("""
        do widzenia; do uslyszenia; pa; pa pa; czesc; na razie; milego dnia; to by bylo na tyle; skonczylem; skonczylam
    """)
    ),
    weak_yes=frozenset(
        phrases("""
        dobrze; dobra; no dobrze; no dobra; okej; ok; okay; w porzadku; mhm; yhm; jasne; super; swietnie; idealnie; pewnie;
        na pewno; prawda; zgoda; wlasnie; poprosze
    """)
    ),
    unsure=phrases("""
        nie wiem; (ja)? (tego)? nie wiem; (nie jestem)? (pewny|pewna|pewien); nie jestem (do końca)? (pewny|pewna|pewien); może;
        możliwe; być może; tak i nie; tak czy nie; tak lub nie; ani tak ani nie; trudno powiedzieć; ciężko powiedzieć; zależy; to
        zależy; nie pamiętam; nie mam pojęcia; nie mam zdania; wszystko jedno; obojętnie; zobaczymy; ewentualnie; nie
        (rozumiem|słyszę|dosłyszałem|dosłyszałam|zrozumiałem|zrozumiałam);
        czy (jest pan|jest pani|jesteś)? (pewien|pewna|pewny); czy (na pewno|to prawda|to się zgadza|się zgadza); czy to (jest)? (dobrze|poprawne|prawda)
    """),
    negations=words("nie nigdy zaden zadna zadne zadnego zadnej"),
    exclusions=words("bez zamiast oprocz procz ani"),
    bare_negations=frozenset(),
    contrasts=words("tylko ale lecz natomiast"),
    subjects=words("ja my"),
    wishes=words("chce chcialbym chcialabym chcialem chcialam potrzebuje mam musze"),
    asking=words("pytanie pytania pytan zapytac interesuje"),
    ordinals=Ordinals(
        places={
            form: place
            for forms, place in (
                ("pierwszy pierwsza pierwsze pierwszego pierwszej", 1),
                ("drugi druga drugie drugiego drugiej", 2),
                ("trzeci trzecia trzecie trzeciego trzeciej", 3),
                ("czwarty czwarta czwarte czwartego czwartej", 4),
                ("ostatni ostatnia ostatnie ostatniego ostatniej", -1),
            )
            for form in forms.split()
        },
        of_two={},
        numbers={
            "jeden": 1,
            "1": 1,
            "dwa": 2,
            "2": 2,
            "trzy": 3,
            "3": 3,
            "cztery": 4,
            "4": 4,
            "jedynka": 1,
            "dwojka": 2,
        },
        counted=words("numer opcja opcje opcji mozliwosc punkt"),
    ),
    universals={
        "repeat": phrases("""
            powtórzyć; powtórz; proszę powtórzyć; (czy)? (może|mógłby|mogłaby) (pan|pani)? (to)? powtórzyć; powtórka; jeszcze raz;
            (proszę)? jeszcze raz (proszę)?; słucham; co proszę; co; proszę powtórzyć pytanie; powtórz (to|pytanie); co (pan|pani)?
            (mówił|mówiła|powiedział|powiedziała|mówi); nie (dosłyszałem|dosłyszałam|usłyszałem|usłyszałam|zrozumiałem|zrozumiałam|słyszę|rozumiem);
            nie (słyszę|rozumiem) (pana|pani); (bardzo)? słabo słychać; nic nie (słychać|słyszę|słyszałem|słyszałam); jak (pan|pani)? (mówił|mówiła|powiedział|powiedziała); co to było;
            jakie były (opcje|możliwości)
        """),
        "help": phrases("""
            pomoc; pomocy; (proszę)? (o)? pomoc; potrzebuję pomocy; (może|mógłby|mogłaby) mi (pan|pani) pomóc; co mogę (powiedzieć|zrobić|wybrać);
            co mam (powiedzieć|mówić|zrobić|wybrać); jakie (są|mam) (opcje|możliwości); jak to działa; nie wiem co mam powiedzieć
        """),
        "main_menu": phrases("""
            menu główne; (powrót|wróć|wrócić)? do (menu głównego|menu|początku); menu; od (nowa|początku); jeszcze raz od początku;
            zacznij od (nowa|początku); zacząć od (nowa|początku); na początek
        """),
        "cancel": phrases("""
            anuluj; anulować; anuluję; anulowanie; przerwij; przerwać; stop; rezygnuję; nieważne; mniejsza (z tym|o to); zapomnij; proszę
            zapomnieć; już nieaktualne
        """),
        "wait": phrases("""
            poczekać; czekaj; proszę czekać; (proszę)? (chwilę|chwileczkę|chwilkę|moment|momencik) (proszę)?; chwila; chwileczka; jedną
            (chwilę|chwileczkę|chwilkę|sekundę|minutę); jeden moment; sekundę; sekunda; minutkę; (proszę)? (poczekaj|zaczekać|poczekać|zaczekaj) (chwilę|chwileczkę|moment)?;
            (już)? (sprawdzam|szukam|patrzę); muszę (sprawdzić|poszukać|zastanowić się|pomyśleć); zaraz (sprawdzę|poszukam); niech (pomyślę|sprawdzę|zobaczę);
            zaraz
        """),
        "back": phrases("""
            wstecz; wróć; cofnij; cofnąć; powrót; krok wstecz; (wróć)? (jeden)? krok wstecz; do tyłu; poprzednie; (wróć|wrócić|powrót)? do
            poprzedniego (pytania|menu|kroku); poprzednie (pytanie|menu)
        """),
        "operator": phrases("""
            konsultant; konsultantka; konsultanta; (z)? (konsultantem|konsultantką|człowiekiem|pracownikiem|operatorem|doradcą|recepcją|sekretariatem);
            (rozmowa|porozmawiać|rozmawiać|połączyć|połącz|połączenie) (mnie)? z (konsultantem|konsultantką|człowiekiem|pracownikiem|operatorem|doradcą|kimś|recepcją|osobą);
            (porozmawiać|rozmawiać) z (kimś|kimś żywym|żywym człowiekiem|prawdziwym człowiekiem); operator; pracownik; doradca; człowiek;
            żywy człowiek; recepcja; sekretariat; biuro obsługi klienta; obsługa klienta; proszę mnie połączyć; (proszę)? (połączyć|przełączyć);
            proszę mnie przełączyć; połącz mnie
        """),
        "goodbye": phrases("""
            do widzenia; do usłyszenia; pa; pa pa; na razie; to wszystko; to już wszystko; nie to wszystko; nie to już wszystko; nic
            więcej; nie nic więcej; miłego dnia; (życzę)? miłego dnia; skończyłem; skończyłam; rozłącz się; rozłączam się;
            dziękuję to wszystko; dziękuję do widzenia
        """),
    },
    sentences={
        "yes": "tak",
        "no": "nie",
        "not_understood": "Przepraszam, nie udało mi się tego zrozumieć.",
        "not_heard": "Przepraszam, nic nie było słychać.",
        "did_you_mean": "Czy chodzi o: {choices}?",
        "you_can_say": "Można powiedzieć: {choices}.",
        "still_there": "Czy nadal mnie słychać?",
        "take_your_time": "Proszę się nie spieszyć.",
        "confirm": "Rozumiem: {value}. Czy to się zgadza?",
        "wrong_length": "Potrzebna liczba cyfr to {length}.",
        "too_little": "To za mało. Minimum to {value}.",
        "too_much": "To za dużo. Maksimum to {value}.",
        "too_early": "To za wcześnie. Najwcześniej możliwe: {value}.",
        "too_late": "To za późno. Najpóźniej możliwe: {value}.",
        "nothing_to_repeat": "Nie ma jeszcze nic do powtórzenia.",
        "putting_through": "Chwileczkę, już łączę.",
        "nobody_free": "Niestety w tej chwili nikt nie może odebrać.",
        "interrupted": "Przepraszam, przerwano nam.",
        "technical": "Przepraszam, wystąpił u nas problem techniczny.",
        "one_moment": "Chwileczkę, proszę.",
        "give_up": "Przykro mi, nie udało nam się porozumieć.",
        "no_flow": "Niestety ten numer nie jest używany.",
        "farewell": "Dziękuję za telefon. Do usłyszenia.",
    },
    hear_digits=hear_digits,
    is_digit_word=is_digit_word,
    say_digits=say,
    join=joiner({"and": "i", "or": "lub"}),
    stem=stem,
    letters={"ł": "l"},
    values=_values,
)
