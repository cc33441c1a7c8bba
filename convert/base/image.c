/* image.c - structs walked by the lists of their members. */
#include "base/image.h"

#include <assert.h>
#include <string.h>

#include "base/decimal.h"
#include "base/diag.h"
#include "base/pairs.h"

#define MAGIC UINT32_C(0x3149534A) /* "JSI1" */
#define HEADER_WORDS 4
#define PAIR_WORDS 2 /* of a root, an object, a pointer */
#define WORD 4       /* bytes */
#define MEMBERS 32   /* a bit of a word each */

const struct image_type *
image_of_text(void)
{
    static const struct image_field whole = { .kind = IMAGE_TEXT, .n = 1 };
    static const struct image_type type
        = { "text", IMAGE_TEXT, sizeof(struct text), &whole, 1, NULL, NULL };

    return &type;
}

const struct image_type *
image_of_word(void)
{
    static const struct image_field whole = { .kind = IMAGE_WORD, .n = 1 };
    static const struct image_type type
        = { "word", IMAGE_WORD, sizeof(uint32_t), &whole, 1, NULL, NULL };

    return &type;
}

/* ---- writing ---- */

struct words {
    uint32_t *at;
    int n, capacity;
};

/* Where an object came from: what points there later is found by it. */
struct source {
    const struct image_type *type;
    const char *at;
    int n;
    uint32_t object;
};

struct image_writer {
    struct arena *arena;
    const char *folder;
    struct pairs *known;  /* type and words to an object's number */
    struct pairs *pooled; /* a string to where it is */
    struct words roots, objects, body;
    char *strings; /* the first byte is nobody's, so that 0 is no string */
    int n_strings, strings_capacity;
    struct source *sources;
    int n_sources, sources_capacity;
};

struct image_writer *
image_new(struct arena *arena, const char *folder)
{
    struct image_writer *w = ARENA_NEW(arena, struct image_writer);

    w->arena = arena;
    w->folder = folder;
    w->known = pairs_new(arena);
    w->pooled = pairs_new(arena);
    ARENA_PUSH(arena, w->strings, w->n_strings, w->strings_capacity, 0);
    return w;
}

static void
put(struct image_writer *w, struct words *out, uint32_t word)
{
    ARENA_PUSH(w->arena, out->at, out->n, out->capacity, word);
}

static void
put_int64(struct image_writer *w, struct words *out, int64_t value)
{
    put(w, out, (uint32_t)(uint64_t)value);
    put(w, out, (uint32_t)((uint64_t)value >> 32));
}

static void
put_bytes(struct image_writer *w, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ARENA_PUSH(w->arena, w->strings, w->n_strings, w->strings_capacity,
                   bytes[i]);
}

static void
store(char at[WORD], uint32_t word)
{
    for (int i = 0; i < WORD; i++)
        at[i] = (char)(word >> 8 * i & 0xff);
}

static void
put_text(struct image_writer *w, struct words *out, struct text t)
{
    int here = w->n_strings, before;
    char length[WORD];

    if (!t.at) {
        put(w, out, 0);
        return;
    }
    before = pairs_add(w->pooled, t, TEXT_NONE, here);
    if (before < 0) {
        store(length, (uint32_t)t.n);
        put_bytes(w, length, WORD);
        put_bytes(w, t.at, t.n);
        put_bytes(w, "", 1);
    }
    put(w, out, (uint32_t)(before < 0 ? here : before));
}

static void
put_file(struct image_writer *w, struct words *out, const char *file)
{
    size_t n = strlen(w->folder);

    if (file && strncmp(file, w->folder, n) == 0 && file[n] == '/')
        file = arena_printf(w->arena, IMAGE_FOLDER "%s", file + n);
    put_text(w, out, text_of(file));
}

static void put_struct(struct image_writer *w, struct words *out,
                       const struct image_type *type, const char *x);

static void
put_value(struct image_writer *w, struct words *out, enum image_kind kind,
          const struct image_type *type, const void *x)
{
    const struct decimal *decimal = x;
    const struct place *place = x;
    const char *element;
    uint32_t word;

    switch (kind) {
    case IMAGE_BOOL:
        put(w, out, *(const bool *)x);
        break;
    case IMAGE_WORD:
        memcpy(&word, x, sizeof word);
        put(w, out, word);
        break;
    case IMAGE_INT64:
        put_int64(w, out, *(const int64_t *)x);
        break;
    case IMAGE_DECIMAL:
        put_int64(w, out, decimal->units);
        put(w, out, decimal->scale);
        break;
    case IMAGE_TEXT:
        put_text(w, out, *(const struct text *)x);
        break;
    case IMAGE_FILE:
        put_file(w, out, *(const char *const *)x);
        break;
    case IMAGE_PLACE:
        assert(!place->sheet);
        put_file(w, out, place->file);
        put(w, out, (uint32_t)place->row);
        put(w, out, (uint32_t)place->col);
        break;
    case IMAGE_ELEMENT:
        memcpy(&element, x, sizeof element);
        put(w, out,
            element ? (uint32_t)((size_t)(element - (const char *)type->first)
                                 / type->size)
                          + 1
                    : 0);
        break;
    default:
        assert(kind == IMAGE_STRUCT);
        put_struct(w, out, type, x);
    }
}

/* The object of these words, which may be there already. */
static uint32_t
add_object(struct image_writer *w, const char *name, const struct words *words,
           int n)
{
    struct text bytes
        = { (const char *)words->at, (size_t)words->n * sizeof *words->at };
    int number = w->objects.n / PAIR_WORDS + 1;
    int before = pairs_add(w->known, text_of(name), bytes, number);

    if (before >= 0)
        return (uint32_t)before;
    put(w, &w->objects, (uint32_t)w->body.n);
    put(w, &w->objects, (uint32_t)n);
    for (int i = 0; i < words->n; i++)
        put(w, &w->body, words->at[i]);
    return (uint32_t)number;
}

static uint32_t
add_list(struct image_writer *w, const struct image_type *type, const char *at,
         int n)
{
    struct words words = { .n = 0 };
    struct source source = { type, at, n, 0 };

    if (!at || n == 0)
        return 0;
    for (int i = 0; i < n; i++)
        put_value(w, &words, type->kind, type, at + (size_t)i * type->size);
    source.object = add_object(w, type->name, &words, n);
    ARENA_PUSH(w->arena, w->sources, w->n_sources, w->sources_capacity, source);
    return source.object;
}

/* An object and which of its elements. */
static void
put_pointer(struct image_writer *w, struct words *out,
            const struct image_type *type, const char *to)
{
    uint32_t object, index = 0;

    for (int i = w->n_sources - 1; to && i >= 0; i--) {
        const struct source *source = &w->sources[i];

        if (source->type == type && to >= source->at
            && to < source->at + (size_t)source->n * type->size) {
            put(w, out, source->object);
            put(w, out, (uint32_t)((size_t)(to - source->at) / type->size));
            return;
        }
    }
    object = add_list(w, type, to, 1);
    put(w, out, object);
    put(w, out, index);
}

static uint32_t
add_pointers(struct image_writer *w, const struct image_type *type,
             const char *const *at, int n)
{
    struct words words = { .n = 0 };

    if (!at || n == 0)
        return 0;
    for (int i = 0; i < n; i++)
        put_pointer(w, &words, type, at[i]);
    return add_object(w, arena_printf(w->arena, "%s *", type->name), &words, n);
}

static void
put_field(struct image_writer *w, struct words *out,
          const struct image_field *field, const char *owner)
{
    const struct image_type *type = field->of ? field->of() : NULL;
    const char *to = NULL;
    int n;

    if (field->kind < IMAGE_LIST) {
        size_t size = type ? type->size : 0;

        for (int i = 0; i < field->n; i++)
            put_value(w, out, field->kind, type,
                      owner + field->at + (size_t)i * size);
        return;
    }
    memcpy(&to, owner + field->at, sizeof to);
    memcpy(&n, owner + field->count_at, sizeof n);
    if (field->kind == IMAGE_LIST)
        put(w, out, add_list(w, type, to, n));
    else if (field->kind == IMAGE_ONE)
        put_pointer(w, out, type, to);
    else
        put(w, out,
            add_pointers(w, type, (const char *const *)(const void *)to, n));
}

static bool
are_zero(const struct words *words, int from)
{
    for (int i = from; i < words->n; i++) {
        if (words->at[i])
            return false;
    }
    return true;
}

static void
put_struct(struct image_writer *w, struct words *out,
           const struct image_type *type, const char *x)
{
    int mask = out->n;

    assert(type->n_fields <= MEMBERS);
    put(w, out, 0);
    for (int i = 0; i < type->n_fields; i++) {
        int before = out->n;

        put_field(w, out, &type->fields[i], x);
        if (are_zero(out, before))
            out->n = before;
        else
            out->at[mask] |= UINT32_C(1) << i;
    }
}

void
image_add(struct image_writer *w, const struct image_type *type,
          const void *root)
{
    put_text(w, &w->roots, text_of(type->name));
    put(w, &w->roots, add_list(w, type, root, 1));
}

struct text
image_bytes(const struct image_writer *w)
{
    uint32_t header[HEADER_WORDS] = {
        MAGIC,
        (uint32_t)w->body.n,
        (uint32_t)(w->objects.n / PAIR_WORDS),
        (uint32_t)(w->roots.n / PAIR_WORDS),
    };
    const struct words parts[] = {
        { header, HEADER_WORDS, HEADER_WORDS }, w->roots, w->objects, w->body
    };
    size_t n_words = 0;
    char *bytes, *at;

    for (int i = 0; i < ARRAY_LEN(parts); i++)
        n_words += (size_t)parts[i].n;
    bytes = at = arena_alloc(w->arena, n_words * WORD + (size_t)w->n_strings);
    for (int i = 0; i < ARRAY_LEN(parts); i++) {
        for (int k = 0; k < parts[i].n; k++, at += WORD)
            store(at, parts[i].at[k]);
    }
    memcpy(at, w->strings, (size_t)w->n_strings);
    return (struct text){ bytes, n_words * WORD + (size_t)w->n_strings };
}

/* ---- reading ---- */

/* An object that was read, as what. */
struct made {
    void *at;
    const struct image_type *type;
    bool pointers;
    uint32_t n;
};

struct reader {
    struct arena *arena;
    const unsigned char *roots, *objects, *body, *end;
    const unsigned char *at; /* the next word of the body */
    uint32_t n_roots, n_objects;
    const char *strings;
    size_t n_strings;
    struct made *made; /* [n_objects] */
    bool bad;
};

static inline uint32_t
load(const unsigned char *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16
           | (uint32_t)at[3] << 24;
}

static inline uint32_t
next(struct reader *r)
{
    const unsigned char *at = r->at;

    if (at == r->end) {
        r->bad = true;
        return 0;
    }
    r->at = at + WORD;
    return load(at);
}

static int64_t
next_int64(struct reader *r)
{
    uint64_t low = next(r);

    return (int64_t)(low | (uint64_t)next(r) << 32);
}

/* The string that begins there; TEXT_NONE for 0. */
static inline struct text
get_text(struct reader *r)
{
    size_t at = next(r), n;

    if (at == 0)
        return TEXT_NONE;
    if (at + WORD < r->n_strings) {
        n = load((const unsigned char *)r->strings + at);
        at += WORD;
        if (n < r->n_strings - at && r->strings[at + n] == '\0')
            return (struct text){ r->strings + at, n };
    }
    r->bad = true;
    return TEXT_NONE;
}

static struct place
get_place(struct reader *r)
{
    struct place place = { .file = get_text(r).at };

    place.row = (int)next(r);
    place.col = (int)next(r);
    return place;
}

static const void *
get_element(struct reader *r, const struct image_type *type)
{
    uint32_t number = next(r);

    if (number > (uint32_t)type->count()) {
        r->bad = true;
        return NULL;
    }
    return number ? (const char *)type->first + (number - 1) * type->size
                  : NULL;
}

static const struct made *get_object(struct reader *r, uint32_t number,
                                     const struct image_type *type,
                                     bool pointers);

/* An object and which of its elements. */
static const void *
get_pointer(struct reader *r, const struct image_type *type)
{
    const struct made *made = get_object(r, next(r), type, false);
    uint32_t index = next(r);

    if (!made)
        return NULL;
    if (index >= made->n) {
        r->bad = true;
        return NULL;
    }
    return (const char *)made->at + index * type->size;
}

static void
set_pointer(char *at, const void *to)
{
    memcpy(at, &to, sizeof to);
}

/* A list, and how many it has; others that have this count agree. */
static void
get_list(struct reader *r, const struct image_field *field, char *owner)
{
    const struct made *made
        = get_object(r, next(r), field->of(), field->kind == IMAGE_POINTERS);
    int n;

    if (!made)
        return;
    memcpy(&n, owner + field->count_at, sizeof n);
    if (n && (uint32_t)n != made->n)
        r->bad = true;
    n = (int)made->n;
    memcpy(owner + field->count_at, &n, sizeof n);
    set_pointer(owner + field->at, made->at);
}

/* Which members follow. */
static uint32_t
get_mask(struct reader *r, const struct image_type *type)
{
    uint32_t mask = type->kind == IMAGE_STRUCT ? next(r) : 1;

    if (type->n_fields < MEMBERS && mask >> type->n_fields) {
        r->bad = true;
        return 0;
    }
    return mask;
}

static void
get_members(struct reader *r, const struct image_type *type, char *owner)
{
    const struct image_field *field;
    uint32_t word;

    for (uint32_t mask = get_mask(r, type); mask; mask &= mask - 1) {
        char *x;

        field = &type->fields[__builtin_ctz((unsigned)mask)];
        x = owner + field->at;
        switch (field->kind) {
        case IMAGE_BOOL:
            *(bool *)x = next(r) != 0;
            break;
        case IMAGE_WORD:
            word = next(r);
            memcpy(x, &word, sizeof word);
            break;
        case IMAGE_INT64:
            *(int64_t *)(void *)x = next_int64(r);
            break;
        case IMAGE_DECIMAL:
            ((struct decimal *)(void *)x)->units = next_int64(r);
            ((struct decimal *)(void *)x)->scale = (uint8_t)next(r);
            break;
        case IMAGE_TEXT:
            *(struct text *)(void *)x = get_text(r);
            break;
        case IMAGE_FILE:
            set_pointer(x, get_text(r).at);
            break;
        case IMAGE_PLACE:
            *(struct place *)(void *)x = get_place(r);
            break;
        case IMAGE_STRUCT:
            for (int i = 0; i < field->n; i++)
                get_members(r, field->of(), x + (size_t)i * field->of()->size);
            break;
        case IMAGE_ELEMENT:
            set_pointer(x, get_element(r, field->of()));
            break;
        case IMAGE_ONE:
            set_pointer(x, get_pointer(r, field->of()));
            break;
        case IMAGE_LIST:
        case IMAGE_POINTERS:
            get_list(r, field, owner);
        }
    }
}

/* It is known before its elements are, so that no bytes make it endless. */
static void
make(struct reader *r, struct made *made, const struct image_type *type,
     bool pointers)
{
    const unsigned char *object
        = r->objects + (size_t)(made - r->made) * PAIR_WORDS * WORD;
    const unsigned char *back = r->at;
    size_t from = load(object), n = load(object + WORD);
    size_t n_words = (size_t)(r->end - r->body) / WORD;
    size_t size = pointers ? sizeof(void *) : type->size;
    char *x;

    if (from > n_words || n == 0 || n > n_words - from) {
        r->bad = true;
        return;
    }
    *made = (struct made){ arena_alloc(r->arena, n * size), type, pointers,
                           (uint32_t)n };
    r->at = r->body + from * WORD;
    x = made->at;
    for (size_t i = 0; i < n && !r->bad; i++, x += size) {
        if (pointers)
            set_pointer(x, get_pointer(r, type));
        else
            get_members(r, type, x);
    }
    r->at = back;
}

/* The object of that number; NULL for 0, or where it is of another type. */
static const struct made *
get_object(struct reader *r, uint32_t number, const struct image_type *type,
           bool pointers)
{
    struct made *made;

    if (number == 0)
        return NULL;
    if (number > r->n_objects) {
        r->bad = true;
        return NULL;
    }
    made = &r->made[number - 1];
    if (!made->at)
        make(r, made, type, pointers);
    if (made->type == type && made->pointers == pointers)
        return made;
    r->bad = true;
    return NULL;
}

/* Where its parts are; false when they are not all there. */
static bool
open_image(struct reader *r, struct text image)
{
    const unsigned char *at = (const unsigned char *)image.at;
    size_t words = image.n / WORD, n_body, used = HEADER_WORDS;

    if (words < HEADER_WORDS || load(at) != MAGIC)
        return false;
    n_body = load(at + WORD);
    r->n_objects = load(at + 2 * WORD);
    r->n_roots = load(at + 3 * WORD);
    if (n_body > words || r->n_objects > words || r->n_roots > words)
        return false;
    used += PAIR_WORDS * ((size_t)r->n_roots + r->n_objects) + n_body;
    if (used > words)
        return false;
    r->roots = at + HEADER_WORDS * WORD;
    r->objects = r->roots + (size_t)r->n_roots * PAIR_WORDS * WORD;
    r->body = r->objects + (size_t)r->n_objects * PAIR_WORDS * WORD;
    r->end = r->body + n_body * WORD;
    r->strings = image.at + used * WORD;
    r->n_strings = image.n - used * WORD;
    r->made = ARENA_ARRAY(r->arena, struct made, r->n_objects);
    return true;
}

void *
image_read(struct arena *arena, struct text image,
           const struct image_type *type)
{
    struct reader r = { .arena = arena };
    const struct made *made = NULL;
    uint32_t object;

    if (!open_image(&r, image))
        return NULL;
    for (uint32_t i = 0; i < r.n_roots && !made; i++) {
        r.at = r.roots + (size_t)i * PAIR_WORDS * WORD;
        if (text_equal(get_text(&r), text_of(type->name))) {
            object = next(&r);
            made = get_object(&r, object, type, false);
        }
    }
    return made && !r.bad ? made->at : NULL;
}
