package dev.drover.engine.mysql;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names, texts and comments that look like a part of the statement are none.
 */
class CreateTableTests {

	@Test
	void aBreakInsideANameEndsNoLine() {
		String sql = "CREATE TABLE `new\n  line` (\n  `a\n  b` int(11) NOT NULL,\n  `c\n) d` varchar(20) DEFAULT NULL,\n"
				+ "  PRIMARY KEY (`a\n  b`),\n  KEY `k\n  KEY` (`c\n) d`)\n) ENGINE=InnoDB";
		CreateTable statement = new CreateTable(sql);
		assertThat(statement.text()).isEqualTo(sql);
		assertThat(statement.key("k\n  KEY")).isEqualTo("KEY `k\n  KEY` (`c\n) d`)");
		assertThat(statement.withoutSecondaryKeys())
			.isEqualTo("CREATE TABLE `new\n  line` (\n  `a\n  b` int(11) NOT NULL,\n"
					+ "  `c\n) d` varchar(20) DEFAULT NULL,\n  PRIMARY KEY (`a\n  b`)\n) ENGINE=InnoDB");
	}

	@Test
	void aTablesCommentAboutTheNextNumberIsNone() {
		CreateTable statement = new CreateTable(
				"CREATE TABLE `t` (\n  `a` int\n) ENGINE=InnoDB COMMENT='once AUTO_INCREMENT=7 it''s \\' so'");
		assertThat(statement.next()).isEqualTo(1);
		assertThat(statement.withoutSecondaryKeys()).endsWith("COMMENT='once AUTO_INCREMENT=7 it''s \\' so'");
	}

	@Test
	void theNextNumberIsReadAndLeftOut() {
		CreateTable statement = new CreateTable("CREATE TABLE `t` (\n  `a` int NOT NULL AUTO_INCREMENT,\n"
				+ "  KEY `k` (`a`)\n) ENGINE=InnoDB AUTO_INCREMENT=9 COMMENT=' AUTO_INCREMENT=7'");
		assertThat(statement.next()).isEqualTo(9);
		assertThat(statement.withoutSecondaryKeys())
			.isEqualTo("CREATE TABLE `t` (\n  `a` int NOT NULL AUTO_INCREMENT,\n"
					+ "  KEY `k` (`a`)\n) ENGINE=InnoDB COMMENT=' AUTO_INCREMENT=7'");
	}

	@Test
	void aColumnsCommentMakesItNoNumberedOne() {
		CreateTable statement = new CreateTable("CREATE TABLE `t` (\n"
				+ "  `a` int DEFAULT '1' COMMENT 'was AUTO_INCREMENT once',\n  KEY `k` (`a`)\n) ENGINE=InnoDB");
		assertThat(statement.withoutSecondaryKeys()).doesNotContain("KEY `k`");
	}

	@Test
	void foreignKeysWhoseBackticksAreNotDoubledAreLeftOut() {
		String sql = "CREATE TABLE `a\\``b` (\n  `k` int NOT NULL,\n  `p\\``r` int,\n  PRIMARY KEY (`k`),\n"
				+ "  CONSTRAINT `one\\`b` FOREIGN KEY (`p\\`r`) REFERENCES `p\\``1` (`i\\`i`) ON DELETE CASCADE,\n"
				+ "  CONSTRAINT `two``c` FOREIGN KEY (`k`) REFERENCES `p` (`i`),\n"
				+ "  CONSTRAINT `k``7` CHECK (`k` > 0)\n) ENGINE=InnoDB";
		assertThat(ForeignKeyLines.without(sql, List.of("one\\`b", "two`c")))
			.isEqualTo("CREATE TABLE `a\\``b` (\n  `k` int NOT NULL,\n  `p\\``r` int,\n  PRIMARY KEY (`k`),\n"
					+ "  CONSTRAINT `k``7` CHECK (`k` > 0)\n) ENGINE=InnoDB");
	}

}
