/* What reviewers decide and remark: states, two of them at once, what is taken
   back, and a file that others write into. */
#include <config.h>
#include "core/review.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/document.h"
#include "core/review_remark.h"
#include "core/sidecar.h"
#include "tests/unit/support.h"

#define TARGET "指标.指标值"
#define NAME "指标.三级指标"
#define HEADING "时间,审核人,事项,意见,项目,行,名称,当时的值,内容,校验\n"
#define EAST (8 * 60)
/* 2026-11-26 09:30:00 in China */
#define MORNING INT64_C(1795656600)

static char *folder;
static char form[4096], file[4096];

static void begin(void)
{
	folder = support_folder();
	snprintf(form, sizeof form, "%s/form.csv", folder);
	snprintf(file, sizeof file, "%s/form.csv.review", folder);
}

static void end(void)
{
	support_remove_folder(folder);
	free(folder);
}

TestSuite(review, .init = begin, .fini = end, .timeout = 60);

static const struct store_how plainly;

static struct review_hand hand(const char *who, int seconds)
{
	return (struct review_hand){ who, MORNING + seconds, EAST };
}

/* The review as the file has it; asserts that it can be read. */
static struct review read_file(void)
{
	struct review review;
	struct failure f = { 0 };

	review_init(&review);
	cr_assert(review_read(&review, form, &f));
	return review;
}

static void write_file(struct review *review)
{
	struct failure f = { 0 };

	cr_assert(review_write(review, form, &plainly, &f), "%s",
		  failure_key(f.code));
	cr_assert_not(review_is_changed(review));
}

static void put(const char *text)
{
	support_write(file, text, strlen(text));
}

/* The caller frees it. */
static char *content(void)
{
	char *data;
	size_t n;
	struct store_stamp stamp;

	cr_assert(store_read(file, &data, &n, &stamp, NULL));
	return data;
}

static void holds(const char *wanted)
{
	char *data = content();

	cr_assert_str_eq(data, wanted);
	free(data);
}

static void set_state(struct review *review, enum review_state state,
		      const char *who, int seconds)
{
	struct review_hand by = hand(who, seconds);

	review_set_state(review, state, &by);
}

static void is_state(const struct review *review, enum review_state state,
		     const char *who)
{
	cr_assert_eq(review->state, state, "%s",
		     review_state_key(review->state));
	cr_assert_str_eq(review->by.reviewer, who);
}

/* ---- one reviewer ---- */

Test(review, a_form_without_a_file_is_unread)
{
	struct review review = read_file();

	is_state(&review, REVIEW_UNREAD, "");
	write_file(&review);
	cr_assert_neq(access(file, F_OK), 0, "nothing new writes nothing");
	review_release(&review);
}

Test(review, whoever_does_something_is_reading)
{
	struct review review = read_file();
	struct review_hand by = hand("张三", 0);

	review_begin(&review, &by);
	is_state(&review, REVIEW_READING, "张三");
	set_state(&review, REVIEW_RETURNED, "张三", 60);
	review_begin(&review, &by);
	is_state(&review, REVIEW_RETURNED, "张三");
	cr_assert_eq(review.by.time, MORNING + 60);
	review_release(&review);
}

Test(review, is_written_as_people_read_it)
{
	struct review review = read_file();
	struct review_hand by = hand("张三", 5);

	review_begin(&review, &by);
	review_add_opinion(&review, "不够细化、量化", "见批注", &by);
	write_file(&review);
	holds(HEADING "2026-11-26 09:30:05 +08:00,张三,状态,,,,,,审核中,\n"
		      "2026-11-26 09:30:05 "
		      "+08:00,张三,意见,不够细化、量化,,,,,见批注,\n");
	review_release(&review);
	review = read_file();
	is_state(&review, REVIEW_READING, "张三");
	cr_assert_eq(review.by.time, MORNING + 5);
	cr_assert_eq(review.by.zone_minutes, EAST);
	cr_assert_eq(review.opinions.n, 1);
	cr_assert_str_eq(review.opinions.items[0].text, "见批注");
	review_release(&review);
}

Test(review, a_state_is_taken_back_by_one_more_line)
{
	struct review review = read_file();
	struct review_hand by = hand("张三", 90);
	char *data;

	cr_assert_not(review_undo_state(&review, &by));
	set_state(&review, REVIEW_READING, "张三", 0);
	set_state(&review, REVIEW_ACCEPTED, "张三", 30);
	cr_assert(review_undo_state(&review, &by));
	is_state(&review, REVIEW_READING, "张三");
	cr_assert(review_undo_state(&review, &by));
	is_state(&review, REVIEW_ACCEPTED, "张三");
	cr_assert(review_undo_state(&review, &by));
	write_file(&review);
	data = content();
	cr_assert(strstr(data, "09:30:30 +08:00,张三,状态,,,,,,通过,"));
	cr_assert(strstr(data, "09:31:30 +08:00,张三,状态,,,,,,审核中,"));
	free(data);
	review_release(&review);
}

Test(review, the_first_state_is_taken_back_to_unread)
{
	struct review review = read_file();
	struct review_hand by = hand("张三", 90);

	set_state(&review, REVIEW_RETURNED, "张三", 0);
	cr_assert(review_undo_state(&review, &by));
	is_state(&review, REVIEW_UNREAD, "张三");
	review_release(&review);
}

Test(review, an_opinion_stands_once_and_can_be_taken_back)
{
	struct review review = read_file();
	struct review_hand by = hand("张三", 0);

	review_add_opinion(&review, "不够完整", "", &by);
	review_add_opinion(&review, "不够完整", "", &by);
	review_add_opinion(&review, "其他", "缺附件", &by);
	review_add_opinion(&review, "其他", "缺附件和签章", &by);
	cr_assert_eq(review.opinions.n, 2);
	cr_assert_str_eq(review_opinion(&review, "其他")->text, "缺附件和签章");
	review_remove_opinion(&review, "不够完整", &by);
	review_remove_opinion(&review, "建议拆分", &by);
	cr_assert_eq(review.opinions.n, 1);
	cr_assert_null(review_opinion(&review, "不够完整"));
	write_file(&review);
	review_release(&review);
	review = read_file();
	cr_assert_eq(review.opinions.n, 1);
	by = hand("张三", 1);
	review_add_opinion(&review, "不够完整", "", &by);
	cr_assert_eq(review.opinions.n, 2);
	review_release(&review);
}

Test(review, a_text_is_one_line_and_utf_8)
{
	struct review review = read_file();
	struct review_hand by = hand("\xd5\xc5", 0); /* 张 in GBK */
	char *data;

	review_add_opinion(&review, "其他", "一,\n\"二\"", &by);
	write_file(&review);
	data = content();
	cr_assert_not_null(strstr(data, "\"一,↵\"\"二\"\"\",\n"), "%s", data);
	free(data);
	review_release(&review);
	review = read_file();
	cr_assert_str_eq(review.opinions.items[0].text, "一,↵\"二\"");
	cr_assert_str_eq(review.opinions.items[0].hand.reviewer, "<D5><C5>");
	review_release(&review);
}

/* ---- several ---- */

Test(review, two_at_once_are_both_kept)
{
	struct review a = read_file(), b = read_file();
	struct review_hand by_a = hand("张三", 0), by_b = hand("李四", 10);

	review_add_opinion(&a, "不够完整", "", &by_a);
	review_add_opinion(&b, "建议拆分", "", &by_b);
	set_state(&b, REVIEW_RETURNED, "李四", 20);
	write_file(&a);
	write_file(&b);
	cr_assert_eq(b.opinions.n, 2);
	cr_assert(review_take_theirs(&a, form));
	cr_assert_not(review_take_theirs(&a, form));
	cr_assert_eq(a.opinions.n, 2);
	is_state(&a, REVIEW_RETURNED, "李四");
	review_release(&a);
	review_release(&b);
}

Test(review, what_is_not_yet_written_stays_when_theirs_is_taken)
{
	struct review a = read_file(), b = read_file();
	struct review_hand by_a = hand("张三", 30), by_b = hand("李四", 10);

	review_add_opinion(&b, "建议拆分", "", &by_b);
	write_file(&b);
	review_add_opinion(&a, "不够完整", "", &by_a);
	cr_assert(review_take_theirs(&a, form));
	cr_assert(review_is_changed(&a));
	cr_assert_eq(a.opinions.n, 2);
	review_release(&a);
	review_release(&b);
}

static const char one[] = "2026-11-26 09:30:00 +08:00,张三,状态,,,,,,退回,\n"
			  "2026-11-26 09:31:00 +08:00,张三,意见,其他,,,,,甲,\n";
static const char other[] =
	"2026-11-26 01:30:30 +00:00,李四,状态,,,,,,通过,\n"
	"2026-11-26 09:31:00 +08:00,李四,意见,其他,,,,,乙,\n"
	"2026-11-26 09:31:01 +08:00,李四,意见,不够完整,,,,,,\n";

/* The lines of two files, in any order, some twice, with two headings. */
Test(review, the_lines_of_two_files_are_one_file)
{
	const char *const parts[][4] = {
		{ one, other, "", "" },
		{ other, one, "", "" },
		{ one, HEADING, other, one },
		{ other, other, HEADING, one },
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct review review;
		char text[2048];

		snprintf(text, sizeof text, "%s%s%s%s%s", HEADING, parts[i][0],
			 parts[i][1], parts[i][2], parts[i][3]);
		put(text);
		review = read_file();
		is_state(&review, REVIEW_ACCEPTED, "李四");
		cr_assert_eq(review.opinions.n, 2);
		cr_assert_str_eq(review.opinions.items[0].text, "乙",
				 "of one moment the later name");
		review_release(&review);
	}
}

Test(review, what_is_done_now_counts_whatever_the_clock_says)
{
	struct review review;

	put(HEADING "2026-11-26 18:00:00 +08:00,李四,状态,,,,,,退回,\n");
	review = read_file();
	set_state(&review, REVIEW_ACCEPTED, "张三", 0);
	is_state(&review, REVIEW_ACCEPTED, "张三");
	write_file(&review);
	review_release(&review);
	review = read_file();
	is_state(&review, REVIEW_ACCEPTED, "张三");
	review_release(&review);
}

/* ---- the file ---- */

Test(review, what_others_wrote_stays)
{
	static const char theirs[] =
		"2026-11-26 10:00:00 +08:00,王五,指派,,,,,,给张三,\r\n"
		"2026-11-26 10:01:00 +08:00,王五,状态,,,,,,会签,\n"
		"随手写的一行\n";
	struct review review;
	char wanted[2048];

	snprintf(wanted, sizeof wanted, "%s%s", HEADING, theirs);
	put(wanted);
	review = read_file();
	is_state(&review, REVIEW_UNREAD, "");
	set_state(&review, REVIEW_READING, "张三", 0);
	write_file(&review);
	snprintf(wanted, sizeof wanted, "%s%s%s", HEADING, theirs,
		 "2026-11-26 09:30:00 +08:00,张三,状态,,,,,,审核中,\n");
	holds(wanted);
	review_release(&review);
}

Test(review, is_read_as_a_spreadsheet_saves_it)
{
	struct review review;

	put("\xef\xbb\xbf" HEADING "2026/11/26 9:30,张三,状态,,,,,,退回,\r\n"
	    "2026/11/26 9:31:00,张三,状态,,,,,,通过,\r\n"
	    "昨天,李四,状态,,,,,,未看,");
	review = read_file();
	is_state(&review, REVIEW_ACCEPTED, "张三");
	cr_assert_eq(review.by.time, MORNING + 60);
	review_release(&review);
}

/* Half past nine here is eight at night there, the day before. */
Test(review, a_time_west_of_greenwich_is_that_time)
{
	struct review review;

	put(HEADING "2026-11-25 20:00:00 -05:30,张三,状态,,,,,,退回,\n");
	review = read_file();
	cr_expect_eq(review.by.time, MORNING);
	set_state(&review, REVIEW_ACCEPTED, "李四", 60);
	write_file(&review);
	review_release(&review);
	holds(HEADING "2026-11-25 20:00:00 -05:30,张三,状态,,,,,,退回,\n"
		      "2026-11-26 09:31:00 +08:00,李四,状态,,,,,,通过,\n");
}

Test(review, what_comes_behind_a_last_line_without_an_end_is_a_line)
{
	struct review review;

	put(HEADING "2026/11/26 9:30,张三,状态,,,,,,退回,");
	review = read_file();
	set_state(&review, REVIEW_ACCEPTED, "李四", 60);
	write_file(&review);
	review_release(&review);
	holds(HEADING "2026/11/26 9:30,张三,状态,,,,,,退回,\n"
		      "2026-11-26 09:31:00 +08:00,李四,状态,,,,,,通过,\n");
}

/* Found by fuzzing: nothing could be later. */
static void after_the_end_of_time(const char *time)
{
	struct review review;
	struct bytes text = BYTES_INIT;

	bytes_printf(&text, HEADING "%s,李四,状态,,,,,,通过,\n", time);
	put(text.data);
	review = read_file();
	is_state(&review, REVIEW_ACCEPTED, "李四");
	set_state(&review, REVIEW_RETURNED, "张三", 0);
	set_state(&review, REVIEW_READING, "丁", 0);
	is_state(&review, REVIEW_READING, "丁");
	write_file(&review);
	review_release(&review);
	review = read_file();
	is_state(&review, REVIEW_READING, "丁");
	review_release(&review);
	bytes_release(&text);
}

Test(review, nothing_is_later_than_a_time_beyond_all_bounds)
{
	after_the_end_of_time("9999-12-31 23:59:59 -12:00");
	after_the_end_of_time("9000-12-31 99:99");
	after_the_end_of_time("8999-12-31 23:59:59 +00:00");
	after_the_end_of_time("9000-01-01 00:00:00 -99:99");
}

Test(review, a_file_that_is_gone_is_written_again)
{
	struct review review = read_file();

	set_state(&review, REVIEW_READING, "张三", 0);
	write_file(&review);
	unlink(file);
	cr_assert_not(review_take_theirs(&review, form));
	set_state(&review, REVIEW_RETURNED, "张三", 1);
	write_file(&review);
	holds(HEADING "2026-11-26 09:30:00 +08:00,张三,状态,,,,,,审核中,\n"
		      "2026-11-26 09:30:01 +08:00,张三,状态,,,,,,退回,\n");
	unlink(file);
	review_release(&review);
	review = read_file();
	is_state(&review, REVIEW_UNREAD, "");
	review_release(&review);
}

static void cannot_write(struct review *review)
{
	struct failure f = { 0 };

	cr_assert_not(review_write(review, form, &plainly, &f));
	cr_assert_eq(f.code, FAILURE_UNREADABLE_REVIEW);
	cr_assert(f.path);
	cr_assert_str_eq(f.path, file);
	cr_assert(review_is_changed(review));
	failure_release(&f);
}

Test(review, why_it_cannot_be_written_is_told)
{
	struct review review = read_file();
	struct failure f = { 0 };

	set_state(&review, REVIEW_READING, "张三", 0);
	cr_assert_eq(rmdir(folder), 0);
	cr_assert_not(review_write(&review, form, &plainly, &f));
	cr_expect_eq(f.code, FAILURE_NO_FOLDER);
	cr_expect_eq(f.os_error, ENOENT);
	cr_assert(f.path);
	cr_expect_str_eq(f.path, file);
	cr_expect(review_is_changed(&review));
	cr_assert_eq(mkdir(folder, 0700), 0);
	failure_release(&f);
	review_release(&review);
}

Test(review, it_can_go_nowhere_but_beside_the_form)
{
	struct bytes line = BYTES_INIT;
	struct store_stamp stamp;
	struct failure f = { 0 };
	char within[sizeof form + 16];

	support_write(form, "", 0);
	snprintf(within, sizeof within, "%s/a.csv.review", form);
	bytes_add_str(&line, HEADING);
	cr_assert_not(sidecar_save(within, &line, &plainly, &stamp, &f));
	cr_expect_eq(f.code, FAILURE_WRITE_BESIDE);
	cr_expect_eq(f.os_error, ENOTDIR);
	failure_release(&f);
	bytes_release(&line);
}

Test(review, a_file_that_cannot_be_read_is_not_overwritten)
{
	static const char broken[] = "\x7f"
				     "ELF\0\1\2";
	struct review review;
	struct failure f = { 0 };
	char *data;

	support_write(file, broken, sizeof broken);
	review_init(&review);
	cr_assert_not(review_read(&review, form, &f));
	cr_assert_eq(f.code, FAILURE_BINARY);
	failure_release(&f);
	cr_assert(review.is_unread);
	is_state(&review, REVIEW_UNREAD, "");
	set_state(&review, REVIEW_RETURNED, "张三", 0);
	cannot_write(&review);
	data = content();
	cr_assert_eq(memcmp(data, broken, sizeof broken), 0);
	free(data);

	put(HEADING);
	write_file(&review);
	cr_assert_not(review.is_unread, "it was mended");
	support_write(file, broken, sizeof broken);
	set_state(&review, REVIEW_ACCEPTED, "张三", 1);
	cannot_write(&review);
	review_release(&review);
}

/* ---- remarks ---- */

struct remarked {
	struct form_set *forms;
	struct document *doc;
	struct review review;
};

static struct remarked remarked_new(void)
{
	struct remarked r = { .forms = support_forms() };

	r.doc = support_document(r.forms, support_path(REAL_FORM));
	r.review = read_file();
	return r;
}

static void remarked_free(struct remarked *r)
{
	review_release(&r->review);
	document_free(r->doc);
	form_set_free(r->forms);
}

static void remark(struct remarked *r, const char *field, long row)
{
	struct review_hand by = hand("张三", 0);

	review_remark_on(&r->review, &r->doc->record,
			 support_place(r->doc->def, field, row), "", "请核对",
			 &by);
	write_file(&r->review);
	review_release(&r->review);
	r->review = read_file();
	cr_assert_eq(r->review.remarks.n, 1);
}

static void set(struct remarked *r, const char *field, long row,
		const char *text)
{
	document_set(r->doc, support_place(r->doc->def, field, row), text,
		     strlen(text));
}

static void stands(struct remarked *r, enum remark_standing wanted, long row)
{
	struct remark_finder finder;
	struct place place;

	remark_finder_init(&finder, &r->doc->record);
	cr_assert_eq(remark_finder_find(&finder, &r->review.remarks.items[0],
					&place),
		     wanted);
	cr_assert_eq(place.row, row, "%ld", place.row);
	remark_finder_release(&finder);
}

Test(review, a_remark_lapses_with_the_value)
{
	struct remarked r = remarked_new();

	remark(&r, TARGET, 1);
	cr_assert_str_eq(r.review.remarks.items[0].cell.value, "4");
	stands(&r, REMARK_HOLDS, 1);
	set(&r, TARGET, 1, "≥4");
	stands(&r, REMARK_CHANGED, 1);
	set(&r, TARGET, 0, "≥1000");
	set(&r, TARGET, 1, "4");
	stands(&r, REMARK_HOLDS, 1);
	remarked_free(&r);
}

/* Both files are somebody else's. */
Test(review, many_remarks_on_many_rows_take_no_time, .timeout = 30)
{
	enum { MANY = 40000 };
	struct remarked r = remarked_new();
	struct record *record = &r.doc->record;
	int table = definition_table(r.doc->def, "指标", strlen("指标"));
	struct bytes lines = BYTES_INIT;
	const char *cells[DEF_COLUMNS_MAX];
	struct remark_finder finder;

	bytes_add_str(&lines, HEADING);
	for (int i = 0; i < MANY; i++) {
		char name[32];

		snprintf(name, sizeof name, "指标%d", i);
		for (int c = 0; c < r.doc->def->tables[table].n_columns; c++)
			cells[c] = texts_add_str(r.doc->texts, name);
		record_append(record, table, cells, -1);
		bytes_printf(&lines,
			     "2026-11-26 09:30:00,甲,批注,," TARGET
			     ",%d,指标%d,,乙,\n",
			     MANY - i, i);
	}
	put(lines.data);
	review_release(&r.review);
	r.review = read_file();
	remark_finder_init(&finder, record);
	for (size_t i = 0; i < r.review.remarks.n; i++) {
		const struct review_note *note = &r.review.remarks.items[i];
		struct place place;

		remark_finder_find(&finder, note, &place);
		cr_assert_str_eq(record_row_name(record, table,
						 record_row(record, table,
							    (size_t)place.row)),
				 note->cell.name);
	}
	remark_finder_release(&finder);
	bytes_release(&lines);
	remarked_free(&r);
}

Test(review, a_remark_goes_where_its_row_goes)
{
	struct remarked r = remarked_new();
	int table = definition_table(r.doc->def, "指标", strlen("指标"));

	remark(&r, TARGET, 1);
	document_row_move(r.doc, table, 1, 4);
	stands(&r, REMARK_HOLDS, 4);
	set(&r, NAME, 4, "另一个指标");
	stands(&r, REMARK_CHANGED, 1);
	remarked_free(&r);
}

Test(review, a_remark_on_a_name_is_on_the_row_with_the_number)
{
	struct remarked r = remarked_new();

	remark(&r, NAME, 1);
	set(&r, NAME, 1, "科普覆盖的人数");
	stands(&r, REMARK_CHANGED, 1);
	remarked_free(&r);
}

Test(review, a_remark_on_a_row_that_is_gone_stays)
{
	struct remarked r = remarked_new();
	int table = definition_table(r.doc->def, "指标", strlen("指标"));

	remark(&r, TARGET, 1);
	while (record_n_rows(&r.doc->record, table) > 1)
		document_row_delete(r.doc, table,
				    record_n_rows(&r.doc->record, table) - 1);
	stands(&r, REMARK_GONE, -1);
	cr_assert_eq(r.review.remarks.n, 1);
	remarked_free(&r);
}

Test(review, a_remark_of_the_whole_text_tells_a_change_behind_its_beginning)
{
	struct remarked r = remarked_new();
	struct place goal = support_place(r.doc->def, "总体绩效目标", -1);
	struct bytes text = BYTES_INIT;

	remark(&r, "总体绩效目标", -1);
	stands(&r, REMARK_HOLDS, -1);
	bytes_printf(&text, "%s。", record_get(&r.doc->record, goal));
	set(&r, "总体绩效目标", -1, text.data);
	stands(&r, REMARK_CHANGED, -1);
	bytes_release(&text);
	remarked_free(&r);
}

Test(review, a_remark_is_taken_back_and_may_be_made_again)
{
	struct remarked r = remarked_new();
	struct review_hand by = hand("李四", 5);

	remark(&r, TARGET, 1);
	review_remove_remark(&r.review, 0, &by);
	cr_assert_eq(r.review.remarks.n, 0);
	write_file(&r.review);
	remark(&r, TARGET, 1);
	remarked_free(&r);
}

Test(review, people_may_write_a_remark_into_the_file)
{
	struct remarked r = remarked_new();

	put(HEADING "2026-11-26,张三,批注,,指标.指标值,2,"
		    "\"科普覆盖人群\",4,请核对,\n");
	review_release(&r.review);
	r.review = read_file();
	stands(&r, REMARK_CHANGED, 1);
	set(&r, NAME, 1, "科普覆盖人群");
	stands(&r, REMARK_HOLDS, 1);
	set(&r, TARGET, 1, "5");
	stands(&r, REMARK_CHANGED, 1);
	remarked_free(&r);
}

/* ---- many of both ---- */

static void act_at_random(struct review *review, const char *who,
			  unsigned *state, int seconds)
{
	static const char *const opinions[] = { "不够完整", "建议拆分",
						"其他" };
	struct review_hand by = hand(who, seconds);
	const char *opinion = opinions[support_random(state) % 3];
	const struct review_cell cell = {
		.field = TARGET,
		.row = (long)(support_random(state) % 3),
		.name = "甲",
		.value = "\"4",
	};

	switch (support_random(state) % 5) {
	case 0:
		review_set_state(review,
				 (enum review_state)(support_random(state) %
						     REVIEW_STATES),
				 &by);
		break;
	case 1:
		review_add_opinion(review, opinion,
				   support_random(state) % 2 ? "甲,\"乙" : "",
				   &by);
		break;
	case 2:
		review_remove_opinion(review, opinion, &by);
		break;
	case 3:
		review_add_remark(review, &cell, "", opinion, &by);
		break;
	default:
		if (review->remarks.n > 0)
			review_remove_remark(review, 0, &by);
	}
}

static void add_notes(struct bytes *out, const struct review_notes *notes)
{
	for (size_t i = 0; i < notes->n; i++) {
		const struct review_note *note = &notes->items[i];

		bytes_printf(out, "%s %s %s %ld %lld\n", note->opinion,
			     note->text, note->cell.field, note->cell.row,
			     (long long)note->hand.time);
	}
}

/* What it comes to, in words. */
static char *outcome(const struct review *review)
{
	struct bytes out = BYTES_INIT;

	bytes_printf(&out, "%d %s %lld\n", (int)review->state,
		     review->by.reviewer, (long long)review->by.time);
	add_notes(&out, &review->opinions);
	add_notes(&out, &review->remarks);
	return bytes_take(&out);
}

static char *outcome_of(const char *lines, const char *others)
{
	struct bytes text = BYTES_INIT;
	struct review review;
	char *words;

	bytes_printf(&text, "%s%s%s", HEADING, lines, others);
	put(text.data);
	review = read_file();
	words = outcome(&review);
	review_release(&review);
	bytes_release(&text);
	return words;
}

/* Two people with a copy each: in whichever order their lines are put together,
   they come to the same. */
Test(review, comes_to_the_same_in_any_order)
{
	unsigned state = 7;

	for (int turn = 0; turn < 200; turn++) {
		struct review a = read_file(), b = read_file();
		char *one_way, *other_way;

		for (int i = 0; i < 12; i++) {
			act_at_random(&a, "张三", &state, i);
			act_at_random(&b, "李四", &state,
				      (int)(support_random(&state) % 12));
		}
		one_way = outcome_of(a.added.data, b.added.data);
		other_way = outcome_of(b.added.data, a.added.data);
		cr_assert_str_eq(one_way, other_way);
		free(one_way);
		free(other_way);
		review_release(&a);
		review_release(&b);
		unlink(file);
	}
}

/* Two people on one file, who see each other's work when they write. */
Test(review, loses_nothing_of_two_at_once)
{
	unsigned state = 11;
	struct review a = read_file(), b = read_file(), c;
	char *of_a, *of_c;
	size_t n = 0;

	for (int i = 0; i < 300; i++) {
		bool is_a = support_random(&state) % 2;
		struct review *r = is_a ? &a : &b;
		size_t before = r->n_events;

		act_at_random(r, is_a ? "张三" : "李四", &state,
			      (int)(support_random(&state) % 100));
		n += r->n_events - before;
		if (support_random(&state) % 3 == 0)
			write_file(r);
	}
	write_file(&a);
	write_file(&b);
	review_take_theirs(&a, form);
	c = read_file();
	cr_assert_eq(c.n_events, n);
	of_a = outcome(&a);
	of_c = outcome(&c);
	cr_assert_str_eq(of_a, of_c);
	free(of_a);
	free(of_c);
	review_release(&a);
	review_release(&b);
	review_release(&c);
}

Test(review, a_quote_that_is_not_closed_takes_in_nothing)
{
	struct review review;
	struct review_hand by = hand("张三", 0);

	put(HEADING
	    "2026-11-26 09:00:00 +08:00,王五,意见,其他,,,,,\"甲,\n"
	    "2026-11-26 09:00:01 +08:00,王五,意见,建议拆分,,,,,丁\",\n");
	review = read_file();
	review_add_opinion(&review, "不够完整", "乙,\"丙\"", &by);
	set_state(&review, REVIEW_RETURNED, "张三", 1);
	write_file(&review);
	review_release(&review);
	review = read_file();
	is_state(&review, REVIEW_RETURNED, "张三");
	cr_assert_eq(review.opinions.n, 3);
	cr_assert_str_eq(review_opinion(&review, "不够完整")->text,
			 "乙,\"丙\"");
	review_release(&review);
}
