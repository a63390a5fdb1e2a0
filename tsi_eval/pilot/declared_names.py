"""Names that a declaration uses must be declared.

They are names of outcomes, windows, columns, stages and values. A misspelt one is refused with "did
you mean".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsi_eval.errors import Param, Problem, did_you_mean
from tsi_eval.language import Message
from tsi_eval.pilot.declared_labels import labels_in
from tsi_eval.pilot.declared_twice import twice_problems
from tsi_eval.pilot.line_to_write import line_to_write
from tsi_eval.study.spelling import folded
from tsi_eval.study.tables import ENROLMENT, MEASURES, PERSONS, TABLES
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.enrolment import PRESENT
from tsi_eval.study.tables.shared import DATE, OCCASION
from tsi_eval.study.tables.table import BOOKKEEPING

if TYPE_CHECKING:
    from tsi_eval.designs.needs import Needs
    from tsi_eval.pilot.source import Source
    from tsi_eval.study import Outcome, Unit

# What has a word of its own in each language.
IN_WORDS = frozenset({"outcome", "stage", "table", "series", "unit", "price"})
# Columns whose words `values` may translate.
TRANSLATED = frozenset({ColumnKind.LABEL, ColumnKind.UNIT, ColumnKind.OCCASION})


def source_problems(
    sources: tuple[Source, ...], outcomes: Mapping[str, Outcome], windows: Iterable[str]
) -> Iterator[Problem]:
    """Yield what the sources name without declaring it, and what they declare and nobody reads."""
    seen: set[str] = set()
    for source in sources:
        if source.id in seen:
            yield Problem(code="E158", params={"file": "sources.toml", "id": source.id})
        seen.add(source.id)
        yield from _unplaced(source)
        yield from _not_of_table(source)
        yield from _values_of_nothing(source)
        yield from _mistaken_clusters(source, sources)
        yield from _identifiers_again(source)
        yield from _mistaken_words(source)
        yield from _occasions_again(source)
        yield from twice_problems(source)
        if source.format.times:
            key, columns = f"source.{source.id}.format.times", source.their_columns()
            yield from unknown("sources.toml", key, "column", source.format.times, columns)
        for outcome, entry in source.outcomes.items():
            key = f"source.{source.id}.outcomes"
            yield from unknown("sources.toml", key, "outcome", (outcome,), outcomes)
            if isinstance(entry, Mapping):
                yield from unknown("sources.toml", f"{key}.{outcome}", "window", entry, windows)
        for outcome, days in source.days.items():
            key = f"source.{source.id}.days"
            yield from unknown("sources.toml", key, "outcome", (outcome,), outcomes)
            yield from unknown("sources.toml", f"{key}.{outcome}", "window", days, windows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a pilot declares, by name.

    None stands where it could not be read, which is a problem of its own.
    """

    sources: tuple[Source, ...]
    outcomes: tuple[str, ...] | None
    windows: tuple[str, ...]
    units: tuple[str, ...]
    prices: tuple[str, ...] | None


def unit_problems(units: Iterable[Unit]) -> Iterator[Problem]:
    """Yield what more than one unit is called (E158): an id, a name or a code.

    A row with it would be of either of them. Codes are the same without their leading zeros.
    """
    owner: dict[str, str] = {}
    for unit in units:
        forms = {folded(form) for form in (unit.id, unit.label.sv, unit.label.en, *unit.codes)}
        forms |= {form.lstrip("0") for form in forms if form.isdecimal()}
        forms |= {folded(code).lstrip("0") for code in unit.codes}
        for form in sorted(forms & owner.keys()):
            yield Problem(code="E158", params={"file": "pilot.toml", "id": form})
        owner |= dict.fromkeys(forms, unit.id)


def unmet(key: str, needs: Needs, known: Known) -> Iterator[Problem]:
    """Yield what a design's options name and nothing gives; `key` says where the options stand."""
    columns = _columns(known.sources)
    for what, names, given in (
        ("outcome", needs.outcomes, known.outcomes),
        ("window", needs.occasions, known.windows),
        ("column", needs.columns, columns),
        ("cluster", needs.clusters, columns | _clusters(known.sources)),
        ("unit", needs.units, known.units),
        ("price", needs.prices, known.prices),
        ("table", needs.tables, frozenset(source.table for source in known.sources)),
    ):
        if given is not None:
            yield from unknown("questions.toml", key, what, names, given)
    yield from _unmet_labels(key, "stage", "stage", needs.stages, known)
    yield from _unmet_labels(key, "series", "series", needs.series, known)
    yield from _unmet_labels(key, "value", "who", needs.who, known)
    for column, label in needs.values:
        yield from _unmet_labels(key, "value", column, (label,), known)


def _unmet_labels(key: str, what: str, column: str, names: Iterable[str], known: Known) -> Iterator[Problem]:
    """Yield the labels of a column that no source declares.

    Where none is declared, the files may hold any.
    """
    if declared := labels_in(known.sources, column):
        yield from unknown("questions.toml", key, what, names, declared)


def _columns(sources: Iterable[Source]) -> frozenset[str]:
    """Return the attributes of persons."""
    of_persons = (source.given() for source in sources if source.table == PERSONS.name)
    return frozenset[str]().union(*of_persons)


def _clusters(sources: Iterable[Source]) -> frozenset[str]:
    return frozenset[str]().union(*(source.clusters for source in sources))


def _unplaced(source: Source) -> Iterator[Problem]:
    """Yield the keys (E154) that a source lacks to place its rows.

    Without them a row would belong to no one, no stage, no occasion or no place.
    """
    record = source.record
    absent = ["person"] if record.person is not None and not source.person else []
    absent += [f"columns.{name}" for name in record.required(source.given(), source.keys_given())]
    if record.unplaced is not None:
        absent += record.unplaced(source)
    if source.year and "period" not in source.columns:
        absent.append("columns.period")
    for key in absent:
        params = {"file": "sources.toml", "key": f"source.{source.id}.{key}", "lines": line_to_write(record, key)}
        yield Problem(code="E154", params=params)


def _not_of_table(source: Source) -> Iterator[Problem]:
    """Yield columns (E159) and keys (E153) that the table does not have.

    They would be left out in silence.
    """
    record, where = source.record, f"source.{source.id}"
    if record.attributes is None:
        yield from unknown("sources.toml", f"{where}.columns", "column", source.columns, record.file_columns)
    understood = (*record.source_keys, *(["person"] if record.person is not None else []))
    taken = [f"columns.{name}" for name in (*BOOKKEEPING, "person") if name in source.columns and record.attributes]
    for key in (*taken, *source.keys_given(), *(["person"] if source.person else [])):
        if key not in understood:
            params = {"file": "sources.toml", "key": f"{where}.{key}", "suggestion": ", ".join(understood) or "–"}
            yield Problem(code="E153", params=params)


def _values_of_nothing(source: Source) -> Iterator[Problem]:
    """Yield the columns (E159) of `values` that have no words to translate.

    They would be read over.

    A column that the source must declare and does not is a problem already.
    """
    absent = source.record.required(source.given(), source.keys_given())
    translated = []
    # What is declared under `fixed` is our own value, and needs no translation.
    for name in (name for name in source.given() if name not in source.fixed):
        column = source.record.column(name)
        if column is not None and column.kind in TRANSLATED:
            translated.append(name)
    names = [name for name in source.values if name not in absent]
    yield from unknown("sources.toml", f"source.{source.id}.values", "column", names, translated)


def _mistaken_clusters(source: Source, sources: tuple[Source, ...]) -> Iterator[Problem]:
    """Yield clusters (E289) that are called as a column of some table is.

    Names of what only an intake has of a row are taken too.
    """
    taken = {*BOOKKEEPING, *(column.name for table in TABLES for column in table.columns)}
    taken |= {name for other in sources for name in other.columns}
    for name in source.clusters:
        if name in taken:
            yield Problem(code="E289", params={"file": "sources.toml", "source": source.id, "name": name})


def _identifiers_again(source: Source) -> Iterator[Problem]:
    """Yield identifiers' columns (E288) that are declared as something else too.

    As something else they would enter as text.
    """
    within = {column.name for column in source.record.of_kind(ColumnKind.WITHIN_PERSON)}
    uses = Counter([*([source.person] if source.person else []), *source.columns.values(), *source.clusters.values()])
    identifiers = {source.person, *source.clusters.values(), *(source.columns.get(name, "") for name in within)} - {""}
    for column in sorted(identifiers):
        if uses[column] > 1:
            params = {"file": "sources.toml", "source": source.id, "column": column}
            yield Problem(code="E288", params=params)


def _mistaken_words(source: Source) -> Iterator[Problem]:
    """Yield words of stages that could mean two things (E362), and a list that nobody reads."""
    words = source.words
    if words is None or source.table != ENROLMENT.name:
        return
    for word in words.twice():
        yield Problem(code="E362", params={"file": "sources.toml", "source": source.id, "word": word})
    if not source.stages and PRESENT.name not in source.columns:
        yield Problem(code="E154", params={"file": "sources.toml", "key": f"source.{source.id}.columns.present"})


def _occasions_again(source: Source) -> Iterator[Problem]:
    """Yield what says when a measure was made (E401), where each value has its occasion declared.

    Values before and after in columns of their own are of two days, and one date can't be both's.
    """
    if source.table != MEASURES.name or source.instrument is not None:
        return
    if all(isinstance(entry, Mapping) for entry in source.outcomes.values()) and (source.outcomes or source.days):
        for name in source.given():
            if name in {DATE.name, OCCASION.name}:
                yield Problem(code="E401", params={"file": "sources.toml", "source": source.id, "name": name})


def unknown(file: str, key: str, what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Yield each name that is not among the known ones, with the closest of them."""
    known = list(known)
    for name in names:
        if name not in known:
            suggestion = did_you_mean(name, known) or ", ".join(sorted(known)[:6]) or "–"
            word = Message(f"what.{what}") if what in IN_WORDS else what
            params: dict[str, Param] = {"file": file, "key": key, "what": word, "name": name, "suggestion": suggestion}
            yield Problem(code="E159", params=params)
