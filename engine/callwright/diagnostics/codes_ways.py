"""The codes of where a call leads: dead ends, circles, places that nobody reaches."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

WAY_CODES: tuple[Entry, ...] = (
    Entry(
        code="leads-nowhere",
        title="A target without a state",
        explanation=(
            "Each line under 'choose' and 'if_fails' leads to a state. A target of a transition has"
            " go_to, or prompts after which the same question waits again."
        ),
        example_bad=("states:\n  welcome:\n    choose:\n      - prompts: Hello.\n"),
        example_good=(
            "states:\n  welcome:\n    choose:\n      - go_to: bye\n  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
        ),
    ),
    Entry(
        code="never-taken",
        title="A line that is never taken",
        explanation=(
            "Of several targets the first whose condition holds is taken. After one without a"
            " condition nothing else is looked at."
        ),
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    choose:\n"
            "      - go_to: bye\n"
            "      - when: heard.barged_in\n"
            "        go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  welcome:\n"
            "    choose:\n"
            "      - when: heard.barged_in\n"
            "        go_to: bye\n"
            "      - go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="silent-end",
        title="A state after which the caller hears nothing",
        explanation=("After its prompts a state must go on somehow: ask, lead to another state, transfer or hang up."),
        example_bad=("states:\n  welcome:\n    prompts: Hello.\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="choose-without-rest",
        title="A decision that may find no way",
        explanation=("If no condition holds, the call cannot go on. The last line of 'choose' has no condition."),
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    choose:\n"
            "      - when: heard.barged_in\n"
            "        go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  welcome:\n"
            "    choose:\n"
            "      - when: heard.barged_in\n"
            "        go_to: bye\n"
            "      - go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="flow-without-states",
        title="A flow without states",
        explanation="A flow has at least one state.",
        example_bad="title: My hotline\n",
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="silent-loop",
        title="States in a circle that never wait",
        explanation="States that only go on to each other would go round and round without the caller.",
        example_bad=("states:\n  one:\n    go_to: two\n  two:\n    go_to: one\n"),
        example_good=("states:\n  one:\n    go_to: two\n  two:\n    hangup: yes\n"),
    ),
    Entry(
        code="possible-loop",
        title="States in a circle that may never wait",
        explanation=(
            "If the conditions of the circle hold once they hold again, because nothing in it changes what they see."
        ),
        example_bad=(
            "states:\n"
            "  one:\n"
            "    choose:\n"
            "      - when: caller.number == ''\n"
            "        go_to: one\n"
            "      - go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  one:\n"
            "    choose:\n"
            "      - when: caller.number == ''\n"
            "        go_to: bye\n"
            "      - go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="unreachable-state",
        title="A state that nothing leads to",
        explanation="No call can come to this state.",
        example_bad=("states:\n  welcome:\n    hangup: yes\n  lost:\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="unreachable-flow",
        title="A flow that no call comes to",
        explanation=(
            "In a folder of several flows each one answers numbers, answers everything, or is led to by another one."
        ),
        example_bad="flow: shop\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n",
        example_good=(
            "flow: shop\nnumbers: +49 211 5566770\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="same-phrase",
        title="One phrase of two intents",
        explanation=(
            "A question listens for both intents, so a caller who says the phrase is asked which one they mean. That"
            " holds for sentences that differ in small words only, too: cancel my order, cancel the order."
        ),
        example_bad=(
            "intents:\n"
            "  billing: [my bill, invoice]\n"
            "  payment: [pay, my bill]\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Billing or payment?\n"
            "    transitions:\n"
            "      billing: bye\n"
            "      payment: pay\n"
            "  pay:\n"
            "    prompts: You can pay on our website.\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "intents:\n"
            "  billing: [my bill, invoice]\n"
            "  payment: [pay]\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Billing or payment?\n"
            "    transitions:\n"
            "      billing: bye\n"
            "      payment: pay\n"
            "  pay:\n"
            "    prompts: You can pay on our website.\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="built-in-ending",
        title="Answers that may be used up",
        explanation=(
            "When every line of no_match or no_input has been used and none leads to another state,"
            " the built-in ending follows: the operator of 'anytime' if there is one, else a farewell."
        ),
        example_bad=(
            "intents:\n"
            "  billing: my bill\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Billing?\n"
            "    transitions:\n"
            "      billing: bye\n"
            "    no_match:\n"
            "      - Sorry?\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "intents:\n"
            "  billing: my bill\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Billing?\n"
            "    transitions:\n"
            "      billing: bye\n"
            "    no_match:\n"
            "      - Sorry?\n"
            "      - go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        severity=Severity.INFO,
        craft=True,
    ),
)
