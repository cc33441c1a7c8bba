/* review.c - the page of a filing, from what is known to what is open. */
#include "submit/review.h"

#include "base/cellref.h"
#include "canon/unit.h"
#include "submit/picture.h"
#include "submit/review_told.h"

const char review_style[] =
#include "submit/review.css.inc"
    ;

static const char *
filing_name(const struct review *review)
{
    return review->files[0];
}

/* ---- the filing ---- */

static void
open_row(const struct page *page, const char *english)
{
    fputs("<tr><th>", page->out);
    page_text(page->out, text_of(page_say(page, english)));
    fputs("</th><td>", page->out);
}

static void
close_row(const struct page *page)
{
    fputs("</td></tr>\n", page->out);
}

static void
put_row(const struct page *page, const char *english, struct text t)
{
    open_row(page, english);
    page_bdi(page, t);
    close_row(page);
}

static void
put_template(const struct page *page, const struct review *review)
{
    const struct template_rule *template = review->template;

    open_row(page, N_("template"));
    if (!template) {
        page_put(page, N_("unknown"));
    } else {
        page_bdi(page, template->id);
        putc(' ', page->out);
        page_bdi(page, template->name);
        fputs("<br/>", page->out);
        page_put(page, review->chosen ? N_("as asked for (-t)")
                       : review->is_workbook
                           ? N_("found by the titles of its tables")
                           : N_("as the model says"));
    }
    close_row(page);
}

static void
put_department(const struct page *page, const struct model *model)
{
    open_row(page, N_("department"));
    if (model->department.n)
        page_bdi(page, model->department);
    else
        page_put(page, N_("unknown"));
    if (model->named_at.file && model->named_at.sheet) {
        fputs("<br/><code>", page->out);
        page_bdi(page, text_of(diag_place(
                           page->arena, PLACE_CELL(NULL, model->named_at.sheet,
                                                   model->named_at.row,
                                                   model->named_at.col))));
        fputs("</code>", page->out);
    }
    close_row(page);
}

static void
put_filing(const struct page *page, const struct review *review)
{
    const struct model *model = review->model;

    fputs("<table class=\"facts\"><tbody>\n", page->out);
    open_row(page, N_("file"));
    for (int i = 0; i < review->n_files; i++) {
        fputs(i ? "<br/>" : "", page->out);
        page_bdi(page, text_of(review->files[i]));
    }
    close_row(page);
    put_department(page, model);
    open_row(page, N_("year"));
    if (model->fiscal_year)
        fprintf(page->out, "%d", model->fiscal_year);
    else
        page_put(page, N_("unknown"));
    close_row(page);
    if (model->region.n)
        put_row(page, N_("region"), model->region);
    put_template(page, review);
    if (review->last)
        put_row(page, N_("last year's filing"), text_of(review->last->file));
    fputs("</tbody></table>\n", page->out);
}

/* ---- tables ---- */

static void
put_state(const struct page *page, const struct model_table *table)
{
    if (table->assumed)
        page_put(page, N_("no figures: taken to be empty"));
    else if (table->declared_empty.n)
        page_bdi(page, table->declared_empty);
    else if (table->n_facts == 0)
        page_put(page, N_("no figures"));
    else
        page_put(page, N_("read"));
}

/* Facts do not say it: finding_cell_shift(). */
static int
unit_of_table(const struct model_table *table)
{
    int shift = table->unit_shift;

    for (int i = 0; shift == 0 && i < table->n_facts; i++) {
        const struct finding_cell cell
            = { .table = table, .fact = &table->facts[i] };

        shift = finding_cell_shift(&cell);
    }
    return shift;
}

static void
put_table(const struct page *page, const struct review *review,
          const struct model_table *table)
{
    int shift = unit_of_table(table);
    const char *unit = table->n_facts || shift ? unit_word(shift) : NULL;

    fputs("<tr><td>", page->out);
    page_text(page->out, text_of(table->schema->title));
    if (table->instance.n) {
        fputs("<br/>", page->out);
        page_bdi(page, table->instance);
    }
    if (review->template && table->template_id.n
        && !text_equal(table->template_id, review->template->id)) {
        fputs("<br/><code>", page->out);
        page_text(page->out, table->template_id);
        fputs("</code>", page->out);
    }
    fputs("</td><td>", page->out);
    page_bdi(page, table->sheet);
    fprintf(page->out,
            "</td><td class=\"n\">%d</td><td class=\"u\">%s</td><td>",
            table->n_facts, unit ? unit : "");
    put_state(page, table);
    fputs("</td></tr>\n", page->out);
}

static bool
is_told_missing(const struct review *review, int table)
{
    for (int i = 0; i < review->said->n; i++) {
        if (review->said->items[i]->code == DIAG_TABLE_MISSING
            && review->about[i].table == table)
            return true;
    }
    return false;
}

/* Is the template's i-th table one that the filing does not have, for the first
   time? */
static bool
is_absent(const struct review *review, int i)
{
    const struct table_rule **tables = review->template->tables;

    for (int k = 0; k < i; k++) {
        if (tables[k]->schema == tables[i]->schema)
            return false;
    }
    return !model_has_table(review->model, tables[i]->schema);
}

/* Those of a set that has others, each in a row. */
static void
put_missing(const struct page *page, const struct review *review)
{
    const struct template_rule *template = review->template;

    for (int i = 0; template && i < template->n_tables; i++) {
        const struct schema_table *schema = template->tables[i]->schema;

        if (!is_absent(review, i) || !is_told_missing(review, schema->index))
            continue;
        fputs("<tr><td>", page->out);
        page_text(page->out, text_of(schema->title));
        fputs("</td><td></td><td class=\"n\"></td><td></td><td>", page->out);
        page_put(page, N_("missing: it is of a set that others are of"));
        fputs("</td></tr>\n", page->out);
    }
}

/* The others, in one line. */
static void
put_absent(const struct page *page, const struct review *review)
{
    const struct template_rule *template = review->template;
    int n = 0;

    for (int i = 0; template && i < template->n_tables; i++) {
        const struct schema_table *schema = template->tables[i]->schema;

        if (!is_absent(review, i) || is_told_missing(review, schema->index))
            continue;
        if (n++ == 0) {
            fputs("<p>", page->out);
            page_put(page, N_("Not in this filing: "));
        } else {
            fputs("、", page->out);
        }
        page_text(page->out, text_of(schema->title));
    }
    fputs(n ? "</p>\n" : "", page->out);
}

static int
count_code(const struct review *review, enum diag_code code)
{
    int n = 0;

    for (int i = 0; i < review->said->n; i++)
        n += review->said->items[i]->code == code;
    return n;
}

static void
put_tables(const struct page *page, const struct review *review)
{
    static const char *const heads[]
        = { N_("table"), N_("sheet"), N_("values read"), N_("unit"),
            N_("state") };

    fputs("<h2>", page->out);
    page_put(page, N_("What was read"));
    fputs("</h2>\n<table><thead><tr>", page->out);
    for (int i = 0; i < ARRAY_LEN(heads); i++) {
        fputs(i == 2 ? "<th class=\"n\">" : "<th>", page->out);
        page_text(page->out, text_of(page_say(page, heads[i])));
        fputs("</th>", page->out);
    }
    fputs("</tr></thead>\n<tbody>\n", page->out);
    for (int i = 0; i < review->model->n_tables; i++)
        put_table(page, review, &review->model->tables[i]);
    put_missing(page, review);
    fputs("</tbody></table>\n<p>", page->out);
    page_put(page,
             N_("Missing tables: %d; sheets without a mapping: %d; figures "
                "that are not read: %d."),
             count_code(review, DIAG_TABLE_MISSING),
             count_code(review, DIAG_SHEET_UNMAPPED), review->model->unread);
    fputs("</p>\n", page->out);
    put_absent(page, review);
}

/* ---- what was not judged ---- */

static void
put_unjudged_rule(const struct page *page, const struct rule *rule,
                  const struct rule_tally *tally)
{
    for (int why = 0; why < UNJUDGED_N; why++) {
        if (tally->unjudged[why] == 0)
            continue;
        fputs("<tr><td>", page->out);
        page_text(page->out,
                  page->language == LANGUAGE_ZH ? rule->zh : rule->en);
        fputs(" <code>", page->out);
        page_text(page->out, rule->id);
        fputs("</code></td><td>", page->out);
        page_text(
            page->out,
            text_of(page_say(page, check_unjudged_word((enum unjudged)why))));
        fprintf(page->out, "</td><td class=\"n\">%d</td></tr>\n",
                tally->unjudged[why]);
    }
}

static void
put_unjudged(const struct page *page, const struct review *review)
{
    const struct rule_tally *tallies = review->findings->tallies;
    int held = 0, unlike = 0, unjudged = 0;

    fputs("<h2>", page->out);
    page_put(page, N_("What was compared, and what was not"));
    fputs("</h2>\n<p>", page->out);
    for (int i = 0; i < review->rules->n; i++) {
        held += tallies[i].held + tallies[i].rounding;
        unlike += tallies[i].mismatched;
        for (int why = 0; why < UNJUDGED_N; why++)
            unjudged += tallies[i].unjudged[why];
    }
    page_put(page, N_("%d comparisons agree, %d do not, %d could not be made."),
             held, unlike, unjudged);
    fputs("</p>\n", page->out);
    if (!unjudged)
        return;
    fputs("<table><thead><tr><th>", page->out);
    page_put(page, N_("rule"));
    fputs("</th><th>", page->out);
    page_put(page, N_("why not"));
    fputs("</th><th class=\"n\">", page->out);
    page_put(page, N_("times"));
    fputs("</th></tr></thead>\n<tbody>\n", page->out);
    for (int i = 0; i < review->rules->n; i++)
        put_unjudged_rule(page, &review->rules->items[i], &tallies[i]);
    fputs("</tbody></table>\n", page->out);
}

/* ---- pictures ---- */

/* 元 only where no table is in 万元. */
static int
unit_of_model(const struct model *model)
{
    int shift = 0;

    for (int i = 0; i < model->n_tables; i++) {
        int of = unit_of_table(&model->tables[i]);

        shift = of > shift ? of : shift;
    }
    return unit_word(shift) ? shift : 0;
}

static void
put_pictures(const struct page *page, const struct review *review)
{
    const struct picture_of of
        = { review->model, review->last, unit_of_model(review->model) };

    if (review->rules->n_pictures == 0)
        return;
    fputs("<h2>", page->out);
    page_put(page, N_("Pictures (figures in %s)"), unit_word(of.unit_shift));
    fputs("</h2>\n", page->out);
    for (int i = 0; i < review->rules->n_pictures; i++)
        picture_write(page, &of, &review->rules->pictures[i], i + 1);
}

void
review_write(FILE *out, const struct review *review)
{
    const struct page page
        = { out, review->said->arena, review->said->language };
    struct text department = review->model->department;
    struct text title
        = department.n ? department : text_of(filing_name(review));

    page_open(&page, title, review_style);
    fputs("<h1>", out);
    page_bdi(&page, title);
    putc(' ', out);
    if (review->model->fiscal_year)
        page_put(&page, N_("final accounts of %d: report of the check"),
                 review->model->fiscal_year);
    else
        page_put(&page, N_("final accounts: report of the check"));
    fputs("</h1>\n", out);
    review_told_counts(&page, review);
    put_filing(&page, review);
    put_tables(&page, review);
    review_told_write(&page, review);
    put_unjudged(&page, review);
    put_pictures(&page, review);
    page_close(&page);
}
