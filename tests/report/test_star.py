"""The whole way: STAR's files to a report, the same bytes each time, in both languages."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import time
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from command_line import run
from projects_of_pilots import HERE, copy_project, page_of

from tsi_eval.project import Project

FILES = {
    "codebook.csv",
    "estimates.csv",
    "follow_up_report.docx",
    "follow_up_report.html",
    "follow_up_report.pdf",
    "follow_up_report.ipynb",
    "provenance.json",
    "released.json",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    base = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSI_EVAL_KEY_FILE", str(base / "key"))
        project = copy_project(base / "project", "star")
        assert run(project, "report", "star") == 0
        assert run(project, "report", "star", "--language", "en") == 0
    return project


def page(project: Project, language: str) -> str:
    return page_of(project, "star", language)


class Elements(HTMLParser):
    """Tags with their attributes, and the text outside style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] and self.tags[-1][0] != "style":
            self.words.append(data)

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_report_folder_holds_exactly_its_files(project: Project, language: str) -> None:
    assert {path.name for path in (project.report("star", language, draft=True)).iterdir()} == FILES
    assert {path.name for path in (project.reports / "star").iterdir()} == {"draft"}
    assert {path.name for path in (project.reports / "star" / "draft").iterdir()} == {"sv", "en"}


def test_same_inputs_give_the_same_bytes_from_another_folder_time_zone_and_key(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSI_EVAL_KEY_FILE", str(tmp_path / "other.key"))
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    time.tzset()
    other = copy_project(tmp_path / "some" / "where else", "star")

    assert run(other, "report", "star") == 0

    for name in FILES:
        mine = (project.report("star", "sv", draft=True) / name).read_bytes()
        assert mine == (other.report("star", "sv", draft=True) / name).read_bytes(), name


def test_page_loads_nothing_and_runs_nothing(project: Project, language: str) -> None:
    elements = Elements(page(project, language))
    used = [
        attributes[name]
        for tag, attributes in elements.tags
        for name in ("src", "srcset", "data", "poster", "action", "xlink:href")
        if name in attributes
    ]

    assert all(address.startswith("data:") for address in used)
    assert not {"script", "iframe", "object", "embed", "link", "form"} & {tag for tag, _ in elements.tags}
    assert not [name for _, attributes in elements.tags for name in attributes if name.startswith("on")]
    assert not re.search(r"url\((?!data:)|@import", page(project, language))


def test_page_can_be_read_by_everyone(project: Project, language: str) -> None:
    elements = Elements(page(project, language))
    levels = [int(tag[1]) for tag, _ in elements.tags if re.fullmatch(r"h[1-6]", tag)]
    ids = [attributes["id"] for _, attributes in elements.tags if "id" in attributes]

    assert elements.of("html")[0]["lang"] == language
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in ids)
    assert all(attributes.get("scope") in {"col", "row"} for attributes in elements.of("th"))
    assert len(elements.of("table")) == len(elements.of("caption"))


def test_alt_texts_are_neither_captions_nor_placeholders(project: Project, language: str) -> None:
    text = page(project, language)
    alts = [attributes["alt"] for attributes in Elements(text).of("img")]
    captions = [
        re.sub(r"<[^>]+>", "", caption) for caption in re.findall(r"(?s)<figcaption[^>]*>(.*?)</figcaption>", text)
    ]

    # Each figure is drawn for a page and for a phone, with the same words.
    assert len(alts) == 2 * len(captions) == 10
    assert alts[::2] == alts[1::2]
    assert len(set(alts)) == 5
    assert all(len(alt) > 60 and alt not in caption for alt in alts for caption in captions)
    assert all(re.search(r"\d", alt) for alt in alts)


def test_page_says_what_kind_of_data_it_holds(project: Project) -> None:
    assert "Offentliga forskningsdata" in " ".join(Elements(page(project, "sv")).words)
    assert "Public research data" in " ".join(Elements(page(project, "en")).words)


def own_words(text: str) -> str:
    """Leave out what says itself to be of another language."""
    text = re.sub(r'<div id="ref-[^"]+"[^>]* lang="[^"]+"[^>]*>.*?</div>', " ", text, flags=re.DOTALL)
    return re.sub(r'<span lang="[^"]+">.*?</span>', " ", text, flags=re.DOTALL)


def test_page_is_wholly_in_its_language(project: Project) -> None:
    swedish, english = (" ".join(Elements(own_words(page(project, language))).words) for language in ("sv", "en"))

    assert not re.search(
        r"\b(the|shown|Table|Figure|confidence)\b", swedish.replace("Introduction to Econometrics", "")
    )
    assert not re.search(r"\b(och|visas|Tabell|Figur|konfidensintervall)\b", english)


def test_cause_is_claimed_only_for_the_blocked_estimate(project: Project) -> None:
    words = " ".join(" ".join(Elements(page(project, "sv")).words).split())

    assert "orsakade i genomsnitt 16,0 poäng" in words
    assert not re.search(r"orsakade[^.]*13,9", words)
    assert not re.search(r"orsakade[^.]*130", words)


def test_every_number_in_the_main_messages_is_a_released_one(project: Project, language: str) -> None:
    text = page(project, language)
    box = re.search(r'(?s)<div class="messages">(.*?)</div>', text)
    assert box
    tokens = re.findall(r"[−]?\d[\d\u00a0,.]*\d|\d", re.sub(r"<[^>]+>|årskurs \d|grade \d", " ", box[1]))
    released = json.loads((project.report("star", language, draft=True) / "released.json").read_text(encoding="utf-8"))
    numbers = [
        value * factor
        for finding in released["findings"]
        for estimate in finding["estimates"]
        for name in ("estimate", "ci_low", "ci_high", "n")
        if (value := estimate[name]) is not None
        for factor in (1, 100)
    ]

    for token in tokens:
        plain = token.replace("\u00a0", "").replace("−", "-").rstrip(".,")
        plain = plain.replace(",", ".") if language == "sv" else plain.replace(",", "")
        decimals = len(plain.partition(".")[2])
        assert any(abs(float(plain) - number) <= 0.5 * 10**-decimals + 1e-9 for number in numbers), token


def test_estimates_csv_is_the_released_frame_with_a_codebook(project: Project, language: str) -> None:
    folder = project.report("star", language, draft=True)
    rows = list(csv.DictReader(io.StringIO((folder / "estimates.csv").read_text(encoding="utf-8"))))
    book = list(csv.DictReader(io.StringIO((folder / "codebook.csv").read_text(encoding="utf-8"))))

    assert {row["data"] for row in rows} == {"public"}
    assert set(rows[0]) == {line["name"] for line in book if line["kind"] == "column"}
    assert {row["outcome"] for row in rows if row["outcome"]} <= {line["name"] for line in book if line["kind"] == "id"}
    assert all(line["sv"] and line["en"] for line in book)


def test_provenance_names_every_file_by_its_hash(project: Project, language: str) -> None:
    folder = project.report("star", language, draft=True)
    made = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))

    assert made["outputs_sha256"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "provenance.json"
    }
    content = hashlib.sha256((project.data / "star" / "star.csv").read_bytes()).digest()
    assert made["data"]["pupils"] == hashlib.sha256(content).hexdigest()
    assert "/" not in "".join(made["data"])


def test_failed_run_leaves_the_old_report_untouched(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project.report("star", "sv", draft=True)
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    monkeypatch.setattr("tsi_eval.making.batch.write", lambda *_: 1 / 0)

    assert run(project, "report", "star", "--force", "--formats", "html") == 70

    assert before == {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert {path.name for path in folder.parent.iterdir()} == {"sv", "en"}


def test_report_place_taken_by_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSI_EVAL_KEY_FILE", str(tmp_path / "key"))
    project = copy_project(tmp_path / "project", "star")
    project.reports.mkdir()
    (project.reports / "star").write_text("mine")

    assert run(project, "report", "star") == 6
    assert (project.reports / "star").read_text() == "mine"


def test_the_sample_in_the_repository_is_what_is_made_today(project: Project) -> None:
    assert page(project, "sv") == (HERE.reports / "sample" / "follow_up_report.html").read_text(encoding="utf-8")
