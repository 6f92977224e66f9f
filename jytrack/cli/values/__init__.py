"""Options, output, errors, Chinese help: what every command shares."""
