#include <config.h>
#include "core/office_workbook.h"

#include <stdlib.h>
#include <string.h>
#include "core/office_number.h"
#include "core/office_xml.h"

struct styles_own {
	unsigned id;
	const char *format;
};

void styles_release(struct styles *styles)
{
	free(styles->formats);
	free(styles->own);
	arena_release(&styles->arena);
}

/* No more than this is looked at: Excel itself has fewer, and no format of more
   than 255 characters. */
enum { STYLES = 1 << 16, OWN_FORMATS = 5000, FORMAT_BYTES = 4 * 255 };

const char *styles_copy_format(struct arena *arena, const char *format)
{
	size_t n = strlen(format);

	return arena_copy(arena, format, n > FORMAT_BYTES ? 0 : n);
}

void styles_add_format(struct styles *styles, unsigned id, const char *format)
{
	MEMORY_ADD(styles->own, styles->n_own, styles->cap_own) =
		(struct styles_own){
			.id = id,
			.format = styles_copy_format(&styles->arena, format),
		};
}

/* They stand before the styles. */
static const char *format_of(const struct styles *styles, unsigned id)
{
	for (size_t i = 0; i < styles->n_own && i < OWN_FORMATS; i++)
		if (styles->own[i].id == id)
			return styles->own[i].format;
	return office_number_format(id);
}

void styles_add(struct styles *styles, unsigned format_id)
{
	if (styles->n == STYLES)
		return;
	MEMORY_ADD(styles->formats, styles->n, styles->cap) =
		format_of(styles, format_id);
}

static void start(void *ctx, const char *name, const char **attributes)
{
	struct styles *styles = ctx;
	const char *format = xml_attribute(attributes, "formatCode");

	if (!strcmp(name, "numFmt") && format)
		styles_add_format(styles, xml_number(attributes, "numFmtId", 0),
				  format);
	else if (!strcmp(name, "cellXfs"))
		styles->is_in_cells = true;
	else if (!strcmp(name, "xf") && styles->is_in_cells)
		styles_add(styles, xml_number(attributes, "numFmtId", 0));
}

static void end(void *ctx, const char *name)
{
	struct styles *styles = ctx;

	if (!strcmp(name, "cellXfs"))
		styles->is_in_cells = false;
}

bool styles_read(struct office_file *file, const struct bytes *xml,
		 struct styles *styles)
{
	static const struct xml_events events = { .start = start, .end = end };

	return office_xml_read(file, xml, &events, styles);
}

const char *styles_format(const struct styles *styles, unsigned style)
{
	return style < styles->n ? styles->formats[style] : "";
}
