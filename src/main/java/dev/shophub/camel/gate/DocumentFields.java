package dev.shophub.camel.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.TreeSet;

/** Which fields the JSON documents of a run have. */
final class DocumentFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DocumentFields() {}

    static Set<String> of(Run run) {
        var fields = new TreeSet<String>();
        for (var deed : run.deeds()) {
            if (deed.detail().startsWith("{")) {
                try {
                    JSON.readTree(deed.detail()).fieldNames().forEachRemaining(fields::add);
                } catch (JsonProcessingException noJson) {
                    // a text of its own: it has no fields
                }
            }
        }
        return fields;
    }
}
