"""New pilots, and rows to fill in their templates: invented, with known content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from every_example import files_of_designs

from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.new.folder import new_pilot
from tsi_eval.pilot.new.texts import template_name
from tsi_eval.pilot.source import Source

DAY = date(2026, 11, 22)
Rows = Iterator[Mapping[str, Any]]


def cases() -> list[str]:
    return [f"{number:03}" for number in range(1, 61)]


def participants() -> Rows:
    for place, case in enumerate(cases()):
        gender = "girl" if place % 2 else "boy"
        group = "intervention" if place % 3 else "comparison"
        yield {"person": case, "gender": gender, "group": group, "family": family(place)}


def steps() -> Rows:
    for place, case in enumerate(cases()):
        yield {
            "person": case,
            "offered": "x",
            "started": "x" if place < 45 else None,
            "completed": "x" if place < 30 else None,
            **{f"session_{n}": "x" if place < 45 and (place * 7 + n * 5) % 11 < 8 else None for n in range(1, 7)},
        }


def session_list() -> Rows:
    for row in steps():
        if row["started"]:
            for n in range(1, 7):
                yield {
                    "person": row["person"],
                    "stage": f"session_{n}",
                    "present": "yes" if row[f"session_{n}"] else "no",
                }


def families() -> Rows:
    for place, case in enumerate(cases()):
        yield {"person": case, "family": family(place)}


def family(place: int) -> str:
    """Return a family of two children for every third, and of one for the others."""
    return f"F{place - (place % 3 == 1):03}"


def forms() -> Rows:
    for place, case in enumerate(cases()):
        yield {"person": case, "date": "2026-09-15", "score": 12 + place * 7 % 20, "worry": 4 + place * 5 % 13}
        if place < 50:
            yield {"person": case, "date": "2027-03-15", "score": 8 + place * 11 % 19, "worry": 3 + place * 7 % 11}
        if place < 40:
            yield {"person": case, "date": "2027-10-15", "score": 7 + place * 13 % 17, "worry": 2 + place * 3 % 13}


def contacts() -> Rows:
    for week in ("2026-W36", "2026-W40", "2027-W06"):
        for unit in "ab":
            for arena in ("corridor", "parents_meeting", "progress_talk"):
                for who in ("pupil", "guardian"):
                    yield {"unit": unit, "period": week, "arena": arena, "who": who, "n": 12, "minutes": 90}


def enquiries() -> Rows:
    for month in range(12 * 2023 + 7, 12 * 2027 + 5):
        for place, series in enumerate(("self", "school", "social_services", "other")):
            yield {
                "period": f"{month // 12}-{month % 12 + 1:02}",
                "series": series,
                "n": (month * 5 + place * 3) % 7 + 4,
            }


def absence() -> Rows:
    for term in ("HT2025", "VT2026", "HT2026", "VT2027"):
        for unit in "ab":
            hours = {"valid": 4100.5, "invalid": 900, "offered": 60000}
            yield {"unit": unit, "term": term, "pupils": 300, **hours}


def costs() -> Rows:
    common = {"price_year": 2023, "payer": "social", "source": "budget"}
    yield {"item": "socionom", "kind": "staff", "quantity": 10, "measure": "month", "price": 41000, **common}
    yield {"item": "material", "kind": "other", "quantity": 3, "measure": "piece", "price": 900, **common}


# What sources of several designs hold; a source that one design brings has its rows in that
# design's test file.
SHARED = {
    source.__name__: source
    for source in (participants, steps, session_list, families, forms, contacts, enquiries, absence, costs)
}


@pytest.fixture
def fill() -> Callable[[Pilot], None]:
    """Return a function that fills in a pilot's templates.

    It fills every column that is declared, on every day that has a window.
    """
    return _fill


def _delivered() -> Mapping[str, Callable[[], Rows]]:
    """Return source → what fills its template.

    That is the rows above, and `DELIVERED` of each design's test file.
    """
    of_designs = (getattr(file, "DELIVERED", {}) for file in files_of_designs().values())
    return SHARED | {source: rows for delivered in of_designs for source, rows in delivered.items()}


def _fill(pilot: Pilot) -> None:
    for source in pilot.sources:
        path = pilot.folder / template_name(source)
        book = openpyxl.load_workbook(path) if path.exists() else openpyxl.Workbook()
        page = book.active
        assert page is not None
        headings = [cell.value for cell in page[1] if cell.value is not None]
        headings += [name for name in source.their_columns() if name not in headings]
        for place, heading in enumerate(headings, start=1):
            page.cell(1, place, heading)
        for row in _delivered()[source.id]():
            if "date" in row and not any(w.holds(date.fromisoformat(row["date"])) for w in pilot.windows.values()):
                continue
            theirs = dict(_theirs(source, row))
            page.append([theirs.get(heading) for heading in headings])
        book.save(path)


def _theirs(source: Source, row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield source.person, row.get("person")
    for ours, theirs in source.columns.items():
        words = {ours_value: word for word, ours_value in source.values.get(ours, {}).items()}
        yield theirs, words.get(row[ours], row[ours])
    for cluster, theirs in source.clusters.items():
        yield theirs, row[cluster]
    for stage, theirs in source.stages.items():
        yield theirs, row[stage]
    for outcome, (theirs,) in source.outcomes.items():
        yield theirs, row[outcome]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    def new(name: str = "ny", **options: Any) -> Path:
        return new_pilot(tmp_path, name, day=DAY, **options)[0]

    return new
