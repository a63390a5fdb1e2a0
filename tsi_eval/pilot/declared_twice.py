"""What a source declares twice, so that one of both would win in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tsi_eval.errors import Problem
from tsi_eval.study.spelling import folded

if TYPE_CHECKING:
    from tsi_eval.pilot.source import Source


def twice_problems(source: Source) -> Iterator[Problem]:
    """Yield what a source declares twice.

    These are a word of `values` in two spellings with two meanings (E359), a column that is two
    stages, series or occasions, or that a sum has twice (E352), and one sign for decimals and for
    thousands (E293).
    """
    yield from _words(source)
    for key, columns in _uses(source):
        for column in sorted(name for name, count in Counter(columns).items() if count > 1):
            params = {"file": "sources.toml", "key": f"source.{source.id}.{key}", "column": column}
            yield Problem(code="E352", params=params)
    form = source.format
    if form.thousands == form.decimal != "auto":
        place = f"sources.toml, source.{source.id}.format"
        yield Problem(code="E293", params={"value": form.decimal, "option": "decimal, thousands", "place": place})


def _words(source: Source) -> Iterator[Problem]:
    for column, values in source.values.items():
        meanings: dict[str, set[str]] = {}
        for word, ours in values.items():
            meanings.setdefault(folded(word), set()).add(ours)
        for word in sorted(word for word, several in meanings.items() if len(several) > 1):
            key = f"source.{source.id}.values.{column}"
            yield Problem(code="E359", params={"file": "sources.toml", "key": key, "word": word})


def _uses(source: Source) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the key and the files' columns of what must be different columns."""
    use = source.instrument
    if use is not None and "{item" not in use.items:
        yield "instrument.items", [use.items] * 2
    yield "stages", source.stages.values()
    whole = [column for entry in source.series.values() for column in _columns(entry)]
    yield "series", whole
    for outcome, entry in source.outcomes.items():
        if isinstance(entry, Mapping):
            yield f"outcomes.{outcome}", [column for columns in entry.values() for column in columns]
        else:
            yield f"outcomes.{outcome}", entry


def _columns(entry: str | Mapping[str, str]) -> Iterable[str]:
    return (entry,) if isinstance(entry, str) else entry.values()
