#include <config.h>
#include "core/document_version.h"

#include <stdlib.h>

#include "core/document_repairs.h"

int version_read_grid(const struct document *doc, const struct grid *grid,
		      struct record *record, struct layout_reading *reading)
{
	struct layout *layout = doc->form->layout;
	struct layout_match *match;
	const char *missing;
	int per_mille = layout_fit(layout, grid, &match, &missing);

	record_init(record, doc->def, doc->texts);
	layout_read(layout, grid, match, record, reading);
	layout_match_free(match);
	return per_mille;
}

int version_read(struct version *v, const struct document *doc,
		 const char *data, size_t n, const struct dialect *dialect,
		 struct failure *f)
{
	const struct dialect_hint hint = {
		.delimiter = dialect->delimiter,
		.encoding = dialect->encoding == doc->hint.encoding
				    ? dialect->encoding
				    : ENCODING_AUTO,
	};

	*v = (struct version){ 0 };
	if (!grid_read(&v->grid, doc->texts, data, n, &hint, doc->path, f))
		return -1;
	return version_read_grid(doc, &v->grid, &v->record, &v->reading);
}

void version_apply_repairs(struct version *v)
{
	for (size_t i = 0; i < v->reading.n_edits; i++)
		record_apply(&v->record, &v->reading.edits[i]);
}

void version_release(struct version *v)
{
	layout_reading_release(&v->reading);
	record_release(&v->record);
	grid_release(&v->grid);
}

static void forget_sources(struct history *h)
{
	for (size_t i = 0; i < h->n; i++)
		for (size_t k = 0; k < h->changes[i].n; k++)
			if (h->changes[i].edits[k].row)
				h->changes[i].edits[k].row->source = -1;
}

void version_adopt(struct version *v, struct document *doc, char *data,
		   size_t n)
{
	free(doc->data);
	doc->data = data;
	doc->n_data = n;
	grid_release(&doc->grid);
	layout_reading_release(&doc->reading);
	doc->grid = v->grid;
	grid_drop_records(&doc->grid);
	doc->reading = v->reading;
	v->grid = (struct grid){ 0 };
	v->reading = (struct layout_reading){ 0 };
	as_read_free(doc->as_read);
	doc->as_read = NULL;
	doc->is_as_opened = false;
	bytes_clear(&doc->baseline);
	forget_sources(&doc->history);
}
