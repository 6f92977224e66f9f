#!/bin/sh
# Fills a database with the fictional demo sheets, batch by batch, as imports.csv lists them.
#   JYTRACK_DB=demo.db sh seed/demo/load.sh
set -eu
cd "$(dirname "$0")"
# The list stands beside the sheets; a relative database path is meant from where the caller stands.
case "${JYTRACK_DB:-}" in "" | /*) ;; *) JYTRACK_DB="$OLDPWD/$JYTRACK_DB" && export JYTRACK_DB ;; esac

jytrack init
tail -n +2 imports.csv | while IFS=, read -r _ files received reason; do
    set -- --received "$received"
    [ -z "$reason" ] || set -- "$@" --correct --reason "$reason"
    # The names in one cell are separated by spaces, so they are meant to be split here.
    # shellcheck disable=SC2086
    jytrack target import $files "$@" </dev/null
done
