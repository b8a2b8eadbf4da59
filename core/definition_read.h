/*
 * definition_read: private to core/definition*.c: one CSV file of a definition
 * with a heading row, and how its faults are collected.
 */
#ifndef CORE_DEFINITION_READ_H
#define CORE_DEFINITION_READ_H

#include <string.h>
#include "core/definition.h"
#include "core/grid.h"

struct def_file {
	struct definition *def;
	const char *folder; /* that it lies in */
	struct failure_list *faults;
	const char *const *headings; /* the caller's list, or NULL */
	char *path;
	char *data;
	struct grid grid;
	/* heading i of the list → column of the file, or -1 */
	int columns[DEF_COLUMNS_MAX];
	size_t n_used;	  /* records to be read */
	size_t at;	  /* the record being read, from 1 */
	bool has_skipped; /* something that can't be read was passed over */
};

/*
 * Opens FOLDER/NAME, the definition's own folder or a shared one, and checks
 * its headings: an unknown one is a fault, and so is a missing one unless it is
 * written "?NAME". headings NULL: no heading row. False if its rows can't be
 * read. Release it in either case; the folder stays until then.
 */
bool def_file_open(struct def_file *, struct definition *, const char *folder,
		   const char *name, const char *const *headings,
		   struct failure_list *);
void def_file_release(struct def_file *);
/* The same of the file that was opened last, and no text of its cells will be
   used any more. */
void def_file_forget(struct def_file *);
/* The next record with the right width; records of another width are faults,
   and below headings blank ones are passed over. False at the end. */
bool def_file_next(struct def_file *);
/* Back to the record that begins at a line. */
void def_file_seek(struct def_file *, size_t line);
/* The current record's line. */
size_t def_line(const struct def_file *);
/* The text under heading i, trimmed, with half-width signs where these mean
   something; "" if the file has no such column. Lives in the definition's
   arena. */
const char *def_cell(const struct def_file *, int heading);
/* A heading without the mark of those that may be missing. */
const char *def_heading_name(const char *heading);
/* The column of heading i, from 1; 0 if the file has none. */
int def_column(const struct def_file *, int heading);

/* A fault at the current record, under heading i (-1: the record). value may
   be NULL. Borrowed until the next one. */
struct failure *def_fault(struct def_file *, enum failure_code, int heading,
			  const char *value);
/* A cell that must be filled in and is not. */
void def_fault_blank(struct def_file *, int heading);
/* None of the choices; NULL ends them. */
void def_fault_choice(struct def_file *, int heading,
		      const char *const *choices);
/* The cell's text stands at `line` already. */
void def_fault_twice(struct def_file *, int heading, const char *value,
		     size_t line);
/* No field of that name; the nearest is told, by its label if it is a column of
   the table `scope`, and else by its whole name, also where only the table is
   missing. Borrowed as that of def_fault(). */
struct failure *def_fault_unknown(struct def_file *, int heading,
				  const char *name, size_t n, int scope);
/* What was found inside the cell: `at` counts in def_cell(). */
void def_fault_inside(struct def_file *, int heading, const struct failure *);

/* Texts that may stand only once, and the lines where they do. */
struct def_notes {
	struct def_note *items;
	size_t n, cap;
	struct arena joined;
};
void def_notes_release(struct def_notes *);
/* The line of a text, or 0. The texts are borrowed. */
size_t def_noted(const struct def_notes *, const char *text);
/* The same, and a text that is new is noted. */
size_t def_note(struct def_notes *, const char *text, size_t line);
/* The same of the texts under some headings, as one; headings end with -1. */
size_t def_note_joined(struct def_notes *, const struct def_file *,
		       const int *headings, size_t line);

/* Splits at '|' into arena texts, trimmed; *n gets how many. */
const char *const *def_split(struct definition *, const char *text, int *n);
/* Most texts differ in their first byte. */
static inline bool def_equal(const char *a, const char *b)
{
	return *a == *b && strcmp(a, b) == 0;
}
/* Is it one of these texts? NULL ends them. */
bool def_is_one_of(const char *const *texts, const char *text);
/* A whole number of 0 or more; false if it is none. */
bool def_number(const char *text, int *out);
/* A name for programs: ASCII letters, digits, _ and -, a letter first. */
bool def_is_key(const char *text);

/*
 * The parts of definition_load(). definition_read_fields() opens fields.csv;
 * false says that not all names are known: then nothing else that speaks of
 * fields can be read. definition_read_layout(): false says that it has rows
 * that can't be read. definition_finish_fields() is for what needs all names:
 * what has no place in the layout, if that is whole, and the formulas.
 */
bool definition_read_fields(struct definition *, struct def_file *,
			    struct failure_list *);
bool definition_read_layout(struct definition *, struct failure_list *);
/* The cell in a column of the layout's current row. */
void definition_read_cell(struct def_file *, int column, struct layout_cell *);
void definition_finish_fields(struct definition *, struct def_file *,
			      bool has_layout);
void definition_read_formulas(struct definition *, struct def_file *,
			      int heading);
void definition_read_tree(struct definition *, struct failure_list *);
/* Those of definition_load_rules(). */
/* False: it can't be opened, and whatever rules name of it would be a fault. */
bool definition_read_targets(struct definition *, struct failure_list *);
void definition_read_rules(struct definition *, struct failure_list *);

/* The alternatives under 改为, each of one cell or more; owned by the
   caller. */
struct suggestion *definition_read_suggestions(
	struct def_file *, int heading, int scope,
	const struct expression_dictionary *, int *n);

/* The i-th type that fields.csv knows, NULL beyond; has the column of this
   heading an effect on it? */
const char *def_type_name(int i);
bool def_type_takes(int i, const char *heading);

/* What names and functions mean in this form's expressions. */
struct expression_dictionary definition_dictionary(const struct definition *);
#endif
