"""Telegram: its intake, its menu, its rendering, and the adapter that holds them together."""
