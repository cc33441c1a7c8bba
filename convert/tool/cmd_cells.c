/* cmd_cells.c - juesuan cells: every cell as it is. */
#include <string.h>

#include "store/cells.h"

#include "base/csv_text.h"
#include "base/file.h"
#include "base/limits.h"
#include "book/workbook.h"
#include "tool/batch.h"
#include "tool/help.h"
#include "tool/inputs.h"
#include "tool/target.h"

struct list {
    struct tool *tool;
    bool many; /* -o is a folder */
    struct target names;
    struct file_out out;
};

static const char *
name_of(const struct list *list, struct arena *arena, const char *below)
{
    const struct options *options = list->tool->options;
    const char *output = options->value[OPTION_OUTPUT];

    return list->many
               ? target_name(arena, output, below,
                             options->value[OPTION_JSON] ? ".json" : ".csv")
               : output;
}

static enum csv_text_style
style_of(const struct job *job)
{
    return options_is(job->tool->options, OPTION_CSV, "plain")
               ? CSV_TEXT_PLAIN
               : CSV_TEXT_GUARDED;
}

static void
write_mark(const struct job *job, FILE *out)
{
    if (options_is(job->tool->options, OPTION_CSV, "excel"))
        csv_text_write_mark(out, CSV_TEXT_GUARDED);
}

/* ---- a large workbook, whose cells are not kept ---- */

/* What is known of a sheet when all of it was read. */
struct passed {
    struct grid whole; /* its name and its merged ranges; no cells */
    int end_row;       /* behind the last formula without a result */
};

struct large {
    struct job *job;
    struct text bytes;
    struct passed *sheets; /* [n_sheets] */
    int n_sheets, capacity;
    struct cells_csv *csv; /* NULL: cells are looked at, not written */
};

static bool
take_cells(void *context, const struct book *book, const struct grid *piece)
{
    struct large *large = context;
    int i = (int)(piece - book->sheets);

    while (large->n_sheets <= i)
        ARENA_PUSH(&large->job->arena, large->sheets, large->n_sheets,
                   large->capacity, (struct passed){ .end_row = 0 });
    if (cells_lack(piece))
        large->sheets[i].end_row = piece->cells[piece->n_cells - 1].row + 1;
    if (large->csv)
        cells_csv_add(large->csv, book, piece);
    return true;
}

/* The names and the merged ranges outlive the book. */
static void
keep_sheets(struct large *large, const struct book *book)
{
    struct arena *arena = &large->job->arena;

    for (int i = 0; i < large->n_sheets; i++) {
        const struct grid *from = &book->sheets[i];
        struct grid *to = &large->sheets[i].whole;

        *to = (struct grid){ .name = text_copy(arena, from->name) };
        for (int k = 0; k < from->n_merges; k++)
            grid_merge(arena, to, from->merges[k]);
        grid_finish(arena, to);
    }
}

/* Once through the workbook; false if that has to be read as a whole. */
static bool
pass(struct large *large, struct cells_csv *csv, bool first)
{
    struct job *job = large->job;
    struct arena scratch = arena_beside(&job->arena);
    struct diag_list diags = diag_apart(&job->diags, &job->arena);
    struct grid_taker taker = { take_cells, large };
    struct book *book;
    bool done;

    large->csv = csv;
    book = workbook_read_pieces(&scratch, job->path, large->bytes, &taker,
                                &diags);
    done = book && !diag_has_errors(&diags);
    if (done && first) {
        keep_sheets(large, book);
        diag_move(&job->diags, &diags);
    }
    arena_release(&scratch);
    return done;
}

static bool
take_warnings(void *context, const struct book *book, const struct grid *piece)
{
    struct large *large = context;
    const struct passed *sheet = &large->sheets[piece - book->sheets];
    const struct grid *whole = &sheet->whole;
    int last = piece->n_cells ? piece->cells[piece->n_cells - 1].row : -1;

    cells_warn_piece(large->job->path, whole, piece, &large->job->diags);
    return last < sheet->end_row
           || (whole->n_merges > 0
               && last < whole->merge_reach[whole->n_merges - 1]);
}

/* Merged ranges stand behind the cells that they hide: only now can cells be
   told from those. */
static void
warn(struct large *large)
{
    struct arena scratch = arena_beside(&large->job->arena);
    struct diag_list unheard = diag_none(&scratch);
    struct grid_taker taker = { take_warnings, large };

    for (int i = 0; i < large->n_sheets; i++)
        if (large->sheets[i].end_row || large->sheets[i].whole.n_merges) {
            (void)workbook_read_pieces(&scratch, large->job->path, large->bytes,
                                       &taker, &unheard);
            break;
        }
    arena_release(&scratch);
}

/* False, without a word and with nothing written, if it has to be read as a
   whole. */
static bool
list_large(struct job *job, struct text bytes, enum status *status)
{
    struct list *list = job->context;
    struct file_out *out = &list->out;
    const char *name = name_of(list, &job->arena, job->below);
    struct large large = { .job = job, .bytes = bytes };
    struct diag_list unheard = diag_none(&job->arena);
    struct cells_csv csv;
    bool first = true;

    /* Who reads a pipe would take two openings for two lists. */
    if (name && file_is_special(name))
        return false;
    if (!file_out_open(&job->arena, out, name, &unheard))
        return false;
    /* What cannot be taken back is written only when all is known to be right. */
    if (!out->target) {
        if (!pass(&large, NULL, first))
            return false;
        first = false;
    }
    write_mark(job, out->stream);
    cells_csv_begin(&csv, &job->arena, out->stream, style_of(job));
    if (!pass(&large, &csv, first)) {
        file_out_discard(out);
        return false;
    }
    cells_csv_end(&csv);
    warn(&large);
    *status = file_out_close(out, &job->diags) ? STATUS_DONE : STATUS_FAILED;
    return true;
}

/* ---- any workbook ---- */

static enum status
list_cells(struct job *job)
{
    const struct options *options = job->tool->options;
    struct list *list = job->context;
    struct file_out *out = &list->out;
    enum status status;
    struct text bytes;
    struct book *book;

    *out = (struct file_out){ .stream = NULL };
    if (!file_read(&job->arena, job->path, LIMIT_FILE_BYTES, &bytes,
                   &job->diags))
        return STATUS_FAILED;
    if (!options->value[OPTION_JSON] && workbook_is_large(&job->arena, bytes)
        && list_large(job, bytes, &status))
        return status;
    book = workbook_read_bytes(&job->arena, job->path, bytes, &job->diags);
    /* A list that lacks a cell must not look whole. */
    if (!book || diag_has_errors(&job->diags))
        return STATUS_FAILED;
    cells_warn(book, &job->diags);
    if (!file_out_open(&job->arena, out, name_of(list, &job->arena, job->below),
                       &job->diags))
        return STATUS_FAILED;
    write_mark(job, out->stream);
    if (options->value[OPTION_JSON])
        cells_write_json(out->stream, book);
    else
        cells_write_csv(&job->arena, out->stream, book, style_of(job));
    return file_out_close(out, &job->diags) ? STATUS_DONE : STATUS_FAILED;
}

static void
undo(struct job *job)
{
    struct list *list = job->context;

    file_out_discard(&list->out);
}

/* One of many. */
static bool
admit(struct job *job)
{
    struct list *list = job->context;

    if (!list->many)
        return true;
    target_add_input(&list->names, job->path);
    return target_admit(&list->names, name_of(list, &job->arena, job->below),
                        &job->diags);
}

static bool
check_options(struct list *list)
{
    const struct options *options = list->tool->options;
    const char *output = options->value[OPTION_OUTPUT], *wrong = NULL;

    if (options->value[OPTION_JSON] && options->value[OPTION_CSV])
        wrong = N_("--csv is for CSV, not for --json");
    else if (list->many && (!output || strcmp(output, "-") == 0))
        wrong
            = N_("several lists are several files: name a folder for them with "
                 "-o");
    if (wrong) {
        help_refuse(list->tool, wrong, NULL);
        return false;
    }
    target_open(&list->names, list->tool);
    if (list->many)
        return target_folder(&list->names, output);
    target_add_input(&list->names, options->words[0]);
    return target_check(&list->names, output);
}

static enum status
run(struct tool *tool)
{
    struct list list = { .tool = tool };
    struct batch batch = {
        .work = list_cells, .undo = undo, .admit = admit, .context = &list
    };

    list.many = inputs_many(tool->options, false);
    if (!check_options(&list))
        return STATUS_USAGE;
    return batch_spread(tool, &batch);
}

const struct command cmd_cells = {
    .name = "cells",
    .arguments = N_("WORKBOOK|DIR|-... [--json] [--csv FOR] [-o OUT] [-j N]"),
    .summary
    = N_("list every cell of a workbook as it stands, without a mapping"),
    .help = N_(
        "CSV with the columns sheet, state, cell, type, value, format. Types are\n"
        "n number (as the file has it), d number shown as a date (its serial), D ISO\n"
        "date, s text, b boolean, e error. Blank cells are left out. With --json one\n"
        "object, with the merged cells of each sheet; a cell is [cell, type, value],\n"
        "with the format behind it where a number (n) has another than General.\n"
        "\n"
        "In CSV a text that a spreadsheet would run as a formula (it begins with = + -\n"
        "or @, also behind blanks and quotes) has a ' in front; numbers never have.\n"
        "--csv plain leaves it out, --csv excel adds the mark by which Excel knows\n"
        "UTF-8.\n"
        "\n"
        "Of several workbooks, or a folder of them, OUT is a folder and gets a NAME.csv\n"
        "(NAME.json) a workbook.\n"
        "\n"
        "Examples\n"
        "  juesuan cells 2022.xlsx | grep ',C9,'\n"
        "  juesuan cells --csv excel 2022.xlsx -o cells.csv\n"
        "  juesuan cells --json 2022.xlsx -o cells.json\n"),
    .options = OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_CSV)
               | OPTION_BIT(OPTION_OUTPUT) | OPTION_MANY,
    .word = N_("a WORKBOOK"),
    .least = 1,
    .lists = true,
    .run = run,
};
