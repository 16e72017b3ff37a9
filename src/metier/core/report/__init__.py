"""Results as documents that a person can keep."""
