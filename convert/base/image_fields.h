/*
 * image_fields.h - a list of members as a struct, or as its description.
 *
 * A .def file includes this before its structs and again behind them:
 *
 *     STRUCT(part_rule)
 *         HAS_ENUM(part_kind, kind)
 *         HAS_LIST(line_cell, cells, n_cells) HAS_COUNT(n_cells)
 *     END(part_rule)
 *
 * defines struct part_rule, or, where IMAGE_TYPES is defined, the function
 * image_of_part_rule(), which gives what image.c writes and reads it by.
 *
 * What a pointer (HAS_ONE, HAS_POINTERS) leads into, where that is a list, is a
 * member before it.  HAS_LATER(part_rule, parts, n_parts) is a list that is NULL
 * when read, with its count; image_get(&x->parts_later) reads it.
 *
 * Memory   None.
 * Limits   32 members a struct.
 */
#include "base/image.h"

#ifndef HAS_BOOL
#define HAS_BOOL(m) HAS_SOME(bool m, IMAGE_BOOL, m, 1, NULL)
#define HAS_INT(m) HAS_SOME(int m, IMAGE_WORD, m, 1, NULL)
#define HAS_BITS(m) HAS_SOME(unsigned m, IMAGE_WORD, m, 1, NULL)
#define HAS_ENUM(type, m)                                                      \
    HAS_SOME(enum type m;                                                      \
             _Static_assert(sizeof(enum type) == sizeof(int), ""), IMAGE_WORD, \
             m, 1, NULL)
#define HAS_DECIMAL(m) HAS_SOME(struct decimal m, IMAGE_DECIMAL, m, 1, NULL)
#define HAS_TEXT(m) HAS_SOME(struct text m, IMAGE_TEXT, m, 1, NULL)
/* Text that ends with a NUL, or NULL; the name of a file; a place in one. */
#define HAS_STRING(m) HAS_SOME(const char *m, IMAGE_STRING, m, 1, NULL)
#define HAS_FILE(m) HAS_SOME(const char *m, IMAGE_FILE, m, 1, NULL)
#define HAS_PLACE(m) HAS_SOME(struct place m, IMAGE_PLACE, m, 1, NULL)
/* A struct of these lists; a constant number of them. */
#define HAS(type, m)                                                           \
    HAS_SOME(struct type m, IMAGE_STRUCT, m, 1, image_of_##type)
#define HAS_ARRAY(type, m, n)                                                  \
    HAS_SOME(struct type m[n], IMAGE_STRUCT, m, n, image_of_##type)
/* NULL, or an array with a count, which several may share: 0 for NULL. */
#define HAS_LIST(type, m, n) HAS_MANY(struct type *m, m, n, image_of_##type)
#define HAS_INTS(m, n) HAS_MANY(const int *m, m, n, image_of_word)
#define HAS_FLOATS(m, n) HAS_MANY(float *m, m, n, image_of_word)
#define HAS_COUNT(n) UNSAVED(int, n)
/* NULL, or one; an array of such. */
#define HAS_ONE(type, m)                                                       \
    HAS_SOME(const struct type *m, IMAGE_ONE, m, 1, image_of_##type)
#define HAS_POINTERS(type, m, n)                                               \
    HAS_MANY(const struct type **m, m, n, image_to_##type)
/* The same of a type that another .c file describes: there 'of' gives it. */
#define HAS_ONE_OF(type, m, of)                                                \
    HAS_SOME(const struct type *m, IMAGE_ONE, m, 1, of)
#endif

/* UNSAVED is what no image has: 0 or NULL when read. */
/* clang-format off */
#ifdef STRUCT

#undef STRUCT
#undef END
#undef HAS_SOME
#undef HAS_MANY
#undef HAS_LATER
#undef UNSAVED

#elif !defined IMAGE_TYPES

#define STRUCT(name) struct name {
#define END(name) };
#define HAS_SOME(member, kind, m, n, of) member;
#define HAS_MANY(member, m, n, of) member;
#define HAS_LATER(type, m, n)                                                  \
    struct type *m;                                                            \
    struct image_later m##_later;
#define UNSAVED(type, m) type m;

#else

#define STRUCT(name)                                                           \
    static const struct image_type *image_of_##name(void)                      \
    {                                                                          \
        typedef struct name owner;                                             \
        static const char own_name[] = #name;                                  \
        static const struct image_field fields[] = {
#define END(name)                                                              \
        };                                                                     \
        static const struct image_type type                                    \
            = { own_name, sizeof(owner), fields, ARRAY_LEN(fields), false };   \
        return &type;                                                          \
    }                                                                          \
    __attribute__((unused)) static const struct image_type                     \
        *image_to_##name(void)                                                 \
    {                                                                          \
        static const struct image_field to                                     \
            = { IMAGE_ONE, 1, 0, image_of_##name, 0, 0 };                      \
        static const struct image_type type                                    \
            = { #name " *", sizeof(void *), &to, 1, true };                    \
        return &type;                                                          \
    }
#define HAS_SOME(member, kind, m, n, of)                                       \
    { kind, n, offsetof(owner, m), of, 0, 0 },
#define HAS_MANY(member, m, n, of)                                             \
    { IMAGE_LIST, 1, offsetof(owner, m), of, offsetof(owner, n), 0 },
#define HAS_LATER(type, m, n)                                                  \
    { IMAGE_LATER, 1, offsetof(owner, m), image_of_##type, offsetof(owner, n), \
      offsetof(owner, m##_later) },
#define UNSAVED(type, m)

#endif
/* clang-format on */
