/* The user's own editor; shell commands stand for it. */
#include <config.h>
#include "tui/outer_editor.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/jixiao-outer-XXXXXX";
static struct outer_edit edit;

static void setup(void)
{
	cr_assert(mkdtemp(folder));
	unsetenv("XDG_RUNTIME_DIR");
	unsetenv("VISUAL");
	setenv("TMPDIR", folder, 1);
	outer_edit_init(&edit);
}

static void teardown(void)
{
	outer_edit_release(&edit);
	rmdir(folder);
}

TestSuite(outer_editor, .timeout = 30, .init = setup, .fini = teardown);

static size_t n_left(void)
{
	DIR *dir = opendir(folder);
	size_t n = 0;

	for (struct dirent *entry; dir && (entry = readdir(dir));)
		n += entry->d_name[0] != '.';
	if (dir)
		closedir(dir);
	return n;
}

static void run(const char *command, const char *text)
{
	outer_edit_release(&edit);
	outer_edit_init(&edit);
	bytes_add_str(&edit.text, text);
	setenv("EDITOR", command, 1);
	outer_editor_run(&edit);
}

static void run_in(const char *charset, const char *command, const char *text)
{
	struct charset *its = charset_new(charset);

	outer_edit_release(&edit);
	outer_edit_init(&edit);
	edit.charset = its;
	bytes_add_str(&edit.text, text);
	setenv("EDITOR", command, 1);
	outer_editor_run(&edit);
	charset_free(its);
}

static void forget_kept(void)
{
	char *slash = strrchr(edit.kept.data, '/');

	cr_assert(slash);
	unlink(edit.kept.data);
	*slash = '\0';
	rmdir(edit.kept.data);
}

Test(outer_editor, what_was_written_comes_back)
{
	run("sed -i -e s/甲/乙/", "一甲\n二");
	cr_expect_eq(edit.outcome, OUTER_CHANGED);
	cr_expect_str_eq(edit.text.data, "一乙\n二");
	run("printf 'a\\r\\nb\\r\\n' >", "甲");
	cr_expect_eq(edit.outcome, OUTER_CHANGED);
	cr_expect_str_eq(edit.text.data, "a\r\nb");
	run("printf '\\357\\273\\277a' >", "甲");
	cr_expect_str_eq(edit.text.data, "a");
	run(": >", "甲");
	cr_expect_eq(edit.outcome, OUTER_CHANGED);
	cr_expect_str_eq(edit.text.data, "");
	cr_expect_eq(n_left(), 0);
}

Test(outer_editor, how_children_end_may_be_ignored)
{
	signal(SIGCHLD, SIG_IGN);
	run("sed -i s/甲/乙/", "甲");
	cr_expect_eq(edit.outcome, OUTER_CHANGED);
	run("false", "甲");
	cr_expect_eq(edit.status, 1);
	signal(SIGCHLD, SIG_DFL);
}

Test(outer_editor, the_last_line_s_end_is_none_of_the_text)
{
	static const char *const texts[] = { "", "甲", "甲\n", "\n\n",
					     "甲\n乙" };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		run("test -s", texts[i]);
		cr_expect_eq(edit.outcome, OUTER_SAME, "%zu", i);
	}
}

Test(outer_editor, nobody_else_can_read_it)
{
	run("f() { stat -c '%a' \"$1\" \"${1%/*}\" >\"$1.modes\" && "
	    "cat \"$1.modes\" >\"$1\"; }; f",
	    "甲");
	cr_expect_str_eq(edit.text.data, "600\n700");
	cr_expect_eq(n_left(), 0, "what it left beside it is gone as well");
}

Test(outer_editor, a_name_is_no_command)
{
	char odd[] = "/tmp/jixiao $(touch x);'\"-XXXXXX";

	cr_assert(mkdtemp(odd));
	setenv("TMPDIR", odd, 1);
	run("sed -i s/甲/乙/", "甲");
	cr_expect_eq(edit.outcome, OUTER_CHANGED);
	cr_expect_str_eq(edit.text.data, "乙");
	cr_expect_eq(rmdir(odd), 0, "and nothing is left in it");
}

Test(outer_editor, a_failure_changes_nothing)
{
	run("false", "甲");
	cr_expect_eq(edit.outcome, OUTER_FAILED);
	cr_expect_eq(edit.status, 1);
	cr_expect_str_eq(edit.kept.data, "");
	cr_expect_eq(n_left(), 0);
	run("no-such-editor-here", "甲");
	cr_expect_eq(edit.outcome, OUTER_NOT_FOUND);
	cr_expect_str_eq(edit.text.data, "甲");
}

Test(outer_editor, what_was_written_before_it_failed_is_kept)
{
	run("f() { echo 乙 >\"$1\"; kill -9 $$; }; f", "甲");
	cr_expect_eq(edit.outcome, OUTER_FAILED);
	cr_expect_eq(edit.status, -1);
	cr_expect_str_eq(edit.text.data, "甲");
	cr_expect_eq(n_left(), 1);
	forget_kept();
	/* by a script, of which another command isn't there */
	run("f() { echo 乙 >\"$1\"; return 127; }; f", "甲");
	cr_expect_eq(edit.outcome, OUTER_FAILED);
	cr_expect_eq(edit.status, 127);
	cr_expect_eq(access(edit.kept.data, R_OK), 0);
	forget_kept();
}

Test(outer_editor, what_is_no_text_is_kept_and_refused)
{
	static const char *const commands[] = {
		"printf '\\374\\326' >",
		"printf 'a\\0b' >",
		"truncate -s 2M",
	};

	for (size_t i = 0; i < 3; i++) {
		run(commands[i], "甲");
		cr_expect_eq(edit.outcome,
			     i < 2 ? OUTER_NOT_TEXT : OUTER_TOO_LONG, "%zu", i);
		cr_expect_str_eq(edit.text.data, "甲");
		cr_expect_eq(access(edit.kept.data, R_OK), 0);
		forget_kept();
	}
}

Test(outer_editor, a_file_that_is_gone)
{
	run("rm", "甲");
	cr_expect_eq(edit.outcome, OUTER_UNREAD);
	cr_expect_eq(edit.error, ENOENT);
	cr_expect_eq(n_left(), 0);
}

Test(outer_editor, visual_goes_first_and_blank_is_none)
{
	struct bytes command = BYTES_INIT;

	setenv("EDITOR", "vim -u NONE", 1);
	setenv("VISUAL", " ", 1);
	cr_expect(outer_editor_find(&command));
	cr_expect_str_eq(command.data, "vim -u NONE");
	bytes_clear(&command);
	setenv("VISUAL", "nano", 1);
	cr_expect(outer_editor_find(&command));
	cr_expect_str_eq(command.data, "nano");
	bytes_clear(&command);
	unsetenv("VISUAL");
	unsetenv("EDITOR");
	setenv("PATH", folder, 1);
	cr_expect_not(outer_editor_find(&command));
	bytes_release(&command);
}

Test(outer_editor, it_works_in_the_charset_of_the_terminal)
{
	run_in("GBK", "grep -q $(printf '\\261\\355') \"$1\" && true", "表");
	cr_expect_eq(edit.outcome, OUTER_SAME);
	run_in("GBK", "f() { printf '\\261\\355\\n' >\"$1\"; }; f", "年");
	cr_expect_eq(edit.outcome, OUTER_CHANGED);
	cr_expect_str_eq(edit.text.data, "表");
	run_in("GBK", "f() { printf '\\261' >\"$1\"; }; f", "年");
	cr_expect_eq(edit.outcome, OUTER_NOT_TEXT);
	forget_kept();
	/* what it lacks isn't lost */
	run_in("GBK", "f() { printf '!' >>\"$1\"; }; f", "✓");
	cr_expect_eq(edit.outcome, OUTER_CHANGED);
	cr_expect_str_eq(edit.text.data, "✓\n!");
}
