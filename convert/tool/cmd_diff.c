/* cmd_diff.c - juesuan diff: two filings compared fact by fact. */
#include <string.h>

#include "base/file.h"
#include "canon/diff.h"
#include "store/json_out.h"
#include "store/model_file.h"
#include "tool/filing.h"
#include "tool/templates.h"

struct side {
    const char *path;
    const struct model *model;
    const char *cell; /* of the fact at hand; "" where none is known */
    struct text value;
};

static const struct model *
read_side(struct tool *tool, const char *path, const struct mapping_set **set,
          struct diag_list *diags)
{
    struct filing filing;

    if (!model_file_is_workbook(path))
        return model_file_read(&tool->arena, path, diags);
    /* Only workbooks need the mappings. */
    if (!*set && !(*set = templates_load(tool)))
        return NULL;
    return filing_read(&tool->arena, tool, path, *set, NULL, &filing, diags)
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

/* A field may hold anything but what ends it. */
static void
write_field(FILE *out, struct text t, char end)
{
    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == '\t' || t.at[i] == '\n' || t.at[i] == '\r')
            putc(' ', out);
        else
            putc(t.at[i], out);
    }
    putc(end, out);
}

static void
write_line(FILE *out, const struct difference *d,
           const struct model_table *table, const struct fact *fact,
           const struct side *old, const struct side *new)
{
    write_field(out, text_of(diff_word(d->kind)), '\t');
    write_field(out, text_of(table->schema->id), '\t');
    write_field(out, table->instance, '\t');
    write_field(out, fact->item, '\t');
    write_field(out, fact->measure, '\t');
    write_field(out, old->value, '\t');
    write_field(out, new->value, '\t');
    write_field(out, text_of(schema_unit(fact->kind)), '\t');
    write_field(out, text_of(old->cell), '\t');
    write_field(out, text_of(new->cell), '\n');
}

/* Values are texts, so that they are exact. */
static void
write_object(FILE *out, const struct difference *d,
             const struct model_table *table, const struct fact *fact,
             const struct side *old, const struct side *new)
{
    struct json_out object = { out, false };

    json_out_word(&object, "change", diff_word(d->kind));
    json_out_word(&object, "table", table->schema->id);
    json_out_text(&object, "instance", table->instance);
    json_out_text(&object, "item", fact->item);
    json_out_text(&object, "measure", fact->measure);
    if (d->old_fact)
        json_out_text(&object, "old", old->value);
    if (d->new_fact)
        json_out_text(&object, "new", new->value);
    json_out_word(&object, "unit", schema_unit(fact->kind));
    json_out_text(&object, "old_cell", text_of(old->cell));
    json_out_text(&object, "new_cell", text_of(new->cell));
    json_out_end(&object);
    putc('\n', out);
}

static void
write_all(struct tool *tool, FILE *out, const struct difference *list, int n,
          struct side *old, struct side *new)
{
    bool json = tool->options->value[OPTION_JSON] != NULL;

    if (!json)
        fputs("change\ttable\tinstance\titem\tmeasure\told\tnew\tunit\t"
              "old_cell\tnew_cell\n",
              out);
    for (int i = 0; i < n; i++) {
        const struct difference *d = &list[i];
        bool is_old = d->old_fact != NULL;

        look(&tool->arena, old, d->old_table, d->old_fact);
        look(&tool->arena, new, d->new_table, d->new_fact);
        (json ? write_object
              : write_line)(out, d, is_old ? d->old_table : d->new_table,
                            is_old ? d->old_fact : d->new_fact, old, new);
    }
}

/* ---- the command ---- */

static void
summarise(struct tool *tool, const struct difference *list, int n,
          const struct side *old, const struct side *new)
{
    int kinds[3] = { 0 };

    for (int i = 0; i < n; i++)
        kinds[list[i].kind]++;
    report_note(&tool->report, NULL,
                "%d added, %d removed, %d changed, %d the same, from %s to %s",
                kinds[DIFF_ADDED], kinds[DIFF_REMOVED], kinds[DIFF_CHANGED],
                model_count_facts(old->model) - kinds[DIFF_REMOVED]
                    - kinds[DIFF_CHANGED],
                old->path, new->path);
}

static enum status
run(struct tool *tool)
{
    struct side old = { .path = tool->options->words[0] };
    struct side new = { .path = tool->options->words[1] };
    struct diag_list diags = { .arena = &tool->arena };
    struct file_out out = { .stream = stdout };
    const struct mapping_set *set = NULL;
    struct difference *list;
    bool written;
    int n;

    old.model = read_side(tool, old.path, &set, &diags);
    new.model = read_side(tool, new.path, &set, &diags);
    report_diags(&tool->report, &diags);
    if (!old.model || !new.model)
        return STATUS_FAILED;
    list = diff_models(&tool->arena, old.model, new.model, &n);
    write_all(tool, out.stream, list, n, &old, &new);
    diags = (struct diag_list){ .arena = &tool->arena };
    written = file_out_close(&out, &diags);
    report_diags(&tool->report, &diags);
    if (!written)
        return STATUS_FAILED;
    summarise(tool, list, n, &old, &new);
    return tool->report.wrong ? STATUS_WRONG : STATUS_DONE;
}

const struct command cmd_diff = {
    .name = "diff",
    .arguments = "OLD NEW [--json]",
    .summary = "compare two filings, also of different templates",
    .help
    = "OLD and NEW are workbooks, or models as import writes them. Prints a line a\n"
      "difference, with tabs between the columns: change (added, removed, changed),\n"
      "table, instance, item, measure, old and new value, unit, old and new cell.\n"
      "With --json an object a line. Values are compared, not how they are shown:\n"
      "582.36 万元 is 5823600 元. How many there are is told on standard error.\n"
      "\n"
      "Differences do not change the exit status: 0, or 1 where something in the\n"
      "data is wrong, as import would tell.\n"
      "\n"
      "Examples\n"
      "  juesuan diff 2022.xlsx 2022-corrected.xlsx\n"
      "  juesuan diff 2022.json zhejiang.xlsx | grep ^changed\n"
      "  juesuan diff --json old.xlsx new.xlsx >changes.jsonl\n",
    .options = OPTION_BIT(OPTION_JSON),
    .word = "an OLD and a NEW",
    .least = 2,
    .most = 2,
    .run = run,
};
