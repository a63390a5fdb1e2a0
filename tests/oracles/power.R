# Numbers of power.toml. Run: Rscript tests/oracles/power.R > tests/oracles/power.toml
# Needs pwr (Debian: r-cran-pwr).
suppressMessages(library(pwr))
source("tests/oracles/toml.R")

source_ <- function(call) toml("source", sprintf("R %s, pwr %s: %s", getRversion(), packageVersion("pwr"), call))
cat("# Sizes of studies and what they can show. Made by power.R.\n")
for (n in c(8L, 12L, 15L, 20L, 30L, 50L, 100L, 2000L)) for (power in c(0.8, 0.9)) {
  cat("\n[[change]]\n"); toml("n", n); toml("power", power); toml("level", 0.95)
  toml("change", power.t.test(n = n, power = power, sd = 1, type = "paired", strict = TRUE, tol = 1e-12)$delta)
  source_("power.t.test(n, power, sd = 1, type = 'paired', strict = TRUE, tol = 1e-12)$delta")
}
for (d in c(0.15, 0.3, 0.5, 0.8, 1.2)) for (level in c(0.9, 0.95)) {
  cat("\n[[pairs]]\n"); toml("change", d); toml("power", 0.8); toml("level", level)
  toml("n", pwr.t.test(d = d, power = 0.8, sig.level = 1 - level, type = "paired")$n)
  source_("pwr.t.test(d, power, sig.level, type = 'paired')$n, not rounded")
}
for (d in c(0.15, 0.3, 0.5, 0.8, 1.2)) for (power in c(0.8, 0.95)) {
  cat("\n[[groups]]\n"); toml("difference", d); toml("sd", 1.0); toml("power", power); toml("level", 0.95)
  n <- power.t.test(delta = d, power = power, strict = TRUE, tol = 1e-12)$n
  stopifnot(abs(n - pwr.t.test(d = d, power = power)$n) < 1e-3)
  toml("n", n); source_("power.t.test(delta, power, strict = TRUE, tol = 1e-12)$n, not rounded")
}
for (p in list(c(0.45, 0.6), c(0.05, 0.15), c(0.8, 0.6), c(0.5, 0.55), c(0.1, 0.9))) for (power in c(0.8, 0.9)) {
  cat("\n[[shares]]\n"); toml("p1", p[1]); toml("p2", p[2]); toml("power", power); toml("level", 0.95)
  toml("normal", power.prop.test(p1 = p[1], p2 = p[2], power = power, tol = 1e-12)$n)
  toml("arcsine", pwr.2p.test(h = ES.h(p[1], p[2]), power = power)$n)
  source_("power.prop.test(p1, p2, power, tol = 1e-12)$n and pwr.2p.test(ES.h(p1, p2), power)$n, not rounded")
}
for (n in c(30L, 100L, 400L)) {
  cat("\n[[share_difference]]\n"); toml("p1", 0.45); toml("n", n); toml("power", 0.8); toml("level", 0.95)
  toml("normal", power.prop.test(n = n, p1 = 0.45, power = 0.8, tol = 1e-12)$p2 - 0.45)
  # pwr stops at 1e-4 when it solves for h, so its power is solved for here
  h <- uniroot(function(h) pwr.2p.test(h = h, n = n)$power - 0.8, c(0.01, 2), tol = 1e-13)$root
  toml("arcsine", sin(asin(sqrt(0.45)) + h / 2)^2 - 0.45)
  source_("power.prop.test(n, p1, power, tol = 1e-12)$p2 - p1; the h at which pwr.2p.test(h, n)$power is 0.8, turned into a share")
}
