/* reading.c - filings, and the note that goes to standard error. */
#include "tool/reading.h"

struct filing_wish
reading_wish(const struct tool *tool, const struct mapping_set *set,
             const struct template_rule *template)
{
    return (struct filing_wish){ .set = set,
                                 .template = template,
                                 .given = tool->given,
                                 .name = tool->name };
}

bool
reading_file(struct arena *arena, struct tool *tool, const char *path,
             const struct filing_wish *wish, struct filing *out,
             struct diag_list *diags)
{
    bool good = filing_read(arena, path, wish, out, diags);
    const struct template_rule *template = out->template;

    if (template && !wish->template
        && (!tool->report.many || tool->report.verbose))
        report_note(&tool->report, path, "template %.*s (%.*s)",
                    TEXT_ARG(template->id), TEXT_ARG(template->name));
    return good;
}
