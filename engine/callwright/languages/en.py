"""English, British and American."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from callwright.languages.base import Language, Ordinals, joiner, phrases, sequences, words
from callwright.languages.digits import Numerals, say

if TYPE_CHECKING:
    from callwright.languages.values.tables import Spoken

_NUMERALS = Numerals(
    units={
        "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0",
        "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
        "six": "6", "seven": "7", "eight": "8", "nine": "9",
    },
    wholes={
        "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
        "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    },
    tens={
        "twenty": "20", "thirty": "30", "forty": "40", "fourty": "40", "fifty": "50",
        "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    },
    rounds={"hundred": "00", "thousand": "000"},
    repeaters={"double": 2, "triple": 3, "treble": 3, "quadruple": 4},
    glue=words("and then dash hyphen space"),
    units_after_tens=True,
)  # fmt: skip

_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Plural, -ing, -ed and a silent e: bills, billing, billed are one; invoice, invoices, invoicing too."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and base[-1] != "e" and not _VOWELS.isdisjoint(base):
            word = base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
            break
    if word.endswith("ll") and len(word) > 5:
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _values() -> Spoken:
    from callwright.languages.en_values import SPOKEN

    return SPOKEN


ENGLISH = Language(
    tag="en",
    name="English",
    hesitations=words("uh uhh um umm uhm er err erm eh ehm ah ahm hm hmm mm mmm huh well"),
    politeness=sequences("""
        please; thanks; thank you; thank you very much; thanks a lot; many thanks; kindly; i would like; i
        would like to; id like; id like to; i would love to; id love to; i want; i want to; i wanna; i need;
        i need to; i have to; im calling; i am calling; im calling about; i am calling about; could you;
        could you please; can you; would you; can i; could i; may i; could i have; can i have; can i get;
        could i get; may i have; hello; hi; hey; good morning; good afternoon; good evening; excuse me;
        just; i was wondering if; if you dont mind; if possible
    """),
    backchannels=frozenset(
        phrases("""
        mhm; mm hmm; mm hm; mmhmm; uh huh; uhhuh; aha; okay; ok; yes; yeah; yep; yup; right; alright; all
        right; sure; fine; good; great; i see; got it; i understand; understood; oh okay; cool
    """)
    ),
    light=words("""
        i im ive id ill me my mine myself you your youre we our us he she they them it its this that thats
        these those there here theres a an the some any of to for from about with on in at by as into
        regarding concerning is are am was were be been being do does did have has had can could would will
        shall should may might want wanted wants wanna need needs like love mean say talk speak talking
        speaking put through go give let lets take make so too also really actually maybe perhaps just
        please and or if bit thing think okay ok yes yeah hello hi hey then now sorry thanks thank calling
        connect something quite very entirely completely what how who which where when why
    """),
    openers=words("no nope nah yes yeah yep ok okay so well and but oh sorry"),
    yes=phrases("""
        yes; yeah; yep; yup; yes please; yes (I do|it is|that is right|that is correct); yes sir; yes ma'am;
        (that's|that is|it's|it is)? (correct|right); (that's|that is) it; that's true; true; sure; sure
        thing; of course; absolutely; definitely; certainly; exactly; indeed; okay; ok; okay then; alright;
        all right; fine; that's fine; that's okay; sounds good; mhm; mm hmm; uh huh; you got it; go ahead;
        please do; I do; it is; I think so; I guess so; I believe so; affirmative; positive; why not; no
        problem; no worries; by all means; you bet; perfect
    """),
    no=phrases("""
        no; nope; nah; no thanks; no thank you; no way; not really; not at all; not now; not today; not yet;
        I (don't|do not) think so; I (don't|do not); I'd rather not; rather not; of course not; I guess not; absolutely
        not; certainly not; definitely not; negative; never; wrong; (that's|that is|it's|it is)?
        (wrong|incorrect|false); (that's|that is|it's|it is)? not (right|correct|true|it); (that|it)
        (isn't|is not) (right|correct|true|it); no (it's|it is|that's|that is) not; no it isn't; it isn't;
        it is not; uh uh; I'd say no; no that's it; no that is it; no that's all; I'm good; I am good; that's
        all; that is all; that was all; that's everything; that will be all; nothing else; no nothing else;
        I'd prefer not to
    """),
    done=frozenset(
        phrases("""
        all good; im all good; its all good; cheers; bye; bye bye; goodbye; good bye; see you; thats all for
        today; thats it thanks; im done; i am done
    """)
    ),
    weak_yes=frozenset(
        phrases("""
        okay; ok; right; alright; all right; fine; mhm; mm hmm; uh huh; sure; perfect; true; it is; i do;
        positive
    """)
    ),
    unsure=phrases("""
        no idea; not sure; I'm not sure; I am not sure; (I don't|I do not|don't) know; maybe; perhaps; yes
        and no; yes or no; possibly; I can't (say|tell|remember); neither; either;
        am I right; (say|repeat) (that|it) (again|once more) (please)?; are you (sure|certain|serious); (is|was) (that|it|this) (right|correct|true|so|okay|ok|all right|fine)
    """),
    negations=words(
        "not dont doesnt didnt isnt wasnt arent werent wont wouldnt cant cannot couldnt shouldnt havent hasnt never"
    ),
    exclusions=words("without instead except excluding neither nor"),
    bare_negations=words("no"),
    contrasts=words("but rather however"),
    subjects=words("i im ive id ill we"),
    wishes=words("want wanted wanna need like wish care"),
    asking=words("question questions ask asking enquire inquire interested"),
    ordinals=Ordinals(
        places={
            "first": 1,
            "1st": 1,
            "second": 2,
            "2nd": 2,
            "third": 3,
            "3rd": 3,
            "fourth": 4,
            "4th": 4,
            "last": -1,
        },
        of_two={"former": 1, "latter": 2},
        numbers={"one": 1, "1": 1, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4},
        counted=words("number option choice one"),
        not_after=words("a one just per every"),
    ),
    universals={
        "repeat": phrases("""
            repeat; repeat (that|it|this)?; (could|can|would) you repeat (that|it); (say|read) (that|it)
            again; (could|can) you say (that|it) again; say again; come again; once more; one more time;
            again; what did you say; pardon; pardon me; I beg your pardon; sorry what was that; what was
            that; I didn't (hear|get|catch|understand) (that|you|it); I did not (hear|get|catch|understand)
            (that|you|it); I (can't|couldn't|cannot) (hear|understand) you; repeat the (question|options);
            what were the options (again)?; what was the question (again)?; what; sorry; sorry what; what sorry; excuse me; what did you say
            sorry; say what
        """),
        "help": phrases("""
            help; help me; I need help; I need (some)? help; (can|could) you help me; what can I say; what
            can I (do|ask); what are (my|the) (options|choices); what should I say; I don't know what to
            say; how does this work
        """),
        "main_menu": phrases("""
            main menu; (go)? (back)? to the main menu; menu; start over; start again; from the
            (beginning|start); (go)? back to the (beginning|start); begin again
        """),
        "cancel": phrases("""
            cancel; cancel (that|this|it); abort; stop; stop (that|this|it); never mind; forget it; forget
            about it
        """),
        "wait": phrases("""
            wait; (please)? wait (a|one)? (moment|second|minute); one (moment|second|minute|sec); just
            (a|one) (moment|second|minute|sec); (give me)? a (moment|second|minute|sec); hold on; hang on;
            hold on a (moment|second|minute|sec); hang on a (moment|second|minute|sec); hold the line; let
            me (see|check|look|think); bear with me
        """),
        "back": phrases("""
            back; go back; (go)? back (one)? step; previous; previous (question|menu|step); (go)? back to
            the (previous|last) (question|menu|step)
        """),
        "operator": phrases("""
            operator; agent; representative; receptionist; (a)? human; (a)? (human being|real person); (a)?
            (live|real) (agent|person|human); (speak|talk) (to|with) (a|an|the)?
            (person|human|operator|agent|representative|adviser|advisor|colleague|employee|clerk);
            (speak|talk) (to|with) (somebody|someone); customer (service|support) (agent|representative);
            (a|one of your) (colleague|colleagues|employees); (put|connect) me (through)? (to|with)
            (somebody|someone|a person|an agent); connect me; put me through
        """),
        "goodbye": phrases("""
            goodbye; good bye; bye; bye bye; see you; that's all; that is all; that was all; that's
            everything; that will be all; (I am|I'm) (done|finished); hang up; nothing else; no that's all;
            have a (nice|good) day; (no|nothing else|no nothing else|that's all|that was all|that's it|no that's
            all|no that's it) (thank you|thanks)? (bye|bye bye|goodbye)
        """),
    },
    sentences={
        "yes": "yes",
        "no": "no",
        "not_understood": "Sorry, I did not get that.",
        "not_heard": "Sorry, I did not hear anything.",
        "did_you_mean": "Did you mean {choices}?",
        "you_can_say": "You can say {choices}.",
        "still_there": "Are you still there?",
        "take_your_time": "Take your time.",
        "confirm": "I heard {value}. Is that right?",
        "wrong_length": "I need {length} digits.",
        "too_little": "That is too little. The least is {value}.",
        "too_much": "That is too much. The most is {value}.",
        "too_early": "That is too early. The earliest is {value}.",
        "too_late": "That is too late. The latest is {value}.",
        "nothing_to_repeat": "There is nothing to repeat yet.",
        "putting_through": "One moment, I am putting you through.",
        "nobody_free": "I am sorry, nobody is free right now.",
        "interrupted": "I am sorry, we were interrupted.",
        "technical": "I am sorry, something went wrong on our side.",
        "one_moment": "One moment, please.",
        "give_up": "I am sorry, I could not understand you.",
        "no_flow": "I am sorry, this number is not in service.",
        "farewell": "Thank you for calling. Goodbye.",
    },
    hear_digits=_NUMERALS.hear,
    is_digit_word=_NUMERALS.is_word,
    say_digits=say,
    join=joiner({"and": "and", "or": "or"}),
    stem=stem,
    values=_values,
)
