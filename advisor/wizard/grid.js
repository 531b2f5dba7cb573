export default function ({ data, parentElement }) {
  const place = parentElement.querySelector('.grid');
  place.replaceChildren();
  place.setAttribute('aria-label', data.caption);
  const table = make('table', {}, place);
  const head = make('tr', {}, make('thead', {}, table));
  data.head.forEach((name) => make('th', { scope: 'col' }, head, name));
  const body = make('tbody', {}, table);
  data.rows.forEach(([name, ...cells]) => {
    const line = make('tr', {}, body);
    make('th', { scope: 'row' }, line, name);
    cells.forEach((cell) => {
      const found = make('td', { class: cell.mark ? cell.text : 'words' }, line);
      if (cell.mark) make('span', { 'aria-hidden': 'true' }, found, cell.mark + ' ');
      found.append(cell.text);
    });
  });
}
