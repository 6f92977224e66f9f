"""Messages out: by mail, by group bots, by a program of the office's, into a folder. No database and no plan here."""
