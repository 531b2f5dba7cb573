// Files that the server makes when they are asked for, one after the other, and that are saved here.
const PATIENCE = 60_000; // ms
const REST = 400; // ms

function save(name, mime, base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes], { type: mime }));
  make('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), PATIENCE);
}

const buttonOf = (place, name) => place.querySelector(`[data-file="${CSS.escape(name)}"]`);

// What went wrong with a file stands until that file is asked for again.
function say(place, name, text, wrong = false) {
  const button = buttonOf(place, name);
  if (!button) return;
  const said = button.closest('.shelf').querySelector('.said');
  for (const line of [...said.children]) {
    if (!line.matches('.wrong') || line.dataset.of === name) line.remove();
  }
  make('span', { class: wrong ? 'wrong' : '', 'data-of': name }, said, `${name}: ${text}`);
}

function marked(place) {
  place.querySelectorAll('[data-file]').forEach((button) => {
    const busy = place.waiting.some(({ name }) => name === button.dataset.file);
    if (busy) button.setAttribute('aria-disabled', 'true'); // and keeps the focus
    else button.removeAttribute('aria-disabled');
  });
}

// Asks for the first of those that wait; the number tells this press from all others.
function ask(place) {
  clearTimeout(place.watch);
  const [first] = place.waiting;
  if (!first) return;
  first.since ||= Date.now();
  first.asked = (first.asked || 0) + 1;
  first.number = place.last = Math.max(Date.now(), place.last + 1);
  place.send(first);
  watched(place, 0);
}

// Where the page rests for a while and nothing came, the server forgot what it was asked: a press
// elsewhere came so soon that it never looked. Each time it is left longer to begin, for one that
// is merely slow would be stopped by the next asking.
function watched(place, rests) {
  place.watch = setTimeout(() => {
    if (!place.isConnected) return;
    const { testScriptState } = document.querySelector('[data-testid="stApp"]').dataset;
    if (Date.now() - place.waiting[0].since > PATIENCE) {
      ended(place, 'It did not come within a minute. Ask again.', true);
    } else if (testScriptState !== 'notRunning') watched(place, 0);
    else if (rests >= place.waiting[0].asked) ask(place);
    else watched(place, rests + 1);
  }, REST);
}

function ended(place, says, wrong) {
  const { name } = place.waiting.shift();
  say(place, name, says, wrong);
  marked(place);
  ask(place);
}

function want(place, button) {
  const name = button.dataset.file;
  if (place.waiting.some((each) => each.name === name)) return;
  place.waiting.push({ name });
  say(place, name, 'being made.');
  marked(place);
  if (place.waiting.length === 1) ask(place);
}

function wired(place) {
  place.waiting = [];
  place.last = 0;
  place.addEventListener('click', (event) => {
    const file = event.target.closest('[data-file]');
    const fold = event.target.closest('[data-unfolds]');
    if (file) want(place, file);
    else if (fold) place.unfold(fold.getAttribute('aria-expanded') !== 'true');
  });
}

function heard(place, data) {
  const [first] = place.waiting;
  if (!first || first.number !== data.heard) return;
  if (!data.made) { // what made it was cut short by a press elsewhere
    ask(place);
    return;
  }
  const [wrong, mime, base64] = data.made;
  if (!wrong) save(first.name, mime, base64);
  ended(place, wrong || 'saved where your browser puts what it downloads.', Boolean(wrong));
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const place = parentElement.querySelector('.files');
  if (!place.waiting) wired(place);
  place.send = ({ name, number }) => setTriggerValue('wanted', { name, number });
  place.unfold = (open) => {
    place.querySelector('[data-unfolds]').setAttribute('aria-expanded', open);
    setStateValue('unfolded', open);
  };
  if (place.shown !== data.html) {
    place.shown = data.html;
    place.innerHTML = data.html; // texts in it are escaped where it is made
    place.querySelector('[data-unfolds]').setAttribute('aria-expanded', data.unfolded);
    marked(place);
  }
  heard(place, data);
}
