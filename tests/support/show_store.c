/* show_store.c - streams into memory. */
#include "support/show_store.h"

#include <stdlib.h>

#include "store/facts.h"
#include "store/json.h"

/* A stream into memory. */
struct memory {
    char *bytes;
    size_t n;
    FILE *stream;
};

static FILE *
begin(struct memory *memory)
{
    *memory = (struct memory){ NULL, 0, NULL };
    memory->stream = open_memstream(&memory->bytes, &memory->n);
    if (!memory->stream)
        abort();
    return memory->stream;
}

static struct text
end(struct arena *arena, struct memory *memory)
{
    struct text t;

    fclose(memory->stream);
    t = text_copy(arena, (struct text){ memory->bytes, memory->n });
    free(memory->bytes);
    return t;
}

struct text
show_json(struct arena *arena, const struct model *model)
{
    struct memory memory;

    json_write_model(begin(&memory), model);
    return end(arena, &memory);
}

struct text
show_kept(struct arena *arena, const struct kept *kept)
{
    struct memory memory;

    json_write_kept(begin(&memory), kept);
    return end(arena, &memory);
}

struct text
show_facts(struct arena *arena, const struct model *model,
           enum csv_text_style style)
{
    struct memory memory;

    begin(&memory);
    facts_write_header(memory.stream, style);
    facts_write_csv(memory.stream, model, style);
    return end(arena, &memory);
}

struct text
show_jsonl(struct arena *arena, const struct model *model)
{
    struct memory memory;

    facts_write_jsonl(begin(&memory), model);
    return end(arena, &memory);
}

static const char *
show_from(struct arena *arena, const struct diag_list *diags,
          enum diag_level level)
{
    const char *all = "";

    for (int i = 0; i < diags->n; i++) {
        const struct diag *d = diags->items[i];

        if (d->level < level)
            continue;
        all = arena_printf(arena, "%s%s: %s [%s]\n", all,
                           diag_place(arena, d->at), d->text,
                           diag_word(d->code));
        for (int k = 0; k < d->n_detail; k++)
            all = arena_printf(arena, "%s  %s\n", all, d->detail[k]);
    }
    return all;
}

const char *
show_complaints(struct arena *arena, const struct diag_list *diags)
{
    return show_from(arena, diags, DIAG_HINT);
}

const char *
show_errors(struct arena *arena, const struct diag_list *diags)
{
    return show_from(arena, diags, DIAG_ERROR);
}
