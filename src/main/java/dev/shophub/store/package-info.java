/** The operations tables: upsert by natural key where the newer wins, checkpoints, quarantine, and all SQL over them. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "model")
package dev.shophub.store;
