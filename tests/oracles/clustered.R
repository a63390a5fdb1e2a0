# Numbers of clustered.toml. Run: Rscript tests/oracles/clustered.R > tests/oracles/clustered.toml
# Needs sandwich and psych (Debian: r-cran-sandwich, r-cran-psych). The [[diff_diff]] tables were added by hand from diff-diff, in Python:
# compute_robust_vcov(np.ones((n, 1)), y - y.mean(), cluster_ids=clusters, vcov_type="hc2_bm", return_dof=True)
suppressMessages({library(sandwich); library(psych)})

source("tests/oracles/toml.R")

# CR2 and Satterthwaite from their definitions: full hat matrix, A = (I - H_gg)^(-1/2) by eigenvalues, df = tr(P)^2 / tr(P P).
by_matrices <- function(y, g) {
  n <- length(y); x <- matrix(1, n, 1); bread <- solve(t(x) %*% x); h <- x %*% bread %*% t(x); e <- y - mean(y)
  variance <- 0; p <- NULL
  for (one in unique(g)) {
    i <- which(g == one)
    spectrum <- eigen(diag(length(i)) - h[i, i, drop = FALSE], symmetric = TRUE)
    a <- spectrum$vectors %*% diag(1 / sqrt(spectrum$values), length(i)) %*% t(spectrum$vectors)
    score <- bread %*% t(x[i, , drop = FALSE]) %*% a
    variance <- variance + (score %*% e[i])^2
    p <- cbind(p, t(score %*% (diag(n) - h)[i, , drop = FALSE]))
  }
  cross <- t(p) %*% p
  list(se = sqrt(as.numeric(variance)), df = sum(diag(cross))^2 / sum(cross^2))
}

anova_icc <- function(y, g) {
  table <- summary(aov(y ~ factor(g)))[[1]]; m <- table(g); size <- (sum(m) - sum(m^2) / sum(m)) / (length(m) - 1)
  between <- table[1, "Mean Sq"]; within <- table[2, "Mean Sq"]
  (between - within) / (between + (size - 1) * within)
}

case <- function(id, y, g, level = 0.95) {
  found <- by_matrices(y, g); quantile <- qt(0.5 + level / 2, found$df)
  sandwich <- sqrt(vcovCL(lm(y ~ 1), cluster = g, type = "HC2", cadjust = TRUE)[1, 1])
  stopifnot(abs(sandwich / found$se - 1) < 1e-10)
  cat("\n[[r]]\n"); toml("id", id); toml("values", y); toml("clusters", as.integer(g)); toml("level", level)
  toml("estimate", mean(y)); toml("se", found$se); toml("df", found$df)
  toml("ci_low", mean(y) - quantile * found$se); toml("ci_high", mean(y) + quantile * found$se)
  toml("p_value", 2 * pt(-abs(mean(y) / found$se), found$df))
  if (max(table(g)) > 1) toml("icc", anova_icc(y, g))
  toml("source", sprintf("R %s: CR2 and df from their matrices (clustered.R), se equal to sandwich %s vcovCL(type = 'HC2', cadjust = TRUE) to 1e-10; icc from aov's mean squares", getRversion(), packageVersion("sandwich")))
}

cat("# The mean of persons in clusters. Made by clustered.R; each case names its calls.\n")
set.seed(20261122)
sizes <- c(3, 1, 7, 2, 12, 5, 4); g <- rep(seq_along(sizes), sizes)
case("unequal pupils", round(2 + rnorm(7, sd = 1.5)[g] + rnorm(length(g), sd = 3), 2), g)
sizes <- c(2, 1, 2, 2, 1, 2, 1, 1, 2, 2, 2, 1, 2); g <- rep(seq_along(sizes), sizes)
case("one or two parents", round(rnorm(13, sd = 3)[g] + rnorm(length(g)), 2), g, 0.9)
g <- rep(1:6, each = 4); y <- round(1 + rnorm(6)[g] + rnorm(24, sd = 2), 2)
case("equal classes", y, g)
stopifnot(abs(suppressWarnings(ICC(matrix(y, 6, 4, byrow = TRUE), lmer = FALSE))$results["Single_raters_absolute", "ICC"] - anova_icc(y, g)) < 1e-10)
g <- rep(1:2, c(9, 3)); case("two clusters", round(3 + c(1, -1)[g] + rnorm(12), 2), g)
g <- rep(1:5, each = 3); case("unlike within clusters", rep(c(-4, 1, 5), 5) + c(0.5, 0, 0, -0.5, 0.25, 0, 0, 0, 0.25, 0, 0, 0, 0.75, 0, 0), g)
g <- 1:9; case("clusters of one", round(rnorm(9, 1, 2), 2), g)
g <- rep(1:4, c(30, 1, 1, 1)); case("one large cluster", round(rnorm(33, 1) + c(0.5, -1, 2, 1)[g], 2), g)
