/* The numbers of clerks' lists. */
#include <config.h>
#include "core/list_item.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(list_item, .timeout = 30);

static const struct {
	const char *mark, *next;
	int number;
} marks[] = {
	{ "1.", "2.", 1 },
	{ "9、", "10、", 9 },
	{ "12．", "13．", 12 },
	{ "3)", "4)", 3 },
	{ "4）", "5）", 4 },
	{ "(1)", "(2)", 1 },
	{ "（10）", "（11）", 10 },
	{ "１、", "２、", 1 },
	{ "１９．", "２０．", 19 },
	{ "①", "②", 1 },
	{ "⑳", "㉑", 20 },
	{ "㊱、", "㊲、", 36 },
	{ "⑴", "⑵", 1 },
	{ "⒈", "⒉", 1 },
	{ "一、", "二、", 1 },
	{ "十、", "十一、", 10 },
	{ "十九、", "二十、", 19 },
	{ "二十一.", "二十二.", 21 },
	{ "(一)", "(二)", 1 },
	{ "（九）", "（十）", 9 },
	{ "第一，", "第二，", 1 },
	{ "第十,", "第十一,", 10 },
	{ "第二、", "第三、", 2 },
	{ "第三：", "第四：", 3 },
	{ "一是", "二是", 1 },
};

Test(list_item, every_mark_has_its_next)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct bytes text = BYTES_INIT, next = BYTES_INIT;
		struct list_item item;

		bytes_printf(&text, "%s推进科普", marks[i].mark);
		cr_assert(list_item_read(text.data, text.len, &item), "%s",
			  marks[i].mark);
		cr_expect_eq(item.number, marks[i].number, "%s", marks[i].mark);
		cr_expect_eq(item.len, strlen(marks[i].mark), "%s",
			     marks[i].mark);
		bytes_add(&next, text.data, item.number_at);
		cr_expect(
			list_item_print_number(&next, &item, item.number + 1));
		bytes_add(&next, text.data + item.number_at + item.number_len,
			  item.len - item.number_at - item.number_len);
		cr_expect_str_eq(next.data, marks[i].next);
		bytes_release(&text);
		bytes_release(&next);
	}
}

Test(list_item, what_is_none)
{
	static const char *const none[] = {
		"3.5%以上", "2024.1", "2024年", "1000、",   "",	      "科普",
		"第一批",   "一般、", "0.",	"(一二三)", "(试行)", "一",
		"1",	    "十分、", "一百、", "(2023)号",
	};
	struct list_item item;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_not(list_item_read(none[i], strlen(none[i]), &item),
			      "%s", none[i]);
}

Test(list_item, blanks_behind_belong_to_it)
{
	struct list_item item;

	cr_assert(list_item_read("1.  　甲", strlen("1.  　甲"), &item));
	cr_expect_eq(item.len, strlen("1.  　"));
}

Test(list_item, signs_end_somewhere)
{
	struct bytes out = BYTES_INIT;
	struct list_item item;

	cr_assert(list_item_read("㊿", 3, &item));
	cr_expect_eq(item.number, 50);
	cr_expect_not(list_item_print_number(&out, &item, 51));
	cr_assert(list_item_read("九十九、", strlen("九十九、"), &item));
	cr_expect_not(list_item_print_number(&out, &item, 100));
	cr_expect_eq(out.len, 0);
}

/* As in the published form: within one paragraph, behind a full stop. */
Test(list_item, the_next_one)
{
	static const char s[] =
		"提高能力。1.推进创新3.5倍;2.推进\n　　(1)落实\n"
		"二、打造。不是2024.1的";
	static const char *const found[] = { "1.推", "2.推", "(1)", "二、" };
	size_t n = sizeof s - 1, at, from = 0, i = 0;
	struct list_item item;

	while (list_item_next(s, n, from, &at, &item)) {
		cr_assert_lt(i, sizeof found / sizeof *found);
		cr_expect(!strncmp(s + at, found[i], strlen(found[i])), "%s",
			  s + at);
		i++;
		from = at + item.len;
	}
	cr_expect_eq(i, sizeof found / sizeof *found);
}

Test(list_item, alike)
{
	struct list_item a, b;

	cr_assert(list_item_read("1. 甲", strlen("1. 甲"), &a));
	cr_assert(list_item_read("12.乙", strlen("12.乙"), &b));
	cr_expect(list_item_alike("1. 甲", &a, "12.乙", &b));
	cr_assert(list_item_read("2、乙", strlen("2、乙"), &b));
	cr_expect_not(list_item_alike("1. 甲", &a, "2、乙", &b));
	cr_assert(list_item_read("(2)乙", strlen("(2)乙"), &b));
	cr_expect_not(list_item_alike("1. 甲", &a, "(2)乙", &b));
}
