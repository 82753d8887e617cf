"""Views: pure functions from what a use case returned to the Reply that says it."""
