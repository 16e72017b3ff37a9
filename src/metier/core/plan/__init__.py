"""The way from here to a target: prerequisites, the optimal set of steps, their order."""
