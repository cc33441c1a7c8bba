/*
 * version.h - the version, said here and nowhere else.
 *
 * The Makefile reads this line for manual pages, juesuan.pc and packages.
 *
 * Memory   None.
 */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#define VERSION "0.1.0"

#endif
