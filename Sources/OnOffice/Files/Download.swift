internal import OnOfficeJSON
internal import OnOfficePlatform

/// A file on its way from the API: one read, whose answer has the file in it.
final class Download: Course, @unchecked Sendable {
    private let action: Action
    let siphon: Siphon?
    private let isComplete = Flag()

    /// The file goes to the sink, and may have so many bytes.
    init(_ action: Action, _ sink: any ByteSink, limit: Int64) {
        self.action = action
        siphon = Siphon(FileDecoder(sink, limit: limit))
    }

    var done: Int64 { siphon?.done ?? 0 }

    var size: Int64? { isComplete.isRaised ? done : nil }

    func next(after response: Response?) throws(Failure) -> Action? {
        guard response != nil else { return action }
        try siphon?.finish()
        isComplete.raise()
        return nil
    }

    func abandon() { siphon?.discard() }

    /// Checks the action of a download.
    static func action(_ json: UnsafeRawBufferPointer) throws(Failure) -> Action {
        let action = try Action.parse(json)
        guard !action.verb.writes else {
            throw Failure(
                .argument,
                "a download is a read or get, which may be repeated: not \(action.verb.name)")
        }
        // Compressed, it would only have to be decompressed.
        let isExpose = ("pdf" as StaticString).bytes.elementsEqual(action.resourceType)
        return isExpose ? try action.adding("gzcompress", value: "false") : action
    }
}

extension Action {
    /// The same with one more parameter, unless it is there already.
    fileprivate func adding(
        _ name: StaticString, value: StaticString
    ) throws(Failure) -> Action {
        guard !hasParameter(name) else { return self }
        return try Failure.unlessMemoryLacks("an action", bytes: sizeInBody) {
            () throws(OutOfMemory) in
            let text = Buffer()
            var ranges = Ranges()
            let add = { (part: UnsafeRawBufferPointer) throws(OutOfMemory) -> Range<Int> in
                let start = text.count
                try text.append(part)
                return start..<text.count
            }
            ranges.resourceType = try add(resourceTypeJSON)
            ranges.resourceID = try add(resourceIDJSON)
            ranges.identifier = try add(identifierJSON)
            let start = text.count
            if hasParameters {
                _ = try add(UnsafeRawBufferPointer(rebasing: parametersJSON.dropLast()))
                try text.append(",\"")
            } else {
                try text.append("{\"")
            }
            try text.append(name)
            try text.append("\":")
            try text.append(value)
            try text.append("}")
            ranges.parameters = start..<text.count
            ranges.isEmpty = false
            return Action(
                verb: verb, resourceType: resourceType, hasClaim: hasClaim, text: text,
                ranges: ranges)
        }
    }

    private func hasParameter(_ name: StaticString) -> Bool {
        guard hasParameters else { return false }
        let json = parametersJSON
        do throws(JSONError) {
            var scanner = JSONScanner(json, depthLimit: .max)
            try scanner.beginObject()
            while let key = try scanner.nextMember() {
                let found = JSONText.decode(
                    UnsafeRawBufferPointer(rebasing: json[key.range]), limit: 64)
                if name.bytes.elementsEqual(found) { return true }
                try scanner.skipValue()
            }
        } catch {
            // It was checked before.
        }
        return false
    }
}
