"""Names: where they stand, what they mean, what can be written where."""
