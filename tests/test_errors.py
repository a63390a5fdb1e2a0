"""Coded problems: three lines, in the user's language, never with an identity number in them."""

from __future__ import annotations

import pytest

from tsi_eval.errors import (
    DataError,
    DeclarationError,
    NotEstimable,
    Problem,
    ProtectionError,
    ReportError,
    TsiError,
    UsageError,
    did_you_mean,
)
from tsi_eval.language import LANGUAGES, Message, keys

MISSING = Problem(code="E101", params={"file": "forms.csv", "source": "forms"})


def test_a_problem_is_what_is_wrong_where_and_what_to_do() -> None:
    assert (
        "E101 The file 'forms.csv' does not exist.",
        "  where: source 'forms' in sources.toml",
        "  do: put the file in the pilot's folder, or correct its name under files.",
    ) == MISSING.lines("en")


def test_it_is_said_in_swedish_unless_another_language_is_asked_for() -> None:
    assert MISSING.lines() == MISSING.lines("sv")
    assert ["  var", "  gör"] == [line.partition(":")[0] for line in MISSING.lines()[1:]]


def test_a_text_is_its_lines() -> None:
    assert "\n".join(MISSING.lines("en")) == MISSING.text("en")


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ((4,), "(row 4)"),
        ((4, 9), "(row 4, 9)"),
        (tuple(range(1, 9)), "(row 1, 2, 3, 4, 5, 6, 7, 8)"),
        (tuple(range(1, 10)), "(row 1, 2, 3, 4, 5, 6, 7, 8, …)"),
    ],
)
def test_at_most_eight_rows_are_named(rows: tuple[int, ...], shown: str) -> None:
    assert Problem(code="E101", params=MISSING.params, rows=rows).lines("en")[1].endswith(f" {shown}")


def test_rows_of_further_files_are_named_with_each_file() -> None:
    elsewhere = (("b.csv", (3, 4)), ("barn 811228-9874.csv", (5,)))
    problem = Problem(code="E129", params={"file": "a.csv"}, rows=(2,), elsewhere=elsewhere)

    assert "  where: a.csv (row 2); b.csv (row 3, 4); … (row 5)" == problem.lines("en")[1]


def test_without_rows_none_are_named() -> None:
    assert "row" not in MISSING.text("en")


@pytest.mark.parametrize("name", ["20120319-2030.csv", "barn_201203192030.csv"])
def test_a_word_with_an_identity_number_is_withheld(name: str) -> None:
    text = Problem(code="E101", params={"file": name, "source": "forms"}).text("en")

    assert text.startswith("E101 The file '…' does not exist.")
    assert "2030" not in text


def test_a_word_that_is_not_given_is_a_dash() -> None:
    assert "E101 The file '–' does not exist." == Problem(code="E101").lines("en")[0]


def test_a_message_among_the_words_is_said_in_the_language_of_the_whole() -> None:
    problem = Problem(code="E101", params={"file": Message("error.where"), "source": "forms"})

    assert "E101 The file 'where' does not exist." == problem.lines("en")[0]
    assert "'var'" in problem.lines("sv")[0] or "”var”" in problem.lines("sv")[0]


def test_a_problem_shows_its_code_only_where_a_programmer_looks() -> None:
    assert "Problem(E101)" == repr(Problem(code="E101", params={"file": "anna.csv"}))


def test_an_error_carries_every_problem_and_says_them_all() -> None:
    other = Problem(code="E192")
    error = DataError([MISSING, other])

    assert (MISSING, other) == error.problems
    assert f"{MISSING.text('en')}\n{other.text('en')}" == error.text("en")
    assert error.text("sv") == str(error)
    assert ("E101", "E192") == error.args


def test_an_error_of_one_problem_carries_that_one() -> None:
    assert (MISSING,) == UsageError(MISSING).problems


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (UsageError, 2),
        (DeclarationError, 3),
        (DataError, 4),
        (NotEstimable, 4),
        (ProtectionError, 5),
        (ReportError, 6),
    ],
)
def test_every_kind_of_error_has_its_exit_code(kind: type[TsiError], code: int) -> None:
    assert code == kind.exit_code
    assert issubclass(kind, TsiError)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("forsm", "forms"), ("log", "log"), ("persons", "person"), ("xyz", ""), ("", "")],
)
def test_a_misspelt_word_is_answered_by_the_closest_known_one(word: str, meant: str) -> None:
    assert meant == did_you_mean(word, ["forms", "log", "person"])


@pytest.mark.parametrize(
    ("suggestion", "ends"),
    [
        ("arm", "Nyckeln är okänd. Menade du ”arm”?"),
        ("arm, age, by", "Nyckeln är okänd. Här finns: arm, age, by."),
        ("–", "Nyckeln är okänd."),
        ("", "Nyckeln är okänd."),
        (None, "Nyckeln är okänd."),
        ("19811228-9874", "Nyckeln är okänd."),
    ],
)
def test_a_sentence_asks_what_was_meant_only_where_something_is_near(suggestion: str | None, ends: str) -> None:
    params = {"file": "x.toml", "key": "ram"} | ({} if suggestion is None else {"suggestion": suggestion})

    assert f"E153 {ends}" == Problem(code="E153", params=params).lines("sv")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_error_asks_whether_nothing_was_meant(language: str) -> None:
    codes = {key.partition(".")[0] for key in keys(language) if key.startswith("E")}
    said = [Problem(code=code).text(language) for code in codes if code[1:].isdigit()]

    assert len(said) > 100
    assert not [text for text in said if "Menade du" in text or "Did you mean" in text]


def test_a_file_s_name_that_is_no_text_can_be_written() -> None:
    problem = Problem(code="E167", params={"file": "x\udcff.docx"}, elsewhere=(("y\udcff.csv", (2,)),))

    for language in ("sv", "en"):
        assert "x\ufffd.docx" in problem.text(language)
        assert problem.text(language).encode()


@pytest.mark.parametrize(
    ("params", "of_files"), [({}, False), ({"question": "PrePost(…)"}, False), ({"question": "worry_fell"}, True)]
)
@pytest.mark.parametrize("code", ["E140", "E141", "E142", "E221", "E234", "E235", "E385"])
def test_what_is_asked_in_python_is_not_sent_to_files(code: str, params: dict[str, str], of_files: bool) -> None:
    for language in LANGUAGES:
        said = Problem(code=code, params=params).lines(language)[-1]
        assert of_files == any(word in said for word in (".toml", "delivered", "levererade", "file", "levereras"))
