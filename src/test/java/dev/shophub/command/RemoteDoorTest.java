package dev.shophub.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.servlet.ServletManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The command line and a management port, over real HTTP. */
class RemoteDoorTest {

    private static final VerbCall<Question, List<Answer>> ECHO =
            new VerbCall<>("echo", Question.class, new TypeReference<>() {}, false);
    private static final VerbCall<Question, List<Answer>> UNKNOWN =
            new VerbCall<>("of-a-later-version", Question.class, new TypeReference<>() {}, false);

    private static ServletWebServerApplicationContext hub;

    @BeforeAll
    static void start() {
        hub = (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(Hub.class).run("--server.port=0", "--server.address=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aVerbAnswersItsRecordWithTheOwnersToken() {
        var now = Instant.parse("2026-11-23T04:00:00Z");
        assertThat(door("right").call(ECHO, new Question(Optional.of("旗舰店"), now)))
                .containsExactly(new Answer("旗舰店", Optional.of(now)));
        assertThat(door("right")
                        .call(ECHO, new Question(Optional.empty(), now))
                        .get(0)
                        .said())
                .isEqualTo("nothing");
    }

    @Test
    void withoutTheTokenNothingRuns() {
        assertThat(refusal(door("wrong"), ECHO, "hello").key()).isEqualTo("wrong-token");
        assertThat(refusal(door(""), ECHO, "hello").key()).isEqualTo("wrong-token");
    }

    @Test
    void aRefusalArrivesWithItsParticulars() {
        var refusal = refusal(door("right"), ECHO, "no such shop");
        assertThat(refusal.key()).isEqualTo("unknown-shop");
        assertThat(refusal.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
        assertThat(refusal.near()).containsExactly("taobao-demo");
        assertThat(refusal(door("right"), UNKNOWN, "x").key()).isEqualTo("verb-not-here");
    }

    @Test
    void aBugOfTheHubIsSaidWithoutItsParticulars() {
        assertThat(refusal(door("right"), ECHO, "bug").key()).isEqualTo("failed");
    }

    private static VerbRefusedException.Refusal refusal(
            HubDoor door, VerbCall<Question, List<Answer>> call, String said) {
        var refused = new VerbRefusedException.Refusal[1];
        assertThatThrownBy(() -> door.call(call, new Question(Optional.of(said), Instant.EPOCH)))
                .isInstanceOfSatisfying(VerbRefusedException.class, thrown -> refused[0] = thrown.refusal());
        return refused[0];
    }

    private static HubDoor door(String token) {
        return new RemoteDoor(new RunFile(
                "demo",
                "running",
                ProcessHandle.current().pid(),
                "",
                "",
                "",
                Map.of("management", hub.getWebServer().getPort()),
                token,
                Map.of()));
    }

    record Question(Optional<String> said, Instant at) {}

    record Answer(String said, Optional<Instant> at) {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        EndpointAutoConfiguration.class,
        WebEndpointAutoConfiguration.class,
        ManagementContextAutoConfiguration.class,
        ServletManagementContextAutoConfiguration.class
    })
    static class Hub {

        @Bean
        VerbEndpoint verbEndpoint() {
            return new VerbEndpoint(new Verbs().with(ECHO, Hub::answer), "right");
        }

        private static List<Answer> answer(Question question) {
            var said = question.said().orElse("nothing");
            if (said.equals("no such shop")) {
                throw VerbRefusedException.cannot("unknown-shop", said).near(List.of("taobao-demo"));
            }
            if (said.equals("bug")) {
                throw new IllegalStateException("A bug");
            }
            return List.of(new Answer(said, Optional.of(question.at())));
        }
    }
}
