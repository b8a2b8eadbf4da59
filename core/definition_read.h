/*
 * definition_read: private to core/definition*.c: one CSV file of a definition
 * with a heading row, and how its faults are collected.
 */
#ifndef CORE_DEFINITION_READ_H
#define CORE_DEFINITION_READ_H

#include "core/definition.h"
#include "core/grid.h"

struct def_file {
	struct definition *def;
	struct failure_list *faults;
	char *path;
	char *data;
	struct grid grid;
	/* heading i of the caller's list → column of the file, or -1 */
	int columns[DEF_COLUMNS_MAX];
	size_t at; /* the record being read */
};

/*
 * Opens FOLDER/NAME and checks its headings: an unknown one is a fault, and so
 * is a missing one unless it is written "?NAME". headings NULL: no heading row.
 * False if nothing can be read. Release it in either case.
 */
bool def_file_open(struct def_file *, struct definition *, const char *name,
		   const char *const *headings, struct failure_list *);
void def_file_release(struct def_file *);
/* The next record with the right width; records of another width are faults.
   False at the end. */
bool def_file_next(struct def_file *);
/* The text under heading i, trimmed; "" if the file has no such column. Lives
   in the definition's arena. */
const char *def_cell(const struct def_file *, int heading);
/* A fault at the current record, under heading i (-1: the record). value may
   be NULL. */
struct failure *def_fault(struct def_file *, enum failure_code, int heading,
			  const char *value);
/* The current record's line. */
size_t def_line(const struct def_file *);
/* A refused expression: its failure, at a place of one of the files. */
void def_expression_fault(struct failure_list *, const struct definition *,
			  const char *name, size_t line, int column,
			  const struct failure *);
/* Splits at '|' into arena texts, trimmed; *n gets how many. */
const char *const *def_split(struct definition *, const char *text, int *n);
/* A whole number of 0 or more; false if it is none. */
bool def_number(const char *text, int *out);

/* The parts of definition_load(), in this order. */
void definition_read_fields(struct definition *, struct failure_list *);
void definition_read_layout(struct definition *, struct failure_list *);
void definition_read_formulas(struct definition *, struct failure_list *);
void definition_read_tree(struct definition *, struct failure_list *);
/* Those of definition_load_rules(). */
void definition_read_targets(struct definition *, struct failure_list *);
void definition_read_rules(struct definition *, struct failure_list *);

/* What names and functions mean in this form's expressions. */
struct expression_dictionary definition_dictionary(const struct definition *);

#endif
