# Numbers of bootstrap.toml. Run: Rscript tests/oracles/bootstrap.R > tests/oracles/bootstrap.toml
# boot.ci's own a comes from a regression; here, as in the package and in scipy, from the jackknife around its own mean
# (Efron & Tibshirani 1993, eq. 14.15); empinf type "jack" centres on the estimate, so the mean is taken off.
suppressMessages(library(boot))
before <- c(23.1, 17.4, 30.2, 12.8, 19.9, 26.5, 21.7, 15.2, 28.8, 18.3, 24.6, 20.4, 33.9, 14.1, 22.2, 27.3, 16.6, 25.1, 19.2, 29.7, 11.5, 23.8, 21.1, 18.9)
after <- c(20.3, 18.1, 24.4, 12.2, 15.7, 25.9, 17.2, 14.8, 21.3, 18.8, 19.1, 21.6, 22.7, 13.3, 20.8, 21.9, 17.4, 19.5, 16.1, 22.6, 12.9, 18.2, 21.5, 14.7)
effects <- function(data, i) {
  x <- data[i, 1]; y <- data[i, 2]; m <- mean(y) - mean(x)
  c(m, m / sqrt((var(x) + var(y)) / 2), m / sd(y - x), m / sd(x))
}
data <- cbind(before, after)
set.seed(20261122)
resamples <- 100000
found <- boot(data, effects, resamples)
list_of <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
cat("# Bootstrap intervals of four paired effect sizes. Made by bootstrap.R; before and after are the data of every case.\n\n")
cat("before = [", paste(before, collapse = ", "), "]\nafter = [", paste(after, collapse = ", "), "]\n", sep = "")
names_ <- c("mean_change", "d_av", "d_z", "glass_pre")
for (level in c(0.95, 0.8)) for (k in 1:4) {
  influence <- empinf(data = data, statistic = function(d, i) effects(d, i)[k], type = "jack", stype = "i")
  influence <- influence - mean(influence)
  ci <- boot.ci(found, conf = level, type = "bca", index = k, L = influence)$bca
  cat(sprintf('\n[[r]]\neffect = "%s"\nlevel = %s\nestimate = %.17g\nse = %.17g\nci_low = %.17g\nci_high = %.17g\nacceleration = %.17g\n',
    names_[k], level, found$t0[k], sd(found$t[, k]), ci[4], ci[5], sum(influence^3) / (6 * sum(influence^2)^1.5)))
  cat(sprintf('source = "R %s, boot %s: boot.ci(type = \\"bca\\", L = jackknife), %d resamples (bootstrap.R)"\n', getRversion(), packageVersion("boot"), resamples))
}
