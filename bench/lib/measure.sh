# measure CONTESTANT: one run as a whole process tree; appends "CONTESTANT seconds cpu megabytes" to the results.
# The servers' own work is not in the CPU time and memory; it is the same database work for all.

measure() {
	local contestant=$1 log=$scratch/$1.log times=$scratch/times peak=0 rss runner expected there
	expected=$(rows_expected)
	"$bench/contestants/$contestant" prepare >"$log" 2>&1 || die "$contestant can't be prepared, see below: $(tail -5 "$log")"
	setsid /usr/bin/time -f '%e %U %S' -o "$times" "$bench/contestants/$contestant" run >"$log" 2>&1 &
	runner=$!
	while kill -0 "$runner" 2>/dev/null; do
		# the session of setsid's child has its number
		rss=$({ ps -o rss= -s "$runner" || :; } | awk '{ sum += $1 } END { print int(sum / 1024) }')
		((rss > peak)) && peak=$rss
		sleep 0.3
	done
	if ! wait "$runner"; then
		say "$contestant failed: $(tail -3 "$log")"
		echo "$contestant failed" >>"$scratch/results"
		return
	fi
	there=$(target_rows)
	if [[ $there != "$expected" ]]; then
		say "$contestant brought $there of $expected rows"
		echo "$contestant incomplete" >>"$scratch/results"
		return
	fi
	tail -1 "$times" | awk -v name="$contestant" -v peak="$peak" '{ print name, $1, $2 + $3, peak }' >>"$scratch/results"
}

rows_expected() {
	cat "$scratch"/csv/*.csv | wc -l
}
