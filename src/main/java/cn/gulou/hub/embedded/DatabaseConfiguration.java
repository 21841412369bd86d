package cn.gulou.hub.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.flyway.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The one database: the configured one, or an embedded one when none is. */
@Configuration
class DatabaseConfiguration {

    @Bean
    @ConditionalOnExpression("'${hub.database.url:}'.isEmpty()")
    EmbeddedDatabase embeddedDatabase(DataDirectory directory, EmbeddedSettings settings) {
        return new EmbeddedDatabase(directory.path(), settings.database());
    }

    /** Who makes the tables: their owner, so that the role the hub works with cannot change the audit's (C-43). */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownersDatabase(EmbeddedSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        EmbeddedDatabase own = embedded.getIfAvailable();
        EmbeddedSettings.Database given = settings.database();
        if (own != null) {
            return new DriverManagerDataSource(own.url(), own.owner(), own.password());
        }
        return given.owner().isEmpty()
                ? new DriverManagerDataSource(given.url(), given.user(), given.password())
                : new DriverManagerDataSource(given.url(), given.owner(), given.ownerPassword());
    }

    /** Tells the migrations which role gets its rights. */
    @Bean
    FlywayConfigurationCustomizer runtimeRole(EmbeddedSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        EmbeddedDatabase own = embedded.getIfAvailable();
        String role = own != null ? own.user() : settings.database().user();
        return flyway -> flyway.placeholders(Map.of("runtime", role));
    }

    @Bean
    @Primary
    HikariDataSource dataSource(EmbeddedSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        EmbeddedDatabase own = embedded.getIfAvailable();
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("hub");
        pool.setJdbcUrl(own != null ? own.url() : settings.database().url());
        pool.setUsername(own != null ? own.user() : settings.database().user());
        pool.setPassword(own != null ? own.password() : settings.database().password());
        pool.setMaximumPoolSize(settings.database().poolSize());
        pool.setConnectionTimeout(5_000);
        pool.addDataSourceProperty("ApplicationName", OneHub.NAME);
        // its DETAIL quotes rows, and its messages are logged by parts that scrub nothing (C-42)
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        // no query here runs long enough to be worth compiling
        pool.setConnectionInitSql("SET jit = off");
        return new HikariDataSource(pool);
    }
}
