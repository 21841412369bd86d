package cn.gulou.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with one thread, and a clock that stands still until the test lets it go. */
@Timeout(60)
class LateAnswersTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final LateAnswers late = new LateAnswers(Duration.ofMillis(1), 1, clock);
    private final Semaphore given = new Semaphore(0);
    private final Tomcat server = new Tomcat();

    @BeforeEach
    void start(@TempDir Path directory) throws LifecycleException {
        clock.execute(() -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setBaseDir(directory.toString());
        server.setPort(0);
        server.getConnector().setProperty("maxThreads", "1");
        server.getConnector().setProperty("minSpareThreads", "1");
        Context context = server.addContext("", directory.toString());
        Tomcat.addServlet(context, "late", new Late()).setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "late");
        server.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        goOn.countDown();
        clock.shutdown();
        server.stop();
        server.destroy();
    }

    @Test
    void holdsNoThreadMeanwhile() throws Exception {
        CompletableFuture<HttpResponse<String>> held = get("/late");
        given.acquire();
        assertThat(get("/other").get().statusCode()).isEqualTo(200);
        assertThat(held).isNotDone();
        goOn.countDown();
        assertThat(held.get().statusCode()).isEqualTo(429);
    }

    @Test
    void answersAtOnce_whenItHoldsAsManyAsItMay_andHoldsAgainAfterwards() throws Exception {
        CompletableFuture<HttpResponse<String>> held = get("/late");
        given.acquire();
        assertThat(get("/late").get().statusCode()).isEqualTo(429);
        assertThat(held).isNotDone();
        goOn.countDown();
        assertThat(held.get().statusCode()).isEqualTo(429);
        assertThat(get("/late").get().statusCode()).isEqualTo(429);
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.getConnector().getLocalPort() + path);
        return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private final class Late extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/late")) {
                late.give(request, () -> response.setStatus(429));
                given.release();
            }
        }
    }
}
