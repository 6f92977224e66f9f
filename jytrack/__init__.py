"""jytrack follows a county's yearly employment action plan: goals, reports, accountability."""

__version__ = "0.1.0"
