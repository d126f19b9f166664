import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// A month. Each state has a sign of its own beside its colour; with the largest text the days stand one below the other.
struct CalendarView: View {
  let model: DetailModel
  /// One row for each day instead of a grid.
  let rows: Bool
  let choose: (CalendarDay) -> Void

  var body: some View {
    Section("calendar") {
      HStack {
        Button("calendar.previous", systemImage: "chevron.backward") { Task { await model.show(model.month.previous) } }
          .disabled(!model.hasPrevious)
        Spacer()
        Text(verbatim: title).font(.headline).accessibilityAddTraits(.isHeader)
        Spacer()
        Button("calendar.next", systemImage: "chevron.forward") { Task { await model.show(model.month.next) } }
          .disabled(!model.hasNext)
      }
      .labelStyle(.iconOnly)
      .buttonStyle(.borderless)
      .frame(minHeight: Tokens.target)
      if rows { list } else { grid }
      counts
      if model.calendar?.canUndoMark == true {
        Button("mark.undo", systemImage: "arrow.uturn.backward") { Task { await model.undoMark() } }
          .frame(minHeight: Tokens.target)
      }
      DisclosureGroup("legend") { ForEach(DaySign.all, id: \.image) { LegendRow(sign: $0) } }
    }
  }

  private var title: String {
    model.month.first.noon(in: .current).formatted(.dateTime.month(.wide).year())
  }

  private var days: [CalendarDay] { model.calendar?.days ?? [] }

  private var grid: some View {
    VStack(spacing: Tokens.Space.xs) {
      LazyVGrid(columns: Array(repeating: GridItem(.flexible(), spacing: 2), count: 7), spacing: Tokens.Space.xs) {
        ForEach(weekdays(first: model.firstWeekday), id: \.number) { weekday in
          // Every day says its weekday itself.
          Text(verbatim: short(weekday.number)).font(.footnote).foregroundStyle(Palette.inkSecondary).accessibilityHidden(true)
        }
        ForEach(0..<model.blanks, id: \.self) { _ in Text(verbatim: "").accessibilityHidden(true) }
        ForEach(days, id: \.day) { day in
          DayCell(day: day, today: model.calendar?.today, measure: model.calendar?.measure) { choose(day) }
        }
      }
    }
  }

  private var list: some View {
    ForEach(days.filter { model.canMark($0.day) }, id: \.day) { day in
      Button {
        choose(day)
      } label: {
        HStack {
          Image(systemName: DaySign(day)?.image ?? "circle.dotted").foregroundStyle(DaySign(day)?.colour ?? Palette.inkSecondary)
            .accessibilityHidden(true)
          VStack(alignment: .leading) {
            Text(day.label)
            if let more = day.more(model.calendar?.measure) { more.font(.footnote) }
          }
        }
      }
      .frame(minHeight: Tokens.target)
      .accessibilityHint("mark.hint")
    }
  }

  private func short(_ weekday: Int) -> String { Calendar.current.veryShortStandaloneWeekdaySymbols[weekday] }

  @ViewBuilder private var counts: some View {
    if let calendar = model.calendar {
      VStack(alignment: .leading) {
        if calendar.kept == 0 && calendar.used == 0 && model.unknown == 0 { Text("month.empty") }
        if calendar.kept > 0 { Text("month.kept \(Int(calendar.kept))") }
        if calendar.used > 0 { Text("month.used \(Int(calendar.used))") }
        if model.unknown > 0 { Text("month.unknown \(model.unknown)") }
        if calendar.amount > 0 { calendar.measure.words(calendar.amount) }
      }
      .font(.subheadline)
      .accessibilityElement(children: .combine)
    }
  }
}

/// A day of the grid: its number, the sign of what it was, and small signs of what else lies on it.
struct DayCell: View {
  let day: CalendarDay
  let today: CivilDay?
  let measure: Measure?
  let action: @MainActor () -> Void

  var body: some View {
    Button(action: action) {
      VStack(spacing: 0) {
        if day.day == today {
          Text(verbatim: number).bold().underline().font(.footnote)
        } else {
          Text(verbatim: number).font(.footnote)
        }
        if let sign = DaySign(day) {
          Image(systemName: sign.image).foregroundStyle(sign.colour)
        } else {
          Image(systemName: "circle").foregroundStyle(Color.clear)
        }
        HStack(spacing: 0) {
          if day.medication { Image(systemName: DaySign.medication.image) }
          if day.episodeBegins { Image(systemName: DaySign.begins.image) }
          if !day.milestones.isEmpty { Image(systemName: DaySign.milestone.image) }
        }
        .font(.caption)
        .foregroundStyle(Palette.accent)
      }
      .frame(maxWidth: .infinity, minHeight: Tokens.target)
    }
    .buttonStyle(.plain)
    .disabled(today.map { day.day > $0 } ?? true)
    .accessibilityLabel(Text(day.label))
    .accessibilityValue(day.more(measure) ?? Text(verbatim: ""))
    .accessibilityHint("mark.hint")
  }

  private var number: String { day.day.day.formatted() }
}

/// A sign of the calendar.
struct DaySign: Sendable {
  let image: String
  let colour: Color
  let words: LocalizedStringKey

  static let kept = DaySign(image: "checkmark.circle.fill", colour: Palette.primary, words: "legend.kept")
  static let inferred = DaySign(image: "circle", colour: Palette.primary, words: "legend.inferred")
  static let used = DaySign(image: "diamond", colour: Palette.accent, words: "legend.used")
  static let usedMore = DaySign(image: "diamond.lefthalf.filled", colour: Palette.accent, words: "legend.used.more")
  static let usedMost = DaySign(image: "diamond.fill", colour: Palette.accent, words: "legend.used.most")
  static let unknown = DaySign(image: "questionmark", colour: Palette.inkSecondary, words: "legend.unknown")
  static let medication = DaySign(image: "pills.fill", colour: Palette.accent, words: "legend.medication")
  static let begins = DaySign(image: "flag.fill", colour: Palette.accent, words: "legend.begins")
  static let milestone = DaySign(image: "star.fill", colour: Palette.accent, words: "legend.milestone")
  static let all = [kept, inferred, used, usedMore, usedMost, unknown, medication, begins, milestone]

  private init(image: String, colour: Color, words: LocalizedStringKey) {
    self.image = image
    self.colour = colour
    self.words = words
  }

  /// `nil`: nothing is known of the day.
  init?(_ day: CalendarDay) {
    switch day.state {
    case .none: return nil
    case .kept: self = day.inferred ? .inferred : .kept
    case .used: self = day.level >= 4 ? .usedMost : day.level == 3 ? .usedMore : .used
    case .unknown: self = .unknown
    }
  }
}

private struct LegendRow: View {
  let sign: DaySign

  var body: some View {
    HStack {
      Image(systemName: sign.image).foregroundStyle(sign.colour).accessibilityHidden(true)
      Text(sign.words)
    }
    .accessibilityElement(children: .combine)
  }
}

extension CalendarDay {
  /// The day with its weekday, and what it was.
  var label: LocalizedStringKey {
    let date = day.noon(in: .current).formatted(.dateTime.weekday(.wide).day().month(.wide))
    return switch state {
    case .none: "day.none \(date)"
    case .kept where inferred: "day.inferred \(date)"
    case .kept: "day.kept \(date)"
    case .used: "day.used \(date)"
    case .unknown: "day.unknown \(date)"
    }
  }

  /// What else lies on the day; `nil` when nothing does.
  @MainActor func more(_ measure: Measure?) -> Text? {
    var parts: [Text] = []
    if let amount, let measure { parts.append(measure.words(amount)) }
    if medication { parts.append(Text("legend.medication")) }
    if episodeBegins { parts.append(Text("legend.begins")) }
    parts += milestones.map { Text($0.words) }
    if overGoal { parts.append(Text("day.over_goal")) }
    return parts.isEmpty ? nil : .joined(parts)
  }
}
