const NS = 'http://www.w3.org/2000/svg';
const make = (tag, attributes, parent) => {
  const found = document.createElementNS(NS, tag);
  for (const key in attributes) found.setAttribute(key, attributes[key]);
  parent.appendChild(found);
  return found;
};
const draw = (shapes, parent, arrow) => {
  for (const shape of shapes) {
    const { kind, text, ...attributes } = shape;
    const found = make(kind, attributes, parent);
    if (text !== undefined) found.textContent = text;
    if (attributes.class && attributes.class.includes('link')) {
      found.setAttribute('marker-end', 'url(#' + arrow + ')');
    }
  }
};
export default function ({ data, parentElement, setStateValue }) {
  const place = parentElement.querySelector('.drawing');
  let shown = null;
  const paint = () => {
    const width = place.clientWidth;
    const fitting = data.variants.filter((one) => one.from <= width);
    const variant = fitting[fitting.length - 1] || data.variants[0];
    if (variant === shown) return;
    shown = variant;
    const focused = place.getRootNode().activeElement;
    const held = focused && focused.dataset ? focused.dataset.id : undefined;
    place.replaceChildren();
    const picking = variant.groups.length > 0;
    const svg = make('svg', {
      viewBox: '0 0 ' + variant.width + ' ' + variant.height,
      width: '100%', role: picking ? 'group' : 'img', 'aria-label': data.alt,
    }, place);
    svg.style.maxWidth = Math.round(variant.width * 1.15) + 'px';
    const arrow = 'arrow-' + variant.from;
    const marker = make('marker', {
      id: arrow, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8,
      orient: 'auto', markerUnits: 'userSpaceOnUse',
    }, make('defs', {}, svg));
    make('path', { d: 'M0 0L8 4L0 8z', class: 'head' }, marker);
    draw(variant.shapes, svg, arrow);
    variant.groups.forEach((group, index) => {
      const chosen = group.id === data.selected;
      const first = data.selected ? chosen : index === 0;
      // With an address it is a link to it; else it can be picked.
      const acts = group.href ? { href: group.href }
        : { role: 'button', 'aria-pressed': String(chosen) };
      const node = make(group.href ? 'a' : 'g', {
        class: chosen ? 'node chosen' : 'node', tabindex: first ? 0 : -1,
        'aria-label': group.says, 'data-id': group.id, ...acts,
      }, svg);
      draw(group.shapes, node, arrow);
      const pick = () => {
        if (!group.href) setStateValue('selected', chosen ? null : group.id);
      };
      const near = (on) => svg.querySelectorAll('.link').forEach((line) => {
        const touches = line.dataset.start === group.id || line.dataset.end === group.id;
        line.classList.toggle('near', on && touches);
      });
      node.onclick = pick;
      node.onmouseenter = node.onfocus = () => near(true);
      node.onmouseleave = node.onblur = () => near(false);
      node.onkeydown = (event) => {
        if (!group.href && (event.key === 'Enter' || event.key === ' ')) {
          event.preventDefault();
          pick();
        }
        const step = {
          ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1,
        }[event.key];
        if (!step) return;
        event.preventDefault();
        const all = [...svg.querySelectorAll('.node')];
        const next = all[(index + step + all.length) % all.length];
        all.forEach((one) => { one.setAttribute('tabindex', -1); });
        next.setAttribute('tabindex', 0);
        next.focus();
      };
      if (held === group.id) node.focus();
    });
  };
  // The same element is drawn again with new data: the observer of the old data must go.
  if (place.watch) place.watch.disconnect();
  place.watch = new ResizeObserver(paint);
  paint();
  place.watch.observe(place);
  return () => place.watch.disconnect();
}
