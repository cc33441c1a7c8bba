/* star.c - see star.h. */
#include "store/star.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "canon/schema.h"

enum type { INT, BIG, WORD, EXACT, VALUE, TIME };

#define N_DIALECTS (STAR_HIVE + 1)

static const char *const names[N_DIALECTS]
    = { "sqlite", "postgresql", "duckdb", "clickhouse", "hive" };

/* VALUE of SQLite is two columns. */
static const char *const types[][N_DIALECTS] = {
    [INT] = { "INTEGER", "integer", "INTEGER", "Int32", "INT" },
    [BIG] = { "INTEGER", "bigint", "BIGINT", "Int64", "BIGINT" },
    [WORD] = { "TEXT", "text", "VARCHAR", "String", "STRING" },
    [EXACT] = { "TEXT", "numeric", "DECIMAL(38,18)", "Decimal(38,18)",
                "DECIMAL(38,18)" },
    [VALUE]
    = { NULL, "numeric", "DECIMAL(38,18)", "Decimal(38,18)", "DECIMAL(38,18)" },
    [TIME] = { "TEXT", "timestamptz", "TIMESTAMPTZ", "DateTime", "TIMESTAMP" },
};

struct column {
    const char *name;
    enum type type;
    bool null;
};

#define COLUMNS_MAX 20

static const struct star {
    const char *name, *key;
    const char *comment;
    struct column columns[COLUMNS_MAX];
} tables[] = {
    { "juesuan_schema",
      "version",
      "which of these definitions it is",
      { { "version", INT, false } } },
    { "templates",
      "template",
      "mappings, and the code lists of each",
      { { "template", WORD, false },
        { "name", WORD, false },
        { "region", WORD, false },
        { "year_first", INT, false },
        { "year_last", INT, false },
        { "functional_list", WORD, false },
        { "economic_list", WORD, false } } },
    { "codes",
      "list, code",
      "names of codes by year",
      { { "list", WORD, false },
        { "classification", WORD, false },
        { "year", INT, true },
        { "code", WORD, false },
        { "name", WORD, false },
        { "level", INT, false },
        { "parent", WORD, false } } },
    { "tables",
      "table_id",
      "the canonical tables, codes: what its items are",
      { { "table_id", WORD, false },
        { "title", WORD, false },
        { "evaluation", INT, false },
        { "codes", WORD, false } } },
    { "items",
      "table_id, item",
      "rows of the tables, as they were met",
      { { "table_id", WORD, false },
        { "item", WORD, false },
        { "section", WORD, false },
        { "label", WORD, false },
        { "code", WORD, false } } },
    { "measures",
      "table_id, section, measure",
      "columns of the tables",
      { { "table_id", WORD, false },
        { "section", WORD, false },
        { "measure", WORD, false },
        { "unit", WORD, false },
        { "label", WORD, false } } },
    { "filings",
      "filing_id",
      "files that were loaded, replaced_by: by a corrected one, unread: "
      "figures of the file that are not in it",
      { { "filing_id", BIG, false },
        { "digest", WORD, false },
        { "department", WORD, false },
        { "region", WORD, false },
        { "fiscal_year", INT, true },
        { "template", WORD, false },
        { "file", WORD, false },
        { "n_tables", INT, false },
        { "n_facts", INT, false },
        { "n_findings", INT, false },
        { "replaced_by", BIG, true },
        { "loaded_at", TIME, true },
        { "given_region", WORD, false },
        { "office", WORD, false },
        { "family", WORD, false },
        { "saved", WORD, false },
        { "run", INT, false },
        { "unread", INT, true } } },
    { "filing_tables",
      "filing_id, table_no",
      "tables of a file, unit_shift: 4 where the sheet is in ten thousands",
      { { "filing_id", BIG, false },
        { "table_no", INT, false },
        { "table_id", WORD, false },
        { "instance", WORD, false },
        { "template", WORD, false },
        { "sheet", WORD, false },
        { "unit_shift", INT, false },
        { "decimals", INT, false },
        { "declared_empty", WORD, false } } },
    { "facts",
      "filing_id, table_no, item, measure",
      "one value each, sheet: where it is not that of the table",
      { { "filing_id", BIG, false },
        { "table_no", INT, false },
        { "table_id", WORD, false },
        { "item", WORD, false },
        { "measure", WORD, false },
        { "value", VALUE, true },
        { "text_value", WORD, true },
        { "unit", WORD, false },
        { "decimals", INT, true },
        { "role", WORD, false },
        { "cell", WORD, false },
        { "sheet", WORD, false } } },
    { "findings",
      "filing_id, finding_no",
      "figures that do not agree",
      { { "filing_id", BIG, false },
        { "finding_no", INT, false },
        { "rule", WORD, false },
        { "level", WORD, false },
        { "outcome", WORD, false },
        { "text", WORD, false },
        { "cell", WORD, false },
        { "unit", WORD, true },
        { "left_value", EXACT, true },
        { "right_value", EXACT, true },
        { "difference", EXACT, true },
        { "tolerance", EXACT, true } } },
};

struct writing {
    struct bytes out;
    enum star_dialect dialect;
    const struct mapping_set *set;
};

bool
star_dialect(struct text name, enum star_dialect *out)
{
    for (int i = 0; i < N_DIALECTS; i++) {
        if (text_equal(name, text_of(names[i]))) {
            *out = (enum star_dialect)i;
            return true;
        }
    }
    return false;
}

const char *
star_dialects(void)
{
    return "sqlite postgresql duckdb clickhouse hive";
}

int
star_columns(enum star_dialect dialect, const char *table)
{
    int n = 0;

    for (int i = 0; i < ARRAY_LEN(tables); i++) {
        if (strcmp(tables[i].name, table) != 0)
            continue;
        for (const struct column *c = tables[i].columns; c->name; c++)
            n += c->type == VALUE && dialect == STAR_SQLITE ? 2 : 1;
    }
    return n;
}

static void
put(struct writing *w, const char *sql)
{
    bytes_add(&w->out, text_of(sql));
}

/* Measures are words such as "year" and "count": all are quoted. */
static void
put_name(struct writing *w, struct text name)
{
    char quote = w->dialect == STAR_HIVE ? '`' : '"';

    bytes_char(&w->out, quote);
    bytes_add(&w->out, name);
    bytes_char(&w->out, quote);
}

/* ---- tables ---- */

static void
put_column(struct writing *w, const struct column *column)
{
    const char *type = types[column->type][w->dialect];

    put(w, "    ");
    if (!type) {
        put(w, "units INTEGER,\n    scale INTEGER");
        return;
    }
    put(w, column->name);
    put(w, " ");
    if (w->dialect == STAR_CLICKHOUSE && column->null)
        put(w, "Nullable(");
    put(w, type);
    if (w->dialect == STAR_CLICKHOUSE && column->null)
        put(w, ")");
    if (!column->null && w->dialect != STAR_CLICKHOUSE
        && w->dialect != STAR_HIVE)
        put(w, " NOT NULL");
    if (column->type == TIME && w->dialect == STAR_SQLITE)
        put(w, " DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))");
    else if (column->type == TIME && w->dialect <= STAR_DUCKDB)
        put(w, " DEFAULT now()");
}

static void
put_table(struct writing *w, const struct star *table)
{
    put(w, "\n-- ");
    put(w, table->comment);
    put(w, "\nCREATE TABLE ");
    put(w, table->name);
    put(w, " (\n");
    for (const struct column *c = table->columns; c->name; c++) {
        if (c != table->columns)
            put(w, ",\n");
        put_column(w, c);
    }
    if (w->dialect <= STAR_DUCKDB) {
        put(w, ",\n    PRIMARY KEY (");
        put(w, table->key);
        put(w, ")");
    }
    put(w, "\n)");
    if (w->dialect == STAR_SQLITE)
        put(w, " STRICT, WITHOUT ROWID");
    else if (w->dialect == STAR_CLICKHOUSE) {
        put(w, " ENGINE = MergeTree ORDER BY (");
        put(w, table->key);
        put(w, ")");
    } else if (w->dialect == STAR_HIVE) {
        put(w, " STORED AS PARQUET");
    }
    put(w, ";\n");
}

/* ---- views ---- */

/* 12.50 for units 125000 and scale 4, as text without zeros at its end. */
#define EXACT_TEXT(units, scale)                                               \
    "CASE WHEN " units " IS NULL THEN NULL ELSE"                               \
    " CASE WHEN " units " < 0 THEN '-' ELSE '' END"                            \
    " || rtrim(rtrim(substr(printf('%0*d', " scale " + 1, abs(" units ")), 1," \
    " length(printf('%0*d', " scale " + 1, abs(" units "))) - " scale ")"      \
    " || '.' || substr(printf('%0*d', " scale " + 1, abs(" units ")),"         \
    " -" scale "), '0'), '.') END"

#define FROM_FACTS                                                             \
    "  FROM facts f\n"                                                         \
    "  JOIN filings g ON g.filing_id = f.filing_id\n"                          \
    "  JOIN filing_tables ft ON ft.filing_id = f.filing_id\n"                  \
    "   AND ft.table_no = f.table_no\n"                                        \
    "  JOIN tables t ON t.table_id = f.table_id\n"                             \
    "  JOIN items i ON i.table_id = f.table_id AND i.item = f.item\n"          \
    "  LEFT JOIN templates te ON te.template = g.template\n"                   \
    "  LEFT JOIN codes c ON c.list = CASE WHEN t.codes = 'economic'\n"         \
    "       THEN te.economic_list ELSE te.functional_list END\n"               \
    "   AND c.code = i.code\n"

/* 1: not all figures of the file are in it. */
#define INCOMPLETE "CASE WHEN g.unread > 0 THEN 1 ELSE 0 END"

/* ClickHouse names a column as it was written, less its table only where it
   likes: all have an alias.  And what a LEFT JOIN has no row for is '' there,
   if nobody asks for NULL. */
#define FILING_COLUMNS                                                         \
    "g.filing_id AS filing_id, g.department AS department,\n"                  \
    "       g.region AS region, g.fiscal_year AS fiscal_year,\n"               \
    "       " INCOMPLETE " AS incomplete,\n"

static void
end_view(struct writing *w)
{
    put(w, w->dialect == STAR_CLICKHOUSE ? "\nSETTINGS join_use_nulls = 1;\n"
                                         : ";\n");
}

static void
put_value(struct writing *w)
{
    put(w, w->dialect == STAR_SQLITE ? EXACT_TEXT("f.units", "f.scale")
                                     : "f.value");
}

static void
put_leaf_facts(struct writing *w)
{
    put(w, "\n-- adding these up counts nothing twice\n"
           "CREATE VIEW leaf_facts AS\n"
           "SELECT " FILING_COLUMNS "       g.template AS template, "
           "f.table_id AS table_id, t.title AS title,\n"
           "       ft.instance AS instance, f.item AS item, i.label AS "
           "item_label,\n"
           "       i.code AS code, c.name AS code_name, f.measure AS "
           "measure,\n"
           "       m.label AS measure_label, ");
    put_value(w);
    put(w, " AS value,\n       ");
    if (w->dialect == STAR_SQLITE)
        put(w, "f.units AS units, f.scale AS scale, ");
    put(w, "f.text_value AS text_value, f.unit AS unit,\n"
           "       CASE WHEN f.sheet <> '' THEN f.sheet ELSE ft.sheet END AS "
           "sheet,\n       f.cell AS cell\n" FROM_FACTS
           "  LEFT JOIN measures m ON m.table_id = f.table_id\n"
           "   AND m.section = i.section AND m.measure = f.measure\n"
           " WHERE f.role = 'leaf'");
    end_view(w);
}

/* Facts by the same columns in all dialects. */
static void
put_yuan(struct writing *w)
{
    put(w, "\n-- facts in yuan, exact, with the same columns in every dialect\n"
           "CREATE VIEW facts_yuan AS\n"
           "SELECT f.filing_id AS filing_id, f.table_no AS table_no,\n"
           "       f.table_id AS table_id, f.item AS item,\n"
           "       f.measure AS measure, ");
    put_value(w);
    put(w, " AS value,\n       f.text_value AS text_value, f.unit AS unit,\n"
           "       f.decimals AS decimals, f.role AS role, f.cell AS cell,\n"
           "       f.sheet AS sheet\n  FROM facts f;\n");
}

/* Powers of ten that part a figure finer than 10^-4 in two: what is above, and
   the rest in 10^-14. */
static void
put_powers(struct writing *w)
{
    char row[120];
    long long above = 1;

    put(w, "\n-- parts units / 10^scale into 10^-4 and a rest in 10^-14\n"
           "CREATE TABLE powers (\n"
           "    scale INTEGER NOT NULL PRIMARY KEY,\n"
           "    above INTEGER NOT NULL,\n"
           "    times INTEGER NOT NULL,\n"
           "    over INTEGER NOT NULL\n"
           ") STRICT;\n"
           "INSERT INTO powers VALUES\n");
    for (int scale = 4; scale <= 18; scale++, above *= 10) {
        long long times = 1, over = 1;

        for (int i = scale; i < 14; i++)
            times *= 10;
        for (int i = 14; i < scale; i++)
            over *= 10;
        snprintf(row, sizeof row, "    (%d, %lld, %lld, %lld)%s", scale, above,
                 times, over, scale < 18 ? ",\n" : ";\n");
        put(w, row);
    }
}

#define TREE_FROM                                                              \
    "  FROM facts f\n"                                                         \
    "  JOIN filings g ON g.filing_id = f.filing_id\n"                          \
    "  JOIN tables t ON t.table_id = f.table_id\n"                             \
    "  JOIN items i ON i.table_id = f.table_id AND i.item = f.item\n"          \
    "  LEFT JOIN templates te ON te.template = g.template\n"

#define TREE_WHERE                                                             \
    " WHERE f.role = 'leaf' AND f.unit = 'CNY' AND i.code <> ''\n"

#define TREE_KEYS                                                              \
    "g.region AS region, g.fiscal_year AS fiscal_year,\n"                      \
    "       f.table_id AS table_id, f.measure AS measure, i.code AS code,\n"   \
    "       CASE WHEN t.codes = 'economic' THEN te.economic_list\n"            \
    "            ELSE te.functional_list END AS list,\n       "

#define TREE_GROUP                                                             \
    " GROUP BY g.region, g.fiscal_year, f.table_id, f.measure, i.code,\n"      \
    "       CASE WHEN t.codes = 'economic' THEN te.economic_list\n"            \
    "            ELSE te.functional_list END"

/* A code that no list has is summed up all the same; it has no name. */
#define TREE_CODES                                                             \
    "SELECT x.region AS region, x.fiscal_year AS fiscal_year,\n"               \
    "       x.table_id AS table_id, substr(x.code, 1, l.level) AS code,\n"     \
    "       c.name AS name, l.level AS level,\n"                               \
    "       CASE WHEN l.level = 3 THEN '' ELSE\n"                              \
    "            substr(x.code, 1, l.level - 2) END AS parent,\n"              \
    "       x.measure AS measure, "

#define TREE_JOIN                                                              \
    "  JOIN (SELECT 3 AS level UNION ALL SELECT 5 UNION ALL SELECT 7) l\n"     \
    "    ON l.level <= length(x.code)\n"                                       \
    "  LEFT JOIN codes c ON c.list = x.list\n"                                 \
    "   AND c.code = substr(x.code, 1, l.level)\n"                             \
    " GROUP BY x.region, x.fiscal_year, x.table_id, x.measure, c.name,\n"      \
    "       l.level, substr(x.code, 1, l.level),\n"                            \
    "       CASE WHEN l.level = 3 THEN '' ELSE\n"                              \
    "            substr(x.code, 1, l.level - 2) END"

static void
put_code_tree(struct writing *w)
{
    put(w, "\n-- leaf amounts summed up to each code above, in yuan\n"
           "CREATE VIEW code_tree AS\n");
    if (w->dialect != STAR_SQLITE) {
        put(w, TREE_CODES
            "SUM(x.value) AS value,\n"
            "       MAX(x.incomplete) AS incomplete\n"
            "  FROM (\nSELECT " TREE_KEYS "MAX(" INCOMPLETE ") AS incomplete,\n"
            "       SUM(f.value) AS value\n" TREE_FROM TREE_WHERE TREE_GROUP
            "\n  ) x\n" TREE_JOIN);
        end_view(w);
        return;
    }
    put(w,
        "SELECT region, fiscal_year, table_id, code, name, level, parent,\n"
        "       measure, CASE WHEN u < 0 OR r < 0 THEN '-' ELSE '' END\n"
        "       || rtrim(rtrim(substr(printf('%05d', abs(u)), 1,\n"
        "          length(printf('%05d', abs(u))) - 4) || '.'\n"
        "          || substr(printf('%05d', abs(u)), -4)\n"
        "          || printf('%010d', abs(r)), '0'), '.') AS value,\n"
        "       incomplete, u AS units -- 10^-4 yuan\n"
        "  FROM (\n"
        "SELECT *, a + (a > 0 AND b < 0) * -1 + (a < 0 AND b > 0) AS u,\n"
        "       b + (a > 0 AND b < 0) * 10000000000\n"
        "         - (a < 0 AND b > 0) * 10000000000 AS r\n"
        "  FROM (\n"
        "SELECT *, above + rest / 10000000000 AS a,\n"
        "       rest % 10000000000 AS b\n"
        "  FROM (\n" TREE_CODES "SUM(x.above) AS above, SUM(x.rest) AS rest,\n"
        "       MAX(x.incomplete) AS incomplete\n"
        "  FROM (\nSELECT " TREE_KEYS "MAX(" INCOMPLETE ") AS incomplete,\n"
        "       SUM(f.units / p.above) AS above,\n"
        "       SUM(f.units % p.above * p.times / p.over) AS rest\n" TREE_FROM
        "  JOIN powers p ON p.scale = f.scale\n" TREE_WHERE TREE_GROUP
        "\n  ) x\n" TREE_JOIN "\n  )));\n");
}

static void
put_findings(struct writing *w)
{
    put(w, "\nCREATE VIEW findings_by_department AS\n"
           "SELECT g.region AS region, g.department AS department,\n"
           "       g.fiscal_year AS fiscal_year, n.rule AS rule,\n"
           "       n.level AS level, n.outcome AS outcome, COUNT(*) AS "
           "findings,\n       MAX(" INCOMPLETE ") AS incomplete\n"
           "  FROM findings n\n"
           "  JOIN filings g ON g.filing_id = n.filing_id\n"
           " GROUP BY g.region, g.department, g.fiscal_year, n.rule, n.level,\n"
           "       n.outcome;\n");
}

/* ---- wide views ---- */

/* A measure named as a column in front of all has its section's name before
   it. */
static struct text
column_name(struct writing *w, const char *section, struct text measure)
{
    static const char *const taken[]
        = { "filing_id", "department", "region", "fiscal_year", "incomplete",
            "template",  "instance",   "item",   "item_name" };

    for (int i = 0; i < ARRAY_LEN(taken); i++) {
        if (text_equal(measure, text_of(taken[i])))
            return text_printf(w->out.arena, "%s_%s", section, taken[i]);
    }
    return measure;
}

static void
put_cell(struct writing *w, const char *section, struct text measure,
         enum value_kind kind)
{
    put(w, ",\n       MAX(CASE WHEN f.measure = '");
    bytes_add(&w->out, measure);
    put(w, "' THEN ");
    if (kind == VALUE_TEXT)
        put(w, "f.text_value");
    else
        put_value(w);
    put(w, " END) AS ");
    put_name(w, column_name(w, section, measure));
}

static int
compare_texts(const void *a, const void *b)
{
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

/* Every economic code that a template's list has. */
static void
put_codes(struct writing *w)
{
    struct text *codes = NULL;
    int n = 0, capacity = 0;

    for (int i = 0; i < w->set->n_templates; i++) {
        const struct code_list *list = w->set->templates[i]->economic;

        for (int k = 0; list && k < list->n_entries; k++)
            ARENA_PUSH(w->out.arena, codes, n, capacity, list->entries[k].code);
    }
    if (n)
        qsort(codes, (size_t)n, sizeof *codes, compare_texts);
    for (int i = 0; i < n; i++) {
        if (i == 0 || !text_equal(codes[i], codes[i - 1]))
            put_cell(w, "", codes[i], VALUE_AMOUNT);
    }
}

static bool
is_before(const struct schema_table *table, int section, const char *word)
{
    for (int s = 0; s < section; s++) {
        const char *id = schema_section_at(table, s);
        const struct schema_measure *m;

        for (int i = 0; (m = schema_measure_at(id, i)); i++) {
            if (strcmp(m->word, word) == 0)
                return true;
        }
    }
    return false;
}

static void
put_measures(struct writing *w, const struct schema_table *table, int section)
{
    const char *id = schema_section_at(table, section);
    const struct schema_measure *m;

    for (int i = 0; (m = schema_measure_at(id, i)); i++) {
        if (table->evaluation || !is_before(table, section, m->word))
            put_cell(w, id, text_of(m->word), m->kind);
    }
}

/* A table, or a section of one (-1: all of them). */
static void
put_wide(struct writing *w, const struct schema_table *table, int section)
{
    const char *id = section < 0 ? NULL : schema_section_at(table, section);

    put(w, "\n-- ");
    put(w, table->title);
    put(w, "\nCREATE VIEW wide_");
    put(w, table->id);
    if (id) {
        put(w, "_");
        put(w, id);
    }
    put(w, " AS\nSELECT " FILING_COLUMNS
           "       ft.template AS template, ft.instance AS instance,\n"
           "       f.item AS item,\n"
           "       COALESCE(c.name, i.label) AS item_name");
    if (id)
        put_measures(w, table, section);
    for (int s = 0; !id && schema_section_at(table, s); s++)
        put_measures(w, table, s);
    if (table->code_measures)
        put_codes(w);
    put(w, "\n" FROM_FACTS " WHERE f.table_id = '");
    put(w, table->id);
    if (id) {
        put(w, "' AND i.section = '");
        put(w, id);
    }
    put(w,
        "'\n GROUP BY g.filing_id, g.department, g.region, g.fiscal_year,\n"
        "       g.unread, ft.table_no, ft.template, ft.instance, f.item, c.name,\n"
        "       i.label");
    end_view(w);
}

static void
put_wides(struct writing *w)
{
    for (int i = 0; i < schema_count(); i++) {
        const struct schema_table *table = schema_at(i);

        if (!table->evaluation)
            put_wide(w, table, -1);
        for (int s = 0; table->evaluation && schema_section_at(table, s); s++)
            put_wide(w, table, s);
    }
}

#define FILINGS_OF "CREATE INDEX filings_of ON filings (office, fiscal_year);\n"

static void
put_views(struct writing *w)
{
    put_yuan(w);
    put_leaf_facts(w);
    put_wides(w);
    put_code_tree(w);
    put_findings(w);
}

/* All views that any version of these definitions has had. */
static void
drop_views(struct writing *w)
{
    static const char *const views[]
        = { "facts_yuan", "leaf_facts", "code_tree", "findings_by_department" };

    for (int i = 0; i < ARRAY_LEN(views); i++)
        bytes_add(&w->out, text_printf(w->out.arena,
                                       "DROP VIEW IF EXISTS %s;\n", views[i]));
    for (int i = 0; i < schema_count(); i++) {
        const struct schema_table *table = schema_at(i);
        const char *section = "";

        for (int s = 0; section; s++) {
            bytes_add(&w->out,
                      text_printf(w->out.arena,
                                  "DROP VIEW IF EXISTS wide_%s%s%s;\n",
                                  table->id, *section ? "_" : "", section));
            section = schema_section_at(table, s);
        }
    }
}

struct text
star_upgrade(struct arena *arena, enum star_dialect dialect,
             const struct mapping_set *set)
{
    struct writing w
        = { { arena, NULL, 0, 0 }, .dialect = dialect, .set = set };

    drop_views(&w);
    /* From 1 and 2, which differ in their views. */
    put(&w, "ALTER TABLE filings ADD COLUMN given_region TEXT NOT NULL "
            "DEFAULT '';\n"
            "ALTER TABLE filings ADD COLUMN office TEXT NOT NULL DEFAULT '';\n"
            "ALTER TABLE filings ADD COLUMN family TEXT NOT NULL DEFAULT '';\n"
            "ALTER TABLE filings ADD COLUMN saved TEXT NOT NULL DEFAULT '';\n"
            "ALTER TABLE filings ADD COLUMN run INTEGER NOT NULL DEFAULT 0;\n"
            "ALTER TABLE filings ADD COLUMN unread INTEGER;\n"
            "ALTER TABLE facts ADD COLUMN sheet TEXT NOT NULL DEFAULT '';\n"
            "DROP INDEX filings_of;\nDROP INDEX filings_digest;\n"
            "CREATE INDEX filings_digest ON filings (digest);\n" FILINGS_OF);
    put_views(&w);
    put(&w, "UPDATE juesuan_schema SET version = 3;\n");
    return bytes_text(&w.out);
}

struct text
star_schema(struct arena *arena, enum star_dialect dialect,
            const struct mapping_set *set)
{
    struct writing w
        = { { arena, NULL, 0, 0 }, .dialect = dialect, .set = set };

    /* No ; and no ' in comments: there are clients that trip over them. */
    put(&w, "-- The warehouse of final accounts, for ");
    put(&w, names[dialect]);
    put(&w, dialect == STAR_HIVE
                ? " and Spark.  (Read by their grammars, not run.)\n"
                : ".\n");
    if (dialect > STAR_POSTGRESQL)
        put(&w, "-- Its tables are filled from those of a SQLite or PostgreSQL "
                "warehouse.\n-- Facts of SQLite come from its view "
                "facts_yuan.\n");
    for (int i = 0; i < ARRAY_LEN(tables); i++)
        put_table(&w, &tables[i]);
    if (dialect <= STAR_DUCKDB)
        put(&w,
            "\nCREATE INDEX filings_digest ON filings (digest);\n" FILINGS_OF);
    if (dialect == STAR_SQLITE)
        put_powers(&w);
    put_views(&w);
    return bytes_text(&w.out);
}
