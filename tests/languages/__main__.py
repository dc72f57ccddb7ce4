"""``python -m tests.languages``: how well each language hears what its tables of utterances say.

One line a language: how many sentences there are, and how many are heard right, asked back although they can be told,
and heard wrong, which is worse. With names of languages (``fr it``) every sentence that is not heard right follows.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.languages.utterances import TABLES, Utterance, utterances


def score(lines: Sequence[Utterance]) -> tuple[int, int, int]:
    """How many are heard right, asked back, and wrong."""
    right = back = 0
    for line in lines:
        value = line.heard()
        right += value == line.expected
        back += value is None and line.expected is not None
    return right, back, len(lines) - right - back


def main(named: Sequence[str]) -> int:
    """Print the scores. Exit code 1 where a sentence is heard wrong."""
    print(f"{'':8}{'sentences':>10}{'right':>8}{'asked back':>12}{'wrong':>8}")
    worst = 0
    for table in TABLES:
        if named and table.stem not in named:
            continue
        lines = utterances(table)
        right, back, wrong = score(lines)
        worst = max(worst, wrong)
        print(f"{table.stem:8}{len(lines):10}{right:8}{back:12}{wrong:8}")
        for line in lines if named else ():
            if (value := line.heard()) != line.expected:
                print(f"  {line}: {value!r}, not {line.expected!r}")
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
