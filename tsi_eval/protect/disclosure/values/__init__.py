"""Values: sums of few persons' values that could be worked out from means, and numbers that say them again."""
