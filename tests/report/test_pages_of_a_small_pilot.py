"""The pages of the tests' small pilot: what is hidden in them, and what data they say they hold."""

from __future__ import annotations

import re
from collections.abc import Callable

from documents_by_hand import main_page

from tsi_eval.findings.released import Released
from tsi_eval.report.estimates import to_codebook, to_csv

ReleaseFiles = Callable[[dict[str, str]], Released]


def test_a_label_that_a_spreadsheet_would_run_is_quoted(files: dict[str, str], release_files: ReleaseFiles) -> None:
    about = files["pilot.toml"].replace('"arm=a" = { sv = "grupp A"', '"arm=a" = { sv = "=cmd|A_1_*B*<i>"')

    assert "'=cmd|A_1_*B*<i>" in to_codebook(release_files(files | {"pilot.toml": about}))


def test_synthetic_data_say_so_on_the_page_and_in_every_row(released_tiny: Released) -> None:
    assert "Syntetiska data" in main_page(released_tiny)
    assert {line.split(",")[0] for line in to_csv(released_tiny).splitlines()[1:]} == {"synthetic"}


def test_hidden_numbers_are_named_with_one_reason_and_no_row_is_of_dots(
    files: dict[str, str], release_files: ReleaseFiles
) -> None:
    head, *rows = files["persons.csv"].splitlines()
    files["persons.csv"] = "\n".join([head, *(row[:-1] + "C" if i < 3 else row for i, row in enumerate(rows))])
    files["sources.toml"] = files["sources.toml"].replace('B = "b" }', 'B = "b", C = "c" }')

    page = main_page(release_files(files))

    assert "isas inte, för att inget om några få personer ska gå att läsa ut" in page
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)]
    assert not [row for row in cells if row[1:] and set(row[1:]) <= {"..", "–", ""}]
    assert "Vad som inte visas" in page


def test_strict_policy_shows_only_fives_and_whole_per_cent(files: dict[str, str], release_files: ReleaseFiles) -> None:
    files["pilot.toml"] = files["pilot.toml"].replace('policy = "default"', 'policy = "strict"')

    released = release_files(files)

    shown = released.frame().query("status == 'shown' and question != 'receipt'")
    counts = shown.loc[shown["unit"] == "persons", "n"]
    shares = shown.loc[shown["unit"] == "share", "estimate"]
    assert (counts % 5 == 0).all()
    assert ((100 * shares).round(6) % 1 == 0).all()
    main_page(released)
