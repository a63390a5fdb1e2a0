# Numbers of internal_consistency.toml. Run: Rscript tests/oracles/internal_consistency.R > tests/oracles/internal_consistency.toml
# Needs psych (Debian: r-cran-psych).
suppressMessages(library(psych))
numbers <- function(v) paste(sprintf("%.17g", v), collapse = ", ")
version <- sprintf("R %s, psych %s", getRversion(), packageVersion("psych"))
cat("# Cronbach's alpha with Feldt's interval. Made by internal_consistency.R, but for the closed form.\n")
case <- function(id, x, level) {
  invisible(capture.output(raw <- suppressMessages(suppressWarnings(alpha(as.data.frame(x), check.keys = FALSE)))$total$raw_alpha))
  bounds <- alpha.ci(raw, nrow(x), ncol(x), p.val = 1 - level)
  cat(sprintf('\n[[r]]\nid = "%s"\nlevel = %g\nitems = [\n', id, level))
  for (i in seq_len(nrow(x))) cat("  [", numbers(x[i, ]), "],\n", sep = "")
  cat(sprintf("]\nestimate = %s\nci_low = %s\nci_high = %s\n", numbers(raw), numbers(bounds$lower.ci), numbers(bounds$upper.ci)))
  cat(sprintf('source = "%s: alpha(items)$total$raw_alpha, alpha.ci(raw_alpha, n, k, p.val = 1 - level)"\n', version))
}
set.seed(20261122)
trait <- rnorm(30)
case("five items", sapply(1:5, function(i) pmin(2, pmax(0, round(1 + trait * .6 + rnorm(30, 0, .7))))), 0.95)
x <- sapply(1:4, function(i) round(3 + trait + rnorm(30, 0, 1), 2))
case("level .8", x, 0.8)
x[, 2] <- 6 - x[, 2]; x[, 3] <- 6 - x[, 3]
case("two items not turned", x, 0.95)
case("two items, three persons", matrix(c(1,2, 3,3, 4,6), ncol = 2, byrow = TRUE), 0.95)
cat('
[[by_hand]]
items = [[1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 3, 4]]
estimate = 0.875
source = "closed form by hand: item variances 5/3, 11/12, 19/12 sum to 25/6; sums 4, 7, 10, 11 have variance 10; 3/2 (1 - 25/60) = 7/8"

')
