import Handrail
import SwiftUI

/// The milestone shelf: what was reached stays on it.
struct ShelfSection: View {
  let rows: [ShelfRow]

  var body: some View {
    Section {
      if rows.isEmpty { Text("shelf.empty") }
      ForEach(Array(rows.enumerated()), id: \.offset) { _, row in ShelfRowView(row: row) }
    } header: {
      Text("shelf")
    } footer: {
      if rows.contains(where: { $0.confidence == .low }) { Text("shelf.unsure") }
    }
  }
}

struct ShelfRowView: View {
  let row: ShelfRow

  var body: some View {
    HStack(spacing: Tokens.Space.m) {
      TokenView(colour: row.colour, earned: !row.earnedOn.isEmpty, unit: row.milestone.unit)
      VStack(alignment: .leading, spacing: Tokens.Space.xs) {
        if row.onRequest { Text("shelf.on_request").font(.headline) } else { Text(row.milestone.words).font(.headline) }
        ForEach(row.earnedOn, id: \.self) { day in Text("shelf.earned \(day.words())") }
        if row.daysToGo > 0, let date = row.date {
          Text(verbatim: date.words())
          Text("days.to.go \(Int(row.daysToGo))").foregroundStyle(Palette.inkSecondary)
        }
        if row.optional { Text("shelf.optional").font(.footnote).foregroundStyle(Palette.inkSecondary) }
        if let colour = row.colour { Text(TokenColour.words(colour)).font(.footnote).foregroundStyle(Palette.inkSecondary) }
      }
      .font(.subheadline)
    }
    .accessibilityElement(children: .combine)
  }
}

/// A plain token. Round for years, with corners for months, a capsule for days: the shape says it without the colour.
struct TokenView: View {
  let colour: String?
  let earned: Bool
  let unit: MilestoneUnit

  var body: some View {
    ZStack {
      switch unit {
      case .year:
        Circle().fill(TokenColour.colour(colour).opacity(earned ? 1 : 0.35))
        Circle().stroke(Palette.ink, lineWidth: 1)
      case .month:
        RoundedRectangle(cornerRadius: Tokens.Space.s).fill(TokenColour.colour(colour).opacity(earned ? 1 : 0.35))
        RoundedRectangle(cornerRadius: Tokens.Space.s).stroke(Palette.ink, lineWidth: 1)
      case .day, .hour:
        Capsule().fill(TokenColour.colour(colour).opacity(earned ? 1 : 0.35))
        Capsule().stroke(Palette.ink, lineWidth: 1)
      }
      if earned {
        Image(systemName: "checkmark.circle.fill").foregroundStyle(Palette.ink).background(Palette.surface)
      }
    }
    .frame(width: Tokens.target, height: unit == .day || unit == .hour ? 28 : Tokens.target)
    .accessibilityHidden(true)
  }
}

/// The keys of colours in the catalogue of tokens.
enum TokenColour {
  static func colour(_ key: String?) -> Color {
    switch key {
    case "black": rgb(0x222222)
    case "blue": rgb(0x2F6FB5)
    case "bronze": rgb(0xA9713B)
    case "burnt_orange": rgb(0xC05A1E)
    case "copper": rgb(0xB6653A)
    case "dark_blue": rgb(0x1F3F77)
    case "dark_gold": rgb(0xA8841C)
    case "glow": rgb(0xD7F0B8)
    case "gold": rgb(0xD9B036)
    case "green": rgb(0x3C8A4E)
    case "grey": rgb(0x8C8C8C)
    case "hot_pink": rgb(0xDE4C8F)
    case "hunter_green": rgb(0x2E5A3A)
    case "orange": rgb(0xE28A2B)
    case "pink": rgb(0xEBA5BC)
    case "purple": rgb(0x7A4E9E)
    case "red": rgb(0xB8352F)
    case "ruby": rgb(0x92203F)
    case "silver": rgb(0xBFC3C7)
    case "speckled_white": rgb(0xEDEAE0)
    case "white": rgb(0xFFFFFF)
    case "yellow": rgb(0xEFD24A)
    default: Palette.ringTrack
    }
  }

  static func words(_ key: String) -> LocalizedStringKey {
    switch key {
    case "black": "colour.black"
    case "blue": "colour.blue"
    case "bronze": "colour.bronze"
    case "burnt_orange": "colour.burnt_orange"
    case "copper": "colour.copper"
    case "dark_blue": "colour.dark_blue"
    case "dark_gold": "colour.dark_gold"
    case "glow": "colour.glow"
    case "gold": "colour.gold"
    case "green": "colour.green"
    case "grey": "colour.grey"
    case "hot_pink": "colour.hot_pink"
    case "hunter_green": "colour.hunter_green"
    case "orange": "colour.orange"
    case "pink": "colour.pink"
    case "purple": "colour.purple"
    case "red": "colour.red"
    case "ruby": "colour.ruby"
    case "silver": "colour.silver"
    case "speckled_white": "colour.speckled_white"
    case "white": "colour.white"
    case "yellow": "colour.yellow"
    default: "colour.own"
    }
  }

  private static func rgb(_ value: UInt32) -> Color {
    let part = { (shift: UInt32) in Double((value >> shift) & 0xFF) / 255 }
    return Color(red: part(16), green: part(8), blue: part(0))
  }
}
