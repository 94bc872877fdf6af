internal import CPlatform

package enum Clock {
    /// Seconds since 1970 UTC: what the API calls a timestamp.
    package static func unixTime() -> Int64 { cplatform_unix_time() }

    /// Milliseconds of a clock that is never set back.
    package static func monotonicMilliseconds() -> Int64 { cplatform_monotonic_ms() }
}
