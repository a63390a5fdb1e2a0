"""A report is made again and compared: nothing changed, something changed, other data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from command_line import run
from small_projects import contents

from tsi_eval.errors import ReportError
from tsi_eval.making import verify as room
from tsi_eval.making.processes import Processes
from tsi_eval.making.verify import NUMBERS, _differing, _numbers, _refuse_other_data, _touched
from tsi_eval.project import Project

ENGLISH = ("--language", "en")


class Remembering(Processes):
    """Processes that do the same work on the same files once: most tests change only the report."""

    done: dict[Any, Any] = {}  # noqa: RUF012  one for all tests of this file

    def do(self, work: Callable[..., Any], *arguments: Any, **how: Any) -> Any:
        files = [str(contents(item.data)) if isinstance(item, Project) else item for item in arguments]
        key = (work, *map(repr, files))
        if key not in self.done:
            self.done[key] = super().do(work, *arguments, **how)
        return self.done[key]


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test find the report made again, if another test has made it of the same files."""
    monkeypatch.setattr(room, "Processes", Remembering)


def numbers_in(printed: str) -> int:
    return int(re.findall(r"([\d,]+) numbers compared", printed)[0].replace(",", ""))


@pytest.mark.parametrize("name", ["a", "reports/a/draft/en"])
def test_an_untouched_report_is_the_same_to_the_byte(
    project: Project, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(project, "verify", name, *ENGLISH) == 0

    printed = capsys.readouterr().err
    assert "The same to the byte: 6 of 6 files." in printed
    assert "a: reports/a/draft/en (draft, not approved): " in printed
    assert numbers_in(printed) > 100
    assert "other bytes" not in printed


@pytest.mark.usefixtures("remembered")
def test_a_changed_file_is_information(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with (project.report("a", "en", draft=True) / "estimates.csv").open("a") as file:
        file.write("mine\n")

    assert run(project, "verify", "a", *ENGLISH) == 0

    printed = capsys.readouterr().err
    assert "changed after the report was written: estimates.csv" in printed
    assert "other bytes in: estimates.csv" in printed


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("by", [1e-6, -1.0])
def test_a_changed_number_is_an_error(project: Project, capsys: pytest.CaptureFixture[str], by: float) -> None:
    path = project.report("a", "en", draft=True) / "released.json"
    released = json.loads(path.read_text(encoding="utf-8"))
    estimate = next(e for f in released["findings"] if f["question"] == "changed" for e in f["estimates"])
    estimate["estimate"] += by
    path.write_text(json.dumps(released), encoding="utf-8")

    assert run(project, "verify", "a", *ENGLISH) == 6

    printed = capsys.readouterr().err
    assert "E195 1 number differs when the report is made again: changed · mean_change · both · T0 > T1 · " in printed


@pytest.mark.usefixtures("remembered")
def test_a_rounding_of_the_machine_is_no_difference(project: Project) -> None:
    path = project.report("a", "en", draft=True) / "released.json"
    released = json.loads(path.read_text(encoding="utf-8"))
    estimate = next(e for f in released["findings"] if f["question"] == "changed" for e in f["estimates"])
    estimate["estimate"] += 1e-13
    path.write_text(json.dumps(released), encoding="utf-8")

    assert run(project, "verify", "a", *ENGLISH) == 0


@pytest.mark.parametrize(("file", "named"), [("forms.csv", "forms"), ("questions.toml", "*.toml")])
def test_other_data_can_not_verify_it(
    project: Project, capsys: pytest.CaptureFixture[str], file: str, named: str
) -> None:
    path = project.data / "a" / file
    path.write_text(path.read_text().replace("2023-09-15", "2023-09-18").replace("Did the", "Has the"))

    assert run(project, "verify", "a", *ENGLISH) == 6
    printed = capsys.readouterr().err
    assert f"E197 The files are no longer those that the report was made from: {named}." in printed
    assert "where: data_raw/a, the report reports/a/draft/en" in printed


def test_another_design_of_ones_own_can_not_verify_it() -> None:
    then = {"data": {"forms": "a"}, "declaration_sha256": "b", "designs": {"ours:AtLeast": "c"}}
    _refuse_other_data("tiny", "reports/tiny", then, then)

    for designs in ({"ours:AtLeast": "d"}, {}):
        with pytest.raises(ReportError) as error:
            _refuse_other_data("tiny", "reports/tiny", then, {**then, "designs": designs})
        assert ("E197", "ours:AtLeast") == (error.value.problems[0].code, error.value.problems[0].params["names"])


def test_a_missing_notebook_is_said(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.notebook.unlink()

    assert run(project, "verify", "a", *ENGLISH) == 6
    assert "E170 The notebook is missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "file"),
    [("verify", "provenance.json"), ("verify", "released.json"), ("render", "follow_up_report.ipynb")],
)
def test_a_report_that_lacks_a_file_can_not_be_read(
    project: Project, capsys: pytest.CaptureFixture[str], command: str, file: str
) -> None:
    (project.report("a", "en", draft=True) / file).unlink()

    assert run(project, command, "a", *ENGLISH) == 2
    printed = capsys.readouterr().err
    assert "E196 There is no report to read: reports/a/draft/en." in printed
    assert file in printed


@pytest.mark.usefixtures("remembered")
def test_verifying_writes_nothing(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.reports.rglob("*")}

    assert run(project, "verify", "a", *ENGLISH) == 0
    assert before == {path: path.stat().st_mtime_ns for path in project.reports.rglob("*")}


def estimate(**fields: Any) -> dict[str, Any]:
    """Return an estimate as it stands in `released.json`, as far as it is compared."""
    return {
        **dict.fromkeys(NUMBERS),
        "quantity": "mean",
        "group": "both",
        "period": "",
        "method": "",
        **fields,
    }


def released(*estimates: dict[str, Any], **series: list[dict[str, Any]]) -> dict[str, Any]:
    return {"findings": [{"question": "q", "estimates": list(estimates), "series": series}]}


def test_an_estimate_is_named_by_what_it_is_of_and_counted_where_that_stands_twice() -> None:
    first, second = estimate(estimate=1.0, n=12), estimate(estimate=2.0, period="T0")

    numbers = dict(_numbers(released(first, second, first, line=[second])))

    assert ["q · mean · both", "q · mean · both · T0", "q · mean · both · 2", "q · line · mean · both · T0"] == [
        *numbers
    ]
    assert (1.0, None, None, None, None, 12, None, None) == numbers["q · mean · both"]


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        (1.0, 1.0, False),
        (1.0, 1.0 + 9e-10, False),
        (1.0, 1.0 + 2e-9, True),
        (1e6, 1e6 + 9e-4, False),
        (1e6, 1e6 + 2e-3, True),
        (0.0, 9e-10, False),
        (None, None, False),
        (None, 0.0, True),
        (0.0, None, True),
    ],
)
def test_numbers_differ_beyond_a_billionth_and_what_is_hidden_must_be_hidden(
    before: float | None, after: float | None, differs: bool
) -> None:
    assert (["x"] if differs else []) == [*_differing({"x": (before, 1.0)}, {"x": (after, 1.0)})]


def test_an_estimate_that_only_one_report_has_differs() -> None:
    assert ["x", "z"] == [*_differing({"x": (1.0,), "y": (1.0,)}, {"y": (1.0,), "z": (1.0,)})]


def test_a_file_is_touched_when_its_hash_is_another_or_it_is_gone() -> None:
    assert ("b", "c") == _touched({"c": "1", "b": "1", "a": "1"}, {"a": "1", "b": "2", "d": "1"})
