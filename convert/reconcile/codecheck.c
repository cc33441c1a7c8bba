/* codecheck.c - codes and names of a filing compared with its lists'. */
#include "reconcile/codecheck.h"

#include <assert.h>

#include "base/cellref.h"
#include "base/pairs.h"
#include "canon/item.h"
#include "mapping/domain.h"

#define PER_LINE 8 /* codes of a hint, places of a fault */

/* One fault, reported once for all its places. */
struct fault {
    struct diag *diag;
    const char *also;
    int n_also;
};

/* A code that was met, with its first place. */
struct met {
    struct text code, name;
    struct text near; /* the code of that name, where there is one like it */
    const struct code_list *list;
    struct place at;
};

struct codecheck {
    struct arena *arena;
    const struct model *model;
    const struct template_rule *template;
    const struct located *located;
    struct diag_list *diags;
    /* Functional, economic: are codes of a level printed, was it reported that
       none is. */
    bool printed[2][ITEM_LEVELS + 1], told_none[2][ITEM_LEVELS + 1];
    struct met *unknown;
    int n_unknown, unknown_capacity;
    struct pairs *divided[2]; /* codes that a table has codes below; "" too */
    struct pairs *met;        /* list and code of 'unknown' */
    struct pairs *told;       /* kind and code of a fault, to its index */
    struct fault *faults;
    int n_faults, faults_capacity;
    struct pairs *meant;   /* codes that a name belongs to, beside another's */
    struct pairs *keys[2]; /* the names of a list to the first of that name */
    int *next[2];          /* to the next of that name; -1 */
};

/* Facts behind one another of one item: a code, or the total, which is the
   code "". */
struct code_run {
    struct text code;
    int first, end;
    bool met; /* the code has a run before this one */
};

/* One table's codes that have figures. */
struct table_codes {
    const struct model_table *table;
    const struct code_list *list; /* or NULL */
    int class;                    /* 0 functional, 1 economic */
    struct pairs *first;          /* code to index of its first fact */
    struct code_run *runs;        /* [n] */
    int n, capacity;
};

static struct table_codes
list_codes(struct codecheck *c, const struct model_table *table)
{
    struct table_codes codes = { .table = table };
    struct text class = text_of(table->schema->codes);

    codes.class = text_equal(class, TEXT("economic"));
    codes.list = c->template ? mapping_codes(c->template, class) : NULL;
    codes.first = pairs_new(c->arena);
    for (int i = 0; i < table->n_facts;) {
        struct text item = *table->facts[i].item;
        struct code_run run = { .code = item_code(item), .first = i };

        do
            i++;
        while (i < table->n_facts && text_equal(*table->facts[i].item, item));
        run.end = i;
        if (run.code.n == 0 && !text_equal(item, TEXT("total")))
            continue;
        run.met
            = run.code.n > 0
              && pairs_add(codes.first, run.code, TEXT_NONE, run.first) >= 0;
        ARENA_PUSH(c->arena, codes.runs, codes.n, codes.capacity, run);
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

static const struct grid *
find_grid(const struct codecheck *c, struct text sheet)
{
    for (int i = 0; c->located && i < c->located->book->n_sheets; i++) {
        if (text_equal(c->located->sheets[i].grid->name, sheet))
            return c->located->sheets[i].grid;
    }
    return NULL;
}

/*
 * From a figure to the code of its row: the nearest cell on its left that
 * holds the code, else, of a code in parts, the first one of the row.  Without
 * the workbook the place of the code is unknown.
 */
static struct place
place_of_code(struct codecheck *c, struct text sheet, int row, int col,
              struct text code)
{
    const struct grid *grid = find_grid(c, sheet);
    int n = 0, first = col;
    const struct cell *cells = grid ? grid_row(grid, row, &n) : NULL;

    for (int i = n - 1; i >= 0; i--) {
        if (cells[i].col >= col || cells[i].type == CELL_BLANK)
            continue;
        first = cells[i].col;
        if (text_equal(text_fold(c->arena, cells[i].text), code))
            break;
    }
    return PLACE_CELL(c->model->file, text_zero(c->arena, sheet), row, first);
}

/* Of a code with figures; the table where none has a cell. */
static struct place
code_place(struct codecheck *c, const struct table_codes *codes,
           struct text code)
{
    int first = pairs_find(codes->first, code, TEXT_NONE);
    const struct fact *fact = first >= 0 ? &codes->table->facts[first] : NULL;

    if (!fact || fact->row < 0)
        return table_place(c, codes->table);
    return place_of_code(c, model_sheet(codes->table, fact), fact->row,
                         fact->col, code);
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
                if (text_equal(slot_list(p)[s].item, code))
                    return PLACE_CELL(c->model->file,
                                      text_zero(c->arena, p->grid->name),
                                      slot_list(p)[s].row, slot_list(p)[s].col);
            }
        }
    }
    return at;
}

/* ---- faults that several sheets have ---- */

/* A fault that is known already, at one more place. */
static bool
is_again(struct codecheck *c, const char *kind, struct text code,
         struct place at)
{
    int known = pairs_find(c->told, text_of(kind), code);
    char ref[CELLREF_MAX] = "";
    struct fault *fault;

    if (known < 0)
        return false;
    assert(c->faults != NULL);
    fault = &c->faults[known];
    if (at.row >= 0)
        cellref_show(at.row, at.col, ref);
    if (fault->n_also++ < PER_LINE)
        fault->also = arena_printf(c->arena, "%s%s%s%s%s", fault->also,
                                   fault->n_also > 1 ? ", " : "", at.sheet,
                                   at.row >= 0 ? "!" : "", ref);
    return true;
}

static void
add_fault(struct codecheck *c, const char *kind, struct text code,
          struct diag *diag)
{
    struct fault fault = { .diag = diag, .also = "" };

    (void)pairs_add(c->told, text_of(kind), code, c->n_faults);
    ARENA_PUSH(c->arena, c->faults, c->n_faults, c->faults_capacity, fault);
}

static void
tell_also(struct codecheck *c)
{
    for (int i = 0; i < c->n_faults; i++) {
        const struct fault *fault = &c->faults[i];

        if (fault->n_also)
            diag_detail(c->diags, fault->diag, "also %s%s", fault->also,
                        fault->n_also > PER_LINE ? ", …" : "");
    }
}

/* ---- names ---- */

/* The names of a list, as they are compared, to their entries. */
static const struct pairs *
keys_of(struct codecheck *c, const struct table_codes *codes)
{
    struct pairs **keys = &c->keys[codes->class];
    int *next;

    if (*keys != NULL)
        return *keys;
    *keys = pairs_new(c->arena);
    next = c->next[codes->class]
        = ARENA_ARRAY(c->arena, int, codes->list->n_entries + 1);
    for (int i = 0; i < codes->list->n_entries; i++) {
        int first = pairs_add(*keys,
                              codes_key(c->arena, codes->list,
                                        codes_entries(codes->list)[i].name),
                              TEXT_NONE, i);

        next[i] = first < 0 ? -1 : next[first];
        if (first >= 0)
            next[first] = i;
    }
    return *keys;
}

static size_t
n_common(struct text a, struct text b)
{
    size_t n = 0;

    while (n < a.n && n < b.n && a.at[n] == b.at[n])
        n++;
    return n;
}

/* Of the codes that have a name the one most like 'code'. */
static struct text
code_of_name(struct codecheck *c, const struct table_codes *codes,
             struct text name, struct text code)
{
    struct text key = codes_key(c->arena, codes->list, name);
    int i = key.n ? pairs_find(keys_of(c, codes), key, TEXT_NONE) : -1;
    struct text best = TEXT_NONE;

    for (; i >= 0; i = c->next[codes->class][i]) {
        struct text other = codes_entries(codes->list)[i].code;

        if (best.n == 0 || n_common(other, code) > n_common(best, code))
            best = other;
    }
    return best;
}

static void
check_name(struct codecheck *c, const struct table_codes *codes,
           const struct printed_name *printed)
{
    const struct code_list *list = codes->list;
    struct text code = printed->code; /* 2101550.1 may have a project's name */
    struct text own = codes_name(list, code), other;
    struct place at;
    struct diag *diag;

    if (own.n == 0 || text_equal(own, printed->name)
        || text_equal(codes_key(c->arena, list, printed->name),
                      codes_key(c->arena, list, own)))
        return;
    other = code_of_name(c, codes, printed->name, code);
    if (other.n)
        (void)pairs_add(c->meant, other, TEXT_NONE, 0);
    at = code_place(c, codes, code);
    if (other.n == 0 || is_again(c, "name", code, at))
        return;
    diag = diag_add(c->diags, DIAG_CODE_NAME_DIFFERS, at, c->template->place,
                    "%.*s is %.*s, but stands beside %.*s, which is %.*s",
                    TEXT_ARG(code), TEXT_ARG(own), TEXT_ARG(printed->name),
                    TEXT_ARG(other));
    diag_hint(c->diags, diag,
              "write %.*s there, if the name is right, or else the name %.*s",
              TEXT_ARG(other), TEXT_ARG(own));
    add_fault(c, "name", code, diag);
}

/* ---- codes that no list has ---- */

/* Of a list that has all. */
static void
tell_each(struct codecheck *c, const struct met *met)
{
    struct diag *diag;

    if (is_again(c, "unknown", met->code, met->at))
        return;
    diag = diag_add_as(c->diags, DIAG_AS(DIAG_CODE_UNKNOWN, DIAG_WARNING),
                       met->at, c->template->place,
                       "%.*s%s%.*s is no code of %.*s, which has all (%.*s)",
                       TEXT_ARG(met->code), met->name.n ? " " : "",
                       TEXT_ARG(met->name), TEXT_ARG(met->list->id),
                       TEXT_ARG(met->list->complete));
    if (met->near.n)
        diag_hint(c->diags, diag, "mend the code: %.*s is %.*s",
                  TEXT_ARG(met->name), TEXT_ARG(met->near));
    else
        diag_hint(c->diags, diag, "mend the code");
    add_fault(c, "unknown", met->code, diag);
}

static void
meet_unknown(struct codecheck *c, const struct table_codes *codes,
             struct text code)
{
    struct met met = { .code = code, .list = codes->list };

    if (!codes->list || codes->list->n_entries == 0
        || codes_find(codes->list, code) >= 0
        || (codes->list->complete.n == 0
            && pairs_add(c->met, codes->list->id, code, 0) >= 0))
        return;
    met.name = model_find_name(codes->table, code);
    met.near = code_of_name(c, codes, met.name, code);
    met.at = code_place(c, codes, code);
    if (codes->list->complete.n)
        tell_each(c, &met);
    else
        ARENA_PUSH(c->arena, c->unknown, c->n_unknown, c->unknown_capacity,
                   met);
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
            diag = diag_add(
                c->diags, DIAG_CODE_UNKNOWN, met->at, c->template->place,
                n == 1
                    ? N_("%d code is not in %.*s, which need not have all")
                    : N_("%d codes are not in %.*s, which need not have all"),
                n, TEXT_ARG(list->id));
        line = text_printf(c->arena, "%.*s%s%.*s%s%.*s", TEXT_ARG(line),
                           line.n ? ", " : "", TEXT_ARG(met->code),
                           met->name.n ? " " : "", TEXT_ARG(met->name));
        if (met->near.n)
            line = text_printf(c->arena,
                               diag_say(c->diags, "%.*s (in the list %.*s)"),
                               TEXT_ARG(line), TEXT_ARG(met->near));
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

        for (int k = 0; k < i; k++)
            first &= c->unknown[k].list != c->unknown[i].list;
        if (first)
            tell_unknown(c, c->unknown[i].list);
    }
}

/* ---- codes below none ---- */

/* The row of the code above is printed, and blank. */
static void
tell_blank(struct codecheck *c, const struct table_codes *codes,
           struct text code, struct text above)
{
    struct place at = blank_place(c, codes->table, above);
    struct text name = model_find_name(codes->table, above);
    struct diag *diag;

    if (is_again(c, "blank", above, at))
        return;
    diag = diag_add(c->diags, DIAG_TOTAL_BLANK, at, PLACE_NONE,
                    "%.*s has figures, but %.*s %.*s above it is blank",
                    TEXT_ARG(code), TEXT_ARG(above), TEXT_ARG(name));
    diag_hint(c->diags, diag, "fill in the sums of what is below it");
    add_fault(c, "blank", above, diag);
}

/* It should be. */
static void
tell_orphan(struct codecheck *c, const struct table_codes *codes,
            struct text code, struct text above)
{
    struct text name = codes->list ? codes_name(codes->list, above) : TEXT_NONE;
    struct place at = code_place(c, codes, code);
    struct diag *diag;

    if (is_again(c, "orphan", above, at))
        return;
    diag = diag_add(c->diags, DIAG_CODE_ORPHAN, at, PLACE_NONE,
                    "%.*s stands under no %.*s: that has no row, or no figures",
                    TEXT_ARG(code), TEXT_ARG(above));
    diag_hint(c->diags, diag,
              "look whether this code or that of a row above it is mistyped; "
              "if not, add the row %.*s%s%.*s to each table that has %.*s",
              TEXT_ARG(above), name.n ? " " : "", TEXT_ARG(name),
              TEXT_ARG(code));
    add_fault(c, "orphan", above, diag);
}

/* Some forms leave out a level of codes in all tables. */
static void
tell_level(struct codecheck *c, const struct table_codes *codes,
           struct text code, struct text above)
{
    struct diag *diag = diag_add_as(
        c->diags, DIAG_AS(DIAG_CODE_ORPHAN, DIAG_HINT),
        code_place(c, codes, code), PLACE_NONE,
        "%.*s stands under no %.*s: no code of %d digits has a row",
        TEXT_ARG(code), TEXT_ARG(above), (int)above.n);

    diag_hint(c->diags, diag,
              "if the form has such rows, add them to all tables; if not, "
              "nothing is wrong");
}

/* Does the template print all codes of a list, so that rules miss the sum? */
static bool
has_catalogue(const struct codecheck *c, const struct model_table *table)
{
    const struct table_rule *rule
        = c->template ? domain_form(c->arena, c->template, table) : NULL;
    struct domain_rows at = { .table = rule };

    while (rule && domain_next_row(&at)) {
        if (at.rule->by_code.catalogue)
            return true;
    }
    return false;
}

static void
check_above(struct codecheck *c, const struct table_codes *codes,
            struct pairs *missed, struct text code)
{
    for (int level = 1; level < item_level(code); level++) {
        struct text above = item_code_at(code, level);

        if (pairs_find(codes->first, above, TEXT_NONE) >= 0
            || pairs_find(c->meant, above, TEXT_NONE) >= 0
            || pairs_add(missed, above, TEXT_NONE, 0) >= 0)
            continue;
        if (model_find_name(codes->table, above).n)
            tell_blank(c, codes, code, above);
        else if (c->printed[codes->class][level])
            tell_orphan(c, codes, code, above);
        else if (!c->told_none[codes->class][level])
            tell_level(c, codes, code, above);
        c->told_none[codes->class][level] |= !c->printed[codes->class][level];
    }
}

static void
check_codes(struct codecheck *c, const struct table_codes *codes)
{
    struct pairs *missed = pairs_new(c->arena);
    bool tree = !has_catalogue(c, codes->table);

    for (int i = 0; i < codes->n; i++) {
        struct text code = codes->runs[i].code;

        if (code.n == 0 || codes->runs[i].met)
            continue;
        meet_unknown(c, codes, code);
        if (tree)
            check_above(c, codes, missed, code);
    }
}

/* ---- codes without those below ---- */

/* All codes above a code, "" for the total. */
static void
add_divided(struct pairs *divided, struct text code)
{
    int level = item_level(code);

    /* Where one is there, so are those above it. */
    while (level-- > 0
           && pairs_add(divided, item_code_at(code, level), TEXT_NONE, 0) < 0)
        continue;
}

static void
list_divided(struct codecheck *c, const struct table_codes *codes)
{
    for (int i = 0; i < codes->n; i++) {
        const struct code_run *run = &codes->runs[i];

        if (run->code.n == 0 || run->met)
            continue;
        c->printed[codes->class][item_level(run->code)] = true;
        add_divided(c->divided[codes->class], run->code);
    }
}

static bool
is_nothing(const struct fact *fact)
{
    return schema_is_text(fact->of->kind) || decimal_is_zero(fact->value);
}

static void
tell_undivided(struct codecheck *c, const struct model_table *table,
               const struct fact *fact, struct text code)
{
    struct place at = fact->row < 0 ? table_place(c, table)
                                    : place_of_code(c, model_sheet(table, fact),
                                                    fact->row, fact->col, code);
    struct diag *diag;

    if (is_again(c, "undivided", code, at))
        return;
    diag = diag_add(
        c->diags, DIAG_CODE_UNDIVIDED, at, PLACE_NONE,
        "%.*s has figures, but no code below it has; in other tables they have",
        TEXT_ARG(code.n ? code
                        : schema_label(table->schema, *fact->item, TEXT_NONE)));
    diag_hint(c->diags, diag, "add the rows that are missing");
    add_fault(c, "undivided", code, diag);
}

/* The first that is not nothing, or NULL. */
static const struct fact *
find_figure(const struct table_codes *codes, const struct code_run *run)
{
    for (int i = run->first; i < run->end; i++) {
        if (!is_nothing(&codes->table->facts[i]))
            return &codes->table->facts[i];
    }
    return NULL;
}

static void
check_below(struct codecheck *c, const struct table_codes *codes)
{
    struct pairs *here = pairs_new(c->arena), *told = pairs_new(c->arena);

    for (int i = 0; i < codes->n; i++) {
        if (codes->runs[i].code.n && !codes->runs[i].met)
            add_divided(here, codes->runs[i].code);
    }
    for (int i = 0; i < codes->n; i++) {
        const struct code_run *run = &codes->runs[i];
        const struct fact *fact;

        if (pairs_find(here, run->code, TEXT_NONE) >= 0
            || pairs_find(c->divided[codes->class], run->code, TEXT_NONE) < 0)
            continue;
        fact = find_figure(codes, run);
        if (fact && pairs_add(told, run->code, TEXT_NONE, 0) < 0)
            tell_undivided(c, codes->table, fact, run->code);
    }
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
    struct table_codes *all
        = ARENA_ARRAY(arena, struct table_codes, model->n_tables + 1);
    int n = 0;

    c.met = pairs_new(arena);
    c.told = pairs_new(arena);
    c.meant = pairs_new(arena);
    c.divided[0] = pairs_new(arena);
    c.divided[1] = pairs_new(arena);
    for (int i = 0; i < model->n_tables; i++) {
        if (!model->tables[i].schema->codes)
            continue;
        all[n] = list_codes(&c, &model->tables[i]);
        list_divided(&c, &all[n++]);
    }
    for (int i = 0; i < n; i++) {
        const struct model_table *table = all[i].table;

        for (int k = 0; all[i].list && k < table->n_names; k++)
            check_name(&c, &all[i], &table->names[k]);
        check_codes(&c, &all[i]);
        if (!has_catalogue(&c, table))
            check_below(&c, &all[i]);
    }
    tell_all_unknown(&c);
    tell_also(&c);
}
