/*
 * office_xml: the elements and texts of a part, one after the other. The only
 * file with <expat.h>.
 *
 * Names come without their prefix: x:row and row are the same to a form.
 */
#ifndef CORE_OFFICE_XML_H
#define CORE_OFFICE_XML_H

#include "core/bytes.h"
#include "core/office_file.h"

struct xml_events { /* NULL: of no concern, but for the first */
	/* attributes: name, value, …, NULL */
	void (*start)(void *ctx, const char *name, const char **attributes);
	void (*end)(void *ctx, const char *name);
	void (*text)(void *ctx, const char *s, size_t n);
	/* Nothing is told of an element for which it is true, nor of what is in
	   that. */
	bool (*skips)(void *ctx, const char *name, const char **attributes);
};

/* FAILURE_OFFICE_BROKEN, _DOCTYPE, _TOO_BIG (too deep), _LIBRARY. */
bool office_xml_read(struct office_file *, const struct bytes *xml,
		     const struct xml_events *, void *ctx);

/* For who reads elements in another way: tells of them. */
struct xml_told {
	const struct xml_events *events;
	void *ctx;
	int n_skipped; /* elements that are open within one that is skipped,
			  itself one */
};
void xml_tell_start(struct xml_told *, const char *name,
		    const char **attributes);
void xml_tell_end(struct xml_told *, const char *name);
void xml_tell_text(struct xml_told *, const char *s, size_t n);

/* An attribute's value, or NULL; the name without prefix. */
const char *xml_attribute(const char **attributes, const char *name);
/* The same as a number, or `otherwise`. */
unsigned xml_number(const char **attributes, const char *name,
		    unsigned otherwise);
/* Is an element one of these? NULL ends them. */
bool xml_is_one_of(const char *name, const char *const *names);
void office_xml_version(struct bytes *out);

/*
 * core/office_markup.c: the elements and texts of a web page, one after the
 * other, as a browser understands them: ends that are missing are there,
 * references are characters. The only file with <libxml/…>.
 */

/* UTF-8, whatever the page itself says. Names are lower case, and keep their
   prefix. FAILURE_OFFICE_TOO_BIG (too deep), _LIBRARY. */
bool office_markup_read(struct office_file *, const struct bytes *page,
			const struct xml_events *, void *ctx);
void office_markup_version(struct bytes *out);

#endif
