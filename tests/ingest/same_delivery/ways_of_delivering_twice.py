"""The same rows delivered twice, and the same thing called by two names."""

from __future__ import annotations

from .delivery import GRIDS, PILOT, SOURCE, SOURCES
from .grid import Grid
from .text_files import csv, lines_of
from .way import Changes, Must, Ways
from .workbooks import xls, xlsx

WAYS = Ways("twice")
BUDGET, CONTACTS, SPRING, STAGES = (GRIDS[name] for name in ("budget", "kontakter_HT2023", "kontakter_VT2024", "steg"))

for name in (
    "budget (1).csv", "budget_v2.csv", "budget - kopia.csv", "budget_ny.csv", "budget_gammal.csv", "budget.old.csv", "budget2.csv",
    "budget_slutlig.csv", "Kopia av budget.csv", "budget.csv.bak", "budget.csv~", "gammalt/budget.csv", "kopia/budget_2023.csv",
    "Budget.csv",
):  # fmt: skip
    WAYS.add(
        f"“{name}” beside the budget",
        "A file was downloaded or saved again under another name, and both lie in the folder.",
        Must.REFUSED if "/" in name else Must.EITHER,
        lambda name=name: {name: csv(BUDGET)},
    )


@WAYS.either("The budget lies in the folder both as a workbook and as text.")
def workbook_beside_text() -> Changes:
    return {"budget.xlsx": xlsx(BUDGET)}


@WAYS.either("The second version of the budget is a workbook.")
def second_version_is_a_workbook() -> Changes:
    return {"budget_v2.xlsx": xlsx(BUDGET.put(3, "Antal", 44))}


@WAYS.either("The second version of the budget is an old workbook.")
def second_version_is_an_old_workbook() -> Changes:
    return {"budget_v2.xls": xls(BUDGET)}


@WAYS.either("The second version of the budget corrects one row.")
def second_version_corrects_a_row() -> Changes:
    return {"budget_v2.csv": csv(BUDGET.put(1, "Antal", 13.5))}


@WAYS.either("The second version of the budget has other capitals and spaces.")
def second_version_in_other_capitals() -> Changes:
    return {"budget_v2.csv": csv(BUDGET.mapped("Post", lambda cell: f" {str(cell).upper()}"))}


@WAYS.either("The second version of the budget has the rows in another order.")
def second_version_in_another_order() -> Changes:
    return {"budget_v2.csv": csv(Grid(BUDGET.names, BUDGET.rows[::-1]))}


for name in (
    "deltagare",
    "steg",
    "poang",
    "timmar_HT2023",
    "sdq",
    "kontakter_HT2023",
    "forfragningar",
    "anmalningar",
    "franvaro",
):
    WAYS.add(
        f"copy of {name}",
        "A file lies in the folder twice.",
        Must.EITHER,
        lambda name=name: {f"{name} (1).csv": csv(GRIDS[name])},
    )
    WAYS.add(
        f"last row of {name} twice",
        "The last row was pasted twice.",
        Must.EITHER,
        lambda name=name: {f"{name}.csv": csv(GRIDS[name].plus(GRIDS[name].rows[-1]))},
    )


@WAYS.either("A row of costs was pasted twice.")
def cost_twice() -> Changes:
    return {"budget.csv": csv(BUDGET.plus(BUDGET.rows[2]))}


@WAYS.either("A row of costs was pasted twice, with a space after it.")
def cost_twice_with_a_space() -> Changes:
    return {"budget.csv": csv(BUDGET.plus((f"{BUDGET.rows[2][0]} ", *BUDGET.rows[2][1:])))}


@WAYS.either("A row of costs was pasted twice, in capitals.")
def cost_twice_in_capitals() -> Changes:
    return {"budget.csv": csv(BUDGET.plus((str(BUDGET.rows[2][0]).upper(), *BUDGET.rows[2][1:])))}


@WAYS.either("The spring's file holds the autumn's rows as well, since the list was continued.")
def continued_list() -> Changes:
    return {"kontakter_VT2024.csv": csv(Grid(SPRING.names, CONTACTS.rows + SPRING.rows))}


@WAYS.either("The spring's file holds the autumn's rows as well, with one corrected.")
def continued_list_with_a_correction() -> Changes:
    corrected = CONTACTS.put(3, "Antal", 9)
    return {"kontakter_VT2024.csv": csv(Grid(SPRING.names, corrected.rows + SPRING.rows))}


@WAYS.either("The spring's file of hours holds the autumn's as well.")
def continued_list_of_hours() -> Changes:
    rows = GRIDS["timmar_HT2023"].rows + GRIDS["timmar_VT2024"].rows
    return {"timmar_VT2024.csv": csv(Grid(GRIDS["timmar_HT2023"].names, rows))}


@WAYS.either("The whole list stands twice in a file, with its names.")
def list_twice_in_a_file() -> Changes:
    return {"kontakter_HT2023.csv": csv(CONTACTS, after=lines_of(CONTACTS.all_rows()))}


@WAYS.either("A family has two rows of stages, since they came twice.")
def family_with_two_rows_of_stages() -> Changes:
    return {"steg.csv": csv(STAGES.plus(("F013", "2024-02-01", "2024-02-10", None)))}


@WAYS.either("A family has two rows, which don't agree.")
def family_with_two_rows() -> Changes:
    return {"deltagare.csv": csv(GRIDS["deltagare"].plus(("F005", "pojke", "A", "00000101", "H09")))}


@WAYS.either("A family has two scores on the same occasion.")
def two_scores() -> Changes:
    return {"poang.csv": csv(GRIDS["poang"].plus(("F005", 50, 41)))}


@WAYS.either("A family has two scores in the same term, on two days.")
def two_days_in_a_term() -> Changes:
    return {"timmar_HT2023.csv": csv(GRIDS["timmar_HT2023"].plus(("F005", "2023-11-20", 12)))}


# Words that are the same word to a reader. Words that are only alike, such as "korridoren", are
# two words to a program: who has them declares what each is.
TWINS = ("Korridor", "KORRIDOR", "korridor ", " korridor", "korridor\u00a0", "korri\u00addor", "korridor\u200b")
for word in TWINS:
    alone = word.strip() == "korridor"
    WAYS.add(
        f"{word!a} beside korridor",
        "Two persons keep the journal, and write the same place in two ways.",
        Must.READ if alone and "\u200b" not in word else Must.EITHER,
        lambda word=word: {"kontakter_HT2023.csv": csv(CONTACTS.put(2, "Mötesplats", word))},
    )


@WAYS.either("The autumn's journal writes Korridor, and the spring's korridor.")
def capitals_of_a_term() -> Changes:
    return {"kontakter_HT2023.csv": csv(CONTACTS.mapped("Mötesplats", lambda cell: str(cell).capitalize()))}


@WAYS.either("The autumn's statistic writes Själva, and the spring's själva.")
def capitals_of_series() -> Changes:
    grid = GRIDS["forfragningar"]
    for row in range(10):
        grid = grid.put(row, "Väg in", str(grid.rows[row][1]).capitalize())
    return {"forfragningar.csv": csv(grid)}


@WAYS.either("One family's group is a small letter.")
def group_in_a_small_letter() -> Changes:
    return {"deltagare.csv": csv(GRIDS["deltagare"].put(3, "Grupp", "a"))}


@WAYS.either("One cost's kind has a capital.")
def kind_with_a_capital() -> Changes:
    return {"budget.csv": csv(BUDGET.put(0, "Slag", "Personal"))}


@WAYS.either("One cost's payer has a capital.")
def payer_with_a_capital() -> Changes:
    return {"budget.csv": csv(BUDGET.put(0, "Betalare", "Socialnämnden"))}


@WAYS.either("One cost's measure is in Swedish.")
def measure_with_a_capital() -> Changes:
    return {"budget.csv": csv(BUDGET.put(0, "Enhet", "Month"))}


@WAYS.either("Grades are written 7 in the autumn and åk 7 in the spring.")
def grades_in_two_ways() -> Changes:
    grid = GRIDS["franvaro"]
    for row in range(4, 8):
        grid = grid.put(row, "Årskurs", f"åk {grid.rows[row][3]}")
    return {"franvaro.csv": csv(grid)}


for words in ("7.0", "07", " 7", "7\u00a0"):
    WAYS.add(
        f"grade {words!a} beside 7",
        "Two schools write their grades in two ways.",
        Must.READ if words.strip() == "7" else Must.EITHER,
        lambda words=words: {"franvaro.csv": csv(GRIDS["franvaro"].put(4, "Årskurs", words))},
    )


def declared(old: str, new: str, **changes: bytes | None) -> Changes:
    """Return declarations in which one line is another."""
    assert old in SOURCES
    return {"sources.toml": SOURCES.replace(old, new).encode(), **changes}


GENDER = 'values.gender = { flicka = "girl", pojke = "boy" }'


@WAYS.either("Two words that differ in capitals mean two things in the declaration.")
def words_that_differ_in_capitals() -> Changes:
    return declared(GENDER, 'values.gender = { flicka = "girl", Flicka = "boy", pojke = "boy" }')


@WAYS.either("Two words that differ in a space mean two things in the declaration.")
def words_that_differ_in_a_space() -> Changes:
    return declared(GENDER, 'values.gender = { flicka = "girl", "flicka " = "boy", pojke = "boy" }')


@WAYS.either("Two words that differ in how a Mac writes a letter mean two things in the declaration.")
def words_that_differ_in_a_sign() -> Changes:
    contacts = SOURCE["kontakter"]
    mapping = 'values.arena = { korridor = "korridor", "föräldramöte" = "föräldramöte", "fo\u0308ra\u0308ldramo\u0308te" = "annat" }\n'
    return declared(contacts, contacts + mapping)


@WAYS.either("Two places are declared as one, and both stand in the same week.")
def two_places_as_one() -> Changes:
    contacts = SOURCE["kontakter"]
    grid = CONTACTS.plus(("00000101", "2023-W46", "hall", "elev", 3, 10))
    mapping = 'values.arena = { korridor = "korridor", hall = "korridor", "föräldramöte" = "föräldramöte" }\n'
    return declared(contacts, contacts + mapping) | {"kontakter_HT2023.csv": csv(grid)}


def one_code(first: str, second: str) -> Changes:
    """Return a pilot whose two schools have these codes."""
    text = PILOT.replace('["00000101"]', first).replace('["00000102"]', second)
    return {"pilot.toml": text.encode()}


for name, first, second in (
    ("the same code", '["00000101"]', '["00000101", "00000102"]'),
    ("the same code without its zeros", '["00000101"]', '["00000102", "101"]'),
    ("a code that is another's id", '["00000101"]', '["00000102", "a"]'),
    ("a code that is another's name", '["00000101"]', '["00000102", "Skola A"]'),
    ("a code that is another's id in capitals", '["00000101"]', '["00000102", "A"]'),
    ("a code that is another's name in capitals", '["00000101"]', '["00000102", "SKOLA A"]'),
):
    WAYS.add(
        f"two schools with {name}",
        "A line of the declaration was copied, and its code left.",
        Must.REFUSED,
        lambda first=first, second=second: one_code(first, second),
    )


@WAYS.refused("Two sources are declared for the same files.")
def source_declared_twice() -> Changes:
    again = SOURCE["budget"].replace('id = "budget"', 'id = "budget_igen"')
    return {"sources.toml": (SOURCES + again).encode()}


@WAYS.either("Two patterns of a source match the same files.")
def two_patterns_of_a_source() -> Changes:
    return declared('files = ["kontakter*"]', 'files = ["kontakter*", "kontakter_HT*"]')


@WAYS.refused("A file of tallies is read by a source of its own and by a pattern.")
def file_in_two_sources() -> Changes:
    again = (
        SOURCE["kontakter"].replace('id = "contacts"', 'id = "autumn"').replace("kontakter*", "kontakter_HT2023.csv")
    )
    return {"sources.toml": (SOURCES + again).encode()}
