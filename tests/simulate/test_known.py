"""The synthetic pilots are found by their folder, at no cost."""

from __future__ import annotations

import subprocess
import sys

from tsi_eval.simulate.known import FOLDER, pilot_names

ASK = """
import sys
from tsi_eval.simulate import pilot_names
assert pilot_names()
print(sorted({"numpy", "pandas", "pydantic", "openpyxl"} & set(sys.modules)))
"""


def test_every_file_of_the_folder_is_a_pilot_in_alphabetical_order() -> None:
    names = pilot_names()

    assert sorted(names) == list(names)
    assert {f"{name}.toml" for name in names} == {file.name for file in FOLDER.iterdir()}
    assert {"e_connect", "familjeteamet", "konsultationsteam", "skolfam"} <= set(names)


def test_names_are_listed_without_loading_what_draws() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()
