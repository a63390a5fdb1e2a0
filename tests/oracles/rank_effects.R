# Numbers of rank_effects.toml. Run: Rscript tests/oracles/rank_effects.R > tests/oracles/rank_effects.toml
# Needs effectsize (Debian: r-cran-effectsize).
suppressMessages(library(effectsize))

source("tests/oracles/toml.R")

versions <- sprintf("R %s, effectsize %s", getRversion(), packageVersion("effectsize"))
cat("# Rank-biserial correlation and probability of improvement. Made by rank_effects.R; the first measurement is 0 for all.\n\n")

# By pairs of persons, oneself included: the sign of their changes' sum, over the pairs where not both are unchanged.
by_pairs <- function(d) {
  i <- lower.tri(diag(length(d)), diag = TRUE)
  sum(sign(outer(d, d, "+"))[i]) / sum((outer(d != 0, d != 0, "|"))[i])
}

rank_biserial_interval <- function(d, level) {
  r <- by_pairs(d); n <- length(d); z <- qnorm(0.5 + level / 2)
  rank_of <- rank(abs(d))[d != 0]
  kappa <- sum(rank_of^2) / sum(rank_of)^2; se <- NULL
  if (abs(r) < 1) {
    without <- sapply(seq_len(n), function(i) by_pairs(d[-i]))
    variance <- (n - 1) / n * sum((without - mean(without))^2)
    se <- sqrt(variance); kappa <- max(kappa, variance / (1 - r^2))
  }
  score <- function(theta) (r - theta)^2 - z^2 * kappa * (1 - theta^2)
  root <- function(from, to) if (score(from) * score(to) > 0) NA else uniroot(score, c(from, to), tol = 1e-15)$root
  # all one way: (1 - theta)^2 = z^2 kappa (1 - theta)(1 + theta), and theta = 1 is no answer
  end <- uniroot(function(theta) (1 - theta) - z^2 * kappa * (1 + theta), c(-1, 1), tol = 1e-15)$root
  low <- if (r == -1) -1 else if (r == 1) end else root(-1, r)
  high <- if (r == 1) 1 else if (r == -1) -end else root(r, 1)
  list(r = r, se = se, low = low, high = high)
}

tango <- function(b, c, n, level) {
  z <- qnorm(0.5 + level / 2)
  statistic <- function(delta) {
    roots <- Re(polyroot(c(-c * delta * (1 - delta), -((b + c) - (2 * n - b + c) * delta), 2 * n)))
    q <- max(roots)
    (b - c - n * delta) / sqrt(n * (2 * q + delta * (1 - delta)))
  }
  estimate <- (b - c) / n; edge <- 1e-9
  low <- if (c == n) -1 else uniroot(function(d) statistic(d) - z, c(-1 + edge, estimate + (b == n) * -edge), tol = 1e-15)$root
  high <- if (b == n) 1 else uniroot(function(d) statistic(d) + z, c(estimate + (c == n) * edge, 1 - edge), tol = 1e-15)$root
  c(low, high)
}

case <- function(changes, level = 0.95) {
  moved <- changes[changes != 0]; n <- length(changes)
  drop <- rank_biserial_interval(moved, level); pratt <- rank_biserial_interval(changes, level)
  theirs <- suppressWarnings(effectsize::rank_biserial(moved, mu = 0, ci = level, verbose = FALSE))
  stopifnot(abs(theirs$r_rank_biserial - drop$r) < 1e-12)
  b <- sum(changes > 0); c <- sum(changes < 0)
  cat("[[r]]\n")
  toml("changes", changes, list = TRUE); toml("level", level)
  for (way in c("drop", "pratt")) {
    found <- get(way)
    toml(way, c(found$r, found$low, found$high))
    if (!is.null(found$se)) toml(paste0(way, "_se"), found$se)
  }
  toml("improvement", c((1 + (b - c) / n) / 2, (1 + tango(b, c, n, level)) / 2))
  if (max(b, c) < n) toml("improvement_se", sd(sign(changes)) * sqrt((n - 1) / n) / (2 * sqrt(n)))
  toml("source", paste0(versions, ": estimate without zeros by effectsize::rank_biserial; all by pairs of persons, persons left out one at a time, ",
                        "and uniroot on the score equations (rank_effects.R)"))
  cat("\n")
}

set.seed(20261123)
case(c(1, 1, 2, -3, 0, 4, 0, 5))
case(c(1, -1, 1, 1, -1, 2, 2, -2, 3, 0, 0, 0, 1), 0.9)
case(c(-2, -2, -1, 0, -1, -3, 1, -2))
case(c(3.5, -1.25, 2, 7, -4, 6.5, 0.5))
case(c(1, -1))
case(c(1, 2, 3, 4, 5))
case(c(-1, -2, -2, 0), 0.99)
case(c(7))
case(c(0, 0, 0, 2, 5, -1))
case(round(rnorm(30, 0.4, 1.5)))
case(round(rnorm(90, 0.25, 1.2)))
