# A MySQL server for one benchmark: mysql_start NAME PORT, in $scratch/NAME, from the binaries that the tests use.
# DROVER_BENCH_MYSQL may hold further options of the server.

mysql_home=${XDG_CACHE_HOME:-$HOME/.cache}/drover-test-servers/mysql-8.0.33.1

mysql_binaries() {
	need mysql mariadb-client
	[[ -x $mysql_home/bin/mysqld ]] ||
		"$root/mvnw" -q -f "$root/pom.xml" -pl sql,jobs verify -Dskip.unit.tests=true -Dit.test=MysqlServerIT >&2
	LD_LIBRARY_PATH=$(find "${mysql_home%/*}" -name 'libaio.so.1*' -printf '%h:' -quit)${LD_LIBRARY_PATH-}
}

mysql_start() {
	local data=$scratch/$1 port=$2
	local program=("$mysql_home/bin/mysqld" --no-defaults "--user=$(id -un)" "--datadir=$data")
	mysql_binaries
	export LD_LIBRARY_PATH
	"${program[@]}" --initialize-insecure >"$data.log" 2>&1 || die "MySQL can't be initialized, see $data.log"
	"${program[@]}" "--port=$port" "--socket=$scratch/$1.socket" "--pid-file=$scratch/$1.pid" --mysqlx=OFF \
		--bind-address=127.0.0.1 --skip-log-bin --local-infile=ON --innodb-buffer-pool-size=1G \
		--innodb-redo-log-capacity=2G --performance-schema=OFF --max-allowed-packet=64M ${DROVER_BENCH_MYSQL-} --default-authentication-plugin=mysql_native_password >>"$data.log" 2>&1 &
	servers+=($!)
	until mysql -h 127.0.0.1 -P "$port" -u root -e 'SELECT 1' >/dev/null 2>&1; do
		kill -0 "${servers[-1]}" 2>/dev/null || die "MySQL does not start, see $data.log"
		sleep 0.2
	done
	# pgloader knows no newer way to log in
	mysql -h 127.0.0.1 -P "$port" -u root -e "ALTER USER root@localhost IDENTIFIED WITH mysql_native_password BY ''"
}

# mysql_database PORT NAME: fresh and empty
mysql_database() {
	mysql -h 127.0.0.1 -P "$1" -u root -e "DROP DATABASE IF EXISTS $2; CREATE DATABASE $2 CHARACTER SET utf8mb4"
}

# mysql_sql PORT NAME: runs what comes on stdin
mysql_sql() {
	mysql --local-infile=1 -N -B -h 127.0.0.1 -P "$1" -u root "$2"
}
