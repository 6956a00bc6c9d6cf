package org.synctoasync.cdi;

/**
 * What a resolver finds around it.
 *
 * @param caller the user's name by Jakarta Security
 * @param principal the user's name by the injected principal
 * @param enterprise the user's name inside an enterprise bean
 * @param reader whether the user has the role "reader"
 * @param enterpriseReader the same, asked inside an enterprise bean
 * @param naming what {@code java:module} names
 * @param classes whether the thread's class loader is the application's
 * @param note what the HTTP request's own bean says
 * @param enterpriseNote the same, read by an enterprise bean
 * @param log what the log's context says
 * @param luggage what the application's own carrier has brought
 * @param locale the language that the client asked for
 */
public record Here(
        String caller,
        String principal,
        String enterprise,
        boolean reader,
        boolean enterpriseReader,
        String naming,
        boolean classes,
        String note,
        String enterpriseNote,
        String log,
        String luggage,
        String locale) {}
