import Foundation
import Handrail
import HandrailModels
import SwiftUI

/// What the person aims at.
struct GoalSection: View {
  @Bindable var model: EditorModel

  var body: some View {
    Section("goal") {
      Picker("goal.kind", selection: $model.goal.kind) {
        Text("goal.abstain").tag(GoalDraft.Kind.abstain)
        Text("goal.bottom_line").tag(GoalDraft.Kind.bottomLine)
        Text("goal.moderate").tag(GoalDraft.Kind.moderate)
        Text("goal.reduce").tag(GoalDraft.Kind.reduce)
      }
      switch model.goal.kind {
      case .abstain: EmptyView()
      case .bottomLine: TextField("goal.lines", text: $model.goal.lines, axis: .vertical)
      case .moderate: limits
      case .reduce: taper
      }
      WrongView(model.wrong, at: .goal, .weekdays)
      if !model.isNew { DatePicker("goal.from", selection: $model.goalFrom, displayedComponents: [.date]) }
    }
  }

  @ViewBuilder private var limits: some View {
    TextField("goal.a_day", text: $model.goal.aDay).decimalKeyboard()
    TextField("goal.a_week", text: $model.goal.aWeek).decimalKeyboard()
    Picker("goal.days_a_week", selection: $model.goal.daysAWeek) {
      Text("goal.no_limit").tag(Int?.none)
      ForEach(0..<7, id: \.self) { days in Text("days \(days)").tag(Int?.some(days)) }
    }
    DisclosureGroup("goal.dry") {
      ForEach(weekdays(), id: \.number) { weekday in
        Toggle(isOn: dry(weekday.number)) { Text(verbatim: weekday.name) }
      }
    }
  }

  @ViewBuilder private var taper: some View {
    TextField("goal.taper.from", text: $model.goal.fromAmount).decimalKeyboard()
    DatePicker("goal.taper.begins", selection: $model.goal.fromDay, displayedComponents: [.date])
    TextField("goal.taper.to", text: $model.goal.toAmount).decimalKeyboard()
    DatePicker("goal.taper.ends", selection: $model.goal.toDay, displayedComponents: [.date])
    if model.warnsOfWithdrawal { Text("subject.withdrawal").foregroundStyle(Palette.help) }
  }

  private func dry(_ weekday: Int) -> Binding<Bool> {
    Binding(
      get: { model.goal.dry.contains(weekday) },
      set: { on in if on { model.goal.dry.insert(weekday) } else { model.goal.dry.remove(weekday) } })
  }
}

/// What use cost in money and time.
struct RateSection: View {
  @Bindable var model: EditorModel

  var body: some View {
    Section {
      Toggle("rate", isOn: $model.rate.on)
      if model.rate.on {
        TextField("rate.money", text: $model.rate.money).decimalKeyboard()
        Picker("currency", selection: $model.rate.currency) {
          ForEach(model.choices?.currencies ?? [], id: \.code) { currency in Text(verbatim: currency.words).tag(currency.code) }
        }
        .longPicker()
        Picker("rate.per", selection: $model.rate.per) {
          Text("rate.per.day").tag(Per.day)
          Text("rate.per.week").tag(Per.week)
          Text("rate.per.month").tag(Per.month)
          Text("rate.per.year").tag(Per.year)
        }
        TextField("rate.minutes", text: $model.rate.minutes).decimalKeyboard()
        if !model.isNew { DatePicker("rate.from", selection: $model.rateFrom, displayedComponents: [.date]) }
      }
      WrongView(model.wrong, at: .rate, .currency)
    } footer: {
      Text("rate.hint")
    }
  }
}

extension Currency {
  /// The code, and the name that the locale has for it.
  var words: String {
    guard let name = Locale.current.localizedString(forCurrencyCode: code) else { return code }
    return "\(code) \(name)"
  }
}

/// What most people never need.
struct MoreSection: View {
  @Bindable var model: EditorModel

  var body: some View {
    Section {
      DisclosureGroup("more") {
        TextField("discreet", text: $model.discreet)
        WrongView(model.wrong, at: .discreetName)
        words
        tokens
        measure
        day
      }
    } footer: {
      Text("discreet.hint")
    }
  }

  @ViewBuilder private var words: some View {
    Toggle("words.own", isOn: $model.ownWords)
    if model.ownWords {
      Picker("words.start", selection: $model.startTerm) {
        ForEach([StartTerm.startDate, .sobrietyDate, .quitDate, .abstinenceDate, .cleanDate], id: \.self) { term in
          Text(term.words).tag(term)
        }
      }
      Picker("words.event", selection: $model.returnTerm) {
        ForEach([ReturnTerm.returnToUse, .reset, .setback, .slip], id: \.self) { term in Text(term.words).tag(term) }
      }
    }
  }

  private var tokens: some View {
    Picker("tokens", selection: $model.profile) {
      Text("tokens.usual").tag("")
      ForEach(model.choices?.tokenProfiles ?? [], id: \.id) { profile in
        Text(verbatim: profile.words(model.choices?.fellowships ?? [])).tag(profile.id)
      }
    }
    .longPicker()
  }

  @ViewBuilder private var measure: some View {
    Picker("measure", selection: $model.measure) {
      Text("measure.usual").tag(MeasureKind?.none)
      Text("measure.drinks").tag(MeasureKind?.some(.drinks))
      Text("measure.money").tag(MeasureKind?.some(.money))
      Text("measure.times").tag(MeasureKind?.some(.episodes))
      Text("measure.minutes").tag(MeasureKind?.some(.minutes))
      Text("measure.own").tag(MeasureKind?.some(.own))
    }
    switch model.measureKind {
    case .drinks: drinks
    case .money:
      Picker("currency", selection: $model.currency) {
        ForEach(model.choices?.currencies ?? [], id: \.code) { currency in Text(verbatim: currency.words).tag(currency.code) }
      }
      .longPicker()
    case .own: TextField("measure.unit", text: $model.unit)
    case .episodes, .minutes: EmptyView()
    }
    WrongView(model.wrong, at: .measure)
  }

  /// Countries with the same drink are one row each: the person looks for their country, the number is what counts.
  private var drinks: some View {
    Picker("drink", selection: $model.drink) {
      ForEach(sizes, id: \.self) { milligrams in Text("drink.grams \(grams(milligrams)) \(countries(milligrams))").tag(milligrams) }
    }
  }

  private var sizes: [Int] {
    Set((model.choices?.standardDrinks ?? []).map { Int($0.milligrams) } + [model.drink]).filter { $0 > 0 }.sorted()
  }

  private func grams(_ milligrams: Int) -> String { Amount.decimal(Int64(milligrams), digits: 3).formatted() }

  private func countries(_ milligrams: Int) -> String {
    (model.choices?.standardDrinks ?? []).filter { Int($0.milligrams) == milligrams }
      .map { Locale.current.localizedString(forRegionCode: $0.country) ?? $0.country }.formatted()
  }

  @ViewBuilder private var day: some View {
    Picker("day.start", selection: $model.dayStart) {
      ForEach(starts, id: \.self) { minutes in Text(verbatim: clock(minutes)).tag(minutes) }
    }
    Picker("zone", selection: $model.zoneMode) {
      Text("zone.home \(model.zoneName)").tag(ZoneMode.home)
      Text("zone.device").tag(ZoneMode.device)
    }
    WrongView(model.wrong, at: .zone)
    Picker("leap", selection: $model.feb29) {
      Text(verbatim: CivilDay(year: 2025, month: 2, day: 28).monthDay).tag(Feb29Rule.feb28)
      Text(verbatim: CivilDay(year: 2025, month: 3, day: 1).monthDay).tag(Feb29Rule.mar1)
    }
  }

  private var starts: [Int] { Set(stride(from: 0, through: 360, by: 60).map { $0 } + [model.dayStart]).sorted() }

  private func clock(_ minutes: Int) -> String {
    let day = CivilDay(year: 2025, month: 1, day: 15).noon(in: .current)
    return day.addingTimeInterval(Double(minutes - 720) * 60).formatted(date: .omitted, time: .shortened)
  }
}

extension CivilDay {
  var monthDay: String { noon(in: .current).formatted(.dateTime.day().month(.wide)) }
}

extension TokenProfile {
  /// The person's own name for it, or the fellowships that begin with it: a proper name, not translated.
  func words(_ fellowships: [Fellowship]) -> String {
    if let name { return name }
    let using = fellowships.filter { $0.tokenProfile == id }.map(\.abbreviation)
    return using.isEmpty || using.count > 4 ? id.replacingOccurrences(of: "_", with: " ") : using.formatted()
  }
}
