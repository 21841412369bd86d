package cn.gulou.hub.compliance;

import cn.gulou.hub.alert.Refusal;
import cn.gulou.hub.alert.Violation;
import cn.gulou.hub.privacy.IdNumbers;
import cn.gulou.hub.privacy.Masking;
import cn.gulou.hub.privacy.PhoneNumbers;
import cn.gulou.hub.privacy.Sealing;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;

/** The people behind accounts: read, sealed, and known again by a keyed index of their identity number (C-40, C-43). */
@Component
class People {
    private static final Masked NOBODY = new Masked(null, null, null);

    private final Sealing sealing;

    People(Sealing sealing) {
        this.sealing = sealing;
    }

    /** A person in clear, as a call names one. Never written anywhere. */
    record Person(String name, String mobile, String idNumber) {
        @Override
        public String toString() {
            return "Person[…]";
        }
    }

    /** What people may see of a person (C-41). */
    record Masked(String name, String mobile, String idNumber) {}

    /** A person as the ledger keeps one, each part in Base64. */
    record Sealed(String index, String name, String mobile, String idNumber) {
        static byte[] bytes(String base64) {
            return base64 == null ? null : Base64.getDecoder().decode(base64);
        }
    }

    /** @throws Refusal 422 saying which part is missing or none, never what was written */
    Person checked(Person written) {
        List<Violation> violations = new ArrayList<>();
        String name =
                written == null || written.name() == null ? "" : written.name().strip();
        if (name.isEmpty()) {
            violations.add(new Violation("name-missing", "/person/name", "须填写实名（C-43）。", "Give the real name (C-43)."));
        }
        String mobile = written == null ? null : mobile(written.mobile(), "/person/mobile", violations);
        String idNumber =
                written == null ? null : IdNumbers.normalise(written.idNumber()).orElse(null);
        if (idNumber == null) {
            violations.add(new Violation(
                    "id-number-wrong",
                    "/person/idNumber",
                    "不是有效的居民身份证号码（C-43）。",
                    "This is no valid resident identity number (C-43)."));
        }
        if (!violations.isEmpty()) {
            throw new Refusal(422, violations);
        }
        return new Person(name, mobile, idNumber);
    }

    /** @throws Refusal 422 when it is no phone number */
    String checkedMobile(String written) {
        List<Violation> violations = new ArrayList<>();
        String mobile = mobile(written, "/mobile", violations);
        if (!violations.isEmpty()) {
            throw new Refusal(422, violations);
        }
        return mobile;
    }

    private static String mobile(String written, String where, List<Violation> violations) {
        return PhoneNumbers.normalise(written).orElseGet(() -> {
            violations.add(new Violation("not-a-number", where, "不是手机号码。", "This is no phone number."));
            return null;
        });
    }

    Masked masked(Person person) {
        return new Masked(
                Masking.maskName(person.name()),
                Masking.mask(person.mobile()),
                Masking.maskIdNumber(person.idNumber()));
    }

    Masked masked(byte[] name, byte[] mobile, byte[] idNumber) {
        return name == null
                ? NOBODY
                : masked(new Person(sealing.openText(name), sealing.openText(mobile), sealing.openText(idNumber)));
    }

    Sealed sealed(Person person) {
        return new Sealed(
                base64(sealing.index("id-number:" + person.idNumber())),
                seal(person.name()),
                seal(person.mobile()),
                seal(person.idNumber()));
    }

    /** Sealed, in Base64; null stays null. */
    String seal(String clear) {
        return clear == null ? null : base64(sealing.seal(clear));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
