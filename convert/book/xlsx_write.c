/* xlsx_write.c - a book made ready for drawing, drawn, and read back. */
#include "book/xlsx_write.h"

#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/cellref.h"
#include "base/ending.h"
#include "base/limits.h"
#include "book/formula.h"
#include "book/markup.h"
#include "book/xlsx_child.h"
#include "book/xlsx_frames.h"
#include "book/xlsx_inside.h"
#include "book/xlsx_readback.h"
#include "book/xlsx_settle.h"

#define MEMORY "/dev/shm" /* a folder in memory, on most machines */
#define CELL_BYTES 64     /* of a cell in a sheet's part, besides its text */

static const char *
format_of(struct arena *arena, struct text format)
{
    return text_equal(format, TEXT("General")) ? NULL
                                               : text_zero(arena, format);
}

/* Would the library put the name into a formula without quotes?  Excel reads
   2023!$1:$4 and Z01!$1:$4 otherwise and calls the file damaged. */
static bool
is_unquoted(struct text name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.at[i], lower = (char)(c | 0x20);

        if ((c < '0' || c > '9') && (lower < 'a' || lower > 'z') && c != '_'
            && c != '.')
            return false;
    }
    return true;
}

/* What the library may change, though it does not; NULL for no text. */
static char *
writable(struct arena *arena, struct text t)
{
    return t.n ? arena_copy(arena, t.at, t.n) : NULL;
}

/* The choices as one text in quotes.  The library makes it of a list, too, in
   a buffer that has room for 255 bytes, not characters. */
static char *
choices_text(struct arena *arena, const struct grid_input *input)
{
    struct text t = TEXT_NONE;

    for (int i = 0; i < input->n_choices; i++)
        t = text_printf(arena, "%.*s%s%.*s", TEXT_ARG(t), i > 0 ? "," : "",
                        TEXT_ARG(input->choices[i]));
    return arena_printf(arena, "=%.*s", TEXT_ARG(formula_quote(arena, t)));
}

static struct drawn_input
prepare_input(struct arena *arena, const struct grid_input *input)
{
    struct drawn_input drawn = { .title = writable(arena, input->title),
                                 .hint = writable(arena, input->hint),
                                 .error = writable(arena, input->error) };

    if (input->kind == INPUT_CHOICE)
        drawn.formula = choices_text(arena, input);
    else if (input->formula.n)
        drawn.formula = arena_printf(arena, "=%.*s", TEXT_ARG(input->formula));
    return drawn;
}

/* ='2023'!$A:$B,'2023'!$1:$5; NULL where nothing is repeated. */
static const char *
title_cells(struct arena *arena, const struct grid *grid, const char *name)
{
    const char *cols = "", *rows = "";

    if (grid->repeat_cols > 0) {
        char last[CELLREF_MAX];

        cellref_show(0, grid->repeat_cols - 1, last);
        last[strlen(last) - 1] = '\0'; /* the row's 1 */
        cols = arena_printf(arena, "'%s'!$A:$%s", name, last);
    }
    if (grid->repeat_end > grid->repeat_top)
        rows = arena_printf(arena, "'%s'!$%d:$%d", name, grid->repeat_top + 1,
                            grid->repeat_end);
    if (*cols == '\0' && *rows == '\0')
        return NULL;
    return arena_printf(arena, "=%s%s%s", cols, *cols && *rows ? "," : "",
                        rows);
}

static struct drawn_sheet
prepare_sheet(struct arena *arena, const struct grid *grid)
{
    struct drawn_sheet sheet = { .name = text_zero(arena, grid->name) };

    sheet.texts = ARENA_ARRAY(arena, const char *, grid->n_cells);
    for (int i = 0; i < grid->n_cells; i++)
        /* The library escapes control characters alone. */
        sheet.texts[i] = text_zero(
            arena, markup_escape_odd(arena, grid->cells[i].text, false));
    sheet.inputs = ARENA_ARRAY(arena, struct drawn_input, grid->n_inputs);
    for (int i = 0; i < grid->n_inputs; i++)
        sheet.inputs[i] = prepare_input(arena, &grid->inputs[i]);
    sheet.formulas = ARENA_ARRAY(arena, const char *, grid->n_formulas);
    for (int i = 0; i < grid->n_formulas; i++)
        sheet.formulas[i]
            = arena_printf(arena, "=%.*s", TEXT_ARG(grid->formulas[i].text));
    if (is_unquoted(grid->name)) {
        sheet.titles
            = arena_printf(arena, "'%s'!_xlnm.Print_Titles", sheet.name);
        sheet.title_cells = title_cells(arena, grid, sheet.name);
    }
    return sheet;
}

static void
prepare_names(struct arena *arena, const struct book *book,
              struct draw_job *job)
{
    job->names = ARENA_ARRAY(arena, const char *, book->n_names);
    job->name_cells = ARENA_ARRAY(arena, const char *, book->n_names);
    for (int i = 0; i < book->n_names; i++) {
        const struct book_name *name = &book->names[i];

        job->names[i] = text_zero(arena, name->name);
        job->name_cells[i] = arena_printf(
            arena, "=%.*s!%s",
            TEXT_ARG(formula_sheet(arena, book->sheets[name->sheet].name)),
            cellref_span_fixed(arena, name->span));
    }
}

static struct draw_job
prepare(struct arena *arena, const struct book *book, const char *template_id)
{
    struct drawn_sheet *sheets
        = ARENA_ARRAY(arena, struct drawn_sheet, book->n_sheets);
    struct draw_job job
        = { .subject = template_id, .book = book, .sheets = sheets };

    job.properties[0] = writable(arena, book->template_id);
    job.properties[1] = writable(arena, book->drawn_by);
    job.properties[2] = writable(arena, book->department);
    if (book->year != 0)
        job.properties[3] = arena_printf(arena, "%d", book->year);
    job.properties[4] = writable(arena, book->source);
    prepare_names(arena, book, &job);
    job.formats = ARENA_ARRAY(arena, const char *, book->n_styles);
    for (int i = 0; i < book->n_styles; i++)
        job.formats[i] = format_of(arena, book->styles[i].format);
    job.made = ARENA_ARRAY(arena, void *, book->n_styles);
    for (int i = book->n_sheets - 1; i >= 0; i--) {
        sheets[i] = prepare_sheet(arena, &book->sheets[i]);
        if (book->sheets[i].state == SHEET_VISIBLE)
            job.visible = i;
    }
    return job;
}

/* Memory may run out while the file is open: it must not stay. */
struct guard {
    struct arena *arena;
    struct arena scratch; /* to draw and read back in */
    struct file_out *out;
    struct arena_closer closer;
};

static void
clear_away(void *context)
{
    struct guard *g = context;

    file_out_discard(g->out);
    arena_release(&g->scratch);
}

/* Reading back may take as much as all that came before. */
static void
guard_arena(struct guard *g, struct arena *arena, struct file_out *out)
{
    *g = (struct guard){ .arena = arena,
                         .out = out,
                         .closer = { .close = clear_away, .what = g } };
    arena_hold(arena, &g->closer);
    g->scratch = (struct arena){ .budget = arena->budget,
                                 .exhausted = arena->exhausted,
                                 .context = arena->context };
}

static bool
open_file(struct arena *arena, struct file_out *out, const char *path,
          struct diag_list *diags)
{
    if (!file_out_open(arena, out, path, diags))
        return false;
    if (out->target)
        return true;
    file_out_discard(out);
    diag_add(diags, DIAG_FILE_UNWRITABLE, PLACE_FILE(path), PLACE_NONE,
             "cannot write the file: it is a device or pipe");
    return false;
}

/* What was made here, into the file. */
static bool
put(const struct guard *g, struct text bytes, struct diag_list *diags)
{
    file_put(g->out->stream, bytes);
    return fflush(g->out->stream) == 0
           || file_out_failed(diags, g->out->path, "cannot write the file");
}

#ifdef XLSXWRITER_INSIDE
static bool
draw(struct guard *g, struct draw_job *job, struct text *bytes,
     struct diag_list *diags)
{
    job->temporary = g->out->path;
    return xlsx_inside_draw(&g->scratch, job, g->out->path, bytes, diags)
           && put(g, *bytes, diags);
}
#else
/* Many small files are made in memory in a third of the time.  NULL where there
   is not four times the room that the library's own files take. */
static const char *
memory_for(const struct book *book)
{
    struct statvfs fs;
    uint64_t bytes = 0;

    for (int i = 0; i < book->n_sheets; i++) {
        const struct grid *grid = &book->sheets[i];

        for (int k = 0; k < grid->n_cells; k++)
            bytes += CELL_BYTES + grid->cells[k].text.n;
    }
    return access(MEMORY, W_OK | X_OK) == 0 && statvfs(MEMORY, &fs) == 0
                   && fs.f_bavail * (uint64_t)fs.f_frsize / 4 > bytes
               ? MEMORY
               : NULL;
}

/* Drawn by a child, from whose file the bytes are. */
static bool
draw(struct guard *g, struct draw_job *job, struct text *bytes,
     struct diag_list *diags)
{
    const char *name = file_out_name(g->out);
    sigset_t was;
    bool done;

    if (!file_out_scratch(g->arena, g->out, memory_for(job->book), diags))
        return false;
    job->temporary = name;
    job->folder = arena_printf(g->arena, "%s/", g->out->scratch);
    /* Who stops the program stops the child, and it then sweeps up first. */
    ending_hold(&was);
    done = xlsx_child_draw(g->arena, job, g->out->path, diags);
    file_out_sweep(g->out);
    ending_release(&was);
    return done && file_read(&g->scratch, name, LIMIT_FILE_BYTES, bytes, diags);
}
#endif

/* Made of what was drawn before, or drawn; and then kept for the next. */
static bool
make(struct guard *g, struct xlsx_frames *frames, const struct book *settled,
     const char *template_id, struct diag_list *diags)
{
    struct xlsx_shape shape;
    struct draw_job job;
    struct text bytes;
    bool drawn;

    xlsx_draw_settle(g->arena, settled);
    if (frames && !xlsx_shape_of(&g->scratch, settled, template_id, &shape))
        frames = NULL;
    drawn = !frames
            || !xlsx_frames_fill(frames, &g->scratch, settled, &shape, &bytes);
    if (!drawn) {
        if (!put(g, bytes, diags))
            return false;
    } else {
        job = prepare(g->arena, settled, template_id);
        if (!draw(g, &job, &bytes, diags))
            return false;
    }
    if (!xlsx_readback(&g->scratch, bytes, settled, g->out->path, diags))
        return false;
    if (drawn && frames)
        xlsx_frames_learn(frames, &g->scratch, settled, &shape, bytes);
    return true;
}

bool
xlsx_write_open(struct arena *arena, struct file_out *out, const char *path,
                const struct book *book, const char *template_id,
                struct xlsx_frames *frames, struct diag_list *diags)
{
    const struct book *settled = xlsx_settle(arena, book, diags);
    struct guard guard;
    bool made;

    *out = (struct file_out){ .stream = NULL };
    if (!settled || !open_file(arena, out, path, diags))
        return false;
    guard_arena(&guard, arena, out);
    made = make(&guard, frames, settled, template_id, diags);
    arena_let_go(&guard.closer);
    arena_release(&guard.scratch);
    if (!made)
        file_out_discard(out);
    return made;
}

#ifdef XLSXWRITER_INSIDE
static void
release(void *scratch)
{
    arena_release(scratch);
}

bool
xlsx_write_bytes(struct arena *arena, const char *name, const struct book *book,
                 const char *template_id, struct text *bytes,
                 struct diag_list *diags)
{
    const struct book *settled = xlsx_settle(arena, book, diags);
    struct arena scratch;
    struct arena_closer closer = { .close = release, .what = &scratch };
    struct draw_job job;
    bool made;

    if (!settled)
        return false;
    job = prepare(arena, settled, template_id);
    job.temporary = name;
    if (!xlsx_inside_draw(arena, &job, name, bytes, diags))
        return false;
    arena_hold(arena, &closer);
    scratch = arena_beside(arena);
    made = xlsx_readback(&scratch, *bytes, settled, name, diags);
    arena_let_go(&closer);
    arena_release(&scratch);
    return made;
}
#endif

bool
xlsx_write(struct arena *arena, const char *path, const struct book *book,
           const char *template_id, struct diag_list *diags)
{
    struct file_out out;

    return xlsx_write_open(arena, &out, path, book, template_id, NULL, diags)
           && file_out_close(&out, diags);
}
