/* What is done within the text that is being edited, beside finding and
   replacing. */
#include <config.h>
#include "tui/app_private.h"

#include "locale/say.h"

/* ---- selecting ---- */

static void mark(struct app *app)
{
	static const char *const told[] = {
		[MARK_SET] =
			N_("开始选取：移动光标；再按 F8 选中整段，Esc 停止"),
		[MARK_PARAGRAPH] = N_("选中了整段；再按 F8 选中全文"),
		[MARK_ALL] = N_("选中了全文"),
	};

	app_say(app, ROLE_DIM, "%s",
		say(told[field_editor_mark(&app->editor)]));
}

static void renumber(struct app *app)
{
	int n = field_editor_renumber(&app->editor);

	if (n < 0)
		app_say(app, ROLE_DIM, "%s",
			_("光标前面没有 1. (一) ① 这样的编号"));
	else if (n == 0)
		app_say(app, ROLE_DIM, "%s", _("编号已是顺序的"));
	else
		app_say(app, ROLE_TEXT, _("改了 %d 个编号，^Z 撤销"), n);
}

/* ---- all of it ---- */

/* What the editor does by itself, as if the action's first key were pressed. */
static void press(struct app *app, enum action action)
{
	struct key key;

	if (action_key(action, &key))
		field_editor_key(&app->editor, &key);
}

void app_text_act(struct app *app, enum action action)
{
	switch (action) {
	case ACTION_FIND:
		app_text_find(app);
		break;
	case ACTION_FIND_NEXT:
	case ACTION_FIND_PREVIOUS:
		app_text_find_next(app, action == ACTION_FIND_PREVIOUS);
		break;
	case ACTION_REPLACE:
		app_text_replace(app);
		break;
	case ACTION_OUTSIDE:
		app_outside(app);
		break;
	case ACTION_MARK:
		mark(app);
		break;
	case ACTION_RENUMBER:
		renumber(app);
		break;
	case ACTION_UNDO:
		if (!field_editor_undo(&app->editor))
			app_say(app, ROLE_DIM, "%s",
				_("本格里没有可撤销的了；Esc 放弃修改"));
		break;
	case ACTION_REDO:
		if (!field_editor_redo(&app->editor))
			app_say(app, ROLE_DIM, "%s", _("没有可重做的了"));
		break;
	default:
		press(app, action);
	}
}
