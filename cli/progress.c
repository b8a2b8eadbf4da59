#include <config.h>
#include "cli/progress.h"

#include <unistd.h>
#include "cli/print.h"
#include "core/clock.h"
#include "locale/say.h"

enum { FIRST_MS = 1000, PAUSE_MS = 100 };

void progress_begin(struct progress *progress, bool is_wanted)
{
	progress->is_wanted = is_wanted && isatty(STDERR_FILENO);
	progress->next_ms = clock_now_ms() + FIRST_MS;
}

void progress_tell(struct progress *progress, size_t n_files, size_t n_errors)
{
	struct bytes line = BYTES_INIT;

	if (!progress->is_wanted || clock_now_ms() < progress->next_ms)
		return;
	bytes_printf(&line, _("已检查 %zu 个文件，%zu 个错误"), n_files,
		     n_errors);
	print_progress(line.data);
	progress->next_ms = clock_now_ms() + PAUSE_MS;
	bytes_release(&line);
}

void progress_end(struct progress *progress)
{
	if (progress->is_wanted)
		print_progress(NULL);
}
