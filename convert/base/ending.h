/*
 * ending.h - a run that is ended from outside leaves nothing behind.
 *
 * INT, TERM and HUP end the program at once.  What is not its result (a file
 * under its temporary name, a folder that is not whole) is registered here
 * while it exists, and is removed first; child processes are ended first, too,
 * and remove what is theirs.
 *
 * Memory   Names are not copied: they must live until they are dropped.  The
 *          tables are static, since a signal handler finds nothing else.
 * Errors   None.  What finds no room in the tables is left behind, no more.
 */
#ifndef BASE_ENDING_H
#define BASE_ENDING_H

#include <signal.h>
#include <sys/types.h>

/* Signals that are ignored (nohup) stay so. */
void ending_begin(void);

/* A file, or a folder with all that is in it; it need not exist yet. */
void ending_add(const char *path);
void ending_drop(const char *path);
void ending_add_child(pid_t child);
void ending_drop_child(pid_t child);
/* In a new process: everything registered so far is the parent's. */
void ending_forget(void);

/* No signal ends the program between the two. */
void ending_hold(sigset_t *was);
void ending_release(const sigset_t *was);

#endif
