/* codecheck.c - see codecheck.h. */
#include "reconcile/codecheck.h"

#include "base/pairs.h"

#define LONGEST 7  /* digits */
#define PER_LINE 8 /* codes of a hint */

/* A code that was met, with its first place. */
struct met {
    struct text code, name;
    const struct code_list *list;
    struct place at;
};

struct codecheck {
    struct arena *arena;
    const struct model *model;
    const struct template_rule *template;
    const struct located *located;
    struct diag_list *diags;
    /* Functional, economic: are codes so long printed, was it told that none
       is. */
    bool printed[2][LONGEST + 1], told_none[2][LONGEST + 1];
    struct met *unknown;
    int n_unknown, unknown_capacity;
    struct pairs *divided[2]; /* codes that a table has codes below; "" too */
    struct pairs *met;        /* list and code of 'unknown' */
    struct pairs *told;       /* code and name that do not go together */
    struct pairs *keys[2];
};

/* One table's codes that have figures. */
struct table_codes {
    const struct model_table *table;
    const struct code_list *list; /* or NULL */
    int class;                    /* 0 functional, 1 economic */
    struct pairs *first;          /* code to index of its first fact */
};

/* 2101550 of 2101550.1, the second row of one code. */
static struct text
code_of(struct text item)
{
    long dot = text_find(item, TEXT("."), 0);

    return dot < 0 ? item : text_slice(item, 0, (size_t)dot);
}

static struct table_codes
list_codes(struct codecheck *c, const struct model_table *table)
{
    struct table_codes codes = { .table = table };
    struct text class = text_of(table->schema->codes);

    codes.class = text_equal(class, TEXT("economic"));
    codes.list = c->template ? mapping_codes(c->template, class) : NULL;
    codes.first = pairs_new(c->arena);
    for (int i = 0; i < table->n_facts; i++) {
        struct text code = code_of(table->facts[i].item);

        if (codes_is_code(code))
            (void)pairs_add(codes.first, code, TEXT_NONE, i);
    }
    return codes;
}

/* ---- places ---- */

static struct place
table_place(struct codecheck *c, const struct model_table *table)
{
    return PLACE_SHEET(c->model->file,
                       text_zero(c->arena, model_table_sheet(table)));
}

/* The first figure of a code; the table where none has a cell. */
static struct place
code_place(struct codecheck *c, const struct table_codes *codes,
           struct text code)
{
    struct place at = table_place(c, codes->table);
    int first = pairs_find(codes->first, code, TEXT_NONE);

    if (first >= 0 && codes->table->facts[first].row >= 0) {
        at.row = codes->table->facts[first].row;
        at.col = codes->table->facts[first].col;
    }
    return at;
}

/* The first cell of a row without figures. */
static struct place
blank_place(struct codecheck *c, const struct model_table *table,
            struct text code)
{
    struct place at = table_place(c, table);

    for (int i = 0; c->located && i < c->located->book->n_sheets; i++) {
        const struct located_sheet *sheet = &c->located->sheets[i];

        for (int k = 0; k < sheet->n_tables; k++) {
            const struct placement *p = sheet->tables[k];

            for (int s = 0; p->table->schema == table->schema && s < p->n_slots;
                 s++) {
                if (text_equal(p->slots[s].item, code))
                    return PLACE_CELL(c->model->file,
                                      text_zero(c->arena, p->grid->name),
                                      p->slots[s].row, p->slots[s].col);
            }
        }
    }
    return at;
}

/* ---- codes that no list has ---- */

static void
meet_unknown(struct codecheck *c, const struct table_codes *codes,
             struct text code)
{
    struct met met = { .code = code, .list = codes->list };

    if (!codes->list || codes->list->n_entries == 0
        || codes_find(codes->list, code) >= 0
        || pairs_add(c->met, codes->list->id, code, 0) >= 0)
        return;
    met.name = model_find_name(codes->table, code);
    met.at = code_place(c, codes, code);
    ARENA_PUSH(c->arena, c->unknown, c->n_unknown, c->unknown_capacity, met);
}

static void
tell_each(struct codecheck *c, const struct met *met)
{
    struct diag *diag = diag_add_as(
        c->diags, DIAG_CODE_UNKNOWN, DIAG_WARNING, met->at, c->template->place,
        "%.*s%s%.*s is no code of %.*s, which has all (%.*s)",
        TEXT_ARG(met->code), met->name.n ? " " : "", TEXT_ARG(met->name),
        TEXT_ARG(met->list->id), TEXT_ARG(met->list->complete));

    diag_hint(c->diags, diag, "mend the code");
}

/* All that an incomplete list lacks, in one. */
static void
tell_unknown(struct codecheck *c, const struct code_list *list)
{
    struct diag *diag = NULL;
    struct text line = TEXT_NONE;
    int n = 0;

    for (int i = 0; i < c->n_unknown; i++)
        n += c->unknown[i].list == list;
    for (int i = 0, k = 0; i < c->n_unknown; i++) {
        const struct met *met = &c->unknown[i];

        if (met->list != list)
            continue;
        if (!diag)
            diag = diag_add(c->diags, DIAG_CODE_UNKNOWN, met->at,
                            c->template->place,
                            "%d code%s not in %.*s, which need not have all", n,
                            n == 1 ? " is" : "s are", TEXT_ARG(list->id));
        line = text_printf(c->arena, "%.*s%s%.*s%s%.*s", TEXT_ARG(line),
                           line.n ? ", " : "", TEXT_ARG(met->code),
                           met->name.n ? " " : "", TEXT_ARG(met->name));
        if (++k % PER_LINE == 0 || k == n) {
            diag_detail(c->diags, diag, "%.*s", TEXT_ARG(line));
            line = TEXT_NONE;
        }
    }
}

static void
tell_all_unknown(struct codecheck *c)
{
    for (int i = 0; i < c->n_unknown; i++) {
        bool first = true;

        if (c->unknown[i].list->complete.n) {
            tell_each(c, &c->unknown[i]);
            continue;
        }
        for (int k = 0; k < i; k++)
            first &= c->unknown[k].list != c->unknown[i].list;
        if (first)
            tell_unknown(c, c->unknown[i].list);
    }
}

/* ---- codes below none ---- */

/* A row of the code above is printed, or should be. */
static void
tell_orphan(struct codecheck *c, const struct table_codes *codes,
            struct text code, struct text above)
{
    struct text name = model_find_name(codes->table, above);
    struct diag *diag;

    if (name.n) {
        diag = diag_add(c->diags, DIAG_TOTAL_BLANK,
                        blank_place(c, codes->table, above), PLACE_NONE,
                        "%.*s has figures, but %.*s %.*s above it is blank",
                        TEXT_ARG(code), TEXT_ARG(above), TEXT_ARG(name));
        diag_hint(c->diags, diag, "fill in the sums of what is below it");
        return;
    }
    diag = diag_add(c->diags, DIAG_CODE_ORPHAN, code_place(c, codes, code),
                    PLACE_NONE,
                    "%.*s stands under no %.*s: that has no row, or no figures",
                    TEXT_ARG(code), TEXT_ARG(above));
    diag_hint(c->diags, diag, "add the row %.*s, or mend the code",
              TEXT_ARG(above));
}

/* Some forms leave out a level of codes in all tables. */
static void
tell_level(struct codecheck *c, const struct table_codes *codes,
           struct text code, struct text above)
{
    struct diag *diag = diag_add_as(
        c->diags, DIAG_CODE_ORPHAN, DIAG_HINT, code_place(c, codes, code),
        PLACE_NONE, "%.*s stands under no %.*s: no code of %d digits has a row",
        TEXT_ARG(code), TEXT_ARG(above), (int)above.n);

    diag_hint(c->diags, diag, "if the form has such rows, add them");
}

/* Does the template print all codes of a list, so that rules miss the sum? */
static bool
has_catalogue(const struct codecheck *c, const struct model_table *table)
{
    const struct table_rule *rule
        = c->template ? mapping_table(c->template, table->schema) : NULL;

    for (int i = 0; rule && i < rule->n_parts; i++) {
        for (int b = 0; b < rule->parts[i].n_blocks; b++) {
            const struct block_rule *block = &rule->parts[i].blocks[b];

            for (int k = 0; k < block->n_rows; k++) {
                if (block->rows[k].catalogue)
                    return true;
            }
        }
    }
    return false;
}

static void
check_above(struct codecheck *c, const struct table_codes *codes,
            struct pairs *missed, struct text code)
{
    for (size_t n = 3; n < code.n; n += 2) {
        struct text above = text_slice(code, 0, n);

        if (pairs_find(codes->first, above, TEXT_NONE) >= 0
            || pairs_add(missed, above, TEXT_NONE, 0) >= 0)
            continue;
        if (c->printed[codes->class][n]
            || model_find_name(codes->table, above).n)
            tell_orphan(c, codes, code, above);
        else if (!c->told_none[codes->class][n])
            tell_level(c, codes, code, above);
        c->told_none[codes->class][n] |= !c->printed[codes->class][n];
    }
}

static void
check_codes(struct codecheck *c, const struct table_codes *codes)
{
    const struct model_table *table = codes->table;
    struct pairs *missed = pairs_new(c->arena);
    bool tree = !has_catalogue(c, table);

    for (int i = 0; i < table->n_facts; i++) {
        struct text code = code_of(table->facts[i].item);

        if (!codes_is_code(code)
            || pairs_find(codes->first, code, TEXT_NONE) != i)
            continue;
        meet_unknown(c, codes, code);
        if (tree)
            check_above(c, codes, missed, code);
    }
}

/* ---- codes without those below ---- */

/* All that stand above a code, "" for the total. */
static void
add_divided(struct pairs *divided, struct text code)
{
    (void)pairs_add(divided, TEXT_NONE, TEXT_NONE, 0);
    for (size_t n = 3; n < code.n; n += 2)
        (void)pairs_add(divided, text_slice(code, 0, n), TEXT_NONE, 0);
}

static bool
is_nothing(const struct fact *fact)
{
    return fact->kind == VALUE_TEXT || decimal_is_zero(fact->value);
}

/* The total is the code "". */
static void
check_below(struct codecheck *c, const struct table_codes *codes)
{
    const struct model_table *table = codes->table;
    struct pairs *here = pairs_new(c->arena), *told = pairs_new(c->arena);

    for (int i = 0; i < table->n_facts; i++) {
        struct text code = code_of(table->facts[i].item);

        if (codes_is_code(code))
            add_divided(here, code);
    }
    for (int i = 0; i < table->n_facts; i++) {
        const struct fact *fact = &table->facts[i];
        bool total = text_equal(fact->item, TEXT("total"));
        struct text code = total ? TEXT_NONE : code_of(fact->item);
        struct place at = table_place(c, table);
        struct diag *diag;

        if ((!total && !codes_is_code(code)) || is_nothing(fact)
            || pairs_find(here, code, TEXT_NONE) >= 0
            || pairs_find(c->divided[codes->class], code, TEXT_NONE) < 0
            || pairs_add(told, code, TEXT_NONE, 0) >= 0)
            continue;
        if (fact->row >= 0) {
            at.row = fact->row;
            at.col = fact->col;
        }
        diag = diag_add(
            c->diags, DIAG_CODE_UNDIVIDED, at, PLACE_NONE,
            "%.*s has figures, but no code below it has; in other "
            "tables they have",
            TEXT_ARG(total ? schema_label(table->schema, fact->item, TEXT_NONE)
                           : code));
        diag_hint(c->diags, diag, "add the rows that are missing");
    }
}

/* ---- names ---- */

/* The names of a list, as they are compared, to their entries. */
static const struct pairs *
keys_of(struct codecheck *c, const struct table_codes *codes)
{
    struct pairs **keys = &c->keys[codes->class];

    if (*keys)
        return *keys;
    *keys = pairs_new(c->arena);
    for (int i = 0; i < codes->list->n_entries; i++)
        (void)pairs_add(
            *keys,
            codes_key(c->arena, codes->list, codes->list->entries[i].name),
            TEXT_NONE, i);
    return *keys;
}

static void
check_name(struct codecheck *c, const struct table_codes *codes,
           const struct printed_name *printed)
{
    const struct code_list *list = codes->list;
    struct text code = printed->code; /* 2101550.1 may have a project's name */
    struct text own = codes_name(list, code), key;
    struct diag *diag;
    int other;

    if (own.n == 0)
        return;
    key = codes_key(c->arena, list, printed->name);
    if (key.n == 0 || text_equal(key, codes_key(c->arena, list, own)))
        return;
    other = pairs_find(keys_of(c, codes), key, TEXT_NONE);
    if (other < 0 || pairs_add(c->told, code, key, 0) >= 0)
        return;
    diag = diag_add(c->diags, DIAG_CODE_NAME_DIFFERS,
                    code_place(c, codes, code), c->template->place,
                    "%.*s is %.*s, but stands beside %.*s, which is %.*s",
                    TEXT_ARG(code), TEXT_ARG(own), TEXT_ARG(printed->name),
                    TEXT_ARG(list->entries[other].code));
    diag_hint(c->diags, diag, "mend the code or its name");
}

/* ---- a filing ---- */

void
codecheck_model(struct arena *arena, const struct model *model,
                const struct template_rule *template,
                const struct located *located, struct diag_list *diags)
{
    struct codecheck c = { .arena = arena,
                           .model = model,
                           .template = template,
                           .located = located,
                           .diags = diags };

    c.met = pairs_new(arena);
    c.told = pairs_new(arena);
    c.divided[0] = pairs_new(arena);
    c.divided[1] = pairs_new(arena);
    for (int i = 0; i < model->n_tables; i++) {
        const struct model_table *table = &model->tables[i];
        struct text class = text_of(table->schema->codes);

        for (int k = 0; class.n && k < table->n_facts; k++) {
            struct text code = code_of(table->facts[k].item);

            if (codes_is_code(code)) {
                int economic = text_equal(class, TEXT("economic"));

                c.printed[economic][code.n] = true;
                add_divided(c.divided[economic], code);
            }
        }
    }
    for (int i = 0; i < model->n_tables; i++) {
        struct table_codes codes;

        if (!model->tables[i].schema->codes)
            continue;
        codes = list_codes(&c, &model->tables[i]);
        check_codes(&c, &codes);
        if (!has_catalogue(&c, codes.table))
            check_below(&c, &codes);
        for (int k = 0; codes.list && k < model->tables[i].n_names; k++)
            check_name(&c, &codes, &model->tables[i].names[k]);
    }
    tell_all_unknown(&c);
}
