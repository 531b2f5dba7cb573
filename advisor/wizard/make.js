// What scripts of our elements build with: texts are set as text, never as HTML.
const make = (tag, attributes, parent, text) => {
  const found = document.createElement(tag);
  for (const key in attributes) found.setAttribute(key, attributes[key]);
  if (text !== undefined) found.textContent = text;
  if (parent) parent.appendChild(found);
  return found;
};
