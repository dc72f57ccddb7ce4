"""Rules of the craft about ways and words: where a call leads, and, from its neighbour, which words win."""

from __future__ import annotations

from callwright.diagnostics.codes_craft_words import CRAFT_WORDS_CODES
from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

_BYE = "  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
_BILLING = "intents:\n  billing: my bill\n"
_OPERATOR = "anytime:\n  operator: desk\n"
_DESK = "  desk:\n    transfer: +49 211 5566770\n    if_fails: bye\n"


def _flow(states: str, top: str = "") -> str:
    return f"{top}states:\n{states}{_BYE}"


CRAFT_WAYS_CODES: tuple[Entry, ...] = (
    Entry(
        code="never-holds",
        title="A condition that never holds",
        explanation=(
            "What stands behind it is never said and never taken: a fixed value that is false, or two demands of one"
            " name that exclude each other."
        ),
        example_bad=_flow(
            "  welcome:\n    choose:\n      - when: tries > 5 and tries < 3\n        go_to: help\n      - go_to: bye\n"
            "  help:\n    prompts: Let me help you.\n    go_to: bye\n",
            "variables:\n  tries: 0\n",
        ),
        example_good=_flow(
            "  welcome:\n    choose:\n      - when: tries > 3 and tries < 5\n        go_to: help\n      - go_to: bye\n"
            "  help:\n    prompts: Let me help you.\n    go_to: bye\n",
            "variables:\n  tries: 0\n",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="always-holds",
        title="A condition that always holds",
        explanation="It decides nothing, so it can be left out; or something else was meant.",
        example_bad=_flow(
            "  welcome:\n    prompts:\n      text: Hello.\n      when: tries == 1 or true\n    go_to: bye\n",
            "variables:\n  tries: 0\n",
        ),
        example_good=_flow(
            "  welcome:\n    prompts:\n      text: Hello.\n      when: tries == 1\n    go_to: bye\n",
            "variables:\n  tries: 0\n",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="no-way-on",
        title="A question that no answer leads on from",
        explanation=(
            "Every answer brings the same question again, and nothing that may be said anywhere leads away. The caller"
            " can only hang up."
        ),
        example_bad=(
            "intents:\n  hours: when are you open\nstates:\n  welcome:\n    prompts: What would you like to know?\n"
            "    transitions:\n      hours:\n        prompts: From nine to six. What else would you like to know?\n"
        ),
        example_good=_flow(
            "  welcome:\n    prompts: What would you like to know?\n    transitions:\n      hours:\n"
            "        prompts: From nine to six. What else would you like to know?\n      no: bye\n",
            "intents:\n  hours: when are you open\n",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="error-circle",
        title="An error that leads back to the same question",
        explanation=(
            "An answer to silence, or to words that were not understood, leads to a state that leads back to the"
            " question: menu, error, menu. What was counted is counted on, and no later answer leads out, so only the"
            " built-in ending stops it."
        ),
        example_bad=_flow(
            "  menu:\n    prompts: Billing?\n    transitions:\n      billing: bye\n    no_input:\n"
            "      - go_to: error\n"
            "  error:\n    prompts: Sorry, I did not hear you.\n    go_to: menu\n" + _DESK,
            f"{_BILLING}{_OPERATOR}",
        ),
        example_good=_flow(
            "  menu:\n    prompts: Billing?\n    transitions:\n      billing: bye\n    no_input:\n"
            "      - Sorry, I did not hear you.\n      - go_to: bye\n" + _DESK,
            f"{_BILLING}{_OPERATOR}",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="endless-otherwise",
        title="Words that nobody understands, again and again",
        explanation=(
            "What 'otherwise' takes counts as understood, so 'no_match' never begins. Where it leads back to its own"
            " question and sets nothing, the caller hears the same for as long as they try."
        ),
        example_bad=_flow(
            "  menu:\n    prompts: Billing?\n    transitions:\n      billing: bye\n    otherwise: error\n"
            "  error:\n    prompts: Sorry, I did not get that.\n    go_to: menu\n" + _DESK,
            f"{_BILLING}{_OPERATOR}",
        ),
        example_good=_flow(
            "  menu:\n    prompts: Billing?\n    transitions:\n      billing: bye\n    no_match:\n"
            "      - Sorry, I did not get that. Billing?\n      - go_to: bye\n" + _DESK,
            f"{_BILLING}{_OPERATOR}",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="no-way-to-a-person",
        title="No way to a person",
        explanation=(
            "A flow that answers calls and asks its callers something lets them reach somebody: a transfer, a"
            " hand-over, or an operator under 'anytime'. A caller who is not understood otherwise hears a farewell."
        ),
        example_bad=_flow(
            "  welcome:\n    prompts: Shall I go on?\n    transitions:\n      yes: bye\n", "answers: everything\n"
        ),
        example_good=_flow(
            "  welcome:\n    prompts: Shall I go on?\n    transitions:\n      yes: bye\n"
            "  operator:\n    transfer: +49 211 5566770\n    if_fails: bye\n",
            "answers: everything\nanytime:\n  operator: operator\n",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    *CRAFT_WORDS_CODES,
)
