/* draft_check.c - drafted files are loaded, and the workbooks read by them. */
#include "remap/draft_check.h"

#include <string.h>

#include "mapping/lint.h"
#include "place/census.h"

/* What nobody needs to see of a form that is still to be filled in. */
static bool
is_aside(enum diag_code code)
{
    return code == DIAG_DEPARTMENT_UNKNOWN || code == DIAG_YEAR_UNKNOWN
           || code == DIAG_UNIT_UNNAMED || code == DIAG_TABLE_MISSING;
}

/* Complaints of lint weigh more than any of a sheet. */
static void
lint(struct arena *arena, const struct draft_tables *tables,
     struct draft_verdict *verdicts)
{
    for (int i = 0; i < tables->n; i++) {
        struct diag_list diags = diag_none(arena);

        if (verdicts[i].found
            && !lint_table(arena, verdicts[i].placement->table, &diags))
            verdicts[i].n_bad += 1000;
    }
}

static void
judge(const struct draft_table *t, const struct located *located,
      const struct diag_list *diags, struct draft_verdict *out)
{
    const char *sheet = text_zero(t->arena, t->grid->name);

    for (int s = 0; s < located->book->n_sheets; s++) {
        const struct located_sheet *at = &located->sheets[s];

        for (int i = 0; at->grid == t->grid && i < at->n_tables; i++) {
            if (at->tables[i]->title_row == t->title_row) {
                out->found = true;
                out->placement = at->tables[i];
            }
        }
    }
    for (int i = 0; i < diags->n; i++) {
        const struct diag *d = diags->items[i];

        if (d->level != DIAG_HINT && !is_aside(d->code) && d->at.sheet
            && strcmp(d->at.sheet, sheet) == 0
            && (d->at.row < 0 || (d->at.row >= t->top && d->at.row < t->end)))
            out->n_bad++;
    }
}

bool
draft_check(struct arena *arena, const char *folder,
            const struct load_more *files, const struct draft_tables *tables,
            struct draft_verdict *verdicts, struct diag_list *diags)
{
    struct mapping_set *set = load_folder_with(arena, folder, files, diags);
    const struct template_rule *template
        = set ? mapping_find(set, files->id) : NULL;

    memset(verdicts, 0, (size_t)tables->n * sizeof *verdicts);
    if (!template)
        return false;
    for (int i = 0; i < tables->n; i++) {
        const struct book *book = tables->items[i]->book;
        struct diag_list said = { .arena = arena };
        const struct located *located;

        if (i && tables->items[i - 1]->book == book)
            continue;
        located = locate_book(arena, book, template, &said);
        (void)census_take(arena, located, &said);
        for (int k = i; k < tables->n && tables->items[k]->book == book; k++)
            judge(tables->items[k], located, &said, &verdicts[k]);
    }
    lint(arena, tables, verdicts);
    return true;
}

bool
draft_check_covers(const struct draft_verdict *a, const struct draft_verdict *b)
{
    if (!b->found || b->n_bad > a->n_bad)
        return false;
    if (b->n_bad == 0) /* then it has a meaning for every cell */
        return true;
    for (int i = 0; a->found && i < a->placement->n_slots; i++) {
        const struct slot *slot = &slot_list(a->placement)[i];
        bool found = false;

        for (int k = 0; k < b->placement->n_slots && !found; k++)
            found = slot_list(b->placement)[k].row == slot->row
                    && slot_list(b->placement)[k].col == slot->col;
        if (!found)
            return false;
    }
    return true;
}
