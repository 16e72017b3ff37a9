"""The personal pages: where a kept profile's owner comes back to."""
