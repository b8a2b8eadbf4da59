/*
 * export: a form written in other ways than its saved table: for terminals and
 * git, for programs, for statistics, for printing, for spreadsheets. One file a
 * format. What is written follows from the definition and the record alone, so
 * the same form gives the same bytes.
 *
 * The form's own words are those of its definition, in Chinese, whatever the
 * user's language. All others are handed in.
 */
#ifndef CORE_EXPORT_H
#define CORE_EXPORT_H

#include <stdbool.h>
#include <time.h>
#include "core/document.h"

/* What is said around the form; borrowed. */
struct export_words {
	const char *language;		    /* "zh-CN", for html */
	const char *problems, *no_problems; /* headings of the list */
	const char *not_in_form; /* heading: what has no place in it */
	const char *money;	 /* heading of the picture */
	const char *severities[SEVERITIES];
	/* Adds a finding's sentence. */
	void (*finding)(const struct document *, const struct finding *,
			struct bytes *out);
};

/* In the order of the choices of jixiao convert --to. */
enum export_format {
	EXPORT_CSV, /* the form's own table, as a new file has it */
	EXPORT_TSV,
	EXPORT_JSON,
	EXPORT_TXT,
	EXPORT_TIDY,
	EXPORT_HTML,
	EXPORT_XLSX,
	EXPORT_FORMATS
};

/* The format that a file's name tells by its ending, or -1. */
int export_format_of(const char *name);
/* The ending of a file's name that promises what is not written here, such as
   .pdf: a part of it, or NULL. */
const char *export_foreign_ending(const char *name);

/* A form is saved under this name: it promises nothing else. */
bool export_is_own(const char *name);

struct export_how {
	enum export_format format;
	bool has_no_bom, has_tabs; /* csv and tidy */
	bool has_comments;	   /* xlsx */
	time_t date;		   /* xlsx; 0: when the form's file was saved */
	const struct export_words *words; /* html and xlsx */
};

/* The bytes of a file; `path` is for the failure. Checks the document if need
   be. Of a table, doc->lost has the cells that it can't hold. */
bool export_form(struct document *, const struct export_how *, const char *path,
		 struct bytes *out, struct failure *);

/*
 * For terminals, mails and git's textconv: a cell a line, long texts a sentence
 * a line, 80 columns wide; a row of short cells in one line. Lines have no
 * numbers and no padding, so that a change shows where it is and nowhere else.
 * Control characters are marks.
 */
void export_text(const struct document *, struct bytes *out);
/* An object in one line (doc/json.md), which core/import_json reads. */
void export_json(const struct document *, struct bytes *out);
/*
 * A filled cell a record, for databases and statistics: table, row, field,
 * label, value, number, unit. number is there where the value is read as one;
 * for a 指标值 number and unit are those of its reading. The document must be
 * checked. What a spreadsheet would run as a formula has a ' in front.
 */
void export_tidy(const struct document *, const struct dialect *,
		 struct bytes *out);
/* One page for printing on A4, which needs nothing but itself: the official
   table, its problems below with references, and a picture of the money.
   Checked. */
void export_html(const struct document *, const struct export_words *,
		 struct bytes *out);
/*
 * The same for a spreadsheet: merged cells, widths and heights, ready to print
 * on A4. Amounts are numbers with the decimals they are written with, all else
 * is text and never a formula. With words, findings are comments at their
 * cells. `date` is what the file says it was made at. False with
 * FAILURE_XLSX_LIMIT or _WRITE at `path`.
 */
bool export_xlsx(const struct document *, const struct export_words *,
		 time_t date, const char *path, struct bytes *out,
		 struct failure *);

#endif
