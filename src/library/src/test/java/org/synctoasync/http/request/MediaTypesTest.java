package org.synctoasync.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synctoasync.deployment.DoorSetting.HttpProfile;

class MediaTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json; charset=utf8",
                "application/json ; charset=\"utf8\" ",
                "application/json; CHARSET=UTF8; charset=utf-8",
                "application/json; charset=unicode-1-1-utf-8",
                "application/json; charset=x-unicode20utf8",
                "application/json; charsets=iso-8859-1",
                "application/json; profile=\"https://shop.example\"; charset=utf-8",
                "application/json;"
            })
    void jsonInUtf8IsTaken(String contentType) {
        assertThat(MediaTypes.isJson(contentType)).isTrue();
    }

    /** Above all, the types that a form on a foreign page can send. */
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
                "application/json; charset=utf-16",
                "application/json; charset=utf-7",
                "application/json; charset=utf-88",
                "application/json; charset='utf-8'",
                "application/json; charset=\"utf-8",
                "application/json; charset=",
                "application/json; charset",
                "application/json; charset=utf-8; charset=iso-8859-1",
                "application/jsonx"
            })
    void anythingElseIsRefused(String contentType) {
        assertThat(MediaTypes.isJson(contentType)).isFalse();
    }

    /**
     * GraphQL over HTTP, section "Body": the client gets the type that it prefers. Without a named type, it gets JSON
     * in the audits' reading.
     */
    @ParameterizedTest
    @CsvSource({
        ",application/json",
        "*/*,application/json",
        "application/*,application/json",
        "application/json,application/json",
        "APPLICATION/JSON,application/json",
        "application/graphql-response+json,application/graphql-response+json",
        "'application/graphql-response+json; q=1, application/json; q=0.9',application/graphql-response+json",
        "'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',"
                + "application/graphql-response+json",
        "'application/json, application/graphql-response+json',application/graphql-response+json",
        "'application/json;q=0.5, application/graphql-response+json',application/graphql-response+json",
        "'application/graphql-response+json;q=0.5, application/json',application/json",
        "'application/graphql-response+json;q=0, */*',application/json",
        "'application/json;q=0, */*;q=0.1',application/graphql-response+json",
        "'text/html, */*;q=0.8',application/json",
        "'text/html, application/graphql-response+json;q=bad, application/json',application/json",
    })
    void theResponseIsOfTheTypeThatTheClientLikesBest(String accept, String expected) {
        assertThat(MediaTypes.ofResponse(accept, HttpProfile.AUDIT)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "text/*",
                "application/json;q=0",
                "*/*;q=0",
                "application/json;q=2",
                ",",
                ";",
                "application/jsonx, application/graphql-response+jsonx"
            })
    void whatCannotBeGivenIsNotGiven(String accept) {
        assertThat(MediaTypes.ofResponse(accept, HttpProfile.AUDIT)).isEmpty();
    }

    /** GraphQL over HTTP, section "Legacy Watershed": since 2025, a client that names no type gets the new one. */
    @ParameterizedTest
    @CsvSource({
        ",application/graphql-response+json",
        "*/*,application/graphql-response+json",
        "application/json,application/json",
        "'application/graphql-response+json;q=0.5, application/json',application/json",
    })
    void byTheDraftTheNewTypeIsTheDefault(String accept, String expected) {
        assertThat(MediaTypes.ofResponse(accept, HttpProfile.DRAFT)).hasValue(expected);
    }

    /**
     * GraphQL over SSE: a client that names events gets them if it prefers them to every other available type.
     * Subscriptions have their own rule.
     */
    @ParameterizedTest
    @CsvSource({
        "text/event-stream,text/event-stream",
        "'text/event-stream, application/json;q=0.9',text/event-stream",
        "'text/event-stream, application/json',application/json",
        "'application/graphql-response+json, text/event-stream',application/graphql-response+json",
        "'*/*, text/event-stream;q=0.1',application/json",
    })
    void eventsAreForThoseWhoNameThem(String accept, String expected) {
        assertThat(MediaTypes.ofResponse(accept, HttpProfile.AUDIT)).hasValue(expected);
        assertThat(MediaTypes.takesEvents(accept)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*/*", "text/*", "application/json", "text/event-stream;q=0", "text/event-streams"})
    void whoDoesNotNameEventsHasNone(String accept) {
        assertThat(MediaTypes.takesEvents(accept)).isFalse();
    }

    /**
     * A client gets parts if it accepts a format of them and prefers no single-document type; of several formats, the
     * first one.
     */
    @ParameterizedTest
    @CsvSource({
        "multipart/mixed,DEFER_SPEC",
        "'multipart/mixed;deferSpec=20220824, application/json',DEFER_SPEC",
        "'multipart/mixed; DEFERSPEC=\"20220824\"',DEFER_SPEC",
        "'multipart/mixed;incrementalSpec=v0.2, application/graphql-response+json, application/json;q=0.9',INCREMENTAL_SPEC",
        "'multipart/mixed;incrementalSpec=v9, multipart/mixed;deferSpec=20220824',DEFER_SPEC",
        "'application/json, multipart/mixed;deferSpec=20301231',",
        "'application/json, multipart/mixed;q=0.9',",
        "'*/*',",
        "'multipart/*',",
        "application/json,",
    })
    void partsAreForThoseWhoReadThem(String accept, IncrementalFormat expected) {
        assertThat(MediaTypes.incremental(accept)).isEqualTo(Optional.ofNullable(expected));
    }

    /** A client that accepts only parts gets everything in parts, if their format is known. */
    @Test
    void partsAreTheLastResort() {
        assertThat(MediaTypes.ofResponse("multipart/mixed", HttpProfile.AUDIT)).hasValue(MediaTypes.PARTS);
        assertThat(MediaTypes.ofResponse("multipart/mixed, application/json;q=0.1", HttpProfile.AUDIT))
                .hasValue(MediaTypes.JSON);
        assertThat(MediaTypes.ofResponse("multipart/mixed;deferSpec=1", HttpProfile.AUDIT))
                .isEmpty();
    }
}
