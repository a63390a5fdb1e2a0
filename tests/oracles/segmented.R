# Numbers of segmented.toml. Run: Rscript tests/oracles/segmented.R > tests/oracles/segmented.toml
# Needs sandwich and MASS (Debian: r-cran-sandwich, r-cran-mass).
suppressMessages({library(sandwich); library(MASS)})

source("tests/oracles/toml.R")
written <- function(name, value) toml(name, value, list = name %in% c("jumps", "exposure"), digits = 15L)

versions <- sprintf("R %s, sandwich %s, MASS %s", getRversion(), packageVersion("sandwich"), packageVersion("MASS"))
cat("# Interrupted time series of monthly counts. Made by segmented.R; each case names its calls.\n\n")

case <- function(id, months, counts, start, exposure = NULL, jumps = integer(0), season, family, lag) {
  offset_ <- if (is.null(exposure)) rep(0, length(counts)) else log(exposure)
  after <- months >= start
  x <- cbind(level = 1, trend = months - start)
  if (season) for (one in sort(unique(months %% 12))[-1]) x <- cbind(x, months %% 12 == one)
  for (jump in jumps) x <- cbind(x, months >= jump)
  x <- cbind(x, step = after, slope = pmax(months - start, 0))
  n <- nrow(x); k <- ncol(x)
  tight <- glm.control(epsilon = 1e-14, maxit = 100)
  if (family == "poisson") {
    model <- glm(counts ~ x - 1 + offset(offset_), family = poisson(), control = tight)
    alpha <- 0
  } else {
    # glm.nb stops early on theta: its own theta.ml and glm in turn until neither moves
    model <- suppressWarnings(glm.nb(counts ~ x - 1 + offset(offset_), control = tight))
    theta <- model$theta
    for (i in 1:200) {
      model <- glm(counts ~ x - 1 + offset(offset_), family = negative.binomial(theta), control = tight)
      theta <- as.numeric(theta.ml(counts, fitted(model), limit = 500, eps = 1e-12))
    }
    alpha <- 1 / theta
  }
  b <- coef(model); mu <- fitted(model); w <- mu / (1 + alpha * mu)
  r <- residuals(model, type = "pearson")
  dispersion <- sum(r^2) / (n - k)
  naive <- summary(model, dispersion = 1)$cov.unscaled
  quasi <- naive * max(1, dispersion)

  # Newey-West on the calendar: months left out are rows of zeros
  full <- seq(min(months), max(months))
  scores <- matrix(0, length(full), k)
  scores[match(months, full), ] <- x * ((counts - mu) / (1 + alpha * mu))
  meat <- crossprod(scores)
  for (l in seq_len(lag)) {
    gamma <- crossprod(scores[-seq_len(l), , drop = FALSE], scores[seq_len(length(full) - l), , drop = FALSE])
    meat <- meat + (1 - l / (lag + 1)) * (gamma + t(gamma))
  }
  newey_west <- naive %*% meat %*% naive * n / (n - k)
  if (length(full) == n) {
    theirs <- NeweyWest(model, lag = lag, prewhite = FALSE, adjust = TRUE)
    stopifnot(max(abs(theirs / newey_west - 1)) < 1e-6)
    newey_west <- theirs
  }

  # residuals correlated rho^distance: rho from the moments that this design's residuals have
  sx <- x * sqrt(w)
  maker <- diag(n) - sx %*% naive %*% t(sx)
  distance <- abs(outer(months, months, "-"))
  neighbours <- 1 * (distance == 1)
  moment <- function(rho) {
    residual <- maker %*% rho^distance %*% maker
    sum(neighbours * residual) / sum(diag(residual))
  }
  shown <- sum(neighbours * outer(r, r)) / sum(r^2)
  rho <- if (moment(0) >= shown) 0 else if (moment(0.9) <= shown) 0.9 else
    uniroot(function(z) moment(z) - shown, c(0, 0.9), tol = 1e-15)$root
  scale <- max(1, sum(r^2) / sum(diag(maker %*% rho^distance %*% maker)))
  ar1 <- naive %*% (t(sx) %*% rho^distance %*% sx) %*% naive * scale

  without <- x; without[, c(k - 1, k)] <- 0
  expected <- exp(drop(without %*% b) + offset_)
  da <- colSums(x[after, ] * mu[after]) / sum(mu[after])
  de <- colSums(without[after, ] * expected[after]) / sum(expected[after])
  unit <- diag(k)
  gradients <- rbind(unit[k - 1, ], unit[k, ], unit[2, ], da - de, de, without)
  se <- function(v) sqrt(diag(gradients %*% v %*% t(gradients)))
  errors <- list(quasi = se(quasi), newey_west = se(newey_west), ar1 = se(ar1))
  errors$largest <- pmax(errors$quasi, errors$newey_west, errors$ar1)
  logs <- c(b[k - 1], b[k], b[2], log(sum(mu[after]) / sum(expected[after])), log(sum(expected[after])), log(expected))
  quantile <- qt(0.975, n - k)
  pairs <- which(diff(months) == 1)

  cat("[[r]]\n")
  written("id", id)
  written("months", as.integer(months)); written("counts", counts); written("start", as.integer(start))
  if (!is.null(exposure)) written("exposure", exposure)
  written("jumps", as.integer(jumps)); written("season", season); written("family", family); written("lags", as.integer(lag))
  written("n", as.integer(n)); written("df", as.integer(n - k)); written("alpha", alpha); written("dispersion", dispersion)
  written("autocorrelation", mean(r[pairs] * r[pairs + 1]) / mean(r^2)); written("rho", rho)
  for (name in names(errors)) written(paste0("se_", name), unname(errors[[name]][1:4]))
  written("estimates", unname(exp(logs[1:4])))
  written("ci_low", unname(exp(logs - quantile * errors$largest)[1:4]))
  written("ci_high", unname(exp(logs + quantile * errors$largest)[1:4]))
  written("p_values", unname(2 * pt(-abs(logs / errors$largest), n - k)[1:4]))
  written("expected_after", unname(exp(logs + outer(quantile * errors$largest, c(0, -1, 1)))[5, ]))
  rows <- 5 + seq_len(n)
  written("fitted", unname(mu)); written("expected", unname(expected))
  written("expected_ci_low", unname(exp(logs - quantile * errors$largest)[rows]))
  written("expected_ci_high", unname(exp(logs + quantile * errors$largest)[rows]))
  fit <- if (family == "poisson") "glm(counts ~ x - 1 + offset, poisson)" else "glm.nb, then glm(negative.binomial(theta)) and theta.ml in turn"
  hac <- if (length(full) == n) sprintf("NeweyWest(lag = %d, prewhite = FALSE, adjust = TRUE)", lag) else
    sprintf("Newey-West, lag %d, by its definition with zero scores for months left out", lag)
  written("source", sprintf("%s: %s; %s; quasi = vcov times max(1, Pearson / df); ar1 by its definition in dense matrices (segmented.R)", versions, fit, hac))
  cat("\n")
}

start <- 12L * 2023L + 7L
full <- (start - 36L):(start + 9L)
open <- full[full %% 12L != 6L]
counts <- c(9, 14, 12, 8, 10, 13, 11, 16, 15, 9, 7, 12, 17, 10, 12, 14, 13, 18, 15, 12, 8, 9, 16, 13, 11, 15, 14, 19, 16, 10,
            12, 15, 18, 13, 8, 11, 9, 12, 10, 13, 9, 12, 8, 14, 9, 10)
lively <- c(3, 14, 22, 8, 4, 13, 31, 16, 5, 9, 2, 12, 27, 10, 6, 24, 13, 8, 35, 12, 8, 3, 26, 13, 11, 25, 4, 19, 36, 10,
            5, 25, 18, 3, 8, 21, 9, 2, 10, 23, 9, 12, 18)
lasting <- c(9, 10, 14, 15, 16, 13, 9, 7, 6, 8, 9, 13, 12, 16, 17, 19, 14, 12, 10, 8, 7, 11, 12, 15, 18, 19, 17, 15, 11, 9,
             8, 10, 13, 15, 9, 8, 7, 9, 8, 11, 13, 12, 9, 7, 6, 5)
pupils <- round(400 + 3 * seq_along(full) + 20 * sin(seq_along(full)))
case("quiet, every month, no season", full, counts, start, season = FALSE, family = "poisson", lag = 3L)
case("lasting, every month, no season", full, lasting, start, season = FALSE, family = "poisson", lag = 4L)
case("every month, season, exposure and a jump", full, counts, start, exposure = pupils, jumps = start - 15L, season = TRUE, family = "poisson", lag = 3L)
case("July left out, lively", open, lively, start, season = TRUE, family = "poisson", lag = 3L)
case("July left out, lively, negative binomial", open, lively, start, season = TRUE, family = "negative_binomial", lag = 3L)
case("every month, negative binomial, exposure", full, round(lasting * c(1, 1.6, 0.5, 1.2)[1 + seq_along(full) %% 4]), start, exposure = pupils, season = FALSE, family = "negative_binomial", lag = 2L)
