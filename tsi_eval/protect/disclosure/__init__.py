"""The door out: every number of a pilot passes the policy, or nothing does."""

from tsi_eval.protect.disclosure.door import release

__all__ = ["release"]
