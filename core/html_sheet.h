/*
 * html_sheet: the head and the style of a page for printing on A4, which needs
 * nothing but itself. What comes out is also XML.
 */
#ifndef CORE_HTML_SHEET_H
#define CORE_HTML_SHEET_H

#include "core/bytes.h"

/* Up to the title, which the caller adds; `language` is that of the page: zh-CN. */
void html_sheet_begin(struct bytes *out, const char *language);
/* From there to the body's first element. `style`: what is this page's own. */
void html_sheet_body(struct bytes *out, const char *style);
void html_sheet_end(struct bytes *out);

#endif
