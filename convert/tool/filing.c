/* filing.c - see filing.h. */
#include "tool/filing.h"

#include "book/xlsx_read.h"
#include "port/import.h"
#include "port/import_filing.h"
#include "store/model_file.h"
#include "tool/given.h"

/* What could not be read: errors, and formulas that nobody has worked out. */
static int
count_unread(const struct diag_list *diags)
{
    int n = diags->n_level[DIAG_ERROR];

    for (int i = 0; i < diags->n; i++)
        n += diags->items[i]->code == DIAG_CELL_NO_RESULT;
    return n;
}

bool
filing_read(struct arena *arena, struct tool *tool, const char *path,
            const struct mapping_set *set, const struct template_rule *template,
            struct filing *out, struct diag_list *diags)
{
    struct book *book = xlsx_read(arena, path, diags);
    bool named = template != NULL;
    struct diag *diag;

    if (!book || !given_of_path(arena, tool, path, &book->given, diags))
        return false;
    if (template) {
        out->located = locate_book(arena, book, template, diags);
    } else {
        out->located = locate_best(arena, book, set, diags);
        if (!out->located)
            return false;
        template = out->located->template;
        if (!tool->report.many || tool->report.verbose)
            report_note(&tool->report, path, "template %.*s (%.*s)",
                        TEXT_ARG(template->id), TEXT_ARG(template->name));
    }
    if (!out->keeps) /* else they are kept as they are */
        locate_others(arena, out->located, set, !named, diags);
    out->template = template;
    if (!locate_has_table(out->located)) {
        diag = diag_add(diags, DIAG_BOOK_UNRECOGNISED, PLACE_FILE(path),
                        template->place,
                        "no sheet holds a table of template '%.*s'",
                        TEXT_ARG(template->id));
        diag_hint(diags, diag, "'juesuan detect' tries all templates");
        return false;
    }
    out->located->keeps = out->keeps;
    out->model = import_book(arena, out->located, diags);
    if (out->model->unread == 0)
        out->model->unread = count_unread(diags);
    return true;
}

struct model *
filing_read_model(struct arena *arena, struct tool *tool, const char *path,
                  const struct mapping_set *set,
                  const struct template_rule *template, struct diag_list *diags)
{
    struct book_given given;
    struct filing filing = { .keeps = false };
    struct model *model;

    if (model_file_is_workbook(path))
        return filing_read(arena, tool, path, set, template, &filing, diags)
                   ? filing.model
                   : NULL;
    model = model_file_read(arena, path, diags);
    if (!model || !given_of_path(arena, tool, path, &given, diags))
        return NULL;
    import_filing_given(arena, model, &given, path, diags);
    return model;
}
