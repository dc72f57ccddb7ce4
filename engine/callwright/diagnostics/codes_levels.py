"""Codes about ``callwright.toml`` and about comments that silence a rule."""

from __future__ import annotations

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Severity

LEVEL_CODES: tuple[Entry, ...] = (
    Entry(
        code="settings-unreadable",
        title="callwright.toml cannot be read",
        explanation=(
            '`callwright.toml` holds lines such as `menu-too-long = "off"` under the line `[rules]`. It is TOML, so a'
            " value stands in quotes."
        ),
        example_bad="[rules]\nunreachable-state = off\n",
        example_good='[rules]\nunreachable-state = "off"\n',
    ),
    Entry(
        code="settings-unknown-section",
        title="A part of callwright.toml that there is not",
        explanation="`callwright.toml` has one part, `[rules]`, which sets how much the findings of a rule matter.",
        example_bad='[rule]\nunreachable-state = "off"\n',
        example_good='[rules]\nunreachable-state = "off"\n',
    ),
    Entry(
        code="settings-unknown-level",
        title="A level that there is not",
        explanation=(
            "A rule is `off` (nothing is told), or what it finds is told as `info`, as a `warning` or as an `error`,"
            " which stops the flow from being served."
        ),
        example_bad='[rules]\nunreachable-state = "severe"\n',
        example_good='[rules]\nunreachable-state = "error"\n',
    ),
    Entry(
        code="unknown-rule",
        title="A rule that there is not",
        explanation=(
            "The level of a rule is set, and a comment silences it, by its name: the one that stands in brackets behind"
            " what it finds. `callwright explain` lists all of them."
        ),
        example_bad='[rules]\nunreachable-sate = "off"\n',
        example_good='[rules]\nunreachable-state = "off"\n',
        severity=Severity.WARNING,
    ),
    Entry(
        code="rule-not-settable",
        title="A mistake that cannot be switched off",
        explanation=(
            "Rules of good dialogue, warnings and notes can be set to another level or silenced. A mistake in the"
            " language cannot: the flow would not work. It has to be mended."
        ),
        example_bad='[rules]\nunknown-state = "off"\n',
        example_good='[rules]\nunreachable-state = "off"\n',
        severity=Severity.WARNING,
    ),
    Entry(
        code="allow-without-reason",
        title="A comment silences a rule without saying why",
        explanation=(
            "Whoever reads the flow later has to know why a rule does not count here, so a comment without a reason"
            " silences nothing."
        ),
        example_bad="# callwright: allow unreachable-state\nfair:\n  go_to: welcome\n",
        example_good=(
            "# callwright: allow unreachable-state because the trade fair in May will lead here\n"
            "fair:\n  go_to: welcome\n"
        ),
        severity=Severity.WARNING,
    ),
    Entry(
        code="allow-unclear",
        title="A comment for callwright that it does not understand",
        explanation=(
            "A comment that silences a rule is written `# callwright: allow CODE because REASON`; several codes are"
            " separated by commas."
        ),
        example_bad="# callwright: ignore unreachable-state\nfair:\n  go_to: welcome\n",
        example_good=(
            "# callwright: allow unreachable-state because the trade fair in May will lead here\n"
            "fair:\n  go_to: welcome\n"
        ),
        severity=Severity.WARNING,
    ),
    Entry(
        code="allow-unused",
        title="A comment silences a rule where that finds nothing",
        explanation=(
            "The mistake has been mended, or the comment stands at the wrong line. At the end of a line it is for what"
            " begins on that line; on a line of its own for what begins below it."
        ),
        example_bad=(
            "# callwright: allow unreachable-state because the trade fair in May will lead here\n"
            "welcome:\n  prompts: Hello.\n"
        ),
        example_good="welcome:\n  prompts: Hello.\n",
        severity=Severity.WARNING,
    ),
    Entry(
        code="rule-failed",
        title="A rule of callwright's failed",
        explanation=(
            "A rule stumbled over this flow. That is a mistake of callwright's own, not of the flow: all other rules"
            " looked, and the flow can be served."
        ),
        example_bad="# whatever it is that a rule stumbles over\nflow: hello\n",
        example_good="flow: hello\n",
        severity=Severity.WARNING,
    ),
)
