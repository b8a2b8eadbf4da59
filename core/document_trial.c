#include <config.h>
#include "core/document_trial.h"

#include <string.h>

#include "core/document.h"
#include "core/document_new.h"
#include "core/path.h"

/* What such a cell may hold: each field another text, for two that change
   places would not be seen. */
static void print_sample(const struct field *f, int i, struct bytes *out)
{
	switch (f->kind) {
	case FIELD_TEXT:
	case FIELD_LONG:
		bytes_printf(out, "样%d", i);
		break;
	case FIELD_YEAR:
		bytes_printf(out, "%d", 2001 + i % 90);
		break;
	case FIELD_MONEY:
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
		bytes_printf(out, "%d", 100 + i);
		break;
	case FIELD_CHOICE:
	case FIELD_UNIT:
	case FIELD_RELATION:
		bytes_add_str(out, f->n_choices ? f->choices[0] : "");
		break;
	default:
		break;
	}
}

static void fill(struct document *doc)
{
	struct bytes text = BYTES_INIT;

	for (int i = 0; i < doc->def->n_fields; i++) {
		const struct field *f = &doc->def->fields[i];

		bytes_clear(&text);
		print_sample(f, i, &text);
		if (f->table < 0 && text.len > 0)
			document_set(doc, (struct place){ i, -1 }, text.data,
				     text.len);
	}
	bytes_release(&text);
}

static struct failure *add(struct failure_list *list, enum failure_code code,
			   const struct definition *def, int row, int column)
{
	struct bytes path = BYTES_INIT;
	struct failure *f;

	bytes_printf(&path, "%s/layout.csv", def->folder);
	f = failure_list_add(list, code, path.data, def->layout[row].line,
			     (size_t)column + 1);
	bytes_release(&path);
	return f;
}

static void refuse(const struct definition *def, const struct field *f,
		   struct failure_list *faults)
{
	failure_value(add(faults, FAILURE_LAYOUT_LOST, def, f->layout_row,
			  f->layout_col),
		      f->name, strlen(f->name));
}

/* Of two definitions that fit alike the first is taken, whatever was meant. */
static void note_taken(struct form_set *forms, const struct form *form,
		       const struct bytes *table, struct failure_list *notes)
{
	struct failure_list none = { 0 };
	struct layout_match *match = NULL;
	struct failure f = { 0 };
	struct form *other = NULL;
	struct grid grid;

	if (grid_read(&grid, form_set_texts(forms), table->data, table->len,
		      NULL, "", &f))
		other = form_set_fit(forms, &grid, "", &match, &none);
	if (other && other != form)
		failure_detail(
			add(notes, FAILURE_LAYOUT_TAKEN, form->def, 0, 0), "%s",
			path_last(other->def->folder));
	layout_match_free(match);
	grid_release(&grid);
	failure_release(&f);
	failure_list_release(&none);
}

bool document_trial(struct form_set *forms, struct form *form,
		    struct failure_list *faults, struct failure_list *notes)
{
	struct document *doc = document_blank(forms, form);
	struct bytes out = BYTES_INIT;
	size_t before = faults->n;

	fill(doc);
	document_table(doc, &dialect_new_file, &out);
	for (size_t i = 0; i < doc->n_lost; i++)
		refuse(doc->def, &doc->def->fields[doc->lost[i].field], faults);
	note_taken(forms, form, &out, notes);
	bytes_release(&out);
	document_free(doc);
	return faults->n == before;
}
