CREATE TABLE public.codes (
    list text NOT NULL,
    classification text NOT NULL,
    year integer,
    code text NOT NULL,
    name text NOT NULL,
    level integer NOT NULL,
    parent text NOT NULL
);
CREATE TABLE public.facts (
    filing_id bigint NOT NULL,
    table_no integer NOT NULL,
    table_id text NOT NULL,
    item text NOT NULL,
    measure text NOT NULL,
    value numeric,
    text_value text,
    unit text NOT NULL,
    decimals integer,
    role text NOT NULL,
    cell text NOT NULL,
    sheet text NOT NULL
);
CREATE TABLE public.filings (
    filing_id bigint NOT NULL,
    digest text NOT NULL,
    department text NOT NULL,
    region text NOT NULL,
    fiscal_year integer,
    template text NOT NULL,
    file text NOT NULL,
    n_tables integer NOT NULL,
    n_facts integer NOT NULL,
    n_findings integer NOT NULL,
    replaced_by bigint,
    loaded_at timestamp with time zone DEFAULT now(),
    given_region text NOT NULL,
    office text NOT NULL,
    family text NOT NULL,
    saved text NOT NULL,
    run integer NOT NULL,
    unread integer
);
CREATE TABLE public.items (
    table_id text NOT NULL,
    item text NOT NULL,
    section text NOT NULL,
    label text NOT NULL,
    code text NOT NULL
);
CREATE TABLE public.tables (
    table_id text NOT NULL,
    title text NOT NULL,
    evaluation integer NOT NULL,
    codes text NOT NULL
);
CREATE TABLE public.templates (
    template text NOT NULL,
    name text NOT NULL,
    region text NOT NULL,
    year_first integer NOT NULL,
    year_last integer NOT NULL,
    functional_list text NOT NULL,
    economic_list text NOT NULL
);
CREATE VIEW public.code_tree AS
 SELECT x.region,
    x.fiscal_year,
    x.table_id,
    substr(x.code, 1, l.level) AS code,
    c.name,
    l.level,
        CASE
            WHEN (l.level = 3) THEN ''::text
            ELSE substr(x.code, 1, (l.level - 2))
        END AS parent,
    x.measure,
    sum(x.value) AS value,
    max(x.incomplete) AS incomplete
   FROM ((( SELECT g.region,
            g.fiscal_year,
            f.table_id,
            f.measure,
            i.code,
                CASE
                    WHEN (t.codes = 'economic'::text) THEN te.economic_list
                    ELSE te.functional_list
                END AS list,
            max(
                CASE
                    WHEN (g.unread > 0) THEN 1
                    ELSE 0
                END) AS incomplete,
            sum(f.value) AS value
           FROM ((((public.facts f
             JOIN public.filings g ON ((g.filing_id = f.filing_id)))
             JOIN public.tables t ON ((t.table_id = f.table_id)))
             JOIN public.items i ON (((i.table_id = f.table_id) AND (i.item = f.item))))
             LEFT JOIN public.templates te ON ((te.template = g.template)))
          WHERE ((f.role = 'leaf'::text) AND (f.unit = 'CNY'::text) AND (i.code <> ''::text))
          GROUP BY g.region, g.fiscal_year, f.table_id, f.measure, i.code,
                CASE
                    WHEN (t.codes = 'economic'::text) THEN te.economic_list
                    ELSE te.functional_list
                END) x
     JOIN ( SELECT 3 AS level
        UNION ALL
         SELECT 5
        UNION ALL
         SELECT 7) l ON ((l.level <= length(x.code))))
     LEFT JOIN public.codes c ON (((c.list = x.list) AND (c.code = substr(x.code, 1, l.level)))))
  GROUP BY x.region, x.fiscal_year, x.table_id, x.measure, c.name, l.level, (substr(x.code, 1, l.level)),
        CASE
            WHEN (l.level = 3) THEN ''::text
            ELSE substr(x.code, 1, (l.level - 2))
        END;
CREATE VIEW public.facts_yuan AS
 SELECT f.filing_id,
    f.table_no,
    f.table_id,
    f.item,
    f.measure,
    f.value,
    f.text_value,
    f.unit,
    f.decimals,
    f.role,
    f.cell,
    f.sheet
   FROM public.facts f;
CREATE TABLE public.filing_tables (
    filing_id bigint NOT NULL,
    table_no integer NOT NULL,
    table_id text NOT NULL,
    instance text NOT NULL,
    template text NOT NULL,
    sheet text NOT NULL,
    unit_shift integer NOT NULL,
    decimals integer NOT NULL,
    declared_empty text NOT NULL
);
CREATE TABLE public.findings (
    filing_id bigint NOT NULL,
    finding_no integer NOT NULL,
    rule text NOT NULL,
    level text NOT NULL,
    outcome text NOT NULL,
    text text NOT NULL,
    cell text NOT NULL,
    unit text,
    left_value numeric,
    right_value numeric,
    difference numeric,
    tolerance numeric
);
CREATE VIEW public.findings_by_department AS
 SELECT g.region,
    g.department,
    g.fiscal_year,
    n.rule,
    n.level,
    n.outcome,
    count(*) AS findings,
    max(
        CASE
            WHEN (g.unread > 0) THEN 1
            ELSE 0
        END) AS incomplete
   FROM (public.findings n
     JOIN public.filings g ON ((g.filing_id = n.filing_id)))
  GROUP BY g.region, g.department, g.fiscal_year, n.rule, n.level, n.outcome;
CREATE TABLE public.juesuan_schema (
    version integer NOT NULL
);
CREATE TABLE public.measures (
    table_id text NOT NULL,
    section text NOT NULL,
    measure text NOT NULL,
    unit text NOT NULL,
    label text NOT NULL
);
CREATE VIEW public.leaf_facts AS
 SELECT g.filing_id,
    g.department,
    g.region,
    g.fiscal_year,
        CASE
            WHEN (g.unread > 0) THEN 1
            ELSE 0
        END AS incomplete,
    g.template,
    f.table_id,
    t.title,
    ft.instance,
    f.item,
    i.label AS item_label,
    i.code,
    c.name AS code_name,
    f.measure,
    m.label AS measure_label,
    f.value,
    f.text_value,
    f.unit,
        CASE
            WHEN (f.sheet <> ''::text) THEN f.sheet
            ELSE ft.sheet
        END AS sheet,
    f.cell
   FROM (((((((public.facts f
     JOIN public.filings g ON ((g.filing_id = f.filing_id)))
     JOIN public.filing_tables ft ON (((ft.filing_id = f.filing_id) AND (ft.table_no = f.table_no))))
     JOIN public.tables t ON ((t.table_id = f.table_id)))
     JOIN public.items i ON (((i.table_id = f.table_id) AND (i.item = f.item))))
     LEFT JOIN public.templates te ON ((te.template = g.template)))
     LEFT JOIN public.codes c ON (((c.list =
        CASE
            WHEN (t.codes = 'economic'::text) THEN te.economic_list
            ELSE te.functional_list
        END) AND (c.code = i.code))))
     LEFT JOIN public.measures m ON (((m.table_id = f.table_id) AND (m.section = i.section) AND (m.measure = f.measure))))
  WHERE (f.role = 'leaf'::text);
CREATE VIEW public.wide_income AS
 SELECT g.filing_id,
    g.department,
    g.region,
    g.fiscal_year,
        CASE
            WHEN (g.unread > 0) THEN 1
            ELSE 0
        END AS incomplete,
    ft.template,
    ft.instance,
    f.item,
    COALESCE(c.name, i.label) AS item_name,
    max(
        CASE
            WHEN (f.measure = 'total'::text) THEN f.value
            ELSE NULL::numeric
        END) AS total,
    max(
        CASE
            WHEN (f.measure = 'fiscal_appropriation'::text) THEN f.value
            ELSE NULL::numeric
        END) AS fiscal_appropriation,
    max(
        CASE
            WHEN (f.measure = 'superior_subsidy'::text) THEN f.value
            ELSE NULL::numeric
        END) AS superior_subsidy,
    max(
        CASE
            WHEN (f.measure = 'institutional'::text) THEN f.value
            ELSE NULL::numeric
        END) AS institutional,
    max(
        CASE
            WHEN (f.measure = 'education_fees'::text) THEN f.value
            ELSE NULL::numeric
        END) AS education_fees,
    max(
        CASE
            WHEN (f.measure = 'operating'::text) THEN f.value
            ELSE NULL::numeric
        END) AS operating,
    max(
        CASE
            WHEN (f.measure = 'affiliated_remittance'::text) THEN f.value
            ELSE NULL::numeric
        END) AS affiliated_remittance,
    max(
        CASE
            WHEN (f.measure = 'other'::text) THEN f.value
            ELSE NULL::numeric
        END) AS other
   FROM ((((((public.facts f
     JOIN public.filings g ON ((g.filing_id = f.filing_id)))
     JOIN public.filing_tables ft ON (((ft.filing_id = f.filing_id) AND (ft.table_no = f.table_no))))
     JOIN public.tables t ON ((t.table_id = f.table_id)))
     JOIN public.items i ON (((i.table_id = f.table_id) AND (i.item = f.item))))
     LEFT JOIN public.templates te ON ((te.template = g.template)))
     LEFT JOIN public.codes c ON (((c.list =
        CASE
            WHEN (t.codes = 'economic'::text) THEN te.economic_list
            ELSE te.functional_list
        END) AND (c.code = i.code))))
  WHERE (f.table_id = 'income'::text)
  GROUP BY g.filing_id, g.department, g.region, g.fiscal_year, g.unread, ft.table_no, ft.template, ft.instance, f.item, c.name, i.label;
CREATE VIEW public.wide_state_capital AS
 SELECT g.filing_id,
    g.department,
    g.region,
    g.fiscal_year,
        CASE
            WHEN (g.unread > 0) THEN 1
            ELSE 0
        END AS incomplete,
    ft.template,
    ft.instance,
    f.item,
    COALESCE(c.name, i.label) AS item_name,
    max(
        CASE
            WHEN (f.measure = 'opening_balance'::text) THEN f.value
            ELSE NULL::numeric
        END) AS opening_balance,
    max(
        CASE
            WHEN (f.measure = 'income'::text) THEN f.value
            ELSE NULL::numeric
        END) AS income,
    max(
        CASE
            WHEN (f.measure = 'total'::text) THEN f.value
            ELSE NULL::numeric
        END) AS total,
    max(
        CASE
            WHEN (f.measure = 'basic'::text) THEN f.value
            ELSE NULL::numeric
        END) AS basic,
    max(
        CASE
            WHEN (f.measure = 'project'::text) THEN f.value
            ELSE NULL::numeric
        END) AS project,
    max(
        CASE
            WHEN (f.measure = 'closing_balance'::text) THEN f.value
            ELSE NULL::numeric
        END) AS closing_balance
   FROM ((((((public.facts f
     JOIN public.filings g ON ((g.filing_id = f.filing_id)))
     JOIN public.filing_tables ft ON (((ft.filing_id = f.filing_id) AND (ft.table_no = f.table_no))))
     JOIN public.tables t ON ((t.table_id = f.table_id)))
     JOIN public.items i ON (((i.table_id = f.table_id) AND (i.item = f.item))))
     LEFT JOIN public.templates te ON ((te.template = g.template)))
     LEFT JOIN public.codes c ON (((c.list =
        CASE
            WHEN (t.codes = 'economic'::text) THEN te.economic_list
            ELSE te.functional_list
        END) AND (c.code = i.code))))
  WHERE (f.table_id = 'state_capital'::text)
  GROUP BY g.filing_id, g.department, g.region, g.fiscal_year, g.unread, ft.table_no, ft.template, ft.instance, f.item, c.name, i.label;
INSERT INTO public.codes VALUES ('functional-2022', 'functional', 2022, '210', '卫生健康支出', 3, '');
INSERT INTO public.codes VALUES ('functional-2022', 'functional', 2022, '21007', '计划生育事务', 5, '210');
INSERT INTO public.codes VALUES ('functional-2022', 'functional', 2022, '2100717', '计划生育服务', 7, '21007');
INSERT INTO public.codes VALUES ('functional-2022', 'functional', 2022, '21011', '行政事业单位医疗', 5, '210');
INSERT INTO public.codes VALUES ('functional-2022', 'functional', 2022, '2101101', '行政单位医疗', 7, '21011');
INSERT INTO public.codes VALUES ('functional-2022', 'functional', 2022, '2101102', '事业单位医疗', 7, '21011');
INSERT INTO public.codes VALUES ('functional-2022', 'functional', 2022, '2101401', '优抚对象医疗补助', 7, '21014');
INSERT INTO public.codes VALUES ('functional-2022', 'functional', 2022, '21015', '医疗保障管理事务', 5, '210');
INSERT INTO public.codes VALUES ('functional-2022', 'functional', 2022, '2101550', '事业运行', 7, '21015');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '210', '卫生健康支出', 3, '');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '2100408', '基本公共卫生服务', 7, '21004');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '21007', '计划生育事务', 5, '210');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '2100717', '计划生育服务', 7, '21007');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '21011', '行政事业单位医疗', 5, '210');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '2101101', '行政单位医疗', 7, '21011');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '2101102', '事业单位医疗', 7, '21011');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '2101401', '优抚对象医疗补助', 7, '21014');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '21015', '医疗保障管理事务', 5, '210');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '2101550', '事业运行', 7, '21015');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '21099', '其他卫生健康支出', 5, '210');
INSERT INTO public.codes VALUES ('functional-2023', 'functional', 2023, '2109999', '其他卫生健康支出', 7, '21099');
INSERT INTO public.codes VALUES ('functional-2019', 'functional', 2019, '210', '卫生健康支出', 3, '');
INSERT INTO public.codes VALUES ('functional-2019', 'functional', 2019, '21007', '计划生育事务', 5, '210');
INSERT INTO public.codes VALUES ('functional-2019', 'functional', 2019, '2100717', '计划生育服务', 7, '21007');
INSERT INTO public.codes VALUES ('functional-2019', 'functional', 2019, '21011', '行政事业单位医疗', 5, '210');
INSERT INTO public.codes VALUES ('functional-2019', 'functional', 2019, '2101101', '行政单位医疗', 7, '21011');
INSERT INTO public.codes VALUES ('functional-2019', 'functional', 2019, '2101102', '事业单位医疗', 7, '21011');
INSERT INTO public.codes VALUES ('functional-2019', 'functional', 2019, '21015', '医疗保障管理事务', 5, '210');
INSERT INTO public.codes VALUES ('functional-2019', 'functional', 2019, '2101501', '行政运行', 7, '21015');
INSERT INTO public.codes VALUES ('functional-2019', 'functional', 2019, '2101550', '事业运行', 7, '21015');
INSERT INTO public.codes VALUES ('functional-2019', 'functional', 2019, '2101599', '其他医疗保障管理事务支出', 7, '21015');
INSERT INTO public.facts VALUES (2, 1, 'income', '2101550', 'other', 50000, NULL, 'CNY', 0, 'leaf', 'I8', '');
INSERT INTO public.facts VALUES (2, 1, 'income', 'total', 'other', 50000, NULL, 'CNY', 0, 'sum', 'I7', '');
INSERT INTO public.facts VALUES (2, 1, 'income', 'total', 'total', 50000, NULL, 'CNY', 0, 'sum', 'C7', '');
INSERT INTO public.facts VALUES (3, 1, 'income', '2101550', 'other', 70000.5, NULL, 'CNY', 1, 'leaf', 'I8', '');
INSERT INTO public.facts VALUES (3, 1, 'income', 'total', 'other', 70000.5, NULL, 'CNY', 1, 'sum', 'I7', '');
INSERT INTO public.facts VALUES (3, 2, 'general_budget_expenditure_detail', '2101501', '30101', 12.5, NULL, 'CNY', 1, 'leaf', '', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', 'total', 'opening_balance', 0, NULL, 'CNY', -4, 'sum', 'C7', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', 'total', 'income', 100000, NULL, 'CNY', -4, 'sum', 'D7', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', 'total', 'total', 100000, NULL, 'CNY', -4, 'sum', 'E7', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', 'total', 'project', 80000, NULL, 'CNY', -4, 'sum', 'G7', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', 'total', 'closing_balance', 0, NULL, 'CNY', -4, 'sum', 'H7', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', '223', 'opening_balance', 0, NULL, 'CNY', -4, 'leaf', 'C8', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', '223', 'income', 100000, NULL, 'CNY', -4, 'leaf', 'D8', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', '223', 'total', 100000, NULL, 'CNY', -4, 'sum', 'E8', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', '223', 'project', 80000, NULL, 'CNY', -4, 'leaf', 'G8', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', '223', 'closing_balance', 0, NULL, 'CNY', -4, 'leaf', 'H8', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', 'total', 'basic', 20000, NULL, 'CNY', -4, 'sum', '', '');
INSERT INTO public.facts VALUES (4, 1, 'state_capital', '223', 'basic', 20000, NULL, 'CNY', -4, 'leaf', '', '');
INSERT INTO public.filing_tables VALUES (1, 1, 'income', '', 'hubei-2022', '收入决算表', 0, 0, '');
INSERT INTO public.filing_tables VALUES (1, 3, 'expenditure', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (1, 4, 'appropriation_summary', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (1, 5, 'general_budget_expenditure', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (1, 6, 'general_budget_basic_expenditure', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (1, 7, 'government_fund', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (1, 8, 'state_capital', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (1, 9, 'three_public', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (2, 1, 'income', '', 'hubei-2022', '收入决算表', 0, 0, '');
INSERT INTO public.filing_tables VALUES (2, 3, 'expenditure', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (2, 4, 'appropriation_summary', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (2, 5, 'general_budget_expenditure', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (2, 6, 'general_budget_basic_expenditure', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (2, 7, 'government_fund', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (2, 8, 'state_capital', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (2, 9, 'three_public', '', 'hubei-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (3, 1, 'income', '', 'national-2022', '收入决算表', 0, 0, '');
INSERT INTO public.filing_tables VALUES (3, 2, 'general_budget_expenditure_detail', '', 'national-2022', '', 0, 0, '');
INSERT INTO public.filing_tables VALUES (3, 4, 'expenditure', '', 'national-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (3, 5, 'appropriation_summary', '', 'national-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (3, 6, 'general_budget_expenditure', '', 'national-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (3, 7, 'general_budget_basic_expenditure', '', 'national-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (3, 8, 'government_fund', '', 'national-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (3, 9, 'state_capital', '', 'national-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (3, 10, 'three_public', '', 'national-2022', '', 0, 0, '-');
INSERT INTO public.filing_tables VALUES (4, 1, 'state_capital', '', 'sichuan-2023', '公开11表', 4, 0, '');
INSERT INTO public.filings VALUES (1, '5e8f70ab829c5134e07b352872a2668ce8887a842da2d5a89de763e95100e925', '甲局', '湖北', 2022, 'hubei-2022', 'older.csv', 9, 3, 2, 2, '2026-11-30 01:44:49.262094+00', '', '甲局', 'national-2022', '', 1, 0);
INSERT INTO public.filings VALUES (2, '9530eb634a7cbe61da515f13c6e4bb45b92b3a8d04ed52c221608399d517d0cb', '甲局', '湖北', 2022, 'hubei-2022', 'newer.csv', 9, 3, 1, NULL, '2026-11-30 01:44:49.410042+00', '', '甲局', 'national-2022', '', 2, 0);
INSERT INTO public.filings VALUES (3, '3ce4a82f8b7235d883ffc0f1d4d5c5374231610bf028007a71d3f1a02f678c24', '乙 局', '全国', 2022, 'national-2022', 'other.csv', 10, 3, 3, NULL, '2026-11-30 01:44:49.570575+00', '', '乙局', 'national-2022', '', 3, 0);
INSERT INTO public.filings VALUES (4, 'ed2198833e853629d1667b86f09f2dd9993d4dbb716110be3eca773873b9eb0a', '某县国资中心', '四川', 2023, 'sichuan-2023', 'model-1.json', 1, 12, 0, NULL, '2026-11-30 01:44:49.725595+00', '', '某县国资中心', 'national-2022', '', 4, 0);
INSERT INTO public.findings VALUES (2, 1, 'income-across', 'error', 'total_blank', '2101550 本年收入合计 是空白：本年收入合计等于各项收入之和（收入决算表 2101550）', '', 'CNY', 0, 50000, -50000, 0.5);
INSERT INTO public.findings VALUES (3, 1, 'income-across', 'error', 'total_blank', '2101550 本年收入合计 是空白：本年收入合计等于各项收入之和（收入决算表 2101550）', '', 'CNY', 0, 70000.5, -70000.5, 0.05);
INSERT INTO public.findings VALUES (3, 2, 'code-tree', 'error', 'total_blank', '合计 30101 是空白：上级科目等于其下级科目之和，合计等于各类之和（一般公共预算财政拨款支出决算明细表 合计 30101）', '', 'CNY', 0, 12.5, -12.5, 0.05);
INSERT INTO public.findings VALUES (3, 3, 'detail-across', 'error', 'total_blank', '2101501 合计 是空白：经济分类的类等于其各款之和，合计等于各类之和（一般公共预算财政拨款支出决算明细表 2101501）', '', 'CNY', 0, 12.5, -12.5, 0.05);
INSERT INTO public.items VALUES ('income', '2101550', 'income', '', '2101550');
INSERT INTO public.items VALUES ('income', 'total', 'income', '合计', '');
INSERT INTO public.items VALUES ('general_budget_expenditure_detail', '2101501', 'economic', '', '2101501');
INSERT INTO public.items VALUES ('state_capital', 'total', 'state_capital', '合计', '');
INSERT INTO public.items VALUES ('state_capital', '223', 'state_capital', '', '223');
INSERT INTO public.juesuan_schema VALUES (3);
INSERT INTO public.measures VALUES ('income', 'income', 'total', 'CNY', '本年收入合计');
INSERT INTO public.measures VALUES ('income', 'income', 'fiscal_appropriation', 'CNY', '财政拨款收入');
INSERT INTO public.measures VALUES ('income', 'income', 'superior_subsidy', 'CNY', '上级补助收入');
INSERT INTO public.measures VALUES ('income', 'income', 'institutional', 'CNY', '事业收入');
INSERT INTO public.measures VALUES ('income', 'income', 'education_fees', 'CNY', '其中：教育收费');
INSERT INTO public.measures VALUES ('income', 'income', 'operating', 'CNY', '经营收入');
INSERT INTO public.measures VALUES ('income', 'income', 'affiliated_remittance', 'CNY', '附属单位上缴收入');
INSERT INTO public.measures VALUES ('income', 'income', 'other', 'CNY', '其他收入');
INSERT INTO public.measures VALUES ('state_capital', 'state_capital', 'opening_balance', 'CNY', '年初结转和结余');
INSERT INTO public.measures VALUES ('state_capital', 'state_capital', 'income', 'CNY', '本年收入');
INSERT INTO public.measures VALUES ('state_capital', 'state_capital', 'total', 'CNY', '合计');
INSERT INTO public.measures VALUES ('state_capital', 'state_capital', 'basic', 'CNY', '基本支出');
INSERT INTO public.measures VALUES ('state_capital', 'state_capital', 'project', 'CNY', '项目支出');
INSERT INTO public.measures VALUES ('state_capital', 'state_capital', 'closing_balance', 'CNY', '年末结转和结余');
INSERT INTO public.measures VALUES ('general_budget_expenditure_detail', 'economic', 'total', 'CNY', '合计');
INSERT INTO public.measures VALUES ('general_budget_expenditure_detail', 'economic', '30101', 'CNY', '');
INSERT INTO public.tables VALUES ('income_expenditure_summary', '收入支出决算总表', 0, '');
INSERT INTO public.tables VALUES ('income', '收入决算表', 0, 'functional');
INSERT INTO public.tables VALUES ('expenditure', '支出决算表', 0, 'functional');
INSERT INTO public.tables VALUES ('income_by_unit', '收入决算表（分单位）', 0, '');
INSERT INTO public.tables VALUES ('expenditure_by_unit', '支出决算表（分单位）', 0, '');
INSERT INTO public.tables VALUES ('appropriation_summary', '财政拨款收入支出决算总表', 0, '');
INSERT INTO public.tables VALUES ('general_budget_expenditure', '一般公共预算财政拨款支出决算表', 0, 'functional');
INSERT INTO public.tables VALUES ('general_budget_basic_expenditure', '一般公共预算财政拨款基本支出决算明细表', 0, 'economic');
INSERT INTO public.tables VALUES ('government_fund', '政府性基金预算财政拨款收入支出决算表', 0, 'functional');
INSERT INTO public.tables VALUES ('state_capital', '国有资本经营预算财政拨款支出决算表', 0, 'functional');
INSERT INTO public.tables VALUES ('three_public', '财政拨款“三公”经费支出决算表', 0, '');
INSERT INTO public.tables VALUES ('state_assets', '国有资产占用情况表', 0, '');
INSERT INTO public.tables VALUES ('appropriation_expenditure_detail', '财政拨款支出决算明细表', 0, 'functional');
INSERT INTO public.tables VALUES ('general_budget_expenditure_detail', '一般公共预算财政拨款支出决算明细表', 0, 'functional');
INSERT INTO public.tables VALUES ('general_budget_project_expenditure', '一般公共预算财政拨款项目支出决算表', 0, 'functional');
INSERT INTO public.tables VALUES ('project_self_evaluation', '项目支出绩效自评表', 1, '');
INSERT INTO public.tables VALUES ('department_self_evaluation', '部门整体支出绩效自评表', 1, '');
INSERT INTO public.tables VALUES ('project_evaluation_report', '项目绩效评价报告', 1, '');
INSERT INTO public.templates VALUES ('anhui-2022', '安徽省部门决算公开（2022 年度）', '安徽', 2022, 2022, 'functional-2022', 'economic-2022');
INSERT INTO public.templates VALUES ('anhui-2023', '安徽省部门决算公开（2023 年度）', '安徽', 2023, 2024, 'functional-2023', 'economic-2023');
INSERT INTO public.templates VALUES ('hubei-2022', '湖北省部门决算公开（2022 年度）', '湖北', 2022, 2022, 'functional-2022', 'economic-2022');
INSERT INTO public.templates VALUES ('jiangxi-2022', '江西省部门决算公开（2022 年度）', '江西', 2022, 2022, 'functional-2022', 'economic-2022');
INSERT INTO public.templates VALUES ('national-2019', '部门决算公开表（财政部 2019 年度格式）', '全国', 2019, 2019, 'functional-2019', 'economic-2019');
INSERT INTO public.templates VALUES ('national-2021', '部门决算公开表（财政部 2021 年度格式）', '全国', 2020, 2022, 'functional-2022', 'economic-2022');
INSERT INTO public.templates VALUES ('national-2022', '部门决算公开表（财政部 2022 年度格式）', '全国', 2022, 2024, 'functional-2022', 'economic-2022');
INSERT INTO public.templates VALUES ('national-2023', '部门决算公开表（财政部 2023 年度格式）', '全国', 2023, 2025, 'functional-2023', 'economic-2023');
INSERT INTO public.templates VALUES ('shanghai-2024', '上海市部门决算公开（普陀区 2024 年度格式）', '上海', 2024, 2025, 'functional-2023', 'economic-2024');
INSERT INTO public.templates VALUES ('sichuan-2023', '四川省部门决算公开（2023 年度）', '四川', 2023, 2024, 'functional-2023', 'economic-2023');
INSERT INTO public.templates VALUES ('yunnan-2021', '云南省部门决算公开（2021 年度）', '云南', 2020, 2021, 'functional-2022', 'economic-2022');
INSERT INTO public.templates VALUES ('zhejiang-2019', '浙江省部门决算公开（2019 年度）', '浙江', 2019, 2019, 'functional-2019', 'economic-2019');
INSERT INTO public.templates VALUES ('zhejiang-2022', '浙江省部门决算公开（2022 年度）', '浙江', 2022, 2022, 'functional-2022', 'economic-2022');
ALTER TABLE ONLY public.codes
    ADD CONSTRAINT codes_pkey PRIMARY KEY (list, code);
ALTER TABLE ONLY public.facts
    ADD CONSTRAINT facts_pkey PRIMARY KEY (filing_id, table_no, item, measure);
ALTER TABLE ONLY public.filing_tables
    ADD CONSTRAINT filing_tables_pkey PRIMARY KEY (filing_id, table_no);
ALTER TABLE ONLY public.filings
    ADD CONSTRAINT filings_pkey PRIMARY KEY (filing_id);
ALTER TABLE ONLY public.findings
    ADD CONSTRAINT findings_pkey PRIMARY KEY (filing_id, finding_no);
ALTER TABLE ONLY public.items
    ADD CONSTRAINT items_pkey PRIMARY KEY (table_id, item);
ALTER TABLE ONLY public.juesuan_schema
    ADD CONSTRAINT juesuan_schema_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.measures
    ADD CONSTRAINT measures_pkey PRIMARY KEY (table_id, section, measure);
ALTER TABLE ONLY public.tables
    ADD CONSTRAINT tables_pkey PRIMARY KEY (table_id);
ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_pkey PRIMARY KEY (template);
CREATE INDEX filings_digest ON public.filings USING btree (digest);
CREATE INDEX filings_of ON public.filings USING btree (office, fiscal_year);
