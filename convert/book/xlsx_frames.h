/*
 * xlsx_frames.h - what libxlsxwriter drew, kept for the next book of its shape.
 *
 * A run that writes many filings into one template draws the same parts again
 * and again.  So the first book of a shape (xlsx_shape.h) is noted, of the
 * second the parts are kept, and from the third on only what hangs on its cells
 * is made, without the library (xlsx_fill.h).  The bytes are those that the
 * library would have made: what is kept is kept only if the book that it was
 * drawn for comes out of it as the very file that the library made.  So whatever
 * library there is, files do not hang on what was written before them.
 *
 * Memory   XLSX_FRAMES shapes, of at most FRAME_BYTES each, and zlib's 270 kB,
 *          in an arena within that of the run; what is made is in 'arena'.
 *          Where the run has no more, the hook of 'arena' is called.
 * Errors   None: false when the library has to draw the book.
 */
#ifndef BOOK_XLSX_FRAMES_H
#define BOOK_XLSX_FRAMES_H

#include "book/grid.h"
#include "book/xlsx_shape.h"

#define XLSX_FRAMES 8 /* shapes; the one that was not used for longest goes */

struct xlsx_frames;

struct xlsx_frames *xlsx_frames_new(struct arena *run);

/* The file; 'book' is settled, by xlsx_draw_settle(), too. */
bool xlsx_frames_fill(struct xlsx_frames *frames, struct arena *arena,
                      const struct book *book, const struct xlsx_shape *shape,
                      struct text *bytes);

/* Of a book that the library drew, and that reads back as it should. */
void xlsx_frames_learn(struct xlsx_frames *frames, struct arena *arena,
                       const struct book *book, const struct xlsx_shape *shape,
                       struct text bytes);

#endif
