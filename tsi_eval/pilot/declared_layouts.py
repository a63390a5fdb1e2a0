"""What a source declares of its layout must be possible for its table, and say one thing once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from tsi_eval.errors import Problem
from tsi_eval.pilot.declared_names import unknown
from tsi_eval.pilot.source import Source
from tsi_eval.study import Unit
from tsi_eval.study.tables.column import NUMBERS, ColumnKind
from tsi_eval.study.tables.in_layouts import (
    PARTS_OF_PERIODS,
    across_names,
    fixed_kind,
    names_of,
    repeated_kind,
    titled_kind,
)
from tsi_eval.written_periods import parse_period

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def layout_problems(sources: Iterable[Source], units: Iterable[Unit], windows: Iterable[str]) -> Iterator[Problem]:
    """Yield what sources declare of layouts that their tables can't have, or that says two things.

    Args:
        sources: The sources.
        units: The pilot's units.
        windows: Labels of the pilot's occasions.
    """
    ids, labels = [unit.id for unit in units], [*windows]
    for source in sources:
        yield from _impossible(source)
        yield from _endless_titles(source, ids)
        yield from _twice(source)
        yield from _unreadable(source, ids, labels)


def _impossible(source: Source) -> Iterator[Problem]:
    """Yield names (E159) and keys (E153, E154) that the table has no use for, or lacks."""
    if source.layout is not None:
        yield from _impossible_across(source, source.layout.across)
    record, key = source.record, f"source.{source.id}"
    repeated = [name for name in source.blank_means_above if _has(source, name)]
    for where, kind_of, names_given in (
        ("sections", titled_kind, _titled(source)),
        ("fixed", fixed_kind, [*source.fixed]),
        ("blank_means_above", repeated_kind, repeated),
    ):
        strange = [name for name in names_given if kind_of(record, name) is None]
        yield from unknown("sources.toml", f"{key}.{where}", "column", strange, names_of(record, kind_of))
    absent = [name for name in source.blank_means_above if not _has(source, name)]
    yield from unknown("sources.toml", f"{key}.blank_means_above", "column", absent, source.columns)


def _impossible_across(source: Source, across: str) -> Iterator[Problem]:
    """Yield a column that can't lie across the files, and one whose words are not declared."""
    key, names = f"source.{source.id}", across_names(source.record)
    if names:
        yield from unknown("sources.toml", f"{key}.layout", "column", [across], names)
    else:
        params = {"file": "sources.toml", "key": f"{key}.layout", "suggestion": "sections, fixed"}
        yield Problem(code="E153", params=params)
    if _is_named_by_words(source, across) and not source.values.get(across):
        yield Problem(code="E154", params={"file": "sources.toml", "key": f"{key}.values.{across}"})


def _titled(source: Source) -> list[str]:
    """Return the column that section titles give, if any."""
    return [source.sections] if source.sections else []


def _endless_titles(source: Source, units: list[str]) -> Iterator[Problem]:
    """Yield section titles that may be any words (E398): a remark would be one more of them.

    Units, occasions, periods and what enters no study have words of their own, and any other title
    of theirs is refused.
    """
    ours = source.sections
    column = source.record.column(ours) if ours else None
    is_free = column is not None and column.study and titled_kind(source.record, ours) is ColumnKind.LABEL
    is_unit = bool(units) and ours == ColumnKind.UNIT.name.lower()
    if is_free and not is_unit and not source.values.get(ours):
        yield Problem(code="E398", params={"file": "sources.toml", "source": source.id, "name": ours})


def _has(source: Source, name: str) -> bool:
    person = source.record.person
    return name in source.columns or (person is not None and person.name == name)


def _is_named_by_words(source: Source, across: str) -> bool:
    """Tell whether only `values` can say which columns the layout has."""
    column = source.record.column(across)
    return column is not None and column.kind in {ColumnKind.LABEL, ColumnKind.UNIT}


def _twice(source: Source) -> Iterator[Problem]:
    """Yield our columns (E343) that the source says twice what they are."""
    for name, times in Counter(_said(source)).items():
        if times > 1 and name not in source.patterns():
            yield Problem(code="E343", params={"file": "sources.toml", "source": source.id, "name": name})
    if source.layout is not None and across_names(source.record) and not source.patterns():
        yield Problem(code="E347", params={"file": "sources.toml", "source": source.id, "across": source.layout.across})


def _said(source: Source) -> list[str]:
    """Return our columns, each as often as a key of the source says what it is."""
    said = [*source.columns, *source.fixed, *_titled(source)]
    if source.layout is not None and source.layout.across not in PARTS_OF_PERIODS:
        said.append(source.layout.across)
    keys = {*source.keys_given()} - {""}
    return said + [column.name for column in source.record.columns if column.wide in keys]


def _unreadable(source: Source, units: list[str], windows: list[str]) -> Iterator[Problem]:
    """Yield values (E345) that are the same in all rows and are none that the column can have."""
    known: Mapping[ColumnKind, Callable[[str], bool]] = {
        ColumnKind.UNIT: units.__contains__,
        ColumnKind.OCCASION: windows.__contains__,
        **_FORMS,
    }
    for ours, value in source.fixed.items():
        kind = fixed_kind(source.record, ours)
        if kind is not None and not known[kind](str(value)):
            yield Problem(code="E345", params={"file": "sources.toml", "source": source.id, "name": ours})


def _is_period(*kinds: str) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        period = parse_period(text)
        return period is not None and period.kind in kinds

    return fits


_FORMS: Mapping[ColumnKind, Callable[[str], bool]] = {
    ColumnKind.LABEL: lambda text: bool(text.strip()),
    ColumnKind.PERIOD: _is_period("day", "week", "month"),
    ColumnKind.TERM: _is_period("term"),
    ColumnKind.SCHOOL_YEAR: _is_period("school_year"),
    ColumnKind.DATE: _is_period("day", "month"),
    **dict.fromkeys(NUMBERS, lambda text: _NUMBER.fullmatch(text) is not None),
}
