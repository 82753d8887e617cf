"""Discord: the dialogue as slash commands, buttons and answers only their reader sees."""
