# Writes a name and its value as a line of TOML; the other scripts source it, from the repository's root.
# Whole numbers of type integer and texts stay as they are; other numbers have a decimal point, and as many digits as
# tell a double apart from its neighbours. One value is a list only when it is said to be.
toml <- function(name, value, list = FALSE, digits = 17L) {
  decimal <- function(v) ifelse(is.infinite(v), ifelse(v > 0, "inf", "-inf"), ifelse(v == round(v) & abs(v) < 1e9, sprintf("%.1f", v), sprintf("%.*g", digits, v)))
  text <- if (is.character(value)) sprintf('"%s"', value)
          else if (is.logical(value)) tolower(as.character(value))
          else if (is.integer(value)) as.character(value)
          else decimal(value)
  if (length(value) != 1 || list) text <- paste0("[", paste(text, collapse = ", "), "]")
  cat(name, " = ", text, "\n", sep = "")
}
