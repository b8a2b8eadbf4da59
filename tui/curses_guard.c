#include <config.h>
#include "tui/curses_guard.h"

#include <signal.h>
#include "core/memory.h"

static struct sigaction old;

/* Back from here it strikes once more, and then it is a crash like any
   other. */
static void run_out(int number, siginfo_t *info, void *context)
{
	(void)context;
	sigaction(number, &old, NULL);
	if (info->si_code > 0)
		memory_run_out();
	raise(number);
}

void curses_guard_begin(void)
{
	struct sigaction action = {
		.sa_sigaction = run_out,
		.sa_flags = SA_SIGINFO | SA_ONSTACK,
	};

	sigemptyset(&action.sa_mask);
	sigaction(SIGSEGV, &action, &old);
}

void curses_guard_end(void)
{
	sigaction(SIGSEGV, &old, NULL);
}
