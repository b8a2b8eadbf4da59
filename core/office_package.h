/*
 * office_package: files that hold files: a zip file in memory.
 * core/office_package.c is the only file with <zip.h>.
 */
#ifndef CORE_OFFICE_PACKAGE_H
#define CORE_OFFICE_PACKAGE_H

#include "core/bytes.h"
#include "core/office_file.h"

struct office_package;
/* NULL with the failure; the file must outlive it. */
struct office_package *office_package_open(struct office_file *);
void office_package_close(struct office_package *);
bool office_package_has(const struct office_package *, const char *name);
/* What it says that a part unpacks to: 0 if it says nothing. */
size_t office_package_size(const struct office_package *, const char *name);
/* Adds a part's bytes. FAILURE_OFFICE_BROKEN, also if it isn't there, _LOCKED,
   and _TOO_BIG before more is unpacked than may be. */
bool office_package_read(struct office_package *, const char *name,
			 struct bytes *out);
void office_package_version(struct bytes *out);

/*
 * core/office_compound.c: the streams of a compound file (MS-CFB), which holds
 * what Office wrote before 2007, what WPS writes for itself, and encrypted
 * files.
 */

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
