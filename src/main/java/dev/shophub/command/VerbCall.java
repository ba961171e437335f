package dev.shophub.command;

import com.fasterxml.jackson.core.type.TypeReference;

/**
 * One verb as both ends of the management port know it.
 *
 * @param name its last part of the address
 * @param takes a record
 * @param gives a record, or a list of records
 * @param onStoppedDemo whether it also works while the demo does not run
 */
record VerbCall<A, R>(String name, Class<A> takes, TypeReference<R> gives, boolean onStoppedDemo) {}
