"""Templates: every design has one, and they say only what is known.

A slip of the pen is an error and never a gap.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError
from jinja2.nodes import Block, Output, TemplateData

from tsi_eval.designs import DESIGNS
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.new import question_names
from tsi_eval.pilot.new.templates import QUESTIONS, blocks, environment, file_text, pieces_of, template
from tsi_eval.pilot.new.texts import texts
from tsi_eval.pilot.source import Source

PACKAGE = Path(str(files("tsi_eval")))
FILES = sorted((PACKAGE / "pilot/new/files").iterdir())
PIECES = sorted((PACKAGE / "pilot/new/pieces").iterdir())
OF_DESIGNS = [PACKAGE / f"designs/{name}/template.toml" for name in QUESTIONS]
PLAIN = {"windows", "units", "labels", "outcomes"}
OF_A_SOURCE = re.compile(r"(?:source|last_in|row)_\w+")
TAG = re.compile(r"\{%.*?%\}")


def name_of(path: Path) -> str:
    return path.parent.name if path in OF_DESIGNS else path.stem


def own(names: set[str]) -> set[str]:
    return {name for name in names if name in PLAIN or OF_A_SOURCE.fullmatch(name)}


def declared(source: Source) -> object:
    """Return what a source declares but for the words that its files use."""
    words = {column: [*values.values()] for column, values in source.values.items()}
    return source.id, source.table, [*source.columns], [*source.stages], [*source.outcomes], words


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return templates by name.

    They are read instead of the package's own where they have one of that name.
    """
    from jinja2 import ChoiceLoader, DictLoader

    found: dict[str, str] = {}
    usual = environment()
    changed: Environment = usual.overlay(loader=ChoiceLoader([DictLoader(found), usual.loader]))
    monkeypatch.setattr("tsi_eval.pilot.new.templates.environment", lambda: changed)
    return found


def test_the_folders_with_a_template_are_the_designs() -> None:
    assert sorted(design.name for design in DESIGNS) == list(question_names())


def test_pieces_are_each_needed_and_no_design_has_the_name_of_one() -> None:
    shared = {path.stem for path in PIECES}

    assert shared == {*pieces_of(QUESTIONS)} - {*QUESTIONS}
    assert shared.isdisjoint(question_names())


@pytest.mark.parametrize("path", [*OF_DESIGNS, *PIECES], ids=name_of)
def test_everything_stands_in_a_block_that_is_read(path: Path) -> None:
    nodes = environment().parse(path.read_text(encoding="utf-8")).body
    beside = [node for node in nodes if not isinstance(node, Block)]
    found = {node.name for node in nodes if isinstance(node, Block)}

    for node in beside:
        assert isinstance(node, Output)
        assert all(isinstance(text, TemplateData) and not text.data.strip() for text in node.nodes)
    assert found - own(found) == ({"pieces", "question"} if path in OF_DESIGNS else set())
    assert found == {*template(name_of(path)).blocks}


@pytest.mark.parametrize("path", OF_DESIGNS, ids=name_of)
def test_a_design_names_itself_among_its_pieces_when_it_has_lines_of_its_own(path: Path) -> None:
    name = name_of(path)

    assert bool(own({*template(name).blocks})) == (name in pieces_of([name]))


@pytest.mark.parametrize("path", [*FILES, *OF_DESIGNS, *PIECES], ids=str)
def test_what_is_no_word_stands_on_a_line_of_its_own(path: Path) -> None:
    """What is no word stands on a line of its own.

    Jinja takes away the newline after a tag, and the next line would become a part of the comment
    before it.
    """
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "{%" in line]

    assert lines
    assert [line for line in lines if not TAG.fullmatch(line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_of_a_template_is_left_in_the_files(question: str, language: str) -> None:
    made = texts("ny", [question], language, date(2026, 11, 22)).files

    for text in made.values():
        assert not re.search(r"\{[{%#]|[#%}]\}", text)
        assert text.endswith("\n")
        assert "\n\n\n" not in text


@pytest.mark.parametrize("questions", [*([name] for name in QUESTIONS), QUESTIONS], ids="+".join)
def test_the_declarations_are_the_same_in_both_languages(questions: Sequence[str]) -> None:
    swedish, english = (texts("ny", questions, language, date(2026, 11, 22)) for language in LANGUAGES)
    pilots = [tomllib.loads(made.files["pilot.toml"]) for made in (swedish, english)]
    asked = [tomllib.loads(made.files["questions.toml"]) for made in (swedish, english)]
    sources = [[declared(source) for source in made.declared.source] for made in (swedish, english)]

    assert pilots[0].pop("municipality") != pilots[1].pop("municipality")
    assert pilots[0] == pilots[1]
    assert asked[0] == asked[1]
    assert sources[0] == sources[1]
    assert swedish.declared.outcome == english.declared.outcome


@pytest.mark.parametrize("line", ["{{ autum }}", "{% if svv %}x{% endif %}", '{{ txt(sv="a", en="b") }}'])
@pytest.mark.parametrize("block", ["question", "labels"])
def test_an_unknown_name_is_an_error(line: str, block: str, drawer: dict[str, str]) -> None:
    drawer["designs/goals/template.toml"] = f"{{% block {block} %}}\n{line}\n{{% endblock %}}\n"
    words = {"autumn": "HT2026", "sv": True, "text": str}

    with pytest.raises(UndefinedError, match=r"autum\b|svv|txt"):
        blocks("goals", words)


def test_an_unknown_name_in_a_file_is_an_error(drawer: dict[str, str]) -> None:
    drawer["pilot/new/files/pilot.toml"] = "{{ autum }}"

    with pytest.raises(UndefinedError, match="autum"):
        file_text("pilot.toml", {"autumn": "HT2026"})


@pytest.mark.parametrize("words", ['sv="a"', 'sv="a", en="b", fi="c"', '"a"'])
def test_a_word_is_said_in_both_languages(words: str, drawer: dict[str, str]) -> None:
    drawer["pilot/new/files/questions.toml"] = f"{{{{ text({words}) }}}}"

    with pytest.raises(TypeError):
        texts("ny", ["absence"], "sv", date(2026, 11, 22))


def test_help_names_every_question_and_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from tsi_eval.cli.parser import parser\n"
        "try: parser().parse_args(['new', '--help'])\n"
        "except SystemExit: print(*sorted({'numpy', 'pandas', 'pydantic', 'jinja2'} & set(sys.modules)), sep='!')"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert all(name in done.stdout for name in QUESTIONS)
    assert "" == done.stdout.splitlines()[-1]
