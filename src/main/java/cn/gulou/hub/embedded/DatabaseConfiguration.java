package cn.gulou.hub.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one database: the configured one, or an embedded one when none is. */
@Configuration
class DatabaseConfiguration {

    @Bean
    @ConditionalOnExpression("'${hub.database.url:}'.isEmpty()")
    EmbeddedDatabase embeddedDatabase(DataDirectory directory, EmbeddedSettings settings) {
        return new EmbeddedDatabase(directory.path(), settings.database());
    }

    @Bean
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
        return new HikariDataSource(pool);
    }
}
