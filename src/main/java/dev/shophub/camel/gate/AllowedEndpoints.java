package dev.shophub.camel.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What routes may reach, read from the file before anything of it is built: the kinds of endpoints the configuration allows,
 * {@code file:} inside its folder, remote hosts by name, {@code sql:} from the folder of queries; no step that computes its
 * target, no Java class by name, no secret of the environment.
 */
final class AllowedEndpoints {

    private static final Set<String> ENDPOINT_KEYS = Set.of("uri", "deadLetterUri");
    private static final Set<String> SHORT_FORMS = Set.of("to", "from", "wireTap", "interceptSendToEndpoint", "poll");
    private static final Set<String> COMPUTED = Set.of(
            "toD",
            "dynamicRouter",
            "routingSlip",
            "recipientList",
            "enrich",
            "pollEnrich",
            "kamelet",
            "script",
            "serviceCall",
            "beanType",
            "groovy",
            "mvel",
            "ognl",
            "java",
            "js",
            "python");
    private static final Pattern SECRETS = Pattern.compile(
            "\\$\\{\\s*(env|sysenv|sys|bean:type|type|camelContext)[.:]|\\{\\{\\s*(env|sys|service|secret|hashicorp)\\S*:");
    private static final Set<String> THIS_COMPUTER = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Set<String> REMOTE = Set.of("http", "https", "smtp", "smtps");

    /**
     * @param schemes allowed ones
     * @param hosts remote ones
     * @param files the folder of {@code file:}
     * @param queries the folder of {@code sql:file:}
     */
    record Limits(Set<String> schemes, Set<String> hosts, Path files, Path queries) {}

    private final Limits limits;
    private final UnaryOperator<String> placeholders;

    /** @param placeholders puts the configuration's values for {@code {{…}}} */
    AllowedEndpoints(Limits limits, UnaryOperator<String> placeholders) {
        this.limits = limits;
        this.placeholders = placeholders;
    }

    /** @throws RefusedException at the first endpoint or step that is not allowed */
    void check(RouteFile file) throws RefusedException {
        walk(new At(file), "", "", file.tree().root());
    }

    /** Where in which file. */
    private record At(RouteFile file) {
        RefusedException refused(String pointer, String what, String fix) {
            return new RefusedException(file.name(), file.tree().line(pointer), what, fix);
        }
    }

    private void walk(At at, String pointer, String key, JsonNode node) throws RefusedException {
        if (COMPUTED.contains(key)) {
            throw at.refused(
                            pointer,
                            "the step '" + key + "' is not allowed: what it reaches cannot be seen beforehand",
                            "name the target itself, with 'to' or 'wireTap'")
                    .known("step-computed", key);
        }
        if (node.isObject()) {
            for (var field : node.properties()) {
                walk(at, YamlTree.child(pointer, field.getKey()), field.getKey(), field.getValue());
            }
            if (node.has("uri")) {
                endpoint(at, YamlTree.child(pointer, "uri"), node.get("uri").asText(), node.path("parameters"));
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(at, pointer + "/" + i, "", node.get(i));
            }
        } else {
            if (SECRETS.matcher(node.asText()).find()) {
                throw at.refused(
                                pointer,
                                "this reads the environment or a class, which is not allowed in routes",
                                "name a bean or a key of the configuration")
                        .known("reads-environment");
            }
            if (SHORT_FORMS.contains(key) || (ENDPOINT_KEYS.contains(key) && !key.equals("uri"))) {
                endpoint(at, pointer, node.asText(), null);
            }
        }
    }

    private void endpoint(At at, String pointer, String written, JsonNode parameters) throws RefusedException {
        var uri = placeholders.apply(written.strip());
        int colon = uri.indexOf(':');
        var scheme = (colon < 0 ? uri : uri.substring(0, colon)).toLowerCase(Locale.ROOT);
        if (!limits.schemes().contains(scheme)) {
            var near = Nearest.to(scheme, limits.schemes());
            var allowed = String.join(", ", new TreeSet<>(limits.schemes()));
            throw at.refused(
                            pointer,
                            "the endpoint '" + scheme + ":' is not allowed",
                            near.map(known -> "did you mean " + known + ":")
                                    .orElse("allowed are " + allowed + " (hub.routes.schemes)"))
                    .known(near.isPresent() ? "endpoint-near" : "endpoint", scheme, near.orElse(allowed));
        }
        var rest = colon < 0 ? "" : uri.substring(colon + 1);
        if (scheme.equals("file")) {
            inside(at, pointer, path(rest), limits.files(), "hub.routes.files");
            jailed(at, pointer, rest, parameters);
        } else if (scheme.equals("sql")) {
            if (!rest.replaceFirst("^//", "").startsWith("file:")) {
                throw at.refused(
                                pointer,
                                "SQL does not stand in routes",
                                "put the query into config/sql and name it: sql:file:…")
                        .known("sql-in-route");
            }
            inside(
                    at,
                    pointer,
                    path(rest.replaceFirst("^//", "").substring("file:".length())),
                    limits.queries(),
                    "config/sql");
        } else if (REMOTE.contains(scheme)) {
            remote(at, pointer, scheme, rest, parameters);
        }
    }

    private static String path(String rest) {
        int end = rest.indexOf('?');
        return (end < 0 ? rest : rest.substring(0, end)).replaceFirst("^//", "");
    }

    private static void inside(At at, String pointer, String path, Path folder, String what) throws RefusedException {
        boolean within;
        try {
            within = !path.contains("${")
                    && Path.of(path)
                            .toAbsolutePath()
                            .normalize()
                            .startsWith(folder.toAbsolutePath().normalize());
        } catch (InvalidPathException noPath) {
            within = false;
        }
        if (!within) {
            throw at.refused(
                            pointer,
                            "the path '" + path + "' lies outside of its folder",
                            "stay inside " + folder + " (" + what + ")")
                    .known("outside", path, folder, what);
        }
    }

    private static void jailed(At at, String pointer, String rest, JsonNode parameters) throws RefusedException {
        if (rest.contains("jailStartingDirectory") || (parameters != null && parameters.has("jailStartingDirectory"))) {
            throw at.refused(pointer, "jailStartingDirectory may not be set", "delete it")
                    .known("jail");
        }
    }

    /** {@code smtp:hub} is no host: it stands for the configured mail server, whose sender must then be named. */
    private void remote(At at, String pointer, String scheme, String rest, JsonNode parameters)
            throws RefusedException {
        if (scheme.startsWith("smtp")
                && path(rest).equals("hub")
                && parameters != null
                && parameters.path("javaMailSender").asText().equals("#hubMail")) {
            return;
        }
        var host = host(scheme, rest);
        if (!THIS_COMPUTER.contains(host) && !limits.hosts().contains(host)) {
            throw at.refused(
                            pointer,
                            "the host '" + host + "' is not allowed",
                            "add it to hub.routes.hosts in config/application.yaml, or stay on this computer")
                    .known("host", host);
        }
    }

    private static String host(String scheme, String rest) {
        try {
            var host = new URI(scheme + "://"
                            + path(rest).replaceFirst("^https?://", "").replaceFirst("^/+", ""))
                    .getHost();
            return host == null ? path(rest) : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException noAddress) {
            return path(rest);
        }
    }

    /** Every {@code direct:} name that the blocks of these files send to, with where they do. */
    static Map<String, Finding> directTargets(Iterable<RouteFile> files) {
        var targets = new java.util.TreeMap<String, Finding>();
        for (var file : files) {
            collect(file, "", "", file.tree().root(), targets);
        }
        return targets;
    }

    private static void collect(
            RouteFile file, String pointer, String key, JsonNode node, Map<String, Finding> targets) {
        if (node.isObject()) {
            for (var field : node.properties()) {
                var at = YamlTree.child(pointer, field.getKey());
                if (!field.getKey().equals("from")) {
                    collect(file, at, field.getKey(), field.getValue(), targets);
                } else if (field.getValue().isObject()) {
                    collect(
                            file,
                            YamlTree.child(at, "steps"),
                            "steps",
                            field.getValue().path("steps"),
                            targets);
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(file, pointer + "/" + i, "", node.get(i), targets);
            }
        } else if ((SHORT_FORMS.contains(key) || key.equals("uri"))
                && node.asText().startsWith("direct:")) {
            var name = path(node.asText().substring("direct:".length()));
            if (!name.contains("{{") && !name.contains("${")) {
                targets.putIfAbsent(
                        name,
                        new Finding(
                                        file.name(),
                                        file.tree().line(pointer),
                                        "no route takes what goes to direct:" + name,
                                        "name an existing one")
                                .known("direct-nowhere", name));
            }
        }
    }
}
