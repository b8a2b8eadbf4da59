/*
 * sweep: runs the real program again and again, and each time another call or
 * allocation of it fails (tests/faults/plan.h).
 *
 *	sweep LIBRARY PROGRAM FORM calls|state|parts|allocations SCENARIO EVERY FROM
 *
 * `state`: only calls in the state folder, where the journal lies: whatever
 * fails there hinders no saving.
 *
 * SCENARIO: `save` opens FORM in a real pseudo-terminal, adds a row and saves;
 * `in-place` the same with a file of two names; `accept` accepts a warning,
 * too, which is saved in a file of its own; `merge` saves to a file that
 * somebody else has changed meanwhile; `killed` adds a row and is killed: the
 * next start offers it, or it was said that it wouldn't; `recover` is such a
 * next start, takes the row and saves: what isn't saved is offered once more;
 * `check` runs jixiao check. EVERY and FROM: every how manieth point is struck,
 * and which is the first.
 *
 * After each run the file must be the old one or the new one byte for byte,
 * with nothing beside it but NAME~ (and, of a fault that lasts, its lock; or,
 * in place, its old bytes where the program says they are); and where it is the
 * old one, the program must have said so. No journal is left of what is saved.
 * Prints a line of figures, and one for each fault.
 */
#include <config.h>
#include "tests/faults/plan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>
#include "core/clock.h"
#include "core/text.h"

enum { SAID_BYTES = 1 << 18, DEADLINE_MS = 5000, HEIGHT = 24, WIDTH = 80 };

#define FILE_NAME "form.csv"
#define OLDER_TEXT "older still\n"
#define NOTES_NAME FILE_NAME ".jixiao"
#define LOCK_NAME "." FILE_NAME ".jixiao-lock"
#define KEYS_ADD "\0332\033OB\016友谊赛\r"
#define KEYS_ACCEPT "\0332\033OC\033r按年报口径\r"
#define KEY_SAVE "\023"

static struct fault_plan *plan;
static const char *library, *program, *form, *scenario;
static char root[256]; /* form/, home/, state/ */
static bool is_check, is_in_place, accepts, is_killed, recovers, merges;

struct text {
	char *bytes;
	size_t n;
};
static struct text old_text, new_text, notes_text, clean_output;
static struct text theirs_text; /* when merging */

static struct {
	int runs, calls, torn, untold, crashed, hung, left, wrong;
	int rescued;
} n_of;

/* ---- files ---- */

static bool read_file(const char *path, struct text *to)
{
	FILE *f = fopen(path, "r");

	*to = (struct text){ malloc(1 << 22), 0 };
	if (f) {
		to->n = fread(to->bytes, 1, 1 << 22, f);
		fclose(f);
	}
	return f != NULL;
}

static void write_file(const char *path, const char *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (fd < 0 || write(fd, bytes, n) != (ssize_t)n || close(fd)) {
		perror(path);
		exit(99);
	}
}

static bool holds(const char *path, const struct text *wanted)
{
	struct text is;
	bool same = read_file(path, &is) && is.n == wanted->n &&
		    memcmp(is.bytes, wanted->bytes, is.n) == 0;

	free(is.bytes);
	return same;
}

/* Every file below a folder. */
static void empty(const char *path)
{
	DIR *folder = opendir(path);

	for (struct dirent *e; folder && (e = readdir(folder));) {
		char name[1024];

		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		snprintf(name, sizeof name, "%s/%s", path, e->d_name);
		if (unlink(name)) {
			empty(name);
			rmdir(name);
		}
	}
	if (folder)
		closedir(folder);
}

static bool is_below(const char *path, const struct text *wanted)
{
	DIR *folder = opendir(path);
	bool found = false;

	for (struct dirent *e; folder && !found && (e = readdir(folder));) {
		char name[1024];

		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		snprintf(name, sizeof name, "%s/%s", path, e->d_name);
		found = holds(name, wanted) || is_below(name, wanted);
	}
	if (folder)
		closedir(folder);
	return found;
}

/* What somebody else has made of it. */
static void make_theirs(void)
{
	static const char was[] = "走进社区", is[] = "走进学校";
	char *at;

	theirs_text = (struct text){ memcpy(malloc(old_text.n), old_text.bytes,
					    old_text.n),
				     old_text.n };
	at = memmem(theirs_text.bytes, theirs_text.n, was, strlen(was));
	if (!at)
		exit(99);
	memcpy(at, is, strlen(is));
}

/* What stands there when it is saved. */
static const struct text *standing(void)
{
	return merges ? &theirs_text : &old_text;
}

static void prepare(void)
{
	empty(".");
	empty("../state");
	empty("../home");
	write_file(FILE_NAME, old_text.bytes, old_text.n);
	if (is_in_place && link(FILE_NAME, "other.csv"))
		exit(99);
	if (!is_in_place && !is_check)
		write_file(FILE_NAME "~", OLDER_TEXT, strlen(OLDER_TEXT));
}

/* ---- one run ---- */

struct run {
	int tty, idle;
	pid_t pid;
	VTerm *vt;
	VTermScreen *screen;
	size_t sent, shown;
	bool has_ended, is_hung;
	bool is_silent; /* of what was left behind */
	int status;
	struct text said; /* what the screens showed; of a check, all of it */
};

/* As the terminal itself: whoever asked may be gone. */
static void answer(struct run *r)
{
	char answers[128];
	size_t n = vterm_output_read(r->vt, answers, sizeof answers);

	r->sent += n;
	if (n > 0 && write(r->tty, answers, n) < 0)
		r->sent -= n;
}

/* What the program has written; false when it has closed the terminal. */
static bool feed(struct run *r)
{
	char buffer[65536];
	ssize_t n = read(r->tty, buffer, sizeof buffer);

	if (n <= 0)
		return false;
	if (!is_check) {
		vterm_input_write(r->vt, buffer, (size_t)n);
		answer(r);
	} else if (r->said.n + (size_t)n < SAID_BYTES) {
		memcpy(r->said.bytes + r->said.n, buffer, (size_t)n);
		r->said.n += (size_t)n;
		r->said.bytes[r->said.n] = '\0';
	}
	r->shown += (size_t)n;
	return true;
}

static void end(struct run *r)
{
	while (feed(r))
		;
	waitpid(r->pid, &r->status, 0);
	r->has_ended = true;
}

/* It waits for a key that it hasn't got yet, and all that it has shown has
   come. */
static bool is_idle(const struct run *r)
{
	return plan->has_waited && plan->idle_keys >= r->sent &&
	       r->shown >= plan->shown_bytes;
}

/* Until it is idle, or has ended, or takes too long. */
static void wait_for(struct run *r, bool its_end)
{
	struct pollfd fds[] = { { .fd = r->tty, .events = POLLIN },
				{ .fd = r->idle, .events = POLLIN } };
	long long deadline = clock_now_ms() + DEADLINE_MS;
	char bytes[64];

	while (its_end || !is_idle(r)) {
		if (poll(fds, 2, 100) > 0 && fds[0].revents && !feed(r)) {
			end(r);
			return;
		}
		if (fds[1].revents && read(r->idle, bytes, sizeof bytes) < 0)
			exit(99);
		if (clock_now_ms() > deadline) {
			r->is_hung = true;
			kill(r->pid, SIGKILL);
			end(r);
			return;
		}
	}
}

static void wait_idle(struct run *r)
{
	wait_for(r, false);
}

/* Asks it to leave, and waits until it has. */
static void dismiss(struct run *r)
{
	if (r->has_ended)
		return;
	kill(r->pid, SIGTERM);
	wait_for(r, true);
}

static void kill_it(struct run *r)
{
	if (r->has_ended)
		return;
	kill(r->pid, SIGKILL);
	end(r);
	r->status = 0;
}

static void type(struct run *r, const char *keys)
{
	if (r->has_ended)
		return;
	r->sent += strlen(keys);
	if (write(r->tty, keys, strlen(keys)) < 0)
		r->sent -= strlen(keys);
	wait_idle(r);
}

static void look(struct run *r)
{
	char *to = r->said.bytes + r->said.n;

	for (int y = 0; y < HEIGHT; y++) {
		for (int x = 0; x < WIDTH; x++) {
			VTermPos pos = { .row = y, .col = x };
			VTermScreenCell cell;

			vterm_screen_get_cell(r->screen, pos, &cell);
			if (cell.chars[0] != (uint32_t)-1)
				to += text_encode(cell.chars[0] ? cell.chars[0]
								: ' ',
						  to);
		}
		*to++ = '\n';
	}
	*to = '\0';
	r->said.n = (size_t)(to - r->said.bytes);
}

static void forget(struct run *r)
{
	r->said.n = 0;
	r->said.bytes[0] = '\0';
}

static void become_the_program(int idle_fd)
{
	char fd[16];

	plan->idle_fd = idle_fd;
	snprintf(fd, sizeof fd, "%s", getenv("JIXIAO_PLAN"));
	setenv("JIXIAO_FAULTS", fd, 1);
	setenv("LD_PRELOAD", library, 1);
	setenv("TERM", "xterm-256color", 1);
	if (is_check)
		execl(program, program, "check", "--lang=zh", "--jobs=1",
		      FILE_NAME, NULL);
	else
		execl(program, program, "--lang=zh", FILE_NAME, NULL);
	_exit(127);
}

/* Raw from the start: what is typed is for the program alone. */
static void start(struct run *r)
{
	struct winsize w = { .ws_row = HEIGHT, .ws_col = WIDTH };
	struct termios raw;
	int tty, ends[2];

	*r = (struct run){ .said.bytes = calloc(1, SAID_BYTES) };
	plan->keys_read = plan->idle_keys = plan->shown_bytes = 0;
	plan->has_waited = false;
	if (openpty(&r->tty, &tty, NULL, NULL, &w) || pipe(ends))
		exit(99);
	tcgetattr(tty, &raw);
	cfmakeraw(&raw);
	tcsetattr(tty, TCSANOW, &raw);
	r->idle = ends[0];
	r->vt = vterm_new(HEIGHT, WIDTH);
	vterm_set_utf8(r->vt, 1);
	r->screen = vterm_obtain_screen(r->vt);
	vterm_screen_reset(r->screen, 1);
	r->pid = fork();
	if (r->pid == 0) {
		login_tty(tty);
		close(r->tty);
		close(ends[0]);
		become_the_program(ends[1]);
	}
	close(tty);
	close(ends[1]);
}

static void release(struct run *r)
{
	vterm_free(r->vt);
	close(r->tty);
	close(r->idle);
	free(r->said.bytes);
}

static bool begins_with(const char *said, const char *text)
{
	for (;; said++, text++) {
		said += strspn(said, " \r\n");
		text += strspn(text, " ");
		if (!*text)
			return true;
		if (*said != *text)
			return false;
	}
}

/* Blanks and line ends don't count: where a sentence is broken is up to the
   length of the paths in it. */
static bool says(const struct run *r, const char *text)
{
	const char *said = r->said.bytes;

	while (*said && !begins_with(said, text))
		said++;
	return *said;
}

static bool says_any(const struct run *r, const char *const *sentences)
{
	for (; *sentences; sentences++)
		if (says(r, *sentences))
			return true;
	return false;
}

/* ncurses has words of its own. */
static bool is_told(const struct run *r)
{
	static const char *const sentences[] = {
		"没有存",     "没存上",	    "打不开",	"读不出", "不能确定",
		"没有留下",   "另存为：",   "内存不够", "覆盖吗", "不完整",
		"还存在",     "y 直接改写", "说明没有", "用不了", "一起改写",
		"Out of mem", "设置读不了", NULL,
	};

	return says_any(r, sentences) ||
	       (r->has_ended && !is_check && says(r, "jixiao: "));
}

#define OFFER "上次没有保存就断了"

/* Of the journal. */
static bool is_told_of_work(const struct run *r)
{
	return is_told(r) || says(r, "留不下记录") || says(r, "记录留在");
}

/* As it is offered, or anew. */
static void take(struct run *r)
{
	bool is_offered = says(r, OFFER), is_told = is_told_of_work(r);

	forget(r);
	type(r, is_offered ? "y" : KEYS_ADD);
	look(r);
	/* held by flock is what somebody works on */
	r->is_silent = !is_offered && !is_told && !is_told_of_work(r) &&
		       plan->error != EWOULDBLOCK;
}

/* Adds a row to work that is lost. */
static void play_killed(struct run *r)
{
	wait_idle(r);
	type(r, KEYS_ADD);
	look(r);
	kill_it(r);
}

/* Opens, edits, saves, and looks what it says; then leaves. */
static void play(struct run *r)
{
	wait_idle(r);
	if (is_check)
		return;
	look(r);
	/* without the rules there is nothing to accept */
	if (accepts && is_told(r)) {
		dismiss(r);
		return;
	}
	if (recovers) {
		take(r);
	} else {
		forget(r);
		type(r, accepts ? KEYS_ACCEPT KEYS_ADD : KEYS_ADD);
	}
	if (merges)
		write_file(FILE_NAME, theirs_text.bytes, theirs_text.n);
	type(r, KEY_SAVE);
	look(r);
	if (merges && says(r, "Enter保存")) {
		type(r, "\r");
		look(r);
	}
	if (is_in_place && says(r, "y 一起改写")) {
		type(r, "y");
		look(r);
	}
	if (says(r, "已保存"))
		type(r, "\021"); /* ^Q */
	dismiss(r);
}

/* ---- what must be true ---- */

static void wrong(const char *what, int *count, const struct run *r)
{
	++*count;
	printf("not ok %s %s %d (%s), errno %d, %s: %s\n", scenario,
	       plan->is_part ? "part" : "point", plan->at, plan->struck,
	       plan->error, plan->is_lasting ? "lasting" : "once", what);
	if (getenv("JIXIAO_SHOW"))
		printf("status %x\n%s\n", (unsigned)r->status, r->said.bytes);
}

static void judge_form(const struct run *r)
{
	bool is_new = holds(FILE_NAME, &new_text);
	bool told = recovers ? is_told_of_work(r) : is_told(r);

	if (!is_new && !holds(FILE_NAME, standing())) {
		if (is_in_place && told && is_below("../state", &old_text))
			n_of.rescued++;
		else
			wrong("torn", &n_of.torn, r);
	} else if (!told && (!is_new || plan->sync_failed)) {
		wrong("nothing said", &n_of.untold, r);
	}
	if (*plan->folder && !is_new && !recovers)
		wrong("not saved", &n_of.wrong, r);
	if (is_new && says(r, "没有存") && !says(r, "表已保存"))
		wrong("saved, and it says that it isn't", &n_of.wrong, r);
	if (!is_new && says(r, "已保存"))
		wrong("not saved, and it says that it is", &n_of.wrong, r);
}

static void judge_older(const struct run *r)
{
	const struct text older = { (char *)OLDER_TEXT, strlen(OLDER_TEXT) };

	if (is_in_place || holds(FILE_NAME "~", standing()))
		return;
	if (!holds(FILE_NAME "~", &older) ||
	    (holds(FILE_NAME, &new_text) && !is_told(r)))
		wrong("another older copy", &n_of.torn, r);
}

/* Not there is fine, where that is told. */
static void judge_notes(const struct run *r)
{
	struct stat st;

	if (holds(NOTES_NAME, &notes_text))
		return;
	if (lstat(NOTES_NAME, &st) == 0)
		wrong("torn notes", &n_of.torn, r);
	else if (!is_told(r))
		wrong("no notes, and nothing said", &n_of.untold, r);
}

/* The next start, where nothing fails any more. */
static void judge_offer(const struct run *before)
{
	struct run r;

	if (!is_killed && (!recovers || holds(FILE_NAME, &new_text)))
		return;
	plan->at = 0;
	start(&r);
	wait_idle(&r);
	look(&r);
	if (!(says(&r, OFFER) && says(&r, "友谊赛")) &&
	    (recovers || !is_told_of_work(before)))
		wrong("work is lost", &n_of.untold, before);
	dismiss(&r);
	release(&r);
}

/* Where nothing can be opened or removed any more, the lock of a program that
   is gone stays, and the next one sees that it is. */
static bool is_stale_lock(const struct run *r, const char *name)
{
	struct text lock;
	char pid[32];
	bool is_its;

	if (strcmp(name, LOCK_NAME) != 0)
		return false;
	snprintf(pid, sizeof pid, "\npid: %ld\n", (long)r->pid);
	is_its = read_file(name, &lock) &&
		 memmem(lock.bytes, lock.n, pid, strlen(pid));
	free(lock.bytes);
	return is_its ? plan->is_lasting : recovers;
}

static bool may_stay(const struct run *r, const char *name)
{
	static const char *const names[] = {
		".", "..", FILE_NAME, FILE_NAME "~", NOTES_NAME, "other.csv",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	/* the second is swept by the next save */
	return plan->unlink_failed || is_stale_lock(r, name) ||
	       (plan->is_lasting && strncmp(name, LOCK_NAME ".jixiao-",
					    strlen(LOCK_NAME ".jixiao-")) == 0);
}

static void judge_folder(const struct run *r)
{
	DIR *folder = opendir(".");

	for (struct dirent *e; (e = readdir(folder));)
		if (!may_stay(r, e->d_name))
			wrong(e->d_name, &n_of.left, r);
	closedir(folder);
}

/* What was saved must not be offered again; what another program seems to hold
   by flock isn't this one's. */
static void judge_journal(const struct run *r)
{
	bool is_over = says(r, "已保存") && !plan->is_lasting &&
		       plan->error != EWOULDBLOCK &&
		       (!accepts || holds(NOTES_NAME, &notes_text));
	DIR *folder = is_over ? opendir("../state/jixiao") : NULL;

	for (struct dirent *e; folder && (e = readdir(folder));)
		if (strstr(e->d_name, ".journal"))
			wrong(e->d_name, &n_of.left, r);
	if (folder)
		closedir(folder);
}

/* A check that is other than it should be has failed, and says so. */
static void judge_check(const struct run *r)
{
	bool same = r->said.n == clean_output.n &&
		    memcmp(r->said.bytes, clean_output.bytes, r->said.n) == 0;

	if (!same && !is_told(r) &&
	    (!WIFEXITED(r->status) || WEXITSTATUS(r->status) < 2 ||
	     !says(r, "jixiao: ")))
		wrong("nothing said", &n_of.untold, r);
	if (!holds(FILE_NAME, &old_text))
		wrong("the file changed", &n_of.torn, r);
}

/* By itself, or as it was told to: dismiss(). */
static bool is_end(int status)
{
	return WIFEXITED(status) || WTERMSIG(status) == SIGTERM ||
	       WTERMSIG(status) == SIGHUP;
}

static void judge(const struct run *r)
{
	n_of.runs++;
	n_of.calls += plan->failed;
	if (r->is_hung)
		wrong("hangs", &n_of.hung, r);
	else if (!is_end(r->status))
		wrong("crashes", &n_of.crashed, r);
	if (is_check) {
		judge_check(r);
	} else if (is_killed) {
		if (!holds(FILE_NAME, &old_text))
			wrong("the file changed", &n_of.torn, r);
	} else {
		judge_form(r);
		judge_older(r);
		judge_journal(r);
		if (accepts)
			judge_notes(r);
	}
	if (!is_killed)
		judge_folder(r);
	if (r->is_silent)
		wrong("not offered, and nothing said", &n_of.untold, r);
	judge_offer(r);
}

/* ---- the sweep ---- */

/* What somebody was killed at. */
static void leave_work(void)
{
	struct run r;

	plan->at = 0;
	start(&r);
	play_killed(&r);
	release(&r);
}

static int run_once(int at, int error, bool is_lasting, bool is_judged)
{
	struct run r;
	int n;

	prepare();
	if (recovers)
		leave_work();
	plan->at = at;
	plan->error = error;
	plan->is_lasting = is_lasting;
	plan->n = plan->failed = 0;
	plan->unlink_failed = plan->sync_failed = false;
	memset(plan->struck, 0, sizeof plan->struck);
	start(&r);
	if (is_killed)
		play_killed(&r);
	else
		play(&r);
	n = plan->n;
	if (is_judged && plan->failed > 0)
		judge(&r);
	if (!is_judged && is_check) {
		clean_output.bytes = strdup(r.said.bytes);
		clean_output.n = r.said.n;
	}
	if (!is_judged && !is_killed &&
	    (is_check ? !r.said.n : !says(&r, "已保存"))) {
		printf("not ok nothing is saved\n%s\n", r.said.bytes);
		exit(1);
	}
	release(&r);
	return n;
}

static const int errors[FAULTS][9] = {
#define FAULT(name, ...) [FAULT_##name] = { __VA_ARGS__ },
	FAULT_LIST(FAULT)
#undef FAULT
};

static void strike(int at, enum fault fault)
{
	if (plan->is_part) {
		run_once(at, 0, false, true);
		return;
	}
	if (plan->kind == FAULT_ALLOCATIONS) {
		run_once(at, ENOMEM, false, true);
		run_once(at, ENOMEM, true, true);
		return;
	}
	for (const int *error = errors[fault]; *error; error++) {
		run_once(at, *error, false, true);
		/* what is interrupted for ever never ends */
		if (*error != EINTR)
			run_once(at, *error, true, true);
	}
}

static void sweep(int every, int from)
{
	static unsigned char names[FAULT_NAMES];
	int n = run_once(0, 0, false, false);

	if (!is_check && !read_file(FILE_NAME, &new_text))
		exit(99);
	if (accepts && !read_file(NOTES_NAME, &notes_text)) {
		printf("not ok nothing is accepted\n");
		exit(1);
	}
	memcpy(names, plan->names, sizeof names);
	for (int at = from; at <= n; at += every)
		strike(at, at < FAULT_NAMES ? names[at - 1] : 0);
	printf("%s: %d points, %d runs, %d failed, %d torn, %d without a "
	       "message, %d crashes, %d hangs, %d left, %d wrong",
	       scenario, n, n_of.runs, n_of.calls, n_of.torn, n_of.untold,
	       n_of.crashed, n_of.hung, n_of.left, n_of.wrong);
	if (is_in_place)
		printf("; %d times only the rescue was whole", n_of.rescued);
	printf("\n");
}

static void make_folders(void)
{
	const char *tmp = getenv("TMPDIR");
	char path[300];

	snprintf(root, sizeof root, "%s/jixiao-sweep-XXXXXX",
		 tmp ? tmp : "/tmp");
	if (!mkdtemp(root) || chdir(root) || mkdir("form", 0700) ||
	    mkdir("home", 0700) || mkdir("state", 0700) || chdir("form"))
		exit(99);
	snprintf(path, sizeof path, "%s/home", root);
	setenv("HOME", path, 1);
	snprintf(path, sizeof path, "%s/state", root);
	setenv("XDG_STATE_HOME", path, 1);
}

static void make_plan(const char *kind)
{
	int fd = memfd_create("plan", 0);
	char name[16];

	if (fd < 0 || ftruncate(fd, sizeof *plan))
		exit(99);
	plan = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
		    0);
	plan->kind =
		strcmp(kind, "allocations") ? FAULT_CALLS : FAULT_ALLOCATIONS;
	plan->is_part = strcmp(kind, "parts") == 0;
	if (strcmp(kind, "state") == 0)
		snprintf(plan->folder, sizeof plan->folder, "%s",
			 getenv("XDG_STATE_HOME"));
	snprintf(name, sizeof name, "%d", fd);
	setenv("JIXIAO_PLAN", name, 1);
}

int main(int argc, char **argv)
{
	if (argc != 8)
		return 2;
	library = argv[1];
	program = argv[2];
	form = argv[3];
	scenario = argv[5];
	is_check = strcmp(scenario, "check") == 0;
	accepts = strcmp(scenario, "accept") == 0;
	is_in_place = strcmp(scenario, "in-place") == 0;
	is_killed = strcmp(scenario, "killed") == 0;
	recovers = strcmp(scenario, "recover") == 0;
	merges = strcmp(scenario, "merge") == 0;
	signal(SIGPIPE, SIG_IGN);
	if (!read_file(form, &old_text))
		return 99;
	if (merges)
		make_theirs();
	make_folders();
	make_plan(argv[4]);
	sweep(atoi(argv[6]), atoi(argv[7]));
	empty(root);
	if (chdir("/") || rmdir(root))
		return 99;
	return n_of.torn + n_of.untold + n_of.crashed + n_of.hung + n_of.left +
		       n_of.wrong >
	       0;
}
