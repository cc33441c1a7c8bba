/* migrate.c - what moves, what stays behind, and why. */
#include "move/migrate.h"

#include "base/pairs.h"

/* ---- joining ---- */

static struct model_table *
copy_table(struct arena *arena, struct model *to,
           const struct model_table *from)
{
    struct model_table *copy
        = model_add_table(arena, to, from->schema, from->instance);

    *copy = *from;
    copy->facts = NULL;
    copy->n_facts = copy->facts_capacity = 0;
    for (int i = 0; i < from->n_facts; i++)
        ARENA_PUSH(arena, copy->facts, copy->n_facts, copy->facts_capacity,
                   from->facts[i]);
    return copy;
}

static void
join_table(struct arena *arena, struct model_table *table,
           const struct model_table *lost)
{
    struct model_index *index = model_index(arena, table);
    int n = lost->n_facts;

    for (int i = 0; i < n; i++) {
        const struct fact *fact = &lost->facts[i];
        struct fact *added;

        if (model_index_find(index, fact->item, fact->measure) != NULL)
            continue;
        added = model_add_fact(arena, table, fact->item, fact->measure,
                               fact->kind);
        *added = *fact;
    }
    for (int i = 0; i < lost->n_names; i++) {
        if (model_find_name(table, lost->names[i].code).n == 0)
            model_add_name(arena, table, lost->names[i].code,
                           lost->names[i].name);
    }
}

struct model *
migrate_join(struct arena *arena, const struct model *source,
             const struct model *lost)
{
    struct model *joined = ARENA_NEW(arena, struct model);

    *joined = *source;
    joined->tables = NULL;
    joined->n_tables = joined->tables_capacity = 0;
    for (int i = 0; i < source->n_tables; i++)
        copy_table(arena, joined, &source->tables[i]);
    for (int i = 0; lost != NULL && i < lost->n_tables; i++) {
        const struct model_table *more = &lost->tables[i];
        struct model_table *table
            = model_find_table(joined, text_of(more->schema->id),
                               more->instance);

        if (table == NULL)
            copy_table(arena, joined, more);
        else
            join_table(arena, table, more);
    }
    return joined;
}

bool
migrate_is_kept_of(struct arena *arena, const struct kept *kept,
                   const struct model *model)
{
    struct text kept_department, department;

    if (kept->lost == NULL)
        return true;
    kept_department = text_fold(arena, kept->lost->department);
    department = text_fold(arena, model->department);
    return text_equal(kept_department, department)
           && (kept->lost->fiscal_year == 0 || model->fiscal_year == 0
               || kept->lost->fiscal_year == model->fiscal_year);
}

/* ---- what a template can say ---- */

/* Measures, and items that are words, of a table rule. */
struct words {
    struct pairs *items;
    struct pairs *measures;
    bool codes;
};

static void
add_word(struct words *words, struct text item, struct text measure)
{
    if (item.n > 0)
        pairs_add(words->items, item, TEXT_NONE, 0);
    if (measure.n > 0)
        pairs_add(words->measures, measure, TEXT_NONE, 0);
}

static void
add_pattern_words(struct words *words, const struct pattern *patterns, int n)
{
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < patterns[i].n_parts; k++)
            add_word(words, patterns[i].parts[k].item,
                     patterns[i].parts[k].measure);
    }
}

static void
add_block_words(struct words *words, const struct block_rule *block)
{
    for (int i = 0; i < block->n_rows; i++) {
        const struct row_rule *rule = &block->rows[i];

        words->codes = words->codes || rule->kind == ROW_CODE;
        for (int leaf = 0; leaf < block->n_leaves; leaf++) {
            if (!rule->values[leaf].used)
                continue;
            add_word(words,
                     rule->values[leaf].item.n > 0 ? rule->values[leaf].item
                                                   : rule->item,
                     rule->values[leaf].measure);
        }
    }
}

static struct words
words_of(struct arena *arena, const struct table_rule *table)
{
    struct words words = { pairs_new(arena), pairs_new(arena), false };

    add_pattern_words(&words, table->caption_patterns,
                      table->n_caption_patterns);
    for (int p = 0; p < table->n_parts; p++) {
        const struct part_rule *part = &table->parts[p];

        for (int i = 0; i < part->n_cells; i++) {
            add_word(&words, part->cells[i].item, part->cells[i].measure);
            add_pattern_words(&words, part->cells[i].patterns,
                              part->cells[i].n_patterns);
        }
        for (int b = 0; b < part->n_blocks; b++)
            add_block_words(&words, &part->blocks[b]);
    }
    return words;
}

/* "indicator.7" → "indicator.", as record rules have it. */
static struct text
item_word(struct text item)
{
    size_t n = item.n;

    while (n > 0 && item.at[n - 1] >= '0' && item.at[n - 1] <= '9')
        n--;
    return n > 0 && n < item.n && item.at[n - 1] == '.'
               ? text_slice(item, 0, n)
               : item;
}

static bool
is_code(struct text item)
{
    for (size_t i = 0; i < item.n; i++) {
        if (item.at[i] < '0' || item.at[i] > '9')
            return false;
    }
    return item.n >= 3;
}

static bool
has_item(const struct words *words, struct text item)
{
    return (is_code(item) && words->codes)
           || pairs_find(words->items, item, TEXT_NONE) >= 0
           || pairs_find(words->items, item_word(item), TEXT_NONE) >= 0;
}

/* ---- reports ---- */

static struct place
source_place(struct arena *arena, const struct model *model,
             const struct model_table *table, const struct fact *fact)
{
    const char *sheet
        = table->sheet.n > 0 ? text_zero(arena, table->sheet) : NULL;

    if (sheet == NULL)
        return PLACE_FILE(model->file);
    return PLACE_CELL(model->file, sheet, fact->row, fact->col);
}

bool
migrate_report_lost(struct arena *arena, const struct model *lost,
                    const struct template_rule *target,
                    enum diag_level level, struct diag_list *diags)
{
    for (int i = 0; i < lost->n_tables; i++) {
        const struct model_table *table = &lost->tables[i];
        const struct table_rule *rule = mapping_table(target, table->schema);
        struct words words = { NULL, NULL, false };

        if (rule != NULL)
            words = words_of(arena, rule);
        for (int k = 0; k < table->n_facts; k++) {
            const struct fact *fact = &table->facts[k];
            const char *reason = "the template has no such table";
            struct diag *d;

            if (rule != NULL && !has_item(&words, fact->item))
                reason = "its table has no row for this item";
            else if (rule != NULL
                     && pairs_find(words.measures, fact->measure, TEXT_NONE)
                            < 0)
                reason = "its table has no column for this measure";
            else if (rule != NULL)
                reason = "its table has no cell for this item and measure";
            d = diag_add(diags, DIAG_FACT_NO_PLACE,
                         source_place(arena, lost, table, fact),
                         rule != NULL ? rule->place : target->place,
                         "%.*s has no place for %s%s%.*s, %.*s, %.*s: %.*s; "
                         "%s",
                         TEXT_ARG(target->id), table->schema->title,
                         table->instance.n > 0 ? " " : "",
                         TEXT_ARG(table->instance), TEXT_ARG(fact->item),
                         TEXT_ARG(fact->measure),
                         TEXT_ARG(model_value_text(arena, fact)), reason);
            if (d->level != level) {
                diags->n_level[d->level]--;
                diags->n_level[level]++;
                d->level = level;
            }
            d->found = text_zero(arena, model_value_text(arena, fact));
        }
    }
    return lost->n_tables == 0;
}

static void
report_table_gaps(struct arena *arena, const struct table_rule *from,
                  const struct table_rule *to, const struct model *source,
                  struct diag_list *diags)
{
    struct words have = words_of(arena, from);
    struct pairs *told = pairs_new(arena);

    for (int p = 0; p < to->n_parts; p++) {
        for (int b = 0; b < to->parts[p].n_blocks; b++) {
            const struct block_rule *block = &to->parts[p].blocks[b];

            for (int i = 0; i < block->n_rows; i++) {
                for (int leaf = 0; leaf < block->n_leaves; leaf++) {
                    const struct value_rule *v = &block->rows[i].values[leaf];
                    struct text item
                        = v->item.n > 0 ? v->item : block->rows[i].item;
                    bool no_item = item.n > 0 && !has_item(&have, item);

                    if (!v->used
                        || (!no_item
                            && pairs_find(have.measures, v->measure,
                                          TEXT_NONE)
                                   >= 0))
                        continue;
                    if (pairs_add(told, no_item ? item : TEXT_NONE,
                                  no_item ? TEXT_NONE : v->measure, 0)
                        >= 0)
                        continue;
                    diag_add(diags, DIAG_PLACE_NO_FACT,
                             PLACE_FILE(source->file), block->rows[i].place,
                             "%s asks for %.*s, which %.*s does not have; left "
                             "blank",
                             to->schema->title,
                             TEXT_ARG(no_item ? item : v->measure),
                             TEXT_ARG(from->template_id));
                }
            }
        }
    }
}

static void
report_codes(struct arena *arena, const struct model *source,
             const struct model_table *table,
             const struct template_rule *target, struct diag_list *diags)
{
    const struct code_list *list
        = table->schema->codes == NULL
              ? NULL
              : mapping_codes(target, text_of(table->schema->codes));
    struct text last = TEXT_NONE;

    for (int i = 0; list != NULL && i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];

        if (!is_code(fact->item) || text_equal(fact->item, last))
            continue;
        last = fact->item;
        if (codes_name(list, fact->item).n > 0)
            continue;
        diag_add(diags, DIAG_CODE_UNKNOWN,
                 source_place(arena, source, table, fact), target->place,
                 "code %.*s is not in the list %.*s; it keeps its printed name "
                 "'%.*s'",
                 TEXT_ARG(fact->item), TEXT_ARG(list->id),
                 TEXT_ARG(model_find_name(table, fact->item)));
    }
}

void
migrate_report_gaps(struct arena *arena, const struct model *source,
                    const struct template_rule *from,
                    const struct template_rule *target,
                    struct diag_list *diags)
{
    for (int i = 0; i < target->n_tables; i++) {
        const struct table_rule *to = target->tables[i];
        const struct table_rule *of = mapping_table(from, to->schema);

        if (of == to)
            continue;
        if (of == NULL) {
            diag_add(diags, DIAG_PLACE_NO_FACT, PLACE_FILE(source->file),
                     to->place, "%.*s has no table %s; left blank",
                     TEXT_ARG(from->id), to->schema->title);
            continue;
        }
        report_table_gaps(arena, of, to, source, diags);
    }
    for (int i = 0; i < source->n_tables; i++) {
        const struct model_table *table = &source->tables[i];
        const struct table_rule *to = mapping_table(target, table->schema);

        if (to == NULL)
            continue;
        if (table->n_facts > 0 && !text_equal(table->scope, to->scope))
            diag_add(diags, DIAG_SCOPE_DIFFERS,
                     PLACE_SHEET(source->file,
                                 text_zero(arena, table->sheet)),
                     to->place,
                     "the figures cover %.*s, the table of %.*s covers %.*s",
                     TEXT_ARG(table->scope.n > 0
                                  ? table->scope
                                  : TEXT("all appropriations")),
                     TEXT_ARG(target->id),
                     TEXT_ARG(to->scope.n > 0 ? to->scope
                                              : TEXT("all appropriations")));
        report_codes(arena, source, table, target, diags);
    }
}
