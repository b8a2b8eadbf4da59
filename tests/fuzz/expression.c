/*
 * expression: a rule's condition or sentence in one of the forms, and what it
 * comes to where cells hold this and that. A fault has a place in it; what is
 * evaluated twice is the same twice, and of the type that it was said to be.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/amount.h"
#include "core/definition_read.h"
#include "core/expression.h"
#include "core/memory.h"
#include "core/sentence.h"
#include "core/text.h"

static struct definition *definitions[2];

static void load(void)
{
	static const char *const folders[] = {
		"forms/zhanjiang-department-2024", "tests/forms/every-kind"
	};
	struct failure_list faults = { 0 };

	for (int i = 0; i < 2 && !definitions[i]; i++) {
		definitions[i] = definition_load(fuzz_path(folders[i]),
						 fuzz_shared(), &faults);
		MUST(definitions[i] &&
		     definition_load_rules(definitions[i], &faults));
	}
}

/* ---- a world in which every answer depends on the question and the salt ---- */

struct world {
	const struct definition *def;
	const struct expression_dictionary *dictionary;
	const struct expression *e;
	struct expression_world *own;
	unsigned salt;
};

static struct value number_at(unsigned i, int field, bool money)
{
	static const int64_t numbers[] = {
		0,	   AMOUNT_ONE, -5 * AMOUNT_ONE, 1, 2024 * AMOUNT_ONE,
		INT64_MAX, INT64_MIN,  6312300
	};

	if (i % 11 == 9)
		return value_blank(field);
	if (i % 11 == 10)
		return value_unreadable(field, "六百万");
	return value_number(numbers[i % 8], money);
}

static struct value text_at(unsigned i, int field)
{
	static const char *const texts[] = { "科协", "　ＡＢ（１） ", "12.50",
					     "≥95%", "2024年6月",     "\tＡ",
					     "1e9",  "产出指标" };

	return i % 9 == 8 ? value_blank(field) : value_text(texts[i % 8]);
}

static struct value of_type(const struct expression_type *type, unsigned i,
			    int field)
{
	if (type->kinds & TYPE_NUMBER)
		return number_at(i, field, type->measure == MEASURE_MONEY);
	if (type->kinds & TYPE_TEXT)
		return text_at(i, field);
	return i % 5 == 4 ? value_blank(field) : value_truth(i % 2);
}

static struct value cell(void *ctx, int field)
{
	const struct world *w = ctx;
	struct expression_type type;

	MUST(field >= 0 && field < w->def->n_fields);
	type = definition_field_type(&w->def->fields[field]);
	return of_type(&type, (unsigned)field * 3 + w->salt, field);
}

static struct value self(void *ctx, enum expression_name_kind kind)
{
	const struct world *w = ctx;

	return kind == NAME_SELF_LABEL || kind == NAME_MEND
		       ? value_text("本格的名")
		       : of_type(&w->dictionary->self, w->salt, -1);
}

static struct value aggregate(void *ctx, int slot)
{
	const struct world *w = ctx;
	size_t i = (size_t)slot;
	struct value earlier;

	MUST(i < expression_n_aggregates(w->e));
	switch (expression_aggregate_kind(w->e, i)) {
	case AGGREGATE_WHOLE:
		return value_truth(w->salt % 2);
	case AGGREGATE_EARLIER:
		expression_aggregate_whole(w->e, i, w->own, &earlier);
		return earlier;
	case AGGREGATE_GONE:
		return w->salt % 2 ? value_text("甲") : value_blank(-1);
	case AGGREGATE_UNSHARED:
	case AGGREGATE_RUNS:
		return value_truth(i % 2);
	default:
		return number_at(w->salt + (unsigned)slot, -1,
				 expression_aggregate_money(w->e, i));
	}
}

static struct value call(void *ctx, int id, const struct value *args, int n)
{
	const struct world *w = ctx;
	const struct expression_function *f = w->dictionary->functions;

	while (f->id != id)
		f++;
	MUST(f->name && n >= f->min_args);
	MUST(f->max_args < 0 || n <= f->max_args);
	for (int i = 0; i < n; i++)
		MUST(args[i].kind <= VALUE_TRUTH);
	return of_type(&f->gives, w->salt + (unsigned)id, -1);
}

/* ---- what must hold ---- */

static bool same(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == VALUE_NUMBER)
		return a->number == b->number && a->money == b->money;
	if (a->kind == VALUE_TEXT)
		return !strcmp(a->text, b->text);
	return a->kind != VALUE_TRUTH || a->truth == b->truth;
}

static void expect_type(const struct expression *e, const struct value *v)
{
	static const unsigned kinds[] = {
		[VALUE_NUMBER] = TYPE_NUMBER,
		[VALUE_TEXT] = TYPE_TEXT,
		[VALUE_TRUTH] = TYPE_TRUTH,
	};

	if (v->kind > VALUE_UNREADABLE)
		MUST(expression_type(e).kinds & kinds[v->kind]);
	if (v->kind == VALUE_TEXT)
		MUST(text_valid(v->text, strlen(v->text)) == strlen(v->text));
}

static void expect_aggregates(const struct expression *e,
			      struct expression_world *w,
			      const struct definition *def)
{
	for (size_t i = 0; i < expression_n_aggregates(e); i++) {
		const int *fields = expression_aggregate_fields(e, i);
		struct value part;

		MUST(expression_aggregate_table(e, i) < def->n_tables);
		MUST(expression_aggregate_link(e, i) < (int)i);
		while (*fields >= 0)
			MUST(*fields++ < def->n_fields);
		if (expression_aggregate_kind(e, i) >= AGGREGATE_WHOLE)
			expression_aggregate_whole(e, i, w, &part);
		else
			expression_aggregate_part(e, i, &(struct known){ 0 }, w,
						  &part);
	}
}

static enum truth truth_of(const struct value *v)
{
	if (v->kind == VALUE_BLANK)
		return TRUTH_UNKNOWN;
	if (v->kind != VALUE_TRUTH)
		return TRUTH_UNREADABLE;
	return v->truth ? TRUTH_YES : TRUTH_NO;
}

static void expect_truth(const struct expression *e, struct expression_world *w,
			 const struct value *v)
{
	const struct known nothing = { .refs = NULL };
	enum truth truth = expression_truth_known(e, &nothing, w);
	struct value left, right;

	MUST(truth == truth_of(v));
	if (expression_sides(e, w, &left, &right) && v->kind == VALUE_TRUTH)
		MUST(expression_holds(e, w, &left, &right) == v->truth);
}

static void evaluate(struct expression *e, struct world *world)
{
	struct arena scratch = { 0 };
	struct expression_world w = {
		.ctx = world,
		.cell = cell,
		.self = self,
		.aggregate = aggregate,
		.call = call,
		.money_times = 1,
		.money_by = world->salt % 3,
		.scratch = &scratch,
	};
	struct value v, again;
	struct bytes out = BYTES_INIT;

	world->e = e;
	world->own = &w;
	for (size_t i = 0; i < expression_n_aggregates(e); i++)
		expression_aggregate_bind(e, i, (int)i);
	for (const int *field = expression_fields(e); *field >= 0; field++)
		MUST(*field < world->def->n_fields);
	expect_aggregates(e, &w, world->def);
	for (unsigned i = 0; i < 3; i++, world->salt++) {
		expression_eval(e, &w, &v);
		expression_eval(e, &w, &again);
		MUST(same(&v, &again));
		expect_type(e, &v);
		expect_truth(e, &w, &v);
		value_print(&out, &v);
	}
	MUST(text_valid(out.data, out.len) == out.len);
	bytes_release(&out);
	arena_release(&scratch);
}

static void expect_fault(struct failure *f, const char *s, size_t n)
{
	MUST(f->at <= text_count(s, n) + 1);
	fuzz_say(f);
}

static void read_sentence(const struct fuzz *in, const struct world *world,
			  int scope)
{
	struct failure f = { 0 };
	struct sentence *sentence =
		sentence_new(in->data, in->n, scope, world->dictionary, &f);

	if (!sentence) {
		expect_fault(&f, in->data, in->n);
		return;
	}
	for (size_t i = 0; i < sentence_n_expressions(sentence); i++) {
		struct world own = *world;

		evaluate(sentence_expression(sentence, i), &own);
	}
	sentence_free(sentence);
}

static void read_expression(const struct fuzz *in, struct world *world,
			    int scope)
{
	struct failure f = { 0 };
	struct expression *e =
		expression_new(in->data, in->n, scope, world->dictionary, &f);

	if (e)
		evaluate(e, world);
	else
		expect_fault(&f, in->data, in->n);
	expression_free(e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct expression_type selves[] = {
		{ TYPE_NUMBER, MEASURE_MONEY },
		{ TYPE_TEXT, MEASURE_PLAIN },
		{ TYPE_NUMBER, MEASURE_PLAIN },
		{ 0, MEASURE_ANY },
	};
	struct fuzz in = fuzz_of(data, n);
	struct expression_dictionary dictionary;
	struct world world = { .dictionary = &dictionary };
	int scope;

	/* cells of a definition are text without NUL */
	if (text_valid(in.data, n) < n || (n && memchr(data, 0, n)))
		return 0;
	load();
	world.def = definitions[fuzz_choose(&in, 2)];
	world.salt = fuzz_choose(&in, 256);
	scope = (int)fuzz_choose(&in, (unsigned)world.def->n_tables + 1) - 1;
	dictionary = definition_dictionary(world.def);
	dictionary.self = selves[fuzz_choose(&in, 4)];
	dictionary.has_expected = dictionary.has_mend = true;
	dictionary.has_whole = fuzz_choose(&in, 4) > 0;
	dictionary.has_earlier = dictionary.has_whole;
	read_expression(&in, &world, scope);
	read_sentence(&in, &world, scope);
	return 0;
}
