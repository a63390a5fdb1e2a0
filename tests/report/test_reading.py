"""Opening what was released, and asking it for chapters."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from released_by_hand import finding, headline, released, same

from tsi_eval.errors import ReportError, UsageError
from tsi_eval.findings import RECEIPT, Claim, Quantity
from tsi_eval.findings.released import from_json, to_json
from tsi_eval.report.order import PARTS
from tsi_eval.report.parts import Chapter, Prose
from tsi_eval.report.reading import Report, open_report, with_chapters

FOUND = [
    finding("pre_post", Claim.CHANGED, [headline(Quantity.MEAN_CHANGE, 1.0)], question=name) for name in ("b", "a")
]
RELEASED = released(*FOUND, finding(RECEIPT, Claim.DESCRIBES, [], question="receipt"), short=same("Kort"))


def heading(chapter: Chapter) -> str:
    first = chapter.parts[0]
    assert isinstance(first, Prose)
    return first.markdown.splitlines()[0]


@pytest.mark.parametrize(
    ("name", "swedish", "english"),
    [
        ("messages", "# Det viktigaste", "# Main messages"),
        ("summary", "# Sammanfattning", "# Summary"),
        ("limits", "# Vad rapporten inte kan säga", "# What the report can't say"),
        ("method", "# Bilaga: så är talen räknade", "# Appendix: how numbers were made"),
        ("quality", "# Data och kvalitet", "# Data and quality"),
        ("glossary", "# Ordlista", "# Glossary"),
        ("appendix", "# Alla tal", "# All numbers"),
    ],
)
def test_each_chapter_is_asked_for_by_its_name(name: str, swedish: str, english: str) -> None:
    headings = tuple(heading(getattr(Report(RELEASED, language), name)()) for language in ("sv", "en"))

    assert (swedish, english) == headings


def test_questions_come_in_the_declared_order_and_can_be_asked_for_one_by_one() -> None:
    report = Report(RELEASED)

    assert [report.question("b"), report.question("a")] == list(report.questions())


def test_chapters_that_have_nothing_to_say_are_empty() -> None:
    report = Report(RELEASED)

    assert () == report.changes().parts == report.text("background").parts


def test_a_file_is_opened_in_swedish_unless_another_language_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "released.json"
    path.write_text(to_json(RELEASED), encoding="utf-8")

    assert ("sv", RELEASED) == (open_report(path).language, open_report(path).released)
    assert "en" == open_report(str(path), "en").words.language


@pytest.mark.parametrize("content", [None, "", "{}", "[1]", "\ufeff{"])
def test_a_file_that_is_no_report_is_refused_by_its_name(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "released.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(ReportError) as error:
        open_report(path)

    assert [("E175", "released.json")] == [(p.code, p.params["file"]) for p in error.value.problems]


def test_an_unknown_language_is_refused_before_the_file_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        open_report(tmp_path / "nowhere.json", "no")

    assert [("E191", "no")] == [(p.code, p.params["name"]) for p in error.value.problems]


def test_values_from_before_there_were_short_names_can_be_read() -> None:
    old = json.loads(to_json(RELEASED))
    for asked in old["cover"]["questions"]:
        del asked["short"]

    words = Report(from_json(json.dumps(old))).words

    assert "Q?" == words.short(words.released.finding("a"))


class TestEveryChapter:
    def test_has_all_that_a_report_can_be_asked_for(self) -> None:
        texts = replace(RELEASED.cover, texts={"sv": {"background": "Ord."}, "en": {"lessons": "Words."}})
        made = Report(replace(RELEASED, cover=texts)).every_chapter()

        names = {"messages", "summary", "changes", "limits", "method", "quality", "glossary", "references", "appendix"}
        assert (
            names | {"text background", "question a", "question b", *(f"part {name}" for name in PARTS)} == made.keys()
        )
        assert "# Vad rapporten inte kan säga" == heading(made["limits"])

    def test_chapters_that_are_made_already_are_taken_for_the_same_text_and_language_only(self, tmp_path: Path) -> None:
        path, text, mine = tmp_path / "released.json", to_json(RELEASED), Chapter((Prose(markdown="# Min"),))
        path.write_text(text, encoding="utf-8")

        with with_chapters(text, "sv", {"limits": mine, "question a": mine, "text x": mine}):
            report = open_report(path)
            assert [mine] * 3 == [report.limits(), report.question("a"), report.text("x")]
            assert "# Sammanfattning" == heading(report.summary())
            assert "# What the report can't say" == heading(open_report(path, "en").limits())
            path.write_text(text.replace("Kort", "Kart"), encoding="utf-8")
            assert mine != open_report(path).limits()
        path.write_text(text, encoding="utf-8")
        assert mine != open_report(path).limits()

    def test_a_report_is_the_same_whatever_is_made_already(self) -> None:
        assert Report(RELEASED) == Report(RELEASED, made={"limits": Chapter(())})
