"""How callers talk."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.platform.caller import SHORTEST_MS, Caller, Utterance


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


def test_who_listens_late_hears_whole_words() -> None:
    """Somebody who listens from a moment on hears the words that begin after it, or nothing if all is over."""
    said = Utterance("my order is late", 1600, 40, 60, ((700, "my orde"), (1700, "my order is late")))
    late = said.heard_from(300)
    assert late is not None
    assert (late.words, late.lasts, late.onset, late.voice) == ("order is late", 1600, 340, 360)
    assert late.partials == ((700, "orde"), (1700, "order is late"))
    assert said.heard_from(0) is said
    assert said.heard_from(1600) is None
    rest = said.heard_from(1500)
    assert rest is not None
    assert (rest.words, rest.partials) == ("", ())
