"""Words of designs: they stand in the design's folder, in both languages, each key in one file."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tsi_eval.designs import DESIGNS
from tsi_eval.language import LANGUAGES
from tsi_eval.language.catalogue import gathered, word_files

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tsi_eval" / "designs"
NAMES = tuple(design.name for design in DESIGNS)
FILES = {"sv.toml", "en.toml", "template.toml"}
# Families of keys whose place after these words is the name of a design, a claim or "any".
NAMED = ("sentence", "brief", "figure.title", "limit", "n_of", "choice")
# Families of keys that a design emits by a name that stands in its code.
EMITTED = ("caveat", "refusal", "compared")
COARSER = "coarser_"


@cache
def keys_by_file(language: str) -> dict[str, frozenset[str]]:
    """Return the keys of each file of a language, by the file's path without the language."""
    return {
        re.sub(rf"/{language}(?=[/.])", "/*", name): frozenset(
            gathered([(name, tomllib.loads(file.read_text("utf-8")))])
        )
        for name, file in word_files(language)
    }


def of_design(name: str) -> frozenset[str]:
    return keys_by_file("sv")[f"designs/{name}/*.toml"]


def after(key: str, families: tuple[str, ...]) -> tuple[str, str]:
    """Return the family that a key belongs to, and the next part of the key."""
    for family in families:
        if key.startswith(f"{family}."):
            return family, key.removeprefix(f"{family}.").split(".")[0]
    return "", ""


@cache
def texts_in_code(name: str) -> frozenset[str]:
    """Return every text that stands in a design's code."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (FOLDER / name).glob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def emits(name: str, family: str, word: str) -> bool:
    texts = texts_in_code(name)
    return f"{family}.{word}" in texts or (family == "caveat" and word.removeprefix(COARSER) in texts)


def test_every_design_has_its_words_and_its_template_in_its_folder_and_no_other_folder_has_any() -> None:
    holding = {path.parent.name for path in FOLDER.glob("*/*.toml")}

    assert set(NAMES) == holding
    assert all(FILES == {path.name for path in (FOLDER / name).glob("*.toml")} for name in NAMES)


def test_both_languages_have_the_same_files_with_the_same_keys() -> None:
    swedish, english = (keys_by_file(language) for language in LANGUAGES)

    assert swedish == english
    assert all(swedish.values())


@pytest.mark.parametrize("name", NAMES)
def test_keys_that_name_a_design_stand_in_the_file_of_that_design(name: str) -> None:
    named = {part for key in of_design(name) if (part := after(key, NAMED)[1])}

    assert {name} == named
    elsewhere = frozenset[str]().union(
        *(found for file, found in keys_by_file("sv").items() if f"/{name}/" not in file)
    )
    assert not {key for key in elsewhere if after(key, NAMED)[1] == name}


@pytest.mark.parametrize("name", NAMES)
def test_what_a_design_emits_by_name_is_emitted_by_no_other_design(name: str) -> None:
    emitted = {(family, word) for key in of_design(name) for family, word in [after(key, EMITTED)] if family}

    assert emitted
    for family, word in emitted:
        assert [name] == [other for other in NAMES if emits(other, family, word)], (family, word)


def test_a_caveat_or_refusal_of_the_house_is_not_one_design_s_alone() -> None:
    houses = frozenset[str]().union(
        *(found for file, found in keys_by_file("sv").items() if file.startswith("language/"))
    )
    shared = {(family, word) for key in houses for family, word in [after(key, EMITTED)] if family}

    assert shared
    for family, word in shared:
        assert 1 != sum(emits(name, family, word) for name in NAMES), (family, word)
