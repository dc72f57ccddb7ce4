"""How callers mend values and say them in pieces, in English: the tables."""

from __future__ import annotations

from callwright.languages.base import phrases, sequences, words
from callwright.languages.values.tables import MendWords

_DIGIT = "(digit|number|figure|letter|character|one)"
_DIGITS = "(digits|numbers|figures|letters|characters|ones)"
_IS = "(is|was|should be|must be|has to be|needs to be|ought to be)"
_ARE = "(are|is|were|should be|must be|have to be|has to be|need to be|ought to be)"

MENDS = MendWords(
    openers=tuple(
        sorted(
            sequences("""
        not quite; not exactly; not really; thats wrong; that is wrong; its wrong; that was wrong; thats not right; that is not right; thats not
        correct; that is not correct; thats incorrect; that is incorrect; not right; not correct; no thats wrong; no thats not right; oh no; oh sorry;
        sorry no; wait no; i said; no i said; i meant; i mean; i was wrong; my mistake; my bad; almost; nearly; hold on; hang on; oops; whoops;
        let me correct that; let me correct myself; can you change that to; change that to; change it to; can i change that to; make that; make it;
        can i change that; id like to change that; i made a mistake; that isnt right; that isnt correct; it isnt; thats not it
    """)
        )
    ),
    pauses=words("wait sorry actually"),
    again=frozenset(
        phrases("""
        (once)? again; once more; one more time; from the (start|beginning|top); let me start (over|again); start (over|again); starting (over|again);
        i will start (over|again); ill start (over|again); let me repeat; i repeat; ill repeat (that|it); let me say (that|it) again; all over again;
        i will say it again; ill say it again; let me try (that|it)? again; the whole (thing|number) (again|is)?
    """)
    ),
    fillers=frozenset(
        phrases("""
        then; and then; then comes; then its; followed by; next; next is; next comes; the next (one|digit|number) is; the next (ones|digits|numbers) are;
        the rest is; and the rest is; after that; continuing; it goes on; and finally; finally; and lastly; and the last (one|digit) is; comes
    """)
    ),
    other=frozenset(phrases("the other; the other one; other one")),
    first_name=frozenset(phrases("(my|the)? (first|given) name (is)?; (my|the)? forename (is)?")),
    last_name=frozenset(phrases("(my|the)? (last|family) name (is)?; (my|the)? surname (is)?")),
    sayings=f"""
        (the)? last {_DIGIT} {_IS} (a|an)? <told> = last many=1
        (the)? last (<many>)? ({_DIGITS})? {_ARE} <told> = last
        (it|which|that)? (ends|ending|end) (with|in|on) (a|an)? <told> = last
        at the end (its|it is|is|there is|theres|comes)? (a|an)? <told> = last
        <told> at the end = last
        (the)? first {_DIGIT} {_IS} (a|an)? <told> = first many=1
        (the)? first (<many>)? ({_DIGITS})? {_ARE} <told> = first
        (it|which|that)? (begins|starts|beginning|starting|begin|start) (with|on) (a|an)? <told> = first
        at the (beginning|start|front) (its|it is|is|there is|theres|comes)? (a|an)? <told> = first
        <told> at the (beginning|start|front) = first
        (the)? <place> {_DIGIT} {_IS} (a|an)? <told> = at
        (the)? (last but one|second to last|next to last|second last|penultimate) ({_DIGIT})? {_IS} (a|an)? <told> = at place=-2
        (the)? (last but two|third to last|third last) ({_DIGIT})? {_IS} (a|an)? <told> = at place=-3
        not (a|an|the)? <old> (but|its|it is|its a|its an|make it)? (a|an|the)? <new> = swap
        <new> (instead of|rather than|in place of|and not|not) (a|an|the)? <old> = swap
        (instead of|rather than|in place of) (a|an|the)? <old> (its|it is|it should be|use|put)? (a|an|the)? <new> = swap
        (change|replace) (the)? <old> (to|with|by|into) (a|an|the)? <new> = swap
        the <old> (is|was|should be|must be|has to be|needs to be) (a|an)? <new> = swap
    """,
)
