# Numbers of regression_to_mean.toml. Run: Rscript tests/oracles/regression_to_mean.R > tests/oracles/regression_to_mean.toml
source("tests/oracles/toml.R")

cat("# Regression to the mean. Made by regression_to_mean.R; each case names its formula.\n")
# Mean of a normal variable beyond a cut-off by numerical integration, not by the Mills ratio.
beyond <- function(cutoff, mean, sd, side) {
  f <- function(x, power) x^power * dnorm(x, mean, sd)
  ends <- if (side == "above") c(cutoff, max(cutoff, mean) + 12 * sd) else c(min(cutoff, mean) - 12 * sd, cutoff)
  integrate(f, ends[1], ends[2], power = 1, rel.tol = 1e-13, subdivisions = 2000)$value / integrate(f, ends[1], ends[2], power = 0, rel.tol = 1e-13, subdivisions = 2000)$value
}
cutoff <- function(at, mean, sd, r, side) {
  cat("\n[[cutoff]]\n"); toml("cutoff", at); toml("mean", mean); toml("sd", sd); toml("reliability", r); toml("side", side)
  toml("group_mean", beyond(at, mean, sd, side)); toml("estimate", (1 - r) * (mean - beyond(at, mean, sd, side)))
  toml("source", sprintf("R %s: truncated mean by integrate() of x dnorm(x) and dnorm(x), rel.tol = 1e-13", getRversion()))
}
cutoff(17, 10, 5, 0.8, "above"); cutoff(17, 10, 5, 0.8, "below"); cutoff(10, 10, 5, 0.5, "above"); cutoff(-2, 10, 5, 0.7, "below")
cutoff(30, 10, 5, 0.62, "above"); cutoff(40, 60, 20, 0.9, "above")

change <- function(before, after, mean, r, level) {
  expected <- mean + r * (before - mean); test <- t.test(after, expected, paired = TRUE, conf.level = level)
  cat("\n[[beyond]]\n"); toml("before", before); toml("after", after); toml("mean", mean); toml("reliability", r); toml("level", level)
  toml("estimate", unname(test$estimate)); toml("se", test$stderr); toml("ci_low", test$conf.int[1]); toml("ci_high", test$conf.int[2]); toml("p_value", test$p.value)
  toml("change", base::mean(after - before)); toml("expected", base::mean(expected - before))
  toml("source", sprintf("R %s: t.test(after, mean + r (before - mean), paired = TRUE)", getRversion()))
}
set.seed(20261122); b <- round(rnorm(18, 19, 3)); a <- round(14 + 0.75 * (b - 14) - 1 + rnorm(18, sd = 2))
change(b, a, 14, 0.75, 0.95); change(b, a, 10.5, 0.5, 0.9)
