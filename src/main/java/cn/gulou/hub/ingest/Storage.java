package cn.gulou.hub.ingest;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/** The last of the disk belongs to what was accepted: with too little of it free nothing new is taken in. */
@Component
class Storage {
    private final StorageSettings settings;

    Storage(StorageSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns when there is room.
     *
     * @throws TransientDataAccessResourceException when the disk is nearly full: HTTP answers 503, queue and inbox wait
     */
    void checkRoom() {
        if (settings.dataDir().toFile().getUsableSpace()
                < settings.minimumFree().toBytes()) {
            throw new TransientDataAccessResourceException("the disk is nearly full: no alert is taken in");
        }
    }
}
