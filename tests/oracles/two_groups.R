# Numbers of the R tables of two_groups.toml. Run: Rscript tests/oracles/two_groups.R
# Needs coin, epiR, epitools and vcd (Debian: r-cran-coin, r-cran-epir, r-cran-epitools, r-cran-vcd).
suppressMessages({library(coin); library(epiR); library(epitools); library(vcd)})

source("tests/oracles/toml.R")

versions <- sprintf("R %s, coin %s, epiR %s, epitools %s, vcd %s", getRversion(), packageVersion("coin"),
                    packageVersion("epiR"), packageVersion("epitools"), packageVersion("vcd"))
said <- function(what) { toml("source", paste0(versions, ": ", what, " (two_groups.R)")); cat("\n") }
ends <- function(test) as.numeric(test$conf.int)

for (case in list(c(0, 18), c(18, 18), c(1, 7), c(15, 148), c(81, 263), c(499, 1000))) for (level in c(0.95, 0.8)) {
  k <- case[1]; n <- case[2]
  cat("[[share]]\n"); toml("successes", as.integer(k)); toml("n", as.integer(n)); toml("level", level)
  toml("clopper_pearson", ends(binom.test(k, n, conf.level = level)))
  toml("wilson", ends(suppressWarnings(prop.test(k, n, conf.level = level, correct = FALSE))))
  # prop.test corrects by less than 1/2n when the share is near its null, a half; so it is given a null far away.
  toml("wilson_corrected", ends(suppressWarnings(prop.test(k, n, p = if (k / n > 0.5) 1e-9 else 1 - 1e-9, conf.level = level))))
  said("binom.test, prop.test")
}

for (case in list(c(15, 60, 24, 60), c(1, 10, 6, 10), c(5, 9, 9, 9), c(48, 80, 56, 70))) {
  k1 <- case[1]; n1 <- case[2]; k2 <- case[3]; n2 <- case[4]
  table <- matrix(c(k1, n1 - k1, k2, n2 - k2), 2, byrow = TRUE)
  cat("[[two]]\n"); toml("counts", as.integer(case))
  toml("chi_square", suppressWarnings(c(unname(chisq.test(table, correct = FALSE)$statistic), chisq.test(table, correct = FALSE)$p.value)))
  toml("chi_square_corrected", suppressWarnings(c(unname(chisq.test(table)$statistic), chisq.test(table)$p.value)))
  toml("fisher", fisher.test(table)$p.value)
  toml("odds_exact", ends(fisher.test(table[2:1, ])))
  toml("wald", ends(suppressWarnings(prop.test(c(k2, k1), c(n2, n1), correct = FALSE))))
  if (min(table) > 0) {
    turned <- table[, 2:1]
    toml("risk_log", as.numeric(riskratio.wald(turned)$measure[2, ]))
    toml("odds_log", as.numeric(oddsratio.wald(turned)$measure[2, ]))
  }
  said("chisq.test, fisher.test, prop.test; epitools::riskratio.wald, oddsratio.wald")
}

trend <- function(k, n, score) {
  test <- prop.trend.test(k, n, score)
  cat("[[trend]]\n"); toml("successes", as.integer(k)); toml("totals", as.integer(n)); toml("scores", as.numeric(score))
  toml("statistic", unname(test$statistic)); toml("p_value", test$p.value)
  said("prop.trend.test")
}
trend(c(83, 90, 129, 70), c(86, 93, 136, 82), 1:4)
trend(c(3, 9, 7, 14), c(20, 25, 18, 22), c(0, 1, 4, 10))

linear <- function(rows, row_scores, column_scores) {
  table <- as.table(matrix(rows, 3, byrow = TRUE, dimnames = list(a = 1:3, b = 1:3)))
  test <- lbl_test(table, scores = list(a = row_scores, b = column_scores))
  cat("[[linear]]\n"); toml("cells", as.integer(rows)); toml("row_scores", as.numeric(row_scores)); toml("column_scores", as.numeric(column_scores))
  toml("statistic", as.numeric(statistic(test))^2); toml("p_value", as.numeric(pvalue(test)))
  said("coin::lbl_test")
}
linear(c(10, 8, 4, 6, 9, 9, 3, 7, 14), 1:3, 1:3)
linear(c(10, 8, 4, 6, 9, 9, 3, 7, 14), c(0, 1, 5), c(1, 2, 10))

strata <- function(k1, n1, k2, n2) {
  cells <- array(rbind(k2, n2 - k2, k1, n1 - k1), c(2, 2, length(k1)))
  tables <- aperm(cells, c(2, 1, 3))  # rows: second group, first group; columns: yes, no
  found <- epi.2by2(tables, method = "cohort.count", conf.level = 0.95, units = 1, interpret = FALSE)$massoc.detail
  mh <- mantelhaen.test(tables, correct = FALSE)
  cat("[[strata]]\n")
  for (name in c("k1", "n1", "k2", "n2")) toml(name, as.integer(get(name)))
  toml("test", c(unname(mh$statistic), mh$p.value))
  toml("test_corrected", unname(mantelhaen.test(tables)$statistic))
  toml("odds_ratio", c(unname(mh$estimate), ends(mh)))
  toml("risk_ratio", as.numeric(found$RR.mh.wald))
  toml("risk_difference_sato", as.numeric(found$ARisk.mh.sato))
  toml("risk_difference_greenland_robins", as.numeric(found$ARisk.mh.green))
  toml("breslow_day", as.numeric(found$bOR.homog$test.statistic))
  toml("homogeneity_of_risk_ratios", as.numeric(found$wRR.homog$test.statistic))
  toml("woolf", unname(woolf_test(tables)$statistic))
  said("mantelhaen.test; epiR::epi.2by2; vcd::woolf_test")
}
strata(c(5, 20, 8), c(40, 50, 30), c(9, 30, 20), c(40, 50, 30))
strata(c(12, 7, 30, 3), c(100, 60, 80, 25), c(21, 15, 33, 9), c(90, 70, 60, 30))

for (case in list(c(11, 120), c(0, 50), c(3, 1.5), c(250, 1000))) {
  k <- case[1]; time <- case[2]
  cat("[[rate]]\n"); toml("events", as.integer(k)); toml("exposure", time)
  toml("exact", as.numeric(pois.exact(k, time)[c("lower", "upper")]))
  said("epitools::pois.exact")
}
for (case in list(c(11, 6), c(2, 7.5), c(0, 3), c(30, 30), c(14, 22.7))) {
  cat("[[rate_test]]\n"); toml("events", as.integer(case[1])); toml("expected", as.numeric(case[2]))
  toml("minlike", poisson.test(case[1], r = case[2])$p.value)
  said("poisson.test")
}
for (case in list(c(20, 240, 11, 240), c(5, 100, 0, 80), c(41, 28010, 15, 19017))) {
  test <- poisson.test(case[c(3, 1)], case[c(4, 2)])
  cat("[[two_rates]]\n"); toml("given", as.numeric(case))
  toml("exact", ends(test)); toml("minlike", test$p.value)
  if (min(case[c(1, 3)]) > 0) toml("log", as.numeric(rateratio.wald(case[c(1, 3)], case[c(2, 4)])$measure[2, ]))
  said("poisson.test; epitools::rateratio.wald")
}
standard <- function(events, persons, weights, rates) {
  direct <- ageadjust.direct(events, persons, stdpop = weights)
  cat("[[standardised]]\n"); toml("events", as.integer(events)); toml("persons", as.numeric(persons)); toml("weights", as.numeric(weights)); toml("rates", as.numeric(rates))
  toml("direct", as.numeric(direct[c("crude.rate", "adj.rate", "lci", "uci")]))
  expected <- sum(rates * persons)
  exact <- pois.exact(sum(events), expected)
  toml("indirect", as.numeric(c(sum(events) / expected, exact$lower, exact$upper)))
  said("epitools::ageadjust.direct, pois.exact")
}
standard(c(5, 9, 20), c(1000, 900, 700), c(30, 40, 30), c(0.004, 0.008, 0.02))
standard(c(0, 2, 7, 1), c(120, 300, 260, 40), c(5, 20, 60, 15), c(0.001, 0.01, 0.02, 0.03))
