"""The delivery: a small pilot with all kinds of tables, of which every cell is known.

Sixteen families (F001 to F016) in two groups and two schools; how far they came; a scale in a wide
file and another in two long files; a questionnaire; contacts a week; counts a month, long and wide;
absence; and what it cost. Every number follows from a row's place, so that nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from .grid import Cell, Grid

PILOT = """
municipality = "Testkommun"
data = "synthetic"
policy = "default"
report_date = 2024-10-15
title = { sv = "Liten pilot", en = "Tiny pilot" }
summary = { sv = "Påhittade data.", en = "Invented data." }
period = { sv = "läsåret 2023/24", en = "school year 2023/24" }

[windows]
HT2023 = "HT2023"
VT2024 = "VT2024"

[[unit]]
id = "a"
kind = "school"
label = { sv = "Skola A", en = "School A" }
codes = ["00000101"]
pupils = 312

[[unit]]
id = "b"
kind = "school"
label = { sv = "Skola B", en = "School B" }
codes = ["00000102"]
pupils = 268

[labels]
offered = { sv = "erbjudna", en = "offered" }
started = { sv = "började", en = "started" }
completed = { sv = "fullföljde", en = "completed" }
"""

OUTCOMES = """
[outcome.score]
label = { sv = "poäng", en = "score" }
unit = { sv = "poäng", en = "points" }
minimum = 0
maximum = 100
step = 1

[outcome.hours]
label = { sv = "timmar tillsammans", en = "hours together" }
unit = { sv = "timmar", en = "hours" }
minimum = 0
maximum = 40
step = 0.5
"""

# What the name of a source's files begins with → the source.
SOURCE: Mapping[str, str] = {
    "deltagare": """
[[source]]
id = "families"
table = "persons"
files = ["deltagare*"]
person = "Ärende"
columns = { gender = "Kön", group = "Grupp", unit = "Skola" }
values.gender = { flicka = "girl", pojke = "boy" }
values.unit = { "00000101" = "a", "00000102" = "b" }
clusters = { household = "Hushåll" }
""",
    "steg": """
[[source]]
id = "stages"
table = "enrolment"
files = ["steg*"]
person = "Ärende"
stages = { offered = "Erbjuden", started = "Startad", completed = "Avslutad" }
""",
    "poang": """
[[source]]
id = "score"
table = "measures"
files = ["poang*"]
person = "Ärende"
outcomes.score = { HT2023 = ["Poäng före"], VT2024 = ["Poäng efter"] }
""",
    "timmar": """
[[source]]
id = "hours"
table = "measures"
files = ["timmar*"]
person = "Ärende"
columns = { date = "Datum" }
outcomes.hours = ["Timmar"]
""",
    "sdq": """
[[source]]
id = "sdq"
table = "measures"
files = ["sdq*"]
person = "Ärende"
columns = { date = "Datum" }
instrument = { key = "sdq_parent", items = "p{item:02}", prefix = "sdq", respondent = "Besvarad av", respondents = ["mamma", "pappa"] }
""",
    "kontakter": """
[[source]]
id = "contacts"
table = "contacts"
files = ["kontakter*"]
columns = { unit = "Skolenhet", period = "Vecka", arena = "Mötesplats", who = "Vem", n = "Antal", minutes = "Minuter" }
""",
    "forfragningar": """
[[source]]
id = "enquiries"
table = "counts"
files = ["forfragningar*"]
columns = { period = "Månad", series = "Väg in", n = "Antal", exposure = "Barn 0–17 år" }
""",
    "anmalningar": """
[[source]]
id = "reports"
table = "counts"
files = ["anmalningar*"]
columns = { period = "Månad" }
series.reports = { a = "Skola A", b = "Skola B" }
""",
    "franvaro": """
[[source]]
id = "absence"
table = "absence"
files = ["franvaro*"]
columns.school_year = "Läsår"
columns.term = "Termin"
columns.unit = "Skola"
columns.grade = "Årskurs"
columns.pupils = "Elever"
columns.valid = "Giltig"
columns.invalid = "Ogiltig"
columns.offered = "Erbjuden"
""",
    "budget": """
[[source]]
id = "budget"
table = "costs"
files = ["budget*"]
columns.item = "Post"
columns.kind = "Slag"
columns.quantity = "Antal"
columns.measure = "Enhet"
columns.price = "Pris (kr)"
columns.price_year = "Prisår"
columns.payer = "Betalare"
columns.source = "Källa"
""",
}

QUESTIONS = """
declared = 2023-06-01

[[question]]
id = "reached"
design = "participation"
role = "exploratory"
direction = "none"
text = { sv = "Vilka nåddes?", en = "Who was reached?" }
options = { stages = ["offered", "started", "completed"] }
"""

SOURCES = OUTCOMES + "".join(SOURCE.values())


def stem_of(file: str) -> str:
    """Return what a file's name begins with, of what some source's pattern begins with, or ""."""
    return next((stem for stem in SOURCE if file.rpartition("/")[2].startswith(stem)), "")


def declarations(stems: Collection[str] = ()) -> dict[str, str]:
    """Return the three declarations, of some sources, or of all where none are named."""
    sources = OUTCOMES + "".join(text for stem, text in SOURCE.items() if stem in stems) if stems else SOURCES
    return {"pilot.toml": PILOT, "sources.toml": sources, "questions.toml": QUESTIONS}


PERSONS = 16
STARTED = 12
COMPLETED = 9
SCORED_FIRST, SCORED_LAST = 14, 10
# The autumn's and the spring's months; a week belongs to the month of its Thursday.
MONTHS = (*((2023, month) for month in range(8, 13)), *((2024, month) for month in range(1, 7)))
WEEKS_BEFORE, WEEKS_AFTER = ((2023, week) for week in range(46, 51)), ((2024, week) for week in range(2, 7))


def person(i: int) -> str:
    """Return the number of a family, counted from 1."""
    return f"F{i:03}"


def _families() -> Grid:
    rows = (
        (person(i), ("flicka", "pojke")[i % 3 == 0], "AB"[i % 2], f"0000010{1 + i % 4 // 2}", f"H{(i + 1) // 2:02}")
        for i in range(1, PERSONS + 1)
    )
    return Grid(("Ärende", "Kön", "Grupp", "Skola", "Hushåll"), tuple(rows))


def _stages() -> Grid:
    first = date(2023, 8, 21)
    rows = (
        (
            person(i),
            first + timedelta(days=3 * i),
            first + timedelta(days=3 * i + 10) if i <= STARTED else None,
            first + timedelta(days=4 * i + 90) if i <= COMPLETED else None,
        )
        for i in range(1, PERSONS + 1)
    )
    return Grid(("Ärende", "Erbjuden", "Startad", "Avslutad"), tuple(rows))


def _scores() -> Grid:
    rows = (
        (person(i), 20 + 5 * i if i <= SCORED_FIRST else None, 18 + 4 * i if i <= SCORED_LAST else None)
        for i in range(1, PERSONS + 1)
    )
    return Grid(("Ärende", "Poäng före", "Poäng efter"), tuple(rows))


def _hours(first: date, persons: int, add: float) -> Grid:
    rows = ((person(i), first + timedelta(days=2 * i), add + 1.5 * i) for i in range(1, persons + 1))
    return Grid(("Ärende", "Datum", "Timmar"), tuple(rows))


ITEMS = tuple(f"p{item:02}" for item in range(1, 26))


def _sdq() -> Grid:
    def answers(i: int, shift: int) -> tuple[Cell, ...]:
        return tuple((i * item + item // 3 + shift) % 3 for item in range(1, 26))

    rows: list[tuple[Cell, ...]] = []
    rows += [(person(i), date(2023, 9, i), ("pappa", "mamma")[i % 3 > 0], *answers(i, 0)) for i in range(1, 9)]
    rows += [(person(i), date(2024, 4, i), ("pappa", "mamma")[i % 3 > 0], *answers(i, 1)) for i in range(1, 7)]
    # Both parents of the first family answered in the autumn.
    rows.append((person(1), date(2023, 9, 20), "pappa", *answers(5, 2)))
    return Grid(("Ärende", "Datum", "Besvarad av", *ITEMS), tuple(rows))


def _contacts(weeks: Iterator[tuple[int, int]]) -> Grid:
    rows = tuple(
        (f"0000010{1 + school}", f"{year}-W{week:02}", arena, who, (week + 3 * school + k) % 7, 10 * ((week + k) % 5))
        for year, week in weeks
        for school in (0, 1)
        for k, (arena, who) in enumerate((("korridor", "elev"), ("föräldramöte", "vårdnadshavare")))
    )
    return Grid(("Skolenhet", "Vecka", "Mötesplats", "Vem", "Antal", "Minuter"), rows)


def _enquiries() -> Grid:
    rows = tuple(
        (f"{year}-{month:02}", series, (month + 4 * k) % 9, 4000 + month)
        for year, month in MONTHS
        for k, series in enumerate(("själva", "skola"))
    )
    return Grid(("Månad", "Väg in", "Antal", "Barn 0–17 år"), rows)


def _reports() -> Grid:
    rows = tuple((f"{year}-{month:02}", 1 + month % 5, 2 + month % 4) for year, month in MONTHS)
    return Grid(("Månad", "Skola A", "Skola B"), rows)


def _absence() -> Grid:
    rows = tuple(
        (
            "2023/24",
            f"{term}",
            f"0000010{1 + school}",
            grade,
            50 + grade,
            1000.5 + 10 * grade + school,
            200.25,
            20000 + grade,
        )
        for term in ("HT2023", "VT2024")
        for school in (0, 1)
        for grade in (7, 8)
    )
    return Grid(("Läsår", "Termin", "Skola", "Årskurs", "Elever", "Giltig", "Ogiltig", "Erbjuden"), rows)


BUDGET = Grid(
    ("Post", "Slag", "Antal", "Enhet", "Pris (kr)", "Prisår", "Betalare", "Källa"),
    (
        ("Familjestödjare", "personal", 10, "month", 42000, 2023, "socialnämnden", "lönelista"),
        ("Språkstöd", "personal", 12.5, "hour", 450.5, 2023, "skolnämnden", "avtal"),
        ("Lokal", "övrigt", 2, "term", 18500, 2023, "socialnämnden", "faktura"),
        ("Fika", "övrigt", 40, "piece", 27.25, 2023, "socialnämnden", "kvitton"),
    ),
)

GRIDS: Mapping[str, Grid] = {
    "deltagare": _families(),
    "steg": _stages(),
    "poang": _scores(),
    "timmar_HT2023": _hours(date(2023, 9, 1), 12, 2.0),
    "timmar_VT2024": _hours(date(2024, 3, 1), 9, 3.5),
    "sdq": _sdq(),
    "kontakter_HT2023": _contacts(WEEKS_BEFORE),
    "kontakter_VT2024": _contacts(WEEKS_AFTER),
    "forfragningar": _enquiries(),
    "anmalningar": _reports(),
    "franvaro": _absence(),
    "budget": BUDGET,
}
