#include <config.h>

#include "core/sentence.h"

#include <criterion/criterion.h>
#include <string.h>
#include "core/amount.h"
#include "core/memory.h"

TestSuite(sentence, .timeout = 30);

static bool find(const void *ctx, const char *word, size_t n, int scope,
		 struct expression_name *out)
{
	(void)ctx, (void)scope;
	*out = (struct expression_name){
		.kind = NAME_CELL,
		.field = 0,
		.table = -1,
		.type = { TYPE_NUMBER, MEASURE_MONEY },
	};
	return n == strlen("甲") && !memcmp(word, "甲", n);
}

static struct value cell(void *ctx, int field)
{
	(void)ctx, (void)field;
	return value_number(5 * AMOUNT_ONE, true);
}

static const struct expression_dictionary dictionary = { .find = find,
							 .money_yuan = 10000 };

static struct sentence *compile(const char *s, struct failure *f)
{
	return sentence_new(s, strlen(s), -1, &dictionary, f);
}

Test(sentence, puts_values_into_a_text)
{
	static const struct {
		const char *source, *text;
		size_t n;
	} rows[] = {
		{ "", "", 0 },
		{ "相差", "相差", 0 },
		{ "相差 {甲} 万元", "相差 5.00 万元", 1 },
		{ "{甲}{甲 + 1元}", "5.005.0001", 2 },
		{ "“{甲}”{{{甲}}}", "“5.00”{5.00}", 2 },
		/* a blank one */
		{ "值{替换(“甲”、“甲”、“”)}", "值“”", 1 },
		{ "“{替换(“甲”、“甲”、“”)}”没有", "“”没有", 1 },
		{ "\"{替换(“甲”、“甲”、“”)}\" is", "\"\" is", 1 },
		{ "{若(甲 > 0、“}”、\"{\")}|等于{甲}", "}|等于5.00", 2 },
	};
	struct arena scratch = { 0 };
	struct expression_world world = { .cell = cell, .scratch = &scratch };
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct sentence *s = compile(rows[i].source, NULL);

		cr_assert_not_null(s, "%s", rows[i].source);
		bytes_clear(&out);
		sentence_eval(s, &world, &out);
		cr_expect_str_eq(out.data, rows[i].text);
		cr_expect_eq(sentence_n_expressions(s), rows[i].n);
		for (size_t j = 0; j < rows[i].n; j++)
			cr_expect_not_null(sentence_expression(s, j));
		sentence_free(s);
	}
	bytes_release(&out);
	arena_release(&scratch);
}

/* Counted from the sentence's first character. */
/* “{替换(“甲”、“甲”、“长”)}” with n of 长. */
static struct sentence *quoting(size_t n)
{
	struct bytes source = BYTES_INIT;
	struct sentence *s;

	bytes_add_str(&source, "“{替换(“甲”、“甲”、“");
	for (size_t i = 0; i < n; i++)
		bytes_add_str(&source, "长");
	bytes_add_str(&source, "”)}”很长");
	s = compile(source.data, NULL);
	bytes_release(&source);
	return s;
}

/* How many of 长 the sentence has. */
static size_t said(size_t n, bool drops_blank, struct bytes *out)
{
	struct arena scratch = { 0 };
	struct expression_world world = { .cell = cell,
					  .scratch = &scratch,
					  .drops_blank = drops_blank };
	struct sentence *s = quoting(n);
	size_t count = 0;

	bytes_clear(out);
	sentence_eval(s, &world, out);
	for (const char *at = out->data; (at = strstr(at, "长")); at++)
		count++;
	sentence_free(s);
	arena_release(&scratch);
	return count - 1;
}

Test(sentence, quotes_the_beginning_of_what_is_long)
{
	struct bytes out = BYTES_INIT;

	cr_expect_eq(said(60, false, &out), 60);
	cr_expect_null(strstr(out.data, "…"));
	cr_expect_lt(said(61, false, &out), 60);
	cr_expect_not_null(strstr(out.data, "长…”很长"));
	/* a suggestion is what will stand in the cell */
	cr_expect_eq(said(61, true, &out), 61);
	bytes_release(&out);
}

Test(sentence, refuses_with_place_and_word)
{
	static const struct {
		const char *source, *value;
		enum failure_code code;
		size_t at;
	} rows[] = {
		{ "相差 {甲", "{甲", FAILURE_EXPR_BRACE, 4 },
		{ "相差 甲} 万元", "} 万元", FAILURE_EXPR_BRACE, 5 },
		{ "{“甲}", "{“甲}", FAILURE_EXPR_BRACE, 1 },
		{ "{＂甲}", "{＂甲}", FAILURE_EXPR_BRACE, 1 },
		{ "{}", "", FAILURE_EXPR_OPERAND, 2 },
		{ "{甲} {乙}", "乙", FAILURE_EXPR_NAME, 6 },
		{ "{{{甲 +}", "", FAILURE_EXPR_OPERAND, 7 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct failure f = { 0 };

		cr_expect_null(compile(rows[i].source, &f), "%s",
			       rows[i].source);
		cr_expect(f.code == rows[i].code, "%s: %d", rows[i].source,
			  f.code);
		cr_expect_eq(f.at, rows[i].at, "%s: %zu", rows[i].source, f.at);
		cr_expect_str_eq(f.value, rows[i].value);
		failure_release(&f);
		cr_expect_null(compile(rows[i].source, NULL));
	}
}
