/*
 * failure: what failed, and where. A code with its place, never a sentence:
 * locale/say.c has the sentences, in the user's language.
 *
 * A failure is a file or a definition that can't be used. A wrong entry in a
 * form is not a failure but a finding (core/check.h).
 */
#ifndef CORE_FAILURE_H
#define CORE_FAILURE_H

#include <stdbool.h>
#include <stddef.h>

enum failure_code {
	FAILURE_NONE,
	/* files; os_error has errno where the system gave one */
	FAILURE_OPEN,
	FAILURE_READ,
	FAILURE_WRITE,
	FAILURE_NOT_FILE,     /* a folder, device, FIFO or socket */
	FAILURE_EMPTY,	      /* no bytes, or nothing but blanks */
	FAILURE_TOO_BIG,      /* detail: the limit in bytes */
	FAILURE_BINARY,	      /* NUL bytes or control characters */
	FAILURE_ENCODING,     /* line: where it stops being UTF-8 */
	FAILURE_CELL_TOO_BIG, /* line; detail: the limit in bytes */
	FAILURE_TOO_WIDE,     /* cells of a row; line; detail: the limit */
	FAILURE_TOO_MANY_ROWS,
	FAILURE_CHANGED,	 /* the file is not what was read any more */
	FAILURE_GONE,		 /* it was read, and isn't there any more */
	FAILURE_EXISTS,		 /* a file stands where none was expected */
	FAILURE_NO_FOLDER,	 /* the folder to write in isn't there */
	FAILURE_UNSYNCED,	 /* written, but may not survive a power cut */
	FAILURE_UNREADABLE_COPY, /* what would be written can't be read again */
	/* forms */
	FAILURE_NO_FORMS,     /* none found; detail: the folders, one a line */
	FAILURE_NO_SUCH_FORM, /* --form NAME; detail: the name */
	FAILURE_NO_FORM_FITS, /* detail: the nearest form's name */
	FAILURE_NO_FORM_FITS_NEAR, /* the same; value: the first label missing */
	/* definitions: path, line, column; value: the offending text */
	FAILURE_DEF_FILE,   /* a file of the definition is missing */
	FAILURE_DEF_CSV,    /* quotes that do not close */
	FAILURE_DEF_WIDTH,  /* a row of another width; detail: the right one */
	FAILURE_DEF_COLUMN, /* an unknown or missing column */
	FAILURE_DEF_VALUE, /* not a value of this column; detail: the choices */
	FAILURE_DEF_TWICE, /* defined before; detail: where */
	FAILURE_DEF_UNKNOWN, /* a name that is not defined */
	FAILURE_DEF_RESERVED, /* a name like a function or a word of the language */
	FAILURE_DEF_LAYOUT,  /* a layout that can't be read back; detail: why */
	FAILURE_DEF_MISSING, /* a field that stands nowhere in the layout */
	FAILURE_DEF_SYNTAX,  /* an expression; detail: what was expected */
	FAILURE_DEF_PATTERN, /* a pattern; detail: PCRE2's words */
	FAILURE_DEF_EXAMPLE, /* an example that doesn't come out */
	FAILURE_DEF_SLOW, /* an example that no pattern reads within its limit */
	FAILURE_DEF_NO_EXAMPLE,	  /* a rule without both examples */
	FAILURE_DEF_FORMULA_CELL, /* a cell that a spreadsheet would run */
	FAILURE_COUNT
};

struct failure {
	enum failure_code code;
	int os_error;	     /* errno, or 0 */
	size_t line, column; /* from 1; 0 = none. column: CSV column */
	char *path;	     /* all three owned, or NULL */
	char *value;
	char *detail;
};

/* Sets every part; texts are copied; the old ones are freed. NULL `f` is
   allowed everywhere, for callers who only want to know whether. */
void failure_set(struct failure *f, enum failure_code code, const char *path,
		 int os_error);
void failure_place(struct failure *f, size_t line, size_t column);
void failure_value(struct failure *f, const char *s, size_t len_bytes);
void failure_detail(struct failure *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void failure_release(struct failure *f);

/* All faults at once: what a definition's reader collects. */
struct failure_list {
	struct failure *items;
	size_t n, cap;
};

void failure_list_release(struct failure_list *);
/* Moves all of `from` behind those of `to`. */
void failure_list_move(struct failure_list *to, struct failure_list *from);
/* Takes over one failure's texts. */
void failure_list_take(struct failure_list *, struct failure *);
/* A new entry with code and place; borrowed until the next one is added. */
struct failure *failure_list_add(struct failure_list *, enum failure_code code,
				 const char *path, size_t line, size_t column);

#endif
