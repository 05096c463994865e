// How each line of the conversation looks. Texts are only ever set as text, never as HTML.

const NUMBERS = /(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|12345|12348|110|119|120|122)(?!\d)/g;
const WAVES = "M7 9a4.5 4.5 0 0 1 0 6M11 6a9 9 0 0 1 0 12M15 3a13.5 13.5 0 0 1 0 18";
const KINDS = { image: "［图片］", voice: "［语音］", video: "［视频］", shortvideo: "［视频］", music: "［音乐］" };
const PAUSE = 5 * 60;

/** An element with a class and children; strings become text. */
export function el(tag, name = "", ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

/** A text in which telephone numbers can be tapped, as WeChat shows them. */
function withNumbers(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(NUMBERS)) {
    const link = el("a", "", found[0]);
    link.href = `tel:${found[0]}`;
    parts.push(text.slice(from, found.index), link);
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

function face(mine) {
  const made = el("div", "face", ...(mine ? ["我"] : []));
  made.setAttribute("aria-hidden", "true");
  if (!mine) {
    const icon = el("img");
    icon.src = "/page/icon.svg";
    icon.alt = "";
    made.append(icon);
  }
  return made;
}

function row(mine, content) {
  const made = el("li", mine ? "line mine" : "line", face(mine), content);
  made.setAttribute("aria-label", mine ? "您" : "榴乡诉递");
  return made;
}

function picture(id) {
  const image = el("img");
  image.src = `/media/${encodeURIComponent(id)}`;
  image.alt = "图片";
  return el("div", "picture", image);
}

function place(fields) {
  return el("div", "card", el("p", "", fields.label || "位置"), el("div", "map"));
}

function voice(fields) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", WAVES);
  svg.append(path);
  const heard = fields.recognition || "";
  const seconds = Math.min(60, Math.max(2, Math.round(heard.length / 4)));
  return el("div", "bubble voice", `${seconds}″`, svg);
}

function ownContent({ kind, fields }) {
  if (kind === "image") return picture(fields.media_id);
  if (kind === "location") return place(fields);
  if (kind === "voice") return voice(fields);
  return el("div", "bubble", fields.content ?? KINDS[kind] ?? "");
}

/** What the citizen did; null for what leaves no trace on a telephone. */
function sent(message) {
  const quiet = { subscribe: "您已关注「榴乡诉递」", unsubscribe: "您已取消关注「榴乡诉递」" };
  if (message.kind in quiet) return [el("li", "system", el("span", "", quiet[message.kind]))];
  if (["click", "view", "scan", "notices", "notice_settings"].includes(message.kind)) return [];
  const lines = [row(true, ownContent(message))];
  if (message.kind === "voice" && message.fields.recognition) {
    lines.push(el("li", "heard", el("small", "", "识别出的文字"), message.fields.recognition));
  }
  return lines;
}

function menu(received, tap) {
  const bubble = el("div", "bubble", received.fields.head ?? "");
  for (const choice of received.choices) {
    const button = el("button", "choice", choice.content);
    button.type = "button";
    button.addEventListener("click", () => tap(choice));
    bubble.append(button);
  }
  if (received.fields.tail) bubble.append(received.fields.tail);
  return bubble;
}

function article(item) {
  const card = el("div", "card", el("p", "", item.title));
  if (item.description) card.append(el("p", "", item.description));
  return card;
}

function received(item, tap) {
  if (item.via === "system") return [el("li", "system", el("span", "", item.text))];
  if (item.kind === "notice") {
    const values = Object.values(item.fields).map((value) => el("p", "", value));
    return [el("li", "line", el("div", "notice", el("h2", "", "服务通知"), ...values))];
  }
  if (item.kind === "image") return [row(false, picture(item.media_id))];
  if (item.articles.length) return item.articles.map((one) => row(false, article(one)));
  if (item.choices.length) return [row(false, menu(item, tap))];
  return [row(false, el("div", "bubble", ...withNumbers(item.text || (KINDS[item.kind] ?? ""))))];
}

function moment(at) {
  const time = new Date(at * 1000);
  const clock = time.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
  const today = new Date().toDateString() === time.toDateString();
  const day = today ? "" : `${time.getMonth() + 1}月${time.getDate()}日 `;
  return el("li", "moment", day + clock);
}

/** The elements of one line of the feed, with the time above it after a pause. */
export function elements(line, before, tap) {
  const shown = line.sent ? sent(line.sent) : received(line.received, tap);
  const pause = shown.length && (before === null || line.at - before > PAUSE);
  return pause ? [moment(line.at), ...shown] : shown;
}
