/* Rows, words and parts as targets.csv has them: what is refused, and what
   they make of each other. */
#include <config.h>

#include <criterion/criterion.h>
#include "core/failure.h"
#include "core/target.h"

TestSuite(target_set, .timeout = 30);

Test(target_set, refuses_broken_rows)
{
	static const struct {
		const char *kind, *pattern, *value;
		enum failure_code code;
		size_t at; /* in the row's own text */
	} rows[] = {
		{ "数量", "^{生词}$", "生词", FAILURE_DEF_UNKNOWN, 3 },
		{ "数量", "^(a", "^(a", FAILURE_DEF_PATTERN, 4 },
		{ "段", "a)", ")", FAILURE_DEF_PATTERN, 2 },
		{ "数量", "^{关系}(", "^{关系}(", FAILURE_DEF_PATTERN, 7 },
		{ "数量", "^{关系}[数{关系})", "{关系})", FAILURE_DEF_PATTERN,
		  8 },
		{ "数量", "^{关系})x{关系}", ")x{关系}", FAILURE_DEF_PATTERN,
		  6 },
		{ "数量", "{关系}（a）", "（", FAILURE_DEF_PATTERN_WIDE, 5 },
		{ "空白", "^$", "空白", FAILURE_DEF_VALUE, 0 },
		{ "数目", "^$", "数目", FAILURE_DEF_VALUE, 0 },
	};
	struct target_set *set = target_set_new();

	cr_assert(target_set_add(set, "关系", "词", ">=|大于等于", "≥", NULL));

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct failure f = { 0 };

		cr_expect_not(target_set_add(set, "名", rows[i].kind,
					     rows[i].pattern, "", &f));
		cr_expect(f.code == rows[i].code, "%s: %d", rows[i].pattern,
			  f.code);
		cr_expect_str_eq(f.value, rows[i].value);
		cr_expect_eq(f.at, rows[i].at, "%s: %zu", rows[i].pattern,
			     f.at);
		failure_release(&f);
	}
	cr_expect_eq(target_set_row(set, "", 0), -1);
	target_set_free(set);
}

Test(target_set, expands_words_longest_first)
{
	struct target_set *set = target_set_new();
	struct target_reading r;

	cr_assert(target_set_add(set, "关系", "词", ">|a.b", ">", NULL));
	cr_assert(target_set_add(set, "关系", "词", ">=", "≥", NULL));
	cr_assert(
		target_set_add(set, "量", "数量", "^{关系}.{1,2}$", "", NULL));
	target_read(set, ">=5", 3, &r);
	cr_expect(r.relation == RELATION_GE && !r.relation_is_usual);
	target_read(set, ">5", 2, &r);
	cr_expect(r.relation == RELATION_GT && r.relation_is_usual);
	cr_expect_eq(target_set_row(set, "a.b5", 4), 0);
	cr_expect_eq(target_set_row(set, "axb5", 4), -1, "signs are escaped");
	target_set_free(set);
}

Test(target_set, words_share_what_they_begin_with)
{
	static const char *const words[] = { "不低于", "不少于", "不得少于",
					     "不",     "至少",	 "[",
					     "[x" };
	struct target_set *set = target_set_new();
	struct bytes value = BYTES_INIT;

	cr_assert(target_set_add(set, "关系", "词",
				 "不低于|不少于|不得少于|不|至少|[|[x", "≥",
				 NULL));
	cr_assert(target_set_add(set, "五", "数量", "^{关系}5$", "", NULL));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		bytes_clear(&value);
		bytes_printf(&value, "%s5", words[i]);
		cr_expect_eq(target_set_row(set, value.data, value.len), 0,
			     "%s", value.data);
	}
	cr_expect_eq(target_set_row(set, "不低5", 7), -1);
	cr_expect_eq(target_set_row(set, "5", 1), -1);
	cr_assert(target_set_add(set, "关系", "词", "不小于", "≥", NULL));
	cr_assert(target_set_add(set, "六", "数量", "^{关系}6$", "", NULL));
	cr_expect_eq(target_set_row(set, "不小于6", 10), 1, "added later");
	bytes_release(&value);
	target_set_free(set);
}

Test(target_set, a_part_may_speak_of_groups_of_parts_before)
{
	struct target_set *set = target_set_new();
	struct failure f = { 0 };

	cr_assert(target_set_add(set, "隔", "段", "(?<隔>[-~])", "", NULL));
	cr_assert(target_set_add(set, "三", "段", "1{隔}2\\k<隔>3", "", NULL));
	cr_assert(target_set_add(set, "量", "数量", "^{三}$", "", NULL));
	cr_expect_eq(target_set_row(set, "1-2-3", 5), 0);
	cr_expect_eq(target_set_row(set, "1-2~3", 5), -1);
	cr_expect_not(target_set_add(set, "四", "段", "{隔}\\k<没有>", "", &f));
	cr_expect(f.code == FAILURE_DEF_PATTERN);
	failure_release(&f);
	target_set_free(set);
}

Test(target_set, a_part_that_looks_behind_itself_is_told_of_at_once)
{
	struct target_set *set = target_set_new();
	struct failure f = { 0 };

	cr_assert(target_set_add(set, "数", "段", "[0-9]+", "", NULL));
	cr_expect_not(target_set_add(set, "后", "段", "(?<={数})人", "", &f));
	cr_expect(f.code == FAILURE_DEF_PATTERN);
	failure_release(&f);
	cr_expect_not(target_set_add(set, "非", "段", "(?<!{数})人", "", NULL));
	cr_expect(target_set_add(set, "人", "段", "(?<=[0-9])人", "", NULL));
	target_set_free(set);
}
