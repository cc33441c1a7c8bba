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

const char *
show_complaints(struct arena *arena, const struct diag_list *diags)
{
    const char *all = "";

    for (int i = 0; i < diags->n; i++)
        all = arena_printf(arena, "%s%s: %s [%s]\n", all,
                           diag_place(arena, diags->items[i]->at),
                           diags->items[i]->text,
                           diag_word(diags->items[i]->code));
    return all;
}
