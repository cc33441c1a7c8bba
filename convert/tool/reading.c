/* reading.c - filings, and the note that goes to standard error. */
#include "tool/reading.h"

#include "tool/together.h"

struct filing_wish
reading_wish(const struct tool *tool, const struct mapping_set *set,
             const struct template_rule *template)
{
    return (struct filing_wish){ .set = set,
                                 .template = template,
                                 .given = tool->given,
                                 .name = tool->name };
}

static void
note_template(struct tool *tool, const char *path,
              const struct filing_wish *wish,
              const struct template_rule *template)
{
    if (template && !wish->template
        && (!tool->report.many || tool->report.verbose))
        report_note(&tool->report, path, "template %.*s (%.*s)",
                    TEXT_ARG(template->id), TEXT_ARG(template->name));
}

bool
reading_file(struct arena *arena, struct tool *tool, const char *path,
             const struct filing_wish *wish, struct filing *out,
             struct diag_list *diags)
{
    bool good = filing_read(arena, path, wish, out, diags);

    note_template(tool, path, wish, out->template);
    return good;
}

/* "is one filing with b.xlsx, c.xlsx" */
static void
note_files(const struct job *job)
{
    const struct together_files *files = job->files;
    struct text names = TEXT_NONE;
    struct arena arena = arena_beside(&job->tool->arena);

    for (int i = 1; i < files->n; i++)
        names = text_printf(&arena, "%.*s%s%s", TEXT_ARG(names),
                            i > 1 ? ", " : "", files->paths[i]);
    report_note(&job->tool->report, job->path, "is one filing with %.*s",
                TEXT_ARG(names));
    arena_release(&arena);
}

bool
reading_job(struct job *job, const struct filing_wish *wish, struct filing *out)
{
    const struct together_files *files = job->files;
    bool good
        = files && files->n > 1
              ? filing_read_all(&job->arena, files->paths, files->n, wish, out,
                                &job->diags)
              : filing_read(&job->arena, job->path, wish, out, &job->diags);

    if (good && !job->last)
        job->waits = together_waits(&job->arena, out);
    if (job->waits.n)
        return true;
    if (files && files->n > 1)
        note_files(job);
    note_template(job->tool, job->path, wish, out->template);
    return good;
}
