"""Documents of any common kind become text with structure."""
