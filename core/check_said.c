/* What is said of a finding in a row depends on few of its cells, if on nothing
   else: then it is said again wherever these have the same texts. */
#include <config.h>
#include "core/check_state.h"

#include <stdlib.h>

/* Rules that read more cells than this find hardly the same ones again. */
enum { CELLS = 4, KEYS = 2 + CELLS, LIMIT = 1 << 10 };

/* Of an instance: the cells on which it depends. Their texts are the memo's
   keys, behind the instance's number and the row's. */
struct saying {
	bool is_known;
	bool asks_more; /* … and nobody can tell */
	bool names_row; /* it may say 本格名, which has the row's number */
	size_t n;
	int fields[CELLS];
};

static void note_sentence(struct reads *reads, struct saying *saying,
			  const struct sentence *s, int self)
{
	for (size_t i = 0; s && i < sentence_n_expressions(s); i++) {
		const struct expression *e = sentence_expression(s, i);

		reads_note_expression(reads, e, self);
		saying->names_row |= expression_uses_self(e);
	}
}

static void note_rule(struct reads *reads, struct saying *saying,
		      const struct rule *rule, int self)
{
	note_sentence(reads, saying, rule->message, self);
	note_sentence(reads, saying, rule->english, self);
	for (int i = 0; i < rule->n_suggestions; i++) {
		const struct suggestion *s = &rule->suggestions[i];

		for (int k = 0; k < s->n; k++) {
			note_sentence(reads, saying, s->parts[k].text, self);
			/* compared with what is suggested */
			if (s->parts[k].field >= 0)
				reads_note_field(reads, s->parts[k].field);
		}
	}
}

static void take_fields(const struct plan *plan, struct saying *saying,
			const struct reads *reads)
{
	for (size_t t = 0; t < plan->n_totals; t++)
		saying->asks_more |= reads->totals[t];
	for (int i = 0; i < plan->def->n_fields; i++) {
		if (!reads->fields[i])
			continue;
		if (saying->n < CELLS)
			saying->fields[saying->n++] = i;
		else
			saying->asks_more = true;
	}
}

static const struct saying *saying_of(struct plan *plan, size_t i)
{
	const struct instance *instance = &plan->instances[i];
	struct saying *saying;
	struct reads reads = { .plan = plan };

	if (!plan->sayings) {
		plan->sayings =
			memory_array(plan->n_instances, sizeof *plan->sayings);
		memo_init(&plan->said, KEYS, sizeof(const char *));
	}
	saying = &plan->sayings[i];
	if (saying->is_known)
		return saying;
	saying->is_known = true;
	reads.fields = memory_alloc((size_t)plan->def->n_fields);
	reads.totals = memory_alloc(plan->n_totals + 1);
	reads_note_field(&reads, instance->place);
	note_rule(&reads, saying, instance->rule, instance->self);
	take_fields(plan, saying, &reads);
	free(reads.fields);
	free(reads.totals);
	return saying;
}

/* Where it stands or will; NULL: nowhere. What nobody wrote before is hardly
   ever written again; where reasons were accepted, an old one may be told. */
static const char **place_of(struct check *check, const struct finding *f)
{
	unsigned keys[KEYS] = { (unsigned)f->instance };
	struct plan *plan = check->plan;
	const struct saying *saying;
	bool is_new;

	if (f->row < 0 || f->place.field < 0 || check->accepted.n > 0)
		return NULL;
	saying = saying_of(plan, (size_t)f->instance);
	if (saying->asks_more)
		return NULL;
	if (saying->names_row)
		keys[1] = (unsigned)f->row + 1;
	for (size_t i = 0; i < saying->n; i++) {
		const char *text =
			record_get(check->record,
				   (struct place){ saying->fields[i], f->row });

		if (*text && !text_came_again(text))
			return NULL;
		keys[2 + i] = text_number(text);
	}
	if (plan->said.n >= LIMIT)
		memo_clear(&plan->said);
	return memo_find(&plan->said, keys, &is_new);
}

bool check_said(struct check *check, const struct finding *f, struct bytes *out)
{
	const char **place = place_of(check, f);

	if (!place || !*place)
		return false;
	bytes_add_str(out, *place);
	return true;
}

void check_note_said(struct check *check, const struct finding *f,
		     const char *s, size_t len_bytes)
{
	const char **place = place_of(check, f);

	if (place)
		*place = arena_copy(&check->plan->said.arena, s, len_bytes);
}
