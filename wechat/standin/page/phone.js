// The telephone: what is typed, tapped or picked goes to the server; what is shown comes by the feed.
import { el, elements } from "./bubbles.js";
import { showMenu } from "./menu.js";

const at = (id) => document.getElementById(id);
const LARGEST = 10 * 1024 * 1024;
const PATIENCE = 20_000;
const TITLE = "榴乡诉递";

const citizen = chosenCitizen();
const base = `/citizens/${encodeURIComponent(citizen)}`;
let before = null;
let speaking = false;
let waiting = null;

/** The citizen in the address; without one a new one is made and kept there. */
function chosenCitizen() {
  const address = new URL(location.href);
  const given = address.searchParams.get("citizen");
  if (given && /^[\p{L}\p{N}_·-]{1,32}$/u.test(given)) return given;
  const made = `群众${Math.floor(1000 + Math.random() * 9000)}`;
  address.searchParams.set("citizen", made);
  history.replaceState(null, "", address);
  return made;
}

function problem(text) {
  at("problem").textContent = text;
  at("problem").hidden = !text;
}

function typing(on) {
  clearTimeout(waiting);
  at("title").textContent = on ? "对方正在输入…" : TITLE;
  if (on) waiting = setTimeout(() => typing(false), PATIENCE);
}

/** Send a message; false when it could not be sent. */
async function send(kind, fields = {}) {
  problem("");
  typing(true);
  try {
    const answer = await fetch(`${base}/messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ kind, fields }),
    });
    if (answer.ok) return true;
    const told = answer.headers.get("Content-Type")?.startsWith("application/json");
    problem(told ? (await answer.json()).problem : "发不出去，请换个说法再发一次。");
  } catch {
    problem("线路断了：请看看 make phone 是不是还在运行。");
  }
  typing(false);
  return false;
}

function show(line) {
  const talk = at("talk");
  const atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 200;
  const made = elements(line, before, (choice) =>
    send("tap", { content: choice.content, menu_id: choice.id }));
  if (made.length) before = line.at;
  at("lines").append(...made);
  at("welcome").hidden = true;
  if (line.received) typing(false);
  if (atEnd || line.sent) toEnd();
  for (const image of made.flatMap((one) => [...one.querySelectorAll(".picture img")])) {
    image.addEventListener("load", toEnd);
  }
}

function toEnd() {
  at("talk").scrollTop = at("talk").scrollHeight;
}

function listen() {
  const feed = new EventSource(`${base}/feed`);
  feed.addEventListener("message", (event) => show(JSON.parse(event.data)));
  feed.addEventListener("open", () => problem(""));
  feed.addEventListener("error", () => problem("线路断了，正在重新连接…"));
}

function fit() {
  const text = at("text");
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
  const some = text.value.trim() !== "";
  at("send").hidden = !some;
  at("plus").hidden = some;
}

function speak(on) {
  speaking = on;
  at("to-voice").setAttribute("aria-pressed", String(on));
  at("text").placeholder = on ? "请说（打字代替）" : "";
  at("text-label").textContent = on ? "语音里说的话" : "消息";
  fit();
  at("text").focus();
}

function more(open) {
  at("more").hidden = !open;
  at("plus").setAttribute("aria-expanded", String(open));
}

function keys(on) {
  at("compose").hidden = !on;
  at("menubar").hidden = on;
  more(false);
}

async function submit() {
  const text = at("text").value.trim();
  if (!text) return;
  at("text").value = "";
  fit();
  const gone = speaking ? await send("voice", { recognition: text }) : await send("text", { content: text });
  if (!gone && !at("text").value) {
    at("text").value = text;
    fit();
  }
}

async function sendPicture(file) {
  if (!file) return;
  if (file.size > LARGEST) {
    problem("照片太大，请选 10 MB 以内的。");
    return;
  }
  problem("");
  const answer = await fetch("/media", { method: "POST", headers: { "Content-Type": file.type }, body: file });
  const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  if (answer.ok) await send("image", { media_id: told.media_id });
  else problem(told.problem ?? "这张照片发不出去。");
}

function wire() {
  at("who").textContent = citizen;
  new ResizeObserver(toEnd).observe(at("talk"));
  at("text").addEventListener("input", fit);
  at("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  at("compose").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  at("to-voice").addEventListener("click", () => speak(!speaking));
  at("to-menu").addEventListener("click", () => keys(false));
  at("to-keys").addEventListener("click", () => keys(true));
  at("plus").addEventListener("click", () => more(at("more").hidden));
  at("follow").addEventListener("click", () => send("subscribe", { key: "" }));
  at("other").addEventListener("click", () => location.assign("/"));
  at("pick").addEventListener("click", () => at("file").click());
  at("file").addEventListener("change", async (event) => {
    more(false);
    await sendPicture(event.target.files[0]);
    event.target.value = "";
  });
  at("here").addEventListener("click", () => at("places").showModal());
  at("places").addEventListener("close", () => {
    more(false);
    const label = at("place").value.trim();
    if (at("places").returnValue !== "send" || !label) return;
    send("location", { latitude: "34.773500", longitude: "117.590600", scale: "16", label });
  });
}

async function account() {
  const { menu, towns } = await (await fetch("/account")).json();
  showMenu(at("menu"), menu, send);
  for (const town of towns) {
    const chip = el("button", "", town);
    chip.type = "button";
    chip.addEventListener("click", () => { at("place").value = `山东省枣庄市峄城区${town}`; });
    at("towns").append(chip);
  }
}

wire();
at("welcome").hidden = false;
await account();
listen();
