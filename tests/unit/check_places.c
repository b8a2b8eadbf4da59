/* Where findings stand and what sums come to, in the corners. */
#include <config.h>
#include "core/check.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/support.h"

static struct form_set *forms;
static struct document *doc;

static void setup(void)
{
	forms = support_forms();
	doc = support_document(forms, support_path(EVERY_SAMPLE));
}

static void teardown(void)
{
	document_free(doc);
	form_set_free(forms);
}

TestSuite(check_places, .timeout = 60, .init = setup, .fini = teardown);

static void set(const char *name, long row, const char *text)
{
	document_set(doc, support_place(doc->def, name, row), text,
		     strlen(text));
}

static const struct rule *rule_of(const char *id)
{
	size_t i = 0;

	while (i < doc->def->n_rules && strcmp(doc->def->rules[i].id, id) != 0)
		i++;
	cr_assert_lt(i, doc->def->n_rules, "no rule %s", id);
	return &doc->def->rules[i];
}

static void costs(const char *first, const char *second, const char *third,
		  const char *fourth)
{
	set("活动.花费", 0, first);
	set("活动.花费", 1, second);
	set("活动.花费", 2, third);
	set("活动.花费", 3, fourth);
}

/* What 64 bits can't hold is no sum: the wrong one would be below any limit. */
Test(check_places, a_sum_beyond_all_bounds_is_unknown)
{
	costs("900000000", "900000000", "1", "1");
	cr_expect_eq(check_outcome(doc->check, rule_of("SUM-LIMIT")),
		     OUTCOME_UNKNOWN);
	costs("900000000", "1", "1", "1");
	cr_expect_eq(check_outcome(doc->check, rule_of("SUM-LIMIT")),
		     OUTCOME_FAIL);
}

/* SUM-LIMIT stands before COST-GRANT in the file, and is but a hint. */
Test(check_places, the_worst_at_a_place_comes_first)
{
	const struct place place = support_place(doc->def, "活动.花费", 0);
	const struct finding *list;
	size_t n, at = 0;

	costs("25", "1", "1", "1");
	set("学校拨款", -1, "9");
	n = check_findings(doc->check, &list);
	while (at < n && !place_equal(list[at].place, place))
		at++;
	cr_assert_lt(at + 1, n);
	cr_expect_str_eq(list[at].rule->id, "COST-GRANT");
	cr_expect_str_eq(list[at + 1].rule->id, "SUM-LIMIT");
	cr_expect_gt(list[at].rule->severity, list[at + 1].rule->severity);
}

/* A sum of some of a side's fields is another sum. */
Test(check_places, a_part_of_a_sum_is_none)
{
	struct document *real =
		support_document(forms, support_path(REAL_FORM));
	struct balance balance;
	bool is_left;
	size_t n = 0;

	cr_assert(check_balance(real->check, 0, &balance));
	while (balance.left[n] >= 0)
		n++;
	cr_assert_gt(n, 1);
	cr_expect(
		check_sum_of(real->check, balance.left, n, &balance, &is_left));
	cr_expect(is_left);
	for (size_t i = 0; i < n; i++)
		cr_expect_not(check_sum_of(real->check, &balance.left[i], 1,
					   &balance, &is_left));
	document_free(real);
}

/* A level under another of its names is the same level. */
Test(check_places, a_level_is_compared_by_its_node)
{
	char *folder = support_folder();
	struct failure_list faults = { 0 };
	enum outcome other, same;

	support_copy_form(EVERY_KIND, folder);
	support_change(folder, "indicators.csv", "旧,比赛,校内,,1",
		       "旧,比赛,校内,本校,1");
	document_free(doc);
	cr_assert(form_set_choose(forms, folder, &faults));
	doc = support_document(forms, support_path(EVERY_SAMPLE));
	set("活动.小类", 1, "校外");
	other = check_outcome(doc->check, rule_of("LEVEL-TARGET"));
	set("活动.小类", 1, "本校");
	same = check_outcome(doc->check, rule_of("LEVEL-TARGET"));
	cr_expect_eq(other, OUTCOME_PASS);
	cr_expect_eq(same, OUTCOME_FAIL);
	support_remove_folder(folder);
	free(folder);
}
