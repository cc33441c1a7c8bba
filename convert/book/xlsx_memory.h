/*
 * xlsx_memory.h - what libxlsxwriter, built inside, has for malloc and files.
 *
 * xlsx_names.h, which is put before each of its sources, gives these functions
 * the names of those of C.  A file is bytes in memory, whatever its name; what
 * was opened by a name is what is made.  Nothing is printed.
 *
 * Memory   In the arena, which jumps out of the library when it is exhausted;
 *          what the library frees is given out again.
 * Threads  Each has its own.
 */
#ifndef BOOK_XLSX_MEMORY_H
#define BOOK_XLSX_MEMORY_H

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "base/text.h"

struct arena;
struct xlsx_piece;

#define XLSX_MEMORY_SIZES 48 /* powers of two */

/* What a thread has while it draws. */
struct xlsx_memory {
    struct arena *arena;
    struct xlsx_piece *spare[XLSX_MEMORY_SIZES]; /* freed, by size */
    struct text made;           /* the file that was opened by name, closed */
    struct tm day;              /* of gmtime() */
    struct xlsx_memory *before; /* what it had */
};

void xlsx_memory_begin(struct xlsx_memory *memory, struct arena *arena);
void xlsx_memory_end(struct xlsx_memory *memory);

/* As those of C. */
void *xlsx_memory_malloc(size_t size);
void *xlsx_memory_calloc(size_t n, size_t size);
void *xlsx_memory_realloc(void *old, size_t size);
void xlsx_memory_free(void *old);
FILE *xlsx_memory_tmpfile(void);
FILE *xlsx_memory_fopen(const char *name, const char *mode);
int xlsx_memory_fclose(FILE *file);
size_t xlsx_memory_fread(void *to, size_t size, size_t n, FILE *file);
size_t xlsx_memory_fwrite(const void *from, size_t size, size_t n, FILE *file);
int xlsx_memory_fputs(const char *text, FILE *file);
int xlsx_memory_fputc(int byte, FILE *file);
int xlsx_memory_fprintf(FILE *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
int xlsx_memory_fflush(FILE *file);
int xlsx_memory_feof(FILE *file);
int xlsx_memory_ferror(FILE *file);
int xlsx_memory_fseek(FILE *file, long offset, int whence);
long xlsx_memory_ftell(FILE *file);
void xlsx_memory_rewind(FILE *file);
struct tm *xlsx_memory_gmtime(const time_t *when);

#endif
