"""What callwright tells an author about a file: small values, and one renderer a format."""
