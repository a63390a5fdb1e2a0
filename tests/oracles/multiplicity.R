# Numbers of multiplicity.toml. Run: Rscript tests/oracles/multiplicity.R > tests/oracles/multiplicity.toml
source("tests/oracles/toml.R")

cat("# Adjusted p values. Made by multiplicity.R: p.adjust of R", paste0(getRversion()), "(package stats).\n")
case <- function(id, p) {
  cat("\n[[r]]\n"); toml("id", id); list_ <- function(name, v) cat(name, " = [", paste(sprintf("%.17g", v), collapse = ", "), "]\n", sep = "")
  list_("p_values", p)
  for (m in c(bonferroni = "bonferroni", holm = "holm", hochberg = "hochberg", benjamini_hochberg = "BH", benjamini_yekutieli = "BY"))
    list_(c(bonferroni = "bonferroni", holm = "holm", hochberg = "hochberg", BH = "benjamini_hochberg", BY = "benjamini_yekutieli")[[m]], p.adjust(p, m))
  toml("source", sprintf("R %s: p.adjust(p, 'bonferroni' | 'holm' | 'hochberg' | 'BH' | 'BY')", getRversion()))
}
set.seed(1)
case("ten", round(c(runif(5), runif(5, 0, 0.05)), 4))
case("ties", c(0.01, 0.02, 0.01, 0.04, 0.02, 0.5, 0.5))
case("one", 0.03)
case("zero and one", c(1, 0, 0.2, 1, 0))
case("all equal", rep(0.04, 6))
case("tiny", c(1e-300, 5e-324, 1e-17, 0.9))
case("Benjamini and Hochberg's fifteen", c(.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1))
