package dev.shophub.simulator.taobao;

/** What answers one method of the platform. */
@FunctionalInterface
interface TaobaoMethod {

    /**
     * The answer without its envelope.
     *
     * @throws TaobaoRefusal when the platform refuses the call
     */
    TaobaoRecord answer(TaobaoCall call);
}
