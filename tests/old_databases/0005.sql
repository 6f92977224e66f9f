BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE allocation (
	target_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	superseded_at BIGINT NOT NULL, 
	value BIGINT NOT NULL, 
	basis VARCHAR(32) NOT NULL, 
	reason VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	CONSTRAINT pk_allocation PRIMARY KEY (target_id, unit_id, valid_from, superseded_at), 
	CONSTRAINT fk_allocation_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT fk_allocation_unit_id FOREIGN KEY(unit_id) REFERENCES department (id), 
	CONSTRAINT ck_allocation_two_times CHECK (recorded_at < superseded_at), 
	CONSTRAINT ck_allocation_basis CHECK (basis IN ('printed', 'derived', 'assumed'))
);
CREATE TABLE calendar_day (
	plan_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	name VARCHAR NOT NULL, 
	off BOOLEAN NOT NULL, 
	source VARCHAR NOT NULL, 
	CONSTRAINT pk_calendar_day PRIMARY KEY (plan_id, day), 
	CONSTRAINT fk_calendar_day_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
INSERT INTO "calendar_day" VALUES(1,'2023-06-24','端午节',1,'国办');
INSERT INTO "calendar_day" VALUES(1,'2023-06-25','调休',0,'');
CREATE TABLE department (
	id INTEGER NOT NULL, 
	region VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_department PRIMARY KEY (id), 
	CONSTRAINT uq_department_region_name UNIQUE (region, name), 
	CONSTRAINT ck_department_name CHECK (name <> '')
);
INSERT INTO "department" VALUES(1,'东县','人社局');
INSERT INTO "department" VALUES(2,'东县','团委');
INSERT INTO "department" VALUES(3,'东县','东镇');
INSERT INTO "department" VALUES(4,'东县','西乡');
INSERT INTO "department" VALUES(5,'东县','各乡（镇）');
INSERT INTO "department" VALUES(6,'东县','领导小组');
CREATE TABLE department_alias (
	plan_id INTEGER NOT NULL, 
	alias VARCHAR NOT NULL, 
	department_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_department_alias PRIMARY KEY (plan_id, alias), 
	CONSTRAINT fk_department_alias_plan_id_department_id FOREIGN KEY(plan_id, department_id) REFERENCES plan_department (plan_id, department_id), 
	CONSTRAINT ck_department_alias_position CHECK (position >= 1)
);
INSERT INTO "department_alias" VALUES(1,'县人社局',1,1);
INSERT INTO "department_alias" VALUES(1,'人社',1,2);
INSERT INTO "department_alias" VALUES(1,'东镇政府',3,1);
CREATE TABLE duty (
	target_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	frequency VARCHAR(32) NOT NULL, 
	due_day INTEGER NOT NULL, 
	since INTEGER NOT NULL, 
	CONSTRAINT pk_duty PRIMARY KEY (target_id, unit_id), 
	CONSTRAINT fk_duty_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT fk_duty_unit_id FOREIGN KEY(unit_id) REFERENCES department (id), 
	CONSTRAINT ck_duty_due_day CHECK (due_day BETWEEN 1 AND 31), 
	CONSTRAINT ck_duty_position CHECK (position >= 1), 
	CONSTRAINT ck_duty_since CHECK (since % 100 BETWEEN 1 AND 12), 
	CONSTRAINT ck_duty_frequency CHECK (frequency IN ('month', 'quarter', 'half', 'year'))
);
INSERT INTO "duty" VALUES(1,5,1,'month',25,202301);
INSERT INTO "duty" VALUES(2,1,1,'quarter',28,202303);
INSERT INTO "duty" VALUES(2,3,2,'year',1,202212);
CREATE TABLE group_member (
	plan_id INTEGER NOT NULL, 
	group_id INTEGER NOT NULL, 
	member_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_group_member PRIMARY KEY (plan_id, group_id, member_id), 
	CONSTRAINT fk_group_member_plan_id_group_id FOREIGN KEY(plan_id, group_id) REFERENCES plan_department (plan_id, department_id), 
	CONSTRAINT fk_group_member_plan_id_member_id FOREIGN KEY(plan_id, member_id) REFERENCES plan_department (plan_id, department_id), 
	CONSTRAINT ck_group_member_not_itself CHECK (group_id <> member_id), 
	CONSTRAINT ck_group_member_position CHECK (position >= 1)
);
INSERT INTO "group_member" VALUES(1,5,3,1);
INSERT INTO "group_member" VALUES(1,5,4,2);
CREATE TABLE import_batch (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	received_on DATE NOT NULL, 
	reason VARCHAR NOT NULL, 
	undoes_id INTEGER, 
	CONSTRAINT pk_import_batch PRIMARY KEY (id), 
	CONSTRAINT uq_import_batch_recorded_at UNIQUE (recorded_at), 
	CONSTRAINT fk_import_batch_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_import_batch_undoes_id FOREIGN KEY(undoes_id) REFERENCES import_batch (id)
);
INSERT INTO "import_batch" VALUES(1,1,1678240800000000,'小马','2023-04-25','',NULL);
INSERT INTO "import_batch" VALUES(2,1,1678244400000000,'小马','2023-04-25','核实后更正',NULL);
CREATE TABLE import_file (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	sheet VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	encoding VARCHAR NOT NULL, 
	layout VARCHAR NOT NULL, 
	period INTEGER, 
	new_rows INTEGER NOT NULL, 
	unchanged_rows INTEGER NOT NULL, 
	corrected_rows INTEGER NOT NULL, 
	rejected_rows INTEGER NOT NULL, 
	CONSTRAINT pk_import_file PRIMARY KEY (id), 
	CONSTRAINT fk_import_file_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id), 
	CONSTRAINT ck_import_file_sha256 CHECK (length(sha256) = 64), 
	CONSTRAINT ck_import_file_counts CHECK (min(new_rows, unchanged_rows, corrected_rows, rejected_rows) >= 0), 
	CONSTRAINT ck_import_file_period CHECK (period % 100 BETWEEN 1 AND 12), 
	CONSTRAINT ck_import_file_size CHECK (size >= 0)
);
INSERT INTO "import_file" VALUES(1,1,'三月.csv','','abababababababababababababababababababababababababababababababab',99,'gb18030','long',202303,3,0,0,0);
CREATE TABLE import_problem (
	import_file_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	severity VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	"row" INTEGER, 
	"column" VARCHAR, 
	value VARCHAR, 
	message VARCHAR NOT NULL, 
	suggestion VARCHAR NOT NULL, 
	CONSTRAINT pk_import_problem PRIMARY KEY (import_file_id, position), 
	CONSTRAINT fk_import_problem_import_file_id FOREIGN KEY(import_file_id) REFERENCES import_file (id), 
	CONSTRAINT ck_import_problem_row CHECK ("row" >= 1), 
	CONSTRAINT ck_import_problem_position CHECK (position >= 1), 
	CONSTRAINT ck_import_problem_severity CHECK (severity IN ('warning', 'fixed'))
)
 WITHOUT ROWID

;
CREATE TABLE metric (
	id INTEGER NOT NULL, 
	region VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	CONSTRAINT pk_metric PRIMARY KEY (id), 
	CONSTRAINT uq_metric_region_code UNIQUE (region, code), 
	CONSTRAINT ck_metric_code CHECK (code <> '')
);
INSERT INTO "metric" VALUES(1,'东县','jobs');
INSERT INTO "metric" VALUES(2,'东县','aid');
INSERT INTO "metric" VALUES(3,'东县','fund');
CREATE TABLE metric_alias (
	plan_id INTEGER NOT NULL, 
	alias VARCHAR NOT NULL, 
	target_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_metric_alias PRIMARY KEY (plan_id, alias), 
	CONSTRAINT fk_metric_alias_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_metric_alias_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT ck_metric_alias_position CHECK (position >= 1)
);
INSERT INTO "metric_alias" VALUES(1,'就业',1,1);
INSERT INTO "metric_alias" VALUES(1,'新增',1,2);
CREATE TABLE milestone (
	plan_id INTEGER NOT NULL, 
	task_no INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	starts_on DATE, 
	due_on DATE, 
	frequency VARCHAR(32), 
	basis VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_milestone PRIMARY KEY (plan_id, task_no, name), 
	CONSTRAINT fk_milestone_plan_id_task_no FOREIGN KEY(plan_id, task_no) REFERENCES task (plan_id, no), 
	CONSTRAINT ck_milestone_position CHECK (position >= 1), 
	CONSTRAINT ck_milestone_starts_on CHECK (starts_on <= due_on), 
	CONSTRAINT ck_milestone_kind CHECK (kind IN ('milestone', 'window', 'checklist')), 
	CONSTRAINT ck_milestone_frequency CHECK (frequency IN ('month', 'quarter', 'half', 'year')), 
	CONSTRAINT ck_milestone_basis CHECK (basis IN ('printed', 'derived', 'assumed'))
);
INSERT INTO "milestone" VALUES(1,1,'受理',1,'window','2023-01-01','2023-03-31',NULL,'printed');
INSERT INTO "milestone" VALUES(1,1,'月调度',2,'milestone',NULL,'2023-06-30','month','assumed');
INSERT INTO "milestone" VALUES(1,1,'春风行动',3,'checklist',NULL,NULL,NULL,'printed');
CREATE TABLE "plan" (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	region VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	issued_on DATE NOT NULL, 
	document VARCHAR NOT NULL, 
	CONSTRAINT pk_plan PRIMARY KEY (id), 
	CONSTRAINT uq_plan_code UNIQUE (code), 
	CONSTRAINT ck_plan_year CHECK (year BETWEEN 1949 AND 9998)
);
INSERT INTO "plan" VALUES(1,'dong-2023','东县行动方案','东县',2023,'2023-03-07','东党办发〔2023〕1号');
CREATE TABLE plan_department (
	plan_id INTEGER NOT NULL, 
	department_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	code VARCHAR, 
	villages INTEGER, 
	communities INTEGER, 
	basis VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_plan_department PRIMARY KEY (plan_id, department_id), 
	CONSTRAINT uq_plan_department_plan_id_code UNIQUE (plan_id, code), 
	CONSTRAINT fk_plan_department_department_id FOREIGN KEY(department_id) REFERENCES department (id), 
	CONSTRAINT fk_plan_department_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT ck_plan_department_communities CHECK (communities >= 0), 
	CONSTRAINT ck_plan_department_position CHECK (position >= 1), 
	CONSTRAINT ck_plan_department_villages CHECK (villages >= 0), 
	CONSTRAINT ck_plan_department_kind CHECK (kind IN ('bureau', 'township', 'county', 'vertical', 'party', 'mass', 'park', 'office', 'group')), 
	CONSTRAINT ck_plan_department_basis CHECK (basis IN ('printed', 'derived', 'assumed'))
);
INSERT INTO "plan_department" VALUES(1,1,1,'bureau',NULL,NULL,NULL,'printed');
INSERT INTO "plan_department" VALUES(1,2,2,'mass',NULL,NULL,NULL,'printed');
INSERT INTO "plan_department" VALUES(1,3,3,'township','640424901',18,3,'printed');
INSERT INTO "plan_department" VALUES(1,4,4,'township','640424902',11,0,'printed');
INSERT INTO "plan_department" VALUES(1,5,5,'group',NULL,NULL,NULL,'printed');
INSERT INTO "plan_department" VALUES(1,6,6,'group',NULL,NULL,NULL,'assumed');
CREATE TABLE policy (
	plan_id INTEGER NOT NULL, 
	task_no INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	item VARCHAR NOT NULL, 
	figure VARCHAR NOT NULL, 
	condition VARCHAR NOT NULL, 
	basis VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_policy PRIMARY KEY (plan_id, task_no, position), 
	CONSTRAINT fk_policy_plan_id_task_no FOREIGN KEY(plan_id, task_no) REFERENCES task (plan_id, no), 
	CONSTRAINT ck_policy_position CHECK (position >= 1), 
	CONSTRAINT ck_policy_basis CHECK (basis IN ('printed', 'derived', 'assumed'))
);
INSERT INTO "policy" VALUES(1,1,1,'补贴','每人1000元','签合同','printed');
INSERT INTO "policy" VALUES(1,1,2,'期限','3年','','derived');
CREATE TABLE reading (
	metric_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	period INTEGER NOT NULL, 
	superseded_at BIGINT NOT NULL, 
	month BIGINT, 
	cumulative BIGINT, 
	value BIGINT, 
	numerator BIGINT, 
	denominator BIGINT, 
	withdrawn BOOLEAN DEFAULT '0' NOT NULL, 
	source VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	received_on DATE NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	import_file_id INTEGER, 
	"row" INTEGER, 
	reason VARCHAR NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (metric_id, unit_id, period, superseded_at), 
	CONSTRAINT fk_reading_import_file_id FOREIGN KEY(import_file_id) REFERENCES import_file (id), 
	CONSTRAINT fk_reading_metric_id FOREIGN KEY(metric_id) REFERENCES metric (id), 
	CONSTRAINT fk_reading_unit_id FOREIGN KEY(unit_id) REFERENCES department (id), 
	CONSTRAINT ck_reading_exact CHECK (typeof(month) IN ('integer', 'null') AND typeof(cumulative) IN ('integer', 'null') AND typeof(value) IN ('integer', 'null') AND typeof(numerator) IN ('integer', 'null') AND typeof(denominator) IN ('integer', 'null')), 
	CONSTRAINT ck_reading_row CHECK ("row" >= 1), 
	CONSTRAINT ck_reading_parts CHECK ((numerator IS NULL) = (denominator IS NULL)), 
	CONSTRAINT ck_reading_denominator CHECK (denominator >= 0), 
	CONSTRAINT ck_reading_period CHECK (period % 100 BETWEEN 1 AND 12), 
	CONSTRAINT ck_reading_two_times CHECK (recorded_at < superseded_at), 
	CONSTRAINT ck_reading_number CHECK (withdrawn = (coalesce(month, cumulative, value, numerator) IS NULL))
)
 WITHOUT ROWID

;
INSERT INTO "reading" VALUES(1,3,202303,1678244400000000,80000,NULL,NULL,NULL,NULL,0,'','','2023-04-25',1678240800000000,'小马',1,2,'');
INSERT INTO "reading" VALUES(1,3,202303,253402271999999999,90000,NULL,NULL,NULL,NULL,0,'','','2023-04-25',1678244400000000,'小马',NULL,NULL,'核实后更正');
INSERT INTO "reading" VALUES(1,4,202303,253402271999999999,80000,NULL,NULL,NULL,NULL,0,'','','2023-04-25',1678240800000000,'小马',1,4,'');
INSERT INTO "reading" VALUES(2,1,202303,253402271999999999,NULL,NULL,NULL,2120000,2400000,0,'','注','2023-04-25',1678240800000000,'小马',1,3,'');
CREATE TABLE schedule (
	id INTEGER NOT NULL, 
	target_id INTEGER NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	checkpoint DATE, 
	reason VARCHAR NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	superseded_at BIGINT NOT NULL, 
	CONSTRAINT pk_schedule PRIMARY KEY (id), 
	CONSTRAINT uq_schedule_target_id_role_superseded_at UNIQUE (target_id, role, superseded_at), 
	CONSTRAINT fk_schedule_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT ck_schedule_checkpoint CHECK ((kind = 'checkpoint') = (checkpoint IS NOT NULL)), 
	CONSTRAINT ck_schedule_two_times CHECK (recorded_at < superseded_at), 
	CONSTRAINT ck_schedule_role CHECK (role IN ('official', 'early_warning')), 
	CONSTRAINT ck_schedule_kind CHECK (kind IN ('linear', 'steps', 'last_year', 'checkpoint'))
);
INSERT INTO "schedule" VALUES(1,1,'official','linear',NULL,'',1678237200000000,'小马',253402271999999999);
INSERT INTO "schedule" VALUES(2,1,'early_warning','steps',NULL,'',1678237200000000,'小马',253402271999999999);
INSERT INTO "schedule" VALUES(3,2,'official','checkpoint','2023-09-30','',1678237200000000,'小马',253402271999999999);
INSERT INTO "schedule" VALUES(4,3,'official','linear',NULL,'',1678237200000000,'小马',253402271999999999);
CREATE TABLE schedule_point (
	schedule_id INTEGER NOT NULL, 
	month INTEGER NOT NULL, 
	share VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_schedule_point PRIMARY KEY (schedule_id, month), 
	CONSTRAINT fk_schedule_point_schedule_id FOREIGN KEY(schedule_id) REFERENCES schedule (id), 
	CONSTRAINT ck_schedule_point_month CHECK (month BETWEEN 1 AND 12)
);
INSERT INTO "schedule_point" VALUES(2,1,'1/3');
INSERT INTO "schedule_point" VALUES(2,2,'2/3');
INSERT INTO "schedule_point" VALUES(2,3,'1/1');
INSERT INTO "schedule_point" VALUES(2,4,'1/1');
INSERT INTO "schedule_point" VALUES(2,5,'1/1');
INSERT INTO "schedule_point" VALUES(2,6,'1/1');
INSERT INTO "schedule_point" VALUES(2,7,'1/1');
INSERT INTO "schedule_point" VALUES(2,8,'1/1');
INSERT INTO "schedule_point" VALUES(2,9,'1/1');
INSERT INTO "schedule_point" VALUES(2,10,'1/1');
INSERT INTO "schedule_point" VALUES(2,11,'1/1');
INSERT INTO "schedule_point" VALUES(2,12,'1/1');
CREATE TABLE settings_log (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	plan_id INTEGER NOT NULL, 
	subject VARCHAR NOT NULL, 
	was VARCHAR NOT NULL, 
	became VARCHAR NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	CONSTRAINT fk_settings_log_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
INSERT INTO "settings_log" VALUES(1,1,'地区和年度 dong-2023','','东县2023年',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(2,1,'方案 dong-2023','','东县行动方案，2023年3月7日，东党办发〔2023〕1号',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(3,1,'亮灯标准 dong-2023','','进度差红线-12，年末月数2',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(4,1,'单位 人社局','','部门，原文，列在最前',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(5,1,'单位别名 人社局','','县人社局，人社',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(6,1,'单位 团委','','群团，原文，列在人社局之后',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(7,1,'单位 东镇','','乡镇，640424901，行政村18，社区3，原文，列在团委之后',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(8,1,'单位别名 东镇','','东镇政府',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(9,1,'单位 西乡','','乡镇，640424902，行政村11，社区0，原文，列在东镇之后',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(10,1,'单位 各乡（镇）','','集合单位，原文，列在西乡之后',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(11,1,'集合单位成员 各乡（镇）','','东镇，西乡',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(12,1,'单位 领导小组','','集合单位，推定，列在各乡（镇）之后',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(13,1,'任务 1','','稳岗扩岗；扩容行动；用自己的话写的说明',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(14,1,'任务单位 1','','牵头单位1：人社局；牵头单位2：团委；责任单位1：各乡（镇）',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(15,1,'任务节点 1','','受理，政策窗口，2023年1月1日至2023年3月31日；月调度（推定），节点，2023年6月30日，每月；春风行动，清单',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(16,1,'任务政策 1','','补贴，每人1000元，签合同；期限（推算），3年',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(17,1,'任务 2','','组织领导；保障措施',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(18,1,'任务单位 2','','责任单位1：领导小组（推定）',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(19,1,'指标 jobs','','新增就业，人，数量，当月新增，可为负数，不低于，约束性，列在最前',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(20,1,'指标别名 jobs','','就业，新增',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(21,1,'年度目标值 jobs','','550人，自2023年1月1日起，说明，泾党办',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(22,1,'时序进度 jobs','','按月均衡；预警：分步，1/3，2/3，1，1，1，1，1，1，1，1，1，1',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(23,1,'填报责任 jobs','','各乡（镇）每月25日前，自2023年1月起',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(24,1,'指标 aid','','帮扶率，%，比率，期末数，人/人，分子不超分母，不低于，约束性，任务1，列在jobs之后',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(25,1,'年度目标值 aid','','90.5%（推算），自2023年1月1日起',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(26,1,'时序进度 aid','','考核节点，2023年9月30日',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(27,1,'填报责任 aid','','人社局每季度28日前，自2023年3月起；东镇每年1日前，自2022年12月起',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(28,1,'亮灯标准 aid','','上限预警幅度0.25，临期天数5',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(29,1,'指标 fund','','资金，万元，金额，期末数，须注明来源，不高于，非约束性，列在aid之后',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(30,1,'年度目标值 fund','','未设（推定），自2023年1月1日起',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(31,1,'时序进度 fund','','按月均衡',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(32,1,'日历 2023-06-24','','端午节，放假，国办',1678237200000000,'小马');
INSERT INTO "settings_log" VALUES(33,1,'日历 2023-06-25','','调休，上班',1678237200000000,'小马');
CREATE TABLE target (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	metric_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	measure_unit VARCHAR NOT NULL, 
	measure VARCHAR(32) NOT NULL, 
	reporting VARCHAR(32) NOT NULL, 
	numerator_unit VARCHAR, 
	denominator_unit VARCHAR, 
	may_be_negative BOOLEAN NOT NULL, 
	share_of_people BOOLEAN NOT NULL, 
	source_required BOOLEAN NOT NULL, 
	direction VARCHAR(32) NOT NULL, 
	binding BOOLEAN NOT NULL, 
	task_no INTEGER, 
	task_basis VARCHAR(32), definition VARCHAR, prose_name VARCHAR, 
	CONSTRAINT pk_target PRIMARY KEY (id), 
	CONSTRAINT uq_target_plan_id_metric_id UNIQUE (plan_id, metric_id), 
	CONSTRAINT uq_target_plan_id_name UNIQUE (plan_id, name), 
	CONSTRAINT fk_target_metric_id FOREIGN KEY(metric_id) REFERENCES metric (id), 
	CONSTRAINT fk_target_plan_id_task_no FOREIGN KEY(plan_id, task_no) REFERENCES task (plan_id, no), 
	CONSTRAINT fk_target_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT ck_target_parts CHECK ((numerator_unit IS NULL) = (denominator_unit IS NULL)), 
	CONSTRAINT ck_target_position CHECK (position >= 1), 
	CONSTRAINT ck_target_task CHECK (task_no IS NOT NULL OR task_basis IS NULL), 
	CONSTRAINT ck_target_measure CHECK (measure IN ('count', 'amount', 'rate', 'level')), 
	CONSTRAINT ck_target_reporting CHECK (reporting IN ('increment', 'cumulative', 'cumulative_distinct', 'point')), 
	CONSTRAINT ck_target_direction CHECK (direction IN ('at_least', 'at_most')), 
	CONSTRAINT ck_target_task_basis CHECK (task_basis IN ('printed', 'derived', 'assumed'))
);
INSERT INTO "target" VALUES(1,1,1,1,'新增就业','人','count','increment',NULL,NULL,1,0,0,'at_least',1,NULL,NULL,NULL,NULL);
INSERT INTO "target" VALUES(2,1,2,2,'帮扶率','%','rate','point','人','人',0,1,0,'at_least',1,1,'printed',NULL,NULL);
INSERT INTO "target" VALUES(3,1,3,3,'资金','万元','amount','point',NULL,NULL,0,0,1,'at_most',0,NULL,NULL,NULL,NULL);
CREATE TABLE target_goal (
	target_id INTEGER NOT NULL, 
	valid_from DATE NOT NULL, 
	superseded_at BIGINT NOT NULL, 
	value BIGINT, 
	basis VARCHAR(32) NOT NULL, 
	reason VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	CONSTRAINT pk_target_goal PRIMARY KEY (target_id, valid_from, superseded_at), 
	CONSTRAINT fk_target_goal_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT ck_target_goal_two_times CHECK (recorded_at < superseded_at), 
	CONSTRAINT ck_target_goal_basis CHECK (basis IN ('printed', 'derived', 'assumed'))
);
INSERT INTO "target_goal" VALUES(1,'2023-01-01',253402271999999999,5500000,'printed','说明','泾党办',1678237200000000,'小马');
INSERT INTO "target_goal" VALUES(2,'2023-01-01',253402271999999999,905000,'derived','','',1678237200000000,'小马');
INSERT INTO "target_goal" VALUES(3,'2023-01-01',253402271999999999,NULL,'assumed','','',1678237200000000,'小马');
CREATE TABLE task (
	plan_id INTEGER NOT NULL, 
	no INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	section VARCHAR NOT NULL, 
	summary VARCHAR NOT NULL, 
	CONSTRAINT pk_task PRIMARY KEY (plan_id, no), 
	CONSTRAINT fk_task_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT ck_task_title CHECK (title <> ''), 
	CONSTRAINT ck_task_no CHECK (no >= 1)
);
INSERT INTO "task" VALUES(1,1,'稳岗扩岗','扩容行动','用自己的话写的说明');
INSERT INTO "task" VALUES(1,2,'组织领导','保障措施','');
CREATE TABLE task_department (
	plan_id INTEGER NOT NULL, 
	task_no INTEGER NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	department_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	basis VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_task_department PRIMARY KEY (plan_id, task_no, role, department_id), 
	CONSTRAINT uq_task_department_plan_id_task_no_role_position UNIQUE (plan_id, task_no, role, position), 
	CONSTRAINT fk_task_department_plan_id_department_id FOREIGN KEY(plan_id, department_id) REFERENCES plan_department (plan_id, department_id), 
	CONSTRAINT fk_task_department_plan_id_task_no FOREIGN KEY(plan_id, task_no) REFERENCES task (plan_id, no), 
	CONSTRAINT ck_task_department_position CHECK (position >= 1), 
	CONSTRAINT ck_task_department_role CHECK (role IN ('lead', 'responsible')), 
	CONSTRAINT ck_task_department_basis CHECK (basis IN ('printed', 'derived', 'assumed'))
);
INSERT INTO "task_department" VALUES(1,1,'lead',1,1,'printed');
INSERT INTO "task_department" VALUES(1,1,'lead',2,2,'printed');
INSERT INTO "task_department" VALUES(1,1,'responsible',5,1,'printed');
INSERT INTO "task_department" VALUES(1,2,'responsible',6,1,'assumed');
CREATE TABLE task_evidence (
	log_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	CONSTRAINT pk_task_evidence PRIMARY KEY (log_id, position), 
	CONSTRAINT fk_task_evidence_log_id FOREIGN KEY(log_id) REFERENCES task_log (id), 
	CONSTRAINT ck_task_evidence_position CHECK (position >= 1), 
	CONSTRAINT ck_task_evidence_size CHECK (size >= 0), 
	CONSTRAINT ck_task_evidence_sha256 CHECK (length(sha256) = 64)
);
INSERT INTO "task_evidence" VALUES(3,1,'会议纪要.pdf',8,'e16fa5d9b51928755db85b917f0297babaf22c7a47e97d9212adab56e61ba04e');
CREATE TABLE "task_log" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	plan_id INTEGER NOT NULL, 
	task_no INTEGER, 
	action VARCHAR(32) NOT NULL, 
	happened_on DATE NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	department_id INTEGER, 
	from_status VARCHAR(32), 
	to_status VARCHAR(32), 
	milestone VARCHAR, 
	until DATE, 
	group_id INTEGER, 
	target_id INTEGER, 
	digest VARCHAR NOT NULL, 
	CONSTRAINT fk_task_log_plan_id_department_id FOREIGN KEY(plan_id, department_id) REFERENCES plan_department (plan_id, department_id), 
	CONSTRAINT fk_task_log_plan_id_group_id FOREIGN KEY(plan_id, group_id) REFERENCES plan_department (plan_id, department_id), 
	CONSTRAINT fk_task_log_plan_id_task_no FOREIGN KEY(plan_id, task_no) REFERENCES task (plan_id, no), 
	CONSTRAINT fk_task_log_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT ck_task_log_status CHECK ((action = 'status') = (to_status IS NOT NULL)), 
	CONSTRAINT ck_task_log_milestone CHECK (CASE WHEN action LIKE 'milestone%' THEN milestone IS NOT NULL WHEN action LIKE 'extension%' THEN 1 ELSE milestone IS NULL END), 
	CONSTRAINT ck_task_log_task CHECK (task_no IS NOT NULL OR action IN ('target_owner', 'member_added', 'member_removed')), 
	CONSTRAINT ck_task_log_target CHECK ((action = 'target_owner') = (target_id IS NOT NULL)), 
	CONSTRAINT ck_task_log_owner CHECK (action <> 'target_owner' OR task_no IS NULL OR department_id IS NULL), 
	CONSTRAINT ck_task_log_group CHECK ((action IN ('member_added', 'member_removed')) = (group_id IS NOT NULL)), 
	CONSTRAINT ck_task_log_member CHECK (group_id IS NULL OR department_id IS NOT NULL), 
	CONSTRAINT ck_task_log_until CHECK ((action IN ('milestone_added', 'extension_requested', 'extension_approved')) = (until IS NOT NULL)), 
	CONSTRAINT ck_task_log_digest CHECK (length(digest) = 64), 
	CONSTRAINT ck_task_log_action CHECK (action IN ('status', 'note', 'milestone_done', 'milestone_added', 'milestone_reopened', 'milestone_dropped', 'extension_requested', 'extension_approved', 'extension_refused', 'task_owner', 'target_owner', 'member_added', 'member_removed')), 
	CONSTRAINT ck_task_log_from_status CHECK (from_status IN ('registered', 'assigned', 'accepted', 'in_progress', 'reported', 'returned', 'done', 'closed', 'suspended', 'cancelled')), 
	CONSTRAINT ck_task_log_to_status CHECK (to_status IN ('registered', 'assigned', 'accepted', 'in_progress', 'reported', 'returned', 'done', 'closed', 'suspended', 'cancelled'))
);
INSERT INTO "task_log" VALUES(1,1,1,'note','2023-04-25',1678248000000000,'小马','开了会',2,NULL,NULL,NULL,NULL,NULL,NULL,'2312f1c35ca0797c990dad58d2e1fb256ac813fb7a16c7d1e8dab729ae92781d');
INSERT INTO "task_log" VALUES(2,1,1,'status','2023-04-25',1678251600000000,'小马','',NULL,NULL,'assigned',NULL,NULL,NULL,NULL,'c1c8e02c34997d243d134aea96715c5638eb2a5d17c90170e5f04618078b2927');
INSERT INTO "task_log" VALUES(3,1,2,'note','2023-04-25',1678255200000000,'小马','附材料',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'6ede5d01c8edfa868cb1f51f44d37d1b1b5a46741c0902a8a3591aa1ce1b5096');
INSERT INTO "task_log" VALUES(4,1,2,'extension_requested','2023-04-25',1678258800000000,'小马','雨季',NULL,NULL,NULL,NULL,'2024-01-31',NULL,NULL,'2dc4241a4739c46ba19cf641dfa2b79b765f44ef2c27e05b122553cd2d820c61');
CREATE TABLE threshold (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	target_id INTEGER, 
	name VARCHAR(32) NOT NULL, 
	value BIGINT NOT NULL, 
	CONSTRAINT pk_threshold PRIMARY KEY (id), 
	CONSTRAINT fk_threshold_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_threshold_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT ck_threshold_name CHECK (name IN ('flow_red', 'rate_red', 'near_limit', 'hard_pace', 'last_months', 'due_soon_days', 'neglected_days')), 
	CONSTRAINT ck_threshold_whole CHECK (value % 10000 = 0 OR name IN ('flow_red', 'rate_red', 'near_limit', 'hard_pace')), 
	CONSTRAINT ck_threshold_not_above_zero CHECK (value <= 0 OR name NOT IN ('flow_red', 'rate_red')), 
	CONSTRAINT ck_threshold_not_below_zero CHECK (value >= 0 OR name IN ('flow_red', 'rate_red'))
);
INSERT INTO "threshold" VALUES(1,1,NULL,'flow_red',-120000);
INSERT INTO "threshold" VALUES(2,1,NULL,'rate_red',-20000);
INSERT INTO "threshold" VALUES(3,1,NULL,'near_limit',2000);
INSERT INTO "threshold" VALUES(4,1,NULL,'hard_pace',15000);
INSERT INTO "threshold" VALUES(5,1,NULL,'last_months',20000);
INSERT INTO "threshold" VALUES(6,1,NULL,'due_soon_days',70000);
INSERT INTO "threshold" VALUES(7,1,NULL,'neglected_days',310000);
INSERT INTO "threshold" VALUES(8,1,2,'near_limit',2500);
INSERT INTO "threshold" VALUES(9,1,2,'due_soon_days',50000);
CREATE INDEX ix_settings_log_plan_id_subject ON settings_log (plan_id, subject);
CREATE UNIQUE INDEX uq_threshold_plan ON threshold (plan_id, name) WHERE target_id IS NULL;
CREATE UNIQUE INDEX uq_threshold_target ON threshold (target_id, name) WHERE target_id IS NOT NULL;
CREATE INDEX ix_import_file_sha256 ON import_file (sha256);
CREATE TRIGGER tr_settings_log_no_update BEFORE UPDATE ON settings_log BEGIN SELECT RAISE(ABORT, 'settings_log keeps its history'); END;
CREATE TRIGGER tr_settings_log_no_delete BEFORE DELETE ON settings_log BEGIN SELECT RAISE(ABORT, 'settings_log keeps its history'); END;
CREATE TRIGGER tr_import_batch_no_update BEFORE UPDATE ON import_batch BEGIN SELECT RAISE(ABORT, 'import_batch keeps its history'); END;
CREATE TRIGGER tr_import_batch_no_delete BEFORE DELETE ON import_batch BEGIN SELECT RAISE(ABORT, 'import_batch keeps its history'); END;
CREATE TRIGGER tr_import_file_no_delete BEFORE DELETE ON import_file BEGIN SELECT RAISE(ABORT, 'import_file keeps its history'); END;
CREATE TRIGGER tr_reading_no_update BEFORE UPDATE OF metric_id, unit_id, period, month, cumulative, value, numerator, denominator, withdrawn, source, note, received_on, recorded_at, recorded_by, import_file_id, row, reason ON reading BEGIN SELECT RAISE(ABORT, 'reading keeps its history'); END;
CREATE TRIGGER tr_reading_closed_once BEFORE UPDATE OF superseded_at ON reading WHEN OLD.superseded_at <> 253402271999999999 BEGIN SELECT RAISE(ABORT, 'reading keeps its history'); END;
CREATE TRIGGER tr_reading_no_delete BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'reading keeps its history'); END;
CREATE TRIGGER tr_target_goal_no_update BEFORE UPDATE OF target_id, valid_from, value, basis, reason, document, recorded_at, recorded_by ON target_goal BEGIN SELECT RAISE(ABORT, 'target_goal keeps its history'); END;
CREATE TRIGGER tr_target_goal_closed_once BEFORE UPDATE OF superseded_at ON target_goal WHEN OLD.superseded_at <> 253402271999999999 BEGIN SELECT RAISE(ABORT, 'target_goal keeps its history'); END;
CREATE TRIGGER tr_target_goal_no_delete BEFORE DELETE ON target_goal BEGIN SELECT RAISE(ABORT, 'target_goal keeps its history'); END;
CREATE TRIGGER tr_schedule_no_update BEFORE UPDATE OF id, target_id, role, kind, checkpoint, reason, recorded_at, recorded_by ON schedule BEGIN SELECT RAISE(ABORT, 'schedule keeps its history'); END;
CREATE TRIGGER tr_schedule_closed_once BEFORE UPDATE OF superseded_at ON schedule WHEN OLD.superseded_at <> 253402271999999999 BEGIN SELECT RAISE(ABORT, 'schedule keeps its history'); END;
CREATE TRIGGER tr_schedule_no_delete BEFORE DELETE ON schedule BEGIN SELECT RAISE(ABORT, 'schedule keeps its history'); END;
CREATE TRIGGER tr_allocation_no_update BEFORE UPDATE OF target_id, unit_id, valid_from, value, basis, reason, document, recorded_at, recorded_by ON allocation BEGIN SELECT RAISE(ABORT, 'allocation keeps its history'); END;
CREATE TRIGGER tr_allocation_closed_once BEFORE UPDATE OF superseded_at ON allocation WHEN OLD.superseded_at <> 253402271999999999 BEGIN SELECT RAISE(ABORT, 'allocation keeps its history'); END;
CREATE TRIGGER tr_allocation_no_delete BEFORE DELETE ON allocation BEGIN SELECT RAISE(ABORT, 'allocation keeps its history'); END;
CREATE TRIGGER tr_import_problem_no_update BEFORE UPDATE ON import_problem BEGIN SELECT RAISE(ABORT, 'import_problem keeps its history'); END;
CREATE TRIGGER tr_import_problem_no_delete BEFORE DELETE ON import_problem BEGIN SELECT RAISE(ABORT, 'import_problem keeps its history'); END;
CREATE UNIQUE INDEX ix_import_batch_undoes_id ON import_batch (undoes_id);
CREATE TRIGGER tr_import_file_no_update BEFORE UPDATE ON import_file WHEN OLD.encoding <> '' BEGIN SELECT RAISE(ABORT, 'import_file keeps its history'); END;
CREATE TRIGGER tr_task_evidence_no_update BEFORE UPDATE ON task_evidence BEGIN SELECT RAISE(ABORT, 'task_evidence keeps its history'); END;
CREATE TRIGGER tr_task_evidence_no_delete BEFORE DELETE ON task_evidence BEGIN SELECT RAISE(ABORT, 'task_evidence keeps its history'); END;
CREATE INDEX ix_task_log_plan_id_task_no ON task_log (plan_id, task_no);
CREATE TRIGGER tr_task_log_no_update BEFORE UPDATE ON task_log BEGIN SELECT RAISE(ABORT, 'task_log keeps its history'); END;
CREATE TRIGGER tr_task_log_no_delete BEFORE DELETE ON task_log BEGIN SELECT RAISE(ABORT, 'task_log keeps its history'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('task_log',4);
INSERT INTO "sqlite_sequence" VALUES('settings_log',33);
COMMIT;
