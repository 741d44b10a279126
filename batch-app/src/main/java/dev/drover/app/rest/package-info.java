/**
 * The REST API of a process that stays: translates requests into use cases and what they
 * give into JSON, and decides who may ask. Knows no database, no job and no ledger, and
 * is loaded by {@code serve} only. A browser's session, a cookie or a redirect is never
 * part of an answer.
 */
@NullMarked
package dev.drover.app.rest;

import org.jspecify.annotations.NullMarked;
