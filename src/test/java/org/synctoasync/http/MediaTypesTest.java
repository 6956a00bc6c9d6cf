package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\""
            })
    void jsonInUtf8IsTaken(String contentType) {
        assertThat(MediaTypes.isJson(contentType)).isTrue();
    }

    /** Above all the types that a form of a foreign page can send. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ";",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=iso-8859-1",
                "application/jsonx"
            })
    void anythingElseIsRefused(String contentType) {
        assertThat(MediaTypes.isJson(contentType)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        ",application/json",
        "*/*,application/json",
        "application/json,application/json",
        "application/graphql-response+json,application/graphql-response+json",
        "'application/graphql-response+json; q=1, application/json; q=0.9',application/graphql-response+json"
    })
    void theResponseIsOfTheTypeThatTheClientAsksFor(String accept, String expected) {
        assertThat(MediaTypes.ofResponse(accept)).isEqualTo(expected);
    }
}
