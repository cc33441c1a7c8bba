/* image.c - structs walked by the lists of their members. */
#include "base/image.h"

#include <assert.h>
#include <string.h>

#include "base/bytes.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/pairs.h"

#define MAGIC UINT32_C(0x3149534A) /* "JSI1" */
#define WORD 4                     /* bytes */
#define HEADER_WORDS 4
#define PAIR (2 * WORD) /* of a root, an object, a pointer */
#define MEMBERS 32      /* a bit of a word each */

/* A type that is one member. */
#define SCALAR(word, of_kind, of_type)                                         \
    const struct image_type *image_of_##word(void)                             \
    {                                                                          \
        static const struct image_field field = { .kind = of_kind };           \
        static const struct image_type type                                    \
            = { #word, sizeof(of_type), &field, 1, .bare = true };             \
        return &type;                                                          \
    }
SCALAR(text, IMAGE_TEXT, struct text)
SCALAR(word, IMAGE_WORD, uint32_t)

/* ---- writing ---- */

/* Where an object came from: what points there later is found by it. */
struct source {
    const struct image_type *type;
    const char *at;
    size_t size;
    uint32_t object;
};

struct image_writer {
    struct arena *arena;
    const char *folder;
    struct pairs *known;  /* type and bytes to an object's number */
    struct pairs *pooled; /* a string to where it is */
    struct bytes roots, objects, body;
    struct bytes strings; /* the first byte is nobody's: 0 is no string */
    struct source *sources;
    int n_sources, sources_capacity;
};

struct image_writer *
image_new(struct arena *arena, const char *folder)
{
    struct image_writer *w = ARENA_NEW(arena, struct image_writer);
    struct bytes none = { .arena = arena };

    w->arena = arena;
    w->folder = folder;
    w->known = pairs_new(arena);
    w->pooled = pairs_new(arena);
    w->roots = w->objects = w->body = w->strings = none;
    bytes_char(&w->strings, '\0');
    return w;
}

static void
put(struct bytes *out, uint32_t word)
{
    for (int i = 0; i < WORD; i++)
        bytes_char(out, (char)(word >> 8 * i & 0xff));
}

static void
put_int64(struct bytes *out, int64_t value)
{
    put(out, (uint32_t)(uint64_t)value);
    put(out, (uint32_t)((uint64_t)value >> 32));
}

static void
put_text(struct image_writer *w, struct bytes *out, struct text t)
{
    int at = t.at ? pairs_add(w->pooled, t, TEXT_NONE, w->strings.n) : 0;

    if (at < 0) {
        at = w->strings.n;
        put(&w->strings, (uint32_t)t.n);
        bytes_add(&w->strings, t);
        bytes_char(&w->strings, '\0');
    }
    put(out, (uint32_t)at);
}

static void
put_file(struct image_writer *w, struct bytes *out, const char *file)
{
    size_t n = strlen(w->folder);

    if (file && strncmp(file, w->folder, n) == 0 && file[n] == '/')
        file = arena_printf(w->arena, IMAGE_FOLDER "%s", file + n);
    put_text(w, out, text_of(file));
}

static void put_members(struct image_writer *w, struct bytes *out,
                        const struct image_type *type, const char *owner);

/* The list's number; equal ones have one. */
static uint32_t
add_list(struct image_writer *w, const struct image_type *type, const char *at,
         int n)
{
    struct bytes bytes = { .arena = w->arena };
    struct source source = { type, at, (size_t)n * type->size, 0 };
    int number, before;

    if (!at || n == 0)
        return 0;
    for (size_t i = 0; i < source.size; i += type->size)
        put_members(w, &bytes, type, at + i);
    /* What it points to came before. */
    number = w->objects.n / PAIR + 1;
    before
        = pairs_add(w->known, text_of(type->name), bytes_text(&bytes), number);
    if (before < 0) {
        put(&w->objects, (uint32_t)(w->body.n / WORD));
        put(&w->objects, (uint32_t)n);
        bytes_add(&w->body, bytes_text(&bytes));
    }
    source.object = (uint32_t)(before < 0 ? number : before);
    ARENA_PUSH(w->arena, w->sources, w->n_sources, w->sources_capacity, source);
    return source.object;
}

/* An object and which of its elements. */
static void
put_pointer(struct image_writer *w, struct bytes *out,
            const struct image_type *type, const char *to)
{
    for (int i = to ? w->n_sources : 0; i-- > 0;) {
        const struct source *source = &w->sources[i];

        if (source->type == type && to >= source->at
            && to < source->at + source->size) {
            put(out, source->object);
            put(out, (uint32_t)((size_t)(to - source->at) / type->size));
            return;
        }
    }
    put(out, add_list(w, type, to, 1));
    put(out, 0);
}

static void
put_member(struct image_writer *w, struct bytes *out,
           const struct image_field *field, const char *owner)
{
    const struct image_type *type = field->of ? field->of() : NULL;
    const void *x = owner + field->at;
    const struct decimal *decimal = x;
    const struct place *place = x;
    const char *const *to = x;
    const int *count = (const void *)(owner + field->count_at);
    const struct image_later *later = (const void *)(owner + field->later_at);

    assert(type || field->kind < IMAGE_STRUCT);
    switch (field->kind) {
    case IMAGE_BOOL:
        put(out, *(const bool *)x);
        break;
    case IMAGE_WORD:
        put(out, *(const uint32_t *)x);
        break;
    case IMAGE_DECIMAL:
        put_int64(out, decimal->units);
        put(out, decimal->scale);
        break;
    case IMAGE_TEXT:
        put_text(w, out, *(const struct text *)x);
        break;
    case IMAGE_STRING:
        put_text(w, out, text_of(*to));
        break;
    case IMAGE_FILE:
        put_file(w, out, *to);
        break;
    case IMAGE_PLACE:
        put_file(w, out, place->file);
        put(out, (uint32_t)place->row);
        put(out, (uint32_t)place->col);
        break;
    case IMAGE_STRUCT:
        for (size_t i = 0; i < field->n; i++)
            put_members(w, out, type, (const char *)x + i * type->size);
        break;
    case IMAGE_ONE:
        put_pointer(w, out, type, *to);
        break;
    case IMAGE_LIST:
        put(out, add_list(w, type, *to, *count));
        break;
    case IMAGE_LATER:
        put(out, add_list(w, type, *to ? *to : image_get(later), *count));
    }
}

static bool
is_zero(const struct bytes *bytes, int from)
{
    while (from < bytes->n && !bytes->at[from])
        from++;
    return from == bytes->n;
}

static void
put_members(struct image_writer *w, struct bytes *out,
            const struct image_type *type, const char *owner)
{
    struct bytes members = { .arena = w->arena };
    uint32_t mask = 0;

    assert(type->n_fields <= MEMBERS);
    for (int i = 0; i < type->n_fields; i++) {
        int before = members.n;

        put_member(w, &members, &type->fields[i], owner);
        if (!type->bare && is_zero(&members, before))
            members.n = before;
        else
            mask |= UINT32_C(1) << i;
    }
    if (!type->bare)
        put(out, mask);
    bytes_add(out, bytes_text(&members));
}

void
image_add(struct image_writer *w, const struct image_type *type,
          const void *root)
{
    put_text(w, &w->roots, text_of(type->name));
    put(&w->roots, add_list(w, type, root, 1));
}

struct text
image_bytes(const struct image_writer *w)
{
    struct bytes image = { .arena = w->arena };

    put(&image, MAGIC);
    put(&image, (uint32_t)(w->body.n / WORD));
    put(&image, (uint32_t)(w->objects.n / PAIR));
    put(&image, (uint32_t)(w->roots.n / PAIR));
    bytes_add(&image, bytes_text(&w->roots));
    bytes_add(&image, bytes_text(&w->objects));
    bytes_add(&image, bytes_text(&w->body));
    bytes_add(&image, bytes_text(&w->strings));
    return bytes_text(&image);
}

/* ---- reading ---- */

/* An object that was read, as what. */
struct made {
    const struct image_type *type;
    uint32_t n;
    max_align_t elements[];
};

struct image_reader {
    struct arena *arena;
    const unsigned char *roots, *objects, *body, *end;
    const unsigned char *at; /* the next word */
    uint32_t n_roots, n_objects, n_body;
    const unsigned char *strings;
    size_t n_strings;
    struct made **made; /* [n_objects] */
    bool bad;
};

static void *
fail(struct image_reader *r)
{
    r->bad = true;
    return NULL;
}

static inline uint32_t
load(const unsigned char *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16
           | (uint32_t)at[3] << 24;
}

static inline uint32_t
next(struct image_reader *r)
{
    const unsigned char *at = r->at;

    if (at == r->end) {
        fail(r);
        return 0;
    }
    r->at = at + WORD;
    return load(at);
}

static int64_t
next_int64(struct image_reader *r)
{
    uint64_t low = next(r);

    return (int64_t)(low | (uint64_t)next(r) << 32);
}

/* The string that begins there; TEXT_NONE for 0. */
static inline struct text
get_text(struct image_reader *r)
{
    size_t at = next(r), n;

    if (at == 0)
        return TEXT_NONE;
    if (at + WORD < r->n_strings) {
        n = load(r->strings + at);
        at += WORD;
        if (n < r->n_strings - at && r->strings[at + n] == '\0')
            return (struct text){ (const char *)r->strings + at, n };
    }
    fail(r);
    return TEXT_NONE;
}

static void get_members(struct image_reader *r, const struct image_type *type,
                        char *owner);

/* How many elements the object has; 0 and bad where it is not whole. */
static uint32_t
count_of(struct image_reader *r, uint32_t number)
{
    const unsigned char *object = r->objects + (size_t)(number - 1) * PAIR;
    uint32_t from, n;

    if (number == 0 || number > r->n_objects) {
        fail(r);
        return 0;
    }
    from = load(object);
    n = load(object + WORD);
    if (n == 0 || from > r->n_body || n > r->n_body - from) {
        fail(r);
        return 0;
    }
    return n;
}

/* The object of that number; NULL for 0, or where it is of another type.  It
   is known before its elements are, so that no bytes make this endless. */
static struct made *
get_object(struct image_reader *r, const struct image_type *type,
           uint32_t number)
{
    const unsigned char *back = r->at;
    struct made *made;
    uint32_t n;
    char *at;

    if (number == 0)
        return NULL;
    n = count_of(r, number);
    if (n == 0)
        return NULL;
    made = r->made[number - 1];
    if (made)
        return made->type == type ? made : fail(r);
    made = arena_alloc(r->arena, sizeof *made + n * type->size);
    *made = (struct made){ type, n };
    r->made[number - 1] = made;
    r->at = r->body + (size_t)load(r->objects + (number - 1) * PAIR) * WORD;
    at = (char *)made->elements;
    for (size_t i = 0; i < n && !r->bad; i++)
        get_members(r, type, at + i * type->size);
    r->at = back;
    return made;
}

/* An object and which of its elements. */
static const void *
get_pointer(struct image_reader *r, const struct image_type *type)
{
    const struct made *made = get_object(r, type, next(r));
    uint32_t index = next(r);

    if (!made)
        return NULL;
    return index < made->n ? (const char *)made->elements + index * type->size
                           : fail(r);
}

/* How many a list has; others that have this count agree. */
static void
set_count(struct image_reader *r, int *count, uint32_t n)
{
    if (*count && (uint32_t)*count != n)
        fail(r);
    *count = (int)n;
}

static const void *
get_list(struct image_reader *r, const struct image_type *type, int *count)
{
    const struct made *made = get_object(r, type, next(r));

    if (!made)
        return NULL;
    set_count(r, count, made->n);
    return made->elements;
}

static struct image_later
get_later(struct image_reader *r, const struct image_type *type, int *count)
{
    struct image_later later = { r, type, next(r) };

    set_count(r, count, count_of(r, later.object));
    return later;
}

/* Which members follow. */
static inline uint32_t
get_mask(struct image_reader *r, const struct image_type *type)
{
    uint32_t mask = type->bare ? 1 : next(r);

    if (type->n_fields < MEMBERS && mask >> type->n_fields) {
        fail(r);
        return 0;
    }
    return mask;
}

static void
get_members(struct image_reader *r, const struct image_type *type, char *owner)
{
    for (uint32_t mask = get_mask(r, type); mask; mask &= mask - 1) {
        const struct image_field *field
            = &type->fields[__builtin_ctz((unsigned)mask)];
        void *x = owner + field->at;
        struct decimal *decimal = x;
        struct place *place = x;
        const void **to = x;

        switch (field->kind) {
        case IMAGE_BOOL:
            *(bool *)x = next(r) != 0;
            break;
        case IMAGE_WORD:
            *(uint32_t *)x = next(r);
            break;
        case IMAGE_DECIMAL:
            decimal->units = next_int64(r);
            decimal->scale = (uint8_t)next(r);
            break;
        case IMAGE_TEXT:
            *(struct text *)x = get_text(r);
            break;
        case IMAGE_STRING:
        case IMAGE_FILE:
            *(const char **)x = get_text(r).at;
            break;
        case IMAGE_PLACE:
            place->file = get_text(r).at;
            place->row = (int)next(r);
            place->col = (int)next(r);
            break;
        case IMAGE_STRUCT:
            for (size_t i = 0; i < field->n; i++)
                get_members(r, field->of(), (char *)x + i * field->of()->size);
            break;
        case IMAGE_ONE:
            *to = get_pointer(r, field->of());
            break;
        case IMAGE_LIST:
            *to = get_list(r, field->of(), (void *)(owner + field->count_at));
            break;
        case IMAGE_LATER:
            *(struct image_later *)(void *)(owner + field->later_at)
                = get_later(r, field->of(), (void *)(owner + field->count_at));
        }
    }
}

/* The n that come next, of so many bytes each. */
static const unsigned char *
take(struct image_reader *r, size_t n, size_t size)
{
    const unsigned char *at = r->at;

    if (n > (size_t)(r->end - at) / size)
        return fail(r);
    r->at = at + n * size;
    return at;
}

/* Where its parts are; false when they are not all there. */
static bool
find_parts(struct image_reader *r, struct text image)
{
    const unsigned char *header;

    r->at = (const unsigned char *)text_start(image);
    r->end = r->at + image.n;
    header = take(r, HEADER_WORDS, WORD);
    if (!header || load(header) != MAGIC)
        return false;
    r->n_body = load(header + WORD);
    r->n_objects = load(header + 2 * WORD);
    r->n_roots = load(header + 3 * WORD);
    r->roots = take(r, r->n_roots, PAIR);
    r->objects = take(r, r->n_objects, PAIR);
    r->body = take(r, r->n_body, WORD);
    r->strings = r->at;
    r->n_strings = (size_t)(r->end - r->at);
    r->end = r->at;
    if (!r->bad)
        r->made = ARENA_ARRAY(r->arena, struct made *, r->n_objects);
    return !r->bad;
}

struct image_reader *
image_open(struct arena *arena, struct text image)
{
    struct image_reader *r = ARENA_NEW(arena, struct image_reader);

    r->arena = arena;
    return find_parts(r, image) ? r : NULL;
}

void *
image_root(struct image_reader *r, const struct image_type *type)
{
    struct made *made = NULL;

    for (uint32_t i = 0; i < r->n_roots && !made; i++) {
        r->at = r->roots + (size_t)i * PAIR;
        if (text_equal(get_text(r), text_of(type->name)))
            made = get_object(r, type, next(r));
    }
    return made && !r->bad ? made->elements : NULL;
}

void *
image_get(const struct image_later *later)
{
    struct made *made
        = later->in ? get_object(later->in, later->type, later->object) : NULL;

    return made && !later->in->bad ? made->elements : NULL;
}

struct arena *
image_arena(const struct image_later *later)
{
    return later->in ? later->in->arena : NULL;
}
