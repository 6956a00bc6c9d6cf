package org.synctoasync.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Cursors restore every value, and any other text is refused, even a cursor of other rows or another order. */
class CursorsTest {
    private static final Cursors BY_NAME = new Cursors("Book:name+,ID+", List.of(String.class, Long.class));

    /** All types that rows can be ordered by. */
    @Test
    void valuesComeBack() {
        for (Object value : List.of(
                "",
                "Ärger, \"so\" it's 100% \uD83D\uDE00",
                'x',
                true,
                (byte) 1,
                (short) -2,
                3,
                -4L,
                0.1f,
                1e-300,
                new BigInteger("123456789012345678901"),
                new BigDecimal("12.345"),
                UUID.randomUUID(),
                LocalDate.of(2024, 2, 29),
                LocalTime.of(1, 2, 3),
                LocalDateTime.of(2024, 2, 29, 1, 2, 3, 456_000),
                OffsetDateTime.parse("2024-02-29T01:02:03.000004Z"),
                Instant.parse("2024-02-29T01:02:03.000004Z"),
                new java.util.Date(123_456),
                java.sql.Date.valueOf("2024-02-29"),
                java.sql.Time.valueOf("01:02:03"),
                java.sql.Timestamp.valueOf("2024-02-29 01:02:03.000004"),
                TimeUnit.DAYS)) {
            Class<?> type = value instanceof TimeUnit ? TimeUnit.class : value.getClass();
            assertThat(CursorValues.know(type)).as(type.getName()).isTrue();
            Cursors cursors = new Cursors("order", List.of(type, Long.class));
            assertThat(cursors.read(cursors.write(List.of(value, 7L))).values()).containsExactly(value, 7L);
        }
        assertThat(BY_NAME.read(BY_NAME.write(Arrays.asList(null, 7L))).values())
                .containsExactly(null, 7L);
    }

    /** One place has one cursor, however a database represents its value. */
    @Test
    void equalValuesHaveOneCursor() {
        Cursors byPrice = new Cursors("order", List.of(BigDecimal.class));
        assertThat(byPrice.write(List.of(new BigDecimal("1.50"))))
                .isEqualTo(byPrice.write(List.of(new BigDecimal("1.5"))));
        Cursors byTime = new Cursors("order", List.of(OffsetDateTime.class));
        assertThat(byTime.write(List.of(OffsetDateTime.parse("2024-01-01T02:00:00+02:00"))))
                .isEqualTo(byTime.write(List.of(OffsetDateTime.parse("2024-01-01T00:00:00Z"))));
        Cursors byWeight = new Cursors("order", List.of(Double.class));
        assertThat(byWeight.write(List.of(-0.0))).isEqualTo(byWeight.write(List.of(0.0)));
    }

    /** A cursor can be part of a URL without encoding. */
    @Test
    void cursorsAreOpaque() {
        assertThat(BY_NAME.write(List.of("???>>>~~~", 7L))).matches("[A-Za-z0-9_-]+");
    }

    /** Cursors with one changed character, shortened or extended. */
    @Test
    void alteredOnesAreRefused() {
        String cursor = BY_NAME.write(List.of("Emma", 7L));
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            refuses(BY_NAME, cursor.substring(0, i) + other + cursor.substring(i + 1));
            refuses(BY_NAME, cursor.substring(0, i));
        }
        refuses(BY_NAME, cursor + "AAAA");
    }

    /** Cursors of another field, order, direction or other classes. */
    @Test
    void foreignOnesAreRefused() {
        String cursor = BY_NAME.write(List.of("Emma", 7L));
        refuses(new Cursors("Author.books:name+,ID+", BY_NAME.types()), cursor);
        refuses(new Cursors("Book:name-,ID+", BY_NAME.types()), cursor);
        refuses(new Cursors("Book:name+,ID+", List.of(Long.class, Long.class)), cursor);
        refuses(new Cursors("Book:name+,ID+", List.of(String.class)), cursor);
        refuses(new Cursors("Book:name+,ID+", List.of(String.class, Long.class, Long.class)), cursor);
    }

    /** Texts that were never a cursor. */
    @Test
    void malformedOnesAreRefused() {
        for (String nonsense : List.of("", "A", "not base64!", "' OR 1=1 --", "____", "AAAAAA", "\0", "f////38")) {
            refuses(BY_NAME, nonsense);
        }
        refuses(BY_NAME, Base64.getUrlEncoder().encodeToString(new byte[] {0, 0, 0, 0, 0x7f, -1, -1, -1, 0}));
        refuses(BY_NAME, BY_NAME.write(List.of("no\0text", 7L)));
    }

    private static void refuses(Cursors cursors, String cursor) {
        assertThatThrownBy(() -> cursors.read(cursor))
                .as(cursor)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is no cursor of this field in this order");
    }
}
