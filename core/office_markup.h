/*
 * office_markup: the elements and texts of a web page, one after the other, as
 * a browser understands them: ends that are missing are there, references are
 * characters. The only file with <libxml/…>.
 */
#ifndef CORE_OFFICE_MARKUP_H
#define CORE_OFFICE_MARKUP_H

#include "core/office_xml.h"

/* UTF-8, whatever the page itself says. Names are lower case, and keep their
   prefix. FAILURE_OFFICE_TOO_BIG (too deep), _LIBRARY. */
bool office_markup_read(struct office_file *, const struct bytes *page,
			const struct xml_events *, void *ctx);
void office_markup_version(struct bytes *out);

#endif
