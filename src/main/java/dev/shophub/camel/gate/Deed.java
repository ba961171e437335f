package dev.shophub.camel.gate;

/**
 * Something a rehearsed route did to the world outside of it.
 *
 * @param step {@code erp.send}, {@code intake.saveOrders}, {@code file:data/files/copy}
 * @param detail the record's id, or the document as the other side would get it
 */
record Deed(String step, String detail) {}
