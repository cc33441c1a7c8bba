/* review_told.c - messages by table, each with its figures. */
#include "submit/review_told.h"

#include "canon/unit.h"

enum kind { ERROR, WARNING, HINT, ROUNDING, EXPLAINED, N_KINDS = REVIEW_KINDS };

static const struct {
    const char *css, *word, *words;
} kinds[N_KINDS] = {
    [ERROR] = { "error", N_("error"), N_("errors") },
    [WARNING] = { "warning", N_("warning"), N_("warnings") },
    [HINT] = { "hint", N_("hint"), N_("hints") },
    [ROUNDING] = { "rounding", N_("rounding"), N_("rounding") },
    [EXPLAINED] = { "explained", N_("explained"), N_("explained") },
};

static enum kind
kind_of(const struct diag *diag)
{
    if (diag->code == DIAG_CHECK_ROUNDING)
        return ROUNDING;
    if (diag->level == DIAG_ERROR)
        return ERROR;
    if (diag->reason)
        return EXPLAINED;
    return diag->level == DIAG_WARNING ? WARNING : HINT;
}

void
review_told_counts(const struct page *page, const struct review *review)
{
    const int *n = review->n;

    fputs("<ul class=\"counts\">", page->out);
    for (int k = 0; k < N_KINDS; k++) {
        fprintf(page->out, "<li class=\"%s\">", kinds[k].css);
        page_text(page->out, text_of(page_say(page, kinds[k].words)));
        fprintf(page->out, "<b>%d</b></li>", n[k]);
    }
    fputs("</ul>\n<p>", page->out);
    if (n[ERROR])
        page_put(page, N_("Something is wrong: mend what is marked as an "
                          "error, and check again."));
    else if (diag_is_open(review->said))
        page_put(page, N_("Something is in doubt or left out: see the "
                          "warnings."));
    else if (n[WARNING] + n[HINT])
        page_put(page, N_("Every figure was read, and nothing is left out; "
                          "the warnings and hints are for you to judge."));
    else
        page_put(page, N_("Every figure was read, and nothing is open."));
    fputs("</p>\n", page->out);
}

/* ---- a finding's figures ---- */

static void
put_cell(const struct page *page, const struct finding *f,
         const struct finding_cell *cell, const char *joint)
{
    struct arena *arena = page->arena;
    const struct fact *fact = cell->fact;
    const char *unit = fact && fact->of->kind == VALUE_AMOUNT && f->has_amounts
                           ? unit_word(finding_cell_shift(cell))
                           : NULL;

    fprintf(page->out, "<tr><td>%s</td><td>", joint);
    page_bdi(page, finding_cell_name(arena, cell));
    fputs("</td><td>", page->out);
    page_bdi(page, finding_cell_label(arena, cell));
    fprintf(page->out, "</td><td%s>",
            fact && schema_is_text(fact->of->kind) ? "" : " class=\"n\"");
    if (fact)
        page_bdi(page, finding_cell_value(arena, cell));
    else if (cell->proof)
        page_put(page, N_("blank, zero by %.*s"), TEXT_ARG(cell->proof->id));
    else
        page_put(page, N_("blank"));
    fprintf(page->out, "%s%s</td></tr>\n", unit ? " " : "", unit ? unit : "");
}

static void
put_cells(const struct page *page, const struct finding *f)
{
    int last = -1, zero = 0, blank = 0;

    fputs("<table><tbody>\n", page->out);
    for (int i = 0; i < f->n_cells; i++) {
        const struct finding_cell *cell = &f->cells[i];

        if (finding_is_nothing(f, cell)) {
            zero += cell->fact != NULL;
            blank += cell->fact == NULL;
            continue;
        }
        put_cell(page, f, cell, finding_joint(f, cell, last));
        last = cell->side;
    }
    fputs("</tbody></table>\n", page->out);
    if (zero || blank) {
        fputs("<p>", page->out);
        page_put(page, N_("Beside these %d cells are zero and %d are blank."),
                 zero, blank);
        fputs("</p>\n", page->out);
    }
}

static void
put_amounts(const struct page *page, const struct finding *f)
{
    struct arena *arena = page->arena;
    const char *unit = f->kind == VALUE_AMOUNT  ? unit_word(f->unit_shift)
                       : f->kind == VALUE_SCORE ? "分"
                                                : NULL;

    fputs("<p>", page->out);
    if (f->outcome == FINDING_TOTAL)
        page_put(page, N_("The parts of the blank total come to %.*s."),
                 TEXT_ARG(finding_amount(arena, f, finding_parts(f))));
    else
        page_put(page,
                 N_("Left %.*s, right %.*s: difference %.*s, tolerance %.*s."),
                 TEXT_ARG(finding_amount(arena, f, f->left)),
                 TEXT_ARG(finding_amount(arena, f, f->right)),
                 TEXT_ARG(finding_amount(arena, f, f->difference)),
                 TEXT_ARG(finding_amount(arena, f, f->tolerance)));
    if (unit)
        fprintf(page->out, " (%s)", unit);
    fputs("</p>\n", page->out);
}

/* ---- a message ---- */

static void
put_line(const struct page *page, const char *css, const char *t)
{
    if (!t)
        return;
    fprintf(page->out, "<p%s%s%s>", css ? " class=\"" : "", css ? css : "",
            css ? "\"" : "");
    page_bdi(page, text_trim(text_of(t)));
    fputs("</p>\n", page->out);
}

static void
put_evidence(const struct page *page, const struct diag *diag,
             const struct finding *f)
{
    if (!f) {
        for (int i = 0; i < diag->n_detail; i++)
            put_line(page, NULL, diag->detail[i]);
        return;
    }
    if (f->outcome != FINDING_ROUNDING)
        put_cells(page, f);
    if (f->has_amounts)
        put_amounts(page, f);
    put_line(page, NULL, f->remark.in[page->language]);
    if (f->n_more) {
        fputs("<p>", page->out);
        page_put(page, N_("And %d more of the same kind."), f->n_more);
        fputs("</p>\n", page->out);
    }
}

static void
put_told(const struct page *page, const struct review *review, int i)
{
    const struct diag *diag = review->said->items[i];
    enum kind kind = kind_of(diag);
    struct place at = diag->at;

    if (at.sheet)
        at.file = NULL; /* the page says it */
    fprintf(page->out, "<div class=\"told %s\"><p><span class=\"level\">",
            kinds[kind].css);
    page_text(page->out,
              text_of(page_say(
                  page, kind == WARNING ? diag_standing(diag->code, diag->level)
                                        : kinds[kind].word)));
    fputs("</span>", page->out);
    page_bdi(page, text_of(diag->text));
    fputs("</p>\n<p>", page->out);
    if (at.sheet || at.file) {
        page_bdi(page, text_of(diag_place(page->arena, at)));
        putc(' ', page->out);
    }
    fprintf(page->out, "<code>%s%s", diag_word(diag->code),
            diag->rule ? " " : "");
    page_text(page->out, text_of(diag->rule ? diag->rule : ""));
    fputs("</code></p>\n", page->out);
    put_evidence(page, diag, review->about[i].finding);
    put_line(page, "do", diag->hint);
    put_line(page, "reason", diag->reason);
    fputs("</div>\n", page->out);
}

/* ---- all of them ---- */

static const char *
title_of(const struct page *page, const struct review *review, int table)
{
    return table < 0 ? page_say(page, N_("of no table"))
                     : review->set->words->tables[table].title;
}

/* Those of a table, the worst first, that are explained or that are not. */
static int
put_of_table(const struct page *page, const struct review *review, int table,
             bool explained)
{
    int n = 0;

    for (int k = 0; k < N_KINDS; k++) {
        for (int i = 0; i < review->said->n; i++) {
            const struct diag *diag = review->said->items[i];

            if (review->about[i].table != table || (int)kind_of(diag) != k
                || (k == EXPLAINED) != explained
                || diag->code == DIAG_LIKELY_CELL)
                continue;
            if (n++ == 0) {
                fputs("<h3>", page->out);
                page_text(page->out, text_of(title_of(page, review, table)));
                fputs("</h3>\n", page->out);
            }
            put_told(page, review, i);
        }
    }
    return n;
}

static void
put_by_table(const struct page *page, const struct review *review,
             const char *heading, bool explained)
{
    int n = 0;

    fputs("<h2>", page->out);
    page_text(page->out, text_of(page_say(page, heading)));
    fputs("</h2>\n", page->out);
    for (int t = 0; t < review->set->words->n_tables; t++)
        n += put_of_table(page, review, t, explained);
    n += put_of_table(page, review, -1, explained);
    if (n == 0) {
        fputs("<p>", page->out);
        page_put(page, N_("Nothing."));
        fputs("</p>\n", page->out);
    }
}

static void
put_likely(const struct page *page, const struct review *review)
{
    int n = 0;

    for (int i = 0; i < review->said->n; i++) {
        if (review->said->items[i]->code != DIAG_LIKELY_CELL)
            continue;
        if (n++ == 0) {
            fputs("<h2>", page->out);
            page_put(page, N_("Cells to look at first"));
            fputs("</h2>\n", page->out);
        }
        put_told(page, review, i);
    }
}

static void
put_more(const struct page *page, const struct review *review)
{
    const struct diag_list *said = review->said;
    int n = said->n_level[0] + said->n_level[1] + said->n_level[2] - said->n;

    if (n <= 0)
        return;
    fputs("<p>", page->out);
    page_put(page, N_("And %d more messages, which are only counted."), n);
    fputs("</p>\n", page->out);
}

void
review_told_write(const struct page *page, const struct review *review)
{
    put_likely(page, review);
    put_by_table(page, review, N_("What is open, by table"), false);
    put_more(page, review);
    put_by_table(page, review, N_("What is explained"), true);
}
