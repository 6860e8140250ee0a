"""What `--timings` prints."""

from __future__ import annotations

from agi_review.cli.timings import Stages


def test_stages_are_listed_in_their_order_with_their_sum() -> None:
    """Each stage that ended is one line, between the head and the sum."""
    stages = Stages()
    stages.ended("read")
    stages.ended("write the pages")
    head, *rows = stages.shown().splitlines()
    assert head.split() == ["stage", "seconds", "processor"]
    assert [row[: len("write the pages")].strip() for row in rows] == [
        "read",
        "write the pages",
        "in all",
    ]
    assert len({len(row) for row in rows}) == 1
