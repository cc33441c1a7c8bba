/* check.c - every rule held against a model, and what is found. */
#include "reconcile/check.h"

#include "base/cellref.h"
#include "canon/unit.h"
#include "reconcile/expand.h"
#include "reconcile/judge.h"

#define WAN 4 /* the unit_shift of 万元 */

/* One model while it is checked. */
struct checking {
    struct arena *arena;
    const struct rule_set *rules;
    struct ledger *ledger;
    struct instance_list instances; /* by rule */
    struct findings *out;
};

/* ---- words ---- */

/* On one line. */
static struct text
flat(struct arena *arena, struct text t)
{
    char *out = arena_copy(arena, t.at, t.n);
    size_t n = 0;

    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] != '\n' && t.at[i] != '\r')
            out[n++] = t.at[i];
    }
    return (struct text){ out, n };
}

/* The name that an indicator or spending item goes by. */
static struct text
record_name(const struct model_table *table, struct text item)
{
    static const char *const measures[]
        = { "level3", "level2", "item", "name" };

    /* Only evaluations have records; other tables may have 100,000 rows. */
    for (int i = 0; table->schema->evaluation && i < ARRAY_LEN(measures); i++) {
        const struct fact *fact = model_find(table, item, text_of(measures[i]));

        if (fact && fact->kind == VALUE_TEXT)
            return fact->text;
    }
    return TEXT_NONE;
}

/* Behind the rule's sentence: which of its many places. */
static const char *
where_text(struct arena *arena, const struct instance *instance)
{
    const struct model_table *table = instance->table;
    struct text t = text_of(table->schema->title), name;
    struct text item = instance->item;

    if (item.n == 0 && instance->sides[0].n)
        item = instance->sides[0].cells[0]->item;
    if (table->instance.n)
        t = text_printf(arena, "%.*s《%.*s》", TEXT_ARG(t),
                        TEXT_ARG(table->instance));
    if (instance->item.n) {
        t = text_printf(
            arena, "%.*s %.*s", TEXT_ARG(t),
            TEXT_ARG(model_item_label(arena, table, instance->item)));
        name = record_name(table, instance->item);
        if (name.n)
            t = text_printf(arena, "%.*s %.*s", TEXT_ARG(t), TEXT_ARG(name));
    }
    if (instance->measure.n)
        t = text_printf(
            arena, "%.*s %.*s", TEXT_ARG(t),
            TEXT_ARG(model_measure_label(table, item, instance->measure)));
    if (instance->group.n)
        t = text_printf(arena, "%.*s %.*s", TEXT_ARG(t),
                        TEXT_ARG(instance->group));
    return text_zero(arena, flat(arena, t));
}

struct text
check_cell_label(struct arena *arena, const struct finding_cell *cell)
{
    return model_label(arena, cell->table, cell->item, cell->measure);
}

/* Its sheet, the table's title where none is known. */
static struct text
cell_sheet(const struct finding_cell *cell)
{
    return cell->sheet.n ? cell->sheet : text_of(cell->table->schema->title);
}

struct text
check_cell_name(struct arena *arena, const struct finding_cell *cell)
{
    struct text sheet = cell_sheet(cell);
    char ref[CELLREF_MAX];

    if (cell->row < 0)
        return sheet;
    cellref_show(cell->row, cell->col, ref);
    return text_printf(arena, "%.*s!%s", TEXT_ARG(sheet), ref);
}

/* With at least so many decimals. */
static struct text
fixed_text(struct arena *arena, struct decimal d, int decimals)
{
    d = decimal_normal(d);
    while (d.scale < decimals && d.units < DECIMAL_MAX / 10
           && d.units > -(DECIMAL_MAX / 10)) {
        d.units *= 10;
        d.scale++;
    }
    return decimal_text(arena, d);
}

/* In the unit that a sheet shows; decimals are those of the value's unit. */
static struct text
shown_text(struct arena *arena, struct decimal value, enum value_kind kind,
           int unit_shift, int decimals)
{
    if (kind == VALUE_AMOUNT) {
        if (decimal_shift(value, -unit_shift, &value) != DECIMAL_OK)
            return TEXT("?");
        decimals += unit_shift;
    } else if (kind == VALUE_RATIO) {
        struct text t;

        if (decimal_shift(value, 2, &value) != DECIMAL_OK)
            return TEXT("?");
        t = fixed_text(arena, value, decimals - 2);
        return text_printf(arena, "%.*s%%", TEXT_ARG(t));
    }
    return fixed_text(arena, value, decimals);
}

/* Of an amount.  A facts file does not say the unit of its sheets, but only
   amounts in 万元 have decimals below zero. */
static int
shift_of(const struct model_table *table, const struct fact *fact)
{
    return table->unit_shift == 0 && fact && fact->kind == VALUE_AMOUNT
                   && fact->decimals < 0
               ? WAN
               : table->unit_shift;
}

struct text
check_cell_value(struct arena *arena, const struct finding_cell *cell)
{
    const struct fact *fact = cell->fact;

    if (!fact)
        return TEXT_NONE;
    if (fact->kind == VALUE_TEXT)
        return fact->text;
    return shown_text(arena, fact->value, fact->kind,
                      shift_of(cell->table, fact), fact->decimals);
}

const char *
check_outcome_word(enum finding_outcome outcome)
{
    static const char *const words[] = {
        [FINDING_ROUNDING] = "rounding",
        [FINDING_MISMATCH] = "mismatch",
        [FINDING_BLANK] = "blank",
        [FINDING_TOTAL] = "total_blank",
    };

    return words[outcome];
}

const char *
check_unjudged_word(enum unjudged reason)
{
    static const char *const words[UNJUDGED_N] = {
        [UNJUDGED_TABLE] = "缺少表",    [UNJUDGED_BLANK] = "有空白",
        [UNJUDGED_TEXT] = "文字不可比", [UNJUDGED_BASE] = "基数为零",
        [UNJUDGED_RANGE] = "数值过大",
    };

    return words[reason];
}

/* ---- findings ---- */

static void
add_cell(struct checking *c, const struct ledger_cell *cell, int side,
         struct finding *finding)
{
    struct finding_cell entered
        = { .table = cell->table,
            .fact = cell->fact,
            .item = cell->item,
            .measure = cell->measure,
            .proof = cell->proof,
            .side = side,
            .sheet = model_sheet(cell->table, cell->fact),
            .row = -1,
            .col = -1 };

    if (cell->fact && cell->fact->row >= 0) {
        entered.row = cell->fact->row;
        entered.col = cell->fact->col;
    }

    ARENA_PUSH(c->arena, finding->cells, finding->n_cells,
               finding->cells_capacity, entered);
}

static void
add_cells(struct checking *c, const struct instance *instance,
          struct finding *finding)
{
    for (int s = 0; s < RULE_SIDES; s++) {
        const struct instance_side *side = &instance->sides[s];

        for (int i = 0; i < side->n; i++) {
            const struct ledger_cell *cell = side->cells[i];

            if (cell->state != LEDGER_ZERO)
                add_cell(c, cell, s, finding);
        }
    }
}

/* Are all blanks that count in columns that are wholly empty? */
static bool
is_of_columns(const struct checking *c, const struct instance *instance)
{
    for (int s = 0; s < RULE_SIDES; s++) {
        for (int i = 0; i < instance->sides[s].n; i++) {
            const struct ledger_cell *cell = instance->sides[s].cells[i];
            const struct ledger_table *table
                = ledger_of(c->ledger, cell->table);

            if (cell->state == LEDGER_BLANK && !cell->proof
                && cell->at_measure < table->n_fact_measures)
                return false;
        }
    }
    return true;
}

/* That of the first cell; of facts, of the first that says it. */
static int
unit_of_cells(const struct finding *finding)
{
    int shift = finding->cells[0].table->unit_shift;

    for (int i = 0; shift == 0 && i < finding->n_cells; i++) {
        if (finding->cells[i].table == finding->cells[0].table)
            shift = shift_of(finding->cells[i].table, finding->cells[i].fact);
    }
    return shift;
}

static enum finding_outcome
outcome_of(const struct verdict *v)
{
    if (v->kind == VERDICT_ROUNDING)
        return FINDING_ROUNDING;
    if (v->kind == VERDICT_SHORT)
        return v->total ? FINDING_TOTAL : FINDING_BLANK;
    return FINDING_MISMATCH;
}

static int
find_total(const struct finding *finding, const struct ledger_cell *total)
{
    for (int i = 0; i < finding->n_cells; i++) {
        const struct finding_cell *cell = &finding->cells[i];

        if (cell->table == total->table && text_equal(cell->item, total->item)
            && text_equal(cell->measure, total->measure))
            return i;
    }
    return -1;
}

static void
add_finding(struct checking *c, const struct instance *instance,
            const struct verdict *v)
{
    struct finding finding = {
        .rule = instance->rule,
        .outcome = outcome_of(v),
        .has_amounts = v->has_amounts,
        .left = v->left,
        .right = v->right,
        .difference = v->difference,
        .tolerance = v->tolerance,
        .kind = v->value,
        .remark = v->remark,
        .table = instance->table,
        .columns = v->kind == VERDICT_SHORT && is_of_columns(c, instance),
    };

    finding.text
        = arena_printf(c->arena, "%.*s（%s）", TEXT_ARG(instance->rule->zh),
                       where_text(c->arena, instance));
    add_cells(c, instance, &finding);
    finding.total = v->total ? find_total(&finding, v->total) : -1;
    if (finding.total >= 0)
        finding.text = arena_printf(
            c->arena, "%.*s 是空白：%s",
            TEXT_ARG(check_cell_label(c->arena, &finding.cells[finding.total])),
            finding.text);
    if (v->witness)
        add_cell(c, v->witness, 1, &finding);
    if (finding.n_cells)
        finding.unit_shift = unit_of_cells(&finding);
    ARENA_PUSH(c->arena, c->out->items, c->out->n, c->out->capacity, finding);
}

/* What is wrong with a whole column is reported once, with the number of rows. */
static bool
is_repeated(struct checking *c, const struct instance *instance,
            const struct verdict *v)
{
    struct finding *last = c->out->n ? &c->out->items[c->out->n - 1] : NULL;

    if (v->kind != VERDICT_SHORT || !last || last->rule != instance->rule
        || last->table != instance->table || !last->columns
        || !is_of_columns(c, instance))
        return false;
    last->n_more++;
    return true;
}

/* One complaint a blank total: of the first instance that misses it. */
static bool
is_told(const struct instance *instance, const struct verdict *v)
{
    bool all = true;

    if (v->kind != VERDICT_SHORT)
        return false;
    if (v->total)
        return v->total->told != instance;
    for (int s = 0; s < RULE_SIDES; s++) {
        for (int i = 0; i < instance->sides[s].n; i++) {
            const struct ledger_cell *cell = instance->sides[s].cells[i];

            if (cell->state == LEDGER_BLANK && !cell->proof)
                all &= cell->told != NULL;
        }
    }
    return all;
}

static void
tally_unjudged(struct checking *c, const struct instance *instance,
               struct rule_tally *tally, enum unjudged why)
{
    tally->unjudged[why]++;
    if (!tally->example)
        tally->example
            = arena_printf(c->arena, "%s：%s", check_unjudged_word(why),
                           where_text(c->arena, instance));
}

/* True unless it is a mismatch at level error. */
static bool
tell(struct checking *c, const struct instance *instance,
     const struct verdict *v)
{
    const struct rule *rule = instance->rule;
    struct rule_tally *tally = &c->out->tallies[rule - c->rules->items];

    switch (v->kind) {
    case VERDICT_HELD:
        tally->held++;
        tally->proved += v->proved;
        return true;
    case VERDICT_ROUNDING:
        tally->rounding++;
        break;
    case VERDICT_MISMATCH:
        tally->mismatched++;
        break;
    case VERDICT_SHORT:
    case VERDICT_UNJUDGED:
        tally_unjudged(c, instance, tally, v->why);
        break;
    case VERDICT_VOID:
        break;
    }
    if (v->kind == VERDICT_UNJUDGED || v->kind == VERDICT_VOID
        || is_told(instance, v) || scale_has(&c->out->scales, instance)
        || is_repeated(c, instance, v))
        return true;
    add_finding(c, instance, v);
    return v->kind != VERDICT_MISMATCH || rule->level != DIAG_ERROR;
}

/* All instances, before any is reported: one may settle another. */
static struct verdict *
judge_all(struct checking *c)
{
    int n = c->instances.n;
    struct verdict *verdicts = ARENA_ARRAY(c->arena, struct verdict, n + 1);
    bool again = true;

    /* What one rule proves may be what another waits for. */
    while (again) {
        again = false;
        for (int i = 0; i < n; i++)
            again |= judge_prove(&c->instances.items[i]);
    }
    for (int i = 0; i < n; i++) {
        const struct instance *instance = &c->instances.items[i];
        struct verdict *v = &verdicts[i];

        v->kind = VERDICT_VOID;
        if (instance->silent)
            continue;
        *v = judge_instance(c->arena, c->ledger, instance);
        if (v->total && !v->total->told)
            v->total->told = instance;
    }
    c->out->scales = scale_find(c->arena, c->ledger, &c->instances, verdicts);
    return verdicts;
}

static void
expand_all(struct checking *c, const bool *wanted, const struct model *model)
{
    struct text template_id = model->template_id;

    if (template_id.n == 0 && model->n_tables)
        template_id = model->tables[0].template_id;
    for (int i = 0; i < c->rules->n; i++) {
        const struct rule *rule = &c->rules->items[i];

        if ((wanted && !wanted[i])
            || !rule_applies(rule, template_id, model->fiscal_year))
            continue;
        if (!expand_rule(c->arena, c->ledger, rule, &c->instances))
            c->out->tallies[i].unjudged[UNJUDGED_TABLE]++;
    }
}

bool
check_model(struct arena *arena, const struct rule_set *rules,
            const bool *wanted, const struct model *model, struct findings *out)
{
    struct checking c = { .arena = arena, .rules = rules, .out = out };
    const struct verdict *verdicts;
    bool good = true;

    c.ledger
        = ledger_new(arena, model, ledger_template(model, rules->templates));
    if (!out->tallies)
        out->tallies = ARENA_ARRAY(arena, struct rule_tally, rules->n + 1);
    expand_all(&c, wanted, model);
    verdicts = judge_all(&c);
    for (int i = 0; i < c.instances.n; i++)
        good &= tell(&c, &c.instances.items[i], &verdicts[i]);
    return good;
}

/* ---- complaints ---- */

const struct finding_cell *
check_place(const struct finding *finding)
{
    if (finding->total >= 0)
        return finding->cells[finding->total].row < 0
                   ? NULL
                   : &finding->cells[finding->total];
    for (int i = 0; i < finding->n_cells; i++) {
        if (finding->cells[i].fact && finding->cells[i].row >= 0)
            return &finding->cells[i];
    }
    return NULL;
}

static struct place
place_of(struct arena *arena, const struct model *model,
         const struct finding *finding)
{
    const struct finding_cell *cell = check_place(finding);

    if (cell)
        return PLACE_CELL(model->file, text_zero(arena, cell->sheet), cell->row,
                          cell->col);
    return PLACE_SHEET(model->file,
                       text_zero(arena, model_table_sheet(finding->table)));
}

static const char *
finding_unit(const struct finding *finding)
{
    const char *word = "";

    if (finding->kind == VALUE_AMOUNT)
        word = unit_word(finding->unit_shift);
    else if (finding->kind == VALUE_SCORE)
        word = "分";
    return word ? word : "";
}

/* A sum of many: zeros and blanks are summed up in one line. */
static bool
is_nothing(const struct finding *finding, const struct finding_cell *cell)
{
    return finding->has_amounts && finding->n_cells > 4
           && (!cell->fact
               || (cell->fact->kind != VALUE_TEXT
                   && decimal_is_zero(cell->fact->value)));
}

/* What joins a value to the last one written before it, which is of that side;
   -1 where it is the first. */
static const char *
joint(const struct finding *finding, const struct finding_cell *cell, int last)
{
    static const char *const joints[RULE_N_KINDS][RULE_SIDES] = {
        [RULE_EQUAL] = { " ", "=" },
        [RULE_AT_MOST] = { " ", "≤" },
        [RULE_RATIO] = { " ", "/", "=" },
        [RULE_PRODUCT] = { " ", "×", "=" },
    };
    const char *word = joints[finding->rule->kind][cell->side];

    if (!word)
        return " ";
    return last == cell->side ? "+" : word;
}

static int
widest(int a, struct text t)
{
    return text_width(t) > a ? text_width(t) : a;
}

struct line {
    struct text name, label, value;
    const char *unit;
};

static struct line
cell_line(struct arena *arena, const struct finding *finding,
          const struct finding_cell *cell)
{
    struct line line
        = { check_cell_name(arena, cell), check_cell_label(arena, cell),
            check_cell_value(arena, cell), "" };

    if (!cell->fact)
        line.value = cell->proof ? text_printf(arena, "空白，据 %.*s 为零",
                                               TEXT_ARG(cell->proof->id))
                                 : TEXT("空白");
    else if (cell->fact->kind == VALUE_AMOUNT && finding->has_amounts)
        line.unit = unit_word(shift_of(cell->table, cell->fact));
    return line;
}

static void
tell_cells(struct diag_list *diags, struct diag *diag,
           const struct finding *finding)
{
    struct arena *arena = diags->arena;
    struct line *lines = ARENA_ARRAY(arena, struct line, finding->n_cells + 1);
    int name = 0, label = 0, value = 0, last = -1;

    for (int i = 0; i < finding->n_cells; i++) {
        if (is_nothing(finding, &finding->cells[i]))
            continue;
        lines[i] = cell_line(arena, finding, &finding->cells[i]);
        name = widest(name, lines[i].name);
        label = widest(label, lines[i].label);
        if (finding->has_amounts)
            value = widest(value, lines[i].value);
    }
    for (int i = 0; i < finding->n_cells; i++) {
        const struct line *l = &lines[i];

        if (is_nothing(finding, &finding->cells[i]))
            continue;
        diag_detail(diags, diag, "%s %.*s%*s  %.*s%*s  %*s%.*s%s%s",
                    joint(finding, &finding->cells[i], last), TEXT_ARG(l->name),
                    name - text_width(l->name), "", TEXT_ARG(l->label),
                    label - text_width(l->label), "",
                    value > text_width(l->value) ? value - text_width(l->value)
                                                 : 0,
                    "", TEXT_ARG(l->value), l->unit && *l->unit ? " " : "",
                    l->unit ? l->unit : "");
        last = finding->cells[i].side;
    }
}

/* "F9" on the sheet of the finding's first cell, else with its sheet. */
static struct text
short_name(struct arena *arena, const struct finding *finding,
           const struct finding_cell *cell)
{
    char ref[CELLREF_MAX];

    if (cell->row < 0)
        return check_cell_label(arena, cell);
    if (!text_equal(cell->sheet, finding->cells[0].sheet))
        return check_cell_name(arena, cell);
    cellref_show(cell->row, cell->col, ref);
    return text_printf(arena, "%s", ref);
}

static void
tell_nothings(struct diag_list *diags, struct diag *diag,
              const struct finding *finding)
{
    struct arena *arena = diags->arena;
    struct text zero = TEXT_NONE, blank = TEXT_NONE;

    for (int i = 0; i < finding->n_cells; i++) {
        const struct finding_cell *cell = &finding->cells[i];
        struct text *list = cell->fact ? &zero : &blank;

        if (!is_nothing(finding, cell))
            continue;
        *list = text_printf(arena, "%.*s%s%.*s", TEXT_ARG(*list),
                            list->n ? "、" : "",
                            TEXT_ARG(short_name(arena, finding, cell)));
    }
    if (zero.n)
        diag_detail(diags, diag, "  0: %.*s", TEXT_ARG(zero));
    if (blank.n)
        diag_detail(diags, diag, "  blank: %.*s", TEXT_ARG(blank));
}

struct text
check_amount(struct arena *arena, const struct finding *finding,
             struct decimal value)
{
    int decimals = -128;

    for (int i = 0; i < finding->n_cells; i++) {
        const struct fact *fact = finding->cells[i].fact;

        if (fact && fact->kind == finding->kind && fact->decimals > decimals)
            decimals = fact->decimals;
    }
    return shown_text(arena, value, finding->kind, finding->unit_shift,
                      decimals);
}

struct decimal
check_parts(const struct finding *finding)
{
    return finding->cells[finding->total].side == 0 ? finding->right
                                                    : finding->left;
}

/* Of a blank total only the sum of its parts is known. */
static void
tell_parts(struct diag_list *diags, struct diag *diag,
           const struct finding *finding)
{
    diag->want = text_zero(diags->arena, check_amount(diags->arena, finding,
                                                      check_parts(finding)));
    diag->unit = finding_unit(finding);
    diag_hint(
        diags, diag,
        "fill in the total: %s%s%s by its parts, 0.00 where it is nothing",
        diag->want, *diag->unit ? " " : "", diag->unit);
}

static void
tell_amounts(struct diag_list *diags, struct diag *diag,
             const struct finding *finding)
{
    static const char *const between[RULE_N_KINDS] = {
        [RULE_EQUAL] = "and",
        [RULE_AT_MOST] = "over",
        [RULE_RATIO] = "and",
        [RULE_PRODUCT] = "and",
    };
    struct arena *arena = diags->arena;

    if (finding->total >= 0) {
        tell_parts(diags, diag, finding);
        return;
    }
    diag->found = text_zero(arena, check_amount(arena, finding, finding->left));
    diag->want = text_zero(arena, check_amount(arena, finding, finding->right));
    diag->difference
        = text_zero(arena, check_amount(arena, finding, finding->difference));
    diag->tolerance
        = text_zero(arena, check_amount(arena, finding, finding->tolerance));
    diag->unit = finding_unit(finding);
    diag_detail(diags, diag, "  %s %s %s: difference %s, tolerance %s%s%s",
                diag->found, between[finding->rule->kind], diag->want,
                diag->difference, diag->tolerance, *diag->unit ? " " : "",
                diag->unit);
}

/* Every value that entered, for programs. */
static void
give_cells(struct arena *arena, struct diag *diag,
           const struct finding *finding)
{
    struct diag_cell *cells
        = ARENA_ARRAY(arena, struct diag_cell, finding->n_cells + 1);

    for (int i = 0; i < finding->n_cells; i++) {
        const struct finding_cell *from = &finding->cells[i];
        struct diag_cell *to = &cells[i];

        to->sheet = text_zero(arena, cell_sheet(from));
        to->row = from->row;
        to->col = from->col;
        to->side = from->side;
        to->item = text_zero(arena, from->item);
        to->measure = text_zero(arena, from->measure);
        to->label = text_zero(arena, check_cell_label(arena, from));
        if (from->fact)
            to->value = text_zero(arena, check_cell_value(arena, from));
        if (from->fact && from->fact->kind == VALUE_AMOUNT)
            to->unit = unit_word(shift_of(from->table, from->fact));
        if (from->proof)
            to->zero_by = text_zero(arena, from->proof->id);
    }
    diag->cells = cells;
    diag->n_cells = finding->n_cells;
}

/* Blanks that a rule below level error meets are not doubts. */
static enum diag_level
level_of(const struct finding *finding)
{
    switch (finding->outcome) {
    case FINDING_ROUNDING:
        return DIAG_HINT;
    case FINDING_MISMATCH:
        return finding->rule->level;
    case FINDING_BLANK:
    case FINDING_TOTAL:
        break;
    }
    return finding->rule->level == DIAG_ERROR ? DIAG_WARNING : DIAG_HINT;
}

struct diag *
check_diag(const struct model *model, const struct finding *finding,
           struct diag_list *diags)
{
    static const enum diag_code codes[] = {
        [FINDING_ROUNDING] = DIAG_CHECK_ROUNDING,
        [FINDING_MISMATCH] = DIAG_CHECK_MISMATCH,
        [FINDING_BLANK] = DIAG_CHECK_BLANK,
        [FINDING_TOTAL] = DIAG_TOTAL_BLANK,
    };
    const struct rule *rule = finding->rule;
    struct place at = place_of(diags->arena, model, finding);
    struct diag *diag = diag_add_as(
        diags, DIAG_AS(codes[finding->outcome], level_of(finding)), at,
        rule->place, "%s", finding->text);

    if (diag == diags->spare) /* only counted: its evidence is not shown */
        return diag;
    diag->rule = text_zero(diags->arena, rule->id);
    diag_detail(diags, diag, "%.*s", TEXT_ARG(rule->en));
    tell_cells(diags, diag, finding);
    tell_nothings(diags, diag, finding);
    if (finding->has_amounts)
        tell_amounts(diags, diag, finding);
    if (finding->remark)
        diag_detail(diags, diag, "  %s", finding->remark);
    if (finding->n_more)
        diag_detail(diags, diag, "  and %d more rows of the same column",
                    finding->n_more);
    if (finding->outcome == FINDING_BLANK)
        diag_hint(diags, diag,
                  "compare the cells above with the books: one may be "
                  "mistyped, or a blank is not nothing; the difference alone "
                  "does not say which");
    else if (finding->outcome == FINDING_MISMATCH)
        diag_hint(diags, diag,
                  "compare the cells above with the books: one is wrong; a "
                  "cell in several findings first");
    give_cells(diags->arena, diag, finding);
    return diag;
}
