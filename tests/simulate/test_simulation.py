"""What holds for every delivery of every pilot, whatever is planted in it."""

from __future__ import annotations

import pytest
from deliveries import digest, digest_elsewhere, rows_of

from tsi_eval import find_project
from tsi_eval.errors import UsageError
from tsi_eval.identifiers import has_identifier
from tsi_eval.simulate import Delivery, pilot_names, plan, simulate

TERMS = ("HT2023", "VT2024", "HT2024")
PROJECT = find_project()
PILOTS = pilot_names()
IN_TERMS = [pilot for pilot in PILOTS if plan(pilot).terms]


@pytest.fixture(scope="module")
def whole() -> dict[str, Delivery]:
    """Return each pilot with all its terms."""
    return {pilot: simulate(pilot, 1, terms=plan(pilot).terms or None) for pilot in PILOTS}


@pytest.mark.parametrize("pilot", PILOTS)
def test_same_seed_same_bytes_in_another_process_and_time_zone(pilot: str) -> None:
    assert digest(simulate(pilot, 1).files) == digest_elsewhere(pilot, "messy")


def test_tidy_files_too_have_the_same_bytes_elsewhere(clean: Delivery) -> None:
    assert digest(clean.files) == digest_elsewhere("familjeteamet", "tidy")


@pytest.mark.parametrize("pilot", PILOTS)
def test_another_seed_gives_other_files_and_the_same_names(pilot: str, whole: dict[str, Delivery]) -> None:
    one, other = whole[pilot].files, simulate(pilot, 2, terms=plan(pilot).terms or None).files

    assert list(one) == list(other)
    # A budget is not drawn.
    drawn = [name for name in one if not name.startswith("budget")]
    assert [name for name in drawn if one[name] == other[name]] == []


@pytest.mark.parametrize("pilot", PILOTS)
def test_the_repository_holds_the_files_of_seed_one(pilot: str) -> None:
    files = simulate(pilot, 1).files

    folder = PROJECT.data / pilot
    assert {name: (folder / name).read_bytes() for name in files} == dict(files)
    assert {path.name for path in folder.iterdir() if path.suffix in {".csv", ".xlsx"}} == set(files)


@pytest.mark.parametrize("tidy", [False, True])
@pytest.mark.parametrize(("pilot", "n"), [(pilot, n) for pilot in IN_TERMS for n in range(1, len(plan(pilot).terms))])
def test_a_later_term_changes_no_earlier_file(pilot: str, n: int, tidy: bool) -> None:
    terms = plan(pilot).terms
    fewer = simulate(pilot, 3, terms=terms[:n], messy=not tidy).files
    more = simulate(pilot, 3, terms=terms[: n + 1], messy=not tidy).files

    assert fewer == {name: content for name, content in more.items() if name in fewer}
    assert len(more) > len(fewer)


@pytest.mark.parametrize("pilot", IN_TERMS)
def test_a_later_term_changes_no_earlier_truth(pilot: str) -> None:
    terms = plan(pilot).terms
    fewer, more = (simulate(pilot, 3, terms=some).truth.tables for some in (terms[:1], terms))

    for subject, tables in fewer.items():
        # Sums over cohorts grow with each term.
        for name, cells in tables.items() if subject != "families" else ():
            assert cells.items() <= more[subject][name].items()


def test_without_terms_the_usual_ones_are_delivered() -> None:
    assert ("HT2023", "VT2024") == simulate("familjeteamet").truth.terms
    assert () == simulate("skolfam").truth.terms


@pytest.mark.parametrize("terms", [(), ("VT2024",), ("VT2024", "HT2023"), ("HT2023", "HT2024"), ("HT2022",)])
def test_terms_are_the_first_of_the_pilot(terms: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="HT2023, VT2024, HT2024"):
        simulate("familjeteamet", terms=terms)


@pytest.mark.parametrize("terms", [(), ("HT2023",)])
def test_a_pilot_that_comes_all_at_once_has_no_terms(terms: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="has no terms"):
        simulate("e_connect", terms=terms)


def test_an_unknown_pilot_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as error:
        simulate("familjeteam")

    assert "E138" == error.value.problems[0].code
    assert ", ".join(PILOTS) == error.value.problems[0].params["known"]


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("pilot", PILOTS)
def test_no_cell_and_no_line_reads_as_an_identity_number(pilot: str, seed: int) -> None:
    delivery = simulate(pilot, seed, terms=plan(pilot).terms or None)

    for name in delivery.files:
        for row in rows_of(delivery, name):
            assert not any(has_identifier(cell) for cell in row), name
            assert not has_identifier(";".join(row)), name


@pytest.mark.parametrize("pilot", PILOTS)
def test_the_truth_is_in_no_file(pilot: str, whole: dict[str, Delivery]) -> None:
    secret = ("truth", "planted", "drawn", "seed", "expected", "practice", "1.35", "1,35", "1.848", "1,848")
    for name in whole[pilot].files:
        text = "\n".join(" ".join(row) for row in rows_of(whole[pilot], name)).casefold()
        assert [word for word in secret if word in text] == [], name


def test_the_truth_is_frozen(messy: Delivery) -> None:
    with pytest.raises(AttributeError):
        messy.truth.seed = 2  # type: ignore[misc]


@pytest.mark.parametrize("pilot", PILOTS)
def test_tidy_files_have_the_same_names_and_the_same_truth(pilot: str) -> None:
    messy, tidy = (simulate(pilot, 1, messy=form) for form in (True, False))

    assert list(messy.files) == list(tidy.files)
    assert messy.truth == tidy.truth


@pytest.mark.parametrize("pilot", PILOTS)
def test_tidy_text_is_utf8_without_a_mark_and_no_row_stands_there_twice(pilot: str) -> None:
    delivery = simulate(pilot, 1, messy=False)

    for name, content in delivery.files.items():
        if name.endswith(".csv"):
            assert not content.startswith(b"\xef\xbb\xbf")
            content.decode()
        rows = rows_of(delivery, name)
        assert len({tuple(row) for row in rows}) == len(rows), name


def test_every_title_says_that_the_data_are_synthetic(messy: Delivery) -> None:
    for name in messy.files:
        if name.startswith(("kontakter", "franvaro", "orosanmalningar", "budget")):
            top = " ".join(cell for row in rows_of(messy, name)[:2] for cell in row)
            assert "syntetiska data" in top.casefold(), name
