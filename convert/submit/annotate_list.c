/* annotate_list.c - the sheet 检查结果. */
#include "submit/annotate_list.h"

#include "canon/unit.h"

static const struct listing_column columns[]
    = { { "序号", 6 },  { "结果", 8 },  { "位置", 44 },
        { "说明", 56 }, { "左", 18 },   { "右", 18 },
        { "差额", 16 }, { "容差", 16 }, { "规则", 28 } };

bool
annotate_list_is(const struct grid *sheet)
{
    return listing_is(sheet, GRID_FINDINGS, columns, ARRAY_LEN(columns));
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

static void
put_finding(const struct annotating *a, struct listing *list,
            const struct finding *f)
{
    const struct finding_cell *place = finding_place(f);
    int sheet = annotate_sheet_of(a, place);

    listing_place(list, 2,
                  (struct listing_place){ sheet, place ? place->row : -1,
                                          place ? place->col : -1 });
    listing_text(list, 3,
                 annotate_said(a, finding_text(a->arena, f, LANGUAGE_ZH),
                               f->remark, f->reason),
                 list->wrapped);
    if (f->outcome == FINDING_TOTAL) {
        put_amount(list, 5, f, finding_parts(f));
    } else if (f->has_amounts) {
        put_amount(list, 4, f, f->left);
        put_amount(list, 5, f, f->right);
        put_amount(list, 6, f, f->difference);
        put_amount(list, 7, f, f->tolerance);
    }
    listing_text(list, 8, f->rule->id, list->wrapped);
}

static void
put_diag(const struct annotating *a, struct listing *list,
         const struct diag *diag)
{
    int sheet = diag->at.sheet
                    ? paint_sheet(a->paint.edit, text_of(diag->at.sheet))
                    : -1;

    listing_place(list, 2,
                  (struct listing_place){ sheet, diag->at.row, diag->at.col });
    listing_text(
        list, 3,
        annotate_said(a, text_of(diag->text), diag->hint, diag->reason),
        list->wrapped);
    listing_text(list, 8, text_of(diag_word(diag->code)), list->wrapped);
}

static void
put_entry(struct annotating *a, struct listing *list, int index)
{
    const struct entry *entry = &a->entries[index];

    listing_begin_row(list);
    listing_text(list, 0, text_printf(a->arena, "%d", index + 1),
                 list->wrapped);
    listing_text(list, 1, text_of(annotate_word(entry->kind)),
                 paint_format(&a->paint, list->wrapped, (int)entry->kind));
    if (entry->diag)
        put_diag(a, list, entry->diag);
    else
        put_finding(a, list, entry->finding);
    listing_end_row(list);
}

void
annotate_list_add(struct annotating *a)
{
    struct listing list = listing_open(&a->paint, columns, ARRAY_LEN(columns));

    for (int i = 0; i < a->n_entries; i++)
        put_entry(a, &list, i);
    if (a->n_entries == 0) {
        listing_begin_row(&list);
        listing_text(&list, 3, TEXT("没有发现不符"), list.wrapped);
        listing_end_row(&list);
    }
    listing_close(&list, GRID_FINDINGS);
}
