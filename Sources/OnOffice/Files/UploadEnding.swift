internal import OnOfficeJSON
internal import OnOfficePlatform

/// The step that ends an upload: the caller's parameters, byte for byte, and what is added to them.
final class UploadEnding: Sendable {
    /// The parameters, their last brace left out.
    private let head: Buffer
    private let isEmpty: Bool
    /// The value of the parameters' own claim; empty if they have none.
    let claim: [UInt8]
    let isLink: Bool

    private init(_ head: Buffer, isEmpty: Bool, claim: [UInt8], isLink: Bool) {
        self.head = head
        self.isEmpty = isEmpty
        self.claim = claim
        self.isLink = isLink
    }

    /// Checks the parameters and copies them; a file that they do not name gets the name given here.
    static func make(
        _ json: UnsafeRawBufferPointer, name: UnsafeRawBufferPointer?
    ) throws(Failure) -> UploadEnding {
        let parameters = try UploadParameters(json)
        let isNamed = parameters.hasFile || parameters.hasURL
        if !isNamed {
            guard let name, !name.isEmpty else {
                throw Failure(.argument, "the parameters need a file: the name that it is to have")
            }
            guard JSONText.isUTF8(name) else {
                throw Failure(
                    .argument, "the name of the file is not UTF-8: give another one as file")
            }
        }
        let head = try Failure.unlessMemoryLacks("parameters", bytes: json.count) {
            () throws(OutOfMemory) in
            let head = try Buffer(copying: UnsafeRawBufferPointer(rebasing: json[parameters.head]))
            if !isNamed, let name {
                try head.append(parameters.isEmpty ? "\"file\":\"" : ",\"file\":\"")
                try head.append(jsonText: name)
                try head.append("\"")
            }
            return head
        }
        return UploadEnding(
            head, isEmpty: parameters.isEmpty && isNamed,
            claim: parameters.claim.map { Array(json[$0]) } ?? [], isLink: parameters.hasURL)
    }

    /// The action for an upload under this id, JSON as the API wrote it; for a link there is none.
    func action(id: [UInt8]) throws(Failure) -> Action {
        let size = head.count &+ id.count &+ 64
        let text = try Failure.unlessMemoryLacks("an action", bytes: size) {
            () throws(OutOfMemory) in
            let text = Buffer()
            try text.reserve(size)
            try text.append(Action.uploadHead)
            try text.append(head.bytes)
            if !id.isEmpty {
                try text.append(isEmpty ? "\"tmpUploadId\":" : ",\"tmpUploadId\":")
                try text.append(id)
            }
            try text.append("}")
            return text
        }
        return .upload(text, hasClaim: !claim.isEmpty, runsOnce: !isLink)
    }
}

extension Buffer {
    /// Appends UTF-8 as the inside of a JSON string.
    fileprivate func append(jsonText text: UnsafeRawBufferPointer) throws(OutOfMemory) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                try append(UInt8(ascii: "\\"))
                try append(byte)
            case 0..<0x20:
                try append(byte < 0x10 ? "\\u000" : "\\u001")
                let digit = byte & 0xF
                try append(digit < 10 ? 0x30 &+ digit : 0x57 &+ digit)
            default:
                try append(byte)
            }
        }
    }
}
