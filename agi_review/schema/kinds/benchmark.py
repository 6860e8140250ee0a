"""The benchmark: a task, a data set and a metric, with results over time."""

from __future__ import annotations

from typing import Annotated

from agi_review.schema.entry import Entry, Record
from agi_review.schema.fields import Day, Month, Score, Text
from agi_review.schema.references import EntryRef, RefersTo
from agi_review.schema.vocabulary import Direction, Reporter


class Result(Record):
    """One number somebody published."""

    model: Annotated[EntryRef, RefersTo("model", inverse="Results")] | None = None
    """The model, where it has an entry."""

    system: Text | None = None
    """What was run, where there is no entry or more than the model counts."""

    value: Score
    """The number as printed."""

    setting: Text
    """How it was obtained, such as `few-shot` or `fine-tuned`."""

    date: Month | None = None
    """When the result became public."""

    source: Annotated[EntryRef, RefersTo("paper", inverse="Results it reports")]
    """The paper that prints it."""

    where: Text | None = None
    """The place in that paper."""

    reported_by: Reporter
    """`self` if the model's own authors ran it, else `independent`."""

    checked: Day | None = None
    """The day the number was compared with the source's own text."""


class BenchmarkEntry(Entry, kind="benchmark", folder="benchmarks"):
    """A task on a data set, judged by one metric."""

    name: Text
    """The benchmark's usual name with its metric."""

    task: Annotated[EntryRef, RefersTo("term", inverse="Benchmarks of it", scheme="task")]
    """The task."""

    dataset: Annotated[EntryRef, RefersTo("dataset", inverse="Benchmarks on it")]
    """The data set."""

    metric: Text
    """The metric and its unit, such as `accuracy, %`."""

    better: Direction
    """Whether a higher or a lower value is better."""

    results: tuple[Result, ...] = ()
    """The published results."""
