#include <config.h>
#include "core/check_plan.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/texts.h"

enum { NOBODY = 0 };

/* The texts of a column come with its rows, so their numbers lie together. */
enum { PAGE_TEXTS = 16 };

/* More isn't kept. */
enum { KEPT_PAGES = 4096, KEPT_LINKS = 2048 };

struct link {
	uint32_t next, before; /* as crowd.first */
};

struct page {
	uint32_t round; /* of another one nothing counts any more */
	struct crowd crowds[PAGE_TEXTS];
};

struct occurrences {
	uint32_t round;	     /* of those that took it */
	struct arena arena;  /* the pages */
	struct page **pages; /* by the text's number */
	size_t cap_pages;
	struct link *links; /* by row id */
	size_t cap_links;
};

struct occurrences *occurrences_take(struct occurrences **kept, size_t n_rows)
{
	struct occurrences *o = *kept ? *kept : memory_alloc(sizeof *o);

	*kept = NULL;
	o->round++;
	o->links = memory_grow(o->links, &o->cap_links, n_rows + 1,
			       sizeof *o->links);
	return o;
}

void occurrences_give(struct occurrences *o, struct occurrences **kept)
{
	if (!o)
		return;
	if (*kept || o->cap_pages > KEPT_PAGES || o->cap_links > KEPT_LINKS ||
	    o->round == UINT32_MAX)
		occurrences_free(o);
	else
		*kept = o;
}

void occurrences_free(struct occurrences *o)
{
	if (!o)
		return;
	arena_release(&o->arena);
	free(o->pages);
	free(o->links);
	free(o);
}

struct crowd *occurrences_of(struct occurrences *o, const char *text)
{
	size_t number = text_number(text), at = number / PAGE_TEXTS;
	size_t old = o->cap_pages;
	struct page *page;

	if (at >= old) {
		o->pages = memory_grow(o->pages, &o->cap_pages, at + 1,
				       sizeof *o->pages);
		memset(o->pages + old, 0,
		       (o->cap_pages - old) * sizeof *o->pages);
	}
	if (!o->pages[at])
		o->pages[at] = arena_alloc(&o->arena, sizeof *page);
	page = o->pages[at];
	if (page->round != o->round)
		*page = (struct page){ .round = o->round };
	return &page->crowds[number % PAGE_TEXTS];
}

struct crowd *occurrences_join(struct occurrences *o, const char *text,
			       const struct row *row)
{
	struct crowd *crowd = occurrences_of(o, text);
	uint32_t own = row->id + 1;

	o->links =
		memory_grow(o->links, &o->cap_links, own + 1, sizeof *o->links);
	o->links[own] = (struct link){ crowd->first, NOBODY };
	if (crowd->first)
		o->links[crowd->first].before = own;
	crowd->first = own;
	crowd->n++;
	return crowd;
}

void occurrences_leave(struct occurrences *o, const char *text,
		       const struct row *row)
{
	struct crowd *crowd = occurrences_of(o, text);
	const struct link *link = &o->links[row->id + 1];

	if (link->before)
		o->links[link->before].next = link->next;
	else
		crowd->first = link->next;
	if (link->next)
		o->links[link->next].before = link->before;
	crowd->n--;
}

bool occurrences_next(const struct occurrences *o, uint32_t *at, uint32_t *id)
{
	if (*at == NOBODY)
		return false;
	*id = *at - 1;
	*at = o->links[*at].next;
	return true;
}
