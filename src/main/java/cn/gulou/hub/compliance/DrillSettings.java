package cn.gulou.hub.compliance;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Drills.
 *
 * @param mark a word that the text of every drill must hold; empty: none is asked for
 * @param numbers drill numbers of a demo; a real hub's are proposed and confirmed by two people, and lie sealed
 */
@Validated
@ConfigurationProperties("hub.compliance.drills")
record DrillSettings(@NotNull String mark, @DefaultValue List<String> numbers) {}
