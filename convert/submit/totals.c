/* totals.c - what a blank computes by itself. */
#include "submit/totals.h"

#include "base/version.h"
#include "book/formula.h"
#include "book/sheet_name.h"
#include "canon/item.h"
#include "reconcile/derive.h"

/* A formula of our own, for a slot. */
struct total {
    int sheet;
    const struct slot *slot;
    struct text formula;
    const struct rule *rule;
};

struct totalling {
    struct arena *arena;
    struct blank *blank;
    const struct rule_set *rules;
    struct total *totals;
    int n, capacity;
};

/* ---- rows to type into ---- */

/* The rows that a sum over a run takes in: up to what is not drawn, or is a
   heading, on either side. */
static struct span
run_rows(const struct placement *p, const struct row_run *run)
{
    struct span span = { run->first - 1, 0, run->last + 2, 0 };

    for (int i = 0; i < p->n_slots; i++) {
        if (slot_list(p)[i].row == span.top)
            span.top = run->first;
    }
    return span;
}

/* "'支出决算表'!$A$7:$A$38", with $ before columns only in the same sheet. */
static struct text
column_text(const struct totalling *t, int from, int sheet, struct span rows,
            int col)
{
    struct span span = { rows.top, col, rows.end_row, col + 1 };

    if (from == sheet)
        return text_of(cellref_span_fixed(t->arena, span));
    return text_printf(
        t->arena, "%.*s!%s",
        TEXT_ARG(formula_sheet(t->arena, t->blank->book->sheets[sheet].name)),
        cellref_span_fixed(t->arena, span));
}

/* The codes of a run as an array of texts: one column, or 类 款 项 joined; a
   number has lost the zero before it. */
static struct text
codes_text(const struct totalling *t, int from, int sheet,
           const struct row_run *run)
{
    struct span rows = run_rows(t->blank->tables[sheet], run);
    struct text all = TEXT_NONE;

    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct column_rule *leaf = run->block->leaves[i];
        struct text cells;

        if (leaf->role != COLUMN_CODE)
            continue;
        cells = column_text(t, from, sheet, rows, run->leaves[i].col);
        if (leaf->part == CODE_SECTION || leaf->part == CODE_ITEM)
            cells = text_printf(t->arena, "RIGHT(\"0\"&%.*s,2*(LEN(%.*s)>0))",
                                TEXT_ARG(cells), TEXT_ARG(cells));
        all = all.n == 0 ? cells
                         : text_printf(t->arena, "%.*s&%.*s", TEXT_ARG(all),
                                       TEXT_ARG(cells));
    }
    /* Joined with nothing a number is a text. */
    return text_printf(t->arena, "%.*s&\"\"", TEXT_ARG(all));
}

/* 1 for each code that is below no other one of the run. */
static struct text
uppermost(const struct totalling *t, struct text codes)
{
    return text_printf(
        t->arena,
        "((LEN(%.*s)=3)+(LEN(%.*s)>3)*ISNA(MATCH(LEFT(%.*s,3),%.*s,0))"
        "*((LEN(%.*s)<=5)+ISNA(MATCH(LEFT(%.*s,5),%.*s,0))))",
        TEXT_ARG(codes), TEXT_ARG(codes), TEXT_ARG(codes), TEXT_ARG(codes),
        TEXT_ARG(codes), TEXT_ARG(codes), TEXT_ARG(codes));
}

/* Where a run has the measure; -1: nowhere. */
static int
column_of(const struct row_run *run, struct text measure, enum value_kind kind)
{
    for (int i = 0; i < run->block->n_leaves; i++) {
        const struct value_rule *value = &run->rule->values[i];

        if (value->used && value->item.n == 0 && value->kind == kind
            && text_equal(value->measure, measure))
            return run->leaves[i].col;
    }
    return -1;
}

/* The rows by code of a table; NULL where there are none, or several: which
   of them a total is over the rules do not say. */
static const struct row_run *
code_run(const struct placement *p)
{
    const struct row_run *found = NULL;

    for (int i = 0; i < p->n_runs; i++) {
        if (p->runs[i].rule->kind != ROW_CODE)
            continue;
        if (found != NULL)
            return NULL;
        found = &p->runs[i];
    }
    return found;
}

/* ---- totals of codes ---- */

static bool
is_given(const struct totalling *t, int sheet, int row, int col)
{
    for (int i = 0; i < t->n; i++) {
        if (t->totals[i].sheet == sheet && t->totals[i].slot->row == row
            && t->totals[i].slot->col == col)
            return true;
    }
    return false;
}

static void
add_total(struct totalling *t, int sheet, const struct slot *slot,
          struct text formula, const struct rule *rule)
{
    struct total total = { sheet, slot, formula, rule };

    if (!is_given(t, sheet, slot->row, slot->col))
        ARENA_PUSH(t->arena, t->totals, t->n, t->capacity, total);
}

/* 合计 = Σ类: the value of one item is that of the codes below it. */
static void
add_tree(struct totalling *t, int sheet, const struct rule *rule)
{
    const struct placement *p = t->blank->tables[sheet];
    const struct row_run *run = code_run(p);
    struct text codes, upper;
    struct span rows;

    if (run == NULL)
        return;
    codes = codes_text(t, sheet, sheet, run);
    upper = uppermost(t, codes);
    rows = run_rows(p, run);
    for (int i = 0; i < p->n_slots; i++) {
        const struct slot *slot = &slot_list(p)[i];
        struct span cells
            = { rows.top, column_of(run, slot->measure, slot->kind),
                rows.end_row, 0 };
        const char *values;

        cells.end_col = cells.left + 1;
        if (!text_equal(slot->item, TEXT("total")) || cells.left < 0
            || schema_is_text(slot->kind))
            continue;
        values = cellref_span(t->arena, cells);
        add_total(t, sheet, slot,
                  text_printf(t->arena,
                              "IF(COUNT(%s)=0,\"\",SUMPRODUCT(%.*s,%s))",
                              values, TEXT_ARG(upper), values),
                  rule);
    }
}

/* The code of three digits behind the prefix, or TEXT_NONE. */
static struct text
class_of(struct text item, struct text prefix)
{
    struct text code = text_slice(item, prefix.n, item.n);

    return text_starts(item, prefix) && item_level(code) == 1 ? code
                                                              : TEXT_NONE;
}

/* The table that has a row by code for the term; -1. */
static int
sheet_with_run(const struct totalling *t, const struct rule_term *term,
               const struct slot *slot, int *col)
{
    for (int s = 0; s < t->blank->n; s++) {
        const struct row_run *run = code_run(t->blank->tables[s]);

        if (run == NULL || t->blank->tables[s]->table->schema != term->table)
            continue;
        *col = column_of(run, term->measure.text, slot->kind);
        if (*col >= 0 && t->blank->tables[s]->unit_shift == slot->shift)
            return s;
    }
    return -1;
}

/* expenditure.201 here is 201 there. */
static void
add_class(struct totalling *t, int sheet, const struct slot *slot,
          struct text class, const struct rule_term *of,
          const struct rule *rule)
{
    int col, there = sheet_with_run(t, of, slot, &col);
    const struct row_run *run;
    struct text codes, cells;

    if (there < 0)
        return;
    run = code_run(t->blank->tables[there]);
    codes = codes_text(t, sheet, there, run);
    cells = column_text(t, sheet, there, run_rows(t->blank->tables[there], run),
                        col);
    add_total(
        t, sheet, slot,
        text_printf(t->arena,
                    "IF(SUMPRODUCT((LEFT(%.*s,3)=\"%.*s\")*ISNUMBER(%.*s))=0,"
                    "\"\",SUMPRODUCT((LEFT(%.*s,3)=\"%.*s\")*%.*s,%.*s))",
                    TEXT_ARG(codes), TEXT_ARG(class), TEXT_ARG(cells),
                    TEXT_ARG(codes), TEXT_ARG(class),
                    TEXT_ARG(uppermost(t, codes)), TEXT_ARG(cells)),
        rule);
}

static void
add_classes(struct totalling *t, const struct rule_body *body,
            const struct rule *rule)
{
    for (int side = 0; side < 2; side++) {
        const struct rule_term *here = &body->sides[side].terms[0];
        const struct rule_term *there = &body->sides[!side].terms[0];

        for (int s = 0; s < t->blank->n; s++) {
            const struct placement *p = t->blank->tables[s];

            for (int i = 0; p->table->schema == here->table && i < p->n_slots;
                 i++) {
                struct text class = class_of(slot_list(p)[i].item,
                                             here->item.text);

                if (class.n > 0 && there->item.text.n == 0
                    && text_equal(slot_list(p)[i].measure, here->measure.text))
                    add_class(t, s, &slot_list(p)[i], class, there, rule);
            }
        }
    }
}

/* ---- rules ---- */

static bool
is_value(const struct rule_side *side, enum rule_word_kind item)
{
    return side->n == 1 && side->terms[0].kind == TERM_VALUE
           && side->terms[0].item.kind == item && side->terms[0].n_where == 0;
}

static void
add_rule(struct totalling *t, const struct rule *rule)
{
    for (int b = 0; b < rule->n_bodies; b++) {
        const struct rule_body *body = &rule->bodies[b];

        if (rule->each & EACH_PARENT && is_value(&body->sides[0], WORD_PARENT)
            && is_value(&body->sides[1], WORD_BELOW)) {
            for (int s = 0; s < t->blank->n; s++) {
                if (t->blank->tables[s]->table->schema == body->table)
                    add_tree(t, s, rule);
            }
        }
        if (rule->each == EACH_CLASS && is_value(&body->sides[0], WORD_CODE)
            && is_value(&body->sides[1], WORD_CODE))
            add_classes(t, body, rule);
    }
}

/* ---- what derive finds ---- */

static bool
has_total(void *context, const struct derive_cell *cell)
{
    return is_given(context, cell->sheet, cell->slot->row, cell->slot->col);
}

/*
 * Is the reference to all rows of a run, from elsewhere?  Then it is to what
 * is between the rows around them.
 */
static bool
is_run(const struct totalling *t, int sheet, const struct formula_ref *ref,
       const struct slot *slot, int at, struct span *rows)
{
    const struct placement *p;

    if (ref->sheet.n)
        sheet = sheet_name_find(t->blank->book, ref->sheet);
    else
        sheet = at;
    if (sheet < 0 || sheet >= t->blank->n)
        return false;
    p = t->blank->tables[sheet];
    for (int i = 0; i < p->n_runs; i++) {
        const struct row_run *run = &p->runs[i];

        if (ref->row[0] == run->first && ref->row[1] == run->last
            && (sheet != at || slot->row < run->first
                || slot->row > run->last)) {
            *rows = run_rows(p, run);
            return true;
        }
    }
    return false;
}

/* The formula, and all that it refers to, with commas between. */
static struct text
widened(const struct totalling *t, const struct derived *derived,
        struct text *refs)
{
    struct text formula = derived->formula;
    struct formula_scan scan = { formula, 0, t->arena };
    struct formula_ref ref;
    size_t from = 0;
    struct text out = TEXT_NONE;

    *refs = TEXT_NONE;
    while (formula_next(&scan, &ref)) {
        size_t top = ref.top;
        struct span rows = { ref.row[0], 0, ref.row[1] + 1, 0 };
        struct text cells, sheet = TEXT_NONE;

        if (ref.sheet.n > 0)
            sheet = text_printf(t->arena, "%.*s!",
                                TEXT_ARG(formula_sheet(t->arena, ref.sheet)));
        is_run(t, derived->cell.sheet, &ref, derived->cell.slot,
               derived->cell.sheet, &rows);
        rows.left = ref.col[0];
        rows.end_col = ref.col[1] + 1;
        cells = text_of(cellref_span(t->arena, rows));
        out = text_printf(t->arena, "%.*s%.*s%.*s", TEXT_ARG(out),
                          (int)(top - from), formula.at + from,
                          TEXT_ARG(cells));
        *refs = text_printf(t->arena, "%.*s%s%.*s%.*s", TEXT_ARG(*refs),
                            refs->n > 0 ? "," : "", TEXT_ARG(sheet),
                            TEXT_ARG(cells));
        from = ref.end;
    }
    return text_printf(t->arena, "%.*s%.*s", TEXT_ARG(out),
                       (int)(formula.n - from), formula.at + from);
}

static void
put(struct totalling *t, int sheet, const struct slot *slot,
    struct text formula, const struct rule *rule)
{
    struct blank *blank = t->blank;
    struct blank_sum sum
        = { sheet, slot->row, slot->col,
            text_printf(t->arena, "%.*s。", TEXT_ARG(rule->zh)) };

    grid_put_formula(t->arena, &blank->book->sheets[sheet], slot->row,
                     slot->col, formula);
    ARENA_PUSH(t->arena, blank->sums, blank->n_sums, blank->sums_capacity, sum);
}

static void
put_derived(struct totalling *t)
{
    struct derive_place *places
        = ARENA_ARRAY(t->arena, struct derive_place, t->blank->n + 1);
    struct derive_options options = { .year = t->blank->year->fiscal_year,
                                      .leaves = true,
                                      .given = has_total,
                                      .context = t };
    struct derived_list list;

    for (int s = 0; s < t->blank->n; s++)
        places[s] = (struct derive_place){ t->blank->tables[s], s };
    list = derive_formulas(t->arena, t->blank->book, t->rules, places,
                           t->blank->n, &options);
    for (int i = 0; i < list.n; i++) {
        const struct derived *derived = &list.items[i];
        struct text refs, formula;

        if (derived->lack != DERIVE_MADE)
            continue;
        formula = widened(t, derived, &refs);
        put(t, derived->cell.sheet, derived->cell.slot,
            text_printf(t->arena, "IF(COUNT(%.*s)=0,\"\",%.*s)", TEXT_ARG(refs),
                        TEXT_ARG(formula)),
            derived->rule);
    }
}

void
totals_put(struct arena *arena, struct blank *blank,
           const struct rule_set *rules)
{
    struct totalling t = { .arena = arena, .blank = blank, .rules = rules };
    int year = blank->year->fiscal_year;

    for (int i = 0; i < rules->n; i++) {
        const struct rule *rule = &rules->items[i];

        if (rule->kind == RULE_EQUAL && rule->level == DIAG_ERROR
            && rule_applies(rule, blank->template->id, year))
            add_rule(&t, rule);
    }
    put_derived(&t);
    for (int i = 0; i < t.n; i++)
        put(&t, t.totals[i].sheet, t.totals[i].slot, t.totals[i].formula,
            t.totals[i].rule);
}

struct blank *
totals_blank(struct arena *arena, const struct template_rule *template,
             int rows, int year, const struct rule_set *rules,
             struct diag_list *diags)
{
    struct blank *blank = blank_draw(arena, template, rows, year);

    if (year && (year < template->year_first || year > template->year_last))
        diag_add(
            diags, DIAG_YEAR_DIFFERS, PLACE_NONE, template->place,
            "--year says %d, the template %.*s is for %s", year,
            TEXT_ARG(template->id),
            mapping_years(arena, template->year_first, template->year_last));
    blank->book->drawn_by = TEXT(VERSION);
    totals_put(arena, blank, rules);
    blank_dress(arena, blank);
    return blank;
}
