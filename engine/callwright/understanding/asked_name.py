"""The name that was asked for, among other values: "Emma, forty pounds", "forty pounds to Emma on Friday".

Law: a name is told only where it opens the answer, or stands right behind the word for who gets an amount.
"""

from __future__ import annotations

from callwright.languages.values.said import Said
from callwright.understanding.beside import MASK
from callwright.understanding.listening import Listening
from callwright.understanding.named import leading_name

_BEHIND_A_NAME = ("", ",", ";", ".", MASK)
_RECEIVING = frozenset("to for an fuer a ad para pour per aan voor".split())
"""Words between an amount and who gets it."""


def fill_asked_name(listening: Listening) -> None:
    """Fill the slot that was asked for, which is a name."""
    _answer(listening)
    _receiver(listening)


def _answer(listening: Listening) -> None:
    if not listening.found:
        heard = listening.hear(listening.asked)
        if heard.value is not None:
            listening.fill(listening.asked, heard, (0, len(listening.text)))
            return
    said = listening.read(listening.text)
    openers = sorted(listening.voice.spoken.names.openers, key=len, reverse=True)
    at = 0
    while size := next((len(one) for one in openers if said.tokens[at : at + len(one)] == one), 0):
        at += size
    if at == len(said.tokens):
        return
    if _is_spelled(said, at):
        start = said.spans[at][0]
        text = listening.text[start:].partition(MASK)[0]
        heard = listening.hear(listening.asked, text)
        if heard.value is not None:
            listening.fill(listening.asked, heard, (start, start + len(text.rstrip())))
        return
    if not listening.found:
        while at + 1 < len(said.tokens) and said.tokens[at] in listening.voice.language.light:
            at += 1  # "to James"
        if at and not said.written(at, at + 1)[0].isupper():
            return
    heard = leading_name(listening.text, said.spans[at][0], listening.language, listening.voice)
    if heard.value is None or heard.where is None:
        return
    behind = listening.text[heard.where[1] :].lstrip(" ")
    proven = len(heard.value.split()) > 1 or behind[:1] in _BEHIND_A_NAME
    if proven and not listening.text[: said.spans[at][0]].count(MASK):
        listening.fill(listening.asked, heard, heard.where)


def _receiver(listening: Listening) -> None:
    """ "forty pounds to Emma", where a name is asked for: who gets the money."""
    if listening.asked not in listening.open("name") or not any(
        listening.slots[slot][0] == "money" for slot in listening.found
    ):
        return
    said = listening.read(listening.text)
    places = [
        at
        for at in range(1, len(said.tokens))
        if said.tokens[at - 1] in _RECEIVING and said.written(at, at + 1)[0].isupper()
    ]
    told = [leading_name(listening.text, said.spans[at][0], listening.language, listening.voice) for at in places]
    if len(told) == 1 and told[0].value is not None and told[0].where is not None:
        behind = listening.text[told[0].where[1] :].lstrip(" ")
        if len(told[0].value.split()) > 1 or behind[:1] in _BEHIND_A_NAME:
            listening.fill(listening.asked, told[0], told[0].where)


def _is_spelled(said: Said, at: int) -> bool:
    return all(end - start == 1 and said.text[start].isalpha() for start, end in said.spans[at : at + 2])
