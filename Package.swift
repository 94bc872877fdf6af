// swift-tools-version: 6.2
import PackageDescription

// Arrows point downwards only: ABI → Curl → OnOffice → JSON, Platform. No outside package.

// Not as `.enableExperimentalFeature`: SwiftPM would link every build in Embedded mode, whatever the
// trait, and so leave out the object that registers type metadata with the Swift runtime.
let embedded = ["-enable-experimental-feature", "Embedded"]

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    // Code unfit for Embedded Swift is an error in the ordinary build, too.
    .treatWarning("EmbeddedRestrictions", as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .unsafeFlags(
        // Function by function, so that the linker leaves out what every module specialised anew.
        embedded + ["-wmo", "-Osize", "-Xfrontend", "-function-sections"], .when(traits: ["Embedded"])),
    // Tests run with these checks; in a host's process they would end it.
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

// SwiftPM sets no SONAME and exports everything; only lld fails on a name that is listed but missing.
// -znodelete: neither libcurl nor Swift can be unloaded safely.
let exports = "\(Context.packageDirectory)/Sources/OnOfficeABI/exports.map"
let link = [
    "-use-ld=lld", "-Xlinker", "-soname=libonoffice.so.0",
    "-Xlinker", "--version-script=\(exports)",
    "-Xlinker", "--as-needed", "-Xlinker", "--icf=all", "-Xlinker", "--gc-sections", "-Xlinker", "-znodelete",
    "-Xlinker", "-zdefs", "-Xlinker", "-znow", "-Xlinker", "-zrelro",
]

let package = Package(
    name: "onoffice",
    products: [
        .library(name: "onoffice", type: .dynamic, targets: ["OnOfficeABI"]),
        .library(name: "OnOffice", targets: ["OnOffice", "OnOfficeCurl"]),
    ],
    traits: [
        .trait(name: "Embedded", description: "Build libonoffice.so without a Swift runtime."),
        .trait(name: "StaticRuntime", description: "Link the Swift runtime into libonoffice.so."),
    ],
    targets: [
        // C: the public header, and what Swift cannot say itself. Header-only.
        .systemLibrary(name: "COnOffice", path: "include"),
        .systemLibrary(name: "CPlatform"),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

        // Memory, locks, clocks, secrets, HMAC. The only importer of CPlatform and CCrypto.
        .target(
            name: "OnOfficePlatform", dependencies: ["CPlatform", "CCrypto"],
            swiftSettings: settings),
        // Strict JSON over bytes. Imports nothing.
        .target(name: "OnOfficeJSON", swiftSettings: settings),
        // The protocol, without I/O: time and bytes are arguments.
        .target(
            name: "OnOffice", dependencies: ["OnOfficeJSON", "OnOfficePlatform"],
            exclude: ["Catalogue/catalogue.toml"], swiftSettings: settings),
        // The transport. The only importer of CCurl.
        .target(
            name: "OnOfficeCurl", dependencies: ["OnOffice", "OnOfficePlatform", "CCurl"],
            swiftSettings: settings),
        // C in, C out. Nothing imports it.
        .target(
            name: "OnOfficeABI",
            dependencies: ["COnOffice", "OnOffice", "OnOfficeCurl", "OnOfficePlatform"],
            exclude: ["exports.map"], swiftSettings: settings,
            linkerSettings: [
                .unsafeFlags(link, .when(configuration: .release)),
                .unsafeFlags(
                    ["-static-stdlib"],
                    .when(configuration: .release, traits: ["StaticRuntime"])),
                .unsafeFlags(embedded, .when(configuration: .release, traits: ["Embedded"])),
                .linkedLibrary("m", .when(traits: ["Embedded"])),
            ]),

        .testTarget(name: "OnOfficePlatformTests", dependencies: ["OnOfficePlatform"]),
        .testTarget(name: "OnOfficeJSONTests", dependencies: ["OnOfficeJSON"]),
        .testTarget(
            name: "OnOfficeTests", dependencies: ["OnOffice", "OnOfficeJSON", "OnOfficePlatform"]),
        .testTarget(
            name: "OnOfficeCurlTests",
            dependencies: ["OnOfficeCurl", "OnOffice", "OnOfficePlatform"]),
    ]
)
