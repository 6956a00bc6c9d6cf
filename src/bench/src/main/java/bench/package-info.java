/**
 * The application that the benchmarks send requests to. It is separate from the sample and has its own WAR, which
 * contains the library's jar. It consists of entities and root resolvers only.
 */
package bench;
