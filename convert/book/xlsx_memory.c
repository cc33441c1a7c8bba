/* xlsx_memory.c - pieces of an arena by powers of two, and files made of them. */
#include "book/xlsx_memory.h"

#ifdef XLSXWRITER_INSIDE

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

#define SIZE_LEAST 5 /* 32 bytes */
#define PRINTED_MAX 4096

/* Before what is given out, which is as aligned as the piece is. */
struct xlsx_piece {
    alignas(max_align_t) struct xlsx_piece *next; /* while it is spare */
    int size;                                     /* 2 to it, the head too */
};

/* What is a FILE to the library. */
struct file {
    char *at;
    size_t n, room, pos;
    bool named, ended;
};

static _Thread_local struct xlsx_memory *current;

void
xlsx_memory_begin(struct xlsx_memory *memory, struct arena *arena)
{
    *memory = (struct xlsx_memory){ .arena = arena, .before = current };
    current = memory;
}

void
xlsx_memory_end(struct xlsx_memory *memory)
{
    current = memory->before;
}

/* ---- memory ---- */

static size_t
room_of(const struct xlsx_piece *piece)
{
    return ((size_t)1 << piece->size) - sizeof *piece;
}

void *
xlsx_memory_malloc(size_t size)
{
    struct xlsx_piece *piece;
    int power = SIZE_LEAST;

    while (power < XLSX_MEMORY_SIZES
           && ((size_t)1 << power) - sizeof *piece < size)
        power++;
    if (power == XLSX_MEMORY_SIZES)
        arena_exhaust(current->arena);
    piece = current->spare[power];
    if (piece)
        current->spare[power] = piece->next;
    else
        piece = arena_alloc(current->arena, (size_t)1 << power);
    piece->size = power;
    return piece + 1;
}

void *
xlsx_memory_calloc(size_t n, size_t size)
{
    void *made;

    if (size && n > SIZE_MAX / size)
        arena_exhaust(current->arena);
    made = xlsx_memory_malloc(n * size);
    return memset(made, 0, n * size);
}

void *
xlsx_memory_realloc(void *old, size_t size)
{
    struct xlsx_piece *piece = old ? (struct xlsx_piece *)old - 1 : NULL;
    void *made;

    if (piece && size <= room_of(piece))
        return old;
    made = xlsx_memory_malloc(size);
    if (piece)
        memcpy(made, old, room_of(piece));
    xlsx_memory_free(old);
    return made;
}

void
xlsx_memory_free(void *old)
{
    struct xlsx_piece *piece;

    if (!old)
        return;
    piece = (struct xlsx_piece *)old - 1;
    piece->next = current->spare[piece->size];
    current->spare[piece->size] = piece;
}

/* ---- files ---- */

static struct file *
file_of(FILE *file)
{
    return (struct file *)(void *)file;
}

static FILE *
open_file(bool named)
{
    struct file *file = xlsx_memory_calloc(1, sizeof *file);

    file->named = named;
    return (FILE *)(void *)file;
}

FILE *
xlsx_memory_tmpfile(void)
{
    return open_file(false);
}

FILE *
xlsx_memory_fopen(const char *name, const char *mode)
{
    (void)name;
    return mode[0] == 'w' ? open_file(true) : NULL;
}

int
xlsx_memory_fclose(FILE *stream)
{
    struct file *file = file_of(stream);

    if (file->named)
        current->made = (struct text){ file->at, file->n };
    else
        xlsx_memory_free(file->at);
    xlsx_memory_free(file);
    return 0;
}

size_t
xlsx_memory_fread(void *to, size_t size, size_t n, FILE *stream)
{
    struct file *file = file_of(stream);
    size_t left = file->n - file->pos;

    if (size * n > left) {
        file->ended = true;
        n = left / size;
    }
    if (n)
        memcpy(to, file->at + file->pos, size * n);
    file->pos += size * n;
    return n;
}

size_t
xlsx_memory_fwrite(const void *from, size_t size, size_t n, FILE *stream)
{
    struct file *file = file_of(stream);
    size_t end = file->pos + size * n;

    if (end == file->pos)
        return n;
    if (end > file->room) {
        file->at = xlsx_memory_realloc(file->at, end);
        file->room = room_of((struct xlsx_piece *)(void *)file->at - 1);
    }
    memcpy(file->at + file->pos, from, size * n);
    file->pos = end;
    if (end > file->n)
        file->n = end;
    return n;
}

int
xlsx_memory_fputs(const char *text, FILE *stream)
{
    xlsx_memory_fwrite(text, 1, strlen(text), stream);
    return 0;
}

int
xlsx_memory_fputc(int byte, FILE *stream)
{
    char c = (char)byte;

    xlsx_memory_fwrite(&c, 1, 1, stream);
    return byte;
}

/* What it would tell people is told by what it returns. */
int
xlsx_memory_fprintf(FILE *stream, const char *format, ...)
{
    char few[PRINTED_MAX], *all = few;
    va_list args;
    int n;

    if (stream == stderr)
        return 0;
    va_start(args, format);
    n = vsnprintf(few, sizeof few, format, args);
    va_end(args);
    if (n >= PRINTED_MAX) {
        all = xlsx_memory_malloc((size_t)n + 1);
        va_start(args, format);
        vsnprintf(all, (size_t)n + 1, format, args);
        va_end(args);
    }
    if (n > 0)
        xlsx_memory_fwrite(all, 1, (size_t)n, stream);
    if (all != few)
        xlsx_memory_free(all);
    return n;
}

int
xlsx_memory_fflush(FILE *stream)
{
    (void)stream;
    return 0;
}

int
xlsx_memory_feof(FILE *stream)
{
    return file_of(stream)->ended;
}

int
xlsx_memory_ferror(FILE *stream)
{
    (void)stream;
    return 0;
}

int
xlsx_memory_fseek(FILE *stream, long offset, int whence)
{
    struct file *file = file_of(stream);
    size_t from = whence == SEEK_SET   ? 0
                  : whence == SEEK_CUR ? file->pos
                                       : file->n;

    if (offset < 0 ? (size_t)-offset > from : (size_t)offset > file->n - from)
        return -1;
    file->pos = from + (size_t)offset;
    file->ended = false;
    return 0;
}

long
xlsx_memory_ftell(FILE *stream)
{
    return (long)file_of(stream)->pos;
}

void
xlsx_memory_rewind(FILE *stream)
{
    file_of(stream)->pos = 0;
    file_of(stream)->ended = false;
}

/* The library's is one for all threads. */
struct tm *
xlsx_memory_gmtime(const time_t *when)
{
    return gmtime_r(when, &current->day);
}

#endif
