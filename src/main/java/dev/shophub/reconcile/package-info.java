/** Our books against theirs: every order that a platform shows is stored, and every stored one is where it belongs. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"model", "store", "connector", "outbox", "erp", "stock"})
package dev.shophub.reconcile;
