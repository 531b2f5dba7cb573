// After a break the server may know this page no more: it restarted, or forgot. Then the first edit
// would only fetch what was saved, and be lost. So the page asks for that as soon as it is back.
let watch = null;
export default function ({ setTriggerValue }) {
  const app = document.querySelector('[data-testid="stApp"]');
  const apart = () => app.dataset.testConnectionState !== 'CONNECTED';
  let away = apart();
  if (watch) watch.disconnect();
  watch = new MutationObserver(() => {
    if (away && !apart()) setTriggerValue('back', true);
    away = apart();
  });
  watch.observe(app, { attributes: true, attributeFilter: ['data-test-connection-state'] });
  return () => watch.disconnect();
}
