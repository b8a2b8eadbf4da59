/* A target with its relation as a form should write it. */
#include <config.h>

#include "core/target_set.h"

#include <string.h>

/* The spans of the words that make up the relation, in their order. */
struct spans {
	size_t start[3], end[3];
	int n;
};

static void spans_add(struct spans *spans, size_t start, size_t len)
{
	int at = spans->n;

	if (at == 3)
		return;
	for (; at > 0 && spans->start[at - 1] > start; at--) {
		spans->start[at] = spans->start[at - 1];
		spans->end[at] = spans->end[at - 1];
	}
	spans->start[at] = start;
	spans->end[at] = start + len;
	spans->n++;
}

static void find_relation(const struct target_set *set, const struct row *row,
			  const char *text, struct spans *out)
{
	const char *s;
	size_t n;

	for (size_t i = 0; i < row->n_lists; i++)
		if (target_relation_word(set, row, i, &s, &n))
			spans_add(out, (size_t)(s - text), n);
}

/* A way to write it that is read as it was, and is the usual one. */
static bool is_usual_way(struct target_set *set, const char *s, size_t n,
			 const struct target_reading *meant)
{
	struct target_reading r;

	target_read(set, s, n, &r);
	return r.kind == meant->kind && r.relation == meant->relation &&
	       r.relation_is_usual && r.number == meant->number &&
	       !strcmp(r.unit, meant->unit);
}

void target_usual_way(struct target_set *set, const char *s, size_t n,
		      struct bytes *out)
{
	struct target_reading r;
	struct spans spans = { .n = 0 };
	struct bytes rest = BYTES_INIT;
	size_t done = 0, start = out->len;

	target_read(set, s, n, &r);
	if (!r.relation || r.relation_is_usual || !target_fold(set, &s, &n))
		return;
	find_relation(set, &set->rows[target_match_row(set, s, n)], s, &spans);
	for (int i = 0; i < spans.n; i++) {
		bytes_add(&rest, s + done, spans.start[i] - done);
		done = spans.end[i];
	}
	bytes_add(&rest, s + done, n - done);
	if (target_is_digit(*rest.data))
		bytes_printf(out, "%s%s",
			     r.relation == RELATION_EQ
				     ? "等于"
				     : target_relation_sign(r.relation),
			     rest.data);
	if (!is_usual_way(set, out->data + start, out->len - start, &r))
		bytes_splice(out, start, out->len - start, "", 0);
	bytes_release(&rest);
}
