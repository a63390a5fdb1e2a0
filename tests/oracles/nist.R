# R's numbers of nist.toml. Run: Rscript tests/oracles/nist.R DATA LONGLEY > tests/oracles/nist.toml
# DATA is scipy's folder scipy/stats/tests/data (nist_anova, nist_linregress), LONGLEY statsmodels' file datasets/longley/longley.csv.
# Base R only: mean, sd, lm, aov. A digit may change with R's BLAS.
folders <- commandArgs(trailingOnly = TRUE)

show <- function(name, values) cat(name, " = [", paste(sprintf("%.17g", values), collapse = ", "), "]\n", sep = "")
case <- function(name, call) cat("\n[r.", name, "]\nsource = \"R ", as.character(getRversion()), ": ", call, "\"\n", sep = "")

cat("# NIST Statistical Reference Datasets: what R gives, seventeen digits. Made by nist.R; each case names its call.\n")

univariate <- list(
  NumAcc1 = c(10000001, 10000003, 10000002),
  NumAcc2 = c(1.2, rep(c(1.1, 1.3), 500)),
  NumAcc3 = c(1000000.2, rep(c(1000000.1, 1000000.3), 500)),
  NumAcc4 = c(10000000.2, rep(c(10000000.1, 10000000.3), 500)))
for (name in names(univariate)) {
  case(name, "mean(x), sd(x)")
  show("mean", mean(univariate[[name]]))
  show("sd", sd(univariate[[name]]))
}

for (name in c("SiRstv", sprintf("SmLs0%d", 1:9), "AtmWtAg")) {
  data <- read.table(file.path(folders[1], "nist_anova", paste0(name, ".dat")), skip = 60)
  table <- summary(aov(data[[2]] ~ factor(data[[1]])))[[1]]
  squares <- table[["Sum Sq"]]
  case(name, "summary(aov(response ~ factor(treatment)))")
  show("statistic", table[["F value"]][1])
  show("ms_between", table[["Mean Sq"]][1])
  show("residual_sd", sqrt(table[["Mean Sq"]][2]))
  show("r_squared", squares[1] / sum(squares))
}

regression <- function(name, formula, data) {
  case(name, paste("summary(lm(", paste(deparse(formula, width.cutoff = 500), collapse = ""), "))", sep = ""))
  model <- suppressWarnings(summary(lm(formula, data)))
  show("estimate", model$coefficients[, 1])
  show("se", model$coefficients[, 2])
  show("residual_sd", model$sigma)
  show("r_squared", model$r.squared)
}
norris <- read.table(file.path(folders[1], "nist_linregress", "Norris.dat"), skip = 60, col.names = c("y", "x"))
regression("Norris", y ~ x, norris)
longley <- read.csv(folders[2])
regression("Longley", TOTEMP ~ GNPDEFL + GNP + UNEMP + ARMED + POP + YEAR, longley)

x <- 0:20
wampler <- list(
  Wampler1 = 1 + x + x^2 + x^3 + x^4 + x^5,
  # the decimals that NIST lists: whole numbers of hundred thousandths
  Wampler2 = (100000 + 10000 * x + 1000 * x^2 + 100 * x^3 + 10 * x^4 + x^5) / 100000)
delta <- c(759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 759)
for (i in 0:2) wampler[[paste0("Wampler", 3 + i)]] <- wampler$Wampler1 + 100^i * delta
for (name in names(wampler)) regression(name, y ~ x + I(x^2) + I(x^3) + I(x^4) + I(x^5), data.frame(x = x, y = wampler[[name]]))
