"""The notebook that is handed over is put together from what is known, and not filtered.

Its sources are those of the project's notebook. Its outputs are pieces of the report (`pieces.py`).
From the process in which the cells ran comes only which pieces each cell showed, by their digests.
So whatever a cell did there, nothing else can follow:

    cell 5   report.limits()     showed ("3f0c…",)    the piece of this digest is written out
    cell 6   print(study)        showed a stream      E410: no report

A text cell holds what its reader sees. Attached files, HTML and what Markdown hides are refused
(E411). Metadata, stored outputs and numbers of runs are never taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tsi_eval.errors import Problem, ReportError
from tsi_eval.report.notebook import INJECTED, TAG, own_number
from tsi_eval.report.pieces import Piece, digest

# For every cell, the digests of what it showed, in order.
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


def shown_in(executed: Any, allowed: Mapping[str, Piece], name: str) -> Shown:
    """Return which pieces each cell of an executed notebook showed.

    Raises:
        ReportError: For every cell that showed anything else (E410).
    """
    problems: list[Problem] = []
    shown: list[tuple[str, ...]] = []
    for place, cell in enumerate(executed["cells"]):
        outputs = cell.get("outputs", ())
        shown.append(tuple(_digest(output) for output in outputs))
        other = [_kind(output) for output in outputs if _digest(output) not in allowed]
        if other:
            problems.append(_stray(name, own_number(executed, place), other))
    if problems:
        raise ReportError(problems)
    return tuple(shown)


def written(source: Any, allowed: Mapping[str, Piece], shown: Shown, name: str) -> Any:
    """Return the notebook of these sources, whose cells show these pieces.

    Args:
        source: The notebook with its parameters, as it was run.
        allowed: Digest → piece.
        shown: For each cell, the digests of what it showed.
        name: The notebook's name, for messages.

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
        _cell(cell, place, [allowed[known] for known in digests])
        for place, (cell, digests) in enumerate(zip(cells, shown, strict=True), start=1)
    ]
    return new_notebook(cells=made, metadata={"kernelspec": dict(_KERNEL)})  # type: ignore[no-untyped-call]


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


def _stray(name: str, cell: int, kinds: list[str]) -> Problem:
    said = "; ".join(dict.fromkeys(kinds))
    return Problem(code="E410", params={"notebook": name, "cell": cell, "kind": said})


def _unknown(source: Any, allowed: Mapping[str, Piece], shown: Shown, name: str) -> Iterator[Problem]:
    for place, digests in enumerate(shown):
        if any(known not in allowed for known in digests):
            yield _stray(name, own_number(source, place), ["?"])


def _unseen(source: Any, name: str) -> Iterator[Problem]:
    """Yield a problem for each text cell that holds what its reader does not see."""
    for place, cell in enumerate(source["cells"]):
        if cell["cell_type"] != "code" and (cell.get("attachments") or _UNSEEN.search(cell["source"])):
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
