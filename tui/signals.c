#include <config.h>

#include "tui/signals.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
	NO_NEWS = -1,
	CRASH = -2,
	TOO_LATE = -3,
	/* From the signal on; the journal has been written all along. */
	PATIENCE_S = 3,
};

static const struct {
	int number;
	int news; /* enum signal_news, or one of the above */
} caught[] = {
	{ SIGWINCH, SIGNAL_RESIZED },
	{ SIGCONT, SIGNAL_CONTINUED },
	{ SIGTSTP, SIGNAL_STOPPED },
	{ SIGTERM, SIGNAL_ENDED },
	{ SIGHUP, SIGNAL_ENDED },
	{ SIGQUIT, SIGNAL_ENDED },
	{ SIGUSR1, SIGNAL_ENDED },
	{ SIGUSR2, SIGNAL_ENDED },
	{ SIGVTALRM, SIGNAL_ENDED },
	{ SIGPROF, SIGNAL_ENDED },
	{ SIGXCPU, SIGNAL_ENDED },
	/* ^C is a key. Caught rather than ignored, or an editor started here
	   would ignore it. */
	{ SIGINT, NO_NEWS },
	/* The call that brought it fails, and that is told. */
	{ SIGPIPE, NO_NEWS },
	{ SIGXFSZ, NO_NEWS },
	{ SIGALRM, TOO_LATE },
	{ SIGSEGV, CRASH },
	{ SIGBUS, CRASH },
	{ SIGABRT, CRASH },
	{ SIGFPE, CRASH },
	{ SIGILL, CRASH },
	{ SIGTRAP, CRASH },
	{ SIGSYS, CRASH },
};
#define N_CAUGHT (sizeof caught / sizeof *caught)

static struct sigaction old_actions[N_CAUGHT];
static volatile sig_atomic_t flags[SIGNAL_NEWS], ended_by, are_caught;
static void (*terminal_give_back)(void);
static int wake = -1;
/* A stack that ran over can't hold a handler. */
static _Alignas(16) char crash_stack[1 << 16];

static int news_of(int number)
{
	for (size_t i = 0; i < N_CAUGHT; i++)
		if (caught[i].number == number)
			return caught[i].news;
	return NO_NEWS;
}

static void note(int number)
{
	int error = errno, news = news_of(number);

	if (news == SIGNAL_ENDED && !ended_by) {
		ended_by = number;
		alarm(PATIENCE_S);
	}
	if (news >= 0)
		flags[news] = 1;
	ssize_t n = write(wake, &(uint64_t){ 1 }, sizeof(uint64_t));
	(void)n;
	errno = error;
}

/* Back from here, a faulty instruction is tried once more and ends the program
   at its own place; a signal that was sent has to be sent again. */
static void crash(int number, siginfo_t *info, void *context)
{
	(void)context;
	signals_release();
	if (terminal_give_back)
		terminal_give_back();
	if (info->si_code <= 0)
		raise(number);
}

/* Something holds the end up: a disk that doesn't answer, an endless loop. */
static void end_now(int number)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t set;

	(void)number;
	signals_release();
	if (terminal_give_back)
		terminal_give_back();
	number = ended_by ? ended_by : SIGALRM;
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
	raise(number);
	sigemptyset(&set);
	sigaddset(&set, number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static struct sigaction action_for(int news)
{
	/* Whatever waits is to be interrupted, unless results are written:
	   those wouldn't go on where they were. */
	struct sigaction action = { .sa_flags = SA_ONSTACK };

	if (!terminal_give_back)
		action.sa_flags |= SA_RESTART;

	sigfillset(&action.sa_mask);
	action.sa_handler = news == TOO_LATE ? end_now : note;
	if (news == CRASH) {
		action.sa_flags |= SA_SIGINFO;
		action.sa_sigaction = crash;
	}
	return action;
}

static bool stays_ignored(int news, const struct sigaction *old)
{
	return (news == SIGNAL_ENDED || news == SIGNAL_STOPPED) &&
	       !(old->sa_flags & SA_SIGINFO) && old->sa_handler == SIG_IGN;
}

/* A sanitizer has one already. */
static void crash_stack_set(void)
{
	stack_t stack = { .ss_sp = crash_stack, .ss_size = sizeof crash_stack };
	stack_t old;

	if (!sigaltstack(NULL, &old) && (old.ss_flags & SS_DISABLE))
		sigaltstack(&stack, NULL);
}

bool signals_catch(void (*give_back)(void))
{
	if (are_caught)
		return true;
	if (wake < 0)
		wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (wake < 0)
		return false;
	terminal_give_back = give_back;
	crash_stack_set();
	for (size_t i = 0; i < N_CAUGHT; i++) {
		struct sigaction action = action_for(caught[i].news);

		sigaction(caught[i].number, &action, &old_actions[i]);
		if (stays_ignored(caught[i].news, &old_actions[i]))
			sigaction(caught[i].number, &old_actions[i], NULL);
	}
	are_caught = 1;
	return true;
}

void signals_release(void)
{
	if (!are_caught)
		return;
	are_caught = 0;
	alarm(0);
	for (size_t i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i].number, &old_actions[i], NULL);
}

bool signals_take(enum signal_news news)
{
	if (news == SIGNAL_ENDED)
		return ended_by;
	if (!flags[news])
		return false;
	flags[news] = 0;
	return true;
}

int signals_ended_by(void)
{
	return ended_by;
}

void signals_hang_up(void)
{
	if (!ended_by)
		ended_by = SIGHUP;
}

bool signals_stop(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL }, old;

	sigemptyset(&action.sa_mask);
	sigaction(SIGTSTP, &action, &old);
	bool stops = old.sa_handler != SIG_IGN;
	if (stops)
		kill(0, SIGTSTP);
	sigaction(SIGTSTP, &old, NULL);
	return stops;
}

int signals_fd(void)
{
	return wake;
}

void signals_drain(void)
{
	uint64_t n;
	ssize_t got = read(wake, &n, sizeof n);

	(void)got;
}
