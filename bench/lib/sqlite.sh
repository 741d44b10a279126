# SQLite databases are files in $scratch.

# sqlite_sql FILE: runs what comes on stdin
sqlite_sql() {
	need sqlite3 sqlite3
	sqlite3 -bail -batch "$1"
}
