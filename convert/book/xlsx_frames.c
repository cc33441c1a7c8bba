/* xlsx_frames.c - shapes seen, parts kept, and files made of them. */
#include "book/xlsx_frames.h"

#include "book/xlsx_fill.h"
#include "book/zip_fill.h"
#include "book/zip_flow.h"

#define FRAME_BYTES (1 << 20) /* of a file that is kept: 60 times a filing */
#define UNPACKED_BYTES (16 << 20) /* of the parts that are taken apart */
#define SEEN 16                   /* shapes that are remembered to have been */
#define SHEETS "xl/worksheets/sheet"
#define TEXTS "xl/sharedStrings.xml"
#define PROPERTIES "docProps/custom.xml"

enum part_kind { PART_FIXED, PART_SHEET, PART_TEXTS, PART_PROPERTIES };

/* Of an entry of the container. */
struct frame_part {
    enum part_kind kind;
    struct xlsx_fill_sheet sheet;
    struct text whole; /* of texts, properties */
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

static struct text
fill_part(struct xlsx_fill *fill, const struct frame_part *part, int sheet)
{
    switch (part->kind) {
    case PART_SHEET:
        return xlsx_fill_sheet(fill, sheet, &part->sheet);
    case PART_TEXTS:
        return xlsx_fill_strings(fill, part->whole);
    case PART_PROPERTIES:
        return xlsx_fill_properties(fill, part->whole);
    case PART_FIXED:
        break;
    }
    return TEXT_NONE;
}

/* The library writes what sheets share behind them, as they come here. */
static bool
fill_file(struct xlsx_frames *frames, struct arena *arena,
          const struct frame *frame, const struct book *book, const int *format,
          struct text *bytes)
{
    struct xlsx_fill fill = xlsx_fill_begin(arena, book, format);
    struct zip_fill_part *parts
        = ARENA_ARRAY(arena, struct zip_fill_part, frame->zip.n);
    int sheet = 0;

    if (!frames->packer) {
        open_arena(frames, &frames->own, arena);
        frames->packer = zip_flow_packer(&frames->own);
    }
    for (int i = 0; i < frame->zip.n; i++) {
        const struct frame_part *part = &frame->parts[i];
        struct text whole = fill_part(&fill, part, sheet);

        sheet += part->kind == PART_SHEET;
        if (part->kind == PART_FIXED)
            continue;
        if (!whole.at || fill.odd)
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

    return frame && frame->good
           && fill_file(frames, arena, frame, book, shape->format, bytes);
}

/* ---- a frame of a file ---- */

static enum part_kind
kind_of(struct text name)
{
    return text_starts(name, TEXT(SHEETS))      ? PART_SHEET
           : text_equal(name, TEXT(TEXTS))      ? PART_TEXTS
           : text_equal(name, TEXT(PROPERTIES)) ? PART_PROPERTIES
                                                : PART_FIXED;
}

/* Sheets are in order, and as many as the book has. */
static bool
split(struct arena *arena, struct zip *zip, int n_sheets, struct frame *frame)
{
    struct diag_list none = diag_none(arena);
    uint64_t unpacked = 0;
    int sheets = 0;

    frame->parts = ARENA_ARRAY(arena, struct frame_part, frame->zip.n);
    for (int i = 0; i < frame->zip.n; i++) {
        struct frame_part *part = &frame->parts[i];
        const struct zip_entry *entry
            = zip_find(zip, frame->zip.entries[i].name);
        struct text whole = TEXT_NONE;

        part->kind = kind_of(frame->zip.entries[i].name);
        if (part->kind == PART_FIXED)
            continue;
        if (!entry || (unpacked += entry->n_unpacked) > UNPACKED_BYTES)
            return false;
        whole.at = zip_unpack(arena, zip, entry, &none);
        whole.n = whole.at ? (size_t)entry->n_unpacked : 0;
        part->whole = whole;
        if (part->kind == PART_SHEET
            && (!xlsx_fill_split_sheet(whole, &part->sheet)
                || !text_equal(frame->zip.entries[i].name,
                               text_printf(arena, SHEETS "%d.xml", ++sheets))))
            return false;
    }
    return sheets == n_sheets;
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
        to->parts[i].kind = p->kind;
        if (p->kind == PART_FIXED)
            to->zip.entries[i].packed = text_copy(arena, e->packed);
        else if (p->kind != PART_SHEET)
            to->parts[i].whole = text_copy(arena, p->whole);
        to->parts[i].sheet = (struct xlsx_fill_sheet){
            text_copy(arena, p->sheet.head), text_copy(arena, p->sheet.middle),
            text_copy(arena, p->sheet.rest), text_copy(arena, p->sheet.tail)
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

void
xlsx_frames_learn(struct xlsx_frames *frames, struct arena *arena,
                  const struct book *book, const struct xlsx_shape *shape,
                  struct text bytes)
{
    struct diag_list none = diag_none(arena);
    struct frame drawn = { .good = false }, *frame;
    struct text again;
    struct zip zip;

    if (bytes.n > FRAME_BYTES || shape->bytes.n > FRAME_BYTES
        || !was_seen(frames, text_hash(shape->bytes))
        || find(frames, shape->bytes))
        return;
    drawn.good
        = zip_fill_read(arena, bytes, &drawn.zip)
          && zip_read(arena, "", bytes, &zip, &none)
          && split(arena, &zip, book->n_sheets, &drawn)
          && fill_file(frames, arena, &drawn, book, shape->format, &again)
          && text_equal(again, bytes);
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
