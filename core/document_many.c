#include <config.h>
#include "core/document_many.h"

#include "core/document_check.h"

void many_edits_begin(struct many_edits *many, struct document *doc,
		      enum change_kind kind, struct place place)
{
	*many = (struct many_edits){ .doc = doc };
	document_check_hold(doc);
	history_begin(&doc->history, kind, place);
	many->has_followers = all_followers_find(&many->followers, doc);
}

void many_edits_apply(struct many_edits *many, struct edit edit)
{
	const struct edit as_made = edit;

	history_apply(&many->doc->history, &edit);
	if (many->has_followers)
		all_followers_note(&many->followers, many->doc, &as_made);
}

void many_edits_end(struct many_edits *many)
{
	if (many->has_followers)
		all_followers_update(&many->followers, many->doc);
	history_end(&many->doc->history);
	document_check_go_on(many->doc);
}
