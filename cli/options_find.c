#include <config.h>
#include "cli/options_private.h"

#include <string.h>
#include "core/nearest.h"

int command_find(const char *name)
{
	for (int i = COMMAND_OPEN + 1; i < COMMANDS; i++)
		if (!strcmp(name, command_infos[i].name))
			return i;
	return -1;
}

int option_by_name(const char *name)
{
	for (int i = 0; i < OPTIONS; i++)
		if (!strcmp(option_infos[i].name, name))
			return i;
	return -1;
}

int option_by_letter(int letter)
{
	for (int i = 0; i < OPTIONS; i++)
		if (letter && option_infos[i].letter == letter)
			return i;
	return -1;
}

/* Behind one that takes an argument nothing can go wrong. */
size_t option_wrong_letter(const char *typed)
{
	size_t at = 1;

	while (option_by_letter(typed[at]) >= 0)
		at++;
	return at;
}

int choice_find(const char *choices, const char *typed)
{
	size_t n = strlen(typed);

	for (int i = 0;; i++) {
		size_t len = strcspn(choices, "|");

		if (len == n && !memcmp(choices, typed, n))
			return i;
		if (!choices[len])
			return -1;
		choices += len + 1;
	}
}

int command_nearest(const char *typed)
{
	struct nearest nearest = nearest_to(typed, strlen(typed));
	int found = -1;

	nearest.limit = 3;
	for (int i = COMMAND_OPEN + 1; i < COMMANDS; i++) {
		nearest_try(&nearest, command_infos[i].name);
		if (nearest.name == command_infos[i].name)
			found = i;
	}
	return found;
}

static int nearest_of(const char *typed, size_t n, bool of_settings)
{
	struct nearest nearest = nearest_to(typed, n);
	int found = -1;

	if (nearest.limit > 4)
		nearest.limit = 4;
	for (int i = 0; i < OPTIONS; i++) {
		const char *name = option_infos[i].name;
		struct nearest tried = nearest;

		if (of_settings && !option_is_setting((enum option_id)i))
			continue;
		/* with all its letters changed it's another word */
		if (tried.limit > strlen(name))
			tried.limit = strlen(name);
		nearest_try(&tried, name);
		if (tried.name != name)
			continue;
		nearest = tried;
		found = i;
	}
	return found;
}

int option_nearest(const char *typed, size_t n)
{
	return nearest_of(typed, n, false);
}

int option_nearest_setting(const char *typed, size_t n)
{
	return nearest_of(typed, n, true);
}
