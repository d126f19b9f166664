// Written by `cargo xtask design` from bindings/design/tokens.json. Change that file.

/// Colours (0xRRGGBB), type and space in points, shared with Android.
public enum Tokens {
  public enum Light {
    public static let accent: UInt32 = 0x8F4A22
    public static let background: UInt32 = 0xFBF7F2
    public static let help: UInt32 = 0x9A2F2A
    public static let ink: UInt32 = 0x2B2622
    public static let inkSecondary: UInt32 = 0x5F574F
    public static let onAccent: UInt32 = 0xFFFFFF
    public static let onHelp: UInt32 = 0xFFFFFF
    public static let onPrimary: UInt32 = 0xFFFFFF
    public static let onPrimaryContainer: UInt32 = 0x0F3437
    public static let outline: UInt32 = 0x8A8178
    public static let primary: UInt32 = 0x2B5A5F
    public static let primaryContainer: UInt32 = 0xD6E7E5
    public static let ringTrack: UInt32 = 0xE4DACE
    public static let surface: UInt32 = 0xFFFFFF
    public static let surfaceVariant: UInt32 = 0xF1EAE1
  }

  public enum Dark {
    public static let accent: UInt32 = 0xE8B48F
    public static let background: UInt32 = 0x171412
    public static let help: UInt32 = 0xF2B3AD
    public static let ink: UInt32 = 0xF1EAE2
    public static let inkSecondary: UInt32 = 0xC2B7AB
    public static let onAccent: UInt32 = 0x3F1D08
    public static let onHelp: UInt32 = 0x4A100D
    public static let onPrimary: UInt32 = 0x0A2C2E
    public static let onPrimaryContainer: UInt32 = 0xD6EBE9
    public static let outline: UInt32 = 0x8F857B
    public static let primary: UInt32 = 0x8FC8C6
    public static let primaryContainer: UInt32 = 0x1F4548
    public static let ringTrack: UInt32 = 0x3A342F
    public static let surface: UInt32 = 0x221E1B
    public static let surfaceVariant: UInt32 = 0x2E2925
  }

  public enum TypeSize {
    public static let body: Double = 16
    public static let heading: Double = 18
    public static let label: Double = 14
    public static let number: Double = 64
    public static let title: Double = 24
  }

  public enum Space {
    public static let l: Double = 24
    public static let m: Double = 16
    public static let s: Double = 8
    public static let xl: Double = 40
    public static let xs: Double = 4
  }

  public enum Corner {
    public static let card: Double = 20
    public static let chip: Double = 12
  }

  /// The smallest thing that a finger should have to hit.
  public static let target: Double = 44
}
