"""Values: what a reader could work out of few persons' values, from means and what is like them.

`supported` is asked in step 4, of what a model's number rests on. `means`, `totals` and `tallied`
belong to step 5, and work on exact numbers: `secret_sums` says which sums may not be known though
many persons have them, by `dominance` and `near_an_end`, and `dependent` which outcomes are sums of
others. The others belong to step 7 and work on the rounded ones, in this order: `largest`, `alike`,
`coarse`, `spread`, `differences`, `movers`, `composed`. `samples` says whose values a number gives
the spread of, and `withheld` is what they do to a number that says too much.
"""
