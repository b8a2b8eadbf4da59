/* What cells that stand in no file of the form are to its tables. */
#include <config.h>
#include "core/layout.h"

#include "core/layout_match.h"
#include "core/layout_wording.h"
#include "core/text.h"

enum { SAME_WORD = FOLD_WIDTH | FOLD_CASE | FOLD_BLANKS | FOLD_LETTERS };

/* The label printed over the column; false if there is none. */
static bool find_printed(const struct definition *def, const struct field *f,
			 struct label_place *place)
{
	for (int row = f->layout_row - 1; row >= 0; row--)
		if (def->layout[row].cells[f->layout_col].kind ==
		    LAYOUT_LABEL) {
			*place = (struct label_place){ row, f->layout_col };
			return true;
		}
	return false;
}

static bool is_named(struct layout *l, const struct field *f, const char *text)
{
	struct label_place place;

	if (find_printed(l->def, f, &place) &&
	    label_is(&l->labels, text, place.row, place.column))
		return true;
	return text_fold_equal(text, f->label, SAME_WORD) ||
	       text_fold_equal(text, f->name, SAME_WORD) ||
	       (*f->english && text_fold_equal(text, f->english, SAME_WORD));
}

int layout_column_named(struct layout *l, int table, const char *text)
{
	const struct table_def *t = &l->def->tables[table];

	if (text_first_letter(text, text_length(text)) == 0)
		return -1;
	for (int c = 0; c < t->n_columns; c++)
		if (is_named(l, &l->def->fields[t->columns[c]], text))
			return t->columns[c];
	return -1;
}

bool layout_section_named(struct layout *l, int table, const char *text)
{
	return label_names_section(&l->labels, text,
				   l->def->tables[table].layout_row);
}

int64_t layout_heading_yuan(const char *text)
{
	return wording_yuan(text);
}

bool layout_is_total(struct layout *l, const char *text)
{
	return label_total(&l->labels, text) == TOTAL_SURE;
}

int layout_scalar_named(struct layout *l, const char *text)
{
	for (int i = 0; i < l->def->n_scalars; i++) {
		int field = l->def->scalars[i];
		const struct field *f = &l->def->fields[field];
		int column = definition_label_column(l->def, field);

		if ((column >= 0 &&
		     label_is(&l->labels, text, f->layout_row, column)) ||
		    text_fold_equal(text, f->label, SAME_WORD))
			return field;
	}
	return -1;
}

bool layout_is_label(struct layout *l, const char *text)
{
	return label_find(&l->labels, text) ||
	       layout_scalar_named(l, text) >= 0;
}
