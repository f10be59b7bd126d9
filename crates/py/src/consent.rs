//! Consent: the words that go in, the columns that come out.

use glasshouse_analysis::gates::{Answer as ConsentAnswer, AnswerView, AskingLayout, Words};
use glasshouse_analysis::ir::DefId;
use glasshouse_analysis::paths::{MAX_HOPS, Sureness};
use glasshouse_analysis::reads::Read;
use glasshouse_analysis::refusal::{Consequence, Follows};
use glasshouse_analysis::sdk_starts::SdkStart;
use glasshouse_analysis::world::Handler;
use glasshouse_analysis::{Analysis, Consent, Request};
use pyo3::prelude::*;

use crate::program::{HopRow, Member, Names};
use crate::text::decode;

/// Id, whether its label agrees (else it refuses), click handler.
type ViewRow = (i64, bool, Option<String>);

/// Words of agreement: labels that answer (true: yes), phrases, and the resources that hold them.
#[derive(FromPyObject)]
pub(crate) struct Asking {
    labels: Vec<(String, bool)>,
    parts: Vec<(String, bool)>,
    label_ids: Vec<(i64, bool)>,
    wording: Vec<String>,
    about: (Vec<String>, Vec<String>),
    wording_ids: Vec<i64>,
    layouts: Vec<(i64, bool, Vec<ViewRow>)>,
    homes: Vec<(String, u32)>,
}

impl Asking {
    /// The words as the core takes them.
    pub(crate) fn words(self) -> Words {
        let answer = |agrees: bool| if agrees { ConsentAnswer::Agree } else { ConsentAnswer::Refuse };
        let view = |(id, agrees, on_click): ViewRow| AnswerView {
            id,
            answer: answer(agrees),
            on_click: on_click.map(String::into_bytes),
        };
        Words {
            labels: self.labels.into_iter().map(|(text, agrees)| (text.into_bytes(), answer(agrees))).collect(),
            parts: self.parts.into_iter().map(|(text, agrees)| (text.into_bytes(), answer(agrees))).collect(),
            label_ids: self.label_ids.into_iter().map(|(id, agrees)| (id, answer(agrees))).collect(),
            wording: self.wording.into_iter().map(String::into_bytes).collect(),
            about: (
                self.about.0.into_iter().map(String::into_bytes).collect(),
                self.about.1.into_iter().map(String::into_bytes).collect(),
            ),
            wording_ids: self.wording_ids.into_iter().collect(),
            layouts: self
                .layouts
                .into_iter()
                .map(|(id, asks, views)| AskingLayout { id, asks, views: views.into_iter().map(view).collect() })
                .collect(),
            homes: self.homes.into_iter().map(|(home, tag)| (home.replace('.', "/").into_bytes(), tag)).collect(),
        }
    }
}

/// Member and place.
pub(crate) type PlaceRow = (String, String, String, u32);
/// When (0 unknown, 1 before, 2 after, 3 before if a step is as supposed), what it waits for (empty, `branch` or `handler`), its place, way.
pub(crate) type TimeRow = (u8, &'static str, Option<PlaceRow>, Vec<HopRow>);
/// Agree handlers, refuse handlers, places where agree handlers are handed over.
pub(crate) type GateRows = (Vec<Member>, Vec<Member>, Vec<PlaceRow>);

/// The columns of one answer; see `_core.pyi`.
pub(crate) struct Columns {
    pub(crate) times: Vec<TimeRow>,
    pub(crate) gates: Option<GateRows>,
    pub(crate) refusals: Vec<(&'static str, Member, PlaceRow)>,
    pub(crate) starts: Vec<(u32, PlaceRow, String, TimeRow)>,
    pub(crate) requests: Vec<(PlaceRow, Vec<String>)>,
}

impl Columns {
    pub(crate) fn of(names: &Names<'_>, analysis: &Analysis) -> Self {
        let consent = analysis.consent.as_ref();
        Self {
            times: consent.map_or_else(Vec::new, |consent| {
                let time = |read: &Read| names.time(analysis, consent, read.def, read.offset, read.certain);
                analysis.reads.reads.iter().map(time).collect()
            }),
            gates: consent.map(|consent| {
                let members = |handlers: &[Handler]| handlers.iter().map(|handler| names.def(handler.def)).collect();
                let gates = &consent.gates;
                let places = gates.places.iter().map(|(def, offset)| names.place(*def, *offset)).collect();
                (members(&gates.agree), members(&gates.refuse), places)
            }),
            refusals: consent.map_or_else(Vec::new, |consent| {
                let row = |item: &Consequence| {
                    (follows(item.kind), names.def(item.handler), names.place(item.def, item.offset))
                };
                consent.consequences.iter().map(row).collect()
            }),
            starts: consent.map_or_else(Vec::new, |consent| {
                let row = |start: &SdkStart| {
                    let place = names.place(start.def, start.offset);
                    let time = names.time(analysis, consent, start.def, start.offset, true);
                    (start.tag, place, names.method(start.method), time)
                };
                consent.starts.iter().map(row).collect()
            }),
            requests: consent.map_or_else(Vec::new, |consent| {
                let texts =
                    |request: &Request| request.names.iter().map(|name| decode(name).into_owned()).collect::<Vec<_>>();
                consent.requests.iter().map(|r| (names.place(r.def, r.offset), texts(r))).collect()
            }),
        }
    }
}

fn follows(kind: Follows) -> &'static str {
    match kind {
        Follows::Exit => "exit",
        Follows::Finish => "finish",
        Follows::AskAgain => "ask_again",
        Follows::RequestAgain => "request_again",
        Follows::Opens => "opens",
    }
}

impl Names<'_> {
    fn place(&self, def: DefId, offset: u32) -> PlaceRow {
        let (unit, class, method) = self.def(def);
        (unit, class, method, offset)
    }

    /// When an instruction runs: before an agreement if the world without one reaches it.
    fn time(&self, analysis: &Analysis, consent: &Consent, def: DefId, offset: u32, certain: bool) -> TimeRow {
        let Some(world) = consent.world.as_ref().filter(|world| !world.cut) else { return (0, "", None, Vec::new()) };
        if world.runs(def, offset) {
            let way = world.paths.to(def, MAX_HOPS).iter().map(|hop| self.hop(hop)).collect();
            let is_sure = certain && world.paths.sureness(def) == Some(Sureness::Sure);
            return (if is_sure { 1 } else { 3 }, "", None, way);
        }
        let way = analysis.paths.to(def, MAX_HOPS);
        if way.is_empty() {
            return (0, "", None, Vec::new());
        }
        let stops = way.iter().position(|hop| !world.enters(hop.def));
        let (kind, place) = match stops {
            None => ("branch", world.guard_of(def, offset).map(|guard| (guard.def, guard.offset))),
            Some(at) => {
                let stopped = way.get(at).map(|hop| hop.def);
                let before = at.checked_sub(1).and_then(|at| way.get(at));
                match (stopped, before) {
                    (Some(def), _) if consent.gates.agree.iter().any(|handler| handler.def == def) => {
                        ("handler", Some((def, 0)))
                    }
                    (_, Some(hop)) => {
                        let guard = world.guard_of(hop.def, hop.next.unwrap_or(0));
                        ("branch", guard.map(|guard| (guard.def, guard.offset)))
                    }
                    _ => ("", None),
                }
            }
        };
        let place = place.map(|(def, offset)| self.place(def, offset));
        (2, if place.is_some() { kind } else { "" }, place, Vec::new())
    }
}
