"""The domain of Study Buddy: roadmaps, learners and what they did; no I/O, no SDK, no database."""
