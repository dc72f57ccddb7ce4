"""A measured ratio and its bar: what every benchmark prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """``value`` is measured against something else in the same run; ``bar`` is what it must keep."""

    name: str
    value: float
    bar: float
    at_most: bool = True

    @property
    def kept(self) -> bool:
        """Whether the bar is kept."""
        return self.value <= self.bar if self.at_most else self.value >= self.bar

    def __str__(self) -> str:
        verdict = "kept" if self.kept else "MISSED"
        return f"{self.value:10.2f}  {'at most' if self.at_most else 'at least'} {self.bar:<8g} {verdict:7} {self.name}"


def report(ratios: list[Ratio]) -> int:
    """Print them; exit code 1 if one misses its bar."""
    for ratio in ratios:
        print(ratio)
    return int(not all(ratio.kept for ratio in ratios))
