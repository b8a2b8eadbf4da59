/*
 * store_fd: bytes in and out of an open file, whole or not at all: whatever
 * interrupts, whatever the system does in parts. All give 0 or an errno.
 *
 * A failed fsync is never tried again: the system may have thrown away what it
 * couldn't write, and would then say that all is well.
 */
#ifndef CORE_STORE_FD_H
#define CORE_STORE_FD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* From the file's beginning on. */
int fd_write(int fd, const char *data, size_t n);
/* From where it stands, behind what was written so. */
int fd_write_on(int fd, const char *data, size_t n);
int fd_sync(int fd);
/* Reads the file again, from the disk if the system lets go of its copy;
   EBADMSG: it is not these bytes and nothing behind. */
int fd_verify(int fd, const char *data, size_t n);
/* Is the file these bytes? A file that can't be read is not. */
bool fd_holds(int fd, const char *data, size_t n);
/* From the beginning on, as many as there are, at most `limit`; *n even where
   there is an errno: so many came before it. */
int fd_read_up_to(int fd, char *to, size_t limit, size_t *n);
/* Exactly n bytes; EBADMSG if there are fewer. */
int fd_read(int fd, char *to, size_t n);
/* Is it the file of this name? ENOENT: another is, or none. */
int fd_has_name(int fd, int folder, const char *name);

#endif
