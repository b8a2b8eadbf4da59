/*
 * target: any text as a 指标值, by the patterns of the first form. The same
 * value in full-width signs says the same, and so does the way that it should
 * be written.
 */
#include <config.h>
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "core/target.h"
#include "core/text.h"

static struct target_set *patterns(void)
{
	static struct definition *def;
	struct failure_list faults = { 0 };

	if (!def) {
		def = definition_load(
			fuzz_path("forms/zhanjiang-department-2024"),
			fuzz_shared(), &faults);
		MUST(def && definition_load_rules(def, &faults));
	}
	return def->targets;
}

static bool same_date(struct target_date a, struct target_date b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

static void expect_same(const struct target_reading *a,
			const struct target_reading *b)
{
	MUST(a->kind == b->kind && a->relation == b->relation);
	MUST(a->has_number == b->has_number && a->number == b->number);
	MUST(a->has_number2 == b->has_number2 && a->number2 == b->number2);
	MUST(!strcmp(a->unit, b->unit));
	MUST(same_date(a->from, b->from) && same_date(a->to, b->to));
	MUST(a->date_impossible == b->date_impossible);
}

static void expect_sound(const struct target_reading *r)
{
	size_t n = strnlen(r->unit, sizeof r->unit);
	struct bytes out = BYTES_INIT;

	MUST(r->kind < TARGET_KINDS && r->relation <= RELATION_EQ);
	MUST(n < sizeof r->unit && text_valid(r->unit, n) == n);
	MUST(r->row);
	MUST(r->to.month >= 0 && r->to.day >= 0 && r->to.year >= 0);
	MUST(r->date_impossible || (r->to.month <= 12 && r->to.day <= 31));
	target_date_print(&out, &r->from);
	target_date_print(&out, &r->to);
	bytes_release(&out);
}

/* What counts is what stands there once it is folded. */
static void expect_folding(struct target_set *set, const char *s, size_t n,
			   const struct target_reading *reading)
{
	struct target_reading folded;
	struct bytes out = BYTES_INIT;

	text_fold(&out, s, n, FOLD_WIDTH);
	target_read(set, out.data, out.len, &folded);
	expect_same(reading, &folded);
	bytes_release(&out);
}

static void expect_usual_way(struct target_set *set, const char *s, size_t n,
			     const struct target_reading *reading)
{
	struct bytes out = BYTES_INIT, again = BYTES_INIT;
	struct target_reading usual;

	target_usual_way(set, s, n, &out);
	if (out.len > 0) {
		MUST(text_valid(out.data, out.len) == out.len);
		target_read(set, out.data, out.len, &usual);
		MUST(usual.kind == reading->kind);
		MUST(usual.relation == reading->relation);
		MUST(usual.number == reading->number);
		target_usual_way(set, out.data, out.len, &again);
		MUST(again.len == 0);
	}
	bytes_release(&again);
	bytes_release(&out);
}

static void expect_units(struct target_set *set, const char *s,
			 const struct target_reading *reading)
{
	char unit[64];

	if (target_unit_in_name(set, s, strlen(s), unit))
		MUST(*unit && text_valid(unit, strlen(unit)) == strlen(unit));
	MUST(target_units_agree(set, s, reading->unit) ==
	     target_units_agree(set, reading->unit, s));
	MUST(target_units_agree(set, s, s));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct target_set *set = patterns();
	struct target_reading reading, again;
	char *s;

	if (memchr(data, 0, n))
		return 0;
	s = memory_copy((const char *)data, n);
	target_read(set, s, n, &reading);
	expect_sound(&reading);
	target_read(set, s, n, &again);
	expect_same(&reading, &again);
	if (text_valid(s, n) == n) {
		expect_folding(set, s, n, &reading);
		expect_usual_way(set, s, n, &reading);
		expect_units(set, s, &reading);
	} else {
		MUST(reading.kind == TARGET_UNREADABLE);
	}
	free(s);
	return 0;
}
