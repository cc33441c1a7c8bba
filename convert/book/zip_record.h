/*
 * zip_record.h - the records of a zip container: their marks, their sizes and
 * the numbers in them, for the file that reads them and the one that writes.
 *
 * Source   PKWARE APPNOTE 6.3.
 * Memory   None is taken.
 */
#ifndef BOOK_ZIP_RECORD_H
#define BOOK_ZIP_RECORD_H

#include <stdint.h>

#define END_SIZE 22     /* end of central directory, without its comment */
#define LOCATOR_SIZE 20 /* zip64 end of central directory locator */
#define END64_SIZE 56   /* zip64 end of central directory, fixed part */
#define CENTRAL_SIZE 46 /* central directory header, fixed part */
#define LOCAL_SIZE 30   /* local header, fixed part */

#define END_MARK 0x06054b50u
#define END64_MARK 0x06064b50u
#define LOCATOR_MARK 0x07064b50u
#define CENTRAL_MARK 0x02014b50u
#define LOCAL_MARK 0x04034b50u

static inline uint16_t
zip_record_get16(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;

    return (uint16_t)(b[0] | b[1] << 8);
}

static inline uint32_t
zip_record_get32(const char *at)
{
    return zip_record_get16(at) | (uint32_t)zip_record_get16(at + 2) << 16;
}

static inline uint64_t
zip_record_get64(const char *at)
{
    return zip_record_get32(at) | (uint64_t)zip_record_get32(at + 4) << 32;
}

#endif
