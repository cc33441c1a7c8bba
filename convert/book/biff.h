/*
 * biff.h - the records of an old workbook's stream, and the texts in them.
 *
 * Source   [MS-XLS] 2.1.4 (records, Continue), 2.5.293 to 2.5.296 (texts).
 * Memory   Records point into the stream; texts live in the arena, or in the
 *          stream where that has them as they are.
 * Errors   biff-invalid, once; from then on biff_next() is false.  What is
 *          wrong with a text alone is the caller's to say, who knows the cell.
 */
#ifndef BOOK_BIFF_H
#define BOOK_BIFF_H

#include "base/diag.h"

enum biff_id {
    BIFF_FORMULA = 0x0006,
    BIFF_EOF = 0x000a,
    BIFF_DATE1904 = 0x0022,
    BIFF_FILEPASS = 0x002f,
    BIFF_FONT = 0x0031,
    BIFF_CONTINUE = 0x003c,
    BIFF_CODEPAGE = 0x0042,
    BIFF_BOUNDSHEET = 0x0085,
    BIFF_MULRK = 0x00bd,
    BIFF_OBPROJ = 0x00d3,
    BIFF_RSTRING = 0x00d6,
    BIFF_XF = 0x00e0,
    BIFF_MERGES = 0x00e5,
    BIFF_SST = 0x00fc,
    BIFF_LABELSST = 0x00fd,
    BIFF_NUMBER = 0x0203,
    BIFF_LABEL = 0x0204,
    BIFF_BOOLERR = 0x0205,
    BIFF_STRING = 0x0207,
    BIFF_ROW = 0x0208,
    BIFF_RK = 0x027e,
    BIFF_FORMULA3
    = 0x0206, /* some programs write older ids; the result is at */
    BIFF_FORMULA4 = 0x0406, /* the same place */
    BIFF_FORMAT = 0x041e,
    BIFF_BOF = 0x0809,
};

/* What a substream is ([MS-XLS] 2.4.21). */
enum biff_stream {
    BIFF_GLOBALS = 0x0005,
    BIFF_SHEET = 0x0010,
    BIFF_MACROS = 0x0040
};

struct biff {
    struct arena *arena;
    const char *file;  /* for messages */
    const char *sheet; /* the same, or NULL */
    struct diag_list *diags;
    struct text stream;
    int version;  /* 8, or 5 for 5 and 7 */
    int codepage; /* of the texts of version 5; 0: not said */
    size_t at;    /* of the record behind the present one */
    int id;       /* of the present record */
    struct text body;
    size_t pos; /* in body, of a text being read */
    bool wrong;
};

/* The next record; false at the end of the stream, or where it is wrong. */
bool biff_next(struct biff *biff);
/* The id of the record behind the present one; -1 at the end. */
int biff_peek(const struct biff *biff);
LANGUAGE_FORMAT(2, 0)
bool biff_wrong(struct biff *biff, const char *what);

/* A text and its runs of fonts ([MS-XLS] 2.5.129): pairs of a character and a
   font, 4 bytes each in version 8 and 2 in 5; not there in most. */
struct biff_text {
    struct text text;
    struct text runs;
    bool sound; /* false: it holds what is no character */
};

/*
 * The text at biff->pos of the present record, which may go on in the Continue
 * records behind it; pos is behind it then.  'bytes' is how its length is
 * written, 1 or 2 bytes.  False: the record ends before the text does.
 */
bool biff_take_text(struct biff *biff, int bytes, struct biff_text *out);
/* The texts of an SST have their runs and what is spoken behind them. */
bool biff_take_shared(struct biff *biff, struct biff_text *out);
/* Goes on to the next Continue record where the present one is used up; false:
   there is none. */
bool biff_has_more(struct biff *biff);

#endif
