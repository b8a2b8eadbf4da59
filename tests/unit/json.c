#include <config.h>

#include "core/json.h"

#include <criterion/criterion.h>
#include <string.h>
#include "core/amount.h"
#include "core/import_json.h"

TestSuite(json, .timeout = 10);

Test(json, puts_commas_where_they_belong)
{
	struct bytes out = BYTES_INIT;
	struct json j;

	json_init(&j, &out);
	json_object_begin(&j);
	json_key(&j, "a");
	json_array_begin(&j);
	json_array_end(&j);
	json_key(&j, "b");
	json_array_begin(&j);
	json_null(&j);
	json_truth(&j, true);
	json_object_begin(&j);
	json_object_end(&j);
	json_truth(&j, false);
	json_array_end(&j);
	json_key(&j, "c");
	json_text(&j, "甲", strlen("甲"));
	json_object_end(&j);
	cr_expect_str_eq(out.data,
			 "{\"a\":[],\"b\":[null,true,{},false],\"c\":\"甲\"}");
	bytes_release(&out);
}

/* Written as a text and nothing else. */
static void check_text(const char *s, size_t n, const char *wanted)
{
	struct bytes out = BYTES_INIT;
	struct json j;

	json_init(&j, &out);
	json_text(&j, s, n);
	cr_expect_str_eq(out.data, wanted, "%s, wanted %s", out.data, wanted);
	bytes_release(&out);
}

Test(json, escapes)
{
	static const char *const rows[][2] = {
		{ "", "\"\"" },
		{ "≥95% 🙂", "\"≥95% 🙂\"" },
		{ "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
		{ "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
		{ "\x01\x1B[31m\x7F", "\"\\u0001\\u001b[31m\\u007f\"" },
		{ "\xC2\x9B", "\"\\u009b\"" },
		{ "\xE2\x80\xA8\xE2\x80\xA9", "\"\\u2028\\u2029\"" },
		/* longer than what is looked at in one go */
		{ "任务“开展科普宣传活动”没有≥65次的\"场次\"，请补填。",
		  "\"任务“开展科普宣传活动”没有≥65次的\\\"场次\\\"，请补填。"
		  "\"" },
		{ "0123456789abcde\\0123456789abcdef\n科普é科普\xE4\xB8",
		  "\"0123456789abcde\\\\0123456789abcdef\\n科普é科普"
		  "\xEF\xBF\xBD\xEF\xBF\xBD\"" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_text(rows[i][0], strlen(rows[i][0]), rows[i][1]);
	check_text("a\0b", 3, "\"a\\u0000b\"");
}

Test(json, escapes_what_is_not_seen)
{
	check_text("\u202E1\u200B", strlen("\u202E1\u200B"),
		   "\"\\u202e1\\u200b\"");
	check_text("\U000E0041", 4, "\"\\udb40\\udc41\"");
	check_text("\u2029\uFEFF", 6, "\"\\u2029\\ufeff\"");
}

Test(json, replaces_what_is_not_utf8)
{
	static const char *const rows[][2] = {
		{ "\xFF", "\"\uFFFD\"" },
		{ "a\xE4\xB8", "\"a\uFFFD\uFFFD\"" },	      /* cut off */
		{ "\xC0\xAF", "\"\uFFFD\uFFFD\"" },	      /* overlong */
		{ "\xED\xA0\x80", "\"\uFFFD\uFFFD\uFFFD\"" }, /* surrogate */
		{ "\xD6\xD0x", "\"\uFFFD\uFFFDx\"" },	      /* GBK */
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check_text(rows[i][0], strlen(rows[i][0]), rows[i][1]);
}

Test(json, writes_decimals_exactly)
{
	static const struct {
		int64_t millionths;
		const char *wanted;
	} rows[] = {
		{ 0, "0" },
		{ 100 * AMOUNT_ONE, "100" },
		{ 631230000, "631.23" },
		{ -1, "-0.000001" },
		{ INT64_MAX, "9223372036854.775807" },
		{ INT64_MIN, "-9223372036854.775808" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bytes out = BYTES_INIT;
		struct json j;

		json_init(&j, &out);
		json_decimal(&j, rows[i].millionths);
		cr_expect_str_eq(out.data, rows[i].wanted);
		bytes_release(&out);
	}
}

/* What is escaped here and there is not looked for over and over again. */
Test(json, long_texts)
{
	enum { N = 8 << 20 };
	struct bytes text = BYTES_INIT, out = BYTES_INIT;
	struct json j;

	for (int i = 0; i < N; i++)
		bytes_add_str(&text, i % 2 ? "\n" : "a");
	json_init(&j, &out);
	json_text(&j, text.data, text.len);
	cr_expect_eq(out.len, N + N / 2 + 2);
	bytes_release(&text);
	bytes_release(&out);
}

/* A table's first cell may begin with a brace, too. */
Test(json, knows_an_object)
{
	static const struct {
		const char *data;
		bool is_json;
	} cases[] = {
		{ "{\"kind\":\"form\"}", true },
		{ "\xEF\xBB\xBF \r\n{ \n\"kind\"", true },
		{ "{", true },
		{ "{}\n", true },
		{ "", false },
		{ "{2024年,,\n", false },
		{ "{},,\n", false },
		{ "{ \t\"a\"", true },
		{ "\"{\"\"a\",,\n", false },
		{ "[]", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(
			import_json_is(cases[i].data, strlen(cases[i].data)),
			cases[i].is_json, "%s", cases[i].data);
}

Test(json, nothing_is_null)
{
	struct bytes out = BYTES_INIT;
	struct json j;

	json_init(&j, &out);
	json_array_begin(&j);
	json_text_or_null(&j, NULL);
	json_text_or_null(&j, "");
	json_text_or_null(&j, "甲");
	json_count_or_null(&j, 0);
	json_count_or_null(&j, 7);
	json_count(&j, 0);
	json_count(&j, SIZE_MAX);
	json_array_end(&j);
	cr_expect_str_eq(out.data, "[null,null,\"甲\",null,7,0,"
				   "18446744073709551615]");
	bytes_release(&out);
}
