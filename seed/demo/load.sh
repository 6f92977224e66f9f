#!/bin/sh
# Fills a database with the fictional demo sheets, batch by batch, as imports.csv lists them.
#   JYTRACK_DB=demo.db sh seed/demo/load.sh
set -eu
cd "$(dirname "$0")"
# The list stands beside the sheets; a relative database path is meant from where the caller stands.
case "${JYTRACK_DB:-}" in "" | /* | postgres://* | postgresql://*) ;; *) JYTRACK_DB="$OLDPWD/$JYTRACK_DB" && export JYTRACK_DB ;; esac

echo "以下是演示数据，纯属虚构，见 seed/demo/README.md"
jytrack init
tail -n +2 imports.csv | while IFS=, read -r _ files received reason; do
    set -- --received "$received"
    [ -z "$reason" ] || set -- "$@" --correct --reason "$reason"
    # The names in one cell are separated by spaces, so they are meant to be split here.
    # shellcheck disable=SC2086
    jytrack target import $files "$@" </dev/null
done

# What the (fictional) office entered beside the sheets, dated as it was done.
done_on() { jytrack task milestone done "$1" "$2" --on "$3"; }
done_on 27 "月调度（3月）" 2023-03-31
done_on 27 "季通报（一季度）" 2023-04-12
done_on 27 "向自治区专题报告（一季度）" 2023-04-20
done_on 27 "月调度（4月）" 2023-04-28
done_on 27 "月调度（5月）" 2023-06-05
done_on 20 "就业援助月" 2023-02-10
done_on 20 "春风行动" 2023-03-31
jytrack task assign 5 --on 2023-03-10 --note "按方案交办（虚构）"
jytrack task accept 5 --on 2023-03-13
jytrack task start 5 --on 2023-03-20
jytrack task report 5 --on 2023-05-05 --note "降费率政策到期，已汇总享受企业名单（虚构）"
jytrack task finish 5 --on 2023-05-08 --note "名单已核对（虚构）"
jytrack task assign 13 --on 2023-03-10 --note "按方案交办（虚构）"
jytrack task accept 13 --on 2023-03-14
jytrack task start 13 --on 2023-04-03 --note "已与区属企业对接岗位（虚构）"
for no in 3 4 7 12 13 14 19; do
    jytrack task note "$no" "上半年进展已报领导小组办公室（虚构）" --on 2023-06-26
done
