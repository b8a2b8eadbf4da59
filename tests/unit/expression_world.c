#include <config.h>

#include "tests/unit/expression_world.h"

#include <string.h>
#include "core/amount.h"
#include "core/memory.h"

/* A word is 甲 or 表.甲; a field's number is its place in this list. */
#define MONEY                              \
	{                                  \
		TYPE_NUMBER, MEASURE_MONEY \
	}

#define NUMBER                             \
	{                                  \
		TYPE_NUMBER, MEASURE_PLAIN \
	}

#define TEXT                             \
	{                                \
		TYPE_TEXT, MEASURE_PLAIN \
	}

/* clang-format off */
static const struct name {
	const char *word;
	int table;
	struct expression_type type;
} names[] = {
	{ "收入", -1, MONEY },
	{ "支出", -1, MONEY },
	{ "空格", -1, MONEY },
	{ "乱写", -1, MONEY },
	{ "年度", -1, NUMBER },
	{ "部门", -1, TEXT },
	{ "任务.名称", 0, TEXT },
	{ "任务.资金", 0, MONEY },
	{ "指标.名称", 1, TEXT },
	{ "指标.值", 1, TEXT },
	{ "没填", -1, TEXT },
	{ "宽字", -1, TEXT },
	{ "数字文", -1, TEXT },
	{ "制表", -1, TEXT },
	{ "任务.乱填", 0, MONEY },
};
/* clang-format on */
enum { N_NAMES = sizeof names / sizeof *names };

static const char *const tables[] = { "任务", "指标" };

static bool equals(const char *name, const char *word, size_t n)
{
	return strlen(name) == n && !memcmp(name, word, n);
}

static bool find(const void *ctx, const char *word, size_t n, int scope,
		 struct expression_name *out)
{
	(void)ctx;
	for (int i = 0; i < N_NAMES; i++) {
		const char *dot = strchr(names[i].word, '.');
		bool own = scope >= 0 && names[i].table == scope &&
			   equals(dot + 1, word, n);

		if (!own && !equals(names[i].word, word, n))
			continue;
		*out = (struct expression_name){
			.kind = own || !dot ? NAME_CELL : NAME_COLUMN,
			.field = i,
			.table = names[i].table,
			.type = names[i].type,
		};
		return true;
	}
	for (int t = 0; t < 2; t++) {
		if (!equals(tables[t], word, n))
			continue;
		*out = (struct expression_name){ .kind = NAME_TABLE,
						 .table = t };
		return true;
	}
	return false;
}

static const char *name_at(const void *ctx, int i, int scope)
{
	(void)ctx;
	if (i >= N_NAMES)
		return i < N_NAMES + 2 ? tables[i - N_NAMES] : NULL;
	return scope >= 0 && names[i].table == scope
		       ? strchr(names[i].word, '.') + 1
		       : names[i].word;
}

static const struct expression_function functions[] = {
	{ "倍", 1, 2, 7, NUMBER, 4, NULL },
	{ "金额", 1, 1, 8, MONEY, 4, NULL },
	{ .name = NULL },
};

/* 本格 is money, and has a formula. */
const struct expression_dictionary world_dictionary = {
	.money_yuan = 10000,
	.find = find,
	.name = name_at,
	.functions = functions,
	.self = MONEY,
	.has_expected = true,
	.has_whole = true,
	.has_earlier = true,
};

static struct value cell(void *ctx, int field)
{
	struct value out = value_blank(field);

	(void)ctx;
	switch (field) {
	case 0:
		out = value_number(815580000, true);
		out.raw = "815.580";
		break;
	case 1:
		out = value_number(810580000, true);
		break;
	case 3:
	case 14:
		out = value_unreadable(field, "六百万");
		break;
	case 4:
		out = value_number(2024 * AMOUNT_ONE, false);
		break;
	case 5:
	case 6:
	case 8:
		out = value_text("科协");
		break;
	case 7:
		out = value_number(10 * AMOUNT_ONE, true);
		break;
	case 11:
		out = value_text("　ＡＢ（１） ");
		break;
	case 12:
		out = value_text("12.50");
		break;
	case 13:
		out = value_text("\tＡ");
		break;
	default:
		break;
	}
	return out;
}

static struct value self(void *ctx, enum expression_name_kind kind)
{
	(void)ctx;
	return kind == NAME_SELF ? value_number(5 * AMOUNT_ONE, true)
				 : value_text("本格的名");
}

static struct value aggregate(void *ctx, int slot)
{
	(void)ctx;
	return value_number((slot + 100) * AMOUNT_ONE, false);
}

static struct value call(void *ctx, int id, const struct value *args, int n)
{
	(void)ctx;
	return id == 7 && args[0].kind == VALUE_NUMBER
		       ? value_number(args[0].number * (n + 1), false)
		       : value_blank(-1);
}

static struct arena scratch;

struct expression_world world = {
	.cell = cell,
	.self = self,
	.aggregate = aggregate,
	.call = call,
	.scratch = &scratch,
};

void world_fini(void)
{
	arena_release(&scratch);
}

struct expression *world_compile(const char *s, int scope, struct failure *f)
{
	return expression_new(s, strlen(s), scope, &world_dictionary, f);
}

const char *world_name(int field)
{
	return names[field].word;
}
