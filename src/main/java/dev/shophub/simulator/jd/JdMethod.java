package dev.shophub.simulator.jd;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What answers one interface of the platform. */
@FunctionalInterface
interface JdMethod {

    /**
     * The content of the answer's root, without its code.
     *
     * @throws JdRefusal when the platform refuses the call
     */
    ObjectNode answer(JdCall call);
}
