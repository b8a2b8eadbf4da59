#include <config.h>
#include "cli/environment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/bytes.h"

/* No directory of users is asked: that may be a network away. */
static void name_user(char *to, size_t size)
{
	const char *name = getenv("LOGNAME");

	if (!name || !*name)
		name = getenv("USER");
	if (name && *name)
		snprintf(to, size, "%s", name);
	else
		snprintf(to, size, "uid %ld", (long)geteuid());
}

/* 2024-03-01T09:00:00+08:00 */
static void name_moment(char *to, size_t size)
{
	time_t now = time(NULL);
	char zone[8];
	struct tm local;

	localtime_r(&now, &local);
	strftime(zone, sizeof zone, "%z", &local);
	if (strftime(to, size, "%Y-%m-%dT%H:%M:%S", &local) > 0 &&
	    strlen(zone) == 5)
		snprintf(to + strlen(to), size - strlen(to), "%.3s:%s", zone,
			 zone + 3);
}

struct lock_holder self_name(void)
{
	struct lock_holder self = { .pid = (long)getpid() };

	name_user(self.user, sizeof self.user);
	if (gethostname(self.host, sizeof self.host - 1))
		snprintf(self.host, sizeof self.host, "?");
	snprintf(self.program, sizeof self.program, "%s", PACKAGE_STRING);
	name_moment(self.since, sizeof self.since);
	return self;
}

const char *folder_of(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value == '/' ? value : NULL;
}

char *state_folder(void)
{
	const char *state = folder_of("XDG_STATE_HOME");
	const char *home = folder_of("HOME");
	struct bytes path = BYTES_INIT;

	if (!state && !home)
		return NULL;
	bytes_add_str(&path, state ? state : home);
	bytes_add_str(&path, state ? "/jixiao" : "/.local/state/jixiao");
	return bytes_take(&path);
}

time_t source_date(void)
{
	static const long long year_10000 = 253402300800;
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	long long date;
	char *end;

	if (!epoch || !*epoch)
		return 0;
	date = strtoll(epoch, &end, 10);
	return *end || date < 0 || date >= year_10000 ? 0 : (time_t)date;
}
