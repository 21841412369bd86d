package cn.gulou.hub.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Seals personal data (AES-256-GCM) and gives it a keyed index (HMAC-SHA256, 16 bytes) by which it can be found without
 * being read. Both keys live in the keyset file, outside the database (C-40). Safe for use by many threads.
 */
public final class Sealing {
    private static final byte[] NO_CONTEXT = {};
    private static final int INDEX_BYTES = 16;

    private final Aead aead;
    private final PrfSet prf;

    Sealing(KeysetHandle sealing, KeysetHandle index) throws GeneralSecurityException {
        aead = sealing.getPrimitive(com.google.crypto.tink.RegistryConfiguration.get(), Aead.class);
        prf = index.getPrimitive(com.google.crypto.tink.RegistryConfiguration.get(), PrfSet.class);
    }

    /** Seals bytes; the same bytes seal differently each time. */
    public byte[] seal(byte[] clear) {
        try {
            return aead.encrypt(clear, NO_CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the sealing key cannot be used", e);
        }
    }

    /** Seals a text (UTF-8). */
    public byte[] seal(String clear) {
        return seal(clear.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Opens what {@link #seal(byte[])} sealed.
     *
     * @throws IllegalStateException when it was sealed under a key that is not in the keyset, or was changed
     */
    public byte[] open(byte[] sealed) {
        try {
            return aead.decrypt(sealed, NO_CONTEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealed data does not open with the keys of HUB_KEYSET", e);
        }
    }

    /** Opens a sealed text. */
    public String openText(byte[] sealed) {
        return new String(open(sealed), StandardCharsets.UTF_8);
    }

    /** The keyed index of a text, 16 bytes: equal texts have equal indexes under one keyset. */
    public byte[] index(String clear) {
        return index(clear.getBytes(StandardCharsets.UTF_8));
    }

    /** The keyed index of bytes, 16 bytes. */
    public byte[] index(byte[] clear) {
        try {
            return prf.computePrimary(clear, INDEX_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the index key cannot be used", e);
        }
    }
}
