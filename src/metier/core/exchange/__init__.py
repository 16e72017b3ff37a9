"""Write what Metier knows in formats that others read."""
