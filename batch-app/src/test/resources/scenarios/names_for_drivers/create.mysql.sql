CREATE TABLE `\` (`end\` varchar(20) PRIMARY KEY, `?` varchar(20), `a\``b` varchar(20), `new
  line` varchar(20) COMMENT ' AUTO_INCREMENT ', `*/` varchar(20), UNIQUE KEY `k
  KEY` (`?`), KEY `no number` (`new
  line`)) COLLATE utf8mb4_bin COMMENT ' AUTO_INCREMENT=7';
INSERT INTO `\` VALUES ('a', '?', '`', '\'', '\\'), ('b', NULL, NULL, NULL, NULL);
CREATE TABLE `new
  line` (id integer PRIMARY KEY, `
) x` varchar(20), CONSTRAINT `?` FOREIGN KEY (`
) x`) REFERENCES `\` (`end\`)) COLLATE utf8mb4_bin;
INSERT INTO `new
  line` VALUES (1, 'a'), (2, NULL);
