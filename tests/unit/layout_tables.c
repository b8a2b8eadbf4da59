/* Other people's tables, case by case. */
#include <config.h>
#include "tests/unit/layout_pieces.h"
#include "tests/unit/layout_sheet.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(layout_tables, .timeout = 30, .init = sheet_setup,
	  .fini = sheet_teardown);

static const struct {
	const char *what, *text;
	const char *values; /* name=value; row behind a # */
	const char *repairs;
	bool in_layout;
} tables[] = {
	{ "as it should be",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "基本支出=631;其他资金=15;任务.名称#1=修缮;指标.指标值#1=≥90%", "",
	  true },
	{ "labels of two rows crossed",
	  TOP "预算整体情况,基本支出,631,其他资金,15\n"
	      "预算整体情况,项目支出,184,财政拨款,800\n" MONEY2 GOAL TASK_HEAD
		      TASKS HEAD ROWS NOTE,
	  "基本支出=631;财政拨款=800;其他资金=15", "moved moved", false },
	{ "halves of a row crossed",
	  TOP "预算整体情况,财政拨款,800,基本支出,631\n"
	      "预算整体情况,项目支出,184,其他资金,15\n" MONEY2 GOAL TASK_HEAD
		      TASKS HEAD ROWS NOTE,
	  "基本支出=631;财政拨款=800;其他资金=15", "moved moved", false },
	{ "an unknown label is read by its place, and said",
	  TOP "预算整体情况,基本支出,631,财政拨款,800\n"
	      "预算整体情况,上年结转,184,其他资金,15\n" MONEY2 GOAL TASK_HEAD
		      TASKS HEAD ROWS NOTE,
	  "项目支出=184", "label-other", true },
	{ "label and amount in one cell",
	  TOP MONEY
	  "预算整体情况,事业发展性支出,预算金额(万元),"
	  "按预算级次划分,预算金额(万元)\n"
	  "预算整体情况,财政专项资金300,,市本级使用资金,\n"
	  "预算整体情况,其他事业发展性支出,,拟用于对下转移支付资金,\n" GOAL
		  TASK_HEAD TASKS HEAD ROWS NOTE,
	  "财政专项资金=300", "split", false },
	{ "a column of labels lost",
	  TOP "预算整体情况,631,财政拨款,800\n"
	      "预算整体情况,184,其他资金,15\n" MONEY2 GOAL TASK_HEAD TASKS HEAD
		      ROWS NOTE,
	  "基本支出=631;项目支出=184;财政拨款=800;其他资金=15",
	  "moved moved moved moved", false },
	{ "amounts in 元",
	  TITLE NAME STAFF
	  "预算整体情况,部门预算支出,预算金额(元),收入来源,预算金额(万元)"
	  "\n" MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "基本支出=0.0631;财政拨款=800", "scaled scaled", false },
	{ "amounts in 元 with the sign of a currency, or a unit of their own",
	  TITLE NAME STAFF
	  "预算整体情况,部门预算支出,预算金额(元),收入来源,预算金额(元)\n"
	  "预算整体情况,基本支出,\"¥6,312,300.00\",财政拨款,800万元\n"
	  "预算整体情况,项目支出,不详,其他资金,15万\n" MONEY2 GOAL TASK_HEAD
		  TASKS HEAD ROWS NOTE,
	  "基本支出=631.23;财政拨款=800.00;项目支出=不详;其他资金=15.00",
	  "scaled scaled scaled", false },
	{ "a line that says 元",
	  TITLE
	  ",,,单位：元,\n" NAME STAFF
	  "预算整体情况,部门预算支出,预算金额,收入来源,预算金额\n" MONEY MONEY2
		  GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "基本支出=0.0631;财政拨款=0.08;任务.拟投入的资金#0=631",
	  "unplaced scaled scaled scaled scaled", false },
	{ "other ways to say 元 in a heading",
	  TITLE NAME STAFF
	  "预算整体情况,部门预算支出,预算金额【人民币元】,收入来源,"
	  "预算金额[单位:元]\n" MONEY MONEY2 GOAL
	  "年度重点工作任务,名称,主要实施内容,拟投入的资金（单位：元）,"
	  "期望达到的目标(概述)\n" TASKS HEAD ROWS NOTE,
	  "基本支出=0.0631;财政拨款=0.08;任务.拟投入的资金#0=0.0631",
	  "scaled scaled scaled scaled scaled scaled", false },
	{ "other lines that say 元",
	  TITLE
	  "填报单位：元谋县科协,,,（金额单位 ：人民币元）,\n" NAME STAFF
	  "预算整体情况,部门预算支出,预算金额,收入来源,预算金额\n" MONEY MONEY2
		  GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "基本支出=0.0631;任务.拟投入的资金#0=631",
	  "unplaced scaled scaled scaled scaled", false },
	{ "a line with 元 in a cell of its own",
	  TITLE
	  ",,金额单位：,元,\n" NAME STAFF
	  "预算整体情况,部门预算支出,预算金额,收入来源,预算金额\n" MONEY MONEY2
		  GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "基本支出=0.0631;财政拨款=0.08",
	  "unplaced scaled scaled scaled scaled", false },
	{ "a county's name is no unit",
	  TITLE
	  ",,,填报单位:元谋县科协,\n" NAME STAFF
	  "预算整体情况,部门预算支出,预算金额,收入来源,预算金额\n" MONEY MONEY2
		  GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "基本支出=631;财政拨款=800", "unplaced", true },
	{ "a column of numbers in front of a table's",
	  TOP MONEY MONEY2 GOAL
	  "年度重点工作任务,序号,名称,主要实施内容,拟投入的资金(万元),"
	  "期望达到的目标(概述)\n"
	  "年度重点工作任务,1,培训,办班,631,满意\n"
	  "年度重点工作任务,2,修缮,施工,184,完成\n" HEAD ROWS NOTE,
	  "任务.名称#0=培训;任务.拟投入的资金#1=184;"
	  "任务.期望达到的目标#1=完成",
	  "column", false },
	{ "columns of a table in another order",
	  TOP MONEY MONEY2 GOAL
	  "年度重点工作任务,名称,期望达到的目标(概述),"
	  "拟投入的资金(万元),主要实施内容\n"
	  "年度重点工作任务,培训,满意,631,办班\n" HEAD ROWS NOTE,
	  "任务.主要实施内容#0=办班;任务.期望达到的目标#0=满意", "", false },
	{ "a further column at the right is kept",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,一级指标,二级指标,三级指标,指标值,备用\n"
	  "绩效指标,产出指标,数量指标,培训人数,≥100人,甲\n" NOTE,
	  "指标.指标值#0=≥100人", "column unplaced", true },
	{ "a heading lost: rows say themselves where they belong",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS ROWS NOTE,
	  "任务.名称#1=修缮;指标.三级指标#1=知晓率", "row-missing", false },
	{ "a heading lost: rows go where they fit",
	  TOP MONEY MONEY2 GOAL TASK_HEAD
	  ",培训,办班,631,满意\n,产出指标,数量指标,培训人数,≥100人\n" NOTE,
	  "任务.名称#0=培训;指标.三级指标#0=培训人数", "row-missing", false },
	{ "sections in another order",
	  TOP MONEY MONEY2 GOAL HEAD ROWS TASK_HEAD TASKS NOTE,
	  "任务.名称#1=修缮;指标.三级指标#1=知晓率", "row-moved", false },
	{ "rows missing", TITLE NAME STAFF GOAL HEAD ROWS NOTE,
	  "指标.三级指标#1=知晓率",
	  "row-missing row-missing row-missing row-missing row-missing "
	  "row-missing row-missing",
	  false },
	{ "a line of sums is no row",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "年度重点工作任务,合 计,,815,\n" HEAD ROWS NOTE,
	  "任务.名称#1=修缮;任务.名称#2=", "unplaced", true },
	{ "headings again at the top of a page",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS HEAD
	  "绩效指标,产出指标,数量指标,另一项,≥1个\n" NOTE,
	  "指标.三级指标#1=知晓率;指标.三级指标#2=另一项", "heading", true },
	{ "the title again at the top of a page",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS TITLE HEAD
	  "绩效指标,产出指标,数量指标,另一项,≥1个\n" NOTE,
	  "指标.三级指标#1=知晓率;指标.三级指标#2=另一项", "heading heading",
	  true },
	{ "headings and title of a page in other words",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS
	  "2025年市级部门整体预算绩效目标表,,,,\n"
	  "绩效指标,一级指标,二级指标,另有说明,指标值\n"
	  "绩效指标,产出指标,数量指标,另一项,≥1个\n" NOTE,
	  "指标.三级指标#1=知晓率;指标.三级指标#2=另一项",
	  "unplaced heading unplaced", true },
	{ "a line of sums with a word about it",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "年度重点工作任务,小计,,815,两项\n" HEAD ROWS NOTE,
	  "任务.名称#1=修缮;任务.名称#2=", "unplaced", true },
	{ "a column put in everywhere",
	  TITLE NAME "基本信息,财政供养人员数,,32,下属二级单位数,1\n"
		     "预算整体情况,部门预算支出,,预算金额(万元),收入来源,"
		     "预算金额(万元)\n"
		     "预算整体情况,基本支出,,631,财政拨款,800\n"
		     "预算整体情况,项目支出,184,其他资金,,15\n" MONEY2 GOAL
			     TASK_HEAD TASKS HEAD ROWS NOTE,
	  "财政供养人员数=32;下属二级单位数=1;基本支出=631;财政拨款=800;"
	  "项目支出=184;其他资金=15",
	  "moved moved moved moved moved", false },
	{ "a table without one of its columns",
	  TOP MONEY MONEY2 GOAL
	  "年度重点工作任务,名称,主要实施内容,期望达到的目标(概述)\n"
	  "年度重点工作任务,培训,办班,满意\n" HEAD ROWS NOTE,
	  "任务.期望达到的目标#0=满意;任务.拟投入的资金#0=", "no-column",
	  false },
	{ "a section in other words, filled down",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "年度指标,一级指标,二级指标,三级指标,指标值\n"
	  "年度指标,产出指标,数量指标,培训人数,≥100人\n"
	  "年度指标,社会效益指标,科普影响力,知晓率,≥90%\n" NOTE,
	  "指标.一级指标#0=产出指标;指标.一级指标#1=社会效益指标;"
	  "指标.二级指标#1=科普影响力;指标.指标值#1=≥90%",
	  "label-other", false },
	{ "headings over two lines",
	  TOP MONEY MONEY2 GOAL
	  "年度重点工作任务,名称,主要实施内容,拟投入的资金,期望达到的"
	  "目标\n,,,【万元】,（概述）\n" TASKS HEAD ROWS NOTE,
	  "任务.名称#0=培训;任务.名称#2=", "unplaced", true },
	{ "a row pushed right, its section's label with it",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS
	  ",绩效指标,效益指标,生态效益指标,绿化率,≥30%\n" NOTE,
	  "指标.一级指标#2=效益指标;指标.二级指标#2=生态效益指标;"
	  "指标.三级指标#2=绿化率;指标.指标值#2=≥30%",
	  "moved moved moved moved", true },
	{ "a note between rows",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "说明：以上为重点任务,,,,\n" HEAD ROWS NOTE,
	  "任务.名称#1=修缮;任务.名称#2=", "unplaced", true },
	{ "each cell of a merged area has its text",
	  TITLE
	  "部门名称,甲局,甲局,甲局,甲局\n" STAFF MONEY_HEAD MONEY MONEY2
	  "总体绩效目标,做好工作,做好工作,做好工作,另一件\n" TASK_HEAD TASKS
		  HEAD ROWS NOTE,
	  "部门名称=甲局;总体绩效目标=做好工作", "unplaced", false },
	{ "labels with their values in one cell",
	  TITLE "部门名称：甲局,,,,单位:万元\n" STAFF MONEY_HEAD
		"预算整体情况,基本支出:631,,财政拨款: 800,\n"
		"预算整体情况,项目支出,184,其他资金,15\n" MONEY2
		"总体目标 : 做好工作,,,,\n" TASK_HEAD TASKS HEAD ROWS NOTE,
	  "部门名称=甲局;基本支出=631;财政拨款=800;总体绩效目标=做好工作",
	  "split unplaced split split split", false },
	{ "one label with its value in a cell, the other not",
	  TITLE NAME STAFF MONEY_HEAD
	  "预算整体情况, 基本支出　631 ,财政拨款,800,\n"
	  "预算整体情况,项目支出,184,15其他资金,\n" MONEY2 GOAL TASK_HEAD TASKS
		  HEAD ROWS NOTE,
	  "基本支出=631;财政拨款=800;项目支出=184;其他资金=",
	  "split moved label-other", false },
	{ "values that don't fit behind a label with its own",
	  TITLE "部门名称：甲局,乙局,,,\n" STAFF MONEY_HEAD
		"预算整体情况,基本支出：631,,财政拨款,800\n"
		"预算整体情况,项目支出,184,其他资金,15\n" MONEY2 GOAL TASK_HEAD
			TASKS HEAD ROWS NOTE,
	  "部门名称=甲局;基本支出=631;财政拨款=800", "split unplaced split",
	  false },
	{ "a label and more in its cell",
	  TITLE "部门名称 甲局,,,,\n"
		"基本信息,财政供养人员数,32,单位数 某,1\n" MONEY_HEAD MONEY
			MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "财政供养人员数=32;下属二级单位数=1",
	  "row-missing unplaced label-other", false },
	{ "a text goes on in rows of its own",
	  TOP MONEY MONEY2 GOAL TASK_HEAD
	  "年度重点工作任务,培训,办班，,631,满意\n,,下乡宣传,,\n"
	  ",,二、发放材料,,\n"
	  ",修缮,施工,184,完成\n,,,,并且验收\n" HEAD ROWS NOTE,
	  "任务.主要实施内容#0=办班，下乡宣传\n二、发放材料;"
	  "任务.名称#1=修缮;任务.期望达到的目标#1=完成并且验收;"
	  "任务.名称#2=",
	  "row-joined row-joined row-joined", false },
	{ "a name and a target go on only if they are torn",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD
	  "绩效指标,产出指标,数量指标,培训人数（含线上,≥100人\n"
	  ",,,和线下）,\n,,,另一项,\n,,,,≥5个\n" NOTE,
	  "指标.三级指标#0=培训人数（含线上和线下）;指标.三级指标#1=另一项;"
	  "指标.指标值#2=≥5个",
	  "row-joined", false },
	{ "a row that is begun is a row",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  ",种树,,,\n年度重点工作任务,,又一项,,\n,,只有内容,,\n" HEAD ROWS NOTE,
	  "任务.名称#2=种树;任务.主要实施内容#3=又一项;"
	  "任务.主要实施内容#4=只有内容",
	  "", true },
	{ "no text goes on over a note",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "说明：以上为重点任务,,,,\n,,又一项,,\n" HEAD ROWS NOTE,
	  "任务.主要实施内容#1=施工;任务.主要实施内容#2=又一项", "unplaced",
	  true },
	{ "a target's sign and unit beside it",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,一级指标,二级指标,三级指标,计算符号,目标值,度量单位\n"
	  "绩效指标,产出指标,数量指标,培训人数,≥,100,人\n"
	  ",,质量指标,合格率,≥,95%,%\n"
	  ",效益指标,社会效益指标,知晓率,,≥90,％\n"
	  ",,,影响力,定性,持续提升,/\n"
	  ",,,次数,≥,,次\n" NOTE,
	  "指标.指标值#0=≥100人;指标.指标值#1=≥95%;指标.指标值#2=≥90％;"
	  "指标.指标值#3=持续提升;指标.三级指标#4=次数",
	  "column-joined column-joined target-joined target-joined "
	  "target-joined unplaced unplaced unplaced unplaced",
	  false },
	{ "only a target's unit beside it",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,一级指标,二级指标,三级指标,指标值,计量单位,备用\n"
	  "绩效指标,产出指标,数量指标,培训人数,≥100,人,甲\n"
	  "绩效指标,产出指标,数量指标,培训,≥100次,人,乙\n" NOTE,
	  "指标.指标值#0=≥100人;指标.指标值#1=≥100次",
	  "column-joined column target-joined unplaced", true },
	{ "a title broken over two lines",
	  "附件3,,,,\n2024年市级部门整体,,,,\n预算绩效目标表,,,,\n" NAME STAFF
		  MONEY_HEAD MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "年度=2024;级次=市级", "unplaced title-joined title-joined", false },
	{ "a title in other words",
	  "附件3,,,,\n甲局２０２４年县级部门整体支出目标申报表,,,,\n" NAME STAFF
		  MONEY_HEAD MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "年度=2024;级次=县级", "unplaced label-other split split", false },
	{ "a title in other words, of two years",
	  "2023—2024年度部门预算绩效目标,,,,\n" NAME STAFF MONEY_HEAD MONEY
		  MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "年度=;级次=", "label-other", false },
	{ "a line above that is no title",
	  "单位:万元,,,,\n部门,,,,\n" NAME STAFF MONEY_HEAD MONEY MONEY2 GOAL
		  TASK_HEAD TASKS HEAD ROWS NOTE,
	  "年度=", "row-missing unplaced", false },
	{ "two whole forms in one file",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE
	  "2025年县级部门整体预算绩效目标表,,,,\n" NAME STAFF MONEY_HEAD MONEY
		  MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "年度=2024;任务.名称#1=修缮;任务.名称#2=;指标.三级指标#2=",
	  "next-form", true },
	{ "a row that only the second form has",
	  TOP MONEY MONEY2 TASK_HEAD TASKS HEAD ROWS NOTE TOP MONEY MONEY2 GOAL
		  TASK_HEAD TASKS HEAD ROWS NOTE,
	  "总体绩效目标=;任务.名称#2=", "row-missing next-form", false },
	{ "two columns below one heading",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,一级指标,二级指标,三级指标,年度指标值,\n"
	  ",,,,年初,年中\n"
	  "绩效指标,产出指标,数量指标,培训人数,≥100人,≥90人\n"
	  ",,,,年初,年中\n"
	  "绩效指标,效益指标,社会效益指标,知晓率,≥90%,≥80%\n" NOTE,
	  "指标.三级指标#0=培训人数;指标.指标值#0=≥100人;指标.指标值#1=≥90%",
	  "column unplaced unplaced", true },
	{ "two columns below one heading, whose text each of them has",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,一级指标,二级指标,三级指标,年度指标值,年度指标值\n"
	  "绩效指标,一级指标,二级指标,三级指标,年初,年中\n"
	  "绩效指标,产出指标,数量指标,培训人数,≥100人,≥90人\n" NOTE,
	  "指标.三级指标#0=培训人数;指标.指标值#0=≥100人", "column unplaced",
	  true },
	{ "a sign and a unit below one heading",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,一级指标,二级指标,三级指标,年度指标值,,\n"
	  ",,,,符号,指标值,单位\n"
	  "绩效指标,产出指标,数量指标,培训人数,≥,100,人\n" NOTE,
	  "指标.三级指标#0=培训人数;指标.指标值#0=≥100人",
	  "column-joined column-joined target-joined", false },
	{ "a column put in below one heading",
	  TOP MONEY MONEY2 GOAL
	  "年度重点工作任务,名称,主要实施内容,拟投入的资金(万元),,,"
	  "期望达到的目标(概述)\n"
	  ",,,小计,财政资金,其他资金,\n"
	  "年度重点工作任务,培训,办班,631,600,31,满意\n" HEAD ROWS NOTE,
	  "任务.名称#0=培训;任务.拟投入的资金#0=631;任务.期望达到的目标#0=满意",
	  "column column unplaced", false },
	{ "the levels' headings in a row of their own",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,,,,指标值\n"
	  ",一级指标,二级指标,三级指标,\n" ROWS NOTE,
	  "指标.三级指标#0=培训人数;指标.指标值#1=≥90%", "", true },
	{ "headings and, above them, what they are of",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,绩效指标,绩效指标,绩效指标,指标值\n" HEAD ROWS NOTE,
	  "指标.三级指标#0=培训人数;指标.指标值#1=≥90%", "", true },
	{ "a first row that only looks like more headings",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,一级指标,二级指标,三级指标,指标值,\n"
	  "绩效指标,产出指标,数量指标,培训人数,≥100人,新增\n"
	  ",,,,90,%\n" NOTE,
	  "指标.三级指标#0=培训人数;指标.指标值#0=≥100人;指标.指标值#1=90",
	  "unplaced unplaced", true },
	{ "a second form without a title",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE
	  "部门名称,乙局,,,\n" STAFF MONEY_HEAD MONEY MONEY2 GOAL TASK_HEAD
		  TASKS HEAD ROWS NOTE,
	  "部门名称=甲局;任务.名称#1=修缮;任务.名称#2=;指标.三级指标#2=",
	  "next-form", true },
	{ "a second form whose title has other words",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE
	  "部门整体支出绩效目标申报表（2025年度）,,,,\n"
	  "部门名称,乙局,,,\n" STAFF MONEY_HEAD MONEY MONEY2 GOAL TASK_HEAD
		  TASKS HEAD ROWS NOTE,
	  "部门名称=甲局;任务.名称#1=修缮;任务.名称#2=;指标.三级指标#2=",
	  "unplaced next-form", true },
	{ "rows at the top that are there twice are no second form",
	  TOP NAME STAFF MONEY_HEAD MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS
		  NOTE,
	  "部门名称=甲局;基本支出=631;任务.名称#1=修缮", "unplaced", true },
	{ "the numbers of pages",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD
	  "绩效指标,产出指标,数量指标,培训人数,≥100人\n"
	  "第1页 共2页,,,,\n"
	  "绩效指标,效益指标,社会效益指标,知晓率,≥90%\n"
	  ",,第 ２ 页，共 2 页,,\n"
	  "（续表）,,,,\n" NOTE,
	  "指标.三级指标#0=培训人数;指标.三级指标#1=知晓率;指标.三级指标#2=",
	  "unplaced unplaced", true },
	{ "sums of parts of a table",
	  TOP MONEY MONEY2 GOAL TASK_HEAD
	  "年度重点工作任务,培训,办班,631,满意\n"
	  "年度重点工作任务,其中:基本支出小计,,631,\n"
	  "年度重点工作任务,修缮,施工,184,完成\n"
	  ",学会部小计 ,,184,\n" HEAD ROWS NOTE,
	  "任务.名称#0=培训;任务.名称#1=修缮;任务.名称#2=", "unplaced unplaced",
	  true },
	{ "sums in other words, and parts of them",
	  TOP MONEY MONEY2 GOAL TASK_HEAD
	  "年度重点工作任务,培训,办班,631,满意\n"
	  "年度重点工作任务,部门合计,,631.00,\n"
	  "年度重点工作任务,　其中：人员经费,,300,\n"
	  "年度重点工作任务,其中,公用经费,331,\n"
	  "年度重点工作任务,修缮,施工,184,完成\n"
	  "年度重点工作任务,总计（万元）,,815,\n" HEAD ROWS NOTE,
	  "任务.名称#0=培训;任务.名称#1=修缮;任务.名称#2=", "unplaced unplaced",
	  true },
	{ "names that sound like sums",
	  TOP MONEY MONEY2 GOAL TASK_HEAD
	  "年度重点工作任务,编报总计,办班,631,\n"
	  "年度重点工作任务,项目合计,,,\n"
	  "年度重点工作任务,其中:培训,办班,184,完成\n" HEAD
	  "绩效指标,产出指标,数量指标,人数,≥100人\n"
	  ",,,培训人数合计,200\n" NOTE,
	  "任务.名称#0=编报总计;任务.名称#1=项目合计;任务.名称#2=其中:培训;"
	  "指标.三级指标#1=培训人数合计",
	  "", true },
	{ "a section's label is merged over what is no row",
	  TOP MONEY MONEY2 GOAL TASK_HEAD
	  "年度重点工作任务,,,(万元),(概述)\n" TASKS HEAD
	  "绩效指标,产出指标,数量指标,培训人数,≥100人\n"
	  "绩效指标,续表,,,\n"
	  "绩效指标,效益指标,社会效益指标,知晓率,≥90%\n" NOTE,
	  "任务.名称#0=培训;任务.名称#2=;指标.三级指标#1=知晓率",
	  "unplaced unplaced", true },
	{ "captions over the parts of a form",
	  TITLE "一、基本情况,,,,\n" NAME STAFF MONEY_HEAD MONEY MONEY2 GOAL
		"二、年度重点工作任务,,,,\n" TASK_HEAD TASKS
		"三、绩效指标,,,,\n" HEAD ROWS NOTE,
	  "任务.名称#1=修缮;任务.名称#2=;指标.三级指标#1=知晓率",
	  "unplaced unplaced unplaced", true },
	{ "a section's label alone, with a word in brackets",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD
	  "绩效指标,产出指标,数量指标,培训人数,≥100人\n"
	  "绩效指标（续）,,,,\n绩效指标（续）,,,,\n"
	  "绩效指标（续）,效益指标,社会效益指标,知晓率,≥90%\n" NOTE,
	  "指标.三级指标#1=知晓率;指标.三级指标#2=", "unplaced", true },
	{ "a section's label with brackets, merged over blank rows",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标（90分）,一级指标,二级指标,三级指标,指标值\n"
	  "绩效指标（90分）,产出指标,数量指标,培训人数,≥100人\n"
	  "绩效指标（90分）,,,,\n,,,,\n绩效指标（90分）,,,,\n绩效指标,,,,"
	  "\n" NOTE,
	  "指标.三级指标#0=培训人数;指标.三级指标#1=", "", true },
	{ "a page goes on, and remarks among rows",
	  TOP MONEY MONEY2 GOAL TASK_HEAD
	  "年度重点工作任务,培训,办班,631,满意\n"
	  ",注：以下为修缮,,,\n"
	  "年度重点工作任务,修缮,施工,184,完成\n＊含上年结转,,,,\n" HEAD
	  "绩效指标,产出指标,数量指标,培训人数,≥100人\n"
	  ",,,,续上页\n绩效指标,（续表二）,,,\n※ 必填,,,,\n"
	  "绩效指标,效益指标,社会效益指标,知晓率,≥90%\n" NOTE,
	  "任务.名称#1=修缮;任务.名称#2=;指标.三级指标#1=知晓率;"
	  "指标.指标值#2=",
	  "unplaced unplaced unplaced", true },
	{ "captions in other words than the form's",
	  TOP MONEY MONEY2 GOAL "二、重点任务,,,,\n" TASK_HEAD TASKS
				"（三）指标情况,,,,\n" HEAD ROWS NOTE,
	  "任务.名称#0=培训;任务.名称#2=;指标.三级指标#1=知晓率",
	  "unplaced unplaced", true },
	{ "a section's label, and others with their values in one cell",
	  TITLE NAME
	  "基本信息,财政供养人员数：32,,下属二级单位数：1,\n" MONEY_HEAD MONEY
		  MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE,
	  "财政供养人员数=32;下属二级单位数=1", "split split", false },
	{ "printed rows that nobody filled in, and such as are begun",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  ",……,,,\n年度重点工作任务,...,...,,\n"
	  "年度重点工作任务,。,,,\n年度重点工作任务,※种树,,,\n" HEAD
	  "绩效指标,产出指标,数量指标,培训人数,≥100人\n"
	  "绩效指标,……,……,……,……\n,,,…,\n"
	  "绩效指标,效益指标,社会效益指标,/,/\n" NOTE,
	  "任务.名称#2=。;任务.名称#3=※种树;指标.三级指标#1=/;"
	  "指标.三级指标#2=",
	  "unplaced unplaced", true },
	{ "a unit below its heading",
	  TITLE NAME STAFF
	  "预算整体情况,部门预算支出,预算金额,收入来源,预算金额\n"
	  ",,（元）,,(单位:万元)\n" MONEY MONEY2 GOAL
	  "年度重点工作任务,名称,主要实施内容,拟投入的资金,期望达到的目标\n"
	  ",,,(元),(概述)\n" TASKS HEAD ROWS NOTE,
	  "基本支出=0.0631;财政拨款=800;任务.拟投入的资金#0=0.0631",
	  "unplaced scaled scaled unplaced scaled scaled", false },
	{ "over the headings others that the form doesn't have",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  "绩效指标,指标体系,,,年度目标\n"
	  ",一级指标,二级指标,三级指标,指标值\n"
	  ",产出指标,数量指标,培训人数,≥100人\n" NOTE,
	  "指标.一级指标#0=产出指标;指标.指标值#0=≥100人;指标.三级指标#1=",
	  "unplaced unplaced", true },
	{ "a long text goes on in rows below its label",
	  TOP MONEY MONEY2
	  "总体绩效目标,做好工作；,,,\n"
	  ",加强宣传；,,,\n,,,,\n总体绩效目标,2.组织培训。,,,\n"
	  ",注：可加页,,,\n" TASK_HEAD TASKS HEAD ROWS NOTE,
	  "总体绩效目标=做好工作；加强宣传；\n2.组织培训。",
	  "row-joined row-joined unplaced", false },
	{ "what stands below a long text, and isn't more of it",
	  TOP MONEY MONEY2
	  "总体绩效目标,,,,\n,做好工作,,,\n"
	  "总体绩效目标,又一件,,,\n" TASK_HEAD TASKS HEAD ROWS NOTE,
	  "总体绩效目标=", "unplaced", true },
	{ "lines below a long text",
	  TOP MONEY MONEY2 GOAL
	  ",,,,单位:万元\n第1页,,,,\n,共2页,,,\n"
	  ",甲,乙,,\n,丙,,,\n" TASK_HEAD TASKS HEAD ROWS NOTE,
	  "总体绩效目标=做好工作", "unplaced", true },
	{ "a row pushed right beyond the width, its section's label merged",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  ",,种树,栽种,10,成活\n" HEAD ROWS
	  ",,效益指标,生态效益指标,绿化率,≥30%\n"
	  ",,,,成活率,≥95%\n"
	  ",,,存活数,≥5棵,存疑\n" NOTE,
	  "任务.名称#2=种树;任务.期望达到的目标#2=成活;"
	  "指标.一级指标#2=效益指标;指标.指标值#2=≥30%;"
	  "指标.二级指标#3=生态效益指标;指标.三级指标#3=成活率;"
	  "指标.三级指标#4=存活数;指标.指标值#4=≥5棵",
	  "moved moved moved moved moved moved moved moved continues moved "
	  "moved unplaced",
	  false },
	{ "rows pushed right where columns were put in",
	  TOP MONEY MONEY2 GOAL
	  "年度重点工作任务,序号,名称,主要实施内容,拟投入的资金(万元),"
	  "期望达到的目标(概述)\n"
	  ",1,培训,办班,631,满意\n"
	  ",,2,修缮,施工,184,完成,甲\n"
	  ",,,植树,栽种,10,成活\n"
	  ",3,又一项,,,,,乙\n" HEAD ROWS NOTE,
	  "任务.名称#0=培训;任务.名称#2=植树;任务.期望达到的目标#2=成活;"
	  "任务.名称#3=又一项",
	  "column unplaced moved moved moved moved unplaced", false },
	{ "a text beyond the width, in a row that is blank but for it",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS
	  ",,,,,另有一项\n年度重点工作任务,,,,,,甲\n" HEAD ROWS NOTE,
	  "任务.名称#2=;任务.名称#1=修缮", "unplaced", true },
	{ "two forms side by side",
	  "2024年市级部门整体预算绩效目标表,,,,,,"
	  "2024年市级部门整体预算绩效目标表,,,,\n"
	  "部门名称,甲局,,,,,部门名称,乙局,,,\n"
	  "基本信息,财政供养人员数,32,下属二级单位数,1,,"
	  "基本信息,财政供养人员数,5,下属二级单位数,0\n"
	  "总体绩效目标,做好工作,,,,,总体绩效目标,做好,,,\n"
	  "年度重点工作任务,名称,主要实施内容,拟投入的资金(万元),"
	  "期望达到的目标(概述),,"
	  "年度重点工作任务,名称,主要实施内容,拟投入的资金(万元),"
	  "期望达到的目标(概述)\n"
	  "年度重点工作任务,培训,办班,631,满意,,年度重点工作任务,种树,,3,\n"
	  "年度重点工作任务,,,,,,年度重点工作任务,浇水,,4,\n"
	  "绩效指标,一级指标,二级指标,三级指标,指标值,,"
	  "绩效指标,一级指标,二级指标,三级指标,指标值\n"
	  "绩效指标,产出指标,数量指标,培训人数,≥100人,,"
	  "绩效指标,产出指标,数量指标,棵数,≥10棵\n",
	  "部门名称=甲局;财政供养人员数=32;任务.名称#0=培训;任务.名称#1=;"
	  "指标.三级指标#0=培训人数;指标.三级指标#1=",
	  "row-missing row-missing row-missing row-missing row-missing "
	  "row-missing next-form",
	  false },
	{ "last year's amounts in a column of their own",
	  TITLE NAME STAFF
	  "预算整体情况,部门预算支出,上年,预算金额(万元),收入来源,"
	  "预算金额(万元)\n"
	  "预算整体情况,基本支出,600,631,财政拨款,800\n"
	  "预算整体情况,项目支出,,184,其他资金,15\n" MONEY2 GOAL TASK_HEAD TASKS
		  HEAD ROWS NOTE,
	  "基本支出=631;项目支出=184;财政拨款=800;其他资金=15",
	  "column unplaced moved moved moved moved", false },
	{ "two forms in one file",
	  TOP MONEY MONEY2 GOAL TASK_HEAD TASKS HEAD ROWS NOTE TOP MONEY GOAL,
	  "基本支出=631;任务.名称#1=修缮", "next-form", true },
};

static void expect_values(const struct sheet *s, const char *what,
			  const char *values)
{
	char name[256], value[256];
	int n, row;

	for (; *values; values += n + (values[n] == ';')) {
		n = (int)strcspn(values, ";");
		snprintf(name, sizeof name, "%.*s", (int)strcspn(values, "=#"),
			 values);
		row = values[strlen(name)] == '#'
			      ? atoi(values + strlen(name) + 1)
			      : -1;
		const char *equals = strchr(values, '=');
		snprintf(value, sizeof value, "%.*s",
			 (int)(values + n - equals - 1), equals + 1);
		cr_expect_str_eq(sheet_get(s, name, row), value, "%s: %s is %s",
				 what, name, sheet_get(s, name, row));
	}
}

Test(layout_tables, other_peoples_tables)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct sheet *s =
			sheet_read(tables[i].text, strlen(tables[i].text));
		struct bytes repairs = BYTES_INIT;

		for (size_t k = 0; k < s->reading.n_repairs; k++)
			bytes_printf(&repairs, "%s%s", k ? " " : "",
				     repair_key(s->reading.repairs[k].kind));
		cr_expect_str_eq(repairs.data, tables[i].repairs, "%s: %s",
				 tables[i].what, repairs.data);
		cr_expect_eq(s->reading.in_layout, tables[i].in_layout, "%s",
			     tables[i].what);
		sheet_repair(s);
		expect_values(s, tables[i].what, tables[i].values);
		sheet_expect_whole(s, tables[i].what);
		sheet_expect_reads_back(s, true, (unsigned)i);
		if (tables[i].in_layout)
			sheet_expect_reads_back(s, false, (unsigned)i);
		bytes_release(&repairs);
		sheet_free(s);
	}
}
