"""What is exact in a sentence: values, units, days, names and quotations, and what may be reckoned from them."""
