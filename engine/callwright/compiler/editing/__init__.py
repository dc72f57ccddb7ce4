"""Changing an author's file: mends of findings, and the keys in the order of the language.

Only what is changed is written anew: whatever stands outside a change keeps its bytes, with its comments, its quotes,
its line ends and its byte order mark.
"""
