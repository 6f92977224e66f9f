"""Commands that show targets and figures."""
