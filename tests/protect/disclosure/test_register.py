"""What a report showed stands in the register unchanged, and the next report is held against it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import made
import pytest

from tsi_eval.errors import ReportError
from tsi_eval.findings.released import Released, to_json
from tsi_eval.making.register import Register
from tsi_eval.protect import release


def delivered(n: int, digest: str) -> Released:
    """Return a report of so many persons, from a delivery with this digest."""
    released = made.released(made.count("a", n))
    return replace(released, provenance=replace(released.provenance, data={"source": digest}))


def test_ledger_keeps_reports_in_the_order_of_their_deliveries(tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "made" / "deliveries")
    reports = [delivered(n, digest) for n, digest in ((20, "b"), (30, "a"), (40, "c"))]
    for report in reports:
        assert len(register.before(report.provenance)) == reports.index(report)
        register.keep(report)

    assert reports == list(register.before(delivered(50, "d").provenance))
    assert [path.name[:5] for path in sorted(register.folder.iterdir())] == ["0001-", "0002-", "0003-"]


def test_same_delivery_keeps_its_place(tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "deliveries")
    first, second = delivered(20, "a"), delivered(30, "b")
    for report in (first, second, first, first):
        register.keep(report)

    assert () == register.before(first.provenance)
    assert (first,) == register.before(second.provenance)
    assert 2 == len(list(register.folder.iterdir()))


def test_place_is_kept_whatever_the_order_of_sources(tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "deliveries")
    report = delivered(20, "a")
    first, second = (
        replace(report, provenance=replace(report.provenance, data=data))
        for data in ({"x": "1", "y": "2"}, {"y": "2", "x": "1"})
    )
    register.keep(first)

    assert () == register.before(second.provenance)


def test_ledger_keeps_no_report_within_a_report(tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "deliveries")
    old = delivered(20, "a")
    findings = made.findings(made.finding("q", [made.count("a", 30)]))
    register.keep(replace(release(findings, [old]), provenance=old.provenance))

    assert '"last":null' in next(register.folder.iterdir()).read_text().replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cover": 1}', "\x00"])
def test_unreadable_report_stops_the_next(tmp_path: Path, content: str) -> None:
    register = Register(folder=tmp_path / "made" / "deliveries")
    register.keep(delivered(20, "a"))
    next(register.folder.iterdir()).write_text(content)

    with pytest.raises(ReportError, match="E176"):
        register.before(delivered(30, "b").provenance)


def test_half_written_report_is_no_report(tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "deliveries")
    register.keep(delivered(20, "a"))
    (register.folder / "0002-abc.partial").write_text("{")

    assert 1 == len(register.before(delivered(30, "b").provenance))


def test_released_values_survive_the_ledger(tmp_path: Path) -> None:
    register = Register(folder=tmp_path / "deliveries")
    report = delivered(20, "a")
    register.keep(report)

    assert [to_json(report)] == [to_json(kept) for kept in register.before(delivered(30, "b").provenance)]
