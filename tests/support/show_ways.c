/* show_ways.c - readings as text, compared. */
#include "support/show_ways.h"

#include "base/stream.h"
#include "book/gridtext.h"
#include "book/package.h"
#include "book/xlsx_read.h"
#include "store/cells.h"

/* A way to read, and what came of it. */
struct way {
    size_t window;
    bool careful, taken;
    struct diag_list diags;
    struct book *book;
    struct text cells; /* as CSV */
};

struct taking {
    struct cells_csv *csv;
};

static bool
take(void *context, const struct book *book, const struct grid *piece)
{
    struct taking *taking = context;

    cells_csv_add(taking->csv, book, piece);
    return true;
}

static void
read_so(struct arena *arena, struct text bytes, struct way *way)
{
    struct package package;
    struct cells_csv csv;
    struct taking taking = { &csv };
    struct grid_taker taker = { take, &taking };
    struct stream stream;

    way->diags = (struct diag_list){ .arena = arena };
    if (!package_read(arena, "t.xlsx", bytes, &package, &way->diags))
        return;
    package.careful = way->careful;
    package.window = way->window;
    stream_open(&stream, arena);
    cells_csv_begin(&csv, arena, stream.out, CSV_TEXT_PLAIN);
    way->book = way->taken ? xlsx_read_pieces(&package, &taker)
                           : xlsx_read_cells(&package);
    for (int i = 0; way->book && !way->taken && i < way->book->n_sheets; i++)
        cells_csv_add(&csv, way->book, &way->book->sheets[i]);
    cells_csv_end(&csv);
    stream_close(&stream, &way->cells);
}

/* Where the cells are taken only merged ranges are left. */
static const char *
shown(struct arena *arena, const struct way *way)
{
    struct bytes out = { .arena = arena };

    if (way->book && !way->taken)
        bytes_add(&out, gridtext_show(arena, way->book));
    if (way->book)
        bytes_add(&out, way->cells);
    for (int i = 0; way->book && i < way->book->n_sheets; i++) {
        const struct grid *grid = &way->book->sheets[i];

        for (int k = 0; k < grid->n_merges; k++)
            bytes_printf(&out, "%s\n", cellref_span(arena, grid->merges[k]));
    }
    for (int i = 0; i < way->diags.n; i++)
        bytes_printf(&out, "%s %s\n",
                     diag_place(arena, way->diags.items[i]->at),
                     way->diags.items[i]->text);
    return bytes_text(&out).at;
}

/* Without what is lost where cells are taken. */
static const char *
shown_taken(struct arena *arena, const struct way *way)
{
    struct way bare = *way;

    bare.taken = true;
    return shown(arena, &bare);
}

static const char *
differing(struct arena *arena, const char *a, const char *b)
{
    return text_equal(text_of(a), text_of(b))
               ? NULL
               : arena_printf(arena, "%s---- but\n%s", a, b);
}

const char *
show_ways(struct arena *arena, struct text bytes)
{
    static const size_t windows[] = { 0, 40, 100, 1000 };
    struct way careful = { .careful = true };
    const char *found = NULL;

    read_so(arena, bytes, &careful);
    for (int i = 0; i < ARRAY_LEN(windows) && !found; i++) {
        struct way kept = { .window = windows[i] };
        struct way taken = { .window = windows[i], .taken = true };

        read_so(arena, bytes, &kept);
        found = differing(arena, shown(arena, &careful), shown(arena, &kept));
        read_so(arena, bytes, &taken);
        if (!found && taken.book && !diag_has_errors(&taken.diags))
            found = differing(arena, shown_taken(arena, &careful),
                              shown(arena, &taken));
    }
    return found ? found : "";
}

bool
show_ways_flows(struct arena *arena, struct text bytes, size_t window)
{
    struct way taken = { .window = window, .taken = true };

    read_so(arena, bytes, &taken);
    return taken.book && !diag_has_errors(&taken.diags);
}
