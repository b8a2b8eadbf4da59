#include <config.h>
#include "tui/outer_editor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/grid.h"
#include "core/store_fd.h"
#include "core/text.h"
#include "tui/signals.h"

#define FILE_NAME "jixiao.txt"

void outer_edit_init(struct outer_edit *edit)
{
	*edit = (struct outer_edit){ .text = BYTES_INIT,
				     .command = BYTES_INIT,
				     .kept = BYTES_INIT };
}

void outer_edit_release(struct outer_edit *edit)
{
	bytes_release(&edit->text);
	bytes_release(&edit->command);
	bytes_release(&edit->kept);
}

/* ---- which editor ---- */

static bool is_in_path(const char *name)
{
	const char *path = getenv("PATH");
	struct bytes file = BYTES_INIT;
	bool is_there = false;

	while (path && *path && !is_there) {
		size_t len = strcspn(path, ":");

		bytes_set(&file, path, len);
		bytes_printf(&file, "/%s", name);
		is_there = len > 0 && !access(file.data, X_OK);
		path += len + (path[len] == ':');
	}
	bytes_release(&file);
	return is_there;
}

bool outer_editor_find(struct bytes *command)
{
	static const char *const variables[] = { "VISUAL", "EDITOR" };
	static const char *const usual[] = { "nano", "vi", "vim" };

	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);

		if (value && !text_is_blanks(value)) {
			bytes_add_str(command, value);
			return true;
		}
	}
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (is_in_path(usual[i])) {
			bytes_add_str(command, usual[i]);
			return true;
		}
	return false;
}

/* ---- the file ---- */

static bool make_folder(struct bytes *out, const char *base)
{
	if (!base || *base != '/')
		return false;
	bytes_clear(out);
	bytes_printf(out, "%s/jixiao-XXXXXX", base);
	return mkdtemp(out->data) != NULL;
}

/* In memory where the system has such a place for the user alone. */
static bool make_private_folder(struct bytes *out)
{
	return make_folder(out, getenv("XDG_RUNTIME_DIR")) ||
	       make_folder(out, getenv("TMPDIR")) || make_folder(out, "/tmp");
}

/* Editors want the last line to end as the others do. */
static bool write_file(const char *path, const struct outer_edit *edit)
{
	struct bytes text = BYTES_INIT;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool ok;

	if (edit->charset)
		charset_encode(edit->charset, edit->text.data, edit->text.len,
			       &text);
	else
		bytes_add(&text, edit->text.data, edit->text.len);
	bytes_add_char(&text, '\n');
	ok = fd >= 0 && fd_write_on(fd, text.data, text.len) == 0;
	if (fd >= 0 && close(fd) < 0)
		ok = false;
	bytes_release(&text);
	return ok;
}

static bool read_all(int fd, struct bytes *out)
{
	for (;;) {
		char *to = bytes_reserve(out, 1 << 16);
		ssize_t n = read(fd, to, 1 << 16);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || out->len > GRID_CELL_BYTES)
			return n >= 0;
		out->len += (size_t)n;
		out->data[out->len] = '\0';
	}
}

/* As it was meant: without the last line's end and the mark that some editors
   put before a text. */
static void strip(struct bytes *text)
{
	if (text->len > 0 && text->data[text->len - 1] == '\n')
		bytes_splice(text, text->len - 1, 1, "", 0);
	if (text->len > 0 && text->data[text->len - 1] == '\r')
		bytes_splice(text, text->len - 1, 1, "", 0);
	if (text->len >= 3 && !memcmp(text->data, "\xEF\xBB\xBF", 3))
		bytes_splice(text, 0, 3, "", 0);
}

/* As UTF-8; what isn't of the charset is made no text, as it would be in
   UTF-8. */
static void decode(struct charset *charset, struct bytes *text)
{
	static const char broken[] = "\xEF\xBF\xBD", no_text[] = "\xFF";
	struct bytes raw = *text;

	bytes_init(text);
	charset_decode(charset, raw.data, raw.len, text);
	/* a character that was begun comes out now */
	charset_decode(charset, "\n", 1, text);
	bytes_splice(text, text->len - 1, 1, "", 0);
	if (strstr(text->data, broken))
		bytes_add_str(text, no_text);
	bytes_release(&raw);
}

static bool read_file(const char *path, struct bytes *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	bool ok = fd >= 0 && read_all(fd, out);

	if (fd >= 0)
		close(fd);
	if (ok)
		strip(out);
	return ok;
}

/* With what the editor has left beside it: the folder is ours alone. */
static void remove_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
	rmdir(folder);
}

/* ---- running it ---- */

/* $EDITOR may have arguments, so a shell takes it apart; the file's name is an
   argument, and no shell reads it. */
static void become(const char *command, const char *path)
{
	struct bytes line = BYTES_INIT;

	bytes_printf(&line, "%s \"$@\"", command);
	execl("/bin/sh", "sh", "-c", line.data, command, path, (char *)NULL);
	_exit(127);
}

/* It may be stopped, as by ^Z in vi: then this program is as well, and both go
   on together. An end that was asked for meanwhile is its end too. */
static int wait_for(pid_t child)
{
	int status;

	for (;;) {
		pid_t got = waitpid(child, &status, WUNTRACED);

		if (got < 0 && errno != EINTR)
			return -1;
		if (got == child && !WIFSTOPPED(status))
			return status;
		if (got == child) {
			signals_stop();
			kill(child, SIGCONT);
		}
		if (signals_ended_by())
			kill(child, SIGHUP);
	}
}

/* What is typed into it is not meant for this program, even where it comes as a
   signal; and whoever started this one may have ignored how children end. The
   status, or -1. */
static int run(const char *command, const char *path)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, quit;
	struct sigaction usual = { .sa_handler = SIG_DFL }, ended;

	sigemptyset(&usual.sa_mask);
	sigaction(SIGCHLD, &usual, &ended);
	pid_t child = fork();
	if (child == 0)
		become(command, path);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGQUIT, &ignore, &quit);
	int status = child < 0 ? -1 : wait_for(child);
	sigaction(SIGQUIT, &quit, NULL);
	sigaction(SIGCHLD, &ended, NULL);
	signals_take(SIGNAL_STOPPED);
	signals_take(SIGNAL_CONTINUED);
	return status;
}

static bool is_as_given(const struct outer_edit *edit, const struct bytes *now)
{
	return now->len == edit->text.len &&
	       !memcmp(now->data, edit->text.data, now->len);
}

static enum outer_outcome judge(struct outer_edit *edit, int status,
				const struct bytes *now, bool is_read)
{
	bool is_same = is_read && is_as_given(edit, now);

	edit->error = is_read ? 0 : errno;
	edit->status =
		status >= 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	/* as a shell says it, or the last command of a script */
	if (is_same && (edit->status == 127 || edit->status == 126))
		return OUTER_NOT_FOUND;
	if (edit->status != 0)
		return OUTER_FAILED;
	if (!is_read)
		return OUTER_UNREAD;
	if (now->len > GRID_CELL_BYTES)
		return OUTER_TOO_LONG;
	if (memchr(now->data, '\0', now->len) ||
	    text_valid(now->data, now->len) < now->len)
		return OUTER_NOT_TEXT;
	return is_same ? OUTER_SAME : OUTER_CHANGED;
}

/* Is there anything in the file that is nowhere else? */
static bool is_to_be_kept(const struct outer_edit *edit,
			  const struct bytes *now)
{
	if (edit->error != 0)
		return edit->error != ENOENT;
	if (edit->outcome >= OUTER_NOT_TEXT)
		return true;
	return edit->outcome == OUTER_FAILED && now->len > 0 &&
	       !is_as_given(edit, now);
}

static void run_on(struct outer_edit *edit, const char *folder,
		   const char *path)
{
	struct bytes now = BYTES_INIT;
	int status = run(edit->command.data, path);
	bool is_read = read_file(path, &now);

	if (is_read && edit->charset)
		decode(edit->charset, &now);
	edit->outcome = judge(edit, status, &now, is_read);
	if (is_to_be_kept(edit, &now) || signals_ended_by())
		bytes_add_str(&edit->kept, path);
	else
		remove_folder(folder);
	if (edit->outcome == OUTER_CHANGED) {
		bytes_set(&edit->text, now.data, now.len);
	}
	bytes_release(&now);
}

void outer_editor_run(struct outer_edit *edit)
{
	struct bytes folder = BYTES_INIT, path = BYTES_INIT;

	edit->outcome = OUTER_NO_EDITOR;
	if (edit->command.len == 0 && !outer_editor_find(&edit->command))
		return;
	edit->outcome = OUTER_NO_FILE;
	if (edit->charset && !charset_has(edit->charset, edit->text.data))
		edit->charset = NULL;
	if (make_private_folder(&folder)) {
		bytes_printf(&path, "%s/" FILE_NAME, folder.data);
		if (write_file(path.data, edit)) {
			run_on(edit, folder.data, path.data);
		} else {
			edit->error = errno;
			remove_folder(folder.data);
		}
	} else {
		edit->error = errno;
	}
	bytes_release(&folder);
	bytes_release(&path);
}
