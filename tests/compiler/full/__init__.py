"""The full form of flows."""
