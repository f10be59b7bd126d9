//! The intermediate form: DEX and class files become the same register machine.
//!
//! Registers are numbered within a frame. For DEX they are DEX's own; for class files local variable `i` is register
//! `i` and stack slot `j` is register `max_locals + j`. A wide value (long, double) lives in its first register; the
//! second is never named by an [`Insn`]. Targets are indices into [`Code::insns`], not offsets.

/// A register of the frame.
pub type Reg = u16;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the table of the program.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// An interned byte string (MUTF-8 for DEX and class files alike): names, descriptors, constants.
    StrId
);
id!(
    /// A type descriptor, e.g. `Ljava/lang/String;`, whether or not a class of the program defines it.
    TypeId
);
id!(
    /// A method reference: class, name and prototype as an instruction names them.
    MethodId
);
id!(
    /// A field reference: class, name and type as an instruction names them.
    FieldId
);
id!(
    /// A class that a file of the program defines.
    ClassId
);
id!(
    /// A method that a file of the program defines, with or without code.
    DefId
);

/// A slice of [`Code::args`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Args {
    /// First index.
    pub start: u32,
    /// How many.
    pub len: u16,
}

/// A constant that an instruction loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Const {
    /// An integer, float bits included; `null` is `Int(0)` in DEX.
    Int(i64),
    /// `null` where the format says so (class files).
    Null,
    /// A string constant.
    Str(StrId),
    /// A class constant.
    Class(TypeId),
    /// A handle of a method: whoever holds it can call the method.
    Handle(MethodId),
    /// A handle of a field, a method type, a dynamic constant.
    Other,
}

/// How a call chooses its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvokeKind {
    /// By the class of the receiver.
    Virtual,
    /// The super class's method.
    Super,
    /// A constructor or a private method: exactly this one.
    Direct,
    /// Exactly this one, no receiver.
    Static,
    /// By the class of the receiver, through an interface.
    Interface,
    /// `invoke-polymorphic`: a method handle's `invoke`.
    Polymorphic,
}

/// What a computation does; only what constant evaluation and flows need to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// Integer addition.
    Add,
    /// Integer subtraction (`a - b`).
    Sub,
    /// Reverse subtraction (`b - a`), DEX `rsub-int`.
    ReverseSub,
    /// Integer multiplication.
    Mul,
    /// Bitwise and.
    And,
    /// Bitwise or.
    Or,
    /// Bitwise exclusive or.
    Xor,
    /// Shift left.
    Shl,
    /// Arithmetic or logical shift right.
    Shr,
    /// Everything else: division, remainder, negation, comparison, conversion, array length.
    Other,
}

/// A condition of a branch; `b` absent means a comparison with zero or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cond {
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `>=`
    Ge,
    /// `>`
    Gt,
    /// `<=`
    Le,
}

/// One instruction.
#[allow(missing_docs)] // each variant's doc spells out its fields
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insn {
    /// Nothing that matters here (monitors, debug, payloads).
    Nop,
    /// `dst = value`
    Const { dst: Reg, value: Const },
    /// `dst = src`
    Move { dst: Reg, src: Reg },
    /// `dst = the exception being handled`
    Caught { dst: Reg },
    /// `dst = new ty` (the constructor is a call of its own)
    New { dst: Reg, ty: TypeId },
    /// `dst = new ty[size]`; `ty` is the array's descriptor
    NewArray { dst: Reg, ty: TypeId, size: Reg },
    /// `dst = new ty { items }`
    FilledArray { dst: Option<Reg>, ty: TypeId, items: Args },
    /// `dst = array[index]`
    ArrayGet { dst: Reg, array: Reg, index: Reg },
    /// `array[index] = src`
    ArrayPut { src: Reg, array: Reg, index: Reg },
    /// `dst = object.field`, or a static field when there is no object
    Get { dst: Reg, object: Option<Reg>, field: FieldId },
    /// `object.field = src`, or a static field when there is no object
    Put { src: Reg, object: Option<Reg>, field: FieldId },
    /// `dst = method(args)`; the receiver, if any, is the first argument. A wide argument counts once.
    Invoke { kind: InvokeKind, method: MethodId, args: Args, dst: Option<Reg> },
    /// `dst = an object of interface ty whose only method calls target` (lambda, method reference).
    /// `captured` come before the interface method's own arguments; `name` is the interface method's name.
    Lambda { dst: Option<Reg>, ty: TypeId, name: StrId, kind: InvokeKind, target: MethodId, captured: Args },
    /// `dst = a dynamic call whose bootstrap is not a lambda` (string concatenation, records). `handles` are a slice of
    /// [`Code::handles`]: the bootstrap and the methods among its arguments.
    Dynamic { dst: Option<Reg>, args: Args, handles: Args },
    /// `reg` is now known to be a `ty`
    Cast { reg: Reg, ty: TypeId },
    /// `dst = src instanceof ty`
    InstanceOf { dst: Reg, src: Reg, ty: TypeId },
    /// `dst = a op b`, or `a op literal` when `b` is absent
    Compute { dst: Reg, op: Op, a: Reg, b: Option<Reg>, literal: i32 },
    /// Jump.
    Goto { target: u32 },
    /// Jump when the condition holds, else fall through.
    If { cond: Cond, a: Reg, b: Option<Reg>, target: u32 },
    /// Jump to one of [`Code::targets`]`[start..start + len]`, else fall through.
    Switch { on: Reg, start: u32, len: u32 },
    /// Leave the method.
    Return { src: Option<Reg> },
    /// Leave by exception.
    Throw { src: Reg },
}

/// A range of instructions guarded by handlers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    /// First guarded instruction.
    pub start: u32,
    /// One past the last guarded instruction.
    pub end: u32,
    /// Handler entries; `None` catches everything.
    pub handlers: Vec<(Option<TypeId>, u32)>,
}

/// The decoded body of one method. A buffer: decoding into it again replaces what was there and keeps the memory.
#[derive(Debug, Clone, Default)]
pub struct Code {
    /// Instructions in file order.
    pub insns: Vec<Insn>,
    /// For each instruction its place: DEX code units, or bytes of a class file's code array, from the start of the method.
    pub offsets: Vec<u32>,
    /// Registers of the frame.
    pub registers: u16,
    /// The registers that hold the parameters on entry, receiver first; a wide parameter counts once.
    pub params: Vec<Reg>,
    /// Backing store of [`Args`].
    pub args: Vec<Reg>,
    /// Backing store of switch targets.
    pub targets: Vec<u32>,
    /// The value that leads to each of [`Code::targets`].
    pub keys: Vec<i64>,
    /// Backing store of the method handles of dynamic calls.
    pub handles: Vec<MethodId>,
    /// Guarded ranges.
    pub tries: Vec<Try>,
}

impl Code {
    /// Forget the body, keep the memory.
    pub fn clear(&mut self) {
        self.insns.clear();
        self.offsets.clear();
        self.registers = 0;
        self.params.clear();
        self.args.clear();
        self.targets.clear();
        self.keys.clear();
        self.handles.clear();
        self.tries.clear();
    }

    /// The methods that a dynamic call can come to.
    #[must_use]
    pub fn handles(&self, handles: Args) -> &[MethodId] {
        let start = handles.start as usize;
        self.handles.get(start..start + usize::from(handles.len)).unwrap_or(&[])
    }

    /// Where a switch goes for a value; nothing when it falls through.
    #[must_use]
    pub fn case(&self, start: u32, len: u32, value: i64) -> Option<u32> {
        let rows = start as usize..(start as usize).saturating_add(len as usize);
        let row = self.keys.get(rows.clone())?.iter().position(|key| *key == value)?;
        self.targets.get(rows)?.get(row).copied()
    }

    /// The registers of an argument list.
    #[must_use]
    pub fn args(&self, args: Args) -> &[Reg] {
        let start = args.start as usize;
        self.args.get(start..start + usize::from(args.len)).unwrap_or(&[])
    }
}
