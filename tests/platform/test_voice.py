"""How long speech lasts."""

from __future__ import annotations

import base64
import struct

from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.platform.voice import plain, read_wav, speech_ms, ssml_ms


def wav(seconds: float = 1.0, rate: int = 16000, channels: int = 1, bits: int = 16) -> str:
    """A silent recording in base64."""
    data = bytes(round(seconds * rate) * channels * bits // 8)
    block = channels * bits // 8
    header = struct.pack("<HHIIHH", 1, channels, rate, rate * block, block, bits)
    body = b"WAVEfmt " + struct.pack("<I", 16) + header + b"data" + struct.pack("<I", len(data)) + data
    return base64.b64encode(b"RIFF" + struct.pack("<I", len(body)) + body).decode()


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=10), st.integers(0, 9))
def test_same_seed_same_length(text: str, voice: str, seed: int) -> None:
    """The same words, voice and seed always last equally long, and never less than nothing."""
    assert speech_ms(text, voice, seed) == speech_ms.__wrapped__(text, voice, seed) >= 0


def test_a_sentence_lasts_as_people_speak() -> None:
    """A sentence of ten words lasts some three seconds."""
    assert 2200 < speech_ms("Would you like billing, or our opening hours this week?") < 4500


def test_more_words_last_longer_and_digits_longest() -> None:
    """Words add up, and a digit takes longer than a letter."""
    assert speech_ms("one two") < speech_ms("one two three")
    assert speech_ms("123456") > speech_ms("abcdef") * 3


def test_breaks_count_and_markup_does_not() -> None:
    """Markup is silent, its breaks last."""
    bare, marked = "Hello there", '<speak version="1.0"><voice name="x">Hello <break time="1.5s"/>there</voice></speak>'
    assert plain(marked) == "Hello there"
    assert ssml_ms(marked) == speech_ms(bare) + 1500
    assert ssml_ms("<speak><break time='20ms'/></speak>") == 20
    assert ssml_ms("<speak><break strength='strong'/></speak>") == 750
    assert ssml_ms("<speak>a &amp; b</speak>") == speech_ms("a & b")


def test_voices_differ() -> None:
    """Two voices need not be equally fast, and one voice need not be so in two calls."""
    lengths = {speech_ms("A sentence of some length.", voice, seed) for voice in ("a", "b", "c") for seed in (1, 2)}
    assert len(lengths) > 1


def test_wav_lasts_what_its_header_says() -> None:
    """A recording's length comes from its header; half a file is none."""
    found = read_wav(wav(2.5))
    assert found is not None
    assert (found.length_ms, found.rate, found.channels, found.bits, found.format) == (2500, 16000, 1, 16, 1)
    whole = base64.b64decode(wav(1))
    assert read_wav(base64.b64encode(whole[:-10]).decode()) is None
    assert read_wav("data:audio/wav;base64,AAAA") is None
    assert read_wav("UklGRg") is None
