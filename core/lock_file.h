/* lock_file: what a lock says, as text: the first line tells that it is one,
   the others are NAME: VALUE. */
#ifndef CORE_LOCK_FILE_H
#define CORE_LOCK_FILE_H

#include <stdbool.h>
#include "core/bytes.h"
#include "core/lock.h"

enum { LOCK_FILE_BYTES = 4096 }; /* the longest that is read */

void lock_file_print(struct bytes *out, const struct lock_holder *);
/* False if it is none. What is unknown in it is passed over; an empty one has
   not been written yet. */
bool lock_file_parse(const char *s, size_t n, struct lock_holder *);

#endif
