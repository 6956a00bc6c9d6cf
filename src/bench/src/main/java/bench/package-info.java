/**
 * Another application than the sample, in a WAR of its own that has the lib jar: the schema that benchmarks ask. Entities
 * and root resolvers, and nothing else.
 */
package bench;
