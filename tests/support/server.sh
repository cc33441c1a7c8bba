# server.sh - for the scripts of tests/peers: a PostgreSQL server of the test's own.
#
# Sourced with $work made: server_start makes $server, a URL on a socket in
# $work, and fails where there is none to be had; server_stop ends it.
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)

# The server does not run as root.
server_as() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
    else
        "$@"
    fi
}

# Again, after a stop.
server_run() {
    server_as "$bin/pg_ctl" -D "$work/server/data" -w -l "$work/server/log" \
        -o "-k $work/server -c listen_addresses=" start >>"$work/server.log" 2>&1
}

server_start() {
    [ -n "$bin" ] || return
    [ "$(id -u)" != 0 ] || id postgres >/dev/null 2>&1 || return
    chmod 755 "$work"
    mkdir "$work/server"
    [ "$(id -u)" != 0 ] || chown postgres "$work/server"
    server_as "$bin/initdb" -D "$work/server/data" -U juesuan -A trust \
        -E UTF8 --locale=C >"$work/server.log" 2>&1 &&
        server_run || {
        cat "$work/server.log"
        return 1
    }
    server="postgresql://juesuan@/postgres?host=$work/server"
}

server_stop() {
    [ -z "$server" ] || server_as "$bin/pg_ctl" -D "$work/server/data" \
        -m immediate stop >/dev/null 2>&1
}

sql() {
    "$bin/psql" -X -A -t -q "$server" -c "$1"
}

# Every table in order, less times and numbers of loads.
server_dump() {
    for table in $(sql "SELECT table_name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        ORDER BY 1"); do
        columns=$(sql "SELECT string_agg(column_name, ',' ORDER BY ordinal_position)
            FROM information_schema.columns
            WHERE table_name = '$table' AND table_schema = 'public'
            AND column_name NOT IN ('loaded_at', 'run')")
        echo "$table"
        sql "SELECT $columns FROM $table ORDER BY $columns"
    done
}

# Every view as views.py wants it.
server_views() {
    for view in $(sql "SELECT table_name FROM information_schema.views
        WHERE table_schema = 'public'"); do
        names=$(sql "SELECT string_agg(quote_literal(column_name), ', ' ORDER BY ordinal_position)
            FROM information_schema.columns WHERE table_name = '$view'")
        values=$(sql "SELECT string_agg(quote_ident(column_name) || '::text', ', '
                ORDER BY ordinal_position)
            FROM information_schema.columns WHERE table_name = '$view'")
        sql "SELECT array_to_json(ARRAY['$view', '#', $names])"
        sql "SELECT array_to_json(ARRAY['$view', $values]) FROM $view"
    done
}
