import HandrailModels
import SwiftUI

// What many screens share: how they stand, how a form ends, a fact with its name.

/// What a screen shows while it loads, where it cannot, and when it has.
struct LoadedView<Content: View>: View {
  let state: Loading
  let session: Session
  let again: @MainActor () async -> Void
  let content: Content

  init(
    _ state: Loading, _ session: Session, again: @escaping @MainActor () async -> Void, @ViewBuilder content: () -> Content
  ) {
    self.state = state
    self.session = session
    self.again = again
    self.content = content()
  }

  var body: some View {
    switch state {
    case .loading: ProgressView("loading")
    case .locked: LockedView(session: session)
    case .trouble: UnreadableView(again: again)
    case .ready: content
    }
  }
}

/// Says that something stands in the journal, and no journal is open.
struct LockedView: View {
  let session: Session

  var body: some View {
    Section {
      Text("locked.title").font(.headline)
      Text("locked.text")
      Button("try.again") { Task { await session.open() } }.frame(minHeight: Tokens.target)
    }
  }
}

/// Says that something could not be read.
struct UnreadableView: View {
  let again: @MainActor () async -> Void

  var body: some View {
    Section {
      Text("unreadable.title").font(.headline)
      Text("unreadable.text")
      Button("try.again") { Task { await again() } }.frame(minHeight: Tokens.target)
    }
  }
}

/// A fact with its name.
struct FactRow: View {
  let name: LocalizedStringKey
  let value: String

  init(_ name: LocalizedStringKey, _ value: String) {
    self.name = name
    self.value = value
  }

  var body: some View {
    LabeledContent {
      Text(verbatim: value)
    } label: {
      Text(name)
    }
  }
}

/// The two ways out of a form: it stays when what stands in it cannot be taken.
private struct CancelOrSave: ViewModifier {
  let disabled: Bool
  let cancel: @MainActor () -> Void
  let save: @MainActor () async -> Bool
  @Environment(\.dismiss) private var dismiss

  func body(content: Content) -> some View {
    content.toolbar {
      ToolbarItem(placement: .cancellationAction) { 
        Button("cancel") {
          cancel()
          dismiss()
        }
      }
      ToolbarItem(placement: .confirmationAction) {
        Button("save") { Task { if await save() { dismiss() } } }.disabled(disabled)
      }
    }
  }
}

/// Says that the form is as the person had left it.
struct ResumedView<Form: DraftedForm & Observable>: View {
  let form: Form

  var body: some View {
    if form.isResumed {
      Section {
        Text("draft.resumed")
        Button("draft.anew") { form.beginAnew() }.frame(minHeight: Tokens.target)
      }
    }
  }
}

extension View {
  func cancelOrSave(
    disabled: Bool, cancel: @escaping @MainActor () -> Void = {}, save: @escaping @MainActor () async -> Bool
  ) -> some View {
    modifier(CancelOrSave(disabled: disabled, cancel: cancel, save: save))
  }

  /// Keeps what is half filled in: only "cancel" and "save" let it go, not a sheet that is swept away or an app that is ended.
  func keepsDraft<Form: DraftedForm & Observable>(of form: Form) -> some View {
    onChange(of: form.written) { _, _ in form.keepDraft() }
  }
}
