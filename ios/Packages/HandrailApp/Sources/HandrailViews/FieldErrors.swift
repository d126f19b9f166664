import Handrail
import SwiftUI

/// What cannot be taken, said beside its field.
struct WrongView: View {
  let wrong: Field?
  /// The fields that stand above it.
  let here: [Field]
  let words: (Field) -> LocalizedStringKey

  init(_ wrong: Field?, at here: Field..., as words: @escaping (Field) -> LocalizedStringKey = { $0.words }) {
    self.wrong = wrong
    self.here = here
    self.words = words
  }

  var body: some View {
    if let wrong, here.contains(wrong) { Text(words(wrong)).foregroundStyle(Palette.help) }
  }
}

extension Field {
  var words: LocalizedStringKey {
    switch self {
    case .name: "wrong.name"
    case .start, .day, .minute: "wrong.start"
    case .note: "wrong.note"
    case .amount: "wrong.amount"
    case .discreetName: "wrong.name"
    case .measure: "wrong.measure"
    case .currency: "wrong.currency"
    case .goal, .weekdays: "wrong.goal"
    case .rate: "wrong.rate"
    case .zone: "wrong.zone"
    default: "wrong.other"
    }
  }

  /// Whether a form of a tracker or a day has a place for it.
  var hasPlace: Bool {
    switch self {
    case .name, .start, .day, .minute, .note, .amount, .discreetName, .measure, .currency, .goal, .weekdays, .rate, .zone: true
    default: false
    }
  }
}

/// What is wrong and belongs to no field.
struct WrongElsewhereView: View {
  let wrong: Field?

  var body: some View {
    if let wrong, !wrong.hasPlace { Section { Text(wrong.words).foregroundStyle(Palette.help) } }
  }
}

extension View {
  /// The keyboard with digits, where there is one.
  func decimalKeyboard() -> some View {
    #if os(iOS)
      keyboardType(.decimalPad)
    #else
      self
    #endif
  }

  /// A list of its own for a picker with many rows.
  func longPicker() -> some View {
    #if os(iOS)
      pickerStyle(.navigationLink)
    #else
      self
    #endif
  }
}
