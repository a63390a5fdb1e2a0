"""An Excel file for each source: headings, widths, lists and formats.

It has no row that could be read as data.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsi_eval.language import Message, Text, say
from tsi_eval.pilot.new.workbooks import CLOCK, settled
from tsi_eval.pilot.source import Source
from tsi_eval.study import Outcome
from tsi_eval.study.tables.column import NUMBERS
from tsi_eval.study.tables.enrolment import STAGE

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

TEXT, GENERAL = "@", "General"
# What Excel says of a column whose words are listed.
LISTED = Text(
    sv="Något av orden i listan; de står i sources.toml.",
    en="One of the words in the list; they stand in sources.toml.",
)
# What most people write under a stage. A date or other words may stand there too.
UNDER_STAGES = (Text(sv="x", en="x"), Text(sv="pågår", en="ongoing"), Text(sv="nej", en="no"))
# What Excel takes in a list that stands in the rule itself.
LONGEST_LIST = 250
NARROWEST = 14
_LAST_ROW = 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a template.

    Attributes:
        name: Its heading, as sources.toml declares it.
        number: Whether it holds numbers; all else is text, so that Excel keeps leading zeros and
            dates as they are written.
        choices: Words that Excel lists for it, or () for none.
        only_choices: Whether Excel warns of any other word.
        hint: What Excel says when a cell is chosen, or None.
        limits: Smallest and largest value, or None.
    """

    name: str
    number: bool = False
    choices: tuple[str, ...] = ()
    only_choices: bool = True
    hint: Text | None = None
    limits: tuple[float, float] | None = None


def workbook(source: Source, outcomes: Mapping[str, Outcome], language: str) -> bytes:
    """Return a source's template: the same bytes each time."""
    from openpyxl import Workbook  # noqa: PLC0415  only xlsx files pay for it
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    book.properties.creator, book.properties.created = "tsi_eval", CLOCK
    page = book.active
    page.title = say(Message("new_pilot.sheet"), language)
    page.freeze_panes = "A2"
    page.page_setup.orientation, page.sheet_properties.pageSetUpPr.fitToPage = "landscape", True
    page.page_setup.fitToHeight = False
    for place, column in enumerate(columns(source, outcomes, language), start=1):
        letter = get_column_letter(place)
        cell = page.cell(1, place, column.name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E6EEF2")
        cell.alignment, cell.number_format = Alignment(vertical="top"), TEXT
        page.column_dimensions[letter].width = max(NARROWEST, len(column.name) + 4)
        page.column_dimensions[letter].number_format = GENERAL if column.number else TEXT
        rule = _rule(column, language)
        if rule is not None:
            rule.add(f"{letter}2:{letter}{_LAST_ROW}")
            page.add_data_validation(rule)
    written = io.BytesIO()
    book.save(written)
    return settled(written.getvalue())


def columns(source: Source, outcomes: Mapping[str, Outcome], language: str) -> tuple[Column, ...]:
    """Return the columns that a source declares, in the order of the declaration."""
    found = {column.name: column for column in _described(source, outcomes, language)}
    return tuple(found.get(name, Column(name=name)) for name in source.their_columns())


def _described(source: Source, outcomes: Mapping[str, Outcome], language: str) -> Iterator[Column]:
    record = source.record
    if record.person is not None:
        yield Column(name=source.person, hint=record.person.hint)
    for ours, theirs in source.columns.items():
        column, choices = record.column(ours), tuple(source.values.get(ours, {}))
        if column is not None:
            hint = LISTED if choices else column.hint
            limits = None if column.limits is None else (column.limits.low, column.limits.high)
            yield Column(name=theirs, number=column.kind in NUMBERS, choices=choices, hint=hint, limits=limits)
    yield from _wide(source, outcomes, language)


def _wide(source: Source, outcomes: Mapping[str, Outcome], language: str) -> Iterator[Column]:
    """Yield the columns of wide files: one a stage, an item, an outcome or a series."""
    states = tuple(words.in_language(language) for words in UNDER_STAGES)
    for theirs in source.stages.values():
        yield Column(name=theirs, choices=states, only_choices=False, hint=STAGE.hint)
    for theirs in source.item_columns().values():
        yield Column(name=theirs, number=True)
    yield from _of_outcomes(source, outcomes)
    for series in source.series.values():
        for theirs in series.values() if isinstance(series, Mapping) else [series]:
            yield Column(name=theirs, number=True)


def _of_outcomes(source: Source, outcomes: Mapping[str, Outcome]) -> Iterator[Column]:
    """Yield the columns of each outcome.

    The limits are known of an outcome that is one column; of several that are summed, they are not.
    """
    for outcome, entry in source.outcomes.items():
        for names in entry.values() if isinstance(entry, Mapping) else [entry]:
            limits = _limits(outcomes.get(outcome)) if len(names) == 1 else None
            yield from (Column(name=name, number=True, limits=limits) for name in names)


def _limits(outcome: Outcome | None) -> tuple[float, float] | None:
    if outcome is None or outcome.minimum is None or outcome.maximum is None:
        return None
    return outcome.minimum, outcome.maximum


def _rule(column: Column, language: str) -> DataValidation | None:
    """Return what Excel checks and says.

    It warns and does not stop, since sources.toml may have been changed since.
    """
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    hint = column.hint
    listed = ",".join(column.choices)
    rule = DataValidation(allow_blank=True, errorStyle="warning", showErrorMessage=column.only_choices)
    if (
        column.choices
        and len(listed) <= LONGEST_LIST
        and not any("," in word or '"' in word for word in column.choices)
    ):
        rule.type, rule.formula1 = "list", f'"{listed}"'
    elif column.limits is not None:
        rule.type, rule.operator = "decimal", "between"
        rule.formula1, rule.formula2 = (f"{limit:g}" for limit in column.limits)
    elif hint is None:
        return None
    if hint is not None:
        rule.showInputMessage, rule.promptTitle, rule.prompt = True, column.name[:32], hint.in_language(language)
    return rule
