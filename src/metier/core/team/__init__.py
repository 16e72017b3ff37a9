"""A team: who can do what, what it needs, what to train, who can help whom."""
