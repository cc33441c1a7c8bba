/* language.c - texts looked up in the catalogue that was compiled in. */
#include "base/language.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* One text of the catalogue; offsets into catalogue_texts. */
struct entry {
    uint32_t english, chinese, arguments;
};

/* catalogue_texts, entries[], slots[N_SLOTS] (an entry's number from 1 on, in
   the first free slot from its hash on), HASH_PRIME; made by po.awk. */
#include "base/zh_CN.inc"

static const char *
text_at(uint32_t offset)
{
    return (const char *)&catalogue_texts + offset;
}

static const struct entry *
find(const char *english)
{
    uint32_t hash = 0;

    for (const char *at = english; *at; at++)
        hash = (hash * 31 + (unsigned char)*at) % HASH_PRIME;
    for (uint32_t i = hash % N_SLOTS; slots[i]; i = (i + 1) % N_SLOTS) {
        const struct entry *entry = &entries[slots[i] - 1];

        if (strcmp(text_at(entry->english), english) == 0)
            return entry;
    }
    return NULL;
}

const char *
language_say(enum language language, const char *english)
{
    const struct entry *entry = language == LANGUAGE_ZH ? find(english) : NULL;

    return entry && *text_at(entry->chinese) ? text_at(entry->chinese)
                                             : english;
}

const char *
language_arguments(const char *english)
{
    const struct entry *entry = find(english);

    return entry ? text_at(entry->arguments) : "";
}
