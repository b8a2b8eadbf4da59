#include <config.h>
#include "tui/text_search.h"

#include <stdlib.h>
#include <string.h>

#include "core/bisect.h"
#include "core/text.h"

enum { FOLDING = FOLD_WIDTH | FOLD_CASE };

void text_search_init(struct text_search *search, const char *s, size_t n)
{
	search->folded = (struct bytes)BYTES_INIT;
	search->origin = text_fold_map(&search->folded, s, n, FOLDING);
}

void text_search_release(struct text_search *search)
{
	bytes_release(&search->folded);
	free(search->origin);
	search->origin = NULL;
}

void text_search_fold(struct bytes *out, const char *s, size_t n)
{
	text_fold(out, s, n, FOLDING);
}

/* The first folded byte that comes from byte `from` or behind it. */
static size_t folded_at(const struct text_search *search, size_t from)
{
	size_t i;

	BISECT(i, search->folded.len, search->origin[i] < from);
	return i;
}

bool text_search_next(const struct text_search *search,
		      const struct bytes *needle, size_t from, bool backwards,
		      struct text_hit *hit)
{
	const char *s = search->folded.data;
	size_t start = backwards ? 0 : folded_at(search, from);
	bool is_found = false;

	for (const char *at = s + start;
	     (at = memmem(at, search->folded.len - (size_t)(at - s),
			  needle->data, needle->len));
	     at++) {
		size_t i = (size_t)(at - s);

		if (backwards && search->origin[i] >= from)
			break;
		is_found = true;
		*hit = (struct text_hit){ search->origin[i],
					  search->origin[i + needle->len] };
		if (!backwards)
			break;
	}
	return is_found;
}

size_t text_search_count(const struct text_search *search,
			 const struct bytes *needle, size_t at, size_t *which)
{
	struct text_hit hit;
	size_t n = 0;

	*which = 0;
	for (size_t from = 0;
	     text_search_next(search, needle, from, false, &hit);
	     from = hit.end > hit.start ? hit.end : hit.start + 1) {
		n++;
		if (hit.start == at)
			*which = n;
	}
	return n;
}
