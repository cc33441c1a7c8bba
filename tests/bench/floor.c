/*
 * floor.c - opens workbooks and inflates their sheets and shared strings.
 *
 *     floor BOOK.xlsx...
 *
 * The least that anybody who reads them does: bench.py compares with it.  It
 * trusts its input, and prints how many bytes came out.
 */
#include <fcntl.h>
#include <libdeflate.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define END 22   /* bytes of the record at the end of a package */
#define ENTRY 46 /* of one in its directory, without the name */
#define LOCAL 30 /* of one before its data */
#define STORED 0

static uint32_t
number(const unsigned char *at, int n)
{
    uint32_t value = 0;

    while (n-- > 0)
        value = value << 8 | at[n];
    return value;
}

static int
wanted(const char *name, size_t n)
{
    return (n > 14 && memcmp(name, "xl/worksheets/", 14) == 0)
           || (n == 20 && memcmp(name, "xl/sharedStrings.xml", n) == 0);
}

static size_t
inflate_part(struct libdeflate_decompressor *d, const unsigned char *file,
             const unsigned char *entry)
{
    const unsigned char *local = file + number(entry + 42, 4);
    const unsigned char *data
        = local + LOCAL + number(local + 26, 2) + number(local + 28, 2);
    size_t packed = number(entry + 20, 4), size = number(entry + 24, 4);
    char *out;

    if (number(entry + 10, 2) == STORED)
        return size;
    out = malloc(size + 1);
    if (!out
        || libdeflate_deflate_decompress(d, data, packed, out, size, NULL) != 0)
        exit(1);
    free(out);
    return size;
}

static size_t
inflate_book(struct libdeflate_decompressor *d, const char *path)
{
    int fd = open(path, O_RDONLY);
    struct stat st;
    const unsigned char *file, *entry;
    size_t sum = 0;

    if (fd < 0 || fstat(fd, &st) != 0)
        exit(1);
    file = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (file == MAP_FAILED)
        exit(1);
    entry = file + number(file + st.st_size - END + 16, 4);
    while (memcmp(entry, "PK\1\2", 4) == 0) {
        size_t n = number(entry + 28, 2);

        if (wanted((const char *)entry + ENTRY, n))
            sum += inflate_part(d, file, entry);
        entry += ENTRY + n + number(entry + 30, 2) + number(entry + 32, 2);
    }
    munmap((void *)file, (size_t)st.st_size);
    close(fd);
    return sum;
}

int
main(int argc, char **argv)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    size_t sum = 0;

    for (int i = 1; i < argc; i++)
        sum += inflate_book(d, argv[i]);
    printf("%zu\n", sum);
    libdeflate_free_decompressor(d);
    return 0;
}
