#include <config.h>
#include "core/check_mend.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/check_slip.h"
#include "core/check_state.h"
#include "core/memory.h"

void mend_release(struct mend *mend)
{
	for (int i = 0; i < mend->n; i++)
		bytes_release(&mend->cells[i].text);
	mend->n = 0;
}

static struct bytes *add_cell(struct mend *mend, struct place place)
{
	struct mend_cell *cell = &mend->cells[mend->n++];

	cell->place = place;
	bytes_init(&cell->text);
	return &cell->text;
}

/* ---- what the rule suggests ---- */

/* Where a part goes: its own field in the judged row, or the finding's cell. */
static struct place part_place(const struct check *check,
			       const struct finding *f,
			       const struct suggestion_part *part)
{
	if (part->field < 0)
		return f->place;
	return (struct place){ part->field,
			       check->def->fields[part->field].table < 0
				       ? -1
				       : f->row };
}

static bool is_cell(const struct check *check, struct place place)
{
	return place.field >= 0 &&
	       (check->def->fields[place.field].table < 0 || place.row >= 0);
}

/* False if it comes out blank. Money is written as the cell has it. */
static bool eval_part(struct check *check, struct viewpoint *at,
		      const struct sentence *text, struct place place,
		      struct mend *out)
{
	struct expression_world *world = viewpoint_world(at);
	struct bytes *to = add_cell(out, place);

	world->drops_blank = true;
	world->money_by = check->def->fields[place.field].kind == FIELD_MONEY
				  ? check_cell_yuan(check, place.field, at->row)
				  : check->def->unit_yuan;
	sentence_eval(text, world, to);
	return to->len > 0;
}

static bool eval_suggestion(struct check *check, const struct finding *f,
			    const struct suggestion *s, struct mend *out)
{
	struct viewpoint at;
	bool ok = s->n > 0;

	viewpoint_of(&at, check, f, false);
	*out = (struct mend){ .n = 0 };
	for (int i = 0; i < s->n && ok; i++) {
		struct place place = part_place(check, f, &s->parts[i]);

		ok = is_cell(check, place) &&
		     eval_part(check, &at, s->parts[i].text, place, out);
	}
	if (!ok)
		mend_release(out);
	return ok;
}

/* ---- what a slip explains ---- */

static bool mend_slip(struct check *check, const struct finding *f,
		      struct mend *out)
{
	struct slip slip;

	*out = (struct mend){ .n = 0 };
	if (!check_slip(check, f, &slip) || slip.kind == SLIP_ROW_TWICE ||
	    slip.kind == SLIP_AMOUNT_TWICE || slip.kind == SLIP_ROW_MISSING ||
	    slip.kind == SLIP_ROW_EXTRA)
		return false;
	bytes_add_str(add_cell(out, slip.place), slip.meant);
	return true;
}

/* ---- all ways ---- */

/* The k-th way as it comes: false if it comes to nothing. */
static bool eval_way(struct check *check, const struct finding *f, int k,
		     struct mend *out)
{
	return k < f->rule->n_suggestions
		       ? eval_suggestion(check, f, &f->rule->suggestions[k],
					 out)
		       : mend_slip(check, f, out);
}

static bool is_same(const struct mend *a, const struct mend *b)
{
	bool same = a->n == b->n;

	for (int i = 0; same && i < a->n; i++)
		same = place_equal(a->cells[i].place, b->cells[i].place) &&
		       !strcmp(a->cells[i].text.data, b->cells[i].text.data);
	return same;
}

static bool has_same(const struct mends *mends, const struct mend *mend)
{
	for (size_t i = 0; i < mends->n; i++)
		if (is_same(&mends->items[i], mend))
			return true;
	return false;
}

/* A text that a rule asks about and can't better. */
static bool changes_nothing(const struct check *check, const struct mend *mend)
{
	bool same = true;

	for (int i = 0; same && i < mend->n; i++)
		same = !strcmp(record_get(check->record, mend->cells[i].place),
			       mend->cells[i].text.data);
	return same;
}

/* The first n_max different ways. */
static void find_mends(struct check *check, const struct finding *f,
		       size_t n_max, struct mends *out)
{
	*out = (struct mends){ .n = 0 };
	for (int k = 0; k <= f->rule->n_suggestions && out->n < n_max; k++) {
		struct mend mend;

		if (!eval_way(check, f, k, &mend))
			continue;
		if (changes_nothing(check, &mend) || has_same(out, &mend)) {
			mend_release(&mend);
			continue;
		}
		out->items = memory_resize(out->items,
					   (out->n + 1) * sizeof *out->items);
		out->items[out->n++] = mend;
	}
}

void check_mends(struct check *check, const struct finding *f,
		 struct mends *out)
{
	find_mends(check, f, SIZE_MAX, out);
}

void mends_release(struct mends *mends)
{
	for (size_t i = 0; i < mends->n; i++)
		mend_release(&mends->items[i]);
	free(mends->items);
}

bool check_mend(struct check *check, const struct finding *f, size_t i,
		struct mend *out)
{
	struct mends mends;
	bool is_found;

	find_mends(check, f, i + 1, &mends);
	is_found = i < mends.n;
	if (is_found) {
		*out = mends.items[i];
		mends.items[i].n = 0;
	}
	mends_release(&mends);
	return is_found;
}
