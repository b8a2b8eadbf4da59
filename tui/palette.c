#include <config.h>
#include "tui/palette.h"

#include <ctype.h>
#include <string.h>
#include "core/memory.h"
#include "locale/say.h"
#include "tui/chooser.h"

void palette_note_recent(enum action *recent, enum action action)
{
	int at = 0;

	while (at < PALETTE_RECENT - 1 && recent[at] && recent[at] != action)
		at++;
	memmove(recent + 1, recent, (size_t)at * sizeof *recent);
	recent[0] = action;
}

const char *palette_why_not(enum action action, const struct palette_of *of)
{
	static const struct {
		unsigned places;
		const char *msgid;
	} elsewhere[] = {
		{ ON_FORM, N_("要在表格的格子上才能用") },
		{ ON_ROWS, N_("要在一行一行的屏上才能用") },
		{ ON_LIST, N_("要在问题列表里才能用") },
		{ ON_EDIT | ON_LONG, N_("要在修改一格时才能用") },
	};
	unsigned places = action_info(action)->places;

	for (size_t i = 0;
	     !(places & of->places) && i < sizeof elsewhere / sizeof *elsewhere;
	     i++)
		if (places & elsewhere[i].places)
			return elsewhere[i].msgid;
	return of->looks_only && places & EDITS ? N_("这次只看，不能改动")
						: NULL;
}

/* What other programs call it. */
static const char *const other_names[ACTIONS] = {
	[ACTION_FIND] = "搜索 检索 定位 跳转",
	[ACTION_PROBLEM_NEXT] = "检查 错误 警告",
	[ACTION_ACCEPT] = "忽略 理由",
	[ACTION_CLEAR] = "删除 清除",
	[ACTION_COMPARE] = "对比 差异",
	[ACTION_SAVE_AS] = "备份 副本",
	[ACTION_START] = "新建 返回 主菜单",
	[ACTION_EDITABLE] = "只读 编辑",
	[ACTION_REDRAW] = "刷新 乱码",
	[ACTION_ROW_NEW] = "插入行 添加行 增加行",
	[ACTION_UNDO] = "恢复 回退 后退",
	[ACTION_REDO] = "恢复 前进",
	[ACTION_CONFIRM] = "核对",
	[ACTION_QUIT] = "关闭",
};

/* "SAVE_AS" as words: save as; and in another language than the user's the
   Chinese, which has the sounds. */
static void also_print(struct bytes *out, enum action action)
{
	const struct action_info *info = action_info(action);

	for (const char *s = info->id; *s; s++)
		bytes_add_char(out, *s == '_'
					    ? ' '
					    : (char)tolower((unsigned char)*s));
	if (say_is_english())
		bytes_printf(out, " %s %s", info->hint, info->help);
	bytes_printf(out, " %s",
		     other_names[action] ? other_names[action] : "");
}

static int count(const char *const *names)
{
	int n = 0;

	while (names[n])
		n++;
	return n;
}

static bool is_screen(enum action action, int *screen)
{
	*screen = (int)action - (int)ACTION_SCREEN_1;
	return action >= ACTION_SCREEN_1 && action <= ACTION_SCREEN_9;
}

/* Alt-3 is what stands on the third tab. */
static const char *detail_of(enum action action, const struct palette_of *of)
{
	const struct action_info *info = action_info(action);
	int screen;

	if (is_screen(action, &screen) && screen < count(of->screens))
		return of->screens[screen];
	return strcmp(info->hint, info->help) != 0 && *info->help
		       ? say(info->help)
		       : "";
}

/* No tab, no way there; and a list of forms has other things to do than a
   form. */
static bool is_there(enum action action, const struct palette_of *of)
{
	const unsigned desk = ON_DESK | ON_REVIEW;
	unsigned places = action_info(action)->places;
	int screen;

	if (of->places & ON_DESK || !(places & ~(desk | EDITS)))
		return places & of->places & desk;
	if (action_gives_way(action, of->places))
		return false;
	return !is_screen(action, &screen) || screen < count(of->screens);
}

static bool is_recent(enum action action, const struct palette_of *of)
{
	for (const enum action *recent = of->recent; *recent; recent++)
		if (*recent == action)
			return true;
	return false;
}

static void add(struct overlay *o, enum action action,
		const struct palette_of *of)
{
	const struct action_info *info = action_info(action);
	const char *why_not = palette_why_not(action, of);
	struct bytes also = BYTES_INIT;

	also_print(&also, action);
	chooser_add(o, &(struct chooser_item){
			       .id = action,
			       .name = say(info->hint),
			       .detail = detail_of(action, of),
			       .tag = info->keys,
			       .also = also.data,
			       .why_not = why_not ? say(why_not) : NULL,
		       });
	bytes_release(&also);
}

struct overlay *palette_new(const struct palette_of *of)
{
	struct overlay *o = chooser_new(_("命令"), CHOOSER_TAB_NOTHING);

	for (const enum action *recent = of->recent; *recent; recent++)
		add(o, *recent, of);
	for (int i = ACTION_NONE + 1; i < ACTIONS; i++)
		if (is_there((enum action)i, of) &&
		    !is_recent((enum action)i, of))
			add(o, (enum action)i, of);
	chooser_start(o, "", 0);
	return o;
}

enum action palette_chosen(const struct overlay *o)
{
	return (enum action)chooser_chosen(o);
}
