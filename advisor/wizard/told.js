// A piece of a page that says something and asks nothing. What is folded away in a <template> is set
// when it is first opened: most never is.
export default function ({ data, parentElement }) {
  const place = parentElement.querySelector('.stHtml');
  if (place.said !== data) {
    place.said = data;
    place.innerHTML = data; // texts in it are escaped where it is made
  }
  const opened = ({ target }) => {
    const held = target.querySelector(':scope > template');
    if (held) held.replaceWith(held.content);
  };
  place.addEventListener('toggle', opened, true);
  return () => place.removeEventListener('toggle', opened, true);
}
