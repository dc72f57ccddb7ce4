"""The codes of what can be wrong with a flow: its keys, its names, what it says and where it leads."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

FLOW_CODES: tuple[Entry, ...] = (
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
            "English and German are complete. In another language a flow works with its own"
            " sentences, but what it does not say itself is spoken in English."
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
        code="bad-template",
        title="A template that cannot be used",
        explanation=(
            "{{ }} inserts values, compares and filters them. It cannot loop, calculate with * or reach into programs."
        ),
        example_bad=("states:\n  welcome:\n    prompts: Hello {{ 'x' * 100 }}.\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello {{ caller.number }}.\n    hangup: yes\n"),
    ),
    Entry(
        code="bad-condition",
        title="A condition that cannot be used",
        explanation=(
            "A condition compares values, without braces: tries > 2, heard.barged_in, order_number == '123456'."
        ),
        example_bad=(
            "states:\n  welcome:\n    prompts:\n      text: Hello.\n      when: caller.number ==\n    hangup: yes\n"
        ),
        example_good=(
            "states:\n  welcome:\n    prompts:\n      text: Hello.\n      when: caller.number == ''\n    hangup: yes\n"
        ),
    ),
    Entry(
        code="bad-phrase",
        title="A phrase that cannot be read",
        explanation=(
            "A phrase is a plain sentence in which (a|b) is a choice, (please)? may be missing and"
            " <name:digits> is a value."
        ),
        example_bad=("intents:\n  help_me: can (you help\n"),
        example_good=("intents:\n  help_me: can (you|somebody) help\n"),
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
        code="empty-text",
        title="A text is missing",
        explanation="There is a key for a text, but no text after it.",
        example_bad=("states:\n  welcome:\n    prompts:\n      text:\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts:\n      text: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="prompt-without-text",
        title="A prompt that says nothing",
        explanation="A prompt has exactly one of text, ssml, audio and use.",
        example_bad=("states:\n  welcome:\n    prompts:\n      barge_in: none\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts:\n      text: Hello.\n      barge_in: none\n    hangup: yes\n"),
    ),
    Entry(
        code="prompt-with-two-texts",
        title="A prompt with two texts",
        explanation="A prompt has exactly one of text, ssml, audio and use. Two of them are two prompts.",
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    prompts:\n"
            "      text: Hello.\n"
            "      ssml: <speak>Hello.</speak>\n"
            "    hangup: yes\n"
        ),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="text-of-two-kinds",
        title="Sentences in turn beside sentences by language",
        explanation="Sentences in turn (one_of) stand below each language, not beside them.",
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    prompts:\n"
            "      text:\n"
            "        en: Hello.\n"
            "        one_of:\n"
            "          - Hi.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  welcome:\n"
            "    prompts:\n"
            "      text:\n"
            "        en:\n"
            "          one_of:\n"
            "            - Hello.\n"
            "            - Hi.\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="use-in-named-prompt",
        title="A named prompt that uses another one",
        explanation="A prompt under 'prompts:' at the top of the file has its own text.",
        example_bad=("prompts:\n  one: Hello.\n  two:\n    use: one\n"),
        example_good=("prompts:\n  one: Hello.\n"),
    ),
    Entry(
        code="option-without-strategy",
        title="A barge-in option that does nothing",
        explanation=(
            "minimum_characters works with the strategy of that name only, allow_after_ms with"
            " minimum_characters and immediate only."
        ),
        example_bad=("defaults:\n  barge_in:\n    strategy: immediate\n    minimum_characters: 5\n"),
        example_good=("defaults:\n  barge_in:\n    strategy: immediate\n    allow_after_ms: 500\n"),
    ),
    Entry(
        code="voice-language",
        title="A language for a voice that has none",
        explanation="Voices of azure speak one language each; those of eleven_labs speak every language.",
        example_bad=("defaults:\n  voice:\n    provider: eleven_labs\n    voice: abc\n    language: en-US\n"),
        example_good=("defaults:\n  voice:\n    provider: eleven_labs\n    voice: abc\n"),
    ),
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
        code="empty-rung",
        title="An answer that is empty",
        explanation="Each line of no_match and no_input says something or leads somewhere.",
        example_bad=("defaults:\n  no_match:\n    - {}\n"),
        example_good=("defaults:\n  no_match:\n    - Sorry?\n"),
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
        code="slot-without-question",
        title="A value that nobody asks for",
        explanation="Before a value can be heard, the caller has to know what is wanted.",
        example_bad=(
            "states:\n"
            "  ask:\n"
            "    collect:\n"
            "      slot: code\n"
            "      type: digits\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "states:\n"
            "  ask:\n"
            "    collect:\n"
            "      slot: code\n"
            "      type: digits\n"
            "      prompts: Please tell me your code.\n"
            "    go_to: bye\n"
            "  bye:\n"
            "    prompts: Goodbye.\n"
            "    hangup: yes\n"
        ),
    ),
    Entry(
        code="misplaced-key",
        title="A key that does not belong to its neighbours",
        explanation=(
            "Some keys work only together with others: if_fails beside transfer, confirm beside"
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
        explanation="no_match, no_input and help work where the caller is asked something.",
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
        code="intent-without-phrases",
        title="An intent that nobody can say",
        explanation="An intent has at least one phrase.",
        example_bad=("intents:\n  billing:\n    description: About bills.\n"),
        example_good=("intents:\n  billing:\n    phrases: my bill\n"),
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
    ),
    Entry(
        code="unreachable-state",
        title="A state that nothing leads to",
        explanation="No call can come to this state.",
        example_bad=("states:\n  welcome:\n    hangup: yes\n  lost:\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
        severity=Severity.WARNING,
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
        code="unknown-file",
        title="A file that is not there",
        explanation="Paths are relative to the file that they stand in; upper and lower case count.",
        example_bad=("include: not_there.yaml\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="outside-project",
        title="A path that leads out of the project",
        explanation="A flow uses files of its own folder and of the folders below.",
        example_bad=("include: ../secrets.yaml\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="unreadable-file",
        title="A file that cannot be read",
        explanation="The file is there, but its rights or the disk keep it from being read.",
        example_bad=(
            "include: locked.yaml  # a file without the right to read it\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Hello.\n"
            "    hangup: yes\n"
        ),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="include-cycle",
        title="A file that includes itself",
        explanation="Files may include each other, but not in a circle.",
        example_bad=(
            "include: flow.yaml  # the file itself\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"
        ),
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
    Entry(
        code="not-in-include",
        title="A key that counts only in the flow's own file",
        explanation="An included file adds intents, prompts, variables and states.",
        example_bad=("# a file that is included\nlanguage: en-US\n"),
        example_good=("# a file that is included\nintents:\n  billing: my bill\n"),
    ),
    Entry(
        code="bad-audio",
        title="A recording that cannot be played",
        explanation="Recordings are WAV files (PCM), up to three minutes long.",
        example_bad=("states:\n  welcome:\n    prompts:\n      audio: welcome.mp3\n    hangup: yes\n"),
        example_good=("states:\n  welcome:\n    prompts:\n      audio: welcome.wav\n    hangup: yes\n"),
    ),
    Entry(
        code="no-flows",
        title="A folder without a flow",
        explanation="A flow is a YAML file with states.",
        example_bad="# a folder without any YAML file\n",
        example_good=("states:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"),
    ),
)
