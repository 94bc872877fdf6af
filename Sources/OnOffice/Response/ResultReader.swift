internal import OnOfficeJSON
internal import OnOfficePlatform

/// What look-ups in the results of a response need, made for those that are looked into.
final class ResultReaders: Sendable {
    /// One for each result.
    let readers: [ResultReader]
    /// Decoded texts, by their places in the body.
    let texts = Published<TextStore>()

    init(count: Int) {
        readers = (0..<count).map { _ in ResultReader() }
    }
}

/// The index of one result.
final class ResultReader: Sendable {
    private let published = Published<JSONIndex>()

    /// The index, made from the result's bytes at the first call; nil if there is no memory.
    func index(of json: UnsafeRawBufferPointer) -> JSONIndex? {
        let memory = JSONMemory(reallocate: RawMemory.reallocate, free: RawMemory.free)
        return published.get { JSONIndex.make(of: json, memory: memory) }
    }
}
