"""What a column of a table is: its kind, whether files must have it, and what a blank means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from tsi_eval.language import Text


class ColumnKind(Enum):
    """What the fields of a column are; the value says it in words, for documentation."""

    PERSON = "identifier of a person; becomes a pseudonym"
    WITHIN_PERSON = "identifier within a person, such as a goal's; becomes a pseudonym together with the person"
    LABEL = "label: a word that `values` may translate"
    UNIT = "unit: a school or team that the pilot declares, by id, name or code"
    OCCASION = "occasion: the label of a window, or the window that a date lies in"
    DATE = "day or month, which says in what window a row belongs"
    PERIOD = "period: a day, a week or a month"
    MONTH = 'month, such as "2023-08", that a period belongs to'
    SCHOOL_YEAR = "school year, of a term that is written without its year"
    TERM = 'term, such as "HT2023"'
    LEVEL = "level: a number on a scale, which may be negative"
    COUNT = "count: a whole number from 0 up"
    AMOUNT = "amount of hours, minutes or money, from 0 up"
    YEAR = "year"
    STATE = 'state: "present" at a stage, or "ongoing" for who is still on the way there'
    STATUS = "what stood in the file instead of a number"
    OUTSIDE = "text that stays outside: searched for identity numbers, then dropped"


NUMBERS = frozenset({ColumnKind.LEVEL, ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.YEAR})
# Numbers that are never negative, and those that are whole.
FROM_NOUGHT = NUMBERS - {ColumnKind.LEVEL}
WHOLE = frozenset({ColumnKind.COUNT, ColumnKind.YEAR})
# Why a number is not there: hidden by whoever delivered it, or not known. And "zero", where a sign
# stood for nothing.
WITHHELD_STATUSES = ("secret", "missing")
STATUSES = ("zero", *WITHHELD_STATUSES)


class Presence(Enum):
    """Whether a source has to say which of the files' columns this is."""

    MUST = "required"
    MAY = "optional"
    NEVER = "made from others"


class Blank(Enum):
    """What a blank field means."""

    PROBLEM = "a problem"
    MISSING = "missing"
    NO_ROW = "the row says nothing and is left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What values a column of numbers may have; any other is a problem (E290).

    Attributes:
        low: The smallest.
        high: The largest.
        step: How far apart two neighbours are, counted from the smallest; None when anything
            between is allowed.
    """

    low: float
    high: float
    step: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        name: Our name for it.
        kind: What its fields are, which decides how they are read and protected.
        file: Whether a source must say which of the files' columns it is.
        unless: Other columns, any of which stands in for one that must be there.
        wide: Key of a source, such as `stages`, that stands in for the column where files have a
            column for each of its labels; or "".
        study: Whether it enters the study; False for columns that only help to read others.
            `in_frames.py` says which of both a researcher's own frame must have.
        made_of: Columns that it is made from, for those that no file has.
        blank: What a blank field means.
        code: Code of the problem when a row has no value here, whether blank, hidden or unreadable.
            When "", blank fields of a column that may have none are the general problem (E214).
        limits: What values it may have, for numbers; None for any.
        hint: What Excel says when a cell of the column is chosen, in each language.
        own_words: Whether each row has words of its own, which nothing is grouped by, such as where
            a price comes from.
        words: Words of ours that it may hold without a translation, whatever their capitals.
    """

    name: str
    kind: ColumnKind
    file: Presence = Presence.MUST
    unless: tuple[str, ...] = ()
    wide: str = ""
    study: bool = True
    made_of: tuple[str, ...] = ()
    blank: Blank = Blank.PROBLEM
    code: str = ""
    limits: Limits | None = None
    hint: Text | None = None
    own_words: bool = False
    words: tuple[str, ...] = ()
