"""From an author's documents to ``core.model``: one noun a file. ``flow.build_flow`` is the way in."""
