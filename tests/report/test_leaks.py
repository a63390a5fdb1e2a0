"""Identifiers, names, free text and small groups are planted in a delivery, and looked for in everything that comes out."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tsi_eval import load_pilot, open_study
from tsi_eval.cli import main
from tsi_eval.project import find_project

NAME = "Åsa-Britt Öhrnström"
FREE_TEXT = "mamma ringde om storebror"
HEADER = "Kalle Ängkvists kommentar"
IDENTITIES = [f"20120{1 + i % 9}1{i % 10}-00{i:02d}" for i in range(60)]
UNIQUE_DATE = "2023-11-07"
SMALL = "specialgruppen"


def planted(files: dict[str, str]) -> dict[str, str]:
    """Give the children identity numbers, names and comments; put three of them in a group of their own."""
    for i, identity in enumerate(IDENTITIES):
        for file in ("persons.csv", "log.csv", "forms.csv"):
            files[file] = files[file].replace(f"barn{i:03d}", identity)
    head, *rows = files["persons.csv"].splitlines()
    rows = [row[:-1] + "C" if i < 3 else row for i, row in enumerate(rows)]
    files["persons.csv"] = "\n".join([f"{head},namn,{HEADER}", *(f"{row},{NAME},{FREE_TEXT}" for row in rows)]) + "\n"
    files["sources.toml"] = files["sources.toml"].replace('B = "b" }', f'B = "b", C = "{SMALL}" }}')
    files["forms.csv"] = files["forms.csv"].replace(f"{IDENTITIES[4]},2023-09-15", f"{IDENTITIES[4]},{UNIQUE_DATE}")
    return files


def forms(word: str) -> Iterator[str]:
    """Yield a word as files of many kinds would hold it."""
    for shape in {word, unicodedata.normalize("NFD", word)}:
        yield from (shape, html.escape(shape), json.dumps(shape)[1:-1], quote(shape), shape.replace("-", "\u2011"))
        yield from (shape.replace("-", ""), shape.replace(" ", "\u00a0"))
        raw = shape.encode()
        yield from (hashlib.sha256(raw).hexdigest(), raw.hex())


def contents(path: Path) -> Iterator[str]:
    """Yield a file's text: as it is, unescaped, without tags, and what its data addresses hold."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    yield text
    yield html.unescape(re.sub(r"<[^>]+>", "", text))
    yield text.encode().decode("unicode_escape", errors="replace") if path.suffix in {".json", ".ipynb"} else ""
    for encoded in re.findall(r"base64,([A-Za-z0-9+/=]{20,})", text):
        yield base64.b64decode(encoded).decode("utf-8", errors="replace")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tiny_pilot: dict[str, str]) -> tuple[Path, list[str]]:
    root = tmp_path_factory.mktemp("leaks")
    folder = root / "data_raw" / "hemlig"
    folder.mkdir(parents=True)
    shutil.copytree(find_project(Path(__file__).parent).root / "notebooks", root / "notebooks")
    for name, text in planted(dict(tiny_pilot)).items():
        (folder / name).write_text(text, encoding="utf-8")
    old = Path.cwd()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(root / "key"))
        os.chdir(root)
        try:
            assert main(["report", "hemlig"]) == 0
        finally:
            os.chdir(old)
        pseudonyms = open_study(load_pilot(folder)).table("persons")["person"].tolist()
    return root / "reports", pseudonyms


def search(reports: Path, words: list[str]) -> list[str]:
    files = [path for path in reports.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".html", ".ipynb", ".csv", ".json"}
    texts = {path.name: list(contents(path)) for path in files}
    return [
        f"{name}: {word}"
        for word in words
        for shape in forms(word)
        for name, parts in texts.items()
        if any(shape in t for t in parts)
    ]


def test_no_identity_name_text_header_or_date_leaves(made: tuple[Path, list[str]]) -> None:
    reports, _ = made

    assert [] == search(reports, [*IDENTITIES, NAME, FREE_TEXT, HEADER, UNIQUE_DATE])


def test_no_pseudonym_leaves(made: tuple[Path, list[str]]) -> None:
    reports, pseudonyms = made

    assert [] == search(reports, pseudonyms)


def test_no_path_user_or_key_leaves(made: tuple[Path, list[str]]) -> None:
    reports, _ = made
    key = (reports.parent / "key").read_bytes()

    assert [] == search(reports, [str(reports.parent), key.hex(), base64.b64encode(key).decode()])


def test_the_small_group_is_not_named(made: tuple[Path, list[str]]) -> None:
    reports, _ = made
    released = json.loads((reports / "hemlig" / "sv" / "released.json").read_text(encoding="utf-8"))
    every = [e for f in released["findings"] for e in (*f["estimates"], *(p for s in f["series"].values() for p in s))]

    assert every
    assert not [e for e in every if SMALL in e["group"]]


def test_the_small_group_is_no_difference_either(made: tuple[Path, list[str]]) -> None:
    reports, _ = made
    released = json.loads((reports / "hemlig" / "sv" / "released.json").read_text(encoding="utf-8"))
    counts = {
        (e["group"], e["period"]): e["n"]
        for f in released["findings"]
        if f["question"] == "reached"
        for e in f["estimates"]
        if e["quantity"] == "count"
    }

    for stage in ("offered", "started", "completed"):
        groups = [counts.get((f"arm={arm}", stage)) for arm in ("a", "b", SMALL)]
        assert counts["", stage] is None or groups.count(None) != 1


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<img src='data:x;base64,{base64.b64encode(NAME.encode()).decode()}'>")
    (tmp_path / "b.json").write_text(json.dumps(NAME))
    (tmp_path / "c.csv").write_text(hashlib.sha256(IDENTITIES[0].encode()).hexdigest())
    (tmp_path / "d.ipynb").write_text(html.escape(HEADER))

    assert {"a.html", "b.json", "c.csv", "d.ipynb"} == {
        hit.split(":")[0] for hit in search(tmp_path, [NAME, IDENTITIES[0], HEADER])
    }
