# Numbers of the [[r]] tables of signed_rank.toml. Run: Rscript tests/oracles/signed_rank.R
# Needs coin and exactRankTests (Debian: r-cran-coin, r-cran-exactranktests).
suppressMessages({library(coin); library(exactRankTests)})

source("tests/oracles/toml.R")

versions <- sprintf("R %s, coin %s, exactRankTests %s", getRversion(), packageVersion("coin"), packageVersion("exactRankTests"))

case <- function(changes) {
  none <- rep(0, length(changes))
  p <- function(zeros, ...) as.numeric(pvalue(wilcoxsign_test(changes ~ none, zero.method = zeros, ...)))
  moved <- changes[changes != 0]
  exact_drop <- p("Wilcoxon", distribution = "exact")
  theirs <- wilcox.exact(moved, exact = TRUE)$p.value
  stopifnot(abs(theirs - exact_drop) < 1e-10)
  ranked <- rank(abs(changes)) * sign(changes)
  cat("[[r]]\n")
  toml("changes", changes, list = TRUE)
  toml("drop_exact", exact_drop)
  toml("pratt_exact", p("Pratt", distribution = "exact"))
  toml("drop_normal", p("Wilcoxon"))
  toml("pratt_normal", p("Pratt"))
  toml("drop_corrected", suppressWarnings(wilcox.test(moved, exact = FALSE, correct = TRUE)$p.value))
  toml("drop_positive", unname(suppressWarnings(wilcox.test(moved, exact = FALSE)$statistic)))
  toml("pratt_positive", sum(ranked[ranked > 0]))
  toml("source", paste0(versions, ": coin::wilcoxsign_test(zero.method Wilcoxon or Pratt, distribution exact or asymptotic), ",
                        "the exact one without zeros also by exactRankTests::wilcox.exact; corrected and W+ by wilcox.test; Pratt's W+ by rank()"))
  cat("\n")
}

set.seed(20261122)
case(c(1, 1, 2, -3, 0, 4, 0, 5))
case(c(1, -1, 1, 1, -1, 2, 2, -2, 3, 0, 0, 0, 1))
case(c(-2, -2, -1, 0, -1, -3, 1, -2))
case(c(3.5, -1.25, 2, 7, -4, 6.5, 0.5))
case(c(1, -1))
case(c(0, 0, 0, 2, 5, -1))
case(round(rnorm(30, 0.4, 1.5)))
case(round(rnorm(45, 0.2, 2)))
case(round(rnorm(90, 0.25, 1.2)))
