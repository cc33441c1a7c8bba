/* live.c - sums replaced by formulas that give them. */
#include "reconcile/live.h"

#include "edit/evaluate.h"
#include "reconcile/derive.h"

struct living {
    struct arena *arena;
    const struct book *book;
};

static const struct cell *
cell_of(const struct book *book, const struct derive_cell *at)
{
    return grid_at(&book->sheets[at->sheet], at->slot->row, at->slot->col);
}

/* Does the formula give what the cell holds?  *known: both are numbers. */
static bool
comes_to(const struct living *l, const struct derived *derived,
         struct decimal *sum, bool *known)
{
    const struct cell *cell = cell_of(l->book, &derived->cell);
    struct decimal value;

    *known = cell && cell->type == CELL_NUMBER
             && decimal_parse_cell(cell->text, &value) == DECIMAL_OK
             && evaluate_number(l->arena, l->book, derived->cell.sheet,
                                derived->formula, sum);
    return *known && decimal_compare(value, *sum) == 0;
}

static bool
accept(void *context, const struct derived *derived)
{
    struct decimal sum;
    bool known;

    return comes_to(context, derived, &sum, &known);
}

static int
count_open(const struct living *l, const struct derived *derived)
{
    int n = 0;

    for (int i = 0; i < derived->n_parts; i++) {
        const struct cell *cell = cell_of(l->book, &derived->parts[i]);

        n += !cell || cell->type != CELL_NUMBER;
    }
    return n;
}

static void
tell_left(const struct living *l, const struct derived *derived, int n_open,
          struct diag_list *diags)
{
    const struct grid *sheet = &l->book->sheets[derived->cell.sheet];
    const struct slot *slot = derived->cell.slot;
    const struct rule *rule = derived->rule;
    const struct cell *cell = cell_of(l->book, &derived->cell);
    struct decimal sum;
    struct diag *d;
    bool known;

    comes_to(l, derived, &sum, &known);
    d = diag_add(diags, DIAG_FORMULA_LEFT,
                 PLACE_CELL(l->book->file, text_zero(l->arena, sheet->name),
                            slot->row, slot->col),
                 rule->place, "the cell holds %.*s, its parts come to %.*s",
                 TEXT_ARG(cell->text),
                 TEXT_ARG(known ? decimal_text(l->arena, sum)
                                : text_of(diag_say(diags, "no number"))));
    d->rule = text_zero(l->arena, rule->id);
    d->found = text_zero(l->arena, cell->text);
    if (known)
        d->want = text_zero(l->arena, decimal_text(l->arena, sum));
    diag_detail(diags, d, "%.*s", TEXT_ARG(rule->zh));
    diag_detail(diags, d, "=%.*s", TEXT_ARG(derived->formula));
    if (n_open > 0)
        diag_detail(diags, d, "no number in %d of its %d parts", n_open,
                    derived->n_parts);
}

struct live_tally
live_formulas(struct arena *arena, struct book *book,
              const struct located *located, const struct rule_set *rules,
              int year, struct diag_list *diags)
{
    struct living l = { .arena = arena, .book = book };
    struct derive_options options
        = { .year = year, .accept = accept, .context = &l };
    struct live_tally tally = { .n_sums = 0 };
    struct derived_list list;
    int n;
    const struct derive_place *places = derive_places(arena, located, &n);

    list = derive_formulas(arena, book, rules, places, n, &options);
    for (int i = 0; i < list.n; i++) {
        const struct derived *item = &list.items[i];
        const struct cell *cell
            = item->cell.slot->row < 0 ? NULL : cell_of(book, &item->cell);

        tally.n_sums++;
        if (item->lack == DERIVE_MADE) {
            tally.n_formulas++;
        } else if (!cell || cell->type == CELL_BLANK) {
            tally.n_blank++;
        } else if (item->lack == DERIVE_REFUSED) {
            int n_open = count_open(&l, item);

            tally.n_open += n_open > 0;
            tally.n_differ += n_open == 0;
            tell_left(&l, item, n_open, diags);
        } else {
            tally.n_uncertain++;
        }
    }
    derive_put(arena, book, &list);
    return tally;
}
