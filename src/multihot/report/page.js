"use strict";
document.documentElement.classList.add("js");

const table = document.querySelector("table.sortable");
if (table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const words = new Intl.Collator(undefined, { numeric: true });

  // a cell without data-value is undefined: last, whichever way the others go
  const compare = (a, b, falling, asWords) => {
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
    const rising = asWords ? words.compare(a, b) : a - b;
    return falling ? -rising : rising;
  };

  const sortBy = (column) => {
    const head = heads[column];
    const falling = column === 0
      ? head.ariaSort === "ascending"
      : head.ariaSort !== "descending";
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const value = (row) => row.cells[column].dataset.value;
    const sorted = [...body.rows].sort((a, b) => compare(value(a), value(b), falling, column === 0));
    body.append(...sorted);
  };
  heads.forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => sortBy(column));
  });

  const filter = document.querySelector("#filter");
  const shown = document.querySelector(".filter output");
  filter.closest(".filter").hidden = body.rows.length < 2;
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    let n = 0;
    for (const row of body.rows) {
      row.hidden = !row.cells[0].dataset.value.toLowerCase().includes(wanted);
      n += !row.hidden;
    }
    shown.value = wanted ? `${n} of ${body.rows.length}` : "";
  });
}

const links = new Map([...document.querySelectorAll("nav a")].map((a) => [a.hash.slice(1), a]));
const visible = new Set();
const watcher = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    visible[isIntersecting ? "add" : "delete"](target.id);
  }
  const current = [...links.keys()].find((id) => visible.has(id));
  links.forEach((link, id) => {
    if (id === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}, { rootMargin: "-64px 0px -55% 0px" });
document.querySelectorAll("main > section").forEach((section) => watcher.observe(section));

addEventListener("beforeprint", () => {
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
});
