"""What the chain covers: the one list of tables and columns, to which a new table is added with one entry.

A test holds the list to the models: each table and column is in it or is named in `NOT_COVERED` with the reason.
"""

from jytrack.domain.values.valueclass import valueclass

NOT_COVERED = {
    "chain_link": "it is the chain",
    "content.body": "its hash is covered, and the check compares the two",
    "chain_part": "its rows are part of their links' digests",
    "reading.superseded_by": "it is what the reading that follows was written by, which the check compares",
}
"""Tables and columns of which no act keeps a digest, and why none is needed."""

WITHIN = "{moment} > ? AND {moment} <= ?"
"""That something happened after one moment up to another."""


@valueclass
class Cover:
    """The `columns` of one table that count, in the order of its `key`.

    `moment` says when a row t was written (through `joins`, where another table tells); empty: the plan folder's rows,
    which `init` writes anew, so that what counts is what stands there after it. `within` finds what was written after
    one moment up to another. `closed` names the columns that tell which row was closed, where nothing else tells it.
    """

    table: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    moment: str = "t.recorded_at"
    joins: str = ""
    within: str = WITHIN
    closed: tuple[str, ...] = ()


_BATCH = "LEFT JOIN import_batch b ON b.id = {}.batch_id"
_PUBLISHED = "LEFT JOIN publication p ON p.id = t.publication_id"
_RECEIPT = "LEFT JOIN receipt r ON r.id = t.receipt_id"

GROWN = (
    Cover(
        "import_batch",
        ("id", "plan_id", "recorded_at", "recorded_by", "received_on", "reason", "undoes_id"),
        ("id",),
    ),
    Cover(
        "import_file",
        (
            "id", "batch_id", "name", "sheet", "sha256", "size", "encoding", "layout", "period", "new_rows",
            "unchanged_rows", "corrected_rows", "rejected_rows", "received_on",
        ),
        ("id",),
        "b.recorded_at",
        _BATCH.format("t"),
    ),
    Cover(
        "import_problem",
        ("import_file_id", "position", "severity", "code", "row", "column", "value", "message", "suggestion"),
        ("import_file_id", "position"),
        "b.recorded_at",
        f"LEFT JOIN import_file f ON f.id = t.import_file_id {_BATCH.format('f')}",
    ),
    Cover(
        "writing",
        ("id", "batch_id", "recorded_at", "recorded_by", "received_on", "import_file_id", "reason"),
        ("id",),
    ),
    Cover(
        "reading",
        (
            "metric_id", "unit_id", "period", "month", "cumulative", "value", "numerator", "denominator", "withdrawn",
            "source", "note", "writing_id", "row",
        ),
        ("row", "metric_id", "unit_id", "period"),
        "w.recorded_at",
        "LEFT JOIN writing w ON w.id = t.writing_id",
        # Few writings are an act's, and no row of another has to be told its moment.
        "t.writing_id IN (SELECT id FROM writing WHERE recorded_at > ? AND recorded_at <= ?)",
    ),
    Cover(
        "target_goal",
        ("target_id", "valid_from", "value", "basis", "reason", "document", "recorded_at", "recorded_by"),
        ("target_id", "valid_from"),
        closed=("target_id", "valid_from", "superseded_at"),
    ),
    Cover(
        "schedule",
        ("id", "target_id", "role", "kind", "checkpoint", "reason", "recorded_at", "recorded_by"),
        ("id",),
        closed=("id", "superseded_at"),
    ),
    Cover(
        "schedule_point",
        ("schedule_id", "month", "share"),
        ("schedule_id", "month"),
        "s.recorded_at",
        "LEFT JOIN schedule s ON s.id = t.schedule_id",
    ),
    Cover(
        "allocation",
        ("target_id", "unit_id", "valid_from", "value", "basis", "reason", "document", "recorded_at", "recorded_by"),
        ("target_id", "unit_id", "valid_from"),
        closed=("target_id", "unit_id", "valid_from", "superseded_at"),
    ),
    Cover(
        "settings_log",
        ("id", "plan_id", "subject", "was", "became", "recorded_at", "recorded_by"),
        ("id",),
    ),
    Cover(
        "task_log",
        (
            "id", "plan_id", "task_no", "action", "happened_on", "recorded_at", "recorded_by", "note", "department_id",
            "from_status", "to_status", "milestone", "until", "group_id", "target_id", "period", "publication_id",
            "digest",
        ),
        ("id",),
    ),
    Cover(
        "task_evidence",
        ("log_id", "position", "name", "size", "sha256"),
        ("log_id", "position"),
        "l.recorded_at",
        "LEFT JOIN task_log l ON l.id = t.log_id",
    ),
    Cover(
        "publication",
        (
            "id", "plan_id", "kind", "series", "year", "issue", "as_of", "about", "known_at", "recorded_at",
            "recorded_by", "published_on", "title", "document_no", "corrects_id", "replaces_id", "program", "rules",
            "wording_sha256", "looks_sha256", "facts_sha256", "fingerprint", "reason", "entered",
        ),
        ("id",),
    ),
    Cover(
        "publication_file",
        ("publication_id", "position", "role", "name", "sha256"),
        ("publication_id", "position"),
        "p.recorded_at",
        _PUBLISHED,
    ),
    Cover(
        "publication_difference",
        ("publication_id", "position", "added", "number", "words"),
        ("publication_id", "position"),
        "p.recorded_at",
        _PUBLISHED,
    ),
    Cover(
        "receipt",
        ("id", "plan_id", "name", "sheet", "sha256", "refused", "received_on", "recorded_at", "recorded_by"),
        ("id",),
    ),
    Cover(
        "receipt_item",
        ("receipt_id", "position", "unit_id", "metric_id", "period"),
        ("receipt_id", "position"),
        "r.recorded_at",
        _RECEIPT,
    ),
    Cover("receipt_problem", ("receipt_id", "code", "count"), ("receipt_id", "code"), "r.recorded_at", _RECEIPT),
    Cover(
        "received_change",
        ("id", "batch_id", "import_file_id", "received_on", "reason", "recorded_at", "recorded_by"),
        ("id",),
    ),
    Cover("content", ("sha256", "size", "recorded_at"), ("sha256",)),
    Cover("doubt", ("id", "plan_id", "code", "metric_id", "unit_id", "figure", "recorded_at"), ("id",)),
    Cover(
        "doubt_found",
        ("doubt_id", "recorded_at", "period", "value", "against", "degree", "whole_id", "import_file_id", "row"),
        ("doubt_id",),
        closed=("doubt_id", "superseded_at"),
    ),
    Cover(
        "explanation",
        (
            "target_id", "period", "item", "text", "recorded_at", "recorded_by", "import_file_id", "row", "reason",
        ),
        ("target_id", "period", "item"),
        closed=("target_id", "period", "item", "superseded_at"),
    ),
    Cover("doubt_decision", ("id", "doubt_id", "recorded_at", "recorded_by", "accepted", "note"), ("id",)),
    Cover(
        "contact",
        (
            "id", "region", "department_id", "channel", "address", "copies", "mobile", "dropped", "recorded_at",
            "recorded_by",
        ),
        ("id",),
    ),
    Cover(
        "delivery",
        (
            "id", "plan_id", "run", "department_id", "channel", "address", "sha256", "note", "recorded_at",
            "recorded_by",
        ),
        ("id",),
    ),
    Cover(
        "delivery_item",
        (
            "delivery_id", "position", "plan_id", "recipient", "obligation", "counted_from", "stage", "attempt",
            "debtor_id", "is_copy",
        ),
        ("delivery_id", "position"),
        "d.recorded_at",
        "LEFT JOIN delivery d ON d.id = t.delivery_id",
    ),
    Cover(
        "delivery_end",
        ("delivery_id", "step", "outcome", "code", "reason", "recorded_at", "recorded_by"),
        ("delivery_id", "step"),
    ),
)  # fmt: skip
"""What only grows: an act covers the rows that were written since the act before."""

BEFORE_WRITINGS = Cover(
    "reading",
    (
        "metric_id", "unit_id", "period", "month", "cumulative", "value", "numerator", "denominator", "withdrawn",
        "source", "note", "received_on", "recorded_at", "recorded_by", "import_file_id", "row", "reason",
    ),
    ("row", "metric_id", "unit_id", "period"),
)  # fmt: skip
"""How readings count in a database of before revision 0018."""

REWRITTEN = tuple(
    Cover(table, columns, columns[:key], moment="")
    for table, key, columns in (
        ("plan", 1, ("id", "code", "title", "region", "year", "issued_on", "document")),
        ("threshold", 1, ("id", "plan_id", "target_id", "name", "value")),
        ("department", 1, ("id", "region", "name")),
        (
            "plan_department", 2,
            ("plan_id", "department_id", "position", "kind", "code", "villages", "communities", "basis"),
        ),
        ("department_alias", 2, ("plan_id", "alias", "department_id", "position")),
        ("group_member", 3, ("plan_id", "group_id", "member_id", "position")),
        ("office_paper", 2, ("plan_id", "name", "content")),
        ("calendar_day", 2, ("plan_id", "day", "name", "off", "source")),
        ("metric", 1, ("id", "region", "code")),
        (
            "target", 1,
            (
                "id", "plan_id", "metric_id", "position", "name", "measure_unit", "measure", "reporting",
                "numerator_unit", "denominator_unit", "may_be_negative", "share_of_people", "source_required",
                "direction", "binding", "task_no", "task_basis", "definition", "prose_name",
            ),
        ),
        ("metric_alias", 2, ("plan_id", "alias", "target_id", "position")),
        ("duty", 2, ("target_id", "unit_id", "position", "frequency", "due_day", "since")),
        ("unit_bounds", 2, ("target_id", "unit_id", "position", "low", "high", "note")),
        ("task", 2, ("plan_id", "no", "title", "section", "summary")),
        ("task_department", 4, ("plan_id", "task_no", "role", "department_id", "position", "basis")),
        (
            "milestone", 3,
            ("plan_id", "task_no", "name", "position", "kind", "starts_on", "due_on", "frequency", "basis"),
        ),
        ("reminder_rule", 2, ("plan_id", "kind", "stages", "every", "lead_from", "office_from")),
        ("policy", 3, ("plan_id", "task_no", "position", "item", "figure", "condition", "basis")),
    )
)  # fmt: skip
"""The plan folder's rows: an act that has an entry in the settings log covers all that stands there."""
