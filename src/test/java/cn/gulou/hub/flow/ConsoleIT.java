package cn.gulou.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.util.FileSystemUtils;

/** The console as a person sees it. Pictures are left in target/pictures. */
class ConsoleIT extends HubIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private Path profile;
    private ChromeDriver browser;

    @BeforeEach
    void open() throws IOException {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            String reason = "ConsoleIT skipped: no " + CHROMIUM + " and " + DRIVER + " (apt: chromium chromium-driver)";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        profile = Files.createTempDirectory("gulou-chromium");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1500,1250",
                "--user-data-dir=" + profile);
        File driver = DRIVER.toFile();
        browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(driver).build(), options);
    }

    @AfterEach
    void close() throws IOException {
        if (browser != null) {
            browser.quit();
            FileSystemUtils.deleteRecursively(profile);
        }
    }

    @Test
    void drawsARouteWithTheNamesOfItsSteps() throws IOException {
        browser.get("http://127.0.0.1:" + port + "/hawtio");
        picture("login");
        signIn("engineer");

        browser.get("http://127.0.0.1:" + port + "/hawtio/camel");
        show("dispatch", "smpp-port-whole-network-a");
        awaitThat(By.xpath("//*[contains(@class, 'camel-node-id')][contains(., 'smpp-port-settle')]"));
        picture("hawtio-routes");

        List<String> names = browser.findElements(By.className("camel-node-id")).stream()
                .map(node -> node.getText().replaceAll("[() ]|ID:", ""))
                .toList();
        assertThat(names)
                .containsExactly(
                        "smpp-port-token",
                        "smpp-port-keep-token",
                        "smpp-port-plain",
                        "smpp-port-bare",
                        "smpp-port-claim",
                        "smpp-port-while-claimed",
                        "smpp-port-send",
                        "smpp-port-claim-more",
                        "smpp-port-settle");
        assertThat(browser.findElement(By.tagName("body")).getText())
                .contains("type=routes,name=\"smpp-port-whole-network-a\"");
        assertThat(browser.getTitle()).contains("鼓楼");
    }

    @Test
    @Tag("long")
    void showsTheBrokerUnderJmx() throws IOException {
        browser.get("http://127.0.0.1:" + port + "/hawtio");
        signIn("auditor");

        browser.get("http://127.0.0.1:" + port + "/hawtio/jmx");
        WebElement broker = awaitThat(By.xpath("//*[text()='org.apache.activemq.artemis']"));
        broker.click();
        awaitThat(By.xpath("//*[contains(text(), 'broker=\"hub\"')]"));
        picture("hawtio-broker");

        assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain("com.zaxxer.hikari");
    }

    private void signIn(String account) {
        browser.findElement(By.name("username")).sendKeys(account);
        browser.findElement(By.name("password")).sendKeys(account + "-demo");
        browser.findElement(By.tagName("button")).click();
        awaitThat(By.xpath("//*[text()='Camel']"));
    }

    /** Finds a route in the tree and opens its diagram. */
    private void show(String group, String route) {
        awaitThat(By.cssSelector("input[type=search]")).sendKeys(route);
        String id = "org.apache.camel-CamelContexts-hub-routes-" + group + "-" + route + "-folder";
        awaitThat(By.xpath("//*[@id='" + id + "']//*[text()='" + route + "']")).click();
    }

    private WebElement awaitThat(By what) {
        return new WebDriverWait(browser, Duration.ofSeconds(30))
                .until(ExpectedConditions.visibilityOfElementLocated(what));
    }

    private void picture(String name) throws IOException {
        Path file = Path.of("target/pictures", name + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
    }
}
