//! What spreadsheets and maps write: marks, alphabets, delimiters, Google's answers, points with properties.

use handrail_core::meetings::{DiagnosticCode, FeedFormat, VenueKind};

use super::dialects::taken;
use super::{ROW, check_bytes, codes};

const TABLE: &str = "Name;Day;Time;Address\r\nCafé;Monday;7:00 PM;1 Main St, Salem\r\n";

#[test]
fn alphabets() {
    let utf16 = |big: bool| -> Vec<u8> {
        TABLE.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    for (bytes, lossy) in [
        (TABLE.as_bytes().to_vec(), false),
        (utf16(false), false),
        (utf16(true), false),
        (TABLE.replace('é', "?").bytes().map(|b| if b == b'?' { 0xe9 } else { b }).collect(), true),
        (TABLE.replace('é', "?").bytes().map(|b| if b == b'?' { 0x8e } else { b }).collect(), true),
    ] {
        let found = taken(&bytes);
        assert_eq!(found.times("Café"), [(1, 19 * 60, None)], "{bytes:?}");
        assert_eq!(found.codes.contains(&(DiagnosticCode::InvalidUtf8, 1)), lossy);
    }
    // JSON in an old alphabet.
    let check =
        check_bytes(&ROW.replace("\"A\"", "\"Caf?\"").bytes().map(|b| if b == b'?' { 0xe9 } else { b }).collect::<Vec<_>>())
            .unwrap();
    assert_eq!(codes(&check), [(DiagnosticCode::InvalidUtf8, 1)]);
}

#[test]
fn what_stands_between_cells() {
    for (between, first) in [(";", "sep=;\r\n"), ("\t", "\"sep=\t\"\r\n"), (";", ""), ("\t", ""), ("|", "")] {
        let found = taken(format!(
            "{first}{}\r\n{}\r\n",
            ["Name", "Day", "Time", "Address", "Types"].join(between),
            ["Hope", "Tuesday", "19:30", "\"1 Main St, Salem\"", "\"Open, Women, Speaker, Big Book\""].join(between)
        ));
        assert_eq!(found.times("Hope"), [(2, 1170, None)], "{between:?} {first:?}");
        assert_eq!(found.meetings["Hope"].row.address.as_deref(), Some("1 Main St, Salem"));
    }
    // A title with commas above, and cells with more commas than the table has tabs.
    let found = taken("Meetings, all of them, May 2026\nName\tDay\tTime\tAddress\nHope\tTue\t19:30\t1 Main St, Salem, OR, USA\n");
    assert_eq!(found.times("Hope"), [(2, 1170, None)]);
}

#[test]
fn google_s_visualization() {
    let answer = |cols: &str, rows: &str| {
        format!(
            "/*O_o*/\ngoogle.visualization.Query.setResponse({{\"version\":\"0.6\",\"reqId\":\"0\",\"status\":\"ok\",\"sig\":\"1\",\"table\":{{\"cols\":[{cols}],\"rows\":[{rows}],\"parsedNumHeaders\":1}}}});"
        )
    };
    let cols = r#"{"id":"A","label":"Name","type":"string"},{"id":"B","label":"Day","type":"string"},{"id":"C","label":"Time","type":"datetime"},{"id":"D","label":"Address","type":"string"}"#;
    let hope = r#"{"c":[{"v":"Hope"},{"v":"Monday"},{"v":"Date(1899,11,30,19,30,0)","f":"7:30 PM"},{"v":"1 Main St"}]}"#;
    let joy = r#"{"c":[{"v":"Joy"},{"v":"Sunday"},{"v":[6,0,0,0]},{"v":"2 Main St"},null]}"#;
    let found = taken(answer(cols, &[hope, joy, r#"{"c":[null,null]}"#].join(",")));
    assert_eq!(found.format, FeedFormat::GoogleSheet);
    assert_eq!((found.times("Hope"), found.times("Joy")), (vec![(1, 1170, None)], vec![(0, 360, None)]));
    // Without labels the header is a row.
    let head = r#"{"c":[{"v":"Name"},{"v":"Day"},{"v":"Time"},{"v":"Address"}]}"#;
    let found = taken(answer(r#"{"id":"A","label":"","type":"string"}"#, &[head, hope].join(",")));
    assert_eq!(found.times("Hope"), [(1, 1170, None)]);
}

#[test]
fn lists_handed_out_as_scripts() {
    for text in [
        format!("var meetings = [{ROW}];"),
        format!("window.feed=[{ROW}]"),
        format!(")]}}'\n[{ROW}]"),
        format!("export default [{ROW}]"),
    ] {
        assert_eq!(codes(&super::accepted(&text)), [], "{text}");
    }
}

#[test]
fn points_with_properties() {
    let feature = |geometry: &str| {
        format!(
            r#"{{"type":"Feature","id":7,"geometry":{geometry},"properties":{{"name":"Hope","day":"Tuesday","time":"19:30","timezone":"America/New_York","address":"1 Main St, Salem"}}}}"#
        )
    };
    let point = r#"{"type":"Point","coordinates":[-123.03,44.94]}"#;
    let found = taken(format!(r#"{{"type":"FeatureCollection","crs":{{"type":"name"}},"features":[{}]}}"#, feature(point)));
    assert_eq!(found.format, FeedFormat::GeoJson);
    let hope = &found.meetings["Hope"];
    let at = hope.point.unwrap();
    assert_eq!(((at.latitude * 100.0).round(), (at.longitude * 100.0).round()), (4494.0, -12303.0));
    assert_eq!((found.times("Hope"), hope.row.venue), (vec![(2, 1170, None)], VenueKind::InPerson));
    for none in ["null", "[]", r#"{"type":"Polygon","coordinates":[[[1,2]]]}"#, r#"{"coordinates":["a","b"]}"#] {
        let found = taken(format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, feature(none)));
        assert!(found.meetings["Hope"].point.is_none(), "{none}");
    }
}
