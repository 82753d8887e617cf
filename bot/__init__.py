"""Study Buddy's outside: the dialogue, the platforms, the scheduler and the composition root."""
