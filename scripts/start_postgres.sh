#!/bin/sh
# A throw-away PostgreSQL for tests, in a temporary folder, on a Unix socket only (no port).
#
#   scripts/start_postgres.sh          starts it and prints its URL as the last line
#   scripts/start_postgres.sh stop URL stops it and removes its folder
#
# Needs PostgreSQL's own programs (Debian: package postgresql); as root they are
# installed when missing. PostgreSQL refuses to run as root, so it runs as `postgres` then.
set -eu

as_owner() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

programs() {
    for folder in /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb || echo /none)")"; do
        if [ -x "$folder/initdb" ]; then found=$folder; fi
    done
    echo "${found:-}"
}

bin=$(programs)
if [ "${1:-}" = stop ]; then
    folder=${2##*host=}
    as_owner "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop
    rm -rf "$folder"
    exit
fi

if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update && apt-get install -y --no-install-recommends postgresql; } >&2
    bin=$(programs)
fi
if [ -z "$bin" ]; then
    echo "PostgreSQL is not installed here; on Debian: apt-get install postgresql" >&2
    exit 1
fi

folder=$(mktemp -d)
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
cd "$folder"
as_owner "$bin/initdb" --pgdata="$folder/data" --username=walkalong --auth=trust \
    --encoding=UTF8 --locale=C --no-sync >&2
# Without fsync: these data need not outlive the tests.
as_owner "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait --silent start \
    --options="-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off" >&2
echo "postgresql://walkalong@/postgres?host=$folder"
