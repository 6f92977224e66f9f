"""Readings in and out: imports, templates, exports, undoing, checking, who has reported."""
