package cn.gulou.hub.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Map;

/** The keyset file: JSON {@code {"sealing": <Tink keyset>, "index": <Tink keyset>}}, readable by its owner only. */
final class Keyset {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Keyset() {}

    /**
     * Reads the keyset file.
     *
     * @throws IllegalStateException saying what is wrong with the file
     */
    static Sealing read(Path file) {
        try {
            AeadConfig.register();
            PrfConfig.register();
            JsonNode keys = JSON.readTree(file.toFile());
            return new Sealing(handle(keys.path("sealing")), handle(keys.path("index")));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("HUB_KEYSET: " + file + " is not a readable keyset file", e);
        }
    }

    /** Makes a new keyset file unless one is there; never overwrites, for what it sealed would be lost. */
    static void createIfAbsent(Path file) {
        try {
            AeadConfig.register();
            PrfConfig.register();
            Files.createDirectories(file.toAbsolutePath().getParent());
            byte[] keys = JSON.writeValueAsBytes(Map.of(
                    "sealing", json(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM)),
                    "index", json(KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF))));
            Files.createFile(file, ownerOnly());
            Files.write(file, keys);
        } catch (FileAlreadyExistsException e) {
            // the keys are there already
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("HUB_KEYSET: cannot make " + file, e);
        }
    }

    private static JsonNode json(KeysetHandle handle) throws GeneralSecurityException, IOException {
        return JSON.readTree(TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()));
    }

    private static KeysetHandle handle(JsonNode keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(keyset.toString(), InsecureSecretKeyAccess.get());
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
