import SwiftUI

#if canImport(UIKit)
  import UIKit
#endif

/// The colours of Tokens.swift, light or dark as the device is.
enum Palette {
  static let background = colour("background", Tokens.Light.background, Tokens.Dark.background)
  static let surface = colour("surface", Tokens.Light.surface, Tokens.Dark.surface)
  static let ink = colour("ink", Tokens.Light.ink, Tokens.Dark.ink)
  static let inkSecondary = colour("inkSecondary", Tokens.Light.inkSecondary, Tokens.Dark.inkSecondary)
  static let primary = colour("primary", Tokens.Light.primary, Tokens.Dark.primary)
  static let onPrimary = colour("onPrimary", Tokens.Light.onPrimary, Tokens.Dark.onPrimary)
  static let accent = colour("accent", Tokens.Light.accent, Tokens.Dark.accent)
  static let help = colour("help", Tokens.Light.help, Tokens.Dark.help)
  static let outline = colour("outline", Tokens.Light.outline, Tokens.Dark.outline)
  static let ringTrack = colour("ringTrack", Tokens.Light.ringTrack, Tokens.Dark.ringTrack)

  private static func colour(_ name: String, _ light: UInt32, _ dark: UInt32) -> Color {
    #if canImport(UIKit)
      return Color(uiColor: UIColor { UIColor(rgb: $0.userInterfaceStyle == .dark ? dark : light) })
    #else
      return Color(name)
    #endif
  }
}

#if canImport(UIKit)
  extension UIColor {
    fileprivate convenience init(rgb: UInt32) {
      let part = { (shift: UInt32) in CGFloat((rgb >> shift) & 0xFF) / 255 }
      self.init(red: part(16), green: part(8), blue: part(0), alpha: 1)
    }
  }
#endif
