"""What a report corrects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import made
import pytest

from tsi_eval.errors import DeclarationError
from tsi_eval.findings.released import Released
from tsi_eval.language import Text
from tsi_eval.pilot.declaration import Corrected, Excepted
from tsi_eval.protect import release
from tsi_eval.protect.disclosure.handed_out.correcting import corrected
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut

WHY = Text(sv="Ett ark lästes två gånger.", en="A sheet was read twice.")
JUNE, JULY = date(2025, 6, 30), date(2025, 7, 31)


def report(day: date, **counts: int) -> Released:
    """Return a report that counts something in each question."""
    found = made.findings(*(made.finding(name, [made.count(name, n)]) for name, n in counts.items()))
    return release(replace(found, cover=replace(found.cover, report_date=day)))


def handed_out(released: Released) -> HandedOut:
    return HandedOut(identity="", released=released, told=())


JUNES = handed_out(report(JUNE, started=65, finished=40))
OF_JUNE = Corrected(report=JUNE, why=WHY)


def test_most_reports_correct_nothing() -> None:
    assert None is corrected(report(JULY, started=60), [JUNES], None)


def test_the_questions_with_other_numbers_have_changed() -> None:
    found = corrected(report(JULY, started=60, finished=40, new=30), [JUNES], OF_JUNE)

    assert found is not None
    assert (JUNE, WHY, ("started",), "") == (found.report, found.why, found.changed, found.exception)


def test_an_exception_goes_with_its_name_and_reason() -> None:
    signed = Excepted(name="Eva Ek", questions=("started",), why=WHY)

    found = corrected(report(JULY, started=60), [JUNES], replace(OF_JUNE, exception=signed))

    assert found is not None
    assert ("Eva Ek", WHY) == (found.exception, found.exception_why)


@pytest.mark.parametrize("other", ["pilot", "date"])
def test_a_report_that_was_not_handed_out_can_not_be_corrected(other: str) -> None:
    cover = JUNES.released.cover
    of_another = replace(cover, pilot="another") if other == "pilot" else replace(cover, report_date=JULY)
    earlier = replace(JUNES, released=replace(JUNES.released, cover=of_another))

    with pytest.raises(DeclarationError) as error:
        corrected(report(JULY, started=60), [earlier], OF_JUNE)

    assert "E434" == error.value.problems[0].code
