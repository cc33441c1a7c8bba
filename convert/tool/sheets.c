/* sheets.c - figures rounded and formulas made in a drawn book. */
#include "tool/sheets.h"

#include "base/csv_text.h"
#include "base/file.h"
#include "canon/unit.h"
#include "reconcile/addup.h"
#include "reconcile/live.h"

bool
sheets_open(struct sheets *sheets, struct tool *tool,
            const struct mapping_set *set)
{
    struct diag_list diags = report_list(&tool->report, &tool->arena);

    *sheets = (struct sheets){
        .rounded = tool->options->value[OPTION_ROUND] != NULL,
        .formulas = tool->options->value[OPTION_FORMULAS] != NULL,
    };
    if (!sheets->rounded && !sheets->formulas)
        return true;
    sheets->rules = rule_read_folder(&tool->arena, set->folder, set, &diags);
    report_diags(&tool->report, &diags);
    return sheets->rules != NULL;
}

void
sheets_begin(const struct sheets *sheets, struct job *job, const char *output)
{
    static const enum diag_code hidden[] = { DIAG_DIGITS_HIDDEN, DIAG_N_CODES };

    job->diags.made = output;
    job->diags.unwanted = sheets->rounded ? hidden : NULL;
}

/* ---- the list of tails ---- */

static const char *
unit_of(const struct slot *slot)
{
    const char *word
        = slot->kind == VALUE_AMOUNT ? unit_word(slot->shift) : NULL;

    return word ? word : schema_unit(slot->kind);
}

static void
write_line(struct job *job, const struct book *book, const char *kind,
           int sheet, const struct slot *slot, const struct decimal *amounts)
{
    FILE *out = stdout;
    char cell[CELLREF_MAX];

    cellref_show(slot->row, slot->col, cell);
    fprintf(out, "%s,", kind);
    csv_text_write(out, book->sheets[sheet].name, CSV_TEXT_PLAIN);
    fprintf(out, ",%s", cell);
    for (int i = 0; i < 3; i++) {
        struct text digits = decimal_text(&job->arena, amounts[i]);

        fprintf(out, ",%.*s", TEXT_ARG(digits));
    }
    fprintf(out, ",%s,", unit_of(slot));
}

static bool
write_tails(struct job *job, const struct book *book, const struct tails *tails,
            const struct addup_list *sums)
{
    struct file_out out = { .stream = stdout };

    fputs("kind,sheet,cell,exact,written,tail,unit,rule,formula\n", stdout);
    for (int i = 0; i < tails->n; i++) {
        const struct tail *tail = &tails->items[i];
        struct decimal amounts[] = { tail->exact, tail->written, tail->tail };

        write_line(job, book, "tail", tail->sheet, tail->slot, amounts);
        fputs(",\n", stdout);
    }
    for (int i = 0; i < sums->n; i++) {
        const struct addup *sum = &sums->items[i];
        struct decimal amounts[] = { sum->parts, sum->written, sum->tail };

        write_line(job, book, "sum", sum->derived.cell.sheet,
                   sum->derived.cell.slot, amounts);
        fprintf(stdout, "%.*s,", TEXT_ARG(sum->derived.rule->id));
        csv_text_write(stdout, sum->derived.formula, CSV_TEXT_PLAIN);
        putc('\n', stdout);
    }
    return file_out_close(&out, &job->diags);
}

/* ---- both ---- */

/* "10 of 13 sums are formulas; 1 blank, 2 that no rule makes certain" */
static void
note_formulas(struct job *job, const char *output,
              const struct live_tally *tally)
{
    const struct {
        int n;
        const char *text;
    } left[] = {
        { tally->n_blank, N_("%d blank") },
        { tally->n_differ, N_("%d unequal to their parts") },
        { tally->n_open, N_("%d with parts that are no numbers") },
        { tally->n_uncertain, N_("%d that no rule makes certain") },
    };
    const char *all = "", *one;

    for (int i = 0; i < ARRAY_LEN(left); i++) {
        if (left[i].n == 0)
            continue;
        one = arena_printf(&job->arena, diag_say(&job->diags, left[i].text),
                           left[i].n);
        all = arena_printf(&job->arena,
                           *all ? diag_say(&job->diags, N_("%s, %s"))
                                : diag_say(&job->diags, N_("%s; %s")),
                           all, one);
    }
    report_note(&job->tool->report, output, "%d of %d sums are formulas%s",
                tally->n_formulas, tally->n_sums, all);
}

bool
sheets_finish(const struct sheets *sheets, struct job *job,
              const struct sheets_drawn *drawn)
{
    struct diag_list none = diag_none(&job->arena);
    const struct tails *tails = drawn->tails;
    struct book *book = drawn->book;
    struct located *located;

    if (!sheets->rules)
        return true;
    located = locate_book(&job->arena, book, drawn->template, &none);
    if (tails) {
        struct addup_list sums = addup_find(&job->arena, book, located,
                                            sheets->rules, drawn->year, tails);

        if (!write_tails(job, book, tails, &sums))
            return false;
        report_note(&job->tool->report, drawn->output,
                    "%d figures rounded; %d sums of them no longer add up",
                    tails->n, sums.n);
    }
    if (sheets->formulas) {
        const char *file = book->file;
        struct live_tally tally;

        book->file = drawn->output; /* the name its cells are reported with */
        tally = live_formulas(&job->arena, book, located, sheets->rules,
                              drawn->year, &job->diags);
        book->file = file;
        note_formulas(job, drawn->output, &tally);
    }
    return true;
}
