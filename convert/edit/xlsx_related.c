/* xlsx_related.c - .rels parts and [Content_Types].xml. */
#include "edit/xlsx_related.h"

#include <string.h>

#include "base/bytes.h"

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
    if (target.n && xlsx_edit_had(edit, target))
        return target;
    return package_try_target(&edit->package, part, &relation, &out)
               ? out
               : TEXT_NONE;
}

struct text
xlsx_related(struct xlsx_edit *edit, struct text part, const char *type)
{
    struct part *p = read_relations(edit, part);

    return target_of(edit, part, p, next_relation(p, NULL, type));
}

struct text
xlsx_related_by_id(struct xlsx_edit *edit, struct text part, struct text id)
{
    struct part *p = read_relations(edit, part);
    const struct part_element *e = part_child(p, part_root(p), "Relationship");

    while (e && !text_equal(part_get(p, e, "Id"), id))
        e = part_sibling(p, e, "Relationship");
    return target_of(edit, part, p, e);
}

struct text *
xlsx_related_all(struct xlsx_edit *edit, struct text part, const char *type,
                 int *n)
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

/* ---- content types ---- */

#define TYPES TEXT("[Content_Types].xml")

/* The first element of that name whose attribute says so, but for case. */
static const struct part_element *
find_type(const struct part *p, const char *name, const char *attribute,
          struct text value)
{
    const struct part_element *e = part_child(p, part_root(p), name);

    while (e && !text_same_letters(part_get(p, e, attribute), value))
        e = part_sibling(p, e, name);
    return e;
}

static void
set_type(struct xlsx_edit *edit, const struct xlsx_related_part *added)
{
    struct part *p = xlsx_edit_part(edit, TYPES);
    struct text path = text_printf(edit->arena, "/%.*s", TEXT_ARG(added->name));
    const struct part_element *e
        = added->extension
              ? find_type(p, "Default", "Extension", text_of(added->extension))
              : find_type(p, "Override", "PartName", path);

    if (e && added->extension)
        return;
    if (e)
        part_set(p, e, "ContentType", text_of(added->content_type));
    else if (added->extension)
        part_append(p, part_root(p),
                    part_xml(p,
                             "<Default Extension=\"%s\" ContentType=\"%s\"/>",
                             added->extension, added->content_type));
    else
        part_append(p, part_root(p),
                    part_xml(p,
                             "<Override PartName=\"%.*s\" ContentType=\"%s\"/>",
                             TEXT_ARG(path), added->content_type));
    xlsx_edit_save(edit, TYPES, p);
}

/* ---- new parts ---- */

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
xlsx_related_name(struct xlsx_edit *edit, const char *head, const char *tail)
{
    const char *slash = strrchr(head, '/');

    for (int n = 1;; n++) {
        struct text name = text_printf(edit->arena, "%s%d%s", head, n, tail);
        struct text file
            = text_slice(name, slash ? (size_t)(slash + 1 - head) : 0, name.n);

        if (!xlsx_edit_had(edit, name) && !is_target(edit, file))
            return name;
    }
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

static struct text
relate(struct xlsx_edit *edit, struct text part, const char *type,
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

struct text
xlsx_related_add(struct xlsx_edit *edit, struct text part,
                 const struct xlsx_related_part *added)
{
    xlsx_edit_put(edit, added->name, added->bytes);
    set_type(edit, added);
    return relate(edit, part, added->type, added->name);
}

/* ---- a part that goes ---- */

void
xlsx_related_unchain(struct xlsx_edit *edit)
{
    struct text chain = xlsx_related(edit, edit->workbook, "calcChain"), path;
    const struct part_element *e = NULL;
    struct part *p;

    if (!chain.n)
        return;
    path = text_printf(edit->arena, "/%.*s", TEXT_ARG(chain));
    p = read_relations(edit, edit->workbook);
    while ((e = next_relation(p, e, "calcChain")))
        part_remove(p, e);
    xlsx_edit_save(edit, package_relations_part(edit->arena, edit->workbook),
                   p);
    xlsx_edit_drop(edit, chain);
    p = xlsx_edit_part(edit, TYPES);
    part_remove(p, find_type(p, "Override", "PartName", path));
    xlsx_edit_save(edit, TYPES, p);
}
