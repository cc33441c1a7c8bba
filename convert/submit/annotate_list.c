/* annotate_list.c - the sheet 检查结果. */
#include "submit/annotate_list.h"

#include "canon/unit.h"

enum {
    COLUMN_NUMBER,
    COLUMN_RESULT,
    COLUMN_PLACE,
    COLUMN_TEXT,
    COLUMN_CELLS,
    COLUMN_LEFT,
    COLUMN_RIGHT,
    COLUMN_DIFFERENCE,
    COLUMN_TOLERANCE,
    COLUMN_RULE,
    N_COLUMNS
};

static const struct listing_column columns[N_COLUMNS]
    = { { N_("No."), 6 },         { N_("Result"), 10 },
        { N_("Place"), 36 },      { N_("What is wrong"), 56 },
        { N_("Cells"), 40 },      { N_("Left side"), 18 },
        { N_("Right side"), 18 }, { N_("Difference"), 16 },
        { N_("Tolerance"), 16 },  { N_("Rule"), 28 } };
/* As earlier versions had them. */
static const struct listing_column old_columns[]
    = { { "序号", 0 }, { "结果", 0 }, { "位置", 0 }, { "说明", 0 }, { "左", 0 },
        { "右", 0 },   { "差额", 0 }, { "容差", 0 }, { "规则", 0 } };

static const struct listing_column *
columns_in(struct arena *arena, enum language language)
{
    struct listing_column *out
        = ARENA_ARRAY(arena, struct listing_column, N_COLUMNS);

    for (int i = 0; i < N_COLUMNS; i++) {
        out[i] = columns[i];
        out[i].heading = language_say(language, columns[i].heading);
    }
    return out;
}

bool
annotate_list_is(struct arena *arena, const struct grid *sheet)
{
    bool same
        = listing_is(sheet, TEXT_NONE, old_columns, ARRAY_LEN(old_columns));

    for (int i = 0; i < LANGUAGE_N; i++)
        same |= listing_is(sheet, TEXT_NONE,
                           columns_in(arena, (enum language)i), N_COLUMNS);
    return same && grid_is_findings(sheet);
}

/* "583.36 万元": the figures of another sheet, for people; no sheet of figures
   itself. */
static void
put_amount(struct listing *list, int col, const struct finding *f,
           struct decimal d)
{
    const char *unit = f->kind == VALUE_AMOUNT ? unit_word(f->unit_shift)
                                               : schema_unit(f->kind);
    struct text t = finding_amount(list->arena, f, d);

    if (f->kind == VALUE_SCORE)
        unit = "分";
    else if (f->kind == VALUE_RATIO)
        unit = "";
    listing_text(list, col,
                 text_printf(list->arena, "%.*s%s%s", TEXT_ARG(t),
                             unit && *unit ? " " : "", unit ? unit : ""),
                 list->wrapped);
}

static struct listing_place
place_of(const struct annotating *a, const struct entry *entry)
{
    const struct finding_cell *cell
        = entry->finding ? finding_place(entry->finding) : NULL;
    const struct diag *diag = entry->diag;

    if (diag && diag->at.sheet)
        return (struct listing_place){ paint_sheet(a->paint.edit,
                                                   text_of(diag->at.sheet)),
                                       diag->at.row, diag->at.col };
    return (struct listing_place){ annotate_sheet_of(a, cell),
                                   cell ? cell->row : -1,
                                   cell ? cell->col : -1 };
}

static void
put_figures(const struct annotating *a, struct listing *list,
            const struct finding *f)
{
    listing_text(list, COLUMN_CELLS, annotate_cells(a, f, -1), list->wrapped);
    if (f->outcome == FINDING_TOTAL) {
        put_amount(list, COLUMN_RIGHT, f, finding_parts(f));
    } else if (f->has_amounts) {
        put_amount(list, COLUMN_LEFT, f, f->left);
        put_amount(list, COLUMN_RIGHT, f, f->right);
        put_amount(list, COLUMN_DIFFERENCE, f, f->difference);
        put_amount(list, COLUMN_TOLERANCE, f, f->tolerance);
    }
}

/* The cells of a row are written from left to right. */
static void
put_entry(struct annotating *a, struct listing *list, int index)
{
    const struct entry *entry = &a->entries[index];

    listing_begin_row(list);
    listing_text(list, COLUMN_NUMBER, text_printf(a->arena, "%d", index + 1),
                 list->wrapped);
    listing_text(list, COLUMN_RESULT, text_of(annotate_word(a, entry->kind)),
                 paint_format(&a->paint, list->wrapped, (int)entry->kind));
    listing_place(list, COLUMN_PLACE, place_of(a, entry));
    listing_text(list, COLUMN_TEXT, annotate_said(a, entry), list->wrapped);
    if (entry->finding)
        put_figures(a, list, entry->finding);
    listing_text(list, COLUMN_RULE, annotate_id(entry), list->wrapped);
    listing_end_row(list);
}

void
annotate_list_add(struct annotating *a)
{
    struct listing list
        = listing_open(&a->paint, columns_in(a->arena, a->language), N_COLUMNS);

    for (int i = 0; i < a->n_entries; i++)
        put_entry(a, &list, i);
    if (a->n_entries == 0) {
        listing_begin_row(&list);
        listing_text(
            &list, COLUMN_TEXT,
            text_of(language_say(a->language, N_("Nothing is wrong or open."))),
            list.wrapped);
        listing_end_row(&list);
    }
    listing_close(&list, text_of(language_say(a->language, N_("Findings"))));
}
