/**
 * The data of {@code drover demo}: an order database that is the same on every machine.
 * The use cases call it; it knows nothing of migrations, only plain JDBC.
 */
@NullMarked
package dev.drover.app.demo;

import org.jspecify.annotations.NullMarked;
