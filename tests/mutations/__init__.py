"""Single mistakes made in good files by rule, and what their author is told about each."""
