/*
 * html: a page, and texts inside it. What comes out is also XML.
 */
#ifndef CORE_HTML_H
#define CORE_HTML_H

#include "core/bytes.h"

/* A page up to its title, which the caller adds and ends; `language` is that of
   the page: zh-CN. */
void html_begin(struct bytes *out, const char *language);
/* Behind all that stands in the body. */
void html_end(struct bytes *out);

/* Adds what was made safe to show already. */
void html_escape(struct bytes *out, const char *shown);
/* Adds any text as text_show() shows it. */
void html_text(struct bytes *out, const char *text);
/* The same, where line breaks break lines. */
void html_lines(struct bytes *out, const char *text);

/*
 * core/html_sheet.c: the head and the style of a page for printing on A4, which
 * needs nothing but itself. What comes out is also XML.
 */

/* From the title, which the caller has added behind html_begin(), to the body's
   first element. `style`: what is this page's own. */
void html_sheet_body(struct bytes *out, const char *style);

#endif
