"""French, as spoken in France, Belgium, Switzerland and Canada."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from callwright.languages.base import Language, Ordinals, joiner, phrases, sequences, words
from callwright.languages.digits import say
from callwright.languages.fr_digits import hear_digits, is_digit_word

if TYPE_CHECKING:
    from callwright.languages.values.tables import Spoken

_ENDINGS = ("issement", "ations", "ation", "aison", "ement", "er", "ez", "ee", "e")
_WHOLE = words("mois fois cours")
"""Words whose last letter is no plural."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Plural, feminine, -er, -é, -ation, -ement: facture, factures, facturé, facturation; annuler, annulation."""
    if len(word) < 4 or not word.isalpha() or word in _WHOLE:
        return word
    if word.endswith("aux") and not word.endswith("eaux") and len(word) > 5:
        word = f"{word[:-3]}al"
    elif word.endswith(("s", "x")) and not word.endswith("ss"):
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _values() -> Spoken:
    from callwright.languages.fr_values import SPOKEN

    return SPOKEN


FRENCH = Language(
    tag="fr",
    name="French",
    hesitations=words("euh euhh heu heuu hum humm hm hmm mm mmm ben bah beh hein eh ah oh alors donc uh um"),
    politeness=sequences("""
        s il vous plait; s il te plait; svp; merci; merci bien; merci beaucoup; je vous prie; je vous en prie; bonjour;
        bonsoir; salut; allo; madame; monsieur; je voudrais; je voulais; j aimerais; j aimerais bien; je souhaite; je
        souhaiterais; je veux; je veux bien; j ai besoin de; j ai besoin d; il me faut; il me faudrait; je vous
        appelle; j appelle; je vous appelle pour; j appelle pour; je vous appelle au sujet de; j appelle au sujet de;
        je vous contacte pour; pourriez vous; pouvez vous; est ce que vous pouvez; est ce que vous pourriez; est ce
        que je peux; est ce que je pourrais; puis je; pourrais je; je peux; je pourrais; c est pour; ce serait pour;
        excusez moi; simplement; juste; si possible
    """),
    backchannels=frozenset(
        phrases("""
        mhm; mm hmm; hum hum; oui; ouais; oui oui; d accord; ok; okay; tres bien; bien; parfait; entendu; je vois; je
        comprends; compris; j ai compris; ah oui; ah d accord; ah bon; ca marche; super; voila; exact; bon; c est note
    """)
    ),
    light=words("""
        je j me m moi mon ma mes tu te t toi il elle on se s lui nous notre nos vous votre vos ils elles eux leur leurs
        y en le la l les un une des du de d au aux a ce c cet cette ces ca cela ceci qui que qu quoi dont ou et pour
        par sur avec dans chez vers concernant propos sujet est suis es sont sommes etes ete etre etais etait sera
        serait ai as avons avez ont avais avait aurai aurait avoir eu fait faire fais faites va vais aller allez peux
        peut pouvez pourrais pourrait pourriez pouvoir voudrais veux veut voulais vouloir voulez voudrait aimerais
        souhaite souhaiterais souhaiterai dois doit devrais faut faudrait besoin parler dire dis dites passer passez
        mettre donner donnez donne ne n si aussi tres bien vraiment peu plutot encore deja meme donc alors comme ici la
        voila juste simplement s merci bonjour oui ok accord maintenant puis quel quelle quels quelles comment quand
        combien pourquoi tout toute
    """),
    openers=words("non oui ouais si ok okay donc alors et mais ah oh bon pardon voila nan"),
    yes=phrases("""
        oui; ouais; ouaip; oui oui; oui merci; oui s'il vous plaît; oui (c'est|c'est bien) ça; oui tout à fait; oui bien
        sûr; oui absolument; oui exactement; si; mais si; mais oui; mais bien sûr; ah oui; bien sûr; bien sûr que oui; évidemment;
        naturellement; d'accord; je suis d'accord; oui d'accord; entendu; ok; okay; okay d'accord; très bien; parfait;
        exact; exactement; effectivement; en effet; absolument; certainement; tout à fait; volontiers; avec plaisir;
        avec grand plaisir; (c'est|c'est bien|voilà c'est) ça; c'est (bien)? (exact|correct|juste|vrai|bon|cela); c'est
        bien ça; (oui)? ça (me)? (va|convient); ça marche; ça me va; ça roule; pourquoi pas; pas de (problème|souci);
        aucun (problème|souci); je veux bien; je crois; je crois bien; je crois que oui; je pense; je pense que oui;
        affirmatif; correct; juste; vrai; voilà; voilà c'est ça; carrément; allez-y; sans problème; mhm; hum hum;
        nickel; super; impeccable; je confirme; oui je confirme; c'est parfait; c'est entendu; il me semble
    """),
    no=phrases("""
        non; nan; non non; non merci; merci non; ah non; mais non; oh non; que non; bien sûr que non; pas du tout; non
        pas du tout; pas vraiment; non pas vraiment; pas exactement; pas tout à fait; pas trop; surtout pas; certainement
        pas; absolument pas; sûrement pas; pas forcément; pas maintenant; pas aujourd'hui; pas encore; pas question; hors
        de question; jamais; jamais de la vie; négatif; faux; (c'est|tout ça c'est)? faux; c'est une erreur; incorrect;
        c'est incorrect; (ce n'est|c'est|c'était) pas (ça|cela|exact|correct|juste|vrai|bon|bien ça); c'est inexact;
        inexact; (je ne|je)? (crois|pense) pas; je crois que non; je pense que non; je ne veux pas; je veux pas; je ne
        préfère pas; je préfère pas; je préfère ne pas; je préférerais pas; j'aimerais mieux pas; plutôt pas; plutôt non;
        (ça ne|ça)? (me)? (va|convient) pas; sans façon; c'est tout; ce sera tout; c'est bon c'est tout; non c'est tout;
        rien d'autre; non rien d'autre; plus rien; rien de plus; non ça ira; ça ira; ça ira merci; aucun; aucune; pas
        d'accord; je ne suis pas d'accord; je suis pas d'accord; n'importe quoi; ça n'a rien à voir
    """),
    done=frozenset(
        phrases("""
        au revoir; salut; a bientot; bonne journee; bonne soiree; ca suffit; j ai fini; j ai termine; c est tout bon;
        tout est bon; tout va bien; c est bon merci; c est bon pour moi
    """)
    ),
    weak_yes=frozenset(
        phrases("""
        ok; okay; d accord; tres bien; parfait; super; nickel; impeccable; mhm; hum hum; entendu; bien sur; voila; si;
        juste; vrai; je crois; je pense; volontiers; certainement; evidemment
    """)
    ),
    unsure=phrases("""
        aucune idée; (je ne|je|j'en|je n'en) sais (pas|rien); sais pas; (je ne sais|je sais) pas trop; je ne sais plus; je
        sais plus; chais pas; peut-être; peut-être bien; (je ne|je)? suis pas (sûr|sûre|certain|certaine); pas (sûr|sûre);
        oui et non; oui ou non; ni oui ni non; ni l'un ni l'autre; ça dépend; éventuellement; on verra; je ne (peux|saurais)
        pas dire; je peux pas dire; je ne me souviens (pas|plus); je (me)? souviens (pas|plus); possible; c'est possible;
        (vous êtes|êtes-vous|tu es|t'es) (sûr|sûre|certain|certaine); est-ce que c'est (correct|juste|vrai|bon|exact|ça); est-ce (correct|juste|vrai|exact)
    """),
    negations=words("pas jamais aucun aucune rien ni"),
    exclusions=words("sans sauf hormis excepte lieu"),
    bare_negations=frozenset(),
    contrasts=words("mais"),
    subjects=words("je j nous"),
    wishes=words("veux voudrais voulais souhaite souhaiterais aimerais besoin desire prefere"),
    asking=words("question questions demander demande renseignement renseignements information informations interesse"),
    ordinals=Ordinals(
        places={
            "premier": 1,
            "premiere": 1,
            "1er": 1,
            "1ere": 1,
            "deuxieme": 2,
            "second": 2,
            "seconde": 2,
            "2eme": 2,
            "2e": 2,
            "troisieme": 3,
            "3eme": 3,
            "3e": 3,
            "quatrieme": 4,
            "4eme": 4,
            "4e": 4,
            "dernier": -1,
            "derniere": -1,
        },
        of_two={},
        numbers={"un": 1, "1": 1, "deux": 2, "2": 2, "trois": 3, "3": 3, "quatre": 4, "4": 4},
        counted=words("numero option choix possibilite"),
        not_after=words("une petite chaque par"),
    ),
    universals={
        "repeat": phrases("""
            répéter; répétez; répète; répétez (s'il vous plaît); (pouvez-vous|pourriez-vous|vous pouvez|vous pourriez)
            (me)? (le)? répéter; est-ce que vous (pouvez|pourriez) (le)? répéter; encore une fois; une fois de plus;
            redites; redites-le; redites-moi ça; vous pouvez redire; comment; comment ça; pardon; pardon comment; quoi;
            vous dites; vous disiez; vous avez dit quoi; qu'est-ce que vous avez dit; qu'avez-vous dit; plaît-il; (je n'ai|j'ai) pas
            (bien)? (compris|entendu|saisi); (je ne|je) vous (entends|comprends) (pas|mal); je (ne)? comprends pas;
            répétez la question; (quelles|c'est quoi) (étaient|sont)? (déjà)? les (choix|options) déjà
        """),
        "help": phrases("""
            aide; aidez-moi; à l'aide; aide-moi; j'ai besoin d'aide; (pouvez-vous|pourriez-vous|vous pouvez) m'aider;
            (qu'est-ce que|que) je peux (dire|faire|demander); que puis-je (dire|faire|demander); qu'est-ce que je dois
            dire; que dois-je dire; quels sont (mes|les) choix; quelles sont (mes|les) (options|possibilités); comment ça
            marche; comment ça fonctionne; je ne sais pas quoi dire; je sais pas quoi dire
        """),
        "main_menu": phrases("""
            menu principal; (retour|retourner|revenir)? au menu (principal)?; le menu (principal)?; menu; depuis le début;
            (retour|retourner|revenir)? au début; recommencer; recommencer (depuis le|au|du) début; on recommence;
            reprendre (au|du|depuis le) début; reprenons (au|du|depuis le) début; tout recommencer
        """),
        "cancel": phrases("""
            annuler; annulez; annule; annulez (ça|tout|cela); annuler (ça|tout|cela); arrêter; arrêtez; arrête; stop;
            laissez tomber; laisse tomber; oubliez; oubliez ça; oublie; abandonner; tant pis
        """),
        "wait": phrases("""
            attendre; attendez; attends; un (petit)? (instant|moment); (une|deux) (petite|petites)?
            (seconde|secondes|minute|minutes); attendez (un (petit)? (instant|moment)|une (seconde|minute)|deux
            (secondes|minutes)); (juste)? un instant s'il vous plaît; patientez; ne quittez pas; ne raccrochez pas; je
            (cherche|regarde|réfléchis|vérifie); je vais (chercher|regarder|vérifier|voir); laissez-moi
            (chercher|regarder|réfléchir|voir|vérifier); il faut que je (cherche|regarde|vérifie)
        """),
        "back": phrases("""
            retour; revenir en arrière; en arrière; retour en arrière; (retournez|revenez) en arrière; (retourner|revenir)?
            à (la question|l'étape) précédente; question précédente; (étape|page) précédente; précédent; (au)? menu
            précédent
        """),
        "operator": phrases("""
            opérateur; opératrice; (un|une|l'|à un|à une|avec un|avec une)? (opérateur|opératrice|conseiller|conseillère);
            (parler|parle)? (à|avec)? (un|une|des)? (être humain|humain|vraie personne|vraie personne|agent|employé|employée|
            collaborateur|collaboratrice|standardiste|téléconseiller|collègue); une personne (réelle|humaine); une vraie
            personne; parler (à|avec) (quelqu'un|une personne); quelqu'un de vrai; le standard; standard; l'accueil;
            (le|au)? service client; (le|au)? service clientèle; passez-moi (quelqu'un|un conseiller|une personne|un
            opérateur|un collègue); mettez-moi en (relation|communication|contact) (avec (quelqu'un|un conseiller))?;
            transférez-moi
        """),
        "goodbye": phrases("""
            au revoir; à bientôt; à la prochaine; au revoir merci; merci au revoir; merci et au revoir; adieu; ciao; bonne
            journée; bonne soirée; bonne journée au revoir; c'est tout; ce sera tout; non c'est tout; c'est tout merci; rien
            d'autre; non rien d'autre; plus rien; j'ai (fini|terminé); raccrocher; je raccroche; (je vous)? souhaite une
            bonne (journée|soirée)
        """),
    },
    sentences={
        "yes": "oui",
        "no": "non",
        "not_understood": "Excusez-moi, je n'ai pas compris.",
        "not_heard": "Excusez-moi, je n'ai rien entendu.",
        "did_you_mean": "Vouliez-vous dire {choices} ?",
        "you_can_say": "Vous pouvez dire : {choices}.",
        "still_there": "Êtes-vous toujours là ?",
        "take_your_time": "Prenez votre temps.",
        "confirm": "J'ai compris : {value}. Est-ce bien cela ?",
        "wrong_length": "J'ai besoin de {length} chiffres.",
        "too_little": "C'est trop peu. Le minimum, c'est {value}.",
        "too_much": "C'est trop. Le maximum, c'est {value}.",
        "too_early": "C'est trop tôt. Au plus tôt, c'est {value}.",
        "too_late": "C'est trop tard. Au plus tard, c'est {value}.",
        "nothing_to_repeat": "Il n'y a encore rien à répéter.",
        "putting_through": "Un instant, je vous mets en relation.",
        "nobody_free": "Veuillez nous excuser, personne n'est disponible pour le moment.",
        "interrupted": "Excusez-moi, nous avons été interrompus.",
        "technical": "Excusez-moi, un problème est survenu de notre côté.",
        "one_moment": "Un instant, s'il vous plaît.",
        "give_up": "Veuillez m'excuser, je n'ai pas réussi à vous comprendre.",
        "no_flow": "Ce numéro n'est malheureusement pas attribué.",
        "farewell": "Merci de votre appel. Au revoir.",
    },
    hear_digits=hear_digits,
    is_digit_word=is_digit_word,
    say_digits=say,
    join=joiner({"and": "et", "or": "ou"}),
    stem=stem,
    letters={"'": " ", "’": " ", "‘": " ", "ʼ": " ", "´": " ", "`": " ", "œ": "oe", "æ": "ae"},
    values=_values,
)
