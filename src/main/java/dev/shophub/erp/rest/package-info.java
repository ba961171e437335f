/**
 * The plain REST ERP: one document a PUT under the caller's reference, stock and products by time of change. Version 1,
 * described in docs/erp-openapi.yaml; how to put an ERP of one's own behind it is told in docs/erp.md.
 */
package dev.shophub.erp.rest;
