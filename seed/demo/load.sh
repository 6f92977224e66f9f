#!/bin/sh
# Fills a new database with the fictional demo, for scripts that name it by the environment: JYTRACK_DB=demo.db sh load.sh
exec jytrack demo ${JYTRACK_DB:+"$JYTRACK_DB"}
