#if hasFeature(Embedded)
    internal import CPlatform

    /// Embedded Swift asks for the memory of every object by this function of POSIX, which the linker
    /// finds here first. What malloc gives is aligned well enough for all of them, and comes in half
    /// the time.
    @_cdecl("posix_memalign")
    public func allocateObject(
        _ memory: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ alignment: Int, _ size: Int
    ) -> Int32 {
        cplatform_allocate_aligned(memory, alignment, size)
    }
#endif
