import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// A return to use. What is kept is said first, and again afterwards.
struct ReturnView: View {
  @State private var model: ReturnModel
  let today: TodayModel
  let meetings: MeetingsModel
  @State private var help = false
  @Environment(\.dismiss) private var dismiss

  init(model: ReturnModel, today: TodayModel, meetings: MeetingsModel) {
    _model = State(initialValue: model)
    self.today = today
    self.meetings = meetings
  }

  var body: some View {
    NavigationStack {
      Group {
        if let history = model.history {
          if model.done { after(history) } else { form(history) }
        } else {
          ProgressView("loading")
        }
      }
      .navigationTitle(model.history?.today.vocabulary.returned ?? "return.title")
      .helpInTheCorner(model.session.country)
      .toolbar {
        ToolbarItem(placement: .cancellationAction) {
          Button(model.done ? "close" : "cancel") { dismiss() }
        }
      }
      .task { await model.load() }
    }
  }

  private func form(_ history: TrackerHistory) -> some View {
    Form {
      Section {
        Text(verbatim: history.tracker.details.name).font(.headline)
        Text("return.stays")
      }
      KeptNumbers(history: history)
      Section("return.when") {
        Picker("return.day", selection: $model.days) {
          Text("return.day.today").tag(ReturnModel.Days.today)
          Text("return.day.another").tag(ReturnModel.Days.another)
          Text("return.day.several").tag(ReturnModel.Days.several)
        }
        if model.days != .today {
          DatePicker(
            model.days == .several ? "return.first" : "return.day", selection: $model.first, in: ...model.latest,
            displayedComponents: [.date])
        }
        if model.days == .several {
          DatePicker("return.last", selection: $model.last, in: ...model.latest, displayedComponents: [.date])
        }
        WrongView(model.wrong, at: .day, .start)
        Toggle("return.exact", isOn: $model.exact)
        if model.exact {
          DatePicker("return.time", selection: $model.time, displayedComponents: [.hourAndMinute])
          WrongView(model.wrong, at: .minute)
        } else {
          Text("return.some_time").font(.footnote).foregroundStyle(Palette.inkSecondary)
        }
      }
      Section {
        TextField(history.today.measure.asked, text: $model.amount).decimalKeyboard()
        WrongView(model.wrong, at: .amount)
        TextField("return.note", text: $model.note, axis: .vertical)
        WrongView(model.wrong, at: .note)
      } header: {
        Text("optional")
      } footer: {
        Text("return.talk")
      }
      WrongElsewhereView(wrong: model.wrong)
      Section {
        Button("return.save") { Task { if await model.record() { today.undoable = model.id } } }
          .frame(minHeight: Tokens.target)
      } footer: {
        Text("return.after")
      }
    }
  }

  private func after(_ history: TrackerHistory) -> some View {
    List {
      Section {
        Text("return.done").font(.headline)
        Text("return.done.more")
      }
      KeptNumbers(history: history)
      Section {
        Button("help.now", systemImage: "phone") { help = true }.tint(Palette.help).frame(minHeight: Tokens.target)
        NavigationLink("meetings.all") { MeetingsView(model: meetings) }
      } header: {
        Text("return.next")
      }
      Section {
        Button("undo", systemImage: "arrow.uturn.backward") {
          Task {
            await model.undo()
            today.undoable = nil
          }
        }
        .frame(minHeight: Tokens.target)
      }
    }
    .sheet(isPresented: $help) { HelpView(country: model.session.country) }
  }
}

/// What nobody takes away: days, the longest run, milestones.
struct KeptNumbers: View {
  let history: TrackerHistory

  var body: some View {
    Section("kept") {
      KeptLine(title: "kept.total", value: Text("days \(Int(history.totalDays))"))
      KeptLine(title: "kept.longest", value: Text("days \(Int(history.longestDays))"))
      KeptLine(title: "kept.milestones", value: Text(verbatim: history.awards.count.formatted()))
    }
  }
}
