package org.synctoasync.testing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that does not determine which operation of its document is to be executed.
 *
 * @param document the document
 * @param name the operation's name; null if the request has none
 */
public record UnclearSelection(String document, @Nullable String name) {
    /**
     * All kinds of unclear selections, with each operation first and last in its document.
     *
     * @param harmless a query's selection set
     * @param operations kinds of operations with their selection sets, such as {@code mutation{touch}}
     */
    public static List<UnclearSelection> of(String harmless, String... operations) {
        List<UnclearSelection> all = new ArrayList<>();
        String query = "query Ok" + harmless;
        for (String anonymous : operations) {
            String named = anonymous.replaceFirst("\\{", " Named{");
            for (String name : new String[] {null, "", "Other", " ", "named", "Named Ok"}) {
                add(all, named, query, name);
                add(all, named, "query Named" + harmless, name); // two operations of one name
                add(all, anonymous, query, name);
            }
            add(all, named, "query Named" + harmless, "Named");
            add(all, anonymous, query, "Ok");
            for (String name : List.of("Other", " ", "Named")) {
                all.add(new UnclearSelection(anonymous, name));
            }
            all.add(new UnclearSelection(named, "Other"));
            all.add(new UnclearSelection(named, "NAMED"));
        }
        all.add(new UnclearSelection("fragment F on Mutation{__typename}", null));
        all.add(new UnclearSelection("fragment F on Mutation{__typename}", "F"));
        return all;
    }

    private static void add(List<UnclearSelection> all, String one, String other, @Nullable String name) {
        all.add(new UnclearSelection(one + " " + other, name));
        all.add(new UnclearSelection(other + " " + one, name));
    }
}
