"""The dialogue: commands, turns and replies, the same on every platform."""
