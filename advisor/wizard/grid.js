const put = (tag, parent, text, attributes = {}) => {
  const found = document.createElement(tag);
  for (const key in attributes) found.setAttribute(key, attributes[key]);
  if (text) found.textContent = text;
  parent.appendChild(found);
  return found;
};
export default function ({ data, parentElement }) {
  const place = parentElement.querySelector('.grid');
  place.replaceChildren();
  place.setAttribute('aria-label', data.caption);
  const table = put('table', place);
  const head = put('tr', put('thead', table));
  data.head.forEach((name) => put('th', head, name, { scope: 'col' }));
  const body = put('tbody', table);
  data.rows.forEach(([name, ...cells]) => {
    const line = put('tr', body);
    put('th', line, name, { scope: 'row' });
    cells.forEach((cell) => {
      const found = put('td', line, '', { class: cell.mark ? cell.text : 'words' });
      if (cell.mark) put('span', found, cell.mark + ' ', { 'aria-hidden': 'true' });
      found.append(cell.text);
    });
  });
}
