#include <config.h>
#include "locale/say_form.h"

#include "core/difference_text.h"
#include "core/text.h"
#include "locale/say.h"

static void say_cell_of(const struct document *doc, const struct finding *f,
			struct place place, struct bytes *out)
{
	if (place.row >= 0 && place.row == f->row)
		bytes_add_str(out, say_field(&doc->def->fields[place.field]));
	else
		say_cell(doc->def, place, out);
	bytes_add_char(out, ' ');
}

/* Nothing but what goes into the cell where the finding is. */
static bool is_bare(const struct mend *mend, const struct finding *f)
{
	return mend->n == 1 && place_equal(mend->cells[0].place, f->place);
}

void say_mend(const struct document *doc, const struct finding *f,
	      const struct mend *mend, struct bytes *out)
{
	for (int i = 0; i < mend->n; i++) {
		const struct mend_cell *cell = &mend->cells[i];

		if (i > 0)
			bytes_add_str(out, _("、"));
		if (!is_bare(mend, f))
			say_cell_of(doc, f, cell->place, out);
		text_show(out, cell->text.data, cell->text.len, -1);
	}
}

/* What is near to the changes: the rest is as it was. */
static void add_changes(struct bytes *out, const char *old, const char *new)
{
	struct text_parts parts = { 0 };

	text_parts_find(&parts, old, new);
	for (size_t i = 0; i < parts.n; i++) {
		const struct text_part *part = &parts.items[i];
		size_t head = part->n, tail = part->n;

		if (part->kind == TEXT_REMOVED)
			continue;
		if (part->kind == TEXT_SAME)
			text_part_near(&parts, i, &head, &tail);
		bytes_add(out, part->s, head);
		if (tail > head)
			bytes_add_str(out, "…");
		bytes_add(out, part->s + tail, part->n - tail);
	}
	text_parts_release(&parts);
}

void say_mend_cut(const struct document *doc, const struct finding *f,
		  const struct mend *mend, int w_cols, struct bytes *out)
{
	const struct bytes *text = &mend->cells[0].text;
	struct bytes all = BYTES_INIT;
	int used;

	if (!is_bare(mend, f))
		say_mend(doc, f, mend, &all);
	else if (w_cols >= 0 &&
		 text_fit(text->data, text->len, w_cols, &used) < text->len)
		add_changes(&all, record_get(&doc->record, f->place),
			    text->data);
	else
		bytes_add(&all, text->data, text->len);
	text_show(out, all.data, all.len, w_cols);
	bytes_release(&all);
}
