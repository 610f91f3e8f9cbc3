"use strict";

// The data come as scripts, since a page that is opened from a folder may read nothing else.
(function () {
  const MOST = 200;
  const box = document.getElementById("search");
  const told = document.getElementById("told");
  const found = document.getElementById("found");
  const all = document.getElementById("all");
  const parts = Number(document.documentElement.dataset.parts);
  const entries = [];
  let loaded = 0;
  let asked = false;

  window.CATALOGUE = {
    add(more) {
      for (const entry of more) {
        entries.push({ entry, text: folded(entry.slice(1, 6).join("\n")) });
      }
    },
  };

  function folded(text) {
    return text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\[〔【〖﹝{]/g, "(")
      .replace(/[\]〕】〗﹞}]/g, ")")
      .replace(/[\s\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/g, "");
  }

  function load(number) {
    if (number > parts) {
      show();
      return;
    }
    const script = document.createElement("script");
    script.src = "data/" + number + ".js";
    script.onload = function () {
      loaded = number;
      show();
      load(number + 1);
    };
    script.onerror = function () {
      told.textContent = "数据文件 data/" + number + ".js 读不出来，请确认整个文件夹都在。";
    };
    document.head.append(script);
  }

  function cell(row, text, address) {
    const place = row.insertCell();
    const shown = document.createElement(address ? "a" : "bdi");
    shown.textContent = text;
    if (address) {
      shown.href = address;
    }
    place.append(shown);
  }

  function show() {
    const words = box.value.split(/\s+/).map(folded).filter(Boolean);
    all.hidden = words.length > 0;
    found.hidden = words.length === 0;
    if (!words.length) {
      told.textContent = "";
      return;
    }
    const hits = entries.filter((known) => words.every((word) => known.text.includes(word)));
    const body = found.tBodies[0];
    body.replaceChildren();
    hits.slice(0, MOST).forEach(function ({ entry }, index) {
      const row = body.insertRow();
      cell(row, String(index + 1));
      cell(row, entry[1], "docs/" + entry[0] + ".html");
      for (const text of entry.slice(2, 7)) {
        cell(row, text);
      }
    });
    const more = hits.length > MOST ? "，先列出 " + MOST + " 件，请多写几个字" : "";
    const waiting = loaded < parts ? "，还在查找……" : "";
    told.textContent = (hits.length ? "找到 " + hits.length + " 件" : "没有找到") + more + waiting + "。";
  }

  box.addEventListener("input", function () {
    if (!asked) {
      asked = true;
      load(1);
    }
    show();
  });
})();
