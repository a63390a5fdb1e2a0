# Numbers of intraclass.toml. Run: Rscript tests/oracles/intraclass.R > tests/oracles/intraclass.toml
# Needs psych (Debian: r-cran-psych).
suppressMessages(library(psych))
numbers <- function(v) paste(sprintf("%.17g", v), collapse = ", ")
version <- sprintf("R %s, psych %s", getRversion(), packageVersion("psych"))
cat("# Intraclass correlations. Made by intraclass.R, but for the published ones.\n")
case <- function(id, x, level) {
  found <- suppressWarnings(ICC(x, alpha = 1 - level, lmer = FALSE))$results
  cat(sprintf('\n[[r]]\nid = "%s"\nlevel = %g\nratings = [\n', id, level))
  for (i in seq_len(nrow(x))) cat("  [", numbers(x[i, ]), "],\n", sep = "")
  cat("]\n")
  for (i in 1:6) cat(sprintf('"%s" = [%s]\n', c("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")[i],
                             numbers(c(found[i, 2], found[i, 7], found[i, 8]))))
  cat(sprintf('source = "%s: ICC(ratings, alpha = 1 - level, lmer = FALSE)$results: ICC, lower bound, upper bound"\n', version))
}
shrout <- matrix(c(9,2,5,8, 6,1,3,2, 8,4,6,8, 7,1,2,6, 10,5,6,9, 6,2,4,7), ncol = 4, byrow = TRUE)
case("Shrout and Fleiss", shrout, 0.95)
case("Shrout and Fleiss, level .8", shrout, 0.8)
set.seed(20261122)
case("two raters, ties", matrix(pmin(5, pmax(1, round(rep(rnorm(25, 3, 1), 2) + rnorm(50, 0, .7)))), ncol = 2), 0.95)
case("little agreement", matrix(c(1,3, 4,2, 2,5, 5,3, 3,1, 2,2, 5,5), ncol = 2, byrow = TRUE), 0.9)
case("least", matrix(c(1,2, 4,3, 9,7), ncol = 2, byrow = TRUE), 0.95)
cat('
# The six coefficients, two decimals.
[published]
ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"1,1" = 0.17
"2,1" = 0.29
"3,1" = 0.71
"1,k" = 0.44
"2,k" = 0.62
"3,k" = 0.91
source = "Shrout & Fleiss (1979), Psychol. Bull. 86, 420-428, the six coefficients of their example"
')
