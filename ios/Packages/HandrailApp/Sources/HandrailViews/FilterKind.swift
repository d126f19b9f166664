import Handrail
import HandrailModels
import SwiftUI

/// Fellowships, ways to take part, languages and types, each with how many meetings it would leave.
struct FilterKind: View {
  @Bindable var model: FilterModel

  var body: some View {
    if model.draft.place != .online {
      Section("filter.venues") {
        ForEach([VenueKind.inPerson, .online, .hybrid], id: \.self) { venue in
          ChoiceRow(name: Text(venue.words), count: model.count(venue), chosen: model.draft.venues.contains(venue)) {
            model.draft.venues.toggle(venue)
          }
        }
      }
    }
    Section("filter.what") {
      door("filter.fellowships", model.draft.fellowships.count) {
        ChoiceList(title: "filter.fellowships", model: model, choices: model.fellowships, name: FellowshipNames.name) {
          model.draft.fellowships.toggle($0)
        }
      }
      door("filter.attributes", model.draft.attributes.count) { AttributeList(model: model) }
      door("filter.types", model.draft.types.count) {
        ChoiceList(title: "filter.types", model: model, choices: model.types, name: model.typeName) { model.draft.types.toggle($0) }
      }
      if model.draft.types.count > 1 { Toggle("filter.types.any", isOn: $model.draft.anyType).frame(minHeight: Tokens.target) }
      door("filter.without", model.draft.withoutTypes.count) {
        ChoiceList(title: "filter.without", model: model, choices: model.withoutTypes, name: model.typeName) {
          model.draft.withoutTypes.toggle($0)
        }
      }
      door("filter.languages", model.draft.languages.count) {
        ChoiceList(title: "filter.languages", model: model, choices: model.languages, name: languageName) {
          model.draft.languages.toggle($0)
        }
      }
    }
  }

  private func door<List: View>(_ title: LocalizedStringKey, _ chosen: Int, @ViewBuilder _ list: () -> List) -> some View {
    NavigationLink {
      list()
    } label: {
      LabeledContent {
        if chosen > 0 { Text("filters.on \(chosen)") } else { Text("filter.all") }
      } label: {
        Text(title)
      }
    }
    .frame(minHeight: Tokens.target)
  }
}

/// What a meeting is like, the same words for every fellowship.
struct AttributeList: View {
  let model: FilterModel

  var body: some View {
    List {
      if model.attributes.isEmpty { Text("filter.nothing") }
      ForEach(model.attributes, id: \.attribute) { found in
        ChoiceRow(name: Text(found.attribute.words), count: found.count, chosen: model.draft.attributes.contains(found.attribute)) {
          model.draft.attributes.toggle(found.attribute)
        }
      }
    }
    .navigationTitle("filter.attributes")
    .helpInTheCorner(model.session.country)
  }
}

/// The choices of one kind, those with the most meetings first.
struct ChoiceList: View {
  let title: LocalizedStringKey
  let model: FilterModel
  let choices: [FilterModel.Choice]
  let name: @MainActor (String) -> String
  let toggle: @MainActor (String) -> Void

  var body: some View {
    List {
      if choices.isEmpty { Text("filter.nothing") }
      ForEach(choices) { choice in
        ChoiceRow(name: Text(verbatim: name(choice.id)), count: choice.count, chosen: choice.chosen) { toggle(choice.id) }
      }
    }
    .navigationTitle(title)
    .helpInTheCorner(model.session.country)
  }
}
