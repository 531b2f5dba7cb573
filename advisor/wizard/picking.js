// One of many, found by typing: the field is a combobox, its list is made when it is opened. What is
// picked shows at once; the server hears of it.
const MOST = 40; // lines at once
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const bare = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const wordsOf = (text) => bare(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// How well a name answers what is typed: it begins with it, its words do, its initials are it, it
// holds it. The less the better; none where it does not answer.
function distance({ text, words }, typed) {
  if (text.startsWith(typed)) return 0;
  const asked = wordsOf(typed);
  if (asked.every((part) => words.some((word) => word.startsWith(part)))) return 1;
  if (words.map((word) => word[0]).join('').startsWith(typed)) return 2;
  return text.includes(typed) ? 3 : null;
}

function found(options, typed) {
  if (!typed) return options;
  return options.map((option) => [distance(option, typed), option])
    .filter(([far]) => far !== null)
    .sort(([one], [other]) => one - other)
    .map(([, option]) => option);
}

function built(place, data) {
  place.replaceChildren();
  const id = (part) => `${data.key}-${part}`;
  make('label', { for: id('field') }, place, data.says);
  const box = make('div', { class: 'box' }, place);
  const field = make('input', {
    id: id('field'), type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false',
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id('list'),
    'aria-describedby': id('meant'), placeholder: data.hint,
  }, box);
  const list = make('ul', { id: id('list'), role: 'listbox', 'aria-label': data.says, hidden: '' }, box);
  const status = make('p', { class: 'unseen', role: 'status' }, place);
  const meant = make('p', { class: 'meant', id: id('meant') }, place, data.meant);
  const options = data.options.map(([each, says]) => (
    { id: each, says, text: bare(says), words: wordsOf(says) }));
  let shown = [];
  let at = -1; // the line of the list that Enter picks
  let picked = options.find((option) => option.id === data.picked);

  const stand = () => {
    field.value = picked ? picked.says : '';
    meant.hidden = Boolean(picked);
  };
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
    status.textContent = '';
    at = -1;
  };
  const point = (to) => {
    const lines = [...list.querySelectorAll('[role=option]')];
    at = to;
    lines.forEach((line, number) => line.setAttribute('aria-selected', String(number === at)));
    if (at < 0) return field.removeAttribute('aria-activedescendant');
    field.setAttribute('aria-activedescendant', lines[at].id);
    return lines[at].scrollIntoView({ block: 'nearest' });
  };
  const open = (typed) => {
    const all = found(options, bare(typed.trim()));
    shown = all.slice(0, MOST);
    list.replaceChildren();
    shown.forEach((option, number) => {
      make('li', { role: 'option', id: id(`option-${number}`), 'aria-selected': 'false' }, list, option.says);
    });
    const more = all.length - shown.length;
    status.textContent = all.length ? `${all.length} found` : 'None of that name';
    if (!all.length || more) {
      make('li', { role: 'presentation', class: 'quiet' }, list,
        more ? `and ${more} more: type on` : status.textContent);
    }
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    point(typed && all.length ? 0 : -1);
  };
  const pick = (option) => {
    const changed = option !== picked;
    picked = option;
    stand();
    close();
    if (changed) place.tell(picked ? picked.id : null);
  };

  field.addEventListener('click', () => {
    if (!list.hidden && shown.length) return; // a name that nothing has is to be written over
    field.select();
    open('');
  });
  field.addEventListener('input', () => open(field.value));
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) open(picked ? '' : field.value);
      else if (shown.length) point((at + step + shown.length) % shown.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (at >= 0) pick(shown[at]);
      else if (!field.value.trim()) pick(undefined);
    } else if (event.key === 'Escape') {
      stand();
      close();
    }
  });
  field.addEventListener('blur', () => {
    if (field.value.trim()) {
      stand();
      close();
    } else pick(undefined);
  });
  list.addEventListener('mousedown', (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener('click', (event) => {
    const line = event.target.closest('[role=option]');
    if (line) pick(shown[[...list.children].indexOf(line)]);
  });
  stand();
}

export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector('.picking');
  place.tell = (id) => setStateValue('picked', id);
  const shape = JSON.stringify([data.key, data.options]);
  if (place.shape === shape) return; // what stands on the screen is what was picked last
  place.shape = shape;
  built(place, data);
}
