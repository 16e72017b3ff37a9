"""Practice with interview questions, and finished work held against a project's checklist."""
