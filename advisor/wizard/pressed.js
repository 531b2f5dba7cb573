// A page of HTML: what is in it opens, asks and leads on without the server; only what changes the
// design is sent there. What somebody opened, and a reason begun, are kept while the window lives.
const kept = new Map();
const reasons = new Map();
const WIDE = matchMedia('(min-width: 641px)');
const FOCUSED = 'summary, button, a[href]';
const PLACES = ['.cause', '.accepted', '.move'];

const FOLDED = 'details[data-folded]';
const OPENED = 'details[data-id][open]:not([data-wide])';

// What is folded away is fetched when a page rests, or when something is first opened, and set when
// it is opened: most never is.
const REST = 300; // milliseconds
const MISSING = 'This part could not be fetched. Close it and open it again.';
const MOST = 8; // pages whose folds are kept: each change of a design makes others
const fetched = new Map(); // promises of texts, by address, the oldest first
const load = (at) => {
  if (!fetched.has(at)) {
    const asked = fetch(at).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    });
    fetched.set(at, asked);
    if (fetched.size > MOST) fetched.delete(fetched.keys().next().value);
    asked.then((texts) => { asked.texts = texts; }, () => fetched.delete(at));
  }
  return fetched.get(at);
};
const textsOf = (place) => fetched.get(place.folds)?.texts;
const set = (place, fold) => {
  fold.querySelector(':scope > .missing')?.remove();
  fold.insertAdjacentHTML('beforeend', textsOf(place)[fold.dataset.folded]);
  delete fold.dataset.folded;
  open(place, fold);
};
// The server holds it no more, or is not reached: it is asked to draw the page again.
const missed = (place, fold) => {
  if (!fold.querySelector(':scope > .missing')) {
    fold.insertAdjacentHTML('beforeend', `<p class="missing" role="alert">${MISSING}</p>`);
  }
  place.again();
};
const fill = (place, fold) => {
  if (textsOf(place)) return set(place, fold);
  return load(place.folds).then(
    () => { if (fold.isConnected && fold.matches(FOLDED)) set(place, fold); },
    () => missed(place, fold),
  );
};
const fillAll = (place, which) => {
  if (!textsOf(place)) return;
  for (let found; (found = place.querySelectorAll(which)).length;) {
    found.forEach((fold) => set(place, fold));
  }
};
const ALL = '.standing details[data-id]:not([data-id^="who-"])';
// The button says what a press would do: folds may have been opened one by one.
const sayAll = (place) => {
  const button = place.querySelector('button[data-all]');
  if (!button) return;
  const open = [...place.querySelectorAll(ALL)].every((fold) => fold.open);
  const says = `${open ? 'Close' : 'Open'} all ${button.dataset.count}`;
  button.dataset.all = open ? 'close' : 'open';
  if (button.textContent !== says) button.textContent = says;
};
const open = (place, within = place) => {
  for (const fold of within.querySelectorAll('details[data-id]')) {
    const wanted = kept.get(fold.dataset.id);
    fold.open = wanted === undefined ? 'wide' in fold.dataset && WIDE.matches : wanted;
    if (fold.open && fold.matches(FOLDED)) fill(place, fold);
  }
  sayAll(place);
};
// Where there is little room, what stands in `data-later` follows what would come after it.
const order = (place) => {
  if (WIDE.matches) return;
  place.querySelectorAll('[data-later]').forEach((each) => each.nextElementSibling.after(each));
};
const nameOf = (each) => each.dataset.press ? each.dataset.press + each.dataset.about
  : (each.closest('[data-id]') || { dataset: {} }).dataset.id + each.textContent;
const standing = (each) => each.checkVisibility() && !each.disabled;

// What had the focus has it again, where it stood. What is gone hands it to what took its place.
function focusedIn(place) {
  const held = document.activeElement;
  if (!place.contains(held) || held === place) return () => {};
  const name = nameOf(held);
  const top = held.getBoundingClientRect().top;
  const homes = PLACES.map((kind) => [kind, held.closest(kind)]).filter(([, home]) => home)
    .map(([kind, home]) => [kind, [...place.querySelectorAll(kind)].indexOf(home)]);
  return () => {
    let next = [...place.querySelectorAll(FOCUSED)].find((each) => nameOf(each) === name);
    for (const [kind, at] of homes) {
      if (next && standing(next)) break;
      const found = [...place.querySelectorAll(kind)];
      const home = found[Math.min(at, found.length - 1)];
      next = home && home.querySelector(FOCUSED);
    }
    if (!next || !standing(next)) next = place.querySelector(FOCUSED);
    if (!next) return;
    next.focus({ preventScroll: true });
    const main = place.closest('[data-testid=stMain]');
    if (main) main.scrollTop += next.getBoundingClientRect().top - top;
  };
}

// What stands open is not to vanish while the new page's folds are fetched.
async function ready(place, data) {
  const begun = Symbol('begun');
  place.begun = begun;
  if (data.folds && place.shown !== data.html && place.querySelector(OPENED)) {
    await load(data.folds).catch(() => {});
  }
  return place.begun === begun;
}

export default async function (given) {
  const place = given.parentElement.querySelector('.pressed');
  return await ready(place, given.data) ? drawn(place, given) : undefined;
}

function drawn(place, { data, parentElement, setTriggerValue }) {
  const dialog = parentElement.querySelector('dialog');
  const text = dialog.querySelector('textarea');
  const refused = dialog.querySelector('.refused');
  if (place.rest) place.rest(); // the same element is drawn again: what listened before must go
  place.again = () => setTriggerValue('pressed', { what: 'again' });
  place.folds = data.folds;
  if (place.shown !== data.html) {
    const refocus = focusedIn(place);
    place.innerHTML = data.html; // texts in it are escaped where it is made
    place.shown = data.html;
    order(place);
    open(place);
    refocus();
  }
  if (data.folds) {
    clearTimeout(place.resting);
    place.resting = setTimeout(() => load(data.folds).catch(() => {}), REST);
  }
  text.maxLength = data.longest;

  const heard = new AbortController();
  const on = (target, name, act) => target.addEventListener(name, act, { signal: heard.signal });
  let about = '';
  const ask = (button) => {
    about = button.dataset.about;
    dialog.querySelector('.about').textContent = button.dataset.says;
    text.value = reasons.get(about) || '';
    refused.textContent = '';
    text.removeAttribute('aria-invalid');
    dialog.showModal();
    text.focus();
  };
  const openAll = async (button) => {
    const wanted = button.dataset.all !== 'close';
    if (wanted && place.folds) {
      await load(place.folds).catch(() => place.again());
      fillAll(place, `${ALL}[data-folded]`);
    }
    place.querySelectorAll(ALL).forEach((fold) => {
      kept.set(fold.dataset.id, wanted);
    });
    open(place);
  };
  on(place, 'click', (event) => {
    const button = event.target.closest('button');
    const fold = event.target.closest('summary');
    if (button && button.dataset.press === 'accept') ask(button);
    else if (button && 'all' in button.dataset) openAll(button);
    else if (button) {
      setTriggerValue('pressed', { what: button.dataset.press, about: button.dataset.about });
    } else if (fold && fold.parentElement.dataset.id) {
      const details = fold.parentElement;
      kept.set(details.dataset.id, !details.open);
      if (details.matches(FOLDED)) fill(place, details);
    }
  });
  place.addEventListener('toggle', () => sayAll(place), { capture: true, signal: heard.signal });
  on(text, 'input', () => { reasons.set(about, text.value); });
  on(dialog.querySelector('[data-close]'), 'click', () => dialog.close());
  on(dialog.querySelector('form'), 'submit', (event) => {
    if (!text.value.trim()) {
      event.preventDefault();
      refused.textContent = 'Write down why first: one sentence is enough.';
      text.setAttribute('aria-invalid', 'true');
      text.focus();
      return;
    }
    setTriggerValue('pressed', { what: 'accept', about, reason: text.value });
  });
  opensOnPaper(place, on, () => fillAll(place, FOLDED));
  place.rest = () => heard.abort();
  return () => {
    heard.abort();
    clearTimeout(place.resting);
    if (dialog.open) dialog.close();
  };
}
