#include <config.h>

#include "tui/action.h"

#include <assert.h>
#include <string.h>
#include "core/bytes.h"
#include "locale/say.h"

static const struct action_info infos[ACTIONS] = {
#define ACTION(id, places, keys, hint, help) \
	[ACTION_##id] = { #id, places, keys, hint, help },
	ACTION_LIST(ACTION)
#undef ACTION
};

const struct action_info *action_info(enum action action)
{
	assert(action > ACTION_NONE && action < ACTIONS);
	return &infos[action];
}

/* The next one written in *keys; false: there is none. */
static bool next_key(const char **keys, struct key *key)
{
	size_t len = strcspn(*keys, " ");
	char one[32];

	assert(len < sizeof one);
	memcpy(one, *keys, len);
	one[len] = '\0';
	*keys += len + strspn(*keys + len, " ");
	return key_parse(one, key);
}

bool action_key(enum action action, struct key *key)
{
	const char *keys = action_info(action)->keys;

	return next_key(&keys, key);
}

static bool keys_have(const char *keys, const struct key *key)
{
	struct key written;

	while (next_key(&keys, &written))
		if (key_equal(&written, key))
			return true;
	return false;
}

enum action action_of_key(const struct key *key, unsigned places)
{
	for (int i = ACTION_NONE + 1; i < ACTIONS; i++)
		if (infos[i].places & places && keys_have(infos[i].keys, key))
			return (enum action)i;
	return ACTION_NONE;
}

enum action action_of_letter(uint32_t ch)
{
	switch (ch) {
	case 'j':
	case 'n':
		return ACTION_DOWN;
	case 'k':
	case 'p':
		return ACTION_UP;
	case 'g':
		return ACTION_FIRST;
	case 'G':
		return ACTION_LAST;
	default:
		return ACTION_NONE;
	}
}

bool action_gives_way(enum action action, unsigned places)
{
	return action == ACTION_QUIT && places & ON_REVIEW;
}

void action_hint(struct bytes *out, enum action action)
{
	const struct action_info *info = action_info(action);

	bytes_add(out, info->keys, strcspn(info->keys, " "));
	if (say_is_english())
		bytes_add_char(out, ' ');
	bytes_add_str(out, say(info->hint));
}
