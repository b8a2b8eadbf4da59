#include <config.h>
#include "core/document_saved.h"

#include <stdlib.h>

#include "core/document_version.h"

struct document_saved {
	struct document *other; /* what is no table is opened anew, or NULL */
	struct version version;
};

static bool read_table(struct document_saved *s, const struct document *doc,
		       struct failure_list *failures)
{
	struct failure failure = { 0 };

	if (version_read(&s->version, doc, doc->data, doc->n_data,
			 &doc->grid.dialect, &failure) < 0) {
		failure_list_take(failures, &failure);
		return false;
	}
	version_apply_repairs(&s->version);
	return true;
}

static bool open_anew(struct document_saved *s, const struct document *doc,
		      struct failure_list *failures)
{
	s->other =
		document_open(doc->form->set, doc->path, &doc->hint, failures);
	return s->other && s->other->def == doc->def;
}

struct document_saved *document_saved_new(const struct document *doc,
					  struct failure_list *failures)
{
	struct document_saved *s = memory_alloc(sizeof *s);
	bool is_table = doc->source == SOURCE_TABLE;

	if (is_table ? read_table(s, doc, failures)
		     : open_anew(s, doc, failures))
		return s;
	document_saved_free(s);
	return NULL;
}

const struct record *document_saved_record(const struct document_saved *s)
{
	return s->other ? &s->other->record : &s->version.record;
}

void document_saved_free(struct document_saved *s)
{
	if (!s)
		return;
	document_free(s->other);
	if (s->version.record.def)
		version_release(&s->version);
	free(s);
}
