/*
 * summary_format: a summary as text, json, csv, html or xlsx: one file each.
 * What they say alike: locale/say_summary.h, and its sections as tables:
 * locale/summary_tables.h.
 */
#ifndef CLI_SUMMARY_FORMAT_H
#define CLI_SUMMARY_FORMAT_H

#include "core/summary.h"

struct summary_format {
	bool is_data; /* UTF-8 whatever the user's charset */
	/* The summary is sorted. One of these: */
	void (*write)(const struct summary *, struct bytes *out);
	/* …, which may fail. */
	bool (*make)(const struct summary *, struct bytes *out,
		     struct failure *);
};
extern const struct summary_format summary_text, summary_json, summary_csv,
	summary_html, summary_xlsx;

#endif
