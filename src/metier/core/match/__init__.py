"""A person held against a role: readiness, gap and fit."""
