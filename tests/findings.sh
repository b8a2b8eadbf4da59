#!/bin/sh
# What is said of one cell in a form that is right but for it, and what is
# suggested there first: tests/cases/findings.tsv for indicators,
# findings-elsewhere.tsv for the rest. Each row is put into a form of its own.
. "$top_srcdir/tests/judge.sh"
cases=$top/tests/cases
cat >right <<'END'
2024年市级部门整体预算绩效目标表,,,,
部门名称,湛江市图书馆,,,
基本信息,财政供养人员数,64,下属二级单位数,0
预算整体情况,部门预算支出,预算金额(万元),收入来源,预算金额(万元)
,基本支出,1150.20,财政拨款,1470.20
,项目支出,320.00,其他资金,
,事业发展性支出,预算金额(万元),按预算级次划分,预算金额(万元)
,财政专项资金,,市本级使用资金,
,其他事业发展性支出,,拟用于对下转移支付资金,
总体绩效目标,2024年全年免费开放不少于330天，新增藏书3万册，读者满意度达到90%以上。,,,
年度重点工作任务,名称,主要实施内容,拟投入的资金(万元),期望达到的目标(概述)
,图书采购,采购纸质图书,180.00,新增藏书3万册
,读者活动,举办读者活动,140.00,活动办得多、办得好
,免费开放,人员和公用经费,1150.20,全年免费开放
绩效指标,一级指标,二级指标,三级指标,指标值
,产出指标,数量指标,新增图书,≥3万册
,产出指标,质量指标,图书采购验收质量,等于100%
,产出指标,时效指标,图书上架,≤30天
,产出指标,成本指标,读者活动投入,≤140万元
,效益指标,社会效益指标,免费开放服务读者,≥80万人次
,满意度指标,服务对象满意度指标,读者满意情况,≥90%
@
备注:1.本表的填报主体是市级一级预算单位。,,,,
"2.本表在“二上”环节通过系统录入,具体字段信息以系统为准。",,,,
END

# found FOLDER LINES: "ids suggestion" of each form there, at those lines.
found() {
	(cd "$1" && "$jixiao" check -q --lang zh ./*.csv) >said 2>err
	cat err
	awk -v lines="$2" -v n="$(ls "$1" | wc -l)" '
		function ids_of(file) { return file in ids ? ids[file] : "-" }
		function text_of(file) { return file in text ? text[file] : "-" }
		{
			split($1, at, ":")
			if (lines && at[2] != lines)
				next
			file = substr(at[1], 3) + 0
			before = file in ids ? ids[file] "," : ""
			ids[file] = before $3
			if (file in text || !match($0, /\[改为：.*\]$/))
				next
			text[file] = substr($0, RSTART, RLENGTH - 1)
			sub(/^\[改为：/, "", text[file])
			sub(/ \| .*/, "", text[file])
		}
		END {
			for (i = 1; i <= n; i++)
				print ids_of(i) "\t" text_of(i)
		}' said
}

# Rows into forms, by level 2: the row stands in line 22.
grep -v '^#' "$cases/findings.tsv" >rows
mkdir indicators
awk -F'\t' '
	FILENAME == "right" { form[++n] = $0; next }
	{
		level1 = "产出指标"
		if ($1 ~ /效益|影响/)
			level1 = "效益指标"
		if ($1 ~ /满意度/)
			level1 = "满意度指标"
		file = sprintf("indicators/%04d.csv", ++k)
		for (i = 1; i <= n; i++)
			if (form[i] == "@")
				printf ",%s,\"%s\",\"%s\",\"%s\"\n", level1, $1, \
					$2, $3 >file
			else
				print form[i] >file
		close(file)
	}' right rows
found indicators 22 >results
cut -f1-3 rows | paste - results >got
cut -f1-5 rows >wanted
same "$(wc -l <rows) indicators: what is said and suggested"

# Elsewhere: 甲→乙 in the form's text, several with ; between.
grep -v '^#' "$cases/findings-elsewhere.tsv" >rows
mkdir elsewhere
grep -v '^@$' right >whole
awk -F'\t' '
	FILENAME == "whole" { form = form $0 "\n"; next }
	{
		text = form
		for (n = split($1, edits, ";"); n > 0; n--) {
			split(edits[n], edit, "→")
			at = index(text, edit[1])
			if (!at)
				print "no such text: " edit[1] >"/dev/stderr"
			text = substr(text, 1, at - 1) edit[2] \
				substr(text, at + length(edit[1]))
		}
		file = sprintf("elsewhere/%04d.csv", ++k)
		printf "%s", text >file
		close(file)
	}' whole rows
found elsewhere "" >results
cut -f1 rows | paste - results >got
cut -f1-3 rows >wanted
same "$(wc -l <rows) other cells: what is said and suggested"
finish
