"""Services: what a call asks the world over HTTP, and nothing that a flow does not name ever leaves the machine."""
