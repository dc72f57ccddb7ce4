"""The full form of a flow or a state: every shorthand a map, every default filled in, behind each value its place."""

from callwright.compiler.full.flow import show_flow, show_state

__all__ = ["show_flow", "show_state"]
