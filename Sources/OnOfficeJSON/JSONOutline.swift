/// The containers of a JSON text that is known to be valid: where each begins and ends, how much is
/// in it, and from where on its sixteenth, thirty-second … item can be read. Of the text itself
/// nothing is kept, and containers with nothing in them are left out.
///
/// Offsets count from the beginning of the text, which must outlive the outline and be shorter than
/// 4 GiB.
struct JSONOutline: ~Copyable {
    struct Container: BitwiseCopyable {
        /// Of the opening and of the closing bracket.
        var start: UInt32
        var end: UInt32 = 0
        /// Number of members or elements.
        var count: UInt32 = 0
        /// The first container, in the order of their beginnings, that is not inside of this one.
        var next: UInt32
        /// The first of its marks.
        var marks: UInt32
    }

    /// Where to go on reading.
    struct Place: BitwiseCopyable {
        /// An item begins here, or the white space before it.
        var offset: UInt32
        /// The next container that begins there or behind.
        var container: UInt32
    }

    /// A mark is set before each item whose number divides by this.
    static let markDistance = 16
    /// Objects with more members than this can be searched by hash.
    static let largeObject = 128

    let base: UnsafePointer<UInt8>
    let count: Int
    /// In the order in which they begin, so that what is inside of one follows it.
    var containers: JSONTable<Container>
    /// Of every container those of its own, one after another. Those of a large object follow one
    /// more: the offset of its hash table among the keys, and the number of slots less one.
    var marks: JSONTable<Place>
    /// Hash tables, of offsets of keys; 0 for an empty slot.
    var keys: JSONTable<UInt32>

    init(_ text: UnsafeRawBufferPointer, memory: JSONMemory) {
        let nothing: StaticString = ""
        base = text.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing.utf8Start
        count = text.count
        containers = JSONTable(memory)
        marks = JSONTable(memory)
        keys = JSONTable(memory)
    }

    func isObject(_ container: Container) -> Bool {
        base[Int(container.start)] == UInt8(ascii: "{")
    }

    @inline(__always)
    func skipSpace(_ offset: Int) -> Int {
        var offset = offset
        while offset < count {
            switch base[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset &+= 1
            default: return offset
            }
        }
        return offset
    }
}
