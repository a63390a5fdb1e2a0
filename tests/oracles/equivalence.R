# Numbers of equivalence.toml. Run: Rscript tests/oracles/equivalence.R > tests/oracles/equivalence.toml
source("tests/oracles/toml.R")

cat("# Two one-sided tests. Made by equivalence.R; each case names its calls.\n")
case <- function(id, before, after, low, high, level = 0.95) {
  change <- after - before
  lower <- t.test(change, mu = low, alternative = "greater"); upper <- t.test(change, mu = high, alternative = "less")
  both <- t.test(change, conf.level = 2 * level - 1)
  cat("\n[[paired]]\n"); toml("id", id); toml("before", before); toml("after", after); toml("low", low); toml("high", high); toml("level", level)
  toml("estimate", unname(both$estimate)); toml("se", both$stderr); toml("ci_low", both$conf.int[1]); toml("ci_high", both$conf.int[2])
  toml("p_value_low", lower$p.value); toml("p_value_high", upper$p.value); toml("p_value", max(lower$p.value, upper$p.value))
  toml("source", sprintf("R %s: t.test(change, mu = low, alternative = 'greater'), t.test(change, mu = high, alternative = 'less'), t.test(change, conf.level = 2 * level - 1)", getRversion()))
}
set.seed(20261122)
x <- round(rnorm(25, 20, 5), 1); case("inside", x, round(x + rnorm(25, 0.2, 2), 1), -1.5, 1.5)
case("unsymmetric", x, round(x + rnorm(25, 0.2, 2), 1), -0.5, 2)
case("beyond the margin", x, round(x + rnorm(25, 3, 2), 1), -1, 1, 0.975)
case("three pairs", c(1, 2, 3), c(1.5, 2, 2.75), -2, 2)

# Newcombe's interval from prop.test's own Wilson intervals; p by the level at which its bound meets the margin.
newcombe <- function(k1, n1, k2, n2, width) {
  one <- suppressWarnings(prop.test(k1, n1, conf.level = width, correct = FALSE)$conf.int)
  two <- suppressWarnings(prop.test(k2, n2, conf.level = width, correct = FALSE)$conf.int)
  p1 <- k1 / n1; p2 <- k2 / n2
  p2 - p1 + c(-sqrt((p2 - two[1])^2 + (one[2] - p1)^2), sqrt((two[2] - p2)^2 + (p1 - one[1])^2))
}
meets <- function(k, side, margin, outside) {
  width <- uniroot(function(w) newcombe(k[1], k[2], k[3], k[4], w)[side] - margin, c(1e-9, 1 - 1e-11), tol = 1e-14)$root
  if (outside) (1 + width) / 2 else (1 - width) / 2
}
share <- function(id, k, low, high, level = 0.95) {
  both <- newcombe(k[1], k[2], k[3], k[4], 2 * level - 1); apart <- k[3] / k[4] - k[1] / k[2]
  p_value_low <- if (apart > low) meets(k, 1, low, FALSE) else meets(k, 2, low, TRUE)
  p_value_high <- if (apart < high) meets(k, 2, high, FALSE) else meets(k, 1, high, TRUE)
  cat("\n[[shares]]\n"); toml("id", id); toml("counts", as.integer(k)); toml("low", low); toml("high", high); toml("level", level)
  toml("estimate", apart); toml("ci_low", both[1]); toml("ci_high", both[2]); toml("p_value_low", p_value_low); toml("p_value_high", p_value_high)
  toml("source", sprintf("R %s: Newcombe's method 10 from prop.test(correct = FALSE)$conf.int; p by uniroot over its level", getRversion()))
}
share("inside", c(180, 400, 184, 400), -0.1, 0.1)
share("not shown", c(48, 80, 56, 70), -0.1, 0.1)
share("outside below", c(60, 100, 35, 100), -0.2, 0.1)
share("unsymmetric", c(30, 150, 33, 140), -0.05, 0.2, 0.975)
share("a share of none", c(0, 60, 1, 55), -0.1, 0.1)
