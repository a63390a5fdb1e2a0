"""Values: what a reader could work out of few persons' values, from means and what is like them.

`means` and `tallied` belong to step 5 of `release`, and work on exact numbers. The others belong to
step 7 and work on the rounded ones, in this order: `spread`, `differences`, `movers`, `composed`.
`withheld` is what they do to a number that says too much.
"""
