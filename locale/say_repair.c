#include <config.h>
#include "locale/say_form.h"

#include "core/text.h"
#include "locale/say.h"

/* What stands in braces is filled in by `parts` below. */
static const struct {
	const char *word, *sentence;
} sentences[] = {
	[REPAIR_MOVED] = { N_("修复"),
			   N_("“{text}” 从第 {column} 列移到 {field}") },
	[REPAIR_PARENT] = { N_("修复"),
			    N_("按下一级的名称补上 {field} “{text}”") },
	[REPAIR_CONTINUES] = { N_("修复"),
			       N_("{field} 沿用上一行的 “{text}”") },
	[REPAIR_UNPLACED] = { N_("未读入"),
			      N_("“{text}” 放不进表里，原样留着") },
	[REPAIR_COLUMN] = { N_("未读入"),
			    N_("第 {column} 列 “{text}” 是表样里没有的列，"
			       "原样留着") },
	[REPAIR_LABEL_OTHER] = { N_("存疑"),
				 N_("这里应是 “{text}”，写的是 “{from}”；"
				    "按位置读了") },
	[REPAIR_SPLIT] = { N_("修复"),
			   N_("“{from}” 连写了，拆出 {field} “{text}”") },
	[REPAIR_SCALED] = { N_("修复"),
			    N_("{field} 的单位不同，“{from}” 换算成 "
			       "“{text}”") },
	[REPAIR_ROW_MOVED] = { N_("修复"),
			       N_("“{text}” 这一行不在应在的位置，已归位") },
	[REPAIR_ROW_MISSING] = { N_("缺行"), N_("文件里没有 “{text}” 这一行") },
	[REPAIR_COMPUTED] = { N_("修复"),
			      N_("{field} 是空的，按公式算出 “{text}”") },
	[REPAIR_HEADING] = { N_("跳过"),
			     N_("“{text}”的表头又印了一次，不算一行") },
	[REPAIR_QUOTES] = { N_("存疑"),
			    N_("“{text}” 这一行的引号没有成对，照原样读") },
	[REPAIR_SHEET] = { N_("选读"),
			   N_("文件里有 {n} 张工作表，读的是 “{text}”") },
	[REPAIR_TABLE] = { N_("选读"),
			   N_("文件里有 {n} 个表格，读的是第 {text} 个") },
	[REPAIR_NO_COLUMN] = { N_("缺列"), N_("表头里没有 “{text}” 这一列") },
	[REPAIR_NEXT_FORM] = { N_("未读入"),
			       N_("“{text}” 起的 {n} 行是又一张表，原样留着；"
				  "请另存为一个文件") },
	[REPAIR_NO_RESULT] = { N_("未读入"),
			       N_("有 {n} 个公式没有结果，头一个在这一行，"
				  "作空格读了。请先用 Excel 或 WPS 打开，"
				  "保存一次") },
	[REPAIR_ROW_JOINED] = { N_("修复"),
				N_("“{from}” 独占一行，接到上一行的 {field} "
				   "后面") },
	[REPAIR_TITLE_JOINED] = { N_("修复"),
				  N_("“{from}” 是断成几行的表题，合成 "
				     "“{text}”") },
	[REPAIR_TARGET_JOINED] = { N_("修复"),
				   N_("“{from}” 和旁边的符号、单位合成 {field} "
				      "“{text}”") },
	[REPAIR_COLUMN_JOINED] = { N_("修复"),
				   N_("第 {column} 列 “{from}” 逐行并入 "
				      "“{text}”") },
};

const char *say_repair_word(enum repair_kind kind)
{
	return say(sentences[kind].word);
}

/* Several of them at once, or a label that is not there, are other words. */
static const char *sentence_of(const struct repair *r)
{
	if (r->kind == REPAIR_UNPLACED && r->n > 1)
		return r->from_column < 0
			       ? N_("“{text}” 起的 {n} 行放不进表里，原样留着")
			       : N_("“{text}” 等 {n} 格放不进表里，原样留着");
	if (r->kind == REPAIR_NEXT_FORM && r->from_column >= 0)
		return N_("第 {column} 列起是又一张表，原样留着；"
			  "请另存为一个文件");
	if (r->kind == REPAIR_LABEL_OTHER && !*r->from)
		return N_("这里应写 “{text}”，是空的；按位置读了");
	return sentences[r->kind].sentence;
}

/* ---- the parts ---- */

struct repair_of {
	const struct definition *def;
	const struct repair *repair;
};

static void add_short(const char *text, struct bytes *out)
{
	if (text)
		text_show_str(out, text, 32);
}

static void add_text(const void *of, struct bytes *out)
{
	const struct repair_of *r = of;

	add_short(r->repair->text, out);
}

static void add_from(const void *of, struct bytes *out)
{
	const struct repair_of *r = of;

	add_short(r->repair->from, out);
}

static void add_field(const void *of, struct bytes *out)
{
	const struct repair_of *r = of;
	int field = r->repair->place.field;

	if (field >= 0)
		add_short(say_field(&r->def->fields[field]), out);
}

static void add_column(const void *of, struct bytes *out)
{
	const struct repair_of *r = of;

	bytes_printf(out, "%d", r->repair->from_column + 1);
}

static void add_n(const void *of, struct bytes *out)
{
	const struct repair_of *r = of;

	bytes_printf(out, "%zu", r->repair->n);
}

static const struct say_part parts[] = {
	{ "text", add_text },	  { "from", add_from }, { "field", add_field },
	{ "column", add_column }, { "n", add_n },	{ NULL, NULL },
};

void say_repair(const struct definition *def, const struct repair *repair,
		struct bytes *out)
{
	const struct repair_of of = { def, repair };

	say_expand(say(sentence_of(repair)), parts, &of, out);
}
