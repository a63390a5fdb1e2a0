"""What earlier reports told, and which numbers a new report may renew beside them.

Whoever has two reports can subtract one from the other. So all numbers that were ever handed out
are one system, and a new report is judged beside them:

1. `told` says of each shown number what it rests on: keyed digests of persons, of persons with
   their values, or named tallies with their counts.
2. `support` asks whether any combination of told sets rests on a few persons only.
3. `alike` asks whether those who came and left since then were all alike.
4. `audit` holds all that was told, and answers for one unit of numbers at a time.
5. `units` says what is renewed together, and in which order; `keeping` puts the last shown numbers
   where a unit is not renewed. `renewing` does all of it, and `refusing` stops a report about
   others, or under a looser policy.
6. `entry` is what is kept of a report that was handed out.

Words. *Told*: what a reader learns from one shown number. *Unit*: numbers that are renewed together
or not at all: all of a question but its groups, or all of its groups. *Few*: fewer than a policy's
`moved`, five under `default`.

Worked example. In June 60 families had started, in December 61. The new number would tell of one
family, so that June's stays, with its date. If five had come it would be renewed; if one had left
and one had come it would not, and neither if nobody had: the reader can't tell these three apart.
"""
