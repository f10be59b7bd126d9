// What a page shows, read from an isolated world: scripts of the page neither see this nor can they change it.
// `look` lists texts and controls in reading order (docs/format/page-snapshot-1.md); `probe`, `blank`, `scrollTo_` and
// `centre` work on the list that it left. Everything is bounded: a page is hostile until shown otherwise.
(() => {
  const LIMIT = { elements: 60000, pieces: 1500, text: 2000, rects: 16, depth: 400 };
  const CHECKABLE = { checkbox: "checkbox", switch: "switch", radio: "radio", menuitemcheckbox: "checkbox", menuitemradio: "radio" };
  const ROLES = { ...CHECKABLE, button: "button", menuitem: "button", tab: "button", link: "link", textbox: "field", searchbox: "field",
    combobox: "field", listbox: "field", spinbutton: "field", slider: "field" };
  const BUTTONS = ["button", "submit", "reset", "image"];
  const LETTER = /\p{L}|\p{N}/u;
  let kept = [], blanked = [];

  const letters = text => [...text].filter(c => LETTER.test(c)).length;
  const tidy = text => text.replace(/\s+/g, " ").trim().slice(0, LIMIT.text);
  const parent = node => node.assignedSlot || node.parentElement ||
    (node.parentNode instanceof ShadowRoot ? node.parentNode.host : null) || frameOf(node);
  const frameOf = node => { const view = node.ownerDocument && node.ownerDocument.defaultView; return view && view !== window ? view.frameElement : null; };
  const style = element => element.ownerDocument.defaultView.getComputedStyle(element);

  // Where the frame of an element stands in the window.
  function origin(element) {
    let x = 0, y = 0;
    for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
      const r = frame.getBoundingClientRect();
      x += r.left + frame.clientLeft; y += r.top + frame.clientTop;
    }
    return [x, y];
  }
  function boxOf(element) {
    const r = element.getBoundingClientRect(), [x, y] = origin(element);
    return [r.left + x, r.top + y, r.width, r.height];
  }
  const area = b => Math.max(0, b[2]) * Math.max(0, b[3]);
  function meet(a, b) {
    const x = Math.max(a[0], b[0]), y = Math.max(a[1], b[1]);
    return [x, y, Math.min(a[0] + a[2], b[0] + b[2]) - x, Math.min(a[1] + a[3], b[1] + b[3]) - y];
  }
  function join(boxes) {
    const x = Math.min(...boxes.map(b => b[0])), y = Math.min(...boxes.map(b => b[1]));
    return [x, y, Math.max(...boxes.map(b => b[0] + b[2])) - x, Math.max(...boxes.map(b => b[1] + b[3])) - y];
  }
  const whole = b => [Math.floor(b[0]), Math.floor(b[1]), Math.ceil(b[0] + b[2]) - Math.floor(b[0]), Math.ceil(b[1] + b[3]) - Math.floor(b[1])];

  // A colour as [red, green, blue, alpha]; what is not plain rgb is drawn to find out.
  const known = new Map();
  function colour(text) {
    if (known.has(text)) return known.get(text);
    const m = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
    let value = m ? [+m[1], +m[2], +m[3], m[4] === undefined ? 1 : +m[4]] : null;
    if (!value) {
      const canvas = new OffscreenCanvas(1, 1).getContext("2d");
      canvas.fillStyle = text;
      canvas.fillRect(0, 0, 1, 1);
      const d = canvas.getImageData(0, 0, 1, 1).data;
      value = [d[0], d[1], d[2], Math.round(d[3] / 2.55) / 100];
    }
    known.set(text, value);
    return value;
  }

  // What lies under the letters of an element, itself first: grounds, groups with opacity, effects that only pixels can tell.
  function layers(element) {
    const found = [];
    for (let at = element, depth = 0; at && depth < LIMIT.depth; at = parent(at), depth++) {
      const s = style(at), layer = {};
      const ground = colour(s.backgroundColor);
      if (ground[3] > 0) layer.ground = ground;
      // A shadow of letters is part of what they stand on: it stays in the picture without them.
      if (s.backgroundImage !== "none" || (at === element && s.textShadow !== "none")) layer.image = true;
      if (+s.opacity < 1) layer.opacity = +s.opacity;
      if (s.filter !== "none" || s.backdropFilter !== "none" || s.mixBlendMode !== "normal" || s.maskImage !== "none" ||
          (at === element && (s.backgroundClip === "text" || parseFloat(s.webkitTextStrokeWidth) > 0))) layer.effect = true;
      if (Object.keys(layer).length) found.push(layer);
      if (found.length > 40) break;
    }
    return found;
  }
  function opacityOf(element) {
    let value = 1;
    for (let at = element, depth = 0; at && depth < LIMIT.depth; at = parent(at), depth++) value *= +style(at).opacity;
    return value;
  }
  // How much larger than its own pixels an element is drawn: zoom, and transforms of it and all around it.
  function scaleOf(element) {
    let value = element.currentCSSZoom || 1;
    for (let at = element, depth = 0; at && depth < LIMIT.depth; at = parent(at), depth++) {
      const s = style(at);
      if (s.transform !== "none") { const m = new DOMMatrix(s.transform); value *= Math.sqrt(Math.abs(m.a * m.d - m.b * m.c)); }
      if (s.scale !== "none") value *= Math.abs(parseFloat(s.scale));
    }
    return value;
  }
  const looks = new Map();
  function lookOf(element) {
    if (!looks.has(element)) {
      const s = style(element);
      looks.set(element, { size: Math.round(parseFloat(s.fontSize) * scaleOf(element) * 10) / 10, bold: +s.fontWeight >= 600,
        ink: colour(s.webkitTextFillColor), opacity: opacityOf(element) });
    }
    return looks.get(element);
  }

  // What of a box remains when everything around the element has cut it: [within hidden overflow, within all overflow].
  function cut(element, box) {
    let fixed = box, all = box, escaped = style(element).position === "fixed";
    for (let at = parent(element), depth = 0; at && !escaped && depth < LIMIT.depth; at = parent(at), depth++) {
      const s = style(at);
      if (at !== document.body && at !== document.documentElement && (s.overflowX !== "visible" || s.overflowY !== "visible")) {
        const rim = boxOf(at);
        all = meet(all, rim);
        if (!/auto|scroll/.test(s.overflowX + s.overflowY)) fixed = meet(fixed, rim);
        // A hole of nothing cuts everything, whatever could be scrolled in it.
        else if (area(rim) < 4) fixed = meet(fixed, rim);
      }
      escaped = s.position === "fixed";
    }
    return [fixed, all];
  }
  const seen = element => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  function shown(element, box) {
    if (!seen(element) || box[2] < 1 || box[3] < 1) return false;
    const s = style(element);
    if (/^rect\((0px|1px|auto)(,? (0px|1px|auto)){3}\)$/.test(s.clip) && s.clip !== "rect(auto, auto, auto, auto)") return false;
    if (/inset\((50|100)%/.test(s.clipPath)) return false;
    const rest = cut(element, box)[0];
    return area(rest) >= 1 && rest[2] > 0 && rest[3] > 0 && (rest[2] >= 2 || rest[3] >= 2) &&
      rest[0] + rest[2] + scrollX > 0 && rest[1] + rest[3] + scrollY > 0 &&
      rest[0] + scrollX < Math.max(innerWidth, document.documentElement.scrollWidth);
  }
  function inView(element, box) {
    const rest = meet(cut(element, box)[1], [0, 0, innerWidth, innerHeight]);
    return rest[2] > 0 && rest[3] > 0 && area(rest) >= area(box) / 2;
  }

  // A name that leads back to the element: div#bar/button[2], with :: where a shadow tree begins.
  function nameOf(element) {
    const parts = [];
    for (let at = element, depth = 0; at && depth < LIMIT.depth; depth++) {
      const tag = at.localName.slice(0, 40), root = at.getRootNode();
      if (at.id && root.querySelectorAll(`#${CSS.escape(at.id)}`).length === 1) parts.unshift(`${tag}#${at.id.slice(0, 40)}`);
      else {
        const kin = at.parentNode ? [...at.parentNode.children].filter(e => e.localName === at.localName) : [at];
        parts.unshift(kin.length > 1 ? `${tag}[${kin.indexOf(at) + 1}]` : tag);
      }
      const anchored = parts[0].includes("#");
      if (root instanceof ShadowRoot && (anchored || at.parentNode === root)) { parts[0] = `:${parts[0]}`; at = root.host; }
      else if (anchored) at = frameOf(at);
      else at = at.parentElement || frameOf(at);
    }
    return parts.join("/").slice(-400);
  }

  function disabled(element) {
    for (let at = element, depth = 0; at && depth < LIMIT.depth; at = parent(at), depth++) {
      if (at.matches(":disabled") || at.getAttribute("aria-disabled") === "true" || at.inert) return true;
    }
    return false;
  }
  function containerOf(element) {
    let form = null;
    for (let at = element, depth = 0; at && at !== document.body && depth < LIMIT.depth; at = parent(at), depth++) {
      const role = at.getAttribute("role");
      if (at.localName === "dialog" || role === "dialog" || role === "alertdialog" || at.getAttribute("aria-modal") === "true") return ["dialog", at];
      const position = style(at).position;
      if (position === "fixed" || position === "sticky") return [area(boxOf(at)) > innerWidth * innerHeight / 2 ? "dialog" : "bar", at];
      if (at.localName === "form" || role === "form") form = form || at;
    }
    return form ? ["form", form] : null;
  }

  // Something of its own is drawn beside an invisible input: a pseudo element, or an element without words that has a shape.
  function drawn(element) {
    const shape = (at, pseudo) => {
      const s = at.ownerDocument.defaultView.getComputedStyle(at, pseudo);
      if (pseudo && (s.content === "none" || s.content === "normal")) return false;
      return s.backgroundImage !== "none" || colour(s.backgroundColor)[3] > 0.1 || parseFloat(s.borderTopWidth) > 0 || s.boxShadow !== "none" ||
        s.maskImage !== "none" || Boolean(pseudo && /[^\s"]/.test(s.content));
    };
    const own = [...(element.labels || [])];
    const near = own.flatMap(e => [e, ...e.querySelectorAll("*")]);
    for (const kin of [element.nextElementSibling, element.previousElementSibling, element.parentElement]) if (kin) near.push(kin);
    if (element.nextElementSibling) near.push(...element.nextElementSibling.querySelectorAll("*"));
    return near.slice(0, 60).find(at => at !== element && seen(at) && opacityOf(at) >= 0.2 &&
      (shape(at, "::before") || shape(at, "::after") ||
        (!letters(at.textContent || "") && at.localName !== "input" && boxOf(at)[2] <= 120 && area(boxOf(at)) >= 16 &&
          (shape(at, null) || at.localName === "img" || at.localName === "svg" || at.querySelector("img,svg"))))) || null;
  }

  function roleOf(element, ax) {
    const tag = element.localName, told = (element.getAttribute("role") || "").trim().split(/\s+/)[0];
    const type = tag === "input" ? element.type : "";
    if (type === "hidden") return null;
    if (type === "checkbox") return told === "switch" ? "switch" : "checkbox";
    if (type === "radio") return "radio";
    if (ROLES[told]) return ROLES[told];
    if (tag === "button" || tag === "summary" || (type && BUTTONS.includes(type))) return "button";
    if (type || tag === "textarea" || tag === "select") return "field";
    if (tag === "a" && element.hasAttribute("href")) return "link";
    if (ax && ROLES[ax.role]) return ROLES[ax.role];
    if (tag === "img" || tag === "canvas" || tag === "video") return "image";
    return null;
  }

  // `spec.closed` closed shadow roots, then elements of the accessibility tree (`spec.ax`), then elements that listen for clicks.
  function look(spec, ...objects) {
    looks.clear(); kept = [];
    const closed = new Map(objects.slice(0, spec.closed).map(root => [root.host, root]));
    const ax = new Map(spec.ax.map((node, i) => [objects[spec.closed + i], node]));
    const touched = new Set(objects.slice(spec.closed + spec.ax.length));
    const roots = [document], runs = [], controls = [], byElement = new Map(), labels = new Map(), remarks = new Set();
    let count = 0, order = 0, gap = false;

    function control(element, role) {
      const made = { element, role, order: order++ };
      controls.push(made);
      byElement.set(element, made);
      return made;
    }
    function pressed(element, flow) {
      if (flow.control || flow.link || element === document.body || element === document.documentElement) return false;
      const s = style(element), around = parent(element);
      const pointer = s.cursor === "pointer" && around && style(around).cursor !== "pointer";
      if (!(pointer || element.hasAttribute("onclick") || touched.has(element))) return false;
      return element.localName !== "label" && letters(element.textContent || "") <= 60 &&
        !element.querySelector("button,a[href],input,select,textarea,[role],[onclick]");
    }
    function labelled(element) {
      if (element.localName === "label" && element.control && element.control.type !== "hidden") return element.control;
      return labels.get(element) || null;
    }
    function walk(node, flow, depth) {
      if (++count > LIMIT.elements || depth > LIMIT.depth) { remarks.add("the page is larger than what is read of it"); return; }
      if (node.nodeType === Node.TEXT_NODE) { run(node, flow); return; }
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      const tag = node.localName;
      if (tag === "br") gap = true;
      if (["script", "style", "noscript", "template", "option", "head", "title", "datalist"].includes(tag)) return;
      const s = style(node);
      const role = flow.control && flow.control.role === "button" ? null : roleOf(node, ax.get(node)) || (pressed(node, flow) ? "button" : null);
      if (s.display === "none" && !(role && CHECKABLE[role] && node.parentElement && seen(node.parentElement))) return;
      const block = !/^(inline|contents|ruby)/.test(s.display);
      const label = labelled(node);
      const inner = { ...flow };
      if (s.display !== "inline" && s.display !== "contents") gap = true;
      if (label) inner.label = label;
      if (role === "link") { if (!flow.control) inner.link = control(node, "link"); }
      else if (role) {
        const made = control(node, role);
        if (role !== "image") { inner.control = made; inner.link = null; inner.label = null; }
      }
      if (block) inner.block = node;
      const root = node.shadowRoot || closed.get(node);
      if (root && !["input", "textarea", "select", "video"].includes(tag)) {
        roots.push(root);
        for (const child of root.childNodes) walk(child, inner, depth + 1);
      } else if (tag === "slot" && node.assignedNodes().length) {
        for (const child of node.assignedNodes()) walk(child, inner, depth + 1);
      } else if (tag === "iframe" || tag === "frame") {
        let inside = null;
        try { inside = node.contentDocument; } catch { /* another origin */ }
        if (inside && inside.body) { roots.push(inside); walk(inside.body, { ...inner, block: inside.body }, depth + 1); }
        else if (shown(node, boxOf(node))) remarks.add("a frame of another origin was not read");
      } else if (!["textarea", "select", "canvas", "video", "audio", "object"].includes(tag)) {
        for (const child of node.childNodes) walk(child, inner, depth + 1);
      }
      if (s.display !== "inline" && s.display !== "contents") gap = true;
    }
    function run(node, flow) {
      const text = node.data.slice(0, LIMIT.text).replace(/\s+/g, " ");
      if (text === "" || text === " ") { if (text && runs.length) runs[runs.length - 1].text = runs[runs.length - 1].text.replace(/ ?$/, " "); return; }
      const element = parent(node) || node.getRootNode().host || document.body;
      if (!seen(element)) return;
      const range = node.ownerDocument.createRange();
      range.selectNodeContents(node);
      const [x, y] = origin(element);
      const rects = [...range.getClientRects()].slice(0, LIMIT.rects).map(r => [r.left + x, r.top + y, r.width, r.height]).filter(b => b[2] >= 1 && b[3] >= 1);
      const visible = rects.length > 0 && shown(element, join(rects));
      runs.push({ text, element, node, rects, visible, gap, order: order++, ...flow });
      gap = false;
    }

    for (const element of document.querySelectorAll("[aria-labelledby]")) {
      if (!(ROLES[element.getAttribute("role")] || /^(input|select|textarea)$/.test(element.localName))) continue;
      for (const id of element.getAttribute("aria-labelledby").split(/\s+/).slice(0, 5)) {
        const at = element.getRootNode().getElementById ? element.getRootNode().getElementById(id) : null;
        if (at && !at.contains(element)) labels.set(at, element);
      }
    }
    const body = document.body || document.documentElement;
    if (body) walk(body, { block: body, control: null, link: null, label: null }, 0);

    // Words beside a box that has no label of its own: what follows it up to the next box, in the nearest element that holds any.
    const boxes = controls.filter(c => CHECKABLE[c.role]);
    const boxed = element => byElement.has(element) && Boolean(CHECKABLE[byElement.get(element).role]);
    const wordsOf = c => runs.filter(r => (r.control === c) || (r.label === c.element && (!r.control || r.control === c)));
    for (const box of boxes) {
      if (wordsOf(box).some(r => letters(r.text))) continue;
      for (let at = parent(box.element), climbed = 0; at && at !== document.body && climbed < 4; at = parent(at), climbed++) {
        const holds = element => { for (let e = element; e; e = parent(e)) if (e === at) return true; return false; };
        const others = boxes.filter(o => o !== box && holds(o.element));
        const next = Math.min(...others.filter(o => o.order > box.order).map(o => o.order), Infinity);
        const free = runs.filter(r => !r.control && !r.label && r.visible && holds(r.element));
        let near = free.filter(r => r.order > box.order && r.order < next);
        if (!near.length && !others.length) near = free;
        if (near.length) {
          let sum = 0;
          for (const r of near) if ((sum += r.text.length) <= 400) r.label = box.element;
          break;
        }
        if (/^(form|dialog|section|main|fieldset|article|ul|ol|table)$/.test(at.localName)) break;
      }
    }

    const pieces = [], containers = new Map();
    function container(element) {
      const found = containerOf(element);
      if (!found) return "";
      if (!containers.has(found[1])) containers.set(found[1], `${found[0]}-${containers.size + 1}`);
      return containers.get(found[1]);
    }
    const said = parts => tidy(parts.map(r => (r.gap ? " " : "") + r.text).join(""));
    const same = (a, b) => Math.abs(a.size - b.size) < a.size / 20 && a.bold === b.bold && `${a.ink}` === `${b.ink}` && Math.abs(a.opacity - b.opacity) < 0.02;
    // The runs with the look that most letters have.
    function main(parts) {
      const kinds = [];
      for (const r of parts) {
        const kind = kinds.find(k => same(k[0].look, r.look));
        if (kind) kind.push(r); else kinds.push([r]);
      }
      const weight = k => k.reduce((sum, r) => sum + letters(r.text), 0);
      return kinds.sort((a, b) => weight(b) - weight(a));
    }
    function measures(parts) {
      const first = parts[0];
      return { ...first.look, layers: layers(first.element), rects: parts.flatMap(r => r.rects).map(whole).slice(0, LIMIT.rects),
        vector: parts.every(r => r.element.namespaceURI !== "http://www.w3.org/1999/xhtml") };
    }
    function add(piece, element, runsOf, named = element) {
      if (pieces.length >= LIMIT.pieces) { remarks.add("more texts and controls than are listed"); return; }
      const ends = kept.length;
      kept.push({ element, runs: runsOf });
      pieces.push({ i: ends, node: nameOf(named), container: container(element), ...piece });
    }
    function addControl(c) {
      const element = c.element, role = c.role, tag = element.localName;
      const parts = role === "link" ? runs.filter(r => r.link === c) : wordsOf(c);
      for (const r of parts) r.look = lookOf(r.element);
      const visible = parts.filter(r => r.visible);
      const told = ax.get(element) || {};
      const isButton = tag === "input" && BUTTONS.includes(element.type);
      let text = said(visible);
      if (isButton && element.type !== "image") text = tidy(element.value || (element.type === "submit" ? "Submit" : element.type === "reset" ? "Reset" : ""));
      const inner = element.querySelector("img[alt],svg title");
      const hint = tidy(element.getAttribute("placeholder") || element.getAttribute("aria-label") || element.getAttribute("alt") || element.title ||
        (tag === "select" && element.selectedOptions[0] ? element.selectedOptions[0].text : "") ||
        (inner ? inner.getAttribute("alt") || inner.textContent : "") || (text ? "" : told.name || said(parts)));
      let box = boxOf(element), opacity = opacityOf(element), visibleSelf = shown(element, box), stand = null;
      if (CHECKABLE[role] && (!visibleSelf || opacity < 0.2 || style(element).appearance === "none" || box[2] < 8)) {
        if (!visibleSelf || opacity < 0.2 || box[2] < 8) {
          stand = drawn(element);
          if (stand) { box = boxOf(stand); opacity = opacityOf(stand); visibleSelf = shown(stand, box); }
        }
      }
      if (role === "link" && !visibleSelf && visible.length) visibleSelf = true;  // a link broken over lines, or of floats alone
      if (role === "image" && (!visibleSelf || area(box) < 64)) return;
      if (!visibleSelf && role === "link") return;
      const s = style(element), where = stand || element;
      const state = tag === "input" && CHECKABLE[role] ? element.checked : CHECKABLE[role] ?
        (element.getAttribute("aria-checked") || told.checked || "") === "true" : null;
      const piece = { role, text, hint: hint === text ? "" : hint, box: whole(box), opacity, shown: visibleSelf, in_view: inView(where, box),
        enabled: !(disabled(element)), clickable: s.pointerEvents !== "none", checked: state, stand: Boolean(stand),
        required: element.required === true || element.getAttribute("aria-required") === "true",
        target: role === "link" ? String(element.href || "").slice(0, 500) : "", width: box[2], height: box[3],
        fill: colour(s.backgroundColor), image: s.backgroundImage !== "none", cleared: s.appearance === "none",
        border: parseFloat(s.borderTopWidth) > 0 && s.borderTopStyle !== "none" ? colour(s.borderTopColor) : null,
        behind: parent(element) ? layers(parent(element)) : [] };
      const kinds = main(visible);
      if (role === "field") piece.letters = { ...lookOf(element), layers: layers(element), rects: [whole(box)], typed: true };
      else if (kinds.length) piece.letters = measures(kinds[0]);
      else if (isButton && text) piece.letters = { ...lookOf(element), layers: layers(element), rects: [whole(box)] };
      add(piece, where, kinds.length && role !== "field" ? kinds[0] : null, element);
      if (CHECKABLE[role]) for (const kind of kinds.slice(1)) addText(kind, kind[0].element);
    }
    // The words of a disabled control are as disabled as itself.
    const off = parts => parts.some(r => disabled(r.element) || (r.label && disabled(r.label)));
    function addText(parts, element) {
      if (letters(said(parts)) < 1 || parts.every(r => r.link)) return;
      const around = join(parts.flatMap(r => r.rects));
      add({ role: "text", text: said(parts), hint: "", box: whole(around), opacity: parts[0].look.opacity, shown: true, in_view: inView(element, around),
        enabled: !off(parts), clickable: false, width: around[2], height: around[3], letters: measures(parts) }, element, parts);
    }
    // Texts and controls together, in the order in which the page says them.
    const blocks = new Map();
    for (const r of runs) {
      if (r.control || (r.label && boxed(r.label)) || !r.visible) continue;
      r.look = lookOf(r.element);
      if (!blocks.has(r.block)) blocks.set(r.block, []);
      blocks.get(r.block).push(r);
    }
    const items = [...controls.map(c => [c.order, () => addControl(c)])];
    for (const [block, parts] of blocks) {
      items.push([parts[0].order - 0.5, () => {
        if (parts.every(r => r.link)) return;
        const kinds = main(parts);
        add({ role: "text", text: said(parts), hint: "", box: whole(join(parts.flatMap(r => r.rects))), opacity: kinds[0][0].look.opacity, shown: true,
          in_view: inView(block, join(parts.flatMap(r => r.rects))), enabled: !off(parts), clickable: false,
          width: join(parts.flatMap(r => r.rects))[2], height: join(parts.flatMap(r => r.rects))[3], letters: measures(kinds[0]) }, block, kinds[0]);
        for (const kind of kinds.slice(1)) addText(kind, kind[0].element);
      }]);
    }
    items.sort((a, b) => a[0] - b[0]).forEach(item => item[1]());
    const names = new Map();
    for (const piece of pieces) {
      const times = (names.get(piece.node) || 0) + 1;
      names.set(piece.node, times);
      if (times > 1) piece.node += `~${times}`;
    }
    kept.roots = roots;
    return { title: tidy(document.title), url: location.href.slice(0, 2000), lang: document.documentElement.lang.slice(0, 40), covers: overlay(containers), pieces,
      height: document.documentElement.scrollHeight, remarks: [...remarks] };
  }

  // The container that lies over everything: no point of the window shows ordinary content.
  function overlay(containers) {
    const named = element => { for (let at = element; at; at = parent(at)) if (containers.has(at)) return containers.get(at); return ""; };
    const modal = [...containers.keys()].find(element => element.matches(":modal"));
    if (modal) return containers.get(modal);
    const above = element => {
      for (let at = element; at && at !== document.body; at = parent(at)) {
        const s = style(at);
        if (s.position === "fixed" || (s.position === "absolute" && +s.zIndex >= 1)) return at;
      }
      return null;
    };
    let name = "";
    for (let x = 0; x < 7; x++) for (let y = 0; y < 7; y++) {
      const hit = deepest((x + 0.5) * innerWidth / 7, (y + 0.5) * innerHeight / 7);
      if (!hit || !above(hit)) return "";
      name = name || named(hit);
    }
    return name || [...containers.values()].find(value => !value.startsWith("form")) || "";
  }
  function deepest(x, y) {
    let at = document.elementFromPoint(x, y);
    for (let depth = 0; at && depth < 20; depth++) {
      let inside = null;
      if (at.shadowRoot) inside = at.shadowRoot.elementFromPoint(x, y);
      else if (at.localName === "iframe") {
        try {
          const [left, top] = [at.getBoundingClientRect().left + at.clientLeft, at.getBoundingClientRect().top + at.clientTop];
          inside = at.contentDocument && at.contentDocument.elementFromPoint(x - left, y - top);
        } catch { /* another origin */ }
      } else { const root = kept.roots && kept.roots.find(r => r.host === at); if (root) inside = root.elementFromPoint(x, y); }
      if (!inside || inside === at) break;
      at = inside;
    }
    return at;
  }

  // What of the listed pieces is in the window now: whether something lies over it, and where its letters are.
  function probe() {
    const view = [0, 0, innerWidth, innerHeight], found = [];
    kept.forEach((entry, i) => {
      const box = boxOf(entry.element);
      const rest = meet(cut(entry.element, box)[1], view);
      if (rest[2] <= 0 || rest[3] <= 0 || area(rest) < Math.min(area(box), 20000) * 0.9) return;
      let own = 0, all = 0;
      const related = hit => {
        for (let at = hit; at; at = parent(at)) if (at === entry.element) return true;
        for (let at = entry.element; at; at = parent(at)) if (at === hit) return true;
        return [...(entry.element.labels || [])].some(label => label.contains(hit));
      };
      for (const [fx, fy] of [[0.5, 0.5], [0.15, 0.25], [0.85, 0.25], [0.15, 0.75], [0.85, 0.75]]) {
        const x = rest[0] + rest[2] * fx, y = rest[1] + rest[3] * fy;
        const hit = deepest(x, y);
        all++;
        if (hit && related(hit)) own++;
      }
      let rects = [];
      if (entry.runs) for (const r of entry.runs) {
        const range = r.node.ownerDocument.createRange(), [x, y] = origin(r.element);
        range.selectNodeContents(r.node);
        for (const b of range.getClientRects()) rects.push([b.left + x, b.top + y, b.width, b.height]);
      } else rects = [box];
      rects = rects.map(b => meet(b, meet(cut(entry.element, b)[1], view))).filter(b => b[2] >= 1 && b[3] >= 1).slice(0, LIMIT.rects).map(whole);
      found.push({ i, covered: own * 2 < all, rects });
    });
    return found;
  }
  // The same page without its letters, and with them again. Fill only: lines and grounds that take the colour of the text stay.
  function blank(on) {
    for (const [root, sheet] of blanked) root.adoptedStyleSheets = root.adoptedStyleSheets.filter(s => s !== sheet);
    blanked = [];
    if (!on) return;
    for (const root of kept.roots || [document]) {
      const page = root.ownerDocument || root;
      const sheet = new page.defaultView.CSSStyleSheet();
      sheet.replaceSync("*, *::before, *::after, *::marker { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important; transition: none !important; caret-color: transparent !important }");
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      blanked.push([root, sheet]);
    }
  }
  // Motion ends: what has an end is brought there, the rest stands still.
  function still() {
    for (const root of kept.roots || [document]) for (const motion of root.getAnimations ? root.getAnimations() : []) {
      try { motion.finish(); } catch { motion.pause(); }
    }
  }
  const bring = i => kept[i] && kept[i].element.scrollIntoView({ block: "center", behavior: "instant" });
  function centre(i) {
    if (!kept[i] || !kept[i].element.isConnected) return null;
    bring(i);
    const b = boxOf(kept[i].element), rest = meet(cut(kept[i].element, b)[1], [0, 0, innerWidth, innerHeight]);
    return rest[2] > 0 && rest[3] > 0 ? [rest[0] + rest[2] / 2, rest[1] + rest[3] / 2] : null;
  }
  const press = i => kept[i] && kept[i].element.click();
  const size = () => document.getElementsByTagName("*").length;
  function storage() {
    const of = store => { try { return Object.entries(store()).slice(0, 500).map(([k, v]) => [k.slice(0, 500), String(v).slice(0, 4000)]); } catch { return []; } };
    return { local: of(() => localStorage), session: of(() => sessionStorage) };
  }
  // A Han glyph that is really drawn differs from the box that stands for a missing one.
  function han() {
    const canvas = new OffscreenCanvas(64, 64), pen = canvas.getContext("2d", { willReadFrequently: true });
    const ink = text => {
      pen.clearRect(0, 0, 64, 64);
      pen.font = "40px sans-serif";
      pen.fillText(text, 4, 50);
      return pen.getImageData(0, 0, 64, 64).data.filter((_, i) => i % 4 === 3).join(",");
    };
    return ink("同") !== ink("\u{10FFFE}") && ink("同") !== ink("意");
  }
  globalThis.glasshouse = { look, probe, blank, still, bring, centre, press, size, storage, han };
})();
