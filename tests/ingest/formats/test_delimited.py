"""Files of text: delimiters, encodings and limits."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tsi_eval.ingest.formats.delimited import delimited
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.pilot.source import FileFormat


def read(folder: Path, content: str | bytes, form: FileFormat | None = None) -> list[Grid | UnreadableError]:
    (folder / "t.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    return list(delimited(folder / "t.csv", form or FileFormat()))


def rows(grid: Grid | UnreadableError) -> tuple[tuple[int, tuple[str, ...]], ...]:
    assert isinstance(grid, Grid)
    return grid.rows


def test_each_sign_that_the_text_has_is_tried(tmp_path: Path) -> None:
    found = read(tmp_path, "a;b,c\n1;2,3\n")

    assert [((1, ("a", "b,c")), (2, ("1", "2,3"))), ((1, ("a;b", "c")), (2, ("1;2", "3")))] == [*map(rows, found)]


def test_text_of_one_column_is_read_once(tmp_path: Path) -> None:
    assert [((1, ("a",)), (2, ("1",)))] == [*map(rows, read(tmp_path, "a\n1\n"))]


def test_rows_have_the_number_of_their_last_line(tmp_path: Path) -> None:
    assert ((1, ("a", "b")), (3, ("x\ny", "1"))) == rows(read(tmp_path, 'a;b\n"x\ny";1\n')[0])


def test_equal_fields_are_one_object(tmp_path: Path) -> None:
    (_, (first, _)), (_, (second, _)) = rows(read(tmp_path, "skola;1\nskola;2\n")[0])

    assert first is second


@pytest.mark.parametrize(
    ("content", "form", "code"),
    [
        (b"a;\xff\xfe\n", FileFormat(encoding="utf-8"), "E117"),
        ("a;Ã–rebro\n", FileFormat(), "E118"),
        ("a;\0\n", FileFormat(), "E119"),
        ('a;"b\n', FileFormat(delimiter=";"), "E122"),
    ],
)
def test_text_that_is_none_is_refused(tmp_path: Path, content: str | bytes, form: FileFormat, code: str) -> None:
    with pytest.raises(UnreadableError, match=code):
        read(tmp_path, content, form)


@pytest.mark.parametrize("word", ["Malmö", "Härnösand", "Mjölby", "Umeå", "Ärende", "Örebro", "Östersund", "förskola"])
def test_old_macs_letters_are_refused_and_read_when_declared(tmp_path: Path, word: str) -> None:
    content = f"skola;{word}\n".encode("mac_roman")

    with pytest.raises(UnreadableError, match="E393"):
        read(tmp_path, content)
    assert rows(read(tmp_path, content, FileFormat(encoding="mac_roman"))[0]) == ((1, ("skola", word)),)


@pytest.mark.parametrize(
    "text",
    ["Miloš;Šaric", "Duško;Tomaš", "Nikšic;Ibiševic", "Škreli;10 €", "…varav flickor;…", "Malmš;Malmö"],
)
def test_letters_of_other_languages_are_right_in_cp1252(tmp_path: Path, text: str) -> None:
    assert rows(read(tmp_path, f"{text}\n".encode("cp1252"))[0]) == ((1, tuple(text.split(";"))),)


def test_text_that_looks_like_an_old_macs_is_read_when_it_is_declared_as_it_stands(tmp_path: Path) -> None:
    found = read(tmp_path, "a;Kuršs\n".encode("cp1252"), FileFormat(encoding="cp1252"))

    assert rows(found[0]) == ((1, ("a", "Kuršs")),)


def test_unclosed_quotation_mark_spoils_one_way_of_reading_only(tmp_path: Path) -> None:
    found = read(tmp_path, 'a;"b\n')

    assert [UnreadableError] == [type(grid) for grid in found]


@pytest.mark.parametrize("quoted", ["", '"'])
def test_rows_up_to_the_limit_are_read_and_more_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quoted: str
) -> None:
    module = import_module("tsi_eval.ingest.formats.delimited")
    monkeypatch.setattr(module, "LARGEST_ROWS", 5)
    monkeypatch.setattr(module, "_BESIDE_ROWS", 1)

    assert 6 == len(rows(read(tmp_path, f"{quoted}a{quoted};b\n" + "1;2\n" * 5)[0]))
    with pytest.raises(UnreadableError, match="E111"):
        read(tmp_path, f"{quoted}a{quoted};b\n" + "1;2\n" * 6)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("blank", ["", ";", ";;", " ; \t;"])
@pytest.mark.parametrize("last", ["1;2;", ";;3", '1;2;"x\n\n"', '1;2;" "'])
def test_blank_lines_at_the_end_are_no_rows_and_the_last_row_keeps_its_fields(
    tmp_path: Path, last: str, blank: str, end: str
) -> None:
    found = rows(read(tmp_path, f"a;b;c{end}{last}{end}" + f"{blank}{end}" * 1000, FileFormat(delimiter=";"))[0])

    assert rows(read(tmp_path, f"a;b;c{end}{last}", FileFormat(delimiter=";"))[0]) == found


def test_blank_lines_at_the_end_are_not_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("tsi_eval.ingest.formats.delimited")
    monkeypatch.setattr(module, "LARGEST_ROWS", 5)
    monkeypatch.setattr(module, "_BESIDE_ROWS", 1)

    assert 2 == len(rows(read(tmp_path, "a;b\n1;2\n" + "\n;\n" * 100, FileFormat(delimiter=";"))[0]))


HEAD = "nr;ja;text\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('F01;x;"akut\nF02;x;\nF03;x;se ovan"\nF04;x;\n', (4,)),
        ('F01;x;"akut\nF02;x;se ovan"\nF04;x;\n', (3,)),
        # A text of several lines is one field, also when it has the sign between fields.
        ('F01;x;"akut;\nringde; och kom; sedan\nhem"\nF04;x;\n', ()),
        ('F01;x;"akut\nmamma; ringde; sedan"\nF04;x;\n', ()),
        ('F01;x;"akut\n\nF02"\nF04;x;\n', ()),
    ],
)
def test_rows_between_two_stray_quotation_marks_are_a_fault(
    tmp_path: Path, content: str, expected: tuple[int, ...]
) -> None:
    (found,) = read(tmp_path, HEAD + content)

    assert isinstance(found, Grid)
    assert expected == tuple(row for fault in found.faults for row in fault.rows)
    assert {"E122"} >= {fault.code for fault in found.faults}


def test_text_of_one_column_in_quotation_marks_swallows_nothing(tmp_path: Path) -> None:
    (found,) = read(tmp_path, 'a\n"b\nc"\n')

    assert isinstance(found, Grid)
    assert () == found.faults
