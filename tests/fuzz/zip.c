/*
 * zip.c - any bytes as a container: entries, or an error.
 *
 * What is read is found by its name, and a container that is written again
 * with one part changed has all other parts as they were.
 */
#include "book/zip.h"

#include "book/zip_write.h"
#include "support/fuzz.h"

static struct text
unpack(struct arena *arena, struct zip *zip, const struct zip_entry *entry)
{
    struct diag_list diags = { .arena = arena };
    char *bytes = zip_unpack(arena, zip, entry, &diags);

    FUZZ_ANSWERED(bytes, &diags);
    return (struct text){ bytes, bytes ? (size_t)entry->n_unpacked : 0 };
}

static void
run(struct arena *arena, struct text in, struct diag_list *diags)
{
    struct zip_write_part part = { TEXT("new"), TEXT("changed") };
    struct text bytes;
    struct zip zip, again;

    if (!zip_read(arena, "fuzz", in, &zip, diags)) {
        FUZZ_HOLDS(diag_has_errors(diags));
        return;
    }
    if (zip.n_entries > 0)
        part.name = zip.entries[0].name;
    if (!zip_write(arena, &zip, &part, 1, &bytes, diags)) {
        FUZZ_HOLDS(diag_has_errors(diags));
        return;
    }
    FUZZ_HOLDS(zip_read(arena, "again", bytes, &again, diags));
    for (int i = 0; i < zip.n_entries; i++) {
        const struct zip_entry *entry = &zip.entries[i];
        const struct zip_entry *copy = zip_find(&again, entry->name);
        struct text want = unpack(arena, &zip, entry);

        FUZZ_HOLDS(zip_find(&zip, entry->name) == entry);
        FUZZ_HOLDS(copy != NULL);
        if (i == 0)
            FUZZ_EQUAL(part.bytes, unpack(arena, &again, copy));
        else if (want.at)
            FUZZ_EQUAL(want, unpack(arena, &again, copy));
    }
}

FUZZ_TARGET(run)
