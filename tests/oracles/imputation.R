# Numbers of imputation.toml. Run: Rscript tests/oracles/imputation.R > tests/oracles/imputation.toml
# Needs mice (Debian: r-cran-mice).
suppressMessages(library(mice))
numbers <- function(v) paste(ifelse(is.na(v), "nan", sprintf("%.17g", v)), collapse = ", ")
version <- sprintf("R %s, mice %s", getRversion(), packageVersion("mice"))
cat("# Rubin's rules, and normal imputation. Made by imputation.R, but for what is by hand.\n")
rules <- function(id, q, u, n) {
  found <- pool.scalar(q, u, n = n, k = 1)
  cat(sprintf('\n[[pooled]]\nid = "%s"\nestimates = [%s]\nvariances = [%s]\ncomplete_df = %g\n', id, numbers(q), numbers(u), n - 1))
  cat(sprintf("estimate = %s\nwithin = %s\nbetween = %s\ntotal = %s\ndf = %s\nmissing_information = %s\n",
              numbers(found$qbar), numbers(found$ubar), numbers(found$b), numbers(found$t), numbers(found$df), numbers(found$fmi)))
  cat(sprintf('source = "%s: pool.scalar(estimates, variances, n = complete_df + 1, k = 1)"\n', version))
}
set.seed(20261122)
rules("whole numbers", c(1, 2, 3), c(4, 4, 4), 20)
rules("two", c(-1.5, -0.5), c(0.3, 0.5), 12)
rules("twenty", round(rnorm(20, -2, .4), 3), round(runif(20, .5, .9), 3), 40)
rules("hardly anything missing", round(rnorm(20, -2, .02), 4), round(runif(20, .8, .82), 4), 200)
rules("nearly all missing", round(rnorm(20, 5, 3), 3), round(runif(20, .05, .08), 3), 30)

draws <- function(id, before, after, m, covariate = NULL) {
  data <- data.frame(before = before, after = after)
  if (!is.null(covariate)) data$covariate <- covariate
  made <- mice(data, m = m, method = "norm", maxit = 1, seed = 1, printFlag = FALSE, ridge = 0)
  changes <- sapply(seq_len(m), function(i) { x <- complete(made, i)$after - before; c(mean(x), var(x) / length(x)) })
  found <- pool.scalar(changes[1, ], changes[2, ], n = length(before), k = 1)
  cat(sprintf('\n[[draws]]\nid = "%s"\nbefore = [%s]\nafter = [%s]\n', id, numbers(before), numbers(after)))
  if (!is.null(covariate)) cat(sprintf("covariate = [%s]\n", numbers(covariate)))
  cat(sprintf("imputations = %d\nestimate = %s\nse = %s\ndf = %s\nmissing_information = %s\n", m,
              numbers(found$qbar), numbers(sqrt(found$t)), numbers(found$df), numbers(found$fmi)))
  cat(sprintf('source = "%s: mice(m = imputations, method = norm, maxit = 1, ridge = 0, seed = 1), pool.scalar; its draws are its own"\n', version))
}
before <- round(rnorm(24, 16, 5))
after <- round(16 + .5 * (before - 16) - 2 + rnorm(24, 0, 4))
covariate <- rep(c(0, 1), 12)
after[order(before)[c(24, 23, 21, 20, 17, 12, 3)]] <- NA
draws("before only", before, after, 3000L)
draws("with a covariate", before, after, 3000L, covariate)
cat('
[[by_hand]]
estimates = [1.0, 2.0, 3.0]
variances = [4.0, 4.0, 4.0]
complete_df = 19.0
total = 5.333333333333333
df = 9.221435793731041
missing_information = 0.372735170017374
source = """closed form by hand: within 4, between 1, total 4 + 4/3; share (4/3)/(16/3) = 1/4: old df 2 * 16 = 32, observed df \\
20/22 * 19 * 3/4 = 285/22; 1/(1/32 + 22/285) = 9120/989; r = 1/3: (1/3 + 2/(9120/989 + 3)) * 3/4"""
')
