// A piece of a page that says something and asks nothing: folds, tabs of which one stands, and links.
// What is folded away in a <template> is set when it is first opened: most never is.
const TURNS = { ArrowRight: 1, ArrowLeft: -1 };
const fill = (place) => {
  const held = place.querySelector(':scope > template');
  if (held) held.replaceWith(held.content);
};
const tabsOf = (one) => [...one.closest('[role=tablist]').querySelectorAll('[role=tab]')];
const panelOf = (tab) => document.getElementById(tab.getAttribute('aria-controls'));

function turn(tab) {
  tabsOf(tab).forEach((one) => {
    one.setAttribute('aria-selected', one === tab);
    one.tabIndex = one === tab ? 0 : -1;
    panelOf(one).hidden = one !== tab;
  });
  fill(panelOf(tab));
}

export default function ({ data: { html }, parentElement }) {
  const place = parentElement.querySelector('.stHtml');
  if (place.said !== html) {
    const stood = place.querySelector('[role=tab][aria-selected=true]');
    place.said = html;
    place.innerHTML = html; // texts in it are escaped where it is made
    const again = stood && document.getElementById(stood.id);
    if (again) turn(again);
  }
  if (place.rest) place.rest(); // the same element is drawn again: what listened before must go
  const heard = new AbortController();
  place.rest = () => heard.abort();
  const on = (target, name, act) =>
    target.addEventListener(name, act, { signal: heard.signal, capture: true });
  on(place, 'toggle', (event) => fill(event.target));
  on(place, 'click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab) turn(tab);
  });
  on(place, 'keydown', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (!tab || !TURNS[event.key]) return;
    event.preventDefault();
    const tabs = tabsOf(tab);
    const to = tabs[(tabs.indexOf(tab) + TURNS[event.key] + tabs.length) % tabs.length];
    turn(to);
    to.focus();
  });
  opensOnPaper(place, on, () => { // all tabs stand, one below the other
    for (let held; (held = place.querySelector('template'));) held.replaceWith(held.content);
  });
  return place.rest;
}
