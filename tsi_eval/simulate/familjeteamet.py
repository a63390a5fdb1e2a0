"""Familjeteamet på skolan: one pilot of two schools, delivered term by term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsi_eval.simulate.absence import absence
from tsi_eval.simulate.budget import budget
from tsi_eval.simulate.contacts import contacts
from tsi_eval.simulate.enquiries import enquiries
from tsi_eval.simulate.families import families
from tsi_eval.simulate.reports import reports
from tsi_eval.simulate.sdq import sdq
from tsi_eval.simulate.surveys import surveys
from tsi_eval.simulate.times import TERMS
from tsi_eval.simulate.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What arrives, and what only the simulator knows.

    Attributes:
        files: File name → content.
        truth: What was planted and drawn; it is in no file.
    """

    files: Mapping[str, bytes]
    truth: Truth


def simulate_familjeteamet(
    seed: int = 1, *, terms: tuple[str, ...] = ("HT2023", "VT2024"), messy: bool = True
) -> Delivery:
    """Simulate the pilot's files: same seed, same bytes.

    Everything is invented. A later term adds files and changes no earlier one.

    Args:
        seed: Any whole number from 0.
        terms: The first one, two or three of HT2023, VT2024 and HT2024.
        messy: Whether the files look as municipalities write them; otherwise the same content under
            the same names, tidy.

    Returns:
        The files, and the truth behind them.

    Raises:
        ValueError: Other terms than the first of HT2023, VT2024 and HT2024.

    Example:
        >>> sorted(simulate_familjeteamet(terms=("HT2023",)).files)[0]
        'budget_HT2023.xlsx'
    """
    if not terms or terms != TERMS[: len(terms)]:
        raise ValueError(f"terms must be the first of {', '.join(TERMS)}; got {terms!r}")
    contact_files, contact_truth = contacts(seed, terms, messy=messy)
    enquiry_files, enquiry_truth = enquiries(seed, terms, messy=messy)
    report_files, report_truth = reports(seed, terms, messy=messy)
    absence_files, absence_truth = absence(seed, terms, messy=messy)
    budget_files, budget_truth = budget(terms, messy=messy)
    family_files, family_truth = families(seed, terms)
    sdq_files, sdq_truth = sdq(seed, terms, messy=messy)
    survey_files, survey_truth = surveys(seed, terms, messy=messy)
    return Delivery(
        files={
            **contact_files,
            **enquiry_files,
            **report_files,
            **absence_files,
            **budget_files,
            **family_files,
            **sdq_files,
            **survey_files,
        },
        truth=Truth(
            seed=seed,
            terms=terms,
            contacts=contact_truth,
            enquiries=enquiry_truth,
            reports=report_truth,
            absence=absence_truth,
            budget=budget_truth,
            families=family_truth,
            sdq=sdq_truth,
            surveys=survey_truth,
        ),
    )
