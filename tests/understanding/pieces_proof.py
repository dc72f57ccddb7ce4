"""How well numbers are understood that are said in pieces.

``python -m tests.understanding.pieces_proof`` says random numbers as people say them, cuts each at every word into two
pieces and at random into three, joins them as a call would, and prints how many were understood rightly, asked back and
understood wrongly. ``--help`` shows its options.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from callwright.languages import LANGUAGES, get
from callwright.languages.values.checksums import CHECKSUMS
from callwright.languages.values.said import read
from callwright.languages.values.voice import voice_of
from callwright.understanding.pieces import join
from callwright.understanding.readings import usual_readings
from tests.understanding.number_words import words_of

SHORTEST, LONGEST = 4, 16
HUNDREDS = ("en", "de", "fr")
REPEATERS = {"en": {2: "double", 3: "triple"}, "de": {2: "doppel", 3: "dreimal die"}}
"""What people say before a digit that comes so often; languages without them say each digit."""
KINDS = ("length", "luhn", "mod11", "range+luhn", "nothing")
"""What is known of the number: its length alone, its length and a checksum, 4 to 16 and a checksum, nothing."""
KNOWN_LENGTH = frozenset({"length", "luhn", "mod11"})
RIGHT, ASKED, WRONG = "rightly", "asked back", "wrong"


@dataclass
class Shares:
    """How many cuts of one kind came out how, and some that did not come out rightly."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        total = self.counts.total() or 1
        shares = ", ".join(f"{name} {100 * self.counts[name] / total:.2f} %" for name in (RIGHT, ASKED, WRONG))
        return f"{total} cuts: {shares}"


def number(rng: random.Random, checksum: str) -> str:
    """A random number that fits its checksum."""
    while True:
        digits = "".join(rng.choice("0123456789") for _ in range(rng.randint(SHORTEST, LONGEST)))
        if rng.random() < 0.3:  # as many real numbers have it: a digit again and again
            at = rng.randrange(len(digits) - 1)
            digits = digits[:at] + digits[at] * 2 + digits[at + 2 :]
        if not checksum or CHECKSUMS[checksum](digits):
            return digits


def spoken(digits: str, tag: str, rng: random.Random, knows_length: bool, careless: bool) -> list[str]:
    """The words of a number in one of the ways in which people say it, or figures as recognisers write them.

    Unless ``careless``, nobody says in one breath what means another number ("twenty three" for 20 3).
    """
    style = rng.choice(("single", "single", "pairs", "pairs", "mixed", "mixed", "figures", "figures in groups"))
    if style.startswith("figures"):
        return list(chunks(digits, rng, style))
    words = [word for chunk in chunks(digits, rng, style) for word in chunk_words(chunk, tag, rng)]
    if careless or is_clear(words, digits, tag, knows_length):
        return words
    return [words_of(int(digit), tag) for digit in digits]


def is_clear(words: Sequence[str], digits: str, tag: str, knows_length: bool) -> bool:
    """Whether the words, said in one breath, are this number to whoever knows its length, or nothing of it."""
    language, voice = get(tag), voice_of(get(tag))
    assert voice is not None
    tokens = read(" ".join(words), language.letters).tokens
    if language.hear_digits(tokens) == digits:
        return True
    return knows_length and {one for one in usual_readings(tokens, voice) if len(one) == len(digits)} == {digits}


def chunks(digits: str, rng: random.Random, style: str) -> Iterator[str]:
    """The number in the groups in which it is said."""
    at = 0
    fixed = {"single": 1, "pairs": 2, "figures": 1}.get(style)
    while at < len(digits):
        size = fixed or rng.choice((1, 1, 2, 2, 3, 4) if "figures" in style else (1, 1, 2, 2, 3))
        yield digits[at : at + size]
        at += size


def chunk_words(chunk: str, tag: str, rng: random.Random) -> list[str]:
    """A group as one number, as a digit that is repeated, or digit by digit."""
    repeater = REPEATERS.get(tag, {}).get(len(chunk))
    if repeater and len(set(chunk)) == 1 and rng.random() < 0.7:
        return [*repeater.split(), words_of(int(chunk[0]), tag)]
    is_number = len(chunk) == 2 or (tag in HUNDREDS and len(chunk) == 3 and rng.random() < 0.3)
    if is_number and chunk[0] != "0":
        return words_of(int(chunk), tag).split()
    return [words_of(int(digit), tag) for digit in chunk]


def cuts(words: Sequence[str], rng: random.Random) -> Iterator[tuple[str, ...]]:
    """Every way to say it in two pieces, and as many random ways in three."""
    for at in range(1, len(words)):
        yield " ".join(words[:at]), " ".join(words[at:])
        if len(words) > 2:
            first, second = sorted(rng.sample(range(1, len(words)), 2))
            yield " ".join(words[:first]), " ".join(words[first:second]), " ".join(words[second:])


def understood(pieces: tuple[str, ...], tag: str, kind: str, digits: str) -> Any:
    """What a call takes: the first value that is told, or, when the caller is through, what is whole."""
    known: dict[str, Any] = {"language": tag, "checksum": checksum_of(kind)}
    if kind in KNOWN_LENGTH:
        known["length"] = len(digits)
        for count in range(1, len(pieces) + 1):
            joined = join("digits", pieces[:count], **known)
            if not joined.partial:
                return joined.value
    elif kind != "nothing":
        known["length"] = (SHORTEST, LONGEST)
    return join("digits", pieces, over=True, **known).value


def checksum_of(kind: str) -> str:
    """The checksum that is known of a number, if any."""
    return next((name for name in CHECKSUMS if name in kind), "")


def measure(tag: str, kind: str, numbers: int, seed: int, careless: bool = False) -> Shares:
    """How the cuts of so many random numbers come out."""
    rng = random.Random(f"{seed} {tag} {kind}")
    shares = Shares()
    for _ in range(numbers):
        digits = number(rng, checksum_of(kind))
        for pieces in cuts(spoken(digits, tag, rng, kind in KNOWN_LENGTH, careless), rng):
            value = understood(pieces, tag, kind, digits)
            outcome = RIGHT if value == digits else ASKED if value is None else WRONG
            shares.counts[outcome] += 1
            if outcome is not RIGHT:
                shares.failures.append(f"{outcome}: {digits} said as {' | '.join(pieces)} -> {value}")
    return shares


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(prog="python -m tests.understanding.pieces_proof", description=__doc__)
    parser.add_argument("--numbers", type=int, default=1000, help="so many for each language and kind (1000)")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="tags, commas between them (all)")
    parser.add_argument("--kinds", default=",".join(KINDS), help=f"what is known of the number ({','.join(KINDS)})")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--careless", action="store_true", help="people also say 20 3 as “twenty three”")
    parser.add_argument("--failures", type=int, default=0, help="print so many that did not come out rightly")
    arguments = parser.parse_args()
    for tag in arguments.languages.split(","):
        if get(tag).values is None:
            print(f"{tag}: values are not heard in {get(tag).name}")
            continue
        for kind in arguments.kinds.split(","):
            shares = measure(tag, kind, arguments.numbers, arguments.seed, arguments.careless)
            print(f"{tag} {kind}: {shares}", flush=True)
            for failure in sorted(shares.failures, reverse=True)[: arguments.failures]:
                print(f"    {failure}")


if __name__ == "__main__":
    main()
