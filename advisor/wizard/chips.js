// Questions answered by chips: all groups of a block in one element. What is picked is shown at
// once, where it is pressed; the server hears of it and says what it changes.
const make = (tag, parent, attributes = {}, text = '') => {
  const found = document.createElement(tag);
  for (const key in attributes) found.setAttribute(key, attributes[key]);
  if (text) found.textContent = text;
  parent.appendChild(found);
  return found;
};
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
let blocks = 0;

function built(place, data) {
  const block = (blocks += 1);
  place.replaceChildren();
  let headed = false;
  const groups = data.questions.map((question, number) => {
    if (question.head) make('h2', place, {}, question.head);
    headed ||= Boolean(question.head);
    const ask = make('div', place, { class: question.wide ? 'ask wide' : 'ask' });
    const label = make('p', ask, {
      class: headed ? 'asks' : 'asks strong', id: `asks-${block}-${number}`,
    }, question.asks);
    const row = make('div', ask, {
      class: 'row', role: question.many ? 'toolbar' : 'radiogroup', 'aria-labelledby': label.id,
    });
    const chips = question.options.map(([, text]) =>
      make('button', row, { type: 'button', role: question.many ? 'button' : 'radio' }, text));
    const told = make('div', ask, { class: 'below', 'aria-live': 'polite' });
    return { question, chips, told, picked: new Set(question.picked), says: null };
  });
  return { groups };
}

function marked({ question, chips, picked }) {
  const first = question.options.findIndex(([id]) => picked.has(id));
  const held = chips.findIndex((chip) => chip.matches(':focus'));
  chips.forEach((chip, at) => {
    chip.setAttribute(question.many ? 'aria-pressed' : 'aria-checked',
      String(picked.has(question.options[at][0])));
    chip.tabIndex = at === (held >= 0 ? held : Math.max(first, 0)) ? 0 : -1;
  });
}

function told(group, question) {
  const says = JSON.stringify([question.says, question.meant]);
  if (says === group.says) return;
  group.says = says;
  group.told.replaceChildren();
  group.told.classList.toggle('answered', question.answered);
  if (question.says) make('p', group.told, {}, question.says);
  if (!question.meant.length) return;
  const more = make('details', group.told);
  make('summary', more, {}, 'Why that matters');
  question.meant.forEach(([name, text]) => {
    const line = make('p', more);
    make('strong', line, {}, `${name}. `);
    line.append(text);
  });
}

const turned = ({ question, picked }, id) => {
  const was = picked.has(id);
  if (!question.many) picked.clear();
  if (was) picked.delete(id);
  else picked.add(id);
  // One too many takes the place of the first.
  if (question.most && picked.size > question.most) picked.delete([...picked][0]);
};

export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector('.chips');
  const shape = JSON.stringify(data.questions.map(({ id, options }) => [id, options]));
  if (place.shape !== shape) {
    place.shape = shape;
    place.held = built(place, data);
    place.held.groups.forEach((group) => {
      group.chips.forEach((chip, at) => {
        chip.addEventListener('click', () => {
          turned(group, group.question.options[at][0]);
          marked(group);
          place.tell();
        });
        chip.addEventListener('keydown', (event) => {
          const last = group.chips.length - 1;
          const to = event.key === 'Home' ? 0 : event.key === 'End' ? last
            : STEPS[event.key] ? (at + STEPS[event.key] + last + 1) % (last + 1) : -1;
          if (to < 0) return;
          event.preventDefault();
          group.chips[to].focus();
          marked(group);
        });
      });
      marked(group);
    });
  }
  place.tell = () => setStateValue('picked', Object.fromEntries(
    place.held.groups.map(({ question, picked }) => [question.id, [...picked]])));
  data.questions.forEach((question, number) => told(place.held.groups[number], question));
}
