BEGIN TRANSACTION;
CREATE TABLE codes (
    list TEXT NOT NULL,
    classification TEXT NOT NULL,
    year INTEGER,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    level INTEGER NOT NULL,
    parent TEXT NOT NULL,
    PRIMARY KEY (list, code)
) STRICT, WITHOUT ROWID;
INSERT INTO "codes" VALUES('functional-2019','functional',2019,'210','卫生健康支出',3,'');
INSERT INTO "codes" VALUES('functional-2019','functional',2019,'21007','计划生育事务',5,'210');
INSERT INTO "codes" VALUES('functional-2019','functional',2019,'2100717','计划生育服务',7,'21007');
INSERT INTO "codes" VALUES('functional-2019','functional',2019,'21011','行政事业单位医疗',5,'210');
INSERT INTO "codes" VALUES('functional-2019','functional',2019,'2101101','行政单位医疗',7,'21011');
INSERT INTO "codes" VALUES('functional-2019','functional',2019,'2101102','事业单位医疗',7,'21011');
INSERT INTO "codes" VALUES('functional-2019','functional',2019,'21015','医疗保障管理事务',5,'210');
INSERT INTO "codes" VALUES('functional-2019','functional',2019,'2101501','行政运行',7,'21015');
INSERT INTO "codes" VALUES('functional-2019','functional',2019,'2101550','事业运行',7,'21015');
INSERT INTO "codes" VALUES('functional-2019','functional',2019,'2101599','其他医疗保障管理事务支出',7,'21015');
INSERT INTO "codes" VALUES('functional-2022','functional',2022,'210','卫生健康支出',3,'');
INSERT INTO "codes" VALUES('functional-2022','functional',2022,'21007','计划生育事务',5,'210');
INSERT INTO "codes" VALUES('functional-2022','functional',2022,'2100717','计划生育服务',7,'21007');
INSERT INTO "codes" VALUES('functional-2022','functional',2022,'21011','行政事业单位医疗',5,'210');
INSERT INTO "codes" VALUES('functional-2022','functional',2022,'2101101','行政单位医疗',7,'21011');
INSERT INTO "codes" VALUES('functional-2022','functional',2022,'2101102','事业单位医疗',7,'21011');
INSERT INTO "codes" VALUES('functional-2022','functional',2022,'2101401','优抚对象医疗补助',7,'21014');
INSERT INTO "codes" VALUES('functional-2022','functional',2022,'21015','医疗保障管理事务',5,'210');
INSERT INTO "codes" VALUES('functional-2022','functional',2022,'2101550','事业运行',7,'21015');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'210','卫生健康支出',3,'');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'2100408','基本公共卫生服务',7,'21004');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'21007','计划生育事务',5,'210');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'2100717','计划生育服务',7,'21007');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'21011','行政事业单位医疗',5,'210');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'2101101','行政单位医疗',7,'21011');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'2101102','事业单位医疗',7,'21011');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'2101401','优抚对象医疗补助',7,'21014');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'21015','医疗保障管理事务',5,'210');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'2101550','事业运行',7,'21015');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'21099','其他卫生健康支出',5,'210');
INSERT INTO "codes" VALUES('functional-2023','functional',2023,'2109999','其他卫生健康支出',7,'21099');
CREATE TABLE facts (
    filing_id INTEGER NOT NULL,
    table_no INTEGER NOT NULL,
    table_id TEXT NOT NULL,
    item TEXT NOT NULL,
    measure TEXT NOT NULL,
    units INTEGER,
    scale INTEGER,
    text_value TEXT,
    unit TEXT NOT NULL,
    decimals INTEGER,
    role TEXT NOT NULL,
    cell TEXT NOT NULL,
    sheet TEXT NOT NULL,
    PRIMARY KEY (filing_id, table_no, item, measure)
) STRICT, WITHOUT ROWID;
INSERT INTO "facts" VALUES(2,1,'income','2101550','other',500000000,4,NULL,'CNY',0,'leaf','I8','');
INSERT INTO "facts" VALUES(2,1,'income','total','other',500000000,4,NULL,'CNY',0,'sum','I7','');
INSERT INTO "facts" VALUES(2,1,'income','total','total',500000000,4,NULL,'CNY',0,'sum','C7','');
INSERT INTO "facts" VALUES(3,1,'income','2101550','other',700005000,4,NULL,'CNY',1,'leaf','I8','');
INSERT INTO "facts" VALUES(3,1,'income','total','other',700005000,4,NULL,'CNY',1,'sum','I7','');
INSERT INTO "facts" VALUES(3,2,'general_budget_expenditure_detail','2101501','30101',125000,4,NULL,'CNY',1,'leaf','','');
INSERT INTO "facts" VALUES(4,1,'state_capital','223','basic',200000000,4,NULL,'CNY',-4,'leaf','','');
INSERT INTO "facts" VALUES(4,1,'state_capital','223','closing_balance',0,4,NULL,'CNY',-4,'leaf','H8','');
INSERT INTO "facts" VALUES(4,1,'state_capital','223','income',1000000000,4,NULL,'CNY',-4,'leaf','D8','');
INSERT INTO "facts" VALUES(4,1,'state_capital','223','opening_balance',0,4,NULL,'CNY',-4,'leaf','C8','');
INSERT INTO "facts" VALUES(4,1,'state_capital','223','project',800000000,4,NULL,'CNY',-4,'leaf','G8','');
INSERT INTO "facts" VALUES(4,1,'state_capital','223','total',1000000000,4,NULL,'CNY',-4,'sum','E8','');
INSERT INTO "facts" VALUES(4,1,'state_capital','total','basic',200000000,4,NULL,'CNY',-4,'sum','','');
INSERT INTO "facts" VALUES(4,1,'state_capital','total','closing_balance',0,4,NULL,'CNY',-4,'sum','H7','');
INSERT INTO "facts" VALUES(4,1,'state_capital','total','income',1000000000,4,NULL,'CNY',-4,'sum','D7','');
INSERT INTO "facts" VALUES(4,1,'state_capital','total','opening_balance',0,4,NULL,'CNY',-4,'sum','C7','');
INSERT INTO "facts" VALUES(4,1,'state_capital','total','project',800000000,4,NULL,'CNY',-4,'sum','G7','');
INSERT INTO "facts" VALUES(4,1,'state_capital','total','total',1000000000,4,NULL,'CNY',-4,'sum','E7','');
CREATE TABLE filing_tables (
    filing_id INTEGER NOT NULL,
    table_no INTEGER NOT NULL,
    table_id TEXT NOT NULL,
    instance TEXT NOT NULL,
    template TEXT NOT NULL,
    sheet TEXT NOT NULL,
    unit_shift INTEGER NOT NULL,
    decimals INTEGER NOT NULL,
    declared_empty TEXT NOT NULL,
    PRIMARY KEY (filing_id, table_no)
) STRICT, WITHOUT ROWID;
INSERT INTO "filing_tables" VALUES(1,1,'income','','hubei-2022','收入决算表',0,0,'');
INSERT INTO "filing_tables" VALUES(1,3,'expenditure','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(1,4,'appropriation_summary','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(1,5,'general_budget_expenditure','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(1,6,'general_budget_basic_expenditure','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(1,7,'government_fund','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(1,8,'state_capital','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(1,9,'three_public','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(2,1,'income','','hubei-2022','收入决算表',0,0,'');
INSERT INTO "filing_tables" VALUES(2,3,'expenditure','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(2,4,'appropriation_summary','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(2,5,'general_budget_expenditure','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(2,6,'general_budget_basic_expenditure','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(2,7,'government_fund','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(2,8,'state_capital','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(2,9,'three_public','','hubei-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(3,1,'income','','national-2022','收入决算表',0,0,'');
INSERT INTO "filing_tables" VALUES(3,2,'general_budget_expenditure_detail','','national-2022','',0,0,'');
INSERT INTO "filing_tables" VALUES(3,4,'expenditure','','national-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(3,5,'appropriation_summary','','national-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(3,6,'general_budget_expenditure','','national-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(3,7,'general_budget_basic_expenditure','','national-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(3,8,'government_fund','','national-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(3,9,'state_capital','','national-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(3,10,'three_public','','national-2022','',0,0,'-');
INSERT INTO "filing_tables" VALUES(4,1,'state_capital','','sichuan-2023','公开11表',4,0,'');
CREATE TABLE filings (
    filing_id INTEGER NOT NULL,
    digest TEXT NOT NULL,
    department TEXT NOT NULL,
    region TEXT NOT NULL,
    fiscal_year INTEGER,
    template TEXT NOT NULL,
    file TEXT NOT NULL,
    n_tables INTEGER NOT NULL,
    n_facts INTEGER NOT NULL,
    n_findings INTEGER NOT NULL,
    replaced_by INTEGER,
    loaded_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    given_region TEXT NOT NULL,
    office TEXT NOT NULL,
    family TEXT NOT NULL,
    saved TEXT NOT NULL,
    run INTEGER NOT NULL,
    unread INTEGER,
    PRIMARY KEY (filing_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "filings" VALUES(1,'5e8f70ab829c5134e07b352872a2668ce8887a842da2d5a89de763e95100e925','甲局','湖北',2022,'hubei-2022','older.csv',9,3,2,2,'2026-11-30T01:44:43Z','','甲局','national-2022','',1,0);
INSERT INTO "filings" VALUES(2,'9530eb634a7cbe61da515f13c6e4bb45b92b3a8d04ed52c221608399d517d0cb','甲局','湖北',2022,'hubei-2022','newer.csv',9,3,1,NULL,'2026-11-30T01:44:43Z','','甲局','national-2022','',2,0);
INSERT INTO "filings" VALUES(3,'3ce4a82f8b7235d883ffc0f1d4d5c5374231610bf028007a71d3f1a02f678c24','乙 局','全国',2022,'national-2022','other.csv',10,3,3,NULL,'2026-11-30T01:44:44Z','','乙局','national-2022','',3,0);
INSERT INTO "filings" VALUES(4,'ed2198833e853629d1667b86f09f2dd9993d4dbb716110be3eca773873b9eb0a','某县国资中心','四川',2023,'sichuan-2023','model-1.json',1,12,0,NULL,'2026-11-30T01:44:44Z','','某县国资中心','national-2022','',4,0);
CREATE TABLE findings (
    filing_id INTEGER NOT NULL,
    finding_no INTEGER NOT NULL,
    rule TEXT NOT NULL,
    level TEXT NOT NULL,
    outcome TEXT NOT NULL,
    text TEXT NOT NULL,
    cell TEXT NOT NULL,
    unit TEXT,
    left_value TEXT,
    right_value TEXT,
    difference TEXT,
    tolerance TEXT,
    PRIMARY KEY (filing_id, finding_no)
) STRICT, WITHOUT ROWID;
INSERT INTO "findings" VALUES(2,1,'income-across','error','total_blank','2101550 本年收入合计 是空白：本年收入合计等于各项收入之和（收入决算表 2101550）','','CNY','0','50000','-50000','0.5');
INSERT INTO "findings" VALUES(3,1,'income-across','error','total_blank','2101550 本年收入合计 是空白：本年收入合计等于各项收入之和（收入决算表 2101550）','','CNY','0','70000.5','-70000.5','0.05');
INSERT INTO "findings" VALUES(3,2,'code-tree','error','total_blank','合计 30101 是空白：上级科目等于其下级科目之和，合计等于各类之和（一般公共预算财政拨款支出决算明细表 合计 30101）','','CNY','0','12.5','-12.5','0.05');
INSERT INTO "findings" VALUES(3,3,'detail-across','error','total_blank','2101501 合计 是空白：经济分类的类等于其各款之和，合计等于各类之和（一般公共预算财政拨款支出决算明细表 2101501）','','CNY','0','12.5','-12.5','0.05');
CREATE TABLE items (
    table_id TEXT NOT NULL,
    item TEXT NOT NULL,
    section TEXT NOT NULL,
    label TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (table_id, item)
) STRICT, WITHOUT ROWID;
INSERT INTO "items" VALUES('general_budget_expenditure_detail','2101501','economic','','2101501');
INSERT INTO "items" VALUES('income','2101550','income','','2101550');
INSERT INTO "items" VALUES('income','total','income','合计','');
INSERT INTO "items" VALUES('state_capital','223','state_capital','','223');
INSERT INTO "items" VALUES('state_capital','total','state_capital','合计','');
CREATE TABLE juesuan_schema (
    version INTEGER NOT NULL,
    PRIMARY KEY (version)
) STRICT, WITHOUT ROWID;
INSERT INTO "juesuan_schema" VALUES(3);
CREATE TABLE measures (
    table_id TEXT NOT NULL,
    section TEXT NOT NULL,
    measure TEXT NOT NULL,
    unit TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (table_id, section, measure)
) STRICT, WITHOUT ROWID;
INSERT INTO "measures" VALUES('general_budget_expenditure_detail','economic','30101','CNY','');
INSERT INTO "measures" VALUES('general_budget_expenditure_detail','economic','total','CNY','合计');
INSERT INTO "measures" VALUES('income','income','affiliated_remittance','CNY','附属单位上缴收入');
INSERT INTO "measures" VALUES('income','income','education_fees','CNY','其中：教育收费');
INSERT INTO "measures" VALUES('income','income','fiscal_appropriation','CNY','财政拨款收入');
INSERT INTO "measures" VALUES('income','income','institutional','CNY','事业收入');
INSERT INTO "measures" VALUES('income','income','operating','CNY','经营收入');
INSERT INTO "measures" VALUES('income','income','other','CNY','其他收入');
INSERT INTO "measures" VALUES('income','income','superior_subsidy','CNY','上级补助收入');
INSERT INTO "measures" VALUES('income','income','total','CNY','本年收入合计');
INSERT INTO "measures" VALUES('state_capital','state_capital','basic','CNY','基本支出');
INSERT INTO "measures" VALUES('state_capital','state_capital','closing_balance','CNY','年末结转和结余');
INSERT INTO "measures" VALUES('state_capital','state_capital','income','CNY','本年收入');
INSERT INTO "measures" VALUES('state_capital','state_capital','opening_balance','CNY','年初结转和结余');
INSERT INTO "measures" VALUES('state_capital','state_capital','project','CNY','项目支出');
INSERT INTO "measures" VALUES('state_capital','state_capital','total','CNY','合计');
CREATE TABLE powers (
    scale INTEGER NOT NULL PRIMARY KEY,
    above INTEGER NOT NULL,
    times INTEGER NOT NULL,
    over INTEGER NOT NULL
) STRICT;
INSERT INTO "powers" VALUES(4,1,10000000000,1);
INSERT INTO "powers" VALUES(5,10,1000000000,1);
INSERT INTO "powers" VALUES(6,100,100000000,1);
INSERT INTO "powers" VALUES(7,1000,10000000,1);
INSERT INTO "powers" VALUES(8,10000,1000000,1);
INSERT INTO "powers" VALUES(9,100000,100000,1);
INSERT INTO "powers" VALUES(10,1000000,10000,1);
INSERT INTO "powers" VALUES(11,10000000,1000,1);
INSERT INTO "powers" VALUES(12,100000000,100,1);
INSERT INTO "powers" VALUES(13,1000000000,10,1);
INSERT INTO "powers" VALUES(14,10000000000,1,1);
INSERT INTO "powers" VALUES(15,100000000000,1,10);
INSERT INTO "powers" VALUES(16,1000000000000,1,100);
INSERT INTO "powers" VALUES(17,10000000000000,1,1000);
INSERT INTO "powers" VALUES(18,100000000000000,1,10000);
CREATE TABLE tables (
    table_id TEXT NOT NULL,
    title TEXT NOT NULL,
    evaluation INTEGER NOT NULL,
    codes TEXT NOT NULL,
    PRIMARY KEY (table_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "tables" VALUES('appropriation_expenditure_detail','财政拨款支出决算明细表',0,'functional');
INSERT INTO "tables" VALUES('appropriation_summary','财政拨款收入支出决算总表',0,'');
INSERT INTO "tables" VALUES('department_self_evaluation','部门整体支出绩效自评表',1,'');
INSERT INTO "tables" VALUES('expenditure','支出决算表',0,'functional');
INSERT INTO "tables" VALUES('expenditure_by_unit','支出决算表（分单位）',0,'');
INSERT INTO "tables" VALUES('general_budget_basic_expenditure','一般公共预算财政拨款基本支出决算明细表',0,'economic');
INSERT INTO "tables" VALUES('general_budget_expenditure','一般公共预算财政拨款支出决算表',0,'functional');
INSERT INTO "tables" VALUES('general_budget_expenditure_detail','一般公共预算财政拨款支出决算明细表',0,'functional');
INSERT INTO "tables" VALUES('general_budget_project_expenditure','一般公共预算财政拨款项目支出决算表',0,'functional');
INSERT INTO "tables" VALUES('government_fund','政府性基金预算财政拨款收入支出决算表',0,'functional');
INSERT INTO "tables" VALUES('income','收入决算表',0,'functional');
INSERT INTO "tables" VALUES('income_by_unit','收入决算表（分单位）',0,'');
INSERT INTO "tables" VALUES('income_expenditure_summary','收入支出决算总表',0,'');
INSERT INTO "tables" VALUES('project_evaluation_report','项目绩效评价报告',1,'');
INSERT INTO "tables" VALUES('project_self_evaluation','项目支出绩效自评表',1,'');
INSERT INTO "tables" VALUES('state_assets','国有资产占用情况表',0,'');
INSERT INTO "tables" VALUES('state_capital','国有资本经营预算财政拨款支出决算表',0,'functional');
INSERT INTO "tables" VALUES('three_public','财政拨款“三公”经费支出决算表',0,'');
CREATE TABLE templates (
    template TEXT NOT NULL,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    year_first INTEGER NOT NULL,
    year_last INTEGER NOT NULL,
    functional_list TEXT NOT NULL,
    economic_list TEXT NOT NULL,
    PRIMARY KEY (template)
) STRICT, WITHOUT ROWID;
INSERT INTO "templates" VALUES('anhui-2022','安徽省部门决算公开（2022 年度）','安徽',2022,2022,'functional-2022','economic-2022');
INSERT INTO "templates" VALUES('anhui-2023','安徽省部门决算公开（2023 年度）','安徽',2023,2024,'functional-2023','economic-2023');
INSERT INTO "templates" VALUES('hubei-2022','湖北省部门决算公开（2022 年度）','湖北',2022,2022,'functional-2022','economic-2022');
INSERT INTO "templates" VALUES('jiangxi-2022','江西省部门决算公开（2022 年度）','江西',2022,2022,'functional-2022','economic-2022');
INSERT INTO "templates" VALUES('national-2019','部门决算公开表（财政部 2019 年度格式）','全国',2019,2019,'functional-2019','economic-2019');
INSERT INTO "templates" VALUES('national-2021','部门决算公开表（财政部 2021 年度格式）','全国',2020,2022,'functional-2022','economic-2022');
INSERT INTO "templates" VALUES('national-2022','部门决算公开表（财政部 2022 年度格式）','全国',2022,2024,'functional-2022','economic-2022');
INSERT INTO "templates" VALUES('national-2023','部门决算公开表（财政部 2023 年度格式）','全国',2023,2025,'functional-2023','economic-2023');
INSERT INTO "templates" VALUES('shanghai-2024','上海市部门决算公开（普陀区 2024 年度格式）','上海',2024,2025,'functional-2023','economic-2024');
INSERT INTO "templates" VALUES('sichuan-2023','四川省部门决算公开（2023 年度）','四川',2023,2024,'functional-2023','economic-2023');
INSERT INTO "templates" VALUES('yunnan-2021','云南省部门决算公开（2021 年度）','云南',2020,2021,'functional-2022','economic-2022');
INSERT INTO "templates" VALUES('zhejiang-2019','浙江省部门决算公开（2019 年度）','浙江',2019,2019,'functional-2019','economic-2019');
INSERT INTO "templates" VALUES('zhejiang-2022','浙江省部门决算公开（2022 年度）','浙江',2022,2022,'functional-2022','economic-2022');
CREATE INDEX filings_digest ON filings (digest);
CREATE INDEX filings_of ON filings (office, fiscal_year);
CREATE VIEW facts_yuan AS
SELECT f.filing_id AS filing_id, f.table_no AS table_no,
       f.table_id AS table_id, f.item AS item,
       f.measure AS measure, CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END AS value,
       f.text_value AS text_value, f.unit AS unit,
       f.decimals AS decimals, f.role AS role, f.cell AS cell,
       f.sheet AS sheet
  FROM facts f;
CREATE VIEW leaf_facts AS
SELECT g.filing_id AS filing_id, g.department AS department,
       g.region AS region, g.fiscal_year AS fiscal_year,
       CASE WHEN g.unread > 0 THEN 1 ELSE 0 END AS incomplete,
       g.template AS template, f.table_id AS table_id, t.title AS title,
       ft.instance AS instance, f.item AS item, i.label AS item_label,
       i.code AS code, c.name AS code_name, f.measure AS measure,
       m.label AS measure_label, CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END AS value,
       f.units AS units, f.scale AS scale, f.text_value AS text_value, f.unit AS unit,
       CASE WHEN f.sheet <> '' THEN f.sheet ELSE ft.sheet END AS sheet,
       f.cell AS cell
  FROM facts f
  JOIN filings g ON g.filing_id = f.filing_id
  JOIN filing_tables ft ON ft.filing_id = f.filing_id
   AND ft.table_no = f.table_no
  JOIN tables t ON t.table_id = f.table_id
  JOIN items i ON i.table_id = f.table_id AND i.item = f.item
  LEFT JOIN templates te ON te.template = g.template
  LEFT JOIN codes c ON c.list = CASE WHEN t.codes = 'economic'
       THEN te.economic_list ELSE te.functional_list END
   AND c.code = i.code
  LEFT JOIN measures m ON m.table_id = f.table_id
   AND m.section = i.section AND m.measure = f.measure
 WHERE f.role = 'leaf';
CREATE VIEW wide_income AS
SELECT g.filing_id AS filing_id, g.department AS department,
       g.region AS region, g.fiscal_year AS fiscal_year,
       CASE WHEN g.unread > 0 THEN 1 ELSE 0 END AS incomplete,
       ft.template AS template, ft.instance AS instance,
       f.item AS item,
       COALESCE(c.name, i.label) AS item_name,
       MAX(CASE WHEN f.measure = 'total' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "total",
       MAX(CASE WHEN f.measure = 'fiscal_appropriation' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "fiscal_appropriation",
       MAX(CASE WHEN f.measure = 'superior_subsidy' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "superior_subsidy",
       MAX(CASE WHEN f.measure = 'institutional' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "institutional",
       MAX(CASE WHEN f.measure = 'education_fees' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "education_fees",
       MAX(CASE WHEN f.measure = 'operating' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "operating",
       MAX(CASE WHEN f.measure = 'affiliated_remittance' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "affiliated_remittance",
       MAX(CASE WHEN f.measure = 'other' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "other"
  FROM facts f
  JOIN filings g ON g.filing_id = f.filing_id
  JOIN filing_tables ft ON ft.filing_id = f.filing_id
   AND ft.table_no = f.table_no
  JOIN tables t ON t.table_id = f.table_id
  JOIN items i ON i.table_id = f.table_id AND i.item = f.item
  LEFT JOIN templates te ON te.template = g.template
  LEFT JOIN codes c ON c.list = CASE WHEN t.codes = 'economic'
       THEN te.economic_list ELSE te.functional_list END
   AND c.code = i.code
 WHERE f.table_id = 'income'
 GROUP BY g.filing_id, g.department, g.region, g.fiscal_year,
       g.unread, ft.table_no, ft.template, ft.instance, f.item, c.name,
       i.label;
CREATE VIEW wide_state_capital AS
SELECT g.filing_id AS filing_id, g.department AS department,
       g.region AS region, g.fiscal_year AS fiscal_year,
       CASE WHEN g.unread > 0 THEN 1 ELSE 0 END AS incomplete,
       ft.template AS template, ft.instance AS instance,
       f.item AS item,
       COALESCE(c.name, i.label) AS item_name,
       MAX(CASE WHEN f.measure = 'opening_balance' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "opening_balance",
       MAX(CASE WHEN f.measure = 'income' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "income",
       MAX(CASE WHEN f.measure = 'total' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "total",
       MAX(CASE WHEN f.measure = 'basic' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "basic",
       MAX(CASE WHEN f.measure = 'project' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "project",
       MAX(CASE WHEN f.measure = 'closing_balance' THEN CASE WHEN f.units IS NULL THEN NULL ELSE CASE WHEN f.units < 0 THEN '-' ELSE '' END || rtrim(rtrim(substr(printf('%0*d', f.scale + 1, abs(f.units)), 1, length(printf('%0*d', f.scale + 1, abs(f.units))) - f.scale) || '.' || substr(printf('%0*d', f.scale + 1, abs(f.units)), -f.scale), '0'), '.') END END) AS "closing_balance"
  FROM facts f
  JOIN filings g ON g.filing_id = f.filing_id
  JOIN filing_tables ft ON ft.filing_id = f.filing_id
   AND ft.table_no = f.table_no
  JOIN tables t ON t.table_id = f.table_id
  JOIN items i ON i.table_id = f.table_id AND i.item = f.item
  LEFT JOIN templates te ON te.template = g.template
  LEFT JOIN codes c ON c.list = CASE WHEN t.codes = 'economic'
       THEN te.economic_list ELSE te.functional_list END
   AND c.code = i.code
 WHERE f.table_id = 'state_capital'
 GROUP BY g.filing_id, g.department, g.region, g.fiscal_year,
       g.unread, ft.table_no, ft.template, ft.instance, f.item, c.name,
       i.label;
CREATE VIEW code_tree AS
SELECT region, fiscal_year, table_id, code, name, level, parent,
       measure, CASE WHEN u < 0 OR r < 0 THEN '-' ELSE '' END
       || rtrim(rtrim(substr(printf('%05d', abs(u)), 1,
          length(printf('%05d', abs(u))) - 4) || '.'
          || substr(printf('%05d', abs(u)), -4)
          || printf('%010d', abs(r)), '0'), '.') AS value,
       incomplete, u AS units -- 10^-4 yuan
  FROM (
SELECT *, a + (a > 0 AND b < 0) * -1 + (a < 0 AND b > 0) AS u,
       b + (a > 0 AND b < 0) * 10000000000
         - (a < 0 AND b > 0) * 10000000000 AS r
  FROM (
SELECT *, above + rest / 10000000000 AS a,
       rest % 10000000000 AS b
  FROM (
SELECT x.region AS region, x.fiscal_year AS fiscal_year,
       x.table_id AS table_id, substr(x.code, 1, l.level) AS code,
       c.name AS name, l.level AS level,
       CASE WHEN l.level = 3 THEN '' ELSE
            substr(x.code, 1, l.level - 2) END AS parent,
       x.measure AS measure, SUM(x.above) AS above, SUM(x.rest) AS rest,
       MAX(x.incomplete) AS incomplete
  FROM (
SELECT g.region AS region, g.fiscal_year AS fiscal_year,
       f.table_id AS table_id, f.measure AS measure, i.code AS code,
       CASE WHEN t.codes = 'economic' THEN te.economic_list
            ELSE te.functional_list END AS list,
       MAX(CASE WHEN g.unread > 0 THEN 1 ELSE 0 END) AS incomplete,
       SUM(f.units / p.above) AS above,
       SUM(f.units % p.above * p.times / p.over) AS rest
  FROM facts f
  JOIN filings g ON g.filing_id = f.filing_id
  JOIN tables t ON t.table_id = f.table_id
  JOIN items i ON i.table_id = f.table_id AND i.item = f.item
  LEFT JOIN templates te ON te.template = g.template
  JOIN powers p ON p.scale = f.scale
 WHERE f.role = 'leaf' AND f.unit = 'CNY' AND i.code <> ''
 GROUP BY g.region, g.fiscal_year, f.table_id, f.measure, i.code,
       CASE WHEN t.codes = 'economic' THEN te.economic_list
            ELSE te.functional_list END
  ) x
  JOIN (SELECT 3 AS level UNION ALL SELECT 5 UNION ALL SELECT 7) l
    ON l.level <= length(x.code)
  LEFT JOIN codes c ON c.list = x.list
   AND c.code = substr(x.code, 1, l.level)
 GROUP BY x.region, x.fiscal_year, x.table_id, x.measure, c.name,
       l.level, substr(x.code, 1, l.level),
       CASE WHEN l.level = 3 THEN '' ELSE
            substr(x.code, 1, l.level - 2) END
  )));
CREATE VIEW findings_by_department AS
SELECT g.region AS region, g.department AS department,
       g.fiscal_year AS fiscal_year, n.rule AS rule,
       n.level AS level, n.outcome AS outcome, COUNT(*) AS findings,
       MAX(CASE WHEN g.unread > 0 THEN 1 ELSE 0 END) AS incomplete
  FROM findings n
  JOIN filings g ON g.filing_id = n.filing_id
 GROUP BY g.region, g.department, g.fiscal_year, n.rule, n.level,
       n.outcome;
COMMIT;
