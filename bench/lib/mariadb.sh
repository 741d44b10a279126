# A MariaDB server for one benchmark: mariadb_start NAME PORT, in $scratch/NAME, from the binaries that the tests use.
# What speaks to it is what speaks to MySQL: lib/mysql.sh is read before.

mariadb_home=${XDG_CACHE_HOME:-$HOME/.cache}/drover-test-servers/mariadb-11.4.5

mariadb_start() {
	local data=$scratch/$1 port=$2
	need mysql mariadb-client
	[[ -d $mariadb_home-data ]] ||
		"$root/mvnw" -q -f "$root/pom.xml" -pl sql,jobs verify -Dskip.unit.tests=true -Dit.test=MysqlServerIT >&2
	cp -r "$mariadb_home-data/data" "$data"
	"$mariadb_home/bin/mariadbd" --no-defaults "--user=$(id -un)" "--basedir=$mariadb_home" "--lc-messages-dir=$mariadb_home/share" \
		"--datadir=$data" "--port=$port" "--socket=$scratch/$1.socket" "--pid-file=$scratch/$1.pid" --bind-address=127.0.0.1 \
		--skip-log-bin --local-infile=ON --innodb-buffer-pool-size=1G --innodb-log-file-size=2G --performance-schema=OFF \
		--max-allowed-packet=64M --skip-ssl >"$data.log" 2>&1 &
	servers+=($!)
	until mysql -h 127.0.0.1 -P "$port" -u root -e 'SELECT 1' >/dev/null 2>&1; do
		kill -0 "${servers[-1]}" 2>/dev/null || die "MariaDB does not start, see $data.log"
		sleep 0.2
	done
}

mariadb_database() {
	mysql_database "$@"
}

mariadb_sql() {
	mysql_sql "$@"
}
