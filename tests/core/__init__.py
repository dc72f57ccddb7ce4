"""The core: its rules, one by one, and its laws."""
