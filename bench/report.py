"""The benchmark's result: rows of measurements, their reach, and the table that people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from measuring import Sample, median, ratio, seconds


@dataclass(frozen=True, slots=True)
class Reach:
    """A limit of the project's own: what was measured, and the bound that it should keep.

    Both are in ``unit``; ``aim`` is what the project would like.
    """

    value: float
    bound: float
    unit: str
    at_least: bool = False
    aim: float | None = None

    @property
    def met(self) -> bool:
        """Say whether the value keeps the bound, which itself is allowed."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "met" if self.met else "MISSED"
        text = f"{self.value:.3g} {sign} {self.bound:g} {self.unit}: {verdict}"
        if self.aim is None:
            return text
        reached = self.value >= self.aim if self.at_least else self.value <= self.aim
        return f"{text}; aim {self.aim:g}: {'met' if reached else 'missed'}"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured; ``ratio`` is to the reference of the same job, where it ran."""

    name: str
    samples: Sequence[Sample]
    ratio: float | None = None
    reach: tuple[Reach, ...] = ()

    @property
    def peak(self) -> float:
        """The highest peak of all runs, in MiB."""
        return max(sample.peak for sample in self.samples)


def row(
    name: str,
    samples: Sequence[Sample],
    reference: Sequence[Sample] | None = None,
    *reach: Reach,
    at_most: float | None = None,
    aim: float | None = None,
) -> Row:
    """Make a row; ``at_most`` is the bound of its ratio to the reference, ``aim`` a lower one."""
    ratio_of = ratio(samples, reference) if reference else None
    if ratio_of is not None and at_most is not None:
        reach = (Reach(ratio_of, at_most, "× the reference", aim=aim), *reach)
    return Row(name, samples, ratio_of, reach)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as lines of text; each further reach stands on a line of its own."""
    head = ["", "median s", "min–max s", "peak MiB", "ratio", "reach"]
    lines = [head]
    for one in rows:
        times = seconds(one.samples)
        spread = f"{min(times):.3f}–{max(times):.3f}"
        of_reference = f"{one.ratio:.2f}×" if one.ratio is not None else ""
        first, *more = [str(reach) for reach in one.reach] or [""]
        lines.append(
            [one.name, f"{median(times):.3f}", spread, f"{one.peak:.0f}", of_reference, first]
        )
        lines += [["", "", "", "", "", text] for text in more]
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    aligned = [
        cell.rjust(width) if 0 < n < 5 else cell.ljust(width)
        for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(aligned).rstrip()


def as_data(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Return the rows as JSON has them, with every sample."""
    return [
        {
            "name": one.name,
            "median_seconds": median(seconds(one.samples)),
            "peak_mib": one.peak,
            "ratio": one.ratio,
            "reach": [
                {"value": r.value, "bound": r.bound, "unit": r.unit, "met": r.met}
                for r in one.reach
            ],
            "samples": [sample._asdict() for sample in one.samples],
        }
        for one in rows
    ]
