"""Pages that are made from the code: they name all that the code has, and say what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import tsi_eval
from tsi_eval import stats
from tsi_eval.designs import DESIGNS
from tsi_eval.language import LANGUAGES, keys
from tsi_eval.protect.disclosure.policies import POLICIES

ROOT = Path(__file__).resolve().parents[1]
CODE = re.compile(r"E\d{3}")
FUNCTIONS = {name for name in stats.__all__ if name[0].islower()}
PROGRAMS = ("r", "stata", "spss", "python")


@pytest.fixture(scope="module", autouse=True)
def _generated() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "docs"))
        yield


@pytest.fixture(scope="module")
def made() -> Mapping[str, str]:
    found: Mapping[str, str] = import_module("generated").every_page()
    return found


class TestStatistics:
    def test_every_function_has_what_its_data_are_and_what_it_is_elsewhere(self) -> None:
        others = import_module("generated.statistics").others()

        assert set(others) == FUNCTIONS
        for name, entry in others.items():
            assert entry["data"], name
            assert set(entry) <= {"data", "held", *PROGRAMS}, name
            assert set(entry.get("held", [])) <= {program for program in PROGRAMS if program in entry}, name

    def test_what_is_called_in_python_can_be_imported(self) -> None:
        others = import_module("generated.statistics").others()
        called = [call for entry in others.values() for call in entry.get("python", [])]
        found = [re.match(r"((?:statsmodels|scipy)[\w.]*)\.(\w+)\(", call) for call in called]

        places = [(match[1], match[2]) for match in found if match]
        assert 25 < len(places)
        for module, name in places:
            assert hasattr(import_module(module), name), f"{module}.{name}"

    def test_every_question_has_a_page_with_its_functions_and_records(self, made: Mapping[str, str]) -> None:
        named = import_module("generated.statistics")

        assert len({named.slug(question) for question in stats.QUESTIONS}) == len(stats.QUESTIONS)
        for question, modules in stats.QUESTIONS.items():
            page = made[f"statistics/{named.slug(question)}.rst"]
            for name in " ".join(modules.values()).split():
                assert re.search(rf"auto\w+:: tsi_eval\.stats\.{name}$", page, re.MULTILINE), name

    def test_the_table_leads_to_every_function_once(self, made: Mapping[str, str]) -> None:
        table = made["parts/which_function.md"]

        assert sorted(FUNCTIONS) == sorted(re.findall(r"`~tsi_eval\.stats\.(\w+)`", table))


class TestDesigns:
    @pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
    def test_every_option_is_there_with_what_it_means(self, design: Any, made: Mapping[str, str]) -> None:
        named = import_module("generated.designs")
        listed = list(named.options(design))

        assert [option.name for option in listed] == [field.name for field in fields(design)]
        assert [] == [option.name for option in listed if not option.meaning]
        assert all(f"``{option.name}``" in made[f"designs/{design.name}.rst"] for option in listed)

    def test_records_that_options_are_have_tables_of_their_own(self, made: Mapping[str, str]) -> None:
        page = made["designs/pre_post.rst"]

        assert all(f"{name}\n---" in page for name in ("matters: Matters", "clinical: Clinical", "selected: Selected"))
        assert "``'continuous'``, ``'ordinal'``, ``'binary'``, ``'counts'``" in page


class TestRules:
    def test_every_policy_stands_with_its_thresholds(self, made: Mapping[str, str]) -> None:
        rows = [line.strip("| ").split(" | ") for line in made["parts/policies.md"].splitlines() if line]

        assert [f"`{policy.name}`" for policy in POLICIES] == rows[0][1:]
        counts = next(row for row in rows if row[0].startswith("`count`"))
        assert [str(policy.count) for policy in POLICIES] == counts[1:]

    def test_what_may_be_shown_is_the_chapter_of_design(self, made: Mapping[str, str]) -> None:
        text = made["parts/disclosure.md"]

        assert "## The rule" in text
        assert "What an attacker tried" in text
        assert "## 4. The rooms" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_stands_with_its_three_lines(language: str, made: Mapping[str, str]) -> None:
    page = made[f"errors_{language}.md"]
    known = {key.split(".")[0] for key in keys(language) if CODE.match(key)}

    assert known == set(re.findall(r"^## (E\d{3})$", page, re.MULTILINE))
    assert 300 < len(known)
    where, do = {"sv": ("var", "gör"), "en": ("where", "do")}[language]
    assert len(known) == page.count(f"\n{where}: ") == page.count(f"\n{do}: ")


def test_every_public_name_stands_in_the_reference(made: Mapping[str, str]) -> None:
    page = made["api/index.rst"]

    assert all(f"tsi.{name} <" in page for name in tsi_eval.__all__)


def test_commands_are_those_of_the_parser(made: Mapping[str, str]) -> None:
    from tsi_eval.cli.parser import COMMANDS

    text = made["parts/commands.md"]

    assert [command.name for command in COMMANDS] == re.findall(r"^## (\w+)$", text, re.MULTILINE)
    assert all(f"python run.py {command.name}" in text for command in COMMANDS)


def test_a_page_that_is_no_longer_made_is_removed_and_others_are_left(tmp_path: Path) -> None:
    generated = import_module("generated")
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "old.md").write_text("old")

    generated.write_pages(tmp_path)
    first = {path: path.stat().st_mtime_ns for path in (tmp_path / "made").rglob("*.*")}
    generated.write_pages(tmp_path)

    assert first == {path: path.stat().st_mtime_ns for path in (tmp_path / "made").rglob("*.*")}
    assert {path.relative_to(tmp_path / "made").as_posix() for path in first} == set(generated.every_page())


class TestOffline:
    """What a built page would fetch is found, in whatever it stands."""

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.html", '<script defer src="https://cdn.example.org/x.js"></script>'),
            ("a.html", '<link rel="stylesheet" href="//fonts.example.org/x.css">'),
            ("b/a.html", "<img alt='x' src='http://example.org/x.png'>"),
            ("a.css", "@import url(https://fonts.example.org/x.css);"),
            ("a.css", 'src: url("https://fonts.example.org/x.woff2")'),
        ],
    )
    def test_what_is_fetched_is_found(self, tmp_path: Path, name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)

        (found,) = import_module("generated.offline").fetched(tmp_path)

        assert found.startswith(f"{name}: ")

    def test_own_files_and_links_that_a_reader_follows_are_not(self, tmp_path: Path) -> None:
        own = '<a href="https://semver.org">x</a><link href="_static/x.css"><script src="x.js"></script>'
        (tmp_path / "a.html").write_text(own)
        (tmp_path / "a.css").write_text("src: url(../fonts/x.woff2); background: url(data:image/png;base64,AA//B)")

        assert [] == list(import_module("generated.offline").fetched(tmp_path))
