#include <config.h>
#include "locale/say.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/text.h"
#include "tests/faults/plan.h"

static char folder[] = "/tmp/jixiao-say-XXXXXX";

static void setup(void)
{
	cr_assert(mkdtemp(folder));
}

static void teardown(void)
{
	struct bytes command = BYTES_INIT;

	say_release();
	bytes_printf(&command, "rm -rf %s", folder);
	cr_expect_eq(system(command.data), 0);
	bytes_release(&command);
}

TestSuite(say, .init = setup, .fini = teardown, .timeout = 30);

static const char *const built[] = { "locale", NULL };

/* Writes `data` as the catalogue in `folder`; did say take it? */
static bool is_taken(const void *data, size_t n)
{
	const char *folders[] = { folder, NULL };
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/en", folder);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/en/LC_MESSAGES", folder);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/en/LC_MESSAGES/jixiao.mo", folder);
	f = fopen(path, "w");
	cr_assert(f);
	fwrite(data, 1, n, f);
	fclose(f);
	cr_assert(say_init("en", folders));
	return strcmp(say("错误"), "错误") != 0;
}

static size_t built_catalogue(char *data, size_t room)
{
	FILE *f = fopen("locale/en/LC_MESSAGES/jixiao.mo", "r");
	size_t n;

	cr_assert(f, "run from the build folder, after make");
	n = fread(data, 1, room, f);
	fclose(f);
	return n;
}

Test(say, speaks_both_languages)
{
	cr_assert(say_init("zh", built));
	cr_expect_str_eq(say("错误"), "错误");
	cr_expect(!say_is_english());
	cr_assert(say_init("en", built));
	cr_expect_str_eq(say("错误"), "error");
	cr_expect_str_eq(say("no such msgid"), "no such msgid");
	cr_expect_str_eq(say(""), "");
	cr_expect(!say_init("fr", built));
}

Test(say, environment_decides_in_posix_order)
{
	setenv("LC_ALL", "", 1);
	setenv("LC_MESSAGES", "en_GB.UTF-8", 1);
	setenv("LANG", "zh_CN.UTF-8", 1);
	say_init(NULL, built);
	cr_expect(say_is_english());
	setenv("LC_ALL", "C", 1);
	say_init(NULL, built);
	cr_expect(!say_is_english());
}

Test(say, damaged_catalogues_are_refused)
{
	static char data[1 << 18], copy[1 << 18];
	size_t n = built_catalogue(data, sizeof(data));

	cr_expect(is_taken(data, n));
	/* Cut anywhere in the tables; the strings' end; the other byte order;
	   offsets beyond the end. */
	for (size_t cut = 0; cut < 64; cut++)
		cr_expect(!is_taken(data, cut));
	cr_expect(!is_taken(data, n - 1));
	memcpy(copy, "\x95\x04\x12\xde", 4);
	memcpy(copy + 4, data + 4, n - 4);
	cr_expect(!is_taken(copy, n));
	for (size_t at = 8; at < 20; at += 4) {
		memcpy(copy, data, n);
		memset(copy + at, 0xff, 4);
		cr_expect(!is_taken(copy, n), "word at %zu", at);
	}
}

static bool has_han(const char *s)
{
	uint32_t code;
	size_t n = strlen(s), len;

	for (; (len = text_decode(s, n, &code)); s += len, n -= len)
		if (text_is_han(code))
			return true;
	return false;
}

static void say_code(int code, const char *lang, struct bytes *out)
{
	struct failure f = { 0 };

	say_init(lang, built);
	failure_set(&f, code, "甲.csv", ENOENT);
	failure_place(&f, 3, 2);
	failure_value(&f, "VALUE", 5);
	failure_detail(&f, "DETAIL");
	bytes_clear(out);
	say_failure(&f, out);
	failure_release(&f);
	cr_expect(!strncmp(out->data, "甲.csv:3:2: ", strlen("甲.csv:3:2: ")),
		  "%s", out->data);
	cr_expect(!strpbrk(out->data, "{}"), "%s", out->data);
	cr_expect_eq(text_valid(out->data, out->len), out->len);
}

/* In English too a definition's words, such as 合计 and 万元, are Chinese. */
Test(say, every_failure_has_a_sentence_in_both_languages)
{
	struct bytes zh = BYTES_INIT, en = BYTES_INIT;

	for (int code = FAILURE_NONE + 1; code < FAILURE_COUNT; code++) {
		say_code(code, "zh", &zh);
		say_code(code, "en", &en);
		cr_expect(has_han(zh.data + strlen("甲.csv")), "%s", zh.data);
		cr_expect(strcmp(zh.data, en.data), "%s", en.data);
		cr_expect(failure_key((enum failure_code)code), "%s", en.data);
		cr_expect(code >= FAILURE_DEF_FILE ||
				  !has_han(en.data + strlen("甲.csv")),
			  "%s", en.data);
	}
	bytes_release(&zh);
	bytes_release(&en);
}

static void expect_cause(int error, bool may_be_a_number)
{
	struct bytes zh = BYTES_INIT, en = BYTES_INIT;

	say_init("zh", built);
	say_cause(error, &zh);
	say_init("en", built);
	say_cause(error, &en);
	cr_expect(has_han(zh.data), "%d: %s", error, zh.data);
	cr_expect(en.len && !has_han(en.data), "%d: %s", error, en.data);
	cr_expect(may_be_a_number || !strstr(zh.data, "系统错误"),
		  "no words for %s", strerror(error));
	bytes_release(&zh);
	bytes_release(&en);
}

Test(say, every_cause_is_said_in_the_users_language)
{
	/* What the manual pages of section 2 list; then network disks. */
	static const int errors[] = {
		/* open */ EACCES,
		EBADF,
		EBUSY,
		EDQUOT,
		EEXIST,
		EFAULT,
		EFBIG,
		EINTR,
		EINVAL,
		EISDIR,
		ELOOP,
		EMFILE,
		ENAMETOOLONG,
		ENFILE,
		ENODEV,
		ENOENT,
		ENOMEM,
		ENOSPC,
		ENOTDIR,
		ENXIO,
		EOPNOTSUPP,
		EOVERFLOW,
		EPERM,
		EROFS,
		ETXTBSY,
		EWOULDBLOCK,
		/* read, write */ EAGAIN,
		EIO,
		EDESTADDRREQ,
		EPIPE,
		/* rename, link */ EMLINK,
		ENOTEMPTY,
		EXDEV,
		ENOSYS,
		/* flock */ ENOLCK,
		/* disks */ EUCLEAN,
		EBADMSG,
		EILSEQ,
		ENOMEDIUM,
		ENOKEY,
		/* networks */ ESTALE,
		ETIMEDOUT,
		EHOSTDOWN,
		EHOSTUNREACH,
		ENETDOWN,
		ENETUNREACH,
		ECONNREFUSED,
		ECONNRESET,
		ECONNABORTED,
		ENOTCONN,
		ENOBUFS,
		EREMOTEIO,
	};
	static const int swept[] = {
#define FAULT(name, ...) __VA_ARGS__,
		FAULT_LIST(FAULT)
#undef FAULT
	};

	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		expect_cause(errors[i], false);
	/* and whatever the sweep lets a call fail with */
	for (size_t i = 0; i < sizeof swept / sizeof *swept; i++)
		expect_cause(swept[i], false);
	for (int error = 0; error < 140; error++)
		expect_cause(error, true);
}

static void expect_sentence(const struct failure *f, const char *part)
{
	struct bytes out = BYTES_INIT;

	say_failure(f, &out);
	cr_expect(strstr(out.data, part), "%s", out.data);
	bytes_release(&out);
}

Test(say, sizes_labels_and_lists_as_people_write_them)
{
	struct failure f = { 0 };

	say_init("zh", built);
	failure_set(&f, FAILURE_TOO_BIG, "a", 0);
	failure_detail(&f, "%zu", (size_t)1 << 30);
	expect_sentence(&f, "最多 1 GiB。");
	failure_detail(&f, "%d", 1536 * 1024);
	expect_sentence(&f, "最多 1536 KiB。");
	failure_detail(&f, "%d", 1000);
	expect_sentence(&f, "最多 1000 B。");
	failure_set(&f, FAILURE_NO_FORM_FITS_NEAR, "a", 0);
	failure_value(&f, "…年…表", strlen("…年…表"));
	expect_sentence(&f, "缺少 “…年…表”");
	failure_set(&f, FAILURE_NO_FORMS, "a", 0);
	failure_detail(&f, "/one\n/two\n/three");
	expect_sentence(&f, "找过 /one、/two、/three。");
	failure_release(&f);
}

/* Every part of a failure that a sentence can name. */
Test(say, a_refused_definition_is_told_by_place_and_number)
{
	static const struct {
		struct failure f;
		const char *zh, *en;
	} rows[] = {
		{ { .code = FAILURE_DEF_WIDTH,
		    .path = "f.csv",
		    .line = 7,
		    .found = 14,
		    .wanted = 13 },
		  "f.csv:7: 这一行有 14 格，应为 13 格。请看看是不是多了"
		  "逗号；内容里有逗号的，整格要放进英文引号",
		  "f.csv:7: this row has 14 cells and should have 13. Is there "
		  "a comma too many? A cell with a comma in it goes into "
		  "quotes as a whole" },
		{ { .code = FAILURE_DEF_WIDTH,
		    .path = "f.csv",
		    .line = 7,
		    .found = 12,
		    .wanted = 13 },
		  "f.csv:7: 这一行有 12 格，应为 13 格。"
		  "请看看是不是少了逗号，或者写成了全角的",
		  "f.csv:7: this row has 12 cells and should have 13. Is there "
		  "a comma too few, or one of full width?" },
		{ { .code = FAILURE_DEF_TWICE,
		    .path = "f.csv",
		    .line = 9,
		    .column = 1,
		    .other = 4,
		    .value = "甲" },
		  "f.csv:9:1: “甲” 重复了，第 4 行已经有。请改一处或删一处",
		  "f.csv:9:1: “甲” is there twice, first in line 4. Please "
		  "change or delete one" },
		{ { .code = FAILURE_DEF_UNKNOWN,
		    .path = "r.csv",
		    .line = 2,
		    .column = 5,
		    .at = 8,
		    .value = "乙" },
		  "r.csv:2:5: 第 8 个字：没有叫 “乙” 的。请核对名称",
		  "r.csv:2:5: character 8: nothing is called “乙”. Please "
		  "check "
		  "the name" },
		{ { .code = FAILURE_DEF_UNKNOWN,
		    .value = "乙",
		    .detail = "乙乙" },
		  "没有叫 “乙” 的。是不是 “乙乙”？",
		  "nothing is called “乙”. Is “乙乙” meant?" },
		{ { .code = FAILURE_DEF_PATTERN,
		    .value = "(a",
		    .detail = "missing closing parenthesis" },
		  "写法在 “(a” 处有误：少了右括号 )",
		  "the pattern is wrong at “(a”: a closing ) is missing" },
		{ { .code = FAILURE_DEF_PATTERN,
		    .value = "(a",
		    .detail = "something new" },
		  "写法在 “(a” 处有误：something new",
		  "the pattern is wrong at “(a”: something new" },
		{ { .code = FAILURE_EXPR_CHARACTER,
		    .value = "一二三四五六七八九十一二三四五六七八九十"
			     "一二三四五" },
		  "规则里不能用 "
		  "“一二三四五六七八九十一二三四五六七八九十一二三…”。"
		  "文字请放进引号；且 或 非 写成字，百分之几写成小数",
		  NULL },
	};
	struct bytes out = BYTES_INIT;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int lang = 0; lang < 2; lang++) {
			const char *wanted = lang ? rows[i].en : rows[i].zh;

			say_init(lang ? "en" : "zh", built);
			bytes_clear(&out);
			say_failure(&rows[i].f, &out);
			cr_expect(!wanted || !strcmp(out.data, wanted), "%s",
				  out.data);
		}
	bytes_release(&out);
}

Test(say, foreign_text_is_shown_and_never_a_format)
{
	struct failure f = { 0 };
	struct bytes out = BYTES_INIT;

	say_init("zh", built);
	failure_set(&f, FAILURE_DEF_FORMULA_CELL, "a\033[2J.csv", 0);
	failure_value(&f, "{cause}%s%n\033]0;x\a", 17);
	say_failure(&f, &out);
	cr_expect(!strchr(out.data, '\033'), "%s", out.data);
	cr_expect(strstr(out.data, "{cause}%s%n"), "%s", out.data);
	bytes_release(&out);
	failure_release(&f);
}
