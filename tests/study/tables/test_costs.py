"""Costs: every price has its year and its source."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tsi_eval.ingest import Intake

EXAMPLE = {
    "source": """
table = "costs"
columns.item = "Post"
columns.kind = "Slag"
columns.quantity = "Antal"
columns.measure = "Enhet"
columns.price = "Pris"
columns.price_year = "Prisår"
columns.payer = "Betalare"
columns.source = "Källa"
""",
    "file": "Post;Slag;Antal;Enhet;Pris;Prisår;Betalare;Källa\nTolk;övrigt;12;timmar;650;2023;skola;avtal\n",
    "columns": ("item", "kind", "quantity", "measure", "price", "price_year", "payer", "source"),
    "rows": [("Tolk", "övrigt", 12.0, "timmar", 650.0, 2023.0, "skola", "avtal")],
    # The same cost may be paid twice.
    "twice": "",
    "identifiers": (),
    "formats": {
        "Post": "@", "Slag": "@", "Antal": "General", "Enhet": "@",
        "Pris": "General", "Prisår": "General", "Betalare": "@", "Källa": "@",
    },
}  # fmt: skip


@pytest.mark.parametrize(("year", "codes"), [("", ["E207"]), ("..", ["E207"]), ("2023,5", ["E209"])])
def test_year_of_a_price_is_a_year(year: str, codes: list[str], taken: Callable[[str, str], Intake]) -> None:
    problems = taken(EXAMPLE["source"], EXAMPLE["file"].replace("2023", year)).problems

    assert codes == [problem.code for problem in problems]
