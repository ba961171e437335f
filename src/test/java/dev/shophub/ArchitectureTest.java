package dev.shophub;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.shophub.support.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls of the house. An exception stands here with its reason; a new one is a decision, not a repair. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.shophub");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("dev.shophub");
    private static final List<SourceFile> SOURCES = SourceFile.below(SourceFile.MAIN);
    private static final Pattern SQL = Pattern.compile(
            "\\b(SELECT\\s+\\S+|INSERT\\s+(IGNORE\\s+)?INTO|REPLACE\\s+INTO|UPDATE\\s+\\w+\\s+SET|DELETE\\s+FROM"
                    + "|(CREATE|ALTER|DROP)\\s+(TABLE|SCHEMA|DATABASE|USER)|GRANT\\s+\\w+|GET_LOCK)\\b");
    private static final Pattern SQL_CLOCK =
            Pattern.compile("\\b(NOW\\(|SYSDATE\\(|CURRENT_TIMESTAMP|UTC_TIMESTAMP|CURDATE\\(|UNIX_TIMESTAMP\\(\\))");
    private static final Pattern DECLARATION = Pattern.compile(
            "(?m)^((public|final|abstract|sealed|non-sealed) )*(class|record|interface|enum|@interface) ");
    private static final Set<String> CLOCKS_OF_THEIR_OWN = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.ZonedDateTime",
            "java.time.OffsetDateTime",
            "java.time.Year",
            "java.time.YearMonth");

    @Test
    void aRoomUsesOnlyWhatItsPackageInfoAllows() {
        ApplicationModules.of(ShopHub.class).verify();
    }

    @Test
    void nobodyUsesTheLastRooms() {
        onlyUsedBy("camel");
        onlyUsedBy("report");
        // The command line asks a stopped demo's books; ShopHub starts what it is asked for.
        onlyUsedBy("demo", "command", "");
        onlyUsedBy("command", "");
        onlyUsedBy("start", "");
        onlyUsedBy("simulator", "demo");
    }

    @Test
    void platformsNeverSeeEachOtherAndNothingListsThem() throws IOException {
        for (var platform : platforms()) {
            classes()
                    .that()
                    .resideInAPackage("dev.shophub.platform." + platform + "..")
                    .should()
                    .onlyHaveDependentClassesThat()
                    .resideInAPackage("dev.shophub.platform." + platform + "..")
                    .check(MAIN);
            var name = Pattern.compile("\\b" + platform + "\\b|\\b"
                    + platform.substring(0, 1).toUpperCase(Locale.ROOT) + platform.substring(1) + "(?=[A-Z])");
            assertThat(SOURCES)
                    .filteredOn(source -> !source.in("platform/" + platform)
                            && !source.in("simulator/" + platform)
                            // which platform a demo plays a folder on when nothing is said
                            && !source.path().equals("demo/DemoSettings.java"))
                    .as("sources that name the platform " + platform)
                    .noneMatch(source -> name.matcher(source.code()).find());
        }
    }

    @Test
    void onlyCamelKnowsCamel() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.shophub.camel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(MAIN);
    }

    @Test
    void onlyTheTablesRoomsKnowSql() {
        noClasses()
                .that(not(knowSql()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.flywaydb..")
                .check(MAIN);
    }

    @Test
    void sqlStandsOnlyWhereTablesAreKnown() {
        // They say to the database itself what it may do, before there are tables.
        var exceptions = Set.of(
                "demo/EmbeddedDatabase.java", // asks a server found running whose data it serves
                "demo/ServerProgram.java", // makes the server's account
                "start/SingleInstance.java", // the database's lock that keeps a second hub out
                "start/DatabaseOpening.java"); // asks for the server's version and creates the schema
        assertThat(SOURCES)
                .filteredOn(source -> !source.in("store")
                        && !source.in("outbox")
                        && !(source.in("simulator") && source.type().endsWith("State"))
                        && !exceptions.contains(source.path()))
                .noneMatch(source -> source.literals().stream().anyMatch(SQL.asPredicate()));
    }

    @Test
    void timeIsTheClockThatIsHandedIn() throws IOException {
        noClasses().should().callMethodWhere(readsAClockOfItsOwn()).check(MAIN);
        noClasses()
                // A mail's Date header is a java.util.Date in Jakarta Mail.
                .that(not(named("alert.MailRoom").or(named("simulator.mailbox.ReceivedMail"))))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Date.class, Calendar.class)
                .check(MAIN);
        // Where a process begins the clock is made.
        noClasses()
                .that(not(named("start.StartConfiguration")
                        .or(named("command.HubCommand"))
                        .or(named("demo.DemoInitializer"))
                        .or(named("demo.World"))))
                .should()
                .callMethodWhere(DescribedPredicate.<JavaMethodCall>describe(
                        "a system clock is made",
                        call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                                && call.getName().startsWith("system")))
                .check(MAIN);
        assertThat(SOURCES).noneMatch(source -> source.literals().stream().anyMatch(SQL_CLOCK.asPredicate()));
        for (var file : files(Path.of("config", "sql"), ".sql")) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(SQL_CLOCK);
        }
    }

    @Test
    void nothingSleeps() {
        var sleeps = DescribedPredicate.<JavaMethodCall>describe(
                "Thread.sleep",
                call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                        && call.getName().equals("sleep"));
        // Patience looks for rows that another process writes: no signal tells of them. Tests hand in one that never
        // waits.
        noClasses()
                .that(not(named("reconcile.Patience")))
                .should()
                .callMethodWhere(sleeps)
                .check(MAIN);
        noClasses().should().callMethodWhere(sleeps).check(TESTS);
    }

    @Test
    void nothingWritesPastLogAndCommandLine() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
    }

    @Test
    void whatIsNeededIsHandedOver() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(MAIN);
    }

    @Test
    void namesSayWhatATypeIs() {
        noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager)").check(MAIN);
        noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager)").check(TESTS);
    }

    @Test
    void everyPackageAndEveryTypeSaysWhatItIsFor() {
        assertThat(SOURCES).allMatch(ArchitectureTest::saysWhatItIsFor);
        var told = SOURCES.stream()
                .filter(source -> source.type().equals("package-info"))
                .map(SourceFile::folder)
                .toList();
        assertThat(SOURCES).extracting(SourceFile::folder).isSubsetOf(told);
    }

    private static boolean saysWhatItIsFor(SourceFile source) {
        int sentence = source.text().indexOf("/**");
        if (source.type().equals("package-info")) {
            return sentence == 0;
        }
        var declaration = DECLARATION.matcher(source.text());
        return declaration.find() && sentence >= 0 && sentence < declaration.start();
    }

    /** Nobody but the room itself and these uses it; the empty name is {@link ShopHub}. */
    private static void onlyUsedBy(String room, String... users) {
        var allowed = Stream.concat(Stream.of(room), Arrays.stream(users))
                .map(user -> user.isEmpty() ? "dev.shophub" : "dev.shophub." + user + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("dev.shophub." + room + "..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(allowed)
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> knowSql() {
        return resideInAnyPackage("dev.shophub.store..", "dev.shophub.outbox..")
                .or(resideInAnyPackage("dev.shophub.simulator..").and(simpleNameEndingWith("State")))
                .or(nestedIn("State"))
                // Before there are tables: opens the database, stamps it, keeps a second hub out.
                .or(named("start.DatabaseOpening"))
                .or(named("start.SingleInstance"))
                .or(named("start.StartConfiguration"))
                // The demo brings its database along.
                .or(resideInAnyPackage("dev.shophub.demo"))
                // These only hand the data source on, to the tables of store and outbox.
                .or(resideInAPackage("dev.shophub.camel").and(simpleNameEndingWith("Configuration")))
                .or(named("command.VerbServices"))
                .or(named("command.TrustVerbs"))
                .or(named("command.CommandConfiguration"));
    }

    private static DescribedPredicate<JavaClass> nestedIn(String suffix) {
        return DescribedPredicate.describe(
                "nested in a simulator's " + suffix,
                type -> type.getPackageName().startsWith("dev.shophub.simulator")
                        && type.getName().contains(suffix + "$"));
    }

    /** A type, by room and name, with what is nested in it. */
    private static DescribedPredicate<JavaClass> named(String roomAndName) {
        var name = "dev.shophub." + roomAndName;
        return DescribedPredicate.describe(
                name, type -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
    }

    private static DescribedPredicate<JavaMethodCall> readsAClockOfItsOwn() {
        Predicate<JavaMethodCall> now = call -> CLOCKS_OF_THEIR_OWN.contains(
                        call.getTargetOwner().getName())
                && call.getName().equals("now")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        Predicate<JavaMethodCall> millis = call -> call.getTargetOwner().isEquivalentTo(System.class)
                && call.getName().equals("currentTimeMillis");
        return DescribedPredicate.describe("a clock of its own is read", now.or(millis));
    }

    private static List<String> platforms() throws IOException {
        try (var folders = Files.list(SourceFile.MAIN.resolve("platform"))) {
            var names = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(names).isNotEmpty();
            return names;
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
