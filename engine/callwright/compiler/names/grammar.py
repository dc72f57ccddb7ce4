"""Where in the flow language a name can stand, by the key above it: the one table for finding names and for
completing them."""

from __future__ import annotations

from collections.abc import Mapping

from callwright.compiler.builders.context import IN_SCOPE, RESERVED
from callwright.compiler.builders.questions import BUILT_IN_INTENTS
from callwright.compiler.names.occurrence import Kind

SECTIONS: Mapping[str, Kind] = {
    "intents": Kind.INTENT,
    "prompts": Kind.PROMPT,
    "variables": Kind.VARIABLE,
    "hours": Kind.HOURS,
    "services": Kind.SERVICE,
    "states": Kind.STATE,
}
"""Sections at the top of a file, whose keys are names."""

NAMES_BEHIND: Mapping[str, Kind] = {
    "start": Kind.STATE,
    "go_to": Kind.STATE,
    "call": Kind.STATE,
    "use": Kind.PROMPT,
    "service": Kind.SERVICE,
    "slot": Kind.VARIABLE,
    "forget": Kind.VARIABLE,
    "keep": Kind.VARIABLE,
}
"""Keys behind which stands a name, or a list of names."""

NAMES_BELOW: Mapping[str, Kind] = {
    "transitions": Kind.INTENT,
    "anytime": Kind.INTENT,
    "events": Kind.EVENT,
    "set": Kind.VARIABLE,
    "save": Kind.VARIABLE,
    "with": Kind.VARIABLE,
    "return": Kind.RESULT,
}
"""Keys whose map has names for keys."""

LEADS = frozenset({"otherwise", "on_no", "on_cancel", "on_error", "if_fails", "choose"})
"""Keys behind which stands a target: a state's name, a map, or a list of those."""

LEADS_BELOW = frozenset({"transitions", "anytime", "events", "keys", "if_fails"})
"""Keys whose map has targets for values."""

OF_A_TARGET = frozenset({"go_to", "return", "call", "with", "when", "set", "prompts", "interrupt"})

OTHER_FLOW = "flow:"

FUNCTIONS: Mapping[str, Kind] = {"was_heard": Kind.PROMPT, "open": Kind.HOURS, "opens_next": Kind.HOURS}
"""What may be called in a template, with the kind of name that it is asked about."""

OTHERWISE, FAILED = "otherwise", "failed"

BUILT_IN: Mapping[Kind, frozenset[str]] = {
    Kind.INTENT: BUILT_IN_INTENTS,
    Kind.VARIABLE: IN_SCOPE,
    Kind.EVENT: frozenset({"sms_failed"}),
    Kind.RESULT: frozenset({FAILED}),
    Kind.FAILURE: frozenset(
        "any cancelled timeout unreachable unavailable too_large unreadable refused interrupted 4xx 5xx".split()
    ),
}
"""Names that are there without being written."""

NOT_VARIABLES = RESERVED
"""Names and words of templates that are none of the author's."""
