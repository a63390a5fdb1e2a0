"""Ways in which a person's row could get into the notebook that is handed over: none does.

Each is tried on a report of a pilot. Either no report is made, and the cell is named, or what is
made holds nothing of the row in any of its files.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from command_line import run
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from small_projects import HERE, append_cell, contents
from work_for_tests import quiet, stripped

from tsi_eval.errors import ReportError
from tsi_eval.making.processes import Processes, within
from tsi_eval.making.run import released_text
from tsi_eval.project import Project
from tsi_eval.report.notebook import run_notebook
from tsi_eval.report.render import Do, Files, chapters_of, render

PERSON = "Gunhild Radfors"
ROWS = f"person,value\n{PERSON},13\n"
# The cells of the small notebook that others are added to, and the number of the next.
CELLS = (
    'released = ""\nlanguage = "sv"',
    "import tsi_eval as tsi\nreport = tsi.open_report(released, language)",
    "report.summary()",
    "report.limits()",
)
NEXT = len(CELLS) + 1
Make = Callable[[str], Any]


def code(source: str, **about: Any) -> Make:
    """Return what makes a cell of code, in which ROWS stands for the place of the file of rows."""
    return lambda place: new_code_cell(source.replace("ROWS", repr(place)), **about)


def shown(*, attachments: Any = None, source: str = "Text.", make: Any = new_markdown_cell) -> Make:
    about = {"attachments": attachments} if attachments else {}
    return lambda _: make(source, **about)


SHOW = "from IPython.display import *\nrows = open(ROWS).read()\n"
FRAME = "import pandas as pd\nframe = pd.read_csv(ROWS)\n"
STUDY = (
    "import tsi_eval as tsi\nframe = pd.DataFrame({'person': [open(ROWS).read()[13:28]], 'occasion': ['T0'],"
    " 'outcome': ['x'], 'value': [13.0]})\nstudy = tsi.Study.from_frames(measures=frame)\n"
)
PNG = (
    "import io, matplotlib.pyplot as plt\nplt.figure(); plt.plot([13, 14]); plt.title(rows); at = io.BytesIO()\n"
    "plt.savefig(at, format='png', metadata={'Title': rows})\n"
)
OUR_OWN = "{'tsi_eval': {'kind': 'prose', 'box': ''}}"
ATTACHED = {"a.txt": {"text/plain": base64.b64encode(ROWS.encode()).decode()}}

# Where no report may be made, by the code of its error.
STOPS: dict[str, tuple[str, Make]] = {
    "a study printed": ("E410", code(f"import pandas as pd\n{STUDY}print(study.table('measures'))")),
    "a study shown": ("E410", code(f"import pandas as pd\n{STUDY}study")),
    "the head of a frame": ("E410", code(f"{FRAME}frame.head()")),
    "a shell": ("E410", lambda place: new_code_cell(f"%%bash\ncat {place}")),
    "a command": ("E410", lambda place: new_code_cell(f"!cat {place}")),
    "html": ("E410", code(f"{SHOW}display(HTML(rows))")),
    "an html comment": ("E410", code(f"{SHOW}display(HTML('<!--' + rows + '-->'))")),
    "a picture drawn of rows": ("E410", code(f"{SHOW}{PNG}display(Image(at.getvalue()))")),
    "an error with its text": ("E171", code("raise ValueError(open(ROWS).read())")),
    "an error shown": ("E410", code(f"{SHOW}import traceback\ntry: int(rows)\nexcept ValueError: traceback.print_exc()")),
    "stderr": ("E410", code("import sys\nprint(open(ROWS).read(), file=sys.stderr)")),
    "a warning": ("E410", code("import warnings\nwarnings.warn(open(ROWS).read())")),
    "a prompt": ("E171", code("input(open(ROWS).read())")),
    "a widget": ("E410", code(f"{SHOW}display({{'application/vnd.jupyter.widget-view+json': {{'a': rows}}}}, raw=True)")),
    "javascript": ("E410", code(f"{SHOW}display(Javascript('/*' + rows + '*/'))")),
    "cleared and then printed": ("E410", code(f"{SHOW}report.limits()\nclear_output()\nprint(rows)")),
    "an updated display": (
        "E410",
        code(f"{SHOW}at = display(report, display_id=True)\nupdate_display(rows, display_id=at.display_id)"),
    ),
    "markdown made of rows": ("E410", code(f"{SHOW}Markdown(f'*{{rows}}*')")),
    "metadata of an output": ("E410", code(f"{SHOW}display({{'text/plain': ''}}, metadata={{'a': rows}}, raw=True)")),
    "made to look like a part": (
        "E410",
        code(f"{SHOW}display({{'text/markdown': rows}}, metadata={OUR_OWN}, raw=True)"),
    ),
    "a part of its own": (
        "E410",
        code(f"{SHOW}from tsi_eval.report.parts import Chapter, Prose\ndisplay(Chapter((Prose(markdown=rows),)))"),
    ),
    "a part changed": (
        "E410",
        code(f"{SHOW}from dataclasses import replace\ndisplay(replace(report.limits().parts[0], markdown=rows))"),
    ),
    "the package changed": (
        "E410",
        code(f"{SHOW}from tsi_eval.report.parts import Prose\nProse._repr_mimebundle_ = lambda *_, **__: "
             f"({{'text/markdown': rows}}, {OUR_OWN})\nreport.limits()"),
    ),
    "the check changed": (
        "E410",
        code(f"{SHOW}from tsi_eval.report import handed_over, pieces\n"
             "class All(dict):\n    def __contains__(self, _): return True\n"
             "import tsi_eval.report.render as render\nrender.pieces = lambda _: All()\nprint(rows)"),
    ),
    "the check taken away": (
        "E410",
        code(f"{SHOW}import tsi_eval.report.render as render\nrender.shown_in = lambda executed, allowed, source, name: "
             "tuple(('0' * 64,) * len(cell.get('outputs', ())) if 'rows)' in cell['source'] else () "
             "for cell in executed['cells'])\nprint(rows)"),
    ),
    "a caption made of rows": ("E456", code(f"{SHOW}tsi.table(report.released.frame()[:2], caption=rows)")),
    "a group named by rows": ("E456", code(f"{SHOW}tsi.table({{rows: report.released.frame()[:2]}}, caption='C')")),
    "a recipe with content of its own": (
        "E458",
        code(f"{SHOW}from tsi_eval.report.own import remade\nremade.OPEN = ('default',)\n"
             f"{FRAME}tsi.own(frame, caption='C')"),
    ),
    "a display within a display": (
        "E410",
        code(f"{SHOW}class Nested:\n    def _ipython_display_(self): display(display(rows))\nNested()"),
    ),
    "a hidden cell": ("E410", code(f"{SHOW}print(rows)", metadata={"jupyter": {"source_hidden": True}})),
    "a cell tagged remove_input": ("E410", code(f"{SHOW}print(rows)", metadata={"tags": ["remove_input"]})),
    "an attached file": ("E411", shown(attachments=ATTACHED)),
    "a comment in a text cell": ("E411", shown(source=f"Text <!-- {PERSON} -->")),
    "a comment as a link": ("E411", shown(source=f"Text\n\n[//]: # ({PERSON})")),
    "a script in a text cell": ("E411", shown(source=f"<script>{PERSON}</script>")),
    "html in a raw cell": ("E411", shown(source=f"<p hidden>{PERSON}</p>", make=new_raw_cell)),
    "a file in an address": ("E411", shown(source=f"![x](data:text/plain,{PERSON})")),
}  # fmt: skip

# Where a report is made, and nothing of the row is in it.
LEAVES_NOTHING: dict[str, Make] = {
    "metadata of a cell": lambda _: new_code_cell("1;", metadata={"rows": ROWS, "tags": [PERSON]}),
    "metadata of a text cell": lambda _: new_markdown_cell("Text.", metadata={"rows": ROWS}),
    "outputs that were stored": lambda _: new_code_cell("1;", outputs=[new_output("stream", text=ROWS)]),
    "outputs of a cell that does not run": lambda _: new_code_cell(" ", outputs=[new_output("stream", text=ROWS)]),
    "the number of a run": lambda _: new_code_cell("1;", execution_count=13_130_013),
    "printed and then cleared": code(f"{SHOW}print(rows)\nclear_output()"),
    "a file beside the notebook": code("open('estimates.csv', 'w').write(open(ROWS).read());"),
    "the notebook's file": code("from pathlib import Path\nfor at in Path().glob('*'): at.write_text(open(ROWS).read())"),
    "the notebook itself, in memory": code(
        "import gc\nrows = open(ROWS).read()\nfor it in gc.get_objects():\n"
        "    if type(it).__name__ == 'NotebookNode' and 'cell_type' in it: it['source'] += rows"
    ),
    "the released values, in memory": code("object.__setattr__(report.released.cover, 'municipality', open(ROWS).read())"),
    "the package's own data files": code(
        "import tsi_eval.report.outputs as at\nat.DATA = {'estimates.csv': lambda _: open(ROWS).read()}"
    ),
    "carried by the recipe of a figure": code(
        f"{SHOW}import json\nfrom dataclasses import replace\nframe = report.released.frame()\n"
        "part = tsi.figure(frame[frame['quantity'] == 'share'][:2], caption='C')\nrecipe = json.loads(part.recipe)\n"
        "recipe |= {'alt': rows, 'png': rows, 'header': [rows], 'rows': [[rows]], 'caption': '  C '}\n"
        "replace(part, recipe=json.dumps(recipe))"
    ),
    "written behind Python's back": code("import os\nos.write(1, open(ROWS).read().encode());"),
}  # fmt: skip


@pytest.fixture(scope="module")
def released(made: Project) -> str:
    return released_text(made, "a", quiet)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("rows") / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def do(released: str) -> Iterator[Do]:
    """Return a function that has a step done in a process of its own, and makes chapters once."""
    chapters = chapters_of(released, "en", quiet)
    with Processes() as processes:
        apart = within(600, processes, quiet)
        yield lambda work, *arguments: chapters if work is chapters_of else apart(work, *arguments)


@pytest.fixture(scope="module")
def render_with(released: str, do: Do) -> Any:
    """Return a function that makes a report of a small notebook with cells appended to it."""

    def made_with(*cells: Any, about: Any = None) -> Files:
        notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS], metadata=about or {})
        notebook.cells[0].metadata["tags"] = ["parameters"]
        notebook.cells.extend(cells)
        return render(released, nbformat.writes(notebook), "en", (), quiet, do)  # type: ignore[no-untyped-call]

    return made_with


@pytest.fixture(scope="module")
def ordinary(render_with: Any) -> Files:
    """Return the report to which no cell was added."""
    return dict(render_with())


@pytest.mark.parametrize("way", STOPS)
def test_no_report_is_made_and_the_cell_is_named(way: str, rows: str, render_with: Any) -> None:
    expected, make = STOPS[way]

    with pytest.raises(ReportError) as error:
        render_with(make(rows))

    (problem,) = error.value.problems
    assert expected == problem.code
    assert NEXT == int(problem.params["cell"])
    assert PERSON not in error.value.text("sv") + error.value.text("en") + repr(problem.params)


@pytest.mark.parametrize("way", LEAVES_NOTHING)
def test_nothing_of_the_row_is_in_the_report(way: str, rows: str, render_with: Any, ordinary: Files) -> None:
    made = render_with(LEAVES_NOTHING[way](rows))

    assert not [name for name, content in made.items() if PERSON.encode() in content or b"13130013" in content]
    assert ordinary.keys() == made.keys()
    assert {"follow_up_report.ipynb"} == {name for name in made if made[name] != ordinary[name]}


def test_metadata_of_the_notebook_leaves_nothing(render_with: Any, ordinary: Files) -> None:
    about = {
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"a": ROWS}}},
        "authors": [{"name": PERSON}],
        "kernelspec": {"display_name": PERSON, "language": "python", "name": "python3"},
    }

    assert ordinary == render_with(about=about)


def test_the_ordinary_notebook_holds_all_that_its_cells_showed(released: str, do: Do, tmp_path: Path) -> None:
    text = HERE.notebook_text()
    (tmp_path / "released.json").write_text(released, encoding="utf-8")
    (tmp_path / "n.ipynb").write_text(text, encoding="utf-8")

    ran = stripped(run_notebook(tmp_path / "n.ipynb", {"released": "released.json", "language": "en"}, tmp_path))

    made = render(released, text, "en", (), quiet, do)["follow_up_report.ipynb"].decode()
    assert nbformat.writes(ran) + "\n" == made  # type: ignore[no-untyped-call]


def test_pieces_may_be_shown_in_any_order_and_again(render_with: Any) -> None:
    made = render_with(
        new_code_cell("for part in report.limits().parts: display(part)\nreport.summary().parts[0]"),
        new_markdown_cell("What *we* think: 5 < 6, and <https://example.org>."),
    )

    cells = json.loads(made["follow_up_report.ipynb"])["cells"]
    kinds = {output["output_type"] for output in cells[-2]["outputs"]}
    assert {"display_data"} == kinds
    assert "".join(cells[-1]["source"]).startswith("What *we* think")


def test_every_such_cell_is_named(rows: str, render_with: Any) -> None:
    with pytest.raises(ReportError) as error:
        render_with(code("print(1)")(rows), code("report.limits()")(rows), code("2")(rows))

    told = [(problem.params["cell"], problem.params["kind"]) for problem in error.value.problems]
    assert [(NEXT, "stdout"), (NEXT + 2, "text/plain")] == told


def test_the_command_fails_and_the_old_report_stays(
    project: Project, rows: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, cells = contents(project.reports), len(nbformat.read(project.notebook, as_version=4).cells)
    append_cell(project, f"print(open({rows!r}).read())")

    assert 6 == run(project, "report", "a", "--language", "en", "--formats", "html,docx")

    said = capsys.readouterr()
    assert "E410 " in said.err
    assert f"cell {cells + 1}" in said.err
    assert PERSON not in said.err + said.out
    assert before == contents(project.reports)


def test_a_file_put_into_the_report_s_folder_is_not_there_afterwards(project: Project, rows: str) -> None:
    folder = project.report("a", "en", draft=True)
    names = {path.name for path in folder.iterdir()}
    append_cell(project, f"(open({str(folder / 'rows.csv')!r}, 'w').write(open({rows!r}).read()));")

    assert 0 == run(project, "report", "a", "--language", "en", "--formats", "html,docx", "--force")

    assert names == {path.name for path in folder.iterdir()}
    assert not [path for path in Path(folder).iterdir() if PERSON.encode() in path.read_bytes()]
