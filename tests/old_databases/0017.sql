BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0017');
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
CREATE TABLE chain_link (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	opening BOOLEAN NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	digest VARCHAR NOT NULL, 
	CONSTRAINT ck_chain_link_digest CHECK (length(digest) = 64)
);
INSERT INTO "chain_link" VALUES(1,1,-62135596800000000,'3e75485b41dbca3ab0ea32fb4060411cae114531efbe195d1dcd902050f5528a');
INSERT INTO "chain_link" VALUES(2,0,1678258800000000,'df3ba385d60954ea183caa903290219c9dd1346d34bc2f47763f459ea40a33cf');
CREATE TABLE chain_part (
	link_id INTEGER NOT NULL, 
	subject VARCHAR NOT NULL, 
	row_count INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	CONSTRAINT pk_chain_part PRIMARY KEY (link_id, subject), 
	CONSTRAINT fk_chain_part_link_id FOREIGN KEY(link_id) REFERENCES chain_link (id), 
	CONSTRAINT ck_chain_part_digest CHECK (length(digest) = 64)
);
INSERT INTO "chain_part" VALUES(1,'plan',0,'fec721b478d93677ab79c431c7736d84606a8a360ae91040ad8441c5d2d3f047');
INSERT INTO "chain_part" VALUES(1,'threshold',0,'cc68ed90d3ee2702cdb16aa5ea0377864161dc8d9474bc3ee8cdb4b889857337');
INSERT INTO "chain_part" VALUES(1,'department',0,'d5f86c7582fcdf5aa4dbe36308ec244c780d9c1719d4dfd1ebaeaf9786bf6030');
INSERT INTO "chain_part" VALUES(1,'plan_department',0,'89874bac7689f177d0fafd00a7165bfd7aad75d9461b416fd70d61c830309cd5');
INSERT INTO "chain_part" VALUES(1,'department_alias',0,'d41273d1a96aac6a3d1e67f8a6ba5cc117169e7b67a88834a60eef163784717c');
INSERT INTO "chain_part" VALUES(1,'group_member',0,'924a6c8a07b2b7cc46aa43b495d2641dd858635a3a91b2746e590d19bef3f96b');
INSERT INTO "chain_part" VALUES(1,'office_paper',0,'7e6f81ac8b8bc7a5eb7d9421456000b6de143c0fa32fb69fb04a11e4a5b24e0e');
INSERT INTO "chain_part" VALUES(1,'calendar_day',0,'bb85fbf4c7ca9e2a1e413aa45331d1f86488644702081e2a468aca39aa37a091');
INSERT INTO "chain_part" VALUES(1,'metric',0,'7f14eb9b0e2b4f61b202040f60d39f3e756f9fb4d28b9d9d96b6fa4d6d3c4dbe');
INSERT INTO "chain_part" VALUES(1,'target',0,'42f4d836d657024d80933bfc9e61786e557012f2885a71391e3e3b3fa39b04c9');
INSERT INTO "chain_part" VALUES(1,'metric_alias',0,'3365a876ef8360476fc0bf9d9db2005a515eb3880f1775f31774c0594d70ea10');
INSERT INTO "chain_part" VALUES(1,'duty',0,'1f24b8682a749b19a8e5cda3798dc37e7bc5334f83675245b5eb5452f6549430');
INSERT INTO "chain_part" VALUES(1,'unit_bounds',0,'b6297bccc35a8b03f1a0f7fe824ed91725f7a8daba1bcdd00a3aa056873f1560');
INSERT INTO "chain_part" VALUES(1,'task',0,'866fe5b064902e92e2bca46eafffb3b1343f91c2ca460175dabd8f26f3064b0a');
INSERT INTO "chain_part" VALUES(1,'task_department',0,'e29247687990f77e52266d0ddaea2731340f2e942e4e83c59067526a5725faa9');
INSERT INTO "chain_part" VALUES(1,'milestone',0,'dff0249e44c9f5343fb80c8e20cc2910a82e97c3d629f6abe803a53353195e1b');
INSERT INTO "chain_part" VALUES(1,'reminder_rule',0,'4e95325174b46db5e248e2d3e8e4e1ba9961d57eb99b72edf9af82fe2199650f');
INSERT INTO "chain_part" VALUES(1,'policy',0,'4c898ac4c3dc562d1a050e4ea1adefd8ada7659d271186ecfd994cd8a0ec9e99');
INSERT INTO "chain_part" VALUES(1,'schema',127,'674a564ba6a78c0dd48b4b97d9ade4f8ffa8696be06dde006d9f56cbc25d14fb');
INSERT INTO "chain_part" VALUES(2,'import_batch',2,'c99495207fda8577a413b3c434184d2dcf2916e749d26976b02fa63197bb534d');
INSERT INTO "chain_part" VALUES(2,'import_file',1,'935385032ef97a852aa67a4286a25f2f7dc151942aec015a089bc3b0f58b08dc');
INSERT INTO "chain_part" VALUES(2,'reading',4,'01ccaf9185af58f887d6fc940bd7f1a418b14c996cc39cd4080eb31373820b40');
INSERT INTO "chain_part" VALUES(2,'target_goal',3,'14ab324c85a3211277a84caeba8fd2874ebb8fd36753040a8357b6a53efdcd74');
INSERT INTO "chain_part" VALUES(2,'schedule',4,'c2e64cae7c4ef3c0bc72cac1cb11f7510ece41dde02380e4002bf3bff8dc43c8');
INSERT INTO "chain_part" VALUES(2,'schedule_point',12,'c5f0e7f6a636203a1fdd28c731703029aac29189437dada044a4c63abcc61bec');
INSERT INTO "chain_part" VALUES(2,'settings_log',33,'2a8d3e12f4a4b5c3d4a8a74aff34cd9c4d94454a477df585451aaa7aa95c0ed8');
INSERT INTO "chain_part" VALUES(2,'task_log',4,'3783be58c5f349d77024ebdf7346e8fa932c1beede824adb767396aa1e312b58');
INSERT INTO "chain_part" VALUES(2,'task_evidence',1,'e45a4bffdd1d4da380eef7d3af58db0ea0fef7ea36620fd11b50e9b0b4492934');
INSERT INTO "chain_part" VALUES(2,'plan',1,'c0f41ff6ed62248e6a7c4cc5332b0eee932a0283c82640657214d974343a130f');
INSERT INTO "chain_part" VALUES(2,'threshold',9,'cabc10b502afe998cba96666bcf7989ee89f5a9f4cec46ba61ce1dc0d2219fd1');
INSERT INTO "chain_part" VALUES(2,'department',6,'da27166251f805be5a5abcdf2efaa2529b5636e9e721fc049535e3ea3d7f7d4e');
INSERT INTO "chain_part" VALUES(2,'plan_department',6,'09b41593e41823989146cc510435ca26236d4e239413a37fbc8b3da9b775f592');
INSERT INTO "chain_part" VALUES(2,'department_alias',3,'1fb2402f3195c76e59936deaf333eff02f6e399a9de254410d692ecd82eb1338');
INSERT INTO "chain_part" VALUES(2,'group_member',2,'329adb0a97257798d3cf1cb667e7cd109b1080fbb4ed71a31e2250271e80cb23');
INSERT INTO "chain_part" VALUES(2,'calendar_day',2,'48961b2bec8e26c8ef5f18741579da20d05479be6d1bff195edf113f195d55c5');
INSERT INTO "chain_part" VALUES(2,'metric',3,'2851f6abaa18f8e1386e79590f13c003a641f8252bb9939fde99866691e2ac0d');
INSERT INTO "chain_part" VALUES(2,'target',3,'54f32507c143cf03887da0c3edfd1f61ec2c0e06e63dd78ef8a96b30f64b2e0d');
INSERT INTO "chain_part" VALUES(2,'metric_alias',2,'cf3906c04b652f67d1fbe063053dc2e70f7966953a29686c292f136cf187d7c0');
INSERT INTO "chain_part" VALUES(2,'duty',3,'3b0b795239c317687abf086f93b8e057a58742b529dbf8913b80f4a22908f30a');
INSERT INTO "chain_part" VALUES(2,'task',2,'e45f01cdc45f19f62cb13a033aaa195537a6f37f43e5c5d67563b7ab7c2cf51b');
INSERT INTO "chain_part" VALUES(2,'task_department',4,'535614653b96c1d93993f391fbd90a2cb71719bffc689da593d614a085defbb1');
INSERT INTO "chain_part" VALUES(2,'milestone',3,'e15f18a009c2037a118367a9a2b98f82847d65d904b9b0d093f1272fe670f379');
INSERT INTO "chain_part" VALUES(2,'policy',2,'dfcc07cb56f4d7c29f5835c301ed437bf82807a202c00d6f87e314cef81ffd89');
CREATE TABLE contact (
	id INTEGER NOT NULL, 
	region VARCHAR NOT NULL, 
	department_id INTEGER, 
	channel VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	copies BOOLEAN NOT NULL, 
	mobile VARCHAR NOT NULL, 
	dropped BOOLEAN NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	CONSTRAINT pk_contact PRIMARY KEY (id), 
	CONSTRAINT fk_contact_department_id FOREIGN KEY(department_id) REFERENCES department (id)
);
CREATE TABLE content (
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	body BLOB NOT NULL, 
	CONSTRAINT pk_content PRIMARY KEY (sha256), 
	CONSTRAINT ck_content_sha256 CHECK (length(sha256) = 64), 
	CONSTRAINT ck_content_size CHECK (size = length(body)), 
	CONSTRAINT ck_content_most CHECK (size <= 20971520)
);
CREATE TABLE delivery (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	department_id INTEGER, 
	channel VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	sha256 VARCHAR, 
	note VARCHAR NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (id), 
	CONSTRAINT fk_delivery_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_delivery_department_id FOREIGN KEY(department_id) REFERENCES department (id), 
	CONSTRAINT ck_delivery_sha256 CHECK (length(sha256) = 64)
);
CREATE TABLE delivery_end (
	delivery_id INTEGER NOT NULL, 
	step INTEGER NOT NULL, 
	outcome VARCHAR(32) NOT NULL, 
	code VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	CONSTRAINT pk_delivery_end PRIMARY KEY (delivery_id, step), 
	CONSTRAINT fk_delivery_end_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id), 
	CONSTRAINT ck_delivery_end_step CHECK (step IN (1, 2)), 
	CONSTRAINT ck_delivery_end_outcome CHECK (outcome IN ('sent', 'failed', 'unclear'))
);
CREATE TABLE delivery_item (
	delivery_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	recipient VARCHAR NOT NULL, 
	obligation VARCHAR NOT NULL, 
	counted_from DATE NOT NULL, 
	stage INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	debtor_id INTEGER, 
	is_copy BOOLEAN NOT NULL, 
	CONSTRAINT pk_delivery_item PRIMARY KEY (delivery_id, position), 
	CONSTRAINT fk_delivery_item_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id), 
	CONSTRAINT fk_delivery_item_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_delivery_item_debtor_id FOREIGN KEY(debtor_id) REFERENCES department (id), 
	CONSTRAINT uq_delivery_item_plan_id_recipient_obligation_counted_from_stage_attempt UNIQUE (plan_id, recipient, obligation, counted_from, stage, attempt), 
	CONSTRAINT ck_delivery_item_position CHECK (position >= 1), 
	CONSTRAINT ck_delivery_item_attempt CHECK (attempt >= 1)
);
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
CREATE TABLE doubt (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	metric_id INTEGER, 
	unit_id INTEGER, 
	figure VARCHAR NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	CONSTRAINT pk_doubt PRIMARY KEY (id), 
	CONSTRAINT fk_doubt_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_doubt_metric_id FOREIGN KEY(metric_id) REFERENCES metric (id), 
	CONSTRAINT fk_doubt_unit_id FOREIGN KEY(unit_id) REFERENCES department (id)
);
CREATE TABLE doubt_decision (
	id INTEGER NOT NULL, 
	doubt_id INTEGER NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	accepted BOOLEAN NOT NULL, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_doubt_decision PRIMARY KEY (id), 
	CONSTRAINT fk_doubt_decision_doubt_id FOREIGN KEY(doubt_id) REFERENCES doubt (id), 
	CONSTRAINT ck_doubt_decision_note CHECK (note <> '')
);
CREATE TABLE doubt_found (
	doubt_id INTEGER NOT NULL, 
	superseded_at BIGINT NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	period INTEGER NOT NULL, 
	value VARCHAR, 
	against VARCHAR, 
	degree VARCHAR, 
	whole_id INTEGER, 
	import_file_id INTEGER, 
	"row" INTEGER, 
	CONSTRAINT pk_doubt_found PRIMARY KEY (doubt_id, superseded_at), 
	CONSTRAINT fk_doubt_found_doubt_id FOREIGN KEY(doubt_id) REFERENCES doubt (id), 
	CONSTRAINT fk_doubt_found_whole_id FOREIGN KEY(whole_id) REFERENCES metric (id), 
	CONSTRAINT fk_doubt_found_import_file_id FOREIGN KEY(import_file_id) REFERENCES import_file (id), 
	CONSTRAINT ck_doubt_found_period CHECK (period % 100 BETWEEN 1 AND 12), 
	CONSTRAINT ck_doubt_found_two_times CHECK (recorded_at < superseded_at)
)
 WITHOUT ROWID

;
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
CREATE TABLE explanation (
	target_id INTEGER NOT NULL, 
	period INTEGER NOT NULL, 
	item VARCHAR NOT NULL, 
	superseded_at BIGINT NOT NULL, 
	text VARCHAR NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	import_file_id INTEGER, 
	"row" INTEGER, 
	reason VARCHAR NOT NULL, 
	CONSTRAINT pk_explanation PRIMARY KEY (target_id, period, item, superseded_at), 
	CONSTRAINT fk_explanation_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT fk_explanation_import_file_id FOREIGN KEY(import_file_id) REFERENCES import_file (id), 
	CONSTRAINT ck_explanation_period CHECK (period % 100 BETWEEN 1 AND 12), 
	CONSTRAINT ck_explanation_item CHECK (item IN ('cause', 'measures', 'person', 'until')), 
	CONSTRAINT ck_explanation_row CHECK ("row" >= 1), 
	CONSTRAINT ck_explanation_two_times CHECK (recorded_at < superseded_at)
)
 WITHOUT ROWID

;
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
	rejected_rows INTEGER NOT NULL, received_on DATE, 
	CONSTRAINT pk_import_file PRIMARY KEY (id), 
	CONSTRAINT fk_import_file_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id), 
	CONSTRAINT ck_import_file_sha256 CHECK (length(sha256) = 64), 
	CONSTRAINT ck_import_file_counts CHECK (min(new_rows, unchanged_rows, corrected_rows, rejected_rows) >= 0), 
	CONSTRAINT ck_import_file_period CHECK (period % 100 BETWEEN 1 AND 12), 
	CONSTRAINT ck_import_file_size CHECK (size >= 0)
);
INSERT INTO "import_file" VALUES(1,1,'三月.csv','','abababababababababababababababababababababababababababababababab',99,'gb18030','long',202303,3,0,0,0,NULL);
CREATE TABLE "import_problem" (
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
	CONSTRAINT ck_import_problem_severity CHECK (severity IN ('warning', 'fixed', 'note'))
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
CREATE TABLE office_paper (
	plan_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	content VARCHAR NOT NULL, 
	CONSTRAINT pk_office_paper PRIMARY KEY (plan_id, name), 
	CONSTRAINT fk_office_paper_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT ck_office_paper_content CHECK (content <> '')
);
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
CREATE TABLE publication (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	plan_id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	series VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	issue INTEGER NOT NULL, 
	as_of DATE NOT NULL, 
	about VARCHAR NOT NULL, 
	known_at BIGINT NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	published_on DATE NOT NULL, 
	title VARCHAR NOT NULL, 
	document_no VARCHAR NOT NULL, 
	corrects_id INTEGER, 
	replaces_id INTEGER, 
	program VARCHAR NOT NULL, 
	rules VARCHAR NOT NULL, 
	wording_sha256 VARCHAR NOT NULL, 
	looks_sha256 VARCHAR NOT NULL, 
	facts_sha256 VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	entered BOOLEAN NOT NULL, 
	CONSTRAINT fk_publication_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_publication_corrects_id FOREIGN KEY(corrects_id) REFERENCES publication (id), 
	CONSTRAINT fk_publication_replaces_id FOREIGN KEY(replaces_id) REFERENCES publication (id), 
	CONSTRAINT uq_publication_plan_id_series_year_issue UNIQUE (plan_id, series, year, issue), 
	CONSTRAINT ck_publication_issue CHECK (issue >= 1), 
	CONSTRAINT ck_publication_title CHECK (title <> ''), 
	CONSTRAINT ck_publication_fingerprint CHECK (length(fingerprint) = 12), 
	CONSTRAINT ck_publication_facts CHECK (length(facts_sha256) = 64), 
	CONSTRAINT ck_publication_replaces CHECK (replaces_id IS NULL OR reason <> ''), 
	CONSTRAINT ck_publication_corrects CHECK ((kind = 'correction') = (corrects_id IS NOT NULL)), 
	CONSTRAINT ck_publication_kind CHECK (kind IN ('monthly', 'quarterly', 'halfyear', 'annual', 'special', 'urge', 'supervise', 'account', 'handout', 'correction')), 
	CONSTRAINT ck_publication_series CHECK (series IN ('bulletin', 'dispatch', 'report', 'urging', 'supervision'))
);
CREATE TABLE publication_difference (
	publication_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	added BOOLEAN NOT NULL, 
	number VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	CONSTRAINT pk_publication_difference PRIMARY KEY (publication_id, position), 
	CONSTRAINT fk_publication_difference_publication_id FOREIGN KEY(publication_id) REFERENCES publication (id), 
	CONSTRAINT ck_publication_difference_position CHECK (position >= 1)
);
CREATE TABLE publication_file (
	publication_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	name VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	CONSTRAINT pk_publication_file PRIMARY KEY (publication_id, position), 
	CONSTRAINT fk_publication_file_publication_id FOREIGN KEY(publication_id) REFERENCES publication (id), 
	CONSTRAINT fk_publication_file_sha256 FOREIGN KEY(sha256) REFERENCES content (sha256), 
	CONSTRAINT ck_publication_file_position CHECK (position >= 1), 
	CONSTRAINT ck_publication_file_role CHECK (role IN ('draft', 'final', 'facts'))
);
CREATE TABLE "reading" (
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
	CONSTRAINT ck_reading_exact CHECK ((month IS NULL OR typeof(month) = 'integer') AND (cumulative IS NULL OR typeof(cumulative) = 'integer') AND (value IS NULL OR typeof(value) = 'integer') AND (numerator IS NULL OR typeof(numerator) = 'integer') AND (denominator IS NULL OR typeof(denominator) = 'integer')), 
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
CREATE TABLE receipt (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	sheet VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	refused BOOLEAN NOT NULL, 
	received_on DATE NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	CONSTRAINT pk_receipt PRIMARY KEY (id), 
	CONSTRAINT fk_receipt_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT ck_receipt_sha256 CHECK (length(sha256) = 64)
);
CREATE TABLE receipt_item (
	receipt_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	metric_id INTEGER, 
	period INTEGER, 
	CONSTRAINT pk_receipt_item PRIMARY KEY (receipt_id, position), 
	CONSTRAINT fk_receipt_item_receipt_id FOREIGN KEY(receipt_id) REFERENCES receipt (id), 
	CONSTRAINT fk_receipt_item_unit_id FOREIGN KEY(unit_id) REFERENCES department (id), 
	CONSTRAINT fk_receipt_item_metric_id FOREIGN KEY(metric_id) REFERENCES metric (id), 
	CONSTRAINT ck_receipt_item_position CHECK (position >= 1), 
	CONSTRAINT ck_receipt_item_period CHECK (period % 100 BETWEEN 1 AND 12)
);
CREATE TABLE receipt_problem (
	receipt_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_receipt_problem PRIMARY KEY (receipt_id, code), 
	CONSTRAINT fk_receipt_problem_receipt_id FOREIGN KEY(receipt_id) REFERENCES receipt (id), 
	CONSTRAINT ck_receipt_problem_count CHECK (count >= 1)
);
CREATE TABLE received_change (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	import_file_id INTEGER, 
	received_on DATE NOT NULL, 
	reason VARCHAR NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	CONSTRAINT pk_received_change PRIMARY KEY (id), 
	CONSTRAINT fk_received_change_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id), 
	CONSTRAINT fk_received_change_import_file_id FOREIGN KEY(import_file_id) REFERENCES import_file (id), 
	CONSTRAINT ck_received_change_reason CHECK (reason <> '')
);
CREATE TABLE reminder_rule (
	plan_id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	stages VARCHAR NOT NULL, 
	every INTEGER NOT NULL, 
	lead_from INTEGER, 
	office_from INTEGER, 
	CONSTRAINT pk_reminder_rule PRIMARY KEY (plan_id, kind), 
	CONSTRAINT fk_reminder_rule_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT ck_reminder_rule_every CHECK (every >= 0), 
	CONSTRAINT ck_reminder_rule_kind CHECK (kind IN ('submission', 'milestone', 'duty', 'window', 'answer', 'target', 'notice'))
);
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
	period INTEGER, 
	publication_id INTEGER, 
	digest VARCHAR NOT NULL, 
	CONSTRAINT fk_task_log_plan_id_department_id FOREIGN KEY(plan_id, department_id) REFERENCES plan_department (plan_id, department_id), 
	CONSTRAINT fk_task_log_plan_id_group_id FOREIGN KEY(plan_id, group_id) REFERENCES plan_department (plan_id, department_id), 
	CONSTRAINT fk_task_log_plan_id_task_no FOREIGN KEY(plan_id, task_no) REFERENCES task (plan_id, no), 
	CONSTRAINT fk_task_log_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT fk_task_log_publication_id FOREIGN KEY(publication_id) REFERENCES publication (id), 
	CONSTRAINT ck_task_log_status CHECK ((action = 'status') = (to_status IS NOT NULL)), 
	CONSTRAINT ck_task_log_milestone CHECK (CASE WHEN action LIKE 'milestone%' THEN milestone IS NOT NULL WHEN action LIKE 'extension%' THEN 1 ELSE milestone IS NULL END), 
	CONSTRAINT ck_task_log_task CHECK (task_no IS NOT NULL OR action IN ('target_owner', 'member_added', 'member_removed', 'month_locked', 'month_locked_strictly', 'month_unlocked', 'published', 'publication_withdrawn', 'publication_registered', 'urged')), 
	CONSTRAINT ck_task_log_publication CHECK (action NOT IN ('published', 'publication_withdrawn', 'publication_registered', 'urged') OR publication_id IS NOT NULL), 
	CONSTRAINT ck_task_log_target CHECK ((action = 'target_owner') = (target_id IS NOT NULL)), 
	CONSTRAINT ck_task_log_owner CHECK (action <> 'target_owner' OR task_no IS NULL OR department_id IS NULL), 
	CONSTRAINT ck_task_log_group CHECK ((action IN ('member_added', 'member_removed')) = (group_id IS NOT NULL)), 
	CONSTRAINT ck_task_log_member CHECK (group_id IS NULL OR department_id IS NOT NULL), 
	CONSTRAINT ck_task_log_until CHECK ((action IN ('milestone_added', 'extension_requested', 'extension_approved', 'month_unlocked')) = (until IS NOT NULL)), 
	CONSTRAINT ck_task_log_month CHECK ((action IN ('month_locked', 'month_locked_strictly', 'month_unlocked')) = (period IS NOT NULL)), 
	CONSTRAINT ck_task_log_period CHECK (period % 100 BETWEEN 1 AND 12), 
	CONSTRAINT ck_task_log_unit CHECK (action NOT IN ('month_unlocked', 'urged') OR department_id IS NOT NULL), 
	CONSTRAINT ck_task_log_digest CHECK (length(digest) = 64), 
	CONSTRAINT ck_task_log_action CHECK (action IN ('status', 'note', 'milestone_done', 'milestone_added', 'milestone_reopened', 'milestone_dropped', 'extension_requested', 'extension_approved', 'extension_refused', 'task_owner', 'target_owner', 'member_added', 'member_removed', 'progress', 'problem', 'next_step', 'month_locked', 'month_locked_strictly', 'month_unlocked', 'published', 'publication_withdrawn', 'publication_registered', 'urged')), 
	CONSTRAINT ck_task_log_from_status CHECK (from_status IN ('registered', 'assigned', 'accepted', 'in_progress', 'reported', 'returned', 'done', 'closed', 'suspended', 'cancelled')), 
	CONSTRAINT ck_task_log_to_status CHECK (to_status IN ('registered', 'assigned', 'accepted', 'in_progress', 'reported', 'returned', 'done', 'closed', 'suspended', 'cancelled'))
);
INSERT INTO "task_log" VALUES(1,1,1,'note','2023-04-25',1678248000000000,'小马','开了会',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2312f1c35ca0797c990dad58d2e1fb256ac813fb7a16c7d1e8dab729ae92781d');
INSERT INTO "task_log" VALUES(2,1,1,'status','2023-04-25',1678251600000000,'小马','',NULL,NULL,'assigned',NULL,NULL,NULL,NULL,NULL,NULL,'c1c8e02c34997d243d134aea96715c5638eb2a5d17c90170e5f04618078b2927');
INSERT INTO "task_log" VALUES(3,1,2,'note','2023-04-25',1678255200000000,'小马','附材料',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'6ede5d01c8edfa868cb1f51f44d37d1b1b5a46741c0902a8a3591aa1ce1b5096');
INSERT INTO "task_log" VALUES(4,1,2,'extension_requested','2023-04-25',1678258800000000,'小马','雨季',NULL,NULL,NULL,NULL,'2024-01-31',NULL,NULL,NULL,NULL,'2dc4241a4739c46ba19cf641dfa2b79b765f44ef2c27e05b122553cd2d820c61');
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
CREATE TABLE unit_bounds (
	target_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	low BIGINT, 
	high BIGINT, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_unit_bounds PRIMARY KEY (target_id, unit_id), 
	CONSTRAINT fk_unit_bounds_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT fk_unit_bounds_unit_id FOREIGN KEY(unit_id) REFERENCES department (id), 
	CONSTRAINT ck_unit_bounds_some CHECK (low IS NOT NULL OR high IS NOT NULL), 
	CONSTRAINT ck_unit_bounds_order CHECK (low <= high), 
	CONSTRAINT ck_unit_bounds_position CHECK (position >= 1)
);
CREATE INDEX ix_settings_log_plan_id_subject ON settings_log (plan_id, subject);
CREATE UNIQUE INDEX uq_threshold_plan ON threshold (plan_id, name) WHERE target_id IS NULL;
CREATE UNIQUE INDEX uq_threshold_target ON threshold (target_id, name) WHERE target_id IS NOT NULL;
CREATE INDEX ix_import_file_sha256 ON import_file (sha256);
CREATE TRIGGER tr_settings_log_no_update BEFORE UPDATE ON settings_log BEGIN SELECT RAISE(ABORT, 'settings_log keeps its history'); END;
CREATE TRIGGER tr_settings_log_no_delete BEFORE DELETE ON settings_log BEGIN SELECT RAISE(ABORT, 'settings_log keeps its history'); END;
CREATE TRIGGER tr_import_batch_no_update BEFORE UPDATE ON import_batch BEGIN SELECT RAISE(ABORT, 'import_batch keeps its history'); END;
CREATE TRIGGER tr_import_batch_no_delete BEFORE DELETE ON import_batch BEGIN SELECT RAISE(ABORT, 'import_batch keeps its history'); END;
CREATE TRIGGER tr_import_file_no_delete BEFORE DELETE ON import_file BEGIN SELECT RAISE(ABORT, 'import_file keeps its history'); END;
CREATE TRIGGER tr_target_goal_no_update BEFORE UPDATE OF target_id, valid_from, value, basis, reason, document, recorded_at, recorded_by ON target_goal BEGIN SELECT RAISE(ABORT, 'target_goal keeps its history'); END;
CREATE TRIGGER tr_target_goal_closed_once BEFORE UPDATE OF superseded_at ON target_goal WHEN OLD.superseded_at <> 253402271999999999 BEGIN SELECT RAISE(ABORT, 'target_goal keeps its history'); END;
CREATE TRIGGER tr_target_goal_no_delete BEFORE DELETE ON target_goal BEGIN SELECT RAISE(ABORT, 'target_goal keeps its history'); END;
CREATE TRIGGER tr_schedule_no_update BEFORE UPDATE OF id, target_id, role, kind, checkpoint, reason, recorded_at, recorded_by ON schedule BEGIN SELECT RAISE(ABORT, 'schedule keeps its history'); END;
CREATE TRIGGER tr_schedule_closed_once BEFORE UPDATE OF superseded_at ON schedule WHEN OLD.superseded_at <> 253402271999999999 BEGIN SELECT RAISE(ABORT, 'schedule keeps its history'); END;
CREATE TRIGGER tr_schedule_no_delete BEFORE DELETE ON schedule BEGIN SELECT RAISE(ABORT, 'schedule keeps its history'); END;
CREATE TRIGGER tr_allocation_no_update BEFORE UPDATE OF target_id, unit_id, valid_from, value, basis, reason, document, recorded_at, recorded_by ON allocation BEGIN SELECT RAISE(ABORT, 'allocation keeps its history'); END;
CREATE TRIGGER tr_allocation_closed_once BEFORE UPDATE OF superseded_at ON allocation WHEN OLD.superseded_at <> 253402271999999999 BEGIN SELECT RAISE(ABORT, 'allocation keeps its history'); END;
CREATE TRIGGER tr_allocation_no_delete BEFORE DELETE ON allocation BEGIN SELECT RAISE(ABORT, 'allocation keeps its history'); END;
CREATE UNIQUE INDEX ix_import_batch_undoes_id ON import_batch (undoes_id);
CREATE TRIGGER tr_import_file_no_update BEFORE UPDATE ON import_file WHEN OLD.encoding <> '' BEGIN SELECT RAISE(ABORT, 'import_file keeps its history'); END;
CREATE TRIGGER tr_task_evidence_no_update BEFORE UPDATE ON task_evidence BEGIN SELECT RAISE(ABORT, 'task_evidence keeps its history'); END;
CREATE TRIGGER tr_task_evidence_no_delete BEFORE DELETE ON task_evidence BEGIN SELECT RAISE(ABORT, 'task_evidence keeps its history'); END;
CREATE INDEX ix_receipt_sha256 ON receipt (sha256);
CREATE INDEX ix_receipt_recorded_at ON receipt (recorded_at);
CREATE TRIGGER tr_import_problem_no_update BEFORE UPDATE ON import_problem BEGIN SELECT RAISE(ABORT, 'import_problem keeps its history'); END;
CREATE TRIGGER tr_import_problem_no_delete BEFORE DELETE ON import_problem BEGIN SELECT RAISE(ABORT, 'import_problem keeps its history'); END;
CREATE TRIGGER tr_receipt_no_update BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, 'receipt keeps its history'); END;
CREATE TRIGGER tr_receipt_no_delete BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'receipt keeps its history'); END;
CREATE TRIGGER tr_receipt_item_no_update BEFORE UPDATE ON receipt_item BEGIN SELECT RAISE(ABORT, 'receipt_item keeps its history'); END;
CREATE TRIGGER tr_receipt_item_no_delete BEFORE DELETE ON receipt_item BEGIN SELECT RAISE(ABORT, 'receipt_item keeps its history'); END;
CREATE TRIGGER tr_receipt_problem_no_update BEFORE UPDATE ON receipt_problem BEGIN SELECT RAISE(ABORT, 'receipt_problem keeps its history'); END;
CREATE TRIGGER tr_receipt_problem_no_delete BEFORE DELETE ON receipt_problem BEGIN SELECT RAISE(ABORT, 'receipt_problem keeps its history'); END;
CREATE TRIGGER tr_received_change_no_update BEFORE UPDATE ON received_change BEGIN SELECT RAISE(ABORT, 'received_change keeps its history'); END;
CREATE TRIGGER tr_received_change_no_delete BEFORE DELETE ON received_change BEGIN SELECT RAISE(ABORT, 'received_change keeps its history'); END;
CREATE INDEX ix_doubt_plan_id_metric_id ON doubt (plan_id, metric_id);
CREATE INDEX ix_doubt_found_recorded_at ON doubt_found (recorded_at);
CREATE INDEX ix_doubt_decision_recorded_at ON doubt_decision (recorded_at);
CREATE TRIGGER tr_doubt_no_update BEFORE UPDATE ON doubt BEGIN SELECT RAISE(ABORT, 'doubt keeps its history'); END;
CREATE TRIGGER tr_doubt_no_delete BEFORE DELETE ON doubt BEGIN SELECT RAISE(ABORT, 'doubt keeps its history'); END;
CREATE TRIGGER tr_doubt_decision_no_update BEFORE UPDATE ON doubt_decision BEGIN SELECT RAISE(ABORT, 'doubt_decision keeps its history'); END;
CREATE TRIGGER tr_doubt_decision_no_delete BEFORE DELETE ON doubt_decision BEGIN SELECT RAISE(ABORT, 'doubt_decision keeps its history'); END;
CREATE TRIGGER tr_doubt_found_no_update BEFORE UPDATE OF doubt_id, recorded_at, period, value, against, degree, whole_id, import_file_id, row ON doubt_found BEGIN SELECT RAISE(ABORT, 'doubt_found keeps its history'); END;
CREATE TRIGGER tr_doubt_found_closed_once BEFORE UPDATE OF superseded_at ON doubt_found WHEN OLD.superseded_at <> 253402271999999999 BEGIN SELECT RAISE(ABORT, 'doubt_found keeps its history'); END;
CREATE TRIGGER tr_doubt_found_no_delete BEFORE DELETE ON doubt_found BEGIN SELECT RAISE(ABORT, 'doubt_found keeps its history'); END;
CREATE TRIGGER tr_chain_link_no_update BEFORE UPDATE ON chain_link BEGIN SELECT RAISE(ABORT, 'chain_link keeps its history'); END;
CREATE TRIGGER tr_chain_link_no_delete BEFORE DELETE ON chain_link BEGIN SELECT RAISE(ABORT, 'chain_link keeps its history'); END;
CREATE TRIGGER tr_chain_part_no_update BEFORE UPDATE ON chain_part BEGIN SELECT RAISE(ABORT, 'chain_part keeps its history'); END;
CREATE TRIGGER tr_chain_part_no_delete BEFORE DELETE ON chain_part BEGIN SELECT RAISE(ABORT, 'chain_part keeps its history'); END;
CREATE INDEX ix_doubt_found_superseded_at ON doubt_found (superseded_at);
CREATE TRIGGER tr_explanation_no_update BEFORE UPDATE OF target_id, period, item, text, recorded_at, recorded_by, import_file_id, row, reason ON explanation BEGIN SELECT RAISE(ABORT, 'explanation keeps its history'); END;
CREATE TRIGGER tr_explanation_closed_once BEFORE UPDATE OF superseded_at ON explanation WHEN OLD.superseded_at <> 253402271999999999 BEGIN SELECT RAISE(ABORT, 'explanation keeps its history'); END;
CREATE TRIGGER tr_explanation_no_delete BEFORE DELETE ON explanation BEGIN SELECT RAISE(ABORT, 'explanation keeps its history'); END;
CREATE TRIGGER tr_content_no_update BEFORE UPDATE ON content BEGIN SELECT RAISE(ABORT, 'content keeps its history'); END;
CREATE TRIGGER tr_content_no_delete BEFORE DELETE ON content BEGIN SELECT RAISE(ABORT, 'content keeps its history'); END;
CREATE INDEX ix_publication_fingerprint ON publication (fingerprint);
CREATE TRIGGER tr_publication_no_update BEFORE UPDATE ON publication BEGIN SELECT RAISE(ABORT, 'publication keeps its history'); END;
CREATE TRIGGER tr_publication_file_no_update BEFORE UPDATE ON publication_file BEGIN SELECT RAISE(ABORT, 'publication_file keeps its history'); END;
CREATE TRIGGER tr_publication_difference_no_update BEFORE UPDATE ON publication_difference BEGIN SELECT RAISE(ABORT, 'publication_difference keeps its history'); END;
CREATE TRIGGER tr_publication_no_delete BEFORE DELETE ON publication BEGIN SELECT RAISE(ABORT, 'publication keeps its history'); END;
CREATE TRIGGER tr_publication_file_no_delete BEFORE DELETE ON publication_file BEGIN SELECT RAISE(ABORT, 'publication_file keeps its history'); END;
CREATE TRIGGER tr_publication_difference_no_delete BEFORE DELETE ON publication_difference BEGIN SELECT RAISE(ABORT, 'publication_difference keeps its history'); END;
CREATE INDEX ix_contact_recorded_at ON contact (recorded_at);
CREATE INDEX ix_delivery_recorded_at ON delivery (recorded_at);
CREATE INDEX ix_delivery_item_debtor_id ON delivery_item (debtor_id);
CREATE INDEX ix_delivery_end_recorded_at ON delivery_end (recorded_at);
CREATE TRIGGER tr_contact_no_update BEFORE UPDATE ON contact BEGIN SELECT RAISE(ABORT, 'contact keeps its history'); END;
CREATE TRIGGER tr_contact_no_delete BEFORE DELETE ON contact BEGIN SELECT RAISE(ABORT, 'contact keeps its history'); END;
CREATE TRIGGER tr_delivery_no_update BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, 'delivery keeps its history'); END;
CREATE TRIGGER tr_delivery_no_delete BEFORE DELETE ON delivery BEGIN SELECT RAISE(ABORT, 'delivery keeps its history'); END;
CREATE TRIGGER tr_delivery_item_no_update BEFORE UPDATE ON delivery_item BEGIN SELECT RAISE(ABORT, 'delivery_item keeps its history'); END;
CREATE TRIGGER tr_delivery_item_no_delete BEFORE DELETE ON delivery_item BEGIN SELECT RAISE(ABORT, 'delivery_item keeps its history'); END;
CREATE TRIGGER tr_delivery_end_no_update BEFORE UPDATE ON delivery_end BEGIN SELECT RAISE(ABORT, 'delivery_end keeps its history'); END;
CREATE TRIGGER tr_delivery_end_no_delete BEFORE DELETE ON delivery_end BEGIN SELECT RAISE(ABORT, 'delivery_end keeps its history'); END;
CREATE TRIGGER tr_reading_no_update BEFORE UPDATE OF metric_id, unit_id, period, month, cumulative, value, numerator, denominator, withdrawn, source, note, received_on, recorded_at, recorded_by, import_file_id, "row", reason ON reading BEGIN SELECT RAISE(ABORT, 'reading keeps its history'); END;
CREATE TRIGGER tr_reading_closed_once BEFORE UPDATE OF superseded_at ON reading WHEN OLD.superseded_at <> 253402271999999999 BEGIN SELECT RAISE(ABORT, 'reading keeps its history'); END;
CREATE TRIGGER tr_reading_no_delete BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'reading keeps its history'); END;
CREATE INDEX ix_task_log_plan_id_task_no ON task_log (plan_id, task_no);
CREATE TRIGGER tr_task_log_no_update BEFORE UPDATE ON task_log BEGIN SELECT RAISE(ABORT, 'task_log keeps its history'); END;
CREATE TRIGGER tr_task_log_no_delete BEFORE DELETE ON task_log BEGIN SELECT RAISE(ABORT, 'task_log keeps its history'); END;
CREATE VIEW v_department AS SELECT p.code AS plan, d.name AS department, x.position, x.kind, x.code, x.villages, x.communities, x.basis, (SELECT group_concat(alias, '、') FROM (SELECT a.alias FROM department_alias a WHERE a.plan_id = x.plan_id AND a.department_id = x.department_id ORDER BY a.position) AS listed) AS aliases, (SELECT group_concat(name, '、') FROM (SELECT m.name FROM group_member g JOIN department m ON m.id = g.member_id WHERE g.plan_id = x.plan_id AND g.group_id = x.department_id ORDER BY g.position) AS listed) AS members FROM plan_department x JOIN plan p ON p.id = x.plan_id JOIN department d ON d.id = x.department_id;
CREATE VIEW v_task_department AS WITH decided AS ( SELECT last.plan_id, last.task_no, last.department_id FROM ( SELECT plan_id, task_no, department_id, row_number() OVER (PARTITION BY plan_id, task_no ORDER BY happened_on DESC, id DESC) AS place FROM task_log WHERE action = 'task_owner' ) AS last WHERE last.place = 1 AND last.department_id IS NOT NULL AND NOT EXISTS ( SELECT 1 FROM task_department p WHERE p.plan_id = last.plan_id AND p.task_no = last.task_no AND p.role = 'lead' AND p.basis = 'printed' ) ) SELECT p.code AS plan, x.task_no AS task, x.role, x.position, d.name AS department, x.basis FROM task_department x JOIN plan p ON p.id = x.plan_id JOIN department d ON d.id = x.department_id WHERE x.role <> 'lead' OR NOT EXISTS ( SELECT 1 FROM decided y WHERE y.plan_id = x.plan_id AND y.task_no = x.task_no ) UNION ALL SELECT p.code, y.task_no, 'lead', 1, d.name, 'decided' FROM decided y JOIN plan p ON p.id = y.plan_id JOIN department d ON d.id = y.department_id;
CREATE VIEW v_task AS SELECT p.code AS plan, t.no AS task, t.title, t.section, t.summary, coalesce(( SELECT l.to_status FROM task_log l LEFT JOIN department d ON d.id = l.department_id WHERE l.plan_id = t.plan_id AND l.task_no = t.no AND l.to_status IS NOT NULL AND (l.department_id IS NULL OR d.name = ( SELECT w.department FROM v_task_department w WHERE w.plan = p.code AND w.task = t.no AND w.role = 'lead' AND w.position = 1)) ORDER BY l.happened_on DESC, l.id DESC LIMIT 1 ), 'registered') AS status, (SELECT group_concat(department, '、') FROM (SELECT w.department FROM v_task_department w WHERE w.plan = p.code AND w.task = t.no AND w.role = 'lead' ORDER BY w.position) AS listed) AS lead, (SELECT group_concat(department, '、') FROM (SELECT w.department FROM v_task_department w WHERE w.plan = p.code AND w.task = t.no AND w.role = 'responsible' ORDER BY w.position) AS listed) AS responsible FROM task t JOIN plan p ON p.id = t.plan_id;
CREATE VIEW v_task_log AS SELECT l.id AS entry, p.code AS plan, l.task_no AS task, l.action, l.happened_on, d.name AS department, l.from_status, l.to_status, l.milestone, l.until, g.name AS group_name, m.code AS target, CASE WHEN l.period IS NULL THEN NULL ELSE printf('%04d-%02d', l.period / 100, l.period % 100) END AS period, l.note, strftime('%Y-%m-%dT%H:%M:%S', l.recorded_at / 1000000, 'unixepoch', '+8 hours') || CASE WHEN l.recorded_at % 1000000 = 0 THEN '' ELSE printf('.%06d', l.recorded_at % 1000000) END || '+08:00' AS recorded_at, l.recorded_by, l.digest FROM task_log l JOIN plan p ON p.id = l.plan_id LEFT JOIN department d ON d.id = l.department_id LEFT JOIN department g ON g.id = l.group_id LEFT JOIN target t ON t.id = l.target_id LEFT JOIN metric m ON m.id = t.metric_id;
CREATE VIEW v_target AS WITH decided AS ( SELECT last.target_id, last.task_no, last.department_id FROM ( SELECT target_id, task_no, department_id, row_number() OVER (PARTITION BY target_id ORDER BY happened_on DESC, id DESC) AS place FROM task_log WHERE action = 'target_owner' ) AS last JOIN target t ON t.id = last.target_id WHERE last.place = 1 AND coalesce(last.task_no, last.department_id) IS NOT NULL AND NOT (t.task_no IS NOT NULL AND t.task_basis = 'printed') ), goal AS ( SELECT target_id, value, basis, valid_from FROM ( SELECT target_id, value, basis, valid_from, row_number() OVER (PARTITION BY target_id ORDER BY valid_from DESC) AS place FROM target_goal WHERE superseded_at = 253402271999999999 ) AS goals WHERE place = 1 ) SELECT p.code AS plan, m.code AS target, t.position, t.name, t.measure_unit, t.measure, t.reporting, t.direction, t.binding, g.value / 10000.0 AS goal, g.basis AS goal_basis, g.valid_from AS goal_from, CASE WHEN o.target_id IS NULL THEN t.task_no ELSE o.task_no END AS task, coalesce(d.name, (SELECT group_concat(department, '、') FROM (SELECT w.department FROM v_task_department w WHERE w.plan = p.code AND w.task = CASE WHEN o.target_id IS NULL THEN t.task_no ELSE o.task_no END AND w.role = 'lead' ORDER BY w.position) AS listed)) AS lead, (SELECT group_concat(name, '、') FROM (SELECT u.name FROM duty y LEFT JOIN group_member g ON g.plan_id = t.plan_id AND g.group_id = y.unit_id JOIN department u ON u.id = coalesce(g.member_id, y.unit_id) WHERE y.target_id = t.id ORDER BY y.position, g.position NULLS FIRST) AS listed) AS units, t.definition FROM target t JOIN plan p ON p.id = t.plan_id JOIN metric m ON m.id = t.metric_id LEFT JOIN goal g ON g.target_id = t.id LEFT JOIN decided o ON o.target_id = t.id LEFT JOIN department d ON d.id = o.department_id;
CREATE VIEW v_goal AS SELECT p.code AS plan, m.code AS target, t.name, g.valid_from, g.value / 10000.0 AS goal, g.basis, g.reason, g.document, strftime('%Y-%m-%dT%H:%M:%S', g.recorded_at / 1000000, 'unixepoch', '+8 hours') || CASE WHEN g.recorded_at % 1000000 = 0 THEN '' ELSE printf('.%06d', g.recorded_at % 1000000) END || '+08:00' AS recorded_at, g.recorded_by FROM target_goal g JOIN target t ON t.id = g.target_id JOIN plan p ON p.id = t.plan_id JOIN metric m ON m.id = t.metric_id WHERE g.superseded_at = 253402271999999999;
CREATE VIEW v_allocation AS SELECT p.code AS plan, m.code AS target, t.name, d.name AS unit, a.valid_from, a.value / 10000.0 AS goal, a.basis, a.reason, a.document, strftime('%Y-%m-%dT%H:%M:%S', a.recorded_at / 1000000, 'unixepoch', '+8 hours') || CASE WHEN a.recorded_at % 1000000 = 0 THEN '' ELSE printf('.%06d', a.recorded_at % 1000000) END || '+08:00' AS recorded_at, a.recorded_by FROM allocation a JOIN target t ON t.id = a.target_id JOIN plan p ON p.id = t.plan_id JOIN metric m ON m.id = t.metric_id JOIN department d ON d.id = a.unit_id WHERE a.superseded_at = 253402271999999999;
CREATE VIEW v_reading AS WITH latest AS ( SELECT t.metric_id, t.name, t.measure_unit, row_number() OVER (PARTITION BY t.metric_id ORDER BY p.year DESC, t.id DESC) AS place FROM target t JOIN plan p ON p.id = t.plan_id ), redated AS ( SELECT batch_id, import_file_id, recorded_at, received_on FROM ( SELECT c.batch_id, c.import_file_id, b.recorded_at, c.received_on, row_number() OVER (PARTITION BY c.batch_id, c.import_file_id ORDER BY c.id DESC) AS place FROM received_change c JOIN import_batch b ON b.id = c.batch_id ) AS changes WHERE place = 1 ) SELECT m.region, m.code AS target, t.name, t.measure_unit, d.name AS unit, printf('%04d-%02d', r.period / 100, r.period % 100) AS period, r.month / 10000.0 AS month, r.cumulative / 10000.0 AS cumulative, r.value / 10000.0 AS value, r.numerator / 10000.0 AS numerator, r.denominator / 10000.0 AS denominator, r.source AS cited, r.note, r.reason, coalesce(s.received_on, h.received_on, r.received_on) AS received_on, strftime('%Y-%m-%dT%H:%M:%S', r.recorded_at / 1000000, 'unixepoch', '+8 hours') || CASE WHEN r.recorded_at % 1000000 = 0 THEN '' ELSE printf('.%06d', r.recorded_at % 1000000) END || '+08:00' AS recorded_at, r.recorded_by, f.batch_id AS act, f.name AS file, nullif(f.sheet, '') AS sheet, r."row", f.sha256 FROM reading r JOIN metric m ON m.id = r.metric_id JOIN department d ON d.id = r.unit_id LEFT JOIN latest t ON t.metric_id = r.metric_id AND t.place = 1 LEFT JOIN import_file f ON f.id = r.import_file_id LEFT JOIN redated s ON s.import_file_id = r.import_file_id LEFT JOIN redated h ON h.import_file_id IS NULL AND h.recorded_at = r.recorded_at WHERE r.superseded_at = 253402271999999999 AND NOT r.withdrawn;
CREATE VIEW v_import AS WITH redated AS ( SELECT batch_id, import_file_id, recorded_at, received_on FROM ( SELECT c.batch_id, c.import_file_id, b.recorded_at, c.received_on, row_number() OVER (PARTITION BY c.batch_id, c.import_file_id ORDER BY c.id DESC) AS place FROM received_change c JOIN import_batch b ON b.id = c.batch_id ) AS changes WHERE place = 1 ) SELECT b.id AS act, p.code AS plan, strftime('%Y-%m-%dT%H:%M:%S', b.recorded_at / 1000000, 'unixepoch', '+8 hours') || CASE WHEN b.recorded_at % 1000000 = 0 THEN '' ELSE printf('.%06d', b.recorded_at % 1000000) END || '+08:00' AS recorded_at, b.recorded_by, coalesce(c.received_on, f.received_on, b.received_on) AS received_on, b.reason, b.undoes_id AS undoes, u.id AS undone_by, f.name AS file, nullif(f.sheet, '') AS sheet, f.sha256, f.size, f.encoding, f.layout, CASE WHEN f.period IS NULL THEN NULL ELSE printf('%04d-%02d', f.period / 100, f.period % 100) END AS period, f.new_rows, f.unchanged_rows, f.corrected_rows, f.rejected_rows FROM import_batch b JOIN plan p ON p.id = b.plan_id LEFT JOIN import_file f ON f.batch_id = b.id LEFT JOIN import_batch u ON u.undoes_id = b.id LEFT JOIN redated c ON c.batch_id = b.id AND coalesce(c.import_file_id, 0) = coalesce(f.id, 0);
CREATE VIEW v_publication AS SELECT b.id AS number, p.code AS plan, b.kind, b.series, b.year, b.issue, b.as_of, b.title, nullif(b.about, '') AS about, coalesce((SELECT l.note FROM task_log l WHERE l.publication_id = b.id AND l.action = 'publication_registered' AND l.note <> '' ORDER BY l.id DESC LIMIT 1), nullif(b.document_no, '')) AS document_no, b.published_on, b.fingerprint, b.corrects_id AS corrects, b.replaces_id AS replaces, b.entered, nullif(b.reason, '') AS reason, (SELECT l.happened_on FROM task_log l WHERE l.publication_id = b.id AND l.action = 'publication_withdrawn' ORDER BY l.id LIMIT 1) AS withdrawn_on, (SELECT group_concat(name, '、') FROM (SELECT f.name FROM publication_file f WHERE f.publication_id = b.id AND f.role <> 'facts' ORDER BY f.position) AS listed) AS files, b.program, strftime('%Y-%m-%dT%H:%M:%S', b.known_at / 1000000, 'unixepoch', '+8 hours') || CASE WHEN b.known_at % 1000000 = 0 THEN '' ELSE printf('.%06d', b.known_at % 1000000) END || '+08:00' AS known_at, strftime('%Y-%m-%dT%H:%M:%S', b.recorded_at / 1000000, 'unixepoch', '+8 hours') || CASE WHEN b.recorded_at % 1000000 = 0 THEN '' ELSE printf('.%06d', b.recorded_at % 1000000) END || '+08:00' AS recorded_at, b.recorded_by FROM publication b JOIN plan p ON p.id = b.plan_id;
CREATE VIEW v_delivery AS SELECT x.id AS number, p.code AS plan, x.run, coalesce(d.name, (SELECT o.name FROM plan_department y JOIN department o ON o.id = y.department_id WHERE y.plan_id = x.plan_id AND y.kind = 'office' ORDER BY y.position LIMIT 1), p.region) AS department, x.channel, (SELECT group_concat(obligation, '、') FROM (SELECT i.obligation FROM delivery_item i WHERE i.delivery_id = x.id ORDER BY i.position) AS listed) AS obligations, coalesce(s.outcome, e.outcome) AS outcome, nullif(coalesce(s.reason, e.reason), '') AS reason, nullif(e.code, '') AS code, strftime('%Y-%m-%dT%H:%M:%S', coalesce(s.recorded_at, e.recorded_at) / 1000000, 'unixepoch', '+8 hours') || CASE WHEN coalesce(s.recorded_at, e.recorded_at) % 1000000 = 0 THEN '' ELSE printf('.%06d', coalesce(s.recorded_at, e.recorded_at) % 1000000) END || '+08:00' AS ended_at, s.delivery_id IS NOT NULL AS settled, nullif(x.note, '') AS note, x.sha256, strftime('%Y-%m-%dT%H:%M:%S', x.recorded_at / 1000000, 'unixepoch', '+8 hours') || CASE WHEN x.recorded_at % 1000000 = 0 THEN '' ELSE printf('.%06d', x.recorded_at % 1000000) END || '+08:00' AS claimed_at, x.recorded_by AS claimed_by FROM delivery x JOIN plan p ON p.id = x.plan_id LEFT JOIN department d ON d.id = x.department_id LEFT JOIN delivery_end e ON e.delivery_id = x.id AND e.step = 1 LEFT JOIN delivery_end s ON s.delivery_id = x.id AND s.step = 2;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('task_log',4);
INSERT INTO "sqlite_sequence" VALUES('chain_link',2);
INSERT INTO "sqlite_sequence" VALUES('settings_log',33);
COMMIT;
