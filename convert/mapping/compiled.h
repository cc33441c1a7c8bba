/*
 * compiled.h - the mapping set that was compiled into the program, if any.
 *
 * It counts for a folder only while that still is what was compiled: files of
 * the same names and sizes, none of them younger than the program.  The files
 * are in it, too: with templates beside them they are read anew.
 *
 * Memory   In the arena; texts are in the image, which is constant.
 * Errors   file-unreadable from compiled_add() and compiled_digest().
 */
#ifndef MAPPING_COMPILED_H
#define MAPPING_COMPILED_H

#include "base/image.h"
#include "mapping/load.h"

/* What convert/compile.c made; a program linked without it has none, and reads
   the folder. */
extern const unsigned char compiled_bytes[] __attribute__((weak));
extern const size_t compiled_n_bytes __attribute__((weak));

/* The words that its templates share, for a folder without any; or NULL. */
const struct vocabulary *compiled_words(struct arena *arena);

/* Those bytes, or TEXT_NONE. */
struct text compiled_image(void);

/* Puts a set into an image, with its folder's files. */
bool compiled_add(struct image_writer *image, struct arena *arena,
                  const struct mapping_set *set, struct diag_list *diags);
/* The set of an image, for the folder that is so called, or none; NULL where
   the image has none. */
struct mapping_set *compiled_read(struct arena *arena, struct text image,
                                  const char *folder);

/* The set for that folder, or NULL: read it.  'program' is the program's own
   file.  Without a folder (NULL) there is nothing that it could differ from.
   An installed folder is not for changing: of that it is asked alone whether
   something was put there after the program. */
const struct mapping_set *compiled_find(struct arena *arena, const char *folder,
                                        const char *program, bool installed);

/* What the files of the set hold, in 64 characters: the same whether they were
   compiled in or are read from a folder.  NULL and said where one is not to be
   read. */
const char *compiled_digest(struct arena *arena, const struct mapping_set *set,
                            struct diag_list *diags);

/* Is it that set? */
bool compiled_is(const struct mapping_set *set);

/* Its files, as templates beside a folder are given: those of each folder in
   it, rules and codes too, are one.  NULL where nothing is compiled in. */
const struct load_more *compiled_files(struct arena *arena);

#endif
