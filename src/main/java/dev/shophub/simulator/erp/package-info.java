/**
 * An ERP played on this computer: docs/erp-openapi.yaml over real HTTP, with documents, stock and their effects kept in the
 * simulators' schema.
 */
package dev.shophub.simulator.erp;
