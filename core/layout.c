#include <config.h>
#include "core/layout_inside.h"

#include <stdlib.h>
#include <string.h>

#include "core/layout_match.h"
#include "core/layout_reader.h"
#include "core/layout_template.h"

struct layout *layout_new(const struct definition *def, struct texts *texts)
{
	struct layout *layout = memory_alloc(sizeof *layout);

	layout->def = def;
	layout->texts = texts;
	label_index_init(&layout->labels, def);
	template_memo_init(&layout->titles);
	layout->units = units_printed(def);
	layout->are_headings = fixed_rows_find_headings(def);
	layout->last_match = match_new(def);
	return layout;
}

void layout_free(struct layout *layout)
{
	if (!layout)
		return;
	label_index_release(&layout->labels);
	memo_release(&layout->titles);
	candidates_release(&layout->candidates);
	candidates_release(&layout->last);
	layout_match_free(layout->last_match);
	arena_release(&layout->scratch);
	free(layout->units);
	free(layout->are_headings);
	free(layout->fits);
	free(layout);
}

void layout_forget(struct layout *l)
{
	label_index_forget(&l->labels);
	if (l->fits)
		memset(l->fits, 0, l->cap_fits);
	l->levels_of = NULL;
	memo_clear(&l->titles);
	l->last.n = l->last.n_words = 0;
}

void layout_shrink(struct layout *l)
{
	layout_forget(l);
	label_index_shrink(&l->labels);
	free(l->fits);
	l->fits = NULL;
	l->cap_fits = 0;
}
