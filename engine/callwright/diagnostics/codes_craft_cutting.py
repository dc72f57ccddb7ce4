"""Rules of the craft about what callers can cut short: which prompts are protected, and which are not."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

CRAFT_CUTTING_CODES: tuple[Entry, ...] = (
    Entry(
        code="protected-question",
        title="A question that is protected",
        explanation=(
            "Words and keys over a protected prompt are no answer. Callers answer a question before its last word,"
            " and wait then, while we wait for them."
        ),
        example_bad="""\
states:
  welcome:
    prompts:
      text: This call is recorded. Is it about a bill?
      barge_in: none
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  welcome:
    prompts:
      - text: This call is recorded.
        barge_in: none
      - Is it about a bill?
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="unprotected-notice",
        title="A legal announcement that callers can talk over",
        explanation=(
            "That a call is recorded, and what becomes of the caller's data, has to be heard. A prompt that can be cut"
            " may be cut in its first word."
        ),
        example_bad="""\
states:
  welcome:
    prompts:
      - This call may be recorded for quality assurance.
      - Is it about a bill?
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  welcome:
    prompts:
      - text: This call may be recorded for quality assurance.
        name: recording_notice
        barge_in: none
        once: yes
      - Is it about a bill?
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="cut-before-protected",
        title="A sentence that is missed because of the protected one behind it",
        explanation=(
            "A caller who knows the line says over the first sentence what they want, and so cuts it. The protected one"
            " that waits is said in full all the same, and then the call goes on: the rest of the first is never heard."
            " A greeting loses nothing that way, and neither does a question."
        ),
        example_bad="""\
states:
  welcome:
    prompts:
      - Our prices have changed since the first of May.
      - text: This call is recorded.
        barge_in: none
      - Is it about a bill?
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  welcome:
    prompts:
      - text: This call is recorded.
        barge_in: none
      - Our prices have changed since the first of May. Is it about a bill?
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="never-cut",
        title="A protected opening that is longer than the prompt",
        explanation=(
            "allow_after_ms protects the beginning of a prompt. If it is longer than the prompt lasts, the prompt is"
            " protected from its first word to its last, whatever its strategy says."
        ),
        example_bad="""\
states:
  welcome:
    prompts:
      text: Is it about a bill?
      barge_in: {strategy: immediate, allow_after_ms: 5000}
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  welcome:
    prompts:
      text: Is it about a bill?
      barge_in: {strategy: immediate, allow_after_ms: 500}
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="immediate-without-opening",
        title="A prompt that its own echo may stop",
        explanation=(
            "The strategy immediate stops at the first sound, and a breath, an echo or the end of what the caller said"
            " before is a sound. With the first 500 to 1,000 ms protected, only somebody who speaks stops it."
        ),
        example_bad="""\
states:
  welcome:
    prompts:
      text: Is it about a bill?
      barge_in: immediate
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  welcome:
    prompts:
      text: Is it about a bill?
      barge_in:
        strategy: immediate
        allow_after_ms: 500
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
    Entry(
        code="late-interruption",
        title="A prompt that stops at the first sound, but late",
        explanation=(
            "The strategy immediate is for callers who know the prompt by heart. If more than its first second is"
            " protected, they talk to somebody who does not listen."
        ),
        example_bad="""\
states:
  welcome:
    prompts:
      text: Is it about a bill that came in the post, or about one that you found in your mail?
      barge_in: {strategy: immediate, allow_after_ms: 3000}
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  welcome:
    prompts:
      text: Is it about a bill that came in the post, or about one that you found in your mail?
      barge_in: {strategy: immediate, allow_after_ms: 500}
    transitions: {yes: bye, no: bye}
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.INFO,
        craft=True,
    ),
    Entry(
        code="needless-protection",
        title="More that is protected than has to be",
        explanation=(
            "Legal notices, farewells, the words before a transfer and prompts with a name may well be protected."
            " Anything else that is long, or a third of all that a flow says, keeps callers waiting for the end of what"
            " they know by heart."
        ),
        example_bad="""\
states:
  prices:
    prompts:
      text: >-
        A day ticket is four euros, a week is twenty, a month is sixty, and a whole year is five hundred euros. Children
        pay half of that, and on Sundays nobody pays at all.
      barge_in: none
    go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        example_good="""\
states:
  prices:
    prompts: >-
      A day ticket is four euros, a week is twenty, a month is sixty, and a whole year is five hundred euros. Children
      pay half of that, and on Sundays nobody pays at all.
    go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
""",
        severity=Severity.WARNING,
        craft=True,
    ),
)
