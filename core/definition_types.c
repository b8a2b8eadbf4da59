/* What a row of fields.csv may be, and which columns have an effect on it. */
#include <config.h>
#include "core/definition_fields.h"

#include <string.h>

const char *const field_headings[] = {
	[NAME] = "名称",     [KEY] = "键",	 [TYPE] = "类型",
	[REQUIRED] = "必填", [UNIT] = "单位",	 [DECIMALS] = "小数",
	[SCREEN] = "屏",     [ROWS] = "行数",	 [CHOICES] = "选项",
	[OWNER] = "属于",    [FORMULA] = "计算", [CARRY] = "?沿用",
	[ENGLISH] = "英文",  [HELP] = "说明",	 NULL
};

#define BOX                                                                  \
	(BIT(NAME) | BIT(KEY) | BIT(REQUIRED) | BIT(SCREEN) | BIT(FORMULA) | \
	 BIT(CARRY))

/* Each type's name, the columns that have an effect on it besides 类型, 英文
   and 说明, and the types that it can belong to. */
static const struct {
	const char *name;
	unsigned columns, owners;
} types[ROW_TYPES] = {
	[FIELD_TEXT] = { "文本", BOX | BIT(UNIT), 0 },
	[FIELD_LONG] = { "长文", BOX, 0 },
	[FIELD_MONEY] = { "金额", BOX | BIT(UNIT) | BIT(DECIMALS), 0 },
	[FIELD_INTEGER] = { "整数", BOX | BIT(UNIT), 0 },
	[FIELD_DECIMAL] = { "小数", BOX | BIT(UNIT) | BIT(DECIMALS), 0 },
	[FIELD_YEAR] = { "年份", BOX | BIT(UNIT), 0 },
	[FIELD_CHOICE] = { "选项", BOX | BIT(CHOICES), 0 },
	[FIELD_LEVEL] = { "层级", BOX | BIT(OWNER), BIT(FIELD_LEVEL) },
	[FIELD_TARGET] = { "指标值", BOX | BIT(OWNER),
			   BIT(FIELD_TEXT) | BIT(FIELD_LONG) |
				   BIT(FIELD_LEVEL) | BIT(FIELD_TARGET) },
	[FIELD_RELATION] = { "关系", BOX | BIT(CHOICES) | BIT(OWNER),
			     BIT(FIELD_TARGET) },
	[FIELD_UNIT] = { "单位", BOX | BIT(CHOICES) | BIT(OWNER),
			 BIT(FIELD_TARGET) },
	[ROW_FORM] = { "整表",
		       BIT(NAME) | BIT(KEY) | BIT(UNIT) | BIT(DECIMALS) |
			       BIT(CHOICES) | BIT(OWNER),
		       BIT(FIELD_TEXT) },
	[ROW_TABLE] = { "表",
			BIT(NAME) | BIT(KEY) | BIT(SCREEN) | BIT(ROWS) |
				BIT(CARRY),
			0 },
	[ROW_LABEL] = { "标签", BIT(NAME), 0 },
};

const char *field_kind_name(enum field_kind kind)
{
	return types[kind].name;
}

struct expression_type definition_field_type(const struct field *f)
{
	/* a row of an unknown type is refused, and that is enough */
	if (f->kind == FIELD_KINDS)
		return (struct expression_type){
			TYPE_NUMBER | TYPE_TEXT | TYPE_TRUTH, MEASURE_ANY
		};
	return (struct expression_type){
		field_is_number(f) ? TYPE_NUMBER : TYPE_TEXT,
		f->kind == FIELD_MONEY ? MEASURE_MONEY : MEASURE_PLAIN
	};
}

static bool type_takes(int type, int heading)
{
	return heading == TYPE || heading == ENGLISH || heading == HELP ||
	       types[type].columns & BIT(heading);
}

bool field_takes(const struct field *f, int heading)
{
	return f->kind != FIELD_KINDS && type_takes(f->kind, heading);
}

unsigned field_kind_owners(int type)
{
	return types[type].owners;
}

const char *def_type_name(int i)
{
	return i < ROW_TYPES ? types[i].name : NULL;
}

bool def_type_takes(int i, const char *heading)
{
	for (int h = NAME; field_headings[h]; h++)
		if (strcmp(field_headings[h] + (field_headings[h][0] == '?'),
			   heading) == 0)
			return type_takes(i, h);
	return false;
}

static int find_type(struct def_file *file)
{
	const char *cell = def_cell(file, TYPE);
	struct failure *f;

	for (int i = 0; i < ROW_TYPES; i++)
		if (def_equal(types[i].name, cell))
			return i;
	f = def_fault(file, FAILURE_DEF_VALUE, TYPE, cell);
	for (int i = 0; i < ROW_TYPES; i++)
		failure_choice(f, types[i].name);
	return -1;
}

/* What is filled in where it has no effect stands in the wrong column. */
static void refuse_strays(struct def_file *file, int type)
{
	for (int i = NAME; i <= HELP; i++)
		if (!type_takes(type, i) && *def_cell(file, i))
			def_fault(file, FAILURE_DEF_STRAY, i,
				  def_cell(file, i));
}

int fields_read_type(struct def_file *file)
{
	int type = find_type(file);

	if (type >= 0)
		refuse_strays(file, type);
	return type;
}
