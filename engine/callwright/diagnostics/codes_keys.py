"""The codes of keys and of the values behind them."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

KEY_CODES: tuple[Entry, ...] = (
    Entry(
        code="unknown-key",
        title="A key that is not known here",
        explanation=(
            "Each place of a flow has keys of its own. Either the key is misspelt, or it belongs to"
            " another place, further to the left or to the right."
        ),
        example_bad=("states:\n  welcome:\n    promts: Hello.\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="missing-key",
        title="A key is missing",
        explanation=(
            "Some parts do not work without certain keys: a slot without its name and type, a"
            " transfer without a number."
        ),
        example_bad=("states:\n  welcome:\n    transfer:\n      timeout: 30s\n"),
        example_good=("states:\n  welcome:\n    transfer:\n      to: +49 211 5566770\n      timeout: 30s\n"),
    ),
    Entry(
        code="misplaced-key",
        title="A key that does not belong to its neighbours",
        explanation=(
            "Some keys work only together with others: if_fails beside request, call or transfer, confirm beside"
            " collect, length for digits."
        ),
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Hello.\n"
            "    if_fails: bye\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  welcome:\n"
            "    transfer: +49 211 5566770\n"
            "    if_fails: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="unused-key",
        title="A key that does nothing here",
        explanation=(
            "no_match, no_input and help work where the caller is asked something, and events where a call stays:"
            " not in a state that it only passes through."
        ),
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Hello.\n"
            "    no_match: Sorry?\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n  welcome:\n    prompts: Hello.\n    go_to: bye\n  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
        ),
        severity=Severity.WARNING,
    ),
    Entry(
        code="key-twice",
        title="One key of the telephone, twice",
        explanation='star and "*" are the same key, and so are hash and "#".',
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Press star.\n"
            "    keys:\n"
            "      star: bye\n"
            '      "*": bye\n'
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Press star.\n"
            "    keys:\n"
            "      star: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="otherwise-twice",
        title="Two answers to any other words",
        explanation="'otherwise' stands beside 'transitions', once.",
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Yes or no?\n"
            "    transitions:\n"
            "      yes: bye\n"
            "      otherwise: bye\n"
            "    otherwise: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Yes or no?\n"
            "    transitions:\n"
            "      yes: bye\n"
            "    otherwise: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="two-acts",
        title="A state that does two things",
        explanation=(
            "After its prompts a state does one thing: it asks, collects, decides, transfers, hangs"
            " up, hands over, or goes on."
        ),
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Hello.\n"
            "    hangup: yes\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="wrong-kind",
        title="A value of the wrong kind",
        explanation=(
            "Where a list is expected a text stands, or the reverse. Keys with values stand below"
            " their key, moved to the right; each line of a list begins with a dash."
        ),
        example_bad=("states:\n  welcome:\n    prompts: Hello.\n    set: tries\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    set:\n      tries: 1\n    hangup: yes\n"),
    ),
    Entry(
        code="not-allowed-value",
        title="A value that is not allowed here",
        explanation="Some keys take only certain words, which the message lists.",
        example_bad=("defaults:\n  barge_in: imediate\n"),
        example_good=("defaults:\n  barge_in: immediate\n"),
    ),
    Entry(
        code="bad-duration",
        title="A time without its unit, or that cannot be read",
        explanation="Times have a number and a unit, without a blank: 500ms, 8s, 1.5s or 2m.",
        example_bad=("defaults:\n  no_input_after: 8\n"),
        example_good=("defaults:\n  no_input_after: 8s\n"),
    ),
    Entry(
        code="out-of-range",
        title="A number that is too small or too large",
        explanation=("The telephone platform takes numbers and times within limits only; the message names them."),
        example_bad=("states:\n  welcome:\n    transfer:\n      to: +49 211 5566770\n      timeout: 3m\n"),
        example_good=("states:\n  welcome:\n    transfer:\n      to: +49 211 5566770\n      timeout: 30s\n"),
    ),
    Entry(
        code="bad-value",
        title="A value that does not fit its type",
        explanation=("A variable with a type begins with a value of that type; words of the vocabulary are short."),
        example_bad=("variables:\n  code:\n    type: digits\n    value: abc\n"),
        example_good=("variables:\n  code:\n    type: digits\n    value: 0211\n"),
    ),
    Entry(
        code="bad-number",
        title="Something that is not a telephone number",
        explanation="A telephone number has digits, with + and the country code in front; blanks are allowed.",
        example_bad=("states:\n  welcome:\n    transfer: the office\n"),
        example_good=("states:\n  welcome:\n    transfer: +49 211 5566770\n"),
    ),
    Entry(
        code="number-without-country",
        title="A telephone number without its country code",
        explanation="The telephone platform wants numbers with their country code.",
        example_bad=("states:\n  welcome:\n    transfer: 0211 5566770\n"),
        example_good=("states:\n  welcome:\n    transfer: +49 211 5566770\n"),
        severity=Severity.WARNING,
    ),
    Entry(
        code="empty-list",
        title="A list without lines",
        explanation="A key with empty brackets says nothing. Add a line, or remove the key.",
        example_bad=("defaults:\n  no_match: []\n"),
        example_good=("defaults:\n  no_match:\n    - Sorry, I did not get that.\n"),
    ),
    Entry(
        code="too-many",
        title="Too many lines",
        explanation="The telephone platform takes lists up to a certain length only.",
        example_bad="languages: [en-US, en-GB, en-AU, en-CA, en-IE]\n",
        example_good="languages: [en-US, en-GB]\n",
    ),
)
