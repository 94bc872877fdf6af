import Glibc
import OnOfficePlatform
import Testing

@Suite struct LockedTests {
    @Test func countsAcrossThreads() {
        final class Counter: Sendable { let value = Locked(0) }
        let counter = Counter()
        var threads: [pthread_t] = []
        for _ in 0..<8 {
            var thread = pthread_t()
            let argument = Unmanaged.passUnretained(counter).toOpaque()
            pthread_create(
                &thread, nil,
                { argument in
                    let counter = Unmanaged<Counter>.fromOpaque(argument!).takeUnretainedValue()
                    for _ in 0..<10_000 { counter.value.withLock { $0 += 1 } }
                    return nil
                }, argument)
            threads.append(thread)
        }
        for thread in threads { pthread_join(thread, nil) }
        #expect(counter.value.withLock { $0 } == 80_000)
    }

    @Test func unlocksAfterAnError() {
        struct Refused: Error {}
        let value = Locked(1)
        #expect(throws: Refused.self) {
            try value.withLock { (_) throws(Refused) in throw Refused() }
        }
        #expect(value.withLock { $0 } == 1)
    }
}
