// The cells of a table that one writes in. Each is made once; `show` sets what stands in it.
const PRINTED = (event) =>
  event.key.length === 1 && event.key !== ' ' && !(event.ctrlKey || event.metaKey || event.altKey);

// Text on a button; Enter, a click or a letter turns it into a field, and back again.
function written(place, column, line, ledger, finder) {
  const button = make('button', {
    type: 'button', class: 'text', 'data-says': column.says,
  }, place);
  const mark = make('small', {}, place);
  let value = '';
  let field = null;
  const end = (focus) => {
    const ended = field;
    field = null;
    ended.remove();
    button.hidden = false;
    if (finder) ledger.finder.close();
    if (focus) button.focus();
  };
  const keep = (focus, wanted = field.value.trim()) => {
    if (finder) {
      const found = ledger.finder.chosen(wanted, focus);
      end(focus);
      if (found && found.id !== value) {
        show(found.id, found.says);
        ledger.write(line.id, column.id, found.id);
      }
      return;
    }
    end(focus);
    if (wanted === value || (column.id === ledger.named && !wanted)) return;
    show(wanted);
    ledger.write(line.id, column.id, wanted);
  };
  const begin = (text, typed) => {
    button.hidden = true;
    field = make('input', {
      type: 'text', autocomplete: 'off', maxlength: ledger.longest,
      'aria-label': `${column.asks} ${line.name}`, enterkeyhint: 'done',
    }, place);
    if (column.figures) field.inputMode = 'decimal';
    field.value = text;
    field.focus();
    if (!typed) field.select();
    if (finder) ledger.finder.open(field, line.id, typed, () => keep(true));
    field.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === 'Escape') end(true);
      else if (event.key === 'Enter') {
        event.preventDefault();
        if (finder) ledger.finder.settle(() => field && keep(true));
        else keep(true);
      }
    });
    field.addEventListener('blur', () => { if (field) keep(false); });
  };
  button.addEventListener('click', () => begin(finder && !value ? '' : button.textContent));
  button.addEventListener('keydown', (event) => {
    if (event.key === 'F2') begin(button.textContent);
    else if (PRINTED(event)) {
      event.preventDefault();
      begin(event.key, true);
    }
  });
  function show(to, says = to) {
    value = to;
    button.textContent = says;
  }
  const name = () => {
    button.setAttribute('aria-label', `${column.says}, ${line.name}: ${button.textContent || 'empty'}`);
  };
  return {
    show: (to, told) => {
      show(to, told.says[column.id] ?? to);
      mark.textContent = told.marks[column.id] || '';
      button.classList.toggle('marked', Boolean(mark.textContent));
      button.classList.toggle('unclear', Boolean(finder) && !to);
      button.disabled = told.fixed.includes(column.id);
      name();
    },
    target: button,
  };
}

function ticked(place, column, line, ledger) {
  const label = make('label', {}, place);
  const box = make('input', { type: 'checkbox' }, label);
  make('span', { 'aria-hidden': 'true' }, label, column.says);
  box.addEventListener('change', () => ledger.write(line.id, column.id, box.checked));
  return {
    show: (to) => {
      box.checked = to;
      box.setAttribute('aria-label', `${column.says}: ${line.name}`);
    },
    target: box,
  };
}

function oneOf(place, column, line, ledger) {
  const options = line.options[column.id] || column.options;
  if (!options.length) return { show: () => {}, target: null };
  const list = make('select', { 'aria-label': `${column.asks} ${line.name}` }, place);
  options.forEach(([id, says]) => make('option', { value: id }, list, says));
  list.addEventListener('change', () => ledger.write(line.id, column.id, list.value));
  return { show: (to) => { list.value = to; }, target: list };
}

function several(place, column, line, ledger) {
  const group = make('div', {
    role: 'group', class: 'choices', 'aria-label': `${column.asks} ${line.name}`,
  }, place);
  const boxes = column.options.map(([id, says]) => {
    const label = make('label', {}, group);
    const box = make('input', { type: 'checkbox', value: id }, label);
    label.append(says);
    return box;
  });
  group.addEventListener('change', () => ledger.write(line.id, column.id,
    boxes.filter((box) => box.checked).map((box) => box.value)));
  return {
    show: (to) => boxes.forEach((box) => { box.checked = to.includes(box.value); }),
    target: boxes[0],
  };
}

const CELLS = {
  text: written,
  tick: ticked,
  one: oneOf,
  many: several,
  meant: (...given) => written(...given, true),
};

// What is meant, while one types: the server knows the names in every language.
function finderOf(root, list, ask) {
  let field = null;
  let line = '';
  let take = () => {};
  let offers = [];
  let at = -1;
  let wanted = null;
  let waiting = null;
  let answered = false;
  let wait = 0;
  const mark = (to) => {
    at = to;
    [...list.children].forEach((each, number) =>
      each.setAttribute('aria-selected', String(number === at)));
    const held = list.children[at];
    if (held && held.id) field.setAttribute('aria-activedescendant', held.id);
    else field.removeAttribute('aria-activedescendant');
    if (held) held.scrollIntoView({ block: 'nearest' });
  };
  const seek = () => {
    wanted = field.value.trim();
    answered = false;
    clearTimeout(wait);
    wait = setTimeout(() => ask({ line, text: wanted }), 60);
  };
  const open = (into, of, typed, chosen) => {
    [field, line, take, offers, waiting] = [into, of, chosen, [], null];
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);
    field.setAttribute('aria-expanded', 'false');
    field.placeholder = 'Any name, in any language';
    field.addEventListener('input', () => { at = -1; seek(); });
    field.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || !offers.length) return;
      event.preventDefault();
      mark((at + step + offers.length) % offers.length);
    });
    wanted = typed ? field.value.trim() : '';
    at = -1;
    answered = false;
    ask({ line, text: wanted });
  };
  const told = (found) => {
    if (!field || !found || found[0] !== line || found[1] !== wanted) return;
    offers = found[2];
    answered = true;
    list.replaceChildren();
    offers.forEach(([id, says, note], number) => {
      const each = make('li', { role: 'option', id: `${list.id}-${number}` }, list, says);
      if (note) make('small', {}, each, note);
      each.addEventListener('mousedown', (event) => {
        event.preventDefault(); // the field keeps the focus until this is taken
        mark(number);
        take();
      });
    });
    const none = wanted && !offers.length;
    if (none) make('li', { class: 'none' }, list, 'No metric has this name');
    const shown = Boolean(offers.length || none);
    list.hidden = !shown;
    field.setAttribute('aria-expanded', String(shown));
    const [box, home] = [field.getBoundingClientRect(), root.getBoundingClientRect()];
    list.style.left = `${Math.min(box.left - home.left, Math.max(home.width - 300, 0))}px`;
    list.style.top = `${box.bottom - home.top + 2}px`;
    mark(wanted && offers.length ? 0 : -1);
    const then = waiting;
    waiting = null;
    if (then && !none) then();
  };
  return {
    open,
    told,
    // Enter waits for the answer to what was typed, so that it never takes what was offered before.
    settle: (then) => {
      if (wanted && !answered) waiting = then;
      else if (!wanted || at >= 0) then();
    },
    // What is left without a word is taken only where it is a whole name: nothing is guessed.
    chosen: (text, sure) => {
      const whole = ([, says]) => says.toLowerCase() === text.toLowerCase();
      const found = sure ? offers[at] : offers.find(whole);
      if (found) return { id: found[0], says: found[1] };
      return text ? null : { id: '', says: 'not clear' };
    },
    close: () => {
      clearTimeout(wait);
      list.hidden = true;
      field = null;
      ask(null);
    },
  };
}
