/* Who else has the file open: asked when a form is opened, and watched while it
   is. */
#include <config.h>
#include "tui/app_private.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/text.h"
#include "locale/say.h"

enum { RENEW_SECONDS = 60 };

/* ---- who holds it ---- */

/* 2024-03-01 09:00 */
static void since_print(struct bytes *out, const struct lock_holder *h)
{
	char minute[17];

	snprintf(minute, sizeof minute, "%.16s", h->since);
	if (strlen(minute) > 10 && minute[10] == 'T')
		minute[10] = ' ';
	text_show(out, *minute ? minute : "?", *minute ? strlen(minute) : 1,
		  -1);
}

static void idle_print(struct bytes *out, const struct lock *lock)
{
	const long minute = 60, hour = 60 * minute, day = 24 * hour;
	long s = lock->idle_seconds;

	if (lock->is_here || s < 10 * minute)
		return;
	if (s >= 2 * day)
		bytes_printf(out, _("已有 %ld 天没有动静。"), s / day);
	else if (s >= 2 * hour)
		bytes_printf(out, _("已有 %ld 小时没有动静。"), s / hour);
	else
		bytes_printf(out, _("已有 %ld 分钟没有动静。"), s / minute);
}

static void shown(struct bytes *out, const char *text)
{
	text_show(out, *text ? text : "?", *text ? strlen(text) : 1, 30);
}

static bool is_self(const struct lock *lock)
{
	return lock->is_here && strcmp(lock->holder.user, lock->self.user) == 0;
}

/* zhang 从 2024-03-01 09:00 起在 pc1 上打开着这张表(进程 12)。 */
static void holder_print(struct bytes *out, const struct lock *lock)
{
	const struct lock_holder *h = &lock->holder;
	struct bytes user = BYTES_INIT, host = BYTES_INIT, since = BYTES_INIT;

	shown(&user, h->user);
	shown(&host, h->host);
	since_print(&since, h);
	if (!*h->user && !*h->host)
		bytes_add_str(out, _("这张表正被打开着，看不出是谁。"));
	else if (is_self(lock))
		bytes_printf(out,
			     _("这张表已在你的另一个窗口里打开(%s 起，进程 "
			       "%ld)。"),
			     since.data, h->pid);
	else
		bytes_printf(out,
			     _("%s 从 %s 起在 %s 上打开着这张表(进程 %ld)。"),
			     user.data, since.data, host.data, h->pid);
	if (is_self(lock) && lock->is_stopped)
		bytes_add_str(out, _("它被挂起了，在那边输入 fg 就回来。"));
	idle_print(out, lock);
	bytes_release(&user);
	bytes_release(&host);
	bytes_release(&since);
}

void app_holder_print(const struct app *app, const char *path,
		      struct bytes *out)
{
	struct lock there = { .self = app->lock.self };

	if (lock_look(&there, path) == LOCK_HELD)
		holder_print(out, &there);
	lock_release(&there);
}

/* The lock was taken over, or the file is another one's that was
   overwritten. */
static void say_held(struct app *app)
{
	struct bytes text = BYTES_INIT;

	holder_print(&text, &app->lock);
	app_say(app, ROLE_WARNING, _("已保存。%s"), text.data);
	bytes_release(&text);
}

static void ask_held(struct app *app)
{
	struct bytes text = BYTES_INIT;

	holder_print(&text, &app->lock);
	bytes_add_str(&text, _("  r 只看  c 另存一份来改  o 接管  q 退出"));
	app_ask_letter(app, ASK_HELD, text.data, "rcoq");
	bytes_release(&text);
}

/* He may live: a second yes. */
static void ask_seize(struct app *app)
{
	app_ask_letter(app, ASK_SEIZE,
		       _("那边可能正在改。接管以后，两边都能存，后存的一方"
			 "要合并。  y 接管  Esc 只看"),
		       "y");
}

static void say_seized(struct app *app, const struct lock_holder *dead)
{
	struct bytes user = BYTES_INIT, since = BYTES_INIT;

	shown(&user, dead->user);
	since_print(&since, dead);
	app_say(app, ROLE_TEXT,
		_("%s %s 打开这张表的程序(进程 "
		  "%ld)没有正常退出，它的锁已接过来"),
		user.data, since.data, dead->pid);
	bytes_release(&user);
	bytes_release(&since);
}

/* Once, where somebody counts on being told. */
static void say_without(struct app *app)
{
	struct bytes cause = BYTES_INIT;

	if (app->lock.state == LOCK_ODD) {
		bytes_add_str(&cause, _("锁的名称被别的东西占着"));
		bytes_printf(&cause, " (%s)", app->lock.name);
	} else {
		say_cause(app->lock.os_error, &cause);
	}
	app_say(app, ROLE_WARNING,
		_("这里放不了锁：%s。别人同时打开这张表，不会得到提醒"),
		cause.data);
	bytes_release(&cause);
}

/* What has come of trying to get the lock. */
static void locked(struct app *app)
{
	struct lock_holder dead = app->lock.holder;

	app->locking.renewed = time(NULL);
	if (app->lock.state == LOCK_STALE &&
	    lock_seize(&app->lock) == LOCK_OURS)
		say_seized(app, &dead);
	else if (app->lock.state == LOCK_HELD || app->lock.state == LOCK_STALE)
		ask_held(app);
	else if (app->lock.state != LOCK_OURS)
		say_without(app);
}

/* ---- what the rest of app calls ---- */

/* From where memory runs out there is no way to the app. */
static struct lock *taken;

void app_lock_abandon(void)
{
	if (taken)
		lock_release(taken);
}

void app_lock_release(struct app *app)
{
	lock_release(&app->lock);
	taken = NULL;
}

void app_lock(struct app *app, const struct lock_holder *self, bool looks_only)
{
	lock_init(&app->lock, self);
	taken = &app->lock;
	app->locking.is_wanted = !looks_only;
	app->looks_only = looks_only;
	if (!looks_only && app->is_read_only) {
		app_say(app, ROLE_WARNING, "%s",
			_("这个文件不让改；可以填，保存时另存到别处"));
	} else if (!looks_only && app->doc->has_file) {
		lock_take(&app->lock, app->doc->path);
		locked(app);
		/* read before it was locked */
		app_watch(app);
	}
}

void app_lock_follow(struct app *app)
{
	bool was_looking = app->looks_only;

	app->looks_only = false;
	if (!app->locking.is_wanted && !was_looking)
		return;
	app->locking.is_wanted = true;
	if (lock_is_ours(&app->lock, app->doc->path))
		return;
	lock_take(&app->lock, app->doc->path);
	if (app->lock.state == LOCK_STALE)
		lock_seize(&app->lock);
	if (app->lock.state == LOCK_HELD)
		say_held(app);
}

void app_lock_watch(struct app *app)
{
	struct bytes text = BYTES_INIT;

	if (app->lock.state != LOCK_OURS ||
	    (app->message.len > 0 && app->message_role == ROLE_WARNING))
		return;
	app_holder_print(app, app->doc->path, &text);
	if (text.len > 0 && !app->locking.is_taken_over)
		app_say(app, ROLE_WARNING,
			_("被接管了：%s两边都能存，后存的一方要合并"),
			text.data);
	app->locking.is_taken_over = text.len > 0;
	bytes_release(&text);
}

void app_lock_renew(struct app *app)
{
	time_t now = time(NULL);

	if (app->lock.state != LOCK_OURS ||
	    now - app->locking.renewed < RENEW_SECONDS)
		return;
	app->locking.renewed = now;
	lock_renew(&app->lock);
}

static void look(struct app *app)
{
	app->looks_only = app->locking.waits = true;
	app_say_looks_only(app);
}

static void seize(struct app *app)
{
	lock_seize(&app->lock);
	if (app->lock.state == LOCK_OURS)
		app_say(app, ROLE_TEXT, "%s", _("已接管，可以修改"));
	else
		locked(app);
}

void app_held_answered(struct app *app)
{
	switch (app->prompt.letter) {
	case 'c':
		app->looks_only = app->locking.waits = true;
		app_save_copy(app);
		break;
	case 'o':
		ask_seize(app);
		break;
	case 'y':
		seize(app);
		break;
	case 'q':
		app->wish = APP_QUIT;
		break;
	default:
		look(app);
	}
}

void app_held_cancelled(struct app *app)
{
	look(app);
}
