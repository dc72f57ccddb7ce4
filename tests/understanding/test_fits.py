"""The best fit of each intent."""

from __future__ import annotations

from callwright.languages import get
from callwright.understanding.alignment import Heard
from callwright.understanding.fits import fits
from callwright.understanding.normalise import normalise
from callwright.understanding.prepared import Preparation
from callwright.understanding.scene import scene_of
from tests.understanding.sentences import NOW, resolved

ENGLISH = get("en")


def test_an_intent_has_one_fit_that_of_the_fullest_phrase() -> None:
    """A phrase with its value beats the same phrase without it; without a scene no value is heard."""
    preparation = Preparation(ENGLISH, ENGLISH.stem, lambda *_: None)
    intents = [
        preparation.intent(name, [resolved(text, {}) for text in texts])
        for name, texts in {"pay": ["pay", "pay <a:money>"], "bill": ["billing"]}.items()
    ]
    words = normalise("pay 50 dollars", ENGLISH)
    heard = Heard(words.core, ENGLISH, ENGLISH.stem)
    scene = scene_of(words, words.core, ENGLISH, "en-US", NOW)
    with_values = [(pattern.intent, one.values) for pattern, one in fits(heard, intents, 0.7, scene)]
    assert with_values == [("pay", (("a", {"amount": 50, "currency": "USD"}),))]
    assert [(pattern.intent, one.values) for pattern, one in fits(heard, intents, 0.7)] == [("pay", ())]
