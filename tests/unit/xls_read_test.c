/* xls_read_test.c - old workbooks from their records, and in containers. */
#include "book/xls_read.h"

#include <stdlib.h>
#include <string.h>

#include "support/expect.h"
#include "support/given_biff.h"
#include "support/show_book.h"

static struct arena arena;

/* Version 8, one sheet S; what is in its globals and in the sheet. */
#define BOOK(globals, sheet)                                                   \
    "0809 .0x0600 .5\n" globals "0085 @1 ,0 ,0 ,1 ,0 'S'\n000a\n"              \
    "0809 .0x0600 .0x10\n" sheet "000a\n"
#define CELLS(sheet) BOOK("", sheet)
/* Shared texts of one byte a character. */
#define SST(texts) "00fc :9 :9 " texts "\n"
/* The same of version 5, of a code page. */
#define OLD(page, sheet)                                                       \
    "0809 .0x0500 .5\n0042 ." page "\n0085 @1 ,0 ,0 ,1 'S'\n000a\n"            \
    "0809 .0x0500 .0x10\n" sheet "000a\n"
#define WRONG "biff-invalid\n"
#define SHEET_WRONG "S biff-invalid\n"

static const struct read_case {
    const char *name, *records, *want;
} cases[] = {
    { "numbers, and where they are",
      CELLS("0203 .0 .0 .0 #1234.5\n0203 .65535 .255 .0 #-7\n"),
      "S visible\nA1 n 1234.5\nIV65536 n -7\n" },
    { "numbers as the shortest text that is this very one",
      CELLS("0203 .0 .0 .0 #0.1\n0203 .0 .1 .0 #0.30000000000000004\n"
            "0203 .0 .2 .0 #1e300\n0203 .0 .3 .0 #123456789012345680\n"
            "0203 .0 .4 .0 #-0.0025\n0203 .0 .5 .0 #99.94\n"),
      "S visible\nA1 n 0.1\nB1 n 0.30000000000000004\nC1 n 1E+300\n"
      "D1 n 1.2345678901234568E+17\nE1 n -0.0025\nF1 n 99.94\n" },
    { "numbers in 32 bits: whole, in hundredths, shortened",
      CELLS("027e .0 .0 .0 :0x2a\n027e .0 .1 .0 :0x1e3ff\n"
            "027e .0 .2 .0 :0x3ff80000\n027e .0 .3 .0 :0x40590001\n"
            "027e .0 .4 .0 :0xfffffffa\n"),
      "S visible\nA1 n 10\nB1 n 309.75\nC1 n 1.5\nD1 n 1\nE1 n -2\n" },
    { "numbers beside each other", CELLS("00bd .1 .1 .0 :6 .0 :0xa .2\n"),
      "S visible\nB2 n 1\nC2 n 2\n" },
    { "numbers beside each other that end before they begin",
      CELLS("00bd .1 .5 .0 :6 .0 :0xa .2\n"), SHEET_WRONG },
    { "numbers beside each other, fewer than the columns",
      CELLS("00bd .1 .0 .0 :6 .9\n"), SHEET_WRONG },
    { "texts of their own, in one and in two bytes",
      CELLS("0204 .0 .0 .0 .3 ,0 'abc'\n0204 .0 .1 .0 .2 ,1 \"合计\"\n"
            "0204 .0 .2 .0 .0 ,0\n0204 .0 .3 .0 .1 ,0 ,0xe9\n"),
      "S visible\nA1 s abc\nB1 s 合计\nD1 s é\n" },
    { "a text longer than its record", CELLS("0204 .0 .0 .0 .9 ,0 'abc'\n"),
      SHEET_WRONG },
    { "shared texts",
      BOOK(SST(".3 ,0 'abc' .2 ,1 \"合计\" .0 ,0"),
           "00fd .0 .0 .0 :1\n00fd .1 .0 .0 :0\n00fd .2 .0 .0 :2\n"),
      "S visible\nA1 s 合计\nA2 s abc\n" },
    { "a shared text that is not there",
      BOOK(SST(".3 ,0 'abc'"), "00fd .0 .0 .0 :7\n0203 .0 .1 .0 #1\n"),
      "S visible\nB1 n 1\nA1 ref-invalid\n" },
    { "a text over two records, which changes its width there",
      BOOK(SST(".5 ,1 \"合计\"") "003c ,0 'abc'\n", "00fd .0 .0 .0 :0\n"),
      "S visible\nA1 s 合计abc\n" },
    { "a text whose characters all come in the next record",
      BOOK(SST(".3 ,0") "003c ,0 'abc'\n", "00fd .0 .0 .0 :0\n"),
      "S visible\nA1 s abc\n" },
    { "a pair of UTF-16 whose halves are in two records",
      BOOK(SST(".3 ,1 \"a\" .0xd840") "003c ,1 .0xdc00\n",
           "00fd .0 .0 .0 :0\n"),
      "S visible\nA1 s a𠀀\n" },
    { "half a pair",
      BOOK(SST(".2 ,1 \"a\" .0xd840"), "00fd .0 .0 .0 :0\n0203 .0 .1 .0 #1\n"),
      "S visible\nB1 n 1\nA1 char-invalid\n" },
    { "halves of pairs that are no pair",
      CELLS("0204 .0 .0 .0 .1 ,1 .0xdc00\n0204 .0 .1 .0 .2 ,1 .0xd840 \"a\"\n"
            "0204 .0 .2 .0 .3 ,1 .0xdc00 .0xd840 .0xdc00\n"
            "0204 .0 .3 .0 .4 ,1 .0xd840 \"a\" .0xd840 \"a\"\n"
            "0204 .0 .4 .0 .1 ,1 .0xffff\n"),
      "S visible\nE1 s \xef\xbf\xbf\nA1 char-invalid\nB1 char-invalid\n"
      "C1 char-invalid\nD1 char-invalid\n" },
    { "half a character before the next record",
      BOOK(SST(".2 ,1 \"a\" ,0x81") "003c ,1 ,0x82\n", ""), WRONG },
    { "a list of texts that is cut off", BOOK(SST(".9 ,0 'abc'"), ""), WRONG },
    { "fonts in a text and what is spoken, over two records",
      BOOK(SST(".3 ,12 .2 :4 'abc' .0 .0") "003c .1 .0 'yuyu' .1 ,0 'd'\n",
           "00fd .0 .0 .0 :0\n00fd .0 .1 .0 :1\n"),
      "S visible\nA1 s abc\nB1 s d\n" },
    { "a text of which a part is raised, and one that its cell's font strikes",
      BOOK("0031 .200 .0 .0 .400 .0\n0031 .200 .8 .0 .400 .0\n"
           "0031 .200 .0 .0 .400 .1\n00e0 .0 .0\n00e0 .1 .0\n" SST(
               ".3 ,8 .1 'm23' .2 .2 .1 ,0 'x'"),
           "00fd .0 .0 .0 :0\n00fd .0 .1 .1 :1\n00fd .0 .2 .0 :1\n"),
      "S visible\nA1 s^ m23\nB1 s^ x\nC1 s x\n" },
    { "numbers that their cell's font strikes out",
      BOOK("0031 .200 .8 .0 .400 .0\n0031 .200 .0 .0 .400 .0\n"
           "00e0 .0 .0\n00e0 .1 .0\n",
           "0203 .0 .0 .0 #7\n027e .0 .1 .0 :6\n00bd .0 .2 .0 :6 .1 :6 .3\n"
           "0203 .0 .4 .1 #7\n"),
      "S visible\nA1 n^ 7\nB1 n^ 1\nC1 n^ 1\nD1 n 1\nE1 n 7\n" },
    { "truth values and errors",
      CELLS("0205 .0 .0 .0 ,1 ,0\n0205 .0 .1 .0 ,7 ,1\n0205 .0 .2 .0 ,42 ,1\n"
            "0205 .0 .3 .0 ,99 ,1\n"),
      "S visible\nA1 b 1\nB1 e #DIV/0!\nC1 e #N/A\nD1 type-invalid\n" },
    { "results of formulas",
      CELLS("0006 .0 .0 .0 #1.5 .0 :0\n"
            "0006 .0 .1 .0 ,0 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0\n0207 .2 ,0 'ab'\n"
            "0006 .0 .2 .0 ,1 ,0 ,1 ,0 ,0 ,0 .0xffff .0 :0\n"
            "0006 .0 .3 .0 ,2 ,0 ,7 ,0 ,0 ,0 .0xffff .0 :0\n"
            "0006 .0 .4 .0 ,3 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0\n"
            "0406 .0 .5 .0 #2 .0 :0\n"),
      "S visible\nA1 n+ 1.5\nB1 s+ ab\nC1 b+ 1\nD1 e+ #DIV/0!\nF1 n+ 2\n" },
    { "formulas that no program calculated: what adds makes no empty text",
      CELLS(
          "0006 .0 .0 .0 ,3 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0 .11 ,0x44 ,0x0 ,0x0 ,0x0 ,0xc0 ,0x44 ,0x0 ,0x0 ,0x0 ,0xc0 ,0x3\n"
          "0006 .0 .1 .0 ,3 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0 .12 ,0x44 ,0x0 ,0x0 ,0x0 ,0xc0 ,0x44 ,0x0 ,0x0 ,0x0 ,0xc0 ,0x4 ,0x15\n"
          "0006 .0 .2 .0 ,3 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0 .13 ,0x25 ,0x0 ,0x0 ,0x1 ,0x0 ,0x0 ,0xc0 ,0x0 ,0xc0 ,0x19 ,0x10 ,0x0 ,0x0\n"
          "0006 .0 .3 .0 ,3 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0 .13 ,0x25 ,0x0 ,0x0 ,0x1 ,0x0 ,0x0 ,0xc0 ,0x0 ,0xc0 ,0x42 ,0x1 ,0x4 ,0x0\n"
          "0006 .0 .4 .0 ,3 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0 .5 ,0x44 ,0x0 ,0x0 ,0x0 ,0xc0\n"
          "0006 .0 .5 .0 ,3 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0 .12 ,0x44 ,0x0 ,0x0 ,0x0 ,0xc0 ,0x17 ,0x0 ,0x0 ,0x42 ,0x2 ,0x1 ,0x0\n"
          "0006 .0 .6 .0 ,3 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0 .3 ,0x1e ,0x9 ,0x3\n"
          "0006 .0 .7 .0 ,3 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0 .11 ,0x44 ,0x0 ,0x0 ,0x0 ,0xc0 ,0x44 ,0x0 ,0x0 ,0x0 ,0xc0 ,0x8\n"
          "0006 .0 .8 .0 ,3 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0 .1 ,0x15\n"),
      "S visible\nA1 s? \nB1 s? \nC1 s? \nD1 s? \n" },
    { "a formula whose text does not come",
      CELLS("0006 .0 .0 .0 ,0 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0\n"
            "0203 .0 .1 .0 #1\n"),
      SHEET_WRONG },
    { "number formats: built in, the workbook's own, a date",
      BOOK("041e .164 .6 ,0 '0.00_)'\n041e .165 .10 ,0 'yyyy-mm-dd'\n"
           "00e0 .0 .0\n00e0 .0 .10\n00e0 .0 .164\n00e0 .0 .165\n",
           "0203 .0 .0 .0 #1\n0203 .0 .1 .1 #0.5\n0203 .0 .2 .2 #2\n"
           "0203 .0 .3 .3 #38352\n0203 .0 .4 .99 #3\n"),
      "S visible\nA1 n 1\nB1 n 0.5 0.00%\nC1 n 2 0.00_)\n"
      "D1 d 38352 yyyy-mm-dd\nE1 n 3\n" },
    { "days from 1904", BOOK("0022 .1\n", ""), "1904\nS visible\n" },
    { "merged cells and rows that are not shown",
      CELLS("0208 .1 .0 .9 .0 .0 .0 .0x20 .0\n0203 .0 .0 .0 #1\n"
            "0203 .1 .0 .0 #2\n00e5 .2 .0 .0 .0 .3 .2 .4 .1 .1\n"),
      "S visible\nA1 n 1\nA2 n 2\nA1:D1\nB3:B5\nhidden 2\n" },
    { "a list of merged cells shorter than it says",
      CELLS("00e5 .3 .0 .0 .0 .3\n"), SHEET_WRONG },
    { "a merged range that ends before it begins",
      CELLS("00e5 .1 .5 .0 .0 .3\n"), SHEET_WRONG },
    { "a column behind the last one",
      CELLS("0203 .0 .256 .0 #1\n0203 .1 .0 .0 #2\n"),
      "S visible\nA2 n 2\nXFD1 ref-invalid\n" },
    { "no finite number",
      CELLS("0203 .0 .0 .0 #inf\n0203 .0 .1 .0 #nan\n0203 .1 .0 .0 #2\n"),
      "S visible\nA2 n 2\nA1 num-invalid\nB1 num-invalid\n" },
    { "no finite number in 32 bits, alone and beside others",
      CELLS("027e .0 .0 .0 :0xfff00000\n00bd .1 .0 .0 :0x7ff80001 .0 :6 .1\n"),
      "S visible\nB2 n 1\nA1 num-invalid\nA2 num-invalid\n" },
    { "a cell twice", CELLS("0203 .0 .0 .0 #1\n0203 .0 .0 .0 #2\n"),
      "S visible\nA1 n 2\nA1 ref-invalid\n" },
    { "a record too short for its cell", CELLS("0203 .0 .0 .0\n"),
      SHEET_WRONG },
    { "a chart in the sheet, and one in that",
      CELLS("0809 .0x0600 .0x20\n0203 .0 .0 .0 #9\n0809 .0x0600 .0x20\n000a\n"
            "000a\n0203 .0 .1 .0 #1\n"),
      "S visible\nB1 n 1\n" },
    { "a sheet that does not end",
      "0809 .0x0600 .5\n0085 @1 ,0 ,0 ,1 ,0 'S'\n000a\n0809 .0x0600 .0x10\n"
      "0203 .0 .0 .0 #1\n",
      SHEET_WRONG },
    { "sheets that are hidden, of charts, of macros",
      "0809 .0x0600 .5\n0085 @1 ,1 ,0 ,1 ,0 'H'\n0085 @2 ,2 ,0 ,1 ,0 'V'\n"
      "0085 @3 ,0 ,2 ,1 ,0 'C'\n0085 @4 ,0 ,1 ,1 ,0 'M'\n000a\n"
      "0809 .0x0600 .0x10\n000a\n0809 .0x0600 .0x10\n0203 .0 .0 .0 #2\n000a\n"
      "0809 .0x0600 .0x20\n000a\n0809 .0x0600 .0x40\n000a\n",
      "H hidden\nV veryHidden\nA1 n 2\nM visible\n" },
    { "two sheets of one name",
      "0809 .0x0600 .5\n0085 @1 ,0 ,0 ,1 ,0 'S'\n0085 @2 ,0 ,0 ,1 ,0 'S'\n"
      "000a\n0809 .0x0600 .0x10\n000a\n0809 .0x0600 .0x10\n000a\n",
      "name-unsafe\n" },
    { "two sheets in one place",
      "0809 .0x0600 .5\n0085 @1 ,0 ,0 ,1 ,0 'S'\n0085 @1 ,0 ,0 ,1 ,0 'T'\n"
      "000a\n0809 .0x0600 .0x10\n000a\n",
      WRONG },
    { "a sheet outside of the stream",
      "0809 .0x0600 .5\n0085 :99999 ,0 ,0 ,1 ,0 'S'\n000a\n", SHEET_WRONG },
    { "a sheet that is the globals",
      "0809 .0x0600 .5\n0085 :0 ,0 ,0 ,1 ,0 'S'\n000a\n", SHEET_WRONG },
    { "no sheet", "0809 .0x0600 .5\n000a\n", "old-xls\n" },
    { "a workbook that is encrypted", "0809 .0x0600 .5\n002f .1 .1\n000a\n",
      "encrypted\n" },
    { "a version that is not known", "0809 .0x0700 .5\n000a\n", WRONG },
    { "macros", BOOK("00d3\n", ""), "S visible\nbook-macros\n" },
    { "records too short for what they hold", CELLS("0204 .0 .0 .0\n"),
      SHEET_WRONG },
    { "a shared text's record too short", CELLS("00fd .0 .0 .0 .1\n"),
      SHEET_WRONG },
    { "a truth value's record too short", CELLS("0205 .0 .0 .0\n"),
      SHEET_WRONG },
    { "a formula's record too short", CELLS("0006 .0 .0 .0 :0\n"),
      SHEET_WRONG },
    { "a text's record ends before its length",
      CELLS("0204 .0 .0 .0 ,1 ,2\n"
            "00d6 .0 .0 .0 ,1\n"),
      SHEET_WRONG },
    { "cells of each kind behind the last column",
      CELLS("0204 .0 .256 .0 .1 ,0 'a'\n00fd .0 .300 .0 :0\n"
            "0205 .0 .256 .0 ,1 ,0\n027e .0 .256 .0 :6\n"
            "0006 .0 .256 .0 #1 .0 :0 .0\n0203 .1 .0 .0 #2\n"),
      "S visible\nA2 n 2\nXFD1 ref-invalid\nXFD1 ref-invalid\n"
      "XFD1 ref-invalid\nXFD1 ref-invalid\nXFD1 ref-invalid\n" },
    { "numbers beside each other behind the last column",
      CELLS("00bd .1 .255 .0 :6 .0 :0xa .256\n"), SHEET_WRONG },
    { "a formula's text that is cut off, and one that nobody waits for",
      CELLS("0207 .1 ,0 'a'\n"
            "0006 .0 .1 .0 ,0 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0\n0207 .9 ,0 'ab'\n"),
      SHEET_WRONG },
    { "a formula whose text does not come before the end",
      CELLS("0006 .0 .0 .0 ,0 ,0 ,0 ,0 ,0 ,0 .0xffff .0 :0\n"), SHEET_WRONG },
    { "a merged range behind the last column", CELLS("00e5 .1 .0 .1 .0 .256\n"),
      SHEET_WRONG },
    { "a merged range whose columns are turned round",
      CELLS("00e5 .1 .0 .1 .5 .2\n"), SHEET_WRONG },
    { "charts in charts without end",
      CELLS("0809 .0x0600 .0x20\n0809 .0x0600 .0x20\n0809 .0x0600 .0x20\n"
            "0809 .0x0600 .0x20\n0809 .0x0600 .0x20\n0809 .0x0600 .0x20\n"
            "0809 .0x0600 .0x20\n0809 .0x0600 .0x20\n0809 .0x0600 .0x20\n"
            "0809 .0x0600 .0x20\n0809 .0x0600 .0x20\n0809 .0x0600 .0x20\n"
            "0809 .0x0600 .0x20\n0809 .0x0600 .0x20\n0809 .0x0600 .0x20\n"
            "0809 .0x0600 .0x20\n"),
      SHEET_WRONG },
    { "a sheet that ends within a chart",
      "0809 .0x0600 .5\n0085 @1 ,0 ,0 ,1 ,0 'S'\n000a\n0809 .0x0600 .0x10\n"
      "0809 .0x0600 .0x20\n",
      SHEET_WRONG },
    { "a name of a sheet that is cut off",
      "0809 .0x0600 .5\n0085 @1 ,0 ,0 ,9 ,0 'S'\n000a\n", WRONG },
    { "a sheet without a name", "0809 .0x0600 .5\n0085 @1 ,0 ,0\n000a\n",
      WRONG },
    { "a name of a sheet that is no text",
      "0809 .0x0600 .5\n0085 @1 ,0 ,0 ,1 ,1 .0xd800\n000a\n",
      "char-invalid\n" },
    { "number formats: cut off, no text, twice",
      BOOK("041e .164 .9 ,0 '0'\n041e .165 .1 ,1 .0xd800\n041e .166 .1 ,0 '0'\n"
           "041e .166 .3 ,0 '0.0'\n00e0 .0 .164\n00e0 .0 .165\n00e0 .0 .166\n",
           "0203 .0 .0 .0 #1\n0203 .0 .1 .1 #2\n0203 .0 .2 .2 #3\n"),
      "S visible\nA1 n 1\nB1 n 2\nC1 n 3 0.0\nref-style\n" },
    { "something behind the last of the shared texts",
      BOOK("00fc :1 :1 .3 ,0 'abc' .9 ,0\n", "00fd .0 .0 .0 :0\n"),
      "S visible\nA1 s abc\n" },
    { "globals that do not end", "0809 .0x0600 .5\n0042 .1200\n", WRONG },
    { "a workbook that begins as a sheet", "0809 .0x0600 .0x10\n000a\n",
      WRONG },
    { "fonts and speech of a text that are cut off", BOOK(SST(".1 ,8"), ""),
      WRONG },
    { "the length of a text's speech, which is cut off",
      BOOK(SST(".1 ,4 ,1"), ""), WRONG },
    { "speech that is cut off", BOOK(SST(".1 ,4 :9 'a' 'b'"), ""), WRONG },
    /* version 5 */
    { "a text of version 5 longer than its record",
      OLD("936", "0204 .0 .0 .0 .9 'abc'\n"), SHEET_WRONG },
    { "a code page: GBK",
      OLD("936", "0204 .0 .0 .0 .4 ,0xba ,0xcf ,0xbc ,0xc6\n"),
      "S visible\nA1 s 合计\n" },
    { "half a character of a code page",
      OLD("936", "0204 .0 .0 .0 .3 ,0xba ,0xcf ,0xbc\n0203 .0 .1 .0 #1\n"),
      "S visible\nB1 n 1\nA1 char-invalid\n" },
    { "a code page that is not known, and a text that needs none",
      OLD("9999", "0204 .0 .0 .0 .1 ,0xba\n0204 .0 .1 .0 .1 'a'\n"),
      "S visible\nB1 s a\nA1 char-invalid\n" },
    { "a rich text of version 5: runs of bytes behind it",
      "0809 .0x0500 .5\n0031 .200 .0 .0 .400 .0\n0031 .200 .8 .0 .400 .0\n"
      "00e0 .0 .0\n0085 @1 ,0 ,0 ,1 'S'\n000a\n0809 .0x0500 .0x10\n"
      "00d6 .0 .0 .0 .2 'ab' ,1 ,1 ,1\n00d6 .0 .1 .0 .2 'cd' ,0\n000a\n",
      "S visible\nA1 s^ ab\nB1 s cd\n" },
};

static void
run_case(const struct read_case *c)
{
    struct diag_list diags = { .arena = &arena };
    struct text bytes = given_biff(&arena, c->records);
    const struct book *book = xls_read(&arena, "t.xls", bytes, &diags);

    expect_begin(c->name);
    EXPECT_TEXT(c->want, show_book(&arena, book, &diags));
    EXPECT(book || diag_has_errors(&diags));
}

/* ---- containers ---- */

/* Two small sectors, at least. */
#define SMALL CELLS("0203 .0 .0 .0 #1\n0201 .1 .0 .0\n0201 .2 .0 .0\n")

/* A stream of the least size that is not a short one. */
static const char *
long_records(void)
{
    struct text sheet = TEXT_NONE;

    for (int i = 0; i < 300; i++)
        sheet = text_printf(&arena, "%.*s0203 .%d .0 .0 #%d\n", TEXT_ARG(sheet),
                            i, i);
    return arena_printf(&arena,
                        "0809 .0x0600 .5\n0085 @1 ,0 ,0 ,1 ,0 'S'\n"
                        "000a\n0809 .0x0600 .0x10\n%.*s000a\n",
                        TEXT_ARG(sheet));
}

/* What is changed in a container: 4 bytes at 'at', or its length. */
static const struct container_case {
    const char *name, *stream;
    bool is_long;
    size_t at;
    uint32_t value;
    size_t cut; /* bytes that are left; 0: all */
    const char *want;
} containers[] = {
    { "a short stream", "Workbook", false, 0, 0, 0, "S visible\nA1 n 1\n" },
    { "a long stream", "Workbook", true, 0, 0, 0, NULL },
    { "a stream of Excel 95", "Book", false, 0, 0, 0, "S visible\nA1 n 1\n" },
    { "a name in small letters", "workbook", false, 0, 0, 0,
      "S visible\nA1 n 1\n" },
    { "no workbook", "Powerpoint", false, 0, 0, 0, "old-xls\n" },
    { "cut off in its header", "Workbook", false, 0, 0, 300, "ole-invalid\n" },
    { "cut off in the middle", "Workbook", true, 0, 0, 2600, "ole-invalid\n" },
    { "cut off behind its last byte", "Workbook", false, 0, 0, 2200,
      "S visible\nA1 n 1\n" },
    { "sectors of 2^31 bytes", "Workbook", false, 30, 0x0006001f, 0,
      "ole-invalid\n" },
    { "small sectors of one byte", "Workbook", false, 32, 0, 0,
      "ole-invalid\n" },
    { "a chain that comes back", "Workbook", true, 512 + 4 * 4, 2, 0,
      "ole-invalid\n" },
    { "a chain that leads out of the file", "Workbook", true, 512 + 4 * 4,
      0xffffff, 0, "ole-invalid\n" },
    { "a chain that runs into a free sector", "Workbook", true, 512 + 4 * 4,
      0xffffffff, 0, "ole-invalid\n" },
    { "a chain shorter than its stream", "Workbook", true, 512 + 4 * 4,
      0xfffffffe, 0, "ole-invalid\n" },
    { "a directory without end", "Workbook", true, 512 + 4, 1, 0,
      "ole-invalid\n" },
    { "a stream of 4 GB", "Workbook", true, 1024 + 128 + 120, 0xffffffff, 0,
      "ole-invalid\n" },
    { "a sibling that is the entry itself", "Workbook", true, 1024 + 128 + 68,
      1, 0, NULL },
    { "4,294,967,295 sectors of chains", "Workbook", true, 44, 0xffffffff, 0,
      NULL },
    { "a list of chains' sectors that names itself", "Workbook", true, 68, 0, 0,
      NULL },
    { "sectors of 64 bytes", "Workbook", false, 30, 0x00060006, 0,
      "ole-invalid\n" },
    { "sectors of 128 bytes, which these are not", "Workbook", false, 30,
      0x00060007, 0, "ole-invalid\n" },
    { "sectors of 4096 bytes, which these are not", "Workbook", false, 30,
      0x0006000c, 0, "ole-invalid\n" },
    { "lengths of 64 bits", "Workbook", false, 24, 0x0004003e, 0,
      "S visible\nA1 n 1\n" },
    { "no sector of chains", "Workbook", true, 76, 0xffffffff, 0,
      "ole-invalid\n" },
    { "an entry whose name is longer than there is room", "Workbook", false,
      1024 + 128 + 64, 0x0102ffff, 0, "old-xls\n" },
    { "a directory that is a stream", "Workbook", false, 1024 + 64, 0x01020000,
      0, "ole-invalid\n" },
    { "an empty stream", "Workbook", false, 1024 + 128 + 120, 0, 0,
      "biff-invalid\n" },
    { "a small chain that comes back", "Workbook", false, 512 + 1024, 0, 0,
      "ole-invalid\n" },
    { "a small sector outside of the small stream", "Workbook", false,
      1024 + 128 + 116, 999, 0, "ole-invalid\n" },
};

static void
run_container(const struct container_case *c)
{
    struct diag_list diags = { .arena = &arena };
    struct text stream
        = given_biff(&arena, c->is_long ? long_records() : SMALL);
    struct text bytes = given_ole(&arena, c->stream, stream);
    char *at = arena_copy(&arena, bytes.at, bytes.n);
    const struct book *book;

    for (int i = 0; c->at > 0 && i < 4; i++)
        at[c->at + (size_t)i] = (char)(c->value >> 8 * i & 0xff);
    bytes = (struct text){ at, c->cut ? c->cut : bytes.n };
    expect_begin(c->name);
    EXPECT(xls_read_is(bytes));
    book = xls_read(&arena, "t.xls", bytes, &diags);
    if (c->want)
        EXPECT_TEXT(c->want, show_book(&arena, book, &diags));
    else if (EXPECT(book && diags.n == 0))
        EXPECT_INT(300, book->sheets[0].n_cells);
}

/* Sectors of a stream that lie in no order are joined. */
static void
test_order(void)
{
    struct diag_list diags = { .arena = &arena };
    struct text bytes
        = given_ole(&arena, "Workbook", given_biff(&arena, long_records()));
    char *at = arena_copy(&arena, bytes.at, bytes.n), sector[512];
    const struct book *book;

    expect_begin("sectors in another order");
    /* 2 -> 3 -> 4 -> 5 becomes 2 -> 4 -> 3 -> 5. */
    memcpy(sector, at + 4 * 512, 512);
    memcpy(at + 4 * 512, at + 5 * 512, 512);
    memcpy(at + 5 * 512, sector, 512);
    at[512 + 4 * 2] = 4;
    at[512 + 4 * 4] = 3;
    at[512 + 4 * 3] = 5;
    book = xls_read(&arena, "t.xls", (struct text){ at, bytes.n }, &diags);
    if (EXPECT(book && diags.n == 0)) {
        EXPECT_INT(300, book->sheets[0].n_cells);
        EXPECT_BYTES("299", book->sheets[0].cells[299].text);
    }
}

#define SMALLEST 128        /* bytes of a sector */
#define EACH (SMALLEST / 4) /* sectors of which one has the chains */
#define TABLES 150          /* sectors of chains: the header names 109 */
#define STREAM 4500         /* where the stream begins, far behind */

static void
put_32(char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(value >> 8 * i & 0xff);
}

/*
 * A workbook whose chains need more sectors than the header can name: those
 * come first, then two that list the rest of them, the directory, and the
 * stream.  The first list says that it goes on at 'next'.
 */
static const struct book *
read_large(uint32_t next, struct diag_list *diags)
{
    struct text one
        = given_ole(&arena, "Workbook", given_biff(&arena, long_records()));
    uint32_t n_stream = (uint32_t)(one.n - 1536) / SMALLEST;
    uint32_t directory = TABLES + 2, all = STREAM + n_stream;
    char *to = arena_alloc(&arena, 512 + all * SMALLEST), *at = to + 512;

    memset(at, 0, all * SMALLEST);
    memcpy(to, one.at, 512);
    put_32(to + 30, 0x00060007);
    put_32(to + 48, directory);
    put_32(to + 68, TABLES);
    for (uint32_t i = 0; i < 109; i++)
        put_32(to + 76 + i * 4, i);
    for (uint32_t i = 0; 109 + i < TABLES; i++)
        put_32(at + (size_t)TABLES * SMALLEST + (i + i / (EACH - 1)) * 4,
               109 + i);
    put_32(at + (TABLES + 1) * SMALLEST - 4, next);
    for (uint32_t i = directory; i < all; i++)
        put_32(at + i * 4,
               i == directory + 3 || i + 1 == all ? 0xfffffffe : i + 1);
    memcpy(at + directory * SMALLEST, one.at + 1024, 512);
    put_32(at + directory * SMALLEST + 128 + 116, STREAM);
    memcpy(at + STREAM * SMALLEST, one.at + 1536, n_stream * SMALLEST);
    return xls_read(&arena, "t.xls", (struct text){ to, 512 + all * SMALLEST },
                    diags);
}

static void
test_large(void)
{
    struct diag_list diags = { .arena = &arena };
    const struct book *book;

    expect_begin("more sectors of chains than the header names");
    book = read_large(TABLES + 1, &diags);
    if (EXPECT(book && diags.n == 0))
        EXPECT_INT(300, book->sheets[0].n_cells);
    expect_begin("a list of them that leads back to itself");
    EXPECT_TEXT("ole-invalid\n",
                show_book(&arena, read_large(TABLES, &diags), &diags));
}

/* Whatever a workbook is cut to, it is refused, or what it lacks is padding. */
static void
test_cuts(void)
{
    struct text bytes
        = given_ole(&arena, "Workbook",
                    given_biff(&arena, CELLS("0203 .0 .0 .0 #1\n"
                                             "0204 .1 .0 .0 .1 ,0 'a'\n")));
    int read = 0;

    expect_begin("a workbook cut to each of its lengths");
    for (size_t n = 0; n < bytes.n; n++) {
        struct diag_list diags = { .arena = &arena };
        const struct book *book = xls_read(
            &arena, "t", (struct text){ arena_copy(&arena, bytes.at, n), n },
            &diags);

        read += book != NULL;
        if (!(book ? book->sheets[0].n_cells == 2 : diag_has_errors(&diags)))
            EXPECT_INT(-1, n);
    }
    EXPECT(read > 0);
}

int
main(void)
{
    for (int i = 0; i < ARRAY_LEN(cases); i++)
        run_case(&cases[i]);
    for (int i = 0; i < ARRAY_LEN(containers); i++)
        run_container(&containers[i]);
    test_order();
    test_large();
    test_cuts();
    arena_release(&arena);
    return expect_finish();
}
