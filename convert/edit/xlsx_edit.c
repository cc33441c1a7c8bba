/*
 * xlsx_edit.c - parts, relations and content types of a workbook being edited.
 *
 * Source   ECMA-376 part 2 (packages), part 1, 18.2 (workbook).
 */
#include "edit/xlsx_edit.h"

#include <string.h>
#include <strings.h>

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

/* What all relations of the package say, as it was read. */
static struct text
read_targets(struct xlsx_edit *edit)
{
    struct zip *zip = &edit->package.zip;
    struct diag_list none = diag_none(edit->arena);
    struct bytes out = { .arena = edit->arena };

    for (int i = 0; i < zip->n_entries; i++) {
        const struct zip_entry *entry = &zip->entries[i];
        const char *bytes = text_ends(entry->name, TEXT(".rels"))
                                ? zip_unpack(edit->arena, zip, entry, &none)
                                : NULL;

        if (bytes)
            bytes_add(&out, (struct text){ bytes, (size_t)entry->n_unpacked });
    }
    return bytes_text(&out);
}

/* Would a relation that leads nowhere lead to a file of that name? */
static bool
is_target(struct xlsx_edit *edit, struct text file)
{
    if (!edit->targets.at)
        edit->targets = read_targets(edit);
    return text_find(edit->targets, file, 0) >= 0;
}

struct text
xlsx_edit_new_part(struct xlsx_edit *edit, const char *head, const char *tail)
{
    const char *slash = strrchr(head, '/');

    for (int n = 1;; n++) {
        struct text name = text_printf(edit->arena, "%s%d%s", head, n, tail);
        struct text file
            = text_slice(name, slash ? (size_t)(slash + 1 - head) : 0, name.n);

        if (!zip_find(&edit->package.zip, name) && !find_part(edit, name)
            && !is_target(edit, file))
            return name;
    }
}

/* ---- relations ---- */

/* Those of a part; none where it has none. */
static struct part *
read_relations(struct xlsx_edit *edit, struct text part)
{
    struct text name = package_relations_part(edit->arena, part);

    return xlsx_edit_has(edit, name) ? xlsx_edit_part(edit, name)
                                     : part_read(edit->arena, TEXT(""));
}

static bool
has_type(const struct part *p, const struct part_element *e, const char *type)
{
    struct text t = part_get(p, e, "Type"), tail = text_of(type);

    return text_ends(t, tail) && t.n > tail.n && t.at[t.n - tail.n - 1] == '/';
}

/* The next relation of that type behind 'e', NULL: of all. */
static const struct part_element *
next_relation(const struct part *p, const struct part_element *e,
              const char *type)
{
    do {
        e = e ? part_sibling(p, e, "Relationship")
              : part_child(p, part_root(p), "Relationship");
    } while (e && !has_type(p, e, type));
    return e;
}

static bool
leads_out(const struct part *p, const struct part_element *e)
{
    return text_equal(part_get(p, e, "TargetMode"), TEXT("External"));
}

/* The part a relation leads to, "" where it leads out or nowhere. */
static struct text
target_of(struct xlsx_edit *edit, struct text part, const struct part *p,
          const struct part_element *e)
{
    struct relation relation = { .external = false };
    struct text target = TEXT_NONE, out;

    if (!e || leads_out(p, e))
        return TEXT_NONE;
    relation.target = markup_decode(edit->arena, part_get(p, e, "Target"));
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
    struct part *p = read_relations(edit, part);
    const struct part_element *e = NULL;
    struct text *out = NULL;
    int capacity = 0;

    *n = 0;
    while ((e = next_relation(p, e, type))) {
        struct text target = target_of(edit, part, p, e);

        if (target.n)
            ARENA_PUSH(edit->arena, out, *n, capacity, target);
    }
    return out;
}

struct text
xlsx_edit_related(struct xlsx_edit *edit, struct text part, const char *type,
                  struct text *id)
{
    struct part *p = read_relations(edit, part);
    const struct part_element *e = next_relation(p, NULL, type);

    if (e && id)
        *id = part_get(p, e, "Id");
    return target_of(edit, part, p, e);
}

/* "rId7" where 7 is the first number that no id ends with, nor does the part
   speak of it: it may have ids that it has no relation for. */
static struct text
new_id(const struct part *p, struct text bytes)
{
    const struct part_element *e = part_child(p, part_root(p), "Relationship");
    struct text id;
    int most = 0;

    for (; e; e = part_sibling(p, e, "Relationship")) {
        int number;

        id = part_get(p, e, "Id");
        number = markup_number(text_slice(id, text_sans_digits(id).n, id.n));
        most = number > most ? number : most;
    }
    do
        id = text_printf(p->arena, "rId%d", ++most);
    while (text_find(bytes, id, 0) >= 0);
    return id;
}

struct text
xlsx_edit_relate(struct xlsx_edit *edit, struct text part, const char *type,
                 struct text target)
{
    static const char none[]
        = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"
          "2006/relationships\"></Relationships>";
    struct text name = package_relations_part(edit->arena, part), id;
    struct part *p = xlsx_edit_has(edit, name)
                         ? xlsx_edit_part(edit, name)
                         : part_read(edit->arena, TEXT(none));
    const struct part_element *e = NULL;

    while ((e = next_relation(p, e, type))) {
        /* One that leads nowhere is taken, but for that of a lost sheet. */
        if (target_of(edit, part, p, e).n || leads_out(p, e)
            || strcmp(type, "worksheet") == 0)
            continue;
        part_set(p, e, "Target",
                 text_printf(edit->arena, "/%.*s", TEXT_ARG(target)));
        xlsx_edit_save(edit, name, p);
        return part_get(p, e, "Id");
    }
    id = new_id(p, xlsx_edit_bytes(edit, part));
    part_append(p, part_root(p),
                part_xml(p,
                         "<Relationship Id=\"%.*s\" Type=\"%s/%s\" "
                         "Target=\"/%.*s\"/>",
                         TEXT_ARG(id), xlsx_edit_link(edit), type,
                         TEXT_ARG(target)));
    xlsx_edit_save(edit, name, p);
    return id;
}

void
xlsx_edit_unrelate(struct xlsx_edit *edit, struct text part, const char *type)
{
    struct part *p = read_relations(edit, part);
    const struct part_element *e = NULL;

    while ((e = next_relation(p, e, type)))
        part_remove(p, e);
    xlsx_edit_save(edit, package_relations_part(edit->arena, part), p);
}

/* ---- content types ---- */

#define TYPES TEXT("[Content_Types].xml")

static bool
has_default(const struct part *p, const char *extension)
{
    const struct part_element *e = part_child(p, part_root(p), "Default");

    while (e && !is_name(part_get(p, e, "Extension"), text_of(extension)))
        e = part_sibling(p, e, "Default");
    return e != NULL;
}

/* What is said of a part by its name; the next one behind 'e'. */
static const struct part_element *
next_override(const struct part *p, const struct part_element *e,
              struct text part)
{
    struct text of;

    do {
        e = e ? part_sibling(p, e, "Override")
              : part_child(p, part_root(p), "Override");
        of = part_get(p, e, "PartName");
    } while (e && (!of.n || !is_name(text_slice(of, 1, of.n), part)));
    return e;
}

void
xlsx_edit_type(struct xlsx_edit *edit, struct text part, const char *extension,
               const char *type)
{
    struct part *p = xlsx_edit_part(edit, TYPES);
    const struct part_element *e
        = extension ? NULL : next_override(p, NULL, part);

    if (extension && has_default(p, extension))
        return;
    if (e)
        part_set(p, e, "ContentType", text_of(type));
    else if (extension)
        part_append(p, part_root(p),
                    part_xml(p,
                             "<Default Extension=\"%s\" "
                             "ContentType=\"%s\"/>",
                             extension, type));
    else
        part_append(p, part_root(p),
                    part_xml(p,
                             "<Override PartName=\"/%.*s\" "
                             "ContentType=\"%s\"/>",
                             TEXT_ARG(part), type));
    xlsx_edit_save(edit, TYPES, p);
}

static void
forget_type(struct xlsx_edit *edit, struct text part)
{
    struct part *p = xlsx_edit_part(edit, TYPES);
    const struct part_element *e = NULL;

    while ((e = next_override(p, e, part)))
        part_remove(p, e);
    xlsx_edit_save(edit, TYPES, p);
}

/* ---- calculation ---- */

void
xlsx_edit_unchain(struct xlsx_edit *edit)
{
    struct text chain
        = xlsx_edit_related(edit, edit->workbook, "calcChain", NULL);

    if (!chain.n)
        return;
    xlsx_edit_unrelate(edit, edit->workbook, "calcChain");
    xlsx_edit_drop(edit, chain);
}

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

static const struct part_element *
find_relation(const struct part *p, struct text id)
{
    const struct part_element *e = part_child(p, part_root(p), "Relationship");

    while (e && !text_equal(part_get(p, e, "Id"), id))
        e = part_sibling(p, e, "Relationship");
    return e;
}

struct text
xlsx_edit_by_id(struct xlsx_edit *edit, struct text part, struct text id)
{
    struct part *p = read_relations(edit, part);

    return target_of(edit, part, p, find_relation(p, id));
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
    struct part *p, *relations;
    const struct part_element *e;
    int sheet = 0;

    edit->workbook = xlsx_edit_related(edit, TEXT(""), "officeDocument", NULL);
    if (!edit->workbook.n)
        return xlsx_edit_wrong(edit, TEXT("_rels/.rels"),
                               "leads to no workbook");
    p = xlsx_edit_part(edit, edit->workbook);
    relations = read_relations(edit, edit->workbook);
    edit->strict = text_find(p->bytes, TEXT(STRICT_MAIN), 0) >= 0;
    edit->part_of = ARENA_ARRAY(edit->arena, int, edit->book->n_sheets + 1);
    for (e = part_child(p, part_find(p, NULL, "sheets"), "sheet"); e;
         e = part_sibling(p, e, "sheet")) {
        struct xlsx_listed listed = { .sheet = -1 };
        const struct part_element *relation = NULL;

        listed.relation_id = part_get(p, e, ":id");
        listed.name = markup_decode(edit->arena, part_get(p, e, "name"));
        if (listed.relation_id.n)
            relation = find_relation(relations, listed.relation_id);
        listed.part = target_of(edit, edit->workbook, relations, relation);
        if (relation && !has_type(relations, relation, "chartsheet")
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
    diag_hint(edit->diags,
              diag_add(edit->diags, DIAG_BLANK_STRUCK, at, PLACE_NONE,
                       "cells of the blank are struck out or raised, so that "
                       "the %d figure%s written there cannot be read again: "
                       "%s%s",
                       n, n == 1 ? "" : "s", cells,
                       n > STRUCK_NAMED ? ", …" : ""),
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
