"""What holds for every file: the same bytes anywhere, earlier terms untouched, nobody's identity, no truth."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

from tsi_eval.identifiers import has_identifier
from tsi_eval.simulate import simulate_familjeteamet

TERMS = ("HT2023", "VT2024", "HT2024")
HASH = """
import hashlib, sys
from tsi_eval.simulate import simulate_familjeteamet
files = simulate_familjeteamet(1, messy=sys.argv[1] == "messy").files
print(hashlib.sha256(b"".join(name.encode() + files[name] for name in sorted(files))).hexdigest())
"""


def digest(files):
    return hashlib.sha256(b"".join(name.encode() + files[name] for name in sorted(files))).hexdigest()


@pytest.mark.parametrize("form", ["messy", "clean"])
def test_same_seed_same_bytes_in_another_process_and_time_zone(form, messy, clean):
    env = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", HASH, form], env=env, capture_output=True, text=True, check=True)

    assert digest((messy if form == "messy" else clean).files) == other.stdout.strip()


def test_another_seed_gives_other_files_and_the_same_names(messy):
    other = simulate_familjeteamet(2)

    assert sorted(messy.files) == sorted(other.files)
    assert messy.files["kontakter_HT2023.csv"] != other.files["kontakter_HT2023.csv"]


@pytest.mark.parametrize("tidy", [False, True])
@pytest.mark.parametrize("n", [1, 2])
def test_a_later_term_changes_no_earlier_file(n, tidy):
    fewer = simulate_familjeteamet(3, terms=TERMS[:n], messy=not tidy).files
    more = simulate_familjeteamet(3, terms=TERMS[: n + 1], messy=not tidy).files

    assert fewer == {name: content for name, content in more.items() if name in fewer}
    assert len(more) > len(fewer)


def test_a_later_term_changes_no_earlier_truth():
    fewer = simulate_familjeteamet(3, terms=TERMS[:1]).truth
    more = simulate_familjeteamet(3, terms=TERMS).truth

    for subject, name in [("contacts", "drawn"), ("enquiries", "drawn"), ("reports", "drawn"), ("sdq", "drawn")]:
        earlier = getattr(getattr(fewer, subject), name)
        assert earlier.items() <= getattr(getattr(more, subject), name).items()


@pytest.mark.parametrize("terms", [(), ("VT2024",), ("VT2024", "HT2023"), ("HT2023", "HT2024"), ("HT2022",)])
def test_terms_are_the_first_of_the_pilot(terms):
    with pytest.raises(ValueError, match="HT2023, VT2024, HT2024"):
        simulate_familjeteamet(terms=terms)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_cell_and_no_line_reads_as_an_identity_number(seed, read):
    delivery = simulate_familjeteamet(seed, terms=TERMS)

    for name in delivery.files:
        for row in read(delivery, name):
            assert not any(has_identifier(cell) for cell in row), name
            assert not has_identifier(";".join(row)), name


def test_the_truth_is_in_no_file(messy, clean, read):
    for delivery in (messy, clean):
        for name in delivery.files:
            text = "\n".join(" ".join(row) for row in read(delivery, name)).casefold()
            assert not any(
                word in text for word in ("truth", "planted", "drawn", "seed", "expected", "1.35", "1,35")
            ), name


def test_the_truth_is_frozen(messy):
    with pytest.raises(AttributeError):
        messy.truth.seed = 2


def test_clean_files_have_the_same_names(messy, clean):
    assert list(messy.files) == list(clean.files)
    assert messy.truth == clean.truth


def test_every_title_says_that_the_data_are_synthetic(messy, read):
    for name in messy.files:
        if name.startswith(("kontakter", "franvaro", "orosanmalningar", "budget")):
            top = " ".join(cell for row in read(messy, name)[:2] for cell in row)
            assert "syntetiska data" in top.casefold(), name
