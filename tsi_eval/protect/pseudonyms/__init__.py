"""The door in: identifiers become pseudonyms, and what was not declared stays outside."""

from tsi_eval.protect.pseudonyms.door import pseudonymise

__all__ = ["pseudonymise"]
