"""A pilot of later years than the package's figures: what it is told to write is enough."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tsi_eval import load_pilot, open_study
from tsi_eval.cli import main
from tsi_eval.findings import Quantity, Role
from tsi_eval.project import find_project

NAME = "familjeteamet"
PILOT = find_project(Path(__file__).parent).data / NAME
# The column of the budget's files that holds the price year.
YEAR = "F"
Later = Callable[[int], Path]


def only_costs(folder: Path) -> None:
    """Leave of a pilot its budget, and the question of what it cost."""
    for file, kept in (("sources.toml", 'id = "budget"'), ("questions.toml", 'id = "cost"')):
        path = folder / file
        top, *parts = re.split(r"(?m)^(?=\[\[\w+\]\]$)", path.read_text(encoding="utf-8"))
        path.write_text(top + next(part for part in parts if kept in part), encoding="utf-8")
    for path in folder.iterdir():
        if path.suffix in {".csv", ".xlsx"} and not path.name.startswith("budget_"):
            path.unlink()
    # They name questions that are gone.
    for path in folder.glob("texts/*/*.md"):
        path.unlink()
    questions = folder / "questions.toml"
    per = re.sub(r"(?m)^(units|per|stages) = .*\n", "", questions.read_text(encoding="utf-8"))
    questions.write_text(per, encoding="utf-8")


@pytest.fixture
def later(tmp_path: Path) -> Later:
    """Return a function that moves the pilot's costs to a year, its question with them."""

    def moved(year: int) -> Path:
        project = tmp_path / str(year)
        (project / "notebooks").mkdir(parents=True)
        folder = project / "data_raw" / NAME
        shutil.copytree(PILOT, folder)
        only_costs(folder)
        for file in folder.glob("budget_*.xlsx"):
            book = openpyxl.load_workbook(file)
            for cell in book.active[YEAR]:
                cell.value = year if isinstance(cell.value, int) else cell.value
            book.save(file)
        questions = folder / "questions.toml"
        text = questions.read_text(encoding="utf-8").replace("price_year = 2023\n", f"price_year = {year}\n")
        text = text.replace(
            'break_even = ["family_home_day", "bbic_investigation"]', 'break_even = ["family_home_day"]'
        )
        questions.write_text(text, encoding="utf-8")
        own = folder / "prices.toml"
        own.write_text(
            own.read_text(encoding="utf-8").replace("price_year = 2023", f"price_year = {year}"), encoding="utf-8"
        )
        return folder

    return moved


def lines_to_paste(said: str) -> str:
    """Return the lines that a project lead copies out of the window: all that are no sentences."""
    return "\n".join(line for line in said.splitlines() if re.match(r"\[\[|\w+ = ", line))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pasting_the_lines_and_filling_them_in_is_enough(
    language: str, later: Later, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = later(2025)
    questions = folder / "questions.toml"
    asked = questions.read_text(encoding="utf-8").replace("price_year = 2025\n", "price_year = 2024\n")
    questions.write_text(asked, encoding="utf-8")
    monkeypatch.chdir(folder)

    assert 4 == main(["check", NAME, "--language", language])
    said = capsys.readouterr().err
    assert {"E221", "E385"} == set(re.findall(r"(?m)^(E\d{3}) ", said))
    pasted = re.sub(r'source = ""', 'source = "read at the source"', lines_to_paste(said))
    numbers = {"2024": "value = 415.0", "2025": "value = 418.0"}
    for year, value in numbers.items():
        pasted = re.sub(rf"(year = {year}\n)value = +", rf"\g<1>{value} ", pasted)
    pasted = re.sub(r"percent = +", "percent = 45.0 ", pasted)
    with (folder / "prices.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n" + pasted)

    assert 0 == main(["check", NAME, "--language", language]), capsys.readouterr().err


def test_costs_and_question_of_one_later_year_need_no_index(later: Later) -> None:
    folder = later(2031)
    with (folder / "prices.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[[surcharge]]\nsector = "kommun"\nyear = 2031\npercent = 44.53\nsource = "ekonomikontoret"\n')
    study, of_2023 = open_study(load_pilot(folder)), open_study(load_pilot(later(2023)))

    answers = []
    for each in (study, of_2023):
        design = next(question.design for question in each.pilot.questions if question.id == "cost")
        assert () == design.lacks(each)
        found = design.answer(each)
        cost = next(e for e in found.estimates if e.quantity is Quantity.COST and e.role is Role.HEADLINE)
        answers.append(cost.estimate)
        assert (each is study) == ("caveat.surcharge_declared" in {caveat.key for caveat in found.caveats})
        assert "caveat.index_declared" not in {caveat.key for caveat in found.caveats}

    # The surcharge of 2023 is 44.53 per cent: the same amounts give the same sum in any year.
    assert pytest.approx(answers[1]) == answers[0]
