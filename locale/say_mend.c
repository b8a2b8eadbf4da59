#include <config.h>
#include "locale/say_mend.h"

#include "core/text.h"
#include "locale/say.h"
#include "locale/say_slip.h"

static void say_cell_of(const struct document *doc, const struct finding *f,
			struct place place, struct bytes *out)
{
	if (place.row >= 0 && place.row == f->row)
		bytes_add_str(out, say_field(&doc->def->fields[place.field]));
	else
		say_cell(doc->def, place, out);
	bytes_add_char(out, ' ');
}

void say_mend(const struct document *doc, const struct finding *f,
	      const struct mend *mend, struct bytes *out)
{
	for (int i = 0; i < mend->n; i++) {
		const struct mend_cell *cell = &mend->cells[i];

		if (i > 0)
			bytes_add_str(out, _("、"));
		if (mend->n > 1 || !place_equal(cell->place, f->place))
			say_cell_of(doc, f, cell->place, out);
		text_show(out, cell->text.data, cell->text.len, -1);
	}
}
