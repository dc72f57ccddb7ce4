"""Rules of the craft about what the caller hears, and what may cut it short."""

from __future__ import annotations

from callwright.diagnostics.codes_craft_care import CRAFT_CARE_CODES
from callwright.diagnostics.codes_craft_cutting import CRAFT_CUTTING_CODES
from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

_SAID: tuple[Entry, ...] = (
    Entry(
        code="menu-too-long",
        title="A menu with more than four choices",
        explanation=(
            "Callers keep about four choices in mind while they listen. Counted is what the sentence or the keys offer,"
            " not what is understood; 0 for a person does not count."
        ),
        example_bad="""\
intents: {rooms: rooms, spa: spa, parking: parking, food: restaurant, events: events}
states:
  welcome:
    prompts: Is it about rooms, the spa, parking, the restaurant, or events?
    transitions: {rooms: bye, spa: bye, parking: bye, food: bye, events: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
intents: {rooms: rooms, spa: spa, parking: parking, food: restaurant, events: events}
states:
  welcome:
    prompts: Is it about rooms, the restaurant, or something else?
    transitions: {rooms: bye, spa: bye, parking: bye, food: bye, events: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="menu-question-not-last",
        title="A menu whose question is not the last thing said",
        explanation=(
            "Callers answer a question at once. What is said behind it, they talk into: they do not hear it, and their"
            " answer may be cut off by it."
        ),
        example_bad="""\
intents: {billing: my bill, hours: opening hours}
states:
  welcome:
    prompts: Would you like billing, or our opening hours? Our new shop at the harbour is open now.
    transitions: {billing: bye, hours: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
intents: {billing: my bill, hours: opening hours}
states:
  welcome:
    prompts: Our new shop at the harbour is open now. Would you like billing, or our opening hours?
    transitions: {billing: bye, hours: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="long-prompt",
        title="A prompt that lasts more than 20 seconds",
        explanation="Nobody listens that long without saying anything, and nobody keeps that much in mind.",
        example_bad="""\
states:
  hours:
    prompts: >-
      We are open on Monday from nine to six, on Tuesday from nine to six, on Wednesday from nine to one, on Thursday
      from nine to eight, on Friday from nine to six, and on Saturday from ten to two, but not on the first Saturday of
      the month, on which we are open from ten to four, and in the summer holidays we are closed on every Saturday, but
      for the last one, which is a Saturday like any other.
    hangup: yes
""",
        example_good="""\
states:
  hours:
    prompts: We are open from Monday to Friday from nine to six, and on most Saturdays from ten to two.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="raw-value",
        title="A value that is spoken as it is kept",
        explanation=(
            'A day is kept as "2026-11-24" and an order number as "004711"; put into a sentence as they are, a voice'
            " reads signs and large numbers. The filter say makes of them what people say."
        ),
        example_bad="""\
states:
  when:
    collect: {slot: day, type: date, prompts: On which day?}
    go_to: noted
  noted:
    prompts: See you on {{ day }}.
    hangup: yes
""",
        example_good="""\
states:
  when:
    collect: {slot: day, type: date, prompts: On which day?}
    go_to: noted
  noted:
    prompts: See you on {{ day | say }}.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="repeated-greeting",
        title="A greeting that is said again with the question",
        explanation=(
            '"reprompt: question" says all prompts of the state again that are not marked once: yes, so that callers'
            " who were not understood are welcomed a second time."
        ),
        example_bad="""\
states:
  welcome:
    prompts: Welcome to the town library. Is it about a book?
    transitions: {yes: bye, no: bye}
    no_match:
      - reprompt: question
      - go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  welcome:
    prompts:
      - text: Welcome to the town library.
        once: yes
      - Is it about a book?
    transitions: {yes: bye, no: bye}
    no_match:
      - reprompt: question
      - go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="key-not-taken",
        title="A key that is offered and does nothing",
        explanation="Callers who press the key that they are told to press are not understood.",
        example_bad="""\
states:
  welcome:
    prompts: For billing press 1, or press 2 for sales.
    keys: {1: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  welcome:
    prompts: For billing press 1, or press 2 for sales.
    keys: {1: bye, 2: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="words-not-understood",
        title="Words that callers are told to say, and that nothing understands",
        explanation="Callers who do as they are told hear that they were not understood, and say the same again.",
        example_bad="""\
intents: {billing: my bill}
states:
  welcome:
    prompts: Is it about your bill? If not, say sales.
    transitions: {billing: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
intents: {billing: my bill, sales: sales}
states:
  welcome:
    prompts: Is it about your bill? If not, say sales.
    transitions: {billing: bye, sales: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="farewell-and-on",
        title="A farewell, after which the call goes on",
        explanation=(
            'A caller who hears "Goodbye" hangs up, or wonders what comes now. An answer to silence without go_to does'
            " not end the call: the line stays open."
        ),
        example_bad="""\
states:
  welcome:
    prompts: Is it about a book?
    transitions: {yes: bye, no: bye}
    no_input:
      - Are you still there?
      - I cannot hear you. Goodbye.
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  welcome:
    prompts: Is it about a book?
    transitions: {yes: bye, no: bye}
    no_input:
      - Are you still there?
      - go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="markup-in-text",
        title="Markup in a text",
        explanation="Only ssml is markup. In a text a voice reads the signs out, or says nothing at all.",
        example_bad="""\
states:
  bye:
    prompts: Thank you. <break time="500ms"/> Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  bye:
    prompts:
      ssml: Thank you. <break time="500ms"/> Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="address-in-speech",
        title="An address of the web in speech",
        explanation="A voice reads it sign by sign, and callers have nothing to write with.",
        example_bad="""\
states:
  bye:
    prompts: You find it on https://acme.example/help.
    hangup: yes
""",
        example_good="""\
states:
  bye:
    prompts: You find it on acme dot example, under help.
    hangup: yes
""",
        severity=Severity.INFO,
        craft=True,
    ),
    Entry(
        code="number-in-one",
        title="A long number without blanks",
        explanation='A voice reads "5566770" as five and a half million; with blanks it reads digit by digit.',
        example_bad="""\
states:
  bye:
    prompts: Our number is 5566770.
    hangup: yes
""",
        example_good="""\
states:
  bye:
    prompts: Our number is 5 5 6, 6 7 7 0.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="capital-letters",
        title="Words in capital letters",
        explanation="Some voices spell words in capital letters, letter by letter; none of them shouts.",
        example_bad="""\
states:
  bye:
    prompts: PLEASE CALL AGAIN TOMORROW.
    hangup: yes
""",
        example_good="""\
states:
  bye:
    prompts: Please call again tomorrow.
    hangup: yes
""",
        severity=Severity.INFO,
        craft=True,
    ),
)

CRAFT_SPEECH_CODES: tuple[Entry, ...] = (*_SAID, *CRAFT_CUTTING_CODES, *CRAFT_CARE_CODES)
