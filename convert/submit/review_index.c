/* review_index.c - rows, then sums. */
#include "submit/review_index.h"

static void
put_heads(const struct page *page, const char *const *heads, int n, int texts)
{
    fputs("<table><thead><tr>", page->out);
    for (int i = 0; i < n; i++) {
        fputs(i < texts ? "<th>" : "<th class=\"n\">", page->out);
        page_text(page->out, text_of(page_say(page, heads[i])));
        fputs("</th>", page->out);
    }
    fputs("</tr></thead>\n<tbody>\n", page->out);
}

void
review_index_open(const struct page *page)
{
    static const char *const heads[]
        = { N_("department"), N_("year"),     N_("state"),
            N_("file"),       N_("errors"),   N_("warnings"),
            N_("hints"),      N_("rounding"), N_("explained") };
    const char *title
        = page_say(page, N_("Final accounts: reports of the check"));

    page_open(page, text_of(title), review_style);
    fputs("<h1>", page->out);
    page_text(page->out, text_of(title));
    fputs("</h1>\n<p><a href=\"#rules\">", page->out);
    page_put(page, N_("Findings by rule"));
    fputs("</a></p>\n", page->out);
    put_heads(page, heads, ARRAY_LEN(heads), 4);
}

void
review_index_add(const struct page *page, const struct review_row *row)
{
    static const char *const states[REVIEW_STATES]
        = { N_("whole"), N_("open"), N_("its page could not be written"),
            N_("could not be checked") };

    fputs("<tr><td>", page->out);
    if (row->link.n) {
        fputs("<a href=\"", page->out);
        page_link(page->out, row->link);
        fputs("\">", page->out);
    }
    if (row->department.n)
        page_bdi(page, row->department);
    else
        page_put(page, N_("unknown"));
    fprintf(page->out, "%s</td><td class=\"n\">", row->link.n ? "</a>" : "");
    if (row->year)
        fprintf(page->out, "%d", row->year);
    fputs("</td><td>", page->out);
    page_text(page->out, text_of(page_say(page, states[row->state])));
    fputs("</td><td>", page->out);
    page_bdi(page, row->file);
    fputs("</td>", page->out);
    for (int k = 0; k < REVIEW_KINDS; k++)
        fprintf(page->out, "<td class=\"n\">%d</td>", row->n[k]);
    fputs("</tr>\n", page->out);
}

static void
put_rule(const struct page *page, const struct rule *rule,
         const struct rule_tally *tally)
{
    int unjudged = 0;

    for (int why = 0; why < UNJUDGED_N; why++)
        unjudged += tally->unjudged[why];
    if (tally->rounding + tally->mismatched + unjudged == 0)
        return;
    fputs("<tr><td>", page->out);
    page_text(page->out, page->language == LANGUAGE_ZH ? rule->zh : rule->en);
    fputs(" <code>", page->out);
    page_text(page->out, rule->id);
    fprintf(page->out,
            "</code></td><td class=\"n\">%d</td><td class=\"n\">%d</td>"
            "<td class=\"n\">%d</td><td class=\"n\">%d</td></tr>\n",
            tally->mismatched, tally->rounding, tally->held, unjudged);
}

void
review_index_close(const struct page *page, const struct rule_set *rules,
                   const struct rule_tally *tallies,
                   const int n_state[REVIEW_STATES])
{
    static const char *const heads[]
        = { N_("rule"), N_("mismatch"), N_("rounding"), N_("held"),
            N_("unjudged") };

    fputs("</tbody></table>\n<p>", page->out);
    page_put(page,
             N_("%d filings are whole, %d have something open, the pages of %d "
                "could not be written, %d could not be checked."),
             n_state[REVIEW_WHOLE], n_state[REVIEW_OPEN],
             n_state[REVIEW_UNWRITTEN], n_state[REVIEW_UNREAD]);
    fputs("</p>\n<h2 id=\"rules\">", page->out);
    page_put(page, N_("Findings by rule"));
    fputs("</h2>\n", page->out);
    put_heads(page, heads, ARRAY_LEN(heads), 1);
    for (int i = 0; i < rules->n; i++)
        put_rule(page, &rules->items[i], &tallies[i]);
    fputs("</tbody></table>\n", page->out);
    page_close(page);
}
