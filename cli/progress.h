/*
 * progress: how far a long run is, on a line of the terminal behind stderr that
 * is wiped away again. Nothing where there is none, and nothing in the first
 * second.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct progress {
	bool is_wanted;
	long long next_ms; /* when the line may be drawn */
};

void progress_begin(struct progress *, bool is_wanted);
/* So many files are done, with so many errors: draws the line if it is time. */
void progress_tell(struct progress *, size_t n_files, size_t n_errors);
void progress_end(struct progress *);

#endif
