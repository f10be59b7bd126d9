//! JVM class files, versions 45 (Java 1.1) to 69 (Java 25): what libraries in `.aar` and `.jar` archives hold.
//!
//! Read as far as a call graph needs them: constants, members, bodies, bootstraps, and the types of annotations. Every
//! structure is read once from front to back, so the work is bounded by the length of the file.
//!
//! Source: "The Java Virtual Machine Specification", chapter 4.

mod annotation;
mod code;
mod file;
mod pool;

pub use code::{Body, Guard};
pub use file::{ClassFile, Field, Method};
pub use pool::{Entry, Pool, RefKind};

use crate::error::Result;

impl<'a> ClassFile<'a> {
    /// Call `found` with the pool index of the type of each annotation in an attribute, one of
    /// [`Method::annotations`]; values nest at most `depth` levels.
    pub fn annotation_types(&self, place: (usize, usize), depth: usize, found: impl FnMut(u16)) -> Result<()> {
        if place == (0, 0) {
            return Ok(());
        }
        annotation::types(self.data().get(..place.1).unwrap_or(self.data()), place.0, depth, found)
    }

    /// The body in the `Code` attribute at `offset`: see [`Method::code`].
    pub fn body(&self, offset: usize) -> Result<Body<'a>> {
        Body::read(self.data(), offset)
    }
}
