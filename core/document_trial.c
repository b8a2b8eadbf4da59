#include <config.h>
#include "core/document_trial.h"

#include <string.h>

#include "core/document.h"
#include "core/document_new.h"

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

static void refuse(const struct definition *def, const struct field *f,
		   struct failure_list *faults)
{
	struct bytes path = BYTES_INIT;
	struct failure *fault;

	bytes_printf(&path, "%s/layout.csv", def->folder);
	fault = failure_list_add(faults, FAILURE_LAYOUT_LOST, path.data,
				 def->layout[f->layout_row].line,
				 (size_t)f->layout_col + 1);
	failure_value(fault, f->name, strlen(f->name));
	bytes_release(&path);
}

bool document_trial(struct form_set *forms, struct form *form,
		    struct failure_list *faults)
{
	struct document *doc = document_blank(forms, form, NULL);
	struct bytes out = BYTES_INIT;
	size_t before = faults->n;

	fill(doc);
	document_table(doc, &dialect_new_file, &out);
	for (size_t i = 0; i < doc->n_lost; i++)
		refuse(doc->def, &doc->def->fields[doc->lost[i].field], faults);
	bytes_release(&out);
	document_free(doc);
	return faults->n == before;
}
