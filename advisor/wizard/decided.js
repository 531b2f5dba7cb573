// What is decided so far. Undo stays where it is when there is nothing to take back: what has the
// focus keeps it.
export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector('.decided');
  const [undo, present] = place.querySelectorAll('button');
  place.querySelector('.says').textContent = data.says;
  undo.setAttribute('aria-disabled', String(!data.undo));
  present.hidden = !data.present;
  undo.onclick = () => { if (data.undo) onceTaken(() => setTriggerValue('undo', true)); };
  present.onclick = () => onceTaken(() => setTriggerValue('present', true));
}
