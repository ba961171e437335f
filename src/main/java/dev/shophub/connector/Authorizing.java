package dev.shophub.connector;

import java.net.URI;

/** A platform whose seller grants access in the browser. */
public interface Authorizing extends Connector {

    /** Where the seller grants access. */
    URI authorizationPage(String state);

    /** Changes the code shown to the seller into a pair of tokens. */
    Tokens.Token exchange(String code);
}
