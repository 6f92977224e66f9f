"""One function per use of the program; the only place that joins the rooms and opens transactions."""
