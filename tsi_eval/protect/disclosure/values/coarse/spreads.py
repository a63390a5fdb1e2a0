"""What a shown mean, its interval and the words about it say of sums and sums of squares.

A mean of n persons is origin + step · S / n, where S sums their places on the scale (or their
changes in steps). With the sum of squares Q, the values' squares around the mean come to Q - S²/n
steps, and the interval's arm is t · step · √((Q - S²/n) / (n (n - 1))).

Worked example. Twelve children on 0 to 2, mean 1.17 (0.80 to 1.53). Only S = 14 gives 1.17. The arm
lies between 0.362 and 0.372, so that the squares around the mean come to between 3.57 and 3.77
and Q to between 19.9 and 20.1: it is 20.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import stdtrit

from tsi_eval.findings.verdict import Matter, Verdict

# Computed numbers may miss a whole one by so much.
ROUNDING = 1e-9
NEVER = math.inf
# Least and largest.
Range = tuple[float, float]
Options = dict[int, Range]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """How sums of places become a mean and an interval.

    Attributes:
        n: How many persons, 2 at least.
        origin: The mean when every place is 0.
        step: From one place to the next.
        total: The true sum.
        squares: The true sum of squares.
        quantile: Of Student's t, which the arm has standard errors.
        narrower: What a shown arm is multiplied by to give one that knows of no clusters and no
            model; 1 where it is one.
    """

    n: int
    origin: float
    step: float
    total: int
    squares: int
    quantile: float
    narrower: float = 1.0

    def mean(self, total: int) -> float:
        """Return the mean of a sum."""
        return self.origin + self.step * total / self.n

    def arm(self) -> float:
        """Return the true interval's half width, as if nobody belonged together."""
        around = max(0.0, self.squares - self.total**2 / self.n)
        return self.quantile * self.step * math.sqrt(around / (self.n * (self.n - 1)))

    def squares_by(self, total: int, arm: Range) -> Range:
        """Return the least and largest sum of squares for a shown arm between two bounds."""
        low, high = (self._squares(total, end) for end in arm)
        return math.ceil(low - 1e-6), high if high == NEVER else math.floor(high + 1e-6)

    def _squares(self, total: int, arm: float) -> float:
        around = self.n * (self.n - 1) * (max(0.0, arm) * self.narrower / (self.quantile * self.step)) ** 2
        return around + total**2 / self.n


def quantile(n: int, level: float) -> float:
    """Return how many standard errors an interval's arm has."""
    return float(stdtrit(n - 1, 0.5 + level / 2))


def exactly(gauge: Gauge) -> Options:
    """Return that both sums are known."""
    return {gauge.total: (gauge.squares, gauge.squares)}


def by_mean(gauge: Gauge, shown: float, decimals: int) -> Options:
    """Return the sums whose mean is shown as this; the true one counts whichever way it rounds."""
    half = 10.0**-decimals / 2
    middle, reach = (shown - gauge.origin) * gauge.n / gauge.step, half * gauge.n / gauge.step
    first, last = math.floor(middle - reach), math.ceil(middle + reach)
    sums = [s for s in range(first, last + 1) if abs(gauge.mean(s) - shown) < half - ROUNDING]
    if abs(gauge.mean(gauge.total) - shown) <= half + ROUNDING:
        sums.append(gauge.total)
    return dict.fromkeys(sums, (0.0, NEVER))


def by_ends(gauge: Gauge, sums: Options, ends: Range, decimals: int) -> Options:
    """Return what ends that were rounded to the nearest say of the squares beside each sum."""
    half, (low, high) = 10.0**-decimals / 2, ends
    found = {}
    for total in sums:
        mean = gauge.mean(total)
        least = max(mean - low, high - mean) - half
        most = min(mean - low, high - mean) + half
        found[total] = gauge.squares_by(total, (least, most))
    return found


def by_arm(gauge: Gauge, sums: Options, arm: Range) -> Options:
    """Return what bounds for a shown arm say of the squares beside each sum."""
    return {total: gauge.squares_by(total, arm) for total in sums}


def decade(error: float) -> Range:
    """Return the bounds that two digits of an error lie between: the decimals say so much."""
    least = 10.0 ** math.floor(math.log10(error))
    return least, 10 * least * (1 - ROUNDING)


def supported(error: float) -> int:
    """Return the decimal at which two digits of an error end, 0 at the least."""
    return max(0, 1 - math.floor(math.log10(error)))


def by_verdict(gauge: Gauge, sums: Options, verdict: Verdict, matters: float) -> Options:
    """Return what the words about a change say of the squares beside each sum.

    Args:
        gauge: The change.
        sums: The possible sums.
        verdict: What is said.
        matters: The smallest change that matters; not looked at where nothing is said of it.
    """
    found = {}
    for total in sums:
        arm = arm_by(verdict, abs(gauge.mean(total)), matters)
        if arm[0] <= arm[1] and arm[1] >= 0:
            found[total] = gauge.squares_by(total, arm)
    return found


def arm_by(verdict: Verdict, size: float, matters: float) -> Range:
    """Return the least and largest arm beside a change of a size that the words allow.

    Example: a change of 0.4 whose interval leaves out nothing has an arm below 0.4.
    """
    low, high = (0.0, size - ROUNDING) if verdict.leaves_out_nothing else (size, NEVER)
    match verdict.matter:
        case Matter.SMALL | Matter.LITTLE:
            return low, min(high, matters - size - ROUNDING)
        case Matter.MUCH:
            return low, min(high, size - matters)
        case Matter.UNSURE:
            return max(low, matters - size, size - matters + ROUNDING), high
        case Matter.OPEN:
            return max(low, matters - size), high
        case None:
            return low, high


def both(one: Options, other: Options) -> Options:
    """Return what is possible by both."""
    found = {}
    for total in one.keys() & other.keys():
        low, high = max(one[total][0], other[total][0]), min(one[total][1], other[total][1])
        if low <= high:
            found[total] = (low, high)
    return found
