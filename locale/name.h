/*
 * name: file names, and other texts of a command line, as people see them. A
 * name is bytes in the charset of the user's locale; shown, it is UTF-8 that
 * has gone through text_show(). cli/print converts it back, so a name it prints
 * can be used again.
 */
#ifndef LOCALE_NAME_H
#define LOCALE_NAME_H

#include "core/bytes.h"

/* The charset that names come in; NULL: UTF-8. */
void name_init(const char *charset);
void name_release(void);
/* Adds the name in UTF-8. What isn't in the charset is taken for UTF-8. */
void name_utf8(struct bytes *out, const char *name);
/* The same as text_show() shows it. */
void name_show(struct bytes *out, const char *name, int w_cols);

#endif
