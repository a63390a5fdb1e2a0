"""A report that corrects another says so first: which, why, where, and who signed an exception."""

from __future__ import annotations

from dataclasses import replace

from released_by_hand import JUNE, finding, released, same

from tsi_eval.findings import Claim
from tsi_eval.findings.released import Correction
from tsi_eval.language import Text
from tsi_eval.report.correction import correction, in_short, names_of_changed
from tsi_eval.report.words import Words

WHY = Text(sv="En fil lästes *två* gånger.", en="A file was read twice.")
CORRECTION = Correction(report=JUNE, why=WHY, changed=("q", "receipt", "gone"))
SIGNED = replace(
    CORRECTION, exception="Eva Ek, socialchef", exception_why=Text(sv="Felet är farligare.", en="Worse uncorrected.")
)


def words(corrects: Correction | None, language: str = "sv", policy: str = "default") -> Words:
    found = finding("any", Claim.DESCRIBES, [])
    made = released(found, finding("receipt", Claim.DESCRIBES, [], question="receipt"), policy=policy)
    return Words(replace(made, corrects=corrects), language)


def text_of(corrects: Correction, language: str = "sv", policy: str = "default") -> str:
    box = correction(words(corrects, language, policy))
    assert box is not None
    return box.markdown


def test_most_reports_correct_nothing() -> None:
    assert None is correction(words(None))
    assert "" == in_short(words(None))


def test_it_says_which_report_why_and_in_which_questions() -> None:
    assert (
        "**Den här rapporten rättar rapporten den 30 juni 2025.** En fil lästes \\*två\\* gånger.\n\n"
        "Siffror har ändrats i: Q?; Leveransen; gone\n\n"
        "En siffra som står kvar med äldre datum är inte rättad."
    ) == text_of(CORRECTION)
    assert "rapporten den 30 juni 2025" == in_short(words(CORRECTION))


def test_without_a_changed_number_it_says_so() -> None:
    nothing = text_of(replace(CORRECTION, changed=()))

    assert "Ingen av de siffror som visas är ändrad av rättelsen." == nothing.split("\n\n")[1]


def test_an_exception_stands_with_its_name_and_reason() -> None:
    assert "Undantag" not in text_of(CORRECTION)
    assert text_of(SIGNED).endswith(
        "\n\nUndantag, godkänt av Eva Ek, socialchef: det som skiljer rapporterna åt får gälla färre än fem. "
        "Felet är farligare."
    )
    assert "färre än tio" in text_of(SIGNED, policy="strict")


def test_it_is_said_in_english() -> None:
    text = text_of(SIGNED, "en")

    assert text.startswith("**This report corrects the report of 30 June 2025.** A file was read twice.")
    assert text.endswith("may concern fewer than five. Worse uncorrected.")


def test_questions_are_called_by_their_short_names() -> None:
    made = released(finding("any", Claim.DESCRIBES, []), short=same("Start"))

    assert "Start" == names_of_changed(Words(made, "sv"), replace(CORRECTION, changed=("q",)))
