/*
 * office_compound: the streams of a compound file (MS-CFB), which holds what
 * Office wrote before 2007, what WPS writes for itself, and encrypted files.
 */
#ifndef CORE_OFFICE_COMPOUND_H
#define CORE_OFFICE_COMPOUND_H

#include "core/bytes.h"
#include "core/office_file.h"

struct compound;
/* NULL with FAILURE_OFFICE_BROKEN; the file must outlive it. */
struct compound *compound_open(struct office_file *);
void compound_close(struct compound *);
/* In the root folder: others are those of files in the file. Names are ASCII,
   in whatever case. */
bool compound_has(const struct compound *, const char *name);
/* Adds a stream's bytes. FAILURE_OFFICE_BROKEN, also if it isn't there, and
   _TOO_BIG. */
bool compound_read(struct compound *, const char *name, struct bytes *out);

#endif
