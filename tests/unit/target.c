#include <config.h>

#include "core/target.h"

#include <criterion/criterion.h>
#include <string.h>
#include "core/amount.h"
#include "tests/unit/support.h"

TestSuite(target, .timeout = 30);

static void print_date(struct bytes *out, const char *mark,
		       const struct target_date *d)
{
	if (d->year || d->month || d->day)
		bytes_printf(out, " %s", mark);
	target_date_print(out, d);
}

/* 数量 ≥ 65 ‹人›, with ! behind a relation that is not the usual sign. */
static const char *reading(struct target_set *set, const char *s,
			   struct bytes *out)
{
	struct target_reading r;

	bytes_clear(out);
	target_read(set, s, strlen(s), &r);
	bytes_add_str(out, target_kind_name(r.kind));
	if (r.relation)
		bytes_printf(out, " %s%s", target_relation_sign(r.relation),
			     r.relation_is_usual ? "" : "!");
	if (r.has_number) {
		bytes_add_char(out, ' ');
		amount_print(out, r.number, 0);
	}
	if (r.has_number2) {
		bytes_add_str(out, " .. ");
		amount_print(out, r.number2, 0);
	}
	if (*r.unit)
		bytes_printf(out, " ‹%s›", r.unit);
	print_date(out, "from ", &r.from);
	print_date(out, "to ", &r.to);
	if (r.date_impossible)
		bytes_add_str(out, " impossible");
	return out->data;
}

/* What the labelled tables can't say: blanks that can't be seen, whether a
   relation is the usual sign, what an impossible date keeps. */
static const char *const readings[][2] = {
	{ "", "空白" },
	{ " 　\n", "空白" },
	{ " | | ", "空白" },
	{ "≥65", "数量 ≥ 65" },
	{ " ＞＝９５％　", "数量 ≥! 95 ‹%›" },
	{ "≥\u00A095\u200B\uFEFF\u3000%\n", "数量 ≥ 95 ‹%›" },
	{ "1\u00A0000人", "数量 1000 ‹人›" },
	{ "3\n4天", "不明" },
	{ "等于100%", "数量 = 100 ‹%›" },
	{ "=100%", "数量 = 100 ‹%›" },
	{ "达到100%", "数量 =! 100 ‹%›" },
	{ "达到95%以上", "数量 ≥! 95 ‹%›" },
	{ "≥95%以上", "数量 ≥! 95 ‹%›" },
	{ "大于95%以上", "数量 >! 95 ‹%›" },
	{ "≥5天以内", "不明" },
	{ "50人以上", "数量 ≥! 50 ‹人›" },
	{ "大于等于 | 98 | 百分比", "数量 ≥! 98 ‹%›" },
	{ "2024年2月29日", "日期 to 2024-02-29" },
	{ "2023年2月29日", "日期 to 2023-02-29 impossible" },
	{ "2月30日", "日期 to --02-30 impossible" },
	{ "2月29日", "日期 to --02-29" },
	{ "2024年4月31日前", "日期 to 2024-04-31 impossible" },
	{ "13月底前", "日期 to --13 impossible" },
	{ "1900年2月29日", "日期 to 1900-02-29 impossible" },
	{ "2023.07-2024.13", "不明" },
	{ "9223372036854元", "数量 9223372036854 ‹元›" },
	{ "9223372036855元", "不明" },
	{ "0.000001元", "数量 0.000001 ‹元›" },
	{ "0.0000001元", "不明" },
	{ "≥95%\xFF", "不明" },
	{ "\xE6 \xBA\x95", "不明" },	/* 溕 if the blank is dropped */
	{ "\xC2\xC2\xAD\xA0", "不明" }, /* a blank, if U+00AD is */
	{ "\xD6\xD0", "不明" },
};

Test(target, counts_days_as_spreadsheets_do)
{
	static const struct {
		int64_t days;
		struct target_date date;
	} rows[] = {
		{ 36525, { 2000, 1, 1 } },     { 36526, { 2000, 1, 1 } },
		{ 36585, { 2000, 2, 29 } },    { 45657, { 2024, 12, 31 } },
		{ 73050, { 2099, 12, 31 } },   { 73051, { 2100, 1, 1 } },
		{ INT64_MAX, { 2100, 1, 1 } }, { INT64_MIN, { 2000, 1, 1 } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct target_date d;
		bool ok = target_date_of_serial(rows[i].days, &d);

		cr_expect_eq(ok,
			     rows[i].days >= 36526 && rows[i].days <= 73050);
		if (ok)
			cr_expect(d.year == rows[i].date.year &&
					  d.month == rows[i].date.month &&
					  d.day == rows[i].date.day,
				  "%d-%d-%d", d.year, d.month, d.day);
	}
}

Test(target, knows_a_period_that_ends_before_it_begins)
{
	static const struct {
		const char *value;
		bool ends_first;
	} rows[] = {
		{ "2024年3月20日至2024年3月10日", true },
		{ "2024年3月10日至2024年3月20日", false },
		{ "2024年3月10日至2024年3月10日", false },
		{ "2024年5月至2024年3月", true },
		{ "2024年5月20日至2024年3月", true },
		{ "2024年3月20日至2024年3月", false },
		{ "2024年12月至2025年1月", false },
		{ "2025年1月至2024年12月", true },
		{ "2025年至2024年", true },
		{ "2024年5月前", false },
	};
	struct definition *def = support_form(FIRST_FORM);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct target_reading r;

		target_read(def->targets, rows[i].value, strlen(rows[i].value),
			    &r);
		cr_expect_neq(r.kind, TARGET_UNREADABLE, "%s", rows[i].value);
		cr_expect_eq(target_ends_first(&r), rows[i].ends_first, "%s",
			     rows[i].value);
	}
	definition_free(def);
}

Test(target, reads_beyond_the_tables)
{
	struct definition *def = support_form(FIRST_FORM);
	struct target_set *set = def->targets;
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
		cr_expect_str_eq(reading(set, readings[i][0], &out),
				 readings[i][1], "%s: %s", readings[i][0],
				 out.data);
	bytes_release(&out);
	definition_free(def);
}

static void expect_usual_way(struct target_set *set, const char *s,
			     const char *wanted)
{
	struct bytes out = BYTES_INIT;

	target_usual_way(set, s, strlen(s), &out);
	cr_expect_str_eq(out.data, wanted, "%s: %s", s, out.data);
	bytes_release(&out);
}

/* What nobody could read, or what should again be written otherwise, is no way
   to write it. */
Test(target, usual_ways_are_read_as_they_were)
{
	struct definition *def = support_form(FIRST_FORM);

	expect_usual_way(def->targets, "不少于3册", "≥3册");
	expect_usual_way(def->targets, "95%以上", "≥95%");
	expect_usual_way(def->targets, "7个工作日内完成", "≤7个工作日完成");
	expect_usual_way(def->targets, "7䨪工作日内完成", "");
	expect_usual_way(def->targets, "7内内", "");
	definition_free(def);
}

/* A table of one's own, row by row: name, class, pattern, read as. */
static struct target_set *set_of(const char *const (*rows)[4], size_t n)
{
	struct target_set *set = target_set_new();

	for (size_t i = 0; i < n; i++)
		cr_assert(target_set_add(set, rows[i][0], rows[i][1],
					 rows[i][2], rows[i][3], NULL),
			  "%s", rows[i][0]);
	return set;
}

static void expect(struct target_set *set, const char *s, const char *wanted)
{
	struct bytes out = BYTES_INIT;

	cr_expect_str_eq(reading(set, s, &out), wanted, "%s: %s", s, out.data);
	bytes_release(&out);
}

Test(target, cuts_a_long_unit_at_a_character)
{
	static const char *const rows[][4] = {
		{ "数量", "数量", "^(?<数>\\d+)(?<单位>.+)$", "" },
	};
	struct target_set *set = set_of(rows, 1);
	struct target_reading r;
	struct bytes value = BYTES_INIT;

	bytes_add_str(&value, "3%");
	for (int i = 0; i < 30; i++)
		bytes_add_str(&value, "吨");
	target_read(set, value.data, value.len, &r);
	cr_expect_eq(strlen(r.unit), 61);
	bytes_release(&value);
	target_set_free(set);
}

Test(target, knows_where_a_unit_ends)
{
	static const char *const rows[][4] = {
		{ "单位词", "词", "人|人次|%", "" },
		{ "单位词", "词", "百分比|百分点", "%" },
		{ "量词", "词", "家", "" },
		{ "数量", "数量", "^(?<数>\\d+)(?<单位>.+)$", "" },
	};
	struct target_set *set = set_of(rows, 4);

	expect(set, "99百分比", "数量 99 ‹%›");
	expect(set, "5人次", "数量 5 ‹人次›");
	expect(set, "5人次培训", "数量 5 ‹人次›");
	expect(set, "5万家企业", "数量 5 ‹万家›");
	expect(set, "5家村", "数量 5 ‹家村›");
	expect(set, "5家/年", "数量 5 ‹家/年›");
	expect(set, "5万", "数量 5 ‹万›");
	expect(set, "5单", "数量 5 ‹单›");
	expect(set, "5考核目标值", "数量 5 ‹考核目标值›");
	expect(set, "5考核目标任务", "不明");
	target_set_free(set);
}

Test(target, drops_cells_that_say_nothing)
{
	static const char *const rows[][4] = {
		{ "性质", "词", "定性|定量", "" },
		{ "数量", "数量", "^(?<数>\\d+)$", "" },
		{ "文字", "文字", "^定性好$", "" },
	};
	struct target_set *set = set_of(rows, 3);

	expect(set, "定量 | 5", "数量 5");
	expect(set, "5 | 定量", "数量 5");
	expect(set, "定性", "空白");
	expect(set, "定性好", "文字");
	expect(set, "3 | 4", "不明");
	target_set_free(set);
}

Test(target, reads_months_from_words)
{
	static const char *const rows[][4] = {
		{ "季", "词", "二季", "4..6" },
		{ "季", "词", "乱季", "6..4" },
		{ "季", "词", "长季", "10..13" },
		{ "期间", "期间", "^(?:(?<年>\\d+)年)?{季}$", "" },
		{ "日期", "日期", "^(?:(?<年>\\d+)年)?{季}前$", "" },
	};
	struct target_set *set = set_of(rows, 5);

	expect(set, "2024年二季", "期间 from 2024-04 to 2024-06");
	expect(set, "二季", "期间 from --04 to --06");
	expect(set, "二季前", "日期 to --06");
	expect(set, "乱季", "期间");
	expect(set, "长季", "期间");
	target_set_free(set);
}

/* \d+ in a keeper's table: no year is that long, and none wraps around. */
Test(target, holds_any_year)
{
	static const char *const rows[][4] = {
		{ "日期", "日期", "^(?<年>\\d+)年(?<月>\\d+)月$", "" },
	};
	struct target_set *set = set_of(rows, 1);

	expect(set, "9999年12月", "日期 to 9999-12");
	expect(set, "10000年12月", "日期 to 10000-12 impossible");
	expect(set, "4294967296年1月", "日期 to 42949-01 impossible");
	expect(set, "2024年99999999999999999999月",
	       "日期 to 2024-99999 impossible");
	target_set_free(set);
}

/* Rows below are for other values: what a row gives up on is not theirs. */
Test(target, does_not_guess_behind_a_limit)
{
	static const char *const rows[][4] = {
		{ "慢", "数量", "^(?:[a-z]+)+[56]$", "" },
		{ "快", "文字", "^[a-z]+$", "" },
	};
	struct target_set *set = set_of(rows, 2);

	expect(set, "abc", "文字");
	cr_expect_eq(target_set_gave_up(set), -1);
	expect(set, "abcdefghijklmnopqrstuvwxyz", "不明");
	cr_expect_eq(target_set_gave_up(set), 0);
	expect(set, "abc", "文字");
	cr_expect_eq(target_set_gave_up(set), -1);
	target_set_free(set);
}

Test(target, finds_units_in_names)
{
	static const char *const rows[][2] = {
		{ "科普宣传覆盖人群(万人)", "万人" },
		{ "受益群众满意率（％）", "%" },
		{ "补贴标准(元/人)", "元/人" },
		{ "开展活动次数(新增)", NULL },
		{ "成本控制率(计算公式:实际成本/总成本*100%)", NULL },
		{ "发放药品件", "件" },
		{ "培训人数", "人" },
		{ "开展场次数量", "场次" },
		{ "景气指数", NULL },
		{ "数量", NULL },
		{ "年度目标", NULL },
		{ "件", NULL },
		{ "", NULL },
	};
	struct definition *def = support_form(FIRST_FORM);
	struct target_set *set = def->targets;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char unit[64] = "";
		bool has = target_unit_in_name(set, rows[i][0],
					       strlen(rows[i][0]), unit);

		cr_expect(has == (rows[i][1] != NULL), "%s", rows[i][0]);
		cr_expect(!has || !strcmp(unit, rows[i][1]), "%s: %s",
			  rows[i][0], unit);
	}
	definition_free(def);
}

Test(target, tells_units_of_two_kinds)
{
	static const struct {
		const char *a, *b;
		bool agree;
	} rows[] = {
		{ "元", "亿元", true },	  { "万人", "人次", true },
		{ "元", "%", false },	  { "万人", "%", false },
		{ "天", "万元", false },  { "元/人", "元", true },
		{ "没见过", "元", true }, { "", "元", true },
		{ "万", "人", true },
	};
	struct definition *def = support_form(FIRST_FORM);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(
			target_units_agree(def->targets, rows[i].a, rows[i].b),
			rows[i].agree, "%s %s", rows[i].a, rows[i].b);
	definition_free(def);
}

Test(target, names_the_row_that_reads)
{
	static const char *const rows[][2] = {
		{ "符合相关规定", "套话" },
		{ "长期", "常见文字" },
		{ "100%90%85%85%", "几个数" },
		{ "15日前", "日期不清" },
		{ "202412", "年月或数" },
		{ "≥5天以内", "" },
		{ "", "" },
	};
	struct definition *def = support_form(FIRST_FORM);
	struct target_reading r;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		target_read(def->targets, rows[i][0], strlen(rows[i][0]), &r);
		cr_expect_str_eq(r.row, rows[i][1], "%s: %s", rows[i][0],
				 r.row);
	}
	definition_free(def);
}
