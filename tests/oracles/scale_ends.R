# Numbers of scale_ends.toml. Run: Rscript tests/oracles/scale_ends.R > tests/oracles/scale_ends.toml
cat("# Shares at the ends of a scale. Made by scale_ends.R: prop.test(k, n, correct = FALSE) gives Wilson's interval.\n")
case <- function(values, minimum, maximum, level) {
  n <- length(values); k <- c(floor = sum(values == minimum), ceiling = sum(values == maximum))
  cat("\n[[r]]\nvalues = [", paste(values, collapse = ", "), "]\n", sep = "")
  cat(sprintf("minimum = %d\nmaximum = %d\nlevel = %s\n", minimum, maximum, level))
  for (name in names(k)) {
    ci <- suppressWarnings(prop.test(k[[name]], n, conf.level = level, correct = FALSE))$conf.int
    cat(sprintf("n_%s = %d\n%s_low = %.17g\n%s_high = %.17g\n", name, k[[name]], name, ci[1], name, ci[2]))
  }
  cat(sprintf('source = "R %s: prop.test(correct = FALSE)"\n', getRversion()))
}
case(as.integer(c(0, 0, 3, 10, 7, 0, 5, 9)), 0L, 10L, 0.95)
case(as.integer(c(4, 4, 4, 4, 1, 2, 4, 3, 0, 4, 4, 4)), 0L, 4L, 0.9)
case(c(2L), 1L, 2L, 0.95)
case(as.integer(c(1, 1, 1)), 1L, 7L, 0.99)
