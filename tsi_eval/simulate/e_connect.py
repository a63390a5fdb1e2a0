"""E-CONNECT: groups for parents of teenagers, with questionnaires before, after and six months later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tsi_eval.simulate.e_connect_forms import form_files
from tsi_eval.simulate.e_connect_parents import parent_files
from tsi_eval.simulate.e_connect_truth import EConnectTruth


@dataclass(frozen=True, slots=True, kw_only=True)
class EConnectDelivery:
    """What arrives, and what only the simulator knows.

    Attributes:
        files: File name → content.
        truth: What was planted and drawn; it is in no file.
    """

    files: Mapping[str, bytes]
    truth: EConnectTruth


def simulate_e_connect(seed: int = 1) -> EConnectDelivery:
    """Simulate the pilot's files: same seed, same bytes. Everything is invented.

    Args:
        seed: Any whole number from 0.

    Returns:
        The files, and the truth behind them.

    Example:
        >>> sorted(simulate_e_connect().files)
        ['deltagare.csv', 'enkat_efter.csv', 'enkat_fore.csv', 'enkat_uppfoljning.csv', 'narvaro.csv']
    """
    lists, parents = parent_files(seed)
    forms, difficulties, own, answered = form_files(seed)
    return EConnectDelivery(
        files={**lists, **forms},
        truth=EConnectTruth(seed=seed, parents=parents, difficulties=difficulties, own=own, forms=answered),
    )
