//! Arguments of a generated function from the parameters of an example.

use std::cell::RefCell;
use std::fmt;

use azure_core::Bytes;

use super::compare::{Comparison, below};
use super::data::{Declared, Example};
use super::{Finding, Kind};
use crate::value::{self, Encode, JsonValue, Mode, Value, View};
use crate::{Arm, Error, Result, Text};

/// The arguments of a generated function.
pub struct Inputs<'a> {
    pub(super) declared: &'a Declared,
    pub(super) example: &'a Example,
    arm: Result<Arm>,
    findings: RefCell<Vec<Finding>>,
    /// The typed arguments by name.
    values: RefCell<Vec<(String, Box<dyn Encode>)>>,
}

impl fmt::Debug for Inputs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inputs")
            .field("operation", &self.declared.id)
            .field("example", &self.example.title)
            .finish()
    }
}

/// The reason why no request was built.
#[derive(Debug)]
pub enum Stop {
    /// The example does not provide what the operation requires: the kind of fault, its pointer, and details.
    Fault(Kind, String, String),
    /// The runtime rejected the request.
    Refused(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl<'a> Inputs<'a> {
    pub(super) fn new(declared: &'a Declared, example: &'a Example, arm: Result<Arm>) -> Self {
        Self {
            declared,
            example,
            arm,
            findings: RefCell::default(),
            values: RefCell::default(),
        }
    }

    /// Returns the connection for the client.
    ///
    /// # Errors
    ///
    /// Returns an error if the subscription of the example is invalid.
    pub fn arm(&self) -> std::result::Result<Arm, Stop> {
        match &self.arm {
            Ok(arm) => Ok(arm.clone()),
            Err(error) => Err(Stop::Fault(
                Kind::BrokenRule,
                "/parameters/subscriptionId".to_owned(),
                error.to_string(),
            )),
        }
    }

    /// Returns a required argument.
    ///
    /// # Errors
    ///
    /// Returns an error if the example does not contain the argument, or if its type does not match.
    pub fn argument<T: Value + Clone + 'static>(&self, name: &str) -> std::result::Result<T, Stop> {
        self.optional(name)?.ok_or_else(|| missing(name))
    }

    /// Returns an optional argument.
    ///
    /// # Errors
    ///
    /// Returns an error if the type does not match.
    pub fn optional<T: Value + Clone + 'static>(
        &self,
        name: &str,
    ) -> std::result::Result<Option<T>, Stop> {
        let Some((key, json)) = self
            .example
            .parameter(name)
            .filter(|(_, json)| !json.is_null())
        else {
            return Ok(None);
        };
        let place = place(key);
        if key != name {
            self.report(
                Kind::ParameterSpelling,
                &place,
                &format!("`{name}` is declared"),
            );
        }
        let mut value = T::empty();
        let mut findings = Vec::new();
        let mut comparison = Comparison {
            example: self.example,
            mode: Mode::All,
            findings: &mut findings,
        };
        if !comparison.read(json, &mut value, &place) {
            let detail = findings.pop().map(|it| it.detail).unwrap_or_default();
            return Err(Stop::Fault(Kind::Shape, place, detail));
        }
        comparison.compare(json, &value, &place);
        findings.into_iter().for_each(|finding| self.push(finding));
        self.values
            .borrow_mut()
            .push((name.to_owned(), Box::new(value.clone())));
        Ok(Some(value))
    }

    /// Returns a text argument, which is sent unchanged.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Inputs::argument`] does.
    pub fn text(&self, name: &str) -> std::result::Result<Text, Stop> {
        self.argument::<String>(name).map(Text)
    }

    /// Like [`Inputs::text`], for an optional argument.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Inputs::optional`] does.
    pub fn optional_text(&self, name: &str) -> std::result::Result<Option<Text>, Stop> {
        Ok(self.optional::<String>(name)?.map(Text))
    }

    /// Returns a bytes argument, which an example can only contain as text.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Inputs::argument`] does.
    pub fn bytes(&self, name: &str) -> std::result::Result<Bytes, Stop> {
        self.optional_bytes(name)?.ok_or_else(|| missing(name))
    }

    /// Like [`Inputs::bytes`], for an optional argument.
    ///
    /// # Errors
    ///
    /// Returns an error as [`Inputs::optional`] does.
    pub fn optional_bytes(&self, name: &str) -> std::result::Result<Option<Bytes>, Stop> {
        let json = self.example.parameter(name).map(|(_, json)| json);
        Ok(json
            .filter(|it| !it.is_null())
            .map(|it| Bytes::from(super::expected::text(it))))
    }

    /// Reports the parameters of the example that the operation does not declare.
    pub(super) fn report_undeclared(&self) {
        let declared = self.declared;
        let mut names = vec!["subscriptionId", &declared.api_version_name];
        names.extend(declared.parameters.iter().map(|it| it.name.as_str()));
        names.extend(declared.body.as_ref().map(|it| it.name.as_str()));
        let bound = self.example.parameters().into_iter().flatten();
        for (key, _) in
            bound.filter(|(key, _)| !names.iter().any(|name| name.eq_ignore_ascii_case(key)))
        {
            self.report(Kind::UndeclaredParameter, &place(key), "");
        }
    }

    /// Returns the JSON of an argument, if the example contains it.
    pub(super) fn json(&self, name: &str) -> Option<&'a JsonValue> {
        self.example
            .parameter(name)
            .map(|(_, json)| json)
            .filter(|json| !json.is_null())
    }

    /// Returns the serialized string of a typed argument that is an enum, or a boolean, which an example may have as a
    /// string.
    pub(super) fn spelling(&self, name: &str) -> Option<String> {
        let values = self.values.borrow();
        let (_, value) = values.iter().find(|(known, _)| known == name)?;
        match value.view() {
            View::Text(_) | View::TextEnum(..) => Some(value::text(&**value).to_owned()),
            View::Bool(it) => Some(it.to_string()),
            _ => None,
        }
    }

    /// Shows the typed body, if it was read.
    pub(super) fn with_body(&self, show: &mut dyn FnMut(Option<&dyn Encode>)) {
        let values = self.values.borrow();
        let name = self.declared.body.as_ref().map(|it| it.name.as_str());
        let body = values
            .iter()
            .find(|(known, _)| Some(known.as_str()) == name);
        show(body.map(|(_, value)| &**value));
    }

    pub(super) fn report(&self, kind: Kind, place: &str, detail: &str) {
        self.push(Finding::new(self.example, kind, place.to_owned(), detail));
    }

    pub(super) fn push(&self, finding: Finding) {
        let mut findings = self.findings.borrow_mut();
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }
}

fn missing(name: &str) -> Stop {
    Stop::Fault(
        Kind::MissingParameter,
        "/parameters".to_owned(),
        format!("`{name}` is required"),
    )
}

pub(super) fn place(name: &str) -> String {
    below("/parameters", name)
}
