"""An axis of values: round marks that reach around what is shown, none of them zero by force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Axis:
    """The marks of an axis, lowest first, and where on a line a value stands."""

    ticks: tuple[Decimal, ...]
    step: Decimal

    def place(self, value: Decimal, start: int, end: int) -> int:
        """Return the pixel of a value on a line from the lowest mark to the highest."""
        low, high = self.ticks[0], self.ticks[-1]
        return start + round((end - start) * (value - low) / (high - low))

    def label(self, tick: Decimal) -> str:
        """Return a mark as it is written: all with as many decimals as the step needs."""
        exponent = self.step.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        return f"{tick:.{decimals}f}"


def axis_of(values: Sequence[Decimal], most: int) -> Axis:
    """Return an axis around some values.

    Args:
        values: At least one.
        most: How many spaces between marks there may be, at least two.
    """
    low, high = min(values), max(values)
    if not high - low:
        # One value has no spread of its own: a tenth of its size stands in for it.
        unit = Decimal(1).scaleb(low.adjusted() - 1) if low else Decimal(1)
        low, high = low - unit, high + unit
    step = _step(high - low, most - 1)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return Axis(tuple(step * number for number in range(int(first), int(last) + 1)), step)


def _step(spread: Decimal, most: int) -> Decimal:
    """The smallest round step of which no more than so many make the spread."""
    raw = spread / most
    unit = Decimal(1).scaleb(raw.adjusted())
    return next(unit * factor for factor in _STEPS if unit * factor >= raw)
