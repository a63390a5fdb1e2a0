"""Whom an open arena reached: contacts, by place and against the number of pupils.

A contact is not a person.
"""

from tsi_eval.designs.open_arenas.design import OpenArenas

__all__ = ["OpenArenas"]
