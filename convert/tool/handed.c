/* handed.c - copies and pages, each beside its workbook's name. */
#include "tool/handed.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "store/model_file.h"
#include "tool/help.h"
#include "tool/inputs.h"
#include "tool/together.h"

#define PAGES "filings"

static const char no_copy[] = N_("--annotate wants a workbook, not a model");

/* ---- names ---- */

static bool
has_macros(const char *path)
{
    struct text t = text_of(path);

    return text_ends(t, TEXT(".xlsm")) || text_ends(t, TEXT(".XLSM"));
}

static bool
is_page(const char *path)
{
    struct text t = text_of(path);

    return text_ends(t, TEXT(".html")) || text_ends(t, TEXT(".htm"));
}

/* NULL: nothing is. */
static const char *
wrong_copy(const struct handed *handed, const char *input)
{
    if (!handed->annotated)
        return NULL;
    if (handed->many && target_is_workbook(handed->annotated))
        return N_("copies of several workbooks go to a folder: name one with "
                  "--annotate");
    if (strcmp(handed->annotated, "-") == 0)
        return N_("a workbook cannot go to standard output: name a file with "
                  "--annotate");
    if (handed->many)
        return NULL;
    if (!model_file_is_workbook(input))
        return no_copy;
    return has_macros(input) != has_macros(handed->annotated)
               ? N_("the copy must be named as the workbook is, .xlsx or "
                    ".xlsm: programs do not open it otherwise")
               : NULL;
}

static const char *
wrong_report(const struct handed *handed)
{
    if (!handed->report)
        return NULL;
    if (handed->many && is_page(handed->report))
        return N_("reports of several filings go to a folder: name one with "
                  "--report");
    if (!handed->many && !is_page(handed->report))
        return N_("a report is a page: name it OUT.html with --report");
    return NULL;
}

/* Of many a copy in the folder, named as its workbook is. */
static const char *
copy_name(const struct handed *handed, struct arena *arena, const char *below)
{
    const char *slash = strrchr(below, '/');
    const char *dot = strrchr(slash ? slash : below, '.');

    return handed->many ? target_name(arena, handed->annotated, below,
                                      dot ? dot : ".xlsx")
                        : handed->annotated;
}

/* "filings/a.xlsx.html": what reads a.xlsx and a.xls has a page of each. */
static const char *
page_below(struct arena *arena, const char *below)
{
    return arena_printf(arena, PAGES "/%s.html", below);
}

static const char *
page_name(const struct handed *handed, struct arena *arena, const char *below)
{
    return handed->many ? arena_printf(arena, "%s/%s", handed->report,
                                       page_below(arena, below))
                        : handed->report;
}

bool
handed_open(struct handed *handed, struct tool *tool)
{
    const char *input = tool->options->words[0], *wrong;

    handed->tool = tool;
    handed->annotated = tool->options->value[OPTION_ANNOTATE];
    handed->report = tool->options->value[OPTION_REPORT];
    handed->many = inputs_many(tool->options, true);
    target_open(&handed->target, tool);
    if ((wrong = wrong_copy(handed, input)) || (wrong = wrong_report(handed))) {
        help_refuse(tool, wrong, NULL);
        return false;
    }
    if (!handed->many)
        target_add_input(&handed->target, input);
    if (handed->many)
        return (!handed->annotated
                || target_folder(&handed->target, handed->annotated))
               && (!handed->report
                   || target_folder(&handed->target, handed->report));
    return target_check(&handed->target, handed->annotated)
           && target_check(&handed->target, handed->report);
}

static bool
admit(struct handed *handed, struct job *job)
{
    return (!handed->annotated
            || target_admit(&handed->target,
                            copy_name(handed, &job->arena, job->below),
                            &job->diags))
           && (!handed->report
               || target_admit(&handed->target,
                               page_name(handed, &job->arena, job->below),
                               &job->diags));
}

/* The first message since there were 'before'; the spare one where there are
   too many to keep it. */
static struct diag *
first_since(const struct job *job, int before)
{
    return job->diags.n > before ? job->diags.items[before] : job->diags.spare;
}

bool
handed_admit(struct handed *handed, struct job *job)
{
    int before = job->diags.n;

    if (!handed->many)
        return true;
    if (handed->annotated || handed->report)
        target_add_input(&handed->target, job->path);
    if (admit(handed, job))
        return true;
    diag_hint(&job->diags, first_since(job, before),
              "%s is not checked: give it a shorter name that no other "
              "input has, or check it alone",
              job->path);
    return false;
}

/* ---- copies ---- */

/* A workbook itself, with what was found in it. */
static bool
write_copy(struct handed *handed, struct job *job, const struct input *input,
           const struct findings *findings, int n_told)
{
    struct xlsx_edit *edit;
    struct text bytes;

    if (!file_read(&job->arena, input->path, LIMIT_FILE_BYTES, &bytes,
                   &job->diags)
        || !(edit
             = xlsx_edit_open(&job->arena, input->path, bytes, &job->diags))
        || !annotate_workbook(edit, findings, &job->diags, n_told,
                              &handed->marks)
        || !xlsx_edit_finish(edit, edit->book, &bytes)
        || !file_out_open(
            handed->many ? &job->arena : &handed->tool->arena, &handed->copy,
            copy_name(handed, &job->arena, input->below), &job->diags))
        return false;
    file_put(handed->copy.stream, bytes);
    return !handed->many || file_out_close(&handed->copy, &job->diags);
}

/* Each workbook of the filing. */
bool
handed_annotate(struct handed *handed, struct job *job,
                const struct findings *findings, int n_told)
{
    const struct input alone = { job->path, job->below };
    bool good;

    if (!handed->annotated)
        return true;
    if (!model_file_is_workbook(job->path)) {
        diag_add(&job->diags, DIAG_USAGE, PLACE_FILE(job->path), PLACE_NONE,
                 "%s", diag_say(&job->diags, no_copy));
        return true;
    }
    good = job->files || write_copy(handed, job, &alone, findings, n_told);
    for (int i = 0; job->files && i < job->files->n && good; i++) {
        const struct input input
            = { job->files->paths[i], job->files->below[i] };

        good = write_copy(handed, job, &input, findings, n_told);
    }
    return good;
}

/* ---- reports ---- */

static bool
write_page(struct handed *handed, struct job *job, const struct review *review)
{
    if (!file_out_open(handed->many ? &job->arena : &handed->tool->arena,
                       &handed->page,
                       page_name(handed, &job->arena, job->below), &job->diags))
        return false;
    review_write(handed->page.stream, review);
    return !handed->many || file_out_close(&handed->page, &job->diags);
}

bool
handed_report(struct handed *handed, struct job *job,
              const struct review *review)
{
    int before = job->diags.n;

    if (!handed->report || write_page(handed, job, review))
        return true;
    diag_hint(&job->diags, first_since(job, before),
              "%s is checked, but has no page: give it a shorter name, or "
              "name another folder with --report",
              job->path);
    return false;
}

void
handed_undo(struct handed *handed)
{
    file_out_discard(&handed->copy);
    file_out_discard(&handed->page);
}

/* ---- the first page ---- */

static struct page
index_page(const struct handed *handed, struct arena *arena)
{
    return (struct page){ handed->index.stream, arena,
                          handed->tool->report.language };
}

bool
handed_begin(struct handed *handed, struct diag_list *diags)
{
    struct arena *arena = &handed->tool->arena;
    const char *path;
    struct page page;

    if (!handed->report || !handed->many)
        return true;
    path = arena_printf(arena, "%s/index.html", handed->report);
    if (!target_check(&handed->target, path)
        || !file_out_open(arena, &handed->index, path, diags))
        return false;
    page = index_page(handed, arena);
    review_index_open(&page);
    return true;
}

void
handed_take(struct handed *handed, const struct job *job,
            struct review_row *row)
{
    struct arena arena = arena_beside(&handed->tool->arena);
    struct page page = index_page(handed, &arena);

    if (handed->index.stream) {
        row->file = text_of(job->below);
        if (row->state == REVIEW_WHOLE || row->state == REVIEW_OPEN)
            row->link = text_of(page_below(&arena, job->below));
        handed->n_state[row->state]++;
        review_index_add(&page, row);
    }
    arena_release(&arena);
}

/* ---- names for what is whole ---- */

static bool
give(struct file_out *out, enum status status, struct diag_list *diags)
{
    if (status == STATUS_FAILED) {
        file_out_discard(out);
        return true;
    }
    return file_out_close(out, diags);
}

bool
handed_close(struct handed *handed, enum status status,
             const struct rule_set *rules, const struct rule_tally *tallies,
             struct diag_list *diags)
{
    struct page page = index_page(handed, diags->arena);
    bool good = true;

    if (handed->index.stream) {
        review_index_close(&page, rules, tallies, handed->n_state);
        good &= give(&handed->index, status, diags);
    }
    if (handed->page.stream)
        good &= give(&handed->page, status, diags);
    if (handed->copy.stream) {
        good &= give(&handed->copy, status, diags);
        if (good && status != STATUS_FAILED)
            report_note(&handed->tool->report, handed->annotated,
                        "%d findings on %d cells", handed->marks.n_entries,
                        handed->marks.n_cells);
    }
    return good;
}
