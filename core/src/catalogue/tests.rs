use super::*;

#[test]
fn the_data_files_are_whole() {
    serde_json::from_str::<Vec<Fellowship>>(include_str!("data/fellowships.json")).unwrap();
    serde_json::from_str::<Vec<TokenProfile>>(include_str!("data/token_profiles.json")).unwrap();
    assert!(fellowships().len() >= 55);
    assert!(fellowships().is_sorted_by_key(|fellowship| fellowship.name.to_lowercase()));
    for fellowship in fellowships() {
        assert!(token_profile(&fellowship.token_profile).is_some(), "{}", fellowship.id);
        assert_eq!(fellowships().iter().filter(|other| other.id == fellowship.id).count(), 1, "{}", fellowship.id);
        let programme = fellowship.programme;
        assert_eq!(programme.count == 0, programme.kind == ProgrammeKind::None, "{}", fellowship.id);
        assert!(!fellowship.other_names.contains(&fellowship.name), "{}", fellowship.id);
    }
}

/// Every row says what it is; only a fellowship of the person's own may leave it out.
#[test]
fn every_row_of_the_catalogue_has_all_fields() {
    let rows: Vec<serde_json::Value> = serde_json::from_str(include_str!("data/fellowships.json")).unwrap();
    for row in rows {
        for field in ["other_names", "focus", "programme", "vocabulary", "abstinence"] {
            assert!(row.get(field).is_some(), "{} {field}", row["id"]);
        }
    }
}

#[test]
fn a_fellowship_of_ones_own_needs_a_name_and_little_else() {
    let row = r#"{"id": "own-1", "name": "Tuesday group", "abbreviation": "TG", "token_profile": "generic"}"#;
    let own: Fellowship = serde_json::from_str(row).unwrap();
    assert_eq!(own.vocabulary, Vocabulary { start: StartTerm::StartDate, event: ReturnTerm::ReturnToUse });
    assert_eq!(own.programme, Programme { kind: ProgrammeKind::None, count: 0 });
    assert_eq!(own.abstinence, AbstinenceModel::Total);
    assert!(own.focus.is_empty() && own.other_names.is_empty());
}

#[test]
fn programmes_are_told_by_their_numbers() {
    let check = |id: &str, kind, count| {
        assert_eq!(fellowship(id).map(|found| found.programme), Some(Programme { kind, count }), "{id}");
    };
    check("aa", ProgrammeKind::Steps, 12);
    check("wfs", ProgrammeKind::Statements, 13);
    check("smart", ProgrammeKind::Points, 4);
    check("rd", ProgrammeKind::Points, 8);
    check("lifering", ProgrammeKind::None, 0);
}

#[test]
fn profiles_are_known_once_and_named_in_plain_colours() {
    assert!(token_profile(GENERIC).is_some());
    for profile in token_profiles() {
        assert_eq!(token_profiles().iter().filter(|other| other.id == profile.id).count(), 1, "{}", profile.id);
        for colour in profile.tokens.iter().filter_map(|token| token.colour.as_deref()) {
            let plain = |letter: char| letter.is_ascii_lowercase() || letter == '_';
            assert!(!colour.is_empty() && colour.chars().all(plain), "{}: {colour}", profile.id);
        }
    }
    assert!(token_profile(GENERIC).is_some_and(|generic| generic.tokens.iter().all(|token| token.colour.is_none())));
}

#[test]
fn rows_ascend_and_can_be_reached() {
    // Long enough to order them: nothing in the data depends on the length of one month.
    let hours = |token: &Token| {
        let each = match token.milestone.unit {
            MilestoneUnit::Hour => 1,
            MilestoneUnit::Day => 24,
            MilestoneUnit::Month => 730,
            MilestoneUnit::Year => 8_766,
        };
        token.milestone.count * each
    };
    for profile in token_profiles() {
        for token in &profile.tokens {
            assert_eq!(Milestone::from_key(&token.milestone.key()), Some(token.milestone));
            assert!(token.milestone.count > 0 || token.on_request, "{}: a day nobody can reach", profile.id);
        }
        assert!(profile.tokens.is_sorted_by(|a, b| a.on_request && b.on_request || hours(a) < hours(b)), "{}", profile.id);
        // Two repeating rows of one unit would announce the same year twice.
        assert!(profile.tokens.iter().filter(|token| token.repeats).count() <= 1, "{}", profile.id);
    }
}

#[test]
fn every_profile_goes_on_for_years_and_all_but_two_begin_with_days() {
    for profile in token_profiles().iter().filter(|profile| profile.id != "none") {
        let has = |unit| profile.tokens.iter().any(|token| token.milestone.unit == unit && !token.on_request);
        assert!(profile.tokens.iter().any(|token| token.repeats), "{}", profile.id);
        assert!(has(MilestoneUnit::Year), "{}", profile.id);
        // `annual` is for those who count years only.
        if profile.id != "annual" {
            assert!(has(MilestoneUnit::Day) || has(MilestoneUnit::Hour), "{}", profile.id);
            assert!(has(MilestoneUnit::Month), "{}", profile.id);
        }
    }
    assert_eq!(token_profile("none").map(|none| none.tokens.len()), Some(0));
}

#[test]
fn presets_of_one_source_say_so() {
    for id in ["ca", "cma", "ha", "oa", "coda", "ea", "sa", "slaa", "saa", "pa", "ga", "al_anon", "celebrate_recovery_observed"] {
        let profile = token_profile(id).unwrap();
        assert!(profile.tokens.iter().all(|token| token.confidence == Confidence::Low), "{id}");
        assert!(fellowships().iter().any(|fellowship| fellowship.token_profile == id), "{id} is given to nobody");
    }
}
