internal import OnOfficeJSON
package import OnOfficePlatform

/// The body of a request as it is sent: token and actions, each action with timestamp and signature.
/// https://apidoc.onoffice.de/onoffice-api-request/aufbau/
package enum SignedBody {
    /// One timestamp serves all actions. The buffer is secret: it holds the token, and signatures
    /// that are good for two minutes.
    package static func make(
        of actions: [Action], credentials: Credentials, claim: Secret?, at unixTime: Int64
    ) throws(Failure) -> Buffer {
        var gap = 0
        return try make(
            of: actions, credentials: credentials, claim: claim, at: unixTime, gap: &gap)
    }

    /// The same, and where the block of an upload belongs in it.
    static func make(
        of actions: [Action], credentials: Credentials, claim: Secret?, at unixTime: Int64,
        gap: inout Int
    ) throws(Failure) -> Buffer {
        guard !actions.isEmpty else { throw isEmpty }
        guard unixTime >= 0 else {
            throw Failure(.argument, "unix_time is in seconds since 1970, not \(unixTime)")
        }
        let size = size(of: actions, credentials, claim)
        let body = Buffer(isSecret: true)
        do throws(OutOfMemory) {
            try body.reserve(size)
            try write(actions, credentials, claim, unixTime, to: body, &gap)
        } catch {
            throw Failure.outOfMemory("the request's body", bytes: size)
        }
        // Only a refused signature leaves a body without its end.
        guard body.bytes.last == UInt8(ascii: "}") else {
            throw Failure(.memory, "libcrypto refuses HMAC-SHA256")
        }
        return body
    }

    static let isEmpty = Failure(.argument, "the request is empty: add an action first")

    private static func size(
        of actions: [Action], _ credentials: Credentials, _ claim: Secret?
    ) -> Int {
        var size = 128 &+ credentials.token.count &* 2
        for action in actions {
            let (sum, overflow) = size.addingReportingOverflow(
                action.sizeInBody &+ (claim.map { $0.count &* 2 } ?? 0))
            // So large a reservation fails cleanly.
            guard !overflow else { return .max }
            size = sum
        }
        return size
    }

    private static func write(
        _ actions: [Action], _ credentials: Credentials, _ claim: Secret?, _ unixTime: Int64,
        to body: Buffer, _ gap: inout Int
    ) throws(OutOfMemory) {
        var timestamp: [UInt8] = []
        timestamp.append(decimal: unixTime)
        try body.append("{\"token\":")
        try append(string: credentials.token.bytes, to: body)
        try body.append(",\"request\":{\"actions\":[")
        for (index, action) in actions.enumerated() {
            guard let signature = try Signature(action, credentials, timestamp) else { return }
            if index > 0 { try body.append(UInt8(ascii: ",")) }
            try body.append("{\"actionid\":\"")
            try body.append(Verb.prefix)
            try body.append(action.verb.name)
            try body.append("\",\"identifier\":")
            try body.append(action.identifierJSON)
            try body.append(",\"parameters\":")
            if action.block != nil { gap = body.count &+ Action.blockHead.utf8CodeUnitCount }
            try append(parametersOf: action, claim, to: body)
            try body.append(",\"resourceid\":")
            try body.append(action.resourceIDJSON)
            try body.append(",\"resourcetype\":")
            try body.append(action.resourceTypeJSON)
            try body.append(",\"timestamp\":")
            try body.append(timestamp)
            try body.append(",\"hmac_version\":2,\"hmac\":\"")
            try signature.append(to: body)
            try body.append("\"}")
        }
        try body.append("]}}")
    }

    /// The parameters as they were given, and the claim behind them unless they have one.
    private static func append(
        parametersOf action: Action, _ claim: Secret?, to body: Buffer
    ) throws(OutOfMemory) {
        guard let claim, !action.hasClaim else { return try body.append(action.parametersJSON) }
        if action.hasParameters {
            try body.append(UnsafeRawBufferPointer(rebasing: action.parametersJSON.dropLast()))
            try body.append(UInt8(ascii: ","))
        } else {
            try body.append(UInt8(ascii: "{"))
        }
        try append(string: claimName.bytes, to: body)
        try body.append(UInt8(ascii: ":"))
        try append(string: claim.bytes, to: body)
        try body.append(UInt8(ascii: "}"))
    }

    private static func append(
        string text: UnsafeRawBufferPointer, to body: Buffer
    ) throws(OutOfMemory) {
        try body.append(UInt8(ascii: "\""))
        try body.append(jsonEscaping: text)
        try body.append(UInt8(ascii: "\""))
    }
}

extension Buffer {
    /// Appends printable ASCII as the inside of a JSON string, slashes escaped as PHP does. Straight
    /// into the buffer: an array in between would leave a copy of a secret behind.
    func append(jsonEscaping text: UnsafeRawBufferPointer) throws(OutOfMemory) {
        var start = 0
        for index in text.indices where Self.isEscaped(text[index]) {
            try append(UnsafeRawBufferPointer(rebasing: text[start..<index]))
            try append(UInt8(ascii: "\\"))
            start = index
        }
        try append(UnsafeRawBufferPointer(rebasing: text[start...]))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "/")
    }
}
