// The public account's menu at the bottom: up to three buttons, each with up to five below it.
import { el } from "./bubbles.js";

function press(button, send) {
  if (button.type === "view") send("view", { key: button.url });
  else send("click", { key: button.key });
}

function closeAll(holder) {
  for (const list of holder.querySelectorAll(".menu-sub")) list.hidden = true;
  for (const top of holder.querySelectorAll("[aria-haspopup]")) top.setAttribute("aria-expanded", "false");
}

/** Show the buttons in a holder; what is tapped is sent as an event. */
export function showMenu(holder, buttons, send) {
  for (const button of buttons) {
    const top = el("button", "", button.name);
    top.type = "button";
    const item = el("div", "menu-item", top);
    const below = button.sub_button ?? [];
    if (below.length) {
      const list = el("ul", "menu-sub");
      list.hidden = true;
      top.setAttribute("aria-haspopup", "true");
      top.setAttribute("aria-expanded", "false");
      top.addEventListener("click", () => {
        const open = list.hidden;
        closeAll(holder);
        list.hidden = !open;
        top.setAttribute("aria-expanded", String(open));
      });
      for (const one of below) {
        const choice = el("button", "", one.name);
        choice.type = "button";
        choice.addEventListener("click", () => { closeAll(holder); press(one, send); });
        list.append(el("li", "", choice));
      }
      item.append(list);
    } else {
      top.addEventListener("click", () => { closeAll(holder); press(button, send); });
    }
    holder.append(item);
  }
}
