# Numbers of kappa.toml. Run: Rscript tests/oracles/kappa.R > tests/oracles/kappa.toml
# Needs psych (Debian: r-cran-psych). Its var.weighted is no oracle: version 2.2.9 weighs each category's mean weight with its own
# rater's margin instead of the other's, which shows when the margins differ (once it was even negative, and set to 0).
suppressMessages(library(psych))
numbers <- function(v) paste(sprintf("%.17g", v), collapse = ", ")
version <- sprintf("R %s, psych %s", getRversion(), packageVersion("psych"))
cat("# Kappa and weighted kappa. Made by kappa.R.\n")
case <- function(id, x) {
  k <- nrow(x)
  d <- abs(outer(1:k, 1:k, "-")) / (k - 1)
  linear <- cohen.kappa(x, w = 1 - d)
  quadratic <- cohen.kappa(x, w = 1 - d^2)
  cat(sprintf('\n[[r]]\nid = "%s"\ntable = [\n', id))
  for (i in seq_len(k)) cat("  [", paste(x[i, ], collapse = ", "), "],\n", sep = "")
  cat("]\n")
  cat(sprintf("unweighted = [%s]\n", numbers(c(linear$kappa, sqrt(linear$var.kappa)))))
  cat(sprintf("linear = %s\nquadratic = %s\n", numbers(linear$weighted.kappa), numbers(quadratic$weighted.kappa)))
  cat(sprintf('source = "%s: cohen.kappa(table, w = 1 - d and 1 - d^2, d = distance / (k - 1)): kappa, sqrt(var.kappa); weighted.kappa"\n', version))
}
case("two categories", matrix(c(20, 5, 10, 15), 2, byrow = TRUE))
case("three ordered", matrix(c(8, 2, 0, 1, 7, 2, 0, 2, 8), 3, byrow = TRUE))
case("five ordered, one seldom", matrix(c(5,3,1,0,0, 2,9,4,1,0, 0,5,8,3,1, 0,1,2,6,2, 0,0,0,1,3), 5, byrow = TRUE))
case("less than chance", matrix(c(3, 9, 4, 8, 2, 7, 6, 5, 1), 3, byrow = TRUE))
case("a category that nobody used", matrix(c(6,1,0,1, 2,5,0,3, 0,0,0,0, 1,2,0,9), 4, byrow = TRUE))
