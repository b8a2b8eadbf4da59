/* What a definition's reader refuses: a good form with one thing changed, and
   the fault that must come of it: that one, there, and no other. */
#include <config.h>
#include "core/definition.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/check.h"
#include "tests/unit/support.h"

TestSuite(definition_refusals, .timeout = 60);

#define MANY "1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/"

static const struct refusal {
	const char *file, *old, *new; /* new NULL: without the file */
	enum failure_code code;
	size_t line, column, at;
	const char *value, *detail; /* NULL: not looked at */
	size_t n;		    /* faults; this one is the first */
} refusals[] = {
	/* any file */
	{ "targets.csv", "", NULL, FAILURE_DEF_FILE, 0, 0, 0, NULL, NULL, 1 },
	{ "fields.csv", ",说明", ",\"说明", FAILURE_DEF_CSV, 1, 0, 0, NULL,
	  NULL, 1 },
	{ "fields.csv", "评语,comment,长文,", "评语,comment,长文,,",
	  FAILURE_DEF_WIDTH, 8, 0, 0, NULL, NULL, 1 },
	{ "layout.csv", "学校名称,{学校},←", "学校名称,{学校}",
	  FAILURE_DEF_WIDTH, 2, 0, 0, NULL, NULL, 1 },
	{ "indicators.csv",
	  "树,一级指标,二级指标,别名,行数,三级指标,关系,指标值,单位,说明\n",
	  "树;一级指标\n", FAILURE_DEF_NO_HEADINGS, 1, 0, 0, NULL,
	  "树 一级指标 二级指标 别名 行数 三级指标 关系 指标值 单位 说明", 1 },
	{ "indicators.csv", "别名", "别称", FAILURE_DEF_COLUMN, 1, 4, 0, "别称",
	  "别名", 1 },
	{ "rules.csv", "依据,", "", FAILURE_DEF_COLUMN_MISSING, 1, 0, 0, "依据",
	  NULL, 1 },
	{ "rules.csv", "依据", "意见", FAILURE_DEF_COLUMN_TWICE, 1, 11, 0,
	  "意见", NULL, 2 },
	{ "fields.csv", ",四位数|", ",=四位数|", FAILURE_DEF_FORMULA_CELL, 3,
	  13, 0, NULL, NULL, 1 },

	/* fields.csv */
	{ "fields.csv",
	  ",reading_corner,整表,,元,0..2,,,不够完整|其他,,,Reading corner,1\n",
	  "", FAILURE_DEF_NO_FORM_ROW, 1, 3, 0, NULL, NULL, 1 },
	{ "fields.csv", "年份,是,,,基本", "年份,是,,整表,基本",
	  FAILURE_DEF_STRAY, 3, 6, 0, "整表", NULL, 1 },
	{ "fields.csv", "评语,comment,长文", "评语,comment,短文",
	  FAILURE_DEF_VALUE, 8, 3, 0, "短文", NULL, 1 },
	{ "fields.csv", "评语,comment,长文,", "评语,comment,长文,对",
	  FAILURE_DEF_VALUE, 8, 4, 0, "对", "是", 1 },
	{ "fields.csv", "拨款,grant,金额,是,", "拨款,grant,金额,是,斤",
	  FAILURE_DEF_VALUE, 9, 5, 0, "斤", "元 千元 万元 百万元 亿元", 1 },
	{ "fields.csv", "整表,,元", "整表,,角", FAILURE_DEF_VALUE, 2, 5, 0,
	  "角", "元 千元 万元 百万元 亿元", 1 },
	{ "fields.csv", "不够完整|其他,,", "不够完整|其他,书目.书名,",
	  FAILURE_DEF_OTHER_TABLE, 2, 10, 0, "书目.书名", NULL, 1 },
	{ "fields.csv", "不够完整|其他,,", "不够完整|其他,拨款,",
	  FAILURE_DEF_KIND, 2, 10, 0, "拨款", "文本", 1 },
	{ "fields.csv", "不够完整|其他,,", "不够完整|其他,学校|拨款,",
	  FAILURE_DEF_KIND, 2, 10, 0, "拨款", "文本", 1 },
	{ "fields.csv", "评语,comment", "评语,", FAILURE_DEF_BLANK, 8, 2, 0,
	  "键", NULL, 1 },
	{ "fields.csv", ",reading_corner,整表", ",,整表", FAILURE_DEF_BLANK, 2,
	  2, 0, "键", NULL, 1 },
	{ "fields.csv", "小学|中学", "", FAILURE_DEF_BLANK, 4, 9, 0, "选项",
	  NULL, 1 },
	{ "fields.csv", "评语,comment", ",comment", FAILURE_DEF_BLANK, 8, 1, 0,
	  "名称", NULL, 1 },
	{ "fields.csv", "经费,,标签", ",,标签", FAILURE_DEF_BLANK, 27, 1, 0,
	  "名称", NULL, 1 },
	{ "fields.csv", "年份,是,,,基本|Basics", "年份,是,,,",
	  FAILURE_DEF_BLANK, 3, 7, 0, "屏", NULL, 1 },
	{ "fields.csv", "评语,comment", "评语,评语", FAILURE_DEF_KEY, 8, 2, 0,
	  "评语", NULL, 1 },
	{ "fields.csv", "评语,comment", "评语,2comment", FAILURE_DEF_KEY, 8, 2,
	  0, NULL, NULL, 1 },
	{ "fields.csv", "评语,comment", "评语,a b", FAILURE_DEF_KEY, 8, 2, 0,
	  NULL, NULL, 1 },
	{ "fields.csv", "书目,books", "书目,grant", FAILURE_DEF_TWICE, 9, 2, 0,
	  "grant", NULL, 1 },
	{ "fields.csv", "书目.册数,copies", "书目.册数,title",
	  FAILURE_DEF_TWICE, 16, 2, 0, "title", NULL, 1 },
	{ "fields.csv", "班级数,classes,整数", "学校,classes,整数",
	  FAILURE_DEF_TWICE, 6, 1, 0, "学校", NULL, 2 },
	{ "fields.csv", "经费,,标签,,,,,,,,,Money,",
	  "经费,,标签,,,,,,,,,Money,\n经费,,标签,,,,,,,,,Money,",
	  FAILURE_DEF_TWICE, 28, 1, 0, "经费", NULL, 1 },
	{ "fields.csv", "经费,,标签,,,,,,,,,Money,", ",other,整表,,,,,,,,,,",
	  FAILURE_DEF_TWICE, 27, 3, 0, "整表", NULL, 1 },
	{ "fields.csv", "评语,comment", "1评语,comment", FAILURE_DEF_NAME, 8, 1,
	  0, "1评语", NULL, 1 },
	{ "fields.csv", "评语,comment", "评 语,comment", FAILURE_DEF_NAME, 8, 1,
	  0, "评 语", NULL, 1 },
	{ "fields.csv", "评语,comment", "评语Ａ,comment", FAILURE_DEF_NAME, 8,
	  1, 0, "评语Ａ", NULL, 1 },
	{ "fields.csv", "书目.等次,grade", "书目.等.次,grade", FAILURE_DEF_NAME,
	  19, 1, 0, "书目.等.次", NULL, 1 },
	{ "fields.csv", "书目.等次,grade", "书目.,grade", FAILURE_DEF_NAME, 19,
	  1, 0, "书目.", NULL, 1 },
	{ "fields.csv", "评语,comment", "合计,comment", FAILURE_DEF_RESERVED, 8,
	  1, 0, "合计", NULL, 1 },
	{ "fields.csv", "书目.等次,grade", "书目.单位,grade",
	  FAILURE_DEF_RESERVED, 19, 1, 0, "单位", NULL, 1 },
	{ "fields.csv", "书目.等次,grade", "书日.等次,grade",
	  FAILURE_DEF_UNKNOWN, 19, 1, 0, "书日", "书目", 1 },
	{ "fields.csv", "分,0..1,,,,,甲方案", "分,0..9,,,,,甲方案",
	  FAILURE_DEF_DECIMALS, 11, 6, 0, "0..9", NULL, 1 },
	{ "fields.csv", "分,0..1,,,,,甲方案", "分,2..1,,,,,甲方案",
	  FAILURE_DEF_DECIMALS, 11, 6, 0, "2..1", NULL, 1 },
	{ "fields.csv", "元,0..2", "元,7", FAILURE_DEF_DECIMALS, 2, 6, 0, "7",
	  NULL, 1 },
	{ "fields.csv", "3..50", "0", FAILURE_DEF_ROWS, 14, 8, 0, "0", NULL,
	  1 },
	{ "fields.csv", "3..50", "50..3", FAILURE_DEF_ROWS, 14, 8, 0, "50..3",
	  NULL, 1 },
	{ "fields.csv", "3..50", "3-50", FAILURE_DEF_ROWS, 14, 8, 0, "3-50",
	  NULL, 1 },
	{ "fields.csv", "小学|中学", "小学||中学", FAILURE_DEF_CHOICES, 4, 9, 0,
	  NULL, NULL, 1 },
	{ "fields.csv", "小学|中学", "小学|小学", FAILURE_DEF_CHOICES, 4, 9, 0,
	  NULL, NULL, 1 },
	{ "fields.csv", "小学|中学", "小学、中学", FAILURE_DEF_CHOICE_ONE, 4, 9,
	  0, "小学、中学", NULL, 1 },
	{ "fields.csv", "评语,comment,长文,,,,,,", "评语,comment,长文,,,,,,a|b",
	  FAILURE_DEF_STRAY, 8, 9, 0, "a|b", NULL, 1 },
	{ "fields.csv", "评语,comment,长文,,,", "评语,comment,长文,,,2",
	  FAILURE_DEF_STRAY, 8, 6, 0, "2", NULL, 1 },
	{ "fields.csv", "书名,title,文本,是,,,", "书名,title,文本,是,,,基本",
	  FAILURE_DEF_STRAY, 15, 7, 0, "基本", NULL, 1 },
	{ "fields.csv", "书名,title,文本,是,,,,,,",
	  "书名,title,文本,是,,,,,,书目.册数", FAILURE_DEF_STRAY, 15, 10, 0,
	  NULL, NULL, 1 },
	{ "fields.csv", ",指标.三级指标,,Target", ",指标.三级指示,,Target",
	  FAILURE_DEF_UNKNOWN, 25, 10, 0, "指标.三级指示", "指标.三级指标", 1 },
	{ "fields.csv", ",指标.三级指标,,Target", ",指标.计算符号,,Target",
	  FAILURE_DEF_KIND, 25, 10, 0, "指标.计算符号", "文本 长文 层级 指标值",
	  1 },
	{ "fields.csv", ",指标.目标值,,Sign", ",指标.三级指标,,Sign",
	  FAILURE_DEF_KIND, 24, 10, 0, "指标.三级指标", "指标值", 1 },
	{ "fields.csv", ",指标.三级指标,,Target", ",书目.书名,,Target",
	  FAILURE_DEF_OTHER_TABLE, 25, 10, 0, "书目.书名", NULL, 1 },
	{ "fields.csv", ",指标.一级指标,,Level 2", ",指标.二级指标,,Level 2",
	  FAILURE_DEF_ORDER, 22, 10, 0, "指标.二级指标", NULL, 1 },
	{ "fields.csv", "{金额单位}", "{金额单}", FAILURE_DEF_UNKNOWN, 17, 5, 0,
	  "金额单", "金额单位", 1 },
	{ "fields.csv", "{金额单位}", "{评语}", FAILURE_DEF_KIND, 17, 5, 0,
	  "评语", "文本 选项 单位", 1 },
	{ "fields.csv", "{金额单位}", "{指标.度量单位}",
	  FAILURE_DEF_OTHER_TABLE, 17, 5, 0, "指标.度量单位", NULL, 1 },
	{ "fields.csv", "{金额单位}", "{金额单位", FAILURE_DEF_BRACE, 17, 5, 0,
	  NULL, NULL, 1 },

	/* 计算 */
	{ "fields.csv", "甲方案 + 乙方案 ÷ 2", "甲方案 + 丙方案",
	  FAILURE_DEF_UNKNOWN, 11, 11, 7, "丙方案", "甲方案", 1 },
	{ "fields.csv", "甲方案 + 乙方案 ÷ 2", "甲方案 > 2",
	  FAILURE_DEF_FORMULA, 11, 11, 0, NULL, "小数", 1 },
	{ "fields.csv", "甲方案 + 乙方案 ÷ 2", "“优”", FAILURE_DEF_FORMULA, 11,
	  11, 0, NULL, "小数", 1 },
	{ "fields.csv", "甲方案 + 乙方案 ÷ 2", "拨款 × 2", FAILURE_DEF_FORMULA,
	  11, 11, 0, NULL, "小数", 1 },
	{ "fields.csv", "单价 × 册数", "册数 × 2", FAILURE_DEF_FORMULA, 18, 11,
	  0, NULL, "金额", 1 },
	{ "fields.csv", "若(册数 ≥ 10、“多”、“少”)", "册数 ≥ 10",
	  FAILURE_DEF_FORMULA, 19, 11, 0, NULL, "文本", 1 },
	{ "fields.csv", "拨款 - 合计(书目.总价)", "拨款 - 结余",
	  FAILURE_DEF_CYCLE, 10, 11, 0, "结余", NULL, 1 },
	{ "fields.csv", "{金额单位},,,,,,,Price",
	  "{金额单位},,,,,,总价 ÷ 册数,Price", FAILURE_DEF_CYCLE, 17, 11, 0,
	  "书目.单价", NULL, 2 },
	{ "fields.csv", "单价 × 册数", "结余 ÷ 册数", FAILURE_DEF_CYCLE, 10, 11,
	  0, "结余", NULL, 2 },
	{ "fields.csv", "拨款 - 合计(书目.总价)", "应为 + 1元",
	  FAILURE_EXPR_SELF, 10, 11, 1, "应为", NULL, 1 },
	{ "fields.csv", "单价 × 册数", "单价 × 合计(书目.册数)",
	  FAILURE_EXPR_OWN_TABLE, 18, 11, 9, "书目.册数", NULL, 1 },

	/* layout.csv */
	{ "layout.csv", "评语,{评语},←", "评语,,", FAILURE_DEF_MISSING, 8, 1, 0,
	  "评语", NULL, 1 },
	{ "layout.csv", "{书目.等次}", "", FAILURE_DEF_MISSING, 19, 1, 0,
	  "书目.等次", NULL, 1 },
	{ "layout.csv",
	  "↑,{书目.书名},{书目.册数},{书目.单价},{书目.总价},{书目.等次},",
	  "↑,,,,,,", FAILURE_DEF_MISSING, 14, 1, 0, "书目", NULL, 1 },
	{ "layout.csv", "{学校},←", "{学校},{校长}", FAILURE_DEF_NO_FIELD, 2, 3,
	  0, "校长", NULL, 1 },
	{ "layout.csv", "{学校},←", "{学校},{等次}", FAILURE_DEF_NO_FIELD, 2, 3,
	  0, "等次", "书目.等次", 1 },
	{ "layout.csv", "{学校},←", "{学校},{学校}", FAILURE_DEF_TWICE, 2, 3, 0,
	  "学校", NULL, 1 },
	{ "layout.csv", "学校名称", "学校名称}", FAILURE_DEF_BRACE, 2, 1, 0,
	  "学校名称}", NULL, 1 },
	{ "layout.csv", "{学校}", "{学校", FAILURE_DEF_BRACE, 2, 2, 0, "{学校",
	  NULL, 1 },
	{ "layout.csv", "{学校}", "{{学校}}", FAILURE_DEF_BRACE, 2, 2, 0, NULL,
	  NULL, 1 },
	{ "layout.csv", "得分|总分", "得分|", FAILURE_DEF_CHOICES, 3, 6, 0,
	  NULL, NULL, 1 },
	{ "layout.csv", "学校名称", "←", FAILURE_LAYOUT_LEFT, 2, 1, 0, NULL,
	  NULL, 1 },
	{ "layout.csv", "统计表,←", "统计表,↑", FAILURE_LAYOUT_TOP, 1, 2, 0,
	  NULL, NULL, 1 },
	{ "layout.csv", "经费,拨款,{拨款}", "经费,↑,{拨款}", FAILURE_LAYOUT_UP,
	  3, 2, 0, NULL, NULL, 1 },
	{ "layout.csv", "学校名称,{学校},←", "学校名称,{学校},↑",
	  FAILURE_LAYOUT_UP, 2, 3, 0, NULL, NULL, 1 },
	{ "layout.csv", "甲方案,{甲方案},乙方案,{乙方案},",
	  "甲方案,{甲方案}-{乙方案},乙方案,,", FAILURE_LAYOUT_TEXTS, 9, 3, 0,
	  "{甲方案}-{乙方案}", NULL, 1 },
	{ "layout.csv", "{学年}学年{级别}图书角统计表",
	  "{学年}学年{级别}图书角统计表|{学年}年{级别}表|{级别}{学年}表",
	  FAILURE_LAYOUT_WORDS, 1, 1, 0, "{级别}{学年}表", NULL, 1 },
	{ "layout.csv", "{学年}学年{级别}图书角统计表",
	  "{学年}学年{级别}图书角统计表|统计表", FAILURE_LAYOUT_WORDS, 1, 1, 0,
	  "统计表", NULL, 1 },
	{ "layout.csv", "{学年}学年{级别}图书角统计表",
	  "{学年}学年{级别|图书角}统计表", FAILURE_DEF_BRACE, 1, 1, 0, NULL,
	  NULL, 1 },
	{ "layout.csv", "{书目.等次}", "第{书目.等次}等", FAILURE_LAYOUT_COLUMN,
	  6, 6, 0, "书目.等次", NULL, 1 },
	{ "layout.csv", "甲方案,{甲方案},乙方案,{乙方案},,",
	  "甲方案,{甲方案},,,,", FAILURE_DEF_MISSING, 13, 1, 0, "乙方案", NULL,
	  1 },
	{ "layout.csv", "分值,甲方案,{甲方案},乙方案,{乙方案},,",
	  "书目,书名,册数,单价,金额,等次,\n"
	  "↑,{书目.书名},{甲方案},{乙方案},,,",
	  FAILURE_LAYOUT_AGAIN, 10, 0, 0, "书目", NULL, 1 },
	{ "layout.csv",
	  "评语,{评语},←,←,←,←,←\n"
	  "书目,书名,册数,单价,总价,等次,\n"
	  "↑,{书目.书名},{书目.册数},{书目.单价},{书目.总价},{书目.等次},",
	  "书目,书名,册数,单价,总价,等次,\n"
	  "↑,{书目.书名},{书目.册数},{书目.单价},{书目.总价},{书目.等次},{"
	  "评语}",
	  FAILURE_LAYOUT_FOREIGN, 5, 7, 0, "{评语}", "书目", 1 },
	{ "layout.csv",
	  "评语,{评语},←,←,←,←,←\n"
	  "书目,书名,册数,单价,总价,等次,\n"
	  "↑,{书目.书名},{书目.册数},{书目.单价},{书目.总价},{书目.等次},",
	  "书目,书名,册数,单价,总价,等次,\n"
	  "↑,{书目.书名},{书目.册数},{书目.单价},{书目.总价},{书目.等次},见{"
	  "评语}",
	  FAILURE_LAYOUT_FOREIGN, 5, 7, 0, "见{评语}", "书目", 1 },
	{ "layout.csv",
	  "\n指标,一级指标,二级指标,三级指标,计算符号,目标值,度量单位\n", "\n",
	  FAILURE_LAYOUT_TABLES, 7, 0, 0, "指标", NULL, 1 },
	{ "layout.csv", "{学年}学年", "{书目.书名},,,,,,\n{学年}学年",
	  FAILURE_LAYOUT_FIRST, 1, 0, 0, "书目", NULL, 2 },
	{ "layout.csv", "分值,甲方案,{甲方案},乙方案,{乙方案},,",
	  ",,{甲方案},,{乙方案},,", FAILURE_LAYOUT_BARE, 9, 3, 0, "{甲方案}",
	  NULL, 1 },
	{ "layout.csv", "{学年}学年{级别}图书角统计表", "{学年}{级别}",
	  FAILURE_LAYOUT_BARE, 1, 1, 0, "{学年}{级别}", NULL, 1 },
	{ "layout.csv", "统计表,", "统计表,,,,,,,,,,,", FAILURE_LAYOUT_WIDE, 1,
	  0, 0, NULL, NULL, 1 },
	{ "layout.csv", "{评语}",
	  "{评语}1{评语}1{评语}1{评语}1{评语}1{评语}1{评语}1{评语}1{评语}1"
	  "{评语}1{评语}1{评语}1{评语}1{评语}1{评语}1{评语}1{评语}",
	  FAILURE_LAYOUT_FIELDS, 4, 2, 0, NULL, NULL, 1 },

	/* indicators.csv */
	{ "indicators.csv", "旧,产出指标,,产", ",产出指标,,产",
	  FAILURE_DEF_BLANK, 2, 1, 0, "树", NULL, 1 },
	{ "indicators.csv", "旧,产出指标,数量指标,,1", "旧,,数量指标,,1",
	  FAILURE_DEF_BLANK, 3, 2, 0, "一级指标", NULL, 1 },
	{ "indicators.csv", "旧,产出指标,数量指标,,1", "旧,产出指标,,,1",
	  FAILURE_DEF_BLANK, 3, 3, 0, "二级指标", NULL, 1 },
	{ "indicators.csv", ",1,藏书量", ",一,藏书量", FAILURE_DEF_NUMBER, 3, 5,
	  0, "一", NULL, 1 },
	{ "indicators.csv", "藏书量,≥", "藏书量,约", FAILURE_DEF_VALUE, 3, 7, 0,
	  "约", "≥ ≤ > < 等于", 1 },
	{ "indicators.csv", "借阅量", "藏书量", FAILURE_DEF_TWICE, 4, 6, 0,
	  "藏书量", NULL, 1 },
	{ "indicators.csv", "旧,产出指标,数量指标,,,借阅量,≥,50,册,",
	  "旧,产出指标,,,,,,,,", FAILURE_DEF_TWICE, 4, 2, 0, "产出指标", NULL,
	  1 },

	{ "indicators.csv", "借阅量,≥", ",≥", FAILURE_DEF_BLANK, 4, 6, 0,
	  "三级指标", NULL, 1 },

	/* targets.csv */
	{ "targets.csv", "数,段,(?<数>\\d+(?:\\.\\d+)?),",
	  "数,段,(?<数>\\d+(?:\\.\\d+)?),数", FAILURE_DEF_STRAY, 6, 4, 0, "数",
	  NULL, 1 },
	{ "targets.csv", "≤,,", "≤,≤3,", FAILURE_DEF_STRAY, 3, 5, 0, "≤3", NULL,
	  1 },
	{ "targets.csv", "比较数量,数量", "比较数量,数目", FAILURE_DEF_VALUE, 8,
	  2, 0, "数目", "词 段 数量 区间 变化 日期 期间 文字 是否 模板 不明",
	  1 },
	{ "targets.csv", "比较数量,数量", "比较数量,", FAILURE_DEF_BLANK, 8, 2,
	  0, "类别", NULL, 1 },
	{ "targets.csv", "比较数量,", ",", FAILURE_DEF_BLANK, 8, 1, 0, "名称",
	  NULL, 1 },
	{ "targets.csv", "^{数}{单位}?$", "", FAILURE_DEF_BLANK, 9, 3, 0,
	  "写法", NULL, 1 },
	{ "targets.csv", "^{关系}{数}", "^{关糸}{数}", FAILURE_DEF_UNKNOWN, 8,
	  3, 3, "关糸", NULL, 1 },
	{ "targets.csv", "^{关系}{数}", "^{关系}({数}", FAILURE_DEF_PATTERN, 8,
	  3, 16, NULL, "missing closing parenthesis", 1 },
	{ "targets.csv", "^{关系}{数}", "^{关系}{数}*?)x", FAILURE_DEF_PATTERN,
	  8, 3, 11, ")x{单位}?$", "unmatched closing parenthesis", 1 },
	{ "targets.csv", "(?<数>\\d+", "(?<数>\\d++)+*", FAILURE_DEF_PATTERN, 6,
	  3, 12, NULL, NULL, 1 },
	{ "targets.csv", "^{关系}{数}", "^{关系}（{数}",
	  FAILURE_DEF_PATTERN_WIDE, 8, 3, 6, "（", NULL, 1 },
	{ "targets.csv", "册|%|元", "册|％|元", FAILURE_DEF_PATTERN_WIDE, 5, 3,
	  3, "％", NULL, 1 },
	{ "targets.csv", "数,段", "关系,段", FAILURE_DEF_TWICE, 6, 1, 0, "关系",
	  NULL, 3 },
	{ "targets.csv", "≥3,3", "≥3,", FAILURE_DEF_NO_EXAMPLE, 8, 6, 0,
	  "比较数量", NULL, 1 },
	{ "targets.csv", "≥3,3", ",3", FAILURE_DEF_NO_EXAMPLE, 8, 5, 0,
	  "比较数量", NULL, 1 },
	{ "targets.csv", "≥3,3", "3册,3", FAILURE_DEF_EXAMPLE_ROW, 8, 5, 0,
	  "3册", "数量", 1 },
	{ "targets.csv", "≥3,3", "3元整,3", FAILURE_DEF_EXAMPLE_UNREAD, 8, 5, 0,
	  "3元整", NULL, 1 },
	{ "targets.csv", "^{数}{单位}?$,,3册,三册",
	  "^(?:\\d+)+[#:]$,,3#,11111111111111111111111111", FAILURE_DEF_SLOW, 9,
	  6, 0, "11111111111111111111111111", NULL, 2 },
	{ "targets.csv", "≥3,3", "≥3,≥4", FAILURE_DEF_COUNTER_EXAMPLE, 8, 6, 0,
	  "≥4", NULL, 1 },

	/* rules.csv */
	{ "rules.csv", "REQ,错误", "REQ,严重", FAILURE_DEF_VALUE, 2, 2, 0,
	  "严重", "提示 警告 错误", 1 },
	{ "rules.csv", "必填格", "必填项", FAILURE_DEF_VALUE, 2, 3, 0, "必填项",
	  "全表 文件 必填格 计算格 文字格 文本格 长文格 金额格 整数格 小数格 "
	  "年份格 选项格 层级格 指标值格 关系格 单位格 书目 指标",
	  1 },
	{ "rules.csv", "REQ,错误", ",错误", FAILURE_DEF_BLANK, 2, 1, 0, "编号",
	  NULL, 1 },
	{ "rules.csv", "REQ,错误", "必填,错误", FAILURE_DEF_KEY, 2, 1, 0,
	  "必填", NULL, 1 },
	{ "rules.csv", "FILE-ENC", "FILE-NEW", FAILURE_DEF_VALUE, 11, 1, 0,
	  "FILE-NEW", "FILE-ENC FILE-WIDTH FILE-PLACE FILE-CARRY", 1 },
	{ "rules.csv", "文件,,,", "文件,1 = 1,,", FAILURE_DEF_STRAY, 11, 4, 0,
	  "1 = 1", NULL, 1 },
	{ "rules.csv", "SUM-GRANT,警告,全表,,个数(书目 其中 总价 > 1万元) = 0",
	  "SUM-GRANT,错误,全表,,合计(书目.总价 其中 不空(书名)) ≤ 拨款 ± 1元",
	  FAILURE_DEF_TWICE, 6, 1, 0, "SUM-GRANT", NULL, 1 },
	{ "rules.csv", "SUM-GRANT,警告,全表,,",
	  "SUM-GRANT,警告,全表,级别 = “大学”,", FAILURE_EXPR_CHOICE, 6, 4, 6,
	  "大学", "小学 中学", 1 },
	{ "rules.csv", "不空(本格),,{本格名}没", ",,{本格名}没",
	  FAILURE_DEF_BLANK, 2, 5, 0, "要求", NULL, 1 },
	{ "rules.csv", "{本格名}没有填,", ",", FAILURE_DEF_BLANK, 2, 7, 0,
	  "提示", NULL, 1 },
	{ "rules.csv", "学校=一小;书目.书名=甲", "", FAILURE_DEF_NO_EXAMPLE, 2,
	  12, 0, "REQ", NULL, 1 },
	{ "rules.csv", "不够完整,,", "不完整,,", FAILURE_DEF_VALUE, 2, 10, 0,
	  "不完整", "不够完整 其他", 1 },
	{ "rules.csv", "不空(本格),,{本格名}没", "不空(本格),学校,{本格名}没",
	  FAILURE_DEF_STRAY, 2, 6, 0, "学校", NULL, 1 },
	{ "rules.csv", "± 1元,拨款,", "± 1元,捐款,", FAILURE_DEF_UNKNOWN, 5, 6,
	  0, "捐款", "拨款", 1 },
	{ "rules.csv", "± 1元,拨款,", "± 1元,书目.总价 其中 总价,",
	  FAILURE_EXPR_TRUTH_WANTED, 5, 6, 10, "总价", NULL, 1 },
	{ "rules.csv", "± 1元,拨款,", "± 1元,书目.总价 其中 空(拔款),",
	  FAILURE_DEF_UNKNOWN, 5, 6, 12, "拔款", "拨款", 1 },
	{ "rules.csv", "± 1元,拨款,", "± 1元,书目.总价 其中 空（拔款）,",
	  FAILURE_DEF_UNKNOWN, 5, 6, 12, "拔款", "拨款", 1 },
	{ "rules.csv", "± 1元,拨款,", "± 1元,拨款 其中 空(拨款),",
	  FAILURE_EXPR_WHERE, 5, 6, 4, "其中", NULL, 1 },
	{ "rules.csv", "± 1元,拨款,", "± 1元,书目,", FAILURE_DEF_PLACE_TABLE, 5,
	  6, 0, "书目", NULL, 1 },
	{ "rules.csv", "不空(计算符号),目标值", "不空(计算符号),学校",
	  FAILURE_DEF_PLACE, 10, 6, 0, "学校", "指标", 1 },
	{ "rules.csv", "不空(计算符号),目标值", "不空(计算符号),目标",
	  FAILURE_DEF_UNKNOWN, 10, 6, 0, "目标", "目标值", 1 },
	{ "rules.csv", "不空(书名),出现次数(书名) = 1", ",不空(学校)",
	  FAILURE_DEF_NO_PLACE, 7, 6, 0, NULL, "书目", 1 },
	{ "rules.csv", "不空(本格),,{本格名}没", "  不空(本哥),,{本格名}没",
	  FAILURE_EXPR_NAME, 2, 5, 6, "本哥", NULL, 1 },
	{ "rules.csv", "{本格名}没有填,", "{本格名没有填,", FAILURE_EXPR_BRACE,
	  2, 7, 1, "{本格名没有填", NULL, 1 },
	{ "rules.csv", "{本格名}没有填,", "本格名}没有填,", FAILURE_EXPR_BRACE,
	  2, 7, 4, "}没有填", NULL, 1 },
	{ "rules.csv", "{应为},,,", "{应是},,,", FAILURE_EXPR_NAME, 3, 9, 2,
	  "应是", NULL, 1 },
	{ "rules.csv", "超过拨款 {拨款}", "超过拨款 {捐款}",
	  FAILURE_DEF_UNKNOWN, 5, 7, 24, "捐款", "拨款", 1 },
	{ "rules.csv", "≥{目标值}|", "≥{目标直}|", FAILURE_DEF_UNKNOWN, 10, 9,
	  3, "目标直", "目标值", 1 },
	{ "rules.csv", "≥{目标值}|", "目标直={目标值}|", FAILURE_DEF_UNKNOWN,
	  10, 9, 0, "目标直", "目标值", 1 },
	{ "rules.csv", "≥{目标值}|", "书目.书名=甲|", FAILURE_DEF_MEND, 10, 9,
	  1, "书目.书名", NULL, 1 },
	{ "rules.csv", "有的书太贵,,,", "有的书太贵,,书目.书名=甲,",
	  FAILURE_DEF_MEND, 6, 9, 1, "书目.书名", NULL, 1 },
	{ "rules.csv", "≥{目标值}|", "目标值=1;  指标=2|", FAILURE_DEF_MEND, 10,
	  9, 9, "指标", NULL, 1 },
	{ "rules.csv", "≥{目标值}|", "目标值=≥{目标值};计算符号|",
	  FAILURE_EXPR_EXPECTED, 10, 9, 16, "", "=", 1 },
	{ "rules.csv", "≥{目标值}|",
	  "目标值=1;计算符号=2;评语=3;学校=4;三级指标=5;拨款=6|",
	  FAILURE_DEF_MEND_CELLS, 10, 9, 24, "三级指标=5;拨款=6", NULL, 1 },
	{ "rules.csv", "拨款=0,拨款=-1", "拨款=0,拨款=1",
	  FAILURE_DEF_EXAMPLE_PASSES, 4, 13, 0, "拨款=1", NULL, 1 },
	{ "rules.csv", "拨款=0,拨款=-1", "拨款=-2,拨款=-1",
	  FAILURE_DEF_EXAMPLE_FAILS, 4, 12, 0, "拨款=-2", NULL, 1 },
	{ "rules.csv", "拨款=0,拨款=-1", "学校=甲,拨款=-1",
	  FAILURE_DEF_EXAMPLE_IDLE, 4, 12, 0, "学校=甲", NULL, 1 },
	{ "rules.csv", "书目.总价=1,", "书目.总价=一,",
	  FAILURE_DEF_EXAMPLE_UNKNOWN, 6, 12, 0, "书目.总价=一", "书目.总价",
	  1 },
	{ "rules.csv", "拨款=0,拨款=-1", "拨款=0,学校=甲；拨款=-1",
	  FAILURE_DEF_EXAMPLE, 4, 13, 5, "；拨款=-1", NULL, 1 },
	{ "rules.csv", "拨款=0,拨款=-1", "拨款=0,学校=甲;捐款=-1",
	  FAILURE_DEF_UNKNOWN, 4, 13, 6, "捐款", "拨款", 1 },
	{ "rules.csv", "书名=甲/乙,书名=甲/甲", "书名=甲/乙,书明=甲/甲",
	  FAILURE_DEF_UNKNOWN, 7, 13, 1, "书明", "书名", 1 },
	{ "rules.csv", "书名=甲/乙,书名=甲/甲",
	  "书名=甲/乙,书名=" MANY MANY MANY MANY "甲", FAILURE_DEF_EXAMPLE, 7,
	  13, 160, "甲", NULL, 1 },
	{ "rules.csv", "拨款=0,拨款=-1", "拨款0,拨款=-1", FAILURE_DEF_EXAMPLE,
	  4, 12, 1, NULL, NULL, 1 },
	{ "rules.csv", "拨款=0,拨款=-1", "拨款×0=0,拨款=-1",
	  FAILURE_DEF_EXAMPLE, 4, 12, 1, NULL, NULL, 1 },
	{ "rules.csv", "拨款=0,拨款=-1", "拨款×9x=0,拨款=-1",
	  FAILURE_DEF_EXAMPLE, 4, 12, 1, NULL, NULL, 1 },
	{ "rules.csv", "拨款=0,拨款=-1", "拨款=0/1,拨款=-1",
	  FAILURE_DEF_EXAMPLE, 4, 12, 1, NULL, NULL, 1 },
	{ "rules.csv", "拨款=0,拨款=-1", "拨款=“0”元,拨款=-1",
	  FAILURE_DEF_EXAMPLE, 4, 12, 7, "元", NULL, 1 },

	/* the sign that a rule over cells may have */
	{ "rules.csv", "本格 < 10亿元", "本格 < 100", FAILURE_EXPR_MEASURE, 4,
	  5, 15, "100", NULL, 1 },
	{ "rules.csv", "不空(本格),,{本格名}没", "不空(应为),,{本格名}没",
	  FAILURE_EXPR_NO_FORMULA, 2, 5, 4, "应为", NULL, 1 },
	{ "rules.csv", "不空(本格) 且 不空(应为),本格 = 应为",
	  "不空(本格) 且 不空(应为),本格 = 应为 ± 0.01", FAILURE_EXPR_MIXED, 3,
	  5, 1, "本格", NULL, 1 },
	{ "rules.csv", "不空(本格) 且 不空(应为),本格 = 应为",
	  "字数(本格),本格 = 应为", FAILURE_EXPR_TRUTH_WANTED, 3, 4, 0,
	  "字数(本格)", NULL, 1 },
	{ "rules.csv", "不空(书名),出现次数(书名) = 1",
	  "不空(书名),出现次数(学校) = 1", FAILURE_EXPR_FOREIGN, 7, 5, 6,
	  "学校", "出现次数", 1 },
	{ "rules.csv", "不空(书名),出现次数(书名) = 1",
	  "不空(书名),个数(书目) = 1", FAILURE_EXPR_OWN_TABLE, 7, 5, 4, "书目",
	  NULL, 1 },
	{ "rules.csv", "不空(书名),出现次数(书名) = 1",
	  "不空(书名),不空(书目.书名)", FAILURE_EXPR_OWN_COLUMN, 7, 5, 4,
	  "书目.书名", "书名", 1 },
	{ "rules.csv", "不空(书名),出现次数(书名) = 1", "不空(书名),不空(本格)",
	  FAILURE_EXPR_SELF, 7, 5, 4, "本格", NULL, 1 },
	{ "rules.csv", "“^[《(]”", "“^[《（]”", FAILURE_DEF_PATTERN_WIDE, 8, 5,
	  13, "（", NULL, 1 },
	{ "rules.csv", "“^[《(]”", "“^[《(”", FAILURE_DEF_PATTERN, 8, 5, 14,
	  "^[《(", "missing terminating ] for character class", 1 },
	{ "rules.csv", "“^[《(]”", "“^{关糸}”", FAILURE_DEF_UNKNOWN, 8, 5, 12,
	  "关糸", NULL, 1 },
	{ "rules.csv", "“^[《(]”", "书名", FAILURE_EXPR_PATTERN, 8, 5, 9,
	  "书名", NULL, 1 },
};

enum { N_REFUSALS = sizeof refusals / sizeof *refusals };

/* Everything that is wrong with a definition, examples and all. */
static void load(const char *folder, struct failure_list *faults)
{
	struct definition *def = definition_load(folder, NULL, faults);

	if (def && definition_load_rules(def, faults)) {
		definition_check_targets(def, faults);
		check_examples(def, faults);
	}
	definition_free(def);
}

static bool text_is(const char *got, const char *wanted)
{
	return !wanted || (got && strcmp(got, wanted) == 0);
}

/* What has no place in the layout is told at its own row. */
static bool fault_is(const struct refusal *r, const struct failure *f)
{
	const char *file =
		r->code == FAILURE_DEF_MISSING ? "fields.csv" : r->file;

	return f->code == r->code && strstr(f->path, file) &&
	       f->line == r->line && f->column == r->column && f->at == r->at &&
	       text_is(f->value, r->value) && text_is(f->detail, r->detail);
}

static void try_refusal(const struct refusal *r, const char *folder)
{
	static const struct failure none = { .path = "" };
	struct failure_list faults = { 0 };
	const struct failure *f = &none;

	support_copy_form(READING_CORNER, folder);
	support_change(folder, r->file, r->old, r->new);
	load(folder, &faults);
	if (faults.n > 0)
		f = &faults.items[0];
	cr_expect(faults.n == r->n && fault_is(r, f),
		  "%s: %s → %s: %zu faults, the first: code %d (not %d) at "
		  "%s:%zu:%zu:%zu, “%s”, “%s”",
		  r->file, r->old, r->new ? r->new : "", faults.n, (int)f->code,
		  (int)r->code, f->path, f->line, f->column, f->at,
		  f->value ? f->value : "", f->detail ? f->detail : "");
	failure_list_release(&faults);
}

Test(definition_refusals, each_by_code_and_place)
{
	char *folder = support_folder();

	for (int i = 0; i < N_REFUSALS; i++)
		try_refusal(&refusals[i], folder);
	support_remove_folder(folder);
	free(folder);
}

/* A code that nobody tries is a sentence that nobody has read. */
Test(definition_refusals, every_code_is_tried)
{
	for (int code = FAILURE_DEF_FILE; code < FAILURE_EXPR_OPERAND; code++) {
		int i = 0;

		/* those two are of the files: tests/hostile.sh; this is no
		   refusal: tests/unit/near_names.c; and this is seen once a
		   form is filled in: tests/form_keeper.sh */
		if (code == FAILURE_DEF_OUTSIDE || code == FAILURE_DEF_SIZE ||
		    code == FAILURE_DEF_NEAR || code == FAILURE_LAYOUT_LOST ||
		    code == FAILURE_LAYOUT_TAKEN)
			continue;
		while (i < N_REFUSALS && (int)refusals[i].code != code)
			i++;
		cr_expect_lt(i, N_REFUSALS, "no row tries code %d", code);
	}
}
