/* The letter of return: what stands in it, how often, and in which order. */
#include <config.h>
#include "core/letter.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "tests/unit/support.h"

/* 2026-11-26 09:30:00 in China */
static const struct review_hand morning = { "张三", 1795656600, 480 };

static struct form_set *forms;
static struct document *doc;
static struct review review;

static void begin(void)
{
	forms = support_forms();
	doc = support_document(forms, support_path(REAL_FORM));
	review_init(&review);
}

static void end(void)
{
	review_release(&review);
	document_free(doc);
	form_set_free(forms);
}

TestSuite(letter, .init = begin, .fini = end, .timeout = 60);

/* ---- words that tell what was asked for ---- */

static void opening(const struct letter *letter, struct bytes *out)
{
	bytes_printf(out, "%s\n<%zu %zu %zu %zu %zu %zu>",
		     document_name(letter->doc), letter->n_in[LETTER_ERRORS],
		     letter->n_in[LETTER_WARNINGS], letter->n_in[LETTER_HINTS],
		     letter->n_in[LETTER_OPINIONS],
		     letter->n_in[LETTER_REMARKS],
		     letter->n_in[LETTER_ACCEPTED]);
}

static void heading(const struct letter *letter, enum letter_section section,
		    int ordinal, struct bytes *out)
{
	(void)letter;
	bytes_printf(out, "# %d %d", ordinal, (int)section);
}

static void group(size_t n, struct bytes *out)
{
	bytes_printf(out, "together %zu", n);
}

static void place(const struct letter *letter, const struct letter_part *part,
		  struct bytes *out)
{
	(void)letter;
	bytes_printf(out, "at %d.%ld", part->place.field, part->place.row);
}

static void add_finding(const struct document *of, const struct finding *f,
			struct bytes *out)
{
	(void)of;
	bytes_printf(out, "finding %s %d.%ld;", f->rule->id, f->place.field,
		     f->place.row);
}

static void add_mend(const struct document *of, const struct finding *f,
		     const struct mend *mend, struct bytes *out)
{
	(void)of;
	(void)f;
	text_show(out, mend->cells[0].text.data, mend->cells[0].text.len, -1);
}

static void add_hand(const struct review_hand *hand, struct bytes *out)
{
	bytes_printf(out, " by %s", hand->reviewer);
}

static void standing(enum remark_standing s, struct bytes *out)
{
	bytes_add_str(out, s == REMARK_CHANGED ? " changed"
			   : s == REMARK_GONE  ? " gone"
					       : "");
}

static void closing(const struct letter *letter, const struct review_hand *date,
		    struct bytes *out)
{
	(void)letter;
	review_print_time(date, false, out);
}

static const struct letter_words words = {
	.language = "zh-CN",
	.titles = { "unread", "reading", "returned", "accepted" },
	.columns = { "1", "2", "3", "4", "5", "6", "7" },
	.labels = { "value:", "then:", "problem:", "mend:", "opinion:", "rule:",
		    "basis:", "remark:", "reason:" },
	.blank = "(blank)",
	.colon = ": ",
	.between = " or ",
	.opening = opening,
	.heading = heading,
	.group = group,
	.place = place,
	.finding = add_finding,
	.mend = add_mend,
	.hand = add_hand,
	.standing = standing,
	.closing = closing,
};

/* The letter; the caller frees it. */
static char *written_of(const struct document *form, enum letter_format format)
{
	const struct letter_how how = { format, &words, morning };
	struct bytes out = BYTES_INIT;

	letter_write(&how, form, &review, &out);
	return bytes_take(&out);
}

static char *written(enum letter_format format)
{
	return written_of(doc, format);
}

static size_t count(const char *text, const char *word)
{
	size_t n = 0;

	while ((text = strstr(text, word))) {
		text += strlen(word);
		n++;
	}
	return n;
}

static void set(const char *field, long row, const char *text)
{
	document_set(doc, support_place(doc->def, field, row), text,
		     strlen(text));
}

/* ---- findings ---- */

static void each_finding_once(enum letter_format format)
{
	const struct finding *findings;
	size_t n = check_findings(doc->check, &findings);
	char *letter = written(format);

	cr_assert_gt(n, 0);
	cr_assert_eq(count(letter, "finding "), n);
	for (size_t i = 0; i < n; i++) {
		struct bytes one = BYTES_INIT;

		add_finding(doc, &findings[i], &one);
		cr_assert_eq(count(letter, one.data), 1, "%s", one.data);
		bytes_release(&one);
	}
	free(letter);
}

Test(letter, has_each_open_problem_once)
{
	each_finding_once(LETTER_TEXT);
	each_finding_once(LETTER_HTML);
}

/* Two rules of one id with different opinions, many rows, blank cells, and the
   whole form. */
Test(letter, has_each_open_problem_once_whatever_is_wrong)
{
	static const char *const targets[] = { "",	   "=1",   "一二三",
					       "9%%",	   "≥90%", "长期",
					       "2030年",   "**",   "1-2-3",
					       "100000000" };
	unsigned state = 20261126;

	for (int turn = 0; turn < 30; turn++) {
		size_t n = sizeof targets / sizeof *targets;

		set("指标.指标值", (long)(support_random(&state) % 9),
		    targets[support_random(&state) % n]);
		set("任务.名称", (long)(support_random(&state) % 3),
		    targets[support_random(&state) % n]);
		set("基本支出", -1, targets[support_random(&state) % n]);
		each_finding_once(LETTER_TEXT);
		each_finding_once(LETTER_HTML);
	}
}

Test(letter, has_problems_of_one_rule_together_and_the_worst_first)
{
	char *letter = written(LETTER_TEXT);
	const char *errors = strstr(letter, "# 0 0");
	const char *warnings = strstr(letter, "# 1 1");
	const char *hints = strstr(letter, "# 2 2");

	cr_assert(errors && errors < warnings && warnings < hints);
	cr_assert_eq(count(letter, "rule:VAL-QUAL"), 1);
	cr_assert_eq(count(letter, "finding VAL-QUAL "), 3);
	cr_assert_not_null(strstr(letter, ". together 3\n"));
	cr_assert_not_null(strstr(letter, "(3) at "));
	cr_assert_not_null(strstr(letter, "\n9. together 3"));
	cr_assert_null(strstr(letter, "\n10. "));
	free(letter);
}

Test(letter, says_what_stands_there_and_how_to_mend_it)
{
	char *letter = written(LETTER_TEXT);

	cr_assert_not_null(strstr(letter, "value:4\n"));
	cr_assert_not_null(strstr(letter, "mend:≥4 or 等于4\n"));
	cr_assert_not_null(strstr(letter, "opinion:不够细化、量化  rule:"));
	cr_assert_not_null(strstr(letter, "basis:GB/T 2312—1980  rule:"));
	free(letter);
	set("部门名称", -1, "");
	letter = written(LETTER_TEXT);
	cr_assert_not_null(strstr(letter, "value:(blank)\n"));
	free(letter);
}

Test(letter, has_what_was_accepted_apart)
{
	const struct finding *findings;
	size_t n = check_findings(doc->check, &findings), i = 0;
	char *letter;
	const char *apart;

	while (i < n && strcmp(findings[i].rule->id, "NAME-LONG") != 0)
		i++;
	cr_assert_lt(i, n);
	cr_assert(document_accept(doc, &findings[i], "上级下达的名称",
				  "2026-11-25"));
	letter = written(LETTER_TEXT);
	apart = strstr(letter, "# 3 5");
	cr_assert_not_null(apart);
	cr_assert_eq(count(letter, "finding NAME-LONG"), 1);
	cr_assert_not_null(strstr(apart, "finding NAME-LONG"));
	cr_assert_not_null(strstr(apart, "reason:上级下达的名称"));
	cr_assert_not_null(strstr(apart, "\n- "), "it has no number");
	cr_assert_null(strstr(apart, "mend:"));
	free(letter);
	letter = written(LETTER_HTML);
	cr_assert_eq(count(letter, "finding NAME-LONG"), 1);
	cr_assert_not_null(strstr(letter, "上级下达的名称"));
	free(letter);
}

/* ---- reviewers ---- */

Test(letter, has_opinions_and_remarks_behind_the_problems)
{
	struct place target = support_place(doc->def, "指标.指标值", 1);
	char *letter;

	review_add_opinion(&review, "不够完整", "", &morning);
	review_add_opinion(&review, "其他", "缺附件", &morning);
	review_remark_on(&review, &doc->record, target, "", "请核对", &morning);
	review_set_state(&review, REVIEW_RETURNED, &morning);
	letter = written(LETTER_TEXT);
	cr_assert_not_null(strstr(letter, "<2 3 7 2 1 0>"));
	cr_assert_not_null(strstr(letter, "\n10. 不够完整 by 张三\n"));
	cr_assert_not_null(strstr(letter, "\n11. 其他: 缺附件 by 张三\n"));
	cr_assert_not_null(strstr(letter, "then:4\n"));
	cr_assert_not_null(strstr(letter, "remark:请核对 by 张三\n"));
	cr_assert_not_null(strstr(letter, "returned\n\n"));
	free(letter);
}

Test(letter, tells_that_a_remark_is_overtaken)
{
	struct place target = support_place(doc->def, "指标.指标值", 1);
	char *letter;

	review_remark_on(&review, &doc->record, target, "", "请核对", &morning);
	set("指标.指标值", 1, "≥4");
	letter = written(LETTER_TEXT);
	cr_assert_not_null(strstr(letter, "then:4\n    value:≥4\n"));
	cr_assert_not_null(strstr(letter, "remark:请核对 changed by 张三\n"));
	free(letter);
	document_row_delete(doc, definition_table(doc->def, "指标", 6), 1);
	letter = written(LETTER_TEXT);
	cr_assert_not_null(strstr(letter, "changed by 张三\n"),
			   "another row has its number");
	free(letter);
}

/* ---- its form ---- */

Test(letter, is_no_wider_than_the_page)
{
	struct bytes text = BYTES_INIT;
	char *letter, *line;

	for (int i = 0; i < 60; i++)
		bytes_add_str(&text, "请按“预算法”（2018年修正）核对，");
	review_add_opinion(&review, "其他", text.data, &morning);
	letter = written(LETTER_TEXT);
	for (line = strtok(letter, "\n"); line; line = strtok(NULL, "\n"))
		cr_assert_leq(text_cols(line, strlen(line)), 80, "%s", line);
	free(letter);
	bytes_release(&text);
}

Test(letter, is_the_same_each_time)
{
	for (int format = LETTER_TEXT; format <= LETTER_HTML; format++) {
		char *once = written((enum letter_format)format);
		char *again = written((enum letter_format)format);

		cr_assert_str_eq(once, again);
		free(once);
		free(again);
	}
}

Test(letter, of_a_form_without_problems_is_short)
{
	struct document *blank = support_document(
		forms, support_path("tests/forms/reading-corner/corner.csv"));
	char *letter = written_of(blank, LETTER_TEXT);
	const struct finding *findings;

	cr_assert_eq(check_findings(blank->check, &findings), 0);
	cr_assert_null(strstr(letter, "#"));
	cr_assert_not_null(strstr(letter, "2026-11-26 09:30:00\n"));
	free(letter);
	document_free(blank);
}

/* Spending that doesn't come to the grant is of no row more than of another. */
Test(letter, names_no_row_where_the_table_is_wrong)
{
	struct document *club = support_document(
		forms, support_path("tests/forms/three-boxes/chess-club.csv"));
	char *letter = written_of(club, LETTER_TEXT);

	cr_assert_not_null(strstr(letter, "finding CLUB-MONEY"));
	cr_assert_null(strstr(letter, "value:300"));
	cr_assert_not_null(strstr(letter, ".-1\n   problem:finding CLUB"));
	cr_assert_not_null(strstr(letter, "value:2\n"), "that of a row");
	free(letter);
	document_free(club);
}

Test(letter, harms_no_page)
{
	const struct review_hand evil = { "<i>\033[1m", 1, 0 };
	char *letter;

	review_add_opinion(&review, "<b>", "&\"", &evil);
	set("部门名称", -1, "<script>");
	letter = written(LETTER_HTML);
	cr_assert_null(strstr(letter, "<script>"));
	cr_assert_null(strstr(letter, "<b>"));
	cr_assert_null(strchr(letter, '\033'));
	cr_assert_not_null(strstr(letter, "&lt;b&gt;: &amp;&quot;"));
	free(letter);
}

Test(letter, is_kept_beside_the_form)
{
	char *path = letter_path("a/b.csv", LETTER_TEXT);

	cr_assert_str_eq(path, "a/b.csv.letter.txt");
	free(path);
	path = letter_path("a/b.csv", LETTER_HTML);
	cr_assert_str_eq(path, "a/b.csv.letter.html");
	free(path);
}
