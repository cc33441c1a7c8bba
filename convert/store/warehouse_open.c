/* warehouse_open.c - the tables made or brought up to date, and what does not
   come with filings. */
#include "base/decimal.h"
#include "base/pairs.h"
#include "canon/item.h"
#include "store/star.h"
#include "store/warehouse_own.h"

#include "store/warehouse.sql.inc"

/* A statement without rows. */
static bool
put(struct warehouse *warehouse, const char *sql, const struct text *values,
    int n, struct diag_list *diags)
{
    const struct database_statement statement = { sql, values, n };
    struct arena arena = arena_beside(warehouse->arena);
    bool good = warehouse_query(warehouse, &arena, &statement, NULL, diags);

    arena_release(&arena);
    return good;
}

/* ---- what does not come with filings ---- */

static struct text
filled(struct text t)
{
    return t.at ? t : TEXT("");
}

static bool
put_list(struct warehouse *warehouse, const struct code_list *list,
         const char *classification, struct diag_list *diags)
{
    struct arena arena = arena_beside(warehouse->arena);
    struct decimal d;
    struct text year = TEXT_NONE;
    bool good = true;
    size_t dash = list->id.n;

    while (dash && list->id.at[dash - 1] != '-')
        dash--;
    if (dash
        && decimal_parse(text_slice(list->id, dash, list->id.n), &d)
               == DECIMAL_OK)
        year = text_slice(list->id, dash, list->id.n);
    for (int i = 0; good && i < list->n_entries; i++) {
        const struct code_entry *entry = &codes_entries(list)[i];
        struct text code = entry->code;
        struct text values[] = {
            list->id,
            text_of(classification),
            year,
            code,
            filled(entry->name),
            warehouse_number(&arena, (long long)code.n),
            item_code_at(code, item_level(code) - 1),
        };

        good = put(warehouse, sql_put_code, values, ARRAY_LEN(values), diags);
    }
    arena_release(&arena);
    return good;
}

static bool
put_templates(struct warehouse *warehouse, const struct mapping_set *set,
              struct diag_list *diags)
{
    struct arena *arena = warehouse->arena;
    struct pairs *seen = pairs_new(arena);
    bool good = true;

    for (int i = 0; good && i < set->n_templates; i++) {
        const struct template_rule *rule = set->templates[i];
        const struct code_list *functional = rule->functional;
        const struct code_list *economic = rule->economic;
        struct text values[] = {
            rule->id,
            filled(rule->name),
            filled(rule->region),
            warehouse_number(arena, rule->year_first),
            warehouse_number(arena, rule->year_last),
            functional ? functional->id : TEXT(""),
            economic ? economic->id : TEXT(""),
        };

        good = put(warehouse, sql_put_template, values, ARRAY_LEN(values),
                   diags);
        if (good && functional
            && pairs_add(seen, functional->id, TEXT_NONE, 0) < 0)
            good = put_list(warehouse, functional, "functional", diags);
        if (good && economic && pairs_add(seen, economic->id, TEXT_NONE, 0) < 0)
            good = put_list(warehouse, economic, "economic", diags);
    }
    return good;
}

static bool
put_measures(struct warehouse *warehouse, const struct schema_table *table,
             struct diag_list *diags)
{
    const struct schema_section *section;

    for (int s = 0; (section = schema_section_at(table, s)); s++) {
        const struct schema_measure *measure;

        for (int i = 0; (measure = schema_measure_at(section, i)); i++) {
            struct text values[] = {
                text_of(table->id),
                text_of(section->id),
                text_of(measure->word),
                text_of(schema_unit(measure->kind)),
                filled(text_of(measure->label)),
            };

            if (!put(warehouse, sql_put_measure, values, ARRAY_LEN(values),
                     diags))
                return false;
        }
    }
    return true;
}

static bool
put_tables(struct warehouse *warehouse, const struct vocabulary *words,
           struct diag_list *diags)
{
    for (int i = 0; i < words->n_tables; i++) {
        const struct schema_table *table = &words->tables[i];
        struct text values[] = {
            text_of(table->id),
            text_of(table->title),
            table->evaluation ? TEXT("1") : TEXT("0"),
            filled(text_of(table->codes)),
        };

        if (!put(warehouse, sql_put_table, values, ARRAY_LEN(values), diags)
            || !put_measures(warehouse, table, diags))
            return false;
    }
    return true;
}

/* ---- words that are new to it ---- */

static bool
ask(struct warehouse *warehouse, const char *sql, struct database_rows *rows,
    struct diag_list *diags)
{
    const struct database_statement statement = { .sql = sql };

    return warehouse_query(warehouse, warehouse->arena, &statement, rows,
                           diags);
}

static bool
has_new_measure(struct arena *arena, const struct pairs *known,
                const struct schema_table *table)
{
    const struct schema_section *section;
    const struct schema_measure *measure;

    for (int s = 0; (section = schema_section_at(table, s)); s++) {
        for (int i = 0; (measure = schema_measure_at(section, i)); i++) {
            if (pairs_find(known,
                           text_printf(arena, "%s/%s", table->id, section->id),
                           text_of(measure->word))
                < 0)
                return true;
        }
    }
    return false;
}

/* A vocabulary that has grown since gets the views of its words. */
static bool
widen(struct warehouse *warehouse, const struct mapping_set *set,
      struct diag_list *diags)
{
    struct arena *arena = warehouse->arena;
    struct pairs *known = pairs_new(arena);
    bool *tables = ARENA_ARRAY(arena, bool, SCHEMA_TABLES), any = false;
    struct database_rows rows;
    struct text sql;

    if (!ask(warehouse, sql_measures_known, &rows, diags))
        return false;
    for (int i = 0; i < rows.n; i++) {
        const struct text *row = &rows.cells[i * rows.n_columns];

        pairs_add(
            known,
            text_printf(arena, "%.*s/%.*s", TEXT_ARG(row[0]), TEXT_ARG(row[1])),
            row[2], 0);
    }
    for (int i = 0; i < set->words->n_tables; i++) {
        tables[i] = has_new_measure(arena, known, &set->words->tables[i]);
        any |= tables[i];
    }
    if (!any)
        return true;
    sql = star_widen(arena, warehouse->dialect, set, tables);
    return warehouse_run(warehouse, text_zero(arena, sql), diags);
}

/* ---- an older version ---- */

/* Older versions lack the columns that identify a filing. */
static bool
fill_filings(struct warehouse *warehouse, const struct mapping_set *set,
             struct diag_list *diags)
{
    struct database_rows rows;
    bool good = ask(warehouse, sql_departments, &rows, diags);

    for (int i = 0; good && i < rows.n; i++) {
        struct text values[]
            = { text_fold(warehouse->arena, rows.cells[i]), rows.cells[i] };

        good = put(warehouse, sql_set_office, values, 2, diags);
    }
    good = good && ask(warehouse, sql_templates_used, &rows, diags);
    for (int i = 0; good && i < rows.n; i++) {
        struct text values[]
            = { mapping_family(set, rows.cells[i]), rows.cells[i] };

        good = put(warehouse, sql_set_family, values, 2, diags);
    }
    return good;
}

static bool
check_version(struct warehouse *warehouse, const struct mapping_set *set,
              struct diag_list *diags)
{
    struct arena *arena = warehouse->arena;
    struct database_rows rows;
    struct decimal version = { 0, 0 };
    struct diag *diag;
    struct text sql;

    if (!ask(warehouse, sql_version, &rows, diags))
        return false;
    if (rows.n == 1)
        decimal_parse(rows.cells[0], &version);
    if (version.units == STAR_VERSION)
        return widen(warehouse, set, diags);
    if (version.units >= 1 && version.units < STAR_VERSION) {
        sql = star_upgrade(arena, warehouse->dialect, set, (int)version.units);
        return warehouse_run(warehouse, text_zero(arena, sql), diags)
               && (version.units == 3 || fill_filings(warehouse, set, diags));
    }
    diag = diag_add(diags, DIAG_DATABASE, PLACE_NONE, PLACE_NONE,
                    "the tables are of version %lld, this program's of %d",
                    (long long)version.units, STAR_VERSION);
    diag_hint(diags, diag,
              "load with the newer juesuan that made them, or into a new "
              "database");
    return false;
}

static bool
set_up(struct warehouse *warehouse, const struct mapping_set *set,
       struct diag_list *diags)
{
    const struct database_kind *kind = warehouse->database.kind;
    struct arena *arena = warehouse->arena;
    struct database_rows rows;

    if (!warehouse_run(warehouse, kind->setup, diags)
        || !ask(warehouse, kind->known, &rows, diags))
        return false;
    if (rows.n == 0) {
        struct text sql = star_schema(arena, warehouse->dialect, set);
        struct text version = warehouse_number(arena, STAR_VERSION);

        if (!warehouse_run(warehouse, text_zero(arena, sql), diags)
            || !put(warehouse, sql_put_version, &version, 1, diags))
            return false;
    } else if (!check_version(warehouse, set, diags)) {
        return false;
    }
    return put_templates(warehouse, set, diags)
           && put_tables(warehouse, set->words, diags)
           && warehouse_run(warehouse, "COMMIT", diags);
}

struct warehouse *
warehouse_open(struct arena *arena, const struct database_kind *kind,
               const char *where, const struct mapping_set *set,
               struct diag_list *diags)
{
    struct warehouse *warehouse = ARENA_NEW(arena, struct warehouse);

    warehouse->arena = arena;
    warehouse->set = set;
    warehouse->database.kind = kind;
    warehouse->database.arena = arena;
    star_dialect(text_of(kind->name), &warehouse->dialect);
    if (!kind->open(&warehouse->database, where, false, diags))
        return NULL;
    if (set_up(warehouse, set, diags))
        return warehouse;
    kind->close(&warehouse->database);
    return NULL;
}
