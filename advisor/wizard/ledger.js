// A table that one writes in. What is written stands there at once; the server hears all that it
// has not answered yet, by the id of the line, and says what stands in the lines now.
const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
let tables = 0;

function begun(place) {
  const part = (which) => place.querySelector(which);
  const body = part('tbody');
  const adding = part('.adding');
  const typed = adding.querySelector('input');
  const status = part('[role=status]');
  const offers = part('.offers');
  offers.id = `offers-${(tables += 1)}`;
  const lines = new Map(); // by id, as they stand on the screen
  let columns = [];
  let number = 0;
  let pending = []; // what the server has not answered yet, each with its number
  let asked = null;

  const tell = () => {
    const cells = {};
    pending.filter(({ cell }) => cell).forEach(({ line, cell, value }) => {
      (cells[line] ||= {})[cell] = value;
    });
    ledger.send({
      n: number,
      cells,
      gone: pending.filter(({ gone }) => gone).map(({ line }) => line),
      fresh: pending.filter(({ text }) => text).map(({ text }) => text),
      ask: asked,
    });
  };
  const say = (what) => {
    number += 1;
    pending = pending.filter((each) => !what.cell || each.line !== what.line || each.cell !== what.cell);
    pending.push({ ...what, n: number });
    tell();
  };
  const ledger = {
    write: (line, cell, value) => {
      lines.get(line).told.cells[cell] = value;
      say({ line, cell, value });
      heads();
    },
    finder: finderOf(place, offers, (what) => {
      if (!what && !asked) return;
      asked = what;
      if (what) tell();
    }),
  };

  // --- what stands there ---

  function heads() {
    columns.filter(({ kind }) => kind === 'tick').forEach((column) => {
      const any = [...lines.values()].some(({ told }) => told.cells[column.id]);
      column.none.style.visibility = any ? '' : 'hidden';
    });
  }
  const untick = (column) => {
    const found = [...lines.values()].filter(({ told }) => told.cells[column.id]);
    number += 1;
    found.forEach(({ told, cells }) => {
      told.cells[column.id] = false;
      cells.get(column.id).show(false, told);
      pending.push({ line: told.id, cell: column.id, value: false, n: number });
    });
    tell();
    heads();
    if (found.length) found[0].cells.get(column.id).target.focus();
  };
  function titled(data) {
    const row = part('thead');
    row.replaceChildren();
    const line = make('tr', { role: 'row' }, row);
    columns = data.columns;
    columns.forEach((column) => {
      const head = make('th', {
        scope: 'col', role: 'columnheader', class: column.kind, title: column.asks,
      }, line, column.says);
      if (column.kind !== 'tick') return;
      column.none = make('button', {
        type: 'button', class: 'untick', 'aria-label': `${column.says}: tick none`,
      }, head, 'tick none');
      column.none.addEventListener('click', () => untick(column));
    });
    if (data.add) make('td', { role: 'cell', class: 'out' }, line);
  }
  function added(told, data) {
    const row = make('tr', { role: 'row' }, body);
    const cells = new Map();
    columns.forEach((column, at) => {
      const place = make(at ? 'td' : 'th', at
        ? { role: 'cell', class: column.kind } : { role: 'rowheader', scope: 'row' }, row);
      if (at && column.kind !== 'tick') place.dataset.says = column.says;
      if (!at && !data.add) {
        cells.set(column.id, { show: (to) => { place.textContent = to; }, target: null });
        return;
      }
      cells.set(column.id, CELLS[column.kind](place, column, told, ledger));
    });
    let out = null;
    if (data.add) {
      out = make('button', {
        type: 'button',
      }, make('td', { role: 'cell', class: 'out no-print' }, row), '\u00D7');
      out.addEventListener('click', () => remove(told.id));
    }
    lines.set(told.id, { row, cells, out, told });
  }
  function shown(told, quiet) {
    const line = lines.get(told.id);
    Object.assign(line.told, told);
    line.cells.forEach((cell, id) => { if (!quiet.has(id)) cell.show(told.cells[id], line.told); });
    if (line.out) line.out.setAttribute('aria-label', `Remove ${told.name}`);
  }
  function drop(id) {
    lines.get(id).row.remove();
    lines.delete(id);
  }

  // --- by keyboard ---

  const stops = (row) => [...row.querySelectorAll('button, input, select')]
    .filter((each) => !each.disabled && each.checkVisibility());
  const columnOf = (target) => target.closest('th, td').cellIndex;
  function to(row, column) {
    const cell = row && row.cells[column];
    const stop = cell && stops(cell)[0];
    if (stop) stop.focus();
    return Boolean(stop);
  }
  function remove(id) {
    const { row, told } = lines.get(id);
    const next = row.nextElementSibling || row.previousElementSibling;
    const column = row.contains(document.activeElement) ? columnOf(document.activeElement) : -1;
    drop(id);
    pending = pending.filter(({ line }) => line !== id);
    say({ line: id, gone: true });
    status.textContent = `${told.name} removed. Undo brings it back.`;
    heads();
    if (column >= 0 && !to(next, column)) typed.focus();
  }
  body.addEventListener('keydown', (event) => {
    const target = event.target;
    if (event.key === 'Delete' && !adding.hidden && !target.matches('select')) {
      event.preventDefault();
      const row = target.closest('tr');
      remove([...lines].find(([, line]) => line.row === row)[0]);
    }
    const way = WAYS[event.key];
    if (!way || target.matches('select') || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = target.closest('tr');
    event.preventDefault();
    if (way[0]) {
      const all = stops(row);
      const next = all[all.indexOf(target) + way[0]];
      if (next) next.focus();
      return;
    }
    const next = way[1] > 0 ? row.nextElementSibling : row.previousElementSibling;
    if (next) to(next, columnOf(target));
    else if (way[1] > 0 && !adding.hidden) typed.focus();
  });
  part('.past').addEventListener('click', (event) => {
    event.preventDefault();
    if (!adding.hidden) typed.focus();
    else if (lines.size) stops(body).at(-1).focus();
  });

  // --- a new line ---

  const bring = (text) => {
    if (!text.trim()) return;
    say({ line: '', text });
    status.textContent = `Reading ${text.slice(0, 60)}`;
  };
  typed.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      bring(typed.value);
      typed.value = '';
    } else if (event.key === 'Escape') typed.value = '';
    else if (event.key === 'ArrowUp' && body.lastElementChild) to(body.lastElementChild, 0);
  });
  typed.addEventListener('change', () => { // left with a name in it
    bring(typed.value);
    typed.value = '';
  });
  typed.addEventListener('paste', (event) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\n\t]/.test(text.trim())) return; // one name goes into the field
    event.preventDefault();
    bring(text);
  });

  return {
    connect: (send) => { ledger.send = send; },
    told: (data) => {
      number = Math.max(number, data.heard);
      ledger.longest = data.longest;
      ledger.named = data.columns[0].id;
      pending = pending.filter(({ n }) => n > data.heard);
      const shape = JSON.stringify([data.columns, data.add]);
      if (place.shape !== shape) {
        place.shape = shape;
        lines.clear();
        body.replaceChildren();
        part('caption').textContent = data.caption;
        place.classList.toggle('wide', data.wide);
        adding.hidden = !data.add;
        adding.querySelector('span').textContent = data.add;
        typed.placeholder = data.add ? 'A name, or lines copied from a sheet' : '';
        titled(data);
      }
      const gone = new Set(pending.filter((each) => each.gone).map(({ line }) => line));
      const present = data.lines.filter(({ id }) => !gone.has(id));
      const ids = new Set(present.map(({ id }) => id));
      [...lines.keys()].filter((id) => !ids.has(id)).forEach(drop);
      present.forEach((told, at) => {
        if (!lines.has(told.id)) added(told, data);
        const quiet = new Set(
          pending.filter(({ line }) => line === told.id).map(({ cell, value }) => {
            told.cells[cell] = value;
            return cell;
          }));
        shown(told, quiet);
        const { row } = lines.get(told.id);
        if (body.children[at] !== row) body.insertBefore(row, body.children[at]);
      });
      heads();
      ledger.finder.told(data.found);
    },
  };
}

export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector('.ledger');
  place.ledger ||= begun(place);
  place.ledger.connect((said) => setStateValue('said', said));
  place.ledger.told(data);
}
