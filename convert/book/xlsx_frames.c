/* xlsx_frames.c - shapes seen, parts kept, and files made of them. */
#include "book/xlsx_frames.h"

#include "book/xlsx_fill.h"
#include "book/xlsx_fill_styles.h"
#include "book/xlsx_fill_values.h"
#include "book/zip_fill.h"
#include "book/zip_flow.h"

#define FRAME_BYTES (1 << 20) /* of a file that is kept: 60 times a filing */
#define UNPACKED_BYTES (16 << 20) /* of the parts that are taken apart */
#define SEEN 16                   /* shapes that are remembered to have been */
#define SHEETS "xl/worksheets/sheet"

/* What is made of a part, and how; a sheet's is xlsx_fill_sheet(). */
static const struct {
    const char *name;
    struct text (*fill)(struct xlsx_fill *fill, struct text part);
    bool of_names; /* of sheets: only where the shape has them not */
} kinds[] = { { "xl/sharedStrings.xml", xlsx_fill_strings, false },
              { "xl/styles.xml", xlsx_fill_styles, false },
              { "docProps/custom.xml", xlsx_fill_values_properties, false },
              { "xl/workbook.xml", xlsx_fill_values_sheets, true },
              { "docProps/app.xml", xlsx_fill_values_titles, true } };

/* Of an entry of the container. */
struct frame_part {
    int sheet; /* + 1; 0: it is none */
    struct xlsx_fill_sheet drawn;
    /* NULL: it stays as it is. */
    struct text (*fill)(struct xlsx_fill *fill, struct text part);
    struct text whole;
};

struct frame {
    struct arena arena; /* of all below */
    struct text shape;  /* "": there is none */
    bool good;          /* else nothing but the shape is here */
    struct zip_fill zip;
    struct frame_part *parts; /* [zip.n] */
    uint64_t used;            /* when it was last */
};

struct xlsx_frames {
    struct arena *run;
    struct arena own; /* of the packer */
    struct zip_flow_packer *packer;
    struct frame frames[XLSX_FRAMES];
    uint64_t clock;
    uint64_t seen[SEEN];
    int n_seen;
};

struct xlsx_frames *
xlsx_frames_new(struct arena *run)
{
    struct xlsx_frames *frames = ARENA_NEW(run, struct xlsx_frames);

    frames->run = run;
    return frames;
}

/* One within the run's, whose end is that of the document at hand. */
static void
open_arena(struct xlsx_frames *frames, struct arena *arena,
           const struct arena *document)
{
    if (!arena->within)
        *arena = arena_beside(frames->run);
    arena->exhausted = document->exhausted;
    arena->context = document->context;
}

static struct frame *
find(struct xlsx_frames *frames, struct text shape)
{
    for (int i = 0; i < XLSX_FRAMES; i++) {
        struct frame *frame = &frames->frames[i];

        if (frame->shape.n && text_equal(frame->shape, shape)) {
            frame->used = ++frames->clock;
            return frame;
        }
    }
    return NULL;
}

/* ---- a file of a frame ---- */

/* The library writes what sheets share behind them, as they come here. */
static bool
fill_file(struct xlsx_frames *frames, struct xlsx_fill *fill,
          const struct frame *frame, struct text *bytes)
{
    struct arena *arena = fill->arena;
    struct zip_fill_part *parts
        = ARENA_ARRAY(arena, struct zip_fill_part, frame->zip.n);

    if (!frames->packer) {
        open_arena(frames, &frames->own, arena);
        frames->packer = zip_flow_packer(&frames->own);
    }
    for (int i = 0; i < frame->zip.n; i++) {
        const struct frame_part *part = &frame->parts[i];
        struct text whole;

        if (part->sheet)
            whole = xlsx_fill_sheet(fill, part->sheet - 1, &part->drawn);
        else if (part->fill)
            whole = part->fill(fill, part->whole);
        else
            continue;
        if (!whole.at || fill->odd)
            return false;
        parts[i] = (struct zip_fill_part){ .packed = zip_flow_pack(
                                               arena, frames->packer, whole),
                                           .n_unpacked = whole.n,
                                           .crc = zip_crc(0, whole) };
    }
    *bytes = zip_fill_write(arena, &frame->zip, parts);
    return true;
}

bool
xlsx_frames_fill(struct xlsx_frames *frames, struct arena *arena,
                 const struct book *book, const struct xlsx_shape *shape,
                 struct text *bytes)
{
    const struct frame *frame = find(frames, shape->bytes);
    struct xlsx_fill fill;

    if (!frame || !frame->good)
        return false;
    fill = xlsx_fill_begin(arena, book, shape->format);
    return fill_file(frames, &fill, frame, bytes);
}

/* ---- a frame of a file ---- */

static struct frame_part
part_of(struct text name, bool sheets_named)
{
    for (int i = 0; i < ARRAY_LEN(kinds); i++)
        if (text_equal(name, text_of(kinds[i].name))
            && !(kinds[i].of_names && sheets_named))
            return (struct frame_part){ .fill = kinds[i].fill };
    return (struct frame_part){ .sheet = text_starts(name, TEXT(SHEETS)) };
}

/* Sheets are in order, and as many as the book has. */
static bool
split(struct arena *arena, struct zip *zip, const struct book *book,
      bool sheets_named, struct frame *frame)
{
    struct diag_list none = diag_none(arena);
    uint64_t unpacked = 0;
    int sheets = 0;

    frame->parts = ARENA_ARRAY(arena, struct frame_part, frame->zip.n);
    for (int i = 0; i < frame->zip.n; i++) {
        struct frame_part *part = &frame->parts[i];
        struct text name = frame->zip.entries[i].name, whole = TEXT_NONE;
        const struct zip_entry *entry = zip_find(zip, name);

        *part = part_of(name, sheets_named);
        if (!part->sheet && !part->fill)
            continue;
        if (!entry || (unpacked += entry->n_unpacked) > UNPACKED_BYTES)
            return false;
        whole.at = zip_unpack(arena, zip, entry, &none);
        whole.n = whole.at ? (size_t)entry->n_unpacked : 0;
        part->whole = whole;
        if (!part->sheet)
            continue;
        part->sheet = ++sheets;
        if (!xlsx_fill_split_sheet(whole, &part->drawn)
            || !text_equal(name, text_printf(arena, SHEETS "%d.xml", sheets)))
            return false;
    }
    return sheets == book->n_sheets;
}

/* Into the frame's own arena, without what is made anew. */
static void
keep(struct frame *to, const struct frame *from)
{
    struct arena *arena = &to->arena;

    to->zip = from->zip;
    to->zip.end = text_copy(arena, from->zip.end);
    to->zip.entries = ARENA_ARRAY(arena, struct zip_fill_entry, to->zip.n);
    to->parts = ARENA_ARRAY(arena, struct frame_part, to->zip.n);
    for (int i = 0; i < to->zip.n; i++) {
        const struct zip_fill_entry *e = &from->zip.entries[i];
        const struct frame_part *p = &from->parts[i];

        to->zip.entries[i].local = text_copy(arena, e->local);
        to->zip.entries[i].central = text_copy(arena, e->central);
        to->parts[i] = *p;
        if (!p->sheet && !p->fill)
            to->zip.entries[i].packed = text_copy(arena, e->packed);
        to->parts[i].whole = p->fill ? text_copy(arena, p->whole) : TEXT_NONE;
        to->parts[i].drawn = (struct xlsx_fill_sheet){
            text_copy(arena, p->drawn.head), text_copy(arena, p->drawn.middle),
            text_copy(arena, p->drawn.rest), text_copy(arena, p->drawn.tail)
        };
    }
}

/* Was the shape there before?  It is from now on. */
static bool
was_seen(struct xlsx_frames *frames, uint64_t hash)
{
    for (int i = 0; i < SEEN; i++)
        if (frames->seen[i] == hash)
            return true;
    frames->seen[frames->n_seen++ % SEEN] = hash;
    return false;
}

static struct frame *
oldest(struct xlsx_frames *frames)
{
    struct frame *found = &frames->frames[0];

    for (int i = 1; i < XLSX_FRAMES; i++)
        if (frames->frames[i].used < found->used)
            found = &frames->frames[i];
    return found;
}

/* Does the book come out of the frame as the file that it is of? */
static bool
is_same(struct xlsx_frames *frames, struct xlsx_fill *fill,
        const struct frame *frame, struct text bytes)
{
    struct text again;

    return fill_file(frames, fill, frame, &again) && text_equal(again, bytes);
}

void
xlsx_frames_learn(struct xlsx_frames *frames, struct arena *arena,
                  const struct book *book, const struct xlsx_shape *shape,
                  struct text bytes)
{
    struct diag_list none = diag_none(arena);
    struct frame drawn = { .good = false }, *frame;
    struct xlsx_fill fill;
    struct zip zip;

    if (bytes.n > FRAME_BYTES || shape->bytes.n > FRAME_BYTES
        || !was_seen(frames, text_hash(shape->bytes))
        || find(frames, shape->bytes))
        return;
    fill = xlsx_fill_begin(arena, book, shape->format);
    drawn.good = zip_fill_read(arena, bytes, &drawn.zip)
                 && zip_read(arena, "", bytes, &zip, &none)
                 && split(arena, &zip, book, shape->sheets_named, &drawn)
                 && is_same(frames, &fill, &drawn, bytes);
    if (fill.odd)
        return; /* this book is, not the shape */
    frame = oldest(frames);
    frame->shape = TEXT_NONE; /* until all is there */
    open_arena(frames, &frame->arena, arena);
    arena_release(&frame->arena);
    if (drawn.good)
        keep(frame, &drawn);
    frame->good = drawn.good;
    frame->shape = text_copy(&frame->arena, shape->bytes);
    frame->used = ++frames->clock;
}
