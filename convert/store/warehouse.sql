--- warehouse.sql - what warehouse*.c ask of the tables of star.sql.

-- name: highest_numbers
SELECT COALESCE(MAX(filing_id), 0), COALESCE(MAX(run), 0) FROM filings

--- Files that need not be read again.
-- name: find_done
SELECT filing_id FROM filings
 WHERE digest = $1 AND reading = $2
   AND (unread = 0 OR replaced_by IS NOT NULL)

-- name: put_filing
INSERT INTO filings (filing_id, digest, department, region, fiscal_year,
       template, file, n_tables, n_facts, n_findings, given_region, office,
       family, saved, run, unread, replaced_by, reading, content)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
       $17, $18, $19)

-- name: put_item
INSERT INTO items VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (table_id, item) DO NOTHING

-- name: put_measure
INSERT INTO measures VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (table_id, section, measure) DO NOTHING

-- name: measures_known
SELECT table_id, section, measure FROM measures

-- name: put_table
INSERT INTO tables VALUES ($1, $2, $3, $4)
    ON CONFLICT (table_id) DO UPDATE
   SET title = excluded.title, codes = excluded.codes

-- name: put_code
INSERT INTO codes VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (list, code) DO UPDATE SET name = excluded.name

-- name: put_template
INSERT INTO templates VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (template) DO UPDATE
   SET name = excluded.name, region = excluded.region,
       year_first = excluded.year_first, year_last = excluded.year_last,
       functional_list = excluded.functional_list,
       economic_list = excluded.economic_list

--- Which version of star.sql the tables are.
-- name: version
SELECT version FROM juesuan_schema

-- name: put_version
INSERT INTO juesuan_schema VALUES ($1)

-- name: departments
SELECT DISTINCT department FROM filings

-- name: set_office
UPDATE filings SET office = $1 WHERE department = $2

-- name: templates_used
SELECT DISTINCT template FROM filings

-- name: set_family
UPDATE filings SET family = $1 WHERE template = $2

-- name: filings_of_digest
SELECT filing_id, replaced_by, office, fiscal_year, given_region, run, file,
       reading, content
  FROM filings WHERE digest = $1 ORDER BY filing_id

--- Of the same region, or where one of the two is not known.
-- name: filings_of_office
SELECT filing_id, saved, digest, file, given_region, run, replaced_by
  FROM filings
 WHERE office = $1 AND fiscal_year = $2 AND family = $3
   AND (given_region = $4 OR (given_region = '') <> ($4 = ''))
 ORDER BY filing_id

--- But for those declared empty with the words $2.
-- name: tables_of_filing
SELECT table_id, instance FROM filing_tables
 WHERE filing_id = $1 AND declared_empty <> $2 ORDER BY table_no

-- name: set_reading
UPDATE filings SET unread = $1, reading = $2 WHERE filing_id = $3

-- name: set_replaced
UPDATE filings SET replaced_by = $1 WHERE filing_id = $2

-- name: replaced_by
SELECT filing_id, file FROM filings WHERE replaced_by = $1 ORDER BY filing_id

-- name: delete_facts
DELETE FROM facts WHERE filing_id = $1

--- What people said of a filing's findings.
-- name: reasons_of_filing
SELECT rule, cell, text, reason FROM findings
 WHERE filing_id = $1 AND reason IS NOT NULL ORDER BY finding_no

-- name: set_reason
UPDATE findings SET reason = $1 WHERE filing_id = $2 AND finding_no = $3

-- name: delete_findings
DELETE FROM findings WHERE filing_id = $1

-- name: delete_tables
DELETE FROM filing_tables WHERE filing_id = $1

-- name: delete_filing
DELETE FROM filings WHERE filing_id = $1

--- Tables of the current filings of an office, in the order of the filings;
--- of one that is known by no office, its own.
-- name: current_tables_of_office
SELECT g.filing_id, g.template, g.file, t.table_id
  FROM filings f
  JOIN filings g ON g.office = f.office AND g.fiscal_year = f.fiscal_year
   AND g.family = f.family AND g.given_region = f.given_region
  JOIN filing_tables t ON t.filing_id = g.filing_id
 WHERE f.filing_id = $1 AND f.replaced_by IS NULL AND g.replaced_by IS NULL
   AND f.office <> ''
 ORDER BY g.filing_id, t.table_no

-- name: current_tables_of_filing
SELECT g.filing_id, g.template, g.file, t.table_id
  FROM filings g
  JOIN filing_tables t ON t.filing_id = g.filing_id
 WHERE g.filing_id = $1 AND g.replaced_by IS NULL ORDER BY t.table_no

--- A filing's figures that are not zero: table, instance and item with blanks
--- between; measure; value as its columns have it; the shift of its unit;
--- sheet; cell.
-- name: figures_sqlite
SELECT f.table_id || ' ' || t.instance || ' ' || f.item, f.measure,
       f.units || ' ' || f.scale,
       CASE f.unit WHEN 'CNY' THEN t.unit_shift ELSE 0 END,
       CASE f.sheet WHEN '' THEN t.sheet ELSE f.sheet END, f.cell
  FROM facts f
  JOIN filing_tables t
    ON t.filing_id = f.filing_id AND t.table_no = f.table_no
 WHERE f.filing_id = $1 AND f.units <> 0

-- name: figures_postgresql
SELECT f.table_id || ' ' || t.instance || ' ' || f.item, f.measure, f.value,
       CASE f.unit WHEN 'CNY' THEN t.unit_shift ELSE 0 END,
       CASE f.sheet WHEN '' THEN t.sheet ELSE f.sheet END, f.cell
  FROM facts f
  JOIN filing_tables t
    ON t.filing_id = f.filing_id AND t.table_no = f.table_no
 WHERE f.filing_id = $1 AND f.value <> 0
