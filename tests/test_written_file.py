"""Files that a person wrote are read as text, whatever lies in their place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval.errors import DeclarationError
from tsi_eval.written_file import DEEPEST, LARGEST_FILE, LONGEST_NUMBER, text_in, toml_in


def code_of(read: Callable[..., object], path: Path, **options: object) -> tuple[str, object, object]:
    with pytest.raises(DeclarationError) as error:
        read(path, **options)
    (problem,) = error.value.problems
    assert all(len(problem.lines(language)) == 3 for language in ("sv", "en"))
    return problem.code, problem.params["file"], problem.params.get("line")


def test_text_is_read_without_its_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeffÅäö.".encode())

    assert "Åäö." == text_in(tmp_path / "a.md")


def test_text_of_another_encoding_is_refused_with_its_first_such_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("Ett\nTvå\n".encode("latin-1"))
    (tmp_path / "b.md").write_bytes("Ett\n".encode("utf-16"))

    assert ("E388", "a.md", "2") == code_of(text_in, tmp_path / "a.md")
    assert ("E388", "texts/sv/b.md", "1") == code_of(text_in, tmp_path / "b.md", name="texts/sv/b.md")


def test_what_is_no_file_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "device").symlink_to("/dev/zero")

    for name in ("pipe", "folder", "device"):
        assert ("E389", name, None) == code_of(text_in, tmp_path / name)


def test_a_link_may_lead_to_a_file_in_the_folder_and_not_out_of_it(tmp_path: Path) -> None:
    pilot = tmp_path / "pilot"
    pilot.mkdir()
    (tmp_path / "outside.toml").write_text("a = 1")
    (pilot / "inside.toml").write_text("a = 2")
    (pilot / "out.toml").symlink_to(tmp_path / "outside.toml")
    (pilot / "in.toml").symlink_to(pilot / "inside.toml")

    assert ("E389", "out.toml", None) == code_of(toml_in, pilot / "out.toml")
    assert {"a": 2} == toml_in(pilot / "in.toml")
    assert {"a": 1} == toml_in(pilot / "out.toml", anywhere=True)
    assert "a = 1" == text_in(pilot / "out.toml", folder=tmp_path)


def test_what_can_not_be_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    assert ("E391", "loop", None) == code_of(text_in, tmp_path / "loop")
    assert ("E391", "gone", None) == code_of(text_in, tmp_path / "gone")


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"#" * (LARGEST_FILE + 1))

    assert ("E151", "a.md", None) == code_of(text_in, tmp_path / "a.md")


def toml(folder: Path, text: str) -> Path:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return folder / "a.toml"


def test_words_of_toml_are_as_rows_have_them(tmp_path: Path) -> None:
    assert {"m\u00e5": ["\u00e5", 1]} == toml_in(toml(tmp_path, '"ma\u030a" = ["a\u030a", 1]'))


def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    assert ("E152", "a.toml", "2") == code_of(toml_in, toml(tmp_path, "a = 1\nb = \n"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = " + "9" * 5000, "2"),
        ("a = " + "9" * (LONGEST_NUMBER + 1), "1"),
        ("a = " + "[" * 5000 + "]" * 5000, "?"),
        ("a = " + "[" * (DEEPEST + 2) + "1" + "]" * (DEEPEST + 2), "?"),
        (".".join("a" * 3000) + " = 1", "?"),
        ("a = " + "{a = " * 3000 + "1" + "}" * 3000, "?"),
    ],
    ids=["a number that Python won't read", "a long number", "deep lists", "lists just too deep", "dots", "tables"],
)
def test_numbers_and_lists_that_nobody_declares_are_refused(text: str, line: str, tmp_path: Path) -> None:
    assert ("E390", "a.toml", line) == code_of(toml_in, toml(tmp_path, text))


def test_long_words_and_comments_are_no_long_numbers(tmp_path: Path) -> None:
    long = "9" * 300

    assert {"a": long, "b": long} == toml_in(toml(tmp_path, f"a = \"{long}\"  # {long}\nb = '{long}'"))


def test_key_that_a_mac_wrote_a_second_time_is_refused(tmp_path: Path) -> None:
    path = toml(tmp_path, 'values.arena = { "m\u00e5" = "a", "ma\u030a" = "b" }')

    with pytest.raises(DeclarationError) as error:
        toml_in(path)

    (problem,) = error.value.problems
    assert ("E359", {"file": "a.toml", "key": "values.arena", "word": "m\u00e5"}) == (problem.code, problem.params)
