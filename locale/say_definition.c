#include <config.h>
#include "locale/say_definition.h"

#include <assert.h>
#include <string.h>
#include "locale/say.h"

static const char *const sentences[FAILURE_COUNT] = {
	[FAILURE_DEF_FILE] = N_("表格定义缺少这个文件：{cause}。请从别的定义"
				"复制一份来改"),
	[FAILURE_DEF_OUTSIDE] =
		N_("这个文件是一个链接，指到定义的文件夹之外，没有"
		   "读。请把文件本身放进来"),
	[FAILURE_DEF_SIZE] = N_("太大了：定义的一个文件最多 1000 行、1 MiB。"
				"请看看是不是放错了文件"),
	[FAILURE_DEF_CSV] =
		N_("英文引号没有成对，或者一格里只有一部分在引号里。"
		   "内容里的引号请用中文的 “ ”"),
	[FAILURE_DEF_WIDTH] = N_("这一行有 {found} 格，应为 {wanted} 格。"
				 "请看看是不是少了逗号，或者写成了全角的"),
	[FAILURE_DEF_NO_HEADINGS] = N_("第一行应当是列名，用英文逗号隔开："
				       "{detail}"),
	[FAILURE_DEF_COLUMN] = N_("没有叫 “{value}” 的列。请删去或改名"),
	[FAILURE_DEF_COLUMN_MISSING] = N_("缺少 “{value}” 这一列。请补在"
					  "第一行"),
	[FAILURE_DEF_COLUMN_TWICE] = N_("“{value}” 这一列有两个。请删去"
					"一个"),
	[FAILURE_DEF_FORMULA_CELL] = N_("“{value}” 会被电子表格当成公式。"
					"请换一种写法"),
	[FAILURE_DEF_BLANK] = N_("“{value}” 不能空着。请补填"),
	[FAILURE_DEF_STRAY] = N_("“{value}” 填在这里没有作用。请清空这一格，"
				 "或者看看是不是填错了列"),
	[FAILURE_DEF_VALUE] = N_("“{value}” 不能填在这里。可以填："
				 "{detail}"),
	[FAILURE_DEF_TWICE] = N_("“{value}” 重复了，第 {other} 行已经有。"
				 "请改一处或删一处"),
	[FAILURE_DEF_NEAR] =
		N_("“{value}” 与第 {other} 行的 “{detail}” 只差一点，是写错"
		   "了吗？写错了请改成一样；确实是另一个，就不用改"),
	[FAILURE_DEF_UNKNOWN] = N_("没有叫 “{value}” 的。请核对名称"),
	[FAILURE_DEF_NO_FIELD] =
		N_("fields.csv 里没有叫 “{value}” 的。请核对名称；新的栏目请在"
		   "那里加一行"),
	[FAILURE_DEF_NUMBER] = N_("“{value}” 不是整数。请只填数字"),
	[FAILURE_DEF_BRACE] = N_("“{value}” 里的大括号没有配对。请补上或"
				 "删去一个"),

	[FAILURE_DEF_NO_FORM_ROW] = N_("缺少类型是 整表 的一行。请补上：它写"
				       "这张表的键、金额单位和小数"),
	[FAILURE_DEF_NAME] = N_("“{value}” 不能当名称。请只用汉字、字母、"
				"数字和 _，不用数字开头；表的列写成 表.列"),
	[FAILURE_DEF_RESERVED] = N_("“{value}” 是函数或规则用语，不能当"
				    "名称。请加几个字，如 填报{value}"),
	[FAILURE_DEF_KEY] = N_("“{value}” 不能当键或编号。请用英文字母开头，"
			       "只用字母、数字、_ 和 -"),
	[FAILURE_DEF_DECIMALS] = N_("“{value}” 不是小数位数。请填 0 到 6，"
				    "如 2 或 2..6"),
	[FAILURE_DEF_ROWS] = N_("“{value}” 不是行数。请填空白表的行数和通常"
				"最多的行数，如 6..200，至少 1 行"),
	[FAILURE_DEF_CHOICES] = N_("“{value}” 里用 | 隔开的有空白或重复。"
				   "请各写一次"),
	[FAILURE_DEF_CHOICE_ONE] = N_("“{value}” 没有用 | 隔开，算一样。几样"
				      "之间请写 |"),
	[FAILURE_DEF_KIND] = N_("“{value}” 的类型不合适。这里要一个："
				"{detail}"),
	[FAILURE_DEF_OTHER_TABLE] = N_("“{value}” 不在同一张表里。请填本表"
				       "的栏目"),
	[FAILURE_DEF_ORDER] = N_("“{value}” 要写在它的下一级前面。请调整"
				 "两行的次序"),
	[FAILURE_DEF_FORMULA] = N_("这个计算得不出 {detail}。请核对写法和"
				   "单位"),
	[FAILURE_DEF_CYCLE] = N_("“{value}” 的计算绕回到了它自己。请改掉"
				 "其中一个计算"),
	[FAILURE_DEF_MISSING] = N_("“{value}” 在表样里没有位置。请在 "
				   "layout.csv 里给它一格"),

	[FAILURE_LAYOUT_WIDE] = N_("表样有 {found} 列，最多 {wanted} 列"),
	[FAILURE_LAYOUT_TOP] = N_("第一行的 “↑” 上面没有格子。请写文字或"
				  "空着"),
	[FAILURE_LAYOUT_LEFT] = N_("第一列的 “←” 左边没有格子。请写文字或"
				   "空着"),
	[FAILURE_LAYOUT_UP] = N_("“↑” 上面是栏目或 “←”，不能往下合并。请写"
				 "文字、“←” 或空着"),
	[FAILURE_LAYOUT_FIELDS] = N_("“{value}” 里有 {found} 个栏目，最多 "
				     "{wanted} 个。请分成几格"),
	[FAILURE_LAYOUT_TEXTS] = N_("“{value}” 里两个文字栏目之间没有字，"
				    "读表时分不开。请在中间加字，或者分成"
				    "两格"),
	[FAILURE_LAYOUT_WORDS] = N_("“{value}” 的栏目跟前面那种写法不一样。"
				    "用 | 隔开的几种写法，栏目和先后都要"
				    "一样"),
	[FAILURE_LAYOUT_COLUMN] = N_("“{value}” 是表的一列，要单独占一格，"
				     "不能跟文字写在一起"),
	[FAILURE_LAYOUT_FOREIGN] = N_("“{value}” 不能放在 “{detail}” 的"
				      "重复行里，这一行只能放这张表的列"),
	[FAILURE_LAYOUT_AGAIN] = N_("“{value}” 的重复行第 {other} 行已经"
				    "有。一张表只能有一行"),
	[FAILURE_LAYOUT_TABLES] = N_("“{value}” 的重复行紧挨着另一张表的"
				     "重复行，读表时分不开。请在中间加一行"
				     "文字"),
	[FAILURE_LAYOUT_BARE] = N_("“{value}” 这一行没有印字，读表时找不到。"
				   "请在前面加一格文字，或者移到有字的一行"
				   "下面"),
	[FAILURE_LAYOUT_LOST] = N_(
		"“{value}” 填了以后读不回来，多半是这一行的字跟别的行分不开。"
		"请给它加上别处没有的字，或者另占一格"),
	[FAILURE_LAYOUT_TAKEN] = N_(
		"填好的表会认成 “{detail}” 的：两种定义的表样分不开。请改表题，"
		"或者把不用的那种挪到别处"),
	[FAILURE_LAYOUT_FIRST] = N_("“{value}” 的重复行上面没有别的行。"
				    "请加一行标题"),

	[FAILURE_DEF_PLACE] = N_("“{value}” 不是 “{detail}” 的列。逐行检查"
				 "的规则只能定位到本表的列"),
	[FAILURE_DEF_PLACE_TABLE] = N_("“{value}” 是一张表。请填它的一列"),
	[FAILURE_DEF_NO_PLACE] = N_("这条规则没有用到 “{detail}” 的列。请在"
				    "这里填一列"),
	[FAILURE_DEF_MEND] = N_("“{value}” 不是一格。建议只能改本行的格或表外的"
				"格"),
	[FAILURE_DEF_MEND_CELLS] =
		N_("一个建议最多改 {wanted} 格，从 “{value}” "
		   "起多出来了"),
	[FAILURE_DEF_NO_EXAMPLE] = N_("“{value}” 缺少例子。通过和不过要各有"
				      "一例"),
	[FAILURE_DEF_EXAMPLE] = N_("例子写法有误，从 “{value}” 起。请写 "
				   "名称=值，用 ; 隔开；表的几行用 / 隔开"),
	[FAILURE_DEF_EXAMPLE_PASSES] = N_("例子 “{value}” 应当不过，结果是"
					  "通过。请核对规则和例子"),
	[FAILURE_DEF_EXAMPLE_FAILS] = N_("例子 “{value}” 应当通过，结果是"
					 "不过。请核对规则和例子"),
	[FAILURE_DEF_EXAMPLE_IDLE] = N_("例子 “{value}” 没有用上规则：条件"
					"不成立，或者没有填要看的格"),
	[FAILURE_DEF_EXAMPLE_UNKNOWN] = N_("例子 “{value}” 判断不了。请看看"
					   "是不是少填了一格"),
	[FAILURE_DEF_EXAMPLE_ROW] = N_("例 “{value}” 应由这一行读，结果先被 "
				       "“{detail}” 读了"),
	[FAILURE_DEF_EXAMPLE_UNREAD] = N_("例 “{value}” 没有一行读得了，应由"
					  "这一行读"),
	[FAILURE_DEF_SLOW] = N_("“{value}” 试了太多步还读不出。请把写法改得"
				"更确定，例如不在重复里再套重复"),
	[FAILURE_DEF_COUNTER_EXAMPLE] = N_("反例 “{value}” 被这一行读了。"
					   "请把写法收紧"),
	[FAILURE_DEF_PATTERN] = N_("写法在 “{value}” 处有误：{detail}"),
	[FAILURE_DEF_PATTERN_WIDE] = N_("“{value}” 是全角字符。比对之前内容"
					"都转成半角，请写半角"),

	[FAILURE_EXPR_OPERAND] = N_("这里缺一个数、文字、名称或函数"),
	[FAILURE_EXPR_EXPECTED] = N_("这里应当是 {detail}"),
	[FAILURE_EXPR_LEFTOVER] = N_("从 “{value}” 起多出来了，前面已经是"
				     "完整的式子。请看看是不是少了 、 或 且"),
	[FAILURE_EXPR_CHAIN] = N_("比较不能连着写。请分成两个，用 且 连接"),
	[FAILURE_EXPR_CHARACTER] =
		N_("规则里不能用 “{value}”。文字请放进"
		   "引号；且 或 非 写成字，百分之几写成小数"),
	[FAILURE_EXPR_QUOTE] = N_("从这里起的引号没有配对。请补上 "
				  "{detail}"),
	[FAILURE_EXPR_LITERAL] = N_("“{value}” 存不下：整数最多十二位，小数"
				    "最多六位，金额最小到分"),
	[FAILURE_EXPR_UNIT] = N_("数后面不能跟 “{value}”。单位只有 元、万元、"
				 "亿元"),
	[FAILURE_EXPR_FEW] = N_("“{value}” 的括号里至少要 {wanted} 项，现在有 "
				"{found} 项"),
	[FAILURE_EXPR_MANY] = N_("“{value}” 的括号里最多 {wanted} 项，现在有 "
				 "{found} 项"),
	[FAILURE_EXPR_DEEP] = N_("写得太深或太长，最多 {wanted} 层或项。请分"
				 "成几条规则"),
	[FAILURE_EXPR_BRACE] = N_("从 “{value}” 起大括号没有配对。要写大括号"
				  "本身，请连写两个"),
	[FAILURE_EXPR_NAME] =
		N_("没有叫 “{value}” 的。请核对名称；是文字的话请放进"
		   "引号"),
	[FAILURE_EXPR_FUNCTION] = N_("没有叫 “{value}” 的函数。请核对名称"),
	[FAILURE_EXPR_PATTERN] = N_("匹配的写法要直接写在引号里，不能是 "
				    "“{value}”"),
	[FAILURE_EXPR_WHERE] = N_("“其中” 只能跟在 合计 一类函数里的一张表"
				  "或它的列后面"),
	[FAILURE_EXPR_COLUMN] = N_("“{value}” 不是一张表的一列。请写 表.列"),
	[FAILURE_EXPR_WHOLE_COLUMN] = N_("“{value}” 是一整列。请放进 合计、"
					 "最大、最小 或 个数 的括号里"),
	[FAILURE_EXPR_OWN_COLUMN] = N_("“{value}” 是一整列。本行的那一格请写 "
				       "“{detail}”"),
	[FAILURE_EXPR_WHOLE_TABLE] = N_("“{value}” 是一张表，只能单独放进 个数 "
					"的括号里"),
	[FAILURE_EXPR_NESTED] = N_("“{value}” 不能放在另一个汇总里面。请分成"
				   "两条规则，或者先算在一格里"),
	[FAILURE_EXPR_OWN_TABLE] = N_("“{value}” 是本行所在的表，逐行的规则和"
				      "计算不能汇总它。请改成范围是 全表 的"
				      "规则；要拿合计来算的，先在表外的一格"
				      "里算好合计"),
	[FAILURE_EXPR_FOREIGN] = N_("“{value}” 不能放进对 “{detail}” 的汇总。"
				    "汇总里只能用同一张表的列"),
	[FAILURE_EXPR_OCCURRENCES] = N_("“{value}” 只能用在逐行检查一张表的"
					"规则里"),
	[FAILURE_EXPR_EARLIER] = N_("“{value}” 只能用在规则里，不能放进汇总和"
				    "另一个 上年；上年独有 只能用在看全表的"
				    "规则里"),
	[FAILURE_EXPR_SELF] = N_("“{value}” 在这里没有所指。只有范围是 …格 的"
				 "规则能用，汇总里面也不行"),
	[FAILURE_EXPR_NO_FORMULA] = N_("这条规则看的格都没有计算，所以没有 "
				       "“{value}”。请把范围改成 计算格"),
	[FAILURE_EXPR_MEASURE] = N_("“{value}” 不是金额，不能跟金额放在一起。"
				    "写金额请带单位，如 500元、5万元"),
	[FAILURE_EXPR_MIXED] = N_("“{value}” 有时是金额有时不是，单位说不清。"
				  "请按 金额格、小数格 等分开写规则"),
	[FAILURE_EXPR_PRODUCT] = N_("“{value}” 是金额。金额不能乘金额，别的数"
				    "也不能除以金额"),
	[FAILURE_EXPR_NUMBER_WANTED] = N_("“{value}” 不是数，这里要一个数"),
	[FAILURE_EXPR_TRUTH_WANTED] = N_("“{value}” 答不出是或否。请写判断，如 "
					 "甲 = 乙、不空(甲)"),
	[FAILURE_EXPR_COMPARISON] = N_("“{value}” 跟另一边不是一类，永远"
				       "不会相等"),
	[FAILURE_EXPR_CHOICE] = N_("“{value}” 不在选项里，永远不会相等。"
				   "选项有：{detail}"),
	[FAILURE_EXPR_SINGLE] =
		N_("“{value}” 只有一格，得的就是这一格。要各行相加，请把范围"
		   "改成 全表，里面写 表.列；不然请直接写这一格"),
	[FAILURE_EXPR_DIGITS] = N_("舍入的位数不能是 “{value}”。请写 0 到 6 的"
				   "整数"),
};

/* Where there is a detail to ask about. */
static const char *const questions[FAILURE_COUNT] = {
	[FAILURE_DEF_COLUMN] = N_("没有叫 “{value}” 的列。是不是 "
				  "“{detail}”？"),
	[FAILURE_DEF_UNKNOWN] = N_("没有叫 “{value}” 的。是不是 "
				   "“{detail}”？"),
	[FAILURE_DEF_NO_FIELD] = N_("fields.csv 里没有叫 “{value}” 的。是不是 "
				    "“{detail}”？"),
	[FAILURE_EXPR_FUNCTION] = N_("没有叫 “{value}” 的函数。是不是 "
				     "“{detail}”？"),
	[FAILURE_DEF_EXAMPLE_UNKNOWN] =
		N_("例子 “{value}” 判断不了：“{detail}” 没有填，或者读不出"),
};

static const char too_wide[] =
	N_("这一行有 {found} 格，应为 {wanted} 格。请看看是不是多了逗号；"
	   "内容里有逗号的，整格要放进英文引号");

const char *say_definition_msgid(const struct failure *f)
{
	bool has_detail = f->detail && *f->detail;

	assert(sentences[f->code]);
	if (f->code == FAILURE_DEF_WIDTH && f->found > f->wanted)
		return too_wide;
	return has_detail && questions[f->code] ? questions[f->code]
						: sentences[f->code];
}

const char *say_pattern_msgid(const char *words)
{
	static const struct {
		const char *words, *msgid;
	} known[] = {
		{ "missing closing parenthesis", N_("少了右括号 )") },
		{ "unmatched closing parenthesis", N_("多了右括号 )") },
		{ "missing terminating ] for character class",
		  N_("少了右方括号 ]") },
		{ "quantifier does not follow a repeatable item",
		  N_("前面没有可以重复的内容") },
		{ "numbers out of order in {} quantifier",
		  N_("大括号里前一个数比后一个大") },
		{ "range out of order in character class",
		  N_("方括号里的范围前后颠倒了") },
		{ "\\ at end of pattern", N_("末尾的 \\ 后面少了一个字") },
		{ "unrecognized character follows \\",
		  N_("没有这样的 \\ 写法") },
		{ "unrecognized character after (? or (?-",
		  N_("没有这样的 (? 写法") },
		{ "syntax error in subpattern name (missing terminator?)",
		  N_("组名写得不对，请写 (?<名>…)") },
		{ "subpattern name is too long (maximum 32 code units)",
		  N_("组名太长，最多十个汉字") },
		{ "lookbehind assertion is not fixed length",
		  N_("(?<= 里面的长短要固定") },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(known[i].words, words))
			return known[i].msgid;
	return words;
}
