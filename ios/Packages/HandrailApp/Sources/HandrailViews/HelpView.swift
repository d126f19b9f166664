import Foundation
import Handrail
import SwiftUI

/// Help now: compiled in. It asks no file, no key and no network.
public struct HelpView: View {
  private let card: CrisisCard
  @Environment(\.dismiss) private var dismiss

  public init(country: String) { card = crisisCard(country) }

  public var body: some View {
    NavigationStack {
      List {
        Section { Text("help.intro").font(.title2) }
        Section("help.emergency") { lines(card.emergency) }
        if !card.lines.isEmpty { Section("help.lines") { lines(card.lines) } }
        Section {
          if let country = card.country {
            Text("help.country \(country)").font(.footnote).foregroundStyle(Palette.inkSecondary)
          } else {
            Text("help.country.unknown").font(.footnote).foregroundStyle(Palette.inkSecondary)
          }
        }
      }
      .navigationTitle("help.now")
      .toolbar { ToolbarItem(placement: .cancellationAction) { Button("close") { dismiss() } } }
    }
  }

  private func lines(_ lines: [CrisisLine]) -> some View {
    ForEach(lines, id: \.self) { CrisisLineView(line: $0) }
  }
}

struct CrisisLineView: View {
  let line: CrisisLine

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.s) {
      Text(verbatim: line.name).font(.headline)
      if let hours = line.hours { Text(verbatim: hours).foregroundStyle(Palette.inkSecondary) }
      if let number = line.call, let url = URL(string: "tel:\(number)") {
        Link("help.call \(number)", destination: url).frame(minHeight: Tokens.target).font(.headline)
      }
      if let number = line.textTo, let url = URL(string: "sms:\(number)") {
        if let body = line.textBody {
          Link("help.text \(number) \(body)", destination: url).frame(minHeight: Tokens.target)
        } else {
          Link("help.text \(number)", destination: url).frame(minHeight: Tokens.target)
        }
      }
      if let chat = line.chatUrl, let url = URL(string: chat) {
        Link("help.chat", destination: url).frame(minHeight: Tokens.target)
      }
      if let day = line.verifiedOn {
        Text("help.checked \(day.words())").font(.footnote).foregroundStyle(Palette.inkSecondary)
      } else {
        Text("help.unchecked").font(.footnote).foregroundStyle(Palette.inkSecondary)
      }
    }
  }
}
