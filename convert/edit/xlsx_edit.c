/*
 * xlsx_edit.c - the parts of a workbook being edited, its sheets, and the result.
 *
 * Source   ECMA-376 part 2 (packages), part 1, 18.2 (workbook).
 */
#include "edit/xlsx_edit.h"

#include <assert.h>
#include <string.h>

#include "base/bytes.h"
#include "base/cellref.h"
#include "base/file.h"
#include "book/xlsx_read.h"
#include "book/xlsx_same.h"
#include "book/zip_write.h"
#include "edit/schema.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define LINK                                                                   \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT_MAIN "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define STRICT_LINK "http://purl.oclc.org/ooxml/officeDocument/relationships"

#define STRUCK_NAMED 8 /* cells in one message */

bool
xlsx_edit_wrong(struct xlsx_edit *edit, struct text part, const char *what)
{
    if (!edit->failed)
        diag_add(edit->diags, DIAG_EDIT_UNSUPPORTED, PLACE_FILE(edit->file),
                 PLACE_NONE, "part '%.*s' %s", TEXT_ARG(part),
                 diag_say(edit->diags, what));
    edit->failed = true;
    return false;
}

/* ---- parts ---- */

static struct xlsx_part *
find_part(const struct xlsx_edit *edit, struct text name)
{
    for (int i = 0; i < edit->n_parts; i++) {
        if (text_same_letters(edit->parts[i].name, name))
            return &edit->parts[i];
    }
    return NULL;
}

static struct xlsx_part *
add_part(struct xlsx_edit *edit, struct text name, struct text bytes)
{
    struct xlsx_part part = { .name = name, .bytes = bytes };

    ARENA_PUSH(edit->arena, edit->parts, edit->n_parts, edit->parts_capacity,
               part);
    return &edit->parts[edit->n_parts - 1];
}

bool
xlsx_edit_has(const struct xlsx_edit *edit, struct text part)
{
    const struct xlsx_part *known = find_part(edit, part);

    return known ? !known->dropped : zip_find(&edit->package.zip, part) != NULL;
}

bool
xlsx_edit_had(const struct xlsx_edit *edit, struct text part)
{
    return find_part(edit, part) || zip_find(&edit->package.zip, part);
}

struct text
xlsx_edit_bytes(struct xlsx_edit *edit, struct text part)
{
    struct xlsx_part *known = find_part(edit, part);
    const struct zip_entry *entry;
    struct text bytes;

    if (known)
        return known->bytes;
    entry = zip_find(&edit->package.zip, part);
    if (!entry) {
        xlsx_edit_wrong(edit, part, "is missing");
        return TEXT("");
    }
    bytes.at = zip_unpack(edit->arena, &edit->package.zip, entry, edit->diags);
    bytes.n = (size_t)entry->n_unpacked;
    if (!bytes.at) {
        edit->failed = true;
        return TEXT("");
    }
    /* An ASCII superset is not enough: offsets and words must be UTF-8's. */
    if (!text_is_utf8(bytes) || memchr(bytes.at, '\0', bytes.n)) {
        xlsx_edit_wrong(edit, part, "is not written in UTF-8");
        return TEXT("");
    }
    add_part(edit, entry->name, bytes);
    return bytes;
}

struct part *
xlsx_edit_part(struct xlsx_edit *edit, struct text part)
{
    struct text bytes = xlsx_edit_bytes(edit, part);
    struct xlsx_part *known = find_part(edit, part);

    if (!known)
        return part_read(edit->arena, bytes);
    if (!known->read || known->read->n_changes
        || known->read->bytes.at != bytes.at)
        known->read = part_read(edit->arena, bytes);
    return known->read;
}

void
xlsx_edit_save(struct xlsx_edit *edit, struct text part, struct part *changed)
{
    if (changed->n_changes)
        xlsx_edit_put(edit, part, part_bytes(changed));
}

void
xlsx_edit_put(struct xlsx_edit *edit, struct text part, struct text bytes)
{
    struct xlsx_part *known = find_part(edit, part);

    if (!known)
        known = add_part(edit, part, TEXT_NONE);
    else if (known->bytes.at == bytes.at)
        return;
    known->bytes = bytes;
    known->changed = true;
    known->dropped = false;
}

void
xlsx_edit_drop(struct xlsx_edit *edit, struct text part)
{
    struct xlsx_part *known = find_part(edit, part);

    if (!known)
        known = add_part(edit, part, TEXT_NONE);
    known->dropped = known->changed = true;
}

const char *
xlsx_edit_main(const struct xlsx_edit *edit)
{
    return edit->strict ? STRICT_MAIN : MAIN;
}

const char *
xlsx_edit_link(const struct xlsx_edit *edit)
{
    return edit->strict ? STRICT_LINK : LINK;
}

struct text
xlsx_edit_sheet(const struct xlsx_edit *edit, int sheet)
{
    return edit->listed[edit->part_of[sheet]].part;
}

/* ---- calculation ---- */

void
xlsx_edit_calculate(struct xlsx_edit *edit)
{
    struct part *p = xlsx_edit_part(edit, edit->workbook);
    const struct part_element *root = part_root(p);
    const struct part_element *calc = part_child(p, root, "calcPr");

    if (calc)
        part_set(p, calc, "fullCalcOnLoad", TEXT("1"));
    else
        part_insert(p, root, schema_workbook, "calcPr",
                    part_xml(p, "<calcPr fullCalcOnLoad=\"1\"/>"));
    xlsx_edit_save(edit, edit->workbook, p);
}

/* ---- opening ---- */

/* What is changed in one sheet must not be changed in another. */
static bool
are_apart(struct xlsx_edit *edit)
{
    for (int i = 0; i < edit->n_listed; i++) {
        for (int k = 0; k < i; k++) {
            if (edit->listed[i].sheet >= 0 && edit->listed[k].sheet >= 0
                && text_equal(edit->listed[i].part, edit->listed[k].part))
                return xlsx_edit_wrong(edit, edit->listed[i].part,
                                       "is the part of two sheets");
        }
    }
    return true;
}

/* The workbook part and its sheets, as relations lead to them. */
static bool
list_sheets(struct xlsx_edit *edit)
{
    struct relation_list root, relations;
    const struct relation *workbook;
    const struct part_element *e;
    struct part *p;
    int sheet = 0, from = 0;

    if (!package_relations(&edit->package, TEXT(""), &root))
        return false;
    workbook = package_find(&root, "officeDocument");
    assert(workbook); /* it was read */
    if (!package_target(&edit->package, TEXT(""), workbook, &edit->workbook)
        || !package_relations(&edit->package, edit->workbook, &relations))
        return false;
    p = xlsx_edit_part(edit, edit->workbook);
    edit->strict = text_find(p->bytes, TEXT(STRICT_MAIN), 0) >= 0;
    edit->part_of = ARENA_ARRAY(edit->arena, int, edit->book->n_sheets + 1);
    for (e = part_child(p, part_find(p, NULL, "sheets"), "sheet"); e;
         e = part_sibling(p, e, "sheet")) {
        struct xlsx_listed listed = { .sheet = -1 };
        struct text id = part_get(p, e, ":id");
        const struct relation *relation
            = id.n ? package_find_id(&relations, id, &from) : NULL;

        listed.name = markup_decode(edit->arena, part_get(p, e, "name"));
        if (relation
            && !package_try_target(&edit->package, edit->workbook, relation,
                                   &listed.part))
            listed.part = TEXT_NONE;
        if (relation && !text_equal(relation->type, TEXT("chartsheet"))
            && sheet < edit->book->n_sheets) {
            edit->part_of[sheet] = edit->n_listed;
            listed.name = edit->book->sheets[sheet].name;
            listed.sheet = sheet++;
        }
        ARENA_PUSH(edit->arena, edit->listed, edit->n_listed,
                   edit->listed_capacity, listed);
    }
    if (sheet != edit->book->n_sheets)
        return xlsx_edit_wrong(edit, edit->workbook,
                               "lists its sheets in a way that cannot be "
                               "edited");
    return are_apart(edit);
}

struct xlsx_edit *
xlsx_edit_open(struct arena *arena, const char *name, struct text bytes,
               struct diag_list *diags)
{
    struct xlsx_edit *edit = ARENA_NEW(arena, struct xlsx_edit);

    edit->arena = arena;
    edit->file = edit->made = name;
    edit->diags = diags;
    edit->rewritten = -1;
    edit->book = xlsx_read_bytes(arena, name, bytes, diags);
    if (!edit->book || !package_read(arena, name, bytes, &edit->package, diags)
        || !list_sheets(edit))
        return NULL;
    return edit;
}

/* ---- writing ---- */

/* Warns of figures in cells whose font is struck out or raised: readers cannot
   take them for figures. */
static void
warn_struck(struct xlsx_edit *edit, const struct grid *a, const struct grid *b)
{
    const char *cells = "";
    struct place at = PLACE_NONE;
    int n = 0;

    for (int i = 0; i < b->n_cells; i++) {
        const struct cell *cell = &b->cells[i];
        const struct cell *meant;
        char ref[CELLREF_MAX];

        if (!(cell->flags & CELL_MARKED) || cell->type != CELL_NUMBER)
            continue;
        meant = grid_at(a, cell->row, cell->col);
        if (!meant || (meant->flags & CELL_MARKED))
            continue;
        cellref_show(cell->row, cell->col, ref);
        if (n == 0)
            at = PLACE_CELL(edit->file, text_zero(edit->arena, a->name),
                            cell->row, cell->col);
        if (n++ < STRUCK_NAMED)
            cells = arena_printf(edit->arena, "%s%s%s", cells,
                                 n > 1 ? ", " : "", ref);
    }
    if (n == 0)
        return;
    diag_hint(
        edit->diags,
        diag_add(
            edit->diags, DIAG_BLANK_STRUCK, at, PLACE_NONE,
            n == 1 ? N_("cells of the blank are struck out or raised, so that "
                        "the %d figure written there cannot be read again: "
                        "%s%s")
                   : N_("cells of the blank are struck out or raised, so that "
                        "the %d figures written there cannot be read again: "
                        "%s%s"),
            n, cells, n > STRUCK_NAMED ? ", …" : ""),
        "give these cells of the blank a plain font, and fill it again");
}

static bool
compare(struct xlsx_edit *edit, const struct book *want, struct text bytes)
{
    struct diag_list found = diag_apart(edit->diags, edit->arena);
    struct xlsx_same same;
    const struct book *got
        = xlsx_read_bytes(edit->arena, edit->file, bytes, &found);

    if (!got || (found.n_level[DIAG_ERROR] && !edit->diags->n)) {
        struct diag *d
            = diag_add(edit->diags, DIAG_WRITE_FAILED, PLACE_FILE(edit->file),
                       PLACE_NONE, "what was made cannot be read again");

        if (found.n)
            diag_detail(edit->diags, d, "%s", found.items[0]->text);
        return false;
    }
    if (got->n_sheets < edit->n_before + want->n_sheets) {
        diag_add(edit->diags, DIAG_WRITE_DIFFERS, PLACE_FILE(edit->file),
                 PLACE_NONE, "sheets are missing in what was made");
        return false;
    }
    same = (struct xlsx_same){ .path = edit->file,
                               .want = want,
                               .got = got,
                               .edited = true,
                               .diags = edit->diags };
    for (int i = 0; i < want->n_sheets; i++) {
        const struct grid *sheet = &got->sheets[edit->n_before + i];

        if (i == edit->rewritten)
            continue;
        if (!xlsx_same_sheet(&same, &want->sheets[i], sheet))
            return false;
        warn_struck(edit, &want->sheets[i], sheet);
    }
    return true;
}

bool
xlsx_edit_finish(struct xlsx_edit *edit, const struct book *want,
                 struct text *out)
{
    struct zip_write_part *parts;
    int n = 0;

    if (edit->failed)
        return false;
    parts = ARENA_ARRAY(edit->arena, struct zip_write_part, edit->n_parts + 1);
    for (int i = 0; i < edit->n_parts; i++) {
        const struct xlsx_part *part = &edit->parts[i];

        if (!part->changed)
            continue;
        parts[n++] = (struct zip_write_part){ part->name, part->dropped
                                                              ? TEXT_NONE
                                                              : part->bytes };
    }
    return zip_write(edit->arena, &edit->package.zip, parts, n, out,
                     edit->diags)
           && compare(edit, want, *out);
}

bool
xlsx_edit_write(struct xlsx_edit *edit, const char *path, struct text bytes)
{
    struct file_out file;

    if (!file_out_open(edit->arena, &file, path, edit->diags))
        return false;
    file_put(file.stream, bytes);
    return file_out_close(&file, edit->diags);
}
