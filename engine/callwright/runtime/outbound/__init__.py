"""Calls that we begin: numbers, what waits for them in the store, and the platform's API that rings them."""
