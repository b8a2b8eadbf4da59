/*
 * office_html: the tables of a web page: one that a system calls .xls, or that
 * a browser or Excel has saved.
 */
#ifndef CORE_OFFICE_HTML_H
#define CORE_OFFICE_HTML_H

#include "core/office_file.h"

/* Does it begin as one? Blanks and a byte order mark may come before. */
bool html_is(const char *data, size_t n);
/* Failures as office_read(). */
bool html_read(struct office_file *, struct office_tables *);

#endif
