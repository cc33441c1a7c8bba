/* words_id.c - the ids and names that vocabularies declare. */
#include "mapping/words_id.h"

#include <string.h>

#include "canon/item.h"

const char *
words_id_zero(struct source *source, struct text t)
{
    return t.n ? text_zero(source->arena, t) : NULL;
}

bool
words_id_alike(const char *a, const char *b)
{
    return text_equal(text_of(a), text_of(b));
}

/* Which character of an id would break a name of a file, a column or a
   reference; TEXT_NONE where none does. */
static struct text
wrong_character(struct text id)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-()%+";

    for (size_t pos = 0; pos < id.n;) {
        size_t from = pos;
        uint32_t c = text_next(id, &pos);
        bool hidden = c < 0xA0 || text_is_space(c) || c == 0xFEFF
                      || (c >= 0x200B && c <= 0x200F)  /* joins */
                      || (c >= 0x2028 && c <= 0x202E); /* lines, directions */

        if (c < 0x80 ? !c || !strchr(plain, (int)c) : hidden)
            return text_slice(id, from, pos);
    }
    return TEXT_NONE;
}

bool
words_id_check(struct source *source, const struct words_id *word,
               const char *key)
{
    struct text id = word->id, wrong = wrong_character(id), list;
    int longest
        = strcmp(key, "item") == 0 ? SCHEMA_ITEM_BYTES : SCHEMA_ID_BYTES;
    struct diag *diag;

    if (wrong.n)
        diag = source_fail(source, DIAG_MAPPING_WRONG_VALUE, word->at,
                           "'%.*s' cannot be an id: it holds '%.*s'",
                           TEXT_ARG(id), TEXT_ARG(wrong));
    else if (id.n > (size_t)longest)
        diag = source_fail(source, DIAG_MAPPING_WRONG_VALUE, word->at,
                           "'%.*s' cannot be an id: it is longer than %d bytes",
                           TEXT_ARG(id), longest);
    else if (strcmp(key, "item") != 0 && text_find(id, TEXT("."), 0) >= 0)
        diag = source_fail(source, DIAG_MAPPING_WRONG_VALUE, word->at,
                           "'%.*s' cannot be an id: only those of items hold "
                           "a point",
                           TEXT_ARG(id));
    else if (id.n > 0
             && (text_digits(id, 0) == id.n || item_number(id, &list) > 0))
        diag = source_fail(source, DIAG_MAPPING_WRONG_VALUE, word->at,
                           "'%.*s' cannot be an id: it is a code or a number",
                           TEXT_ARG(id));
    else
        return true;
    diag_hint(source->diags, diag,
              "give it one of its own: {%s: …, name: %.*s}", key,
              TEXT_ARG(word->label ? text_of(word->label) : id));
    return false;
}

bool
words_id_read(struct source *source, const struct node *node, const char *key,
              struct words_id *out)
{
    const struct node *id = node, *name = node;

    if (node->kind == NODE_MAP) {
        id = source_find(node, key);
        name = source_find(node, "name");
        if (!id && !name) {
            source_fail(source, DIAG_MAPPING_MISSING_KEY, tree_place(node),
                        "neither '%s' nor 'name'", key);
            return false;
        }
        id = id ? id : name;
    }
    out->at = tree_place(id);
    out->id = source_text(source, id, "an id");
    out->label = words_id_zero(
        source, name ? source_text(source, name, "'name'") : out->id);
    for (const char *c = out->label; c && *c; c++) {
        if ((unsigned char)*c >= ' ')
            continue;
        source_fail(source, DIAG_MAPPING_WRONG_VALUE, tree_place(name),
                    "a name must be one line of text");
        return false;
    }
    return out->id.n > 0;
}

void
words_id_twice(struct source *source, struct place at, const char *what,
               struct text id, struct place other)
{
    struct diag *diag = source_fail(
        source, DIAG_MAPPING_TWICE, at,
        "%s '%.*s' is declared twice, and not alike", what, TEXT_ARG(id));

    diag_detail(source->diags, diag, "the other: %s",
                diag_place(source->arena, other));
    diag_hint(source->diags, diag,
              "declare both alike, or give one another id");
}
