/** The benchmark: the hub, and plain Java doing the same work, against one light server and one real MariaDB. */
package dev.shophub.bench;
