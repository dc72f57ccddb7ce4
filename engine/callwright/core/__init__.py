"""The rules of a call: pure, no I/O, no clock, no randomness."""
