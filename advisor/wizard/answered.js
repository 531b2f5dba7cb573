// What one priority would do, from the server: kept until the slides ask, or told if they wait.
export default function ({ data }) {
  window.countedAnswers ??= new Map();
  window.countedAnswers.set(data.key + ' ' + data.outcome, data);
  document.dispatchEvent(new CustomEvent('counted', { detail: data }));
}
