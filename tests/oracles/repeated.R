# Numbers of repeated.toml. Run: Rscript tests/oracles/repeated.R > tests/oracles/repeated.toml
# Needs coin (Debian: r-cran-coin).
suppressMessages(library(coin))

source("tests/oracles/toml.R")

versions <- sprintf("R %s, coin %s", getRversion(), packageVersion("coin"))
cat("# Cochran's Q and Friedman's test. Made by repeated.R; rows are persons, columns occasions.\n\n")

long <- function(x) data.frame(y = as.vector(x), occasion = gl(ncol(x), nrow(x)), person = factor(rep(seq_len(nrow(x)), ncol(x))))
show <- function(x) cat("values = [", paste(apply(x, 1, function(row) paste0("[", paste(row, collapse = ", "), "]")), collapse = ", "), "]\n", sep = "")

cochran <- function(x) {
  found <- symmetry_test(y ~ occasion | person, data = transform(long(x), y = factor(y)), teststat = "quadratic")
  cat("[[cochran]]\n"); show(x)
  toml("statistic", as.numeric(statistic(found))); toml("df", as.integer(ncol(x) - 1)); toml("p_value", as.numeric(pvalue(found)))
  toml("source", paste0(versions, ": coin::symmetry_test(y ~ occasion | person, teststat = quadratic)"))
  cat("\n")
}

friedman <- function(x) {
  found <- friedman.test(x); again <- friedman_test(y ~ occasion | person, data = long(x))
  stopifnot(abs(statistic(again) - found$statistic) < 1e-8)
  cat("[[friedman]]\n"); show(x)
  toml("statistic", unname(found$statistic)); toml("df", as.integer(found$parameter)); toml("p_value", found$p.value)
  toml("kendall_w", unname(found$statistic) / (nrow(x) * (ncol(x) - 1)))
  toml("source", paste0(versions, ": friedman.test, and coin::friedman_test agrees"))
  cat("\n")
}

set.seed(20261124)
cochran(rbind(c(0, 1, 1), c(0, 0, 1), c(0, 1, 1), c(1, 1, 1)))
cochran(matrix(rbinom(48, 1, rep(c(0.3, 0.5, 0.6, 0.7), each = 12)), 12))
cochran(rbind(c(0, 1), c(0, 1), c(1, 0), c(0, 1), c(1, 1), c(0, 0)))
cochran(matrix(rbinom(250, 1, 0.4), 50))
friedman(rbind(c(1, 2, 3), c(2, 3, 4), c(1, 3, 2)))
friedman(matrix(round(rnorm(60, rep(c(2, 2.5, 3), each = 20))), 20))
friedman(matrix(rnorm(32), 8))
friedman(rbind(c(1, 1, 2, 2), c(5, 5, 5, 5), c(1, 2, 2, 3)))
friedman(cbind(c(1, 2, 3, 4, 5), c(2, 2, 5, 6, 4)))
