"""Words that the terminal shows for ids of the framework."""

CATEGORIES = {
    "core": "Core technical",
    "specialized": "Specialized AI",
    "business": "Business and strategy",
    "compliance": "Compliance and ethics",
    "leadership": "Leadership and management",
    "emerging": "Emerging and specialized",
}
