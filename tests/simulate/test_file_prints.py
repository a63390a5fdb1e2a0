"""The pilots' files are the same to the byte, whatever the simulator looks like inside."""

from __future__ import annotations

import file_prints
import pytest

from tsi_eval.simulate import pilot_names, plan, simulate

KEPT = file_prints.read()
CASES = [(pilot, *key.split()) for pilot, kept in KEPT.items() for key in kept]
# What is there after one and after two terms; the names do not depend on the seed.
ONE_TERM = {
    *("budget_HT2023.xlsx", "elevenkat_VT2023.csv", "familjer_HT2023.csv", "familjer_fore.csv"),
    *("forfragningar_HT2023.csv", "forfragningar_tom_VT2023.csv"),
    *(f"franvaro_{term}.csv" for term in ("HT2021", "VT2022", "HT2022", "VT2023", "HT2023")),
    *("kontakter_HT2023.csv", "orosanmalningar_HT2023.xlsx", "orosanmalningar_tom_VT2023.xlsx"),
    *("personalenkat_VT2023.csv", "sdq_HT2023.csv"),
}
SECOND_TERM = {
    *("budget_VT2024.xlsx", "elevenkat_VT2024.csv", "familjer_VT2024.csv", "forfragningar_VT2024.csv"),
    *("franvaro_VT2024.csv", "kontakter_VT2024.csv", "orosanmalningar_VT2024.xlsx"),
    *("personalenkat_VT2024.csv", "sdq_VT2024.csv"),
}


def test_every_pilot_is_kept() -> None:
    assert set(KEPT) == set(pilot_names())


@pytest.mark.parametrize(("pilot", "seed", "form"), CASES)
def test_files_are_the_same_to_the_byte(pilot: str, seed: str, form: str) -> None:
    found = file_prints.prints_of(file_prints.files_of(pilot, int(seed), form))

    assert KEPT[pilot][f"{seed} {form}"] == found


@pytest.mark.parametrize(("terms", "names"), [(1, ONE_TERM), (2, ONE_TERM | SECOND_TERM)])
@pytest.mark.parametrize("form", file_prints.FORMS)
@pytest.mark.parametrize("seed", file_prints.SEEDS)
def test_fewer_terms_give_fewer_files_with_the_same_bytes(seed: int, form: str, terms: int, names: set[str]) -> None:
    delivered = plan("familjeteamet").terms[:terms]
    found = simulate("familjeteamet", seed, terms=delivered, messy=file_prints.FORMS[form]).files

    kept = KEPT["familjeteamet"][f"{seed} {form}"]
    assert {name: kept[name] for name in names} == file_prints.prints_of(found)
