import Glibc
import OnOfficePlatform

/// A server on a free port of this machine that answers each connection as it is told to.
final class LoopbackServer: Sendable {
    /// What happens to a connection: it gets the socket, reads and writes, and the server closes.
    typealias Behaviour = @Sendable (Connection) -> Void

    let port: UInt16
    private let listener: Int32
    private let behaviour: Behaviour
    private let accepted = Locked(0)

    init(_ behaviour: @escaping Behaviour) {
        self.behaviour = behaviour
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                precondition(bind(descriptor, address, size) == 0)
                precondition(listen(descriptor, 64) == 0)
                precondition(getsockname(descriptor, address, &size) == 0)
            }
            return UInt16(bigEndian: pointer.pointee.sin_port)
        }
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<LoopbackServer>.fromOpaque(context).takeRetainedValue().serve()
                return nil
            }, context)
        pthread_detach(thread)
    }

    var url: String { "http://127.0.0.1:\(port)/" }
    var connections: Int { accepted.withLock { $0 } }

    /// Ends the accepting thread.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func serve() {
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { break }
            accepted.withLock { $0 += 1 }
            let connection = Connection(descriptor)
            behaviour(connection)
            close(descriptor)
        }
        close(listener)
    }
}

/// One accepted connection.
struct Connection {
    private let descriptor: Int32

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Reads a request with its body; nil when the client has closed.
    func readRequest() -> String? {
        var received: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let text = String(decoding: received, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let head = text[..<end.lowerBound].lowercased()
                let length = head.firstRange(of: "content-length: ")
                    .flatMap { Int(head[$0.upperBound...].prefix { $0.isNumber }) }
                if text[end.upperBound...].utf8.count >= (length ?? 0) { return text }
            }
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return nil }
            received += chunk[..<count]
        }
    }

    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    func answer(_ body: String, status: String = "200 OK") {
        write(
            "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Waits until the client closes.
    func waitForClose() {
        while readRequest() != nil {}
    }
}
