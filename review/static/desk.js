// The desk's keys. Every page works without this file; with it, one key decides and goes on.
"use strict";

(() => {
  const body = document.body;
  const say = body.dataset;
  const status = document.getElementById("status");
  const rows = [...document.querySelectorAll(".row")];
  const undoable = recall("tinso-undo") || [];
  let current = -1;
  let last = Number(say.last || 0);
  let quiet = 0;

  const remember = () => keep("tinso-undo", undoable.filter((entry) => entry.decision).slice(-200));

  // What a window remembers; one that may not remember anything still has its keys.

  function recall(name) {
    try { return JSON.parse(sessionStorage.getItem(name)); } catch (error) { return null; }
  }

  function keep(name, value) {
    try { sessionStorage.setItem(name, JSON.stringify(value)); } catch (error) { /* then it is forgotten with the page */ }
  }

  function tell(text) {
    status.textContent = text || "";
    clearTimeout(quiet);
    quiet = setTimeout(() => { status.textContent = ""; }, 4000);
  }

  // Going elsewhere. Who is on the way already is not brought back by an answer that comes late.

  let leaving = false;
  window.addEventListener("pageshow", () => { leaving = false; });

  function leave(address) {
    leaving = true;
    location.assign(address);
  }

  function again() {
    if (!leaving) location.reload();
  }

  // Which row is meant. Who comes back from an article stands where they left, or at the next row that is still there.

  const here = location.pathname + location.search;

  const name = (row) => row.id || row.dataset.link;

  function mark(at) {
    const behind = rows.slice(at, at + 100).map(name);
    keep("tinso-at", { here, behind });
  }

  function left() {
    const turned = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    const was = recall("tinso-at") || {};
    if (was.here !== here || !(turned || document.referrer.startsWith(`${location.origin}/articles/`))) return -1;
    const there = was.behind.find((id) => rows.some((row) => name(row) === id));
    return rows.findIndex((row) => name(row) === there);
  }

  function choose(at, scroll = true) {
    if (at < 0 || at >= rows.length) return false;
    if (rows[current]) {
      rows[current].classList.remove("current");
      rows[current].removeAttribute("aria-current");
    }
    current = at;
    const row = rows[at];
    row.classList.add("current");
    row.setAttribute("aria-current", "true");
    row.focus({ preventScroll: true });
    mark(at);
    if (scroll) row.scrollIntoView({ block: "nearest" });
    return true;
  }

  function step(by) {
    if (rows.length) {
      if (current < 0) return choose(by > 0 ? 0 : rows.length - 1);
      if (choose(current + by)) return true;
    }
    const rel = by > 0 ? "next" : "prev";
    const link = document.querySelector(`a[rel="${rel}"]`);
    if (link) leave(link.href);
    return Boolean(link);
  }

  function goOn() {
    for (let at = current + 1; at < rows.length; at += 1) {
      if (!rows[at].classList.contains("done")) return choose(at);
    }
    return false;
  }

  // Behind the last row: the next page, or what was skipped, or the end.

  function turn() {
    const older = document.querySelector('a[rel="next"]');
    if (older) return leave(older.href);
    const skipped = rows.findIndex((row) => !row.classList.contains("done"));
    if (skipped >= 0) choose(skipped);
    else tell(say.allDone);
  }

  const named = rows.findIndex((row) => location.hash && `#${row.id}` === location.hash);
  choose(named >= 0 ? named : left());

  // Asking the desk to do something.

  // What was asked for stands in the list of undos from the key on, in the order of the keys; its number comes with the answer.
  const asked = new Set();

  function send(form, button) {
    const data = new URLSearchParams(new FormData(form));
    if (button && button.name) data.set(button.name, button.value);
    const row = form.closest(".row");
    const entry = { decision: 0, page: here, row: row ? `#${row.id}` : "" };
    undoable.push(entry);
    const sent = post(form.action, data).then((done) => {
      entry.decision = done.decision || 0;
      return done;
    }).finally(() => {
      asked.delete(sent);
      if (!entry.decision && undoable.includes(entry)) undoable.splice(undoable.indexOf(entry), 1);
      remember();
    });
    asked.add(sent);
    return sent;
  }

  async function post(address, data) {
    const answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" }, keepalive: true });
    if (answer.status === 401) throw Object.assign(new Error(), { ended: true });
    if (!answer.ok) throw new Error();
    const done = await answer.json();
    waiting(done.waiting);
    return done;
  }

  function waiting(count) {
    const badge = document.getElementById("waiting");
    if (badge && count !== undefined) badge.textContent = count.toLocaleString(document.documentElement.lang);
  }

  function show(row, state) {
    const words = { kept: say.kept, dismissed: say.dismissed, unread: "", read: say.read };
    row.dataset.state = state;
    row.classList.toggle("done", state !== "unread");
    const place = row.querySelector(".decision");
    if (place) place.textContent = words[state] || "";
    const seen = row.querySelector(".decide input[name=seen]");
    if (seen) seen.value = state;
  }

  function spread(states) {
    for (const row of rows) {
      const own = (row.dataset.changes || "").split(",")[0];
      if (states[own] && states[own] !== row.dataset.state) show(row, states[own]);
    }
  }

  async function decide(row, act) {
    const form = row.querySelector("form.decide");
    if (!form) return;
    const before = row.dataset.state;
    const wanted = { keep: "kept", dismiss: "dismissed", unread: "unread" }[act];
    const sent = send(form, { name: "act", value: act });
    show(row, wanted);
    const last = act !== "unread" && !goOn();
    try {
      const done = await sent;
      spread(done.states);
      tell(done.refused.length ? say.elsewhere : { keep: say.kept, dismiss: say.dismissed, unread: say.unread }[act]);
      if (last) turn();
    } catch (error) {
      show(row, before);
      tell(error.ended ? say.session : say.failed);
    }
  }

  // Undone is shown where it was done: in this page, or on the page the decision was made on.

  async function undo() {
    await Promise.allSettled([...asked]);
    const entry = undoable.pop();
    remember();
    if (!entry) return tell(say.nothing);
    try {
      const done = await post("/undo", new URLSearchParams({ decision: String(entry.decision) }));
      spread(done.states);
      const at = rows.findIndex((row) => (row.dataset.changes || "").split(",").some((id) => id in done.states));
      if (at >= 0) {
        choose(at);
        tell(say.undone);
      } else if (entry.page !== here) {
        if (!leaving) leave(entry.page + entry.row);
      } else {
        if (entry.row) { // the page made anew begins there
          history.scrollRestoration = "manual";
          history.replaceState(null, "", entry.row);
        }
        again();
      }
    } catch (error) {
      undoable.push(entry);
      remember();
      tell(error.ended ? say.session : say.failed);
    }
  }

  // What was written stands in its row at once, as the page made anew will show it.

  function written(row, form) {
    const line = (kind) => row.querySelector(`.what > .${kind}`)
      || row.querySelector(".what").appendChild(Object.assign(document.createElement("p"), { className: kind }));
    const note = form.elements.note.value.trim();
    if (note || row.querySelector(".what > .note")) line("note").textContent = note;
    const tags = form.elements.tag.value.split(",").map((tag) => tag.replaceAll("#", "").trim()).filter(Boolean);
    if (tags.length) line("tags").append(...tags.map((tag) => Object.assign(document.createElement("span"), { textContent: `#${tag}` })));
    form.elements.tag.value = "";
  }

  async function star(row) {
    const form = row.querySelector("form.star");
    if (!form) return;
    const button = form.querySelector("button");
    try {
      await send(form, button);
      const on = button.value === "on";
      button.value = on ? "off" : "on";
      button.textContent = on ? "★" : "☆";
      button.setAttribute("aria-pressed", String(on));
      const sign = row.querySelector(".starred");
      if (sign) sign.hidden = !on;
      row.dataset.starred = on ? "1" : "0";
      tell(on ? say.star : say.unstar);
    } catch (error) {
      tell(error.ended ? say.session : say.failed);
    }
  }

  // Forms, improved where a page need not be made anew.

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const row = form.closest(".row");
    if (!row || !say.queue) return;
    if (form.matches(".decide")) {
      event.preventDefault();
      choose(rows.indexOf(row), false);
      decide(row, event.submitter ? event.submitter.value : "keep");
    } else if (form.matches(".star")) {
      event.preventDefault();
      star(row);
    } else if (form.matches(".note-form")) {
      event.preventDefault();
      send(form, null).then(() => {
        form.closest("details").open = false;
        written(row, form);
        tell(say.saved);
        row.focus();
      }).catch((error) => tell(error.ended ? say.session : say.failed));
    }
  });

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest(".row");
    if (row && rows.indexOf(row) !== current) {
      if (rows[current]) {
        rows[current].classList.remove("current");
        rows[current].removeAttribute("aria-current");
      }
      current = rows.indexOf(row);
      row.classList.add("current");
      row.setAttribute("aria-current", "true");
      mark(current);
    }
  });

  // What other windows decided meanwhile.

  async function look() {
    if (!say.queue || document.hidden) return;
    try {
      const answer = await fetch(`/decided?since=${last}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const news = await answer.json();
      last = news.last;
      waiting(news.waiting);
      spread(news.states);
    } catch (error) { /* the desk is being restarted; the next look will tell */ }
  }
  if (say.queue) {
    setInterval(look, 4000);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
  }

  // Keys.

  const open = (address) => { if (address) window.open(address, "_blank", "noopener,noreferrer"); };
  const go = (address) => () => leave(address);
  const chosen = () => rows[current];

  function write(field) {
    const row = chosen();
    const form = (row || document).querySelector(".note-form");
    if (!form) return;
    const holder = form.closest("details");
    if (holder) holder.open = true;
    form.querySelector(`[name=${field}]`).focus();
  }

  function act(name) {
    if (chosen()) return decide(chosen(), name);
    if (say.queue) return step(1);
    const button = document.querySelector(`form.decide button[value=${name}]`);
    if (button) {
      const form = button.closest("form");
      const following = form.querySelector("input[name=next]").value;
      send(form, button).then(() => leave(following)).catch((error) => tell(error.ended ? say.session : say.failed));
    }
  }

  const single = {
    j: () => step(1),
    k: () => step(-1),
    o: () => { if (chosen()) leave(chosen().dataset.link); },
    Enter: () => { if (chosen()) leave(chosen().dataset.link); },
    v: () => open(chosen() ? chosen().dataset.original : say.original),
    m: () => act("keep"),
    d: () => act("dismiss"),
    s: () => {
      if (chosen()) return star(chosen());
      const form = document.querySelector("form.star");
      if (form) form.requestSubmit(form.querySelector("button"));
    },
    n: () => write("note"),
    t: () => write("tag"),
    u: undo,
    c: () => {
      const link = (chosen() || document).querySelector("a.compare");
      if (link) leave(link.href);
    },
    x: () => { for (const item of (chosen() || document).querySelectorAll("details.folded, details.same")) item.open = !item.open; },
    i: () => { const link = document.getElementById("other-view"); if (link) leave(link.href); },
    r: () => again(),
    f: () => {
      const filters = document.querySelector("details.filters");
      if (filters) { filters.open = true; filters.querySelector("input").focus(); }
    },
    "/": () => {
      const field = say.queue ? null : document.getElementById("words");
      if (field) { field.focus(); field.select(); } else leave("/search");
    },
    "[": () => { const link = document.querySelector('a[rel="prev"]'); if (link) leave(link.href); },
    "]": () => { const link = document.querySelector('a[rel="next"]'); if (link) leave(link.href); },
    "?": () => leave("/help"),
    Escape: () => {
      if (say.back) leave(say.back);
      else if (!rows.length && document.referrer.startsWith(location.origin)) history.back();
    },
  };
  const afterG = {
    i: go("/"), k: go("/kept"), b: go("/portals"), p: go("/provinces"), s: go("/search"), t: go("/statistics"), h: go("/history"), "?": go("/help"),
  };
  let pendingG = 0;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest("input, textarea, select, [contenteditable]");
    if (field) {
      if (event.key === "Escape") { field.blur(); if (chosen()) chosen().focus(); }
      return;
    }
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    if (pendingG && Date.now() - pendingG < 1500 && afterG[event.key]) {
      pendingG = 0;
      event.preventDefault();
      return afterG[event.key]();
    }
    if (event.key === "g") { pendingG = Date.now(); return; }
    pendingG = 0;
    const work = single[event.key];
    if (!work) return;
    event.preventDefault();
    work();
  });
})();
