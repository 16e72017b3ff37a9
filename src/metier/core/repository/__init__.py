"""A repository becomes evidence: which skills its files use, how much, by whom and when."""
