"""Text becomes mentions of skills, and mentions become evidence."""
