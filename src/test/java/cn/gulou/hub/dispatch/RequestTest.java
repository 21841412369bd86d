package cn.gulou.hub.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RequestTest {
    @Property
    void carriesEverySegmentOnce_alikeInAllButTheRecipient(
            @ForAll @IntRange(max = 300) int people,
            @ForAll @IntRange(min = 1, max = 4) int parts,
            @ForAll @IntRange(min = 1, max = 254) int most) {
        List<Segment> claimed = claimed(people, parts);

        List<Request> requests = Request.of(claimed, most);

        List<Segment> sent = new ArrayList<>();
        for (Request request : requests) {
            assertThat(request.getSize()).isBetween(1, most);
            assertThat(request.segments())
                    .extracting(Segment::part)
                    .containsOnly(request.any().part());
            sent.addAll(request.segments());
        }
        assertThat(sent).hasSameSizeAs(claimed);
        assertThat(new HashSet<>(sent)).isEqualTo(new HashSet<>(claimed));
    }

    @Example
    void fillsEachAsFarAsItGoes() {
        assertThat(Request.of(claimed(100, 1), 40)).extracting(Request::getSize).containsExactly(40, 40, 20);
    }

    @Example
    void sendsAlone_whatWasTriedBefore() {
        List<Segment> claimed = new ArrayList<>(claimed(10, 1));
        claimed.set(4, again(claimed.get(4)));
        assertThat(Request.of(claimed, 40)).extracting(Request::getSize).containsExactlyInAnyOrder(1, 9);
    }

    private static Segment again(Segment one) {
        return new Segment(
                one.claim(),
                one.recipientNo(),
                one.part(),
                one.parts(),
                one.number(),
                one.text(),
                2,
                (byte) 1,
                one.expiresAt(),
                Duty.PUBLIC);
    }

    @Example
    void namesNobody() {
        assertThat(Request.of(claimed(3, 1), 3).get(0).toString()).doesNotContain("8613800");
    }

    private static List<Segment> claimed(int people, int parts) {
        List<Segment> claimed = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            for (int part = 1; part <= parts; part++) {
                claimed.add(new Segment(
                        new ClaimKey(1, 1, 1, "test"),
                        person,
                        (short) part,
                        parts,
                        String.valueOf(8613800000000L + person),
                        "预警" + part,
                        1,
                        (byte) 1,
                        Instant.MAX,
                        Duty.PUBLIC));
            }
        }
        return claimed;
    }
}
