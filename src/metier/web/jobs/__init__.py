"""Long work in the background: one table, a worker inside the server, progress and cancel."""
