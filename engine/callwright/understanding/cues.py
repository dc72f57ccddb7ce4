"""Words that say to which of several values of one type a value belongs: "from Monday to Friday".

Laws
1. A cue belongs to one slot only; a word that two slots share is none.
2. Only small words may stand between a cue and its value.

Theory of operation: the words of a slot's own name are its cues ("order number" for ``order_number``), and those
that an author adds. Slots whose name says that they begin or end something ("arrival", "until") also have the
words by which callers say so. A text is parted at the cues; what follows a cue, up to the next one, is its slot's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import Enum

from callwright.languages.base import Language, phrases
from callwright.languages.values.said import Said
from callwright.understanding.normalise import normalise


class Role(Enum):
    """What a slot is to a stretch of time, or a way, or a range."""

    FIRST = "first"
    LAST = "last"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PAIRS = tuple(
    (_words(first), _words(last))
    for first, last in (
        (
            "from since beginning begin start starts starting first earliest",
            "to until till end ends last latest through",
        ),
        ("arrival arrive arriving check_in checkin", "departure depart leave leaving check_out checkout"),
        ("departure depart outbound out there", "return inbound back returning"),
        ("pickup pick_up collection collect", "return dropoff drop_off bring_back back"),
        ("von ab seit beginn anfang start erster", "bis ende schluss letzter"),
        ("anreise ankunft anfahrt checkin check_in", "abreise abfahrt checkout check_out"),
        ("hinfahrt hinflug hinreise hin abflug abfahrt", "rueckfahrt rueckflug rueckreise rueck zurueck"),
        ("abholung abholen abhol", "rueckgabe zurueckgeben rueckgabe abgabe"),
        ("de depuis debut arrivee depart", "a jusqu jusqua jusquau fin retour"),
        ("desde inicio llegada entrada", "hasta fin salida vuelta"),
        ("da dal inizio arrivo", "a al fino fine partenza ritorno"),
        ("van vanaf begin aankomst", "tot einde vertrek terug"),
        ("od poczatek przyjazd", "do koniec wyjazd powrot"),
    )
)  # fmt: skip
"""Names of slots that belong together: where something begins, and where it ends."""
_FIRST = {
    "en": phrases("from; starting; beginning; arriving; arrive; arrival; check in; checking in; pick up; picking up"),
    "de": phrases("von; vom; ab; anreise; ankunft; beginnend; hin"),
    "fr": phrases("du; depuis; a partir du; arrivee"),
    "es": phrases("desde; del; llegada"),
    "it": phrases("dal; dall; dalle; da; arrivo"),
    "nl": phrases("van; vanaf; aankomst"),
    "pl": phrases("od; przyjazd"),
}
_LAST = {
    "en": phrases("until; till; through; leaving; leave; departing; check out; checking out; bring back; drop off"),
    "de": phrases("bis; abreise; zurueck"),
    "fr": phrases("jusqu a; jusqu au; depart"),
    "es": phrases("hasta; salida"),
    "it": phrases("fino; partenza"),
    "nl": phrases("tot; vertrek"),
    "pl": phrases("do; wyjazd"),
}
_LAST_BEHIND_A_FIRST = {"en": _words("to"), "fr": _words("au a"), "es": _words("al a"), "it": _words("al alle a")}
"""They end something only where a beginning was said before them: "from nine to five", but "ten to five"."""
_BETWEEN = {
    "en": _words("between"),
    "de": _words("zwischen"),
    "fr": _words("entre"),
    "es": _words("entre"),
    "it": _words("tra fra"),
    "nl": _words("tussen"),
    "pl": _words("miedzy"),
}
"""They begin something only where an "and" follows: "fra le nove e le dieci", but "fra due giorni"."""
_SHORTEST = 3
"""Letters of a word of a slot's name that is a cue."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What follows a cue: the text from ``start`` up to ``end`` is the slot's, if it says a value."""

    slot: str
    """Empty where the cue is of a slot that is not asked for."""
    cue: int
    """Where the cue itself begins."""
    start: int
    end: int
    role: Role | None
    weak: bool
    """The cue counts only right behind another value: "Monday to Friday"."""


class Cues:
    """The cues of slots that could be mistaken for each other, in one language."""

    __slots__ = ("_language", "_own", "generic", "roles")

    def __init__(self, slots: Sequence[str], added: Mapping[str, Sequence[str]], language: Language) -> None:
        self._language = language
        names = {slot: normalise(slot.replace("_", " "), language).tokens for slot in slots}
        self.roles = _roles(names)
        counted = Counter(language.stem(word) for words in names.values() for word in set(words))
        self._own: dict[str, str] = {}
        for slot, words in names.items():
            extra = [word for text in added.get(slot, ()) for word in normalise(text, language).tokens]
            for word in (*words, *extra):
                shared = counted[language.stem(word)] > 1 or (len(word) < _SHORTEST and word not in extra)
                if not shared and word not in language.light:
                    self._own[language.stem(word)] = slot
        self.generic = {word for words in names.values() for word in words}
        """Words of names that are no cues may stand before a value: "order number is"."""

    def segments(self, said: Said, links: Set[str], *, is_time: bool) -> list[Segment]:
        """What each cue in these words is followed by, in order. ``links``: "and"."""
        found: list[tuple[int, int, str, Role | None, bool]] = []
        tag = self._language.tag
        begun = between = False
        for at, token in enumerate(said.tokens):
            if found and at < found[-1][1]:
                continue
            slot, end, role, weak = self._own.get(self._language.stem(token), ""), at + 1, None, False
            if slot:
                role = self.roles.get(slot)
            elif not self.roles:
                continue
            elif size := _length(said.tokens, at, _FIRST.get(tag, ())):
                role, end = Role.FIRST, at + size
            elif token in _BETWEEN.get(tag, ()) and not links.isdisjoint(said.tokens[at:]):
                role, between = Role.FIRST, True
            elif size := _length(said.tokens, at, _LAST.get(tag, ())):
                role, end = Role.LAST, at + size
            elif between and token in links:
                role, between = Role.LAST, False
            elif token in _LAST_BEHIND_A_FIRST.get(tag, ()) and (begun or not is_time):
                role, weak = Role.LAST, not begun
            else:
                continue
            begun = begun or role is Role.FIRST
            slot = slot or next((one for one in self.roles if self.roles[one] is role), "")
            found.append((at, end, slot, role, weak))
        return [
            Segment(
                slot,
                said.spans[at][0],
                said.spans[end - 1][1],
                said.spans[found[place + 1][0]][0] if place + 1 < len(found) else len(said.text),
                role,
                weak,
            )
            for place, (at, end, slot, role, weak) in enumerate(found)
        ]


def _length(tokens: Sequence[str], at: int, cues: Sequence[str]) -> int:
    """How many words the cue has that stands here; 0 where there is none."""
    sizes = (cue.count(" ") + 1 for cue in cues if cue.startswith(tokens[at]))
    return max((size for size in sizes if " ".join(tokens[at : at + size]) in cues), default=0)


def _roles(names: Mapping[str, Sequence[str]]) -> dict[str, Role]:
    """The slots that begin or end something: the first pair of names that fits; a lone one by its own name."""
    for first, last in _PAIRS:
        firsts = [slot for slot, words in names.items() if _fits(words, first)]
        lasts = [slot for slot, words in names.items() if _fits(words, last)]
        if len(firsts) == len(lasts) == 1 and firsts != lasts:
            return {firsts[0]: Role.FIRST, lasts[0]: Role.LAST}
    if len(names) != 1:
        return {}
    (slot, words), *_ = names.items()
    if any(_fits(words, last) for _, last in _PAIRS):
        return {slot: Role.LAST}
    return {slot: Role.FIRST} if any(_fits(words, first) for first, _ in _PAIRS) else {}


def _fits(words: Sequence[str], names: frozenset[str]) -> bool:
    return "_".join(words) in names or any(word in names for word in words)
