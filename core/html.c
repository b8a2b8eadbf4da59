#include <config.h>
#include "core/html.h"

#include <string.h>

#include "core/text.h"

void html_begin(struct bytes *out, const char *language)
{
	bytes_printf(
		out,
		"<!DOCTYPE html>\n"
		"<html xmlns=\"http://www.w3.org/1999/xhtml\" "
		"lang=\"%s\">\n<head><meta charset=\"utf-8\"/>"
		"<meta name=\"viewport\" content=\"width=device-width\"/>\n"
		"<title>",
		language);
}

void html_end(struct bytes *out)
{
	bytes_add_str(out, "</body>\n</html>\n");
}

static const char *entity_of(char sign)
{
	switch (sign) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	default:
		return "&quot;";
	}
}

void html_escape(struct bytes *out, const char *shown)
{
	while (*shown) {
		size_t run = strcspn(shown, "&<>\"");

		bytes_add(out, shown, run);
		shown += run;
		if (*shown)
			bytes_add_str(out, entity_of(*shown++));
	}
}

static void add_span(struct bytes *out, const char *text, size_t n)
{
	struct bytes shown = BYTES_INIT;

	text_show(&shown, text, n, -1);
	html_escape(out, shown.data);
	bytes_release(&shown);
}

void html_text(struct bytes *out, const char *text)
{
	add_span(out, text, strlen(text));
}

void html_lines(struct bytes *out, const char *text)
{
	for (const char *end; (end = strchr(text, '\n')); text = end + 1) {
		size_t n = (size_t)(end - text);

		add_span(out, text, n > 0 && end[-1] == '\r' ? n - 1 : n);
		bytes_add_str(out, "<br/>");
	}
	html_text(out, text);
}
