"""Kept profiles."""
