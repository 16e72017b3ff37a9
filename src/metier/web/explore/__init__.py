"""The framework, open to everyone."""
