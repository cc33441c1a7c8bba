/* scale.c - tables whose figures differ by one power of ten. */
#include "reconcile/scale.h"

#include "base/cellref.h"
#include "canon/unit.h"

#include "reconcile/judge.h"

#define UNPLACED INT16_MIN

/* The units that people take for one another: 千元, 万元, 亿元 and 元. */
static const int powers[] = { 4, 3, 8 };

/* Two tables that rules compare. */
struct edge {
    int a, b;  /* indices of the ledger's tables */
    int power; /* a's figures are 10^power times b's */
    int n;
    bool sure;   /* a figure has digits enough to tell */
    bool broken; /* others say another power, or none */
};

struct scaling {
    struct arena *arena;
    const struct ledger *ledger;
    struct edge *edges;
    int n_edges, edges_capacity;
    int *level; /* [tables] power over the first of its component, UNPLACED */
};

/* The one table of this year that a side is of, or NULL. */
static const struct model_table *
table_of(const struct instance_side *side)
{
    const struct model_table *table = side->n ? side->cells[0]->table : NULL;

    for (int i = 0; i < side->n; i++) {
        if (side->cells[i]->table != table || side->cells[i]->last)
            return NULL;
    }
    return table;
}

/* Does it compare amounts of two tables? */
static bool
is_between(const struct instance *instance, const struct verdict *v)
{
    const struct model_table *a, *b;

    if (instance->rule->kind != RULE_EQUAL || !v->has_amounts
        || v->value != VALUE_AMOUNT || decimal_is_zero(v->left)
        || decimal_is_zero(v->right))
        return false;
    a = table_of(&instance->sides[0]);
    b = table_of(&instance->sides[1]);
    return a && b && a != b;
}

/* The ledger has the model's tables in its order. */
static int
index_of(const struct ledger *ledger, const struct instance_side *side)
{
    return (int)(side->cells[0]->table - ledger->tables[0]->table);
}

/* Is a 10^power times b, but for rounding?  *sure: by no chance. */
static bool
is_times(struct decimal a, struct decimal b, struct decimal tolerance,
         int power, bool *sure)
{
    struct decimal difference;

    if (decimal_shift(b, power, &b) != DECIMAL_OK
        || decimal_shift(tolerance, power, &tolerance) != DECIMAL_OK
        || decimal_subtract(a, b, &difference) != DECIMAL_OK
        || decimal_compare(decimal_absolute(difference), tolerance) > 0)
        return false;
    *sure = decimal_shift(tolerance, 2, &tolerance) == DECIMAL_OK
            && decimal_compare(tolerance, decimal_absolute(a)) <= 0;
    return true;
}

static bool
find_power(const struct verdict *v, int *power, bool *sure)
{
    *power = 0;
    *sure = false;
    if (v->kind == VERDICT_HELD || v->kind == VERDICT_ROUNDING)
        return true;
    for (int i = 0; i < ARRAY_LEN(powers); i++) {
        *power = powers[i];
        if (is_times(v->left, v->right, v->tolerance, *power, sure))
            return true;
        *power = -powers[i];
        if (is_times(v->right, v->left, v->tolerance, powers[i], sure))
            return true;
    }
    return false;
}

static struct edge *
find_edge(struct scaling *s, int a, int b)
{
    struct edge edge = { .a = a, .b = b };

    for (int i = 0; i < s->n_edges; i++) {
        if (s->edges[i].a == a && s->edges[i].b == b)
            return &s->edges[i];
    }
    ARENA_PUSH(s->arena, s->edges, s->n_edges, s->edges_capacity, edge);
    return &s->edges[s->n_edges - 1];
}

static void
add_instance(struct scaling *s, const struct instance *instance,
             const struct verdict *v)
{
    int a = index_of(s->ledger, &instance->sides[0]);
    int b = index_of(s->ledger, &instance->sides[1]), power;
    struct edge *edge = find_edge(s, a < b ? a : b, a < b ? b : a);
    bool sure;

    edge->broken |= !find_power(v, &power, &sure);
    power = a < b ? power : -power;
    edge->broken |= edge->n++ > 0 && edge->power != power;
    edge->power = power;
    edge->sure |= sure || power == 0;
}

/* Most filings have none. */
static bool
has_power(const struct instance_list *instances, const struct verdict *verdicts)
{
    for (int i = 0; i < instances->n; i++) {
        int power;
        bool sure;

        if (is_between(&instances->items[i], &verdicts[i])
            && find_power(&verdicts[i], &power, &sure) && power && sure)
            return true;
    }
    return false;
}

/* Gives all tables that hang together their levels; -1 where two ways lead to
   different ones, else how many there are. */
static int
spread(struct scaling *s, int first, int *component, int number)
{
    bool again = true;
    int n = 1;

    s->level[first] = 0;
    component[first] = number;
    while (again) {
        again = false;
        for (int i = 0; i < s->n_edges; i++) {
            const struct edge *e = &s->edges[i];
            bool has_a = component[e->a] == number;
            bool has_b = component[e->b] == number;

            if (e->broken || !e->sure || (!has_a && !has_b))
                continue;
            if (has_a && has_b) {
                if (s->level[e->a] != s->level[e->b] + e->power)
                    return -1;
                continue;
            }
            if (has_a)
                s->level[e->b] = s->level[e->a] - e->power;
            else
                s->level[e->a] = s->level[e->b] + e->power;
            component[has_a ? e->b : e->a] = number;
            again = true;
            n++;
        }
    }
    return n;
}

/* The level that most tables of the component have; of two that are as many,
   the lower. */
static int
base_level(const struct scaling *s, const int *component, int number)
{
    int best = 0, most = 0;

    for (int i = 0; i < s->ledger->n; i++) {
        int n = 0;

        for (int k = 0; component[i] == number && k < s->ledger->n; k++)
            n += component[k] == number && s->level[k] == s->level[i];
        if (n > most || (n == most && n && s->level[i] < best)) {
            most = n;
            best = s->level[i];
        }
    }
    return best;
}

static void
add_scale(struct scaling *s, int table, int base, struct scale_list *out)
{
    struct scale scale = { .table = s->ledger->tables[table]->table,
                           .power = s->level[table] - base };

    for (int i = 0; i < s->n_edges; i++) {
        const struct edge *e = &s->edges[i];
        int other = e->a == table ? e->b : e->a;

        if (e->broken || (e->a != table && e->b != table)
            || s->level[other] != base)
            continue;
        scale.n += e->n;
        if (!scale.other)
            scale.other = s->ledger->tables[other]->table;
    }
    if (scale.other)
        ARENA_PUSH(s->arena, out->items, out->n, out->capacity, scale);
}

struct scale_list
scale_find(struct arena *arena, const struct ledger *ledger,
           const struct instance_list *instances,
           const struct verdict *verdicts)
{
    struct scaling s = { .arena = arena, .ledger = ledger };
    struct scale_list out = { .n = 0 };
    int *component, *base, n = 0;

    if (!has_power(instances, verdicts))
        return out;
    for (int i = 0; i < instances->n; i++) {
        if (is_between(&instances->items[i], &verdicts[i]))
            add_instance(&s, &instances->items[i], &verdicts[i]);
    }
    s.level = ARENA_ARRAY(arena, int, ledger->n);
    component = ARENA_ARRAY(arena, int, ledger->n);
    base = ARENA_ARRAY(arena, int, ledger->n + 1);
    for (int i = 0; i < ledger->n; i++) {
        if (component[i])
            continue;
        if (spread(&s, i, component, ++n) < 0)
            base[n] = UNPLACED;
        else
            base[n] = base_level(&s, component, n);
    }
    for (int i = 0; i < ledger->n; i++) {
        int level = base[component[i]];

        if (level != UNPLACED && s.level[i] != level)
            add_scale(&s, i, level, &out);
    }
    return out;
}

static bool
is_listed(const struct scale_list *scales, const struct instance_side *side)
{
    for (int i = 0; side->n && i < scales->n; i++) {
        if (scales->items[i].table == side->cells[0]->table)
            return true;
    }
    return false;
}

bool
scale_has(const struct scale_list *scales, const struct instance *instance)
{
    const struct instance_side *a = &instance->sides[0];
    const struct instance_side *b = &instance->sides[1];

    return scales->n && a->n && b->n && a->cells[0]->table != b->cells[0]->table
           && (is_listed(scales, a) || is_listed(scales, b));
}

static const char *
times(int power)
{
    static const char *const words[] = { "10,000", "1,000", "100,000,000" };

    for (int i = 0; i < ARRAY_LEN(powers); i++) {
        if (powers[i] == (power < 0 ? -power : power))
            return words[i];
    }
    return N_("a power of ten");
}

/* The person mends the caption where there is one: an option would not do. */
static void
add_hint(const struct scale *scale, struct diag_list *diags, struct diag *diag)
{
    const struct model_table *table = scale->table;
    const char *unit = unit_word(table->unit_shift - scale->power);
    char ref[CELLREF_MAX];

    if (!unit) {
        diag_hint(diags, diag,
                  "write the table's unit above it, 单位：元 or 单位：万元");
    } else if (table->unit_said) {
        cellref_show(table->unit_row, table->unit_col, ref);
        diag_hint(diags, diag,
                  "if they are in %s, write 金额单位：%s in %s; they were read "
                  "as %s",
                  unit, unit, ref, unit_word(table->unit_shift));
    } else {
        diag_hint(diags, diag,
                  "if they are in %s, write 单位：%s above the table; they "
                  "were read as %s",
                  unit, unit, unit_word(table->unit_shift));
    }
}

struct diag *
scale_diag(const struct model *model, const struct scale *scale,
           struct diag_list *diags)
{
    const struct model_table *table = scale->table;
    const char *sheet = text_zero(diags->arena, model_table_sheet(table));
    struct diag *diag = diag_add(
        diags, DIAG_SCALE_DIFFERS,
        table->unit_said
            ? PLACE_CELL(model->file, sheet, table->unit_row, table->unit_col)
            : PLACE_SHEET(model->file, sheet),
        PLACE_NONE,
        scale->power > 0
            ? N_(
                "%s: its figures are all %s times those of %s for the same (%d compared)")
            : N_(
                "%s: its figures are all %s times smaller than those of %s for the same (%d compared)"),
        table->schema->title, diag_say(diags, times(scale->power)),
        scale->other->schema->title, scale->n);

    add_hint(scale, diags, diag);
    return diag;
}
