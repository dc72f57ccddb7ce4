"""Rules of the craft about what goes wrong outside the talk: secrets, services, holidays, languages, nobody there."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

_TAIL = """\
states:
  ask:
    request: {service: orders, path: /latest}
    if_fails: bye
    go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
"""

CRAFT_CARE_CODES: tuple[Entry, ...] = (
    Entry(
        code="plain-secret",
        title="A secret in plain text",
        explanation=(
            "Whoever may read the flow, its copies or its history can use it. {{ env.NAME }} takes it from the server's"
            " environment instead. A secret that others have seen has to be changed."
        ),
        example_bad="services:\n"
        "  orders:\n"
        "    url: https://orders.example/api\n"
        "    headers:\n"
        "      Authorization: Bearer this-is-no-real-token\n" + _TAIL,
        example_good="services:\n"
        "  orders:\n"
        "    url: https://orders.example/api\n"
        "    headers:\n"
        "      Authorization: Bearer {{ env.ORDERS_TOKEN }}\n" + _TAIL,
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="private-address",
        title="A service inside a private network",
        explanation=(
            "Requests to addresses of a private network are refused, so that nobody reaches by a flow what is not"
            " theirs. A service that is meant to be there says so: allow_private: yes."
        ),
        example_bad="services:\n  orders:\n    url: http://192.168.1.20:8080/orders\n" + _TAIL,
        example_good="services:\n  orders:\n    url: http://192.168.1.20:8080/orders\n    allow_private: yes\n" + _TAIL,
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="climbing-path",
        title="A path that climbs out of the service's address",
        explanation='No request leaves the "url" of its service: ".." is sent as a name, and no service knows it.',
        example_bad="services:\n  orders:\n    url: https://orders.example/api\n"
        + _TAIL.replace("/latest", "/../admin"),
        example_good="services:\n  orders:\n    url: https://orders.example\n" + _TAIL.replace("/latest", "/admin"),
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="transfer-without-if-fails",
        title="A transfer without a way on where nobody answers",
        explanation=(
            "Without if_fails callers hear that nobody is free, then a farewell, and the call ends. They wanted a"
            " person: offer a call back, take a message, or say when somebody is there."
        ),
        example_bad="""\
states:
  operator:
    prompts: I am putting you through.
    transfer: +49 211 5566770
""",
        example_good="""\
states:
  operator:
    prompts: I am putting you through.
    transfer: +49 211 5566770
    if_fails: busy
  busy:
    prompts: Everybody is busy. Please call again after two o'clock. Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="hours-without-holidays",
        title="Opening hours without holidays",
        explanation=(
            'On a public holiday the week alone says "open", and callers are put through to an empty office.'
            " holidays: names a country or a region; closed: names days."
        ),
        example_bad="""\
timezone: Europe/Berlin
hours:
  office:
    weekly: {mon-fri: 09:00-17:00}
states:
  welcome:
    choose:
      - when: open('office')
        go_to: bye
      - go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
timezone: Europe/Berlin
hours:
  office:
    weekly: {mon-fri: 09:00-17:00}
    holidays: DE-NW
states:
  welcome:
    choose:
      - when: open('office')
        go_to: bye
      - go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="untranslated-text",
        title="A text in one language of several",
        explanation=(
            "Callers who chose another language hear this one sentence in the first, spoken by a voice of the other."
        ),
        example_bad="""\
languages: [de-DE, en-GB]
intents: {english: [English, Englisch]}
states:
  welcome:
    prompts:
      text: {de: Geht es um ein Buch?, en: Is it about a book?}
    transitions: {yes: bye, no: bye, english: in_english}
  in_english:
    set_language: en-GB
    go_to: welcome
  bye:
    prompts: Auf Wiederhören und einen schönen Tag.
    hangup: yes
""",
        example_good="""\
languages: [de-DE, en-GB]
intents: {english: [English, Englisch]}
states:
  welcome:
    prompts:
      text: {de: Geht es um ein Buch?, en: Is it about a book?}
    transitions: {yes: bye, no: bye, english: in_english}
  in_english:
    set_language: en-GB
    go_to: welcome
  bye:
    prompts:
      text: {de: Auf Wiederhören und einen schönen Tag., en: Goodbye and have a nice day.}
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="language-never-spoken",
        title="A language that no call comes to speak",
        explanation="The first language is spoken until a state says set_language; nothing leads to this one.",
        example_bad="""\
languages: [de-DE, en-GB]
numbers: [+49 211 5566770]
states:
  bye:
    prompts: Auf Wiederhören.
    hangup: yes
""",
        example_good="""\
language: de-DE
numbers: [+49 211 5566770]
states:
  bye:
    prompts: Auf Wiederhören.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="text-as-condition",
        title='A "no" that is true',
        explanation=(
            'Without a type "no" is a text of two letters, and as a condition any text that is not empty is true. true'
            " and false are what they say; so is yes or no of a variable with type: yes_no."
        ),
        example_bad="""\
variables:
  member: no
states:
  welcome:
    choose:
      - when: member
        go_to: bye
      - go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
variables:
  member: false
states:
  welcome:
    choose:
      - when: member
        go_to: bye
      - go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
)
