/*
 * html_page: what the pages of check and summary have in common: a head with a
 * style, and elements. A page needs nothing but itself and is XML as well.
 */
#ifndef CLI_HTML_PAGE_H
#define CLI_HTML_PAGE_H

#include "core/bytes.h"

/* Up to the heading, which is the title; `style` is the page's own, behind what
   all have. html_end() ends it. */
void html_page_begin(struct bytes *out, const char *title, const char *style);

/* <tag class="class">text</tag>; class NULL: none. */
void html_element(struct bytes *out, const char *tag, const char *class,
		  const char *text);
/* A file's name. */
void html_path(struct bytes *out, const char *path);
/* A cell with a number; 0 is left blank. */
void html_count_cell(struct bytes *out, size_t n);

#endif
