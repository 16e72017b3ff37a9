"""The engine: plain Python, no web, no terminal, no network."""
