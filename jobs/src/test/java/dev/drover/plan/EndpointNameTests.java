package dev.drover.plan;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			jdbc:postgresql://db2/orders                       | db2:5432/orders
			jdbc:postgresql://db2:5433/orders?user=a           | db2:5433/orders
			jdbc:postgresql://h1:1,h2:2/orders                 | h1:1/orders
			jdbc:postgresql://[::1]:5433/orders                | [::1]:5433/orders
			jdbc:postgresql:///orders                          | localhost:5432/orders
			jdbc:postgresql:orders?a=b                         | localhost:5432/orders
			jdbc:postgresql://db2                              | db2:5432/
			jdbc:mysql://db1/orders                            | db1:3306/orders
			jdbc:mysql://u:hunter2@db1:3307/orders             | db1:3307/orders
			jdbc:mysql:loadbalance://h1,h2:2/orders            | h1:3306/orders
			jdbc:mysql+srv://db1/orders                        | db1:3306/orders
			jdbc:mysql://address=(host=h)(password=hunter2)/o  | jdbc:mysql://address=(host=h)(password=***
			jdbc:mariadb://db1/orders;x                        | db1:3306/orders
			jdbc:sqlite:/data/orders.db?mode=ro                | orders.db
			jdbc:sqlite:file:orders.db                         | orders.db
			jdbc:sqlite::memory:                               | :memory:
			jdbc:sqlite:                                       | memory
			jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1               | orders
			jdbc:h2:file:~/data/orders;PASSWORD=hunter2        | orders
			jdbc:h2:./orders                                   | orders
			jdbc:h2:tcp://db3/~/orders;IFEXISTS=TRUE           | db3:9092/~/orders
			jdbc:h2:ssl://db3:9093/orders                      | db3:9093/orders
			jdbc:odd:thing;password=hunter2                    | jdbc:odd:thing
			""")
	void anEndpointIsNamedAfterItsUrl(String url, String name) {
		assertThat(EndpointName.of(url)).isEqualTo(name);
	}

}
