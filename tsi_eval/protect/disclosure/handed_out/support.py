"""Does any combination of told sets rest on a few persons only?

A reader who knows how many are in each of some sets, or the sum of their values, knows it of every
combination of them: some sets added, others taken away. What must not be is a combination in which
only a few persons are left.

1. Whoever is in the same sets cannot be told apart, and makes a piece (`_pieces`). A person with
   another value than before is in it twice: once as before and once as now.
2. A combination in which a large piece is left rests on many. So only combinations are looked at in
   which all large pieces cancel out; they form a space (`_space`), which falls into blocks that
   share no piece.
3. In each block, every choice of pieces that together hold a few persons is tried: it is exposed if
   a combination rests on it alone (`_exposed`), which is so if its rows in the space's complement
   depend on each other.
4. A combination that follows from what was told before, or from the new report alone, says nothing
   that this audit is about, and is passed over. The new report has been judged by itself.

When there are too many choices, the answer is that there is such a combination: what can't be
judged is not renewed.

Worked example. Told before were 60 in all and 30 girls; new are 68 in all, and 35 girls would be.
Eight came, of whom five are girls. The differences of the totals, 8, and of the girls, 5, rest on
enough. The first less the second rests on three boys: the girls stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

import numpy as np
import numpy.typing as npt

# Somebody or something that a told set holds. A person with a value is "person:value", and a thing
# of a person "person.thing": five goals of one person rest on one.
Element = str
Rows = Sequence[frozenset[Element]]
Matrix = npt.NDArray[np.float64]
ZERO = 1e-9
# So many choices of pieces are tried; more are not judged.
CHOICES = 300_000
# So many are tried at a time.
AT_ONCE = 50_000
Within = Callable[[Matrix], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """The sets of one pool.

    Attributes:
        before: What was told before.
        alone: What the new report tells by itself, the new sets and others.
        new: The sets that are to be told now.
        sizes: How much an element counts, where that is not 1.
    """

    before: Rows
    alone: Rows
    new: Rows
    sizes: Mapping[Element, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pieces:
    """Those who are in the same sets.

    Attributes:
        rows: Which set holds which column, shape (sets, columns). A piece has a column for each way
            in which its persons are in sets: as before and as now.
        piece: The piece of each column, shape (columns,).
        sizes: Persons in each piece, shape (pieces,).
    """

    rows: Matrix
    piece: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]


def rests_on_few(sets: Sets, few: int) -> bool:
    """Tell whether new sets, beside those told before, give a combination that rests on a few.

    Args:
        sets: What was told, and what is to be told now.
        few: Fewer persons than this are few.
    """
    if few <= 1 or not sets.new:
        return False
    every = list(dict.fromkeys((*sets.before, *sets.new, *sets.alone)))
    pieces = _pieces(every, sets.sizes)
    place = {members: i for i, members in enumerate(every)}

    def table(some: Rows) -> Matrix:
        return pieces.rows[[place[members] for members in dict.fromkeys(some)]]

    space = _space(table((*sets.before, *sets.new)), pieces, few)
    if not len(space):
        return False
    known = (_spanned(table(sets.before)), _spanned(table(sets.alone)))

    def says_nothing_new(found: Matrix) -> bool:
        return any(within(found) for within in known)

    return any(_exposed(block, pieces, columns, few, says_nothing_new) for block, columns in _blocks(space))


def person_of(element: Element) -> str:
    """Return the person whom an element is of: "p" of "p", of "p:value" and of "p.goal"."""
    return element.partition(":")[0].partition(".")[0]


def _pieces(sets: Rows, sizes: Mapping[Element, int]) -> _Pieces:
    elements = sorted(frozenset[Element]().union(*sets))
    row = {element: i for i, element in enumerate(elements)}
    inside = np.zeros((len(elements), len(sets)), dtype=np.bool_)
    for column, members in enumerate(sets):
        inside[[row[element] for element in members], column] = True
    patterns, pattern_of = np.unique(inside, axis=0, return_inverse=True)
    of_person: dict[str, set[int]] = {}
    weight: dict[str, int] = {}
    for element, pattern in zip(elements, pattern_of.reshape(-1).tolist(), strict=True):
        person = person_of(element)
        of_person.setdefault(person, set()).add(pattern)
        weight[person] = sizes.get(element, 1)
    profiles: dict[tuple[int, ...], int] = {}
    for person, mine in of_person.items():
        profile = tuple(sorted(mine))
        profiles[profile] = profiles.get(profile, 0) + weight[person]
    columns = [(piece, pattern) for piece, profile in enumerate(profiles) for pattern in profile]
    return _Pieces(
        rows=patterns[[pattern for _, pattern in columns]].T.astype(np.float64).reshape(len(sets), len(columns)),
        piece=np.array([piece for piece, _ in columns], dtype=np.int64),
        sizes=np.array(list(profiles.values()), dtype=np.int64),
    )


def _space(rows: Matrix, pieces: _Pieces, few: int) -> Matrix:
    """Return a basis of the combinations in which every large piece cancels out."""
    large = pieces.sizes[pieces.piece] >= few
    cancelling = _null(rows[:, large].T) if large.any() else np.eye(len(rows))
    found = cancelling @ rows
    found[:, large] = 0.0
    return _basis(found)


def _null(table: Matrix) -> Matrix:
    """Return an orthonormal basis of the weights w with table @ w = 0, a row each."""
    _, values, vectors = np.linalg.svd(table, full_matrices=True)
    return np.asarray(vectors[int((values > _tolerance(values)).sum()) :], dtype=np.float64)


def _basis(table: Matrix) -> Matrix:
    """Return an orthonormal basis of what a table's rows span."""
    if not table.size:
        return np.zeros((0, table.shape[1]))
    _, values, vectors = np.linalg.svd(table, full_matrices=False)
    return np.asarray(vectors[: int((values > _tolerance(values)).sum())], dtype=np.float64)


def _tolerance(values: Matrix) -> float:
    return float(ZERO * max(1.0, values.max(initial=0.0)))


def _spanned(table: Matrix) -> Within:
    """Return a function that tells whether all rows of another table lie in what this one spans."""
    basis = _basis(table)

    def within(found: Matrix) -> bool:
        rest = found - (found @ basis.T) @ basis
        return bool(np.abs(rest).max(initial=0.0) < np.sqrt(ZERO))

    return within


def _blocks(space: Matrix) -> Iterator[tuple[Matrix, npt.NDArray[np.int64]]]:
    """Yield parts of a space that share no column, each with the columns that it has."""
    tied = np.abs(space.T @ space) > np.sqrt(ZERO)
    left = set(np.flatnonzero(tied.any(axis=0)).tolist())
    while left:
        block, border = set[int](), {min(left)}
        while border:
            block |= border
            border = set(np.flatnonzero(tied[sorted(border)].any(axis=0)).tolist()) - block
        left -= block
        columns = np.array(sorted(block), dtype=np.int64)
        yield _basis(space[:, columns]), columns


def _exposed(
    block: Matrix, pieces: _Pieces, columns: npt.NDArray[np.int64], few: int, says_nothing_new: Within
) -> bool:
    """Tell whether a combination of a block rests on a few, and says something new."""
    of = pieces.piece[columns]
    inside = np.unique(of)
    sizes = pieces.sizes[inside]
    rest = _null(block).T  # shape (columns, those that the block lacks)
    places = [np.flatnonzero(of == piece) for piece in inside]

    def exposes(choice: tuple[int, ...]) -> bool:
        mine = np.concatenate([places[piece] for piece in choice])
        found = _combinations_on(mine, rest, len(columns))
        wide = np.zeros((len(found), len(pieces.piece)))
        wide[:, columns] = found
        # What follows from two sources together, one combination from each, follows from neither.
        return not says_nothing_new(wide)

    if _number_of_choices(sizes, few) > CHOICES:
        return True
    return any(exposes(choice) for choice in _dependent(places, sizes, rest, few))


def _number_of_choices(sizes: npt.NDArray[np.int64], few: int) -> int:
    """Return how many choices of pieces hold fewer persons than this."""
    # How many choices hold exactly so many persons, of the pieces so far.
    holding = [1, *[0] * (few - 1)]
    for size in sizes[sizes < few].tolist():
        for held in range(few - 1, size - 1, -1):
            holding[held] += holding[held - size]
    return sum(holding) - 1


def _combinations_on(mine: npt.NDArray[np.int64], rest: Matrix, width: int) -> Matrix:
    """Return a basis of the block's combinations that rest on these columns alone."""
    found = _null(rest[mine].T) if rest.shape[1] else np.eye(len(mine))
    wide = np.zeros((len(found), width))
    wide[:, mine] = found
    return wide


def _dependent(
    places: Sequence[npt.NDArray[np.int64]], sizes: npt.NDArray[np.int64], rest: Matrix, few: int
) -> Iterator[tuple[int, ...]]:
    """Yield choices of pieces with fewer persons, smaller first, whose rows are dependent."""
    widths = np.array([len(place) for place in places])
    chance = np.random.default_rng(0)
    for k in range(1, few):
        choices = _choices(sizes, k, few)
        for width in np.unique(widths[choices].sum(axis=1)).tolist():
            # A random view in as many dimensions keeps whether so many rows depend on each other.
            view = rest @ chance.standard_normal((rest.shape[1], width))
            of_width = choices[widths[choices].sum(axis=1) == width]
            for start in range(0, len(of_width), AT_ONCE):
                some = of_width[start : start + AT_ONCE]
                for place in np.flatnonzero(_depend(view[_columns_of(some, places, width)])).tolist():
                    yield tuple(some[place].tolist())


def _choices(sizes: npt.NDArray[np.int64], k: int, few: int) -> npt.NDArray[np.int64]:
    """Return each choice of k pieces that together hold fewer persons than this, a row each."""
    # Each of the others holds somebody.
    small = np.flatnonzero(sizes <= few - k).tolist()
    every = np.fromiter(chain.from_iterable(combinations(small, k)), dtype=np.int64).reshape(-1, k)
    found: npt.NDArray[np.int64] = every[sizes[every].sum(axis=1) < few]
    return found


def _columns_of(
    choices: npt.NDArray[np.int64], places: Sequence[npt.NDArray[np.int64]], width: int
) -> npt.NDArray[np.int64]:
    """Return the columns of each choice, shape (choices, width)."""
    if width == choices.shape[1]:
        return np.array([place[0] for place in places], dtype=np.int64)[choices]
    columns = [np.concatenate([places[piece] for piece in choice]) for choice in choices]
    return np.array(columns, dtype=np.int64)


def _depend(views: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Tell of square tables, shape (tables, n, n), in which the rows depend on each other."""
    lengths = np.linalg.norm(views, axis=2, keepdims=True)
    alone = lengths.min(axis=1).reshape(-1) < ZERO
    unit = views / np.where(lengths < ZERO, 1.0, lengths)
    depend: npt.NDArray[np.bool_] = alone | (np.abs(np.linalg.det(unit)) < ZERO)
    return depend
