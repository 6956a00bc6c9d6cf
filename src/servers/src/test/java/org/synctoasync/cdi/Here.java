package org.synctoasync.cdi;

/**
 * The context that a resolver sees.
 *
 * @param caller the user's name from Jakarta Security
 * @param principal the user's name from the injected principal
 * @param enterprise the user's name inside an enterprise bean
 * @param reader whether the user has the role "reader"
 * @param enterpriseReader whether the user has the role "reader", as an enterprise bean sees it
 * @param naming the module name that {@code java:module} returns
 * @param classes whether the thread's class loader is the application's
 * @param note the note of the HTTP request's own bean
 * @param enterpriseNote the note of the HTTP request's own bean, read by an enterprise bean
 * @param log the note in the log's context
 * @param luggage the note that the application's own carrier transferred
 * @param locale the language that the client requested
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
