# Numbers of the R tables of paired_table.toml. Run: Rscript tests/oracles/paired_table.R
# Needs coin (Debian: r-cran-coin).
suppressMessages(library(coin))

source("tests/oracles/toml.R")

versions <- sprintf("R %s, coin %s", getRversion(), packageVersion("coin"))

discordant <- function(gained, lost, level = 0.95) {
  n <- gained + lost; tail <- (1 - level) / 2
  chance <- dbinom(0:n, n, 0.5); seen <- dbinom(gained, n, 0.5)
  equally <- if (gained == lost) seen else 2 * seen
  table <- matrix(c(0, lost, gained, 0), 2)
  midp <- function(p, k) pbinom(k - 1, n, p) + dbinom(k, n, p) / 2
  low <- uniroot(function(l) 1 - midp(plogis(l), gained) - tail, qlogis(gained / n) + c(-30, 0), tol = 1e-14)$root
  high <- uniroot(function(l) midp(plogis(l), gained) - tail, qlogis(gained / n) + c(0, 30), tol = 1e-14)$root
  exact <- binom.test(gained, n, conf.level = level)
  cat("[[discordant]]\n")
  toml("gained", as.integer(gained)); toml("lost", as.integer(lost)); toml("level", level)
  toml("exact", exact$p.value)
  toml("midp", exact$p.value - equally / 2)
  toml("asymptotic", c(unname(mcnemar.test(table, correct = FALSE)$statistic), mcnemar.test(table, correct = FALSE)$p.value))
  toml("corrected", c(unname(mcnemar.test(table)$statistic), mcnemar.test(table)$p.value))
  toml("odds_exact", as.numeric(exact$conf.int / (1 - exact$conf.int)))
  toml("odds_midp", exp(c(low, high)))
  toml("source", paste0(versions, ": binom.test and mcnemar.test; mid-p by dbinom, its interval by uniroot (paired_table.R)"))
  cat("\n")
}

share <- function(both, lost, gained, neither, level = 0.95) {
  n <- both + lost + gained + neither
  wilson <- function(x) suppressWarnings(prop.test(x, n, conf.level = level, correct = FALSE))
  one <- wilson(both + lost); two <- wilson(both + gained)
  p1 <- unname(one$estimate); p2 <- unname(two$estimate); i1 <- one$conf.int; i2 <- two$conf.int
  margins <- prod(c(both + lost, gained + neither, both + gained, lost + neither))
  cross <- both * neither - lost * gained
  phi <- if (margins == 0) 0 else if (cross > n / 2) (cross - n / 2) / sqrt(margins) else if (cross >= 0) 0 else cross / sqrt(margins)
  low <- p2 - p1 - sqrt((p2 - i2[1])^2 - 2 * phi * (p2 - i2[1]) * (i1[2] - p1) + (i1[2] - p1)^2)
  high <- p2 - p1 + sqrt((i2[2] - p2)^2 - 2 * phi * (i2[2] - p2) * (p1 - i1[1]) + (p1 - i1[1])^2)
  cat("[[share]]\n")
  toml("counts", as.integer(c(both, lost, gained, neither))); toml("level", level)
  toml("estimate", p2 - p1); toml("ci_low", low); toml("ci_high", high); toml("phi", phi)
  toml("source", paste0(versions, ": Newcombe (1998), method 10, from its formula with Wilson's bounds by prop.test(correct = FALSE)"))
  cat("\n")
}

categories <- function(table) {
  found <- mh_test(as.table(table))
  cat("[[categories]]\n")
  rows <- apply(table, 1, function(row) paste0("[", paste(row, collapse = ", "), "]"))
  cat("table = [", paste(rows, collapse = ", "), "]\n", sep = "")
  toml("statistic", as.numeric(statistic(found))); toml("df", as.integer(found@statistic@df)); toml("p_value", as.numeric(pvalue(found)))
  toml("source", paste0(versions, ": coin::mh_test"))
  cat("\n")
}

discordant(16, 6); discordant(6, 16); discordant(1, 1); discordant(5, 5); discordant(1, 9); discordant(12, 3, 0.9); discordant(240, 199, 0.99)
share(59, 6, 16, 80); share(14, 5, 0, 22); share(0, 0, 0, 10); share(10, 0, 0, 0); share(0, 0, 7, 0); share(3, 8, 9, 2)
share(2, 1, 7, 12, 0.9); share(5, 0, 0, 5); share(0, 0, 0, 1); share(212, 144, 256, 707)
categories(rbind(c(35, 5, 0), c(15, 20, 5), c(10, 5, 5)))
categories(rbind(c(59, 6), c(16, 80)))
categories(rbind(c(596, 18, 6, 5), c(0, 2, 0, 0), c(0, 0, 42, 0), c(11, 0, 0, 0)))
categories(rbind(c(10, 2, 0, 1, 4), c(3, 8, 5, 0, 0), c(1, 7, 12, 6, 2), c(0, 0, 1, 9, 3), c(0, 1, 0, 2, 11)))
categories(rbind(c(10, 2, 0, 4), c(3, 8, 0, 1), c(0, 0, 6, 0), c(1, 7, 0, 12)))
