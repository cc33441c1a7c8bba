/* package.c - content types, relations, and the way from one part to another. */
#include "book/package.h"

#include <string.h>

#include "book/kind.h"

LANGUAGE_FORMAT(4, 0)
static bool
wrong(struct package *package, enum diag_code code, struct text part,
      const char *what)
{
    diag_add(package->diags, code, PLACE_FILE(package->file), PLACE_NONE,
             "part '%.*s' %s",
             TEXT_ARG(text_slice(part, 0, part.n < 200 ? part.n : 200)),
             diag_say(package->diags, what));
    return false;
}

bool
package_open(struct package *package, struct text part, struct xml *xml)
{
    const struct zip_entry *entry = zip_find(&package->zip, part);
    struct xml_part opened = { .arena = package->arena, .file = package->file };

    if (!entry)
        return wrong(package, DIAG_PART_MISSING, part, "is missing");
    opened.name = text_zero(package->arena, part);
    opened.bytes
        = zip_unpack(package->arena, &package->zip, entry, package->diags);
    opened.n = (size_t)entry->n_unpacked;
    if (!opened.bytes)
        return false;
    xml_open(xml, &opened, package->diags);
    return xml_next(xml) == EVENT_START;
}

bool
package_read(struct arena *arena, const char *file, struct text bytes,
             struct package *out, struct diag_list *diags)
{
    *out = (struct package){ .arena = arena, .file = file, .diags = diags };
    return zip_read(arena, file, bytes, &out->zip, diags);
}

bool
package_check(struct package *package)
{
    struct text types = TEXT("[Content_Types].xml");
    struct xml xml;

    if (!zip_find(&package->zip, types)) {
        if (!zip_find(&package->zip, TEXT("_rels/.rels")))
            return kind_refuse(package->file,
                               kind_of_zip(package->diags, &package->zip),
                               package->diags);
        return wrong(package, DIAG_PART_MISSING, types, "is missing");
    }
    /* Parts are found by relation, so the types need only be sound. */
    return package_open(package, types, &xml) && xml_skip(&xml)
           && xml_next(&xml) == EVENT_DONE;
}

static struct text
last_segment(struct text uri)
{
    size_t slash = uri.n;

    while (slash > 0 && uri.at[slash - 1] != '/')
        slash--;
    return text_slice(uri, slash, uri.n);
}

/* "xl/workbook.xml" has its relations in "xl/_rels/workbook.xml.rels". */
struct text
package_relations_part(struct arena *arena, struct text part)
{
    struct text file = last_segment(part);

    return text_printf(arena, "%.*s_rels/%.*s.rels", (int)(part.n - file.n),
                       text_start(part), TEXT_ARG(file));
}

bool
package_relations(struct package *package, struct text part,
                  struct relation_list *out)
{
    struct text name = package_relations_part(package->arena, part);
    struct xml xml;
    enum xml_event event;

    *out = (struct relation_list){ 0 };
    if (!zip_find(&package->zip, name)) {
        out->missing = true;
        return true;
    }
    if (!package_open(package, name, &xml))
        return false;
    if (!text_equal(xml.name, TEXT("Relationships")))
        return wrong(package, DIAG_PART_INVALID, name,
                     "does not hold relations");
    while ((event = xml_next(&xml)) == EVENT_START) {
        if (text_equal(xml.name, TEXT("Relationship"))
            && (xml.space == SPACE_RELATIONS || xml.space == SPACE_NONE)) {
            const struct text *id = xml_find(&xml, SPACE_NONE, "Id");
            const struct text *type = xml_find(&xml, SPACE_NONE, "Type");
            const struct text *target = xml_find(&xml, SPACE_NONE, "Target");
            const struct text *mode = xml_find(&xml, SPACE_NONE, "TargetMode");

            if (out->n == LIMIT_RELATIONS)
                return limits_reached(
                    package->diags, LIMITS_RELATIONS, PLACE_FILE(package->file),
                    "too many relations in part '%.*s'", TEXT_ARG(name));
            if (id && type && target) {
                struct relation r
                    = { *id, last_segment(*type), *target,
                        mode && text_equal(*mode, TEXT("External")) };

                ARENA_PUSH(package->arena, out->items, out->n, out->capacity,
                           r);
            }
        }
        if (!xml_skip(&xml))
            return false;
    }
    return event == EVENT_END && xml_next(&xml) == EVENT_DONE;
}

const struct relation *
package_find(const struct relation_list *list, const char *type)
{
    for (int i = 0; i < list->n; i++)
        if (text_equal(list->items[i].type, text_of(type)))
            return &list->items[i];
    return NULL;
}

const struct relation *
package_find_id(const struct relation_list *list, struct text id, int *from)
{
    for (int k = 0; k < list->n; k++) {
        int i = *from + k < list->n ? *from + k : *from + k - list->n;

        if (text_equal(list->items[i].id, id)) {
            *from = i + 1 < list->n ? i + 1 : 0;
            return &list->items[i];
        }
    }
    return NULL;
}

static int
hex(char c)
{
    if (text_is_digit(c))
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Percent-encoded bytes decoded; a % that encodes nothing stays. */
static struct text
decoded(struct arena *arena, struct text t)
{
    char *out = arena_alloc(arena, t.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < t.n; i++) {
        if (t.at[i] == '%' && i + 2 < t.n && hex(t.at[i + 1]) >= 0
            && hex(t.at[i + 2]) >= 0) {
            out[n++] = (char)(hex(t.at[i + 1]) * 16 + hex(t.at[i + 2]));
            i += 2;
        } else {
            out[n++] = t.at[i];
        }
    }
    return (struct text){ out, n };
}

/* Appends the segments of 'path' to the n bytes at 'out'; -1 if it climbs
   out of the package. */
static long
append_path(char *out, long n, struct text path)
{
    size_t from = 0;

    for (size_t i = 0; i <= path.n; i++) {
        struct text segment;

        if (i < path.n && path.at[i] != '/' && path.at[i] != '\\')
            continue;
        segment = text_slice(path, from, i);
        from = i + 1;
        if (!segment.n || text_equal(segment, TEXT(".")))
            continue;
        if (text_equal(segment, TEXT(".."))) {
            if (!n)
                return -1;
            while (n > 0 && out[n - 1] != '/')
                n--;
            n -= n > 0;
            continue;
        }
        if (n)
            out[n++] = '/';
        memcpy(out + n, segment.at, segment.n);
        n += (long)segment.n;
    }
    return n;
}

/* The name of a part that is there, or the error and why. */
static enum diag_code
find_target(struct package *package, struct text from,
            const struct relation *relation, struct text *out, const char **why)
{
    struct text target = relation->target, folder = from;
    char *path;
    long n = 0;

    *why = "is outside of the workbook and is not opened";
    if (relation->external)
        return DIAG_PART_INVALID;
    *why = "has a name that no part can have";
    if (target.n > LIMIT_ENTRY_NAME)
        return DIAG_PART_INVALID;
    while (folder.n && folder.at[folder.n - 1] != '/')
        folder.n--;
    path = arena_alloc(package->arena, folder.n + target.n + 2);
    if (target.n && target.at[0] != '/' && target.at[0] != '\\')
        n = append_path(path, n, folder);
    n = append_path(path, n, target);
    *why = "leads out of the workbook";
    if (n < 0)
        return DIAG_PART_INVALID;
    *why = NULL;
    *out = (struct text){ path, (size_t)n };
    if (zip_find(&package->zip, *out))
        return DIAG_N_CODES;
    *out = decoded(package->arena, *out);
    if (zip_find(&package->zip, *out))
        return DIAG_N_CODES;
    *why = N_("is missing");
    return DIAG_PART_MISSING;
}

bool
package_target(struct package *package, struct text from,
               const struct relation *relation, struct text *out)
{
    const char *why;
    enum diag_code code = find_target(package, from, relation, out, &why);

    return !why || wrong(package, code, relation->target, why);
}

bool
package_try_target(struct package *package, struct text from,
                   const struct relation *relation, struct text *out)
{
    const char *why;

    return find_target(package, from, relation, out, &why) == DIAG_N_CODES;
}

bool
package_lacks(struct package *package, struct text from,
              const struct relation *relation)
{
    struct text part;
    const char *why;

    return find_target(package, from, relation, &part, &why)
           == DIAG_PART_MISSING;
}
