// Sliders of a few steps, all in one element: the figure moves with the thumb.
export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector('.levels');
  place.tell = () => setStateValue('set', { ...place.set });
  const shape = JSON.stringify(data.levels.map(({ id, low, says }) => [id, low, says]));
  if (place.shape === shape) return; // what stands on the screen is what was set last
  place.shape = shape;
  place.set = {};
  place.replaceChildren();
  data.levels.forEach((level) => {
    const label = make('label', {}, place);
    make('span', {}, label, level.says);
    const figure = make('b', { 'aria-hidden': 'true' }, label, level.at);
    const thumb = make('input', {
      type: 'range', min: level.low, max: data.most, step: 1, value: level.at,
    }, label);
    place.set[level.id] = level.at;
    thumb.addEventListener('input', () => {
      figure.textContent = thumb.value;
      place.set[level.id] = Number(thumb.value);
      place.tell();
    });
  });
  const more = make('details', {}, place);
  make('summary', {}, more, 'What each of them means');
  data.levels.forEach((level) => {
    const line = make('p', {}, more);
    make('strong', {}, line, `${level.says}. `);
    line.append(level.meant);
  });
}
