"""What learners do, one module a story: each function is one unit of work."""
