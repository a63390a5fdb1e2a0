"""The notebook that is handed over is put together from what is known, and not filtered.

Its sources are those of the project's notebook. Its outputs are pieces of the report (`pieces.py`).
From the process in which the cells ran comes only which pieces each cell showed, by their digests.
So whatever a cell did there, nothing else can follow:

    cell 5   report.limits()     showed ("3f0c…",)    the piece of this digest is written out
    cell 6   print(study)        showed a stream      E410: no report
    cell 7   tsi.table(…)        showed ("91ab… {…}",)

What a cell chose itself comes with the recipe of it after its digest. The piece is made again from
the recipe, and written out if it has the same digest. Its captions must stand in quotes in the
notebook (E456).

A text cell holds what its reader sees, and is printed. Only a text that the report's notebook
begins with is about the notebook. Attached files, HTML, raw cells and what Markdown hides are
refused (E411). Metadata, stored outputs and numbers of runs are never taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tsi_eval.errors import Param, Problem, ReportError, TsiError
from tsi_eval.language import Message
from tsi_eval.report.notebook import INJECTED, TAG, first_line, own_number
from tsi_eval.report.own.quoted import quoted_in, spaced
from tsi_eval.report.own.recipe import from_text
from tsi_eval.report.own.remade import part_of
from tsi_eval.report.own.studies import is_printed
from tsi_eval.report.parts import METADATA, RECIPE, Chapter
from tsi_eval.report.pieces import Piece, digest, pieces
from tsi_eval.report.words import Words

# For every cell, the digests of what it showed, in order, each with its recipe where it has one.
Shown = tuple[tuple[str, ...], ...]
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_TAGS = (TAG, INJECTED)
# Kinds of output that may be named: any other name may be a text of the cell's own.
_NAMED = frozenset(
    {"text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg", "image/svg+xml"}
    | {"application/javascript", "application/json"}
)
# What a reader of a text cell does not see, or Jupyter takes from elsewhere: HTML and its comments,
# addresses of links (in which Markdown lets one write comments), files that are written out in an
# address, and pictures that are not on the web.
_UNSEEN = re.compile(
    r"<!|<\?|</?[a-z][\w-]*(?:\s[^<>]*)?/?>|^ {0,3}</?[a-z][\w-]*(?=\s|$)"
    r"|^ {0,3}\[[^\]\n]*\]:|\bdata:[\w/+;=-]*,|!\[[^\]\n]*\]\((?!https?://)",
    re.IGNORECASE | re.MULTILINE,
)


def shown_in(executed: Any, allowed: Mapping[str, Piece], source: Any, name: str) -> Shown:
    """Return which pieces each cell of an executed notebook showed.

    What has a recipe is told with it, and judged where it is made again. The words of a figure
    stand before the drawing that has the recipe.

    Args:
        executed: The notebook with its outputs.
        allowed: Digest → piece of the report.
        source: The notebook as it was before it ran.
        name: The notebook's name, for messages.

    Raises:
        ReportError: For every cell that showed anything else (E410).
    """
    problems: list[Problem] = []
    shown: list[tuple[str, ...]] = []
    for place, cell in enumerate(executed["cells"]):
        outputs = cell.get("outputs", ())
        shown.append(tuple(_told(output) for output in outputs))
        after = [*outputs, {}][1:]
        other = [
            _kind(output)
            for output, following in zip(outputs, after, strict=True)
            if _digest(output) not in allowed and not _has_recipe(output) and not _is_caption(output, following)
        ]
        if other:
            problems.append(_stray(name, source, place, other))
    if problems:
        raise ReportError(problems)
    return tuple(shown)


def _has_recipe(output: Mapping[str, Any]) -> bool:
    return isinstance(output.get("metadata", {}).get(RECIPE), str)


def _is_caption(output: Mapping[str, Any], following: Mapping[str, Any]) -> bool:
    """Tell whether an output may be the words of the figure that follows."""
    return "text/markdown" in output.get("data", {}) and _has_recipe(following)


def _told(output: Mapping[str, Any]) -> str:
    recipe = f" {output['metadata'][RECIPE]}" if _has_recipe(output) else ""
    return _digest(output) + recipe


def with_recipes(source: Any, allowed: Mapping[str, Piece], shown: Shown, words: Words, name: str) -> dict[str, Piece]:
    """Return the pieces of the report, and those that a notebook's recipes give.

    Raises:
        ReportError: A recipe can't be followed (E455, E457, E458), or its words do not stand in
            quotes in the notebook (E456).
    """
    made, quoted = dict(allowed), _quoted(source, shown)
    problems: list[Problem] = []
    for place, told in enumerate(shown):
        for text in filter(None, (entry.partition(" ")[2] for entry in told)):
            try:
                made |= pieces([Chapter((_part(text, quoted, words),))])
            except TsiError as error:
                where = _where(name, source, place)
                problems += [Problem(code=item.code, params={**item.params, **where}) for item in error.problems]
            except ValueError:
                problems.append(_stray(name, source, place, ["?"]))
    if problems:
        raise ReportError(problems)
    return made


def _quoted(source: Any, shown: Shown) -> frozenset[str]:
    """Return the texts in quotes in a notebook, if any of its cells chose something."""
    return quoted_in(source) if any(" " in entry for told in shown for entry in told) else frozenset()


def _part(text: str, quoted: frozenset[str], words: Words) -> Any:
    """Return the part of a recipe; only a figure keeps it, to be drawn again for phones.

    Raises:
        TsiError: See `with_recipes`.
        ValueError: It is no recipe.
    """
    recipe = from_text(text)
    if recipe.is_chosen and not all(spaced(said) in quoted for said in recipe.words()):
        raise ReportError(Problem(code="E456", params={"why": Message("own_study.why.not_quoted")}))
    part = part_of(recipe, words)
    return part if recipe.kind == "figure" else replace(part, recipe="")


def written(
    source: Any,
    allowed: Mapping[str, Piece],
    shown: Shown,
    name: str,
    *,
    introduced: bool = True,
    language: str = "",
) -> Any:
    """Return the notebook of these sources, whose cells show these pieces.

    Args:
        source: The notebook with its parameters, as it was run.
        allowed: Digest → piece.
        shown: For each cell, the digests of what it showed.
        name: The notebook's name, for messages.
        introduced: Whether a text that it begins with is about the notebook, and not printed.
        language: The report's language; texts that are tagged with another are not printed.

    Raises:
        ReportError: A text cell holds what its reader does not see (E411), or there is no such
            piece (E410) or cell (E172).
    """
    from nbformat.v4 import new_notebook  # noqa: PLC0415

    cells = source["cells"]
    if len(shown) != len(cells):
        raise ReportError(Problem(code="E172", params={"notebook": name, "cell": "?"}))
    if problems := [*_unseen(source, name), *_unknown(source, allowed, shown, name)]:
        raise ReportError(problems)
    made = [
        _cell(cell, place, [allowed[known.partition(" ")[0]] for known in digests])
        for place, (cell, digests) in enumerate(zip(cells, shown, strict=True), start=1)
    ]
    for place, cell in enumerate(made):
        if (place or not introduced) and is_printed(cells[place], language):
            printed(cell)
    return new_notebook(cells=made, metadata={"kernelspec": dict(_KERNEL)})  # type: ignore[no-untyped-call]


def printed(cell: Any) -> Any:
    """Return a text cell with the mark of what is printed."""
    cell["metadata"][METADATA] = {"kind": "prose", "box": "", "id": ""}
    return cell


def _digest(output: Mapping[str, Any]) -> str:
    """Return the digest of what a cell displayed, or "" of what it printed."""
    if output["output_type"] not in {"display_data", "execute_result"}:
        return ""
    return digest(output["data"], output["metadata"])


def _kind(output: Mapping[str, Any]) -> str:
    """Return what kind of output this is, in words that no cell can choose."""
    if output["output_type"] == "stream":
        return "stderr" if output["name"] == "stderr" else "stdout"
    return ", ".join(sorted(name if name in _NAMED else "?" for name in output.get("data", ()))) or "?"


def _stray(name: str, source: Any, place: int, kinds: list[str]) -> Problem:
    return Problem(code="E410", params={**_where(name, source, place), "kind": "; ".join(dict.fromkeys(kinds))})


def _where(name: str, source: Any, place: int) -> dict[str, Param]:
    return {"notebook": name, "cell": own_number(source, place), "line": first_line(source, place)}


def _unknown(source: Any, allowed: Mapping[str, Piece], shown: Shown, name: str) -> Iterator[Problem]:
    for place, digests in enumerate(shown):
        if any(known.partition(" ")[0] not in allowed for known in digests):
            yield _stray(name, source, place, ["?"])


def _unseen(source: Any, name: str) -> Iterator[Problem]:
    """Yield a problem for each text cell that holds what its reader does not see."""
    for place, cell in enumerate(source["cells"]):
        is_raw = cell["cell_type"] == "raw" and cell["source"].strip()
        if cell["cell_type"] != "code" and (is_raw or cell.get("attachments") or _UNSEEN.search(cell["source"])):
            yield Problem(code="E411", params={"notebook": name, "cell": own_number(source, place)})


def _cell(cell: Any, place: int, shown: list[Piece]) -> Any:
    """Return a cell with its kind, its source and what it showed, and nothing else of the old."""
    from nbformat import from_dict  # noqa: PLC0415
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell  # noqa: PLC0415

    tags = [tag for tag in cell["metadata"].get("tags", ()) if tag in _TAGS]
    about: dict[str, Any] = {"id": f"cell-{place}", "metadata": {"tags": tags} if tags else {}}
    if cell["cell_type"] != "code":
        make = new_markdown_cell if cell["cell_type"] == "markdown" else new_raw_cell
        return make(cell["source"], **about)  # type: ignore[no-untyped-call]
    made = new_code_cell(cell["source"], **about)  # type: ignore[no-untyped-call]
    made["outputs"] = [from_dict(_output(piece)) for piece in shown]  # type: ignore[no-untyped-call]
    return made


def _output(piece: Piece) -> dict[str, Any]:
    return {"output_type": "display_data", "data": dict(piece.data), "metadata": dict(piece.metadata)}
