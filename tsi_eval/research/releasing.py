"""What of a researcher's findings may leave: the same door as for a pilot's.

A pilot's findings bring their policy with them. For findings of own frames the researcher says
which policy holds. Nothing is kept of what was released so: there is no register without a pilot's
folder, so that what two such releases tell together is not judged. Findings that are handed out
together are released together.
"""

from __future__ import annotations

from datetime import date

from tsi_eval.errors import Problem, UsageError
from tsi_eval.findings import Findings
from tsi_eval.findings.released import Released
from tsi_eval.language import Text
from tsi_eval.protect.disclosure import release as released_of
from tsi_eval.research.alone import Found, alone

DEFAULT = "default"
REAL = "real"


def release(
    found: Findings | Found,
    *,
    policy: str | None = None,
    data: str | None = None,
    title: Text | str | None = None,
    day: date | None = None,
) -> Released:
    """Return what may leave: hidden, banded and rounded by a policy, without anybody's values.

    All that is given is judged together, since one number may give another back. What was released
    before is not remembered: release together what is handed out together.

    Args:
        found: All findings of a pilot; or of own frames a finding, several, or a mapping of
            questions in words to the findings that answer them.
        policy: "default", "strict", "staff5", "internal" or "public"; unless given, "default". A
            pilot declares its own.
        data: "synthetic", "public" or "real"; unless given, "real". A pilot declares its own.
        title: A title, in one language or both.
        day: The date that is said; unless given, today.

    Raises:
        UsageError: A policy, a kind of data, a title or a date beside a pilot's findings (E470), no
            such policy or kind of data (E471), or something is no finding (E473).
        ProtectionError: Something can't be judged (E180, E181, E186, E188, E285, E286), or the
            policy is `public` and the data are not (E268): then nothing is released.

    Example:
        >>> import pandas as pd
        >>> import tsi_eval as tsi
        >>> stages = [(i, "start") for i in range(40)] + [(i, "end") for i in range(18)]
        >>> frame = pd.DataFrame(stages, columns=["person", "stage"])
        >>> study = tsi.Study.from_frames(enrolment=frame)
        >>> finding = tsi.designs.Participation(stages=("start", "end")).answer(study)
        >>> tsi.release(finding, data="synthetic").finding("participation").estimates[0].estimate
        0.45
    """
    if not isinstance(found, Findings):
        made = alone(found, policy=policy or DEFAULT, data=data or REAL, title=title, day=day)
        return released_of(made)
    given = {"policy": policy, "data": data, "title": title, "day": day}
    if beside := [name for name, value in given.items() if value is not None]:
        raise UsageError(Problem(code="E470", params={"names": ", ".join(beside)}))
    return released_of(found)
