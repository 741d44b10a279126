# The order data set, in the pair's source. PostgreSQL makes the rows; the others load them as CSV.

tables=(customers restaurants orders order_items payments)

servers_and_data() {
	local port=${DROVER_BENCH_PORT:-5701}
	export GENERATOR_PORT=$port SOURCE_PORT TARGET_PORT SOURCE_FILE=$scratch/source.db
	postgresql_start generator "$GENERATOR_PORT"
	case $SOURCE_KIND in
		postgresql) SOURCE_PORT=$GENERATOR_PORT ;;
		mysql | mariadb) SOURCE_PORT=$((port + 2)) && "${SOURCE_KIND}_start" source "$SOURCE_PORT" ;;
		sqlite) SOURCE_PORT='' ;;
	esac
	case $TARGET_KIND in
		postgresql) TARGET_PORT=$((port + 1)) && postgresql_start target "$TARGET_PORT" ;;
		mysql) TARGET_PORT=$((port + 3)) && mysql_start target "$TARGET_PORT" ;;
	esac
	say "making $rows rows"
	postgresql_database "$GENERATOR_PORT" source
	postgresql_sql "$GENERATOR_PORT" source <"$bench/orders/tables.postgresql.sql"
	psql -X -q -v ON_ERROR_STOP=1 -v rows="$rows" -h 127.0.0.1 -p "$GENERATOR_PORT" -U postgres source \
		-f "$bench/orders/rows.postgresql.sql"
	cat "$bench/orders/keys.postgresql.sql" "$bench/orders/foreign-keys.sql" - <<<'VACUUM ANALYZE' |
		postgresql_sql "$GENERATOR_PORT" source
	export_csv
	megabytes=$(du -cm "$scratch"/csv/*.csv | tail -1 | cut -f1)
	case $SOURCE_KIND in
		mysql | mariadb)
			mysql_database "$SOURCE_PORT" source
			mysql_sql "$SOURCE_PORT" source <"$bench/orders/tables.mysql.sql"
			"$bench/contestants/load-data" source "$SOURCE_PORT"
			echo 'ANALYZE TABLE customers, restaurants, orders, order_items, payments' | mysql_sql "$SOURCE_PORT" source >/dev/null
			;;
		sqlite) sqlite_rows ;;
	esac
}

export_csv() {
	local table columns
	mkdir "$scratch/csv"
	for table in "${tables[@]}"; do
		# the form that every engine here reads: 0 and 1 for booleans, UTC without a zone, \N for NULL
		columns=$(postgresql_sql "$GENERATOR_PORT" source <<-SQL
			SELECT string_agg(CASE data_type WHEN 'boolean' THEN column_name || '::int'
			       WHEN 'timestamp with time zone' THEN column_name || ' AT TIME ZONE ''UTC''' ELSE column_name END, ', ' ORDER BY ordinal_position)
			  FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '$table'
		SQL
		)
		postgresql_sql "$GENERATOR_PORT" source <<<"\\copy (SELECT $columns FROM $table) TO '$scratch/csv/$table.csv'"
	done
}

sqlite_rows() {
	local table
	{
		cat "$bench/orders/tables.sqlite.sql"
		echo '.mode tabs'
		for table in "${tables[@]}"; do
			echo ".import '$scratch/csv/$table.csv' $table"
		done
		echo "UPDATE customers SET note = NULL WHERE note = '\\N';"
		cat "$bench/orders/indexes.sqlite.sql"
	} | sqlite_sql "$SOURCE_FILE"
}

fresh_target() {
	"${TARGET_KIND}_database" "$TARGET_PORT" target
}

target_rows() {
	local table
	for table in "${tables[@]}"; do
		echo "SELECT count(*) FROM $table;"
	done | { "${TARGET_KIND}_sql" "$TARGET_PORT" target 2>/dev/null || :; } | awk '{ sum += $1 } END { print sum + 0 }'
}
