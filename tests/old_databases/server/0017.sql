SELECT pg_catalog.set_config('search_path', '', false);
CREATE SCHEMA jytrack;
CREATE FUNCTION jytrack.is_pointed_at() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'jytrack', 'pg_temp'
    AS $$BEGIN IF (TG_TABLE_NAME = 'metric' AND EXISTS (SELECT 1 FROM reading WHERE metric_id = OLD.id)) OR (TG_TABLE_NAME = 'department' AND EXISTS (SELECT 1 FROM reading WHERE unit_id = OLD.id)) OR (TG_TABLE_NAME = 'import_file' AND EXISTS (SELECT 1 FROM reading WHERE import_file_id = OLD.id)) THEN RAISE EXCEPTION 'a reading points at it' USING ERRCODE = '23503'; END IF; RETURN OLD; END$$;
CREATE FUNCTION jytrack.keeps_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'jytrack', 'pg_temp'
    AS $$BEGIN RAISE EXCEPTION '% keeps its history', TG_TABLE_NAME USING ERRCODE = '23000'; END$$;
CREATE FUNCTION jytrack.points_at_rows() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'jytrack', 'pg_temp'
    AS $$BEGIN IF EXISTS (SELECT 1 FROM (SELECT DISTINCT metric_id AS id FROM fresh WHERE metric_id IS NOT NULL) AS n WHERE NOT EXISTS (SELECT 1 FROM metric AS p WHERE p.id = n.id)) OR EXISTS (SELECT 1 FROM (SELECT DISTINCT unit_id AS id FROM fresh WHERE unit_id IS NOT NULL) AS n WHERE NOT EXISTS (SELECT 1 FROM department AS p WHERE p.id = n.id)) OR EXISTS (SELECT 1 FROM (SELECT DISTINCT import_file_id AS id FROM fresh WHERE import_file_id IS NOT NULL) AS n WHERE NOT EXISTS (SELECT 1 FROM import_file AS p WHERE p.id = n.id)) THEN RAISE EXCEPTION 'reading violates a foreign key' USING ERRCODE = '23503'; END IF; RETURN NULL; END$$;
CREATE FUNCTION jytrack.remembers_given() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'jytrack', 'pg_temp'
    AS $$BEGIN UPDATE given SET number = greatest(number, (SELECT max(id) FROM fresh)) WHERE name = TG_TABLE_NAME; RETURN NULL; END$$;
CREATE TABLE jytrack.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE jytrack.allocation (
    target_id integer NOT NULL,
    unit_id integer NOT NULL,
    valid_from date NOT NULL,
    superseded_at bigint NOT NULL,
    value bigint NOT NULL,
    basis character varying(32) NOT NULL COLLATE pg_catalog."C",
    reason character varying NOT NULL COLLATE pg_catalog."C",
    document character varying NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_allocation_basis CHECK (((basis)::text = ANY ((ARRAY['printed'::character varying, 'derived'::character varying, 'assumed'::character varying])::text[]))),
    CONSTRAINT ck_allocation_two_times CHECK ((recorded_at < superseded_at))
);
CREATE TABLE jytrack.calendar_day (
    plan_id integer NOT NULL,
    day date NOT NULL,
    name character varying NOT NULL COLLATE pg_catalog."C",
    off boolean NOT NULL,
    source character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE jytrack.chain_link (
    id integer NOT NULL,
    opening boolean NOT NULL,
    recorded_at bigint NOT NULL,
    digest character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_chain_link_digest CHECK ((length((digest)::text) = 64))
);
CREATE TABLE jytrack.chain_part (
    link_id integer NOT NULL,
    subject character varying NOT NULL COLLATE pg_catalog."C",
    row_count integer NOT NULL,
    digest character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_chain_part_digest CHECK ((length((digest)::text) = 64))
);
CREATE TABLE jytrack.contact (
    id integer NOT NULL,
    region character varying NOT NULL COLLATE pg_catalog."C",
    department_id integer,
    channel character varying NOT NULL COLLATE pg_catalog."C",
    address character varying NOT NULL COLLATE pg_catalog."C",
    copies boolean NOT NULL,
    mobile character varying NOT NULL COLLATE pg_catalog."C",
    dropped boolean NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE jytrack.content (
    sha256 character varying NOT NULL COLLATE pg_catalog."C",
    size integer NOT NULL,
    recorded_at bigint NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT ck_content_most CHECK ((size <= 20971520)),
    CONSTRAINT ck_content_sha256 CHECK ((length((sha256)::text) = 64)),
    CONSTRAINT ck_content_size CHECK ((size = length(body)))
);
CREATE TABLE jytrack.delivery (
    id integer NOT NULL,
    plan_id integer NOT NULL,
    run integer NOT NULL,
    department_id integer,
    channel character varying NOT NULL COLLATE pg_catalog."C",
    address character varying NOT NULL COLLATE pg_catalog."C",
    sha256 character varying COLLATE pg_catalog."C",
    note character varying NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_delivery_sha256 CHECK ((length((sha256)::text) = 64))
);
CREATE TABLE jytrack.delivery_end (
    delivery_id integer NOT NULL,
    step integer NOT NULL,
    outcome character varying(32) NOT NULL COLLATE pg_catalog."C",
    code character varying NOT NULL COLLATE pg_catalog."C",
    reason character varying NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_delivery_end_outcome CHECK (((outcome)::text = ANY ((ARRAY['sent'::character varying, 'failed'::character varying, 'unclear'::character varying])::text[]))),
    CONSTRAINT ck_delivery_end_step CHECK ((step = ANY (ARRAY[1, 2])))
);
CREATE TABLE jytrack.delivery_item (
    delivery_id integer NOT NULL,
    "position" integer NOT NULL,
    plan_id integer NOT NULL,
    recipient character varying NOT NULL COLLATE pg_catalog."C",
    obligation character varying NOT NULL COLLATE pg_catalog."C",
    counted_from date NOT NULL,
    stage integer NOT NULL,
    attempt integer NOT NULL,
    debtor_id integer,
    is_copy boolean NOT NULL,
    CONSTRAINT ck_delivery_item_attempt CHECK ((attempt >= 1)),
    CONSTRAINT ck_delivery_item_position CHECK (("position" >= 1))
);
CREATE TABLE jytrack.department (
    id integer NOT NULL,
    region character varying NOT NULL COLLATE pg_catalog."C",
    name character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_department_name CHECK (((name)::text <> ''::text))
);
CREATE TABLE jytrack.department_alias (
    plan_id integer NOT NULL,
    alias character varying NOT NULL COLLATE pg_catalog."C",
    department_id integer NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT ck_department_alias_position CHECK (("position" >= 1))
);
CREATE TABLE jytrack.doubt (
    id integer NOT NULL,
    plan_id integer NOT NULL,
    code character varying NOT NULL COLLATE pg_catalog."C",
    metric_id integer,
    unit_id integer,
    figure character varying NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL
);
CREATE TABLE jytrack.doubt_decision (
    id integer NOT NULL,
    doubt_id integer NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    accepted boolean NOT NULL,
    note character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_doubt_decision_note CHECK (((note)::text <> ''::text))
);
CREATE TABLE jytrack.doubt_found (
    doubt_id integer NOT NULL,
    superseded_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    period integer NOT NULL,
    value character varying COLLATE pg_catalog."C",
    against character varying COLLATE pg_catalog."C",
    degree character varying COLLATE pg_catalog."C",
    whole_id integer,
    import_file_id integer,
    "row" integer,
    CONSTRAINT ck_doubt_found_period CHECK ((((period % 100) >= 1) AND ((period % 100) <= 12))),
    CONSTRAINT ck_doubt_found_two_times CHECK ((recorded_at < superseded_at))
);
CREATE TABLE jytrack.duty (
    target_id integer NOT NULL,
    unit_id integer NOT NULL,
    "position" integer NOT NULL,
    frequency character varying(32) NOT NULL COLLATE pg_catalog."C",
    due_day integer NOT NULL,
    since integer NOT NULL,
    CONSTRAINT ck_duty_due_day CHECK (((due_day >= 1) AND (due_day <= 31))),
    CONSTRAINT ck_duty_frequency CHECK (((frequency)::text = ANY ((ARRAY['month'::character varying, 'quarter'::character varying, 'half'::character varying, 'year'::character varying])::text[]))),
    CONSTRAINT ck_duty_position CHECK (("position" >= 1)),
    CONSTRAINT ck_duty_since CHECK ((((since % 100) >= 1) AND ((since % 100) <= 12)))
);
CREATE TABLE jytrack.explanation (
    target_id integer NOT NULL,
    period integer NOT NULL,
    item character varying NOT NULL COLLATE pg_catalog."C",
    superseded_at bigint NOT NULL,
    text character varying NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    import_file_id integer,
    "row" integer,
    reason character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_explanation_item CHECK (((item)::text = ANY ((ARRAY['cause'::character varying, 'measures'::character varying, 'person'::character varying, 'until'::character varying])::text[]))),
    CONSTRAINT ck_explanation_period CHECK ((((period % 100) >= 1) AND ((period % 100) <= 12))),
    CONSTRAINT ck_explanation_row CHECK (("row" >= 1)),
    CONSTRAINT ck_explanation_two_times CHECK ((recorded_at < superseded_at))
);
CREATE TABLE jytrack.given (
    name text NOT NULL,
    number bigint NOT NULL
);
CREATE TABLE jytrack.group_member (
    plan_id integer NOT NULL,
    group_id integer NOT NULL,
    member_id integer NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT ck_group_member_not_itself CHECK ((group_id <> member_id)),
    CONSTRAINT ck_group_member_position CHECK (("position" >= 1))
);
CREATE TABLE jytrack.import_batch (
    id integer NOT NULL,
    plan_id integer NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    received_on date NOT NULL,
    reason character varying NOT NULL COLLATE pg_catalog."C",
    undoes_id integer
);
CREATE TABLE jytrack.import_file (
    id integer NOT NULL,
    batch_id integer NOT NULL,
    name character varying NOT NULL COLLATE pg_catalog."C",
    sheet character varying NOT NULL COLLATE pg_catalog."C",
    sha256 character varying NOT NULL COLLATE pg_catalog."C",
    size integer NOT NULL,
    encoding character varying NOT NULL COLLATE pg_catalog."C",
    layout character varying NOT NULL COLLATE pg_catalog."C",
    period integer,
    new_rows integer NOT NULL,
    unchanged_rows integer NOT NULL,
    corrected_rows integer NOT NULL,
    rejected_rows integer NOT NULL,
    received_on date,
    CONSTRAINT ck_import_file_counts CHECK ((LEAST(new_rows, unchanged_rows, corrected_rows, rejected_rows) >= 0)),
    CONSTRAINT ck_import_file_period CHECK ((((period % 100) >= 1) AND ((period % 100) <= 12))),
    CONSTRAINT ck_import_file_sha256 CHECK ((length((sha256)::text) = 64)),
    CONSTRAINT ck_import_file_size CHECK ((size >= 0))
);
CREATE TABLE jytrack.import_problem (
    import_file_id integer NOT NULL,
    "position" integer NOT NULL,
    severity character varying NOT NULL COLLATE pg_catalog."C",
    code character varying NOT NULL COLLATE pg_catalog."C",
    "row" integer,
    "column" character varying COLLATE pg_catalog."C",
    value character varying COLLATE pg_catalog."C",
    message character varying NOT NULL COLLATE pg_catalog."C",
    suggestion character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_import_problem_position CHECK (("position" >= 1)),
    CONSTRAINT ck_import_problem_row CHECK (("row" >= 1)),
    CONSTRAINT ck_import_problem_severity CHECK (((severity)::text = ANY ((ARRAY['warning'::character varying, 'fixed'::character varying, 'note'::character varying])::text[])))
);
CREATE TABLE jytrack.metric (
    id integer NOT NULL,
    region character varying NOT NULL COLLATE pg_catalog."C",
    code character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_metric_code CHECK (((code)::text <> ''::text))
);
CREATE TABLE jytrack.metric_alias (
    plan_id integer NOT NULL,
    alias character varying NOT NULL COLLATE pg_catalog."C",
    target_id integer NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT ck_metric_alias_position CHECK (("position" >= 1))
);
CREATE TABLE jytrack.milestone (
    plan_id integer NOT NULL,
    task_no integer NOT NULL,
    name character varying NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    kind character varying(32) NOT NULL COLLATE pg_catalog."C",
    starts_on date,
    due_on date,
    frequency character varying(32) COLLATE pg_catalog."C",
    basis character varying(32) NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_milestone_basis CHECK (((basis)::text = ANY ((ARRAY['printed'::character varying, 'derived'::character varying, 'assumed'::character varying])::text[]))),
    CONSTRAINT ck_milestone_frequency CHECK (((frequency)::text = ANY ((ARRAY['month'::character varying, 'quarter'::character varying, 'half'::character varying, 'year'::character varying])::text[]))),
    CONSTRAINT ck_milestone_kind CHECK (((kind)::text = ANY ((ARRAY['milestone'::character varying, 'window'::character varying, 'checklist'::character varying])::text[]))),
    CONSTRAINT ck_milestone_position CHECK (("position" >= 1)),
    CONSTRAINT ck_milestone_starts_on CHECK ((starts_on <= due_on))
);
CREATE TABLE jytrack.office_paper (
    plan_id integer NOT NULL,
    name character varying NOT NULL COLLATE pg_catalog."C",
    content character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_office_paper_content CHECK (((content)::text <> ''::text))
);
CREATE TABLE jytrack.plan (
    id integer NOT NULL,
    code character varying NOT NULL COLLATE pg_catalog."C",
    title character varying NOT NULL COLLATE pg_catalog."C",
    region character varying NOT NULL COLLATE pg_catalog."C",
    year integer NOT NULL,
    issued_on date NOT NULL,
    document character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_plan_year CHECK (((year >= 1949) AND (year <= 9998)))
);
CREATE TABLE jytrack.plan_department (
    plan_id integer NOT NULL,
    department_id integer NOT NULL,
    "position" integer NOT NULL,
    kind character varying(32) NOT NULL COLLATE pg_catalog."C",
    code character varying COLLATE pg_catalog."C",
    villages integer,
    communities integer,
    basis character varying(32) NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_plan_department_basis CHECK (((basis)::text = ANY ((ARRAY['printed'::character varying, 'derived'::character varying, 'assumed'::character varying])::text[]))),
    CONSTRAINT ck_plan_department_communities CHECK ((communities >= 0)),
    CONSTRAINT ck_plan_department_kind CHECK (((kind)::text = ANY ((ARRAY['bureau'::character varying, 'township'::character varying, 'county'::character varying, 'vertical'::character varying, 'party'::character varying, 'mass'::character varying, 'park'::character varying, 'office'::character varying, 'group'::character varying])::text[]))),
    CONSTRAINT ck_plan_department_position CHECK (("position" >= 1)),
    CONSTRAINT ck_plan_department_villages CHECK ((villages >= 0))
);
CREATE TABLE jytrack.policy (
    plan_id integer NOT NULL,
    task_no integer NOT NULL,
    "position" integer NOT NULL,
    item character varying NOT NULL COLLATE pg_catalog."C",
    figure character varying NOT NULL COLLATE pg_catalog."C",
    condition character varying NOT NULL COLLATE pg_catalog."C",
    basis character varying(32) NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_policy_basis CHECK (((basis)::text = ANY ((ARRAY['printed'::character varying, 'derived'::character varying, 'assumed'::character varying])::text[]))),
    CONSTRAINT ck_policy_position CHECK (("position" >= 1))
);
CREATE TABLE jytrack.publication (
    id integer NOT NULL,
    plan_id integer NOT NULL,
    kind character varying(32) NOT NULL COLLATE pg_catalog."C",
    series character varying(32) NOT NULL COLLATE pg_catalog."C",
    year integer NOT NULL,
    issue integer NOT NULL,
    as_of date NOT NULL,
    about character varying NOT NULL COLLATE pg_catalog."C",
    known_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    published_on date NOT NULL,
    title character varying NOT NULL COLLATE pg_catalog."C",
    document_no character varying NOT NULL COLLATE pg_catalog."C",
    corrects_id integer,
    replaces_id integer,
    program character varying NOT NULL COLLATE pg_catalog."C",
    rules character varying NOT NULL COLLATE pg_catalog."C",
    wording_sha256 character varying NOT NULL COLLATE pg_catalog."C",
    looks_sha256 character varying NOT NULL COLLATE pg_catalog."C",
    facts_sha256 character varying NOT NULL COLLATE pg_catalog."C",
    fingerprint character varying NOT NULL COLLATE pg_catalog."C",
    reason character varying NOT NULL COLLATE pg_catalog."C",
    entered boolean NOT NULL,
    CONSTRAINT ck_publication_corrects CHECK ((((kind)::text = 'correction'::text) = (corrects_id IS NOT NULL))),
    CONSTRAINT ck_publication_facts CHECK ((length((facts_sha256)::text) = 64)),
    CONSTRAINT ck_publication_fingerprint CHECK ((length((fingerprint)::text) = 12)),
    CONSTRAINT ck_publication_issue CHECK ((issue >= 1)),
    CONSTRAINT ck_publication_kind CHECK (((kind)::text = ANY ((ARRAY['monthly'::character varying, 'quarterly'::character varying, 'halfyear'::character varying, 'annual'::character varying, 'special'::character varying, 'urge'::character varying, 'supervise'::character varying, 'account'::character varying, 'handout'::character varying, 'correction'::character varying])::text[]))),
    CONSTRAINT ck_publication_replaces CHECK (((replaces_id IS NULL) OR ((reason)::text <> ''::text))),
    CONSTRAINT ck_publication_series CHECK (((series)::text = ANY ((ARRAY['bulletin'::character varying, 'dispatch'::character varying, 'report'::character varying, 'urging'::character varying, 'supervision'::character varying])::text[]))),
    CONSTRAINT ck_publication_title CHECK (((title)::text <> ''::text))
);
CREATE TABLE jytrack.publication_difference (
    publication_id integer NOT NULL,
    "position" integer NOT NULL,
    added boolean NOT NULL,
    number character varying NOT NULL COLLATE pg_catalog."C",
    words character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_publication_difference_position CHECK (("position" >= 1))
);
CREATE TABLE jytrack.publication_file (
    publication_id integer NOT NULL,
    "position" integer NOT NULL,
    role character varying(32) NOT NULL COLLATE pg_catalog."C",
    name character varying NOT NULL COLLATE pg_catalog."C",
    sha256 character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_publication_file_position CHECK (("position" >= 1)),
    CONSTRAINT ck_publication_file_role CHECK (((role)::text = ANY ((ARRAY['draft'::character varying, 'final'::character varying, 'facts'::character varying])::text[])))
);
CREATE TABLE jytrack.reading (
    metric_id integer NOT NULL,
    unit_id integer NOT NULL,
    period integer NOT NULL,
    superseded_at bigint NOT NULL,
    month bigint,
    cumulative bigint,
    value bigint,
    numerator bigint,
    denominator bigint,
    withdrawn boolean DEFAULT false NOT NULL,
    source character varying NOT NULL COLLATE pg_catalog."C",
    note character varying NOT NULL COLLATE pg_catalog."C",
    received_on date NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    import_file_id integer,
    "row" integer,
    reason character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_reading_denominator CHECK ((denominator >= 0)),
    CONSTRAINT ck_reading_exact CHECK (true),
    CONSTRAINT ck_reading_number CHECK ((withdrawn = (COALESCE(month, cumulative, value, numerator) IS NULL))),
    CONSTRAINT ck_reading_parts CHECK (((numerator IS NULL) = (denominator IS NULL))),
    CONSTRAINT ck_reading_period CHECK ((((period % 100) >= 1) AND ((period % 100) <= 12))),
    CONSTRAINT ck_reading_row CHECK (("row" >= 1)),
    CONSTRAINT ck_reading_two_times CHECK ((recorded_at < superseded_at))
);
CREATE TABLE jytrack.receipt (
    id integer NOT NULL,
    plan_id integer NOT NULL,
    name character varying NOT NULL COLLATE pg_catalog."C",
    sheet character varying NOT NULL COLLATE pg_catalog."C",
    sha256 character varying NOT NULL COLLATE pg_catalog."C",
    refused boolean NOT NULL,
    received_on date NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_receipt_sha256 CHECK ((length((sha256)::text) = 64))
);
CREATE TABLE jytrack.receipt_item (
    receipt_id integer NOT NULL,
    "position" integer NOT NULL,
    unit_id integer NOT NULL,
    metric_id integer,
    period integer,
    CONSTRAINT ck_receipt_item_period CHECK ((((period % 100) >= 1) AND ((period % 100) <= 12))),
    CONSTRAINT ck_receipt_item_position CHECK (("position" >= 1))
);
CREATE TABLE jytrack.receipt_problem (
    receipt_id integer NOT NULL,
    code character varying NOT NULL COLLATE pg_catalog."C",
    count integer NOT NULL,
    CONSTRAINT ck_receipt_problem_count CHECK ((count >= 1))
);
CREATE TABLE jytrack.received_change (
    id integer NOT NULL,
    batch_id integer NOT NULL,
    import_file_id integer,
    received_on date NOT NULL,
    reason character varying NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_received_change_reason CHECK (((reason)::text <> ''::text))
);
CREATE TABLE jytrack.reminder_rule (
    plan_id integer NOT NULL,
    kind character varying(32) NOT NULL COLLATE pg_catalog."C",
    stages character varying NOT NULL COLLATE pg_catalog."C",
    every integer NOT NULL,
    lead_from integer,
    office_from integer,
    CONSTRAINT ck_reminder_rule_every CHECK ((every >= 0)),
    CONSTRAINT ck_reminder_rule_kind CHECK (((kind)::text = ANY ((ARRAY['submission'::character varying, 'milestone'::character varying, 'duty'::character varying, 'window'::character varying, 'answer'::character varying, 'target'::character varying, 'notice'::character varying])::text[])))
);
CREATE TABLE jytrack.schedule (
    id integer NOT NULL,
    target_id integer NOT NULL,
    role character varying(32) NOT NULL COLLATE pg_catalog."C",
    kind character varying(32) NOT NULL COLLATE pg_catalog."C",
    checkpoint date,
    reason character varying NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    superseded_at bigint NOT NULL,
    CONSTRAINT ck_schedule_checkpoint CHECK ((((kind)::text = 'checkpoint'::text) = (checkpoint IS NOT NULL))),
    CONSTRAINT ck_schedule_kind CHECK (((kind)::text = ANY ((ARRAY['linear'::character varying, 'steps'::character varying, 'last_year'::character varying, 'checkpoint'::character varying])::text[]))),
    CONSTRAINT ck_schedule_role CHECK (((role)::text = ANY ((ARRAY['official'::character varying, 'early_warning'::character varying])::text[]))),
    CONSTRAINT ck_schedule_two_times CHECK ((recorded_at < superseded_at))
);
CREATE TABLE jytrack.schedule_point (
    schedule_id integer NOT NULL,
    month integer NOT NULL,
    share character varying(40) NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_schedule_point_month CHECK (((month >= 1) AND (month <= 12)))
);
CREATE TABLE jytrack.settings_log (
    id integer NOT NULL,
    plan_id integer NOT NULL,
    subject character varying NOT NULL COLLATE pg_catalog."C",
    was character varying NOT NULL COLLATE pg_catalog."C",
    became character varying NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE jytrack.target (
    id integer NOT NULL,
    plan_id integer NOT NULL,
    metric_id integer NOT NULL,
    "position" integer NOT NULL,
    name character varying NOT NULL COLLATE pg_catalog."C",
    measure_unit character varying NOT NULL COLLATE pg_catalog."C",
    measure character varying(32) NOT NULL COLLATE pg_catalog."C",
    reporting character varying(32) NOT NULL COLLATE pg_catalog."C",
    numerator_unit character varying COLLATE pg_catalog."C",
    denominator_unit character varying COLLATE pg_catalog."C",
    may_be_negative boolean NOT NULL,
    share_of_people boolean NOT NULL,
    source_required boolean NOT NULL,
    direction character varying(32) NOT NULL COLLATE pg_catalog."C",
    binding boolean NOT NULL,
    task_no integer,
    task_basis character varying(32) COLLATE pg_catalog."C",
    definition character varying COLLATE pg_catalog."C",
    prose_name character varying COLLATE pg_catalog."C",
    CONSTRAINT ck_target_direction CHECK (((direction)::text = ANY ((ARRAY['at_least'::character varying, 'at_most'::character varying])::text[]))),
    CONSTRAINT ck_target_measure CHECK (((measure)::text = ANY ((ARRAY['count'::character varying, 'amount'::character varying, 'rate'::character varying, 'level'::character varying])::text[]))),
    CONSTRAINT ck_target_parts CHECK (((numerator_unit IS NULL) = (denominator_unit IS NULL))),
    CONSTRAINT ck_target_position CHECK (("position" >= 1)),
    CONSTRAINT ck_target_reporting CHECK (((reporting)::text = ANY ((ARRAY['increment'::character varying, 'cumulative'::character varying, 'cumulative_distinct'::character varying, 'point'::character varying])::text[]))),
    CONSTRAINT ck_target_task CHECK (((task_no IS NOT NULL) OR (task_basis IS NULL))),
    CONSTRAINT ck_target_task_basis CHECK (((task_basis)::text = ANY ((ARRAY['printed'::character varying, 'derived'::character varying, 'assumed'::character varying])::text[])))
);
CREATE TABLE jytrack.target_goal (
    target_id integer NOT NULL,
    valid_from date NOT NULL,
    superseded_at bigint NOT NULL,
    value bigint,
    basis character varying(32) NOT NULL COLLATE pg_catalog."C",
    reason character varying NOT NULL COLLATE pg_catalog."C",
    document character varying NOT NULL COLLATE pg_catalog."C",
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_target_goal_basis CHECK (((basis)::text = ANY ((ARRAY['printed'::character varying, 'derived'::character varying, 'assumed'::character varying])::text[]))),
    CONSTRAINT ck_target_goal_two_times CHECK ((recorded_at < superseded_at))
);
CREATE TABLE jytrack.task (
    plan_id integer NOT NULL,
    no integer NOT NULL,
    title character varying NOT NULL COLLATE pg_catalog."C",
    section character varying NOT NULL COLLATE pg_catalog."C",
    summary character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_task_no CHECK ((no >= 1)),
    CONSTRAINT ck_task_title CHECK (((title)::text <> ''::text))
);
CREATE TABLE jytrack.task_department (
    plan_id integer NOT NULL,
    task_no integer NOT NULL,
    role character varying(32) NOT NULL COLLATE pg_catalog."C",
    department_id integer NOT NULL,
    "position" integer NOT NULL,
    basis character varying(32) NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_task_department_basis CHECK (((basis)::text = ANY ((ARRAY['printed'::character varying, 'derived'::character varying, 'assumed'::character varying])::text[]))),
    CONSTRAINT ck_task_department_position CHECK (("position" >= 1)),
    CONSTRAINT ck_task_department_role CHECK (((role)::text = ANY ((ARRAY['lead'::character varying, 'responsible'::character varying])::text[])))
);
CREATE TABLE jytrack.task_evidence (
    log_id integer NOT NULL,
    "position" integer NOT NULL,
    name character varying NOT NULL COLLATE pg_catalog."C",
    size integer NOT NULL,
    sha256 character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_task_evidence_position CHECK (("position" >= 1)),
    CONSTRAINT ck_task_evidence_sha256 CHECK ((length((sha256)::text) = 64)),
    CONSTRAINT ck_task_evidence_size CHECK ((size >= 0))
);
CREATE TABLE jytrack.task_log (
    id integer NOT NULL,
    plan_id integer NOT NULL,
    task_no integer,
    action character varying(32) NOT NULL COLLATE pg_catalog."C",
    happened_on date NOT NULL,
    recorded_at bigint NOT NULL,
    recorded_by character varying NOT NULL COLLATE pg_catalog."C",
    note character varying NOT NULL COLLATE pg_catalog."C",
    department_id integer,
    from_status character varying(32) COLLATE pg_catalog."C",
    to_status character varying(32) COLLATE pg_catalog."C",
    milestone character varying COLLATE pg_catalog."C",
    until date,
    group_id integer,
    target_id integer,
    period integer,
    publication_id integer,
    digest character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_task_log_action CHECK (((action)::text = ANY ((ARRAY['status'::character varying, 'note'::character varying, 'milestone_done'::character varying, 'milestone_added'::character varying, 'milestone_reopened'::character varying, 'milestone_dropped'::character varying, 'extension_requested'::character varying, 'extension_approved'::character varying, 'extension_refused'::character varying, 'task_owner'::character varying, 'target_owner'::character varying, 'member_added'::character varying, 'member_removed'::character varying, 'progress'::character varying, 'problem'::character varying, 'next_step'::character varying, 'month_locked'::character varying, 'month_locked_strictly'::character varying, 'month_unlocked'::character varying, 'published'::character varying, 'publication_withdrawn'::character varying, 'publication_registered'::character varying, 'urged'::character varying])::text[]))),
    CONSTRAINT ck_task_log_digest CHECK ((length((digest)::text) = 64)),
    CONSTRAINT ck_task_log_from_status CHECK (((from_status)::text = ANY ((ARRAY['registered'::character varying, 'assigned'::character varying, 'accepted'::character varying, 'in_progress'::character varying, 'reported'::character varying, 'returned'::character varying, 'done'::character varying, 'closed'::character varying, 'suspended'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT ck_task_log_group CHECK ((((action)::text = ANY ((ARRAY['member_added'::character varying, 'member_removed'::character varying])::text[])) = (group_id IS NOT NULL))),
    CONSTRAINT ck_task_log_member CHECK (((group_id IS NULL) OR (department_id IS NOT NULL))),
    CONSTRAINT ck_task_log_milestone CHECK (
CASE
    WHEN ((action)::text ~~ 'milestone%'::text) THEN (milestone IS NOT NULL)
    WHEN ((action)::text ~~ 'extension%'::text) THEN true
    ELSE (milestone IS NULL)
END),
    CONSTRAINT ck_task_log_month CHECK ((((action)::text = ANY ((ARRAY['month_locked'::character varying, 'month_locked_strictly'::character varying, 'month_unlocked'::character varying])::text[])) = (period IS NOT NULL))),
    CONSTRAINT ck_task_log_owner CHECK ((((action)::text <> 'target_owner'::text) OR (task_no IS NULL) OR (department_id IS NULL))),
    CONSTRAINT ck_task_log_period CHECK ((((period % 100) >= 1) AND ((period % 100) <= 12))),
    CONSTRAINT ck_task_log_publication CHECK ((((action)::text <> ALL ((ARRAY['published'::character varying, 'publication_withdrawn'::character varying, 'publication_registered'::character varying, 'urged'::character varying])::text[])) OR (publication_id IS NOT NULL))),
    CONSTRAINT ck_task_log_status CHECK ((((action)::text = 'status'::text) = (to_status IS NOT NULL))),
    CONSTRAINT ck_task_log_target CHECK ((((action)::text = 'target_owner'::text) = (target_id IS NOT NULL))),
    CONSTRAINT ck_task_log_task CHECK (((task_no IS NOT NULL) OR ((action)::text = ANY ((ARRAY['target_owner'::character varying, 'member_added'::character varying, 'member_removed'::character varying, 'month_locked'::character varying, 'month_locked_strictly'::character varying, 'month_unlocked'::character varying, 'published'::character varying, 'publication_withdrawn'::character varying, 'publication_registered'::character varying, 'urged'::character varying])::text[])))),
    CONSTRAINT ck_task_log_to_status CHECK (((to_status)::text = ANY ((ARRAY['registered'::character varying, 'assigned'::character varying, 'accepted'::character varying, 'in_progress'::character varying, 'reported'::character varying, 'returned'::character varying, 'done'::character varying, 'closed'::character varying, 'suspended'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT ck_task_log_unit CHECK ((((action)::text <> ALL ((ARRAY['month_unlocked'::character varying, 'urged'::character varying])::text[])) OR (department_id IS NOT NULL))),
    CONSTRAINT ck_task_log_until CHECK ((((action)::text = ANY ((ARRAY['milestone_added'::character varying, 'extension_requested'::character varying, 'extension_approved'::character varying, 'month_unlocked'::character varying])::text[])) = (until IS NOT NULL)))
);
CREATE TABLE jytrack.threshold (
    id integer NOT NULL,
    plan_id integer NOT NULL,
    target_id integer,
    name character varying(32) NOT NULL COLLATE pg_catalog."C",
    value bigint NOT NULL,
    CONSTRAINT ck_threshold_name CHECK (((name)::text = ANY ((ARRAY['flow_red'::character varying, 'rate_red'::character varying, 'near_limit'::character varying, 'hard_pace'::character varying, 'last_months'::character varying, 'due_soon_days'::character varying, 'neglected_days'::character varying])::text[]))),
    CONSTRAINT ck_threshold_not_above_zero CHECK (((value <= 0) OR ((name)::text <> ALL ((ARRAY['flow_red'::character varying, 'rate_red'::character varying])::text[])))),
    CONSTRAINT ck_threshold_not_below_zero CHECK (((value >= 0) OR ((name)::text = ANY ((ARRAY['flow_red'::character varying, 'rate_red'::character varying])::text[])))),
    CONSTRAINT ck_threshold_whole CHECK ((((value % (10000)::bigint) = 0) OR ((name)::text = ANY ((ARRAY['flow_red'::character varying, 'rate_red'::character varying, 'near_limit'::character varying, 'hard_pace'::character varying])::text[]))))
);
CREATE TABLE jytrack.unit_bounds (
    target_id integer NOT NULL,
    unit_id integer NOT NULL,
    "position" integer NOT NULL,
    low bigint,
    high bigint,
    note character varying NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ck_unit_bounds_order CHECK ((low <= high)),
    CONSTRAINT ck_unit_bounds_position CHECK (("position" >= 1)),
    CONSTRAINT ck_unit_bounds_some CHECK (((low IS NOT NULL) OR (high IS NOT NULL)))
);
CREATE VIEW jytrack.v_allocation AS
 SELECT p.code AS plan,
    m.code AS target,
    t.name,
    d.name AS unit,
    a.valid_from,
    ((a.value)::double precision / (10000)::double precision) AS goal,
    a.basis,
    a.reason,
    a.document,
    ((to_char(('1970-01-01 08:00:00'::timestamp without time zone + (((a.recorded_at / 1000000))::double precision * '00:00:01'::interval)), 'YYYY-MM-DD"T"HH24:MI:SS'::text) ||
        CASE
            WHEN ((a.recorded_at % (1000000)::bigint) = 0) THEN ''::text
            ELSE ('.'::text || lpad(((a.recorded_at % (1000000)::bigint))::text, 6, '0'::text))
        END) || '+08:00'::text) AS recorded_at,
    a.recorded_by
   FROM ((((jytrack.allocation a
     JOIN jytrack.target t ON ((t.id = a.target_id)))
     JOIN jytrack.plan p ON ((p.id = t.plan_id)))
     JOIN jytrack.metric m ON ((m.id = t.metric_id)))
     JOIN jytrack.department d ON ((d.id = a.unit_id)))
  WHERE (a.superseded_at = '253402271999999999'::bigint);
COMMENT ON VIEW jytrack.v_allocation IS '76d8c811a2619f87f95468a63b09b305 CREATE VIEW v_allocation AS SELECT p.code AS plan, m.code AS target, t.name, d.name AS unit, a.valid_from, CAST(a.value AS DOUBLE PRECISION) / 10000 AS goal, a.basis, a.reason, a.document, to_char(TIMESTAMP ''1970-01-01 08:00:00'' + (a.recorded_at / 1000000) * INTERVAL ''1 second'', ''YYYY-MM-DD"T"HH24:MI:SS'') || CASE WHEN a.recorded_at % 1000000 = 0 THEN '''' ELSE ''.'' || lpad(CAST(a.recorded_at % 1000000 AS TEXT), 6, ''0'') END || ''+08:00'' AS recorded_at, a.recorded_by FROM allocation a JOIN target t ON t.id = a.target_id JOIN plan p ON p.id = t.plan_id JOIN metric m ON m.id = t.metric_id JOIN department d ON d.id = a.unit_id WHERE a.superseded_at = 253402271999999999';
CREATE VIEW jytrack.v_delivery AS
 SELECT x.id AS number,
    p.code AS plan,
    x.run,
    COALESCE(d.name, ( SELECT o.name
           FROM (jytrack.plan_department y
             JOIN jytrack.department o ON ((o.id = y.department_id)))
          WHERE ((y.plan_id = x.plan_id) AND ((y.kind)::text = 'office'::text))
          ORDER BY y."position"
         LIMIT 1), p.region) AS department,
    x.channel,
    ( SELECT string_agg((listed.obligation)::text, '、'::text) AS string_agg
           FROM ( SELECT i.obligation
                   FROM jytrack.delivery_item i
                  WHERE (i.delivery_id = x.id)
                  ORDER BY i."position") listed) AS obligations,
    COALESCE(s.outcome, e.outcome) AS outcome,
    NULLIF((COALESCE(s.reason, e.reason))::text, ''::text) AS reason,
    NULLIF((e.code)::text, ''::text) AS code,
    ((to_char(('1970-01-01 08:00:00'::timestamp without time zone + (((COALESCE(s.recorded_at, e.recorded_at) / 1000000))::double precision * '00:00:01'::interval)), 'YYYY-MM-DD"T"HH24:MI:SS'::text) ||
        CASE
            WHEN ((COALESCE(s.recorded_at, e.recorded_at) % (1000000)::bigint) = 0) THEN ''::text
            ELSE ('.'::text || lpad(((COALESCE(s.recorded_at, e.recorded_at) % (1000000)::bigint))::text, 6, '0'::text))
        END) || '+08:00'::text) AS ended_at,
    (s.delivery_id IS NOT NULL) AS settled,
    NULLIF((x.note)::text, ''::text) AS note,
    x.sha256,
    ((to_char(('1970-01-01 08:00:00'::timestamp without time zone + (((x.recorded_at / 1000000))::double precision * '00:00:01'::interval)), 'YYYY-MM-DD"T"HH24:MI:SS'::text) ||
        CASE
            WHEN ((x.recorded_at % (1000000)::bigint) = 0) THEN ''::text
            ELSE ('.'::text || lpad(((x.recorded_at % (1000000)::bigint))::text, 6, '0'::text))
        END) || '+08:00'::text) AS claimed_at,
    x.recorded_by AS claimed_by
   FROM ((((jytrack.delivery x
     JOIN jytrack.plan p ON ((p.id = x.plan_id)))
     LEFT JOIN jytrack.department d ON ((d.id = x.department_id)))
     LEFT JOIN jytrack.delivery_end e ON (((e.delivery_id = x.id) AND (e.step = 1))))
     LEFT JOIN jytrack.delivery_end s ON (((s.delivery_id = x.id) AND (s.step = 2))));
COMMENT ON VIEW jytrack.v_delivery IS 'eb24b08d670831fe97a449ac07cb39fd CREATE VIEW v_delivery AS SELECT x.id AS number, p.code AS plan, x.run, coalesce(d.name, (SELECT o.name FROM plan_department y JOIN department o ON o.id = y.department_id WHERE y.plan_id = x.plan_id AND y.kind = ''office'' ORDER BY y.position LIMIT 1), p.region) AS department, x.channel, (SELECT string_agg(obligation, ''、'') FROM (SELECT i.obligation FROM delivery_item i WHERE i.delivery_id = x.id ORDER BY i.position) AS listed) AS obligations, coalesce(s.outcome, e.outcome) AS outcome, nullif(coalesce(s.reason, e.reason), '''') AS reason, nullif(e.code, '''') AS code, to_char(TIMESTAMP ''1970-01-01 08:00:00'' + (coalesce(s.recorded_at, e.recorded_at) / 1000000) * INTERVAL ''1 second'', ''YYYY-MM-DD"T"HH24:MI:SS'') || CASE WHEN coalesce(s.recorded_at, e.recorded_at) % 1000000 = 0 THEN '''' ELSE ''.'' || lpad(CAST(coalesce(s.recorded_at, e.recorded_at) % 1000000 AS TEXT), 6, ''0'') END || ''+08:00'' AS ended_at, s.delivery_id IS NOT NULL AS settled, nullif(x.note, '''') AS note, x.sha256, to_char(TIMESTAMP ''1970-01-01 08:00:00'' + (x.recorded_at / 1000000) * INTERVAL ''1 second'', ''YYYY-MM-DD"T"HH24:MI:SS'') || CASE WHEN x.recorded_at % 1000000 = 0 THEN '''' ELSE ''.'' || lpad(CAST(x.recorded_at % 1000000 AS TEXT), 6, ''0'') END || ''+08:00'' AS claimed_at, x.recorded_by AS claimed_by FROM delivery x JOIN plan p ON p.id = x.plan_id LEFT JOIN department d ON d.id = x.department_id LEFT JOIN delivery_end e ON e.delivery_id = x.id AND e.step = 1 LEFT JOIN delivery_end s ON s.delivery_id = x.id AND s.step = 2';
CREATE VIEW jytrack.v_department AS
 SELECT p.code AS plan,
    d.name AS department,
    x."position",
    x.kind,
    x.code,
    x.villages,
    x.communities,
    x.basis,
    ( SELECT string_agg((listed.alias)::text, '、'::text) AS string_agg
           FROM ( SELECT a.alias
                   FROM jytrack.department_alias a
                  WHERE ((a.plan_id = x.plan_id) AND (a.department_id = x.department_id))
                  ORDER BY a."position") listed) AS aliases,
    ( SELECT string_agg((listed.name)::text, '、'::text) AS string_agg
           FROM ( SELECT m.name
                   FROM (jytrack.group_member g
                     JOIN jytrack.department m ON ((m.id = g.member_id)))
                  WHERE ((g.plan_id = x.plan_id) AND (g.group_id = x.department_id))
                  ORDER BY g."position") listed) AS members
   FROM ((jytrack.plan_department x
     JOIN jytrack.plan p ON ((p.id = x.plan_id)))
     JOIN jytrack.department d ON ((d.id = x.department_id)));
COMMENT ON VIEW jytrack.v_department IS '4fe8514458633bcf6a79c3b0ea9cc2a5 CREATE VIEW v_department AS SELECT p.code AS plan, d.name AS department, x.position, x.kind, x.code, x.villages, x.communities, x.basis, (SELECT string_agg(alias, ''、'') FROM (SELECT a.alias FROM department_alias a WHERE a.plan_id = x.plan_id AND a.department_id = x.department_id ORDER BY a.position) AS listed) AS aliases, (SELECT string_agg(name, ''、'') FROM (SELECT m.name FROM group_member g JOIN department m ON m.id = g.member_id WHERE g.plan_id = x.plan_id AND g.group_id = x.department_id ORDER BY g.position) AS listed) AS members FROM plan_department x JOIN plan p ON p.id = x.plan_id JOIN department d ON d.id = x.department_id';
CREATE VIEW jytrack.v_goal AS
 SELECT p.code AS plan,
    m.code AS target,
    t.name,
    g.valid_from,
    ((g.value)::double precision / (10000)::double precision) AS goal,
    g.basis,
    g.reason,
    g.document,
    ((to_char(('1970-01-01 08:00:00'::timestamp without time zone + (((g.recorded_at / 1000000))::double precision * '00:00:01'::interval)), 'YYYY-MM-DD"T"HH24:MI:SS'::text) ||
        CASE
            WHEN ((g.recorded_at % (1000000)::bigint) = 0) THEN ''::text
            ELSE ('.'::text || lpad(((g.recorded_at % (1000000)::bigint))::text, 6, '0'::text))
        END) || '+08:00'::text) AS recorded_at,
    g.recorded_by
   FROM (((jytrack.target_goal g
     JOIN jytrack.target t ON ((t.id = g.target_id)))
     JOIN jytrack.plan p ON ((p.id = t.plan_id)))
     JOIN jytrack.metric m ON ((m.id = t.metric_id)))
  WHERE (g.superseded_at = '253402271999999999'::bigint);
COMMENT ON VIEW jytrack.v_goal IS 'a075ff146833024c75af6bfa170e610c CREATE VIEW v_goal AS SELECT p.code AS plan, m.code AS target, t.name, g.valid_from, CAST(g.value AS DOUBLE PRECISION) / 10000 AS goal, g.basis, g.reason, g.document, to_char(TIMESTAMP ''1970-01-01 08:00:00'' + (g.recorded_at / 1000000) * INTERVAL ''1 second'', ''YYYY-MM-DD"T"HH24:MI:SS'') || CASE WHEN g.recorded_at % 1000000 = 0 THEN '''' ELSE ''.'' || lpad(CAST(g.recorded_at % 1000000 AS TEXT), 6, ''0'') END || ''+08:00'' AS recorded_at, g.recorded_by FROM target_goal g JOIN target t ON t.id = g.target_id JOIN plan p ON p.id = t.plan_id JOIN metric m ON m.id = t.metric_id WHERE g.superseded_at = 253402271999999999';
CREATE VIEW jytrack.v_import AS
 WITH redated AS (
         SELECT changes.batch_id,
            changes.import_file_id,
            changes.recorded_at,
            changes.received_on
           FROM ( SELECT c_1.batch_id,
                    c_1.import_file_id,
                    b_1.recorded_at,
                    c_1.received_on,
                    row_number() OVER (PARTITION BY c_1.batch_id, c_1.import_file_id ORDER BY c_1.id DESC) AS place
                   FROM (jytrack.received_change c_1
                     JOIN jytrack.import_batch b_1 ON ((b_1.id = c_1.batch_id)))) changes
          WHERE (changes.place = 1)
        )
 SELECT b.id AS act,
    p.code AS plan,
    ((to_char(('1970-01-01 08:00:00'::timestamp without time zone + (((b.recorded_at / 1000000))::double precision * '00:00:01'::interval)), 'YYYY-MM-DD"T"HH24:MI:SS'::text) ||
        CASE
            WHEN ((b.recorded_at % (1000000)::bigint) = 0) THEN ''::text
            ELSE ('.'::text || lpad(((b.recorded_at % (1000000)::bigint))::text, 6, '0'::text))
        END) || '+08:00'::text) AS recorded_at,
    b.recorded_by,
    COALESCE(c.received_on, f.received_on, b.received_on) AS received_on,
    b.reason,
    b.undoes_id AS undoes,
    u.id AS undone_by,
    f.name AS file,
    NULLIF((f.sheet)::text, ''::text) AS sheet,
    f.sha256,
    f.size,
    f.encoding,
    f.layout,
        CASE
            WHEN (f.period IS NULL) THEN NULL::text
            ELSE ((lpad(((f.period / 100))::text, 4, '0'::text) || '-'::text) || lpad(((f.period % 100))::text, 2, '0'::text))
        END AS period,
    f.new_rows,
    f.unchanged_rows,
    f.corrected_rows,
    f.rejected_rows
   FROM ((((jytrack.import_batch b
     JOIN jytrack.plan p ON ((p.id = b.plan_id)))
     LEFT JOIN jytrack.import_file f ON ((f.batch_id = b.id)))
     LEFT JOIN jytrack.import_batch u ON ((u.undoes_id = b.id)))
     LEFT JOIN redated c ON (((c.batch_id = b.id) AND (COALESCE(c.import_file_id, 0) = COALESCE(f.id, 0)))));
COMMENT ON VIEW jytrack.v_import IS '072da1301aef0f1a92995e37fea1c13f CREATE VIEW v_import AS WITH redated AS ( SELECT batch_id, import_file_id, recorded_at, received_on FROM ( SELECT c.batch_id, c.import_file_id, b.recorded_at, c.received_on, row_number() OVER (PARTITION BY c.batch_id, c.import_file_id ORDER BY c.id DESC) AS place FROM received_change c JOIN import_batch b ON b.id = c.batch_id ) AS changes WHERE place = 1 ) SELECT b.id AS act, p.code AS plan, to_char(TIMESTAMP ''1970-01-01 08:00:00'' + (b.recorded_at / 1000000) * INTERVAL ''1 second'', ''YYYY-MM-DD"T"HH24:MI:SS'') || CASE WHEN b.recorded_at % 1000000 = 0 THEN '''' ELSE ''.'' || lpad(CAST(b.recorded_at % 1000000 AS TEXT), 6, ''0'') END || ''+08:00'' AS recorded_at, b.recorded_by, coalesce(c.received_on, f.received_on, b.received_on) AS received_on, b.reason, b.undoes_id AS undoes, u.id AS undone_by, f.name AS file, nullif(f.sheet, '''') AS sheet, f.sha256, f.size, f.encoding, f.layout, CASE WHEN f.period IS NULL THEN NULL ELSE lpad(CAST(f.period / 100 AS TEXT), 4, ''0'') || ''-'' || lpad(CAST(f.period % 100 AS TEXT), 2, ''0'') END AS period, f.new_rows, f.unchanged_rows, f.corrected_rows, f.rejected_rows FROM import_batch b JOIN plan p ON p.id = b.plan_id LEFT JOIN import_file f ON f.batch_id = b.id LEFT JOIN import_batch u ON u.undoes_id = b.id LEFT JOIN redated c ON c.batch_id = b.id AND coalesce(c.import_file_id, 0) = coalesce(f.id, 0)';
CREATE VIEW jytrack.v_publication AS
 SELECT b.id AS number,
    p.code AS plan,
    b.kind,
    b.series,
    b.year,
    b.issue,
    b.as_of,
    b.title,
    NULLIF((b.about)::text, ''::text) AS about,
    COALESCE(( SELECT l.note
           FROM jytrack.task_log l
          WHERE ((l.publication_id = b.id) AND ((l.action)::text = 'publication_registered'::text) AND ((l.note)::text <> ''::text))
          ORDER BY l.id DESC
         LIMIT 1), (NULLIF((b.document_no)::text, ''::text))::character varying) AS document_no,
    b.published_on,
    b.fingerprint,
    b.corrects_id AS corrects,
    b.replaces_id AS replaces,
    b.entered,
    NULLIF((b.reason)::text, ''::text) AS reason,
    ( SELECT l.happened_on
           FROM jytrack.task_log l
          WHERE ((l.publication_id = b.id) AND ((l.action)::text = 'publication_withdrawn'::text))
          ORDER BY l.id
         LIMIT 1) AS withdrawn_on,
    ( SELECT string_agg((listed.name)::text, '、'::text) AS string_agg
           FROM ( SELECT f.name
                   FROM jytrack.publication_file f
                  WHERE ((f.publication_id = b.id) AND ((f.role)::text <> 'facts'::text))
                  ORDER BY f."position") listed) AS files,
    b.program,
    ((to_char(('1970-01-01 08:00:00'::timestamp without time zone + (((b.known_at / 1000000))::double precision * '00:00:01'::interval)), 'YYYY-MM-DD"T"HH24:MI:SS'::text) ||
        CASE
            WHEN ((b.known_at % (1000000)::bigint) = 0) THEN ''::text
            ELSE ('.'::text || lpad(((b.known_at % (1000000)::bigint))::text, 6, '0'::text))
        END) || '+08:00'::text) AS known_at,
    ((to_char(('1970-01-01 08:00:00'::timestamp without time zone + (((b.recorded_at / 1000000))::double precision * '00:00:01'::interval)), 'YYYY-MM-DD"T"HH24:MI:SS'::text) ||
        CASE
            WHEN ((b.recorded_at % (1000000)::bigint) = 0) THEN ''::text
            ELSE ('.'::text || lpad(((b.recorded_at % (1000000)::bigint))::text, 6, '0'::text))
        END) || '+08:00'::text) AS recorded_at,
    b.recorded_by
   FROM (jytrack.publication b
     JOIN jytrack.plan p ON ((p.id = b.plan_id)));
COMMENT ON VIEW jytrack.v_publication IS '3b28fc129eacab2d45e2a49ce5aef5cb CREATE VIEW v_publication AS SELECT b.id AS number, p.code AS plan, b.kind, b.series, b.year, b.issue, b.as_of, b.title, nullif(b.about, '''') AS about, coalesce((SELECT l.note FROM task_log l WHERE l.publication_id = b.id AND l.action = ''publication_registered'' AND l.note <> '''' ORDER BY l.id DESC LIMIT 1), nullif(b.document_no, '''')) AS document_no, b.published_on, b.fingerprint, b.corrects_id AS corrects, b.replaces_id AS replaces, b.entered, nullif(b.reason, '''') AS reason, (SELECT l.happened_on FROM task_log l WHERE l.publication_id = b.id AND l.action = ''publication_withdrawn'' ORDER BY l.id LIMIT 1) AS withdrawn_on, (SELECT string_agg(name, ''、'') FROM (SELECT f.name FROM publication_file f WHERE f.publication_id = b.id AND f.role <> ''facts'' ORDER BY f.position) AS listed) AS files, b.program, to_char(TIMESTAMP ''1970-01-01 08:00:00'' + (b.known_at / 1000000) * INTERVAL ''1 second'', ''YYYY-MM-DD"T"HH24:MI:SS'') || CASE WHEN b.known_at % 1000000 = 0 THEN '''' ELSE ''.'' || lpad(CAST(b.known_at % 1000000 AS TEXT), 6, ''0'') END || ''+08:00'' AS known_at, to_char(TIMESTAMP ''1970-01-01 08:00:00'' + (b.recorded_at / 1000000) * INTERVAL ''1 second'', ''YYYY-MM-DD"T"HH24:MI:SS'') || CASE WHEN b.recorded_at % 1000000 = 0 THEN '''' ELSE ''.'' || lpad(CAST(b.recorded_at % 1000000 AS TEXT), 6, ''0'') END || ''+08:00'' AS recorded_at, b.recorded_by FROM publication b JOIN plan p ON p.id = b.plan_id';
CREATE VIEW jytrack.v_reading AS
 WITH latest AS (
         SELECT t_1.metric_id,
            t_1.name,
            t_1.measure_unit,
            row_number() OVER (PARTITION BY t_1.metric_id ORDER BY p.year DESC, t_1.id DESC) AS place
           FROM (jytrack.target t_1
             JOIN jytrack.plan p ON ((p.id = t_1.plan_id)))
        ), redated AS (
         SELECT changes.batch_id,
            changes.import_file_id,
            changes.recorded_at,
            changes.received_on
           FROM ( SELECT c.batch_id,
                    c.import_file_id,
                    b.recorded_at,
                    c.received_on,
                    row_number() OVER (PARTITION BY c.batch_id, c.import_file_id ORDER BY c.id DESC) AS place
                   FROM (jytrack.received_change c
                     JOIN jytrack.import_batch b ON ((b.id = c.batch_id)))) changes
          WHERE (changes.place = 1)
        )
 SELECT m.region,
    m.code AS target,
    t.name,
    t.measure_unit,
    d.name AS unit,
    ((lpad(((r.period / 100))::text, 4, '0'::text) || '-'::text) || lpad(((r.period % 100))::text, 2, '0'::text)) AS period,
    ((r.month)::double precision / (10000)::double precision) AS month,
    ((r.cumulative)::double precision / (10000)::double precision) AS cumulative,
    ((r.value)::double precision / (10000)::double precision) AS value,
    ((r.numerator)::double precision / (10000)::double precision) AS numerator,
    ((r.denominator)::double precision / (10000)::double precision) AS denominator,
    r.source AS cited,
    r.note,
    r.reason,
    COALESCE(s.received_on, h.received_on, r.received_on) AS received_on,
    ((to_char(('1970-01-01 08:00:00'::timestamp without time zone + (((r.recorded_at / 1000000))::double precision * '00:00:01'::interval)), 'YYYY-MM-DD"T"HH24:MI:SS'::text) ||
        CASE
            WHEN ((r.recorded_at % (1000000)::bigint) = 0) THEN ''::text
            ELSE ('.'::text || lpad(((r.recorded_at % (1000000)::bigint))::text, 6, '0'::text))
        END) || '+08:00'::text) AS recorded_at,
    r.recorded_by,
    f.batch_id AS act,
    f.name AS file,
    NULLIF((f.sheet)::text, ''::text) AS sheet,
    r."row",
    f.sha256
   FROM ((((((jytrack.reading r
     JOIN jytrack.metric m ON ((m.id = r.metric_id)))
     JOIN jytrack.department d ON ((d.id = r.unit_id)))
     LEFT JOIN latest t ON (((t.metric_id = r.metric_id) AND (t.place = 1))))
     LEFT JOIN jytrack.import_file f ON ((f.id = r.import_file_id)))
     LEFT JOIN redated s ON ((s.import_file_id = r.import_file_id)))
     LEFT JOIN redated h ON (((h.import_file_id IS NULL) AND (h.recorded_at = r.recorded_at))))
  WHERE ((r.superseded_at = '253402271999999999'::bigint) AND (NOT r.withdrawn));
COMMENT ON VIEW jytrack.v_reading IS 'a97b96289e8a8066907ff8571bc9f65e CREATE VIEW v_reading AS WITH latest AS ( SELECT t.metric_id, t.name, t.measure_unit, row_number() OVER (PARTITION BY t.metric_id ORDER BY p.year DESC, t.id DESC) AS place FROM target t JOIN plan p ON p.id = t.plan_id ), redated AS ( SELECT batch_id, import_file_id, recorded_at, received_on FROM ( SELECT c.batch_id, c.import_file_id, b.recorded_at, c.received_on, row_number() OVER (PARTITION BY c.batch_id, c.import_file_id ORDER BY c.id DESC) AS place FROM received_change c JOIN import_batch b ON b.id = c.batch_id ) AS changes WHERE place = 1 ) SELECT m.region, m.code AS target, t.name, t.measure_unit, d.name AS unit, lpad(CAST(r.period / 100 AS TEXT), 4, ''0'') || ''-'' || lpad(CAST(r.period % 100 AS TEXT), 2, ''0'') AS period, CAST(r.month AS DOUBLE PRECISION) / 10000 AS month, CAST(r.cumulative AS DOUBLE PRECISION) / 10000 AS cumulative, CAST(r.value AS DOUBLE PRECISION) / 10000 AS value, CAST(r.numerator AS DOUBLE PRECISION) / 10000 AS numerator, CAST(r.denominator AS DOUBLE PRECISION) / 10000 AS denominator, r.source AS cited, r.note, r.reason, coalesce(s.received_on, h.received_on, r.received_on) AS received_on, to_char(TIMESTAMP ''1970-01-01 08:00:00'' + (r.recorded_at / 1000000) * INTERVAL ''1 second'', ''YYYY-MM-DD"T"HH24:MI:SS'') || CASE WHEN r.recorded_at % 1000000 = 0 THEN '''' ELSE ''.'' || lpad(CAST(r.recorded_at % 1000000 AS TEXT), 6, ''0'') END || ''+08:00'' AS recorded_at, r.recorded_by, f.batch_id AS act, f.name AS file, nullif(f.sheet, '''') AS sheet, r."row", f.sha256 FROM reading r JOIN metric m ON m.id = r.metric_id JOIN department d ON d.id = r.unit_id LEFT JOIN latest t ON t.metric_id = r.metric_id AND t.place = 1 LEFT JOIN import_file f ON f.id = r.import_file_id LEFT JOIN redated s ON s.import_file_id = r.import_file_id LEFT JOIN redated h ON h.import_file_id IS NULL AND h.recorded_at = r.recorded_at WHERE r.superseded_at = 253402271999999999 AND NOT r.withdrawn';
CREATE VIEW jytrack.v_task_department AS
 WITH decided AS (
         SELECT last.plan_id,
            last.task_no,
            last.department_id
           FROM ( SELECT task_log.plan_id,
                    task_log.task_no,
                    task_log.department_id,
                    row_number() OVER (PARTITION BY task_log.plan_id, task_log.task_no ORDER BY task_log.happened_on DESC, task_log.id DESC) AS place
                   FROM jytrack.task_log
                  WHERE ((task_log.action)::text = 'task_owner'::text)) last
          WHERE ((last.place = 1) AND (last.department_id IS NOT NULL) AND (NOT (EXISTS ( SELECT 1
                   FROM jytrack.task_department p
                  WHERE ((p.plan_id = last.plan_id) AND (p.task_no = last.task_no) AND ((p.role)::text = 'lead'::text) AND ((p.basis)::text = 'printed'::text))))))
        )
 SELECT p.code AS plan,
    x.task_no AS task,
    x.role,
    x."position",
    d.name AS department,
    x.basis
   FROM ((jytrack.task_department x
     JOIN jytrack.plan p ON ((p.id = x.plan_id)))
     JOIN jytrack.department d ON ((d.id = x.department_id)))
  WHERE (((x.role)::text <> 'lead'::text) OR (NOT (EXISTS ( SELECT 1
           FROM decided y
          WHERE ((y.plan_id = x.plan_id) AND (y.task_no = x.task_no))))))
UNION ALL
 SELECT p.code AS plan,
    y.task_no AS task,
    'lead'::character varying AS role,
    1 AS "position",
    d.name AS department,
    'decided'::character varying AS basis
   FROM ((decided y
     JOIN jytrack.plan p ON ((p.id = y.plan_id)))
     JOIN jytrack.department d ON ((d.id = y.department_id)));
COMMENT ON VIEW jytrack.v_task_department IS 'e8dd5552bff98f4f89a8d31b9dd7f0c8 CREATE VIEW v_task_department AS WITH decided AS ( SELECT last.plan_id, last.task_no, last.department_id FROM ( SELECT plan_id, task_no, department_id, row_number() OVER (PARTITION BY plan_id, task_no ORDER BY happened_on DESC, id DESC) AS place FROM task_log WHERE action = ''task_owner'' ) AS last WHERE last.place = 1 AND last.department_id IS NOT NULL AND NOT EXISTS ( SELECT 1 FROM task_department p WHERE p.plan_id = last.plan_id AND p.task_no = last.task_no AND p.role = ''lead'' AND p.basis = ''printed'' ) ) SELECT p.code AS plan, x.task_no AS task, x.role, x.position, d.name AS department, x.basis FROM task_department x JOIN plan p ON p.id = x.plan_id JOIN department d ON d.id = x.department_id WHERE x.role <> ''lead'' OR NOT EXISTS ( SELECT 1 FROM decided y WHERE y.plan_id = x.plan_id AND y.task_no = x.task_no ) UNION ALL SELECT p.code, y.task_no, ''lead'', 1, d.name, ''decided'' FROM decided y JOIN plan p ON p.id = y.plan_id JOIN department d ON d.id = y.department_id';
CREATE VIEW jytrack.v_target AS
 WITH decided AS (
         SELECT last.target_id,
            last.task_no,
            last.department_id
           FROM (( SELECT task_log.target_id,
                    task_log.task_no,
                    task_log.department_id,
                    row_number() OVER (PARTITION BY task_log.target_id ORDER BY task_log.happened_on DESC, task_log.id DESC) AS place
                   FROM jytrack.task_log
                  WHERE ((task_log.action)::text = 'target_owner'::text)) last
             JOIN jytrack.target t_1 ON ((t_1.id = last.target_id)))
          WHERE ((last.place = 1) AND (COALESCE(last.task_no, last.department_id) IS NOT NULL) AND (NOT ((t_1.task_no IS NOT NULL) AND ((t_1.task_basis)::text = 'printed'::text))))
        ), goal AS (
         SELECT goals.target_id,
            goals.value,
            goals.basis,
            goals.valid_from
           FROM ( SELECT target_goal.target_id,
                    target_goal.value,
                    target_goal.basis,
                    target_goal.valid_from,
                    row_number() OVER (PARTITION BY target_goal.target_id ORDER BY target_goal.valid_from DESC) AS place
                   FROM jytrack.target_goal
                  WHERE (target_goal.superseded_at = '253402271999999999'::bigint)) goals
          WHERE (goals.place = 1)
        )
 SELECT p.code AS plan,
    m.code AS target,
    t."position",
    t.name,
    t.measure_unit,
    t.measure,
    t.reporting,
    t.direction,
    t.binding,
    ((g.value)::double precision / (10000)::double precision) AS goal,
    g.basis AS goal_basis,
    g.valid_from AS goal_from,
        CASE
            WHEN (o.target_id IS NULL) THEN t.task_no
            ELSE o.task_no
        END AS task,
    COALESCE(d.name, (( SELECT string_agg((listed.department)::text, '、'::text) AS string_agg
           FROM ( SELECT w.department
                   FROM jytrack.v_task_department w
                  WHERE (((w.plan)::text = (p.code)::text) AND (w.task =
                        CASE
                            WHEN (o.target_id IS NULL) THEN t.task_no
                            ELSE o.task_no
                        END) AND ((w.role)::text = 'lead'::text))
                  ORDER BY w."position") listed))::character varying) AS lead,
    ( SELECT string_agg((listed.name)::text, '、'::text) AS string_agg
           FROM ( SELECT u.name
                   FROM ((jytrack.duty y
                     LEFT JOIN jytrack.group_member g_1 ON (((g_1.plan_id = t.plan_id) AND (g_1.group_id = y.unit_id))))
                     JOIN jytrack.department u ON ((u.id = COALESCE(g_1.member_id, y.unit_id))))
                  WHERE (y.target_id = t.id)
                  ORDER BY y."position", g_1."position" NULLS FIRST) listed) AS units,
    t.definition
   FROM (((((jytrack.target t
     JOIN jytrack.plan p ON ((p.id = t.plan_id)))
     JOIN jytrack.metric m ON ((m.id = t.metric_id)))
     LEFT JOIN goal g ON ((g.target_id = t.id)))
     LEFT JOIN decided o ON ((o.target_id = t.id)))
     LEFT JOIN jytrack.department d ON ((d.id = o.department_id)));
COMMENT ON VIEW jytrack.v_target IS 'a9ba6772293ddcfce70c789869e1c7df CREATE VIEW v_target AS WITH decided AS ( SELECT last.target_id, last.task_no, last.department_id FROM ( SELECT target_id, task_no, department_id, row_number() OVER (PARTITION BY target_id ORDER BY happened_on DESC, id DESC) AS place FROM task_log WHERE action = ''target_owner'' ) AS last JOIN target t ON t.id = last.target_id WHERE last.place = 1 AND coalesce(last.task_no, last.department_id) IS NOT NULL AND NOT (t.task_no IS NOT NULL AND t.task_basis = ''printed'') ), goal AS ( SELECT target_id, value, basis, valid_from FROM ( SELECT target_id, value, basis, valid_from, row_number() OVER (PARTITION BY target_id ORDER BY valid_from DESC) AS place FROM target_goal WHERE superseded_at = 253402271999999999 ) AS goals WHERE place = 1 ) SELECT p.code AS plan, m.code AS target, t.position, t.name, t.measure_unit, t.measure, t.reporting, t.direction, t.binding, CAST(g.value AS DOUBLE PRECISION) / 10000 AS goal, g.basis AS goal_basis, g.valid_from AS goal_from, CASE WHEN o.target_id IS NULL THEN t.task_no ELSE o.task_no END AS task, coalesce(d.name, (SELECT string_agg(department, ''、'') FROM (SELECT w.department FROM v_task_department w WHERE w.plan = p.code AND w.task = CASE WHEN o.target_id IS NULL THEN t.task_no ELSE o.task_no END AND w.role = ''lead'' ORDER BY w.position) AS listed)) AS lead, (SELECT string_agg(name, ''、'') FROM (SELECT u.name FROM duty y LEFT JOIN group_member g ON g.plan_id = t.plan_id AND g.group_id = y.unit_id JOIN department u ON u.id = coalesce(g.member_id, y.unit_id) WHERE y.target_id = t.id ORDER BY y.position, g.position NULLS FIRST) AS listed) AS units, t.definition FROM target t JOIN plan p ON p.id = t.plan_id JOIN metric m ON m.id = t.metric_id LEFT JOIN goal g ON g.target_id = t.id LEFT JOIN decided o ON o.target_id = t.id LEFT JOIN department d ON d.id = o.department_id';
CREATE VIEW jytrack.v_task AS
 SELECT p.code AS plan,
    t.no AS task,
    t.title,
    t.section,
    t.summary,
    COALESCE(( SELECT l.to_status
           FROM (jytrack.task_log l
             LEFT JOIN jytrack.department d ON ((d.id = l.department_id)))
          WHERE ((l.plan_id = t.plan_id) AND (l.task_no = t.no) AND (l.to_status IS NOT NULL) AND ((l.department_id IS NULL) OR ((d.name)::text = (( SELECT w.department
                   FROM jytrack.v_task_department w
                  WHERE (((w.plan)::text = (p.code)::text) AND (w.task = t.no) AND ((w.role)::text = 'lead'::text) AND (w."position" = 1))))::text)))
          ORDER BY l.happened_on DESC, l.id DESC
         LIMIT 1), 'registered'::character varying) AS status,
    ( SELECT string_agg((listed.department)::text, '、'::text) AS string_agg
           FROM ( SELECT w.department
                   FROM jytrack.v_task_department w
                  WHERE (((w.plan)::text = (p.code)::text) AND (w.task = t.no) AND ((w.role)::text = 'lead'::text))
                  ORDER BY w."position") listed) AS lead,
    ( SELECT string_agg((listed.department)::text, '、'::text) AS string_agg
           FROM ( SELECT w.department
                   FROM jytrack.v_task_department w
                  WHERE (((w.plan)::text = (p.code)::text) AND (w.task = t.no) AND ((w.role)::text = 'responsible'::text))
                  ORDER BY w."position") listed) AS responsible
   FROM (jytrack.task t
     JOIN jytrack.plan p ON ((p.id = t.plan_id)));
COMMENT ON VIEW jytrack.v_task IS 'cc8e56ad4a82f3b6ae0e439e0977157b CREATE VIEW v_task AS SELECT p.code AS plan, t.no AS task, t.title, t.section, t.summary, coalesce(( SELECT l.to_status FROM task_log l LEFT JOIN department d ON d.id = l.department_id WHERE l.plan_id = t.plan_id AND l.task_no = t.no AND l.to_status IS NOT NULL AND (l.department_id IS NULL OR d.name = ( SELECT w.department FROM v_task_department w WHERE w.plan = p.code AND w.task = t.no AND w.role = ''lead'' AND w.position = 1)) ORDER BY l.happened_on DESC, l.id DESC LIMIT 1 ), ''registered'') AS status, (SELECT string_agg(department, ''、'') FROM (SELECT w.department FROM v_task_department w WHERE w.plan = p.code AND w.task = t.no AND w.role = ''lead'' ORDER BY w.position) AS listed) AS lead, (SELECT string_agg(department, ''、'') FROM (SELECT w.department FROM v_task_department w WHERE w.plan = p.code AND w.task = t.no AND w.role = ''responsible'' ORDER BY w.position) AS listed) AS responsible FROM task t JOIN plan p ON p.id = t.plan_id';
CREATE VIEW jytrack.v_task_log AS
 SELECT l.id AS entry,
    p.code AS plan,
    l.task_no AS task,
    l.action,
    l.happened_on,
    d.name AS department,
    l.from_status,
    l.to_status,
    l.milestone,
    l.until,
    g.name AS group_name,
    m.code AS target,
        CASE
            WHEN (l.period IS NULL) THEN NULL::text
            ELSE ((lpad(((l.period / 100))::text, 4, '0'::text) || '-'::text) || lpad(((l.period % 100))::text, 2, '0'::text))
        END AS period,
    l.note,
    ((to_char(('1970-01-01 08:00:00'::timestamp without time zone + (((l.recorded_at / 1000000))::double precision * '00:00:01'::interval)), 'YYYY-MM-DD"T"HH24:MI:SS'::text) ||
        CASE
            WHEN ((l.recorded_at % (1000000)::bigint) = 0) THEN ''::text
            ELSE ('.'::text || lpad(((l.recorded_at % (1000000)::bigint))::text, 6, '0'::text))
        END) || '+08:00'::text) AS recorded_at,
    l.recorded_by,
    l.digest
   FROM (((((jytrack.task_log l
     JOIN jytrack.plan p ON ((p.id = l.plan_id)))
     LEFT JOIN jytrack.department d ON ((d.id = l.department_id)))
     LEFT JOIN jytrack.department g ON ((g.id = l.group_id)))
     LEFT JOIN jytrack.target t ON ((t.id = l.target_id)))
     LEFT JOIN jytrack.metric m ON ((m.id = t.metric_id)));
COMMENT ON VIEW jytrack.v_task_log IS '83829c98b76206fefb1ae3bcfbd23a2b CREATE VIEW v_task_log AS SELECT l.id AS entry, p.code AS plan, l.task_no AS task, l.action, l.happened_on, d.name AS department, l.from_status, l.to_status, l.milestone, l.until, g.name AS group_name, m.code AS target, CASE WHEN l.period IS NULL THEN NULL ELSE lpad(CAST(l.period / 100 AS TEXT), 4, ''0'') || ''-'' || lpad(CAST(l.period % 100 AS TEXT), 2, ''0'') END AS period, l.note, to_char(TIMESTAMP ''1970-01-01 08:00:00'' + (l.recorded_at / 1000000) * INTERVAL ''1 second'', ''YYYY-MM-DD"T"HH24:MI:SS'') || CASE WHEN l.recorded_at % 1000000 = 0 THEN '''' ELSE ''.'' || lpad(CAST(l.recorded_at % 1000000 AS TEXT), 6, ''0'') END || ''+08:00'' AS recorded_at, l.recorded_by, l.digest FROM task_log l JOIN plan p ON p.id = l.plan_id LEFT JOIN department d ON d.id = l.department_id LEFT JOIN department g ON g.id = l.group_id LEFT JOIN target t ON t.id = l.target_id LEFT JOIN metric m ON m.id = t.metric_id';
INSERT INTO jytrack.alembic_version VALUES ('0017');
INSERT INTO jytrack.calendar_day VALUES (1, '2023-06-24', '端午节', true, '国办');
INSERT INTO jytrack.calendar_day VALUES (1, '2023-06-25', '调休', false, '');
INSERT INTO jytrack.chain_link VALUES (1, true, -62135596800000000, '0d11a53470dfda02fc23db15f014266b079b29e00f7d54b39d50aee9691c2d90');
INSERT INTO jytrack.chain_link VALUES (2, false, 1678258800000000, '8c9a5e7a378e09222cbb8f5fd59fd1b23e1837ed17f4e886cd7a26192c16b3a5');
INSERT INTO jytrack.chain_part VALUES (1, 'plan', 0, 'fec721b478d93677ab79c431c7736d84606a8a360ae91040ad8441c5d2d3f047');
INSERT INTO jytrack.chain_part VALUES (1, 'threshold', 0, 'cc68ed90d3ee2702cdb16aa5ea0377864161dc8d9474bc3ee8cdb4b889857337');
INSERT INTO jytrack.chain_part VALUES (1, 'department', 0, 'd5f86c7582fcdf5aa4dbe36308ec244c780d9c1719d4dfd1ebaeaf9786bf6030');
INSERT INTO jytrack.chain_part VALUES (1, 'plan_department', 0, '89874bac7689f177d0fafd00a7165bfd7aad75d9461b416fd70d61c830309cd5');
INSERT INTO jytrack.chain_part VALUES (1, 'department_alias', 0, 'd41273d1a96aac6a3d1e67f8a6ba5cc117169e7b67a88834a60eef163784717c');
INSERT INTO jytrack.chain_part VALUES (1, 'group_member', 0, '924a6c8a07b2b7cc46aa43b495d2641dd858635a3a91b2746e590d19bef3f96b');
INSERT INTO jytrack.chain_part VALUES (1, 'office_paper', 0, '7e6f81ac8b8bc7a5eb7d9421456000b6de143c0fa32fb69fb04a11e4a5b24e0e');
INSERT INTO jytrack.chain_part VALUES (1, 'calendar_day', 0, 'bb85fbf4c7ca9e2a1e413aa45331d1f86488644702081e2a468aca39aa37a091');
INSERT INTO jytrack.chain_part VALUES (1, 'metric', 0, '7f14eb9b0e2b4f61b202040f60d39f3e756f9fb4d28b9d9d96b6fa4d6d3c4dbe');
INSERT INTO jytrack.chain_part VALUES (1, 'target', 0, '42f4d836d657024d80933bfc9e61786e557012f2885a71391e3e3b3fa39b04c9');
INSERT INTO jytrack.chain_part VALUES (1, 'metric_alias', 0, '3365a876ef8360476fc0bf9d9db2005a515eb3880f1775f31774c0594d70ea10');
INSERT INTO jytrack.chain_part VALUES (1, 'duty', 0, '1f24b8682a749b19a8e5cda3798dc37e7bc5334f83675245b5eb5452f6549430');
INSERT INTO jytrack.chain_part VALUES (1, 'unit_bounds', 0, 'b6297bccc35a8b03f1a0f7fe824ed91725f7a8daba1bcdd00a3aa056873f1560');
INSERT INTO jytrack.chain_part VALUES (1, 'task', 0, '866fe5b064902e92e2bca46eafffb3b1343f91c2ca460175dabd8f26f3064b0a');
INSERT INTO jytrack.chain_part VALUES (1, 'task_department', 0, 'e29247687990f77e52266d0ddaea2731340f2e942e4e83c59067526a5725faa9');
INSERT INTO jytrack.chain_part VALUES (1, 'milestone', 0, 'dff0249e44c9f5343fb80c8e20cc2910a82e97c3d629f6abe803a53353195e1b');
INSERT INTO jytrack.chain_part VALUES (1, 'reminder_rule', 0, '4e95325174b46db5e248e2d3e8e4e1ba9961d57eb99b72edf9af82fe2199650f');
INSERT INTO jytrack.chain_part VALUES (1, 'policy', 0, '4c898ac4c3dc562d1a050e4ea1adefd8ada7659d271186ecfd994cd8a0ec9e99');
INSERT INTO jytrack.chain_part VALUES (1, 'schema', 228, 'edb54b5a6fb9f7d208014f87ff7733ac2519e7758c12661b948022c00f0cc26d');
INSERT INTO jytrack.chain_part VALUES (2, 'import_batch', 2, 'c99495207fda8577a413b3c434184d2dcf2916e749d26976b02fa63197bb534d');
INSERT INTO jytrack.chain_part VALUES (2, 'import_file', 1, '935385032ef97a852aa67a4286a25f2f7dc151942aec015a089bc3b0f58b08dc');
INSERT INTO jytrack.chain_part VALUES (2, 'reading', 4, '01ccaf9185af58f887d6fc940bd7f1a418b14c996cc39cd4080eb31373820b40');
INSERT INTO jytrack.chain_part VALUES (2, 'target_goal', 3, '14ab324c85a3211277a84caeba8fd2874ebb8fd36753040a8357b6a53efdcd74');
INSERT INTO jytrack.chain_part VALUES (2, 'schedule', 4, 'c2e64cae7c4ef3c0bc72cac1cb11f7510ece41dde02380e4002bf3bff8dc43c8');
INSERT INTO jytrack.chain_part VALUES (2, 'schedule_point', 12, 'c5f0e7f6a636203a1fdd28c731703029aac29189437dada044a4c63abcc61bec');
INSERT INTO jytrack.chain_part VALUES (2, 'settings_log', 33, '2a8d3e12f4a4b5c3d4a8a74aff34cd9c4d94454a477df585451aaa7aa95c0ed8');
INSERT INTO jytrack.chain_part VALUES (2, 'task_log', 4, '3783be58c5f349d77024ebdf7346e8fa932c1beede824adb767396aa1e312b58');
INSERT INTO jytrack.chain_part VALUES (2, 'task_evidence', 1, 'e45a4bffdd1d4da380eef7d3af58db0ea0fef7ea36620fd11b50e9b0b4492934');
INSERT INTO jytrack.chain_part VALUES (2, 'plan', 1, 'c0f41ff6ed62248e6a7c4cc5332b0eee932a0283c82640657214d974343a130f');
INSERT INTO jytrack.chain_part VALUES (2, 'threshold', 9, 'cabc10b502afe998cba96666bcf7989ee89f5a9f4cec46ba61ce1dc0d2219fd1');
INSERT INTO jytrack.chain_part VALUES (2, 'department', 6, 'da27166251f805be5a5abcdf2efaa2529b5636e9e721fc049535e3ea3d7f7d4e');
INSERT INTO jytrack.chain_part VALUES (2, 'plan_department', 6, '09b41593e41823989146cc510435ca26236d4e239413a37fbc8b3da9b775f592');
INSERT INTO jytrack.chain_part VALUES (2, 'department_alias', 3, '1fb2402f3195c76e59936deaf333eff02f6e399a9de254410d692ecd82eb1338');
INSERT INTO jytrack.chain_part VALUES (2, 'group_member', 2, '329adb0a97257798d3cf1cb667e7cd109b1080fbb4ed71a31e2250271e80cb23');
INSERT INTO jytrack.chain_part VALUES (2, 'calendar_day', 2, '48961b2bec8e26c8ef5f18741579da20d05479be6d1bff195edf113f195d55c5');
INSERT INTO jytrack.chain_part VALUES (2, 'metric', 3, '2851f6abaa18f8e1386e79590f13c003a641f8252bb9939fde99866691e2ac0d');
INSERT INTO jytrack.chain_part VALUES (2, 'target', 3, '54f32507c143cf03887da0c3edfd1f61ec2c0e06e63dd78ef8a96b30f64b2e0d');
INSERT INTO jytrack.chain_part VALUES (2, 'metric_alias', 2, 'cf3906c04b652f67d1fbe063053dc2e70f7966953a29686c292f136cf187d7c0');
INSERT INTO jytrack.chain_part VALUES (2, 'duty', 3, '3b0b795239c317687abf086f93b8e057a58742b529dbf8913b80f4a22908f30a');
INSERT INTO jytrack.chain_part VALUES (2, 'task', 2, 'e45f01cdc45f19f62cb13a033aaa195537a6f37f43e5c5d67563b7ab7c2cf51b');
INSERT INTO jytrack.chain_part VALUES (2, 'task_department', 4, '535614653b96c1d93993f391fbd90a2cb71719bffc689da593d614a085defbb1');
INSERT INTO jytrack.chain_part VALUES (2, 'milestone', 3, 'e15f18a009c2037a118367a9a2b98f82847d65d904b9b0d093f1272fe670f379');
INSERT INTO jytrack.chain_part VALUES (2, 'policy', 2, 'dfcc07cb56f4d7c29f5835c301ed437bf82807a202c00d6f87e314cef81ffd89');
INSERT INTO jytrack.department VALUES (1, '东县', '人社局');
INSERT INTO jytrack.department VALUES (2, '东县', '团委');
INSERT INTO jytrack.department VALUES (3, '东县', '东镇');
INSERT INTO jytrack.department VALUES (4, '东县', '西乡');
INSERT INTO jytrack.department VALUES (5, '东县', '各乡（镇）');
INSERT INTO jytrack.department VALUES (6, '东县', '领导小组');
INSERT INTO jytrack.department_alias VALUES (1, '县人社局', 1, 1);
INSERT INTO jytrack.department_alias VALUES (1, '人社', 1, 2);
INSERT INTO jytrack.department_alias VALUES (1, '东镇政府', 3, 1);
INSERT INTO jytrack.duty VALUES (1, 5, 1, 'month', 25, 202301);
INSERT INTO jytrack.duty VALUES (2, 1, 1, 'quarter', 28, 202303);
INSERT INTO jytrack.duty VALUES (2, 3, 2, 'year', 1, 202212);
INSERT INTO jytrack.given VALUES ('publication', 0);
INSERT INTO jytrack.given VALUES ('settings_log', 33);
INSERT INTO jytrack.given VALUES ('task_log', 4);
INSERT INTO jytrack.given VALUES ('chain_link', 2);
INSERT INTO jytrack.group_member VALUES (1, 5, 3, 1);
INSERT INTO jytrack.group_member VALUES (1, 5, 4, 2);
INSERT INTO jytrack.import_batch VALUES (1, 1, 1678240800000000, '小马', '2023-04-25', '', NULL);
INSERT INTO jytrack.import_batch VALUES (2, 1, 1678244400000000, '小马', '2023-04-25', '核实后更正', NULL);
INSERT INTO jytrack.import_file VALUES (1, 1, '三月.csv', '', 'abababababababababababababababababababababababababababababababab', 99, 'gb18030', 'long', 202303, 3, 0, 0, 0, NULL);
INSERT INTO jytrack.metric VALUES (1, '东县', 'jobs');
INSERT INTO jytrack.metric VALUES (2, '东县', 'aid');
INSERT INTO jytrack.metric VALUES (3, '东县', 'fund');
INSERT INTO jytrack.metric_alias VALUES (1, '就业', 1, 1);
INSERT INTO jytrack.metric_alias VALUES (1, '新增', 1, 2);
INSERT INTO jytrack.milestone VALUES (1, 1, '受理', 1, 'window', '2023-01-01', '2023-03-31', NULL, 'printed');
INSERT INTO jytrack.milestone VALUES (1, 1, '月调度', 2, 'milestone', NULL, '2023-06-30', 'month', 'assumed');
INSERT INTO jytrack.milestone VALUES (1, 1, '春风行动', 3, 'checklist', NULL, NULL, NULL, 'printed');
INSERT INTO jytrack.plan VALUES (1, 'dong-2023', '东县行动方案', '东县', 2023, '2023-03-07', '东党办发〔2023〕1号');
INSERT INTO jytrack.plan_department VALUES (1, 1, 1, 'bureau', NULL, NULL, NULL, 'printed');
INSERT INTO jytrack.plan_department VALUES (1, 2, 2, 'mass', NULL, NULL, NULL, 'printed');
INSERT INTO jytrack.plan_department VALUES (1, 3, 3, 'township', '640424901', 18, 3, 'printed');
INSERT INTO jytrack.plan_department VALUES (1, 4, 4, 'township', '640424902', 11, 0, 'printed');
INSERT INTO jytrack.plan_department VALUES (1, 5, 5, 'group', NULL, NULL, NULL, 'printed');
INSERT INTO jytrack.plan_department VALUES (1, 6, 6, 'group', NULL, NULL, NULL, 'assumed');
INSERT INTO jytrack.policy VALUES (1, 1, 1, '补贴', '每人1000元', '签合同', 'printed');
INSERT INTO jytrack.policy VALUES (1, 1, 2, '期限', '3年', '', 'derived');
INSERT INTO jytrack.reading VALUES (1, 4, 202303, 253402271999999999, 80000, NULL, NULL, NULL, NULL, false, '', '', '2023-04-25', 1678240800000000, '小马', 1, 4, '');
INSERT INTO jytrack.reading VALUES (2, 1, 202303, 253402271999999999, NULL, NULL, NULL, 2120000, 2400000, false, '', '注', '2023-04-25', 1678240800000000, '小马', 1, 3, '');
INSERT INTO jytrack.reading VALUES (1, 3, 202303, 1678244400000000, 80000, NULL, NULL, NULL, NULL, false, '', '', '2023-04-25', 1678240800000000, '小马', 1, 2, '');
INSERT INTO jytrack.reading VALUES (1, 3, 202303, 253402271999999999, 90000, NULL, NULL, NULL, NULL, false, '', '', '2023-04-25', 1678244400000000, '小马', NULL, NULL, '核实后更正');
INSERT INTO jytrack.schedule VALUES (1, 1, 'official', 'linear', NULL, '', 1678237200000000, '小马', 253402271999999999);
INSERT INTO jytrack.schedule VALUES (2, 1, 'early_warning', 'steps', NULL, '', 1678237200000000, '小马', 253402271999999999);
INSERT INTO jytrack.schedule VALUES (3, 2, 'official', 'checkpoint', '2023-09-30', '', 1678237200000000, '小马', 253402271999999999);
INSERT INTO jytrack.schedule VALUES (4, 3, 'official', 'linear', NULL, '', 1678237200000000, '小马', 253402271999999999);
INSERT INTO jytrack.schedule_point VALUES (2, 1, '1/3');
INSERT INTO jytrack.schedule_point VALUES (2, 2, '2/3');
INSERT INTO jytrack.schedule_point VALUES (2, 3, '1/1');
INSERT INTO jytrack.schedule_point VALUES (2, 4, '1/1');
INSERT INTO jytrack.schedule_point VALUES (2, 5, '1/1');
INSERT INTO jytrack.schedule_point VALUES (2, 6, '1/1');
INSERT INTO jytrack.schedule_point VALUES (2, 7, '1/1');
INSERT INTO jytrack.schedule_point VALUES (2, 8, '1/1');
INSERT INTO jytrack.schedule_point VALUES (2, 9, '1/1');
INSERT INTO jytrack.schedule_point VALUES (2, 10, '1/1');
INSERT INTO jytrack.schedule_point VALUES (2, 11, '1/1');
INSERT INTO jytrack.schedule_point VALUES (2, 12, '1/1');
INSERT INTO jytrack.settings_log VALUES (1, 1, '地区和年度 dong-2023', '', '东县2023年', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (2, 1, '方案 dong-2023', '', '东县行动方案，2023年3月7日，东党办发〔2023〕1号', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (3, 1, '亮灯标准 dong-2023', '', '进度差红线-12，年末月数2', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (4, 1, '单位 人社局', '', '部门，原文，列在最前', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (5, 1, '单位别名 人社局', '', '县人社局，人社', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (6, 1, '单位 团委', '', '群团，原文，列在人社局之后', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (7, 1, '单位 东镇', '', '乡镇，640424901，行政村18，社区3，原文，列在团委之后', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (8, 1, '单位别名 东镇', '', '东镇政府', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (9, 1, '单位 西乡', '', '乡镇，640424902，行政村11，社区0，原文，列在东镇之后', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (10, 1, '单位 各乡（镇）', '', '集合单位，原文，列在西乡之后', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (11, 1, '集合单位成员 各乡（镇）', '', '东镇，西乡', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (12, 1, '单位 领导小组', '', '集合单位，推定，列在各乡（镇）之后', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (13, 1, '任务 1', '', '稳岗扩岗；扩容行动；用自己的话写的说明', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (14, 1, '任务单位 1', '', '牵头单位1：人社局；牵头单位2：团委；责任单位1：各乡（镇）', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (15, 1, '任务节点 1', '', '受理，政策窗口，2023年1月1日至2023年3月31日；月调度（推定），节点，2023年6月30日，每月；春风行动，清单', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (16, 1, '任务政策 1', '', '补贴，每人1000元，签合同；期限（推算），3年', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (17, 1, '任务 2', '', '组织领导；保障措施', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (18, 1, '任务单位 2', '', '责任单位1：领导小组（推定）', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (19, 1, '指标 jobs', '', '新增就业，人，数量，当月新增，可为负数，不低于，约束性，列在最前', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (20, 1, '指标别名 jobs', '', '就业，新增', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (21, 1, '年度目标值 jobs', '', '550人，自2023年1月1日起，说明，泾党办', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (22, 1, '时序进度 jobs', '', '按月均衡；预警：分步，1/3，2/3，1，1，1，1，1，1，1，1，1，1', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (23, 1, '填报责任 jobs', '', '各乡（镇）每月25日前，自2023年1月起', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (24, 1, '指标 aid', '', '帮扶率，%，比率，期末数，人/人，分子不超分母，不低于，约束性，任务1，列在jobs之后', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (25, 1, '年度目标值 aid', '', '90.5%（推算），自2023年1月1日起', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (26, 1, '时序进度 aid', '', '考核节点，2023年9月30日', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (27, 1, '填报责任 aid', '', '人社局每季度28日前，自2023年3月起；东镇每年1日前，自2022年12月起', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (28, 1, '亮灯标准 aid', '', '上限预警幅度0.25，临期天数5', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (29, 1, '指标 fund', '', '资金，万元，金额，期末数，须注明来源，不高于，非约束性，列在aid之后', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (30, 1, '年度目标值 fund', '', '未设（推定），自2023年1月1日起', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (31, 1, '时序进度 fund', '', '按月均衡', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (32, 1, '日历 2023-06-24', '', '端午节，放假，国办', 1678237200000000, '小马');
INSERT INTO jytrack.settings_log VALUES (33, 1, '日历 2023-06-25', '', '调休，上班', 1678237200000000, '小马');
INSERT INTO jytrack.target VALUES (1, 1, 1, 1, '新增就业', '人', 'count', 'increment', NULL, NULL, true, false, false, 'at_least', true, NULL, NULL, NULL, NULL);
INSERT INTO jytrack.target VALUES (2, 1, 2, 2, '帮扶率', '%', 'rate', 'point', '人', '人', false, true, false, 'at_least', true, 1, 'printed', NULL, NULL);
INSERT INTO jytrack.target VALUES (3, 1, 3, 3, '资金', '万元', 'amount', 'point', NULL, NULL, false, false, true, 'at_most', false, NULL, NULL, NULL, NULL);
INSERT INTO jytrack.target_goal VALUES (1, '2023-01-01', 253402271999999999, 5500000, 'printed', '说明', '泾党办', 1678237200000000, '小马');
INSERT INTO jytrack.target_goal VALUES (2, '2023-01-01', 253402271999999999, 905000, 'derived', '', '', 1678237200000000, '小马');
INSERT INTO jytrack.target_goal VALUES (3, '2023-01-01', 253402271999999999, NULL, 'assumed', '', '', 1678237200000000, '小马');
INSERT INTO jytrack.task VALUES (1, 1, '稳岗扩岗', '扩容行动', '用自己的话写的说明');
INSERT INTO jytrack.task VALUES (1, 2, '组织领导', '保障措施', '');
INSERT INTO jytrack.task_department VALUES (1, 1, 'lead', 1, 1, 'printed');
INSERT INTO jytrack.task_department VALUES (1, 1, 'lead', 2, 2, 'printed');
INSERT INTO jytrack.task_department VALUES (1, 1, 'responsible', 5, 1, 'printed');
INSERT INTO jytrack.task_department VALUES (1, 2, 'responsible', 6, 1, 'assumed');
INSERT INTO jytrack.task_evidence VALUES (3, 1, '会议纪要.pdf', 8, 'e16fa5d9b51928755db85b917f0297babaf22c7a47e97d9212adab56e61ba04e');
INSERT INTO jytrack.task_log VALUES (1, 1, 1, 'note', '2023-04-25', 1678248000000000, '小马', '开了会', 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2312f1c35ca0797c990dad58d2e1fb256ac813fb7a16c7d1e8dab729ae92781d');
INSERT INTO jytrack.task_log VALUES (2, 1, 1, 'status', '2023-04-25', 1678251600000000, '小马', '', NULL, NULL, 'assigned', NULL, NULL, NULL, NULL, NULL, NULL, 'c1c8e02c34997d243d134aea96715c5638eb2a5d17c90170e5f04618078b2927');
INSERT INTO jytrack.task_log VALUES (3, 1, 2, 'note', '2023-04-25', 1678255200000000, '小马', '附材料', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '6ede5d01c8edfa868cb1f51f44d37d1b1b5a46741c0902a8a3591aa1ce1b5096');
INSERT INTO jytrack.task_log VALUES (4, 1, 2, 'extension_requested', '2023-04-25', 1678258800000000, '小马', '雨季', NULL, NULL, NULL, NULL, '2024-01-31', NULL, NULL, NULL, NULL, '2dc4241a4739c46ba19cf641dfa2b79b765f44ef2c27e05b122553cd2d820c61');
INSERT INTO jytrack.threshold VALUES (1, 1, NULL, 'flow_red', -120000);
INSERT INTO jytrack.threshold VALUES (2, 1, NULL, 'rate_red', -20000);
INSERT INTO jytrack.threshold VALUES (3, 1, NULL, 'near_limit', 2000);
INSERT INTO jytrack.threshold VALUES (4, 1, NULL, 'hard_pace', 15000);
INSERT INTO jytrack.threshold VALUES (5, 1, NULL, 'last_months', 20000);
INSERT INTO jytrack.threshold VALUES (6, 1, NULL, 'due_soon_days', 70000);
INSERT INTO jytrack.threshold VALUES (7, 1, NULL, 'neglected_days', 310000);
INSERT INTO jytrack.threshold VALUES (8, 1, 2, 'near_limit', 2500);
INSERT INTO jytrack.threshold VALUES (9, 1, 2, 'due_soon_days', 50000);
ALTER TABLE ONLY jytrack.given
    ADD CONSTRAINT given_pkey PRIMARY KEY (name);
ALTER TABLE ONLY jytrack.alembic_version
    ADD CONSTRAINT pk_alembic_version PRIMARY KEY (version_num);
ALTER TABLE ONLY jytrack.allocation
    ADD CONSTRAINT pk_allocation PRIMARY KEY (target_id, unit_id, valid_from, superseded_at);
ALTER TABLE ONLY jytrack.calendar_day
    ADD CONSTRAINT pk_calendar_day PRIMARY KEY (plan_id, day);
ALTER TABLE ONLY jytrack.chain_link
    ADD CONSTRAINT pk_chain_link PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.chain_part
    ADD CONSTRAINT pk_chain_part PRIMARY KEY (link_id, subject);
ALTER TABLE ONLY jytrack.contact
    ADD CONSTRAINT pk_contact PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.content
    ADD CONSTRAINT pk_content PRIMARY KEY (sha256);
ALTER TABLE ONLY jytrack.delivery
    ADD CONSTRAINT pk_delivery PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.delivery_end
    ADD CONSTRAINT pk_delivery_end PRIMARY KEY (delivery_id, step);
ALTER TABLE ONLY jytrack.delivery_item
    ADD CONSTRAINT pk_delivery_item PRIMARY KEY (delivery_id, "position");
ALTER TABLE ONLY jytrack.department
    ADD CONSTRAINT pk_department PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.department_alias
    ADD CONSTRAINT pk_department_alias PRIMARY KEY (plan_id, alias);
ALTER TABLE ONLY jytrack.doubt
    ADD CONSTRAINT pk_doubt PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.doubt_decision
    ADD CONSTRAINT pk_doubt_decision PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.doubt_found
    ADD CONSTRAINT pk_doubt_found PRIMARY KEY (doubt_id, superseded_at);
ALTER TABLE ONLY jytrack.duty
    ADD CONSTRAINT pk_duty PRIMARY KEY (target_id, unit_id);
ALTER TABLE ONLY jytrack.explanation
    ADD CONSTRAINT pk_explanation PRIMARY KEY (target_id, period, item, superseded_at);
ALTER TABLE ONLY jytrack.group_member
    ADD CONSTRAINT pk_group_member PRIMARY KEY (plan_id, group_id, member_id);
ALTER TABLE ONLY jytrack.import_batch
    ADD CONSTRAINT pk_import_batch PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.import_file
    ADD CONSTRAINT pk_import_file PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.import_problem
    ADD CONSTRAINT pk_import_problem PRIMARY KEY (import_file_id, "position");
ALTER TABLE ONLY jytrack.metric
    ADD CONSTRAINT pk_metric PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.metric_alias
    ADD CONSTRAINT pk_metric_alias PRIMARY KEY (plan_id, alias);
ALTER TABLE ONLY jytrack.milestone
    ADD CONSTRAINT pk_milestone PRIMARY KEY (plan_id, task_no, name);
ALTER TABLE ONLY jytrack.office_paper
    ADD CONSTRAINT pk_office_paper PRIMARY KEY (plan_id, name);
ALTER TABLE ONLY jytrack.plan
    ADD CONSTRAINT pk_plan PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.plan_department
    ADD CONSTRAINT pk_plan_department PRIMARY KEY (plan_id, department_id);
ALTER TABLE ONLY jytrack.policy
    ADD CONSTRAINT pk_policy PRIMARY KEY (plan_id, task_no, "position");
ALTER TABLE ONLY jytrack.publication
    ADD CONSTRAINT pk_publication PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.publication_difference
    ADD CONSTRAINT pk_publication_difference PRIMARY KEY (publication_id, "position");
ALTER TABLE ONLY jytrack.publication_file
    ADD CONSTRAINT pk_publication_file PRIMARY KEY (publication_id, "position");
ALTER TABLE ONLY jytrack.reading
    ADD CONSTRAINT pk_reading PRIMARY KEY (metric_id, unit_id, period, superseded_at);
ALTER TABLE ONLY jytrack.receipt
    ADD CONSTRAINT pk_receipt PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.receipt_item
    ADD CONSTRAINT pk_receipt_item PRIMARY KEY (receipt_id, "position");
ALTER TABLE ONLY jytrack.receipt_problem
    ADD CONSTRAINT pk_receipt_problem PRIMARY KEY (receipt_id, code);
ALTER TABLE ONLY jytrack.received_change
    ADD CONSTRAINT pk_received_change PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.reminder_rule
    ADD CONSTRAINT pk_reminder_rule PRIMARY KEY (plan_id, kind);
ALTER TABLE ONLY jytrack.schedule
    ADD CONSTRAINT pk_schedule PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.schedule_point
    ADD CONSTRAINT pk_schedule_point PRIMARY KEY (schedule_id, month);
ALTER TABLE ONLY jytrack.settings_log
    ADD CONSTRAINT pk_settings_log PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.target
    ADD CONSTRAINT pk_target PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.target_goal
    ADD CONSTRAINT pk_target_goal PRIMARY KEY (target_id, valid_from, superseded_at);
ALTER TABLE ONLY jytrack.task
    ADD CONSTRAINT pk_task PRIMARY KEY (plan_id, no);
ALTER TABLE ONLY jytrack.task_department
    ADD CONSTRAINT pk_task_department PRIMARY KEY (plan_id, task_no, role, department_id);
ALTER TABLE ONLY jytrack.task_evidence
    ADD CONSTRAINT pk_task_evidence PRIMARY KEY (log_id, "position");
ALTER TABLE ONLY jytrack.task_log
    ADD CONSTRAINT pk_task_log PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.threshold
    ADD CONSTRAINT pk_threshold PRIMARY KEY (id);
ALTER TABLE ONLY jytrack.unit_bounds
    ADD CONSTRAINT pk_unit_bounds PRIMARY KEY (target_id, unit_id);
ALTER TABLE ONLY jytrack.delivery_item
    ADD CONSTRAINT uq_delivery_item_plan_id_recipient_obligation_counted_f_c428 UNIQUE (plan_id, recipient, obligation, counted_from, stage, attempt);
ALTER TABLE ONLY jytrack.department
    ADD CONSTRAINT uq_department_region_name UNIQUE (region, name);
ALTER TABLE ONLY jytrack.import_batch
    ADD CONSTRAINT uq_import_batch_recorded_at UNIQUE (recorded_at);
ALTER TABLE ONLY jytrack.metric
    ADD CONSTRAINT uq_metric_region_code UNIQUE (region, code);
ALTER TABLE ONLY jytrack.plan
    ADD CONSTRAINT uq_plan_code UNIQUE (code);
ALTER TABLE ONLY jytrack.plan_department
    ADD CONSTRAINT uq_plan_department_plan_id_code UNIQUE (plan_id, code);
ALTER TABLE ONLY jytrack.publication
    ADD CONSTRAINT uq_publication_plan_id_series_year_issue UNIQUE (plan_id, series, year, issue);
ALTER TABLE ONLY jytrack.schedule
    ADD CONSTRAINT uq_schedule_target_id_role_superseded_at UNIQUE (target_id, role, superseded_at);
ALTER TABLE ONLY jytrack.target
    ADD CONSTRAINT uq_target_plan_id_metric_id UNIQUE (plan_id, metric_id);
ALTER TABLE ONLY jytrack.target
    ADD CONSTRAINT uq_target_plan_id_name UNIQUE (plan_id, name);
ALTER TABLE ONLY jytrack.task_department
    ADD CONSTRAINT uq_task_department_plan_id_task_no_role_position UNIQUE (plan_id, task_no, role, "position");
CREATE INDEX ix_contact_recorded_at ON jytrack.contact USING btree (recorded_at);
CREATE INDEX ix_delivery_end_recorded_at ON jytrack.delivery_end USING btree (recorded_at);
CREATE INDEX ix_delivery_item_debtor_id ON jytrack.delivery_item USING btree (debtor_id);
CREATE INDEX ix_delivery_recorded_at ON jytrack.delivery USING btree (recorded_at);
CREATE INDEX ix_doubt_decision_recorded_at ON jytrack.doubt_decision USING btree (recorded_at);
CREATE INDEX ix_doubt_found_recorded_at ON jytrack.doubt_found USING btree (recorded_at);
CREATE INDEX ix_doubt_found_superseded_at ON jytrack.doubt_found USING btree (superseded_at);
CREATE INDEX ix_doubt_plan_id_metric_id ON jytrack.doubt USING btree (plan_id, metric_id);
CREATE UNIQUE INDEX ix_import_batch_undoes_id ON jytrack.import_batch USING btree (undoes_id);
CREATE INDEX ix_import_file_sha256 ON jytrack.import_file USING btree (sha256);
CREATE INDEX ix_publication_fingerprint ON jytrack.publication USING btree (fingerprint);
CREATE INDEX ix_receipt_recorded_at ON jytrack.receipt USING btree (recorded_at);
CREATE INDEX ix_receipt_sha256 ON jytrack.receipt USING btree (sha256);
CREATE INDEX ix_settings_log_plan_id_subject ON jytrack.settings_log USING btree (plan_id, subject);
CREATE INDEX ix_task_log_plan_id_task_no ON jytrack.task_log USING btree (plan_id, task_no);
CREATE UNIQUE INDEX uq_threshold_plan ON jytrack.threshold USING btree (plan_id, name) WHERE (target_id IS NULL);
CREATE UNIQUE INDEX uq_threshold_target ON jytrack.threshold USING btree (target_id, name) WHERE (target_id IS NOT NULL);
CREATE TRIGGER tr_allocation_closed_once BEFORE UPDATE OF superseded_at ON jytrack.allocation FOR EACH ROW WHEN ((old.superseded_at <> '253402271999999999'::bigint)) EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_allocation_closed_once ON jytrack.allocation IS 'c433a08ebc58af25db38e12182247329 CREATE TRIGGER tr_allocation_closed_once BEFORE UPDATE OF "superseded_at" ON allocation FOR EACH ROW WHEN (OLD.superseded_at <> 253402271999999999) EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_allocation_no_delete BEFORE DELETE ON jytrack.allocation FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_allocation_no_delete ON jytrack.allocation IS 'bb7918d703d14d03399cdf3c0cddff86 CREATE TRIGGER tr_allocation_no_delete BEFORE DELETE ON allocation FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_allocation_no_truncate BEFORE TRUNCATE ON jytrack.allocation FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_allocation_no_truncate ON jytrack.allocation IS 'ae4e217a7a19a32560ec13c1719a9344 CREATE TRIGGER tr_allocation_no_truncate BEFORE TRUNCATE ON allocation FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_allocation_no_update BEFORE UPDATE OF target_id, unit_id, valid_from, value, basis, reason, document, recorded_at, recorded_by ON jytrack.allocation FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_allocation_no_update ON jytrack.allocation IS 'a51757a488fe08a95b05f8539e75bc44 CREATE TRIGGER tr_allocation_no_update BEFORE UPDATE OF "target_id", "unit_id", "valid_from", "value", "basis", "reason", "document", "recorded_at", "recorded_by" ON allocation FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_chain_link_given AFTER INSERT ON jytrack.chain_link REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION jytrack.remembers_given();
COMMENT ON TRIGGER tr_chain_link_given ON jytrack.chain_link IS 'bb594c6a1fff471cd58c9fe9d3226fd0 CREATE TRIGGER tr_chain_link_given AFTER INSERT ON chain_link REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE PROCEDURE remembers_given()';
CREATE TRIGGER tr_chain_link_no_delete BEFORE DELETE ON jytrack.chain_link FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_chain_link_no_delete ON jytrack.chain_link IS '596e49822b9932ea6802d66ff3bdb414 CREATE TRIGGER tr_chain_link_no_delete BEFORE DELETE ON chain_link FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_chain_link_no_truncate BEFORE TRUNCATE ON jytrack.chain_link FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_chain_link_no_truncate ON jytrack.chain_link IS 'e1d9099375fe7a9769fc028e8554bd96 CREATE TRIGGER tr_chain_link_no_truncate BEFORE TRUNCATE ON chain_link FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_chain_link_no_update BEFORE UPDATE ON jytrack.chain_link FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_chain_link_no_update ON jytrack.chain_link IS 'bea0e6a4c1e8012dcc290cae1f1c3e7d CREATE TRIGGER tr_chain_link_no_update BEFORE UPDATE ON chain_link FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_chain_part_no_delete BEFORE DELETE ON jytrack.chain_part FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_chain_part_no_delete ON jytrack.chain_part IS 'dfdebe26f927b70e4504c4b279b40c3d CREATE TRIGGER tr_chain_part_no_delete BEFORE DELETE ON chain_part FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_chain_part_no_truncate BEFORE TRUNCATE ON jytrack.chain_part FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_chain_part_no_truncate ON jytrack.chain_part IS 'defb01020640084e5fb474fe7379435b CREATE TRIGGER tr_chain_part_no_truncate BEFORE TRUNCATE ON chain_part FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_chain_part_no_update BEFORE UPDATE ON jytrack.chain_part FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_chain_part_no_update ON jytrack.chain_part IS '18d0f9a7f28d1979e1a2706af3c36939 CREATE TRIGGER tr_chain_part_no_update BEFORE UPDATE ON chain_part FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_contact_no_delete BEFORE DELETE ON jytrack.contact FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_contact_no_delete ON jytrack.contact IS '137f3c94db42bdec10d214c643433911 CREATE TRIGGER tr_contact_no_delete BEFORE DELETE ON contact FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_contact_no_truncate BEFORE TRUNCATE ON jytrack.contact FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_contact_no_truncate ON jytrack.contact IS 'f613d2226422087cefc792ad6f6c0c8f CREATE TRIGGER tr_contact_no_truncate BEFORE TRUNCATE ON contact FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_contact_no_update BEFORE UPDATE ON jytrack.contact FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_contact_no_update ON jytrack.contact IS 'c957d89ac6dcb1776907353a432f4d81 CREATE TRIGGER tr_contact_no_update BEFORE UPDATE ON contact FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_content_no_delete BEFORE DELETE ON jytrack.content FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_content_no_delete ON jytrack.content IS 'd412b90c70b1eef07d92c33d5601fec5 CREATE TRIGGER tr_content_no_delete BEFORE DELETE ON content FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_content_no_truncate BEFORE TRUNCATE ON jytrack.content FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_content_no_truncate ON jytrack.content IS '0f05095dab0a1904179fad29fbb2add1 CREATE TRIGGER tr_content_no_truncate BEFORE TRUNCATE ON content FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_content_no_update BEFORE UPDATE ON jytrack.content FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_content_no_update ON jytrack.content IS 'b3086138947f737ed7a9a9ad44bc6220 CREATE TRIGGER tr_content_no_update BEFORE UPDATE ON content FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_delivery_end_no_delete BEFORE DELETE ON jytrack.delivery_end FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_delivery_end_no_delete ON jytrack.delivery_end IS '0e4bf77936e75442960595f224496c1a CREATE TRIGGER tr_delivery_end_no_delete BEFORE DELETE ON delivery_end FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_delivery_end_no_truncate BEFORE TRUNCATE ON jytrack.delivery_end FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_delivery_end_no_truncate ON jytrack.delivery_end IS '2d2d6b4ab72c724a8179b433511bd86d CREATE TRIGGER tr_delivery_end_no_truncate BEFORE TRUNCATE ON delivery_end FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_delivery_end_no_update BEFORE UPDATE ON jytrack.delivery_end FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_delivery_end_no_update ON jytrack.delivery_end IS 'e7ac1e44e9147a6babb3e99d9b350e26 CREATE TRIGGER tr_delivery_end_no_update BEFORE UPDATE ON delivery_end FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_delivery_item_no_delete BEFORE DELETE ON jytrack.delivery_item FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_delivery_item_no_delete ON jytrack.delivery_item IS 'f2e2df28527af3882a3b1e213370d944 CREATE TRIGGER tr_delivery_item_no_delete BEFORE DELETE ON delivery_item FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_delivery_item_no_truncate BEFORE TRUNCATE ON jytrack.delivery_item FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_delivery_item_no_truncate ON jytrack.delivery_item IS '9e93662bb4c087ccdcdfe244661e3564 CREATE TRIGGER tr_delivery_item_no_truncate BEFORE TRUNCATE ON delivery_item FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_delivery_item_no_update BEFORE UPDATE ON jytrack.delivery_item FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_delivery_item_no_update ON jytrack.delivery_item IS 'a8654b76694218f0fee07db4759a64f6 CREATE TRIGGER tr_delivery_item_no_update BEFORE UPDATE ON delivery_item FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_delivery_no_delete BEFORE DELETE ON jytrack.delivery FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_delivery_no_delete ON jytrack.delivery IS '8ab4ce28aaefa6cb63845b0e0a9732ca CREATE TRIGGER tr_delivery_no_delete BEFORE DELETE ON delivery FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_delivery_no_truncate BEFORE TRUNCATE ON jytrack.delivery FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_delivery_no_truncate ON jytrack.delivery IS 'e77641727cc43520c0769667f8414151 CREATE TRIGGER tr_delivery_no_truncate BEFORE TRUNCATE ON delivery FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_delivery_no_update BEFORE UPDATE ON jytrack.delivery FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_delivery_no_update ON jytrack.delivery IS '51200d78035f7f92790ad0ed8760990b CREATE TRIGGER tr_delivery_no_update BEFORE UPDATE ON delivery FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_department_pointed_at BEFORE DELETE ON jytrack.department FOR EACH ROW EXECUTE FUNCTION jytrack.is_pointed_at();
COMMENT ON TRIGGER tr_department_pointed_at ON jytrack.department IS '30e7f4bb3e673ea5114d8b853bd92fe8 CREATE TRIGGER tr_department_pointed_at BEFORE DELETE ON department FOR EACH ROW EXECUTE PROCEDURE is_pointed_at()';
CREATE TRIGGER tr_doubt_decision_no_delete BEFORE DELETE ON jytrack.doubt_decision FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_doubt_decision_no_delete ON jytrack.doubt_decision IS 'acbf88619a562cb04e8aae2b19ef4d3f CREATE TRIGGER tr_doubt_decision_no_delete BEFORE DELETE ON doubt_decision FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_doubt_decision_no_truncate BEFORE TRUNCATE ON jytrack.doubt_decision FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_doubt_decision_no_truncate ON jytrack.doubt_decision IS '4aebc5178a64716e1e3276ecfe3a3013 CREATE TRIGGER tr_doubt_decision_no_truncate BEFORE TRUNCATE ON doubt_decision FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_doubt_decision_no_update BEFORE UPDATE ON jytrack.doubt_decision FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_doubt_decision_no_update ON jytrack.doubt_decision IS '65b1c5d52c9c58ee618be9d46294cb64 CREATE TRIGGER tr_doubt_decision_no_update BEFORE UPDATE ON doubt_decision FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_doubt_found_closed_once BEFORE UPDATE OF superseded_at ON jytrack.doubt_found FOR EACH ROW WHEN ((old.superseded_at <> '253402271999999999'::bigint)) EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_doubt_found_closed_once ON jytrack.doubt_found IS 'eeb90a8e8f34b2c846570253a456f2a8 CREATE TRIGGER tr_doubt_found_closed_once BEFORE UPDATE OF "superseded_at" ON doubt_found FOR EACH ROW WHEN (OLD.superseded_at <> 253402271999999999) EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_doubt_found_no_delete BEFORE DELETE ON jytrack.doubt_found FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_doubt_found_no_delete ON jytrack.doubt_found IS '11bd940d7af3bd3e3ab02dce690d2c0b CREATE TRIGGER tr_doubt_found_no_delete BEFORE DELETE ON doubt_found FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_doubt_found_no_truncate BEFORE TRUNCATE ON jytrack.doubt_found FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_doubt_found_no_truncate ON jytrack.doubt_found IS '8c405f9f8efe17b646ff75fdf8610971 CREATE TRIGGER tr_doubt_found_no_truncate BEFORE TRUNCATE ON doubt_found FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_doubt_found_no_update BEFORE UPDATE OF doubt_id, recorded_at, period, value, against, degree, whole_id, import_file_id, "row" ON jytrack.doubt_found FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_doubt_found_no_update ON jytrack.doubt_found IS 'ed7f00f4bb1e533bee3388d9f70675fa CREATE TRIGGER tr_doubt_found_no_update BEFORE UPDATE OF "doubt_id", "recorded_at", "period", "value", "against", "degree", "whole_id", "import_file_id", "row" ON doubt_found FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_doubt_no_delete BEFORE DELETE ON jytrack.doubt FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_doubt_no_delete ON jytrack.doubt IS '799b131ec9928101ccda47a9e59e2951 CREATE TRIGGER tr_doubt_no_delete BEFORE DELETE ON doubt FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_doubt_no_truncate BEFORE TRUNCATE ON jytrack.doubt FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_doubt_no_truncate ON jytrack.doubt IS '1258b898c134d10917705f997cdff267 CREATE TRIGGER tr_doubt_no_truncate BEFORE TRUNCATE ON doubt FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_doubt_no_update BEFORE UPDATE ON jytrack.doubt FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_doubt_no_update ON jytrack.doubt IS 'c140de309d5c2b68ccce2c8d6a575dbe CREATE TRIGGER tr_doubt_no_update BEFORE UPDATE ON doubt FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_explanation_closed_once BEFORE UPDATE OF superseded_at ON jytrack.explanation FOR EACH ROW WHEN ((old.superseded_at <> '253402271999999999'::bigint)) EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_explanation_closed_once ON jytrack.explanation IS '098b924d13cb677d7665495efff23551 CREATE TRIGGER tr_explanation_closed_once BEFORE UPDATE OF "superseded_at" ON explanation FOR EACH ROW WHEN (OLD.superseded_at <> 253402271999999999) EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_explanation_no_delete BEFORE DELETE ON jytrack.explanation FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_explanation_no_delete ON jytrack.explanation IS 'd34d4668eec6630ff2f3efbd56216598 CREATE TRIGGER tr_explanation_no_delete BEFORE DELETE ON explanation FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_explanation_no_truncate BEFORE TRUNCATE ON jytrack.explanation FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_explanation_no_truncate ON jytrack.explanation IS '015cdde4eb9efdec7b965e779f91ca09 CREATE TRIGGER tr_explanation_no_truncate BEFORE TRUNCATE ON explanation FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_explanation_no_update BEFORE UPDATE OF target_id, period, item, text, recorded_at, recorded_by, import_file_id, "row", reason ON jytrack.explanation FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_explanation_no_update ON jytrack.explanation IS 'f1c36c9a072502a93487286c0d767fbc CREATE TRIGGER tr_explanation_no_update BEFORE UPDATE OF "target_id", "period", "item", "text", "recorded_at", "recorded_by", "import_file_id", "row", "reason" ON explanation FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_import_batch_no_delete BEFORE DELETE ON jytrack.import_batch FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_import_batch_no_delete ON jytrack.import_batch IS 'b3468f885b681f36e09f5053d0b99f27 CREATE TRIGGER tr_import_batch_no_delete BEFORE DELETE ON import_batch FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_import_batch_no_truncate BEFORE TRUNCATE ON jytrack.import_batch FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_import_batch_no_truncate ON jytrack.import_batch IS '152882889fa8b75bffc29af671d6dfca CREATE TRIGGER tr_import_batch_no_truncate BEFORE TRUNCATE ON import_batch FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_import_batch_no_update BEFORE UPDATE ON jytrack.import_batch FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_import_batch_no_update ON jytrack.import_batch IS 'aa9b78e90bdd3b29157e4f3e89e05fe2 CREATE TRIGGER tr_import_batch_no_update BEFORE UPDATE ON import_batch FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_import_file_no_delete BEFORE DELETE ON jytrack.import_file FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_import_file_no_delete ON jytrack.import_file IS 'f83d65c898fdf959c090a6b73bf79f78 CREATE TRIGGER tr_import_file_no_delete BEFORE DELETE ON import_file FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_import_file_no_truncate BEFORE TRUNCATE ON jytrack.import_file FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_import_file_no_truncate ON jytrack.import_file IS 'f34ba776047bd94d1d702cea7a599636 CREATE TRIGGER tr_import_file_no_truncate BEFORE TRUNCATE ON import_file FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_import_file_no_update BEFORE UPDATE ON jytrack.import_file FOR EACH ROW WHEN (((old.encoding)::text <> ''::text)) EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_import_file_no_update ON jytrack.import_file IS '5be1823603e877bb5ba03282fee202bc CREATE TRIGGER tr_import_file_no_update BEFORE UPDATE ON import_file FOR EACH ROW WHEN (OLD.encoding <> '''') EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_import_file_pointed_at BEFORE DELETE ON jytrack.import_file FOR EACH ROW EXECUTE FUNCTION jytrack.is_pointed_at();
COMMENT ON TRIGGER tr_import_file_pointed_at ON jytrack.import_file IS 'ea0a3c049b011528dfe93566fe7c348d CREATE TRIGGER tr_import_file_pointed_at BEFORE DELETE ON import_file FOR EACH ROW EXECUTE PROCEDURE is_pointed_at()';
CREATE TRIGGER tr_import_problem_no_delete BEFORE DELETE ON jytrack.import_problem FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_import_problem_no_delete ON jytrack.import_problem IS 'daf59cdb16ca6409b8830194fb544903 CREATE TRIGGER tr_import_problem_no_delete BEFORE DELETE ON import_problem FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_import_problem_no_truncate BEFORE TRUNCATE ON jytrack.import_problem FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_import_problem_no_truncate ON jytrack.import_problem IS '5ca6b66f596633398e201f152d415a72 CREATE TRIGGER tr_import_problem_no_truncate BEFORE TRUNCATE ON import_problem FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_import_problem_no_update BEFORE UPDATE ON jytrack.import_problem FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_import_problem_no_update ON jytrack.import_problem IS 'aad42d0ea6a23a1233e4f3160c7a216c CREATE TRIGGER tr_import_problem_no_update BEFORE UPDATE ON import_problem FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_metric_pointed_at BEFORE DELETE ON jytrack.metric FOR EACH ROW EXECUTE FUNCTION jytrack.is_pointed_at();
COMMENT ON TRIGGER tr_metric_pointed_at ON jytrack.metric IS 'f09f8bec2e87e8bfbfdba9f380a6575d CREATE TRIGGER tr_metric_pointed_at BEFORE DELETE ON metric FOR EACH ROW EXECUTE PROCEDURE is_pointed_at()';
CREATE TRIGGER tr_publication_difference_no_delete BEFORE DELETE ON jytrack.publication_difference FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_publication_difference_no_delete ON jytrack.publication_difference IS 'e376477354aa6eeb0ff8d0940c5d9f18 CREATE TRIGGER tr_publication_difference_no_delete BEFORE DELETE ON publication_difference FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_publication_difference_no_truncate BEFORE TRUNCATE ON jytrack.publication_difference FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_publication_difference_no_truncate ON jytrack.publication_difference IS 'b4d198eb4d6e49149d4ed5487d262970 CREATE TRIGGER tr_publication_difference_no_truncate BEFORE TRUNCATE ON publication_difference FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_publication_difference_no_update BEFORE UPDATE ON jytrack.publication_difference FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_publication_difference_no_update ON jytrack.publication_difference IS '8853128bdd756dd7740d7dbf3c0bd240 CREATE TRIGGER tr_publication_difference_no_update BEFORE UPDATE ON publication_difference FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_publication_file_no_delete BEFORE DELETE ON jytrack.publication_file FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_publication_file_no_delete ON jytrack.publication_file IS 'c085ae20ba688041d2142b5521393bfe CREATE TRIGGER tr_publication_file_no_delete BEFORE DELETE ON publication_file FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_publication_file_no_truncate BEFORE TRUNCATE ON jytrack.publication_file FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_publication_file_no_truncate ON jytrack.publication_file IS '1c8ca9cf827a076310eafc6d069b9c6e CREATE TRIGGER tr_publication_file_no_truncate BEFORE TRUNCATE ON publication_file FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_publication_file_no_update BEFORE UPDATE ON jytrack.publication_file FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_publication_file_no_update ON jytrack.publication_file IS 'c75a377f43520bac8f39ec7a70161fe9 CREATE TRIGGER tr_publication_file_no_update BEFORE UPDATE ON publication_file FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_publication_given AFTER INSERT ON jytrack.publication REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION jytrack.remembers_given();
COMMENT ON TRIGGER tr_publication_given ON jytrack.publication IS '67fa98fcc600af21dd19b085df2043bf CREATE TRIGGER tr_publication_given AFTER INSERT ON publication REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE PROCEDURE remembers_given()';
CREATE TRIGGER tr_publication_no_delete BEFORE DELETE ON jytrack.publication FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_publication_no_delete ON jytrack.publication IS '698406d6dcc2c24c54c85425fd67e898 CREATE TRIGGER tr_publication_no_delete BEFORE DELETE ON publication FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_publication_no_truncate BEFORE TRUNCATE ON jytrack.publication FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_publication_no_truncate ON jytrack.publication IS 'ef616a0a2c8874c4e882c918a784ec24 CREATE TRIGGER tr_publication_no_truncate BEFORE TRUNCATE ON publication FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_publication_no_update BEFORE UPDATE ON jytrack.publication FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_publication_no_update ON jytrack.publication IS '20bacb166d5ad0768c846505c1a20f38 CREATE TRIGGER tr_publication_no_update BEFORE UPDATE ON publication FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_reading_closed_once BEFORE UPDATE OF superseded_at ON jytrack.reading FOR EACH ROW WHEN ((old.superseded_at <> '253402271999999999'::bigint)) EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_reading_closed_once ON jytrack.reading IS 'b8ffac8d20e9f203ad1e8aa38fafcb3f CREATE TRIGGER tr_reading_closed_once BEFORE UPDATE OF "superseded_at" ON reading FOR EACH ROW WHEN (OLD.superseded_at <> 253402271999999999) EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_reading_no_delete BEFORE DELETE ON jytrack.reading FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_reading_no_delete ON jytrack.reading IS 'eea09c562b90bfb7d382f2efcdc48657 CREATE TRIGGER tr_reading_no_delete BEFORE DELETE ON reading FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_reading_no_truncate BEFORE TRUNCATE ON jytrack.reading FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_reading_no_truncate ON jytrack.reading IS 'd09a6f48a535d41353d5354fc28a0cb1 CREATE TRIGGER tr_reading_no_truncate BEFORE TRUNCATE ON reading FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_reading_no_update BEFORE UPDATE OF metric_id, unit_id, period, month, cumulative, value, numerator, denominator, withdrawn, source, note, received_on, recorded_at, recorded_by, import_file_id, "row", reason ON jytrack.reading FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_reading_no_update ON jytrack.reading IS '0386922eceed94ad68bd9872a5f2165e CREATE TRIGGER tr_reading_no_update BEFORE UPDATE OF "metric_id", "unit_id", "period", "month", "cumulative", "value", "numerator", "denominator", "withdrawn", "source", "note", "received_on", "recorded_at", "recorded_by", "import_file_id", "row", "reason" ON reading FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_reading_points AFTER INSERT ON jytrack.reading REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION jytrack.points_at_rows();
COMMENT ON TRIGGER tr_reading_points ON jytrack.reading IS '2012cdeee3d106a00e9a5d92b6c33617 CREATE TRIGGER tr_reading_points AFTER INSERT ON reading REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE PROCEDURE points_at_rows()';
CREATE TRIGGER tr_receipt_item_no_delete BEFORE DELETE ON jytrack.receipt_item FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_receipt_item_no_delete ON jytrack.receipt_item IS '91bd8b764edb75c52f83dd29e02349b7 CREATE TRIGGER tr_receipt_item_no_delete BEFORE DELETE ON receipt_item FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_receipt_item_no_truncate BEFORE TRUNCATE ON jytrack.receipt_item FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_receipt_item_no_truncate ON jytrack.receipt_item IS 'c57da7273cb8d6654f304662d9dc88f9 CREATE TRIGGER tr_receipt_item_no_truncate BEFORE TRUNCATE ON receipt_item FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_receipt_item_no_update BEFORE UPDATE ON jytrack.receipt_item FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_receipt_item_no_update ON jytrack.receipt_item IS '4c688d07d4b34ac0bc2cc7c51c285863 CREATE TRIGGER tr_receipt_item_no_update BEFORE UPDATE ON receipt_item FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_receipt_no_delete BEFORE DELETE ON jytrack.receipt FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_receipt_no_delete ON jytrack.receipt IS 'da4b09a5fdcddb3f5973e8e3df89f41e CREATE TRIGGER tr_receipt_no_delete BEFORE DELETE ON receipt FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_receipt_no_truncate BEFORE TRUNCATE ON jytrack.receipt FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_receipt_no_truncate ON jytrack.receipt IS 'bc1211d711865d69d51f5fbe17596ae9 CREATE TRIGGER tr_receipt_no_truncate BEFORE TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_receipt_no_update BEFORE UPDATE ON jytrack.receipt FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_receipt_no_update ON jytrack.receipt IS '2f1aea05103d6dfb654ab08fea5df108 CREATE TRIGGER tr_receipt_no_update BEFORE UPDATE ON receipt FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_receipt_problem_no_delete BEFORE DELETE ON jytrack.receipt_problem FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_receipt_problem_no_delete ON jytrack.receipt_problem IS '6c122d01985e2884901e89481e94d4ef CREATE TRIGGER tr_receipt_problem_no_delete BEFORE DELETE ON receipt_problem FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_receipt_problem_no_truncate BEFORE TRUNCATE ON jytrack.receipt_problem FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_receipt_problem_no_truncate ON jytrack.receipt_problem IS 'fca66ccb5065b3450459e8ba4eedf0f1 CREATE TRIGGER tr_receipt_problem_no_truncate BEFORE TRUNCATE ON receipt_problem FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_receipt_problem_no_update BEFORE UPDATE ON jytrack.receipt_problem FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_receipt_problem_no_update ON jytrack.receipt_problem IS '471053c715df2612dbaeae2ea3892755 CREATE TRIGGER tr_receipt_problem_no_update BEFORE UPDATE ON receipt_problem FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_received_change_no_delete BEFORE DELETE ON jytrack.received_change FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_received_change_no_delete ON jytrack.received_change IS '351aca313d7a9eec36b23654c7245471 CREATE TRIGGER tr_received_change_no_delete BEFORE DELETE ON received_change FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_received_change_no_truncate BEFORE TRUNCATE ON jytrack.received_change FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_received_change_no_truncate ON jytrack.received_change IS 'b2638bcfd7b07a4188f2e22674beaa0d CREATE TRIGGER tr_received_change_no_truncate BEFORE TRUNCATE ON received_change FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_received_change_no_update BEFORE UPDATE ON jytrack.received_change FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_received_change_no_update ON jytrack.received_change IS 'f761376715cefa31a8049b61e5645142 CREATE TRIGGER tr_received_change_no_update BEFORE UPDATE ON received_change FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_schedule_closed_once BEFORE UPDATE OF superseded_at ON jytrack.schedule FOR EACH ROW WHEN ((old.superseded_at <> '253402271999999999'::bigint)) EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_schedule_closed_once ON jytrack.schedule IS 'aa54fe07cdec359ab374cceeb602ca8b CREATE TRIGGER tr_schedule_closed_once BEFORE UPDATE OF "superseded_at" ON schedule FOR EACH ROW WHEN (OLD.superseded_at <> 253402271999999999) EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_schedule_no_delete BEFORE DELETE ON jytrack.schedule FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_schedule_no_delete ON jytrack.schedule IS '101db624a2100f7c5cf38c4bcbf3e10a CREATE TRIGGER tr_schedule_no_delete BEFORE DELETE ON schedule FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_schedule_no_truncate BEFORE TRUNCATE ON jytrack.schedule FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_schedule_no_truncate ON jytrack.schedule IS '0f7e2102f1dcf142623fbe8c5011fe36 CREATE TRIGGER tr_schedule_no_truncate BEFORE TRUNCATE ON schedule FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_schedule_no_update BEFORE UPDATE OF id, target_id, role, kind, checkpoint, reason, recorded_at, recorded_by ON jytrack.schedule FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_schedule_no_update ON jytrack.schedule IS '5094f2a8eefdd2b33e57f34e2704a449 CREATE TRIGGER tr_schedule_no_update BEFORE UPDATE OF "id", "target_id", "role", "kind", "checkpoint", "reason", "recorded_at", "recorded_by" ON schedule FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_settings_log_given AFTER INSERT ON jytrack.settings_log REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION jytrack.remembers_given();
COMMENT ON TRIGGER tr_settings_log_given ON jytrack.settings_log IS '5937d5dcba29cd920947da78108536f0 CREATE TRIGGER tr_settings_log_given AFTER INSERT ON settings_log REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE PROCEDURE remembers_given()';
CREATE TRIGGER tr_settings_log_no_delete BEFORE DELETE ON jytrack.settings_log FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_settings_log_no_delete ON jytrack.settings_log IS '864e73d7526a1444ab34d5146eba7f0c CREATE TRIGGER tr_settings_log_no_delete BEFORE DELETE ON settings_log FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_settings_log_no_truncate BEFORE TRUNCATE ON jytrack.settings_log FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_settings_log_no_truncate ON jytrack.settings_log IS '2445e333feaeefe589819c6e36fa63d8 CREATE TRIGGER tr_settings_log_no_truncate BEFORE TRUNCATE ON settings_log FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_settings_log_no_update BEFORE UPDATE ON jytrack.settings_log FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_settings_log_no_update ON jytrack.settings_log IS 'c0c04b612e8ac272727c50cb863f868d CREATE TRIGGER tr_settings_log_no_update BEFORE UPDATE ON settings_log FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_target_goal_closed_once BEFORE UPDATE OF superseded_at ON jytrack.target_goal FOR EACH ROW WHEN ((old.superseded_at <> '253402271999999999'::bigint)) EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_target_goal_closed_once ON jytrack.target_goal IS 'e9681f4ff22f2d885e12b3a84a93926b CREATE TRIGGER tr_target_goal_closed_once BEFORE UPDATE OF "superseded_at" ON target_goal FOR EACH ROW WHEN (OLD.superseded_at <> 253402271999999999) EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_target_goal_no_delete BEFORE DELETE ON jytrack.target_goal FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_target_goal_no_delete ON jytrack.target_goal IS 'b5bb999c47a8c65e245275339164ec97 CREATE TRIGGER tr_target_goal_no_delete BEFORE DELETE ON target_goal FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_target_goal_no_truncate BEFORE TRUNCATE ON jytrack.target_goal FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_target_goal_no_truncate ON jytrack.target_goal IS '6bf3ba3e1345f7426a4cb5deda669fb3 CREATE TRIGGER tr_target_goal_no_truncate BEFORE TRUNCATE ON target_goal FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_target_goal_no_update BEFORE UPDATE OF target_id, valid_from, value, basis, reason, document, recorded_at, recorded_by ON jytrack.target_goal FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_target_goal_no_update ON jytrack.target_goal IS '1761272596181fc24297e0ca8221ff93 CREATE TRIGGER tr_target_goal_no_update BEFORE UPDATE OF "target_id", "valid_from", "value", "basis", "reason", "document", "recorded_at", "recorded_by" ON target_goal FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_task_evidence_no_delete BEFORE DELETE ON jytrack.task_evidence FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_task_evidence_no_delete ON jytrack.task_evidence IS '35731e460de14e7f9930be903bc14a82 CREATE TRIGGER tr_task_evidence_no_delete BEFORE DELETE ON task_evidence FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_task_evidence_no_truncate BEFORE TRUNCATE ON jytrack.task_evidence FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_task_evidence_no_truncate ON jytrack.task_evidence IS '8426cabcd21bc8f95895a5a154bf8242 CREATE TRIGGER tr_task_evidence_no_truncate BEFORE TRUNCATE ON task_evidence FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_task_evidence_no_update BEFORE UPDATE ON jytrack.task_evidence FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_task_evidence_no_update ON jytrack.task_evidence IS '2998f7e6a94f28b8b5940be6f5681be3 CREATE TRIGGER tr_task_evidence_no_update BEFORE UPDATE ON task_evidence FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_task_log_given AFTER INSERT ON jytrack.task_log REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION jytrack.remembers_given();
COMMENT ON TRIGGER tr_task_log_given ON jytrack.task_log IS '0572d333a9c6cfb736770eaaa8d59ecd CREATE TRIGGER tr_task_log_given AFTER INSERT ON task_log REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE PROCEDURE remembers_given()';
CREATE TRIGGER tr_task_log_no_delete BEFORE DELETE ON jytrack.task_log FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_task_log_no_delete ON jytrack.task_log IS '54a4fdd61db06aec491e1a4acd6774fa CREATE TRIGGER tr_task_log_no_delete BEFORE DELETE ON task_log FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_task_log_no_truncate BEFORE TRUNCATE ON jytrack.task_log FOR EACH STATEMENT EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_task_log_no_truncate ON jytrack.task_log IS '3603baf1e60aee25f20f8df8f610b46f CREATE TRIGGER tr_task_log_no_truncate BEFORE TRUNCATE ON task_log FOR EACH STATEMENT EXECUTE PROCEDURE keeps_history()';
CREATE TRIGGER tr_task_log_no_update BEFORE UPDATE ON jytrack.task_log FOR EACH ROW EXECUTE FUNCTION jytrack.keeps_history();
COMMENT ON TRIGGER tr_task_log_no_update ON jytrack.task_log IS '03dd29d90bc82532644244e8eb429640 CREATE TRIGGER tr_task_log_no_update BEFORE UPDATE ON task_log FOR EACH ROW EXECUTE PROCEDURE keeps_history()';
ALTER TABLE ONLY jytrack.allocation
    ADD CONSTRAINT fk_allocation_target_id FOREIGN KEY (target_id) REFERENCES jytrack.target(id);
ALTER TABLE ONLY jytrack.allocation
    ADD CONSTRAINT fk_allocation_unit_id FOREIGN KEY (unit_id) REFERENCES jytrack.department(id);
ALTER TABLE ONLY jytrack.calendar_day
    ADD CONSTRAINT fk_calendar_day_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.chain_part
    ADD CONSTRAINT fk_chain_part_link_id FOREIGN KEY (link_id) REFERENCES jytrack.chain_link(id);
ALTER TABLE ONLY jytrack.contact
    ADD CONSTRAINT fk_contact_department_id FOREIGN KEY (department_id) REFERENCES jytrack.department(id);
ALTER TABLE ONLY jytrack.delivery
    ADD CONSTRAINT fk_delivery_department_id FOREIGN KEY (department_id) REFERENCES jytrack.department(id);
ALTER TABLE ONLY jytrack.delivery_end
    ADD CONSTRAINT fk_delivery_end_delivery_id FOREIGN KEY (delivery_id) REFERENCES jytrack.delivery(id);
ALTER TABLE ONLY jytrack.delivery_item
    ADD CONSTRAINT fk_delivery_item_debtor_id FOREIGN KEY (debtor_id) REFERENCES jytrack.department(id);
ALTER TABLE ONLY jytrack.delivery_item
    ADD CONSTRAINT fk_delivery_item_delivery_id FOREIGN KEY (delivery_id) REFERENCES jytrack.delivery(id);
ALTER TABLE ONLY jytrack.delivery_item
    ADD CONSTRAINT fk_delivery_item_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.delivery
    ADD CONSTRAINT fk_delivery_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.department_alias
    ADD CONSTRAINT fk_department_alias_plan_id_department_id FOREIGN KEY (plan_id, department_id) REFERENCES jytrack.plan_department(plan_id, department_id);
ALTER TABLE ONLY jytrack.doubt_decision
    ADD CONSTRAINT fk_doubt_decision_doubt_id FOREIGN KEY (doubt_id) REFERENCES jytrack.doubt(id);
ALTER TABLE ONLY jytrack.doubt_found
    ADD CONSTRAINT fk_doubt_found_doubt_id FOREIGN KEY (doubt_id) REFERENCES jytrack.doubt(id);
ALTER TABLE ONLY jytrack.doubt_found
    ADD CONSTRAINT fk_doubt_found_import_file_id FOREIGN KEY (import_file_id) REFERENCES jytrack.import_file(id);
ALTER TABLE ONLY jytrack.doubt_found
    ADD CONSTRAINT fk_doubt_found_whole_id FOREIGN KEY (whole_id) REFERENCES jytrack.metric(id);
ALTER TABLE ONLY jytrack.doubt
    ADD CONSTRAINT fk_doubt_metric_id FOREIGN KEY (metric_id) REFERENCES jytrack.metric(id);
ALTER TABLE ONLY jytrack.doubt
    ADD CONSTRAINT fk_doubt_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.doubt
    ADD CONSTRAINT fk_doubt_unit_id FOREIGN KEY (unit_id) REFERENCES jytrack.department(id);
ALTER TABLE ONLY jytrack.duty
    ADD CONSTRAINT fk_duty_target_id FOREIGN KEY (target_id) REFERENCES jytrack.target(id);
ALTER TABLE ONLY jytrack.duty
    ADD CONSTRAINT fk_duty_unit_id FOREIGN KEY (unit_id) REFERENCES jytrack.department(id);
ALTER TABLE ONLY jytrack.explanation
    ADD CONSTRAINT fk_explanation_import_file_id FOREIGN KEY (import_file_id) REFERENCES jytrack.import_file(id);
ALTER TABLE ONLY jytrack.explanation
    ADD CONSTRAINT fk_explanation_target_id FOREIGN KEY (target_id) REFERENCES jytrack.target(id);
ALTER TABLE ONLY jytrack.group_member
    ADD CONSTRAINT fk_group_member_plan_id_group_id FOREIGN KEY (plan_id, group_id) REFERENCES jytrack.plan_department(plan_id, department_id);
ALTER TABLE ONLY jytrack.group_member
    ADD CONSTRAINT fk_group_member_plan_id_member_id FOREIGN KEY (plan_id, member_id) REFERENCES jytrack.plan_department(plan_id, department_id);
ALTER TABLE ONLY jytrack.import_batch
    ADD CONSTRAINT fk_import_batch_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.import_batch
    ADD CONSTRAINT fk_import_batch_undoes_id FOREIGN KEY (undoes_id) REFERENCES jytrack.import_batch(id);
ALTER TABLE ONLY jytrack.import_file
    ADD CONSTRAINT fk_import_file_batch_id FOREIGN KEY (batch_id) REFERENCES jytrack.import_batch(id);
ALTER TABLE ONLY jytrack.import_problem
    ADD CONSTRAINT fk_import_problem_import_file_id FOREIGN KEY (import_file_id) REFERENCES jytrack.import_file(id);
ALTER TABLE ONLY jytrack.metric_alias
    ADD CONSTRAINT fk_metric_alias_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.metric_alias
    ADD CONSTRAINT fk_metric_alias_target_id FOREIGN KEY (target_id) REFERENCES jytrack.target(id);
ALTER TABLE ONLY jytrack.milestone
    ADD CONSTRAINT fk_milestone_plan_id_task_no FOREIGN KEY (plan_id, task_no) REFERENCES jytrack.task(plan_id, no);
ALTER TABLE ONLY jytrack.office_paper
    ADD CONSTRAINT fk_office_paper_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.plan_department
    ADD CONSTRAINT fk_plan_department_department_id FOREIGN KEY (department_id) REFERENCES jytrack.department(id);
ALTER TABLE ONLY jytrack.plan_department
    ADD CONSTRAINT fk_plan_department_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.policy
    ADD CONSTRAINT fk_policy_plan_id_task_no FOREIGN KEY (plan_id, task_no) REFERENCES jytrack.task(plan_id, no);
ALTER TABLE ONLY jytrack.publication
    ADD CONSTRAINT fk_publication_corrects_id FOREIGN KEY (corrects_id) REFERENCES jytrack.publication(id);
ALTER TABLE ONLY jytrack.publication_difference
    ADD CONSTRAINT fk_publication_difference_publication_id FOREIGN KEY (publication_id) REFERENCES jytrack.publication(id);
ALTER TABLE ONLY jytrack.publication_file
    ADD CONSTRAINT fk_publication_file_publication_id FOREIGN KEY (publication_id) REFERENCES jytrack.publication(id);
ALTER TABLE ONLY jytrack.publication_file
    ADD CONSTRAINT fk_publication_file_sha256 FOREIGN KEY (sha256) REFERENCES jytrack.content(sha256);
ALTER TABLE ONLY jytrack.publication
    ADD CONSTRAINT fk_publication_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.publication
    ADD CONSTRAINT fk_publication_replaces_id FOREIGN KEY (replaces_id) REFERENCES jytrack.publication(id);
ALTER TABLE ONLY jytrack.receipt_item
    ADD CONSTRAINT fk_receipt_item_metric_id FOREIGN KEY (metric_id) REFERENCES jytrack.metric(id);
ALTER TABLE ONLY jytrack.receipt_item
    ADD CONSTRAINT fk_receipt_item_receipt_id FOREIGN KEY (receipt_id) REFERENCES jytrack.receipt(id);
ALTER TABLE ONLY jytrack.receipt_item
    ADD CONSTRAINT fk_receipt_item_unit_id FOREIGN KEY (unit_id) REFERENCES jytrack.department(id);
ALTER TABLE ONLY jytrack.receipt
    ADD CONSTRAINT fk_receipt_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.receipt_problem
    ADD CONSTRAINT fk_receipt_problem_receipt_id FOREIGN KEY (receipt_id) REFERENCES jytrack.receipt(id);
ALTER TABLE ONLY jytrack.received_change
    ADD CONSTRAINT fk_received_change_batch_id FOREIGN KEY (batch_id) REFERENCES jytrack.import_batch(id);
ALTER TABLE ONLY jytrack.received_change
    ADD CONSTRAINT fk_received_change_import_file_id FOREIGN KEY (import_file_id) REFERENCES jytrack.import_file(id);
ALTER TABLE ONLY jytrack.reminder_rule
    ADD CONSTRAINT fk_reminder_rule_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.schedule_point
    ADD CONSTRAINT fk_schedule_point_schedule_id FOREIGN KEY (schedule_id) REFERENCES jytrack.schedule(id);
ALTER TABLE ONLY jytrack.schedule
    ADD CONSTRAINT fk_schedule_target_id FOREIGN KEY (target_id) REFERENCES jytrack.target(id);
ALTER TABLE ONLY jytrack.settings_log
    ADD CONSTRAINT fk_settings_log_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.target_goal
    ADD CONSTRAINT fk_target_goal_target_id FOREIGN KEY (target_id) REFERENCES jytrack.target(id);
ALTER TABLE ONLY jytrack.target
    ADD CONSTRAINT fk_target_metric_id FOREIGN KEY (metric_id) REFERENCES jytrack.metric(id);
ALTER TABLE ONLY jytrack.target
    ADD CONSTRAINT fk_target_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.target
    ADD CONSTRAINT fk_target_plan_id_task_no FOREIGN KEY (plan_id, task_no) REFERENCES jytrack.task(plan_id, no);
ALTER TABLE ONLY jytrack.task_department
    ADD CONSTRAINT fk_task_department_plan_id_department_id FOREIGN KEY (plan_id, department_id) REFERENCES jytrack.plan_department(plan_id, department_id);
ALTER TABLE ONLY jytrack.task_department
    ADD CONSTRAINT fk_task_department_plan_id_task_no FOREIGN KEY (plan_id, task_no) REFERENCES jytrack.task(plan_id, no);
ALTER TABLE ONLY jytrack.task_evidence
    ADD CONSTRAINT fk_task_evidence_log_id FOREIGN KEY (log_id) REFERENCES jytrack.task_log(id);
ALTER TABLE ONLY jytrack.task_log
    ADD CONSTRAINT fk_task_log_plan_id_department_id FOREIGN KEY (plan_id, department_id) REFERENCES jytrack.plan_department(plan_id, department_id);
ALTER TABLE ONLY jytrack.task_log
    ADD CONSTRAINT fk_task_log_plan_id_group_id FOREIGN KEY (plan_id, group_id) REFERENCES jytrack.plan_department(plan_id, department_id);
ALTER TABLE ONLY jytrack.task_log
    ADD CONSTRAINT fk_task_log_plan_id_task_no FOREIGN KEY (plan_id, task_no) REFERENCES jytrack.task(plan_id, no);
ALTER TABLE ONLY jytrack.task_log
    ADD CONSTRAINT fk_task_log_publication_id FOREIGN KEY (publication_id) REFERENCES jytrack.publication(id);
ALTER TABLE ONLY jytrack.task_log
    ADD CONSTRAINT fk_task_log_target_id FOREIGN KEY (target_id) REFERENCES jytrack.target(id);
ALTER TABLE ONLY jytrack.task
    ADD CONSTRAINT fk_task_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.threshold
    ADD CONSTRAINT fk_threshold_plan_id FOREIGN KEY (plan_id) REFERENCES jytrack.plan(id);
ALTER TABLE ONLY jytrack.threshold
    ADD CONSTRAINT fk_threshold_target_id FOREIGN KEY (target_id) REFERENCES jytrack.target(id);
ALTER TABLE ONLY jytrack.unit_bounds
    ADD CONSTRAINT fk_unit_bounds_target_id FOREIGN KEY (target_id) REFERENCES jytrack.target(id);
ALTER TABLE ONLY jytrack.unit_bounds
    ADD CONSTRAINT fk_unit_bounds_unit_id FOREIGN KEY (unit_id) REFERENCES jytrack.department(id);
REVOKE ALL ON FUNCTION jytrack.is_pointed_at() FROM PUBLIC;
REVOKE ALL ON FUNCTION jytrack.keeps_history() FROM PUBLIC;
REVOKE ALL ON FUNCTION jytrack.points_at_rows() FROM PUBLIC;
REVOKE ALL ON FUNCTION jytrack.remembers_given() FROM PUBLIC;
