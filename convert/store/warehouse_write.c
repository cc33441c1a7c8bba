/* warehouse_write.c - a filing as the rows of warehouse.h. */
#include <string.h>

#include "base/bytes.h"
#include "base/cellref.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/pairs.h"
#include "canon/item.h"
#include "store/facts.h"
#include "store/warehouse.h"

#define SQLITE_SCALE 4 /* star.h */

static void
begin_line(struct bytes *bytes, char letter)
{
    bytes_char(bytes, letter);
}

static void
put_field(struct bytes *bytes, struct text t)
{
    bytes_char(bytes, '\t');
    bytes_copy(bytes, t);
}

static void
put_int(struct bytes *bytes, int value)
{
    bytes_char(bytes, '\t');
    bytes_int(bytes, value);
}

static void
put_null(struct bytes *bytes)
{
    bytes_add(bytes, TEXT("\t\\N"));
}

static void
end_line(struct bytes *bytes)
{
    bytes_char(bytes, '\n');
}

struct warehouse_told {
    struct arena *arena;
    struct pairs *items, *measures; /* of (table, word) */
    int n;
};

struct warehouse_told *
warehouse_write_told(struct arena *arena)
{
    struct warehouse_told *told = ARENA_NEW(arena, struct warehouse_told);

    told->arena = arena;
    told->items = pairs_new(arena);
    told->measures = pairs_new(arena);
    return told;
}

static bool
is_new(struct pairs *told, struct pairs *now, struct text a, struct text b)
{
    return pairs_find(told, a, b) < 0 && pairs_add(now, a, b, 0) < 0;
}

static void
put_item(struct bytes *bytes, const struct schema_table *table,
         struct text item)
{
    const struct schema_section *section = schema_section(table, item);

    begin_line(bytes, 'I');
    put_field(bytes, text_of(table->id));
    put_field(bytes, item);
    put_field(bytes, text_of(section ? section->id : NULL));
    put_field(bytes, schema_label(table, item, TEXT_NONE));
    put_field(bytes, schema_item_code(table, item));
    end_line(bytes);
}

static void
put_measure(struct bytes *bytes, const struct schema_table *table,
            const struct fact *fact)
{
    const struct schema_section *section = schema_section(table, *fact->item);

    begin_line(bytes, 'M');
    put_field(bytes, text_of(table->id));
    put_field(bytes, text_of(section ? section->id : NULL));
    put_field(bytes, fact->of->measure);
    put_field(bytes, text_of(schema_unit(fact->of->kind)));
    put_field(bytes, TEXT_NONE);
    end_line(bytes);
}

/* 'before': the fact before it in its table, which often is of the same item;
   NULL: none. */
static void
put_vocabulary(struct bytes *bytes, const struct schema_table *table,
               const struct fact *fact, const struct fact *before,
               struct warehouse_told *told, struct warehouse_told *now)
{
    struct text id = text_of(table->id);

    if (!(before && text_equal(*before->item, *fact->item))
        && is_new(told->items, now->items, id, *fact->item)) {
        put_item(bytes, table, *fact->item);
        now->n++;
    }
    /* Measures with words are there from the start; see put_measures(). */
    if (item_is_code(fact->of->measure)
        && is_new(told->measures, now->measures, id, fact->of->measure)) {
        put_measure(bytes, table, fact);
        now->n++;
    }
}

/* units and scale, the scale as star.h says; false when it does not fit. */
static bool
put_units(struct bytes *bytes, struct decimal d)
{
    d = decimal_normal(d);
    while (d.scale < SQLITE_SCALE) {
        if (d.units > INT64_MAX / 10 || d.units < -INT64_MAX / 10)
            return false;
        d.units *= 10;
        d.scale++;
    }
    bytes_char(bytes, '\t');
    bytes_int(bytes, d.units);
    put_int(bytes, d.scale);
    return true;
}

static void
put_decimal(struct bytes *bytes, struct decimal d)
{
    char digits[DECIMAL_TEXT_MAX];
    int n = decimal_show(d, digits);

    put_field(bytes, (struct text){ digits, (size_t)n });
}

static bool
put_fact(struct bytes *bytes, bool sqlite, int table_no, const char *table,
         const struct fact *fact)
{
    char cell[CELLREF_MAX] = "";
    bool number = !schema_is_text(fact->of->kind), good = true;

    begin_line(bytes, 'F');
    put_int(bytes, table_no);
    put_field(bytes, text_of(table));
    put_field(bytes, *fact->item);
    put_field(bytes, fact->of->measure);
    if (number && sqlite) {
        good = put_units(bytes, fact->value);
    } else if (number) {
        put_decimal(bytes, fact->value);
    } else {
        put_null(bytes);
        if (sqlite)
            put_null(bytes);
    }
    if (number)
        put_null(bytes);
    else
        put_field(bytes, model_text(fact));
    put_field(bytes, text_of(schema_unit(fact->of->kind)));
    if (number)
        put_int(bytes, fact->decimals);
    else
        put_null(bytes);
    put_field(bytes, fact->role == ROLE_SUM ? TEXT("sum") : TEXT("leaf"));
    if (fact->row >= 0)
        cellref_show(fact->row, fact->col, cell);
    put_field(bytes, text_of(cell));
    put_field(bytes, fact->of->sheet ? *fact->of->sheet : TEXT_NONE);
    end_line(bytes);
    return good;
}

static void
put_table(struct bytes *bytes, const struct model *model, int i)
{
    const struct model_table *table = &model->tables[i];

    begin_line(bytes, 'T');
    put_int(bytes, i + 1);
    put_field(bytes, text_of(table->schema->id));
    put_field(bytes, table->instance);
    put_field(bytes,
              table->template_id.n ? table->template_id : model->template_id);
    put_field(bytes, table->sheet);
    put_int(bytes, table->unit_shift);
    put_int(bytes, table->decimals);
    put_field(bytes, table->assumed && !model->bare ? TEXT_NONE
                                                    : table->declared_empty);
    end_line(bytes);
}

static void
put_finding(struct bytes *bytes, struct arena *arena, int number,
            const struct finding *finding)
{
    const struct finding_cell *cell = finding_place(finding);

    begin_line(bytes, 'N');
    put_int(bytes, number);
    put_field(bytes, finding->rule->id);
    put_field(bytes, text_of(diag_level_word(finding->rule->level)));
    put_field(bytes, text_of(finding_outcome_word(finding->outcome)));
    put_field(bytes, finding_text(arena, finding, LANGUAGE_ZH));
    put_field(bytes, cell ? finding_cell_name(arena, cell) : TEXT_NONE);
    if (finding->has_amounts) {
        put_field(bytes, text_of(schema_unit(finding->kind)));
        put_decimal(bytes, finding->left);
        put_decimal(bytes, finding->right);
        put_decimal(bytes, finding->difference);
        put_decimal(bytes, finding->tolerance);
    } else {
        for (int i = 0; i < 5; i++)
            put_null(bytes);
    }
    end_line(bytes);
}

/* Behind the findings, since what a filing says does not depend on them. */
static void
put_reasons(struct bytes *bytes, const struct findings *findings)
{
    for (int i = 0; i < findings->n; i++) {
        if (!findings->items[i].reason)
            continue;
        begin_line(bytes, 'R');
        put_int(bytes, i + 1);
        put_field(bytes, text_of(findings->items[i].reason));
        end_line(bytes);
    }
}

/* Of all that mappings make of the file. */
static struct text
content_of(struct arena *arena, const struct warehouse_filing *filing,
           struct text region, struct text family, struct text rows)
{
    struct digest *digest = digest_new(arena);

    digest_add(digest, text_printf(arena, "%.*s\t%.*s\t%.*s\n",
                                   TEXT_ARG(filing->model->template_id),
                                   TEXT_ARG(region), TEXT_ARG(family)));
    digest_add(digest, rows);
    return digest_end(arena, digest);
}

static void
put_filing(struct bytes *bytes, const struct warehouse_filing *filing,
           struct text rows)
{
    const struct model *model = filing->model;
    const struct template_rule *template
        = mapping_find(filing->set, model->template_id);
    struct text region = template ? template->region : TEXT_NONE;
    struct text family = mapping_family(filing->set, model->template_id);
    struct text department = facts_department(model);
    int year = facts_year(model);

    begin_line(bytes, 'D');
    put_field(bytes, filing->digest);
    put_field(bytes, department);
    put_field(bytes, model->region.n ? model->region : region);
    if (year)
        put_int(bytes, year);
    else
        put_null(bytes);
    put_field(bytes, model->template_id);
    put_field(bytes, text_of(filing->file));
    put_int(bytes, model->n_tables);
    put_int(bytes, model_count_facts(model));
    put_int(bytes, filing->findings ? filing->findings->n : 0);
    put_field(bytes, text_fold(bytes->arena, model->region));
    put_field(bytes, text_fold(bytes->arena, department));
    put_field(bytes, family);
    put_field(bytes, model->saved);
    put_int(bytes, model->unread);
    put_field(bytes, filing->reading);
    put_field(bytes, content_of(bytes->arena, filing, region, family, rows));
    put_int(bytes, filing->explained);
    put_int(bytes, filing->alone);
    end_line(bytes);
}

static void
remember(struct warehouse_told *told, const struct model *model,
         const struct warehouse_told *now)
{
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];
        struct text id = text_of(table->schema->id);

        for (int k = 0; k < table->n_facts; k++) {
            const struct fact *fact = &table->facts[k];

            if (pairs_find(now->items, id, *fact->item) >= 0
                && pairs_find(told->items, id, *fact->item) < 0)
                pairs_add(told->items, id, text_copy(told->arena, *fact->item),
                          0);
            if (pairs_find(now->measures, id, fact->of->measure) >= 0
                && pairs_find(told->measures, id, fact->of->measure) < 0)
                pairs_add(told->measures, id,
                          text_copy(told->arena, fact->of->measure), 0);
        }
    }
}

/* ---- texts that no database carries ---- */

struct checking {
    struct arena *arena;
    const struct warehouse_filing *filing;
    struct diag_list *diags;
    bool good;
};

/* Why it cannot be carried, or NULL. */
static const char *
fault_of(struct text t)
{
    if (t.n && memchr(t.at, 0, t.n))
        return N_("a NUL character");
    return text_is_utf8(t) ? NULL : N_("bytes that are no UTF-8");
}

static void
check_text(struct checking *c, struct place at, const char *what, struct text t)
{
    const char *fault = fault_of(t);

    if (!fault)
        return;
    c->good = false;
    diag_hint(c->diags,
              diag_add(c->diags, DIAG_CHAR_INVALID, at, PLACE_NONE,
                       "%s holds %s, which a database cannot carry",
                       diag_say(c->diags, what), diag_say(c->diags, fault)),
              "type it anew");
}

static void
check_fact(struct checking *c, const struct model_table *table,
           const struct fact *fact)
{
    struct text sheet = model_sheet(table, fact);
    struct place at = PLACE_FILE(c->filing->file);

    if (!fault_of(model_text(fact)))
        return;
    if (sheet.n && fact->row >= 0)
        at = PLACE_CELL(at.file, text_zero(c->arena, sheet), fact->row,
                        fact->col);
    check_text(c, at,
               arena_printf(c->arena,
                            diag_say(c->diags, "the text of %s, %.*s, %.*s"),
                            table->schema->id, TEXT_ARG(*fact->item),
                            TEXT_ARG(fact->of->measure)),
               model_text(fact));
}

/* All of them are reported. */
static bool
check_texts(struct arena *arena, const struct warehouse_filing *filing,
            struct diag_list *diags)
{
    struct checking c = { arena, filing, diags, true };
    const struct model *model = filing->model;
    struct place at = PLACE_FILE(filing->file);

    check_text(&c, at, N_("the department"), facts_department(model));
    check_text(&c, at, N_("the region"), model->region);
    check_text(&c, at, N_("the template"), model->template_id);
    check_text(&c, at, N_("the name of the file"), text_of(filing->file));
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        check_text(&c, at, N_("the name of a sheet"), table->sheet);
        check_text(&c, at, N_("the name of a table"), table->instance);
        check_text(&c, at, N_("a sentence"), table->declared_empty);
        check_text(&c, at, N_("the template of a table"), table->template_id);
        for (int k = 0; k < table->n_facts; k++)
            check_fact(&c, table, &table->facts[k]);
    }
    return c.good;
}

bool
warehouse_write(struct arena *arena, FILE *out,
                const struct database_kind *kind,
                const struct warehouse_filing *filing,
                struct warehouse_told *told, struct diag_list *diags)
{
    const struct model *model = filing->model;
    bool sqlite = kind == &sqlite_kind;
    struct warehouse_told *now = warehouse_write_told(arena);
    struct bytes head = { .arena = arena }, words = head, rows = head;

    if (!check_texts(arena, filing, diags))
        return false;
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];

        if (table->assumed && filing->there
            && !filing->there[table->schema->index])
            continue;
        put_table(&rows, model, i);
        for (int k = 0; k < table->n_facts; k++) {
            put_vocabulary(&words, table->schema, &table->facts[k],
                           k ? &table->facts[k - 1] : NULL, told, now);
            if (put_fact(&rows, sqlite, i + 1, table->schema->id,
                         &table->facts[k]))
                continue;
            diag_add(diags, DIAG_VALUE_OVERFLOW, PLACE_FILE(filing->file),
                     PLACE_NONE,
                     "%s %.*s %.*s is too large for SQLite's integers",
                     table->schema->id, TEXT_ARG(*table->facts[k].item),
                     TEXT_ARG(table->facts[k].of->measure));
            return false;
        }
    }
    for (int i = 0; filing->findings && i < filing->findings->n; i++)
        put_finding(&rows, arena, i + 1, &filing->findings->items[i]);
    put_filing(&head, filing, bytes_text(&rows));
    if (filing->explained)
        put_reasons(&rows, filing->findings);
    if (now->n)
        remember(told, model, now);
    file_put(out, bytes_text(&head));
    file_put(out, bytes_text(&words));
    file_put(out, bytes_text(&rows));
    return true;
}

void
warehouse_write_known(FILE *out, struct text digest)
{
    fprintf(out, "=%.*s\n", TEXT_ARG(digest));
}
