"""Which plans stand: nothing recorded is ever deleted, so a dropped one keeps its rows; the last word on it counts."""

DROPPED = "移除方案"
"""What the settings log calls it that a plan was dropped; no piece of a folder."""

_LAST_WORDS = f"SELECT max(id) FROM settings_log WHERE subject = '{DROPPED}' GROUP BY plan_id"  # noqa: S608
_GONE = f"SELECT plan_id FROM settings_log WHERE became <> '' AND id IN ({_LAST_WORDS})"  # noqa: S608
STANDING = f"id NOT IN ({_GONE})"
"""What is true of a row of the table plan that was not dropped."""
