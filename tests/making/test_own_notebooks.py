"""Own notebooks in whole reports: what is printed, what stops them, and what is made again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from command_line import run
from nbformat.v4 import new_markdown_cell
from notebooks_by_hand import code, own, parameters, raw, text, usual
from small_projects import append_cell, contents, make, times

from tsi_eval.making.own_notebooks import hashes_of, looked_at
from tsi_eval.project import Project
from tsi_eval.report.own.studies import OwnNotebook

SHARES = 'tsi.table(frame[frame["quantity"] == "share"][:2], caption="Two shares, chosen by us")'
DRAWN = 'tsi.figure(frame[frame["quantity"] == "share"][:2], caption="Two shares, drawn by us")'
REPORT = ("report", "a", "--language", "en", "--formats", "html")


def put(project: Project, *notebooks: OwnNotebook, pilot: str = "a") -> None:
    folder = project.data / pilot / "notebooks"
    folder.mkdir(exist_ok=True)
    for item in notebooks:
        (folder / item.name).write_text(item.text, encoding="utf-8")


def internal(files: dict[str, str]) -> dict[str, str]:
    return files | {"pilot.toml": files["pilot.toml"].replace('policy = "default"', 'policy = "internal"')}


def handed_over(project: Project, language: str = "en") -> Any:
    return nbformat.read(project.report("a", language, draft=True) / "follow_up_report.ipynb", as_version=4)


def html_of(project: Project, language: str = "en") -> str:
    return (project.report("a", language, draft=True) / "follow_up_report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def with_own(tmp_path_factory: pytest.TempPathFactory, tiny_pilot: dict[str, str]) -> Project:
    """Return a project whose report has two own notebooks, one of which is given."""
    project = make(tmp_path_factory.mktemp("own") / "p", tiny_pilot, "a")
    put(project, usual(code(SHARES), code(DRAWN), text("Bara svenska.", "sv"), text("We were 7.", "en")))
    given = project.root / "given.ipynb"
    given.write_text(own(text("# Given"), parameters(), text("Its *words*.")).text, encoding="utf-8")
    assert 0 == run(project, *REPORT, "--notebook", str(given))
    return project


class TestChapters:
    def test_texts_tables_and_figures_are_printed(self, with_own: Project) -> None:
        html = html_of(with_own)

        for printed in ("Own studies", "Ours", "Two shares, chosen by us", "Two shares, drawn by us", "We were 7."):
            assert printed in html, printed
        assert "Its <em>words</em>." in html
        assert "Bara svenska" not in html
        assert html.index('id="ours"') < html.index('id="given"')

    def test_a_chosen_figure_is_drawn_for_phones_too(self, with_own: Project) -> None:
        html = html_of(with_own)
        figure = html[: html.index("Two shares, drawn by us")].rpartition("<figure")[2]

        assert 'class="phone"' in figure

    def test_they_stand_in_the_notebook_that_is_handed_over(self, with_own: Project) -> None:
        cells = handed_over(with_own).cells

        sources = [cell["source"] for cell in cells]
        assert sources.index("## Ours\n\nWords.") < sources.index(SHARES) < sources.index("report.limits()")
        assert "Two shares, chosen by us" in str(cells[sources.index(SHARES)]["outputs"])

    def test_their_hashes_stand_in_the_provenance_in_order(self, with_own: Project) -> None:
        made = json.loads((with_own.report("a", "en", draft=True) / "provenance.json").read_text(encoding="utf-8"))

        assert ["mine.ipynb", "given.ipynb"] == [name for name, _ in made["own_notebooks_sha256"]]
        assert made["own_notebooks_sha256"][:1] == hashes_of(looked_at(with_own, "a")[0])

    def test_the_report_is_verified_with_them_and_not_without(
        self, with_own: Project, capsys: pytest.CaptureFixture[str]
    ) -> None:
        given = ("--notebook", str(with_own.root / "given.ipynb"))

        assert 0 == run(with_own, "verify", "a", "--language", "en", *given)
        assert 0 != run(with_own, "verify", "a", "--language", "en")
        assert "given.ipynb" in capsys.readouterr().err

    def test_a_format_is_made_again_with_them(self, with_own: Project, tmp_path: Path) -> None:
        shutil.copytree(with_own.root, tmp_path / "p")
        project = Project(root=tmp_path / "p")
        before = html_of(project)

        assert 0 == run(project, "render", "a", "--language", "en", "--formats", "html")

        assert before == html_of(project)

    def test_only_what_has_changed_is_made_again(self, with_own: Project, tmp_path: Path) -> None:
        shutil.copytree(with_own.root, tmp_path / "p")
        project = Project(root=tmp_path / "p")
        given = ("--notebook", str(project.root / "given.ipynb"))
        folder = project.report("a", "en", draft=True)
        before = times(folder)

        assert 0 == run(project, *REPORT, *given)
        assert before == times(folder)
        put(project, usual(text("More."), code(SHARES)))
        assert 0 == run(project, *REPORT, *given)

        assert before != times(folder)
        assert "More." in html_of(project)

    def test_a_report_in_another_language_says_that_texts_are_printed_as_they_are(
        self, with_own: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shutil.copytree(with_own.root, tmp_path / "p")
        project = Project(root=tmp_path / "p")

        assert 0 == run(project, "report", "a", "--formats", "html")

        html = html_of(project, "sv")
        assert "Egna fördjupningar" in html
        assert "Bara svenska." in html
        assert "We were 7." not in html
        assert "mine.ipynb har texter på ett annat språk" in capsys.readouterr().err


def outcome(project: Project, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """Return what a report that can't be made says; nothing of an earlier one may have changed."""
    before = contents(project.reports)
    assert 0 != run(project, *REPORT, *more)
    assert before == contents(project.reports)
    return capsys.readouterr().err


FROM_OUTSIDE = "import pandas as pd\npd.DataFrame({'a': [1]})"
PLOT = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nplt.close(figure)\nfigure"
STOPS = {
    "a frame from outside": ("E410", FROM_OUTSIDE, "import pandas as pd"),
    "the released frame itself": ("E410", "frame", "frame"),
    "a drawing": ("E410", PLOT, "import matplotlib.pyplot as plt"),
    "a number computed": ("E410", "round(frame['estimate'].mean(), 2)", "round("),
    "printed": ("E410", "print(frame['estimate'].max())", "print("),
    "a number changed": ("E455", "tsi.table(frame[:2].assign(n=7), caption='C')", "tsi.table(frame[:2]"),
    "a caption computed": ("E456", "tsi.table(frame[:2], caption=f'{frame.n.max()} came')", "tsi.table("),
    "a heading computed": ("E456", "tsi.table({f'{len(frame)}': frame[:2]}, caption='C')", "tsi.table("),
    "no caption": ("E456", "tsi.table(frame[:2], caption='')", "tsi.table("),
    "no common scale": ("E457", "tsi.figure(frame[frame.status == 'shown'], caption='C')", "tsi.figure("),
    "a frame of one's own": ("E458", "tsi.own(frame[['n']], caption='C')", "tsi.own("),
    "a recipe of a number that is not there": (
        "E455",
        (
            "from dataclasses import replace\npart = tsi.table(frame[:2], caption='C')\n"
            "replace(part, recipe=part.recipe.replace(',0]', ',987]'))"
        ),
        "from dataclasses import replace",
    ),
    "a part altered beside its recipe": (
        "E410",
        "from dataclasses import replace\nreplace(tsi.table(frame[:2], caption='C'), rows=(('7', '7'),))",
        "from dataclasses import replace",
    ),
    "a recipe that is none": (
        "E410",
        "from dataclasses import replace\nreplace(tsi.table(frame[:2], caption='C'), recipe='{}')",
        "from dataclasses import replace",
    ),
    "an output made to look like a part": (
        "E410",
        (
            "from IPython.display import display\npart = tsi.table(frame[:2], caption='C')\n"
            "data, about = part._repr_mimebundle_()\ndisplay({'text/markdown': 'x'}, metadata=about, raw=True)"
        ),
        "from IPython.display import display",
    ),
    "words before a chosen figure": (
        "E410",
        "from IPython.display import Markdown, display\ndisplay(Markdown('7'))\n" + DRAWN,
        "from IPython.display import Markdown",
    ),
    "a cell that fails": ("E171", "raise ValueError('Gunhild')", ""),
}


@pytest.mark.parametrize("way", STOPS)
def test_the_report_stops_and_the_cell_is_named(way: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    expected, source, line = STOPS[way]
    put(project, usual(text("Before."), code(source)))

    said = outcome(project, capsys)

    assert f"{expected} " in said
    assert "mine.ipynb, cell 5" in said
    assert line in said
    assert "Gunhild" not in said


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(raw("Words."), "E411"), (text("<!-- words -->"), "E411"), (text("a\x00b"), "E376")],
)
def test_a_text_that_its_reader_does_not_see_stops_the_report(
    cell: Any, expected: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project, usual(cell))

    said = outcome(project, capsys)

    assert f"{expected} " in said
    assert "mine.ipynb" in said


@pytest.mark.parametrize("name", ["none.ipynb", "notes.txt", "broken.ipynb"])
def test_what_is_no_notebook_is_refused_before_anything_is_read(
    name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / "notes.txt").write_text(usual().text, encoding="utf-8")
    (project.root / "broken.ipynb").write_text("a,b", encoding="utf-8")

    said = outcome(project, capsys, "--notebook", str(project.root / name))

    assert "E451 " in said
    assert name in said
    assert "reading and checking" not in said


def test_one_that_lies_in_the_folder_and_is_given_too_is_refused(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project, usual())

    assert "E453 " in outcome(project, capsys, "--notebook", str(project.data / "a" / "notebooks" / "mine.ipynb"))


def test_a_link_out_of_the_folder_is_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "far.ipynb").write_text(usual().text, encoding="utf-8")
    put(project)
    (project.data / "a" / "notebooks" / "far.ipynb").symlink_to(tmp_path / "far.ipynb")

    notebooks, problems = looked_at(project, "a")

    assert () == notebooks
    assert ["E451"] == [problem.code for problem in problems]


def test_check_says_which_there_are_and_what_is_wrong_with_them(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project, usual(), own(text("No heading"), parameters(), name="b.ipynb"))

    run(project, "check", "a", "--language", "en")

    said = "".join(capsys.readouterr())
    assert "notebooks/mine.ipynb" in said
    assert "E454 " in said
    assert "b.ipynb" in said


def test_a_part_that_is_made_and_not_shown_is_said(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    put(project, usual(code(f"{SHARES}\n{DRAWN}"), code(f"{DRAWN};")))

    assert 0 == run(project, *REPORT)

    assert "mine.ipynb: 1 table or figure made but not shown" in capsys.readouterr().err


class TestTheReportsOwnNotebook:
    def test_cells_that_are_added_to_it_are_printed(self, project: Project) -> None:
        append_cell(project, f"frame = report.released.frame()\n{SHARES}")
        notebook = nbformat.read(project.notebook, as_version=4)
        notebook.cells.append(new_markdown_cell("# Added\n\nOur words."))
        nbformat.write(notebook, project.notebook)

        assert 0 == run(project, *REPORT)

        html = html_of(project)
        assert "Our words." in html
        assert "Two shares, chosen by us" in html
        assert "This notebook is the whole report" not in html


class TestWhereNothingIsProtected:
    def test_frames_and_drawings_of_ones_own_are_printed_and_said_to_be(
        self, tmp_path: Path, tiny_pilot: dict[str, str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        project = make(tmp_path / "p", internal(tiny_pilot), "a")
        frame = "import pandas as pd\ntsi.own(pd.DataFrame({'a': ['<i>x'], 'n': [3.5]}), caption='Our frame')"
        plot = PLOT.removesuffix("figure") + "tsi.own(figure, caption='Our drawing', alt='Empty axes')"
        put(project, usual(code(frame), code(plot)))

        assert 0 == run(project, "report", "a", "--language", "en"), capsys.readouterr().err

        html = html_of(project)
        assert "Our frame" in html
        assert "&lt;i&gt;x" in html
        assert "data:image/png;base64," in html or "data:image/png%3Bbase64," in html
        assert 'alt="Empty axes"' in html
        assert 2 == html.count("which the report has not examined")

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("print(1)", "E410"),
            (PLOT, "E410"),
            (PLOT.removesuffix("figure") + "tsi.own(figure, caption='Our drawing')", "E456"),
            ("tsi.own(3, caption='A number', alt='A')", "E458"),
        ],
    )
    def test_without_words_or_in_another_way_nothing_is(
        self,
        source: str,
        expected: str,
        tmp_path: Path,
        tiny_pilot: dict[str, str],
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        project = make(tmp_path / "p", internal(tiny_pilot), "a")
        put(project, usual(code(source)))

        said = outcome(project, capsys)

        assert f"{expected} " in said
        assert "tsi.own" in said
