/*
 * definition: a form as data, loaded from the CSV files in forms/NAME. No C
 * code knows a field by its name: everything here is indexes into what the
 * files say.
 *
 * doc/definition.md describes the five files. A broken definition is refused
 * with all its faults at once, each with file, line and column.
 */
#ifndef CORE_DEFINITION_H
#define CORE_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>
#include "core/expression.h"
#include "core/failure.h"
#include "core/memory.h"
#include "core/sentence.h"
#include "core/target.h"
#include "core/texts.h"
#include "core/tree.h"

enum field_kind {
	FIELD_TEXT,	/* 文本 */
	FIELD_LONG,	/* 长文 */
	FIELD_MONEY,	/* 金额 */
	FIELD_INTEGER,	/* 整数 */
	FIELD_DECIMAL,	/* 小数 */
	FIELD_YEAR,	/* 年份 */
	FIELD_CHOICE,	/* 选项 */
	FIELD_LEVEL,	/* 层级 */
	FIELD_TARGET,	/* 指标值 */
	FIELD_RELATION, /* 关系 */
	FIELD_UNIT,	/* 单位 */
	FIELD_KINDS
};

/* 沿用: what becomes of a cell of last year's form in this year's. */
enum carry_way {
	CARRY_TYPE,   /* blank: as its type has it, until that is known */
	CARRY_MARKED, /* 是: copied, and to be confirmed */
	CARRY_NEVER,  /* 否: left blank */
	CARRY_NEXT,   /* 加一: a number, one more */
	CARRY_SILENT, /* 照抄: copied, and that is that */
};

struct field {
	const char *name;    /* 任务.名称: as expressions write it */
	const char *label;   /* 名称: as people see it */
	const char *key;     /* tasks.name: as programs write it */
	const char *english; /* "" = none, here and below */
	const char *help, *help_english;
	const char *unit; /* own, or the form's for money */
	const char *unit_english;
	int unit_field; /* a cell that holds the unit, or -1 */
	enum field_kind kind;
	bool required;
	int decimals_min, decimals_max;
	int screen;
	int table; /* index into tables, -1 = a scalar */
	int slot;  /* among the scalars, or column of its table */
	int owner; /* 属于: field index, or -1 */
	int depth; /* 层级: 0 = level 1, 1 = level 2 … */
	/* 层级 of a table without targets: no name of indicators.csv, but any
	   text that several rows have in common */
	bool is_free;
	const char *const *choices;
	int n_choices;
	struct expression *formula; /* 计算, or NULL */
	const char *formula_source; /* "" = none */
	enum carry_way carry;
	int carry_from; /* 沿用 {字段}: out of that one, or -1 */
	size_t line;	/* in fields.csv */
	int layout_row, layout_col;
};

struct table_def {
	const char *name, *key, *english, *help;
	int *columns; /* field indexes, in the layout's order */
	int n_columns;
	int screen;
	int rows_printed, rows_usual; /* 行数: 6..200 */
	enum carry_way carry;	      /* CARRY_NEVER: none of its rows */
	size_t line;		      /* in fields.csv */
	int layout_row;		      /* its repeating row */
};

struct screen_def {
	const char *name, *english;
};

/* 标签: what a label of the printed table is in English. */
struct label_def {
	const char *name, *english;
	size_t line; /* in fields.csv */
};

enum layout_kind {
	LAYOUT_EMPTY,
	LAYOUT_LABEL,
	LAYOUT_FIELD,
	LAYOUT_TEMPLATE,
	LAYOUT_LEFT, /* ← */
	LAYOUT_UP,   /* ↑ */
};

struct layout_cell {
	enum layout_kind kind;
	const char *source;	   /* as written in layout.csv */
	const char *const *labels; /* LAYOUT_LABEL: [0] printed, others read */
	int n_labels;
	/* LAYOUT_LABEL: a printed — or /: no row is known by it, and any such
	   sign stands for it, or nothing */
	bool is_sign;
	int field; /* LAYOUT_FIELD */
	/* LAYOUT_TEMPLATE: literals[0] fields[0] literals[1] … literals[n] */
	const char *const *literals;
	const int *fields;
	int n_fields;
	/* LAYOUT_TEMPLATE: the same fields in other words, read too; or NULL */
	const struct layout_cell *other;
};

#define DEF_TEMPLATE_MAX 16 /* fields in one template cell */
#define DEF_COLUMNS_MAX 16  /* columns of any of the five files */

struct layout_row {
	struct layout_cell *cells; /* width of them */
	const char *name;	   /* its first words; "" = it has none */
	int table;		   /* the repeating row of that table, or -1 */
	size_t line;		   /* in layout.csv */
};

enum severity { SEVERITY_HINT, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITIES };

/* The rules of a file, which are judged in C. */
#define RULE_ENCODING "FILE-ENC"
#define RULE_WIDTH "FILE-WIDTH"
#define RULE_PLACE "FILE-PLACE"
#define RULE_CARRIED "FILE-CARRY"

enum rule_scope {
	SCOPE_FORM,  /* 全表 */
	SCOPE_TABLE, /* once a row */
	SCOPE_CELLS, /* 必填格 金额格 …: once for each such cell */
	SCOPE_FILE,  /* 文件: judged in C */
};

/* Cells of rules.csv as written, for whoever reads the rules; "" = none. */
struct rule_source {
	const char *scope, *condition, *requirement;
	const char *message, *english, *suggestions;
};

/* One cell that a suggestion fills in. */
struct suggestion_part {
	int field; /* -1: the cell where the finding is */
	struct sentence *text;
};

/* One way to mend what a rule finds. */
enum { SUGGESTION_PARTS_MAX = 4 };
struct suggestion {
	struct suggestion_part parts[SUGGESTION_PARTS_MAX];
	int n;
};

struct rule {
	const char *id;
	size_t first; /* the number of the first rule with this id */
	enum severity severity;
	enum rule_scope scope;
	int table;	/* SCOPE_TABLE */
	unsigned kinds; /* SCOPE_CELLS: bits 1 << field_kind */
	bool required_only, computed_only; /* 必填格, 计算格 */
	int place; /* 定位: field index, or -1: the cell itself */
	struct expression *where; /* … 其中: at the first row where this holds;
				     NULL: at the first filled one */
	struct expression *condition; /* or NULL */
	struct expression *requirement;
	struct sentence *message, *english;
	struct suggestion *suggestions; /* 改为 */
	int n_suggestions;
	const char *opinion, *basis;
	const char *pass_example, *fail_example;
	struct rule_source source;
	size_t line;	   /* in rules.csv */
	bool is_sound;	   /* nothing in its row is wrong */
	bool uses_earlier; /* it speaks of last year's form as well */
};

struct definition {
	struct arena arena;
	struct texts **texts; /* of its files' cells, each file's own, sealed */
	size_t n_texts, cap_texts;
	char *folder;
	const char *const *shared; /* definition_load() */
	const char *key, *english, *unit, *version, *opinions;
	const char *title, *name; /* as printed; what lists call it */
	int64_t unit_yuan;	  /* 元 in the form's unit */
	int64_t money_yuan; /* … in that which amounts are counted in: the
			       smallest of its cells */
	int decimals_min, decimals_max;

	struct field *fields;
	int n_fields;
	int subject;   /* the text that says whose form it is, or -1 */
	int addressee; /* … and whom a letter about it goes to; mostly the
			  same */
	int n_scalars;
	int *scalars; /* slot → field index */
	struct table_def *tables;
	int n_tables;
	struct screen_def *screens;
	int n_screens;
	struct label_def *labels;
	int n_labels;

	struct layout_row *layout;
	int n_rows, width;

	struct tree tree;
	struct target_set *targets;
	struct rule *rules;
	size_t n_rules;
	int pass_column, fail_column; /* of rules.csv, from 1 */
	bool has_rules;		      /* definition_load_rules() has run */
};

/*
 * Loads layout, fields and indicators: all that reading, showing and writing a
 * form needs. NULL with the faults, those of the two other files included;
 * faults that stood in the list before are no matter. `folder` is copied.
 *
 * A definition that has no targets.csv shares that of all forms: the first that
 * lies in one of the folders `shared`, which a NULL ends and which stay as long
 * as the definition does. NULL: there is none to share.
 */
struct definition *definition_load(const char *folder,
				   const char *const *shared,
				   struct failure_list *);
/* Loads targets.csv and rules.csv as well; once. After a failure there are no
   rules, and it may be called again. */
bool definition_load_rules(struct definition *, struct failure_list *);
/* The same, once and instead, for whoever runs the examples: after a failure
   that is not one of targets.csv the rules that are sound stay. */
bool definition_load_sound_rules(struct definition *, struct failure_list *);
void definition_free(struct definition *);
/* Runs the examples of targets.csv; those of rules.csv are check_examples(). */
bool definition_check_targets(struct definition *, struct failure_list *);
/* Levels of indicators.csv and lists of targets.csv that are spelled nearly
   like another one: no faults, but what may be slips. */
void definition_find_near(struct definition *, struct failure_list *notes);

/* Field index by full name, or -1. */
int definition_field(const struct definition *, const char *name, size_t n);
int definition_table(const struct definition *, const char *name, size_t n);
/* The column that people know a table's rows by: its first required text, else
   its first text, else its first column. */
int definition_name_column(const struct definition *, int table);
/* Some cell is computed. */
bool definition_has_formulas(const struct definition *);
/* The field that is a table's 层级 of this depth, from 0; or -1. */
int definition_level(const struct definition *, int table, int depth);
/* A 指标值 that belongs to another: not what is to be reached, but what was. */
bool definition_is_reached(const struct definition *, int field);
/* The field that names what a 指标值 is of, or -1. */
int definition_target_name(const struct definition *, int target);
/* 金额 整数 小数 年份: cells that hold a number. */
bool field_is_number(const struct field *);
/* Is the text one of the choices? Of what has none, and of what isn't a 选项,
   any text is. */
bool field_has_choice(const struct field *, const char *text);
/* What a text says in such a cell; 12.5% is 12.5 in one of 小数 whose unit is
   %. False: it is no number. */
bool field_number(const struct field *, const char *text, int64_t *number);
const char *field_kind_name(enum field_kind); /* 文本 … */
/* Its key without the table's: name for tasks.name. */
const char *field_own_key(const struct field *);
/* The heading that a scalar stands under in the printed table: the nearest row
   above of labels only, in the same column, the title apart. NULL if there is
   none but its own name. */
const char *definition_heading(const struct definition *, int field);
/* Are these the same (-1 ends both)? */
bool definition_same_fields(const int *a, const int *b);
/* The heading that all of several stand under (-1 ends); NULL: there is
   none. */
const char *definition_sum_heading(const struct definition *,
				   const int *fields);
/* Numbers that stand beside each other share the label in front of them: each
   has a caption over it, and their heading is the label in front of that label.
   Is it one of such? */
bool definition_is_beside(const struct definition *, int field);
/* Has a row of the layout any cell of the kind? */
bool definition_row_has(const struct definition *, int layout_row,
			enum layout_kind);
/* The label or template that stands over such a field, and where; or NULL. */
const struct layout_cell *definition_caption(const struct definition *,
					     int field, int *row, int *column);
/* The column of the label left of a scalar; -1 in a template. */
int definition_label_column(const struct definition *, int field);
/* What an expression can find in it. */
struct expression_type definition_field_type(const struct field *);
/* Is it a rule over cells, and looks at this one? */
bool definition_rule_looks_at(const struct rule *, const struct field *);

/* The characters that a field may have by the rules that ask for nothing else;
   -1: no rule says. */
long definition_length_limit(const struct definition *, int field);

/* The form's own functions, ids for world.call. */
enum form_function {
	FORM_IN_TREE,	     /* 在册 */
	FORM_KIND,	     /* 类别 */
	FORM_RELATION,	     /* 关系 */
	FORM_NUMBER,	     /* 数值 */
	FORM_UNIT,	     /* 单位 */
	FORM_ROW,	     /* 写法: the row of targets.csv that reads it */
	FORM_YEAR,	     /* 年: of a period, the first */
	FORM_LAST_YEAR,	     /* 末年 */
	FORM_MONTH_DAY,	     /* 月日: of the year, whichever it is */
	FORM_MONEY,	     /* 金额 */
	FORM_UNIT_IN_NAME,   /* 名中单位 */
	FORM_PARENT,	     /* 上级: the likely parent */
	FORM_DATE_WRONG,     /* 日期有误 */
	FORM_USUAL_RELATION, /* 常用关系: of its level 2 */
	FORM_GUESS,	     /* 拟读: an amount with a unit in it, 250万 */
	FORM_UNITS_AGREE,    /* 同类单位 */
	FORM_YEARS,	     /* 其中年份: that a text speaks of */
	FORM_VARIANTS,	     /* 国标外: characters that were hardly meant */
	FORM_MENDED,	     /* 国标字: the text with those that were */
	FORM_USUAL_SIGN,     /* 符号规范: ≥, not >= nor 不少于 */
	FORM_ROWS_USUAL,     /* 行数上限: of a table */
	FORM_USUAL_WAY,	     /* 规范写法: the target with that sign */
	FORM_ENDS_FIRST,     /* 起止颠倒: of a period */
	FORM_SERIAL_DATE, /* 序号日期: 45657 as a spreadsheet counts days */
	FORM_RENEWED,	  /* 换年: the text with this year for last year */
	FORM_NEAREST,	  /* 相近层级: what was meant by a level's name */
	FORM_FUNCTIONS
};

#endif
