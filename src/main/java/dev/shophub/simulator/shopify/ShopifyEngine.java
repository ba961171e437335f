package dev.shophub.simulator.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shophub.simulator.shopify.ShopifyRows.Mark;
import graphql.ErrorClassification;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.RawVariables;
import graphql.execution.ResultPath;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.validation.Validator;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads documents, counts what they cost, and answers them: by a real schema, so that a strange field is refused as there. */
final class ShopifyEngine implements ShopifyBulks.Engine {

    private static final Logger LOG = LoggerFactory.getLogger(ShopifyEngine.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "/simulator/shopify/admin.graphqls";
    private static final List<String> TEXTS = List.of("DateTime", "Decimal", "Money", "URL", "UnsignedInt64");

    private static final int MOST_READ = 500;

    private final Map<String, PreparsedDocumentEntry> read = new ConcurrentHashMap<>();
    private final GraphQLSchema schema;
    private final GraphQL graphQl;

    ShopifyEngine(List<Consumer<RuntimeWiring.Builder>> offers, ShopifyBulks bulks) {
        var wiring = RuntimeWiring.newRuntimeWiring();
        TEXTS.forEach(name -> wiring.scalar(text(name)));
        TypeResolver byName = field -> {
            Map<String, Object> node = field.getObject();
            return field.getSchema().getObjectType(node.get("__typename").toString());
        };
        wiring.type("Node", node -> node.typeResolver(byName));
        wiring.type(
                "Mutation", mutation -> mutation.dataFetcher("bulkOperationRunQuery", field -> bulks.run(field, this)));
        offers.forEach(offer -> offer.accept(wiring));
        try (var text =
                new InputStreamReader(ShopifyEngine.class.getResourceAsStream(SCHEMA), StandardCharsets.UTF_8)) {
            this.schema = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(text), wiring.build());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        this.graphQl = GraphQL.newGraphQL(schema)
                .preparsedDocumentProvider((input, parse) -> CompletableFuture.completedFuture(read(input.getQuery())))
                .defaultDataFetcherExceptionHandler(thrown -> CompletableFuture.completedFuture(
                        DataFetcherExceptionHandlerResult.newResult(error(thrown.getException(), thrown.getPath()))
                                .build()))
                .build();
    }

    /** Numbers and texts alike, as they come. */
    private static GraphQLScalarType text(String name) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new ShopifyText())
                .build();
    }

    private static GraphQLError error(Throwable thrown, ResultPath path) {
        if (thrown instanceof ShopifyRefusal refusal) {
            return GraphqlErrorBuilder.newError()
                    .message(refusal.getMessage())
                    .path(path)
                    .extensions(Map.of("code", refusal.code()))
                    .build();
        }
        LOG.warn("Simulated platform could not answer (path={})", path, thrown);
        return GraphqlErrorBuilder.newError()
                .message("Internal error")
                .path(path)
                .extensions(Map.of("code", "INTERNAL_SERVER_ERROR"))
                .build();
    }

    /** A document that was read before is not read again: clients send the same few. */
    private PreparsedDocumentEntry read(String document) {
        if (read.size() >= MOST_READ) {
            read.clear();
        }
        return read.computeIfAbsent(document, this::parsed);
    }

    private PreparsedDocumentEntry parsed(String document) {
        try {
            var parsed = Parser.parse(document);
            var errors = new Validator().validateDocument(schema, parsed, Locale.ENGLISH);
            return errors.isEmpty() ? new PreparsedDocumentEntry(parsed) : new PreparsedDocumentEntry(errors);
        } catch (InvalidSyntaxException unreadable) {
            return new PreparsedDocumentEntry(unreadable.toInvalidSyntaxError());
        }
    }

    /** The whole body of an answer. */
    ObjectNode answer(ShopifyCall call, String document, Map<String, Object> variables, ShopifyBucket bucket) {
        var parsed = read(document);
        if (parsed.hasErrors()) {
            // Costs nothing, and is told what is wrong with it.
            return body(execute(call, document, variables), call, bucket, 0, 0);
        }
        int cost;
        try {
            cost = ShopifyPoints.requested(
                    schema,
                    ExecutableNormalizedOperationFactory.createExecutableNormalizedOperationWithRawVariables(
                            schema, parsed.getDocument(), null, RawVariables.of(variables)));
        } catch (GraphQLException wrongVariables) {
            return body(execute(call, document, variables), call, bucket, 0, 0);
        }
        if (cost > ShopifyPoints.MOST) {
            return refused(
                    "MAX_COST_EXCEEDED",
                    "Query cost is " + cost + ", which exceeds the single query max cost limit (" + ShopifyPoints.MOST
                            + ").",
                    cost,
                    bucket.status(call.now()));
        }
        if (!bucket.take(cost, call.now())) {
            return refused("THROTTLED", "Throttled", cost, bucket.status(call.now()));
        }
        var result = execute(call, document, variables);
        int used = Math.min(
                cost, Math.max(ShopifyPoints.leastOf(parsed.getDocument()), ShopifyPoints.actual(result.getData())));
        bucket.giveBack((double) cost - used);
        return body(result, call, bucket, cost, used);
    }

    @Override
    public ShopifyBulks.Part answer(ShopifyCall call, String document, Optional<Mark> after) {
        var context = new HashMap<Object, Object>();
        after.ifPresent(mark -> context.put("after", mark));
        var input = input(call, document, Map.of(), context);
        var result = graphQl.execute(input);
        Map<String, Object> data = result.getData();
        return new ShopifyBulks.Part(
                data == null ? Map.of() : data,
                result.getErrors().stream().map(GraphQLError::getMessage).toList(),
                input.getGraphQLContext().getOrEmpty("next"));
    }

    private ExecutionResult execute(ShopifyCall call, String document, Map<String, Object> variables) {
        return graphQl.execute(input(call, document, variables, new HashMap<>()));
    }

    private static ExecutionInput input(
            ShopifyCall call, String document, Map<String, Object> variables, Map<Object, Object> context) {
        context.put(ShopifyCall.class, call);
        return ExecutionInput.newExecutionInput(document)
                .variables(variables)
                .graphQLContext(context)
                .build();
    }

    private static ObjectNode body(
            ExecutionResult result, ShopifyCall call, ShopifyBucket bucket, int requested, int actual) {
        var body = JsonNodeFactory.instance.objectNode();
        if (result.isDataPresent()) {
            JsonNode data = JSON.valueToTree(result.<Object>getData());
            body.set("data", data);
        }
        if (!result.getErrors().isEmpty()) {
            var errors = body.putArray("errors");
            result.getErrors().forEach(error -> {
                ObjectNode node = JSON.valueToTree(error.toSpecification());
                var code = error.getExtensions() == null
                        ? null
                        : error.getExtensions().get("code");
                node.putObject("extensions").put("code", code == null ? word(error.getErrorType()) : code.toString());
                errors.add(node);
            });
        }
        var cost = body.putObject("extensions").putObject("cost");
        cost.put("requestedQueryCost", requested).put("actualQueryCost", actual);
        cost.set("throttleStatus", bucket.status(call.now()));
        return body;
    }

    private static String word(ErrorClassification type) {
        return "ValidationError".equals(String.valueOf(type)) ? "undefinedField" : "BAD_REQUEST";
    }

    private static ObjectNode refused(String code, String message, int cost, ObjectNode status) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("errors")
                .addObject()
                .put("message", message)
                .putObject("extensions")
                .put("code", code);
        var told = body.putObject("extensions").putObject("cost");
        told.put("requestedQueryCost", cost).putNull("actualQueryCost");
        told.set("throttleStatus", status);
        return body;
    }
}
