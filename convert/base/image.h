/*
 * image.h - structs as bytes, for what a program has compiled in.
 *
 * An image is the same on every machine: words of 32 bits, the low byte first,
 * members in the order of their list, and the number of an object in place of
 * a pointer, so that nothing in it has to be relocated.
 *
 *     header     "JSI1", words of the body, objects, roots
 *     roots      type's name, object
 *     objects    where in the body, how many elements
 *     body       an element that is a struct: a bit for each member that is
 *                not zero, then those
 *     strings    length, bytes, NUL
 *
 * An object is one struct or a list of them.  Equal ones are one, and what two
 * pointers lead to is one when read, too.  A list that most runs of a program
 * do not need (HAS_LATER) is read when image_get() is first asked for it.
 *
 * To add a struct, list its members in a .def file as image_fields.h says; its
 * header includes that, which defines the struct, and one .c file includes it
 * again behind #define IMAGE_TYPES.  Then
 *
 *     writer = image_new(arena, "mappings");
 *     image_add(writer, image_of_rule_set(), rules);
 *     bytes = image_bytes(writer);
 *     …
 *     reader = image_open(arena, bytes);
 *     rules = image_root(reader, image_of_rule_set());
 *
 * Memory   In the arena of image_open(), what is read later too: that arena
 *          stays where it is.  The texts are in the image.
 * Errors   NULL from image_open(), image_root() and image_get().  Whatever the
 *          bytes are, they read nothing outside them and make no pointer to
 *          anything else.
 */
#ifndef BASE_IMAGE_H
#define BASE_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

enum image_kind {
    IMAGE_BOOL,
    IMAGE_WORD, /* int, enum, float */
    IMAGE_DECIMAL,
    IMAGE_TEXT,
    IMAGE_STRING,
    IMAGE_FILE,
    IMAGE_PLACE,
    IMAGE_STRUCT,
    IMAGE_ONE,
    IMAGE_LIST,
    IMAGE_LATER,
};

struct image_field {
    enum image_kind kind;
    unsigned n;  /* IMAGE_STRUCT: so many beside each other */
    unsigned at; /* offset */
    const struct image_type *(*of)(void); /* from IMAGE_STRUCT on */
    unsigned count_at; /* of a list's count, of what IMAGE_LATER needs */
    unsigned later_at;
};

struct image_type {
    const char *name;
    size_t size;
    const struct image_field *fields; /* [n_fields] */
    int n_fields;
    bool bare; /* its one member alone, no bits */
};

/* A list that was not read yet; in: NULL where there is none. */
struct image_later {
    struct image_reader *in;
    const struct image_type *type;
    uint32_t object;
};

const struct image_type *image_of_text(void);
const struct image_type *image_of_word(void);

struct image_writer;

/* Files in 'folder' are named as if that were IMAGE_FOLDER, wherever it is. */
#define IMAGE_FOLDER "mappings"
struct image_writer *image_new(struct arena *arena, const char *folder);
/* One root of each type; what they share is in the image once. */
void image_add(struct image_writer *writer, const struct image_type *type,
               const void *root);
struct text image_bytes(const struct image_writer *writer);

struct image_reader *image_open(struct arena *arena, struct text image);
/* The root of that type, or NULL where the image has none.  What two roots
   share is one. */
void *image_root(struct image_reader *reader, const struct image_type *type);
/* That list, each time the same, or NULL. */
void *image_get(const struct image_later *later);
/* The arena that it is in, for what is made of it once; NULL where there is
   none. */
struct arena *image_arena(const struct image_later *later);

#endif
