"""Names that a declaration uses must be declared: outcomes, windows, columns, stages and values, with "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tsi_eval.errors import Problem, did_you_mean

if TYPE_CHECKING:
    from tsi_eval.declare import Needs, Outcome, Source


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


def unmet(
    key: str, needs: Needs, sources: tuple[Source, ...], outcomes: Iterable[str], windows: Iterable[str]
) -> Iterator[Problem]:
    """Yield what a design's options name and no source gives; `key` says where the options stand."""
    columns = {name for source in sources if source.table == "persons" for name in source.columns}
    stages = {name for source in sources for name in (*source.stages, *source.values.get("stage", {}).values())}
    yield from unknown("questions.toml", key, "outcome", needs.outcomes, outcomes)
    yield from unknown("questions.toml", key, "window", needs.occasions, windows)
    yield from unknown("questions.toml", key, "column", needs.columns, columns)
    if stages:
        yield from unknown("questions.toml", key, "stage", needs.stages, stages)
    for column, value in needs.values:
        known = {ours for source in sources for ours in source.values.get(column, {}).values()}
        if known:
            yield from unknown("questions.toml", key, "value", (value,), known)


def _unplaced(source: Source) -> Iterator[Problem]:
    """Yield the key that is missing when a source's rows would belong to no stage or no occasion."""
    long = any(not isinstance(entry, Mapping) for entry in source.outcomes.values())
    missing = {
        "persons": "",
        "enrolment": "" if source.stages or "stage" in source.columns else "columns.stage",
        "measures": "outcomes"
        if not source.outcomes
        else "columns.date"
        if long and not {"date", "occasion"} & {*source.columns}
        else "",
    }[source.table]
    if missing:
        yield Problem(code="E154", params={"file": "sources.toml", "key": f"source.{source.id}.{missing}"})


def unknown(file: str, key: str, what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Yield each name that is not among the known ones, with the closest of them."""
    known = list(known)
    for name in names:
        if name not in known:
            suggestion = did_you_mean(name, known) or ", ".join(sorted(known)[:6]) or "–"
            params = {"file": file, "key": key, "what": what, "name": name, "suggestion": suggestion}
            yield Problem(code="E159", params=params)
