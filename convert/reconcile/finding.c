/* finding.c - a finding's cells, figures and message in words. */
#include "reconcile/finding.h"

#include "base/cellref.h"
#include "canon/unit.h"

#define WAN 4 /* the unit_shift of 万元 */

/* ---- words ---- */

struct text
finding_cell_label(struct arena *arena, const struct finding_cell *cell)
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
finding_cell_name(struct arena *arena, const struct finding_cell *cell)
{
    struct text sheet = cell_sheet(cell);
    char ref[CELLREF_MAX];

    if (cell->file)
        sheet = text_printf(arena, "%s!%.*s", cell->file, TEXT_ARG(sheet));
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

/* A facts file does not say the unit of its sheets, but only amounts in 万元
   have decimals below zero. */
int
finding_cell_shift(const struct finding_cell *cell)
{
    const struct model_table *table = cell->table;
    const struct fact *fact = cell->fact;

    return table->unit_shift == 0 && fact && fact->of->kind == VALUE_AMOUNT
                   && fact->decimals < 0
               ? WAN
               : table->unit_shift;
}

struct text
finding_cell_value(struct arena *arena, const struct finding_cell *cell)
{
    const struct fact *fact = cell->fact;

    if (!fact)
        return TEXT_NONE;
    if (schema_is_text(fact->of->kind))
        return model_text(fact);
    return shown_text(arena, fact->value, fact->of->kind,
                      finding_cell_shift(cell), fact->decimals);
}

const char *
finding_outcome_word(enum finding_outcome outcome)
{
    static const char *const words[] = {
        [FINDING_ROUNDING] = "rounding",
        [FINDING_MISMATCH] = "mismatch",
        [FINDING_BLANK] = "blank",
        [FINDING_TOTAL] = "total_blank",
    };

    return words[outcome];
}

/* ---- messages ---- */

const struct finding_cell *
finding_place(const struct finding *finding)
{
    if (finding->total >= 0)
        return finding->cells[finding->total].row < 0
                   ? NULL
                   : &finding->cells[finding->total];
    for (int i = 0; i < finding->n_cells; i++) {
        if (finding->cells[i].fact && finding->cells[i].row >= 0
            && !finding->cells[i].file)
            return &finding->cells[i];
    }
    return NULL;
}

static struct place
place_of(struct arena *arena, const struct model *model,
         const struct finding *finding)
{
    const struct finding_cell *cell = finding_place(finding);

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

bool
finding_is_nothing(const struct finding *finding,
                   const struct finding_cell *cell)
{
    return finding->has_amounts && finding->n_cells > 4
           && (!cell->fact
               || (!schema_is_text(cell->fact->of->kind)
                   && decimal_is_zero(cell->fact->value)));
}

const char *
finding_joint(const struct finding *finding, const struct finding_cell *cell,
              int last)
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
larger(int a, int b)
{
    return a > b ? a : b;
}

/* With the widths of its texts. */
struct line {
    struct text name, label, value;
    int name_width, label_width, value_width;
    const char *unit;
};

static struct line
cell_line(struct arena *arena, const struct finding *finding,
          const struct finding_cell *cell)
{
    struct line line = { finding_cell_name(arena, cell),
                         finding_cell_label(arena, cell),
                         finding_cell_value(arena, cell),
                         0,
                         0,
                         0,
                         "" };

    if (!cell->fact)
        line.value = cell->proof ? text_printf(arena, "空白，据 %.*s 为零",
                                               TEXT_ARG(cell->proof->id))
                                 : TEXT("空白");
    else if (cell->fact->of->kind == VALUE_AMOUNT && finding->has_amounts)
        line.unit = unit_word(finding_cell_shift(cell));
    line.name_width = text_width(line.name);
    line.label_width = text_width(line.label);
    line.value_width = text_width(line.value);
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
        if (finding_is_nothing(finding, &finding->cells[i]))
            continue;
        lines[i] = cell_line(arena, finding, &finding->cells[i]);
        name = larger(name, lines[i].name_width);
        label = larger(label, lines[i].label_width);
        if (finding->has_amounts)
            value = larger(value, lines[i].value_width);
    }
    for (int i = 0; i < finding->n_cells; i++) {
        const struct line *l = &lines[i];

        if (finding_is_nothing(finding, &finding->cells[i]))
            continue;
        diag_detail(diags, diag, "%s %.*s%*s  %.*s%*s  %*s%.*s%s%s",
                    finding_joint(finding, &finding->cells[i], last),
                    TEXT_ARG(l->name), name - l->name_width, "",
                    TEXT_ARG(l->label), label - l->label_width, "",
                    larger(value - l->value_width, 0), "", TEXT_ARG(l->value),
                    l->unit && *l->unit ? " " : "", l->unit ? l->unit : "");
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
        return finding_cell_label(arena, cell);
    if (cell->file || !text_equal(cell->sheet, finding->cells[0].sheet))
        return finding_cell_name(arena, cell);
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

        if (!finding_is_nothing(finding, cell))
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
finding_amount(struct arena *arena, const struct finding *finding,
               struct decimal value)
{
    int decimals = -128;

    for (int i = 0; i < finding->n_cells; i++) {
        const struct fact *fact = finding->cells[i].fact;

        if (fact && fact->of->kind == finding->kind
            && fact->decimals > decimals)
            decimals = fact->decimals;
    }
    return shown_text(arena, value, finding->kind, finding->unit_shift,
                      decimals);
}

struct decimal
finding_parts(const struct finding *finding)
{
    return finding->cells[finding->total].side == 0 ? finding->right
                                                    : finding->left;
}

/* Of a blank total only the sum of its parts is known. */
static void
tell_parts(struct diag_list *diags, struct diag *diag,
           const struct finding *finding)
{
    diag->want
        = text_zero(diags->arena, finding_amount(diags->arena, finding,
                                                 finding_parts(finding)));
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
    static const char *const sides[RULE_N_KINDS] = {
        [RULE_EQUAL] = N_("  %s and %s: difference %s, tolerance %s%s%s"),
        [RULE_AT_MOST] = N_("  %s over %s: difference %s, tolerance %s%s%s"),
        [RULE_RATIO] = N_("  %s and %s: difference %s, tolerance %s%s%s"),
        [RULE_PRODUCT] = N_("  %s and %s: difference %s, tolerance %s%s%s"),
        [RULE_GROWTH] = N_("  %s against %s: difference %s, tolerance %s%s%s"),
    };
    struct arena *arena = diags->arena;

    if (finding->total >= 0) {
        tell_parts(diags, diag, finding);
        return;
    }
    diag->found
        = text_zero(arena, finding_amount(arena, finding, finding->left));
    diag->want
        = text_zero(arena, finding_amount(arena, finding, finding->right));
    diag->difference
        = text_zero(arena, finding_amount(arena, finding, finding->difference));
    diag->tolerance
        = text_zero(arena, finding_amount(arena, finding, finding->tolerance));
    diag->unit = finding_unit(finding);
    diag_detail(diags, diag, sides[finding->rule->kind], diag->found,
                diag->want, diag->difference, diag->tolerance,
                *diag->unit ? " " : "", diag->unit);
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

        to->file = from->file;
        to->sheet = text_zero(arena, cell_sheet(from));
        to->row = from->row;
        to->col = from->col;
        to->side = from->side;
        to->item = text_zero(arena, from->item);
        to->measure = text_zero(arena, from->measure);
        to->label = text_zero(arena, finding_cell_label(arena, from));
        if (from->fact)
            to->value = text_zero(arena, finding_cell_value(arena, from));
        if (from->fact && from->fact->of->kind == VALUE_AMOUNT)
            to->unit = unit_word(finding_cell_shift(from));
        if (from->proof)
            to->zero_by = text_zero(arena, from->proof->id);
    }
    diag->cells = cells;
    diag->n_cells = finding->n_cells;
}

struct text
finding_text(struct arena *arena, const struct finding *finding,
             enum language language)
{
    const struct rule *rule = finding->rule;
    struct text says = language == LANGUAGE_ZH ? rule->zh : rule->en, total;

    if (finding->total < 0)
        return text_printf(arena, language_say(language, N_("%.*s (%s)")),
                           TEXT_ARG(says), finding->where);
    total = finding_cell_label(arena, &finding->cells[finding->total]);
    return text_printf(arena,
                       language_say(language, N_("%.*s is blank: %.*s (%s)")),
                       TEXT_ARG(total), TEXT_ARG(says), finding->where);
}

/* Blanks that a rule below level error meets are not doubts. */
enum diag_level
finding_level(const struct finding *finding)
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
finding_diag(const struct model *model, const struct finding *finding,
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
    const char *text = text_zero(
        diags->arena, finding_text(diags->arena, finding, diags->language));
    struct diag *diag = diag_add_as(
        diags, DIAG_AS(codes[finding->outcome], finding_level(finding)), at,
        rule->place, "%s", text);

    if (diag == diags->spare) /* only counted: its evidence is not shown */
        return diag;
    diag->rule = text_zero(diags->arena, rule->id);
    tell_cells(diags, diag, finding);
    tell_nothings(diags, diag, finding);
    if (finding->has_amounts)
        tell_amounts(diags, diag, finding);
    if (finding->remark.in[diags->language])
        diag_detail(diags, diag, "  %s", finding->remark.in[diags->language]);
    if (finding->n_more && rule->kind == RULE_BOTH)
        diag_detail(diags, diag, "  and %d more below it", finding->n_more);
    else if (finding->n_more)
        diag_detail(diags, diag, "  and %d more rows of the same column",
                    finding->n_more);
    if (finding->outcome == FINDING_BLANK)
        diag_hint(diags, diag,
                  "compare the cells above with the books: one may be "
                  "mistyped, or a blank is not nothing; the difference alone "
                  "does not say which");
    else if (finding->outcome == FINDING_MISMATCH && rule->level == DIAG_HINT)
        diag_hint(diags, diag,
                  "compare with the books; if it is right, say why with "
                  "--reasons");
    else if (finding->outcome == FINDING_MISMATCH)
        diag_hint(diags, diag,
                  "compare the cells above with the books: one is wrong; a "
                  "cell in several findings first");
    give_cells(diags->arena, diag, finding);
    return diag;
}
