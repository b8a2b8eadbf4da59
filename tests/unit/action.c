#include <config.h>

#include "tui/action.h"

#include <criterion/criterion.h>
#include <string.h>
#include "core/bytes.h"

TestSuite(action, .timeout = 30);

/* The next of the keys, in `one`; false at their end. */
static bool key_of(const char **keys, char one[32])
{
	size_t len = strcspn(*keys, " ");

	if (!len)
		return false;
	cr_assert(len < 32);
	memcpy(one, *keys, len);
	one[len] = '\0';
	*keys += len + strspn(*keys + len, " ");
	return true;
}

Test(action, every_action_is_described)
{
	for (int i = ACTION_NONE + 1; i < ACTIONS; i++) {
		const struct action_info *info = action_info((enum action)i);

		bool is_further =
			(i > ACTION_SCREEN_1 && i <= ACTION_SCREEN_9) ||
			(i > ACTION_SORT_1 && i <= ACTION_SORT_0);

		cr_expect(info->id[0] && info->hint[0] && info->places, "%s",
			  info->id);
		cr_expect_eq(info->help[0] == '\0', is_further, "%s", info->id);
	}
}

Test(action, every_key_parses_and_prints_back)
{
	for (int i = ACTION_NONE + 1; i < ACTIONS; i++) {
		const char *keys = action_info((enum action)i)->keys;
		char one[32];

		while (key_of(&keys, one)) {
			struct bytes out = BYTES_INIT;
			struct key key;

			cr_assert(key_parse(one, &key), "%s", one);
			key_print(&out, &key);
			cr_expect_str_eq(out.data, one);
			bytes_release(&out);
		}
	}
}

/* Each key does what the table says in each of its places, so no earlier
   action has taken it. */
Test(action, no_two_share_a_key_in_one_place)
{
	for (int i = ACTION_NONE + 1; i < ACTIONS; i++) {
		const struct action_info *info = action_info((enum action)i);
		const char *keys = info->keys;
		char one[32];

		while (key_of(&keys, one))
			for (unsigned place = 1; place <= ON_REVIEW;
			     place <<= 1) {
				struct key key;

				cr_assert(key_parse(one, &key));
				if (info->places & place & ~(unsigned)EDITS)
					cr_expect_eq(
						(int)action_of_key(&key, place),
						i, "%s: %s", info->id, one);
			}
	}
}

Test(action, keys_mean_nothing_elsewhere)
{
	struct key key;

	cr_assert(key_parse("^N", &key));
	cr_expect_eq(action_of_key(&key, ON_ROWS), ACTION_ROW_NEW);
	cr_expect_eq(action_of_key(&key, ON_FORM | ON_ROWS), ACTION_ROW_NEW);
	cr_expect_eq(action_of_key(&key, ON_EDIT), ACTION_NONE);
	cr_assert(key_parse("Enter", &key));
	cr_expect_eq(action_of_key(&key, ON_FORM), ACTION_EDIT);
	cr_expect_eq(action_of_key(&key, ON_LIST), ACTION_GO);
	cr_expect_eq(action_of_key(&key, ON_EDIT), ACTION_ACCEPT_DOWN);
	cr_expect_eq(action_of_key(&key, ON_LONG), ACTION_NONE);
}

Test(action, hint_has_the_first_key)
{
	struct bytes out = BYTES_INIT;

	action_hint(&out, ACTION_SAVE);
	bytes_add_char(&out, ' ');
	action_hint(&out, ACTION_ROW_NEW);
	cr_expect_str_eq(out.data, "^S保存 ^N新增行");
	bytes_release(&out);
}
