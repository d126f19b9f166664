import Handrail
import HandrailModels
import SwiftUI

/// A favourite: the star, and what the person says about it to themselves.
struct MeetingKeep: View {
  @Bindable var model: MeetingModel

  var body: some View {
    Section {
      if !model.canKeep {
        Text("locked.text")
      } else if model.kept == nil {
        Button("favourite.add", systemImage: "star") { Task { await model.keep() } }.frame(minHeight: Tokens.target)
      } else {
        Button("favourite.remove", systemImage: "star.fill") { Task { await model.letGo() } }.frame(minHeight: Tokens.target)
        if model.isResumed {
          Text("draft.resumed").font(.footnote)
          Button("draft.anew") { model.beginAnew() }.frame(minHeight: Tokens.target)
        }
        TextField("favourite.note", text: $model.note, axis: .vertical)
        WrongView(model.wrong, at: .note)
        TextField("favourite.label", text: $model.label)
        WrongView(model.wrong, at: .name)
        Picker("favourite.reminder", selection: $model.reminder) {
          Text("reminder.none").tag(Int?.none)
          ForEach(leads, id: \.self) { minutes in Text("reminder.before \(lead(minutes))").tag(Int?.some(minutes)) }
        }
        if model.changed { Button("save") { Task { await model.keep() } }.frame(minHeight: Tokens.target) }
      }
    } header: {
      Text("favourite")
    } footer: {
      if model.kept != nil && model.session.remindersOff {
        Text("reminder.off")
      } else if model.reminder != nil {
        Text("reminder.hint")
      } else {
        Text("favourite.hint")
      }
    }
    .keepsDraft(of: model)
  }

  /// A lead that was set elsewhere stays a choice.
  private var leads: [Int] {
    let usual = [10, 15, 30, 60, 120, 1440]
    guard let set = model.reminder, !usual.contains(set) else { return usual }
    return (usual + [set]).sorted()
  }
}
