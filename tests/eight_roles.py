"""The roles that the source document describes in full."""

ROLES = (
    "data-scientist",
    "data-engineer",
    "machine-learning-engineer",
    "research-scientist",
    "mlops-engineer",
    "computer-vision-engineer",
    "nlp-engineer",
    "ai-ethics-officer",
)
