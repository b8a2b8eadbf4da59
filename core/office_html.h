/*
 * office_html: the tables of a web page: one that a system calls .xls, or that
 * a browser or Excel has saved.
 */
#ifndef CORE_OFFICE_HTML_H
#define CORE_OFFICE_HTML_H

#include "core/office_file.h"

/* UTF-8. Failures as office_read(). */
bool html_read(struct office_file *, const struct bytes *page,
	       struct office_tables *);

#endif
