package cn.gulou.hub.ingest;

import cn.gulou.hub.alert.SqlFile;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The last of the disk belongs to what was accepted: with too little of it free nothing new is taken in, and before that
 * somebody is called.
 */
@Component("storage")
public class Storage {
    private static final String TELL = SqlFile.read("ingest/tell-disk");

    private final StorageSettings settings;
    private final DataSize alarmFree;
    private final JdbcClient jdbc;
    private final Clock clock;

    Storage(StorageSettings settings, IngestSettings intake, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.alarmFree = intake.alarmFree();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Raises the alarm while there is little room, and ends it when there is enough. */
    public void look() {
        long free = free();
        jdbc.sql(TELL)
                .param("low", free < alarmFree.toBytes())
                .param("freeMb", DataSize.ofBytes(free).toMegabytes())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query()
                .listOfRows();
    }

    private long free() {
        return settings.dataDir().toFile().getUsableSpace();
    }

    /**
     * Returns when there is room.
     *
     * @throws TransientDataAccessResourceException when the disk is nearly full: HTTP answers 503, queue and inbox wait
     */
    void checkRoom() {
        if (free() < settings.minimumFree().toBytes()) {
            throw new TransientDataAccessResourceException("the disk is nearly full: no alert is taken in");
        }
    }
}
