/*
 * definition_fields: private to core/definition_*.c: the parts of reading
 * fields.csv. First every name is noted, so that any row may speak of any
 * other; then the rows are read.
 */
#ifndef CORE_DEFINITION_FIELDS_H
#define CORE_DEFINITION_FIELDS_H

#include "core/definition_read.h"

/* Its headings, in the order in which `headings` below has them. */
enum {
	NAME,
	KEY,
	TYPE,
	REQUIRED,
	UNIT,
	DECIMALS,
	SCREEN,
	ROWS,
	CHOICES,
	OWNER,
	FORMULA,
	CARRY,
	ENGLISH,
	HELP
};
extern const char *const field_headings[];

/* What a row may be, behind the kinds of field. */
enum { ROW_FORM = FIELD_KINDS, ROW_TABLE, ROW_LABEL, ROW_TYPES };

#define BIT(i) (1u << (i))

struct fields_reader {
	struct def_file *file;
	struct definition *def;
	size_t cap_fields, cap_tables, cap_screens, cap_labels;
	int screen;	  /* of the row above; -1 = none yet */
	size_t form_line; /* of the row of the form; 0: there is none */
	bool has_names;	  /* of all rows */
};

/* ---- types (core/definition_types.c) ---- */

/* The row's type; -1 and a fault if it has none. What is filled in where that
   has no effect is a fault, too. */
int fields_read_type(struct def_file *);
/* Has the column an effect on the field? An unknown type takes none: the cell
   is refused with that, and that is enough. */
bool field_takes(const struct field *, int heading);
/* The types, as bits, that one of this type can belong to. */
unsigned field_kind_owners(int type);

/* ---- names (core/definition_names.c) ---- */

/* All rows, each for its name, its type and its screen. */
void fields_read_names(struct fields_reader *);

/* ---- 沿用 (core/definition_carry.c) ---- */

enum carry_way fields_read_table_carry(struct def_file *);
/* Its kind and its formula are known. */
enum carry_way fields_read_carry(struct def_file *, const struct field *);

#endif
