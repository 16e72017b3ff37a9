"""The framework that comes with Metier."""
