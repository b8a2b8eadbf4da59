/* What another wrote into the file, and whether the list is as it was. */
#include <config.h>
#include "core/acceptance_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/bisect.h"
#include "core/memory.h"

/* 0 of the same finding: rows move, and their names may change with them. */
static int compare_subjects(const struct acceptance *a,
			    const struct acceptance *b)
{
	int by = (a->fingerprint > b->fingerprint) -
		 (a->fingerprint < b->fingerprint);

	if (!by)
		by = strcmp(a->rule, b->rule);
	if (!by)
		by = strcmp(a->field, b->field);
	return by ? by : strcmp(a->name, b->name);
}

static bool speaks_of(const struct acceptance *a, const struct acceptance *b)
{
	return compare_subjects(a, b) == 0;
}

const struct acceptance *acceptance_find(const struct acceptance *items,
					 size_t n, const struct acceptance *a)
{
	for (size_t i = 0; i < n; i++)
		if (speaks_of(&items[i], a))
			return &items[i];
	return NULL;
}

static bool is_same(const struct acceptance *a, const struct acceptance *b)
{
	return a && b && strcmp(a->reason, b->reason) == 0 &&
	       strcmp(a->date, b->date) == 0;
}

/* A list to be asked for many: the file may be anybody's, and very long. */
struct sorted {
	const struct acceptance **items;
	size_t n;
};

/* Of one subject the first one first. */
static int compare_places(const void *p, const void *q)
{
	const struct acceptance *const *a = p, *const *b = q;
	int by = compare_subjects(*a, *b);

	return by ? by : (*a > *b) - (*a < *b);
}

static struct sorted sorted_new(const struct acceptance *items, size_t n)
{
	struct sorted s = { memory_array(n + 1, sizeof *s.items), n };

	for (size_t i = 0; i < n; i++)
		s.items[i] = &items[i];
	qsort(s.items, n, sizeof *s.items, compare_places);
	return s;
}

/* As acceptance_find(). */
static const struct acceptance *sorted_find(const struct sorted *s,
					    const struct acceptance *a)
{
	size_t i;

	BISECT(i, s->n, compare_subjects(s->items[i], a) < 0);
	return i < s->n && speaks_of(s->items[i], a) ? s->items[i] : NULL;
}

/* All three by order. */
struct sides {
	struct sorted was, theirs, mine;
};

/* What becomes of one of this side: what they changed counts if this side did
   not; NULL: they took it back. */
static const struct acceptance *outcome(const struct sides *sides,
					const struct acceptance *mine)
{
	const struct acceptance *was = sorted_find(&sides->was, mine);
	const struct acceptance *now = sorted_find(&sides->theirs, mine);

	if (!is_same(mine, was) || is_same(was, now))
		return mine;
	/* of those that are alike it is the first that changes */
	return !now || sorted_find(&sides->mine, mine) == mine ? now : mine;
}

static bool is_new(const struct sides *sides, const struct acceptance *now)
{
	return !sorted_find(&sides->was, now) &&
	       !sorted_find(&sides->mine, now) &&
	       sorted_find(&sides->theirs, now) == now;
}

static bool take(struct acceptance_list *list, const struct sides *sides,
		 const struct acceptance_list *theirs)
{
	struct acceptance *all =
		memory_array(list->n + theirs->n + 1, sizeof *all);
	bool has_changed = false;
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct acceptance *a = outcome(sides, &list->items[i]);

		has_changed |= a != &list->items[i];
		if (a)
			all[n++] = *a;
	}
	for (size_t i = 0; i < theirs->n; i++)
		if (is_new(sides, &theirs->items[i])) {
			all[n++] = theirs->items[i];
			has_changed = true;
		}
	free(list->items);
	list->items = all;
	list->cap = list->n + theirs->n + 1;
	list->n = n;
	return has_changed;
}

bool acceptance_take(struct acceptance_list *list,
		     const struct acceptance_list *theirs)
{
	struct sides sides;
	bool has_changed;

	list->stamp = theirs->stamp;
	if (!theirs->stamp.exists)
		return false;
	sides.was = sorted_new(list->base, list->n_base);
	sides.theirs = sorted_new(theirs->items, theirs->n);
	sides.mine = sorted_new(list->items, list->n);
	has_changed = take(list, &sides, theirs);
	free(sides.was.items);
	free(sides.theirs.items);
	free(sides.mine.items);
	/* what this side compares with counts, else what they do */
	if (list->earlier == list->base_earlier)
		list->earlier = theirs->earlier;
	acceptance_note_base(list, theirs);
	/* this side never changes them */
	bytes_set(&list->others, theirs->others.data, theirs->others.len);
	return has_changed;
}

bool acceptance_take_theirs(struct acceptance_list *list, const char *form_path)
{
	struct acceptance_list theirs;
	struct failure failure = { 0 };
	bool has_changed;

	acceptance_list_init(&theirs, list->texts);
	has_changed = !list->is_unread &&
		      acceptance_read(&theirs, form_path, &failure) &&
		      acceptance_take(list, &theirs);
	failure_release(&failure);
	acceptance_list_release(&theirs);
	return has_changed;
}

/* ---- as it was? ---- */

static bool stands_at(const struct acceptance_list *list, size_t i)
{
	return speaks_of(&list->base[i], &list->items[i]) &&
	       is_same(&list->base[i], &list->items[i]);
}

/* From the first on that stands elsewhere. */
static bool any_differs(const struct acceptance_list *list, size_t from)
{
	struct sorted was = sorted_new(list->base, list->n_base);
	bool differs = false;

	for (size_t i = from; !differs && i < list->n; i++)
		differs = !stands_at(list, i) &&
			  !is_same(&list->items[i],
				   sorted_find(&was, &list->items[i]));
	free(was.items);
	return differs;
}

bool acceptance_is_changed(const struct acceptance_list *list)
{
	size_t i = 0;

	if (list->is_changed || list->n != list->n_base)
		return true;
	/* of rows of one name there may be several that are alike */
	while (i < list->n && stands_at(list, i))
		i++;
	return i < list->n && any_differs(list, i);
}
