"""How callers talk."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.platform.caller import SHORTEST_MS, Caller


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60).filter(str.strip), st.integers(0, 99))
def test_partial_texts_grow(words: str, seed: int) -> None:
    """Partial texts grow to the whole, each later than the one before and none before it can be known."""
    said = Caller(seed).says(words)
    times, texts = zip(*said.partials, strict=True)
    assert list(times) == sorted(times)
    assert all(longer.startswith(shorter) for shorter, longer in pairwise(texts))
    assert texts[-1] == said.words == words.strip()
    assert 50 <= times[-1] - said.lasts <= 200
    assert said.lasts >= SHORTEST_MS
    assert 20 <= said.voice <= 100
    assert 20 <= said.onset <= 120


def test_same_seed_same_caller() -> None:
    """Two callers of one seed talk alike, of another seed not."""
    assert Caller(1).says("hello there") == Caller(1).says("hello there")
    assert len({Caller(seed).says("hello there") for seed in range(9)}) > 1


def test_noise_has_no_words() -> None:
    """Noise is voice without words or partial texts."""
    noise = Caller().noise(300)
    assert (noise.words, noise.lasts, noise.partials) == ("", 300, ())
