"""A person: evidence, what it says about levels and stage, and where it is kept."""
