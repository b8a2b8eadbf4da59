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

/* Whether the key is one of those written in `keys`. */
static bool keys_have(const char *keys, const struct key *key)
{
	char one[32];

	while (*keys) {
		size_t len = strcspn(keys, " ");
		struct key written;

		assert(len < sizeof one);
		memcpy(one, keys, len);
		one[len] = '\0';
		if (key_parse(one, &written) && key_equal(&written, key))
			return true;
		keys += len + strspn(keys + len, " ");
	}
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
