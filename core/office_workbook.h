/*
 * office_workbook: what a workbook's cells share: texts and number formats.
 */
#ifndef CORE_OFFICE_WORKBOOK_H
#define CORE_OFFICE_WORKBOOK_H

#include "core/memory.h"
#include "core/office_file.h"

/*
 * core/office_strings.c: the texts.
 */

struct strings {
	const char **items; /* live as long as this */
	size_t n, cap;
	struct arena arena;
	struct bytes text; /* while reading: the one at work on */
	bool is_text;	   /* within t */
};

void strings_init(struct strings *);
void strings_release(struct strings *);
void strings_add(struct strings *, const char *text, size_t n);
bool strings_read(struct office_file *, const struct bytes *xml,
		  struct strings *);
/* _x000D_ is a character that XML can't have, or a line's end, which becomes a
   newline; only what a cell can show is left. In place. */
void strings_decode(struct bytes *);

/*
 * core/office_styles.c: the number formats of a workbook's cell styles.
 */

struct styles {
	const char **formats; /* by style */
	size_t n, cap;
	struct styles_own *own; /* the workbook's own formats */
	size_t n_own, cap_own;
	struct arena arena;
	bool is_in_cells; /* while reading: within cellXfs */
};

/* A copy of a number format; one that is longer than a program lets it be is
   none. */
const char *styles_copy_format(struct arena *, const char *format);

void styles_release(struct styles *);
bool styles_read(struct office_file *, const struct bytes *xml,
		 struct styles *);
/* One by one: the workbook's own formats first, then what each style has. */
void styles_add_format(struct styles *, unsigned id, const char *format);
void styles_add(struct styles *, unsigned format_id);
/* "" for General, and for a style that there isn't. */
const char *styles_format(const struct styles *, unsigned style);

#endif
