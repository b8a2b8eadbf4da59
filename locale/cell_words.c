#include <config.h>
#include "locale/cell_words.h"

#include "core/difference_rows.h"
#include "core/text.h"
#include "locale/say.h"

enum { NAME_COLS = 40 }; /* of a row, to know it by */

void cell_words_place(struct bytes *out, const struct record *record,
		      struct place place)
{
	const struct field *field = &record->def->fields[place.field];
	const char *name;

	text_show_str(out, say_field(field), -1);
	if (field->table < 0)
		return;
	bytes_printf(out, _(" 第%ld行"), place.row + 1);
	name = record_get(record,
			  (struct place){ definition_name_column(record->def,
								 field->table),
					  place.row });
	if (text_is_blank(name))
		return;
	bytes_add_str(out, _("("));
	text_show_str(out, name, NAME_COLS);
	bytes_add_char(out, ')');
}

void cell_words_row(struct bytes *out, const struct definition *def, int table,
		    long row)
{
	text_show_str(out, say_table(&def->tables[table]), -1);
	bytes_printf(out, _(" 第%ld行"), row + 1);
}

void cell_words_cells(struct bytes *out, const struct record *record, int table,
		      long row)
{
	const struct table_def *t = &record->def->tables[table];
	const char *between = "";

	for (int i = 0; i < t->n_columns; i++) {
		const char *text = record_get(
			record, (struct place){ t->columns[i], row });

		if (text_is_blank(text))
			continue;
		bytes_add_str(out, between);
		text_show_str(out,
			      say_field(&record->def->fields[t->columns[i]]),
			      -1);
		bytes_add_str(out, _("："));
		text_show_str(out, text, -1);
		between = " | ";
	}
}

void cell_words_text(struct bytes *out, const char *text)
{
	if (text_is_blank(text))
		bytes_add_str(out, _("(空)"));
	else
		text_show_str(out, text, -1);
}
