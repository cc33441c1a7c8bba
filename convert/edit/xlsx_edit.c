/*
 * xlsx_edit.c - parts, relations and content types of a workbook being edited.
 *
 * Source   ECMA-376 part 2 (packages), part 1, 18.2 (workbook).
 */
#include "edit/xlsx_edit.h"

#include <string.h>
#include <strings.h>

#include "base/cellref.h"
#include "base/file.h"
#include "book/gridtext.h"
#include "book/markup.h"
#include "book/xlsx_read.h"
#include "book/zip_write.h"

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
                 PLACE_NONE, "part '%.*s' %s", TEXT_ARG(part), what);
    edit->failed = true;
    return false;
}

/* ---- parts ---- */

static bool
is_name(struct text a, struct text b)
{
    return a.n == b.n && (a.n == 0 || strncasecmp(a.at, b.at, a.n) == 0);
}

static struct xlsx_part *
find_part(const struct xlsx_edit *edit, struct text name)
{
    for (int i = 0; i < edit->n_parts; i++) {
        if (is_name(edit->parts[i].name, name))
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

struct text
xlsx_edit_new_part(struct xlsx_edit *edit, const char *head, const char *tail)
{
    for (int n = 1;; n++) {
        struct text name = text_printf(edit->arena, "%s%d%s", head, n, tail);

        if (!zip_find(&edit->package.zip, name) && !find_part(edit, name))
            return name;
    }
}

/* ---- relations ---- */

static bool
has_type(const struct markup_tag *tag, const char *type)
{
    struct text t = markup_find(tag, "Type"), tail = text_of(type);

    return text_ends(t, tail) && t.n > tail.n && t.at[t.n - tail.n - 1] == '/';
}

/* The part a relation leads to, "" where it leads out or nowhere. */
static struct text
target_of(struct xlsx_edit *edit, struct text part,
          const struct markup_tag *tag)
{
    struct relation relation = { .external = false };
    struct text target = TEXT_NONE, out;

    if (text_equal(markup_find(tag, "TargetMode"), TEXT("External")))
        return TEXT_NONE;
    relation.target = markup_decode(edit->arena, markup_find(tag, "Target"));
    if (text_starts(relation.target, TEXT("/")))
        target = text_slice(relation.target, 1, relation.target.n);
    if (target.n && find_part(edit, target))
        return target;
    return package_try_target(&edit->package, part, &relation, &out)
               ? out
               : TEXT_NONE;
}

struct text *
xlsx_edit_all_related(struct xlsx_edit *edit, struct text part,
                      const char *type, int *n)
{
    struct text name = package_relations_part(edit->arena, part), *out = NULL;
    struct markup m = { TEXT_NONE, 0 };
    struct markup_tag tag;
    int capacity = 0;

    *n = 0;
    if (!xlsx_edit_has(edit, name))
        return NULL;
    m.bytes = xlsx_edit_bytes(edit, name);
    while (markup_to(&m, "Relationship", &tag)) {
        struct text target;

        if (!has_type(&tag, type))
            continue;
        target = target_of(edit, part, &tag);
        if (target.n)
            ARENA_PUSH(edit->arena, out, *n, capacity, target);
    }
    return out;
}

struct text
xlsx_edit_related(struct xlsx_edit *edit, struct text part, const char *type,
                  struct text *id)
{
    struct text name = package_relations_part(edit->arena, part);
    struct markup m = { TEXT_NONE, 0 };
    struct markup_tag tag;

    if (!xlsx_edit_has(edit, name))
        return TEXT_NONE;
    m.bytes = xlsx_edit_bytes(edit, name);
    while (markup_to(&m, "Relationship", &tag)) {
        if (!has_type(&tag, type))
            continue;
        if (id)
            *id = markup_find(&tag, "Id");
        return target_of(edit, part, &tag);
    }
    return TEXT_NONE;
}

/* "rId7" where 7 is the first number that no id ends with. */
static struct text
new_id(struct xlsx_edit *edit, struct text bytes)
{
    struct markup m = { bytes, 0 };
    struct markup_tag tag;
    int most = 0;

    while (markup_to(&m, "Relationship", &tag)) {
        struct text id = markup_find(&tag, "Id");
        int number
            = markup_number(text_slice(id, text_sans_digits(id).n, id.n));

        most = number > most ? number : most;
    }
    return text_printf(edit->arena, "rId%d", most + 1);
}

/* Puts a text before the closing tag of the part's root, or opens the root
   where it is empty. */
static struct text
into_root(struct xlsx_edit *edit, struct text bytes, struct text with)
{
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { bytes, 0 };
    struct markup_tag root, close;

    if (!markup_next(&m, &root) || !markup_skip(&m, &root, &close))
        return bytes;
    if (root.kind == MARKUP_EMPTY)
        markup_fill(&patches, &root, with);
    else
        markup_patch(&patches, close.top, close.top, with);
    return markup_apply(&patches, bytes);
}

/* Lets the first relation of that type whose part is missing lead to one that
   is there; two of a type would be one too many. */
static bool
mend_relation(struct xlsx_edit *edit, struct text part, struct text bytes,
              const char *type, struct text target, struct text *id)
{
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { bytes, 0 };
    struct markup_tag tag;

    while (markup_to(&m, "Relationship", &tag)) {
        if (!has_type(&tag, type) || target_of(edit, part, &tag).n
            || text_equal(markup_find(&tag, "TargetMode"), TEXT("External")))
            continue;
        *id = markup_find(&tag, "Id");
        markup_patch_attribute(
            &patches, bytes, &tag, "Target",
            text_printf(edit->arena, "/%.*s", TEXT_ARG(target)));
        xlsx_edit_put(edit, package_relations_part(edit->arena, part),
                      markup_apply(&patches, bytes));
        return true;
    }
    return false;
}

struct text
xlsx_edit_relate(struct xlsx_edit *edit, struct text part, const char *type,
                 struct text target)
{
    struct text name = package_relations_part(edit->arena, part), bytes, id,
                prefix;

    if (xlsx_edit_has(edit, name))
        bytes = xlsx_edit_bytes(edit, name);
    else
        bytes = TEXT("<?xml version=\"1.0\" encoding=\"UTF-8\" "
                     "standalone=\"yes\"?>\n<Relationships xmlns=\"http://"
                     "schemas.openxmlformats.org/package/2006/relationships\""
                     "></Relationships>");
    if (mend_relation(edit, part, bytes, type, target, &id))
        return id;
    id = new_id(edit, bytes);
    prefix = markup_prefix(edit->arena, bytes);
    bytes
        = into_root(edit, bytes,
                    text_printf(edit->arena,
                                "<%.*sRelationship Id=\"%.*s\" Type=\"%s/%s\" "
                                "Target=\"/%.*s\"/>",
                                TEXT_ARG(prefix), TEXT_ARG(id),
                                xlsx_edit_link(edit), type, TEXT_ARG(target)));
    xlsx_edit_put(edit, name, bytes);
    return id;
}

void
xlsx_edit_unrelate(struct xlsx_edit *edit, struct text part, const char *type)
{
    struct text name = package_relations_part(edit->arena, part), bytes;
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { TEXT_NONE, 0 };
    struct markup_tag tag, close;

    if (!xlsx_edit_has(edit, name))
        return;
    m.bytes = bytes = xlsx_edit_bytes(edit, name);
    while (markup_to(&m, "Relationship", &tag)) {
        if (has_type(&tag, type) && markup_skip(&m, &tag, &close))
            markup_patch(&patches, tag.top, close.end, TEXT_NONE);
    }
    xlsx_edit_put(edit, name, markup_apply(&patches, bytes));
}

/* ---- content types ---- */

static bool
has_default(struct text bytes, const char *extension)
{
    struct markup m = { bytes, 0 };
    struct markup_tag tag;

    while (markup_to(&m, "Default", &tag)) {
        if (is_name(markup_find(&tag, "Extension"), text_of(extension)))
            return true;
    }
    return false;
}

/* The next that is said of a part by its name. */
static bool
find_override(struct markup *m, struct text part, struct markup_tag *tag)
{
    while (markup_to(m, "Override", tag)) {
        struct text of = markup_find(tag, "PartName");

        if (of.n && is_name(text_slice(of, 1, of.n), part))
            return true;
    }
    return false;
}

void
xlsx_edit_type(struct xlsx_edit *edit, struct text part, const char *extension,
               const char *type)
{
    struct text name = TEXT("[Content_Types].xml");
    struct text bytes = xlsx_edit_bytes(edit, name);
    struct text prefix = markup_prefix(edit->arena, bytes), with;
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { bytes, 0 };
    struct markup_tag tag;

    if (extension && has_default(bytes, extension))
        return;
    if (!extension && find_override(&m, part, &tag)) {
        markup_patch_attribute(&patches, bytes, &tag, "ContentType",
                               text_of(type));
        xlsx_edit_put(edit, name, markup_apply(&patches, bytes));
        return;
    }
    if (extension)
        with = text_printf(edit->arena,
                           "<%.*sDefault Extension=\"%s\" "
                           "ContentType=\"%s\"/>",
                           TEXT_ARG(prefix), extension, type);
    else
        with = text_printf(edit->arena,
                           "<%.*sOverride PartName=\"/%.*s\" "
                           "ContentType=\"%s\"/>",
                           TEXT_ARG(prefix), TEXT_ARG(part), type);
    xlsx_edit_put(edit, name, into_root(edit, bytes, with));
}

static void
forget_type(struct xlsx_edit *edit, struct text part)
{
    struct text name = TEXT("[Content_Types].xml");
    struct text bytes = xlsx_edit_bytes(edit, name);
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { bytes, 0 };
    struct markup_tag tag, close;

    while (find_override(&m, part, &tag)) {
        if (markup_skip(&m, &tag, &close))
            markup_patch(&patches, tag.top, close.end, TEXT_NONE);
    }
    xlsx_edit_put(edit, name, markup_apply(&patches, bytes));
}

/* ---- calculation ---- */

void
xlsx_edit_calculate(struct xlsx_edit *edit)
{
    struct text bytes = xlsx_edit_bytes(edit, edit->workbook);
    struct markup_patches patches = { .arena = edit->arena };
    struct markup m = { bytes, 0 };
    struct markup_tag tag;
    static const char *const behind[]
        = { "definedNames", "externalReferences", "functionGroups", "sheets" };

    if (markup_to(&m, "calcPr", &tag)) {
        struct text value = markup_find(&tag, "fullCalcOnLoad");

        if (value.at)
            markup_patch_value(&patches, bytes, value, TEXT("1"));
        else
            markup_patch(&patches, tag.end - 1 - (tag.kind == MARKUP_EMPTY),
                         tag.end - 1 - (tag.kind == MARKUP_EMPTY),
                         TEXT(" fullCalcOnLoad=\"1\""));
        xlsx_edit_put(edit, edit->workbook, markup_apply(&patches, bytes));
        return;
    }
    /* Its place is behind the last of these (18.2.27). */
    for (int i = 0; i < ARRAY_LEN(behind); i++) {
        struct markup_tag close;
        struct text prefix = markup_prefix(edit->arena, bytes);

        m = (struct markup){ bytes, 0 };
        if (!markup_to(&m, behind[i], &tag) || !markup_skip(&m, &tag, &close))
            continue;
        markup_patch(&patches, close.end, close.end,
                     text_printf(edit->arena,
                                 "<%.*scalcPr fullCalcOnLoad=\"1\"/>",
                                 TEXT_ARG(prefix)));
        xlsx_edit_put(edit, edit->workbook, markup_apply(&patches, bytes));
        return;
    }
}

/* ---- opening ---- */

static bool
find_relation(struct xlsx_edit *edit, struct text part, struct text id,
              struct markup_tag *tag)
{
    struct text name = package_relations_part(edit->arena, part);
    struct markup m = { TEXT_NONE, 0 };

    if (!xlsx_edit_has(edit, name))
        return false;
    m.bytes = xlsx_edit_bytes(edit, name);
    while (markup_to(&m, "Relationship", tag)) {
        if (text_equal(markup_find(tag, "Id"), id))
            return true;
    }
    return false;
}

struct text
xlsx_edit_by_id(struct xlsx_edit *edit, struct text part, struct text id)
{
    struct markup_tag tag;

    return find_relation(edit, part, id, &tag) ? target_of(edit, part, &tag)
                                               : TEXT_NONE;
}

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

static bool
list_sheets(struct xlsx_edit *edit)
{
    struct markup m = { TEXT_NONE, 0 };
    struct markup_tag tag;
    int sheet = 0;

    edit->workbook = xlsx_edit_related(edit, TEXT(""), "officeDocument", NULL);
    if (!edit->workbook.n)
        return xlsx_edit_wrong(edit, TEXT("_rels/.rels"),
                               "leads to no workbook");
    m.bytes = xlsx_edit_bytes(edit, edit->workbook);
    edit->strict = text_find(m.bytes, TEXT(STRICT_MAIN), 0) >= 0;
    edit->part_of = ARENA_ARRAY(edit->arena, int, edit->book->n_sheets + 1);
    while (markup_to(&m, "sheet", &tag)) {
        struct xlsx_listed listed = { .sheet = -1 };
        struct markup_tag relation;
        bool is_read = false;

        listed.relation_id = markup_find(&tag, ":id");
        listed.name = markup_decode(edit->arena, markup_find(&tag, "name"));
        if (listed.relation_id.n
            && find_relation(edit, edit->workbook, listed.relation_id,
                             &relation)) {
            is_read = !has_type(&relation, "chartsheet");
            listed.part = target_of(edit, edit->workbook, &relation);
        }
        if (is_read && sheet < edit->book->n_sheets) {
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

static const char *
show(struct arena *arena, const struct book *book, const struct grid *sheet,
     int row, int col)
{
    const struct cell *cell = grid_at(sheet, row, col);

    return cell ? gridtext_show_cell(arena, book, cell).at : "nothing";
}

/* The next cell that is not blank, from *i on; NULL behind the last. */
static const struct cell *
next_cell(const struct grid *grid, int *i)
{
    while (*i < grid->n_cells && grid->cells[*i].type == CELL_BLANK)
        ++*i;
    return *i < grid->n_cells ? &grid->cells[(*i)++] : NULL;
}

/* A formula without a result is its text, which follows the rows. */
static bool
same_cell(const struct cell *x, const struct cell *y)
{
    if (x->row != y->row || x->col != y->col)
        return false;
    if (x->flags & y->flags & CELL_NO_RESULT)
        return true;
    return x->type == y->type && text_equal(x->text, y->text);
}

/* Same merged ranges, and same cells in the same places; looks are nothing
   that was written, so they are not compared. */
static bool
is_alike(const struct grid *a, const struct grid *b, int *row, int *col)
{
    int i = 0, k = 0;

    for (;;) {
        const struct cell *x = next_cell(a, &i), *y = next_cell(b, &k);
        const struct cell *at = x ? x : y;

        if (!at)
            break;
        if (x && y && same_cell(x, y))
            continue;
        if (x && y
            && (y->row < x->row || (y->row == x->row && y->col < x->col)))
            at = y;
        *row = at->row;
        *col = at->col;
        return false;
    }
    *row = *col = -1;
    if (a->n_merges != b->n_merges)
        return false;
    for (i = 0; i < a->n_merges; i++) {
        const struct span *x = &a->merges[i], *y = &b->merges[i];

        if (x->top != y->top || x->left != y->left || x->end_row != y->end_row
            || x->end_col != y->end_col)
            return false;
    }
    return true;
}

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
    diag_hint(edit->diags,
              diag_add(edit->diags, DIAG_BLANK_STRUCK, at, PLACE_NONE,
                       "cells of the blank are struck out or raised, so that "
                       "the %d figure%s written there cannot be read again: "
                       "%s%s",
                       n, n == 1 ? "" : "s", cells,
                       n > STRUCK_NAMED ? ", …" : ""),
              "give these cells of the blank a plain font, and fill it again");
}

/* Does the sheet read back as it was to be? */
static bool
compare_sheet(struct xlsx_edit *edit, const struct book *want,
              const struct grid *a, const struct book *got,
              const struct grid *b)
{
    const char *name = text_zero(edit->arena, a->name);
    struct diag *d;
    int row, col;

    if (!text_equal(a->name, b->name) || a->state != b->state) {
        diag_add(edit->diags, DIAG_WRITE_DIFFERS, PLACE_SHEET(edit->file, name),
                 PLACE_NONE, "the sheet's name or state reads back otherwise");
        return false;
    }
    if (is_alike(a, b, &row, &col)) {
        warn_struck(edit, a, b);
        return true;
    }
    d = diag_add(edit->diags, DIAG_WRITE_DIFFERS,
                 PLACE_CELL(edit->file, name, row, col), PLACE_NONE,
                 row < 0 ? "the merged cells read back otherwise"
                         : "the cell reads back otherwise");
    if (row >= 0) {
        d->want = show(edit->arena, want, a, row, col);
        d->found = show(edit->arena, got, b, row, col);
        diag_detail(edit->diags, d, "given      %s", d->want);
        diag_detail(edit->diags, d, "read back  %s", d->found);
    }
    return false;
}

static bool
compare(struct xlsx_edit *edit, const struct book *want, struct text bytes)
{
    struct diag_list found = { .arena = edit->arena };
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
    for (int i = 0; i < want->n_sheets; i++)
        if (i != edit->rewritten
            && !compare_sheet(edit, want, &want->sheets[i], got,
                              &got->sheets[edit->n_before + i]))
            return false;
    return true;
}

bool
xlsx_edit_finish(struct xlsx_edit *edit, const struct book *want,
                 struct text *out)
{
    struct zip_write_part *parts;
    int n = 0;

    for (int i = 0; i < edit->n_parts; i++) {
        if (edit->parts[i].dropped)
            forget_type(edit, edit->parts[i].name);
    }
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
    (void)fwrite(bytes.at, 1, bytes.n, file.stream);
    return file_out_close(&file, edit->diags);
}
