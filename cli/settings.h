/*
 * settings: options that are wanted for good. What the command line doesn't say
 * is looked for in the environment (JIXIAO_COLOR), then in the user's file
 * ($XDG_CONFIG_HOME/jixiao/config, or ~/.config/jixiao/config), then in the
 * system's ($XDG_CONFIG_DIRS, or /etc/xdg): lines of `name = value`, the
 * option's name and what it could be on the line; yes or no where it takes
 * nothing; # for a remark. What can't be understood is told and passed over.
 */
#ifndef CLI_SETTINGS_H
#define CLI_SETTINGS_H

#include "cli/options.h"

struct settings;

/* Fills in what the line didn't say, and remembers where each comes from. The
   options borrow values of it. */
struct settings *settings_new(struct options *);
void settings_free(struct settings *);
/* Says what was wrong in files and environment; the language must be known. */
void settings_explain(const struct settings *);
/* Where the value comes from that was just refused, if it isn't the line's. */
void settings_tell_source(const struct settings *, enum option_id);
/* `jixiao config`: every setting with its value and where that is from, as a
   file of settings. */
enum exit_code settings_show(const struct settings *, const struct options *);

#endif
