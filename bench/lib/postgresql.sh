# A PostgreSQL server for one benchmark: postgresql_start NAME PORT, in $scratch/NAME. It will not run as root, so that
# root starts it in a user namespace of its own.

postgresql_bin=$(pg_config --bindir 2>/dev/null || :)

as_server_user=()
[[ $(id -u) != 0 ]] || as_server_user=(unshare -U)

postgresql_start() {
	local data=$scratch/$1 port=$2
	[[ -n $postgresql_bin ]] || die "no PostgreSQL here: install postgresql, or put pg_config on the PATH"
	"${as_server_user[@]}" "$postgresql_bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C >"$data.log" 2>&1 ||
		die "PostgreSQL can't be initialized, see $data.log"
	cat >>"$data/postgresql.conf" <<-SETTINGS
		port = $port
		listen_addresses = '127.0.0.1'
		unix_socket_directories = ''
		shared_buffers = 512MB
		max_wal_size = 8GB
		checkpoint_timeout = 30min
	SETTINGS
	"${as_server_user[@]}" "$postgresql_bin/postgres" -D "$data" >>"$data.log" 2>&1 &
	servers+=($!)
	until pg_isready -q -h 127.0.0.1 -p "$port"; do
		kill -0 "${servers[-1]}" 2>/dev/null || die "PostgreSQL does not start, see $data.log"
		sleep 0.1
	done
}

# postgresql_database PORT NAME: fresh and empty
postgresql_database() {
	psql -X -q -h 127.0.0.1 -p "$1" -U postgres -c 'SET client_min_messages = warning' \
		-c "DROP DATABASE IF EXISTS $2" -c "CREATE DATABASE $2" -c CHECKPOINT
}

# postgresql_sql PORT NAME: runs what comes on stdin
postgresql_sql() {
	psql -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$1" -U postgres "$2"
}
