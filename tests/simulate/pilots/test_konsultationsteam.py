"""The consultation teams' files: what SOURCE.md lists, and values near to what was planted."""

from __future__ import annotations

from pathlib import Path

import pytest
from deliveries import records_of, rows_of

from tsi_eval import find_project, load_pilot
from tsi_eval.simulate import Delivery, plan, simulate, truth_of

FOLDER = find_project(Path(__file__).parent).data / "konsultationsteam"
NBSP, NNBSP = "\u00a0", "\u202f"
SEEDS = range(40)


@pytest.fixture(scope="module")
def delivery() -> Delivery:
    return simulate("konsultationsteam")


@pytest.fixture(scope="module")
def tidy() -> Delivery:
    return simulate("konsultationsteam", messy=False)


def test_every_file_is_read_by_a_source_and_every_unit_is_declared(delivery: Delivery) -> None:
    pilot = load_pilot(FOLDER)
    patterns = [pattern for source in pilot.sources for pattern in source.files]

    assert all(any(Path(name).match(pattern) for pattern in patterns) for name in delivery.files)
    assert {unit.label for unit in plan("konsultationsteam").unit} == {
        code for unit in pilot.units for code in unit.codes
    }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_text_says_what_is_invented(language: str) -> None:
    for name in ("background", "intervention", "lessons"):
        text = (FOLDER / "texts" / language / f"{name}.md").read_text(encoding="utf-8")
        assert "påhitta" in text if language == "sv" else "invented" in text


def test_consultations_are_old_windows_text_with_a_title_and_a_sum(delivery: Delivery) -> None:
    content = delivery.files["konsultationer_HT2023.csv"]
    title, _, first, *_, last = rows_of(delivery, "konsultationer_HT2023.csv")

    assert "förskola".encode("cp1252") in content
    assert ["Konsultationsteamen (syntetiska data)"] == title
    assert ("Team A", "v. 35 2023") == (first[0], first[1])
    assert ["Totalt", "", "", ""] == last[:4]
    assert NBSP in last[5]


def test_reports_have_a_byte_order_mark_and_a_narrow_blank(delivery: Delivery) -> None:
    content = delivery.files["orosanmalningar_HT2023.csv"]

    assert content.startswith(b"\xef\xbb\xbf")
    assert f"1{NNBSP}984" == records_of(delivery, "orosanmalningar_HT2023.csv")[0]["Barn 0–17 år"]


def test_files_hold_what_was_drawn(tidy: Delivery) -> None:
    tables = tidy.truth.tables

    rows = records_of(tidy, "konsultationer_VT2024.csv")
    for team in "abc":
        counted = sum(int(row["Antal"]) for row in rows if row["Team"] == team)
        assert tables["consultations"]["contacts"]["VT2024", team] == counted
    for row in records_of(tidy, "orosanmalningar_tom_VT2023.csv"):
        assert tables["reports"]["parts"][row["Månad"], "all", row["Från"]] == int(row["Antal"])
    for row in records_of(tidy, "personalenkat_VT2024.csv"):
        assert tables["staff"]["yes"]["VT2024", row["Team"]] == int(row["Vet hur de andra arbetar"])


def test_values_lie_around_what_was_planted() -> None:
    truths = [truth_of("konsultationsteam", seed) for seed in SEEDS]
    planted, tables = truths[0].planted, [truth.tables for truth in truths]

    for team, expected in planted["consultations"].expected.items():
        drawn = [table["consultations"]["contacts"][term, team] for table in tables for term in ("HT2023", "VT2024")]
        # Eighty terms of 26 or more: a standard error of at most 2.2 %.
        assert sum(drawn) / len(drawn) == pytest.approx(expected, rel=0.08)
    counts, means = (sum(sum(table["reports"][name].values()) for table in tables) for name in ("counts", "expected"))
    assert counts == pytest.approx(means, rel=0.03)
    for wave, share in planted["staff"].share.items():
        yes, answers = (
            sum(table["staff"][name][wave, team] for table in tables for team in "abc") for name in ("yes", "answers")
        )
        assert yes / answers == pytest.approx(share, abs=0.02)
