"""The scheduler: what is said unasked, planned in time and brought to where it belongs."""
