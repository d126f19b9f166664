//! Colours, type and space of both apps from one file, with the contrast that makes them readable.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::run;

const SOURCE: &str = "bindings/design/tokens.json";
const KOTLIN: &str = "android/app/src/main/kotlin/org/handrail/app/ui/Tokens.kt";
const SWIFT: &str = "ios/Packages/HandrailApp/Sources/HandrailViews/Tokens.swift";
/// WCAG 2.2, 1.4.3 (AA) for text of any size.
const CONTRAST: f64 = 4.5;

pub fn write() -> Result<(), String> {
    for (path, text) in generated()? {
        run::write_if_changed(&run::root().join(path), &text)?;
    }
    Ok(())
}

pub fn check() -> Result<(), String> {
    for (path, text) in generated()? {
        let there = std::fs::read_to_string(run::root().join(path)).map_err(|error| format!("{path}: {error}"))?;
        if there != text {
            return Err(format!("{path} is not what {SOURCE} says: run `cargo xtask design`"));
        }
    }
    println!("{KOTLIN} and {SWIFT} are what {SOURCE} says; every pair has a contrast of {CONTRAST} or more");
    Ok(())
}

fn generated() -> Result<[(&'static str, String); 2], String> {
    let text = std::fs::read_to_string(run::root().join(SOURCE)).map_err(|error| format!("{SOURCE}: {error}"))?;
    let tokens: Value = serde_json::from_str(&text).map_err(|error| format!("{SOURCE}: {error}"))?;
    contrast(&tokens)?;
    Ok([(KOTLIN, kotlin(&tokens)?), (SWIFT, swift(&tokens)?)])
}

fn kotlin(tokens: &Value) -> Result<String, String> {
    let mut out = format!(
        "// Written by `cargo xtask design` from {SOURCE}. Change that file.\n\
         package org.handrail.app.ui\n\n\
         import androidx.compose.ui.graphics.Color\nimport androidx.compose.ui.unit.dp\nimport androidx.compose.ui.unit.sp\n\n\
         /** Colours, type and space, shared with iOS. */\nobject Tokens {{\n"
    );
    for (title, theme) in [("Light", "light"), ("Dark", "dark")] {
        let _ = writeln!(out, "    object {title} {{");
        for (name, colour) in object(tokens, "colours")? {
            let _ = writeln!(out, "        val {name} = Color(0xFF{:06X})", rgb(colour, theme)?);
        }
        out.push_str("    }\n\n");
    }
    out.push_str("    object Type {\n");
    for (name, style) in object(tokens, "type")? {
        let _ = writeln!(out, "        val {name}Size = {}.sp", number(style, "size")?);
        let _ = writeln!(out, "        const val {name}Weight = {}", number(style, "weight")?);
    }
    out.push_str("    }\n\n    object Space {\n");
    for (name, space) in object(tokens, "space")? {
        let _ = writeln!(out, "        val {name} = {space}.dp");
    }
    out.push_str("    }\n\n    object Corner {\n");
    for (name, corner) in object(tokens, "corner")? {
        let _ = writeln!(out, "        val {name} = {corner}.dp");
    }
    let target = tokens.pointer("/target/android").ok_or("no target")?;
    let _ = write!(
        out,
        "    }}\n\n    /** The smallest thing that a finger should have to hit. */\n    val target = {target}.dp\n}}\n"
    );
    Ok(out)
}

fn swift(tokens: &Value) -> Result<String, String> {
    let mut out = format!(
        "// Written by `cargo xtask design` from {SOURCE}. Change that file.\n\n\
         /// Colours (0xRRGGBB), type and space in points, shared with Android.\npublic enum Tokens {{\n"
    );
    for (title, theme) in [("Light", "light"), ("Dark", "dark")] {
        let _ = writeln!(out, "  public enum {title} {{");
        for (name, colour) in object(tokens, "colours")? {
            let _ = writeln!(out, "    public static let {name}: UInt32 = 0x{:06X}", rgb(colour, theme)?);
        }
        out.push_str("  }\n\n");
    }
    out.push_str("  public enum TypeSize {\n");
    for (name, style) in object(tokens, "type")? {
        let _ = writeln!(out, "    public static let {name}: Double = {}", number(style, "size")?);
    }
    out.push_str("  }\n\n");
    for (title, group) in [("Space", "space"), ("Corner", "corner")] {
        let _ = writeln!(out, "  public enum {title} {{");
        for (name, points) in object(tokens, group)? {
            let _ = writeln!(out, "    public static let {name}: Double = {points}");
        }
        out.push_str("  }\n\n");
    }
    let target = tokens.pointer("/target/ios").ok_or("no target")?;
    let _ = write!(
        out,
        "  /// The smallest thing that a finger should have to hit.\n  public static let target: Double = {target}\n}}\n"
    );
    Ok(out)
}

/// Every pair of the file, in both themes.
fn contrast(tokens: &Value) -> Result<(), String> {
    let colours = tokens.get("colours").ok_or("no colours")?;
    for pair in tokens.get("contrast").and_then(Value::as_array).into_iter().flatten() {
        for theme in ["light", "dark"] {
            let of = |index: usize| {
                let name = pair.get(index).and_then(Value::as_str).ok_or("a pair has two names")?;
                rgb(colours.get(name).ok_or_else(|| format!("no colour {name}"))?, theme)
            };
            let ratio = ratio(of(0)?, of(1)?);
            if ratio < CONTRAST {
                return Err(format!("{pair} has a contrast of {ratio:.2} in the {theme} theme, below {CONTRAST}"));
            }
        }
    }
    Ok(())
}

fn ratio(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance (WCAG 2.2).
fn luminance(rgb: u32) -> f64 {
    let channel = |shift: u32| {
        let part = f64::from(rgb >> shift & 0xFF) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}

fn object<'a>(tokens: &'a Value, field: &str) -> Result<&'a Map<String, Value>, String> {
    tokens.get(field).and_then(Value::as_object).ok_or_else(|| format!("{SOURCE}: no {field}"))
}

fn number(style: &Value, field: &str) -> Result<u64, String> {
    style.get(field).and_then(Value::as_u64).ok_or_else(|| format!("{SOURCE}: no {field}"))
}

fn rgb(colour: &Value, theme: &str) -> Result<u32, String> {
    let text = colour.get(theme).and_then(Value::as_str).and_then(|text| text.strip_prefix('#')).ok_or("a colour is #RRGGBB")?;
    u32::from_str_radix(text, 16).map_err(|_| format!("{text} is no colour"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((ratio(0x00_0000, 0xFF_FFFF) - 21.0).abs() < 1e-9);
        assert!((ratio(0x76_7676, 0xFF_FFFF) - 4.54).abs() < 0.01);
    }

    #[test]
    fn every_pair_can_be_read() {
        generated().unwrap();
    }
}
