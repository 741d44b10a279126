# pgbench's accounts in the pair's source, and a second time beside it, where nothing follows it.

accounts_servers() {
	local port=${DROVER_BENCH_PORT:-5701}
	need bc bc
	SOURCE_PORT=$port TARGET_PORT=$((port + 1)) SOURCE_FILE=$scratch/source.db
	[[ $SOURCE_KIND == sqlite ]] || "${SOURCE_KIND}_start" source "$SOURCE_PORT"
	"${TARGET_KIND}_start" target "$TARGET_PORT"
	"${TARGET_KIND}_database" "$TARGET_PORT" target
	say "making $rows rows, twice"
	accounts_rows plain
	accounts_rows source
}

accounts_rows() { # DATABASE
	case $SOURCE_KIND in
		postgresql)
			postgresql_database "$SOURCE_PORT" "$1"
			postgresql_sql "$SOURCE_PORT" "$1" <<-SQL
				CREATE TABLE pgbench_accounts (aid int NOT NULL, bid int, abalance int, filler char(84)) WITH (fillfactor = 90);
				INSERT INTO pgbench_accounts SELECT i, 1 + i / 100000, 0, '' FROM generate_series(1, $rows) i;
				ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid);
				VACUUM ANALYZE pgbench_accounts;
				CHECKPOINT;
			SQL
			;;
		mysql | mariadb)
			mysql_database "$SOURCE_PORT" "$1"
			seq 1 "$rows" | awk '{ print $1 "\t" 1 + int($1 / 100000) "\t0\t" }' >"$scratch/accounts.csv"
			mysql_sql "$SOURCE_PORT" "$1" <<-SQL
				CREATE TABLE pgbench_accounts (aid int NOT NULL PRIMARY KEY, bid int, abalance int, filler char(84));
				LOAD DATA LOCAL INFILE '$scratch/accounts.csv' INTO TABLE pgbench_accounts;
				ANALYZE TABLE pgbench_accounts;
			SQL
			rm "$scratch/accounts.csv"
			;;
		sqlite)
			sqlite_sql "$scratch/$1.db" <<-SQL
				PRAGMA journal_mode = WAL;
				CREATE TABLE pgbench_accounts (aid INTEGER NOT NULL PRIMARY KEY, bid INTEGER, abalance INTEGER, filler CHAR(84));
				WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $rows)
				INSERT INTO pgbench_accounts SELECT i, 1 + i / 100000, 0, '' FROM n;
			SQL
			;;
	esac >/dev/null
}

accounts_url() { # KIND PORT DATABASE
	case $1 in
		postgresql) echo "jdbc:postgresql://127.0.0.1:$2/$3" ;;
		mysql | mariadb) echo "jdbc:mysql://127.0.0.1:$2/$3" ;;
		sqlite) echo "jdbc:sqlite:$scratch/$3.db" ;;
	esac
}

accounts_plan() {
	local user=root
	[[ $SOURCE_KIND != postgresql ]] || user=postgres
	echo "id: accounts"
	echo "source: {name: old, url: \"$(accounts_url "$SOURCE_KIND" "$SOURCE_PORT" source)\"$([[ $SOURCE_KIND == sqlite ]] || echo ", user: $user")}"
	user=root
	[[ $TARGET_KIND != postgresql ]] || user=postgres
	echo "target: {name: new, url: \"$(accounts_url "$TARGET_KIND" "$TARGET_PORT" target)\", user: $user}"
	echo "verify: {level: none}"
	echo "cutover: {gate: manual, max_lag: 1000}"
}

accounts_load() { # DATABASE SECONDS RATE: prints updates a second; rate 0 is as fast as it goes
	local jars
	if [[ $SOURCE_KIND == postgresql ]]; then
		cat >"$scratch/update.sql" <<-SCRIPT
			\set aid random(1, $rows)
			\set delta random(-5000, 5000)
			UPDATE pgbench_accounts SET abalance = abalance + :delta WHERE aid = :aid;
		SCRIPT
		"$postgresql_bin/pgbench" -n -c 4 -j 2 -M prepared -T "$2" $( (($3 == 0)) || echo -R "$3") -f "$scratch/update.sql" \
			-h 127.0.0.1 -p "$SOURCE_PORT" -U postgres "$1" 2>/dev/null | awk '/^tps/ { printf "%d\n", $3 }'
	else
		read -r jars <"$root/batch-app/target/drover/current"
		java -Xmx64m -XX:+UseSerialGC -cp "$root/batch-app/target/drover/$jars/lib/*" "$bench/writer/Load.java" \
			"$(accounts_url "$SOURCE_KIND" "$SOURCE_PORT" "$1")?$([[ $SOURCE_KIND == sqlite ]] && echo 'busy_timeout=10000&synchronous=NORMAL' ||
				echo 'user=root&allowPublicKeyRetrieval=true&useSSL=false&useServerPrepStmts=true')" 4 "$2" "$3" "$rows"
	fi
}

accounts_sql() {
	case $SOURCE_KIND in
		sqlite) sqlite_sql "$scratch/source.db" ;;
		*) "${SOURCE_KIND}_sql" "$SOURCE_PORT" source ;;
	esac
}

# Notes that wait, in the only queue that there is
accounts_notes() {
	if [[ -z ${accounts_queue-} ]]; then
		case $SOURCE_KIND in
			postgresql) accounts_queue=$(accounts_sql <<<"SELECT 'drover.' || relname FROM pg_class WHERE relname LIKE 'q\\_%' AND relkind = 'r'") ;;
			mysql | mariadb) accounts_queue=$(accounts_sql <<<"SELECT table_name FROM information_schema.tables WHERE table_schema = 'source' AND table_name LIKE 'drover\\_q\\_%'") ;;
			sqlite) accounts_queue=$(accounts_sql <<<"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'drover\\_q\\_%' ESCAPE '\\'") ;;
		esac
	fi
	accounts_sql <<<"SELECT count(*) FROM $accounts_queue;"
}

accounts_large() {
	accounts_sql <<<"UPDATE pgbench_accounts SET abalance = abalance + 1;"
}
