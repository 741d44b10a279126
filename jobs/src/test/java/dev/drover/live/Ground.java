package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.apply.Applier;
import dev.drover.apply.ApplyListener;
import dev.drover.apply.Flow;
import dev.drover.capture.Capture;
import dev.drover.capture.LiveSide;
import dev.drover.capture.Queues;
import dev.drover.cutover.Switch;
import dev.drover.cutover.SwitchSteps;
import dev.drover.engine.Reject;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.live.GateState;
import dev.drover.fault.FaultPoints;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.routing.RouteCopies;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.SchemaCreation;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.SideBySide;
import dev.drover.schema.TableMapping;
import dev.drover.schema.Translation;

/**
 * Two databases of which one follows the other; nothing runs but what a test calls.
 */
final class Ground implements ApplyListener {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final Database source;

	private final Database target;

	private final List<Reject> rejects = new ArrayList<>();

	/** The marks of keys whose rows have gone. */
	private final Set<String> brought = Collections.synchronizedSet(new HashSet<>());

	private LongConsumer hearing = (notes) -> {
		// they are counted by the queues
	};

	private Flow flow;

	private Ground(Database source, Database target, Flow flow) {
		this.source = source;
		this.target = target;
		this.flow = flow;
	}

	/**
	 * Makes the tables in the source and their counterparts in the target, and installs
	 * capture and gates.
	 * @param schema statements that make the source's tables
	 */
	static Ground of(Database source, Database target, String... schema) throws SQLException {
		return within("*", source, target, schema);
	}

	/**
	 * As above.
	 * @param include a pattern of the tables in the scope
	 */
	static Ground within(String include, Database source, Database target, String... schema) throws SQLException {
		return planned("scope: {tables: {include: ['" + include + "']}}\n", source, target, schema);
	}

	/**
	 * As above.
	 * @param settings what the plan wants beside the two sides
	 */
	static Ground planned(String settings, Database source, Database target, String... schema) throws SQLException {
		source.execute(schema);
		Plan plan = new PlanReader(Map.of()).read("id: moved\nsource: {url: \"" + source.endpoint().url()
				+ "\"}\ntarget: {url: \"" + target.endpoint().url() + "\"}\n" + settings, "the test");
		try (Connection from = source.engine().connect(source.endpoint());
				Connection to = target.engine().connect(target.endpoint())) {
			SchemaMapping mapping = new Translation(source.engine(), target.engine(), plan)
				.of(source.engine().readCatalog(from));
			SchemaCreation creation = new SchemaCreation(target.engine(), to, FaultPoints.NONE).withoutProofs();
			creation.createTables(mapping);
			creation.finish(mapping, (table) -> true, true,
					new SideBySide(target.engine(), () -> target.engine().connect(target.endpoint()), 1));
			Ground ground = new Ground(source, target, flow(source, target, mapping.rowTables()));
			ground.install(ground.flow.from(), from, new GateState(GateState.State.OPEN, true, 1));
			ground.install(ground.flow.to(), to, new GateState(GateState.State.CLOSED, false, 1));
			return ground;
		}
	}

	private static Flow flow(Database source, Database target, List<TableMapping> tables) {
		List<Table> sources = tables.stream().map(TableMapping::source).toList();
		List<Table> targets = tables.stream().map(TableMapping::target).toList();
		return new Flow(LiveSide.of(source.engine(), source.endpoint(), target.endpoint(), "moved", sources),
				LiveSide.of(target.engine(), target.endpoint(), source.endpoint(), "moved", targets), tables);
	}

	private void install(LiveSide side, Connection connection, GateState initial) throws SQLException {
		new Capture(side, FaultPoints.NONE, () -> false, (text) -> {
		}).install(connection, initial);
		new RouteCopies(side).create(connection);
	}

	Database source() {
		return this.source;
	}

	Database target() {
		return this.target;
	}

	Flow flow() {
		return this.flow;
	}

	List<Reject> rejects() {
		return this.rejects;
	}

	Set<String> brought() {
		return this.brought;
	}

	/** Applies all that is noted at the source. */
	void apply() throws SQLException {
		try (Applier applier = applier()) {
			while (!applier.drained()) {
				applier.sweep(() -> true);
			}
		}
	}

	Applier applier() throws SQLException {
		return applier(FaultPoints.NONE);
	}

	Applier applier(FaultPoints faults) throws SQLException {
		return new Applier(this.flow, 2, this, faults);
	}

	/** Makes the target the owner. */
	long cutOver() throws SQLException {
		try (Applier applier = applier()) {
			return change(FaultPoints.NONE).run(applier, steps((session) -> {
			}), 1);
		}
	}

	/** Makes the target the owner, without a way back. */
	void cutOverForGood() throws SQLException {
		try (Applier applier = applier()) {
			new Switch(this.flow, TIMEOUT, false, FaultPoints.NONE).run(applier, steps((session) -> {
			}), 1);
		}
	}

	/** Makes the source the owner again; what follows goes that way. */
	long cutBack() throws SQLException {
		this.flow = this.flow.reversed();
		return cutOver();
	}

	Switch change(FaultPoints faults) {
		return new Switch(this.flow, TIMEOUT, true, faults);
	}

	/**
	 * Steps that do nothing.
	 * @param sessions is told which session takes the gate
	 */
	static SwitchSteps steps(Consumer<String> sessions) {
		return new SwitchSteps() {
			@Override
			public void session(String session) {
				sessions.accept(session);
			}

			@Override
			public void prepare() {
				// nothing is there to be prepared
			}

			@Override
			public void goOn() {
				// nobody stops it
			}

			@Override
			public void look() {
				// nothing numbers itself
			}

			@Override
			public void compare() {
				// the test does
			}

			@Override
			public void undone() {
				// nobody keeps a record
			}
		};
	}

	/** The notes that wait at the source, all together. */
	long waiting() throws SQLException {
		return waiting(this.flow.from());
	}

	/** The notes that wait at the target, all together. */
	long waitingAtTarget() throws SQLException {
		return waiting(this.flow.to());
	}

	private static long waiting(LiveSide side) throws SQLException {
		try (Connection connection = side.connect()) {
			return new Queues(side).waiting(connection, 1_000_000);
		}
	}

	/** Tells how many notes were applied, each time. */
	Ground telling(LongConsumer applied) {
		this.hearing = applied;
		return this;
	}

	@Override
	public void applied(long notes) {
		this.hearing.accept(notes);
	}

	@Override
	public void changed(String table, ColumnMapping column, ValueHazard hazard, @Nullable Object to) {
		throw new AssertionError(table + "." + column.source().name() + " was changed");
	}

	@Override
	public void brought(String table, Supplier<List<String>> keyMarks) {
		this.brought.addAll(keyMarks.get());
	}

	@Override
	public void broughtWhole(String table, List<Reject> refused) {
		this.rejects.addAll(refused);
	}

	@Override
	public void rejected(Reject reject) {
		this.rejects.add(reject);
	}

}
