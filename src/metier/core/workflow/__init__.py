"""The only place that composes the engine, one module for each job of a user."""
