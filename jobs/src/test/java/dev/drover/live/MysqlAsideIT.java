package dev.drover.live;

class MysqlAsideIT extends AsideContract {

	@Override
	Database database(String name) {
		return Database.mysql(name);
	}

	@Override
	String[] triggers() {
		return new String[] { "SET sql_mode = 'PIPES_AS_CONCAT'",
				"CREATE TRIGGER first_of_all AFTER INSERT ON item FOR EACH ROW INSERT INTO done VALUES ('in' || NEW.id)",
				"CREATE TRIGGER then_that AFTER INSERT ON item FOR EACH ROW BEGIN DECLARE n INT; SET n = 1; INSERT INTO done VALUES ('é'); END",
				"CREATE TRIGGER between_the_two AFTER INSERT ON item FOR EACH ROW PRECEDES then_that INSERT INTO done VALUES ('')",
				"CREATE TRIGGER ups AFTER UPDATE ON item FOR EACH ROW INSERT INTO done VALUES ('up')",
				"CREATE TRIGGER gone AFTER DELETE ON item FOR EACH ROW INSERT INTO done VALUES ('gone')" };
	}

	@Override
	String shown() {
		return "SELECT trigger_name, event_manipulation, action_order, action_statement, sql_mode, definer,"
				+ " character_set_client, collation_connection FROM information_schema.triggers"
				+ " WHERE trigger_schema = database() AND trigger_name NOT LIKE 'drover%' ORDER BY 1";
	}

}
