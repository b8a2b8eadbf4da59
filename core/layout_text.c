/* What the cells of the printed table hold. */
#include <config.h>
#include "core/layout.h"

#include "core/layout_label.h"

static void join_template(const struct record *rec,
			  const struct layout_cell *cell, struct bytes *out)
{
	bytes_clear(out);
	for (int i = 0; i <= cell->n_fields; i++) {
		bytes_add_str(out, cell->literals[i]);
		if (i < cell->n_fields && cell->fields[i] >= 0)
			bytes_add_str(
				out,
				record_get(rec, (struct place){ cell->fields[i],
								-1 }));
	}
}

const char *layout_text(const struct record *rec, int layout_row, int column,
			long row, struct bytes *scratch)
{
	const struct definition *def = rec->def;
	const struct layout_cell *cell = &def->layout[layout_row].cells[column];
	struct label_place above;

	switch (cell->kind) {
	case LAYOUT_LABEL:
		return cell->labels[0];
	case LAYOUT_FIELD:
		return record_get(
			rec, (struct place){ cell->field,
					     def->layout[layout_row].table >= 0
						     ? row
						     : -1 });
	case LAYOUT_TEMPLATE:
		join_template(rec, cell, scratch);
		return scratch->data;
	case LAYOUT_UP:
		return label_above(def, layout_row, column, &above)
			       ? def->layout[above.row]
					 .cells[above.column]
					 .labels[0]
			       : "";
	default:
		return "";
	}
}
