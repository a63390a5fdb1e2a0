# The cases "r" of one_way.toml. Run: Rscript tests/oracles/one_way.R (prints them). Base R, data sets of R's own.
show <- function(name, v) cat(name, " = [", paste(if (is.character(v)) sprintf('"%s"', v) else sprintf("%.17g", v), collapse = ", "), "]\n", sep = "")
number <- function(name, v) cat(name, " = ", sprintf("%.17g", v), "\n", sep = "")

case <- function(call, y, g) {
  table <- summary(aov(y ~ g))[[1]]
  cat("\n[[r]]\n")
  show("values", y); show("labels", as.character(g))
  show("groups", levels(g)); cat("sizes = [", paste(tabulate(g), collapse = ", "), "]\n", sep = ""); show("means", tapply(y, g, mean))
  cat("df_between = ", table$Df[1], "\ndf_within = ", table$Df[2], "\n", sep = "")
  number("ms_between", table[["Mean Sq"]][1]); number("ms_within", table[["Mean Sq"]][2])
  number("statistic", table[["F value"]][1]); number("p_value", table[["Pr(>F)"]][1])
  number("residual_sd", sqrt(table[["Mean Sq"]][2])); number("r_squared", summary(lm(y ~ g))$r.squared)
  cat("source = \"R ", as.character(getRversion()), ": summary(", call, "), summary(lm)$r.squared\"\n", sep = "")
}
case("aov(weight ~ group, PlantGrowth)", PlantGrowth$weight, PlantGrowth$group)
case("aov(weight ~ feed, chickwts)", chickwts$weight, chickwts$feed)
