"""Opening hours without holidays: on Christmas day callers are put through to an empty office."""

from __future__ import annotations

from callwright.compiler.checks.subject import Subject
from callwright.core.hours import Hours

_DAY = 1440


def check(subject: Subject) -> None:
    """Look at every entry of ``hours``; one that names days itself, or is never closed, has thought of it."""
    for name, hours in subject.flow.hours.items():
        if not (hours.holidays or hours.closed or hours.open or _always(hours)):
            country = subject.flow.language.partition("-")[2]
            example = f"holidays: {country}" if len(country) == 2 else "holidays: DE-NW"
            subject.report.add(
                "hours-without-holidays",
                f'"{name}" is open on public holidays too: then callers are put through, or told, as on any other day.',
                hours.span,
                f'Add "{example}" (a country, or a region of it as in DE-NW), or the days themselves: "closed:" and a'
                " list.",
            )


def _always(hours: Hours) -> bool:
    """Whether it never closes, so that a holiday is like any other day."""
    return all(sum(end - start for start, end in day) >= _DAY - 1 for day in hours.weekly)
