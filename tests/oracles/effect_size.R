# Numbers of effect_size.toml under [[unequal]]. Run: Rscript tests/oracles/effect_size.R
# Standard errors by the delta method with a numerical gradient (numDeriv): the moments (change, var 1, var 2, covariance) of a
# normal pair have the Wishart's covariance matrix; the mean's variance is divided by n - 1 as Bonett (2008) does.
suppressMessages(library(numDeriv))

divisor <- list(
  root_mean_square = function(m) sqrt((m[2] + m[3]) / 2),
  mean_sd = function(m) (sqrt(m[2]) + sqrt(m[3])) / 2,
  before = function(m) sqrt(m[2])
)
list_of <- function(x) paste0("[", paste(sprintf("%.4g", x), collapse = ", "), "]")
source_ <- sprintf("R %s, numDeriv %s: delta method with numDeriv::grad (effect_size.R)", getRversion(), packageVersion("numDeriv"))

case <- function(x, y, by, level) {
  n <- length(x); df <- n - 1
  v <- c(var(x), var(y), cov(x, y))
  m <- c(mean(y) - mean(x), v[1:2])
  wishart <- matrix(c(2 * v[1]^2, 2 * v[3]^2, 2 * v[3]^2, 2 * v[2]^2), 2) / df
  covariance <- rbind(c(var(y - x) / df, 0, 0), cbind(0, wishart))
  d <- function(m) m[1] / divisor[[by]](m)
  gradient <- grad(d, m)
  se <- sqrt(drop(t(gradient) %*% covariance %*% gradient))
  z <- qnorm(0.5 + level / 2)
  cat("[[unequal]]\n")
  cat("before = ", list_of(x), "\nafter = ", list_of(y), "\n", sep = "")
  cat(sprintf('standardiser = "%s"\nlevel = %s\n', by, level))
  values <- c(estimate = d(m), divisor = divisor[[by]](m), correlation = cor(x, y), se = se, ci_low = d(m) - z * se, ci_high = d(m) + z * se)
  for (name in names(values)) cat(sprintf("%s = %.17g\n", name, values[[name]]))
  cat(sprintf('source = "%s"\n\n', source_))
}

wide <- list(c(12, 9, 15, 8, 11, 10), c(10, 9, 16, 5, 9, 4))
shrunk <- list(c(31, 12, 25, 40, 8, 19, 22, 35), c(20, 12, 18, 24, 10, 15, 15.5, 21))
apart <- list(c(0.1, 0.4, 0.2, 0.3, 0.5), c(2, -1, 4, 0.5, -2))
for (data in list(wide, shrunk, apart)) for (by in names(divisor)) case(data[[1]], data[[2]], by, 0.95)
case(shrunk[[1]], shrunk[[2]], "mean_sd", 0.8)
