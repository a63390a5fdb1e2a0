# Numbers of mixed.toml. Run: Rscript tests/oracles/mixed.R > tests/oracles/mixed.toml
# Needs lme4, lmerTest, nlme, geepack (Debian: r-cran-lme4, r-cran-lmertest, r-cran-nlme, r-cran-geepack).
suppressMessages({library(nlme); library(lme4); library(lmerTest); library(geepack)})
source("tests/oracles/toml.R")

# GEE by its definition: Gaussian, exchangeable, moment estimators over plain counts; Mancl and DeRouen's covariance.
gee <- function(y, x, g) {
  b <- solve(t(x) %*% x, t(x) %*% y); groups <- unique(g); alpha <- 0
  for (turn in 1:200) {
    e <- as.vector(y - x %*% b); phi <- sum(e^2) / length(y)
    products <- sum(sapply(groups, function(i) (sum(e[g == i])^2 - sum(e[g == i]^2)) / 2))
    pairs <- sum(sapply(groups, function(i) sum(g == i) * (sum(g == i) - 1) / 2))
    alpha <- products / phi / pairs
    a <- 0; u <- 0
    for (i in groups) { xi <- x[g == i, , drop = FALSE]; w <- solve((1 - alpha) * diag(nrow(xi)) + alpha); a <- a + t(xi) %*% w %*% xi; u <- u + t(xi) %*% w %*% y[g == i] }
    b <- solve(a, u)
  }
  e <- as.vector(y - x %*% b); meat <- 0
  for (i in groups) {
    xi <- x[g == i, , drop = FALSE]; w <- solve((1 - alpha) * diag(nrow(xi)) + alpha); h <- xi %*% solve(a) %*% t(xi) %*% w
    s <- t(xi) %*% w %*% solve(diag(nrow(xi)) - h, e[g == i]); meat <- meat + s %*% t(s)
  }
  list(b = as.vector(b), se = sqrt(diag(solve(a) %*% meat %*% solve(a))), alpha = alpha)
}

case <- function(id, d, clustered = FALSE) {
  d$occasion <- factor(d$occasion); tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10), calc.derivs = TRUE)
  fit <- function(formula) suppressMessages(suppressWarnings(lmer(formula, d, control = tight)))
  model <- if (clustered) fit(y ~ occasion + (1 | cluster) + (1 | person)) else fit(y ~ occasion + (1 | person))
  cells <- if (clustered) fit(y ~ occasion - 1 + (1 | cluster) + (1 | person)) else fit(y ~ occasion - 1 + (1 | person))
  change <- coef(summary(model))[-1, , drop = FALSE]; means <- coef(summary(cells)); sd <- as.data.frame(VarCorr(model))
  cat("\n[[case]]\n"); toml("id", id); toml("values", d$y); toml("occasions", as.integer(as.character(d$occasion))); toml("persons", as.integer(factor(d$person)))
  if (clustered) toml("clusters", as.integer(factor(d$cluster)))
  toml("means", means[, 1]); toml("means_se", means[, 2]); toml("means_satterthwaite", means[, 3])
  list_ <- function(name, v) cat(name, " = [", paste(sprintf("%.17g", v), collapse = ", "), "]\n", sep = "")
  list_("changes", change[, 1]); list_("changes_se", change[, 2]); list_("changes_satterthwaite", change[, 3])
  toml("sd_person", sd$sdcor[sd$grp == "person"]); toml("sd_residual", sd$sdcor[sd$grp == "Residual"])
  if (clustered) toml("sd_cluster", sd$sdcor[sd$grp == "cluster"])
  if (!clustered && sd$sdcor[1] > 0) {
    other <- lme(y ~ occasion, random = ~ 1 | person, data = d, control = lmeControl(tolerance = 1e-10, msTol = 1e-10))
    stopifnot(max(abs(fixef(other) - fixef(model))) < 1e-5, max(abs(sqrt(diag(vcov(other))) - sqrt(diag(vcov(model))))) < 1e-5)
    toml("nlme_df", as.double(summary(other)$tTable[2, "DF"]))
  }
  group <- as.integer(factor(if (clustered) d$cluster else d$person)); d <- d[order(group), ]; group <- sort(group)
  by_hand <- gee(d$y, model.matrix(~ occasion, d), group)
  geep <- geeglm(y ~ occasion, id = group, data = d, corstr = "exchangeable")
  list_("gee_changes", by_hand$b[-1]); list_("gee_changes_se", by_hand$se[-1]); toml("gee_correlation", by_hand$alpha)
  list_("geepack_changes", unname(coef(geep)[-1]))
  toml("source", sprintf("R %s, lme4 %s (bobyqa, rhoend 1e-10), lmerTest %s (Satterthwaite), nlme %s (equal to lme4 to 1e-5), geepack %s; gee by its definition in dense matrices (mixed.R)",
    getRversion(), packageVersion("lme4"), packageVersion("lmerTest"), packageVersion("nlme"), packageVersion("geepack")))
}

cat("# Means and changes over occasions. Made by mixed.R; each case names its calls.\n")
orthodont <- data.frame(y = Orthodont$distance, occasion = Orthodont$age, person = as.character(Orthodont$Subject))
case("Orthodont, complete", orthodont)
set.seed(1); missing <- orthodont[-sample(nrow(orthodont), 30), ]
case("Orthodont, 30 values missing", missing)
case("two occasions, complete", orthodont[orthodont$occasion %in% c(8, 14), ])
n <- 40; person <- rep(1:n, 3); occasion <- rep(1:3, each = n); cluster <- (person - 1) %/% 5
y <- round(10 + c(0, 1, 1.5)[occasion] + rnorm(8, sd = 1.5)[cluster + 1] + rnorm(n, sd = 2)[person] + rnorm(3 * n), 2)
school <- data.frame(y, occasion, person, cluster)
case("eight classes, complete", school, TRUE)
case("eight classes, values missing", school[-sample(3 * n, 25), ], TRUE)
y <- round(5 + rnorm(n)[person] * c(1, -0.8, 0.1)[occasion] + rnorm(3 * n, sd = 0.5), 2)
case("persons who turn", data.frame(y, occasion, person))
y <- round(100 + rnorm(n, sd = 30)[person] + c(0, 0.2, 0.3)[occasion] + rnorm(3 * n, sd = 0.3), 2)
case("very reliable", data.frame(y, occasion, person)[-sample(3 * n, 15), ])
