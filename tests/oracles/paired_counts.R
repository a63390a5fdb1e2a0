# Numbers of paired_counts.toml. Run: Rscript tests/oracles/paired_counts.R > tests/oracles/paired_counts.toml
# Needs geepack (Debian: r-cran-geepack).
suppressMessages(library(geepack))

source("tests/oracles/toml.R")

versions <- sprintf("R %s, geepack %s", getRversion(), packageVersion("geepack"))
cat("# Ratios of rates of the same persons. Made by paired_counts.R.\n\n")

persons <- function(before, after, time_1 = NULL, time_2 = NULL, level = 0.95) {
  n <- length(before)
  e1 <- if (is.null(time_1)) rep(1, n) else time_1; e2 <- if (is.null(time_2)) rep(1, n) else time_2
  d <- data.frame(y = c(before, after), period = rep(0:1, each = n), person = rep(seq_len(n), 2), time = c(e1, e2))
  d <- d[order(d$person), ]
  tight <- list(epsilon = 1e-14, maxit = 100)
  fit <- geeglm(y ~ period + offset(log(time)), id = person, data = d, family = poisson, corstr = "independence", control = geese.control(epsilon = 1e-14, maxit = 100))
  b <- unname(coef(fit)[2]); se <- summary(fit)$coefficients["period", "Std.err"] * sqrt(n / (n - 1))
  without <- sapply(seq_len(n), function(i) coef(glm(y ~ period + offset(log(time)), data = d[d$person != i, ], family = poisson, control = tight))[2])
  jackknife <- sqrt((n - 1) / n * sum((without - mean(without))^2))
  q <- qt(0.5 + level / 2, n - 1)
  cat("[[persons]]\n")
  toml("before", before); toml("after", after); toml("level", level)
  if (!is.null(time_1)) { toml("exposure_before", time_1); toml("exposure_after", time_2) }
  toml("estimate", exp(b)); toml("se", se); toml("ci_low", exp(b - q * se)); toml("ci_high", exp(b + q * se))
  toml("p_value", 2 * pt(-abs(b / se), n - 1)); toml("se_jackknife", jackknife)
  toml("source", paste0(versions, ": geeglm(y ~ period + offset(log(time)), poisson, independence), its robust standard error times sqrt(n / (n - 1)), t with n - 1; ",
                        "jackknife by glm without each person"))
  cat("\n")
}

events <- function(before, after, time_1 = 1, time_2 = 1, level = 0.95) {
  found <- poisson.test(c(after, before), c(time_2, time_1), conf.level = level)
  share <- time_2 / (time_1 + time_2); n <- before + after; tail <- (1 - level) / 2
  midp <- function(l) pbinom(after - 1, n, plogis(l)) + dbinom(after, n, plogis(l)) / 2
  here <- qlogis(after / n)
  low <- uniroot(function(l) 1 - midp(l) - tail, here + c(-30, 0), tol = 1e-14)$root
  high <- uniroot(function(l) midp(l) - tail, here + c(0, 30), tol = 1e-14)$root
  cat("[[events]]\n")
  toml("before", as.integer(before)); toml("after", as.integer(after)); toml("times", c(time_1, time_2)); toml("level", level)
  toml("estimate", unname(found$estimate)); toml("exact", as.numeric(found$conf.int)); toml("midp", exp(c(low, high)) * time_1 / time_2)
  toml("p_value", min(1, 2 * min(pbinom(after, n, share), pbinom(after - 1, n, share, lower.tail = FALSE))))
  toml("r_p_value", found$p.value)
  toml("source", paste0(versions, ": poisson.test; p_value twice the smaller tail by pbinom (poisson.test adds up outcomes as unlikely; the same when the times are); ",
                        "mid-p by uniroot"))
  cat("\n")
}

persons(c(4, 2, 0, 3), c(2, 1, 1, 0))
persons(c(0, 3, 12, 1, 0, 5, 2, 2, 7, 1), c(1, 1, 6, 0, 0, 2, 3, 0, 4, 0), level = 0.9)
persons(c(0, 3, 12, 1, 0, 5, 2, 2, 7, 1), c(1, 1, 6, 0, 0, 2, 3, 0, 4, 0), c(10, 10, 9, 10, 5, 10, 10, 8, 10, 10), c(5, 2, 5, 4.5, 5, 5, 1, 5, 5, 3))
persons(c(5, 3), c(2, 4), level = 0.5)
events(20, 11); events(20, 11, 2, 2); events(3, 14, 10, 4, 0.9); events(1, 1); events(7, 7, 1, 3); events(250, 310, 12.5, 11, 0.99)
