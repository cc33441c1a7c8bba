/* cmd_diff.c - juesuan diff: two filings compared fact by fact. */
#include <string.h>
#include <unistd.h>

#include "base/csv_text.h"
#include "base/exhaustion.h"
#include "base/file.h"
#include "base/json_out.h"
#include "base/limits.h"
#include "canon/diff.h"
#include "store/model_file.h"
#include "tool/help.h"
#include "tool/inputs.h"
#include "tool/reading.h"
#include "tool/templates.h"

/* What is compared, one pair after another. */
struct comparing {
    struct tool *tool;
    const struct mapping_set *set; /* NULL: not loaded yet */
    bool files;                    /* of folders: lines name the file */
    bool begun;                    /* the header is printed */
    int n, n_failed;
};

struct side {
    const char *path; /* NULL: only the other folder has the file */
    const struct model *model;
    const char *cell; /* of the fact at hand; "" where none is known */
    struct text value;
};

/* Two filings. */
struct pair {
    struct comparing *comparing;
    struct arena arena;
    struct diag_list diags;
    const char *below; /* in both folders */
    struct side old, new;
    bool good;
};

static const struct model *
read_side(struct pair *pair, const char *path)
{
    static const struct model none;
    struct comparing *c = pair->comparing;
    struct filing_wish wish;
    struct filing filing;

    if (!path)
        return &none;
    if (!c->set && !(c->set = templates_load(c->tool)))
        return NULL;
    wish = reading_wish(c->tool, c->set, NULL);
    return reading_file(&pair->arena, c->tool, path, &wish, &filing,
                        &pair->diags)
               ? filing.model
               : NULL;
}

/* ---- lines ---- */

static void
look(struct arena *arena, struct side *side, const struct model_table *table,
     const struct fact *fact)
{
    char ref[CELLREF_MAX];
    struct text sheet;

    side->cell = "";
    side->value = TEXT_NONE;
    if (!fact)
        return;
    side->value = model_value_text(arena, fact);
    sheet = model_sheet(table, fact);
    if (sheet.n == 0 || fact->row < 0)
        return;
    cellref_show(fact->row, fact->col, ref);
    side->cell = arena_printf(arena, "%.*s!%s", TEXT_ARG(sheet), ref);
}

static void
write_line(FILE *out, const struct pair *pair, const struct difference *d,
           const struct model_table *table, const struct fact *fact)
{
    const struct side *old = &pair->old, *new = &pair->new;

    if (pair->comparing->files)
        csv_text_write_tab(out, text_of(pair->below), '\t');
    csv_text_write_tab(out, text_of(diff_word(d->kind)), '\t');
    csv_text_write_tab(out, text_of(table->schema->id), '\t');
    csv_text_write_tab(out, table->instance, '\t');
    csv_text_write_tab(out, *fact->item, '\t');
    csv_text_write_tab(out, fact->of->measure, '\t');
    csv_text_write_tab(out, old->value, '\t');
    csv_text_write_tab(out, new->value, '\t');
    csv_text_write_tab(out, text_of(schema_unit(fact->of->kind)), '\t');
    csv_text_write_tab(out, text_of(old->cell), '\t');
    csv_text_write_tab(out, text_of(new->cell), '\n');
}

/* Values are texts, so that they are exact. */
static void
write_object(FILE *out, const struct pair *pair, const struct difference *d,
             const struct model_table *table, const struct fact *fact)
{
    struct json_out object = { out, false };

    if (pair->comparing->files)
        json_out_word(&object, "file", pair->below);
    json_out_word(&object, "change", diff_word(d->kind));
    json_out_word(&object, "table", table->schema->id);
    json_out_text(&object, "instance", table->instance);
    json_out_text(&object, "item", *fact->item);
    json_out_text(&object, "measure", fact->of->measure);
    if (d->old_fact)
        json_out_text(&object, "old", pair->old.value);
    if (d->new_fact)
        json_out_text(&object, "new", pair->new.value);
    json_out_word(&object, "unit", schema_unit(fact->of->kind));
    json_out_text(&object, "old_cell", text_of(pair->old.cell));
    json_out_text(&object, "new_cell", text_of(pair->new.cell));
    json_out_end(&object);
    putc('\n', out);
}

static void
write_all(struct pair *pair, const struct difference *list, int n)
{
    bool json = pair->comparing->tool->options->value[OPTION_JSON] != NULL;

    if (!json && !pair->comparing->begun)
        fprintf(stdout,
                "%schange\ttable\tinstance\titem\tmeasure\told\tnew\tunit\t"
                "old_cell\tnew_cell\n",
                pair->comparing->files ? "file\t" : "");
    pair->comparing->begun = true;
    for (int i = 0; i < n; i++) {
        const struct difference *d = &list[i];
        bool is_old = d->old_fact != NULL;

        look(&pair->arena, &pair->old, d->old_table, d->old_fact);
        look(&pair->arena, &pair->new, d->new_table, d->new_fact);
        (json ? write_object : write_line)(stdout, pair, d,
                                           is_old ? d->old_table : d->new_table,
                                           is_old ? d->old_fact : d->new_fact);
    }
}

/* ---- a pair ---- */

static void
summarise(const struct pair *pair, const struct difference *list, int n)
{
    struct report *report = &pair->comparing->tool->report;
    int kinds[3] = { 0 };

    if (!pair->old.path || !pair->new.path) {
        report_note(report, pair->below,
                    pair->old.path ? N_("only in the first folder: %d facts")
                                   : N_("only in the second folder: %d facts"),
                    n);
        return;
    }
    for (int i = 0; i < n; i++)
        kinds[list[i].kind]++;
    report_note(report, NULL,
                "%d added, %d removed, %d changed, %d the same, from %s to %s",
                kinds[DIFF_ADDED], kinds[DIFF_REMOVED], kinds[DIFF_CHANGED],
                model_count_facts(pair->old.model) - kinds[DIFF_REMOVED]
                    - kinds[DIFF_CHANGED],
                pair->old.path, pair->new.path);
}

/* Every figure differs for a reason that no line names. */
static void
tell_filings(struct arena *arena, const struct side *old,
             const struct side *new, struct diag_list *diags)
{
    struct text a = old->model->department, b = new->model->department;
    int was = old->model->fiscal_year, is = new->model->fiscal_year;

    if (a.n > 0 && b.n > 0 && !text_same_words(arena, a, b))
        diag_add(diags, DIAG_DEPARTMENT_DIFFERS, PLACE_FILE(new->path),
                 PLACE_NONE, "this filing is of '%.*s', %s of '%.*s'",
                 TEXT_ARG(b), old->path, TEXT_ARG(a));
    if (was != 0 && is != 0 && was != is)
        diag_add(diags, DIAG_YEAR_DIFFERS, PLACE_FILE(new->path), PLACE_NONE,
                 "this filing is of %d, %s of %d", is, old->path, was);
}

static void
compare_pair(void *context)
{
    struct pair *pair = context;
    struct report *report = &pair->comparing->tool->report;
    struct difference *list;
    int n;

    pair->old.model = read_side(pair, pair->old.path);
    pair->new.model = read_side(pair, pair->new.path);
    if (pair->old.path && pair->new.path && pair->old.model && pair->new.model)
        tell_filings(&pair->arena, &pair->old, &pair->new, &pair->diags);
    report_diags(report, &pair->diags);
    if (!pair->old.model || !pair->new.model)
        return;
    list = diff_models(&pair->arena, pair->old.model, pair->new.model, &n);
    write_all(pair, list, n);
    /* Messages come after what is printed. */
    if (isatty(STDOUT_FILENO))
        fflush(stdout);
    if (!file_gone(stdout))
        summarise(pair, list, n);
    pair->good = true;
}

static void
compare(struct comparing *comparing, const char *below, const char *old,
        const char *new)
{
    struct pair pair = { .comparing = comparing,
                         .arena = arena_beside(&comparing->tool->arena),
                         .below = below };

    pair.old.path = old;
    pair.new.path = new;
    pair.diags = report_list(&comparing->tool->report, &pair.arena);
    if (!exhaustion_catch(&pair.arena, compare_pair, &pair)) {
        report_diags(&comparing->tool->report, &pair.diags);
        report_exhausted(&comparing->tool->report, below);
    }
    arena_release(&pair.arena);
    comparing->n++;
    comparing->n_failed += !pair.good;
}

/* ---- folders ---- */

/* The files of a folder by their paths below it. */
struct files {
    const char **below;
    int n, capacity;
};

static struct files
list_files(struct tool *tool, const char *folder)
{
    const struct options *was = tool->options;
    struct options options = { .words = &folder, .n_words = 1 };
    struct files files = { .n = 0 };
    struct inputs *inputs;
    struct input input;

    tool->options = &options;
    inputs = inputs_open(tool, true);
    while (inputs_next(inputs, &input))
        ARENA_PUSH(&tool->arena, files.below, files.n, files.capacity,
                   arena_copy(&tool->arena, input.below, strlen(input.below)));
    if (inputs_failed(inputs))
        tool->report.wrong = true;
    inputs_close(inputs);
    tool->options = was;
    file_sort_names(files.below, files.n);
    return files;
}

static void
compare_folders(struct comparing *c, const char *old, const char *new)
{
    struct files a = list_files(c->tool, old), b = list_files(c->tool, new);

    for (int i = 0, k = 0; (i < a.n || k < b.n) && !file_gone(stdout);) {
        int order = i == a.n   ? 1
                    : k == b.n ? -1
                               : strcmp(a.below[i], b.below[k]);
        const char *below = order <= 0 ? a.below[i] : b.below[k];
        struct arena *arena = &c->tool->arena;

        compare(c, below,
                order <= 0 ? arena_printf(arena, "%s/%s", old, below) : NULL,
                order >= 0 ? arena_printf(arena, "%s/%s", new, below) : NULL);
        i += order <= 0;
        k += order >= 0;
    }
}

/* ---- the command ---- */

/* One of them is a file: there is nothing to pair. */
static bool
check_words(struct tool *tool, bool old_many, bool new_many)
{
    struct diag_list diags = report_list(&tool->report, &tool->arena);

    if (old_many == new_many)
        return true;
    diag_add(&diags, DIAG_USAGE, PLACE_NONE, PLACE_NONE,
             "'%s' is a folder, '%s' is not: diff compares two filings, or two "
             "folders of them",
             tool->options->words[!old_many], tool->options->words[old_many]);
    help_fail(tool, &diags);
    return false;
}

static enum status
run(struct tool *tool)
{
    const char *const *words = tool->options->words;
    struct comparing c = { .tool = tool };
    struct diag_list diags = report_list(&tool->report, &tool->arena);
    struct file_out out = { .stream = stdout };
    bool written;

    c.files = inputs_is_folder(words[0]);
    if (!check_words(tool, c.files, inputs_is_folder(words[1])))
        return STATUS_USAGE;
    tool->report.many = c.files;
    if (c.files)
        compare_folders(&c, words[0], words[1]);
    else
        compare(&c, words[0], words[0], words[1]);
    if (c.n == 0)
        diag_add(&diags, DIAG_FILE_UNREADABLE, PLACE_NONE, PLACE_NONE,
                 "there is no file to read in what was named");
    written = file_out_close(&out, &diags);
    report_diags(&tool->report, &diags);
    if (!written || c.n_failed == c.n)
        return STATUS_FAILED;
    return c.n_failed || tool->report.wrong ? STATUS_WRONG : STATUS_DONE;
}

const struct command cmd_diff = {
    .name = "diff",
    .arguments = N_("OLD NEW [--json]"),
    .summary = N_("compare two filings, also of different templates"),
    .help = N_(
        "OLD and NEW are workbooks, or models as import writes them. Prints a line a\n"
        "difference, with tabs between the columns: change (added, removed, changed),\n"
        "table, instance, item, measure, old and new value, unit, old and new cell.\n"
        "With --json an object a line. Values are compared, not how they are shown:\n"
        "582.36 万元 is 5823600 元. How many there are is told on standard error.\n"
        "\n"
        "Of two folders the files of the same path below them are compared, and the\n"
        "first column is that path; all of a file that only one folder has is added or\n"
        "removed.\n"
        "\n"
        "Differences do not change the exit status: 0, or 1 where something in the\n"
        "data is wrong, as import would tell.\n"
        "\n"
        "Examples\n"
        "  juesuan diff 2022.xlsx 2022-corrected.xlsx\n"
        "  juesuan diff 2022.json zhejiang.xlsx | grep ^changed\n"
        "  juesuan diff --json old.xlsx new.xlsx >changes.jsonl\n"
        "  juesuan diff 2022 2022-corrected | cut -f 1 | uniq -c\n"),
    .options = OPTION_BIT(OPTION_JSON) | OPTION_GIVEN,
    .word = N_("an OLD and a NEW"),
    .least = 2,
    .most = 2,
    .run = run,
};
