/*
 * html_sheet: the head and the style of a page for printing on A4, which needs
 * nothing but itself. What comes out is also XML.
 */
#ifndef CORE_HTML_SHEET_H
#define CORE_HTML_SHEET_H

#include "core/bytes.h"

/* From the title, which the caller has added behind html_begin(), to the body's
   first element. `style`: what is this page's own. */
void html_sheet_body(struct bytes *out, const char *style);

#endif
