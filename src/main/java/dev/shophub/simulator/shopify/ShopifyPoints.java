package dev.shophub.simulator.shopify;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnmodifiedType;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What documents cost: an object a point, a list as many as it may have rows, a change ten; scalars nothing. */
final class ShopifyPoints {

    /** A single query may not cost more. */
    static final int MOST = 1_000;

    private static final int CHANGE = 10;
    private static final String CONNECTION = "Connection";

    private ShopifyPoints() {}

    /** Before it is executed: what it could bring. */
    static int requested(GraphQLSchema schema, ExecutableNormalizedOperation operation) {
        boolean changes = operation.getOperation() == OperationDefinition.Operation.MUTATION;
        return operation.getTopLevelFields().stream()
                .mapToInt(field -> changes ? CHANGE : cost(schema, field))
                .sum();
    }

    private static int cost(GraphQLSchema schema, ExecutableNormalizedField field) {
        if (!field.hasChildren()) {
            return 0;
        }
        GraphQLUnmodifiedType type = GraphQLTypeUtil.unwrapAll(field.getType(schema));
        int below = field.getChildren().stream()
                .mapToInt(child -> cost(schema, child))
                .sum();
        if (type.getName().endsWith(CONNECTION)) {
            return rows(field) * below;
        }
        // The rows of a list are counted where it is called for; what wraps them costs nothing.
        if (type.getName().equals("PageInfo")) {
            return 0;
        }
        return type.getName().endsWith("Edge") ? below : rows(field) * (1 + below);
    }

    private static int rows(ExecutableNormalizedField field) {
        var arguments = field.getResolvedArguments();
        if (arguments.get("first") instanceof Number first) {
            return first.intValue();
        }
        return arguments.get("ids") instanceof List<?> ids ? ids.size() : 1;
    }

    /** A change costs its points whatever comes of it. */
    static int leastOf(Document document) {
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation -> operation.getOperation() == OperationDefinition.Operation.MUTATION)
                .mapToInt(operation ->
                        CHANGE * operation.getSelectionSet().getSelections().size())
                .sum();
    }

    /** After it: the objects that came. */
    static int actual(Map<String, Object> data) {
        return data == null ? 0 : objects(data.values());
    }

    private static int objects(Object data) {
        if (data instanceof Map<?, ?> object) {
            int below = objects(object.values());
            boolean wrapper = object.containsKey("hasNextPage")
                    || object.containsKey("nodes")
                    || object.containsKey("edges")
                    || object.containsKey("node");
            return below + (wrapper ? 0 : 1);
        }
        return data instanceof Collection<?> many
                ? many.stream().mapToInt(ShopifyPoints::objects).sum()
                : 0;
    }
}
