import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// What a day was.
struct MarkView: View {
  let model: DetailModel
  let day: CalendarDay
  @Environment(\.dismiss) private var dismiss
  @State private var draft: MarkDraft

  init(model: DetailModel, day: CalendarDay) {
    self.model = model
    self.day = day
    _draft = State(initialValue: MarkDraft(day))
  }

  var body: some View {
    NavigationStack {
      Form {
        Section {
          Text(day.label).font(.headline)
          if let more = day.more(model.calendar?.measure) { more.font(.subheadline) }
        }
        Section {
          choice(.kept, .kept)
          choice(.used, .used)
          choice(.unknown, .unknown)
        } footer: {
          if draft.state == .used && model.useClosesEpisode { Text("mark.used.closes") }
        }
        if draft.state == .used, let measure = model.calendar?.measure {
          Section {
            TextField(measure.asked, text: $draft.amount).decimalKeyboard()
            WrongView(model.wrong, at: .amount)
          } footer: {
            Text("optional")
          }
        }
        Section {
          Toggle("mark.medication", isOn: $draft.medication)
        } footer: {
          Text("mark.medication.hint")
        }
        Section {
          TextField("mark.note", text: $draft.note, axis: .vertical)
          WrongView(model.wrong, at: .note, .day)
        }
        if day.origin != nil {
          Section {
            Button("mark.clear") { Task { if await model.clear(day.day) { dismiss() } } }.frame(minHeight: Tokens.target)
          } footer: {
            Text("mark.clear.hint")
          }
        }
        WrongElsewhereView(wrong: model.wrong)
      }
      .navigationTitle("mark.title")
      .helpInTheCorner(model.session.country)
      .toolbar {
        ToolbarItem(placement: .cancellationAction) { Button("cancel") { dismiss() } }
        ToolbarItem(placement: .confirmationAction) {
          Button("save") { Task { if await model.mark(day, draft) { dismiss() } } }.disabled(draft == MarkDraft(day))
        }
      }
      .task { model.forgetWrong() }
    }
  }

  private func choice(_ state: DayState, _ sign: DaySign) -> some View {
    Button {
      draft.state = state
    } label: {
      HStack {
        Image(systemName: sign.image).foregroundStyle(sign.colour).accessibilityHidden(true)
        Text(sign.words).foregroundStyle(Palette.ink)
        Spacer()
        if draft.state == state { Image(systemName: "checkmark").foregroundStyle(Palette.primary).accessibilityHidden(true) }
      }
    }
    .frame(minHeight: Tokens.target)
    .accessibilityAddTraits(draft.state == state ? .isSelected : [])
  }
}

extension CalendarDay: @retroactive Identifiable {
  public var id: CivilDay { day }
}
