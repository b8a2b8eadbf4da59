/*
 * action: everything a user can do, in one table. The keys, the hint line, the
 * help, and the manual's list are made from it.
 */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include "tui/key.h"

/* Where an action works. */
enum action_place {
	ON_FORM = 1,  /* the form's screens */
	ON_ROWS = 2,  /* a screen of rows */
	ON_LIST = 4,  /* the list of problems */
	ON_EDIT = 8,  /* while a cell is being edited */
	ON_LONG = 16, /* while a long text is being edited */
	ON_ANY = ON_FORM | ON_ROWS | ON_LIST,
	EDITS = 32,	 /* no place: it changes the form or its file */
	ON_DESK = 64,	 /* the list of many forms */
	ON_REVIEW = 128, /* a form that was opened from there, besides */
};

/*
 * ACTION(id, places, keys, msgid of the hint (two to four characters), msgid of
 * the help). Keys are separated by blanks, the first is the one shown. In the
 * order of the help page: what people look for first. An empty help belongs to
 * the line above it.
 */
/* clang-format off */
#define ACTION_LIST(ACTION) \
	ACTION(SAVE, ON_ANY | EDITS, "^S", "保存", "保存") \
	ACTION(SAVE_AS, ON_ANY, "F12 Alt-s", "另存为", "另存为，或导出 .xlsx 给 Excel、.html 打印") \
	ACTION(UNDO, ON_ANY | ON_EDIT | ON_LONG | EDITS, "^Z", "撤销", "撤销") \
	ACTION(REDO, ON_ANY | ON_EDIT | ON_LONG | EDITS, "^Y", "重做", "重做；放弃修改之后，找回放弃的内容") \
	ACTION(PROBLEM_NEXT, ON_ANY | ON_DESK, "F7", "下一个问题", "到下一个问题") \
	ACTION(PROBLEM_PREVIOUS, ON_ANY | ON_DESK, "Shift-F7", "上一个问题", "到上一个问题") \
	ACTION(SUGGESTION, ON_ANY | EDITS, "F4", "采纳", "采纳建议的改法，可以撤销") \
	ACTION(SUGGESTION_ALIKE, ON_ANY | EDITS, "Shift-F4 Alt-c", "同类都改", "同一条规则的各处都按建议改，有几种改法的除外；一起撤销") \
	ACTION(ACCEPT, ON_ANY | EDITS, "F9 Alt-r", "说明", "给警告或提示写说明，写了就不再算问题；清空则撤回") \
	ACTION(CONFIRM, ON_FORM | ON_ROWS | EDITS, "^T", "确认", "确认这一格沿用去年的没有错，再到下一格沿用的；不是沿用的，直接过去") \
	ACTION(CONFIRM_SCREEN, ON_FORM | ON_ROWS | EDITS, "Alt-t", "全屏确认", "确认本屏沿用去年的各格都没有错") \
	ACTION(PALETTE, ON_ANY | ON_EDIT | ON_LONG | ON_DESK, "^P", "命令", "全部命令，输入汉字、英文或拼音首字母来找") \
	ACTION(CHOOSE, ON_FORM | ON_ROWS | ON_EDIT | EDITS, "F5", "选填", "从可填的内容里选；正在输入的用来筛选") \
	ACTION(NEXT_MISSING, ON_ANY, "^G", "下一个必填", "到下一个必填而没填的格，各屏都找") \
	ACTION(REPAIR, ON_LIST | EDITS, "Delete", "不修", "读入时的一处修复不要了，再按一次又修好") \
	ACTION(DROP, ON_ANY | EDITS, "Alt-k", "删多余", "看放不进表里的内容，逐行删去，可以撤销") \
	ACTION(GO, ON_LIST, "Enter", "前往", "到这个问题所在的格") \
	ACTION(FORM_OPEN, ON_DESK, "Enter", "打开", "打开这张表，到第一个问题或这一行说的那处；只看，不会误改") \
	ACTION(FILTER, ON_DESK, "^F", "筛选", "按部门、文件名筛选，拼音首字母也行；直接输入汉字也可，Esc 取消") \
	ACTION(FILTER_STATE, ON_DESK, "F4", "按状态", "只列一种状态的、有错误的或读不了的，再按换一种") \
	ACTION(GROUP, ON_DESK, "F5", "分组", "按规则分组，再按一次按级别分组，再按一次不分组；向右展开，向左收起") \
	ACTION(BOARD, ON_DESK, "F6", "对照", "表和规则的对照，一行一张表，一列一条规则；再按一次回到清单") \
	ACTION(SORT_1, ON_DESK, "1", "排序", "按第 1 栏排序，2 至 7 同样，再按一次倒过来；0 按文件名") \
	ACTION(SORT_2, ON_DESK, "2", "第2栏", "") \
	ACTION(SORT_3, ON_DESK, "3", "第3栏", "") \
	ACTION(SORT_4, ON_DESK, "4", "第4栏", "") \
	ACTION(SORT_5, ON_DESK, "5", "第5栏", "") \
	ACTION(SORT_6, ON_DESK, "6", "第6栏", "") \
	ACTION(SORT_7, ON_DESK, "7", "第7栏", "") \
	ACTION(SORT_0, ON_DESK, "0", "文件名", "") \
	ACTION(STATE_NEXT, ON_DESK | ON_REVIEW, "^B F11", "状态", "审核状态换成下一种：未看、审核中、退回、通过") \
	ACTION(STATE_BACK, ON_DESK | ON_REVIEW, "Shift-F11 Alt-b", "退状态", "审核状态回到上一种，再按一次又变回去") \
	ACTION(OPINION, ON_DESK | ON_REVIEW, "^U", "意见", "给这张表的审核意见，一键一条，再按一次撤回") \
	ACTION(REMARK, ON_REVIEW, "^W", "批注", "给本格写批注；清空则撤回") \
	ACTION(REMARK_NEXT, ON_REVIEW, "Alt-w", "下一批注", "到下一处批注，各屏都找") \
	ACTION(LETTER, ON_DESK | ON_REVIEW, "Shift-F12 Alt-l", "意见书", "写出给填报单位的审核意见书，存在表的旁边，txt 和 html 各一份") \
	ACTION(SUMMARY, ON_DESK, "F8", "汇总", "列出的各表加在一起：金额、部门、问题、指标") \
	ACTION(DIFFER, ON_DESK, "F9", "比表", "和另一张表或它的上一份比较，改了哪些格逐处看") \
	ACTION(LOOK_AGAIN, ON_DESK, "^R", "重读", "重新读这张表，并马上看看文件夹里有没有新的") \
	ACTION(OTHERS, ON_DESK, "", "未列出", "文件夹里不是表、没有列出的文件是哪些") \
	ACTION(EDIT, ON_FORM | ON_ROWS | EDITS, "F2 Enter", "修改", "修改本格，光标在末尾；直接输入则替换本格") \
	ACTION(CLEAR, ON_FORM | ON_ROWS | EDITS, "Delete Backspace", "清空", "清空本格或选中的格子") \
	ACTION(ACCEPT_DOWN, ON_EDIT, "Enter", "确定下移", "确定，到下一行；一栏到底，接着是下一栏；最后一行填完接着是新行") \
	ACTION(ACCEPT_RIGHT, ON_EDIT | ON_LONG, "Tab F2", "确定右移", "确定，到右一格；最后一行填完接着是新行") \
	ACTION(ACCEPT_LEFT, ON_EDIT | ON_LONG, "Shift-Tab", "确定左移", "确定，到左一格") \
	ACTION(CANCEL, ON_EDIT | ON_LONG, "Esc", "还原", "放弃本次修改，还原旧内容") \
	ACTION(ROW_NEW, ON_ROWS | EDITS, "^N F8", "新增行", "在下面新增一行") \
	ACTION(ROW_DELETE, ON_ROWS | EDITS, "^K", "删除行", "删除本行或选中的行，可以撤销") \
	ACTION(ROW_DUPLICATE, ON_ROWS | EDITS, "^D", "复制行", "在下面复制本行或选中的行") \
	ACTION(ROW_UP, ON_ROWS | EDITS, "Alt-Up", "上移", "本行或选中的行上移") \
	ACTION(ROW_DOWN, ON_ROWS | EDITS, "Alt-Down", "下移", "本行或选中的行下移") \
	ACTION(SELECT_DOWN, ON_ROWS, "Shift-Down", "选行", "选取多行") \
	ACTION(SELECT_UP, ON_ROWS, "Shift-Up", "往上选行", "往上选取多行") \
	ACTION(SELECT_RIGHT, ON_ROWS, "Shift-Right", "选格", "改为选取一块格子，再往右") \
	ACTION(SELECT_LEFT, ON_ROWS, "Shift-Left", "往左选格", "改为选取一块格子，再往左") \
	ACTION(SELECT, ON_ROWS, "^E", "选取", "开始选取，用方向键扩大；再按一次取消") \
	ACTION(SELECT_ROWS, ON_ROWS, "^A", "全选", "选取所有行") \
	ACTION(COPY, ON_FORM | ON_ROWS | ON_EDIT | ON_LONG, "^C", "复制", "复制本格，或选中的行、格子、文字") \
	ACTION(CUT, ON_FORM | ON_ROWS | ON_EDIT | ON_LONG | EDITS, "^X", "剪切", "剪切本格，或选中的行、格子、文字") \
	ACTION(PASTE, ON_FORM | ON_ROWS | ON_EDIT | ON_LONG | EDITS, "^V", "粘贴", "粘贴这里复制的内容；行粘贴在下面，格子从本格起填") \
	ACTION(SEND_COPIES, ON_ANY, "", "发剪贴板", "复制的内容也发到终端的剪贴板，或不再发(OSC 52)") \
	ACTION(FIND, ON_ANY | ON_LONG, "^F", "查找", "查找，不分全角半角和大小写") \
	ACTION(FIND_NEXT, ON_ANY | ON_LONG, "F3", "找下一个", "查找下一个") \
	ACTION(FIND_PREVIOUS, ON_ANY | ON_LONG, "Shift-F3", "找上一个", "查找上一个") \
	ACTION(REPLACE, ON_FORM | ON_ROWS | ON_EDIT | ON_LONG | EDITS, "^R", "替换", "在本格的文字里查找替换，逐处询问，一起撤销") \
	ACTION(OUTSIDE, ON_FORM | ON_ROWS | ON_EDIT | ON_LONG | EDITS, "^O", "外部编辑", "用环境变量 VISUAL、EDITOR 指定的编辑器改本格") \
	ACTION(MARK, ON_EDIT | ON_LONG, "F8 ^@", "选取", "移动光标就选中，不必按 Shift；再按选中整段、全文，Esc 停止") \
	ACTION(SELECT_ALL, ON_EDIT | ON_LONG, "Alt-a", "全选", "选中全文") \
	ACTION(LINE_START, ON_EDIT | ON_LONG, "Home ^A", "行首", "到行首，已在行首则到段首") \
	ACTION(LINE_END, ON_EDIT | ON_LONG, "End ^E", "行末", "到行末，已在行末则到段末") \
	ACTION(WORD_PREVIOUS, ON_EDIT | ON_LONG, "Ctrl-Left Alt-b", "前一词", "到前一个词") \
	ACTION(WORD_NEXT, ON_EDIT | ON_LONG, "Ctrl-Right Alt-f", "后一词", "到后一个词") \
	ACTION(PARAGRAPH_PREVIOUS, ON_LONG, "Ctrl-Up", "上一段", "到本段或前一段、前一条(1. (一) ① 等)的开头") \
	ACTION(PARAGRAPH_NEXT, ON_LONG, "Ctrl-Down", "下一段", "到后一段、后一条的开头") \
	ACTION(TEXT_START, ON_EDIT | ON_LONG, "Ctrl-Home", "文首", "到全文开头") \
	ACTION(TEXT_END, ON_EDIT | ON_LONG, "Ctrl-End", "文末", "到全文末尾") \
	ACTION(ERASE_TO_START, ON_EDIT | ON_LONG, "^U", "删到行首", "删到行首") \
	ACTION(ERASE_TO_END, ON_EDIT | ON_LONG, "^K", "删到行末", "删到行末") \
	ACTION(ERASE_WORD, ON_EDIT | ON_LONG, "^W Ctrl-Backspace", "删前一词", "删前一个词") \
	ACTION(ERASE_WORD_NEXT, ON_EDIT | ON_LONG, "Ctrl-Delete Alt-d", "删后一词", "删后一个词") \
	ACTION(RENUMBER, ON_LONG, "", "重编号", "把光标前后同一列的编号按顺序重编") \
	ACTION(SCREEN_NEXT, ON_ANY, "Ctrl-PgDn F6", "下一屏", "下一屏") \
	ACTION(SCREEN_PREVIOUS, ON_ANY, "Ctrl-PgUp Shift-F6", "上一屏", "上一屏") \
	ACTION(SCREEN_1, ON_ANY, "Alt-1", "第1屏", "第 1 屏；Alt-2 至 Alt-9 同样") \
	ACTION(SCREEN_2, ON_ANY, "Alt-2", "第2屏", "") \
	ACTION(SCREEN_3, ON_ANY, "Alt-3", "第3屏", "") \
	ACTION(SCREEN_4, ON_ANY, "Alt-4", "第4屏", "") \
	ACTION(SCREEN_5, ON_ANY, "Alt-5", "第5屏", "") \
	ACTION(SCREEN_6, ON_ANY, "Alt-6", "第6屏", "") \
	ACTION(SCREEN_7, ON_ANY, "Alt-7", "第7屏", "") \
	ACTION(SCREEN_8, ON_ANY, "Alt-8", "第8屏", "") \
	ACTION(SCREEN_9, ON_ANY, "Alt-9", "第9屏", "") \
	ACTION(NEXT, ON_FORM | ON_ROWS, "Tab", "下一格", "往右一格，行末转到下一行") \
	ACTION(PREVIOUS, ON_FORM | ON_ROWS, "Shift-Tab", "上一格", "往左一格，行首转到上一行") \
	ACTION(UP, ON_ANY | ON_DESK, "Up", "上", "向上") \
	ACTION(DOWN, ON_ANY | ON_DESK, "Down", "下", "向下") \
	ACTION(LEFT, ON_FORM | ON_ROWS | ON_DESK, "Left", "左", "向左") \
	ACTION(RIGHT, ON_FORM | ON_ROWS | ON_DESK, "Right", "右", "向右") \
	ACTION(PAGE_UP, ON_ANY | ON_DESK, "PgUp", "上一页", "上一页") \
	ACTION(PAGE_DOWN, ON_ANY | ON_DESK, "PgDn", "下一页", "下一页") \
	ACTION(ROW_START, ON_ANY | ON_DESK, "Home", "行首", "本行第一格，或清单第一行") \
	ACTION(ROW_END, ON_ANY | ON_DESK, "End", "行末", "本行最后一格，或清单最后一行") \
	ACTION(FIRST, ON_ANY | ON_DESK, "Ctrl-Home", "开头", "本屏第一格，或清单第一行") \
	ACTION(LAST, ON_ANY | ON_DESK, "Ctrl-End", "末尾", "本屏最后一格，或清单最后一行") \
	ACTION(REDRAW, ON_ANY | ON_DESK, "^L", "重画", "重画屏幕") \
	ACTION(SUSPEND, ON_ANY | ON_DESK, "Alt-z", "挂起", "暂时回到命令行，用 fg 回来") \
	ACTION(START, ON_ANY, "Alt-o", "打开", "打开别的表：回到开始屏，有改动才询问") \
	ACTION(COMPARE, ON_ANY, "", "比较", "与另一个文件比较，或看上次保存以后改了什么") \
	ACTION(LAST_YEAR, ON_ANY, "", "与去年比", "指定去年的表，与它比较：金额、指标、目标") \
	ACTION(MOUSE, ON_ANY | ON_DESK, "Alt-m", "鼠标", "用鼠标点选，再按一次把鼠标还给终端选文字") \
	ACTION(EDITABLE, ON_ANY, "Alt-e", "可改", "只看的表改为可以修改；再按一次又只看") \
	ACTION(HELP, ON_ANY | ON_EDIT | ON_LONG | ON_DESK, "F1", "帮助", "本屏的按键；先说本格怎么填、有什么问题") \
	ACTION(BACK, ON_REVIEW, "^Q F10", "回清单", "回到表的清单，有改动才询问") \
	ACTION(QUIT, ON_ANY | ON_DESK, "^Q F10", "退出", "退出，有改动才询问")

/* clang-format on */

enum action {
	ACTION_NONE,
#define ACTION(id, places, keys, hint, help) ACTION_##id,
	ACTION_LIST(ACTION)
#undef ACTION
		ACTIONS
};

struct action_info {
	const char *id; /* "SAVE" */
	unsigned places;
	const char *keys;
	const char *hint, *help; /* msgids */
};

const struct action_info *action_info(enum action);
/* The first key that does it; false: none does. */
bool action_key(enum action, struct key *);
/* What a key does in a place (one or more ON_ bits), or ACTION_NONE. */
enum action action_of_key(const struct key *, unsigned places);
/* Where a single letter moves in lists for reading, or ACTION_NONE. */
enum action action_of_letter(uint32_t ch);
/* Another has its keys there: a form of the list of forms is left for the
   list. */
bool action_gives_way(enum action, unsigned places);
/* "^S保存" for the hint line, in the user's language. */
void action_hint(struct bytes *out, enum action);

#endif
