#include <config.h>

#include "core/query.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(query, .timeout = 30);

static unsigned match(const char *typed, const char *name, const char *also)
{
	struct pinyin *pinyin = pinyin_new();
	const char *texts[] = { name, also };
	struct query q;
	unsigned how;

	query_init(&q, pinyin);
	query_set(&q, typed, strlen(typed));
	how = query_match(&q, texts, 2);
	query_release(&q);
	pinyin_free(pinyin);
	return how;
}

Test(query, every_word_has_to_be_found)
{
	static const struct {
		const char *typed, *name, *also;
		bool is_found;
	} rows[] = {
		{ "", "保存", "save", true },
		{ "  ", "保存", "save", true },
		{ "存", "保存", "save", true },
		{ "保 存", "保存", "save", true },
		{ "保 撤", "保存", "save", false },
		{ "SAVE", "保存", "save", true },
		{ "ｓａｖｅ", "保存", "save", true },
		{ "as　save", "另存为", "save as", true },
		{ "bc", "保存", "", true },
		{ "bc", "另存为", "", false },
		{ "cw", "另存为", "", true },
		{ "cz", "重做", "", true },
		{ "zz", "重做", "", true },
		{ "d5p", "第5屏", "", true },
		{ "yh", "银行", "", true },
		/* what has no sound is passed over */
		{ "zfq", "重做;放弃", "", true },
		{ "cx", "重做", "", false },
		/* over the end */
		{ "bcx", "保存", "", false },
		{ "≥", "≥90%", "", true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(match(rows[i].typed, rows[i].name, rows[i].also) >
				     0,
			     rows[i].is_found, "%s in %s", rows[i].typed,
			     rows[i].name);
}

Test(query, the_better_is_found_better)
{
	static const char *const rows[][5] = {
		/* typed, the better one, the other one */
		{ "保存", "保存", "", "保存为", "" },
		{ "保存", "保存为", "", "已保存", "" },
		{ "bc", "保存", "", "保存为", "" },
		{ "bc", "保存为", "", "不保存", "" },
		{ "save", "", "save", "", "save as" },
		{ "as", "", "save as", "", "last" },
		{ "存", "另存", "", "另", "存" },
		{ "bc", "abc", "", "保存为", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_gt(match(rows[i][0], rows[i][1], rows[i][2]),
			     match(rows[i][0], rows[i][3], rows[i][4]),
			     "%s: %s", rows[i][0], rows[i][1]);
}

Test(query, a_name_is_all_of_it)
{
	static const struct {
		const char *typed, *name;
		bool is;
	} rows[] = {
		{ "bc", "保存", true },	  { "保存", "保存", true },
		{ "ＢＣ", "保存", true }, { "bc", "保存为", false },
		{ "b c", "保存", false }, { "", "保存", false },
		{ "save", "Save", true },
	};
	struct pinyin *pinyin = pinyin_new();
	struct query q;

	query_init(&q, pinyin);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		query_set(&q, rows[i].typed, strlen(rows[i].typed));
		cr_expect_eq(query_names(&q, rows[i].name), rows[i].is, "%s %s",
			     rows[i].typed, rows[i].name);
	}
	query_release(&q);
	pinyin_free(pinyin);
}
