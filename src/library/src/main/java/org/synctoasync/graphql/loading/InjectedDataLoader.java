package org.synctoasync.graphql.loading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dataloader.BatchLoader;
import org.dataloader.CacheMap;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DelegatingDataLoader;
import org.dataloader.DispatchResult;
import org.dataloader.ValueCache;
import org.dataloader.stats.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * The loader that is injected into beans of any scope. It delegates to the loader of the request for which the calling
 * thread works. {@code DataLoader} has no constructor that a CDI client proxy could use, so each method delegates
 * explicitly.
 *
 * <p><b>Threading:</b> stateless; all requests may share it.
 */
public final class InjectedDataLoader<K, V> extends DelegatingDataLoader<K, V> {
    private final Supplier<DataLoader<K, V>> current;

    public InjectedDataLoader(String name, Supplier<DataLoader<K, V>> current) {
        super(DataLoaderFactory.newDataLoader(name, (BatchLoader<K, V>) keys -> {
            throw new IllegalStateException("The loader that stands for the requests' loaders holds no keys itself");
        }));
        this.current = current;
    }

    @Override
    public DataLoader<K, V> getDelegate() {
        return current.get();
    }

    @Override
    public CompletableFuture<V> load(K key) {
        return current.get().load(key);
    }

    @Override
    public CompletableFuture<V> load(K key, @Nullable Object keyContext) {
        return current.get().load(key, keyContext);
    }

    @Override
    public CompletableFuture<List<V>> loadMany(List<K> keys) {
        return current.get().loadMany(keys);
    }

    @Override
    public CompletableFuture<List<V>> loadMany(List<K> keys, List<Object> keyContexts) {
        return current.get().loadMany(keys, keyContexts);
    }

    @Override
    public CompletableFuture<Map<K, V>> loadMany(Map<K, ?> keysAndContexts) {
        return current.get().loadMany(keysAndContexts);
    }

    @Override
    public DataLoader<K, V> transform(Consumer<DataLoaderFactory.Builder<K, V>> builderConsumer) {
        return current.get().transform(builderConsumer);
    }

    @Override
    public Instant getLastDispatchTime() {
        return current.get().getLastDispatchTime();
    }

    @Override
    public Duration getTimeSinceDispatch() {
        return current.get().getTimeSinceDispatch();
    }

    @Override
    public Optional<CompletableFuture<V>> getIfPresent(K key) {
        return current.get().getIfPresent(key);
    }

    @Override
    public Optional<CompletableFuture<V>> getIfCompleted(K key) {
        return current.get().getIfCompleted(key);
    }

    @Override
    public CompletableFuture<List<V>> dispatch() {
        return current.get().dispatch();
    }

    @Override
    public DispatchResult<V> dispatchWithCounts() {
        return current.get().dispatchWithCounts();
    }

    @Override
    public List<V> dispatchAndJoin() {
        return current.get().dispatchAndJoin();
    }

    @Override
    public int dispatchDepth() {
        return current.get().dispatchDepth();
    }

    @Override
    public Object getCacheKey(K key) {
        return current.get().getCacheKey(key);
    }

    @Override
    public Statistics getStatistics() {
        return current.get().getStatistics();
    }

    @Override
    public CacheMap<Object, V> getCacheMap() {
        return current.get().getCacheMap();
    }

    @Override
    public ValueCache<K, V> getValueCache() {
        return current.get().getValueCache();
    }

    @Override
    public DataLoader<K, V> clear(K key) {
        return current.get().clear(key);
    }

    @Override
    public DataLoader<K, V> clear(K key, BiConsumer<Void, Throwable> handler) {
        return current.get().clear(key, handler);
    }

    @Override
    public DataLoader<K, V> clearAll() {
        return current.get().clearAll();
    }

    @Override
    public DataLoader<K, V> clearAll(BiConsumer<Void, Throwable> handler) {
        return current.get().clearAll(handler);
    }

    @Override
    public DataLoader<K, V> prime(K key, V value) {
        return current.get().prime(key, value);
    }

    @Override
    public DataLoader<K, V> prime(K key, Exception error) {
        return current.get().prime(key, error);
    }

    @Override
    public DataLoader<K, V> prime(K key, CompletableFuture<V> value) {
        return current.get().prime(key, value);
    }
}
