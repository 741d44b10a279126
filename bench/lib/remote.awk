# One line of the table of bench/remote: figures before, and after on stdin, and the run's report.
{
	split(begin, was, " ")
	while ((getline line < report) > 0) text = text line
	match(text, /"name" *: *"copy"[^}]*"seconds" *: *[0-9.]+/)
	found = substr(text, RSTART, RLENGTH)
	sub(/.*"seconds" *: */, "", found)
	seconds = found + 0
	printf "| %d | %.1f s | %d | %s | %d %% | %d %% | %d %% |\n", count, seconds, rows / seconds,
		(first == "") ? "1.0" : sprintf("%.2f", first / seconds), ($1 - was[1]) * 8 / count / seconds / rate * 100,
		($2 - was[2]) / ($3 - was[3]) * 100, ($4 - was[4]) / ($3 - was[3]) * 100
}
