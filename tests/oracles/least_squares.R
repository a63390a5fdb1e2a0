# The cases "r" of least_squares.toml. Run: Rscript tests/oracles/least_squares.R (prints them). Base R, data sets of R's own.
show <- function(name, v) cat(name, " = [", paste(sprintf("%.17g", v), collapse = ", "), "]\n", sep = "")
number <- function(name, v) cat(name, " = ", sprintf("%.17g", v), "\n", sep = "")

case <- function(id, call, model, level) {
  s <- summary(model); bounds <- confint(model, level = level); x <- model.matrix(model)
  cat("\n[[r]]\nid = \"", id, "\"\n", sep = "")
  cat("design = [", paste(apply(x, 1, function(row) paste0("[", paste(sprintf("%.17g", row), collapse = ", "), "]")), collapse = ", "), "]\n", sep = "")
  show("outcome", model.response(model.frame(model)))
  number("level", level); cat("df = ", df.residual(model), "\n", sep = "")
  show("estimate", s$coefficients[, 1]); show("se", s$coefficients[, 2])
  show("ci_low", bounds[, 1]); show("ci_high", bounds[, 2])
  number("residual_sd", s$sigma); number("r_squared", s$r.squared)
  # lengths of columns do not matter to the condition number: each is divided by its own
  number("condition_number", kappa(sweep(x, 2, sqrt(colSums(x^2)), "/"), exact = TRUE))
  cat("source = \"R ", as.character(getRversion()), ": ", call, ", summary, confint; kappa(columns of length 1, exact = TRUE)\"\n", sep = "")
}
case("two predictors", "lm(mpg ~ wt + hp, mtcars)", lm(mpg ~ wt + hp, mtcars), 0.95)
case("through the origin", "lm(dist ~ speed - 1, cars)", lm(dist ~ speed - 1, cars), 0.9)
