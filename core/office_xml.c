#include <config.h>
#include "core/office_xml.h"

#include <expat.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "core/memory.h"
#include "core/library.h"

/* What is used of the library, under its own names. */
#define FUNCTIONS(X)                      \
	X(XML_ExpatVersion)               \
	X(XML_ParserCreate_MM)            \
	X(XML_ParserFree)                 \
	X(XML_SetUserData)                \
	X(XML_SetElementHandler)          \
	X(XML_SetCharacterDataHandler)    \
	X(XML_SetStartDoctypeDeclHandler) \
	X(XML_StopParser)                 \
	X(XML_Parse)
LIBRARY(FUNCTIONS, LIBEXPAT_FILE)

/* ---- telling ---- */

void xml_tell_start(struct xml_told *told, const char *name,
		    const char **attributes)
{
	const struct xml_events *events = told->events;

	if (told->n_skipped > 0 ||
	    (events->skips && events->skips(told->ctx, name, attributes)))
		told->n_skipped++;
	else
		events->start(told->ctx, name, attributes);
}

void xml_tell_end(struct xml_told *told, const char *name)
{
	if (told->n_skipped > 0)
		told->n_skipped--;
	else if (told->events->end)
		told->events->end(told->ctx, name);
}

void xml_tell_text(struct xml_told *told, const char *s, size_t n)
{
	if (told->n_skipped == 0 && told->events->text)
		told->events->text(told->ctx, s, n);
}

/* ---- reading ---- */

struct reader {
	XML_Parser parser;
	struct xml_told told;
	int depth;
	enum failure_code refusal;
};

static void refuse(struct reader *r, enum failure_code code)
{
	r->refusal = code;
	lib.XML_StopParser(r->parser, XML_FALSE);
}

static const char *without_prefix(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

static void XMLCALL start(void *data, const char *name, const char **attributes)
{
	struct reader *r = data;

	if (++r->depth > OFFICE_DEPTH) {
		refuse(r, FAILURE_OFFICE_TOO_BIG);
		return;
	}
	xml_tell_start(&r->told, without_prefix(name), attributes);
}

static void XMLCALL end(void *data, const char *name)
{
	struct reader *r = data;

	r->depth--;
	if (!r->refusal)
		xml_tell_end(&r->told, without_prefix(name));
}

static void XMLCALL text(void *data, const char *s, int n)
{
	struct reader *r = data;

	if (!r->refusal)
		xml_tell_text(&r->told, s, (size_t)n);
}

static void XMLCALL doctype(void *data, const char *name, const char *system,
			    const char *public, int has_internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)has_internal;
	refuse(data, FAILURE_OFFICE_DOCTYPE);
}

static void *take(size_t size_bytes)
{
	return memory_resize(NULL, size_bytes);
}

bool office_xml_read(struct office_file *file, const struct bytes *xml,
		     const struct xml_events *events, void *ctx)
{
	static const XML_Memory_Handling_Suite memory = { take, memory_resize,
							  free };
	struct reader r = { .told = { .events = events, .ctx = ctx } };
	bool ok;

	if (!load())
		return office_refuse_library(file, LIBEXPAT_FILE);
	r.parser = lib.XML_ParserCreate_MM(NULL, &memory, NULL);
	lib.XML_SetUserData(r.parser, &r);
	lib.XML_SetElementHandler(r.parser, start, end);
	lib.XML_SetCharacterDataHandler(r.parser, text);
	lib.XML_SetStartDoctypeDeclHandler(r.parser, doctype);
	/* all at once: in pieces, a long token is read again with each piece */
	ok = lib.XML_Parse(r.parser, xml->data, (int)xml->len, 1) ==
	     XML_STATUS_OK;
	lib.XML_ParserFree(r.parser);
	return ok || office_refuse(file, r.refusal ? r.refusal
						   : FAILURE_OFFICE_BROKEN);
}

const char *xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (!strcmp(without_prefix(attributes[0]), name))
			return attributes[1];
	return NULL;
}

unsigned xml_number(const char **attributes, const char *name,
		    unsigned otherwise)
{
	const char *value = xml_attribute(attributes, name);
	char *end_of_number;
	unsigned long n;

	if (!value || *value < '0' || *value > '9')
		return otherwise;
	n = strtoul(value, &end_of_number, 10);
	return *end_of_number || n > UINT32_MAX ? otherwise : (unsigned)n;
}

bool xml_is_one_of(const char *name, const char *const *names)
{
	while (*names && strcmp(name, *names) != 0)
		names++;
	return *names;
}

void office_xml_version(struct bytes *out)
{
	const char *version = load() ? lib.XML_ExpatVersion() : "expat_-";
	const char *number = strchr(version, '_');

	bytes_printf(out, "expat %s\n", number ? number + 1 : version);
}
