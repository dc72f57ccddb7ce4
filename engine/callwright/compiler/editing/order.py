"""The order of the language: of the keys of each map whose keys are the language's own.

A file is written in the order in which a call meets it: who is called, what there is to work with, what may be said;
in a state what is done on entering it, what is spoken, what the caller may answer, what follows when they do not, and
last where the call goes on. So it is read from top to bottom as it is heard.

Laws. Where names are the author's (states, intents, variables, what may be said or pressed) their order is the author's
too. A key that the language does not have keeps its place behind the key that it follows. Sorting twice is sorting
once. Every key of the schema stands in the order of its map (a test compares them).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from callwright.compiler.nodes import Node
from callwright.compiler.shape import along

Route = tuple[str | int, ...]

_FILE = """
    $schema flow title description language languages numbers timezone answers start include
    services hours defaults variables intents anytime prompts states
"""
_STATE = """
    set forget set_language transcription background send_sms
    prompts barge_in no_input_after end_of_turn_silence voice
    collect confirm corrections on_no transitions otherwise keys events no_match no_input help
    choose request call with save on_cancel keep transfer if_fails hand_over return hangup go_to on_error
"""
_PROMPT = "text ssml audio use name when barge_in once end_of_turn_silence no_input_after voice prompts reprompt"
_TARGET = "when prompts go_to return call with set interrupt"
_SLOT = """
    slot type length currency past future min max checksum options pattern end_key key_pause sensitive
    prompts barge_in no_input_after end_of_turn_silence voice
    check confirm corrections keys no_match no_input help
"""
_DEFAULTS = "barge_in no_input_after end_of_turn_silence voice transcription no_match no_input"

ORDERS: tuple[tuple[str, ...], ...] = tuple(
    tuple(words.split())
    for words in (
        _FILE,
        _STATE,
        _PROMPT,
        _TARGET,
        _SLOT,
        _DEFAULTS,
        "prompts reprompt go_to return set",  # an answer of a ladder
        "when request prompts reprompt",  # a check of a value
        "service method path query body filler save",
        "url headers timeout allow_private",
        "timezone weekly holidays closed open",
        "to caller_id_name caller_id_number timeout message",
        "system_prompt greeting temperature language",
        "strategy minimum_characters allow_after_ms",
        "provider voice language",
        "provider languages vocabulary",
        "audio volume",
        "type value given secret",
        "amount currency",
        "mode on",  # corrections
        "one_of",
        "description phrases examples",
    )
)
"""One order for each kind of map. Where a map's keys are among those of several, the shortest of them is its own."""

PRESSED = frozenset({"star", "hash"})
"""The keys of a telephone that have a name: among the digits, in the order in which the menu says them."""


def sorted_keys(root: Node, route: Route, keys: Sequence[str]) -> list[str]:
    """The keys of the map at ``route`` in the order of the language."""
    schema = along(root.value, route)[-1]
    known = schema.get("properties")
    if (
        not isinstance(known, Mapping)
        or schema.get("additionalProperties", True) is not False
        or known.keys() == PRESSED
    ):
        return list(keys)
    order = order_of(known)
    ranks = {key: rank for rank, key in enumerate(order)}
    placed: list[tuple[int, int, str]] = []
    rank = -1
    for place, key in enumerate(keys):
        rank = ranks.get(key, rank)
        placed.append((rank, place, key))
    return [key for _, _, key in sorted(placed)]


def order_of(keys: Mapping[str, object]) -> Sequence[str]:
    """The order for a map that has these keys; theirs where no order has all of them."""
    return _order_of(tuple(keys))


@lru_cache(256)
def _order_of(keys: tuple[str, ...]) -> tuple[str, ...]:
    fitting = [order for order in ORDERS if set(keys) <= set(order)]
    return min(fitting, key=len, default=keys)
