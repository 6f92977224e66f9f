"""The best SQL by hand beside a reading command: what one would type into the sqlite3 shell for the same figures."""

from jytrack.store.values.encoding import LAST_WRITING
from tests.bench.generated import metric_code, unit_name

YEAR = "period BETWEEN 202301 AND 202312"
IN_FORCE = f"{YEAR} AND superseded_by = {LAST_WRITING} AND NOT withdrawn"
METRIC = f"metric_id = (SELECT id FROM metric WHERE code = '{metric_code(0)}')"
UNIT = f"unit_id = (SELECT id FROM department WHERE name = '{unit_name(2)}')"

SUMS = f"SELECT metric_id, sum(month) FROM reading WHERE {IN_FORCE} GROUP BY metric_id"
"""A row a metric, in the order of the table's own key."""

DISCIPLINE = (
    f"SELECT metric_id, unit_id, count(*), max(period) FROM reading WHERE {IN_FORCE} GROUP BY metric_id, unit_id"
)
"""A row a metric and unit: who has reported how much."""

BY_UNIT = f"SELECT metric_id, unit_id, sum(month) FROM reading WHERE {IN_FORCE} GROUP BY metric_id, unit_id"
"""The same with the figures."""

ONE_METRIC = f"SELECT sum(month) FROM reading WHERE {METRIC} AND {IN_FORCE}"
ONE_SERIES = f"SELECT period, month FROM reading WHERE {METRIC} AND {UNIT} AND {IN_FORCE}"
ONE_UNIT = (
    f"SELECT metric_id, period, month FROM reading WHERE metric_id IN (SELECT id FROM metric) AND {UNIT} AND {IN_FORCE}"
)
"""By the key, a metric after the other."""

ALL = (
    "SELECT d.name, m.code, period, month FROM reading "
    f"JOIN metric m ON m.id = metric_id JOIN department d ON d.id = unit_id WHERE {IN_FORCE}"
)
"""Every reading."""
