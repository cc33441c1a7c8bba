/*
 * version.h - the version, for `juesuan --version` and the Makefile.
 *
 * Memory   None.
 */
#ifndef TOOL_VERSION_H
#define TOOL_VERSION_H

#define VERSION "0.1.0"

#endif
