# Network namespaces on one bridge, each with an address 10.77.0.N, and what went over their links.

namespace_mark=dr$$

within() { # NAME COMMAND...
	local name=$1
	shift
	ip netns exec "$namespace_mark-$name" "$@"
}

apart() { # as within, for what runs in the background: its number is the command's own
	local name=$1
	shift
	exec ip netns exec "$namespace_mark-$name" "$@"
}

namespaces_begin() {
	ip netns add "$namespace_mark-net"
	within net ip link add bridge type bridge
	within net ip link set bridge up
}

namespace() { # NAME PLACE [RATE]: the rate is that of its link, in each direction
	local name=$1 place=$2 rate=${3-}
	ip netns add "$namespace_mark-$name"
	within "$name" ip link set lo up
	ip link add "p$place" netns "$namespace_mark-net" type veth peer name eth0 netns "$namespace_mark-$name"
	within net ip link set "p$place" master bridge up
	within "$name" ip addr add "10.77.0.$place/24" dev eth0
	within "$name" ip link set eth0 up
	if [[ -n $rate ]]; then
		within "$name" tc qdisc add dev eth0 root tbf rate "$rate" burst 64kb latency 100ms
		within net tc qdisc add dev "p$place" root tbf rate "$rate" burst 64kb latency 100ms
	fi
}

namespaces_end() {
	local name
	for name in $(ip netns list | awk -v mark="^$namespace_mark-" '$1 ~ mark { print $1 }'); do
		ip netns pids "$name" | xargs -r kill -TERM 2>/dev/null || :
	done
	wait 2>/dev/null || :
	for name in $(ip netns list | awk -v mark="^$namespace_mark-" '$1 ~ mark { print $1 }'); do
		ip netns del "$name"
	done
}

postgresql_in() { # NAMESPACE: on port 5432 of its address
	local data=$scratch/$1
	"${as_server_user[@]}" "$postgresql_bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C >"$data.log" 2>&1 ||
		die "PostgreSQL can't be initialized, see $data.log"
	echo 'host all all 10.77.0.0/24 trust' >>"$data/pg_hba.conf"
	printf '%s\n' "listen_addresses = '*'" "unix_socket_directories = ''" 'shared_buffers = 256MB' 'max_wal_size = 4GB' \
		>>"$data/postgresql.conf"
	apart "$1" "${as_server_user[@]}" "$postgresql_bin/postgres" -D "$data" >>"$data.log" 2>&1 &
	servers+=($!)
	until within "$1" pg_isready -q -h 127.0.0.1; do
		kill -0 "${servers[-1]}" 2>/dev/null || die "PostgreSQL does not start, see $data.log"
		sleep 0.1
	done
}

bits() { # RATE as tc writes it, in bits per second
	local number=${1%%[a-z]*}
	case ${1#"$number"} in
		gbit) echo $((number * 1000000000)) ;;
		mbit) echo $((number * 1000000)) ;;
		kbit) echo $((number * 1000)) ;;
		*) die "a rate is written as 16mbit" ;;
	esac
}

# figures WORKERS: bytes to the workers, busy and all ticks of the processors, ticks of the servers
figures() {
	local i bytes=0 server ticks=0
	for ((i = 1; i <= $1; i++)); do
		bytes=$((bytes + $(within "worker$i" cat /proc/net/dev | awk '$1 == "eth0:" { print $2 }')))
	done
	for server in source target control; do
		# children that have ended are in the sums of their parent
		ticks=$((ticks + $(head -1 "$scratch/$server/postmaster.pid" | xargs -I{} ps -o pid= --ppid {} -p {} | while read -r pid; do
			awk -v top="$(head -1 "$scratch/$server/postmaster.pid")" '{ sub(/.*\) /, ""); print $12 + $13 + (FILENAME ~ "/" top "/" ? $14 + $15 : 0) }' \
				"/proc/$pid/stat" 2>/dev/null || :
		done | awk '{ sum += $1 } END { print sum + 0 }')))
	done
	awk -v bytes="$bytes" -v ticks="$ticks" '$1 == "cpu" { for (i = 2; i <= 9; i++) all += $i; print bytes, all - $5 - $6, all, ticks }' /proc/stat
}
