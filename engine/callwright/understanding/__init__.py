"""Which intent an utterance means, and which values it says."""
