# table CONTESTANT...: the medians of all runs; ratios are to the first.

table() {
	local expected
	expected=$(rows_expected)
	echo
	echo "$pair, $expected rows, $megabytes MB as CSV, medians of $times runs in turn (seconds: least to most)"
	echo
	echo "| contestant | seconds | rows/s | MB/s | CPU s | peak MB | time to Drover's |"
	echo "|---|---|---|---|---|---|---|"
	awk -v order="$*" -v rows="$expected" -v megabytes="$megabytes" '
		NF == 2 { bad[$1] = $2 }
		NF == 4 { n[$1]++; wall[$1, n[$1]] = $2; cpu[$1, n[$1]] = $3; peak[$1, n[$1]] = $4 }
		function median(of, name,   i, j, k, sorted, swap) {
			k = n[name]
			for (i = 1; i <= k; i++) sorted[i] = of[name, i]
			for (i = 1; i < k; i++) for (j = i + 1; j <= k; j++) if (sorted[j] < sorted[i]) { swap = sorted[i]; sorted[i] = sorted[j]; sorted[j] = swap }
			least = sorted[1]; most = sorted[k]
			return (k % 2) ? sorted[(k + 1) / 2] : (sorted[k / 2] + sorted[k / 2 + 1]) / 2
		}
		END {
			count = split(order, names, " ")
			for (c = 1; c <= count; c++) {
				name = names[c]
				if (!n[name]) { printf "| %s | %s | | | | | |\n", name, bad[name]; continue }
				p = median(peak, name); u = median(cpu, name); w = median(wall, name)
				if (name == "drover") ours = w
				printf "| %s | %.1f (%.1f to %.1f) | %d | %.1f | %.1f | %d | %s |\n", name, w, least, most, rows / w, megabytes / w, u, p, ours ? sprintf("%.2f", w / ours) : ""
			}
		}' "$scratch/results"
}
