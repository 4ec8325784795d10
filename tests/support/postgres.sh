#!/bin/sh
# A PostgreSQL server of one's own for a test, in a folder and on a socket in it; to be sourced.
# in: $work, a folder for what is said; out: $server, the folder of the server and its socket
work=${work:-/tmp}

postgres_bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)

# as the user postgres, where the test is root: a server refuses to be run by root
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=postgres --regid=postgres --init-groups "$@"
    else
        "$@"
    fi
}

have_postgres() {
    [ -n "$postgres_bin" ] && [ -x "$postgres_bin/initdb" ] && command -v psql >/dev/null &&
        [ -n "$(find /usr/share/postgresql -name postgis.control 2>/dev/null)" ] &&
        { [ "$(id -u)" -ne 0 ] || { id postgres >/dev/null 2>&1 && command -v setpriv >/dev/null; }; }
}

start_server() {
    # a socket's path has at most 107 bytes
    server=$(mktemp -d /tmp/landgauge-pg.XXXXXX) || return 1
    echo boss-word >"$server/word"
    [ "$(id -u)" -ne 0 ] || chown -R postgres "$server"
    (
        cd "$server" &&
            as_postgres "$postgres_bin/initdb" -D "$server/data" -A scram-sha-256 -U boss \
                --pwfile="$server/word" -E UTF8 --no-sync --no-locale >"$work/initdb" 2>&1
    ) || return 1
    (
        cd "$server" &&
            as_postgres "$postgres_bin/pg_ctl" -D "$server/data" -l "$server/log" -w \
                -o "-k $server -c listen_addresses='' -c fsync=off" start >/dev/null
    )
}

stop_server() {
    [ -n "${server:-}" ] || return 0
    (cd / && as_postgres "$postgres_bin/pg_ctl" -D "$server/data" -m immediate stop >/dev/null 2>&1)
    rm -rf "$server"
}

sql() { # statements, as the owner of the server, in the database land
    PGPASSWORD=boss-word psql -h "$server" -U boss -d "${database:-land}" -qAt -v ON_ERROR_STOP=1 \
        -c "$1"
}
