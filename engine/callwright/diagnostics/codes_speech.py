"""The codes of what is said and what is listened for: texts, templates, phrases, policies."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

SPEECH_CODES: tuple[Entry, ...] = (
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
        code="condition-kinds",
        title="A comparison of two kinds",
        explanation=(
            "A value is compared with one of its own kind: a number with a number, text with text in quotes, a day with"
            " '2026-12-24', a time with '09:00', a length of time with 'PT60M', a sum of money with a number, a choice"
            " with one of its options. Anything else never fits, or ends the call."
        ),
        example_bad=(
            "variables:\n  tries: {type: number, value: 0}\n"
            "states:\n  welcome:\n    prompts:\n      text: Hello.\n      when: tries > '2'\n    hangup: yes\n"
        ),
        example_good=(
            "variables:\n  tries: {type: number, value: 0}\n"
            "states:\n  welcome:\n    prompts:\n      text: Hello.\n      when: tries > 2\n    hangup: yes\n"
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
        code="intent-without-phrases",
        title="An intent that nobody can say",
        explanation="An intent has at least one phrase.",
        example_bad=("intents:\n  billing:\n    description: About bills.\n"),
        example_good=("intents:\n  billing:\n    phrases: my bill\n"),
    ),
    Entry(
        code="phrase-twice",
        title="A phrase that stands in an intent twice",
        explanation=(
            "The second of two equal phrases changes nothing. Most often it was to be another one, or belongs to"
            " another intent. Capital letters make no difference."
        ),
        example_bad=("intents:\n  billing:\n    - my bill\n    - billing\n    - my bill\n"),
        example_good=("intents:\n  billing:\n    - my bill\n    - billing\n"),
        severity=Severity.WARNING,
        craft=True,
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
        code="empty-rung",
        title="An answer that is empty",
        explanation="Each line of no_match and no_input says something or leads somewhere.",
        example_bad=("defaults:\n  no_match:\n    - {}\n"),
        example_good=("defaults:\n  no_match:\n    - Sorry?\n"),
    ),
    Entry(
        code="bad-markup",
        title="Markup that is not well-formed",
        explanation=(
            "The platform refuses markup in which a tag is not closed or cannot be read, and the caller would hear"
            " nothing. The `<speak>` around the whole may be left out."
        ),
        example_bad=(
            "states:\n  welcome:\n    prompts:\n      ssml: One moment.<break time='500ms'>\n    hangup: yes\n"
        ),
        example_good=(
            "states:\n  welcome:\n    prompts:\n      ssml: One moment.<break time='500ms'/>\n    hangup: yes\n"
        ),
    ),
    Entry(
        code="single-braces",
        title="A name in single braces",
        explanation="A value is inserted with two braces on each side. With one, the caller hears what is written.",
        example_bad=("variables:\n  name: Ann\nstates:\n  welcome:\n    prompts: Hello {name}.\n    hangup: yes\n"),
        example_good=(
            "variables:\n  name: Ann\nstates:\n  welcome:\n    prompts: Hello {{ name }}.\n    hangup: yes\n"
        ),
        severity=Severity.WARNING,
    ),
    Entry(
        code="expression-as-text",
        title="An expression that is not worked out",
        explanation="What `set` gives a name is text as it is written. Braces around it have it worked out.",
        example_bad=(
            "variables:\n"
            "  tries: 0\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Hello.\n"
            "    set: {tries: tries + 1}\n"
            "    hangup: yes\n"
        ),
        example_good=(
            "variables:\n"
            "  tries: 0\n"
            "states:\n"
            "  welcome:\n"
            "    prompts: Hello.\n"
            '    set: {tries: "{{ tries + 1 }}"}\n'
            "    hangup: yes\n"
        ),
        severity=Severity.WARNING,
    ),
    Entry(
        code="language-not-said",
        title="A flow that does not say its language",
        explanation=(
            "Without `language:` a flow is spoken and heard as English (en-US). Texts in another language then sound"
            " wrong, and callers are not understood."
        ),
        example_bad="states:\n  welcome:\n    prompts: Guten Tag. Wie können wir Ihnen helfen?\n    hangup: yes\n",
        example_good=(
            "language: de-DE\n"
            "states:\n  welcome:\n    prompts: Guten Tag. Wie können wir Ihnen helfen?\n    hangup: yes\n"
        ),
        severity=Severity.WARNING,
    ),
    Entry(
        code="unknown-region",
        title="A language of a region that there is not",
        explanation=(
            "Behind the dash of a language stand the two letters of a country: en-GB is English as in Great Britain,"
            " de-AT German as in Austria. They decide how days, sums and numbers are said and heard."
        ),
        example_bad="language: en-UK\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n",
        example_good="language: en-GB\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n",
        severity=Severity.WARNING,
    ),
    Entry(
        code="forgotten-colon",
        title="A key without its colon",
        explanation="A line that stands where a sentence may stand is spoken, unless its key has a colon.",
        example_bad=(
            "states:\n  welcome:\n    prompts: Hello.\n    transitions:\n      yes: bye\n"
            "    no_match:\n      - Sorry?\n      - go_to bye\n"
            "  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
        ),
        example_good=(
            "states:\n  welcome:\n    prompts: Hello.\n    transitions:\n      yes: bye\n"
            "    no_match:\n      - Sorry?\n      - go_to: bye\n"
            "  bye:\n    prompts: Goodbye.\n    hangup: yes\n"
        ),
        severity=Severity.WARNING,
    ),
    Entry(
        code="whole-event",
        title="All that came with an event, spoken",
        explanation=(
            "'event' holds everything that was sent with an event, by name. What is said is one part of it:"
            " event.order, event.shelf."
        ),
        example_bad=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Please wait.\n"
            "    transitions:\n"
            "      yes: welcome\n"
            "    events:\n"
            "      order_packed:\n"
            "        prompts: We have packed {{ event }}.\n"
        ),
        example_good=(
            "states:\n"
            "  welcome:\n"
            "    prompts: Please wait.\n"
            "    transitions:\n"
            "      yes: welcome\n"
            "    events:\n"
            "      order_packed:\n"
            "        prompts: We have packed order {{ event.order }}.\n"
        ),
    ),
)
