//! The list of what a reader forgave: bounded, ordered, and shareable between threads.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Forgiven;
use crate::limits::Limits;

/// Notes of forgiven defects; the first `limit` are kept, the rest is counted.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    kept: Vec<Forgiven>,
    dropped: usize,
    limit: usize,
}

impl Notes {
    /// An empty list that keeps as many notes as `limits` allows.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        Self { kept: Vec::new(), dropped: 0, limit: limits.forgiven }
    }

    /// Add a note; the same note twice is kept once.
    pub fn add(&mut self, structure: &'static str, offset: u64, what: impl Into<String>) {
        let note = Forgiven::new(structure, offset, what);
        if self.kept.last() == Some(&note) {
            return;
        }
        if self.kept.len() < self.limit {
            self.kept.push(note);
        } else {
            self.dropped += 1;
        }
    }

    /// The notes kept, in the order they were made, and one more that counts the rest.
    #[must_use]
    pub fn list(&self) -> Vec<Forgiven> {
        let mut out = self.kept.clone();
        if self.dropped > 0 {
            out.push(Forgiven::new("notes", 0, format!("{} further defects, not listed", self.dropped)));
        }
        out
    }

    /// Whether nothing was forgiven.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.dropped == 0
    }
}

/// [`Notes`] behind a lock, sorted and without repeats when listed, so that the order of threads does not show.
#[derive(Debug, Default)]
pub struct SharedNotes(Mutex<Notes>);

impl SharedNotes {
    /// An empty list that keeps as many notes as `limits` allows.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        Self(Mutex::new(Notes::new(limits)))
    }

    fn lock(&self) -> MutexGuard<'_, Notes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Add a note.
    pub fn add(&self, structure: &'static str, offset: u64, what: impl Into<String>) {
        let note = Forgiven::new(structure, offset, what);
        let mut notes = self.lock();
        if !notes.kept.contains(&note) {
            notes.add(note.structure, note.offset, note.what);
        }
    }

    /// The notes, by structure, offset and text.
    #[must_use]
    pub fn list(&self) -> Vec<Forgiven> {
        let mut out = self.lock().list();
        out.sort_by(|a, b| (a.structure, a.offset, &a.what).cmp(&(b.structure, b.offset, &b.what)));
        out
    }
}
