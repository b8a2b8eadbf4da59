/*
 * make_forms: forms to measure with, the same for the same arguments.
 *
 *	make_forms FORM ROWS         one form of so many indicators, to stdout
 *	make_forms FORM FOLDER N     N forms of ten to twenty each into FOLDER
 *
 * FORM is a saved form: its last table's rows are replaced; of the rest each
 * number but the year is another one in each form, and so is the department.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 64 };

static const char *const letters[] = {
	"开", "展", "科", "普", "宣", "传", "活", "动", "场", "次", "人", "群",
	"覆", "盖", "质", "量", "合", "格", "培", "训", "完", "成", "时", "间",
	"项", "目", "支", "出", "控", "制", "率", "受", "益", "众", "满", "意",
	"发", "挥", "作", "用", "年", "度", "施", "工", "建", "设", "维", "护",
};
static const char *const groups[] = {
	"产出指标,数量指标",
	"产出指标,质量指标",
	"产出指标,时效指标",
	"产出指标,成本指标",
	"效益指标,社会效益指标",
	"效益指标,可持续影响指标",
	"满意度指标,服务对象满意度指标",
};
static const char *const units[] = { "场", "人次", "个",   "%",
				     "户", "次",   "万元", "项" };

#define N(array) (sizeof(array) / sizeof *(array))

static unsigned state = 2463534242u;

static unsigned number(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % below;
}

static void put_words(FILE *f, unsigned n)
{
	while (n-- > 0)
		fputs(letters[number(N(letters))], f);
}

static void put_target(FILE *f)
{
	switch (number(6)) {
	case 0:
	case 1:
		fprintf(f, "≥%u%s", number(999) + 1, units[number(N(units))]);
		break;
	case 2:
		fprintf(f, "≤%u%%", number(100) + 1);
		break;
	case 3:
		fprintf(f, "2024年%u月前", number(12) + 1);
		break;
	case 4:
		fputs("持续提升", f);
		break;
	default:
		fprintf(f, "≥%u.%u%%", number(20) + 80, number(10));
	}
}

static void put_rows(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		fprintf(f, "绩效指标,%s,", groups[i * N(groups) / n]);
		put_words(f, number(10) + 5);
		fputc(',', f);
		put_target(f);
		fputc('\n', f);
	}
}

static struct {
	char *lines[LINES_MAX];
	size_t n;
} form;

static void read_form(const char *path)
{
	FILE *f = fopen(path, "r");
	size_t cap = 0;

	if (!f)
		exit(EXIT_FAILURE);
	while (form.n < LINES_MAX &&
	       getline(&form.lines[form.n], &cap, f) > 0) {
		form.n++;
		cap = 0;
	}
	fclose(f);
}

static int begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* A line with other numbers in its cells: amounts all times the same, so that
   sums stay right. */
static void put_varied(FILE *f, const char *line, unsigned times)
{
	while (*line) {
		size_t n = strcspn(line, ",\r\n");
		size_t digits = strspn(line, "0123456789");
		double amount = strtod(line, NULL) * times;

		if (n > 0 && digits == n)
			fprintf(f, "%u", number(999));
		else if (n > 0 && strspn(line, "0123456789.") == n)
			fprintf(f, "%.2f", amount);
		else
			fwrite(line, 1, n, f);
		line += n;
		if (*line)
			fputc(*line++, f);
	}
}

static void put_form(FILE *f, unsigned at, unsigned n_rows)
{
	unsigned times = number(999) + 1;

	for (size_t i = 0; i < form.n; i++) {
		const char *line = form.lines[i];

		if (begins(line, "部门名称"))
			fprintf(f, "部门名称,单位%06u,,,\n", at);
		else if (!begins(line, "绩效指标"))
			put_varied(f, line, times);
		else if (begins(line, "绩效指标,一级指标")) {
			fputs(line, f);
			put_rows(f, n_rows);
		}
	}
}

int main(int argc, char **argv)
{
	char path[4096];

	if (argc < 3)
		return EXIT_FAILURE;
	read_form(argv[1]);
	if (argc == 3) {
		put_form(stdout, 0, (unsigned)strtoul(argv[2], NULL, 10));
		return EXIT_SUCCESS;
	}
	for (unsigned i = 0; i < strtoul(argv[3], NULL, 10); i++) {
		snprintf(path, sizeof path, "%s/%06u.csv", argv[2], i);
		FILE *f = fopen(path, "w");

		if (!f)
			return EXIT_FAILURE;
		put_form(f, i, number(11) + 10);
		fclose(f);
	}
	return EXIT_SUCCESS;
}
