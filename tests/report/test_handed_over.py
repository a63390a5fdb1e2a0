"""The notebook that is handed over: its author's sources, and pieces of the report.

What cells may try stands in `tests/making/test_stray_cells.py`.
"""

from __future__ import annotations

from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from tsi_eval.errors import ReportError
from tsi_eval.report.handed_over import shown_in, written
from tsi_eval.report.parts import METADATA, Chapter, Prose
from tsi_eval.report.pieces import digest, pieces

ALLOWED = pieces([Chapter((Prose(markdown="Hej."), Prose(markdown="Då.")))])
FIRST, SECOND = ALLOWED


def output(name: str, kind: str = "display_data") -> Any:
    piece = ALLOWED[name]
    return new_output(kind, data=dict(piece.data), metadata=dict(piece.metadata))


def notebook(*cells: Any) -> Any:
    added = new_code_cell("a = 2", metadata={"tags": ["injected-parameters"]})
    return new_notebook(cells=[new_code_cell("a = 1", metadata={"tags": ["parameters"]}), added, *cells])


def told(error: pytest.ExceptionInfo[ReportError]) -> list[tuple[str, Any, Any]]:
    return [(problem.code, problem.params["cell"], problem.params.get("kind")) for problem in error.value.problems]


class TestShown:
    def test_pieces_are_told_by_their_digests_in_order_cell_by_cell(self) -> None:
        cell = new_code_cell("x", outputs=[output(SECOND), output(FIRST, "execute_result")])

        made = notebook(new_markdown_cell("T"), cell)
        assert ((), (), (), (SECOND, FIRST)) == shown_in(made, ALLOWED, made, "n")

    @pytest.mark.parametrize(
        ("stray", "kind"),
        [
            (new_output("stream", text="a"), "stdout"),
            (new_output("stream", name="stderr", text="a"), "stderr"),
            (new_output("stream", name="Åsa", text="a"), "stdout"),
            (new_output("display_data", data={"text/html": "", "text/plain": ""}), "text/html, text/plain"),
            (new_output("display_data", data={"Åsa": ""}), "?"),
            (new_output("execute_result", data={"text/plain": "1"}), "text/plain"),
            (new_output("display_data"), "?"),
            (new_output("error", ename="Åsa", evalue="Åsa", traceback=["Åsa"]), "?"),
        ],
    )
    def test_anything_else_is_refused_with_its_cell_and_kind_and_no_text_of_its_own(
        self, stray: Any, kind: str
    ) -> None:
        ran = notebook(new_code_cell("changed", outputs=[output(FIRST), stray]))
        with pytest.raises(ReportError) as error:
            shown_in(ran, ALLOWED, notebook(new_code_cell("\nx = 1\ny")), "n.ipynb")

        assert [("E410", 2, kind)] == told(error)
        assert "x = 1" == error.value.problems[0].params["line"]


class TestWritten:
    def test_sources_are_kept_and_outputs_are_the_pieces(self) -> None:
        source = notebook(new_markdown_cell("*T*"), new_code_cell("x"))

        made = written(source, ALLOWED, ((), (), (), (SECOND, SECOND)), "n")

        assert [cell["source"] for cell in source.cells] == [cell["source"] for cell in made.cells]
        assert [cell["cell_type"] for cell in source.cells] == [cell["cell_type"] for cell in made.cells]
        assert [SECOND, SECOND] == [digest(shown["data"], shown["metadata"]) for shown in made.cells[3]["outputs"]]

    def test_nothing_else_of_a_cell_or_the_notebook_is_kept(self) -> None:
        about = {"rows": "Åsa", "tags": ["Åsa"]}
        cells = [
            new_code_cell("x", metadata=about, execution_count=7, outputs=[output(FIRST)], id="asa"),
            new_markdown_cell("T", metadata=about),
        ]
        source = notebook(*cells)
        source.metadata.update({"rows": "Åsa", "kernelspec": {"name": "Åsa", "display_name": "Åsa"}})

        made = written(source, ALLOWED, ((),) * 4, "n")

        assert "sa" not in str([made.metadata, [{**cell, "source": ""} for cell in made.cells]])
        is_printed = {"tsi_eval": {"kind": "prose", "box": "", "id": ""}}
        assert [{"tags": ["parameters"]}, {"tags": ["injected-parameters"]}, {}, is_printed] == [
            cell["metadata"] for cell in made.cells
        ]

    def test_texts_are_printed_but_the_one_that_a_report_s_notebook_begins_with(self) -> None:
        source = notebook(new_markdown_cell("After"), new_markdown_cell(" "))
        source.cells.insert(0, new_markdown_cell("Before"))

        report, own = (written(source, ALLOWED, ((),) * 5, "n", introduced=told) for told in (True, False))

        assert ["After"] == [cell["source"] for cell in report.cells if METADATA in cell["metadata"]]
        assert ["Before", "After"] == [cell["source"] for cell in own.cells if METADATA in cell["metadata"]]

    def test_a_text_that_is_tagged_with_another_language_is_not_printed(self) -> None:
        texts = [new_markdown_cell(name, metadata={"tags": [name]}) for name in ("sv", "en")]

        made = written(notebook(*texts), ALLOWED, ((),) * 4, "n", language="en")

        assert ["en"] == [cell["source"] for cell in made.cells if METADATA in cell["metadata"]]

    @pytest.mark.parametrize(
        ("shown", "code", "cell"),
        [(((), (), ("0" * 64,)), "E410", 2), (((), (), ("",)), "E410", 2), (((),), "E172", "?")],
    )
    def test_no_such_piece_or_cell_is_refused(self, shown: Any, code: str, cell: Any) -> None:
        with pytest.raises(ReportError) as error:
            written(notebook(new_code_cell("x")), ALLOWED, shown, "n")

        assert [(code, cell)] == [item[:2] for item in told(error)]


SEEN = (
    "# Heading\n\nWords, *more*, `code`, 5 < 6 > 4, a<b, x <3.",
    "A [link](https://example.org) and <https://example.org>, <a@example.org>.",
    "![picture](https://example.org/a.png)",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "Data: 45 families. [1] The first. [x]",
    "$x < y$ and $$a \\le b$$",
)
UNSEEN = (
    "<!-- words -->",
    "a <!-- words",
    "<b>words</b>",
    "<br/>",
    "a\n<div\nhidden",
    "<span title='words'>a</span>",
    "<SCRIPT>words</SCRIPT>",
    "<?words?>",
    "[//]: # (words)",
    "  [a]: <> (words)",
    "[a]: https://example.org 'words'",
    "![a](data:image/png;base64,AAAA)",
    "[a](data:text/plain,words)",
    "![a](attachment:a.png)",
    "![a](&#100;ata:image/png;base64,AAAA)",
    "![a](rows.png)",
)


class TestTextCells:
    @pytest.mark.parametrize("text", SEEN)
    def test_text_that_is_seen_is_kept(self, text: str) -> None:
        assert text == written(notebook(new_markdown_cell(text)), ALLOWED, ((),) * 3, "n").cells[2]["source"]

    @pytest.mark.parametrize("text", UNSEEN)
    def test_what_a_reader_does_not_see_is_refused(self, text: str) -> None:
        with pytest.raises(ReportError) as error:
            written(notebook(new_markdown_cell("Text."), new_markdown_cell(text)), ALLOWED, ((),) * 4, "n")

        assert [("E411", 3, None)] == told(error)

    def test_an_attached_file_is_refused(self) -> None:
        with pytest.raises(ReportError) as error:
            written(
                notebook(new_markdown_cell("Text.", attachments={"a": {"text/plain": ""}})), ALLOWED, ((),) * 3, "n"
            )

        assert [("E411", 2, None)] == told(error)

    def test_a_raw_cell_is_refused_unless_it_is_empty(self) -> None:
        written(notebook(new_raw_cell(" ")), ALLOWED, ((),) * 3, "n")
        with pytest.raises(ReportError) as error:
            written(notebook(new_raw_cell("Words.")), ALLOWED, ((),) * 3, "n")

        assert [("E411", 2, None)] == told(error)
