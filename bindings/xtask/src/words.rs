//! No shaming word where a person reads (`data/words.json`).

use serde_json::Value;

use crate::{lints, run};

const LIST: &str = include_str!("../data/words.json");

pub fn check() -> Result<(), String> {
    let list: Value = serde_json::from_str(LIST).map_err(|error| error.to_string())?;
    let strings = |field: &str| -> Vec<String> {
        list.get(field)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|word| word.as_str().or(word["phrase"].as_str()))
            .map(str::to_owned)
            .collect()
    };
    let (avoid, allowed, places) = (strings("avoid"), strings("allowed"), strings("read_by_people"));
    let (mut read, mut found) = (0, Vec::new());
    for path in lints::text_files()? {
        let name = path.strip_prefix(run::root()).unwrap_or(&path).to_string_lossy().into_owned();
        if !places.iter().any(|place| name.starts_with(place.as_str())) {
            continue;
        }
        read += 1;
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        // Of a source only what stands in quotes is read by people, and the documentation: it becomes KDoc and DocC.
        let code = path.extension().is_some_and(|extension| ["rs", "kt", "swift"].iter().any(|known| extension == *known));
        for (number, line) in text.lines().enumerate() {
            let quoted = || line.split('"').skip(1).step_by(2).collect::<Vec<_>>().join("\n");
            let documents = ["///", "//!", "/**", "* "].iter().any(|mark| line.trim_start().starts_with(mark));
            let line = if code && !documents { quoted() } else { line.to_owned() };
            if let Some(word) = shaming(&line, &avoid, &allowed) {
                found.push(format!("{name}:{}: \"{word}\" shames; see bindings/xtask/data/words.json", number + 1));
            }
        }
    }
    if !found.is_empty() {
        return Err(found.join("\n"));
    }
    println!("{read} files that people read: no word of the list");
    Ok(())
}

fn shaming<'a>(line: &str, avoid: &'a [String], allowed: &[String]) -> Option<&'a str> {
    let mut line = line.to_lowercase();
    for phrase in allowed {
        line = line.replace(phrase.as_str(), "");
    }
    avoid.iter().map(String::as_str).find(|word| {
        line.match_indices(word).any(|(at, _)| {
            let before = line.get(..at).and_then(|text| text.chars().next_back());
            let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
            // Part of a longer word or of a name in code is not the word.
            ![before, after].into_iter().flatten().any(|letter| letter.is_alphanumeric() || letter == '_')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::shaming;

    #[test]
    fn words_are_found_and_names_are_not() {
        let avoid = ["addict".to_owned(), "relapse".to_owned()];
        let allowed = ["sex addicts anonymous".to_owned()];
        assert_eq!(shaming("You are an Addict.", &avoid, &allowed), Some("addict"));
        assert_eq!(shaming("a relapse", &avoid, &allowed), Some("relapse"));
        assert_eq!(shaming("Sex Addicts Anonymous", &avoid, &allowed), None);
        assert_eq!(shaming("let addiction = relapse_count", &avoid, &allowed), None);
    }
}
