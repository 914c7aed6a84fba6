#!/bin/sh
# A throw-away Redis for the benchmark, in a temporary folder, on a Unix socket only (no port).
#
#   scripts/start_redis.sh          starts it and prints its URL as the last line
#   scripts/start_redis.sh stop URL stops it and removes its folder
#
# Needs Redis' own program (Debian: package redis-server); as root it is installed when missing.
set -eu

if [ "${1:-}" = stop ]; then
    socket=${2#unix://}
    folder=$(dirname "$socket")
    kill "$(cat "$folder/pid")"
    rm -rf "$folder"
    exit
fi

if ! command -v redis-server >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update && apt-get install -y --no-install-recommends redis-server; } >&2
fi
if ! command -v redis-server >/dev/null; then
    echo "Redis is not installed here; on Debian: apt-get install redis-server" >&2
    exit 1
fi

folder=$(mktemp -d)
# Nothing is written to disk: these data need not outlive the benchmark.
redis-server --port 0 --unixsocket "$folder/socket" --dir "$folder" --pidfile "$folder/pid" \
    --daemonize yes --save '' --appendonly no --logfile "$folder/log" >&2
until [ -S "$folder/socket" ] && [ -s "$folder/pid" ]; do sleep 0.1; done
echo "unix://$folder/socket"
