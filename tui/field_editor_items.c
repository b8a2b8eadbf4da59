/* Numbered lists. */
#include <config.h>
#include "tui/field_editor_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"

/* ---- Enter ---- */

/* A paragraph that begins with a number; bytes of the text. */
struct numbered {
	size_t start, end; /* of the paragraph */
	size_t mark;	   /* behind its blanks */
	struct list_item item;
};

static bool numbered_at(const struct field_editor *e, size_t at,
			struct numbered *out)
{
	const char *s = e->text.data;

	out->start = editor_paragraph_start(e, at);
	out->end = editor_paragraph_end(e, at);
	out->mark = out->start +
		    list_item_blanks(s + out->start, out->end - out->start);
	return list_item_read(s + out->mark, out->end - out->mark, &out->item);
}

/* The blanks and the mark of the item that follows. */
static bool print_next(struct bytes *out, const char *s,
		       const struct numbered *n)
{
	const char *mark = s + n->mark;
	size_t behind = n->item.number_at + n->item.number_len;

	bytes_add(out, s + n->start, n->mark - n->start);
	bytes_add(out, mark, n->item.number_at);
	if (!list_item_print_number(out, &n->item, n->item.number + 1))
		return false;
	bytes_add(out, mark + behind, n->item.len - behind);
	return true;
}

/* The number is a step of its own: ^Z takes it away and leaves the new line. */
void editor_new_line(struct field_editor *e)
{
	struct bytes next = BYTES_INIT;
	struct numbered n;
	size_t from, to;

	field_editor_span(e, &from, &to);
	bool is_item = from == to && numbered_at(e, from, &n);
	bool is_empty = is_item && n.mark + n.item.len >= n.end;

	if (is_empty && from == n.end) {
		field_editor_replace(e, n.start, n.end, "", 0);
		return;
	}
	bool goes_on = is_item && !is_empty && from == n.end &&
		       print_next(&next, e->text.data, &n);
	editor_change(e, STROKE_TYPES, true, from, to, "\n", 1);
	if (goes_on) {
		e->given_from = e->cursor;
		field_editor_replace(e, e->cursor, e->cursor, next.data,
				     next.len);
		e->given_to = e->given_typed = e->cursor;
	}
	bytes_release(&next);
}

/* Longer than any number with the blanks around it. */
enum { GIVEN_MAX_BYTES = 64 };

static bool is_same_number(const struct list_item *a, const struct list_item *b)
{
	return a->number == b->number && a->digits == b->digits &&
	       a->level == b->level;
}

/* 2. may still become 2.5. */
static bool may_go_on(const char *s, size_t end)
{
	return s[end - 1] == '.';
}

/* Where what was typed begins behind the number that it repeats; 0 if it may
   become so yet, `to` if it doesn't. */
static size_t behind_twice(const char *s, size_t from, size_t to, size_t end)
{
	struct list_item given, again;
	size_t typed = to + list_item_blanks(s + to, end - to);

	from += list_item_blanks(s + from, to - from);
	if (!list_item_read(s + from, to - from, &given))
		return to;
	if (!list_item_read(s + typed, end - typed, &again))
		return end - to > GIVEN_MAX_BYTES ? to : 0;
	typed += again.len;
	if (typed == end && may_go_on(s, end))
		return 0;
	return is_same_number(&given, &again) ? typed : to;
}

void editor_drop_twice(struct field_editor *e, size_t from)
{
	struct bytes rest = BYTES_INIT;
	size_t to = e->given_to, end = e->cursor, typed = to;

	if (to > 0 && from == e->given_typed)
		typed = behind_twice(e->text.data, e->given_from, to, end);
	e->given_typed = end;
	if (typed == 0)
		return;
	e->given_to = 0;
	if (typed == to)
		return;
	bytes_add(&rest, e->text.data + typed, end - typed);
	field_editor_replace(e, to, end, rest.data, rest.len);
	bytes_release(&rest);
}

/* ---- renumbering ---- */

struct found_item {
	size_t at;
	struct list_item item;
};

struct found_items {
	struct found_item *items;
	size_t n, cap;
};

static void find_items(const struct field_editor *e, struct found_items *found)
{
	struct found_item one;
	size_t from = 0;

	while (list_item_next(e->text.data, e->text.len, from, &one.at,
			      &one.item)) {
		MEMORY_ADD(found->items, found->n, found->cap) = one;
		from = one.at + one.item.len;
	}
}

static bool is_alike(const struct field_editor *e, const struct found_item *a,
		     const struct found_item *b)
{
	return list_item_alike(e->text.data + a->at, &a->item,
			       e->text.data + b->at, &b->item);
}

/* A blank line ends a list, and so does a heading above its level or another
   way of numbering on it. What stands deeper belongs to the items. */
static bool parts(const struct field_editor *e, const struct found_item *mine,
		  const struct found_item *before,
		  const struct found_item *behind, const struct found_item *it)
{
	if (memmem(e->text.data + before->at, behind->at - before->at, "\n\n",
		   2))
		return true;
	return it->item.level < mine->item.level ||
	       (it->item.level == mine->item.level && !is_alike(e, it, mine));
}

/* The items from *from up to *to that are of one list with the k-th. */
static void list_around(const struct field_editor *e,
			const struct found_items *found, size_t k, size_t *from,
			size_t *to)
{
	const struct found_item *items = found->items, *mine = &items[k];

	*from = k;
	while (*from > 0 && !parts(e, mine, &items[*from - 1], &items[*from],
				   &items[*from - 1]))
		--*from;
	*to = k + 1;
	while (*to < found->n &&
	       !parts(e, mine, &items[*to - 1], &items[*to], &items[*to]))
		++*to;
}

static int least_number(const struct field_editor *e,
			const struct found_items *found, size_t k, size_t from,
			size_t to)
{
	const struct found_item *items = found->items;
	int least = items[k].item.number;

	for (size_t i = from; i < to; i++)
		if (is_alike(e, &items[i], &items[k]) &&
		    items[i].item.number < least)
			least = items[i].item.number;
	return least;
}

/* A list begins with 1, unless it goes on with the one before the blank
   line. */
static int first_number(const struct field_editor *e,
			const struct found_items *found, size_t k, size_t from,
			size_t to)
{
	const struct found_item *items = found->items;
	int least = least_number(e, found, k, from, to);

	while (from-- > 0 && items[from].item.level >= items[k].item.level)
		if (is_alike(e, &items[from], &items[k]))
			return items[from].item.number + 1 == least ? least : 1;
	return 1;
}

/* The cursor stays with what it stood at. */
static int put_number(struct field_editor *e, const struct found_item *it,
		      int number, size_t *cursor)
{
	struct bytes text = BYTES_INIT;
	size_t from = it->at + it->item.number_at;
	size_t len = it->item.number_len;
	bool ok = it->item.number != number &&
		  list_item_print_number(&text, &it->item, number);

	if (ok) {
		if (*cursor >= from + len)
			*cursor += text.len - len;
		else if (*cursor > from)
			*cursor = from;
		field_editor_replace(e, from, from + len, text.data, text.len);
	}
	bytes_release(&text);
	return ok;
}

/* From the last one on: the places before it stay. */
static int renumber(struct field_editor *e, const struct found_items *found,
		    size_t k)
{
	size_t from, to, cursor = e->cursor;
	int number, changed = 0;

	list_around(e, found, k, &from, &to);
	number = first_number(e, found, k, from, to);
	struct found_item mine = found->items[k];
	bool *is_mine = memory_array(to - from, sizeof *is_mine);

	for (size_t i = from; i < to; i++) {
		is_mine[i - from] = is_alike(e, &found->items[i], &mine);
		number += is_mine[i - from];
	}
	field_editor_group_begin(e);
	for (size_t i = to; i-- > from;)
		if (is_mine[i - from])
			changed += put_number(e, &found->items[i], --number,
					      &cursor);
	field_editor_group_end(e);
	free(is_mine);
	if (changed > 0)
		editor_move_to(e, cursor, false);
	return changed;
}

int field_editor_renumber(struct field_editor *e)
{
	struct found_items found = { 0 };
	size_t k = 0;
	int changed = -1;

	find_items(e, &found);
	while (k < found.n && found.items[k].at <= e->cursor)
		k++;
	if (k > 0)
		changed = renumber(e, &found, k - 1);
	free(found.items);
	return changed;
}
