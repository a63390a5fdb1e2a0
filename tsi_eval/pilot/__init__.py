"""What is declared, and how it is read.

`load_pilot` turns a folder of TOML files into one frozen `Pilot`.
"""
