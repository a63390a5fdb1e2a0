"""Rounding: as many decimals as leave the exact sums open, and counts by the policy's step."""
