"""What must not leave is planted in a delivery, and looked for in everything that comes out.

Planted are identifiers, names, free text and a small group.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pikepdf
import pypdfium2
import pytest
import typst
from command_line import run

from tsi_eval import load_pilot, open_study
from tsi_eval.project import Project, find_project

NAME = "Åsa-Britt Öhrnström"
FREE_TEXT = "mamma ringde om storebror"
HEADER = "Kalle Ängkvists kommentar"
IDENTITIES = [f"HEMLIG-{9000 + 17 * i}" for i in range(60)]
UNIQUE_DATE = "2023-11-07"
SMALL = "specialgruppen"
SEARCHED = {".html", ".pdf", ".docx", ".ipynb", ".csv", ".json"}


def planted(files: dict[str, str]) -> dict[str, str]:
    """Give the children numbers of cases, names and comments; three get a group of their own."""
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
    """Yield a file's text in every form that somebody could read it in.

    That is as it is, unescaped, without tags, with what its data addresses hold, and with what is
    packed inside it.
    """
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name).decode("utf-8", errors="replace") for name in package.namelist()}
        yield "\n".join(parts)
        for part in parts.values():
            yield part
            # Word cuts text into runs: what reads as one word may stand in several.
            yield html.unescape(re.sub(r"<[^>]+>", "", part))
    if path.suffix == ".pdf":
        yield from inside(path)
    text = path.read_bytes().decode("utf-8", errors="replace")
    yield unquote(text)
    yield text
    yield html.unescape(re.sub(r"<[^>]+>", "", text))
    yield text.encode().decode("unicode_escape", errors="replace") if path.suffix in {".json", ".ipynb"} else ""
    for encoded in re.findall(r"base64,([A-Za-z0-9+/=]{20,})", text):
        yield base64.b64decode(encoded).decode("utf-8", errors="replace")


def inside(path: Path) -> Iterator[str]:
    """Yield a PDF's streams unpacked, its titles, other texts and links, and its pages as read."""
    with pikepdf.open(path) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image":
                yield item.read_bytes().decode("utf-8", errors="replace")
            yield "\n".join(texts(item))
    pages = pypdfium2.PdfDocument(path)
    try:
        for page in pages:
            read = page.get_textpage()
            yield read.get_text_range().replace("\r\n", " ")
            read.close()
            page.close()
    finally:
        pages.close()


def texts(item: pikepdf.Object) -> Iterator[str]:
    if isinstance(item, pikepdf.String):
        yield str(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for value in dict(item.items()).values():
            if not getattr(value, "is_indirect", False):
                yield from texts(value)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            if not getattr(value, "is_indirect", False):
                yield from texts(value)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tiny_pilot: dict[str, str]) -> tuple[Path, list[str]]:
    root = tmp_path_factory.mktemp("leaks")
    folder = root / "data_raw" / "hemlig"
    folder.mkdir(parents=True)
    shutil.copytree(find_project(Path(__file__).parent).root / "notebooks", root / "notebooks")
    for name, text in planted(dict(tiny_pilot)).items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(root / "key"))
        assert run(Project(root=root), "report", "hemlig") == 0
        pseudonyms = open_study(load_pilot(folder)).table("persons")["person"].tolist()
    return root / "reports", pseudonyms


def search(reports: Path, words: list[str]) -> list[str]:
    files = [path for path in reports.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= SEARCHED
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
    released = json.loads((reports / "hemlig" / "draft" / "sv" / "released.json").read_text(encoding="utf-8"))
    every = [e for f in released["findings"] for e in (*f["estimates"], *(p for s in f["series"].values() for p in s))]

    assert every
    assert not [e for e in every if SMALL in e["group"]]


def test_the_small_group_is_no_difference_either(made: tuple[Path, list[str]]) -> None:
    reports, _ = made
    released = json.loads((reports / "hemlig" / "draft" / "sv" / "released.json").read_text(encoding="utf-8"))
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
    (tmp_path / "e.html").write_text(f"<img src='data:image/svg+xml,{quote(NAME)}'>")
    with zipfile.ZipFile(tmp_path / "f.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:t>{NAME[:4]}</w:t><w:t>{NAME[4:]}</w:t>")
    for place, words in (("g", f"#set document(title: [{NAME}])"), ("h", NAME)):
        (tmp_path / f"{place}.typ").write_text(words)
        typst.compile(str(tmp_path / f"{place}.typ"), output=str(tmp_path / f"{place}.pdf"))
        (tmp_path / f"{place}.typ").unlink()

    assert set("abcdefgh") == {hit.split(".")[0] for hit in search(tmp_path, [NAME, IDENTITIES[0], HEADER])}


def test_every_format_that_leaves_is_searched(made: tuple[Path, list[str]]) -> None:
    reports, _ = made
    shown = [path for path in reports.rglob("follow_up_report.*") if path.suffix in {".pdf", ".docx"}]

    assert len(shown) == 2
    for path in shown:
        assert any("Testkommun" in text for text in contents(path))
        assert any("grupp A" in text for text in contents(path))
