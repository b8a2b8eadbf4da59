#include <config.h>
#include "cli/options.h"

enum format options_format(const struct options *options)
{
	return (enum format)options->choice[OPTION_FORMAT];
}

enum export_format options_to(const struct options *options)
{
	int ending =
		options->n_files > 1 ? export_format_of(options->files[1]) : -1;

	return (enum export_format)(options->given[OPTION_TO]
					    ? options->choice[OPTION_TO]
					    : ending);
}

enum in_format options_from(const struct options *options)
{
	return (enum in_format)options->choice[OPTION_FROM];
}

struct dialect_hint options_hint(const struct options *options)
{
	static const char delimiters[] = { ',', '\t', ';' };
	struct dialect_hint hint = {
		.encoding = (enum encoding)options->choice[OPTION_ENCODING],
	};

	if (options->given[OPTION_DELIMITER])
		hint.delimiter = delimiters[options->choice[OPTION_DELIMITER]];
	return hint;
}

unsigned options_jobs(const struct options *options)
{
	return (unsigned)options->choice[OPTION_JOBS];
}

int options_change(const struct options *options)
{
	enum { USUAL = 30 };

	return options->given[OPTION_CHANGE] ? options->choice[OPTION_CHANGE]
					     : USUAL;
}

enum severity options_fail_on(const struct options *options)
{
	static const enum severity severities[] = {
		SEVERITY_ERROR,
		SEVERITY_WARNING,
		SEVERITY_HINT,
		SEVERITIES,
	};

	return severities[options->choice[OPTION_FAIL_ON]];
}

bool options_sends_copies(const struct options *options)
{
	enum { NONE, OSC52 };

	return options->choice[OPTION_CLIPBOARD] == OSC52;
}
