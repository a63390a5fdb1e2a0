"""Whom an open arena reached: contacts, which are not persons, by place and against the number of pupils."""

from tsi_eval.designs.open_arenas.design import OpenArenas

__all__ = ["OpenArenas"]
