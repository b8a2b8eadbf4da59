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
	FAILURE_WRITE_BESIDE, /* the same of what has to stand beside a form */
	FAILURE_NOT_FILE,     /* a folder, device, FIFO or socket */
	FAILURE_EMPTY,	      /* no bytes, or nothing but blanks */
	FAILURE_TOO_BIG,      /* detail: the limit in bytes */
	FAILURE_BINARY,	      /* NUL bytes or control characters */
	FAILURE_ENCODING,     /* line: where it stops being what detail names */
	FAILURE_CELL_TOO_BIG, /* line; detail: the limit in bytes */
	FAILURE_TOO_WIDE,     /* cells of a row; line; detail: the limit */
	FAILURE_TOO_MANY_ROWS,
	FAILURE_CHANGED,      /* the file is not what was read any more */
	FAILURE_GONE,	      /* it was read, and isn't there any more */
	FAILURE_EXISTS,	      /* a file stands where none was expected */
	FAILURE_EXISTS_FORCE, /* the same, where --force would do */
	FAILURE_EXISTS_YES,   /* … or --yes */
	FAILURE_NO_FOLDER,    /* the folder to write in isn't there */
	FAILURE_UNSYNCED,     /* written, but may not survive a power cut */
	FAILURE_NO_OLDER,     /* written; the version before it isn't kept */
	FAILURE_VERIFY,	      /* what was written reads back as another */
	FAILURE_NAMES,	      /* the file has several; detail: how many */
	FAILURE_FOLDER,	      /* lets no file be replaced; in place it may go */
	FAILURE_NO_RESCUE,    /* no copy of the old bytes; detail: where */
	FAILURE_TORN, /* neither old nor new; detail: where the old is */
	FAILURE_UNREADABLE_COPY, /* what would be written can't be read again */
	FAILURE_CHARACTER, /* value: what the encoding, detail, can't hold */
	FAILURE_NOTES,	   /* the form is written, what was accepted is not */
	FAILURE_UNREADABLE_NOTES,  /* would be overwritten, and can't be read */
	FAILURE_UNREADABLE_REVIEW, /* the same of core/review.h */
	FAILURE_JOURNAL, /* what isn't saved can't be kept in this folder */
	FAILURE_JOURNAL_NOWHERE, /* nor is there a folder: no HOME */
	/* JSON that should be a form; line or value: the name */
	FAILURE_JSON,	     /* is none; detail: jansson's words */
	FAILURE_JSON_KIND,   /* no form's */
	FAILURE_JSON_SCHEMA, /* of a later program */
	FAILURE_JSON_NAME,   /* no such field or table in the form */
	FAILURE_JSON_VALUE,  /* not what can stand there */
	FAILURE_TIDY_ROW,    /* a table's cell without the number of its row */
	FAILURE_TIDY_TWICE,  /* a cell that stands there before */
	FAILURE_NOT_AS_SAID, /* not of the format that it is said to be */
	FAILURE_XLSX_LIMIT,  /* more than xlsx can hold */
	FAILURE_NO_FILES,    /* a folder without any form's file */
	FAILURE_UNREAD_FOLDER, /* what lies in it isn't known */
	FAILURE_LINKED_FOLDER, /* a link to a folder, which isn't entered */
	FAILURE_PICTURE,       /* its words can't be read; detail: JPEG, … */
	FAILURE_ARCHIVE,       /* to be unpacked; detail: ZIP, … */
	/* office files */
	FAILURE_OFFICE_BROKEN,	 /* no zip, or parts or XML that aren't whole */
	FAILURE_OFFICE_LOCKED,	 /* encrypted */
	FAILURE_OFFICE_KIND,	 /* of another program; detail: which */
	FAILURE_OFFICE_TOO_BIG,	 /* once unpacked; detail: the limit in bytes */
	FAILURE_OFFICE_DOCTYPE,	 /* XML that may declare entities */
	FAILURE_OFFICE_NO_SHEET, /* a workbook without sheets */
	FAILURE_OFFICE_NO_TABLE, /* a document without tables */
	FAILURE_OFFICE_LIBRARY,	 /* not installed; detail: its file */
	/* forms */
	FAILURE_NO_FORMS,      /* none found; detail: the folders, one a line */
	FAILURE_NO_DEFINITION, /* a place without any */
	FAILURE_NO_SUCH_FORM,  /* --form NAME; detail: the name */
	FAILURE_NO_FORM_FITS,
	FAILURE_NO_FORM_FITS_NEAR,  /* detail: the nearest form's name; value:
				       the first label missing */
	FAILURE_NO_FORM_FITS_TITLE, /* the same; the title is missing */
	FAILURE_UNSURE_FORM,	    /* detail: what it may be, one a line */
	/*
	 * Definitions: path, line and column; value: the offending text; the
	 * other parts as named.
	 */
	/* any of the five files */
	FAILURE_DEF_FILE,	    /* is missing */
	FAILURE_DEF_OUTSIDE,	    /* a link that leads out of the folder */
	FAILURE_DEF_SIZE,	    /* too many rows or bytes */
	FAILURE_DEF_CSV,	    /* quotes that do not close */
	FAILURE_DEF_WIDTH,	    /* a row of `found` cells, not `wanted` */
	FAILURE_DEF_NO_HEADINGS,    /* in the first row; detail: those */
	FAILURE_DEF_COLUMN,	    /* unknown heading; detail: the nearest */
	FAILURE_DEF_COLUMN_MISSING, /* value: the heading */
	FAILURE_DEF_COLUMN_TWICE,
	FAILURE_DEF_FORMULA_CELL, /* a cell that a spreadsheet would run */
	FAILURE_DEF_BLANK,	  /* must be filled in; value: the heading */
	FAILURE_DEF_STRAY,	  /* filled in where it has no effect */
	FAILURE_DEF_VALUE,	  /* none of the choices; detail: those */
	FAILURE_DEF_TWICE,	  /* other: the line where it first stands */
	FAILURE_DEF_UNKNOWN,	  /* no such name; detail: the nearest */
	FAILURE_DEF_NO_FIELD,	  /* the same, in layout.csv */
	FAILURE_DEF_NUMBER,	  /* no whole number of 0 or more */
	FAILURE_DEF_BRACE,	  /* {names} in braces that do not match */
	/* fields.csv */
	FAILURE_DEF_NO_FORM_ROW, /* no 整表 */
	FAILURE_DEF_NAME,	 /* a name that no expression can write */
	FAILURE_DEF_RESERVED,	 /* a name like a word of the language */
	FAILURE_DEF_KEY,	 /* a key or id that is no ASCII name */
	FAILURE_DEF_DECIMALS,	 /* not within 0..6 */
	FAILURE_DEF_ROWS,	 /* not from 1, the smaller first */
	FAILURE_DEF_CHOICES,	 /* a blank choice, or one twice */
	FAILURE_DEF_CHOICE_ONE,	 /* several, but no | between them */
	FAILURE_DEF_KIND, /* a field of another type; detail: the right */
	FAILURE_DEF_OTHER_TABLE, /* a field that stands in another table */
	FAILURE_DEF_ORDER,	 /* a level above that stands below */
	FAILURE_DEF_FORMULA,	 /* gives no such value; detail: the type */
	FAILURE_DEF_CYCLE,	 /* a formula that needs its own result */
	FAILURE_DEF_MISSING,	 /* stands nowhere in the layout */
	FAILURE_DEF_NEAR,	 /* a note: nearly what detail is, at `other` */
	/* layout.csv */
	FAILURE_LAYOUT_WIDE,	/* `found` columns, at most `wanted` */
	FAILURE_LAYOUT_TOP,	/* ↑ in the first row */
	FAILURE_LAYOUT_LEFT,	/* ← in the first column */
	FAILURE_LAYOUT_UP,	/* ↑ below what can't be merged downwards */
	FAILURE_LAYOUT_FIELDS,	/* more than `wanted` fields in a cell */
	FAILURE_LAYOUT_TEXTS,	/* nothing between two free texts */
	FAILURE_LAYOUT_WORDS,	/* other words with other fields */
	FAILURE_LAYOUT_COLUMN,	/* a table's column in a template */
	FAILURE_LAYOUT_FOREIGN, /* not of the row's table; detail: the table */
	FAILURE_LAYOUT_AGAIN,	/* a table's second row; other: the first */
	FAILURE_LAYOUT_TABLES,	/* two repeating rows, one below the other */
	FAILURE_LAYOUT_FIRST,	/* a repeating row without a row above */
	FAILURE_LAYOUT_LOST,	/* a field that isn't read as it is written */
	FAILURE_LAYOUT_TAKEN,	/* a note: read as the form of detail */
	FAILURE_LAYOUT_BARE,	/* nothing printed that the row is found by */
	/* rules.csv and targets.csv */
	FAILURE_DEF_PLACE, /* 定位 not in the table; detail: the table */
	FAILURE_DEF_PLACE_TABLE,    /* 定位 is a table */
	FAILURE_DEF_NO_PLACE,	    /* nothing to show it at; the same */
	FAILURE_DEF_MEND,	    /* 改为 of what is no cell of the row */
	FAILURE_DEF_MEND_CELLS,	    /* of more than `wanted` cells */
	FAILURE_DEF_NO_EXAMPLE,	    /* value: the rule or row without both */
	FAILURE_DEF_EXAMPLE,	    /* not written as one */
	FAILURE_DEF_EXAMPLE_PASSES, /* comes out as …, and should not */
	FAILURE_DEF_EXAMPLE_FAILS,
	FAILURE_DEF_EXAMPLE_IDLE,    /* not applicable */
	FAILURE_DEF_EXAMPLE_UNKNOWN, /* cannot judge; detail: for which cell */
	FAILURE_DEF_EXAMPLE_ROW,     /* read by another row; detail: its name */
	FAILURE_DEF_EXAMPLE_UNREAD,  /* read by no row */
	FAILURE_DEF_COUNTER_EXAMPLE, /* read by its own row */
	FAILURE_DEF_SLOW,	     /* no row reads it within its limit */
	FAILURE_DEF_PATTERN,	     /* at; detail: PCRE2's words */
	FAILURE_DEF_PATTERN_WIDE,    /* at: a full-width sign in a pattern */
	/* expressions and what stands in braces: at */
	FAILURE_EXPR_OPERAND,	/* a value should stand here */
	FAILURE_EXPR_EXPECTED,	/* detail: the sign that should */
	FAILURE_EXPR_LEFTOVER,	/* more behind a whole expression */
	FAILURE_EXPR_CHAIN,	/* a comparison of a comparison */
	FAILURE_EXPR_CHARACTER, /* no sign of the language */
	FAILURE_EXPR_QUOTE,	/* never closes; detail: by what */
	FAILURE_EXPR_LITERAL,	/* a number too big or too fine */
	FAILURE_EXPR_UNIT,	/* a word behind a number that is no unit */
	FAILURE_EXPR_FEW,	/* `found` arguments, at least `wanted` */
	FAILURE_EXPR_MANY,	/* `found` arguments, at most `wanted` */
	FAILURE_EXPR_DEEP,	/* deeper or longer than `wanted` */
	FAILURE_EXPR_BRACE,	/* braces that do not match */
	FAILURE_EXPR_NAME,	/* no such name, nor one like it */
	FAILURE_EXPR_FUNCTION,	/* no such function; detail: the nearest */
	FAILURE_EXPR_PATTERN,	/* a pattern that is no text in quotes */
	FAILURE_EXPR_WHERE,	/* 其中 behind what is no table's */
	FAILURE_EXPR_COLUMN,	/* no column of a table: 无共词 wants one */
	FAILURE_EXPR_WHOLE_COLUMN, /* a column outside an aggregate */
	FAILURE_EXPR_OWN_COLUMN,   /* … of the row's; detail: its label */
	FAILURE_EXPR_WHOLE_TABLE,  /* a table not alone in 个数() */
	FAILURE_EXPR_NESTED,	   /* an aggregate inside an aggregate */
	FAILURE_EXPR_OWN_TABLE,	   /* an aggregate over the row's table */
	FAILURE_EXPR_FOREIGN,	   /* not of the table that detail names */
	FAILURE_EXPR_OCCURRENCES,  /* 出现次数 where there is no row */
	FAILURE_EXPR_EARLIER, /* 上年 in an aggregate, an 上年, a 计算 */
	FAILURE_EXPR_SELF,    /* 本格 where there is none */
	FAILURE_EXPR_NO_FORMULA,    /* 应为 of cells without 计算 */
	FAILURE_EXPR_MEASURE,	    /* money beside a plain number */
	FAILURE_EXPR_MIXED,	    /* now money, now not, beside either */
	FAILURE_EXPR_PRODUCT,	    /* money × money, number ÷ money */
	FAILURE_EXPR_NUMBER_WANTED, /* a text or truth instead of a number */
	FAILURE_EXPR_TRUTH_WANTED,  /* what can never be true or false */
	FAILURE_EXPR_COMPARISON,    /* of what can never be equal */
	FAILURE_EXPR_CHOICE,	    /* … of a 选项; detail: its choices */
	FAILURE_EXPR_SINGLE,	    /* the sum of one cell of a row */
	FAILURE_EXPR_DIGITS,	    /* 舍入 to other than 0 to 6 decimals */
	FAILURE_COUNT
};

struct failure {
	enum failure_code code;
	int os_error; /* errno, or 0 */
	bool is_kept; /* nothing was written, and the file that stands there is
			 as it was */
	size_t line, column; /* from 1; 0 = none. column: CSV column */
	size_t at;	     /* character of that cell, from 1; 0 = all of it */
	size_t other;	     /* another line of the same file, or 0 */
	size_t found, wanted; /* two counts */
	char *path;	      /* all three owned, or NULL */
	char *value;
	char *detail;
};

/* Sets every part; texts are copied; the old ones are freed. NULL `f` is
   allowed everywhere, for callers who only want to know whether. */
void failure_set(struct failure *f, enum failure_code code, const char *path,
		 int os_error);
void failure_place(struct failure *f, size_t line, size_t column);
/* Within the cell: the character at a byte of its text. */
void failure_at(struct failure *f, const char *text, size_t at_bytes);
void failure_value(struct failure *f, const char *s, size_t len_bytes);
void failure_detail(struct failure *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Takes code, counts, texts and `at` of another; its own place stays. */
void failure_copy(struct failure *f, const struct failure *other);
/* Adds to a detail that lists choices; a blank stands between them. */
void failure_choice(struct failure *f, const char *choice);
void failure_release(struct failure *f);

/* "encoding", for programs; "definition" for all that is wrong with one.
   Static. */
const char *failure_key(enum failure_code);
/* Is it a definition that is wrong, not the file? */
bool failure_is_definition(enum failure_code);

/* All faults at once: what a definition's reader collects. */
struct failure_list {
	struct failure *items;
	size_t n, cap;
};

void failure_list_release(struct failure_list *);
/* Adds copies of all of `from`. */
void failure_list_copy(struct failure_list *to,
		       const struct failure_list *from);
/* By file, line and column. */
void failure_list_sort(struct failure_list *);
/* Takes over one failure's texts. */
void failure_list_take(struct failure_list *, struct failure *);
/* A new entry with code and place; borrowed until the next one is added. */
struct failure *failure_list_add(struct failure_list *, enum failure_code code,
				 const char *path, size_t line, size_t column);

#endif
