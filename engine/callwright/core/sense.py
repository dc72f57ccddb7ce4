"""The sense of an utterance: one small value."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec

from callwright.understanding.matcher import Candidate


class Sense(StrEnum):
    """What kind of thing was said."""

    BLANK = "blank"
    HESITATION = "hesitation"
    BACKCHANNEL = "backchannel"
    NOTHING = "nothing"
    INTENT = "intent"
    VALUE = "value"
    PIECE = "piece"
    """The beginning of a value."""
    CORRECTION = "correction"
    """An earlier value is mended, or said to be wrong."""
    YES = "yes"
    NO = "no"
    OTHERWISE = "otherwise"
    CLOSE = "close"
    """Two intents are about as good."""

    @property
    def answers(self) -> bool:
        """Whether something that is listened for was said."""
        return self not in _NO_ANSWER


_NO_ANSWER = frozenset({Sense.BLANK, Sense.HESITATION, Sense.BACKCHANNEL, Sense.NOTHING, Sense.CLOSE})


class Meaning(msgspec.Struct, frozen=True, gc=False):
    """``intent`` for an intent, with the ``phrase`` that says so and how sure that is (``score``, 0 to 1).

    ``values`` are what the words fill; ``close`` are the intents that clash. ``depth`` is how many sub-flows up
    somebody listens for the intent; ``leaves``: it is one of ``anytime``, and ends a sub-flow of the same file where it
    leads away. ``slots`` are said to be wrong without a better value. ``pieces`` are all utterances of a value so far,
    ``whole`` where they may be all of it; ``waits``: the caller asked for a moment.
    """

    sense: Sense
    intent: str = ""
    values: Mapping[str, Any] = msgspec.field(default_factory=dict)
    close: tuple[Candidate, ...] = ()
    phrase: str = ""
    score: float = 0.0
    depth: int = 0
    leaves: bool = False
    slots: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    waits: bool = False
    whole: bool = False


BLANK = Meaning(Sense.BLANK)
HESITATION = Meaning(Sense.HESITATION)
BACKCHANNEL = Meaning(Sense.BACKCHANNEL)
NOTHING = Meaning(Sense.NOTHING)
YES = Meaning(Sense.YES)
NO = Meaning(Sense.NO)
