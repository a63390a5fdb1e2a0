"""Whether two names of files are those of two versions of one file."""

from __future__ import annotations

from itertools import combinations

import pytest

from tsi_eval.ingest.versions import are_versions, of_two_times

# Each line is one file, in names that people give its versions.
ONE_FILE = (
    (
        *("budget.csv", "Budget (2).xlsx", "budget_v2.csv", "budget - Kopia (3).csv", "budget_ny2.csv", "budget rev.csv"),
        *("Kopia av budget.xlsx", "Copy of Budget.csv", "reviderad budget.csv", "budget rev 2024-01-15.csv", "budgetv3.csv"),
        *("budget_preliminär.csv", "budget_beslutad.csv", "budget förslag.csv", "budget antagen.csv", "budget_original.csv"),
        *("budget_prel.csv", "budget - backup.csv", "budget_senaste.csv", "budget_KORR.csv", "budget (tidigare).csv"),
        *("budget_klar.csv", "budget_omarbetad.csv", "budget_godkänd.csv", "budget_definitiv.csv", "budget_beslut KF.csv"),
        *("budget v1a.csv", "budget v1b.csv", "budget_fastställd.csv", "prel budget.csv"),
        *("budget_slutlig_20240115.csv", "budget version 2.csv", "budget_rättad.csv", "budget korrigerad 2.csv"),
    ),
    (
        *("budget_HT2023.csv", "budget_HT23.csv", "budget ht 23.csv", "Budget-HT-2023.csv", "budgetHT2023.csv"),
        *("budget_hösten 2023.csv", "budget_beslutad_HT2023.csv", "prel budget HT23.csv"),
        *("budget_höst23.csv", "budget hösttermin 2023.csv", "HT2023 budget.csv", "budget_2023HT.csv", "HT23_Budget_v2.csv"),
        *("budget_HT2023_ny.csv", "budget_rev_HT2023.csv", "budget_HT2023 rättad VT24.csv", "budget_v2_HT2023.csv"),
        *("budget_HT2023 rev 2024-01-15.csv", "budget HT2023 rättad 2024.csv"),
    ),
    ("budget_2023-2024.csv", "budget_2023-24.csv", "budget 23-24.csv", "budget_2023_2024_slutlig.csv"),
    ("budget_2023.csv", "budget2023.csv", "budget_23.csv", "budget 2023 rev 2024-01-15.csv", "budget_2023 reviderad VT24.csv",
     "budget_2023 (uppdaterad mars).csv"),
    ("budget_HT.csv", "budget_hösten.csv", "budget höst beslutad.csv"),
    ("budget personal.csv", "budget prel personal.csv", "budget personal (antagen).csv"),
    ("kostnader jan 2024.csv", "kostnader_januari_24.csv", "kostnader_2024-01.csv", "kostnader_2024_01 (1).csv"),
    ("budget_Q1_2024.csv", "budget 2024 kvartal 1.csv", "budget_2024q1.csv"),
)  # fmt: skip


@pytest.mark.parametrize("names", ONE_FILE, ids=lambda names: names[0])
def test_versions_of_one_file_are_told_from_whatever_is_the_other(names: tuple[str, ...]) -> None:
    assert [] == [(a, b) for a, b in combinations(names, 2) if not (are_versions(a, b) and are_versions(b, a))]


@pytest.mark.parametrize(("one", "other"), [*combinations(ONE_FILE, 2)], ids=lambda names: names[0])
def test_files_of_two_times_are_no_versions(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    # "budget" is what each budget is called whose version is dated by nothing but its time.
    others = [name for name in other if not (("rev" in name or "beslutad" in name) and one[0] == "budget.csv")]
    assert [] == [(a, b) for a in one for b in others if are_versions(a, b) or are_versions(b, a)]


@pytest.mark.parametrize(
    "names",
    [
        ("budget_HT2023", "budget_VT2024", "budget_HT2024", "budget"),
        ("budget_rev_HT2023", "budget_rev_VT2024", "budget_slutlig_HT24"),
        ("budget rev 2023", "budget rev 2024"),
        ("budget_2023", "budget_2024", "budget_2023-24", "budget_2024-25"),
        ("budget_jan", "budget_feb", "budget_nov_23", "budget_nov_24", "budget_2024-01", "budget_2024-02"),
        ("budget_q1", "budget_q2", "budget_ht", "budget_vt"),
        ("fakturor_2024-01-15", "fakturor_2024-02-15"),
        ("fakturor_2024_2024-01-15", "fakturor_2024_2024-02-15"),
        ("kostnader_v34_2023", "kostnader_v35_2023"),
        ("kostnader_v1_2023", "kostnader_v2_2023"),
        (
            "budget",
            "budget_2",
            "budget_nyfors",
            "budget_rektor",
            "budget_norra",
            "budget_ny_skola",
            "v2",
            "budget_VT24",
        ),
        ("budget_1", "budget_2", "budget_12", "budget_13"),
        ("lo", "lov"),
        ("budget_2023_nya lokaler", "budget_2023_gamla lokaler", "budget tillägg", "budget del 1", "budget del 2"),
        ("prel HT23", "prel VT24", "beslut hösten 2024"),
        ("budget_hösten", "budget_våren"),
        ("länsklar", "läns", "kyrkobackup"),
    ],
)
def test_other_files_stay_other_files(names: tuple[str, ...]) -> None:
    assert [] == [(a, b) for a, b in combinations(names, 2) if are_versions(f"{a}.csv", f"{b}.csv")]


def test_name_of_nothing_but_a_version_is_a_name() -> None:
    assert not are_versions("v2.csv", "budget.csv")


@pytest.mark.parametrize(
    "names",
    [("förslag", "antagen", "kopia", "ny", "preliminär 2", "beslutad KF"), ("förslag HT23", "antagen hösten 2023")],
)
def test_files_named_by_nothing_but_versions_are_versions_of_each_other(names: tuple[str, ...]) -> None:
    assert all(are_versions(f"{a}.csv", f"{b}.csv") for a, b in combinations(names, 2))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("budget_HT2023.csv", "budget_VT2024.csv", True),
        ("budget 2023.csv", "budget 2024.csv", True),
        ("budget_jan.csv", "budget_feb.csv", True),
        ("budget_q1.csv", "budget_q2.csv", True),
        ("budgetHT.csv", "budgetVT.csv", True),
        ("budget_HT2023.csv", "budget_HT2023_ny.csv", False),
        ("budget_HT2023.csv", "budget ht-23.csv", False),
        ("budget_2023-2024.csv", "budget_2023-24.csv", False),
        ("budget 2023.csv", "budget.csv", False),
        ("budget_a.csv", "budget_b.csv", False),
        ("budget_12.csv", "budget_13.csv", False),
        ("budget 2024-01-15.csv", "budget_20240201.csv", False),
    ],
)
def test_times_in_names_tell_files_apart(one: str, other: str, expected: bool) -> None:
    assert expected == of_two_times(one, other)
