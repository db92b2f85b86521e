use super::super::format::File;

/// Lines of each kind, in which `N` stands for names of all lengths.
const FIELDS: [&str; 4] = [
    "pub a: N,",
    "pub a: Option<Vec<N>>,",
    "pub r#type: arm_runtime::Map<Option<Nullable<N>>>,",
    "pub N: Option<Map<Vec<models::N>>>,",
];
const VARIANTS: [&str; 2] = ["N(Box<N>),", "B(Map<Vec<N>>),"];
const SIGNATURES: [&str; 5] = [
    "pub fn new(N: N) -> Self",
    "pub fn get(&self) -> Call<models::N>",
    "pub fn get(&self, a: &[Vec<N>], id: &ResourceId) -> Call<(), Xml>",
    "pub fn N(&self, a: impl IntoBody<Option<models::N>>, options: Option<N>) -> Poller<()>",
    "pub fn put(&self, a: &Map<N>) -> Pager<Map<Vec<models::N>>>",
];
const CALLS: [&str; 6] = [
    "self.arm.prepare(&N, &[]).call()",
    "self.arm.prepare(&N, &[&a, &AsJson(&options.N)]).call()",
    "self.arm.prepare(&GET, &[&N, &N, &options.N]).body(r#type).call()",
    "self.arm.prepare_by_id(&N, id, &[&options.N]).body(N).call()",
    "self.arm.prepare(&GET, &[&Into::<FilePart>::into(N)]).call()",
    "self.arm.prepare(&N, &[&a, &options.N]).xml_pager()",
];
const VALUES: [&str; 8] = [
    r#"path: "/N/(a)/[b]/{c}""#,
    r#"states: &["N", "N, \"(\\", "A"]"#,
    r#"next_parameter: Some("N")"#,
    "service: Some(&super::N)",
    "parameters: &[N, N, N]",
    r#"body: Some(RequestBody::new("N", true).xml("a.b"))"#,
    r#"security: Some(&[&[Scheme::Token(&["N"]), Scheme::Header("N")], &[], &[Scheme::Basic]])"#,
    "N: Some(N.into())",
];

const IMPORTS: [&str; 3] = [
    "use arm_runtime::{N, BCD, EFGHIJK, N};",
    "use super::parameters::{A, N, B, N, N, C, N, N, DE, N};",
    "use super::N;",
];

/// Asserts that prettyplease changes nothing.
fn assert_printed(file: File) {
    let text = file.finish();
    let tree = syn::parse_file(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(prettyplease::unparse(&tree), text);
}

fn assert_all(templates: &[&str], add: impl Fn(&str, &mut File)) {
    for length in 1..=100 {
        for template in templates {
            let mut file = File::default();
            add(&template.replace('N', &"N".repeat(length)), &mut file);
            assert_printed(file);
        }
    }
}

#[test]
fn declarations_are_broken_like_prettyplease_breaks_them() {
    assert_all(&FIELDS, |line, file| {
        file.block("pub struct A", "", |file| file.code(line));
    });
    assert_all(&VARIANTS, |line, file| {
        file.block("pub enum A", "", |file| file.code(line));
    });
    assert_all(&SIGNATURES, |line, file| {
        file.block("impl A", "", |file| file.block(line, "", |_| ()));
    });
}

#[test]
fn expressions_are_broken_like_prettyplease_breaks_them() {
    assert_all(&CALLS, |line, file| {
        file.block("impl A", "", |file| {
            file.block("fn a(&self) -> B", "", |file| file.code(line));
        });
    });
    assert_all(&VALUES, |line, file| {
        let rest = "..Operation::DEFAULT".to_owned();
        file.block("static A: Operation = Operation", ";", |file| {
            file.code(&format!("{line},"));
            file.code(&rest);
        });
        file.block("fn new() -> Self", "", |file| {
            file.literal("Self", &[line.to_owned(), rest.clone()]);
        });
        file.block("fn all() -> Self", "", |file| {
            file.literal("Self", &[line.to_owned()]);
        });
    });
}

#[test]
fn imports_are_broken_like_prettyplease_breaks_them() {
    assert_all(&IMPORTS, |line, file| file.code(line));
}

#[test]
fn numbers_share_lines() {
    for count in 0..60 {
        let codes: Vec<String> = (200..200 + count).map(|it| it.to_string()).collect();
        let mut file = File::default();
        file.block("static A: Operation = Operation", ";", |file| {
            file.code(&format!("success: &[{}],", codes.join(", ")));
            file.code("..Operation::DEFAULT");
        });
        assert_printed(file);
    }
}
