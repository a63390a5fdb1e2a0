"""Names that a declaration uses must be declared: outcomes, windows, columns, stages and values, with "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsi_eval.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from tsi_eval.designs.contract import Needs
    from tsi_eval.pilot.source import Source
    from tsi_eval.study import Outcome
    from tsi_eval.study.tables import TableName

REQUIRED: Mapping[TableName, tuple[str, ...]] = {
    "contacts": ("unit", "period", "arena", "who", "n"),
    "counts": ("period",),
    "absence": ("unit", "term", "pupils", "valid", "invalid", "offered"),
    "costs": ("item", "kind", "quantity", "measure", "price", "price_year", "payer", "source"),
}


def source_problems(
    sources: tuple[Source, ...], outcomes: Mapping[str, Outcome], windows: Iterable[str]
) -> Iterator[Problem]:
    """Yield sources that share an id, and outcomes and windows that they name without declaring."""
    seen: set[str] = set()
    for source in sources:
        if source.id in seen:
            yield Problem(code="E158", params={"file": "sources.toml", "id": source.id})
        seen.add(source.id)
        yield from _unplaced(source)
        for outcome, entry in source.outcomes.items():
            key = f"source.{source.id}.outcomes"
            yield from unknown("sources.toml", key, "outcome", (outcome,), outcomes)
            if isinstance(entry, Mapping):
                yield from unknown("sources.toml", f"{key}.{outcome}", "window", entry, windows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a pilot declares, by name; None where that could not be read, which is a problem of its own."""

    sources: tuple[Source, ...]
    outcomes: tuple[str, ...] | None
    windows: tuple[str, ...]
    units: tuple[str, ...]
    prices: tuple[str, ...] | None


def unmet(key: str, needs: Needs, known: Known) -> Iterator[Problem]:
    """Yield what a design's options name and nothing gives; `key` says where the options stand."""
    sources = known.sources
    columns = {name for source in sources if source.table == "persons" for name in source.columns}
    clusters = {name for source in sources for name in source.clusters}
    stages = {name for source in sources for name in (*source.stages, *source.values.get("stage", {}).values())}
    series = {name for source in sources for name in (*source.series, *source.values.get("series", {}).values())}
    for what, names, there in (
        ("outcome", needs.outcomes, known.outcomes),
        ("window", needs.occasions, known.windows),
        ("column", needs.columns, columns),
        ("cluster", needs.clusters, clusters | columns),
        ("unit", needs.units, known.units),
        ("price", needs.prices, known.prices),
        ("table", needs.tables, {source.table for source in sources}),
    ):
        if there is not None:
            yield from unknown("questions.toml", key, what, names, there)
    for what, names, there in (("stage", needs.stages, stages), ("series", needs.series, series)):
        # Long files without declared values may hold any stage and any series.
        if there:
            yield from unknown("questions.toml", key, what, names, there)
    for column, value in needs.values:
        possible = {ours for source in sources for ours in source.values.get(column, {}).values()}
        if possible:
            yield from unknown("questions.toml", key, "value", (value,), possible)


def _unplaced(source: Source) -> Iterator[Problem]:
    """Yield the keys that are missing when a source's rows would belong to no one, no stage, no occasion or no place."""
    long = any(not isinstance(entry, Mapping) for entry in source.outcomes.values())
    place = {"date", "occasion"} & {*source.columns}
    absent = [f"columns.{name}" for name in REQUIRED.get(source.table, ()) if name not in source.columns]
    if not source.is_tally and not source.person:
        absent.append("person")
    if source.table == "enrolment" and not source.stages and "stage" not in source.columns:
        absent.append("columns.stage")
    if source.table == "measures" and not source.outcomes and source.instrument is None:
        absent.append("outcomes")
    elif source.table == "measures" and (long or source.instrument) and not place:
        absent.append("columns.date")
    if source.table == "counts" and not source.series:
        absent += [f"columns.{name}" for name in ("series", "n") if name not in source.columns]
    for key in absent:
        yield Problem(code="E154", params={"file": "sources.toml", "key": f"source.{source.id}.{key}"})


def unknown(file: str, key: str, what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Yield each name that is not among the known ones, with the closest of them."""
    known = list(known)
    for name in names:
        if name not in known:
            suggestion = did_you_mean(name, known) or ", ".join(sorted(known)[:6]) or "–"
            params = {"file": file, "key": key, "what": what, "name": name, "suggestion": suggestion}
            yield Problem(code="E159", params=params)
