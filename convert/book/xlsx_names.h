/*
 * xlsx_names.h - put before each source of libxlsxwriter that is built inside:
 * its memory and its files are those of xlsx_memory.h.
 */
#ifndef BOOK_XLSX_NAMES_H
#define BOOK_XLSX_NAMES_H

/* First, so that they are declared by their own names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "book/xlsx_memory.h"

#define malloc xlsx_memory_malloc
#define calloc xlsx_memory_calloc
#define realloc xlsx_memory_realloc
#define free xlsx_memory_free
#define tmpfile xlsx_memory_tmpfile
#define fopen xlsx_memory_fopen
#define fopen64 xlsx_memory_fopen
#define fclose xlsx_memory_fclose
#define fread xlsx_memory_fread
#define fwrite xlsx_memory_fwrite
#define fputs xlsx_memory_fputs
#define fputc xlsx_memory_fputc
#define fprintf xlsx_memory_fprintf
#define fflush xlsx_memory_fflush
#define feof xlsx_memory_feof
#define ferror xlsx_memory_ferror
#define fseek xlsx_memory_fseek
#define fseeko xlsx_memory_fseek
#define fseeko64 xlsx_memory_fseek
#define ftell xlsx_memory_ftell
#define ftello xlsx_memory_ftell
#define ftello64 xlsx_memory_ftell
#define rewind xlsx_memory_rewind
#define gmtime xlsx_memory_gmtime
#define deflateInit2_ zip_flow_deflate_init

#endif
