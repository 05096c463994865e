// What makes the console quicker; every page works without it.
"use strict";

const QUEUE = ".queue .open";
const LOOK_AGAIN_AFTER = 20_000;

function typing(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

function step(by) {
  const links = [...document.querySelectorAll(QUEUE)];
  if (links.length === 0) return;
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
  const link = links[Math.min(Math.max(next, 0), links.length - 1)];
  link.focus();
  link.closest("li").scrollIntoView({ block: "nearest" });
}

// Days of the calendar: arrows go from one to the next, over the empty corners.
function day(by) {
  const days = [...document.querySelectorAll(".month a")];
  if (days.length === 0) return false;
  const at = days.indexOf(document.activeElement);
  const chosen = days.findIndex((one) => one.hasAttribute("aria-current"));
  days[Math.min(Math.max(at < 0 ? chosen : at + by, 0), days.length - 1)].focus();
  return true;
}

const ARROWS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => document.getElementById("q")?.focus(),
  u: () => document.querySelector("[data-key=u]")?.click(),
  a: () => document.querySelector(".accept [value=stay]")?.focus(),
  d: () => document.querySelector("#dispatch .suggestion button")?.focus(),
  "[": () => document.querySelector('[data-key="["]')?.click(),
  "]": () => document.querySelector('[data-key="]"]')?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = event.target.closest("details[open].edit");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key in ARROWS) {
    if (day(ARROWS[event.key])) event.preventDefault();
    return;
  }
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

// An opened form is typed into at once, in the field that has been chosen meanwhile; only one is open at a time.
for (const details of document.querySelectorAll("details.edit")) {
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    for (const other of document.querySelectorAll("details.edit[open]")) {
      if (other !== details) other.open = false;
    }
    const form = details.querySelector("form");
    if (form.contains(document.activeElement)) return;
    form.querySelector(":is(input:not([type=hidden]), select, textarea, button)").focus();
  });
}

for (const select of document.querySelectorAll("select[data-submits]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// A fact and the words it came from light up together, under the mouse and under the focus.
const keys = { pointerover: [], focusin: [] };
function light(event) {
  const told = event.target.closest?.("[data-words]")?.dataset.words.split(" ") ?? [];
  if (event.type === "focusout") keys.focusin = [];
  else keys[event.type] = told;
  const lit = new Set([...keys.pointerover, ...keys.focusin]);
  for (const one of document.querySelectorAll("[data-words]")) {
    one.classList.toggle("lit", one.dataset.words.split(" ").some((key) => lit.has(key)));
  }
}
if (document.querySelector("[data-words]")) {
  for (const kind of ["pointerover", "focusout", "focusin"]) {
    document.addEventListener(kind, light);
  }
}

// A second press of the same button sends nothing twice.
document.addEventListener("submit", (event) => {
  if ("downloads" in (event.submitter?.dataset ?? {})) return;
  if (event.target.dataset.sent) event.preventDefault();
  else if (event.target.method === "post") event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Says when something new has come in; the page itself stays still under the reader's eyes.
const news = document.getElementById("news");
if (news) {
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(news.dataset.from, { redirect: "error" });
      const { pulse } = await answer.json();
      if (pulse !== news.dataset.pulse) news.hidden = false;
    } catch {
      news.querySelector("a").textContent = "连不上系统，或者登录已过期，点这里重试";
      news.hidden = false;
    }
  };
  setInterval(look, LOOK_AGAIN_AFTER);
  document.addEventListener("visibilitychange", look);
}
