"""Rounding: how exactly each number may be said.

`decimals` says how many decimals of a mean are safe, `numbers` rounds each kind of number,
`counts` computes what follows from rounded counts, and `released` makes the estimate that leaves.
"""
