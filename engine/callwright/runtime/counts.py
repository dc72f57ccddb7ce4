"""What is counted: one ``Family`` for each metric, as plain numbers.

Theory of operation. A family holds a number, or the cells of a histogram, for each set of label values. Counting is an
addition in a dictionary, a tenth of what a library's counter costs; giving it out as somebody's format is ``metrics``'
affair, and adding up several workers is a sum of plain numbers (``snapshot``, ``add``).

*Laws.* Label values are words of ours, or of an author's files, never of a caller. A family holds ``MOST`` label sets
at most; what comes beyond counts as ``OTHER``, so an endless row of reloads eats no memory. A counter never goes down.

The docstring of a family is its help text. Names follow Prometheus: base units, ``_total`` for what only grows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

MOST: Final = 10_000
OTHER: Final = "(other)"

Labels = tuple[str, ...]


class Kind(StrEnum):
    """What may happen to a family's numbers."""

    COUNTER = "counter"
    """They only grow."""
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


class Across(StrEnum):
    """How the numbers of several workers become one."""

    SUM = "sum"
    HIGHEST = "highest"
    LOWEST = "lowest"


class Family:
    """One metric. ``bounds`` are the upper ends of a histogram's buckets, in seconds."""

    __slots__ = ("across", "bounds", "help", "kind", "labels", "name", "values")

    def __init__(
        self,
        kind: Kind,
        name: str,
        help: str,
        labels: Sequence[str] = (),
        *,
        bounds: Sequence[float] = (),
        across: Across = Across.SUM,
    ) -> None:
        self.kind = kind
        self.name = name
        self.help = help
        self.labels = tuple(labels)
        self.bounds = tuple(bounds)
        self.across = across
        self.values: dict[Labels, Any] = {}
        """A number for each set of label values; of a histogram a list: the buckets, what is beyond, the sum."""
        if not labels and kind is not Kind.GAUGE:
            self.values[()] = self._none()

    def _none(self) -> Any:
        return [0] * (len(self.bounds) + 1) + [0.0] if self.kind is Kind.HISTOGRAM else 0

    def add(self, *labels: str, by: float = 1) -> None:
        """Count."""
        values = self.values
        if labels in values:
            values[labels] += by
        else:
            labels = self._room(labels)
            values[labels] = values.get(labels, 0) + by

    def set(self, value: float, *labels: str) -> None:
        """A gauge is so much now."""
        self.values[self._room(labels)] = value

    def cells(self, *labels: str) -> list[float]:
        """Of a histogram: what ``observe`` adds to. It may be kept."""
        values = self.values
        if labels not in values:
            labels = self._room(labels)
            values.setdefault(labels, self._none())
        found: list[float] = values[labels]
        return found

    def observe(self, cells: list[float], seconds: float) -> None:
        """Something took so long."""
        cells[bisect_left(self.bounds, seconds)] += 1
        cells[-1] += seconds

    def observe_all(self, times: Sequence[float], *labels: str) -> None:
        """Several things took so long, in seconds."""
        cells = self.cells(*labels)
        ordered = sorted(times)
        before = 0
        for place, bound in enumerate(self.bounds):
            upto = bisect_right(ordered, bound, before)
            cells[place] += upto - before
            before = upto
        cells[len(self.bounds)] += len(ordered) - before
        cells[-1] += sum(ordered)

    def _room(self, labels: Labels) -> Labels:
        """These, or where there are too many already ``OTHER``."""
        return labels if len(self.values) < MOST or labels in self.values else (OTHER,) * len(labels)

    def merge(self, values: Mapping[Labels, Any]) -> None:
        """Add what another worker has of it."""
        for labels, value in values.items():
            if labels not in self.values:
                self.values[self._room(labels)] = list(value) if isinstance(value, list) else value
            elif self.kind is Kind.HISTOGRAM:
                mine = self.values[labels]
                if len(mine) == len(value):
                    mine[:] = [one + other for one, other in zip(mine, value, strict=True)]
            elif self.across is Across.SUM:
                self.values[labels] += value
            else:
                self.values[labels] = (max if self.across is Across.HIGHEST else min)(self.values[labels], value)


_TURN = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_STEP = (0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25)
_STORE = (0.00001, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5)
_SERVICE = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


def _counter(name: str, help: str, *labels: str) -> Family:
    return Family(Kind.COUNTER, f"callwright_{name}_total", help, labels)


def _gauge(name: str, help: str, *labels: str, across: Across = Across.SUM) -> Family:
    return Family(Kind.GAUGE, f"callwright_{name}", help, labels, across=across)


def _histogram(name: str, help: str, bounds: Sequence[float], *labels: str) -> Family:
    return Family(Kind.HISTOGRAM, f"callwright_{name}_seconds", help, labels, bounds=bounds)


class Counts:
    """All that is counted by one worker, or the sum of several."""

    def __init__(self) -> None:
        # calls
        self.begun = _counter("calls_begun", "Calls that began, by their flow and direction.", "flow", "direction")
        self.ended = _counter("calls_ended", "Calls that the platform said are over, by how they ended.", "flow", "how")
        self.unserved = _counter("calls_unserved", "Events of calls whose number no flow answers.")
        self.open = _gauge("calls_open", "Calls that are not over, as the store knows them.", across=Across.HIGHEST)
        # turns
        self.turns = _counter("turns", "Events that were stepped and saved.", "event")
        self.turn = _histogram("turn", "From an event's arrival until its answer was handed over.", _TURN, "way")
        self.step = _histogram("step", "What the rules of a call took.", _STEP)
        self.under_way = _gauge("turns_under_way", "Calls on which something is being worked at this moment.")
        self.repeated = _counter("answers_repeated", "Repeated events that got the answer which had been lost.")
        self.undelivered = _counter("undelivered", "What we had to say that nobody took; it goes out later.", "way")
        # how well callers and flows understand each other
        self.inputs = _counter("inputs", "What callers said, typed, or did not say.", "flow", "state", "result")
        self.prompts = _counter(
            "prompts", "Prompts of calls that are over, by what became of them.", "flow", "prompt", "fate"
        )
        self.unheard = _counter("protected_unheard", "Protected prompts that were not heard whole.", "flow", "prompt")
        # what goes wrong
        self.faults = _counter(
            "faults", "Events that could not be answered: a fault of ours, or of the store.", "event"
        )
        self.failed = _counter(
            "failed_turns", "Turns that could not go on as their author wrote them.", "flow", "state"
        )
        self.refused = _counter("refused", "Requests and messages that were refused.", "door", "status")
        self.unwritten = _gauge("log_lines_unwritten", "Lines of the log that could not be written.")
        # the store
        self.store = _histogram("store", "What the store took.", _STORE, "operation")
        self.store_up = _gauge("store_up", "1 if calls can be kept, else 0.", across=Across.LOWEST)
        self.conflicts = _counter("store_conflicts", "Saves that another worker forestalled; the turn is taken again.")
        # the services of the flows
        self.service = _histogram(
            "service", "What a service took to answer, all attempts together.", _SERVICE, "service"
        )
        self.answers = _counter("service_answers", "What came of asking a service.", "service", "result")
        self.again = _counter("service_retries", "Attempts after the first.", "service")
        self.inquiries = _gauge("inquiries_under_way", "Services that are being asked at this moment.")
        # flows and workers
        self.reload_errors = _gauge(
            "reload_errors",
            "Mistakes that keep the saved flows from being served; 0 if all is well.",
            across=Across.HIGHEST,
        )
        self.version = _gauge(
            "version_info", "1 for the version that new calls begin with.", "version", across=Across.HIGHEST
        )
        self.versions = _gauge(
            "versions_in_memory", "Versions of the flows that calls go on in.", across=Across.HIGHEST
        )
        self.sockets = _gauge("websockets_open", "Open WebSockets of the platform.")
        self.workers = _gauge("workers", "Workers that are alive.")
        self.lag = _gauge(
            "loop_lag_seconds", "How late the event loop was at its worst in the last second.", across=Across.HIGHEST
        )
        self.memory = _gauge("memory_bytes", "Memory in use.")
        self.processor = _counter("cpu_seconds", "Time of the processor that was used.")
        self.started = _gauge("start_time_seconds", "When the oldest worker began, in Unix time.", across=Across.LOWEST)

    def __iter__(self) -> Iterator[Family]:
        """The families, in the order in which they are given out."""
        return iter(vars(self).values())

    def snapshot(self, *, gauges: bool = True) -> dict[str, list[tuple[Labels, Any]]]:
        """All numbers as plain data, to be added to others'. ``gauges``: also what is so at this moment only."""
        return {
            family.name: [
                (labels, list(value) if isinstance(value, list) else value) for labels, value in family.values.items()
            ]
            for family in self
            if family.values and (gauges or family.kind is not Kind.GAUGE)
        }

    def add(self, snapshot: Mapping[str, Any], *, gauges: bool = True) -> None:
        """Add another's numbers. What is no snapshot of ours, or of another release, is left out."""
        for family in self:
            if family.kind is Kind.GAUGE and not gauges:
                continue
            rows = snapshot.get(family.name, ())
            family.merge({tuple(labels): value for labels, value in rows if len(labels) == len(family.labels)})
