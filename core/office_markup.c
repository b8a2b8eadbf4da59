#include <config.h>
#include "core/office_xml.h"

#include <libxml/HTMLparser.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "core/library.h"
#include "core/memory.h"
#include "core/text.h"

/* What is used of the library, under its own names. */
#define FUNCTIONS(X)          \
	X(xmlMemSetup)        \
	X(xmlInitParser)      \
	X(htmlNewParserCtxt)  \
	X(htmlCtxtReadMemory) \
	X(htmlFreeParserCtxt) \
	X(xmlStopParser)
LIBRARY(FUNCTIONS, LIBXML_FILE)

/* Elements in each other. What nobody closes, as <font> often isn't, goes on
   until the end. */
enum { DEPTH = 4096 };

struct reader {
	htmlParserCtxtPtr parser;
	struct xml_told told;
	int depth;
	bool is_too_deep;
};

static void start(void *data, const xmlChar *name, const xmlChar **attributes)
{
	static const char *none[] = { NULL };
	struct reader *r = data;

	if (++r->depth > DEPTH && !r->is_too_deep) {
		r->is_too_deep = true;
		lib.xmlStopParser(r->parser);
	}
	if (!r->is_too_deep)
		xml_tell_start(&r->told, (const char *)name,
			       attributes ? (const char **)attributes : none);
}

static void end(void *data, const xmlChar *name)
{
	struct reader *r = data;

	r->depth--;
	if (!r->is_too_deep)
		xml_tell_end(&r->told, (const char *)name);
}

static void text(void *data, const xmlChar *s, int n)
{
	struct reader *r = data;

	if (!r->is_too_deep)
		xml_tell_text(&r->told, (const char *)s, (size_t)n);
}

static void *take(size_t size_bytes)
{
	return memory_resize(NULL, size_bytes);
}

static char *copy(const char *s)
{
	return memory_copy_str(s);
}

/* Once for all threads, before one of them takes memory. */
static void set_up(void)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static bool is_set_up;

	pthread_mutex_lock(&lock);
	if (!is_set_up) {
		lib.xmlMemSetup(free, take, memory_resize, copy);
		lib.xmlInitParser();
	}
	is_set_up = true;
	pthread_mutex_unlock(&lock);
}

/* The library compares each attribute of an element with all others of it. */
enum { ATTRIBUTES = 20000 };

static bool has_endless_element(const struct bytes *page)
{
	const char *s = page->data;
	bool is_in = false;
	char quote = '\0';
	size_t n = 0; /* blanks and values: as many attributes or more */

	for (size_t i = 0; i < page->len && n <= ATTRIBUTES; i++) {
		if (!is_in) {
			is_in = s[i] == '<' &&
				text_is_letter((unsigned char)s[i + 1]);
			n = 0;
		} else if (quote) {
			quote = s[i] == quote ? '\0' : quote;
		} else if (s[i] == '>') {
			is_in = false;
		} else if (s[i] == '"' || s[i] == '\'') {
			quote = s[i];
		} else {
			n += s[i] == '=' || (unsigned char)s[i] <= ' ';
		}
	}
	return n > ATTRIBUTES;
}

bool office_markup_read(struct office_file *file, const struct bytes *page,
			const struct xml_events *events, void *ctx)
{
	/* what scripts and styles are has no handler */
	const htmlSAXHandler handler = { .startElement = start,
					 .endElement = end,
					 .characters = text,
					 .ignorableWhitespace = text };
	enum {
		OPTIONS = HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			  HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC
	};
	struct reader r = { .told = { .events = events, .ctx = ctx } };

	if (has_endless_element(page))
		return office_refuse(file, FAILURE_OFFICE_TOO_BIG);
	if (!load())
		return office_refuse_library(file, LIBXML_FILE);
	set_up();
	r.parser = lib.htmlNewParserCtxt();
	*r.parser->sax = handler;
	r.parser->userData = &r;
	lib.htmlCtxtReadMemory(r.parser, page->data, (int)page->len, NULL,
			       "UTF-8", OPTIONS);
	lib.htmlFreeParserCtxt(r.parser);
	return !r.is_too_deep || office_refuse(file, FAILURE_OFFICE_TOO_BIG);
}

void office_markup_version(struct bytes *out)
{
	/* which one is loaded it says in another way in each version */
	bytes_printf(out, "libxml2 %s\n", load() ? LIBXML_DOTTED_VERSION : "-");
}
