package import OnOfficePlatform

/// Where an upload takes its bytes from.
package enum UploadOrigin {
    case path(Text)
    case descriptor(Int32)
    /// Memory of the host, who keeps it until the transfer is over.
    case memory(UnsafeRawBufferPointer)
    /// None: for a link.
    case none
}

/// Where a download puts its bytes.
package enum DownloadTarget {
    case path(Text)
    case descriptor(Int32)
    case memory
}

extension Client {
    /// Begins to fetch the file that the answer to an action has in it.
    package func download(_ json: UnsafeRawBufferPointer, to target: DownloadTarget) -> Transfer {
        let desk = desk()
        do throws(Failure) {
            let action = try Download.action(json)
            let memory = MemorySink()
            let sink: any ByteSink
            var isMemory = false
            switch target {
            case .path(let path): sink = try FileSink.make(path: path)
            case .descriptor(let descriptor): sink = try FileSink.make(descriptor: descriptor)
            case .memory: (sink, isMemory) = (memory, true)
            }
            let limit = desk.settings.number(.responseLimit)
            return begin(
                Download(action, sink, limit: limit), desk, memory: isMemory ? memory.bytes : nil)
        } catch {
            desk.flights.close(desk)
            return Transfer(error)
        }
    }

    /// Begins to send a file. The parameters are those of the step that ends it; nil: it stays a
    /// temporary upload.
    package func upload(
        _ origin: UploadOrigin, _ parameters: UnsafeRawBufferPointer?, blockSize: Int64
    ) -> Transfer {
        do throws(Failure) {
            return begin(try uploadCourse(origin, parameters, blockSize: blockSize), desk())
        } catch {
            return Transfer(error)
        }
    }

    private func uploadCourse(
        _ origin: UploadOrigin, _ parameters: UnsafeRawBufferPointer?, blockSize: Int64
    ) throws(Failure) -> any Course {
        guard blockSize == 0 || Upload.blockSizes ~= blockSize else {
            throw Failure(
                .argument,
                """
                block_size is 0 or from \(Upload.blockSizes.lowerBound) to \
                \(Upload.blockSizes.upperBound) bytes, not \(blockSize)
                """)
        }
        let ending: UploadEnding?
        if let parameters {
            ending = try UploadEnding.make(parameters, name: origin.name)
        } else {
            ending = nil
        }
        if let ending, ending.isLink {
            guard case .none = origin else {
                throw Failure(
                    .argument, "a link (url) and a file are two uploads: leave one of them out")
            }
            return LinkUpload(ending)
        }
        let size = blockSize == 0 ? Upload.defaultBlockSize : blockSize
        return Upload(try origin.source(), ending, blockSize: size)
    }

    private func begin(
        _ course: any Course, _ desk: JobDesk, memory: Buffer? = nil
    ) -> Transfer {
        let transfer = Transfer(course, desk, memory: memory)
        transfer.begin()
        return transfer
    }
}

extension UploadOrigin {
    /// The last part of the path.
    fileprivate var name: UnsafeRawBufferPointer? {
        guard case .path(let path) = self else { return nil }
        let start = path.bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 &+ 1 } ?? 0
        return UnsafeRawBufferPointer(rebasing: path.bytes[start...])
    }

    fileprivate func source() throws(Failure) -> any ByteSource {
        switch self {
        case .path(let path): return try FileSource.make(path: path)
        case .descriptor(let descriptor): return try FileSource.make(descriptor: descriptor)
        case .memory(let bytes): return MemorySource(bytes)
        case .none: throw Failure(.argument, "there is no file: the path is NULL")
        }
    }
}
