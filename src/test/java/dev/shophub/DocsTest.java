package dev.shophub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The pages lead where they say and leave out no profile, room, dependency or decision; the tests that one names are there; no
 * file names a computer or a registry.
 */
class DocsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Set<String> NOT_OURS = Set.of("target", "data", "inbox", ".git", ".idea", ".vscode");
    private static final Pattern TEXT = Pattern.compile(".*\\.(md|svg|java|ya?ml|json|csv|sql|properties|xml|html|txt"
            + "|js|factories|cmd)|.*/[^./]+|.*/\\.[a-z]+ignore");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
    private static final Pattern PROFILE = Pattern.compile("<profile>\\s*(?:<!--[^>]*-->\\s*)?<id>([^<]+)</id>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<$]+)</artifactId>");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern COMPUTER = Pattern.compile("(?<![\\w.-])/(?:work|root|home/\\w+)/\\w");
    private static final Pattern REGISTRY = Pattern.compile("repo1?\\.maven\\.|registry\\.npmjs|pypi\\.org"
            + "|proxy\\.golang\\.org|index\\.docker\\.io|maven\\.aliyun");

    /** They have to name what no other file may. */
    private static final Set<String> MAY_NAME_THEM =
            Set.of(".mvn/wrapper/maven-wrapper.properties", "src/test/java/dev/shophub/DocsTest.java");

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : files("md")) {
            for (var link : matches(LINK, Files.readString(page))) {
                if (!link.contains("://") && !link.startsWith("mailto:") && !leads(page, link)) {
                    broken.add(ROOT.relativize(page) + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void noFileNamesAComputerOrARegistry() throws IOException {
        var found = new ArrayList<String>();
        for (var file : files("")) {
            var name = ROOT.relativize(file).toString().replace('\\', '/');
            if (!TEXT.matcher("/" + name).matches() || MAY_NAME_THEM.contains(name)) {
                continue;
            }
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (var pattern : List.of(COMPUTER, REGISTRY)) {
                pattern.matcher(text).results().forEach(hit -> found.add(name + ": " + hit.group()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theReadmeNamesEveryProfile() throws IOException {
        var readme = Files.readString(ROOT.resolve("README.md"));
        var profiles = matches(PROFILE, Files.readString(ROOT.resolve("pom.xml")));
        assertThat(profiles).isNotEmpty().allSatisfy(profile -> assertThat(readme)
                .containsPattern("`(-P)?" + Pattern.quote(profile) + "`"));
    }

    @Test
    void theReadmeNamesEveryRoom() throws IOException {
        var readme = Files.readString(ROOT.resolve("README.md"));
        try (var rooms = Files.list(ROOT.resolve("src/main/java/dev/shophub"))) {
            assertThat(rooms.filter(Files::isDirectory)
                            .map(room -> room.getFileName().toString()))
                    .isNotEmpty()
                    .allSatisfy(room -> assertThat(readme).containsPattern("`" + room + "[`/]"));
        }
    }

    @Test
    void thePageOfOperationsSaysOfEveryPlatformWhoIsGivenOrderAccess() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/operations.md"));
        try (var pages = Files.list(ROOT.resolve("docs/platforms"))) {
            assertThat(pages.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> !file.equals("README.md") && !file.endsWith("-simulator.md"))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(page)
                            .containsPattern(
                                    "\\| \\[[^]]+]\\(platforms/" + file + "#credentials-step-by-step\\) \\| \\S"));
        }
    }

    @Test
    void theDependencyPageNamesEveryDependency() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/dependencies.md"));
        var artifacts = matches(ARTIFACT, Files.readString(ROOT.resolve("pom.xml"))).stream()
                .filter(artifact -> !artifact.equals("shophub") && !artifact.endsWith("-bom"))
                .toList();
        assertThat(artifacts).isNotEmpty().allSatisfy(artifact -> assertThat(page)
                .contains(artifact + "`"));
    }

    @Test
    void everyDecisionIsListed() throws IOException {
        var list = Files.readString(ROOT.resolve("docs/adr/README.md"));
        try (var pages = Files.list(ROOT.resolve("docs/adr"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .filteredOn(page -> !page.equals("README.md"))
                    .isNotEmpty()
                    .allSatisfy(page -> assertThat(list).contains("](" + page + ")"));
        }
    }

    @Test
    void everyTestThatThePageOfPainsNamesIsThere() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/pains.md"));
        var sources = new TreeMap<String, String>();
        try (var tests = Files.walk(ROOT.resolve("src/test/java"))) {
            for (var test :
                    tests.filter(file -> file.toString().endsWith(".java")).toList()) {
                sources.put(test.getFileName().toString().replace(".java", ""), Files.readString(test));
            }
        }
        var named = TEST.matcher(page).results().toList();
        assertThat(named).hasSizeGreaterThan(100).allSatisfy(test -> assertThat(sources.getOrDefault(test.group(1), ""))
                .as(test.group())
                .contains("void " + test.group(2) + "("));
    }

    private static boolean leads(Path page, String link) throws IOException {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(Files.readString(target)).contains(parts[1]);
    }

    /** As the usual viewers make them of headings: lower case, no punctuation, blanks as hyphens. */
    private static Set<String> anchors(String page) {
        return matches(HEADING, page).stream()
                .map(heading -> heading.strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult hit) -> hit.group(1))
                .toList();
    }

    private static List<Path> files(String ending) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(ROOT)
                                && folder.getParent().equals(ROOT)
                                && NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(ending)
                        && !file.getFileName().toString().equals(".git")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
