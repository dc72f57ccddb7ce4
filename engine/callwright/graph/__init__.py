"""Pictures of what happened in a call."""
