/*
 * image_fields.h - a list of members as a struct, or as its description.
 *
 * A .def file includes this before its structs and again behind them.  Where
 * IMAGE_TYPES is defined the list becomes image_of_NAME(), the description
 * that image.c writes and reads by; else the struct itself.
 *
 *     STRUCT(NAME)
 *         HAS_BOOL(m)            bool m
 *         HAS_INT(m)             int m
 *         HAS_BITS(m)            unsigned m
 *         HAS_ENUM(T, m)         enum T m
 *         HAS_INT64(m)           int64_t m
 *         HAS_DECIMAL(m)         struct decimal m
 *         HAS_TEXT(m)            struct text m
 *         HAS_FILE(m)            const char *m, the name of a file
 *         HAS_PLACE(m)           struct place m, in a text file
 *         HAS(T, m)              struct T m
 *         HAS_ARRAY(T, m, N)     struct T m[N], N a constant
 *         HAS_LIST(T, m, n)      struct T *m, or NULL; n is a HAS_COUNT
 *         HAS_INTS(m, n)         const int *m, likewise
 *         HAS_FLOATS(m, n)       float *m, likewise
 *         HAS_COUNT(n)           int n, of one list or several; 0 for NULL
 *         HAS_ONE(T, m)          const struct T *m, or NULL
 *         HAS_POINTERS(T, m, n)  const struct T **m, an array of such
 *         HAS_ELEMENT(T, m, of)  const struct T *m, into a constant array
 *         UNSAVED(type, m)       what no image has: 0 or NULL when read
 *     END(NAME)
 *
 * What a pointer of HAS_ONE and HAS_POINTERS leads into, where that is a list,
 * is a member before it.
 *
 * Memory   None.
 * Limits   32 members a struct.
 */
#ifdef STRUCT

#undef STRUCT
#undef HAS_BOOL
#undef HAS_INT
#undef HAS_BITS
#undef HAS_ENUM
#undef HAS_INT64
#undef HAS_DECIMAL
#undef HAS_TEXT
#undef HAS_FILE
#undef HAS_PLACE
#undef HAS
#undef HAS_ARRAY
#undef HAS_LIST
#undef HAS_INTS
#undef HAS_FLOATS
#undef HAS_COUNT
#undef HAS_ONE
#undef HAS_POINTERS
#undef HAS_ELEMENT
#undef UNSAVED
#undef END

#elif defined IMAGE_TYPES

#include "base/image.h"

/* clang-format off */
#define STRUCT(name)                                                           \
    static const struct image_type *image_of_##name(void)                      \
    {                                                                          \
        typedef struct name owner;                                             \
        static const char own_name[] = #name;                                  \
        static const struct image_field fields[] = {
#define END(name)                                                              \
        };                                                                     \
        static const struct image_type type = {                                \
            own_name, IMAGE_STRUCT, sizeof(owner), fields, ARRAY_LEN(fields),  \
            NULL, NULL                                                         \
        };                                                                     \
        return &type;                                                          \
    }
/* clang-format on */
#define HAS_SOME(kind, m, of, n) { kind, n, offsetof(owner, m), 0, of },
#define HAS_MANY(kind, m, of, n)                                               \
    { kind, 1, offsetof(owner, m), offsetof(owner, n), of },
#define HAS_BOOL(m) HAS_SOME(IMAGE_BOOL, m, NULL, 1)
#define HAS_INT(m) HAS_SOME(IMAGE_WORD, m, NULL, 1)
#define HAS_BITS(m) HAS_SOME(IMAGE_WORD, m, NULL, 1)
#define HAS_ENUM(type, m) HAS_SOME(IMAGE_WORD, m, NULL, 1)
#define HAS_INT64(m) HAS_SOME(IMAGE_INT64, m, NULL, 1)
#define HAS_DECIMAL(m) HAS_SOME(IMAGE_DECIMAL, m, NULL, 1)
#define HAS_TEXT(m) HAS_SOME(IMAGE_TEXT, m, NULL, 1)
#define HAS_FILE(m) HAS_SOME(IMAGE_FILE, m, NULL, 1)
#define HAS_PLACE(m) HAS_SOME(IMAGE_PLACE, m, NULL, 1)
#define HAS(type, m) HAS_SOME(IMAGE_STRUCT, m, image_of_##type, 1)
#define HAS_ARRAY(type, m, n) HAS_SOME(IMAGE_STRUCT, m, image_of_##type, n)
#define HAS_LIST(type, m, n) HAS_MANY(IMAGE_LIST, m, image_of_##type, n)
#define HAS_INTS(m, n) HAS_MANY(IMAGE_LIST, m, image_of_word, n)
#define HAS_FLOATS(m, n) HAS_MANY(IMAGE_LIST, m, image_of_word, n)
#define HAS_COUNT(n)
#define HAS_ONE(type, m) HAS_SOME(IMAGE_ONE, m, image_of_##type, 1)
#define HAS_POINTERS(type, m, n) HAS_MANY(IMAGE_POINTERS, m, image_of_##type, n)
#define HAS_ELEMENT(type, m, of) HAS_SOME(IMAGE_ELEMENT, m, of, 1)
#define UNSAVED(type, m)

#else

/* clang-format off */
#define STRUCT(name) struct name {
#define END(name) };
/* clang-format on */
#define HAS_BOOL(m) bool m;
#define HAS_INT(m) int m;
#define HAS_BITS(m) unsigned m;
#define HAS_ENUM(type, m)                                                      \
    enum type m;                                                               \
    _Static_assert(sizeof(enum type) == sizeof(int), "an enum is an int");
#define HAS_INT64(m) int64_t m;
#define HAS_DECIMAL(m) struct decimal m;
#define HAS_TEXT(m) struct text m;
#define HAS_FILE(m) const char *m;
#define HAS_PLACE(m) struct place m;
#define HAS(type, m) struct type m;
#define HAS_ARRAY(type, m, n) struct type m[n];
#define HAS_LIST(type, m, n) struct type *m;
#define HAS_INTS(m, n) const int *m;
#define HAS_FLOATS(m, n) float *m;
#define HAS_COUNT(n) int n;
#define HAS_ONE(type, m) const struct type *m;
#define HAS_POINTERS(type, m, n) const struct type **m;
#define HAS_ELEMENT(type, m, of) const struct type *m;
#define UNSAVED(type, m) type m;

#endif
