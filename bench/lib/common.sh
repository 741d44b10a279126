# Words, needs, and the end of everything that was started.

say() {
	echo "bench: $*" >&2
}

die() {
	say "$*"
	exit 1
}

need() { # COMMAND PACKAGE
	command -v "$1" >/dev/null || die "$1 is missing: install $2"
}

scratch=$(mktemp -d "${TMPDIR:-/tmp}/drover-bench-XXXXXX")
chmod 755 "$scratch"
servers=()

clean_up() {
	local server
	for server in "${servers[@]}"; do
		kill -TERM "$server" 2>/dev/null || :
	done
	wait 2>/dev/null || :
	rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT TERM
