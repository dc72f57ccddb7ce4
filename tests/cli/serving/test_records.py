"""``--records``: for how long calls are recorded."""

from __future__ import annotations

import argparse

import pytest

from callwright.cli.serving import WrongUsage, records


def read(*words: str) -> object:
    parser = argparse.ArgumentParser()
    records.add(parser)
    return records.read(parser.parse_args(words))["records"]


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ((), 30 * 86_400.0),
        (("--records", "12h"), 12 * 3600.0),
        (("--records", "90d"), 90 * 86_400.0),
        (("--records", "8 W"), 56 * 86_400.0),
        (("--records", "off"), None),
    ],
)
def test_a_length_of_time_or_off(words: tuple[str, ...], seconds: float | None) -> None:
    """Thirty days, if nobody says otherwise."""
    assert read(*words) == seconds


@pytest.mark.parametrize("word", ["", "30", "0d", "-1d", "d", "30 days", "on", "9999999d"])
def test_anything_else_says_what_would_do(word: str) -> None:
    """With an example."""
    with pytest.raises(WrongUsage) as wrong:
        read(f"--records={word}")
    assert "--records 30d" in wrong.value.mend
