/*
 * ending.h - a run that is ended from outside leaves nothing behind.
 *
 * INT, TERM and HUP end the program where it stands.  What is not its result
 * (a file under its temporary name, a folder that is not whole) is told here
 * while it is there, and goes first; so do processes that were made, which
 * clear away what is theirs.
 *
 * Memory   Names are not copied: they live until they are dropped.
 * Errors   None.  What finds no room here is left behind, no more.
 */
#ifndef BASE_ENDING_H
#define BASE_ENDING_H

#include <signal.h>
#include <sys/types.h>

/* Signals that are ignored (nohup) stay so. */
void ending_begin(void);

/* A file, or a folder with all that is in it; nothing yet is well, too. */
void ending_add(const char *path);
void ending_drop(const char *path);
void ending_add_child(pid_t child);
void ending_drop_child(pid_t child);
/* In a new process: what there was is the parent's. */
void ending_forget(void);

/* No end comes in between. */
void ending_hold(sigset_t *was);
void ending_release(const sigset_t *was);

#endif
