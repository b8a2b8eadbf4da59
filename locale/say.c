#include <config.h>
#include "locale/say.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/memory.h"
#include "core/text.h"
#include "locale/name.h"
#include "locale/say_definition.h"

/* A .mo file as msgfmt writes it: a header of seven 32-bit words, then two
   tables of (length, offset), the msgids sorted by strcmp(). */
enum {
	MO_MAGIC = 0x950412de,
	MO_HEADER_BYTES = 28,
	MO_LIMIT_BYTES = 1 << 24,
};

static struct {
	bool english;
	char *data; /* NULL: every msgid stands for itself */
	size_t len;
	uint32_t n, msgids, texts; /* entries; offsets of the tables */
} catalogue;

static uint32_t word_at(size_t offset)
{
	uint32_t word;

	memcpy(&word, catalogue.data + offset, sizeof(word));
	return word;
}

/* Entry i of a table as a text with its NUL inside the file, or NULL. */
static const char *entry(uint32_t table, uint32_t i)
{
	size_t at = table + (size_t)i * 8;
	size_t len = word_at(at), offset = word_at(at + 4);

	if (offset >= catalogue.len || len >= catalogue.len - offset ||
	    catalogue.data[offset + len])
		return NULL;
	return catalogue.data + offset;
}

/* Nothing of a file is trusted later that wasn't looked at here. A file of
   the other byte order has another magic number and is refused with the
   rest. */
static bool catalogue_is_sound(void)
{
	size_t tables;

	if (catalogue.len < MO_HEADER_BYTES || word_at(0) != MO_MAGIC ||
	    word_at(4) >> 16 > 1)
		return false;
	catalogue.n = word_at(8);
	catalogue.msgids = word_at(12);
	catalogue.texts = word_at(16);
	tables = (size_t)catalogue.n * 8;
	if (catalogue.msgids > catalogue.len ||
	    tables > catalogue.len - catalogue.msgids ||
	    catalogue.texts > catalogue.len ||
	    tables > catalogue.len - catalogue.texts)
		return false;
	for (uint32_t i = 0; i < catalogue.n; i++)
		if (!entry(catalogue.msgids, i) || !entry(catalogue.texts, i))
			return false;
	return true;
}

static void catalogue_drop(void)
{
	if (catalogue.data)
		munmap(catalogue.data, catalogue.len);
	catalogue.data = NULL;
	catalogue.len = 0;
	catalogue.n = 0;
}

static bool catalogue_open(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	void *data = MAP_FAILED;

	if (fd < 0)
		return false;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size > 0 &&
	    st.st_size <= MO_LIMIT_BYTES)
		data = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (data == MAP_FAILED)
		return false;
	catalogue.data = data;
	catalogue.len = st.st_size;
	if (catalogue_is_sound())
		return true;
	catalogue_drop();
	return false;
}

/* The language that the environment asks for: POSIX' order of precedence. */
static bool environment_is_english(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return !strncmp(value, "en_", 3) ||
			       !strcmp(value, "en");
	}
	return false;
}

bool say_init(const char *lang, const char *const *folders)
{
	struct bytes path = BYTES_INIT;

	say_release();
	if (lang && strcmp(lang, "zh") && strcmp(lang, "en"))
		return false;
	catalogue.english =
		lang ? !strcmp(lang, "en") : environment_is_english();
	for (; catalogue.english && *folders && !catalogue.data; folders++) {
		bytes_clear(&path);
		bytes_printf(&path, "%s/en/LC_MESSAGES/jixiao.mo", *folders);
		catalogue_open(path.data);
	}
	bytes_release(&path);
	return true;
}

void say_release(void)
{
	catalogue_drop();
	catalogue.english = false;
}

bool say_is_english(void)
{
	return catalogue.english;
}

const char *say(const char *msgid)
{
	uint32_t low = 0, high = catalogue.n;

	/* The empty msgid is the catalogue's own header. */
	if (!*msgid)
		return msgid;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(msgid, entry(catalogue.msgids, middle));

		if (!order)
			return entry(catalogue.texts, middle);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return msgid;
}

/* All that open(2), read(2), write(2), fsync(2), rename(2) and link(2) name,
   and what network disks give. */
static const struct {
	int error;
	const char *msgid;
} causes[] = {
	{ ENOENT, N_("没有这个文件或文件夹") },
	{ EACCES, N_("没有权限") },
	{ EPERM, N_("没有权限") },
	{ ENOSPC, N_("磁盘已满") },
	{ EDQUOT, N_("超出了磁盘配额") },
	{ EFBIG, N_("超出了文件大小的限制") },
	{ EOVERFLOW, N_("超出了文件大小的限制") },
	{ EIO, N_("磁盘读写出错") },
	{ EUCLEAN, N_("磁盘上的数据已损坏") },
	{ EBADMSG, N_("磁盘上的数据已损坏") },
	{ EROFS, N_("所在的磁盘是只读的") },
	{ EISDIR, N_("这是一个文件夹") },
	{ ENOTDIR, N_("路径当中有一段不是文件夹") },
	{ ENOTEMPTY, N_("已经有一个同名的文件夹，里面不是空的") },
	{ EEXIST, N_("已经有一个同名的文件") },
	{ ELOOP, N_("符号链接绕成了圈") },
	{ EMLINK, N_("这个文件的名字(硬链接)太多") },
	{ EXDEV, N_("不能在两个磁盘之间直接移动") },
	{ ENAMETOOLONG, N_("名字太长") },
	{ EILSEQ, N_("名字里有这个磁盘不能用的字") },
	{ EMFILE, N_("打开的文件太多") },
	{ ENFILE, N_("打开的文件太多") },
	{ EBUSY, N_("正被别的程序占用") },
	{ ETXTBSY, N_("正被别的程序占用") },
	{ ENOLCK, N_("文件加不上锁") },
	{ EINTR, N_("操作被打断") },
	{ EAGAIN, N_("暂时没有准备好") },
	{ ENOMEM, N_("内存不够") },
	{ ENOBUFS, N_("内存不够") },
	{ ENOKEY, N_("文件加了密，还没有解锁") },
	{ ENXIO, N_("没有这个设备") },
	{ ENODEV, N_("没有这个设备") },
	{ ENOMEDIUM, N_("驱动器里没有盘") },
	{ EINVAL, N_("这里不支持这样的操作") },
	{ ENOSYS, N_("这里不支持这样的操作") },
	{ EOPNOTSUPP, N_("这里不支持这样的操作") },
	{ EDESTADDRREQ, N_("这里不支持这样的操作") },
	{ EBADF, N_("文件或输出已经关闭") },
	{ EPIPE, N_("接收的一方已经关闭") },
	{ ESTALE, N_("网络磁盘上的文件已经不在了") },
	{ ETIMEDOUT, N_("等了很久没有回应") },
	{ ECONNRESET, N_("连接断开了") },
	{ ECONNABORTED, N_("连接断开了") },
	{ ENOTCONN, N_("连接断开了") },
	{ ECONNREFUSED, N_("连不上网络磁盘") },
	{ EHOSTDOWN, N_("连不上网络磁盘") },
	{ EHOSTUNREACH, N_("连不上网络磁盘") },
	{ ENETDOWN, N_("连不上网络磁盘") },
	{ ENETUNREACH, N_("连不上网络磁盘") },
	{ EREMOTEIO, N_("连不上网络磁盘") },
	{ ENODATA, N_("没有这项数据") },
	{ EFAULT, N_("程序内部出错") },
};

void say_cause(int error, struct bytes *out)
{
	for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
		if (causes[i].error == error) {
			bytes_add_str(out, say(causes[i].msgid));
			return;
		}
	if (error)
		bytes_printf(out, _("系统错误 %d"), error);
	else
		bytes_add_str(out, _("原因不明"));
}

/* The sentences. What stands in braces is filled in by failure_parts below. */
static const char *const failure_msgids[FAILURE_COUNT] = {
	[FAILURE_OPEN] = N_("打不开：{cause}。请核对文件名和权限"),
	[FAILURE_READ] = N_("读不出来：{cause}。请把文件复制到本机再试"),
	[FAILURE_WRITE] = N_("没有存上：{cause}。{kept}请另存到别处"),
	[FAILURE_WRITE_BESIDE] = N_("没有存上：{cause}。它和表存在一起，请把"
				    "表复制到能写的文件夹再试"),
	[FAILURE_NOT_FILE] = N_("这是文件夹或设备，不是文件。请写明一个文件"),
	[FAILURE_EMPTY] = N_("文件是空的。请核对是不是选错了文件"),
	[FAILURE_TOO_BIG] = N_("文件太大，最多 {size}。请核对是不是选错了文件"),
	[FAILURE_BINARY] = N_("不是文本文件。请先在 Excel 或 WPS 里另存为 "
			      "CSV UTF-8"),
	[FAILURE_ENCODING] =
		N_("从这一行起不是 {detail} 编码。请先在 Excel 或 WPS 里"
		   "另存为 CSV UTF-8"),
	[FAILURE_CELL_TOO_BIG] =
		N_("有一格太长，一格最多 {size}。请看看引号是不是"
		   "没有成对"),
	[FAILURE_TOO_WIDE] =
		N_("这一行的格太多，最多 {detail} 格。请看看分隔符是不是"
		   "认错了"),
	[FAILURE_TOO_MANY_ROWS] =
		N_("行太多，最多 {detail} 行。请核对是不是选错了文件"),
	[FAILURE_CHANGED] = N_("文件已经被别人改过，没有覆盖。请另存到别处，"
			       "或者重新打开"),
	[FAILURE_GONE] = N_("文件已经被删除或移走，没有存上。请另存到别处"),
	[FAILURE_EXISTS] = N_("已经有一个同名的文件，没有覆盖。请换一个名字"),
	[FAILURE_EXISTS_FORCE] =
		N_("已经有一个同名的文件，没有覆盖。请换一个名字，确实要"
		   "覆盖请加 --force"),
	[FAILURE_EXISTS_YES] =
		N_("已经有一个同名的文件，没有覆盖。请换一个名字，确实要"
		   "覆盖请加 --yes"),
	[FAILURE_NO_FOLDER] =
		N_("没有存上：要存进去的文件夹不存在，或者已经被删除、"
		   "移走。请另存到别处"),
	[FAILURE_UNSYNCED] =
		N_("已写好，但不能确定已落到磁盘：{cause}。请再存一次，"
		   "或另存一份到别处"),
	[FAILURE_NO_OLDER] =
		N_("已保存，但没有留下改动以前的一份 (文件名后加 ~)：{cause}"),
	[FAILURE_VERIFY] = N_("没有存上：写下去的读回来不一样，磁盘可能坏了。"
			      "{kept}请另存到别处"),
	[FAILURE_NAMES] = N_("没有存：这个文件有 {detail} 个名字(硬链接)，"
			     "换成新文件会和别的名字分开。请另存到别处"),
	[FAILURE_FOLDER] = N_("没有存：所在的文件夹不让换文件：{cause}。"
			      "请另存到别处"),
	[FAILURE_NO_RESCUE] =
		N_("没有存：直接改写以前要在 {name} 留一份原来的，没有留成："
		   "{cause}。原来的文件没有动，请另存到别处"),
	[FAILURE_TORN] =
		N_("改写到一半出错：{cause}。文件已不完整，原来的内容在 "
		   "{name}。请马上另存到别处"),
	[FAILURE_UNREADABLE_COPY] =
		N_("没有存：里面有存不进表格文件的内容，如太长的一格或控制"
		   "字符。请先改掉再存"),
	[FAILURE_CHARACTER] =
		N_("没有存：{detail} 编码里没有 “{value}”。请改成别的字，"
		   "或改存成 UTF-8"),
	[FAILURE_NOTES] = N_("表已保存，说明没有存上：{cause}。请再存一次"),
	[FAILURE_UNREADABLE_REVIEW] = N_(
		"审核意见没有存：原有的审核记录读不出来，不能盖掉它。请先把它"
		"改名或移走"),
	[FAILURE_UNREADABLE_NOTES] = N_(
		"表已保存，说明没有存上：原有的说明文件读不出来，不能盖掉它。"
		"请先把它改名或移走"),
	[FAILURE_JOURNAL] =
		N_("没保存的改动现在留不下记录：{cause}。程序或机器一断就会"
		   "丢，请常按 ^S 保存"),
	[FAILURE_JOURNAL_NOWHERE] =
		N_("没有设置 HOME，没保存的改动留不下备份。程序或机器一断就会"
		   "丢，请常按 ^S 保存"),
	[FAILURE_JSON] = N_("不是完整的 JSON: {detail}"),
	[FAILURE_JSON_KIND] = N_("是 JSON，但不是 jixiao convert 写出的表"),
	[FAILURE_JSON_SCHEMA] =
		N_("是更新的 jixiao 写出的 JSON，请用新的 jixiao 转换"),
	[FAILURE_JSON_NAME] =
		N_("JSON 里的 “{value}” 不是这种表的栏目，请核对"),
	[FAILURE_JSON_VALUE] =
		N_("JSON 里 “{value}” 的内容不对：栏目要写成文字，表要写成"
		   "一行一个对象"),
	[FAILURE_TIDY_ROW] =
		N_("这一行是表里的一格，row 要写在第几行：1、2、3…"),
	[FAILURE_TIDY_TWICE] = N_("这一格前面已经有了。请删去一行"),
	[FAILURE_NOT_AS_SAID] =
		N_("这个文件不是 --from 所说的格式。请核对，或去掉 --from"),
	[FAILURE_XLSX_LIMIT] =
		N_("xlsx 放不下：一格最多 32767 个字，最多 1048576 行。请写成 "
		   "csv 或 html"),
	[FAILURE_NO_FILES] = N_("这个文件夹里没有表格文件。请核对是不是选错"
				"了文件夹，别的文件请写出文件名"),
	[FAILURE_UNREAD_FOLDER] = N_(
		"文件夹读不了，里面的表都没有看：{cause}。请核对文件夹的权限，"
		"能读了再试"),
	[FAILURE_LINKED_FOLDER] =
		N_("这是链接到别处的文件夹，没有进去。要检查它，请单独"
		   "写出来"),
	[FAILURE_PICTURE] = N_(
		"这是图片 ({detail})，里面的字读不出来。请找原来的电子表，或者"
		"对照图片填一份：jixiao new"),
	[FAILURE_ARCHIVE] =
		N_("这是压缩包 ({detail})。请先解压，再打开里面的表"),
	[FAILURE_OFFICE_BROKEN] =
		N_("文件已经损坏，读不出来。请用 Excel 或 WPS 打开，另存一份"
		   "再试"),
	[FAILURE_OFFICE_LOCKED] =
		N_("文件加了密码，读不出来。请在 Excel 或 WPS 里取消密码，"
		   "保存后再试"),
	[FAILURE_OFFICE_KIND] =
		N_("这种文件 ({detail}) 读不了。请在 Office 或 WPS 里另存为 "
		   ".xlsx、.docx 或 CSV UTF-8"),
	[FAILURE_OFFICE_TOO_BIG] =
		N_("文件展开以后太大，最多 {size}，没有读。请核对是不是选错"
		   "了文件，或者把表单独另存为一个文件"),
	[FAILURE_OFFICE_DOCTYPE] =
		N_("文件里有办公软件不会写的 DOCTYPE，可能有害，没有读。"
		   "请核对文件的来历"),
	[FAILURE_OFFICE_NO_SHEET] =
		N_("这个工作簿里没有工作表。请核对是不是选错了文件"),
	[FAILURE_OFFICE_NO_TABLE] =
		N_("这个文档里没有表格。请核对是不是选错了文件"),
	[FAILURE_OFFICE_LIBRARY] =
		N_("这种文件要用 {detail}，可是没有装。请先安装，或另存为 "
		   "CSV UTF-8"),
	[FAILURE_NO_FORMS] =
		N_("找不到任何表格定义，找过 {folders}。请用 --form "
		   "指定定义所在的文件夹"),
	[FAILURE_NO_DEFINITION] = N_(
		"这里没有表格定义：一种定义是一个文件夹，里面有 fields.csv 和 "
		"layout.csv。有哪些：jixiao forms list"),
	[FAILURE_NO_SUCH_FORM] =
		N_("没有叫 “{name}” 的表格定义。有哪些：jixiao forms list"),
	[FAILURE_NO_FORM_FITS] =
		N_("这不是认识的表。请核对是不是选错了文件；认识哪些：jixiao "
		   "forms list"),
	[FAILURE_NO_FORM_FITS_NEAR] =
		N_("认不出是哪一种表，最接近的是 {name}，但缺少 "
		   "“{value}”。如果就是它，请用 --form={name} 指定"),
	[FAILURE_NO_FORM_FITS_TITLE] = N_("认不出是哪一种表，最接近的是 "
					  "{name}，但没有它的表题。如果就是它，"
					  "请用 --form={name} 指定"),
	[FAILURE_UNSURE_FORM] =
		N_("拿不准是哪一种表，可能是 {folders}。请用 --form=名称 指定"),
};

static const char *failure_msgid(const struct failure *f)
{
	const char *msgid = failure_msgids[f->code];

	if (!msgid)
		msgid = say_definition_msgid(f);
	assert(msgid);
	return msgid;
}

static void add_shown(const char *text, int w_cols, struct bytes *out)
{
	if (text)
		text_show_str(out, text, w_cols);
}

/* A whole cell of a definition may be the value, and a cell may be long. */
static void add_value(const void *of, struct bytes *out)
{
	const struct failure *f = of;

	add_shown(f->value, 48, out);
}

static void add_detail(const void *of, struct bytes *out)
{
	const struct failure *f = of;
	bool is_pattern = f->code == FAILURE_DEF_PATTERN && f->detail;

	add_shown(is_pattern ? say(say_pattern_msgid(f->detail)) : f->detail,
		  -1, out);
}

static void add_found(const void *of, struct bytes *out)
{
	const struct failure *f = of;

	bytes_printf(out, "%zu", f->found);
}

static void add_wanted(const void *of, struct bytes *out)
{
	const struct failure *f = of;

	bytes_printf(out, "%zu", f->wanted);
}

static void add_other(const void *of, struct bytes *out)
{
	const struct failure *f = of;

	bytes_printf(out, "%zu", f->other);
}

static void add_cause(const void *of, struct bytes *out)
{
	const struct failure *f = of;

	say_cause(f->os_error, out);
}

/* A file that never was isn't spoken of. */
static void add_kept(const void *of, struct bytes *out)
{
	const struct failure *f = of;

	if (f->is_kept)
		bytes_add_str(out, _("原来的文件没有动，"));
}

/* The detail is a number of bytes. */
static void add_size(const void *of, struct bytes *out)
{
	const struct failure *f = of;
	static const char *const units[] = { "B", "KiB", "MiB", "GiB" };
	unsigned long long n = f->detail ? strtoull(f->detail, NULL, 10) : 0;
	size_t unit = 0;

	for (; unit < 3 && n && n % 1024 == 0; unit++)
		n /= 1024;
	bytes_printf(out, "%llu %s", n, units[unit]);
}

/* The detail is a file's or a folder's name. */
static void add_name(const void *of, struct bytes *out)
{
	const struct failure *f = of;

	if (f->detail)
		name_show(out, f->detail, -1);
}

/* The detail is a list of folders, one a line. */
static void add_folders(const void *of, struct bytes *out)
{
	const struct failure *f = of;
	char *list = memory_copy(f->detail ? f->detail : "",
				 f->detail ? strlen(f->detail) : 0);
	char *rest = list;

	for (char *folder; (folder = strsep(&rest, "\n"));) {
		if (folder > list)
			bytes_add_str(out, _("、"));
		name_show(out, folder, -1);
	}
	free(list);
}

static const struct say_part failure_parts[] = {
	{ "value", add_value },
	{ "detail", add_detail },
	{ "cause", add_cause },
	{ "kept", add_kept },
	{ "size", add_size },
	{ "name", add_name },
	{ "folders", add_folders },
	{ "found", add_found },
	{ "wanted", add_wanted },
	{ "other", add_other },
	{ NULL, NULL },
};

static const struct say_part *part_find(const struct say_part *parts,
					const char *name, size_t n)
{
	for (; parts->name; parts++)
		if (strlen(parts->name) == n && !memcmp(parts->name, name, n))
			return parts;
	return NULL;
}

void say_expand(const char *sentence, const struct say_part *parts,
		const void *of, struct bytes *out)
{
	const char *open;

	while ((open = strchr(sentence, '{'))) {
		const char *shut = strchr(open, '}');
		const struct say_part *part =
			shut ? part_find(parts, open + 1,
					 (size_t)(shut - open - 1))
			     : NULL;

		bytes_add(out, sentence, (size_t)(open - sentence));
		if (part) {
			part->add(of, out);
		} else {
			bytes_add_char(out, '{');
			shut = open;
		}
		sentence = shut + 1;
	}
	bytes_add_str(out, sentence);
}

void say_failure(const struct failure *f, struct bytes *out)
{
	if (f->path) {
		name_show(out, f->path, -1);
		if (f->line)
			bytes_printf(out, ":%zu", f->line);
		if (f->line && f->column)
			bytes_printf(out, ":%zu", f->column);
		bytes_add_str(out, ": ");
	}
	if (f->at)
		bytes_printf(out, _("第 %zu 个字："), f->at);
	say_expand(say(failure_msgid(f)), failure_parts, f, out);
}

const char *say_severity(enum severity severity)
{
	static const char *const words[SEVERITIES] = {
		[SEVERITY_ERROR] = N_("错误"),
		[SEVERITY_WARNING] = N_("警告"),
		[SEVERITY_HINT] = N_("提示"),
	};

	return say(words[severity]);
}

const char *say_severity_mark(enum severity severity)
{
	static const char *const marks[SEVERITIES] = {
		[SEVERITY_ERROR] = "×",
		[SEVERITY_WARNING] = "!",
		[SEVERITY_HINT] = "i",
	};

	return marks[severity];
}

static const char *name_of(const char *chinese, const char *english)
{
	return catalogue.english && english && *english ? english : chinese;
}

const char *say_field(const struct field *field)
{
	return name_of(field->label, field->english);
}

void say_named(const char *label, struct bytes *out)
{
	static const char name[] = "名称";
	size_t n = strlen(label), n_name = strlen(name);

	if (n > n_name && !strcmp(label + n - n_name, name))
		n -= n_name;
	bytes_add(out, label, n);
}

const char *say_help(const struct field *field)
{
	return name_of(field->help, field->help_english);
}

const char *say_unit(const struct field *field)
{
	static const char *const money[] = { N_("元"), N_("千元"), N_("万元"),
					     N_("百万元"), N_("亿元") };

	for (size_t i = 0; i < sizeof money / sizeof *money; i++)
		if (!strcmp(field->unit, money[i]))
			return say(money[i]);
	return name_of(field->unit, field->unit_english);
}

const char *say_label(const struct definition *def, const char *label)
{
	for (int i = 0; catalogue.english && i < def->n_labels; i++)
		if (!strcmp(def->labels[i].name, label))
			return name_of(label, def->labels[i].english);
	return label;
}

const char *say_screen(const struct screen_def *screen)
{
	return name_of(screen->name, screen->english);
}

const char *say_table(const struct table_def *table)
{
	return name_of(table->name, table->english);
}

const char *say_title(const struct definition *def)
{
	return name_of(def->name, def->english);
}
