"""The templates of a new pilot's files, written in Jinja.

A template reads like the file that comes out of it.

There are three kinds:

- `files/` holds the files that every new pilot gets. They stand around the questions.
- `designs/<design>/template.toml` holds what one design adds to them: its question, and whatever no
  other design shares with it.
- `pieces/<piece>.toml` holds what several designs share, such as the file of participants.

To write a design's template, copy another design's and change it. Three things in it are Jinja: `{{
name }}` and `{{ text(sv="…", en="…") }}` stand inside a line, while `{% if sv %}`, `{% else %}` and
`{% endif %}` stand each on a line of their own, because Jinja takes away the newline after them.
Everything else is written as it comes out, and stands in a block, whose name says where its lines
go:

| block | its lines go to |
|---|---|
| `pieces` | no file: what the question is put together of, one a line, in the lines' order |
| `question` | questions.toml |
| `windows`, `units`, `labels` | pilot.toml, under the heading of that name |
| `outcomes` | sources.toml, before the sources |
| `source_<id>` | sources.toml: a `[[source]]`, or more lines of one that another piece begins |
| `last_in_<id>` | sources.toml: lines that stand after all others of that source |
| `row_<id>` | the read-me: what a row of that source is; the last piece that says it decides |

A design that has other blocks than `pieces` and `question` names itself among its pieces too, so
that the order is said. Example: `comparison` names participants, comparison and forms. The column
`group`, which it adds to the source `participants`, therefore comes after the piece that begins
that source. Its question, with that of `pre_post`, gives a pilot of the pieces participants,
comparison, forms, pre_post and families, each of them once.

The names that a template may use are made in `texts.py`: `day`, `school_year`, `autumn`,
`spring`, `next_autumn`, `start`, `year_before`, and `pieces` (all that were chosen). Any other name
is an error. A pilot made in November 2026 gets the line `T2 = "HT2027"` from `T2 = "{{ next_autumn
}}"`. A source that is new needs rows for the tests of templates: `DELIVERED` in the design's own
test file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from tsi_eval.designs import DESIGNS
from tsi_eval.errors import Param, Problem, UsageError, did_you_mean

QUESTIONS = tuple(design.name for design in DESIGNS)


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """Return the named questions, each once, in the order of `QUESTIONS`.

    Raises:
        UsageError: A question is unknown, or none is named (E241); all of them at once.
    """
    wanted = tuple(dict.fromkeys(names))
    wrong = [name for name in wanted if name not in QUESTIONS] or ([] if wanted else ["–"])
    if wrong:
        raise UsageError(Problem(code="E241", params=_unknown(name)) for name in wrong)
    return tuple(name for name in QUESTIONS if name in wanted)


def pieces_of(questions: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the pieces that questions need, each once.

    They stand in the order in which they are first needed.
    """
    return tuple(dict.fromkeys(piece for name in questions for piece in _lines(template(name), "pieces", {}).split()))


def blocks(name: str, words: Mapping[str, object]) -> Mapping[str, str]:
    """Return the lines of a design or a piece, block by block.

    Args:
        name: The design's or the piece's name.
        words: What the names in its template stand for.

    Raises:
        UndefinedError: The template uses a name that is not among the words.
    """
    found = template(name)
    return {block: _lines(found, block, words) for block in found.blocks}


def file_text(name: str, words: Mapping[str, object]) -> str:
    """Return the text of one of the files that every new pilot gets.

    Args:
        name: The file's name in `files/`.
        words: What the names in its template stand for.

    Raises:
        UndefinedError: The template uses a name that is not among the words.
    """
    return environment().get_template(f"pilot/new/files/{name}").render(words).rstrip() + "\n"


def template(name: str) -> Template:
    """Return the template of a design or a piece."""
    return environment().select_template([f"designs/{name}/template.toml", f"pilot/new/pieces/{name}.toml"])


@cache
def environment() -> Environment:
    """Return what reads the templates, which lie in the package.

    A name that it does not know is an error.
    """
    return Environment(
        loader=PackageLoader("tsi_eval", package_path=""),
        undefined=StrictUndefined,
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _lines(found: Template, block: str, words: Mapping[str, object]) -> str:
    return "".join(found.blocks[block](found.new_context(dict(words))))


def _unknown(name: str) -> dict[str, Param]:
    return {"name": name, "suggestion": did_you_mean(name, QUESTIONS), "known": ", ".join(QUESTIONS)}
