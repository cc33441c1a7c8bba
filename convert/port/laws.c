/* laws.c - generated models, drawn and read back. */
#include "port/laws.h"

#include <assert.h>

#include "canon/item.h"
#include "mapping/domain.h"
#include "place/draw.h"
#include "port/export.h"
#include "port/import.h"

/* A small generator whose numbers are the same everywhere (xorshift64*). */
struct dice {
    uint64_t state;
};

static uint64_t
roll(struct dice *dice, uint64_t sides)
{
    dice->state ^= dice->state >> 12;
    dice->state ^= dice->state << 25;
    dice->state ^= dice->state >> 27;
    return (dice->state * UINT64_C(2685821657736338717) >> 17) % sides;
}

static struct text
random_words(struct arena *arena, struct dice *dice)
{
    static const char *const words[] = {
        "医疗保障", "办公楼维修", "A类",   "“十四五”", "及时、足额", "12次",
        "≥95%",     "3,000人",    "=合计", "项目 甲",  "https://x",  "😀",
    };
    struct text t = TEXT_NONE;
    int n = 1 + (int)roll(dice, 3);

    for (int i = 0; i < n; i++)
        t = text_printf(arena, "%.*s%s%d", TEXT_ARG(t),
                        words[roll(dice, (uint64_t)ARRAY_LEN(words))],
                        (int)roll(dice, 9000)); /* seldom twice */
    return t;
}

/* A text that a glob of the mapping accepts. */
static struct text
glob_words(struct arena *arena, struct dice *dice, struct text glob)
{
    struct text t = TEXT_NONE;

    for (size_t pos = 0; pos < glob.n;) {
        size_t from = pos;

        if (text_next(glob, &pos) == '*')
            t = text_printf(arena, "%.*s%d", TEXT_ARG(t),
                            1 + (int)roll(dice, 12));
        else
            t = text_printf(arena, "%.*s%.*s", TEXT_ARG(t), (int)(pos - from),
                            glob.at + from);
    }
    return t;
}

/* Not each says its day. */
static struct text
random_date(struct arena *arena, struct dice *dice)
{
    int year = 1990 + (int)roll(dice, 50), month = 1 + (int)roll(dice, 12),
        day = 1 + (int)roll(dice, 28);

    if (roll(dice, 6) == 0)
        return text_printf(arena, "%d-%02d", year, month);
    return text_printf(arena, "%d-%02d-%02d", year, month, day);
}

static struct text
slot_text(struct arena *arena, struct dice *dice, const struct slot *slot,
          int year)
{
    if (slot->ticks != NULL)
        return slot->ticks->values[roll(dice, (uint64_t)slot->ticks->n)];
    if (slot->kind == VALUE_DATE)
        return random_date(arena, dice);
    if (text_equal(slot->measure, TEXT("year")))
        return text_printf(arena, "%d", year);
    if (slot->pattern != NULL && slot->pattern->parts[slot->part].glob.n > 0)
        return glob_words(arena, dice, slot->pattern->parts[slot->part].glob);
    if (slot->pattern != NULL)
        return text_printf(arena, "甲乙丙%d", (int)roll(dice, 1000));
    return random_words(arena, dice);
}

static void
slot_number(struct dice *dice, const struct slot *slot,
            const struct table_rule *table, struct fact *fact)
{
    struct decimal value = { 0, 0 };
    int places = 0, shift = 0;

    switch (slot->kind) {
    case VALUE_AMOUNT:
        shift = slot->shift;
        /* In another unit than the table's, those of the template are shown. */
        places = slot->shift == table->unit_shift && roll(dice, 4) == 0
                     ? (int)roll(dice, 5)
                     : table->decimals;
        break;
    case VALUE_RATIO:
        places = (int)roll(dice, 5);
        break;
    case VALUE_SCORE:
        places = (int)roll(dice, 2);
        break;
    case VALUE_COUNT:
    case VALUE_TEXT:
    case VALUE_DATE:
        break;
    }
    if (slot->pattern != NULL)
        places = 0;
    value.units = (int64_t)roll(dice, roll(dice, 5) == 0 ? 1 : 100000000);
    /* All of it, as it is typed. */
    if (slot->kind == VALUE_RATIO && places == 0)
        value.units = 1;
    if (slot->kind == VALUE_AMOUNT && roll(dice, 12) == 0)
        value.units = -value.units;
    value.scale = (uint8_t)places;
    if (slot->pattern != NULL)
        value = decimal_normal(value);
    (void)decimal_shift(value, shift, &fact->value);
    /* 1 in a column of hundredths is 100. */
    if (slot->percent && places < 2)
        places = 2;
    fact->decimals = (int8_t)(places - shift);
}

/* A model has one table of so many: beyond every number at which codes are
   looked up otherwise, and of two digits.  Headings below a list of more than
   100 rows would not be found (place/locate_header.c). */
#define MANY_CODES 80
#define MANY_RECORDS 60

/* A code of the list, or one that the list lacks beside those below it. */
static struct text
roll_code(struct arena *arena, struct dice *dice, const struct code_list *list)
{
    struct text code
        = codes_entries(list)[roll(dice, (uint64_t)list->n_entries)].code;

    for (int i = roll(dice, 2) == 0 ? 0 : list->n_entries; i < list->n_entries;
         i++) {
        struct text below = codes_entries(list)[i].code;

        if (item_level(below) == item_level(code) + 1
            && text_starts(below, code))
            return text_printf(arena, "%.*s%02d", TEXT_ARG(code),
                               50 + (int)roll(dice, 40));
    }
    return code;
}

/* Leaves with all their parents. */
static void
give_codes(struct arena *arena, struct dice *dice,
           const struct template_rule *template, const struct row_rule *rule,
           int n, struct model_table *table)
{
    const struct code_list *list = mapping_codes(template, rule->by_code.list);

    if (list == NULL || list->n_entries == 0 || rule->by_code.catalogue)
        return;
    for (int i = 0; i < n; i++) {
        struct text leaf = roll_code(arena, dice, list);

        for (int level = 1; level <= item_level(leaf); level++) {
            struct text code = item_code_at(leaf, level);
            struct text name = codes_name(list, code);

            if (name.n == 0)
                name = text_printf(arena, "未列名科目%.*s", TEXT_ARG(code));
            if (model_find_name(table, code).n == 0)
                model_add_name(arena, table, code, name);
        }
    }
}

/* A fact in the last record of a list, so that all of them are drawn. */
static void
give_records(struct arena *arena, const struct block_rule *block,
             const struct row_rule *rule, int n, struct model_table *table)
{
    struct text item = item_member(arena, rule->item, n);

    for (int i = 0; i < block->n_leaves; i++) {
        if (!rule->values[i].used || block->leaves[i]->group)
            continue;
        model_add_fact(arena, table, item, rule->values[i].measure,
                       rule->values[i].kind);
        return;
    }
}

/* Half of the lines that need not be there have something to say. */
static void
give_optional(struct arena *arena, struct dice *dice,
              const struct table_rule *table, struct model_table *shape)
{
    for (int p = 0; p < table->n_parts; p++) {
        const struct part_rule *part = &mapping_parts(table)[p];
        const struct domain_cell *cells = NULL;
        int n = 0;

        if (part->optional && roll(dice, 2) == 0)
            cells = domain_part(arena, part, &n);
        for (int i = 0; i < n; i++) {
            if (!cells[i].undrawn && cells[i].row == NULL)
                model_add_fact(arena, shape, cells[i].item, cells[i].measure,
                               cells[i].kind);
        }
    }
}

static void
give_rows(struct arena *arena, struct dice *dice,
          const struct template_rule *template, const struct table_rule *table,
          bool many, struct model_table *shape)
{
    struct domain_rows at = { .table = table };

    while (domain_next_row(&at)) {
        if (at.rule->kind == ROW_CODE)
            give_codes(arena, dice, template, at.rule,
                       many ? MANY_CODES : 1 + (int)roll(dice, 9), shape);
        if (at.rule->kind == ROW_RECORD)
            give_records(arena, at.in, at.rule,
                         many && roll(dice, 4) == 0 ? MANY_RECORDS
                                                    : 1 + (int)roll(dice, 12),
                         shape);
    }
}

/* The first slot of an item says that a record is there: never absent. */
static bool
must_be_there(const struct domain *domain, const struct slot *slot)
{
    const struct table_rule *table = domain->table;

    if (table->has_instance && text_equal(slot->item, table->instance_item)
        && text_equal(slot->measure, table->instance_measure))
        return true;
    if (text_equal(slot->measure, TEXT("year")))
        return true;
    for (int i = 0; i < domain->n; i++) {
        const struct domain_cell *cell = &domain->cells[i];

        if (cell->row != NULL && cell->row->kind == ROW_RECORD
            && !cell->column->group && text_starts(slot->item, cell->item))
            return text_equal(cell->measure, slot->measure);
    }
    return false;
}

/* A sheet may say a value in two places; it is a sum if one of them is. */
static bool
again(struct model_table *data, const struct slot *slot)
{
    for (int i = 0; i < data->n_facts; i++) {
        if (!text_equal(*data->facts[i].item, slot->item)
            || !text_equal(data->facts[i].of->measure, slot->measure))
            continue;
        if (slot->sum)
            data->facts[i].role = ROLE_SUM;
        return true;
    }
    return false;
}

static bool
has_codes(const struct model *model)
{
    for (int i = 0; i < model->n_tables; i++) {
        if (model->tables[i].n_names > 0)
            return true;
    }
    return false;
}

/* The first table with codes has many. */
static void
give_table(struct arena *arena, struct dice *dice, struct model *model,
           const struct template_rule *template, const struct table_rule *table)
{
    struct model scratch = { .fiscal_year = model->fiscal_year };
    struct model_table *shape
        = model_add_table(arena, &scratch, table->schema, TEXT_NONE);
    struct book *book = ARENA_NEW(arena, struct book);
    struct grid *grid = ARENA_NEW(arena, struct grid);
    const struct draw_source source = {
        .template = template, .table = table, .model = &scratch, .data = shape
    };
    struct placement *p;
    struct model_table *data;
    const struct domain *domain = domain_of(arena, table);
    const struct fact *name;

    give_rows(arena, dice, template, table, !has_codes(model), shape);
    give_optional(arena, dice, table, shape);
    book_style(arena, book, (struct cell_style){ .format = TEXT("General") });
    p = draw_table(arena, book, grid, &source);
    data = model_add_table(arena, model, table->schema, TEXT_NONE);
    data->template_id = template->id;
    data->unit_shift = table->unit_shift;
    data->decimals = table->decimals;
    data->scope = table->scope;
    data->year = model->fiscal_year;
    model_merge_names(arena, data, shape->names, shape->n_names);
    if (table->n_caption_patterns > 0 && !table->schema->evaluation)
        data->department = model->department;
    for (int i = 0; i < p->n_slots; i++) {
        const struct slot *slot = &slot_list(p)[i];
        struct fact *fact;

        if (again(data, slot)
            || (roll(dice, 7) == 0 && !must_be_there(domain, slot)))
            continue;
        fact = model_add_fact(arena, data, slot->item, slot->measure,
                              slot->kind);
        fact->role = slot->sum ? ROLE_SUM : ROLE_LEAF;
        fact->row = slot->row;
        fact->col = (int16_t)slot->col;
        if (schema_is_text(slot->kind))
            fact->text = slot_text(arena, dice, slot, model->fiscal_year);
        else
            slot_number(dice, slot, table, fact);
    }
    import_roles(arena, data);
    name = table->has_instance
               ? model_find(data, table->instance_item, table->instance_measure)
               : NULL;
    if (name != NULL)
        data->instance = model_text(name);
}

/* The last table, if chance gave it the name of the one before it. */
static void
drop_twin(struct model *model)
{
    const struct model_table *last = &model->tables[model->n_tables - 1];

    if (text_equal(last->instance, last[-1].instance))
        model->n_tables--;
}

struct model *
laws_model(struct arena *arena, const struct template_rule *template,
           const struct table_rule *table, uint64_t seed)
{
    struct model *model = ARENA_NEW(arena, struct model);
    struct dice dice = { seed * UINT64_C(2862933555777941757) + 3037000493u };

    model->template_id = template->id;
    model->department = TEXT("某市医疗保障局");
    model->fiscal_year = template->year_first;
    for (int i = 0; i < template->n_tables; i++) {
        const struct table_rule *one = template->tables[i];

        assert(one != NULL);
        if (table != NULL && one != table)
            continue;
        /* Some templates have a table on two sheets. */
        if (!one->has_instance && model_has_table(model, one->schema))
            continue;
        give_table(arena, &dice, model, template, one);
        if (one->has_instance && roll(&dice, 2) == 0) {
            give_table(arena, &dice, model, template, one);
            drop_twin(model);
        }
    }
    return model;
}

/* How many cells of a table have no word in the model. */
static int
count_kept(const struct table_rule *table)
{
    int n = 0;

    for (int p = 0; p < table->n_parts; p++) {
        const struct part_rule *part = &mapping_parts(table)[p];

        for (int i = 0; i < part->n_cells; i++)
            n += part->cells[i].kind == LINE_KEPT;
        for (int b = 0; b < part->n_blocks; b++) {
            for (int i = 0; i < part->blocks[b].n_leaves; i++)
                n += part->blocks[b].leaves[i]->role == COLUMN_KEPT;
            for (int i = 0; i < part->blocks[b].n_rows; i++)
                n += part->blocks[b].rows[i].kept;
        }
    }
    return n;
}

/* A set of statements is drawn whole; the blank ones are not compared. */
static void
drop_blanks(struct model *model)
{
    int n = 0;

    for (int i = 0; i < model->n_tables; i++) {
        if (model->tables[i].n_facts > 0)
            model->tables[n++] = model->tables[i];
    }
    model->n_tables = n;
}

static struct laws_verdict
judge(struct arena *arena, enum language language,
      const struct template_rule *template, const struct table_rule *table,
      uint64_t seed)
{
    struct laws_verdict verdict = { table, LAWS_LOSSLESS, "" };
    struct diag_list diags = { .arena = arena, .language = language };
    struct model *model = laws_model(arena, template, table, seed), *back;
    struct exported out = export_book(arena, template, model, NULL, &diags);
    struct located *located;
    const char *why;
    int kept = count_kept(table);

    if (fact_set_count(&out.lost) > 0) {
        const struct model_table *lost
            = fact_set_pick(arena, &out.lost)->tables;

        verdict.kind = LAWS_LOSES;
        verdict.why
            = arena_printf(arena, diag_say(&diags, "no place for %.*s, %.*s"),
                           TEXT_ARG(*lost->facts[0].item),
                           TEXT_ARG(lost->facts[0].of->measure));
        return verdict;
    }
    located = locate_book(arena, out.book, template, &diags);
    back = import_book(arena, located, &diags);
    if (diags.n_level[DIAG_ERROR] > 0) {
        verdict.kind = LAWS_LOSES;
        for (int i = 0; i < diags.n; i++) {
            if (diags.items[i]->level == DIAG_ERROR) {
                verdict.why = arena_printf(
                    arena, "%s: %s", diag_place(arena, diags.items[i]->at),
                    diags.items[i]->text);
                break;
            }
        }
        return verdict;
    }
    drop_blanks(model);
    drop_blanks(back);
    back->department = model->department;
    for (int i = 0; i < back->n_tables && i < model->n_tables; i++)
        back->tables[i].department = model->tables[i].department;
    why = model_differs(arena, language, model, back);
    if (why) {
        verdict.kind = LAWS_LOSES;
        verdict.why = why;
        return verdict;
    }
    if (kept > 0) {
        verdict.kind = LAWS_KEPT;
        verdict.why = arena_printf(
            arena,
            diag_say(&diags,
                     "%d cells, columns or rows without a word in the model"),
            kept);
    }
    return verdict;
}

bool
laws_template(struct arena *arena, enum language language,
              const struct template_rule *template, uint64_t seed,
              struct laws_verdict **verdicts, int *n)
{
    bool good = true;

    *n = template->n_tables;
    *verdicts = ARENA_ARRAY(arena, struct laws_verdict, *n);
    for (int i = 0; i < *n; i++) {
        /* The worst of several tries. */
        for (uint64_t k = 0; k < 8; k++) {
            struct laws_verdict one = judge(arena, language, template,
                                            template->tables[i], seed + k);

            if (k == 0 || one.kind > (*verdicts)[i].kind)
                (*verdicts)[i] = one;
        }
        good = good && (*verdicts)[i].kind != LAWS_LOSES;
    }
    return good;
}
