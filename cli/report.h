/*
 * report: what check says of the files, in one of four formats, and its way to
 * stdout and stderr.
 */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "core/batch.h"
#include "core/document.h"

/* What is said of one file. A worker writes it; it is printed when all files
   before have been, or in parts when it gets long: hence the batch and the job,
   both borrowed. */
struct report {
	struct batch *batch;
	const void *job;
	const struct report_format *format;
	bool is_quiet;
	struct bytes messages; /* for stderr, lines: before the results */
	struct bytes results;
	struct bytes index; /* what the format's end() gets of it */
};

struct report_file {
	const char *path;
	size_t number;			     /* from 1 */
	const struct document *document;     /* checked; NULL: can't be read */
	const struct failure_list *failures; /* why */
};

struct report_totals {
	size_t n_files, n_unreadable, findings[SEVERITIES];
	size_t n_passed_over; /* in folders, by their names */
};

struct report_format {
	bool is_data;	/* UTF-8 whatever the user's charset */
	bool has_total; /* on stderr, behind all files */
	/* before all files and behind them, or NULL */
	void (*begin)(struct bytes *out);
	void (*end)(struct bytes *out, const struct report_totals *,
		    const struct bytes *index);
	void (*file)(struct report *, const struct report_file *);
};
extern const struct report_format report_text, report_json, report_csv,
	report_html;

void report_init(struct report *, const struct report_format *, bool is_quiet);
void report_release(struct report *);
/* Between two results: if they have become many it waits for its turn and
   prints them. */
void report_pour(struct report *);
/* All of it, when it is its turn. */
void report_print(struct report *);
void report_print_results(const struct report_format *, const struct bytes *);

/* Of a finding, for several formats: the table that it is in, or the screen; the
   cell's text; both NULL where it is at no cell; the suggestions with `between`
   between them, each in w_cols (-1: whole). */
const char *report_section(const struct document *, const struct finding *);
const char *report_value(const struct document *, const struct finding *);
void report_suggestions(const struct document *, const struct finding *,
			const char *between, int w_cols, struct bytes *out);
/* A failure's sentence without its place. */
void report_failure(const struct failure *, struct bytes *out);
/* The totals as a sentence. */
void report_total(const struct report_totals *, struct bytes *out);

#endif
