// Calls when a warning waits for this person: in words on every page, in the title, and, for who wants it, by sound.
"use strict";

const ASK_AGAIN_AFTER = 10_000;
const SOUND = "warning-sound";
const COLOURS = { red: "● 红", yellow: "▲ 黄", blue: "■ 蓝" };
const calling = document.getElementById("calling");
const title = document.title;
let heard = Number(sessionStorage.getItem("warning-heard") ?? 0);

function wantsSound() {
  return localStorage.getItem(SOUND) === "on";
}

// Two short tones, made here: no file, nothing asked from elsewhere.
function ring() {
  const audio = new AudioContext();
  audio.resume();
  for (const [at, pitch] of [[0, 880], [0.35, 660]]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.value = 0.2;
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.25);
  }
}

function show({ waiting, newest, level }) {
  calling.hidden = waiting === 0;
  document.title = waiting ? `（${waiting} 条预警）${title}` : title;
  if (waiting) {
    const words = `${COLOURS[level]}　${waiting} 条预警等您回应，点这里去看`;
    const shown = calling.querySelector("b");
    if (shown.textContent !== words) shown.textContent = words;
    calling.dataset.level = level;
  }
  if (newest > heard) {
    heard = newest;
    sessionStorage.setItem("warning-heard", String(newest));
    if (wantsSound()) ring();
  }
}

async function ask() {
  try {
    const answer = await fetch("/warnings/pulse", { redirect: "error" });
    if (answer.ok) show(await answer.json());
  } catch {
    // Away or signed out: the page's own news say so, and the next round asks again.
  }
}

if (calling) {
  ask();
  setInterval(ask, ASK_AGAIN_AFTER);
}

const choice = document.getElementById("sound");
if (choice) {
  choice.checked = wantsSound();
  choice.closest("[hidden]").hidden = false;
  choice.addEventListener("change", () => {
    localStorage.setItem(SOUND, choice.checked ? "on" : "off");
    if (choice.checked) ring();
  });
}
