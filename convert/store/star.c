/* star.c - star.sql filled in for a dialect. */
#include "store/star.h"

#include <assert.h>
#include <string.h>

#include "base/bytes.h"
#include "canon/schema.h"

#define N_DIALECTS (STAR_HIVE + 1)

static const char *const names[N_DIALECTS]
    = { "sqlite", "postgresql", "duckdb", "clickhouse", "hive" };

static const struct section {
    struct text name, sql;
} sections[] = {
#define SQL(name, sql)                                                         \
    { { #name, sizeof #name - 1 }, { sql, sizeof(sql) - 1 } },
#include "store/star.sql.inc"
};

static const struct {
    const char *name, *of[N_DIALECTS];
} types[] = {
    { "INT", { "INTEGER", "integer", "INTEGER", "Int32", "INT" } },
    { "BIG", { "INTEGER", "bigint", "BIGINT", "Int64", "BIGINT" } },
    { "WORD", { "TEXT", "text", "VARCHAR", "String", "STRING" } },
    { "EXACT",
      { "TEXT", "numeric", "DECIMAL(38,18)", "Decimal(38,18)",
        "DECIMAL(38,18)" } },
    { "TIME",
      { "TEXT", "timestamptz", "TIMESTAMPTZ", "DateTime", "TIMESTAMP" } },
};

struct writing {
    struct bytes out;
    enum star_dialect dialect;
    const struct mapping_set *set;
    const bool *tables; /* whose views are written, by index; NULL: all */
    /* What the view that is being written shows: */
    const struct schema_table *table;
    const struct schema_section *section; /* of the table; NULL: all of it */
    const char *measure_section;
    struct text measure;
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

/* ---- sections filled in ---- */

static void put_section(struct writing *w, struct text name,
                        struct text argument);
/* What this file knows by the name; false: it is a section's. */
static bool put_known(struct writing *w, struct text name);

static void
put(struct writing *w, const char *sql)
{
    bytes_add(&w->out, text_of(sql));
}

static bool
put_type(struct writing *w, struct text name)
{
    bool null = text_ends(name, TEXT("?")),
         bare = w->dialect >= STAR_CLICKHOUSE;
    bool wraps = null && w->dialect == STAR_CLICKHOUSE;

    name.n -= null;
    for (int i = 0; i < ARRAY_LEN(types); i++) {
        if (!text_equal(name, text_of(types[i].name)))
            continue;
        put(w, wraps ? "Nullable(" : "");
        put(w, types[i].of[w->dialect]);
        put(w, wraps ? ")" : null || bare ? "" : " NOT NULL");
        return true;
    }
    return false;
}

/* The section for the dialect, else the one for all. */
static struct text
find_section(const struct writing *w, struct text name)
{
    struct text dialect = text_of(names[w->dialect]), sql = TEXT_NONE;

    for (int i = 0; i < ARRAY_LEN(sections); i++) {
        struct text known = sections[i].name;

        if (known.n == name.n && text_equal(known, name))
            sql = sections[i].sql;
        else if (known.n == name.n + 1 + dialect.n && text_starts(known, name)
                 && text_ends(known, dialect))
            return sections[i].sql;
    }
    assert(sql.at);
    return sql;
}

/* {NAME} or {NAME ARGUMENT}; {} is the argument of the section around it. */
static void
put_place(struct writing *w, struct text inside, struct text argument)
{
    long blank = text_find(inside, TEXT(" "), 0);
    size_t n = blank < 0 ? inside.n : (size_t)blank;
    struct text name = text_slice(inside, 0, n);

    if (inside.n == 0)
        bytes_add(&w->out, argument);
    else if (!put_type(w, name) && !put_known(w, name))
        put_section(w, name, text_slice(inside, n + (blank >= 0), inside.n));
}

static void
put_section(struct writing *w, struct text name, struct text argument)
{
    struct text sql = find_section(w, name);
    size_t pos = 0;
    long open;

    while ((open = text_find(sql, TEXT("{"), pos)) >= 0) {
        size_t close = (size_t)text_find(sql, TEXT("}"), (size_t)open);

        bytes_add(&w->out, text_slice(sql, pos, (size_t)open));
        put_place(w, text_slice(sql, (size_t)open + 1, close), argument);
        pos = close + 1;
    }
    bytes_add(&w->out, text_slice(sql, pos, sql.n));
}

/* ---- wide views ---- */

/* A measure named as a column in front of all has its section's name before
   it. */
static void
put_column(struct writing *w)
{
    static const char *const taken[]
        = { "filing_id", "department", "region", "fiscal_year", "incomplete",
            "template",  "instance",   "item",   "item_name" };
    struct text name = w->measure;

    for (int i = 0; i < ARRAY_LEN(taken); i++) {
        if (text_equal(name, text_of(taken[i])))
            name = text_printf(w->out.arena, "%s_%s", w->measure_section,
                               taken[i]);
    }
    put_section(w, TEXT("quoted"), name);
}

static void
put_measure(struct writing *w, const char *section, struct text measure,
            enum value_kind kind)
{
    w->measure_section = section;
    w->measure = measure;
    put_section(
        w, schema_is_text(kind) ? TEXT("text_column") : TEXT("amount_column"),
        TEXT_NONE);
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
            ARENA_PUSH(w->out.arena, codes, n, capacity,
                       codes_entries(list)[k].code);
    }
    text_sort(codes, n);
    for (int i = 0; i < n; i++) {
        if (i == 0 || !text_equal(codes[i], codes[i - 1]))
            put_measure(w, "", codes[i], VALUE_AMOUNT);
    }
}

/* Does a section of the table before this one have the measure? */
static bool
is_before(const struct schema_table *table,
          const struct schema_section *section, const char *word)
{
    const struct schema_section *other;

    for (int s = 0; (other = schema_section_at(table, s)) && other != section;
         s++) {
        const struct schema_measure *m;

        for (int i = 0; (m = schema_measure_at(other, i)); i++) {
            if (strcmp(m->word, word) == 0)
                return true;
        }
    }
    return false;
}

static void
put_section_measures(struct writing *w, const struct schema_section *section)
{
    const struct schema_measure *m;

    for (int i = 0; (m = schema_measure_at(section, i)); i++) {
        if (w->table->evaluation || !is_before(w->table, section, m->word))
            put_measure(w, section->id, text_of(m->word), m->kind);
    }
}

static void
put_measures(struct writing *w)
{
    const struct schema_section *section;

    if (w->section)
        put_section_measures(w, w->section);
    for (int s = 0; !w->section && (section = schema_section_at(w->table, s));
         s++)
        put_section_measures(w, section);
    if (w->table->code_measures)
        put_codes(w);
}

static bool
is_plain(const char *id)
{
    return id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static void
put_view(struct writing *w)
{
    const char *section = w->section ? w->section->id : "";
    struct text name = text_printf(w->out.arena, "wide_%s%s%s", w->table->id,
                                   w->section ? "_" : "", section);

    if (is_plain(w->table->id) && is_plain(section))
        bytes_add(&w->out, name);
    else
        put_section(w, TEXT("quoted"), name);
}

static bool
is_wanted(const struct writing *w, int table)
{
    return !w->tables || w->tables[table];
}

static void
put_wide(struct writing *w, const struct schema_table *table,
         const struct schema_section *section, struct text what)
{
    w->table = table;
    w->section = section;
    put_section(w, what, TEXT_NONE);
    put(w, "\n");
}

/* One a table, and of evaluation tables one a section. */
static void
put_wide_views(struct writing *w)
{
    for (int i = 0; i < w->set->words->n_tables; i++) {
        const struct schema_table *table = &w->set->words->tables[i];
        const struct schema_section *section;

        if (!is_wanted(w, i))
            continue;
        if (!table->evaluation)
            put_wide(w, table, NULL, TEXT("wide_view"));
        for (int s = 0;
             table->evaluation && (section = schema_section_at(table, s)); s++)
            put_wide(w, table, section, TEXT("wide_view"));
    }
}

/* All that any version of these definitions has had. */
static void
drop_wide_views(struct writing *w)
{
    for (int i = 0; i < w->set->words->n_tables; i++) {
        const struct schema_table *table = &w->set->words->tables[i];
        const struct schema_section *section;

        if (!is_wanted(w, i))
            continue;
        put_wide(w, table, NULL, TEXT("drop_wide_view"));
        for (int s = 0; (section = schema_section_at(table, s)); s++)
            put_wide(w, table, section, TEXT("drop_wide_view"));
    }
}

static bool
put_known(struct writing *w, struct text name)
{
    if (text_equal(name, TEXT("dialect")))
        put(w, names[w->dialect]);
    else if (text_equal(name, TEXT("version")))
        bytes_int(&w->out, STAR_VERSION);
    else if (text_equal(name, TEXT("wide_views")))
        put_wide_views(w);
    else if (text_equal(name, TEXT("drop_wide_views")))
        drop_wide_views(w);
    else if (text_equal(name, TEXT("view")))
        put_view(w);
    else if (text_equal(name, TEXT("table")))
        put(w, w->table->id);
    else if (text_equal(name, TEXT("table_title")))
        put(w, w->table->title);
    else if (text_equal(name, TEXT("section")))
        put(w, w->section->id);
    else if (text_starts(name, TEXT("section_")) && !w->section)
        return true; /* all of the table needs none */
    else if (text_equal(name, TEXT("measures")))
        put_measures(w);
    else if (text_equal(name, TEXT("measure")))
        bytes_add(&w->out, w->measure);
    else if (text_equal(name, TEXT("column")))
        put_column(w);
    else
        return false;
    return true;
}

static struct text
fill_in(struct arena *arena, enum star_dialect dialect,
        const struct mapping_set *set, const bool *tables, struct text name)
{
    struct writing w = { .out = { .arena = arena },
                         .dialect = dialect,
                         .set = set,
                         .tables = tables };

    put_section(&w, name, TEXT_NONE);
    put(&w, "\n");
    return bytes_text(&w.out);
}

struct text
star_upgrade(struct arena *arena, enum star_dialect dialect,
             const struct mapping_set *set, int version)
{
    return fill_in(arena, dialect, set, NULL,
                   version < 3 ? TEXT("upgrade") : TEXT("upgrade_3"));
}

struct text
star_widen(struct arena *arena, enum star_dialect dialect,
           const struct mapping_set *set, const bool *tables)
{
    return fill_in(arena, dialect, set, tables, TEXT("widen"));
}

struct text
star_schema(struct arena *arena, enum star_dialect dialect,
            const struct mapping_set *set)
{
    return fill_in(arena, dialect, set, NULL, TEXT("schema"));
}
