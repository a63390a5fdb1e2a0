"""One file that was delivered twice, as a copy or as another version of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_files import codes, taken

Write = Callable[..., Path]
BUDGET = """
[[source]]
id = "budget"
table = "costs"
files = ["budget*.csv"]
columns = { item = "Post", kind = "Slag", quantity = "Antal", measure = "Enhet", price = "Pris", price_year = "Prisår", payer = "Betalare", source = "Källa" }
"""  # noqa: E501  one line of TOML
HEAD = "Post;Slag;Antal;Enhet;Pris;Prisår;Betalare;Källa\n"
POSTS = [
    f"{item};other;1;piece;{price};2023;school;budget\n"
    for item, price in (("Lokal", 500), ("Resor", 90), ("Kaffe", 7))
]


def delivered(files: dict[str, str], write: Write, **budgets: str) -> list[tuple[str, object, object]]:
    """Take in budgets by their names; return what is wrong, with the files that it names."""
    named = {f"{name}.csv": HEAD + text for name, text in budgets.items()}
    intake = taken(write(files | {"sources.toml": files["sources.toml"] + BUDGET, **named}))
    return [(p.code, p.params.get("file"), p.params.get("other")) for p in intake.problems]


ALL = "".join(POSTS)
CHANGED = ALL.replace("500", "600").replace(";90;", ";95;").replace(";7;", ";8;")


@pytest.mark.parametrize(
    "name", ["budget (1)", "budget_v2", "budget - kopia", "budget slutlig", "Budget version 3", "budget rev 2024-01-15"]
)
def test_another_version_of_a_budget_is_refused_by_its_name(name: str, files: dict[str, str], write: Write) -> None:
    found = delivered(files, write, **{"budget": ALL, name.replace("Budget", "budget"): CHANGED})

    assert ["E353"] == [code for code, _, _ in found]
    assert {"budget.csv", f"{name.replace('Budget', 'budget')}.csv"} == {*found[0][1:]}


def test_budget_with_most_rows_in_common_is_refused_whatever_its_name(files: dict[str, str], write: Write) -> None:
    assert [("E353", "budget_a.csv", "budget_b.csv")] == delivered(
        files, write, budget_a=ALL, budget_b=ALL + POSTS[0].replace("Lokal", "Buss")
    )
    assert [] == delivered(files, write, budget_a=ALL, budget_b="".join(POSTS[:2]) + "Buss;other;1;piece;3;2023;x;y\n")


@pytest.mark.parametrize("other", ["budget_HT23", "budget ht 2023", "budget_HT2023 rättad VT24", "budget_rev_HT2023"])
def test_budget_of_one_term_in_two_spellings_is_refused(other: str, files: dict[str, str], write: Write) -> None:
    assert ["E353"] == [code for code, _, _ in delivered(files, write, **{"budget_HT2023": ALL, other: CHANGED})]


def test_two_terms_may_cost_the_same(files: dict[str, str], write: Write) -> None:
    assert [] == delivered(files, write, budget_HT2023=ALL, budget_VT2024="".join(reversed(POSTS)))


def test_two_terms_may_cost_the_same_to_the_byte(files: dict[str, str], write: Write) -> None:
    assert [] == delivered(files, write, budget_HT2023=ALL, budget_VT2024=ALL)


def test_file_that_is_another_byte_for_byte_is_refused_in_every_table(files: dict[str, str], write: Write) -> None:
    assert ("E353", "budget_a.csv", "budget_b.csv") in delivered(files, write, budget_a=ALL, budget_b=ALL)
    (problem, *others) = taken(write(files | {"log-kopia.csv": files["log.csv"]}, name="log")).problems
    assert ("E353", {"log.csv", "log-kopia.csv"}) == (problem.code, {problem.params["file"], problem.params["other"]})
    assert {"E132"} == {other.code for other in others}


def test_post_that_stands_twice_in_a_budget_is_refused_with_its_rows(files: dict[str, str], write: Write) -> None:
    sources = files["sources.toml"] + BUDGET
    twice = HEAD + ALL + POSTS[1].replace("Resor", "RESOR ")

    (problem,) = taken(write(files | {"sources.toml": sources, "budget.csv": twice}, name="twice")).problems
    assert ("E354", "budget.csv", (3, 5)) == (problem.code, problem.params["file"], problem.rows)

    apart = twice.replace("RESOR ", "Resor, grupp 2")
    assert [] == codes(taken(write(files | {"sources.toml": sources, "budget.csv": apart}, name="apart")))
