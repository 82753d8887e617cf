"""Commands, one story a module: each handler calls a use case, builds a view and returns it."""
