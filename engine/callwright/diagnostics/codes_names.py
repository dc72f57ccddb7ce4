"""The codes of names: of states, intents, prompts, variables and languages."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

NAME_CODES: tuple[Entry, ...] = (
    Entry(
        code="bad-name",
        title="A name that cannot be used",
        explanation=(
            "Names of states and intents have no blanks and no signs such as : or /. Names of values"
            " are used in templates, so they have letters, digits and _ only."
        ),
        example_bad=("variables:\n  order number: 1\n"),
        example_good=("variables:\n  order_number: 1\n"),
    ),
    Entry(
        code="unknown-state",
        title="A state that is not there",
        explanation="A target names a state of this flow, or flow:other for another flow.",
        example_bad=("states:\n  welcome:\n    prompts: Hello.\n    go_to: farewel\n  farewell:\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    go_to: farewell\n  farewell:\n    hangup: yes\n"),
    ),
    Entry(
        code="unknown-flow",
        title="A flow that is not there",
        explanation="flow:other names a flow of the same folder.",
        example_bad=("states:\n  welcome:\n    prompts: Hello.\n    go_to: flow:biling\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="unknown-intent",
        title="An intent that is not there",
        explanation=(
            "What a transition is named after is an intent: it stands under 'intents:' with its"
            " phrases, or is built in."
        ),
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Billing?\n"
            "    transitions:\n"
            "      biling: bye\n"
            "  bye:\n"
            "    hangup: yes\n"
            "intents:\n"
            "  billing: my bill\n"
        ),
        example_good=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Billing?\n"
            "    transitions:\n"
            "      billing: bye\n"
            "  bye:\n"
            "    hangup: yes\n"
            "intents:\n"
            "  billing: my bill\n"
        ),
    ),
    Entry(
        code="unknown-prompt",
        title="A prompt that is not there",
        explanation=(
            "'use' names a prompt that stands under 'prompts:' at the top of the file;"
            " was_heard('name') a prompt with that name."
        ),
        example_bad=("states:\n  welcome:\n    prompts:\n      use: notice\n    hangup: yes\n"),
        example_good=(
            "prompts:\n"
            "  notice: This call may be recorded.\n"
            "states:\n"
            "  welcome:\n"
            "    prompts:\n"
            "      use: notice\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="unknown-name",
        title="A name that nothing gives a value",
        explanation=(
            "A template or a condition can use variables, slots that a state collects, values that"
            " 'set' gives, and caller, called, call and heard."
        ),
        example_bad=(
            "states:\n  welcome:\n    prompts: Hello {{ custmer }}.\n    hangup: yes\nvariables:\n  customer: Ann\n"
        ),
        example_good=(
            "states:\n  welcome:\n    prompts: Hello {{ customer }}.\n    hangup: yes\nvariables:\n  customer: Ann\n"
        ),
    ),
    Entry(
        code="unknown-language",
        title="A language that the flow does not have",
        explanation=(
            "All languages of a flow are named under 'languages:' at the top of the file; texts and"
            " set_language can use those."
        ),
        example_bad=(
            "language: en-US\nstates:\n  welcome:\n    prompts: Hallo.\n    set_language: de-DE\n    hangup: yes\n"
        ),
        example_good=(
            "languages:\n"
            "  - en-US\n"
            "  - de-DE\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Hallo.\n"
            "    set_language: de-DE\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="missing-language",
        title="A text that is missing in a language",
        explanation=(
            "A text by language is there in each language of the flow, or the caller hears nothing in one of them."
        ),
        example_bad=(
            "languages:\n"
            "  - en-US\n"
            "  - de-DE\n"
            "states:\n"
            "  welcome:\n"
            "    prompts:\n"
            "      text:\n"
            "        en: Hello.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "languages:\n"
            "  - en-US\n"
            "  - de-DE\n"
            "states:\n"
            "  welcome:\n"
            "    prompts:\n"
            "      text:\n"
            "        en: Hello.\n"
            "        de: Hallo.\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="incomplete-language",
        title="A language without built-in sentences",
        explanation=(
            "callwright speaks English, German, French, Spanish, Italian, Dutch and Polish. In another language a flow"
            " works with its own sentences, but what it does not say itself is spoken in English."
        ),
        example_bad="language: sv-SE\n",
        example_good="language: en-US\n",
        severity=Severity.WARNING,
    ),
    Entry(
        code="reserved-name",
        title="A name that callwright uses itself",
        explanation=("caller, called, call, heard, now, today and some more stand for what every template can use."),
        example_bad=("variables:\n  caller: Ann\n"),
        example_good=("variables:\n  customer: Ann\n"),
    ),
    Entry(
        code="two-types",
        title="One name, two types of value",
        explanation="A value has the same type wherever it is collected, so that it can be spoken properly.",
        example_bad=(
            "variables:\n"
            "  answer:\n"
            "    type: digits\n"
            "states:\n"
            "  ask:\n"
            "    collect:\n"
            "      slot: answer\n"
            "      type: yes_no\n"
            "      prompts: Is that right?\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  ask:\n"
            "    collect:\n"
            "      slot: answer\n"
            "      type: yes_no\n"
            "      prompts: Is that right?\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="untyped-value",
        title="A value in a phrase whose type nobody knows",
        explanation=(
            "<name> in a phrase takes its type from the state that collects it; where none does, write <name:digits>."
        ),
        example_bad=("intents:\n  order: my order <order_number>\n"),
        example_good=("intents:\n  order: my order <order_number:digits>\n"),
    ),
    Entry(
        code="defined-twice",
        title="One name for two things",
        explanation="Within a flow and what it includes each name stands for one thing.",
        example_bad=(
            "include: shared.yaml  # which has a state welcome, too\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Hello.\n"
            "    hangup: yes\n"
        ),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="number-claimed-twice",
        title="Two flows that answer one number",
        explanation="A dialled number is answered by one flow of a folder.",
        example_bad=(
            "numbers: +49 211 5566770  # and so does another flow of the folder\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Hello.\n"
            "    hangup: yes\n"
        ),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="slot-twice",
        title="One value, collected twice in a state",
        explanation="Each slot of a state has a name of its own.",
        example_bad=(
            "states:\n"
            "  ask:\n"
            "    collect:\n"
            "      - slot: code\n"
            "        type: digits\n"
            "        prompts: Your code?\n"
            "      - slot: code\n"
            "        type: digits\n"
            "        prompts: And again?\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  ask:\n"
            "    collect:\n"
            "      - slot: code\n"
            "        type: digits\n"
            "        prompts: Your code?\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="misspelt-event",
        title="A name that is almost that of the platform's own event",
        explanation=(
            "A text message that could not be sent is the event 'sms_failed', letter for letter. An event with"
            " another name only comes if somebody sends it."
        ),
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    send_sms:\n"
            '      to: "{{ caller.number }}"\n'
            "      message: Your order is ready.\n"
            "    prompts: I have sent you a message. Goodbye.\n"
            "    hangup: yes\n"
            "    events:\n"
            "      sms_fail: sorry\n"
            "  sorry:\n"
            "    prompts: The message did not go out.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  welcome:\n"
            "    send_sms:\n"
            '      to: "{{ caller.number }}"\n'
            "      message: Your order is ready.\n"
            "    prompts: I have sent you a message. Goodbye.\n"
            "    hangup: yes\n"
            "    events:\n"
            "      sms_failed: sorry\n"
            "  sorry:\n"
            "    prompts: The message did not go out.\n"
            "    hangup: yes\n"
        ),
        severity=Severity.WARNING,
    ),
)
