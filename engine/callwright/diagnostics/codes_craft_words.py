"""Rules of the craft about words and names: which phrases win, what is used, and what has a value when it is said."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

_BYE = "  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
_BILLING = "intents:\n  billing: my bill\n"


def _flow(states: str, top: str = "") -> str:
    return f"{top}states:\n{states}{_BYE}"


CRAFT_WORDS_CODES: tuple[Entry, ...] = (
    Entry(
        code="phrase-never-wins",
        title="A phrase that can never win",
        explanation=(
            "Whoever says it is taken to mean something else wherever this intent is listened for: another intent, or"
            " the value that is asked for."
        ),
        example_bad=_flow(
            "  seats:\n    collect:\n      slot: seats\n      type: number\n      prompts: How many seats?\n"
            "    transitions:\n      pair: bye\n    go_to: bye\n",
            "intents:\n  pair: [a couple, two]\n",
        ),
        example_good=_flow(
            "  seats:\n    collect:\n      slot: seats\n      type: number\n      prompts: How many seats?\n"
            "    transitions:\n      pair: bye\n    go_to: bye\n",
            "intents:\n  pair: [a couple]\n",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="hesitation-as-phrase",
        title="A phrase that is only hesitation",
        explanation=(
            "'Uh' and 'hmm' are what callers say while they think. As a phrase, every such sound would be taken for an"
            " answer."
        ),
        example_bad=_flow(
            "  welcome:\n    prompts: Billing?\n    transitions:\n      billing: bye\n",
            "intents:\n  billing:\n    - my bill\n    - uh\n",
        ),
        example_good=_flow(
            "  welcome:\n    prompts: Billing?\n    transitions:\n      billing: bye\n",
            "intents:\n  billing:\n    - my bill\n    - the bill\n",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="built-in-words",
        title="A phrase that takes the words of a built-in",
        explanation=(
            "Yes, no, help, operator, goodbye and cancel have words of their own. What the author writes"
            " wins over them, so those words no longer do what the same question promises elsewhere."
        ),
        example_bad=_flow(
            "  welcome:\n    prompts: Shall I go on?\n    transitions:\n      yes: bye\n      agree: welcome\n",
            "intents:\n  agree:\n    - I agree\n    - sure\n",
        ),
        example_good=_flow(
            "  welcome:\n    prompts: Shall I go on?\n    transitions:\n      yes: bye\n      agree: welcome\n",
            "intents:\n  agree:\n    - I agree\n",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="unused-intent",
        title="An intent that nothing listens for",
        explanation="An intent is listened for where it stands under 'transitions' or 'anytime', or corrects a form.",
        example_bad=_flow("  welcome:\n    prompts: Hello.\n    go_to: bye\n", _BILLING),
        example_good=_flow("  welcome:\n    prompts: Billing?\n    transitions:\n      billing: bye\n", _BILLING),
        severity=Severity.INFO,
        craft=True,
    ),
    Entry(
        code="unused-prompt",
        title="A named prompt that is never said",
        explanation="A prompt below 'prompts:' at the top of the file is said where 'use' names it.",
        example_bad=_flow(
            "  welcome:\n    prompts: Hello.\n    go_to: bye\n", "prompts:\n  hours: We are open from nine to six.\n"
        ),
        example_good=_flow(
            "  welcome:\n    prompts:\n      use: hours\n    go_to: bye\n",
            "prompts:\n  hours: We are open from nine to six.\n",
        ),
        severity=Severity.INFO,
        craft=True,
    ),
    Entry(
        code="unused-variable",
        title="A variable that nothing reads",
        explanation="It is declared or set, but no sentence, no condition and no request ever looks at it.",
        example_bad=_flow("  welcome:\n    prompts: Hello.\n    go_to: bye\n", "variables:\n  tries: 0\n"),
        example_good=_flow("  welcome:\n    prompts: Hello.\n    go_to: bye\n"),
        severity=Severity.INFO,
        craft=True,
    ),
    Entry(
        code="unused-service",
        title="A service that nobody asks",
        explanation="A service is asked where a 'request' names it.",
        example_bad=_flow(
            "  welcome:\n    prompts: Hello.\n    go_to: bye\n",
            "services:\n  orders:\n    url: https://orders.example/api\n",
        ),
        example_good=_flow("  welcome:\n    prompts: Hello.\n    go_to: bye\n"),
        severity=Severity.INFO,
        craft=True,
    ),
    Entry(
        code="unused-hours",
        title="Opening hours that nothing asks about",
        explanation="Hours are asked with open('name') and opens_next('name').",
        example_bad=_flow(
            "  welcome:\n    prompts: Hello.\n    go_to: bye\n",
            "hours:\n  office:\n    timezone: Europe/Berlin\n    holidays: DE-NW\n    weekly:\n"
            "      mon-fri: 09:00-18:00\n",
        ),
        example_good=_flow("  welcome:\n    prompts: Hello.\n    go_to: bye\n"),
        severity=Severity.INFO,
        craft=True,
    ),
    Entry(
        code="used-before-set",
        title="A value that is said before anything sets it",
        explanation=(
            "On some way through the flow nothing has given it a value yet. Where it would be said, the caller hears an"
            " apology instead, and the call ends."
        ),
        example_bad=_flow(
            "  welcome:\n    prompts: Hello {{ customer }}.\n    go_to: ask\n"
            "  ask:\n    collect:\n      slot: customer\n      type: name\n      prompts: Your name?\n    go_to: bye\n"
        ),
        example_good=_flow(
            "  welcome:\n    prompts: Hello.\n    go_to: ask\n"
            "  ask:\n    collect:\n      slot: customer\n      type: name\n      prompts: Your name?\n"
            "    go_to: thanks\n"
            "  thanks:\n    prompts: Thank you, {{ customer }}.\n    go_to: bye\n"
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="never-equal",
        title="A comparison with something that it never is",
        explanation=(
            "heard.intent is one of the flow's intents, call.language one of its languages, call.direction inbound or"
            " outbound, result.failed a name that a sub-flow fails with."
        ),
        example_bad=_flow(
            "  welcome:\n    choose:\n      - when: call.language == 'en'\n        go_to: bye\n      - go_to: bye\n",
            "languages:\n  - en-US\n  - de-DE\n",
        ),
        example_good=_flow(
            "  welcome:\n    choose:\n      - when: call.language == 'en-US'\n        go_to: bye\n      - go_to: bye\n",
            "languages:\n  - en-US\n  - de-DE\n",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="unlike-values",
        title="Two values of different kinds, compared",
        explanation="A day is never equal to a sum of money, and a name never larger than a number.",
        example_bad=_flow(
            "  welcome:\n    choose:\n      - when: day > amount\n        go_to: bye\n      - go_to: bye\n",
            "timezone: Europe/Berlin\nvariables:\n  day:\n    type: date\n    value: 2026-11-20\n  amount:\n"
            "    type: money\n    value: 20 EUR\n",
        ),
        example_good=_flow(
            "  welcome:\n    choose:\n      - when: day > today\n        go_to: bye\n      - go_to: bye\n",
            "timezone: Europe/Berlin\nvariables:\n  day:\n    type: date\n    value: 2026-11-20\n",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="unfit-filter",
        title="A filter that the value does not fit",
        explanation=(
            "A filter says or moves values of certain kinds: date a day, money a sum, plus(3, 'days') a day or a time."
            " With another kind the call breaks there."
        ),
        example_bad=_flow(
            "  welcome:\n    prompts: You can come on {{ today | plus(3) | date }}.\n    go_to: bye\n",
            "timezone: Europe/Berlin\n",
        ),
        example_good=_flow(
            "  welcome:\n    prompts: You can come on {{ today | plus(3, 'days') | date }}.\n    go_to: bye\n",
            "timezone: Europe/Berlin\n",
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="unknown-result",
        title="Something that no sub-flow gives back",
        explanation=(
            "'result' holds what the sub-flow that came back last gave with 'return', and 'failed' if it failed."
        ),
        example_bad=_flow(
            "  welcome:\n    call: identify\n    go_to: hello\n  hello:\n"
            "    prompts: Hello {{ result.membr }}.\n    go_to: bye\n"
            "  identify:\n    prompts: One moment.\n    return:\n      member: Ann\n"
        ),
        example_good=_flow(
            "  welcome:\n    call: identify\n    go_to: hello\n  hello:\n"
            "    prompts: Hello {{ result.member }}.\n    go_to: bye\n"
            "  identify:\n    prompts: One moment.\n    return:\n      member: Ann\n"
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
)
