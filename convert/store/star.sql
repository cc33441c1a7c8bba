--- star.sql - the tables and views of star.h, which star.c fills for a dialect.
---
--- "-- name: X" begins the section X; X_DIALECT stands in its place where the
--- dialect has one.  {X} is the section X, or what star.c knows by that name;
--- {X ARGUMENT} gives the section X the argument as {}.  {WORD} and its like
--- are types, with a ? where a column may be NULL.  Lines that begin with three
--- hyphens, as this one, and blank lines at a section's end are left out.
---
--- In comments that are kept is no ; and no ': there are clients that trip over
--- them.

-- name: schema
-- The warehouse of final accounts, for {title}

-- which of these definitions it is
CREATE TABLE juesuan_schema (
    version {INT}{keyed_by version};

-- mappings, and the code lists of each
CREATE TABLE templates (
    template {WORD},
    name {WORD},
    region {WORD},
    year_first {INT},
    year_last {INT},
    functional_list {WORD},
    economic_list {WORD}{keyed_by template};

-- names of codes by year
CREATE TABLE codes (
    list {WORD},
    classification {WORD},
    year {INT?},
    code {WORD},
    name {WORD},
    level {INT},
    parent {WORD}{keyed_by list, code};

-- the canonical tables, codes: what its items are
CREATE TABLE tables (
    table_id {WORD},
    title {WORD},
    evaluation {INT},
    codes {WORD}{keyed_by table_id};

-- rows of the tables, as they were met
CREATE TABLE items (
    table_id {WORD},
    item {WORD},
    section {WORD},
    label {WORD},
    code {WORD}{keyed_by table_id, item};

-- columns of the tables
CREATE TABLE measures (
    table_id {WORD},
    section {WORD},
    measure {WORD},
    unit {WORD},
    label {WORD}{keyed_by table_id, section, measure};

-- files that were loaded, replaced_by: by a corrected one, unread: figures of the file that are not in it, reading: with which mappings it was read, content: what was read, as digests
CREATE TABLE filings (
    filing_id {BIG},
    digest {WORD},
    department {WORD},
    region {WORD},
    fiscal_year {INT?},
    template {WORD},
    file {WORD},
    n_tables {INT},
    n_facts {INT},
    n_findings {INT},
    replaced_by {BIG?},
    loaded_at {TIME?}{default_now},
    given_region {WORD},
    office {WORD},
    family {WORD},
    saved {WORD},
    run {INT},
    unread {INT?},
    reading {WORD},
    content {WORD}{keyed_by filing_id};

-- tables of a file, unit_shift: 4 where the sheet is in ten thousands
CREATE TABLE filing_tables (
    filing_id {BIG},
    table_no {INT},
    table_id {WORD},
    instance {WORD},
    template {WORD},
    sheet {WORD},
    unit_shift {INT},
    decimals {INT},
    declared_empty {WORD}{keyed_by filing_id, table_no};

-- one value each, sheet: where it is not that of the table
CREATE TABLE facts (
    filing_id {BIG},
    table_no {INT},
    table_id {WORD},
    item {WORD},
    measure {WORD},
    {value_columns},
    text_value {WORD?},
    unit {WORD},
    decimals {INT?},
    role {WORD},
    cell {WORD},
    sheet {WORD}{keyed_by filing_id, table_no, item, measure};

-- figures that do not agree, reason: why they stay, as a person says
CREATE TABLE findings (
    filing_id {BIG},
    finding_no {INT},
    rule {WORD},
    level {WORD},
    outcome {WORD},
    text {WORD},
    cell {WORD},
    unit {WORD?},
    left_value {EXACT?},
    right_value {EXACT?},
    difference {EXACT?},
    tolerance {EXACT?},
    reason {WORD?}{keyed_by filing_id, finding_no};{indices}{powers}{views}

-- name: title
{dialect}.
-- name: title_duckdb
duckdb.{filled_from}
-- name: title_clickhouse
clickhouse.{filled_from}
-- name: title_hive
hive and Spark.  (Read by their grammars, not run.){filled_from}
-- name: filled_from

-- Its tables are filled from those of a SQLite or PostgreSQL warehouse.
-- Facts of SQLite come from its view facts_yuan.

-- name: keyed_by
,
    PRIMARY KEY ({})
)
-- name: keyed_by_sqlite
,
    PRIMARY KEY ({})
) STRICT, WITHOUT ROWID
-- name: keyed_by_clickhouse

) ENGINE = MergeTree ORDER BY ({})
-- name: keyed_by_hive

) STORED AS PARQUET

-- name: default_now
 DEFAULT now()
-- name: default_now_sqlite
 DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
-- name: default_now_clickhouse
-- name: default_now_hive

-- name: value_columns
value {EXACT?}
-- name: value_columns_sqlite
units INTEGER,
    scale INTEGER

-- name: indices


CREATE INDEX filings_digest ON filings (digest);
{index_of_offices}
-- name: index_of_offices
CREATE INDEX filings_of ON filings (office, fiscal_year);
-- name: indices_clickhouse
-- name: indices_hive

--- Powers of ten that part a figure finer than 10^-4 in two: what is above, and
--- the rest in 10^-14.
-- name: powers
-- name: powers_sqlite


-- parts units / 10^scale into 10^-4 and a rest in 10^-14
CREATE TABLE powers (
    scale INTEGER NOT NULL PRIMARY KEY,
    above INTEGER NOT NULL,
    times INTEGER NOT NULL,
    over INTEGER NOT NULL
) STRICT;
INSERT INTO powers VALUES
    (4, 1, 10000000000, 1),
    (5, 10, 1000000000, 1),
    (6, 100, 100000000, 1),
    (7, 1000, 10000000, 1),
    (8, 10000, 1000000, 1),
    (9, 100000, 100000, 1),
    (10, 1000000, 10000, 1),
    (11, 10000000, 1000, 1),
    (12, 100000000, 100, 1),
    (13, 1000000000, 10, 1),
    (14, 10000000000, 1, 1),
    (15, 100000000000, 1, 10),
    (16, 1000000000000, 1, 100),
    (17, 10000000000000, 1, 1000),
    (18, 100000000000000, 1, 10000);

-- name: views


-- facts in yuan, exact, with the same columns in every dialect
CREATE VIEW facts_yuan AS
SELECT f.filing_id AS filing_id, f.table_no AS table_no,
       f.table_id AS table_id, f.item AS item,
       f.measure AS measure, {value} AS value,
       f.text_value AS text_value, f.unit AS unit,
       f.decimals AS decimals, f.role AS role, f.cell AS cell,
       f.sheet AS sheet
  FROM facts f;

-- adding these up counts nothing twice
CREATE VIEW leaf_facts AS
SELECT {filing_columns},
       g.template AS template, f.table_id AS table_id, t.title AS title,
       ft.instance AS instance, f.item AS item, i.label AS item_label,
       i.code AS code, c.name AS code_name, f.measure AS measure,
       m.label AS measure_label, {value} AS value,
       {text_value}, f.unit AS unit,
       CASE WHEN f.sheet <> '' THEN f.sheet ELSE ft.sheet END AS sheet,
       f.cell AS cell
{from_facts}
  LEFT JOIN measures m ON m.table_id = f.table_id
   AND m.section = i.section AND m.measure = f.measure
 WHERE f.role = 'leaf'{end_of_view}
{wide_views}
-- leaf amounts summed up to each code above, in yuan
CREATE VIEW code_tree AS
{code_tree}{end_of_view}

CREATE VIEW findings_by_department AS
SELECT g.region AS region, g.department AS department,
       g.fiscal_year AS fiscal_year, n.rule AS rule,
       n.level AS level, n.outcome AS outcome, COUNT(*) AS findings,
       COUNT(n.reason) AS explained,
       MAX({incomplete}) AS incomplete
  FROM findings n
  JOIN filings g ON g.filing_id = n.filing_id
 GROUP BY g.region, g.department, g.fiscal_year, n.rule, n.level,
       n.outcome;

--- ClickHouse names a column as it was written, less its table only where it
--- likes: all have an alias.  And what a LEFT JOIN has no row for is '' there,
--- if nobody asks for NULL.
-- name: end_of_view
;
-- name: end_of_view_clickhouse

SETTINGS join_use_nulls = 1;

-- name: filing_columns
g.filing_id AS filing_id, g.department AS department,
       g.region AS region, g.fiscal_year AS fiscal_year,
       {incomplete} AS incomplete
--- 1: not all figures of the file are in it.
-- name: incomplete
CASE WHEN g.unread > 0 THEN 1 ELSE 0 END

-- name: value
f.value
--- 12.50 for units 125000 and scale 4, as text without zeros at its end.
-- name: value_sqlite
CASE WHEN f.units IS NULL THEN NULL ELSE {sign_of_units} || {digits_of_units} END
-- name: sign_of_units
CASE WHEN f.units < 0 THEN '-' ELSE '' END
-- name: digits_of_units
rtrim(rtrim(substr({padded_units}, 1, length({padded_units}) - f.scale) || '.' || substr({padded_units}, -f.scale), '0'), '.')
-- name: padded_units
printf('%0*d', f.scale + 1, abs(f.units))
-- name: text_value
f.text_value AS text_value
-- name: text_value_sqlite
f.units AS units, f.scale AS scale, f.text_value AS text_value

-- name: from_facts
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

--- A table, or a section of one: wide_TABLE, wide_TABLE_SECTION, in quotes where
--- one of them is no plain word.
-- name: wide_view

-- {table_title}
CREATE VIEW {view} AS
SELECT {filing_columns},
       ft.template AS template, ft.instance AS instance,
       f.item AS item,
       COALESCE(c.name, i.label) AS item_name{measures}
{from_facts}
 WHERE f.table_id = '{table}'{section_condition}
 GROUP BY g.filing_id, g.department, g.region, g.fiscal_year,
       g.unread, ft.table_no, ft.template, ft.instance, f.item, c.name,
       i.label{end_of_view}
-- name: section_condition
 AND i.section = '{section}'

-- name: amount_column
,
       MAX(CASE WHEN f.measure = '{measure}' THEN {value} END) AS {column}
-- name: text_column
,
       MAX(CASE WHEN f.measure = '{measure}' THEN f.text_value END) AS {column}
--- Measures are words such as "year" and "count": all are quoted.
-- name: quoted
"{}"
-- name: quoted_hive
`{}`

-- name: code_tree
{tree_codes}, SUM(x.value) AS value,
       MAX(x.incomplete) AS incomplete
  FROM (
SELECT {tree_leaves},
       SUM(f.value) AS value
{tree_from}
{tree_where}
  ) x
{tree_join}
-- name: code_tree_sqlite
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
{tree_codes}, SUM(x.above) AS above, SUM(x.rest) AS rest,
       MAX(x.incomplete) AS incomplete
  FROM (
SELECT {tree_leaves},
       SUM(f.units / p.above) AS above,
       SUM(f.units % p.above * p.times / p.over) AS rest
{tree_from}
  JOIN powers p ON p.scale = f.scale
{tree_where}
  ) x
{tree_join}
  )))
--- A code that no list has is summed up all the same; it has no name.
-- name: tree_codes
SELECT x.region AS region, x.fiscal_year AS fiscal_year,
       x.table_id AS table_id, substr(x.code, 1, l.level) AS code,
       c.name AS name, l.level AS level,
       CASE WHEN l.level = 3 THEN '' ELSE
            substr(x.code, 1, l.level - 2) END AS parent,
       x.measure AS measure
-- name: tree_leaves
g.region AS region, g.fiscal_year AS fiscal_year,
       f.table_id AS table_id, f.measure AS measure, i.code AS code,
       CASE WHEN t.codes = 'economic' THEN te.economic_list
            ELSE te.functional_list END AS list,
       MAX({incomplete}) AS incomplete
-- name: tree_from
  FROM facts f
  JOIN filings g ON g.filing_id = f.filing_id
  JOIN tables t ON t.table_id = f.table_id
  JOIN items i ON i.table_id = f.table_id AND i.item = f.item
  LEFT JOIN templates te ON te.template = g.template
-- name: tree_where
 WHERE f.role = 'leaf' AND f.unit = 'CNY' AND i.code <> ''
 GROUP BY g.region, g.fiscal_year, f.table_id, f.measure, i.code,
       CASE WHEN t.codes = 'economic' THEN te.economic_list
            ELSE te.functional_list END
-- name: tree_join
  JOIN (SELECT 3 AS level UNION ALL SELECT 5 UNION ALL SELECT 7) l
    ON l.level <= length(x.code)
  LEFT JOIN codes c ON c.list = x.list
   AND c.code = substr(x.code, 1, l.level)
 GROUP BY x.region, x.fiscal_year, x.table_id, x.measure, c.name,
       l.level, substr(x.code, 1, l.level),
       CASE WHEN l.level = 3 THEN '' ELSE
            substr(x.code, 1, l.level - 2) END

--- From versions 1 and 2, which differ in their views.
-- name: upgrade
ALTER TABLE filings ADD COLUMN given_region TEXT NOT NULL DEFAULT '';
ALTER TABLE filings ADD COLUMN office TEXT NOT NULL DEFAULT '';
ALTER TABLE filings ADD COLUMN family TEXT NOT NULL DEFAULT '';
ALTER TABLE filings ADD COLUMN saved TEXT NOT NULL DEFAULT '';
ALTER TABLE filings ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
ALTER TABLE filings ADD COLUMN unread INTEGER;
ALTER TABLE facts ADD COLUMN sheet TEXT NOT NULL DEFAULT '';
DROP INDEX filings_of;
DROP INDEX filings_digest;
CREATE INDEX filings_digest ON filings (digest);
{index_of_offices}{upgrade_3}
--- From version 3.
-- name: upgrade_3
DROP VIEW IF EXISTS facts_yuan;
DROP VIEW IF EXISTS leaf_facts;
DROP VIEW IF EXISTS code_tree;
DROP VIEW IF EXISTS findings_by_department;
{drop_wide_views}ALTER TABLE filings ADD COLUMN reading TEXT NOT NULL DEFAULT '';
ALTER TABLE filings ADD COLUMN content TEXT NOT NULL DEFAULT '';
ALTER TABLE findings ADD COLUMN reason TEXT;
{views}
UPDATE juesuan_schema SET version = {version};
-- name: drop_wide_view
DROP VIEW IF EXISTS {view};

--- Words that came to a table since its views were made.
-- name: widen
{drop_wide_views}{wide_views}
